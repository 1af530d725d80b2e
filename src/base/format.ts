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
  return sign + ((size * 2 ** (digits + 1)) % 2 === 1 ? toEven(text, text.length - 1) : text)
}

/** `f'{value:.{digits}e}'` */
export function formatExponential(value: number, digits: number): string {
  if (!Number.isFinite(value)) return nonFinite(value)
  const sign = isNegative(value) ? '-' : ''
  const size = Math.abs(value)
  const shown = Math.min(digits, 100)
  const [rounded, exponent] = size.toExponential(shown).split('e')
  let mantissa = isTie(size, shown) ? toEven(rounded, rounded.length - 1) : rounded
  if (digits > shown) mantissa += '0'.repeat(digits - shown)
  return `${sign}${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
}

/** Whether the decimals of `size` after the first `digits` are exactly 5; sixty zeros are proof for a double. */
function isTie(size: number, digits: number): boolean {
  if (digits > 40 || !/5e/.test(size.toExponential(digits + 1))) return false
  const [mantissa] = size.toExponential(digits + 60 > 100 ? 100 : digits + 60).split('e')
  return /^50*$/.test(mantissa.slice(digits ? digits + 2 : 2))
}

/** The text of a number that a tie rounded up, its last digit made even. */
function toEven(text: string, last: number): string {
  const digit = text.charCodeAt(last) - 48
  return digit % 2 ? text.slice(0, last) + (digit - 1) : text
}

/** More than 100 decimals, from the exact value: size = n / 2^k. */
function longFixed(size: number, digits: number): string {
  let k = 0
  while (!Number.isInteger(size)) {
    size *= 2
    k++
  }
  const scaled = BigInt(size) * 10n ** BigInt(digits)
  const unit = 1n << BigInt(k)
  const twice = (scaled % unit) * 2n
  let rounded = scaled / unit
  if (twice > unit || (twice === unit && rounded % 2n === 1n)) rounded++
  const text = rounded.toString().padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
