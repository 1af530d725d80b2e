/**
 * How the numbers of one tensor are written: one notation and one width for all that are shown.
 *
 * Floats: `1.` if all are whole, four decimals otherwise, scientific if they span more than three orders of
 * magnitude or are very large or small. nan and inf take no part in the choice, nor in the width.
 */
import { formatExponential, formatFixed } from '../base/format.js'
import type { PrintOptions } from './print.js'

/** Writes one number, padded on the left to `width`. */
export interface NumberFormat<T> {
  readonly width: number
  readonly format: (value: T) => string
}

/** Ints and bools: as they are. */
export function plainFormat(texts: Iterable<string>): NumberFormat<string> {
  let width = 1
  for (const text of texts) width = Math.max(width, text.length)
  return { width, format: (text) => text.padStart(width) }
}

/** Floats, chosen by the `values` that will be shown. */
export function floatFormat(values: Iterable<number>, options: PrintOptions): NumberFormat<number> {
  const { precision } = options
  const finite: number[] = []
  let smallest = Infinity
  let largest = 0
  let whole = true
  for (const value of values) {
    const size = Math.abs(value)
    if (!(size > 0 && size < Infinity)) continue
    finite.push(value)
    if (size < smallest) smallest = size
    if (size > largest) largest = size
    whole &&= Number.isInteger(value)
  }
  if (finite.length === 0) return { width: 1, format: wholeNumber }
  const scientific = options.sciMode ?? (largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4)
  const write = scientific
    ? (value: number) => formatExponential(value, precision)
    : whole
      ? wholeNumber
      : (value: number) => formatFixed(value, precision)
  const width = finite.reduce((most, value) => Math.max(most, write(value).length), 1)
  return { width, format: (value) => write(value).padStart(width) }
}

/** `1.`, the point of which says that it is a float; nan and inf need none. */
const wholeNumber = (value: number): string =>
  Number.isFinite(value) ? `${formatFixed(value, 0)}.` : formatFixed(value, 0)

/** Complex numbers: a format for each part; only the real part is padded. */
export function complexText(
  re: number,
  im: number,
  real: NumberFormat<number>,
  imaginary: NumberFormat<number>,
): string {
  const second = `${imaginary.format(im).trimStart()}j`
  return real.format(re) + (/^[+-]/.test(second) ? '' : '+') + second
}
