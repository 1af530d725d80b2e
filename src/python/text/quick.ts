/**
 * The short way of elementary functions, for precise.ts: tables at 128 places and short series give the result as high + low, right to some 67
 * bits, and a bound of its error. Where both ends of that interval round to one double, that is the result; where they do not, in one of some
 * thousand cases, the answer is NaN and the long way is gone. Nothing is allocated: pairs are passed in `out`.
 */
import { productRest, sumRest } from '../../base/exact.js'

/** High, low, and for sine and cosine together those of the cosine. */
export const out = new Float64Array(4)

/** The bound of the relative error of what is computed here. */
const ERROR = 2 ** -66

/** The double that high + low rounds to, whatever error below `error` low has; NaN if that cannot be told. */
export function settled(high: number, low: number, error: number): number {
  const result = high + (low + error)
  return result === high + (low - error) ? result : Number.NaN
}

/** What a table holds at i, as high and low: computed when first asked for. */
type Entry = (i: number) => { readonly high: number; readonly low: number }

class Table {
  readonly high: Float64Array
  readonly low: Float64Array
  constructor(
    size: number,
    private readonly entry: Entry,
  ) {
    this.high = new Float64Array(size).fill(Number.NaN)
    this.low = new Float64Array(size)
  }
  at(i: number): number {
    const known = this.high[i]
    if (known === known) return known
    const { high, low } = this.entry(i)
    this.low[i] = low
    return (this.high[i] = high)
  }
}

const bits = new Float64Array(1)
const words = new Int32Array(bits.buffer)
/** Which of the two words holds the exponent. */
const UPPER = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0

// --- exponential ---------------------------------------------------------------------------------------------------

const STEPS = 128
/** ln 2 / 128 in two doubles: multiples of the first by 2^20 are exact. */
const STEP_HIGH = 0.6931471803691238 / STEPS
const STEP_LOW = 1.9082149292705877e-10 / STEPS
const PER_STEP = STEPS / Math.LN2
const LARGEST = 700

const powers = new Float64Array(2048)
/** 2 to a whole number between −1022 and 1023: computed when first asked for. */
export const powerOf = (exponent: number): number =>
  powers[exponent + 1022] || (powers[exponent + 1022] = 2 ** exponent)

export function quickExponential(entry: Entry): (high: number, low: number, error: number) => number {
  const table = new Table(STEPS, entry)
  /** e to the (high + low), of which `error` is the bound of the error. */
  return (high, low, error) => {
    if (!(high < LARGEST && high > -LARGEST)) return Number.NaN
    const count = Math.round(high * PER_STEP)
    const place = count & (STEPS - 1)
    // What is left, as a sum: |rest| < 2^-8.5.
    const first = high - count * STEP_HIGH
    const second = -count * STEP_LOW
    const rest = first + second
    const restLow = sumRest(first, second, rest) + low
    const series =
      rest *
      rest *
      (0.5 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120 + rest * (1 / 720 + rest / 5040)))))
    const base = table.at(place)
    const product = base * rest
    const sum = base + product
    const sumLow =
      product -
      (sum - base) +
      (productRest(base, rest, product) +
        table.low[place] * (1 + rest) +
        base * (restLow * (1 + rest) + series))
    const result = settled(sum, sumLow, sum * (ERROR + error))
    return result * powerOf((count - place) / STEPS)
  }
}

// --- logarithm -----------------------------------------------------------------------------------------------------

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const LN2_REST = 1.1612227229362532e-26

/** The exponent of a normal number. */
export function exponentOf(x: number): number {
  bits[0] = x
  return ((words[UPPER] >>> 20) & 0x7ff) - 1023
}

/** ln x of a normal positive number into `out`; its relative error is below 2^-66. */
export function quickLogarithm(entry: Entry): (x: number) => void {
  // ln (i / 128): the fraction is between √½ and √2, and i / 128 the inverse of what it is near.
  const table = new Table(256, entry)
  return (x) => {
    let exponent = exponentOf(x)
    words[UPPER] = (words[UPPER] & 0xfffff) | 0x3ff00000
    let fraction = bits[0]
    if (fraction > Math.SQRT2) {
      exponent++
      fraction *= 0.5
    }
    const place = Math.round(STEPS / fraction)
    const inverse = place / STEPS
    // fraction / inverse − 1, exactly, as a sum: |rest| < 2^-7.4.
    const scaled = fraction * inverse
    const first = scaled - 1
    const second = productRest(fraction, inverse, scaled)
    const rest = first + second
    const restLow = sumRest(first, second, rest)
    // ln (1 + rest) = rest − rest² / 2 + …
    const square = rest * rest
    const squareLow = productRest(rest, rest, square)
    const series =
      square *
      rest *
      (1 / 3 -
        rest *
          (1 / 4 -
            rest *
              (1 / 5 -
                rest *
                  (1 / 6 - rest * (1 / 7 - rest * (1 / 8 - rest * (1 / 9 - rest * (1 / 10 - rest / 11))))))))
    const whole = exponent * LN2_HIGH
    const known = -table.at(place)
    let high = whole + known
    let low = sumRest(whole, known, high)
    let before = high
    high = before + rest
    low += sumRest(before, rest, high)
    before = high
    const half = square * -0.5
    high = before + half
    low += sumRest(before, half, high)
    low += exponent * LN2_REST - table.low[place] - squareLow * 0.5 + restLow * (1 - rest) + series
    const last = exponent * LN2_LOW
    before = high
    high = before + last
    low += sumRest(before, last, high)
    out[0] = high + low
    out[1] = high - out[0] + low
  }
}

/** The logarithm that `out` holds, if it is settled. */
export const settledLogarithm = (): number => settled(out[0], out[1], Math.abs(out[0]) * ERROR)

/** The power, given the logarithm in `out`. */
export function quickPower(
  exponential: (high: number, low: number, error: number) => number,
  y: number,
): number {
  const [high, low] = [out[0], out[1]]
  const product = high * y
  return exponential(product, productRest(high, y, product) + low * y, Math.abs(product) * ERROR)
}

// --- trigonometry --------------------------------------------------------------------------------------------------

/** pi / 2 in parts whose products with numbers below 2^20 are exact, but for the last. */
export const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const
const [HALF_PI_1, HALF_PI_2, HALF_PI_3] = HALF_PI
const PER_QUADRANT = 2 / Math.PI
/** The bound of what the last part of pi / 2 lacks: it counts where the result is next to nothing. */
const REST_ERROR = 2 ** -90

/** Sine and cosine of x, below 2^20 in size, into `out`; their errors are below `trigonometricError` of them. */
export function quickSineAndCosine(sines: Entry, cosines: Entry): (x: number) => void {
  // Of i / 64.
  const sine = new Table(64, sines)
  const cosine = new Table(64, cosines)
  return (x) => {
    const count = Math.round(x * PER_QUADRANT)
    const first = x - count * HALF_PI_1
    const second = -count * HALF_PI_2
    let angle = first + second
    let angleLow = sumRest(first, second, angle)
    const third = -count * HALF_PI_3
    const before = angle
    angle = before + third
    angleLow += sumRest(before, third, angle)
    // The angle is i / 64 + d; |d| < 2^-7.
    const negative = angle < 0
    if (negative) {
      angle = -angle
      angleLow = -angleLow
    }
    const place = Math.round(angle * 64)
    const exact = angle - place / 64
    const d = exact + angleLow
    const dLow = exact - d + angleLow
    const s = sine.at(place)
    const c = cosine.at(place)
    const square = d * d
    const odd = d * square * (-1 / 6 + square * (1 / 120 + square * (-1 / 5040 + square / 362880))) + dLow
    const even = square * (-0.5 + square * (1 / 24 + square * (-1 / 720 + square / 40320))) - d * dLow
    // sin (t + d) = s cos d + c sin d
    const forward = c * d
    let high = s + forward
    let low = sumRest(s, forward, high)
    low += productRest(c, d, forward) + sine.low[place] + cosine.low[place] * d + s * even + c * odd
    const sinHigh = high + low
    const sinLow = high - sinHigh + low
    // cos (t + d) = c cos d − s sin d
    const back = -s * d
    high = c + back
    low = sumRest(c, back, high)
    low += productRest(-s, d, back) + cosine.low[place] - sine.low[place] * d + c * even - s * odd
    const cosHigh = high + low
    const cosLow = high - cosHigh + low
    const sign = negative ? -1 : 1
    switch (count & 3) {
      case 0:
        return put(sign * sinHigh, sign * sinLow, cosHigh, cosLow)
      case 1:
        return put(cosHigh, cosLow, -sign * sinHigh, -sign * sinLow)
      case 2:
        return put(-sign * sinHigh, -sign * sinLow, -cosHigh, -cosLow)
      default:
        return put(-cosHigh, -cosLow, sign * sinHigh, sign * sinLow)
    }
  }
}

function put(a: number, aLow: number, b: number, bLow: number): void {
  out[0] = a
  out[1] = aLow
  out[2] = b
  out[3] = bLow
}

/** The bound of the error of a sine or cosine. */
export const trigonometricError = (value: number): number => Math.abs(value) * ERROR + REST_ERROR
