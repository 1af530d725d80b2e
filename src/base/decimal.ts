/**
 * Decimal text of doubles, rounded as CPython rounds: half to even on the exact binary value.
 *
 * JS's own toFixed and toExponential are exact too but send a tie away from zero and stop at 100 digits; a tie is
 * recognised by arithmetic that loses nothing, and only then (or past JS's limits) the exact expansion is built.
 */

/** Digits without sign or point, and where the point stands: 0.d₁d₂d₃… · 10^point. */
export interface Digits {
  digits: string
  point: number
}

const view = new DataView(new ArrayBuffer(8))

/** |x| = mantissa · 2^exponent for a finite x, with mantissa an integer. */
export function decompose(x: number): { mantissa: bigint; exponent: number } {
  view.setFloat64(0, x)
  const bits = view.getBigUint64(0)
  const biased = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 }
}

/** Every digit of |x|: finite, since a double is a binary fraction. */
export function exactDigits(x: number): Digits {
  if (x === 0) return { digits: '0', point: 1 }
  const { mantissa, exponent } = decompose(x)
  if (exponent >= 0) {
    const digits = (mantissa << BigInt(exponent)).toString()
    return { digits, point: digits.length }
  }
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString()
  return { digits, point: digits.length + exponent }
}

/** The first `count` digits, the rest rounded half to even; a carry out of the first digit moves the point. */
function roundDigits({ digits, point }: Digits, count: number): Digits {
  if (count >= digits.length) return { digits: digits.padEnd(count, '0'), point }
  if (count < 0) return { digits: '', point }
  const kept = digits.slice(0, count)
  const next = digits.charCodeAt(count) - 48
  const tie = next === 5 && /^0*$/.test(digits.slice(count + 1))
  const odd = count > 0 && (kept.charCodeAt(count - 1) & 1) === 1
  if (next < 5 || (tie && !odd)) return { digits: kept, point }
  const up = (BigInt(kept || '0') + 1n).toString().padStart(count, '0')
  if (up.length > count) return { digits: count === 0 ? up : up.slice(0, count), point: point + 1 }
  return { digits: up, point }
}

const isTie = (x: number, decimals: number) => {
  const scaled = x * 2 ** (decimals + 1)
  return Math.abs(scaled % 2) === 1
}

/** |x| with exactly `decimals` digits after the point: toFixed, ties to even, any size. */
export function fixed(x: number, decimals: number): string {
  x = Math.abs(x)
  if (decimals <= 100 && x < 1e21 && !isTie(x, decimals)) return x.toFixed(decimals)
  const all = exactDigits(x)
  const { digits, point } = roundDigits(all, all.point + decimals)
  if (point <= 0) {
    const body = ('0'.repeat(-point) + digits).slice(0, decimals).padEnd(decimals, '0')
    return decimals > 0 ? `0.${body}` : '0'
  }
  const padded = digits.padEnd(point + decimals, '0')
  return decimals > 0
    ? `${padded.slice(0, point)}.${padded.slice(point, point + decimals)}`
    : padded.slice(0, point)
}

/** |x| as `count` significant digits (count ≥ 1). */
export function significant(x: number, count: number): Digits {
  x = Math.abs(x)
  if (x === 0) return { digits: '0'.repeat(count), point: 1 }
  if (count <= 100) {
    const text = x.toExponential(count - 1)
    const split = text.indexOf('e')
    const exponent = Number(text.slice(split + 1))
    const decimals = count - 1 - exponent
    const certain =
      decimals >= 0 ? !isTie(x, decimals) : x < 2 ** 53 && x % 10 ** -decimals !== 5 * 10 ** (-decimals - 1)
    if (certain) return { digits: text.slice(0, split).replace('.', ''), point: exponent + 1 }
  }
  return roundDigits(exactDigits(x), count)
}

/** The fewest digits that read back as x. */
export function shortest(x: number): Digits {
  if (x === 0) return { digits: '0', point: 1 }
  const text = Math.abs(x).toExponential()
  const split = text.indexOf('e')
  return { digits: text.slice(0, split).replace('.', ''), point: Number(text.slice(split + 1)) + 1 }
}

/** `e+16`, `e-05`: at least two digits. */
export const exponentText = (exponent: number, letter = 'e'): string =>
  `${letter}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`

/** Digits in positional notation. */
export function positional({ digits, point }: Digits): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return digits.padEnd(point, '0')
  return `${digits.slice(0, point)}.${digits.slice(point)}`
}

/** `repr` of a float. */
export function reprFloat(x: number): string {
  const size = Math.abs(x)
  if (size < 1e16 && size >= 1e-4) {
    const text = String(x)
    return Number.isInteger(x) ? `${text}.0` : text
  }
  if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0'
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf'
  const { digits, point } = shortest(x)
  const body = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  return `${x < 0 ? '-' : ''}${body}${exponentText(point - 1)}`
}

/** A part of a complex number as `repr` shows it: a float without its `.0`. */
export function reprPart(x: number): string {
  const text = reprFloat(x)
  return text.endsWith('.0') ? text.slice(0, -2) : text
}

/** `repr` of a complex number. */
export function reprComplex(re: number, im: number): string {
  if (re === 0 && !Object.is(re, -0)) return `${reprPart(im)}j`
  const sign = im < 0 || Object.is(im, -0) ? '' : '+'
  return `(${reprPart(re)}${Number.isNaN(im) ? '+' : sign}${reprPart(im)}j)`
}

/** `round(x, ndigits)` of a float: the nearest decimal with so many digits, ties on the exact value to even. */
export function roundFloat(x: number, ndigits: number): number {
  if (!Number.isFinite(x) || x === 0) return x
  if (ndigits > 323) return x
  if (ndigits < -308) return x < 0 ? -0 : 0
  const sign = x < 0 ? -1 : 1
  if (ndigits >= 0) return sign * Number(fixed(x, ndigits))
  const all = exactDigits(x)
  const { digits, point } = roundDigits(all, all.point + ndigits)
  return digits === '' || /^0*$/.test(digits) ? sign * 0 : sign * Number(`0.${digits}e${point}`)
}

/** The nearest integer, ties to even, as a double. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x)
  const rest = x - floor
  if (rest < 0.5) return floor
  if (rest > 0.5) return floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}
