/** Comparing two operands in their common dtype, into bools. */
import { type DType, float32, float64, int64 } from '../tensor/dtype.js'
import { numel } from '../tensor/shape.js'
import type { NdArray } from '../tensor/tensor.js'
import { cast, map2, mapComplex2 } from './pointwise.js'
import { largestSize, numbersOf } from './words.js'

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
    // What the function tells is written as 0 or 1, the array being one of bytes.
    const number = holds.number as unknown as (x: number, y: number) => number
    const doubles = type === int64 ? [asDoubles(a), asDoubles(b)] : []
    const [x, y] = doubles
    if (x && y) map2(x, y, out, number)
    else map2(a, b, out, number)
  }
}

/** An int64 array as doubles, if these are the same numbers and no more of them are converted than are compared. */
function asDoubles(array: NdArray): NdArray | null {
  const data = array.data as BigInt64Array
  if (data.length > Math.max(numel(array.shape), 1)) return null
  const numbers = numbersOf(data)
  return largestSize(numbers) < 2 ** 53 ? { ...array, data: numbers, dtype: float64 } : null
}
