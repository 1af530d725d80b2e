/** Numbers as Python's `f` and `e` formats write them: rounded on the exact binary value, ties to even (decimal.ts). */
import { exponentText, fixed, significant } from './decimal.js'

const nonFinite = (value: number): string => (Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf')

const signOf = (value: number): string => (value < 0 || Object.is(value, -0) ? '-' : '')

/** `f'{value:.{digits}f}'` */
export function formatFixed(value: number, digits: number): string {
  return Number.isFinite(value) ? signOf(value) + fixed(value, digits) : nonFinite(value)
}

/** `f'{value:.{digits}e}'` */
export function formatExponential(value: number, digits: number): string {
  if (!Number.isFinite(value)) return nonFinite(value)
  const { digits: all, point } = significant(value, digits + 1)
  const mantissa = digits > 0 ? `${all[0]}.${all.slice(1)}` : all
  return signOf(value) + mantissa + exponentText(value === 0 ? 0 : point - 1)
}
