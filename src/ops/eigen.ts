/** Eigenvalues and eigenvectors of symmetric and of general matrices: eigh, eig and their kin. */
import { generalEigenComplex } from '../compute/linalg/complex-general.js'
import { hermitianEigen } from '../compute/linalg/complex-jacobi.js'
import { generalEigen } from '../compute/linalg/general.js'
import { symmetricEigen } from '../compute/linalg/symmetric.js'
import { dense } from '../compute/strided.js'
import { isComplex } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, conjugate, mul, sub } from './arithmetic.js'
import { defineOp } from './define.js'
import { columns, dims, like, type Out } from './derive.js'
import {
  adjoint,
  asDtype,
  batchDims,
  checkKernel,
  checkSquare,
  cols,
  doublesOf,
  linalg,
  matrixAt,
} from './linalg-shared.js'
import { matmul } from './matmul.js'
import { realFor } from './pointwise.js'
import { diagonal } from './slice.js'
import { complexFor, diagonalMatrix, half, inverseGaps, precisionOf, put, scaleColumns } from './spectra.js'
import { solve } from './systems.js'

function checkUplo(UPLO: string): void {
  const letter = UPLO.toUpperCase()
  check(
    UPLO.length === 1 && (letter === 'L' || letter === 'U'),
    () => `Expected UPLO argument to be 'L' or 'U', but got ${UPLO}`,
  )
}

/** Source: torch.linalg.eigh. Only one triangle is read. */
export const eigh = defineOp({
  schema: "eigh(Tensor input, str UPLO='L') -> (Tensor eigenvalues, Tensor eigenvectors)",
  doc: 'Eigenvalues, ascending, and eigenvectors of each symmetric or Hermitian matrix.',
  faces: linalg,
  out: true,
  gradName: 'LinalgEighBackward0',
  shape: ({ input, UPLO }): Out[] => {
    checkSquare('linalg.eigh', input)
    checkUplo(UPLO)
    checkKernel('linalg_eigh_cpu', input)
    return [dims(realFor(input.dtype), [...batchDims(input), cols(input)]), columns(like(input))]
  },
  kernel: ({ input, UPLO }, values, [, vectors]) => {
    const work = doublesOf(input)
    const n = work.rows
    const complex = isComplex(input.dtype)
    const upper = UPLO.toUpperCase() === 'U'
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      if (upper) lowerFromUpper(a, n, complex)
      const result = a.every(Number.isFinite)
        ? (complex ? hermitianEigen : symmetricEigen)(a, n, precisionOf(input.dtype))
        : { values: new Float64Array(n).fill(NaN), vectors: new Float64Array(a.length).fill(NaN) }
      put(values, i, result.values)
      put(vectors, i, result.vectors)
    }
  },
  backward: {
    input: ({ grads: [gL, gV], results: [L, V] }): Tensor | null => {
      if (gV === null) return gL === null ? null : matmul(scaleColumns(V, asDtype(gL, V.dtype)), adjoint(V))
      let inner = mul(matmul(adjoint(V), gV), inverseGaps(L))
      if (gL !== null) inner = add(inner, asDtype(diagonalMatrix(gL), V.dtype))
      return matmul(matmul(V, inner), adjoint(V))
    },
  },
  samples: ['torch.linalg.eigh(torch.tensor([[2.0, 1.0], [1.0, 3.0]]))'],
  errors: ['torch.linalg.eigh(torch.ones(2, 3))'],
})

function lowerFromUpper(a: Float64Array, n: number, complex: boolean): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (complex) {
        a[2 * (i * n + j)] = a[2 * (j * n + i)]
        a[2 * (i * n + j) + 1] = -a[2 * (j * n + i) + 1]
      } else a[i * n + j] = a[j * n + i]
    }
  }
}

export const eigvalsh = defineOp({
  schema: "eigvalsh(Tensor input, str UPLO='L') -> Tensor",
  doc: 'Eigenvalues, ascending, of each symmetric or Hermitian matrix.',
  faces: linalg,
  out: true,
  composite: ({ input, UPLO }) => eigh(input, UPLO)[0],
  samples: ['torch.linalg.eigvalsh(torch.tensor([[2.0, 1.0], [1.0, 3.0]]))'],
})

const checkComplexOf = ({ dtype }: Tensor): void =>
  check(
    dtype.kind === 'float' || isComplex(dtype),
    () => `Unknown Complex ScalarType for ${dtype.scalarType}`,
  )

/** Source: torch.linalg.eig. Complex results, whatever the input. */
export const eig = defineOp({
  schema: 'eig(Tensor input) -> (Tensor eigenvalues, Tensor eigenvectors)',
  doc: 'Eigenvalues and eigenvectors of each square matrix, in complex numbers.',
  faces: linalg,
  out: true,
  gradName: 'LinalgEigBackward0',
  shape: ({ input }): Out[] => {
    checkSquare('linalg.eig', input)
    checkComplexOf(input)
    checkKernel('linalg_eig_out_cpu', input)
    if (input.device !== 'meta') {
      check(
        (dense(input.read()) as Float64Array).every(Number.isFinite),
        () => 'torch.linalg.eig: input tensor should not contain infs or NaNs.',
      )
    }
    const dtype = complexFor(input.dtype)
    return [dims(dtype, [...batchDims(input), cols(input)]), columns(like(input, dtype))]
  },
  kernel: ({ input }, values, [, vectors]) => {
    const work = doublesOf(input)
    for (let i = 0; i < work.count; i++) {
      const run = isComplex(input.dtype) ? generalEigenComplex : generalEigen
      const result = run(matrixAt(work, i), work.rows, precisionOf(input.dtype))
      put(values, i, result.values)
      put(vectors, i, result.vectors)
    }
  },
  backward: {
    input: ({ grads: [gL, gV], results: [L, V] }): Tensor | null => {
      let inner: Tensor | null = null
      if (gV !== null) {
        const turned = matmul(adjoint(V), gV)
        const own = diagonal(turned, 0, -2, -1)
        const real = half(add(own, conjugate(own)))
        const projected = sub(turned, scaleColumns(matmul(adjoint(V), V), real))
        inner = mul(projected, conjugate(inverseGaps(L)))
      }
      if (gL !== null) inner = inner === null ? diagonalMatrix(gL) : add(inner, diagonalMatrix(gL))
      return inner === null ? null : solve(adjoint(V), matmul(inner, adjoint(V)))
    },
  },
  samples: ['torch.linalg.eig(torch.tensor([[0.0, 1.0], [-1.0, 0.0]]))'],
})
export const eigvals = defineOp({
  schema: 'eigvals(Tensor input) -> Tensor',
  doc: 'Eigenvalues of each square matrix, in complex numbers.',
  faces: linalg,
  out: true,
  composite: ({ input }) => {
    checkSquare('linalg.eigvals', input)
    checkComplexOf(input)
    return eig(input)[0]
  },
  samples: ['torch.linalg.eigvals(torch.tensor([[0.0, 1.0], [-1.0, 0.0]]))'],
})
