/** LU factors: lu_factor, lu, lu_unpack, and systems solved from them. */
import { dense } from '../compute/strided.js'
import { type DType, int32 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, numel } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, conjugate } from './arithmetic.js'
import { defineOp } from './define.js'
import { columns, dims, given, like, type Out } from './derive.js'
import { constant, factor, hidden, infoOut } from './factors.js'
import {
  adjoint,
  batchDims,
  checkKernel,
  checkRank,
  cols,
  linalg,
  matricesOf,
  matrixAt,
  rows,
  smallerDim,
  transposed,
} from './linalg-shared.js'
import { matmul } from './matmul.js'
import { eyeOf, tril, triu } from './matrix.js'
import { sliceDim } from './slice.js'
import { triangular } from './systems.js'

const noPivoting = (pivot: boolean): void =>
  check(pivot, () => 'linalg.lu_factor: LU without pivoting is not implemented on the CPU')

const luEx = defineOp({
  schema: '_lu_factor_ex(Tensor A) -> (Tensor LU, Tensor pivots, Tensor info)',
  doc: 'The LU factors of each matrix in one, and its row swaps.',
  faces: hidden,
  gradName: 'LinalgLuFactorExBackward0',
  shape: ({ A }): Out[] => [columns(like(A)), dims(int32, [...batchDims(A), smallerDim(A)]), infoOut(A)],
  kernel: ({ A }, out, [, pivotsOut, info]) => {
    const work = matricesOf(A)
    const k = Math.min(work.rows, work.cols)
    const pivots = new Int32Array(k)
    for (let i = 0; i < work.count; i++) {
      info.data[i] = factor(matrixAt(work, i), work.rows, work.cols, pivots, A.dtype)
      for (let j = 0; j < k; j++) pivotsOut.data[i * k + j] = pivots[j] + 1
    }
    ;(out.data as Float64Array).set(work.data)
  },
  backward: {
    A: ({ grad, results: [LU, pivots] }): Tensor => {
      const { P, L, U } = unpacked(LU, pivots)
      return luBackward(P, L, U, tril(grad, -1), triu(grad))
    },
  },
})

/** The gradient of P L U = A for square A. */
function luBackward(P: Tensor, L: Tensor, U: Tensor, lower: Tensor | null, upper: Tensor | null): Tensor {
  const [m, n] = [L.shape[L.rank - 2], U.shape[U.rank - 1]]
  if (m !== n)
    fail('NotImplementedError', 'ishape: the gradient of LU is available here for square matrices only')
  const parts: Tensor[] = []
  if (lower !== null) parts.push(tril(matmul(adjoint(L), lower), -1))
  if (upper !== null) parts.push(triu(matmul(upper, adjoint(U))))
  const inner = parts.length === 2 ? add(parts[0], parts[1]) : parts[0]
  const left = triangular(adjoint(L), inner, true, true, true)
  return matmul(P, triangular(adjoint(U), left, false, false, false))
}

/** Permutation, unit lower and upper factors from LU in one. */
function unpacked(LU: Tensor, pivots: Tensor): { P: Tensor; L: Tensor; U: Tensor } {
  const [m, n] = LU.shape.slice(-2)
  const k = Math.min(m, n)
  const narrowed = (axis: number): Tensor => (LU.shape[axis] === k ? LU : sliceDim(LU, axis, 0, k, 1))
  const L = add(tril(narrowed(LU.rank - 1), -1), eyeOf(m, k, LU.dtype))
  return { P: permutationOf(pivots, m, LU.dtype), L, U: triu(narrowed(LU.rank - 2)) }
}

/** Row swaps as a matrix P with A = P L U. */
const permutation = defineOp({
  schema: '_pivots_to_matrix(Tensor pivots, int m, dtype dtype) -> Tensor',
  doc: 'Row swaps as a permutation matrix.',
  faces: hidden,
  shape: ({ pivots, m, dtype }) => dims(dtype, [...batchDims(pivots, 1), given(m), given(m)]),
  kernel: ({ pivots, m }, out) => {
    const list = dense(pivots) as Int32Array
    const k = pivots.shape[pivots.shape.length - 1]
    const { width } = out.dtype
    const count = numel(pivots.shape.slice(0, -1))
    for (let i = 0; i < count; i++) {
      const rowsNow = Array.from({ length: m }, (_, row) => row)
      for (let j = 0; j < k; j++) {
        const other = list[i * k + j] - 1
        ;[rowsNow[j], rowsNow[other]] = [rowsNow[other], rowsNow[j]]
      }
      rowsNow.forEach((from, to) => {
        out.data[width * ((i * m + from) * m + to)] = 1
      })
    }
  },
})
const permutationOf = (pivots: Tensor, m: number, dtype: DType): Tensor => permutation(pivots, m, dtype)

const checkFactors = (name: string, A: Tensor): void => {
  checkRank(
    () => `${name}: Expected tensor with 2 or more dimensions. Got size: ${formatSizes(A.shape)} instead`,
    A,
  )
  checkKernel('lu_cpu', A)
}

const checkLu = (A: Tensor, pivot: boolean): void => {
  checkFactors('torch.lu_factor', A)
  noPivoting(pivot)
}

const luFields = '(Tensor LU, Tensor pivots)'

function factored(A: Tensor, pivot: boolean): Tensor[] {
  checkLu(A, pivot)
  const [LU, pivots, info] = luEx(A)
  if (info.device !== 'meta') {
    const codes = dense(info.read())
    for (let i = 0; i < codes.length; i++) {
      const code = Number(codes[i])
      const which = info.rank > 0 ? `(Batch element ${i}): ` : ''
      check(
        code === 0,
        () =>
          `torch.linalg.lu_factor: ${which}U[${code},${code}] is zero and using it on lu_solve would result in a division by zero. If you still want to perform the factorization, consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)`,
      )
    }
  }
  return [LU, pivots]
}

/** Source: torch.linalg.lu_factor. */
export const luFactor = defineOp({
  schema: `lu_factor(Tensor A, *, bool pivot=True) -> ${luFields}`,
  doc: 'The LU factors of each matrix in one, and its row swaps.',
  faces: linalg,
  composite: ({ A, pivot }) => factored(A, pivot),
  samples: ['torch.linalg.lu_factor(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
defineOp({
  schema:
    'lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)',
  doc: 'The LU factors of each matrix, its row swaps, and the place of a zero pivot.',
  faces: linalg,
  composite: ({ A, pivot }) => {
    checkLu(A, pivot)
    return luEx(A)
  },
  samples: ['torch.linalg.lu_factor_ex(torch.eye(2))'],
})

/** The three factors. Source: torch.linalg.lu. */
const luParts = defineOp({
  schema: '_lu(Tensor A) -> (Tensor P, Tensor L, Tensor U)',
  doc: 'Permutation, lower and upper factor of each matrix.',
  faces: hidden,
  gradName: 'LinalgLuBackward0',
  shape: ({ A }): Out[] => [
    constant(dims(A.dtype, [...batchDims(A), rows(A), rows(A)])),
    dims(A.dtype, [...batchDims(A), rows(A), smallerDim(A)]),
    dims(A.dtype, [...batchDims(A), smallerDim(A), cols(A)]),
  ],
  kernel: ({ A }, P, [, L, U]) => {
    const work = matricesOf(A)
    const { rows: m, cols: n } = work
    const k = Math.min(m, n)
    const pivots = new Int32Array(k)
    const { width } = A.dtype
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      factor(a, m, n, pivots, A.dtype)
      const order = Array.from({ length: m }, (_, row) => row)
      for (let j = 0; j < k; j++) [order[j], order[pivots[j]]] = [order[pivots[j]], order[j]]
      order.forEach((from, to) => {
        P.data[width * ((i * m + from) * m + to)] = 1
      })
      for (let r = 0; r < m; r++) {
        for (let c = 0; c < n; c++) {
          const [to, at] = r > c ? [L, (i * m + r) * k + c] : [U, (i * k + r) * n + c]
          for (let w = 0; w < width; w++) to.data[at * width + w] = a[(r * n + c) * width + w] as never
        }
        if (r < k) L.data[width * ((i * m + r) * k + r)] = 1
      }
    }
  },
  backward: {
    A: ({ grads: [, lower, upper], results: [P, L, U] }) =>
      luBackward(P, L, U, lower === null ? null : tril(lower, -1), upper === null ? null : triu(upper)),
  },
})
defineOp({
  schema: 'lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)',
  doc: 'Permutation, lower and upper factor of each matrix.',
  faces: linalg,
  composite: ({ A, pivot }) => {
    checkFactors('linalg.lu', A)
    noPivoting(pivot)
    return luParts(A)
  },
  samples: ['torch.linalg.lu(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
/** The old form: factors in one, and pivots. Source: torch.lu. */
defineOp({
  schema: 'lu(Tensor A, bool pivot=True, bool get_infos=False, any out=None) -> Tensor[]',
  doc: 'The LU factors of each matrix in one, its row swaps, and, if asked for, the places of zero pivots.',
  faces: { torch: 'python', Tensor: 'python' },
  composite: ({ A, pivot, get_infos }) => {
    checkLu(A, pivot)
    const results = luEx(A)
    return get_infos ? results : results.slice(0, 2)
  },
  samples: ['torch.lu(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
defineOp({
  schema:
    'lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)',
  doc: 'Permutation, lower and upper factor from LU in one.',
  faces: { torch: 'native' },
  composite: ({ LU_data, LU_pivots }) => {
    check(
      LU_pivots.dtype === int32,
      () =>
        'torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 dtype.\nNote: this function is intended to be used with the output produced by torch.linalg.lu_factor',
    )
    const { P, L, U } = unpacked(LU_data, LU_pivots)
    return [P, L, U]
  },
  samples: ['torch.lu_unpack(*torch.linalg.lu_factor(torch.tensor([[1.0, 2.0], [3.0, 4.0]])))'],
})

function solveFromLu(LU: Tensor, pivots: Tensor, B: Tensor, left: boolean, turned: boolean): Tensor {
  const { P, L, U } = unpacked(LU, pivots)
  if (!left) return transposed(solveFromLu(LU, pivots, conjugate(transposed(B)), true, !turned))
  if (turned) {
    const inner = triangular(adjoint(L), triangular(adjoint(U), B, false, true, false), true, true, true)
    return matmul(P, inner)
  }
  return triangular(U, triangular(L, matmul(transposed(P), B), false, true, true), true, true, false)
}

/** Source: torch.linalg.lu_solve. */
defineOp({
  schema: 'lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor',
  doc: 'Solves A X = B, given the LU of A.',
  faces: linalg,
  composite: ({ LU, pivots, B, left, adjoint: turned }) => solveFromLu(LU, pivots, B, left, turned),
  samples: ['torch.linalg.lu_solve(*torch.linalg.lu_factor(torch.eye(2)), torch.ones(2, 1))'],
})
defineOp({
  schema: 'lu_solve(Tensor input, Tensor LU_data, Tensor LU_pivots) -> Tensor',
  doc: 'Solves A X = input, given the LU of A.',
  composite: ({ input, LU_data, LU_pivots }) => solveFromLu(LU_data, LU_pivots, input, true, false),
  samples: ['torch.lu_solve(torch.ones(2, 1), *torch.linalg.lu_factor(torch.eye(2)))'],
})
