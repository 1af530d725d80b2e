/** Singular values and vectors: svd, svdvals. */
import { svdComplex } from '../compute/linalg/complex-jacobi.js'
import { svd as factorSvd } from '../compute/linalg/svd.js'
import { isComplex } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, conjugate, div, mul, sub } from './arithmetic.js'
import { defineOp } from './define.js'
import { columns, dims, given, type Out } from './derive.js'
import { hidden } from './factors.js'
import { zeros } from './factory.js'
import {
  adjoint,
  asDtype,
  batchDims,
  checkFloating,
  checkMatrix,
  checkRank,
  cols,
  doublesOf,
  linalg,
  matrixAt,
  rows,
  smallerDim,
} from './linalg-shared.js'
import { matmul } from './matmul.js'
import { realFor } from './pointwise.js'
import { square } from './powers.js'
import { diagonal, sliceDim } from './slice.js'
import { diagonalMatrix, half, inverseGaps, precisionOf, put, scaleColumns, scaleRows } from './spectra.js'
import { reciprocal } from './unary.js'

function putNaN(out: NdArray, i: number): void {
  const [rows, cols] = out.shape.slice(-2)
  put(out, i, new Float64Array(rows * cols * out.dtype.width).fill(NaN))
}

/** Source: torch.linalg.svd. LinAlgError where the data holds nan. */
const svdOp = defineOp({
  schema: '_linalg_svd(Tensor A, bool full_matrices, bool compute_uv) -> (Tensor U, Tensor S, Tensor Vh)',
  doc: 'Singular values and vectors of each matrix.',
  faces: hidden,
  gradName: 'LinalgSvdBackward0',
  shape: ({ A, full_matrices: full, compute_uv }): Out[] => {
    const values = dims(realFor(A.dtype), [...batchDims(A), smallerDim(A)])
    if (!compute_uv) return [dims(A.dtype, [given(0)]), values, dims(A.dtype, [given(0)])]
    return [
      columns(dims(A.dtype, [...batchDims(A), rows(A), full ? rows(A) : smallerDim(A)])),
      values,
      columns(dims(A.dtype, [...batchDims(A), full ? cols(A) : smallerDim(A), cols(A)])),
    ]
  },
  kernel: ({ A, full_matrices: full, compute_uv }, U, [, S, Vh]) => {
    const work = doublesOf(A)
    if (work.data.some(Number.isNaN)) {
      fail(
        'torch._C._LinAlgError',
        'linalg.svd: The algorithm failed to converge because the input matrix contained non-finite values.',
      )
    }
    for (let i = 0; i < work.count; i++) {
      const matrix = matrixAt(work, i)
      // What is not finite leaves nothing that is a number.
      if (!matrix.every(Number.isFinite)) {
        put(S, i, new Float64Array(Math.min(work.rows, work.cols)).fill(NaN))
        if (compute_uv) for (const out of [U, Vh]) putNaN(out, i)
        continue
      }
      const run = isComplex(A.dtype) ? svdComplex : factorSvd
      const { u, s, vt } = run(
        matrixAt(work, i),
        work.rows,
        work.cols,
        full && compute_uv,
        precisionOf(A.dtype),
      )
      put(S, i, s)
      if (!compute_uv) continue
      put(U, i, u)
      put(Vh, i, vt)
    }
  },
  backward: {
    A: ({ grads: [gU, gS, gVh], results: [U, S, Vh], meta, full_matrices: full }): Tensor | null => {
      const [m, n] = meta.A.shape.slice(-2)
      const k = Math.min(m, n)
      const cut = (tensor: Tensor, axis: number): Tensor =>
        full ? sliceDim(tensor, tensor.rank + axis, 0, k, 1) : tensor
      if (full && m !== n && (gU !== null || gVh !== null)) {
        fail(
          'RuntimeError',
          'linalg.svd: the derivative of the full matrices of singular vectors is not defined. Use full_matrices=False.',
        )
      }
      return svdBackward(cut(U, -1), S, cut(Vh, -2), gU, gS, gVh)
    },
  },
})

function svdBackward(
  U: Tensor,
  S: Tensor,
  Vh: Tensor,
  gU: Tensor | null,
  gS: Tensor | null,
  gVh: Tensor | null,
): Tensor | null {
  const k = S.shape[S.rank - 1]
  const m = U.shape[U.rank - 2]
  const n = Vh.shape[Vh.rank - 1]
  if (gU === null && gVh === null) {
    return gS === null ? null : matmul(scaleColumns(U, asDtype(gS, U.dtype)), Vh)
  }
  const skew = (tensor: Tensor): Tensor => sub(tensor, adjoint(tensor))
  const F = inverseGaps(square(S))
  let inner: Tensor | null = null
  const plus = (term: Tensor): void => {
    inner = inner === null ? term : add(inner, term)
  }
  const V = adjoint(Vh)
  if (gU !== null) plus(scaleColumns(mul(skew(matmul(adjoint(U), gU)), F), S))
  const gV = gVh === null ? null : adjoint(gVh)
  if (gV !== null) plus(scaleRows(mul(skew(matmul(adjoint(V), gV)), F), S))
  if (gS !== null) plus(asDtype(diagonalMatrix(gS), U.dtype))
  if (isComplex(U.dtype) && gU !== null) {
    const phase = diagonal(matmul(adjoint(U), gU), 0, -2, -1)
    const imaginary = half(sub(phase, conjugate(phase)))
    plus(diagonalMatrix(div(imaginary, S)))
  }
  let result = matmul(matmul(U, inner!), Vh)
  if (gU !== null && m > k) {
    const outside = scaleColumns(sub(gU, matmul(U, matmul(adjoint(U), gU))), reciprocal(S))
    result = add(result, matmul(outside, Vh))
  }
  if (gV !== null && n > k) {
    const outside = scaleColumns(sub(gV, matmul(V, matmul(adjoint(V), gV))), reciprocal(S))
    result = add(result, matmul(U, adjoint(outside)))
  }
  return result
}

function checkSvd(A: Tensor, driver: string | null): void {
  checkMatrix('linalg.svd', A)
  checkFloating('linalg.svd', A)
  check(
    driver === null,
    () =>
      'torch.linalg.svd: keyword argument `driver=` is only supported on CUDA inputs with cuSOLVER backend.',
  )
}

/** The results, read at once where nan would be an error. */
export function svdOf(A: Tensor, full: boolean, vectors: boolean): Tensor[] {
  const results = svdOp(A, full, vectors)
  if (A.device !== 'meta') results[1].read()
  return results
}

/** The gradient of the values is made of the vectors. */
const needsVectors = ({ requiresGrad }: Tensor): boolean => requiresGrad && state.gradEnabled

export const svd = defineOp({
  schema: 'svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)',
  doc: 'Singular values and vectors of each matrix.',
  faces: linalg,
  out: true,
  composite: ({ A, full_matrices, driver }) => {
    checkSvd(A, driver)
    return svdOf(A, full_matrices, true)
  },
  samples: ['torch.linalg.svd(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
export const svdvals = defineOp({
  schema: 'svdvals(Tensor A, *, str? driver=None) -> Tensor',
  doc: 'Singular values of each matrix, largest first.',
  faces: linalg,
  out: true,
  composite: ({ A, driver }) => {
    checkSvd(A, driver)
    return svdOf(A, false, needsVectors(A))[1]
  },
  samples: ['torch.linalg.svdvals(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
/** The old form, with V in place of Vᴴ. Source: torch.svd. */
defineOp({
  schema: 'svd(Tensor input, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)',
  doc: 'Singular values and vectors of each matrix.',
  composite: ({ input, some, compute_uv }) => {
    checkRank(
      (rank) => `linalg.svd: input should have at least 2 dimensions, but has ${rank} dimensions instead`,
      input,
    )
    checkSvd(input, null)
    const [m, n] = input.shape.slice(-2)
    const batch = input.shape.slice(0, -2)
    if (compute_uv) {
      const [U, S, Vh] = svdOf(input, !some, true)
      return [U, S, adjoint(Vh)]
    }
    const S = svdOf(input, false, needsVectors(input))[1]
    return [zeros([...batch, m, m], null, input.dtype), S, zeros([...batch, n, n], null, input.dtype)]
  },
  samples: ['torch.svd(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
