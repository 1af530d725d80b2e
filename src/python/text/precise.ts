/**
 * Elementary functions right to the last bit in all but one of some thousand million cases, as C's library gives them: JS's are off by one in a
 * tenth of theirs. The work is done on numbers kept as the sum of two doubles. Nearly always a shorter way settles the answer (quick.ts).
 */
import { productRest, sumRest } from '../../base/exact.js'
import * as quick from './quick.js'

/** A number as high + low, where high is the double nearest to it. */
interface Pair {
  readonly high: number
  readonly low: number
}

const pair = (high: number, low: number): Pair => ({ high, low })
/** The sum of two doubles, the first of which is not smaller. */
function quickSum(a: number, b: number): Pair {
  const high = a + b
  return pair(high, b - (high - a))
}
function exactSum(a: number, b: number): Pair {
  const high = a + b
  return pair(high, sumRest(a, b, high))
}
function exactProduct(a: number, b: number): Pair {
  const high = a * b
  return pair(high, productRest(a, b, high))
}

function add(a: Pair, b: Pair): Pair {
  const high = exactSum(a.high, b.high)
  const low = exactSum(a.low, b.low)
  const first = quickSum(high.high, high.low + low.high)
  return quickSum(first.high, first.low + low.low)
}
function multiply(a: Pair, b: Pair): Pair {
  const product = exactProduct(a.high, b.high)
  return quickSum(product.high, product.low + (a.high * b.low + a.low * b.high))
}
function scale(a: Pair, factor: number): Pair {
  const product = exactProduct(a.high, factor)
  return quickSum(product.high, product.low + a.low * factor)
}
const negate = (a: Pair): Pair => pair(-a.high, -a.low)
function divide(a: Pair, b: Pair): Pair {
  const quotient = a.high / b.high
  const rest = add(a, negate(scale(b, quotient)))
  return quickSum(quotient, rest.high / b.high)
}

const ZERO = pair(0, 0)
const ONE = pair(1, 0)
/** 1 / 0!, 1 / 1!, 1 / 2!… */
const INVERSE_FACTORIALS: Pair[] = [ONE]
for (let n = 1; n < 30; n++) INVERSE_FACTORIALS.push(divide(INVERSE_FACTORIALS[n - 1]!, pair(n, 0)))

// --- exponential ---------------------------------------------------------------------------------------------------

/** ln 2 in three doubles; multiples of the first by an exponent are exact. */
const LN2 = [0.6931471803691238, 1.9082149292705877e-10, 1.1612227229362532e-26] as const
const LN2_PAIR = quickSum(Math.LN2, 2.3190468138462996e-17)

/** e to the x, as a pair and a power of two. */
function exponential(x: Pair): { value: Pair; exponent: number } {
  const exponent = Math.round(x.high / Math.LN2)
  let rest = add(x, pair(-exponent * LN2[0], 0))
  rest = add(rest, negate(add(exactProduct(exponent, LN2[1]), pair(exponent * LN2[2], 0))))
  // e^r = (e^(r / 256))^256, and the series of the small power is short.
  const small = pair(rest.high / 256, rest.low / 256)
  let sum = ZERO
  for (let n = 10; n > 0; n--) sum = multiply(add(sum, INVERSE_FACTORIALS[n]!), small)
  // (1 + s)^2 = 1 + (2 s + s^2) keeps the digits of s.
  for (let i = 0; i < 8; i++) sum = add(pair(2 * sum.high, 2 * sum.low), multiply(sum, sum))
  return { value: add(ONE, sum), exponent }
}

/** high + low times a power of two, rounded once where the result is a normal number. */
function scaled({ high, low }: Pair, exponent: number): number {
  if (exponent > 1000 || exponent < -1000) {
    const half = Math.trunc(exponent / 2)
    return (high + low) * 2 ** half * 2 ** (exponent - half)
  }
  return (high + low) * 2 ** exponent
}

const quickExponential = quick.quickExponential((i) => {
  const { value, exponent } = exponential(scale(LN2_PAIR, i / 128))
  return pair(value.high * 2 ** exponent, value.low * 2 ** exponent)
})

export function exp(x: number): number {
  if (!(x > -745.2 && x < 709.79) || x === 0) return Math.exp(x)
  const short = quickExponential(x, 0, 0)
  if (!Number.isNaN(short)) return short
  const { value, exponent } = exponential(pair(x, 0))
  return scaled(value, exponent)
}

// --- logarithm -----------------------------------------------------------------------------------------------------

/** ln x of a positive finite number. */
function logarithm(x: number): Pair {
  const offset = x - 1
  if (Math.abs(offset) < 2 ** -9) {
    // ln((1 + s) / (1 - s)) = 2 (s + s^3 / 3 + s^5 / 5 + …)
    const s = divide(pair(offset, 0), exactSum(2, offset))
    const square = multiply(s, s)
    let sum = ZERO
    for (let n = 13; n >= 1; n -= 2) sum = add(multiply(sum, square), divide(ONE, pair(n, 0)))
    return scale(multiply(sum, s), 2)
  }
  // The fraction and the exponent apart, so that subnormal numbers keep their digits.
  let exponent = Math.floor(Math.log2(x))
  const fraction = exponent < -1000 ? (x * 2 ** 100) / 2 ** (exponent + 100) : x / 2 ** exponent
  let guess = Math.log(fraction)
  if (fraction > Math.SQRT2) {
    exponent++
    guess = Math.log(fraction / 2)
  }
  const mantissa = fraction > Math.SQRT2 ? fraction / 2 : fraction
  if (Math.abs(mantissa - 1) < 2 ** -9) return add(scale(LN2_PAIR, exponent), logarithm(mantissa))
  const back = exponential(pair(-guess, 0))
  const off = add(scale(back.value, mantissa * 2 ** back.exponent), pair(-1, 0))
  const correction = add(off, scale(multiply(off, off), -0.5))
  return add(scale(LN2_PAIR, exponent), add(pair(guess, 0), correction))
}

const quickLogarithm = quick.quickLogarithm((i) => logarithm(i / 128))
const SMALLEST_NORMAL = 2 ** -1022

export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return Math.log(x)
  if (x >= SMALLEST_NORMAL) {
    quickLogarithm(x)
    const short = quick.settledLogarithm()
    if (!Number.isNaN(short)) return short
  }
  return logarithm(x).high
}

const LOG10_2 = [0.30102999566361177, 3.694239077158931e-13] as const
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) return Math.log10(x)
  let exponent = Math.floor(Math.log2(x))
  let fraction = x / 2 ** exponent
  if (exponent < 0) {
    exponent++
    fraction /= 2
  }
  return exponent * LOG10_2[1] + Math.LOG10E * log(fraction) + exponent * LOG10_2[0]
}

// --- powers --------------------------------------------------------------------------------------------------------

/** x to the y for finite numbers of which x is not negative unless y is integral; other cases are JS's. */
export function power(x: number, y: number): number {
  if (y === 2) return x * x
  if (x >= SMALLEST_NORMAL && x < Infinity && Math.abs(y) < Infinity) {
    if (y === 1) return x
    if (y === 0.5) return Math.sqrt(x)
    if (y === -1) return 1 / x
    if (!(Number.isInteger(y) && y > 0 && y <= 16)) {
      quickLogarithm(x)
      const short = quick.quickPower(quickExponential, y)
      if (!Number.isNaN(short)) return short
    }
  }
  const rough = x ** y
  if (!Number.isFinite(rough) || rough === 0 || x === 0 || y === 0 || !Number.isFinite(y)) return rough
  if (y === 1) return x
  if (y === 0.5) return Math.sqrt(x)
  if (y === -1) return 1 / x
  const size = Math.abs(rough)
  if (size < 1e-290 || size > 1e300) return rough
  const sign = rough < 0 ? -1 : 1
  if (Number.isInteger(y) && y > 0 && y <= 16) return wholePower(x, y)
  const log = logarithm(Math.abs(x))
  const { value, exponent } = exponential(scale(log, y))
  return sign * scaled(value, exponent)
}

/** x · x · … in two doubles. */
function wholePower(x: number, y: number): number {
  let high = x
  let low = 0
  for (let i = 1; i < y; i++) {
    const product = high * x
    const rest = productRest(high, x, product) + low * x
    high = product + rest
    low = rest - (high - product)
  }
  return high
}

// --- trigonometry --------------------------------------------------------------------------------------------------

/** Beyond this, JS's functions are taken. */
const LARGE = 2 ** 20

/** The quadrant of x and what is left of it. */
function reduce(x: number): { quadrant: number; rest: Pair } {
  const { HALF_PI } = quick
  const count = Math.round((x * 2) / Math.PI)
  let rest = exactSum(x, -count * HALF_PI[0])
  rest = add(rest, negate(exactProduct(count, HALF_PI[1])))
  return { quadrant: count & 3, rest: add(rest, negate(exactProduct(count, HALF_PI[2]))) }
}

/** The series of sine (from 1) or cosine (from 0). */
function series(x: Pair, first: 0 | 1): Pair {
  const square = negate(multiply(x, x))
  let sum = ZERO
  for (let n = 26 + first; n >= first; n -= 2) sum = add(multiply(sum, square), INVERSE_FACTORIALS[n]!)
  return first === 0 ? sum : multiply(sum, x)
}

function sineAndCosine(x: number): { sine: Pair; cosine: Pair } {
  const { quadrant, rest } = reduce(x)
  const [s, c] = [series(rest, 1), series(rest, 0)]
  switch (quadrant) {
    case 0:
      return { sine: s, cosine: c }
    case 1:
      return { sine: c, cosine: negate(s) }
    case 2:
      return { sine: negate(s), cosine: negate(c) }
    default:
      return { sine: negate(c), cosine: s }
  }
}

/** Small enough that the function is x to the last bit, or so large or odd that JS's answer is taken. */
const plain = (x: number): boolean => !(Math.abs(x) < LARGE) || Math.abs(x) < 1e-9

const quickSineAndCosine = quick.quickSineAndCosine(
  (i) => series(pair(i / 64, 0), 1),
  (i) => series(pair(i / 64, 0), 0),
)
const { exponentOf, out, powerOf, settled, trigonometricError } = quick

/** The one of `out` that begins at this place, if it is settled. */
const settledAt = (at: 0 | 2): number => settled(out[at], out[at + 1], trigonometricError(out[at]))

export function sin(x: number): number {
  if (plain(x)) return Math.sin(x)
  quickSineAndCosine(x)
  const short = settledAt(0)
  return Number.isNaN(short) ? sineAndCosine(x).sine.high : short
}
export function cos(x: number): number {
  if (plain(x)) return Math.cos(x)
  quickSineAndCosine(x)
  const short = settledAt(2)
  return Number.isNaN(short) ? sineAndCosine(x).cosine.high : short
}
export function tan(x: number): number {
  if (plain(x)) return Math.tan(x)
  quickSineAndCosine(x)
  const [s, c] = [out[0], out[2]]
  const quotient = s / c
  const rest = difference(s, out[1], quotient, c, out[3]) / c
  const error =
    Math.abs(quotient) * (trigonometricError(s) / Math.abs(s) + trigonometricError(c) / Math.abs(c))
  const short = settled(quotient, rest, error)
  if (!Number.isNaN(short)) return short
  const { sine, cosine } = sineAndCosine(x)
  return divide(sine, cosine).high
}

/** (a + aLow) − factor · (b + bLow), where the two are close. */
function difference(a: number, aLow: number, factor: number, b: number, bLow: number): number {
  const product = factor * b
  return a - product - productRest(factor, b, product) + (aLow - factor * bLow)
}

// The inverse functions: one step of Newton's method from JS's answer.
export function asin(x: number): number {
  if (!(Math.abs(x) < 1) || plain(x)) return Math.asin(x)
  const guess = Math.asin(x)
  quickSineAndCosine(guess)
  const [s, c] = [out[0], out[2]]
  const short = settled(guess, (x - s - out[1]) / c, trigonometricError(s) / c)
  if (!Number.isNaN(short)) return short
  const { sine, cosine } = sineAndCosine(guess)
  return guess + add(pair(x, 0), negate(sine)).high / cosine.high
}
export function acos(x: number): number {
  if (!(Math.abs(x) < 1)) return Math.acos(x)
  const guess = Math.acos(x)
  quickSineAndCosine(guess)
  const [s, c] = [out[0], out[2]]
  const short = settled(guess, (c - x + out[3]) / s, trigonometricError(c) / s)
  if (!Number.isNaN(short)) return short
  const { sine, cosine } = sineAndCosine(guess)
  return guess + add(cosine, pair(-x, 0)).high / sine.high
}
export function atan(x: number): number {
  if (plain(x)) return Math.atan(x)
  const guess = Math.atan(x)
  quickSineAndCosine(guess)
  const [s, c] = [out[0], out[2]]
  const slope = c + x * s
  const error = (trigonometricError(s) + Math.abs(x) * trigonometricError(c)) / slope
  const short = settled(guess, -difference(s, out[1], x, c, out[3]) / slope, error)
  if (!Number.isNaN(short)) return short
  const { sine, cosine } = sineAndCosine(guess)
  return guess + add(scale(cosine, x), negate(sine)).high / (cosine.high + x * sine.high)
}

export function atan2(y: number, x: number): number {
  const guess = Math.atan2(y, x)
  const [most, least] = [Math.max(Math.abs(x), Math.abs(y)), Math.min(Math.abs(x), Math.abs(y))]
  if (!(most < 2 ** 400 && least > 2 ** -400) || Math.abs(guess) < 1e-9) return guess
  quickSineAndCosine(guess)
  const [s, c] = [out[0], out[2]]
  const size = x * c + y * s
  const product = c * y
  const off = productRest(c, y, product) + difference(product, out[3] * y, x, s, out[1])
  const error = (Math.abs(x) * trigonometricError(s) + Math.abs(y) * trigonometricError(c)) / size
  const short = settled(guess, off / size, error)
  if (!Number.isNaN(short)) return short
  const { sine, cosine } = sineAndCosine(guess)
  const far = add(scale(cosine, y), negate(scale(sine, x))).high
  return guess + far / (x * cosine.high + y * sine.high)
}

// --- areas --------------------------------------------------------------------------------------

export function asinh(x: number): number {
  const size = Math.abs(x)
  if (!(size > 2) || size > 2 ** 28) return Math.asinh(x)
  return Math.sign(x) * log(2 * size + 1 / (Math.sqrt(x * x + 1) + size))
}
export function acosh(x: number): number {
  if (!(x > 2) || x > 2 ** 28) return Math.acosh(x)
  return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)))
}

// --- lengths -------------------------------------------------------------------------------------------------------

/** What the sum of squares lacks so far, and the sum itself: less 1, which it begins with. */
let [sum, lost] = [1, 0]
/** Adds x² to the sum, or takes it off. */
function gather(x: number, sign: number): void {
  const before = sum
  const square = sign * x * x
  sum = before + square
  lost += before - sum + square + sign * productRest(x, x, x * x)
}

/** The length of a vector: squares and their sum are kept in two doubles. */
export function euclidean(values: readonly number[]): number {
  let most = 0
  let hasNaN = false
  for (const value of values) {
    if (Number.isNaN(value)) hasNaN = true
    else most = Math.max(most, Math.abs(value))
  }
  if (most === Infinity) return Infinity
  if (hasNaN) return Number.NaN
  if (most === 0 || values.length < 2) return most
  if (most < 2 ** -1000) return 2 ** -1000 * euclidean(values.map((size) => size * 2 ** 1000))
  const exponent = exponentOf(most) + 1
  // Half the exponent twice: the power of all of it may overflow.
  const half = powerOf(Math.trunc(exponent / 2))
  const other = powerOf(exponent - Math.trunc(exponent / 2))
  sum = 1
  lost = 0
  for (const value of values) gather(value / half / other, 1)
  let length = Math.sqrt(sum - 1 + lost)
  gather(length, -1)
  length += (sum - 1 + lost) / (2 * length)
  return length * half * other
}
