/** Comparing two operands in their common dtype, into bools. */
import type { DType } from '../tensor/dtype.js'
import { float32 } from '../tensor/dtype.js'
import type { NdArray } from '../tensor/tensor.js'
import { cast, map2, mapComplex2 } from './pointwise.js'

export interface Comparison {
  /** On numbers, and on bigints alike. */
  readonly number: (x: number, y: number) => boolean
  /** On complex numbers, given whether they are equal. */
  readonly complex?: (equal: boolean) => boolean
}

export function applyComparison(
  input: NdArray,
  other: NdArray,
  out: NdArray,
  dtype: DType,
  holds: Comparison,
): void {
  // A number met by a half type is compared in float32, as PyTorch computes.
  const type = dtype.itemsize === 2 && dtype.kind === 'float' ? float32 : dtype
  const a = cast(input, type)
  const b = cast(other, type)
  if (type.kind === 'complex') {
    const { complex } = holds
    mapComplex2(a, b, out, (ar, ai, br, bi, into) => {
      into[0] = complex!(ar === br && ai === bi) ? 1 : 0
    })
  } else {
    const { number } = holds
    map2<number>(a, b, out, (x, y) => (number(x, y) ? 1 : 0))
  }
}
