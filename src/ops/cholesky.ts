/** Cholesky's factor of symmetric matrices, and what is solved from it. */

import { choleskyComplex } from '../compute/linalg/complex-factors.js'
import { cholesky as factorCholesky } from '../compute/linalg/factor.js'
import { isComplex } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { numel, wrapDims } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, mul, sub } from './arithmetic.js'
import { expand, permute } from './axes.js'
import { defineOp } from './define.js'
import { columns, like, type Out } from './derive.js'
import { hidden, infoOut } from './factors.js'
import { inverseOf } from './inverse.js'
import {
  adjoint,
  byColumns,
  checkFloating,
  checkInfo,
  checkKernel,
  checkRank,
  checkSides,
  checkSquare,
  linalg,
  matricesOf,
  matrixAt,
} from './linalg-shared.js'
import { matmul } from './matmul.js'
import { eyeOf, tril, triu } from './matrix.js'
import { notImplementedFor } from './pointwise.js'
import { solved, solverFailed, triangular } from './systems.js'
import { reshape } from './view.js'

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
  const named = name === 'cholesky' ? name : 'linalg.cholesky'
  checkSquare(named, A)
  if (name !== 'cholesky' && A.dtype.kind !== 'float') checkFloating(named, A)
  checkKernel('cholesky_cpu', A)
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
    checkRank((rank) => `b should have at least 2 dimensions, but has ${rank} dimensions instead`, input)
    checkRank((rank) => `u should have at least 2 dimensions, but has ${rank} dimensions instead`, input2)
    checkSides('A', input2)
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
    if (input.dtype.kind === 'float' && input.dtype.itemsize === 2)
      notImplementedFor('cholesky_inverse_out_cpu', input.dtype)
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
