/**
 * A number with its kind: what an op takes where PyTorch takes a Python number.
 *
 * Type promotion needs to know whether `2` or `2.0` was written, which a JS number does not say. An int past 2^53 is
 * a bigint.
 */
import type { Kind } from './dtype.js'

export type Scalar =
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'complex'; readonly value: { readonly re: number; readonly im: number } }

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  'value' in value &&
  kinds.has((value as { kind: Kind }).kind)

const kinds: ReadonlySet<Kind> = new Set<Kind>(['bool', 'int', 'float', 'complex'])

/** A JS number or boolean as a Scalar: an integral number is an int, as TypeScript users expect. */
export function scalarOf(value: number | bigint | boolean | Scalar): Scalar {
  if (typeof value === 'boolean') return { kind: 'bool', value }
  if (typeof value === 'bigint') return { kind: 'int', value }
  if (typeof value === 'number')
    return Number.isInteger(value) ? { kind: 'int', value } : { kind: 'float', value }
  return value
}

/** The scalar as a JS number; a complex one gives its real part. */
export function toNumber(scalar: Scalar): number {
  return scalar.kind === 'complex' ? scalar.value.re : Number(scalar.value)
}
