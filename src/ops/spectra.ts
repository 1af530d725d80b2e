/** What decompositions share: precisions, scaled columns and rows, the gaps between values, and parts put into outputs. */
import type { Precision } from '../compute/linalg/symmetric.js'
import { complex64, complex128, type DType, float32, float64 } from '../tensor/dtype.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { mul, sub } from './arithmetic.js'
import { unsqueeze } from './axes.js'
import { maskedFill } from './choose.js'
import { eq } from './compare.js'
import { eyeOf } from './matrix.js'
import { realFor } from './pointwise.js'
import { reciprocal } from './unary.js'

export const precisionOf = ({ name }: DType): Precision =>
  name === 'float64' || name === 'complex128' ? 'double' : 'single'

export const complexFor = (dtype: DType): DType =>
  dtype === float32 ? complex64 : dtype === float64 ? complex128 : dtype

/** Multiplies the columns of a batch of matrices. */
export const scaleColumns = (matrix: Tensor, factors: Tensor): Tensor => mul(matrix, unsqueeze(factors, -2))
export const scaleRows = (matrix: Tensor, factors: Tensor): Tensor => mul(matrix, unsqueeze(factors, -1))
export const half = (tensor: Tensor): Tensor => mul(tensor, { kind: 'float', value: 0.5 })
export const identityFor = (n: number, dtype: DType): Tensor => eyeOf(n, n, dtype)

/** A vector as a diagonal matrix. */
export const diagonalMatrix = (vector: Tensor): Tensor =>
  mul(unsqueeze(vector, -1), identityFor(vector.shape[vector.rank - 1], realFor(vector.dtype)))

/** 1 / (xⱼ − xᵢ) off the diagonal, 0 on it. */
export function inverseGaps(values: Tensor): Tensor {
  const gaps = sub(unsqueeze(values, -2), unsqueeze(values, -1))
  const n = values.shape[values.rank - 1]
  const onDiagonal = eq(identityFor(n, realFor(values.dtype)), 1)
  return maskedFill(reciprocal(maskedFill(gaps, onDiagonal, 1)), onDiagonal, 0)
}

export const put = (out: NdArray, i: number, part: ArrayLike<number>): void =>
  (out.data as Float64Array).set(part, i * part.length)
