/** Linear systems: inv, det, slogdet, solve, LU, Cholesky, triangular systems. */
import {
  choleskyComplex,
  luComplex,
  solveLuComplex,
  solveTriangleComplex,
} from '../compute/linalg/complex.js'
import {
  cholesky as factorCholesky,
  lu as factorLu,
  solveLu,
  solveTriangle,
} from '../compute/linalg/factor.js'
import { dense, isDense } from '../compute/strided.js'
import { type DType, int32, isComplex, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { numel, sameShape, wrapDims } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, conjugate, mul, neg, sub } from './arithmetic.js'
import { expand, permute, unsqueeze } from './axes.js'
import { allTrue, ne } from './compare.js'
import { defineOp } from './define.js'
import { columns, dims, given, like, type Out } from './derive.js'
import { cat, stack } from './join.js'
import {
  adjoint,
  asDtype,
  batchDims,
  broadcastBatches,
  byColumns,
  checkFloating,
  checkInfo,
  checkMatrix,
  checkSquare,
  cols,
  linalg,
  type Matrices,
  matricesOf,
  matrixAt,
  rows,
  singular,
  smallerDim,
  transposed,
} from './linalg-shared.js'
import { matmul } from './matmul.js'
import { eyeOf, tril, triu } from './matrix.js'
import { realFor } from './pointwise.js'
import { sliceDim } from './slice.js'
import { log } from './unary.js'
import { reshape } from './view.js'

const hidden = { private: 'native' } as const

const constant = (out: Out): Out => ({ ...out, differentiable: false })
const infoOut = (A: Tensor): Out => dims(int32, batchDims(A))

type Pivots = Int32Array

function factor(a: NumberData, m: number, n: number, pivots: Pivots, dtype: DType, pivoting = true): number {
  return isComplex(dtype) ? luComplex(a, m, n, pivots, pivoting) : factorLu(a, m, n, pivots, pivoting)
}

const solveFactored = (dtype: DType): typeof solveLu => (isComplex(dtype) ? solveLuComplex : solveLu)
const solveTriangular = (dtype: DType): typeof solveTriangle =>
  isComplex(dtype) ? solveTriangleComplex : solveTriangle

// --- inverse --------------------------------------------------------------------------------------------------------

/** The inverses, and for each the place of a zero pivot (0 if none). Source: torch.linalg.inv_ex. */
const invEx = defineOp({
  schema: '_linalg_inv_ex(Tensor A) -> (Tensor inverse, Tensor info)',
  doc: 'The inverse of each matrix, and whether it exists.',
  faces: hidden,
  gradName: 'LinalgInvExBackward0',
  shape: ({ A }): Out[] => [columns(like(A)), infoOut(A)],
  kernel: ({ A }, out, [, info]) => {
    const work = matricesOf(A)
    const n = work.rows
    const pivots = new Int32Array(n)
    const step = out.dtype.width * n * n
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      info.data[i] = factor(a, n, n, pivots, out.dtype)
      const b = (out.data as Float64Array).subarray(i * step, (i + 1) * step)
      for (let k = 0; k < n; k++) b[out.dtype.width * (k * n + k)] = 1
      solveFactored(out.dtype)(a, n, pivots, b, n)
    }
  },
  backward: {
    A: ({ grad, result }): Tensor => {
      const back = adjoint(result)
      return neg(matmul(back, matmul(grad, back)))
    },
  },
})

function inverseOf(A: Tensor, name: string): Tensor {
  checkSquare('linalg.inv', A)
  checkFloating('linalg.inv', A)
  const [result, info] = invEx(A)
  checkInfo(name, info, singular)
  return result
}

export const inv = defineOp({
  schema: 'inv(Tensor A) -> Tensor',
  doc: 'The inverse of each matrix.',
  faces: linalg,
  out: true,
  composite: ({ A }) => inverseOf(A, 'linalg.inv'),
  samples: ['torch.linalg.inv(torch.tensor([[4.0, 7.0], [2.0, 6.0]]))'],
  errors: ['torch.linalg.inv(torch.ones(2, 2))', 'torch.linalg.inv(torch.ones(2, 3))'],
})
export const inverse = defineOp({
  schema: 'inverse(Tensor input) -> Tensor',
  doc: 'The inverse of each matrix.',
  out: true,
  composite: ({ input }) => inverseOf(input, 'linalg.inv'),
  samples: ['torch.inverse(torch.tensor([[4.0, 7.0], [2.0, 6.0]]))'],
})
defineOp({
  schema: 'inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)',
  doc: 'The inverse of each matrix, and whether it exists, without raising.',
  faces: linalg,
  composite: ({ A, check_errors }) => {
    checkSquare('linalg.inv', A)
    checkFloating('linalg.inv', A)
    const results = invEx(A)
    if (check_errors) checkInfo('linalg.inv_ex', results[1], singular)
    return results
  },
  samples: ['torch.linalg.inv_ex(torch.eye(2))'],
})

// --- determinants -----------------------------------------------------------------------------------------------------

/** Product of the pivots, negated for every swap. */
function productOf(a: NumberData, n: number, pivots: Pivots, width: number): [number, number] {
  let [re, im] = [1, 0]
  for (let k = 0; k < n; k++) {
    const at = width * (k * n + k)
    const [x, y] = [a[at], width === 2 ? a[at + 1] : 0]
    const sign = pivots[k] === k ? 1 : -1
    ;[re, im] = [sign * (re * x - im * y), sign * (re * y + im * x)]
  }
  return [re, im]
}

/** What PyTorch factors for a determinant: the transpose, where that saves it a copy into LAPACK's order. */
const turnedMatrices = (A: NdArray): Matrices =>
  matricesOf(isDense(A) && !isComplex(A.dtype) ? { ...A, strides: swapLast(A.strides) } : A)

const swapLast = (list: readonly number[]): number[] => [
  ...list.slice(0, -2),
  list[list.length - 1],
  list[list.length - 2],
]

const detLu = defineOp({
  schema: '_linalg_det(Tensor A) -> (Tensor result, Tensor LU, Tensor pivots)',
  doc: 'The determinant of each matrix, and its LU.',
  faces: hidden,
  gradName: 'LinalgDetBackward0',
  shape: ({ A }): Out[] => [
    dims(A.dtype, batchDims(A)),
    constant(like(A)),
    dims(int32, [...batchDims(A), rows(A)]),
  ],
  kernel: ({ A }, out, [, lu, pivotsOut]) => {
    const work = turnedMatrices(A)
    const n = work.rows
    const pivots = new Int32Array(n)
    const { width } = out.dtype
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      factor(a, n, n, pivots, A.dtype)
      const [re, im] = productOf(a, n, pivots, width)
      out.data[i * width] = re
      if (width === 2) out.data[2 * i + 1] = im
      for (let k = 0; k < n; k++) pivotsOut.data[i * n + k] = pivots[k] + 1
    }
    ;(lu.data as Float64Array).set(work.data)
  },
  backward: {
    A: ({ grad, A, result }): Tensor => {
      const scale = conjugate(mul(conjugate(grad), result))
      const factors = unsqueeze(unsqueeze(scale, -1), -1)
      if (A.device === 'meta' || allTrue(ne(result, 0))) return mul(factors, adjoint(invEx(A)[0]))
      return mul(unsqueeze(unsqueeze(grad, -1), -1), cofactors(A))
    },
  },
})

/** The conjugated matrix of cofactors, which exists for singular matrices too: from the determinants of the minors. */
function cofactors(A: Tensor): Tensor {
  const n = A.shape[A.rank - 1]
  const minor = (i: number, j: number): Tensor => detLu(without(without(A, -2, i), -1, j))[0]
  const lines = Array.from({ length: n }, (_, i) => {
    const line = Array.from({ length: n }, (_, j) => {
      const value = conjugate(minor(i, j))
      return (i + j) % 2 === 0 ? value : neg(value)
    })
    return stack(line, -1)
  })
  return stack(lines, -2)
}

function without(A: Tensor, dim: number, at: number): Tensor {
  const axis = A.rank + dim
  const n = A.shape[axis]
  return cat([sliceDim(A, axis, 0, at, 1), sliceDim(A, axis, at + 1, n, 1)], axis)
}

function determinant(A: Tensor): Tensor {
  checkSquare('linalg.det', A)
  checkFloating('linalg.det', A)
  return detLu(A)[0]
}

export const det = defineOp({
  schema: 'det(Tensor A) -> Tensor',
  doc: 'The determinant of each matrix.',
  faces: linalg,
  out: true,
  composite: ({ A }) => determinant(A),
  samples: ['torch.linalg.det(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
  errors: ['torch.linalg.det(torch.ones(2, 3))'],
})
defineOp({
  schema: 'det(Tensor input) -> Tensor',
  doc: 'The determinant of each matrix.',
  composite: ({ input }) => determinant(input),
  samples: ['torch.det(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})

const slogdetLu = defineOp({
  schema: '_linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)',
  doc: 'Sign and logarithm of the size of each determinant.',
  faces: hidden,
  gradName: 'LinalgSlogdetBackward0',
  shape: ({ A }): Out[] => [dims(A.dtype, batchDims(A)), dims(realFor(A.dtype), batchDims(A))],
  kernel: ({ A }, sign, [, logs]) => {
    const work = turnedMatrices(A)
    const n = work.rows
    const pivots = new Int32Array(n)
    const { width } = A.dtype
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      factor(a, n, n, pivots, A.dtype)
      let log = 0
      let [re, im] = [1, 0]
      for (let k = 0; k < n; k++) {
        const at = width * (k * n + k)
        const [x, y] = [a[at], width === 2 ? a[at + 1] : 0]
        const size = Math.hypot(x, y)
        log += Math.log(size)
        const [ux, uy] = size === 0 ? [0, 0] : [x / size, y / size]
        const swap = pivots[k] === k ? 1 : -1
        ;[re, im] = [swap * (re * ux - im * uy), swap * (re * uy + im * ux)]
      }
      sign.data[i * width] = re
      if (width === 2) sign.data[2 * i + 1] = im
      logs.data[i] = log
    }
  },
  backward: {
    A: ({ grads, A, results }): Tensor | null => {
      const [signGrad, logGrad] = grads
      const back = adjoint(invEx(A)[0])
      const whole = (tensor: Tensor): Tensor => mul(unsqueeze(unsqueeze(tensor, -1), -1), back)
      if (signGrad === null || !isComplex(A.dtype)) return logGrad === null ? null : whole(logGrad)
      const turned = mul(conjugate(signGrad), results[0])
      const imaginary = sub(turned, conjugate(turned))
      const half = mul(imaginary, { kind: 'float', value: -0.5 })
      return whole(logGrad === null ? half : add(asDtype(logGrad, A.dtype), half))
    },
  },
})

function signAndLog(A: Tensor): Tensor[] {
  checkSquare('linalg.slogdet', A)
  checkFloating('linalg.slogdet', A)
  return slogdetLu(A)
}

export const slogdet = defineOp({
  schema: 'slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)',
  doc: 'Sign and logarithm of the size of each determinant.',
  faces: linalg,
  out: true,
  composite: ({ A }) => signAndLog(A),
  samples: ['torch.linalg.slogdet(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
defineOp({
  schema: 'slogdet(Tensor input) -> (Tensor sign, Tensor logabsdet)',
  doc: 'Sign and logarithm of the size of each determinant.',
  composite: ({ input }) => signAndLog(input),
  samples: ['torch.slogdet(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})

/** Source: torch.logdet: nan for negative determinants. */
defineOp({
  schema: 'logdet(Tensor input) -> Tensor',
  doc: 'The logarithm of each determinant, nan where it is negative.',
  composite: ({ input }) => {
    checkSquare('linalg.det', input)
    checkFloating('logdet', input)
    const [sign, size] = slogdetLu(input)
    return add(size, log(sign))
  },
  samples: ['torch.logdet(torch.tensor([[4.0, 2.0], [3.0, 4.0]]))'],
})

// --- systems ----------------------------------------------------------------------------------------------------------

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
function solved(name: string, A: Tensor, B: Tensor, left: boolean): Tensor[] {
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

const solverFailed =
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

function triangular(A: Tensor, B: Tensor, upper: boolean, left: boolean, unit: boolean): Tensor {
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
  composite: ({ input, A, upper, transpose: turn, unitriangular }) => [
    turn
      ? triangular(transposed(A), input, !upper, true, unitriangular)
      : triangular(A, input, upper, true, unitriangular),
    add(A, 0),
  ],
  samples: ['torch.triangular_solve(torch.ones(2, 1), torch.tensor([[2.0, 1.0], [0.0, 4.0]]))'],
})

// --- LU -------------------------------------------------------------------------------------------------------------

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

const checkLu = (A: Tensor, pivot: boolean): void => {
  checkMatrix('torch.lu_factor', A)
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
    checkMatrix('linalg.lu', A)
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

// --- Cholesky ---------------------------------------------------------------------------------------------------------

const notPositive = (code: number): string =>
  `The factorization could not be completed because the input is not positive-definite (the leading minor of order ${code} is not positive-definite).`

const choleskyEx = defineOp({
  schema: '_cholesky_ex(Tensor A) -> (Tensor L, Tensor info)',
  doc: 'The lower Cholesky factor of each matrix, and the order of the minor that fails.',
  faces: hidden,
  gradName: 'LinalgCholeskyExBackward0',
  shape: ({ A }): Out[] => [columns(like(A)), infoOut(A)],
  kernel: ({ A }, out, [, info]) => {
    const work = matricesOf(A)
    const n = work.rows
    const { width } = A.dtype
    for (let i = 0; i < work.count; i++) {
      const a = matrixAt(work, i)
      info.data[i] = isComplex(A.dtype) ? choleskyComplex(a, n) : factorCholesky(a, n)
      for (let r = 0; r < n; r++) a.fill(0, width * (r * n + r + 1), width * (r + 1) * n)
    }
    ;(out.data as Float64Array).set(work.data)
  },
  backward: {
    A: ({ grad, result: L }): Tensor => {
      const inner = tril(matmul(adjoint(L), grad))
      const halved = sub(inner, mul(diagonalMatrix(inner), { kind: 'float', value: 0.5 }))
      const left = triangular(adjoint(L), halved, true, true, false)
      const full = triangular(L, left, false, false, false)
      return mul(add(full, adjoint(full)), { kind: 'float', value: 0.5 })
    },
  },
})

/** The diagonal alone, as a matrix. */
const diagonalMatrix = (tensor: Tensor): Tensor => tril(triu(tensor))

function choleskyOf(name: string, A: Tensor, upper: boolean, checked: boolean): Tensor[] {
  checkSquare('linalg.cholesky', A)
  checkFloating('linalg.cholesky', A)
  const [L, info] = choleskyEx(A)
  if (checked) checkInfo(name, info, notPositive)
  return [upper ? byColumns(adjoint(L)) : L, info]
}

/** Source: torch.linalg.cholesky. */
export const cholesky = defineOp({
  schema: 'cholesky(Tensor input, *, bool upper=False) -> Tensor',
  doc: 'The Cholesky factor of each positive definite matrix.',
  faces: linalg,
  out: true,
  composite: ({ input, upper }) => choleskyOf('linalg.cholesky', input, upper, true)[0],
  samples: ['torch.linalg.cholesky(torch.tensor([[4.0, 2.0], [2.0, 3.0]]))'],
  errors: ['torch.linalg.cholesky(-torch.eye(2))'],
})
defineOp({
  schema: 'cholesky(Tensor input, bool upper=False) -> Tensor',
  doc: 'The Cholesky factor of each positive definite matrix.',
  composite: ({ input, upper }) => choleskyOf('cholesky', input, upper, true)[0],
  samples: ['torch.cholesky(torch.tensor([[4.0, 2.0], [2.0, 3.0]]))'],
})
defineOp({
  schema:
    'cholesky_ex(Tensor input, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)',
  doc: 'The Cholesky factor of each matrix, and whether it exists, without raising.',
  faces: linalg,
  composite: ({ input, upper, check_errors }) => choleskyOf('linalg.cholesky_ex', input, upper, check_errors),
  samples: ['torch.linalg.cholesky_ex(torch.eye(2))'],
})
defineOp({
  schema: 'cholesky_solve(Tensor input, Tensor input2, bool upper=False) -> Tensor',
  doc: 'Solves A X = input, given the Cholesky factor of A.',
  composite: ({ input, input2, upper }) => {
    checkMatrix('cholesky_solve', input, 'b')
    checkSquare('cholesky_solve', input2)
    const L = upper ? adjoint(input2) : input2
    return triangular(adjoint(L), triangular(L, input, false, true, false), true, true, false)
  },
  samples: ['torch.cholesky_solve(torch.ones(2, 1), torch.eye(2))'],
})
defineOp({
  schema: 'cholesky_inverse(Tensor input, bool upper=False) -> Tensor',
  doc: 'The inverse of A, given its Cholesky factor.',
  composite: ({ input, upper }) => {
    checkSquare('cholesky_inverse', input)
    const L = upper ? adjoint(triu(input)) : tril(input)
    const unit = expand(eyeOf(input.shape[input.rank - 1], input.shape[input.rank - 1], input.dtype), [
      ...input.shape,
    ])
    return triangular(adjoint(L), triangular(L, unit, false, true, false), true, true, false)
  },
  samples: ['torch.cholesky_inverse(torch.eye(2))'],
})

/** Source: torch.linalg.tensorsolve. */
defineOp({
  schema: 'tensorsolve(Tensor input, Tensor other, int[]? dims=None) -> Tensor',
  doc: 'Solves for the tensor whose product with input is other.',
  faces: linalg,
  composite: ({ input, other, dims: moved }) => {
    let A = input
    if (moved !== null) {
      const axes = wrapDims(moved, A.rank)
      const rest = A.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))
      A = permute(A, [...rest, ...axes])
    }
    const shape = A.shape.slice(other.rank)
    const n = numel(shape)
    check(
      other.numel === n,
      () =>
        `Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == prod(self.shape[:other.ndim]), but got ${n} != ${other.numel}`,
    )
    const [result, , , info] = solved('linalg.solve', reshape(A, [n, n]), reshape(other, [n]), true)
    solverFailed('torch.linalg.solve')(info)
    return reshape(result, [...shape])
  },
  samples: ['torch.linalg.tensorsolve(torch.eye(6).reshape(2, 3, 2, 3), torch.ones(2, 3))'],
})
defineOp({
  schema: 'tensorinv(Tensor input, int ind=2) -> Tensor',
  doc: 'The inverse of a tensor under tensordot.',
  faces: linalg,
  composite: ({ input, ind }) => {
    check(ind > 0, () => `Expected a strictly positive integer for 'ind', but got ${ind}`)
    const lead = input.shape.slice(0, ind)
    const tail = input.shape.slice(ind)
    const [a, b] = [numel(tail), numel(lead)]
    check(
      a === b,
      () =>
        `Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got ${a} != ${b}`,
    )
    return reshape(inverseOf(reshape(input, [b, a]), 'linalg.inv'), [...tail, ...lead])
  },
  samples: ['torch.linalg.tensorinv(torch.eye(6).reshape(2, 3, 2, 3))'],
})
