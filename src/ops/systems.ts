/** Linear systems: solve, solve_ex, triangular ones. */
import { dense } from '../compute/strided.js'
import { int32 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { sameShape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, neg } from './arithmetic.js'
import { expand, unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { columns, dims, like, type Out } from './derive.js'
import { constant, factor, hidden, infoOut, solveFactored, solveTriangular } from './factors.js'
import {
  adjoint,
  batchDims,
  broadcastBatches,
  byColumns,
  checkFloating,
  checkMatrix,
  checkRank,
  checkSides,
  checkSquare,
  linalg,
  matricesOf,
  matrixAt,
  rows,
  transposed,
} from './linalg-shared.js'
import { matmul } from './matmul.js'
import { tril, triu } from './matrix.js'

/** Solves A X = B, the LU alongside. `vector`: B's last dim holds vectors. */
const solveEx = defineOp({
  schema:
    '_linalg_solve_ex(Tensor A, Tensor B, bool vector) -> (Tensor result, Tensor LU, Tensor pivots, Tensor info)',
  doc: 'Solves a system of linear equations for each matrix.',
  faces: hidden,
  gradName: 'LinalgSolveExBackward0',
  shape: ({ A, B, vector }): Out[] => [
    vector ? like(B) : columns(like(B)),
    constant(like(A)),
    dims(int32, [...batchDims(A), rows(A)]),
    infoOut(A),
  ],
  kernel: ({ A, B, vector }, out, [, lu, pivotsOut, info]) => {
    const work = matricesOf(A)
    const n = work.rows
    const m = vector ? 1 : out.shape[out.shape.length - 1]
    const pivots = new Int32Array(n)
    const to = out.data as Float64Array
    to.set(dense(B) as Float64Array)
    const step = n * m * out.dtype.width
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      info.data[i] = factor(a, n, n, pivots, A.dtype)
      solveFactored(A.dtype)(a, n, pivots, to.subarray(i * step, (i + 1) * step), m)
      for (let k = 0; k < n; k++) pivotsOut.data[i * n + k] = pivots[k] + 1
    }
    ;(lu.data as Float64Array).set(work.data)
  },
  backward: {
    A: ({ grad, A, result, vector }): Tensor => {
      const back: Tensor = solveEx(adjoint(A), grad, vector)[0]
      const column = (tensor: Tensor): Tensor => (vector ? unsqueeze(tensor, -1) : tensor)
      return neg(matmul(column(back), adjoint(column(result))))
    },
    B: ({ grad, A, vector }): Tensor => solveEx(adjoint(A), grad, vector)[0],
  },
})

const sizeText = (tensor: Tensor): string => tensor.shape.slice(-2).join('x')

/** Checks and runs a solve; the results are those of `solveEx`. */
export function solved(name: string, A: Tensor, B: Tensor, left: boolean): Tensor[] {
  checkSquare(name, A)
  checkFloating(name, A)
  check(
    A.dtype === B.dtype,
    () =>
      `${name}: Expected A and B to have the same dtype, but found A of type ${A.dtype.scalarType} and B of type ${B.dtype.scalarType} instead`,
  )
  const vector = B.rank === 1 || (A.rank - 1 === B.rank && sameShape(B.shape, A.shape.slice(0, -1)))
  check(
    !vector || left,
    () =>
      `${name}: Vector broadcasting of the left hand side is not supported for left=False. In this case linalg.solve is equivalent to B / A.squeeze(-1)`,
  )
  if (vector) {
    const target = [...A.shape.slice(0, -1)]
    const line = B.rank === 1 && A.rank > 2 ? expandVector(name, A, B, target) : B
    check(
      line.shape[line.rank - 1] === A.shape[A.rank - 1],
      () =>
        `${name}: Incompatible shapes of A and B for the equation AX = B (${sizeText(A)} and ${B.shape[0]}x1)`,
    )
    return solveEx(A, line, true)
  }
  checkMatrix(name, B, 'B')
  const fits = A.shape[A.rank - 1] === B.shape[B.rank - (left ? 2 : 1)]
  check(
    fits,
    () =>
      `${name}: Incompatible shapes of A and B for the equation ${left ? 'AX = B' : 'XA = B'} (${sizeText(A)} and ${sizeText(B)})`,
  )
  const [a, b] = broadcastBatches(A, B)
  if (left) return solveEx(a, b, false)
  const [result, ...rest] = solveEx(transposed(a), transposed(b), false)
  return [transposed(result), ...rest]
}

function expandVector(name: string, A: Tensor, B: Tensor, target: number[]): Tensor {
  check(
    B.shape[0] === A.shape[A.rank - 1],
    () =>
      `${name}: Incompatible shapes of A and B for the equation AX = B (${sizeText(A)} and ${B.shape[0]}x1)`,
  )
  return expand(B, target)
}

export const solverFailed =
  (name: string) =>
  (info: Tensor): void => {
    if (info.device === 'meta') return
    const codes = dense(info.read())
    for (let i = 0; i < codes.length; i++) {
      if (Number(codes[i]) === 0) continue
      const which = info.rank > 0 ? `(Batch element ${i}): ` : ''
      fail(
        'torch._C._LinAlgError',
        `${name}: ${which}The solver failed because the input matrix is singular.`,
      )
    }
  }

/** Source: torch.linalg.solve. */
export const solve = defineOp({
  schema: 'solve(Tensor A, Tensor B, *, bool left=True) -> Tensor',
  doc: 'Solves A X = B for X.',
  faces: linalg,
  out: true,
  composite: ({ A, B, left }) => {
    const [result, , , info] = solved('linalg.solve', A, B, left)
    solverFailed('torch.linalg.solve')(info)
    return result
  },
  samples: ['torch.linalg.solve(torch.tensor([[2.0, 1.0], [1.0, 3.0]]), torch.tensor([1.0, 2.0]))'],
  errors: ['torch.linalg.solve(torch.ones(2, 2), torch.ones(2))'],
})
defineOp({
  schema:
    'solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)',
  doc: 'Solves A X = B for X, and tells whether that succeeded.',
  faces: linalg,
  composite: ({ A, B, left, check_errors }) => {
    const [result, , , info] = solved('linalg.solve', A, B, left)
    if (check_errors) solverFailed('torch.linalg.solve_ex')(info)
    return [result, info]
  },
  samples: ['torch.linalg.solve_ex(torch.eye(2), torch.ones(2))'],
})

/** Solves with a triangle of `a`, batches already alike, from the left. */
const triangle = defineOp({
  schema: '_solve_triangular(Tensor a, Tensor B, bool upper, bool unit) -> Tensor',
  doc: 'Solves with a triangular matrix.',
  faces: hidden,
  gradName: 'LinalgSolveTriangularBackward0',
  shape: ({ B }) => columns(like(B)),
  kernel: ({ a, B, upper, unit }, out) => {
    const work = matricesOf(a)
    const n = work.rows
    const m = out.shape[out.shape.length - 1]
    const to = out.data as Float64Array
    to.set(dense(B) as Float64Array)
    const step = n * m * out.dtype.width
    for (let i = 0; i < work.count; i++) {
      solveTriangular(out.dtype)(matrixAt(work, i), n, to.subarray(i * step, (i + 1) * step), m, upper, unit)
    }
  },
  backward: {
    a: ({ grad, a, result, upper, unit }): Tensor => {
      const back: Tensor = triangle(adjoint(a), grad, !upper, unit)
      const full = neg(matmul(back, adjoint(result)))
      return upper ? triu(full, unit ? 1 : 0) : tril(full, unit ? -1 : 0)
    },
    B: ({ grad, a, upper, unit }): Tensor => triangle(adjoint(a), grad, !upper, unit),
  },
})

export function triangular(A: Tensor, B: Tensor, upper: boolean, left: boolean, unit: boolean): Tensor {
  const [a, b] = broadcastBatches(A, B)
  return left
    ? triangle(a, b, upper, unit)
    : byColumns(transposed(triangle(transposed(a), transposed(b), !upper, unit)))
}

/** Source: torch.linalg.solve_triangular. */
export const solveTriangularOp = defineOp({
  schema:
    'solve_triangular(Tensor input, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor',
  doc: 'Solves A X = B with a triangular A.',
  faces: linalg,
  out: true,
  composite: ({ input: A, B, upper, left, unitriangular }) => {
    const name = 'linalg.solve_triangular'
    check(
      A.dtype === B.dtype,
      () =>
        `${name}: Expected A and B to have the same dtype, but found A of type ${A.dtype.scalarType} and B of type ${B.dtype.scalarType} instead`,
    )
    checkSquare(name, A)
    checkMatrix(name, B, 'B')
    check(
      A.shape[A.rank - 1] === B.shape[B.rank - (left ? 2 : 1)],
      () =>
        `${name}: Incompatible shapes of A and B for the equation ${left ? 'AX = B' : 'XA = B'} (${sizeText(A)} and ${sizeText(B)})`,
    )
    return triangular(A, B, upper, left, unitriangular)
  },
  samples: [
    'torch.linalg.solve_triangular(torch.tensor([[2.0, 1.0], [0.0, 3.0]]), torch.ones(2, 1), upper=True)',
  ],
})

/** Source: torch.triangular_solve. */
defineOp({
  schema:
    'triangular_solve(Tensor input, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)',
  doc: 'Solves A X = input with a triangular A.',
  composite: ({ input, A, upper, transpose: turn, unitriangular }) => {
    const words = (name: string) => (rank: number) =>
      `torch.triangular_solve: Expected ${name} to have at least 2 dimensions, but it has ${rank} dimensions instead`
    checkRank(words('b'), input)
    checkRank(words('A'), A)
    checkSides('A', A)
    const solution = turn
      ? triangular(transposed(A), input, !upper, true, unitriangular)
      : triangular(A, input, upper, true, unitriangular)
    return [solution, add(A, 0)]
  },
  samples: ['torch.triangular_solve(torch.ones(2, 1), torch.tensor([[2.0, 1.0], [0.0, 4.0]]))'],
})
