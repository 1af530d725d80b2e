/** What inverses, determinants and systems share: factors of real and of complex matrices, and outputs without gradients. */
import { luComplex, solveLuComplex, solveTriangleComplex } from '../compute/linalg/complex-factors.js'
import { lu as factorLu, solveLu, solveTriangle } from '../compute/linalg/factor.js'
import { type DType, int32, isComplex, type NumberData } from '../tensor/dtype.js'
import type { Tensor } from '../tensor/tensor.js'
import { dims, type Out } from './derive.js'
import { batchDims } from './linalg-shared.js'

export const hidden = { private: 'native' } as const

export const constant = (out: Out): Out => ({ ...out, differentiable: false })
export const infoOut = (A: Tensor): Out => dims(int32, batchDims(A))

export type Pivots = Int32Array

export function factor(
  a: NumberData,
  m: number,
  n: number,
  pivots: Pivots,
  dtype: DType,
  pivoting = true,
): number {
  return isComplex(dtype) ? luComplex(a, m, n, pivots, pivoting) : factorLu(a, m, n, pivots, pivoting)
}

export const solveFactored = (dtype: DType): typeof solveLu => (isComplex(dtype) ? solveLuComplex : solveLu)
export const solveTriangular = (dtype: DType): typeof solveTriangle =>
  isComplex(dtype) ? solveTriangleComplex : solveTriangle
