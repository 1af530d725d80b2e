/** Orthogonal factors: qr, geqrf, and products with reflectors. */

import { formQComplex, qrComplex } from '../compute/linalg/complex-qr.js'
import { qr as factorQr, formQ } from '../compute/linalg/factor.js'
import { isComplex } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, neg } from './arithmetic.js'
import { defineOp } from './define.js'
import { columns, dims, given, like, type Out } from './derive.js'
import { zeros } from './factory.js'
import { cat } from './join.js'
import {
  adjoint,
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
import { tril, triu } from './matrix.js'
import { notImplementedFor } from './pointwise.js'
import { sliceDim } from './slice.js'
import { half, put } from './spectra.js'
import { solveTriangularOp } from './systems.js'

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
    checkRank(() => 'torch.geqrf: input must have at least 2 dimensions.', input)
    if (input.dtype.kind === 'float' && input.dtype.itemsize === 2)
      notImplementedFor('geqrf_cpu', input.dtype)
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
