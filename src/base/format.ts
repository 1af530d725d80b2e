/**
 * Numbers as Python's `f` and `e` formats write them: rounded on the exact binary value, ties to even.
 *
 * JavaScript's toFixed and toExponential round the same value, but ties up, and give up on large numbers.
 */

const nonFinite = (value: number): string => (Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf')

const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0)

/** `f'{value:.{digits}f}'` */
export function formatFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return nonFinite(value)
  const sign = isNegative(value) ? '-' : ''
  const size = Math.abs(value)
  if (size >= 1e21) return `${sign}${BigInt(size)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`
  // A double has at most 1074 decimals; toFixed gives 100. Beyond those of the value there are only zeros.
  if (digits > 100) return sign + longFixed(size, digits)
  const text = size.toFixed(digits)
  // Half-way between two decimals are the odd multiples of 2^-(digits + 1).
  return sign + ((size * 2 ** (digits + 1)) % 2 === 1 ? toEven(text) : text)
}

/** `f'{value:.{digits}e}'` */
export function formatExponential(value: number, digits: number): string {
  if (!Number.isFinite(value)) return nonFinite(value)
  const sign = isNegative(value) ? '-' : ''
  const size = Math.abs(value)
  const [rounded, exponent] = (
    digits > 100 ? longExponential(size, digits) : size.toExponential(digits)
  ).split('e')
  const mantissa = isTie(size, digits) ? toEven(rounded) : rounded
  return `${sign}${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
}

/** Whether the decimals of `size` after the first `digits` are exactly 5; sixty zeros are proof for a double. */
function isTie(size: number, digits: number): boolean {
  if (digits > 40 || !/5e/.test(size.toExponential(digits + 1))) return false
  const [mantissa] = size.toExponential(digits + 60).split('e')
  return /^50*$/.test(mantissa.slice(digits ? digits + 2 : 2))
}

/** The text of a number that a tie rounded up, its last digit made even. */
function toEven(text: string): string {
  const last = text.length - 1
  const digit = Number(text[last])
  return digit % 2 ? text.slice(0, last) + (digit - 1) : text
}

/** The first `count(point)` digits of the exact value 0.ddd · 10^point, for more digits than JavaScript writes. */
function exactDigits(size: number, count: (point: number) => number): { digits: string; point: number } {
  let k = 0
  while (!Number.isInteger(size)) {
    size *= 2
    k++
  }
  const all = (BigInt(size) * 5n ** BigInt(k)).toString()
  const point = all.length - k
  const kept = Math.max(0, count(point))
  if (kept >= all.length) return { digits: all.padEnd(kept, '0'), point }
  const unit = 10n ** BigInt(all.length - kept)
  const half = (BigInt(all) % unit) * 2n
  let digits = BigInt(all) / unit
  if (half > unit || (half === unit && digits % 2n === 1n)) digits++
  const text = digits.toString().padStart(kept, '0')
  return text.length > kept ? { digits: text, point: point + 1 } : { digits: text, point }
}

function longFixed(size: number, digits: number): string {
  const exact = exactDigits(size, (point) => point + digits)
  const text = exact.digits.padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

function longExponential(size: number, digits: number): string {
  if (size === 0) return `0.${'0'.repeat(digits)}e+0`
  const exact = exactDigits(size, () => digits + 1)
  const exponent = exact.point - 1
  return `${exact.digits[0]}.${exact.digits.slice(1, digits + 1)}e${exponent < 0 ? '' : '+'}${exponent}`
}
