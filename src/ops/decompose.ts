/** Matrix decompositions: QR, singular values, eigenvalues, and what is computed from them. */
import {
  formQComplex,
  generalEigenComplex,
  hermitianEigen,
  qrComplex,
  svdComplex,
} from '../compute/linalg/complex.js'
import { qr as factorQr, formQ } from '../compute/linalg/factor.js'
import { generalEigen } from '../compute/linalg/general.js'
import { svd as factorSvd } from '../compute/linalg/svd.js'
import { type Precision, symmetricEigen } from '../compute/linalg/symmetric.js'
import { dense } from '../compute/strided.js'
import { complex64, complex128, type DType, float32, float64, int64, isComplex } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { numel } from '../tensor/shape.js'
import { state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, conjugate, div, mul, neg, sub } from './arithmetic.js'
import { squeezeDim, unsqueeze } from './axes.js'
import { clampMin, maskedFill, maximum, where } from './choose.js'
import { eq, gt } from './compare.js'
import { detached } from './conversion.js'
import { defineOp } from './define.js'
import { columns, dims, given, keep, like, type Out } from './derive.js'
import { amax } from './extremes.js'
import { empty, zeros, zerosLike } from './factory.js'
import { cat } from './join.js'
import {
  adjoint,
  asDtype,
  batchDims,
  byColumns,
  checkFloating,
  checkMatrix,
  checkSquare,
  cols,
  doublesOf,
  linalg,
  matrixAt,
  rows,
  smallerDim,
} from './linalg-shared.js'
import { matmul } from './matmul.js'
import { eyeOf, tril, triu } from './matrix.js'
import { realFor } from './pointwise.js'
import { square } from './powers.js'
import { sumDims } from './reduce.js'
import { abs } from './rounding.js'
import { diagonal, sliceDim } from './slice.js'
import { solve, solveTriangularOp } from './systems.js'
import { reciprocal } from './unary.js'

const hidden = { private: 'native' } as const

const precisionOf = ({ name }: DType): Precision =>
  name === 'float64' || name === 'complex128' ? 'double' : 'single'

const complexFor = (dtype: DType): DType =>
  dtype === float32 ? complex64 : dtype === float64 ? complex128 : dtype

/** Multiplies the columns of a batch of matrices. */
const scaleColumns = (matrix: Tensor, factors: Tensor): Tensor => mul(matrix, unsqueeze(factors, -2))
const scaleRows = (matrix: Tensor, factors: Tensor): Tensor => mul(matrix, unsqueeze(factors, -1))
const half = (tensor: Tensor): Tensor => mul(tensor, { kind: 'float', value: 0.5 })
const identityFor = (n: number, dtype: DType): Tensor => eyeOf(n, n, dtype)

/** A vector as a diagonal matrix. */
const diagonalMatrix = (vector: Tensor): Tensor =>
  mul(unsqueeze(vector, -1), identityFor(vector.shape[vector.rank - 1], realFor(vector.dtype)))

/** 1 / (xⱼ − xᵢ) off the diagonal, 0 on it. */
function inverseGaps(values: Tensor): Tensor {
  const gaps = sub(unsqueeze(values, -2), unsqueeze(values, -1))
  const n = values.shape[values.rank - 1]
  const onDiagonal = eq(identityFor(n, realFor(values.dtype)), 1)
  return maskedFill(reciprocal(maskedFill(gaps, onDiagonal, 1)), onDiagonal, 0)
}

const put = (out: NdArray, i: number, part: ArrayLike<number>): void =>
  (out.data as Float64Array).set(part, i * part.length)

// --- QR ---------------------------------------------------------------------------------------------------------------

/** Source: torch.linalg.qr. RuntimeError for an unknown mode. */
export const qr = defineOp({
  schema: "qr(Tensor A, str mode='reduced') -> (Tensor Q, Tensor R)",
  doc: 'An orthogonal and a triangular factor of each matrix.',
  faces: linalg,
  out: true,
  gradName: 'LinalgQrBackward0',
  shape: ({ A, mode }): Out[] => {
    checkMatrix('linalg.qr', A)
    checkFloating('linalg.qr', A)
    check(
      mode === 'reduced' || mode === 'complete' || mode === 'r',
      () =>
        `qr received unrecognized mode '${mode}' but expected one of 'reduced' (default), 'r', or 'complete'`,
    )
    const inner = mode === 'complete' ? rows(A) : smallerDim(A)
    return [
      mode === 'r' ? dims(A.dtype, [given(0)]) : columns(dims(A.dtype, [...batchDims(A), rows(A), inner])),
      columns(dims(A.dtype, [...batchDims(A), inner, cols(A)])),
    ]
  },
  kernel: ({ A, mode }, Q, [, R]) => {
    const work = doublesOf(A)
    const { rows: m, cols: n } = work
    const { width } = A.dtype
    const k = mode === 'complete' ? m : Math.min(m, n)
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      const q = isComplex(A.dtype)
        ? formQComplex(a, m, n, qrComplex(a, m, n), k)
        : formQ(a, m, n, factorQr(a, m, n), k)
      if (mode !== 'r') put(Q, i, q)
      const r = new Float64Array(k * n * width)
      for (let row = 0; row < Math.min(k, m); row++)
        for (let at = (row * n + Math.min(row, n)) * width; at < (row + 1) * n * width; at++) r[at] = a[at]
      put(R, i, r)
    }
  },
  backward: {
    A: ({ grads, results: [Q, R], mode, meta }): Tensor | null => {
      const [m, n] = meta.A.shape.slice(-2)
      if (mode === 'r') {
        fail(
          'RuntimeError',
          "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use linalg.qr(A, mode='reduced') if you are going to require gradients.",
        )
      }
      if (mode === 'complete' && m > n) {
        fail(
          'RuntimeError',
          "The QR decomposition is not differentiable when mode='complete' and nrows > ncols.",
        )
      }
      return m >= n ? qrBackward(Q, R, grads[0], grads[1]) : wideQrBackward(Q, R, grads[0], grads[1], m, n)
    },
  },
  samples: ['torch.linalg.qr(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})

/** The gradient of A = Q R for A at least as high as wide. */
function qrBackward(Q: Tensor, R: Tensor, gQ: Tensor | null, gR: Tensor | null): Tensor | null {
  const parts: Tensor[] = []
  if (gR !== null) parts.push(matmul(R, adjoint(gR)))
  if (gQ !== null) parts.push(neg(matmul(adjoint(gQ), Q)))
  if (parts.length === 0) return null
  const M = parts.length === 2 ? add(parts[0], parts[1]) : parts[0]
  const lower = tril(M, -1)
  const symmetric = add(add(lower, adjoint(lower)), tril(triu(realDiagonal(M))))
  const inner = matmul(Q, symmetric)
  const full = gQ === null ? inner : add(gQ, inner)
  return solveTriangularOp(adjoint(R), full, false, false)
}

/** The matrix with the imaginary part of its diagonal left out. */
const realDiagonal = (M: Tensor): Tensor =>
  isComplex(M.dtype) ? half(add(tril(triu(M)), adjoint(tril(triu(M))))) : M

/** For wide A = Q [U V], the columns beyond the square are Q V. */
function wideQrBackward(
  Q: Tensor,
  R: Tensor,
  gQ: Tensor | null,
  gR: Tensor | null,
  m: number,
  n: number,
): Tensor | null {
  const last = R.rank - 1
  const part = (tensor: Tensor, from: number, to: number): Tensor => sliceDim(tensor, last, from, to, 1)
  if (gR === null) {
    const first = qrBackward(Q, part(R, 0, m), gQ, null)
    return first === null ? null : padColumns(first, n - m)
  }
  const gV = part(gR, m, n)
  // The columns beyond the square are Y = Q V, so V = Qᴴ Y gives Q the gradient Y gVᴴ.
  const fromV = matmul(matmul(Q, part(R, m, n)), adjoint(gV))
  const first = qrBackward(Q, part(R, 0, m), gQ === null ? fromV : add(gQ, fromV), part(gR, 0, m))!
  return cat([first, matmul(Q, gV)], last)
}

const padColumns = (tensor: Tensor, count: number): Tensor =>
  cat([tensor, zeros([...tensor.shape.slice(0, -1), count], null, tensor.dtype)], tensor.rank - 1)

/** The old form. Source: torch.qr. */
defineOp({
  schema: 'qr(Tensor input, bool some=True) -> (Tensor Q, Tensor R)',
  doc: 'An orthogonal and a triangular factor of each matrix.',
  composite: ({ input, some }) => qr(input, some ? 'reduced' : 'complete'),
  samples: ['torch.qr(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})

/** R and the reflectors in one, and their factors. Source: torch.geqrf. */
defineOp({
  schema: 'geqrf(Tensor input) -> (Tensor a, Tensor tau)',
  doc: 'The QR factors of each matrix as LAPACK leaves them.',
  shape: ({ input }): Out[] => {
    checkMatrix('torch.geqrf', input, 'input')
    return [columns(like(input)), dims(input.dtype, [...batchDims(input), smallerDim(input)])]
  },
  kernel: ({ input }, out, [, tau]) => {
    const work = doublesOf(input)
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      put(
        tau,
        i,
        isComplex(input.dtype)
          ? qrComplex(a, work.rows, work.cols).flat()
          : factorQr(a, work.rows, work.cols),
      )
      put(out, i, a)
    }
  },
  samples: ['torch.geqrf(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})

// --- singular values --------------------------------------------------------------------------------------------------

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
function svdOf(A: Tensor, full: boolean, vectors: boolean): Tensor[] {
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

// --- eigenvalues ------------------------------------------------------------------------------------------------------

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
    checkFloating('linalg.eigh', input)
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

/** Source: torch.linalg.eig. Complex results, whatever the input. */
export const eig = defineOp({
  schema: 'eig(Tensor input) -> (Tensor eigenvalues, Tensor eigenvectors)',
  doc: 'Eigenvalues and eigenvectors of each square matrix, in complex numbers.',
  faces: linalg,
  out: true,
  gradName: 'LinalgEigBackward0',
  shape: ({ input }): Out[] => {
    checkSquare('linalg.eig', input)
    checkFloating('linalg.eig', input)
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
    check(
      input.dtype.kind === 'float' || isComplex(input.dtype),
      () => `Unknown Complex ScalarType for ${input.dtype.scalarType}`,
    )
    return eig(input)[0]
  },
  samples: ['torch.linalg.eigvals(torch.tensor([[0.0, 1.0], [-1.0, 0.0]]))'],
})

// --- pseudoinverse, rank, least squares -------------------------------------------------------------------------------

const epsilon = (dtype: DType): number => (realFor(dtype) === float64 ? 2 ** -52 : 2 ** -23)

type Tolerance = Tensor | number | null

/** Values above max(atol, rtol · the largest) count; rtol is eps · max(m, n) unless atol is given. */
function thresholds(A: Tensor, sizes: Tensor, atol: Tolerance, rtol: Tolerance): Tensor {
  const [m, n] = A.shape.slice(-2)
  const absolute = typeof atol === 'number' || atol === null ? (atol ?? 0) : atol
  const given = typeof absolute !== 'number' || absolute > 0
  const relative = rtol ?? (given && atol !== null ? 0 : epsilon(A.dtype) * Math.max(m, n))
  const largest = amax(sizes, [-1], true)
  const factor = typeof relative === 'number' ? { kind: 'float' as const, value: relative } : column(relative)
  const scaled = mul(largest, factor)
  const floor = typeof absolute === 'number' ? null : column(absolute)
  return floor === null
    ? clampMin(scaled, { kind: 'float', value: absolute as number })
    : maximum(scaled, asDtype(floor, scaled.dtype))
}

const column = (tensor: Tensor): Tensor => (tensor.rank === 0 ? tensor : unsqueeze(tensor, -1))

/** Source: torch.linalg.pinv. Gradients as for matrices whose rank does not change. */
const pinvOp = defineOp({
  schema: '_linalg_pinv(Tensor A, Tensor pseudo) -> Tensor',
  doc: 'The pseudoinverse, with its gradient.',
  faces: hidden,
  gradName: 'LinalgPinvBackward0',
  shape: ({ A, pseudo }) => dims(A.dtype, [...batchDims(A), keep(pseudo, pseudo.rank - 2), rows(A)]),
  kernel: ({ pseudo }, out) => (out.data as Float64Array).set(dense(pseudo) as Float64Array),
  backward: {
    A: ({ grad, A, result: P }): Tensor => {
      const back = adjoint(P)
      const outside = (projector: Tensor): Tensor =>
        sub(identityFor(projector.shape[projector.rank - 1], A.dtype), projector)
      const first = neg(matmul(back, matmul(grad, back)))
      const left = matmul(outside(matmul(A, P)), matmul(adjoint(grad), matmul(P, back)))
      const right = matmul(matmul(back, P), matmul(adjoint(grad), outside(matmul(P, A))))
      return add(first, add(left, right))
    },
  },
})

function pseudoinverse(A: Tensor, atol: Tolerance, rtol: Tolerance, hermitian: boolean): Tensor {
  check(
    A.rank >= 2 && (A.dtype.kind === 'float' || isComplex(A.dtype)),
    () =>
      `linalg.pinv(${A.dtype.scalarType}{[${A.shape.join(', ')}]}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types`,
  )
  const still = A.gradFn === null && !A.requiresGradFlag ? A : detached(A)
  if (numel(A.shape) === 0)
    return empty([...A.shape.slice(0, -2), A.shape[A.rank - 1], A.shape[A.rank - 2]], null, A.dtype)
  const invert = (values: Tensor, sizes: Tensor): Tensor => {
    const counts = gt(sizes, thresholds(A, sizes, atol, rtol))
    return where(counts, reciprocal(values), zerosLike(values))
  }
  if (hermitian) {
    const [L, V] = eigh(still)
    return pinvOp(A, matmul(scaleColumns(V, asDtype(invert(L, abs(L)), V.dtype)), adjoint(V)))
  }
  const [U, S, Vh] = svdOf(still, false, true)
  return pinvOp(A, matmul(scaleColumns(adjoint(Vh), asDtype(invert(S, S), U.dtype)), adjoint(U)))
}

/** The overloads that pinv and matrix_rank share: tolerances as tensors or numbers, by keyword or (the old way) by position. */
function withTolerances(
  name: 'pinv' | 'matrix_rank',
  old: 'rcond' | 'tol',
  doc: string,
  run: (input: Tensor, atol: Tolerance, rtol: Tolerance, hermitian: boolean) => Tensor,
): void {
  const common = {
    doc,
    faces: linalg,
    out: true,
    samples: [`torch.linalg.${name}(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))`],
  }
  for (const type of ['Tensor', 'float'] as const) {
    defineOp({
      ...common,
      schema:
        `${name}.atol_rtol_${type}(Tensor input, *, ${type}? atol=None, ${type}? rtol=None, bool hermitian=False) -> Tensor` as 'pinv(Tensor input, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor',
      composite: ({ input, atol, rtol, hermitian }) => run(input, atol, rtol, hermitian),
    })
  }
  for (const type of ['Tensor', 'float'] as const) {
    defineOp({
      ...common,
      schema:
        `${name}.${old}_${type}(Tensor input, ${type} ${old}, bool hermitian=False) -> Tensor` as 'pinv(Tensor input, float rcond, bool hermitian=False) -> Tensor',
      composite: (args) => {
        const given = (args as unknown as Record<string, Tolerance>)[old]
        return old === 'rcond'
          ? run(args.input, 0, given, args.hermitian)
          : run(args.input, given, 0, args.hermitian)
      },
    })
  }
}

withTolerances('pinv', 'rcond', 'The pseudoinverse of each matrix.', pseudoinverse)
defineOp({
  schema: 'pinverse(Tensor input, float rcond=1e-15) -> Tensor',
  doc: 'The pseudoinverse of each matrix.',
  composite: ({ input, rcond }) => pseudoinverse(input, 0, rcond, false),
  samples: ['torch.pinverse(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
withTolerances(
  'matrix_rank',
  'tol',
  'How many singular values of each matrix are not negligible.',
  (input, atol, rtol, hermitian) => {
    checkMatrix('torch.linalg.matrix_rank', input, 'input')
    if (numel(input.shape) === 0) return zeros([...input.shape.slice(0, -2)], null, int64)
    const sizes = hermitian ? abs(eigvalsh(input)) : svdvals(input)
    return sumDims(gt(sizes, thresholds(input, sizes, atol, rtol)), [-1])
  },
)

const drivers = ['gels', 'gelsy', 'gelsd', 'gelss']

/** Source: torch.linalg.lstsq. */
defineOp({
  schema:
    'lstsq(Tensor input, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)',
  doc: 'The X for which A X is nearest to B.',
  faces: linalg,
  gradName: 'LinalgLstsqBackward0',
  composite: ({ input: A, b, rcond, driver }) => {
    const name = 'torch.linalg.lstsq'
    check(A.rank >= 2, () => `${name}: input must have at least 2 dimensions.`)
    check(b.rank >= 1, () => `${name}: other must have at least 1 dimension.`)
    check(
      A.dtype === b.dtype,
      () =>
        `${name}: Expected input and other to have the same dtype, but got input's dtype ${A.dtype.scalarType} and other's dtype ${b.dtype.scalarType}`,
    )
    const gap = A.rank - b.rank
    check(
      gap === 0 || gap === 1,
      () =>
        `${name}: input.dim() must be greater or equal to other.dim() and (input.dim() - other.dim()) <= 1`,
    )
    const vector = gap === 1
    const rowsOfB = b.shape[b.rank - (vector ? 1 : 2)]
    check(
      A.shape[A.rank - 2] === rowsOfB,
      () => `${name}: input.size(-2) should match other.size(${vector ? -1 : -2})`,
    )
    const chosen = driver ?? 'gelsy'
    check(
      drivers.includes(chosen),
      () => `${name}: parameter \`driver\` should be one of (gels, gelsy, gelsd, gelss)`,
    )
    checkFloating('torch.linalg.lstsq', A)
    const [m, n] = A.shape.slice(-2)
    const tolerance = rcond ?? epsilon(A.dtype) * Math.max(m, n)
    const B = vector ? unsqueeze(b, -1) : b
    const product = matmul(pseudoinverse(A, 0, chosen === 'gels' ? 0 : tolerance, false), B)
    // LAPACK puts the solution into the first rows of B.
    const spare = zeros(
      [...product.shape.slice(0, -2), Math.max(m - n, 0), product.shape[product.rank - 1]],
      null,
      A.dtype,
    )
    const X = sliceDim(byColumns(cat([product, spare], product.rank - 2)), product.rank - 2, 0, n, 1)
    const values = svdvals(detached(A))
    const rank =
      chosen === 'gels'
        ? zeros([0], null, int64)
        : sumDims(gt(values, mul(amax(values, [-1], true), { kind: 'float', value: tolerance })), [-1])
    const none = (): Tensor => zeros([0], null, realFor(A.dtype))
    const full = chosen === 'gels' || chosen === 'gelsy' || !allFull(rank, n)
    const residual = m > n && chosen !== 'gelsy' && (chosen === 'gels' || !full)
    return [
      vector ? squeezeDim(X, [-1]) : X,
      residual ? sumDims(square(abs(sub(matmul(A, X), B))), [-2]) : none(),
      rank,
      chosen === 'gelsd' || chosen === 'gelss' ? values : none(),
    ]
  },
  samples: ['torch.linalg.lstsq(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.ones(2, 1))'],
})

const allFull = (rank: Tensor, n: number): boolean =>
  rank.device === 'meta' || (dense(rank.read()) as BigInt64Array).every((each) => Number(each) === n)
