/** torch.linalg: powers, the exponential, products of chains of matrices. */
import { matrixExponential } from '../compute/linalg/exponential.js'
import { cppName, isComplex } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { expand, unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { like } from './derive.js'
import { inverse } from './inverse.js'
import { cat } from './join.js'
import { adjoint, checkFloating, checkSquare, doublesOf, linalg, matrixAt } from './linalg-shared.js'
import { matmul } from './matmul.js'
import { eyeOf } from './matrix.js'
import { sliceDim } from './slice.js'
import { reshape } from './view.js'

/** A to the n-th by repeated squaring; negative powers through the inverse. */
function power(A: Tensor, n: number): Tensor {
  checkSquare('linalg.matrix_power', A)
  const size = A.shape[A.rank - 1]
  if (n === 0) return expand(eyeOf(size, size, A.dtype), [...A.shape])
  let square = n < 0 ? inverse(A) : A
  let result: Tensor | null = null
  for (let left = Math.abs(n); left > 0; left >>= 1) {
    if (left & 1) result = result === null ? square : matmul(result, square)
    if (left > 1) square = matmul(square, square)
  }
  return result!
}

defineOp({
  schema: 'matrix_power(Tensor input, int n) -> Tensor',
  doc: 'Each square matrix to a whole power.',
  faces: { torch: 'native', Tensor: 'native', 'torch.linalg': 'native' },
  out: true,
  composite: ({ input, n }) => power(input, n),
  samples: ['torch.matrix_power(torch.tensor([[1, 2], [3, 4]]), 3)'],
  errors: ['torch.matrix_power(torch.ones(2, 3), 2)'],
})

/** Source: torch.linalg.matrix_exp. The gradient is a block of the exponential of a matrix twice the size. */
export const matrixExp = defineOp({
  schema: 'matrix_exp(Tensor input) -> Tensor',
  doc: 'The exponential of each square matrix.',
  faces: { torch: 'native', Tensor: 'native', 'torch.linalg': 'native' },
  gradName: 'LinalgMatrixExpBackward0',
  shape: ({ input }) => {
    checkSquare('linalg.matrix_exp', input)
    checkFloating('linalg.matrix_exp', input)
    return like(input)
  },
  kernel: ({ input }, out) => {
    const work = doublesOf(input)
    for (let i = 0; i < work.count; i++) {
      const result = matrixExponential(matrixAt(work, i), work.rows, isComplex(input.dtype))
      ;(out.data as Float64Array).set(result, i * work.size)
    }
  },
  backward: {
    input: ({ grad, input }): Tensor => {
      const A = adjoint(input)
      const n = A.shape[A.rank - 1]
      const upper = cat([A, grad], A.rank - 1)
      const lower = cat([mul(A, 0), A], A.rank - 1)
      const whole: Tensor = matrixExp(cat([upper, lower], A.rank - 2))
      return sliceDim(sliceDim(whole, A.rank - 2, 0, n, 1), A.rank - 1, n, 2 * n, 1)
    },
  },
  samples: ['torch.matrix_exp(torch.zeros(2, 2))'],
})

// --- chains -----------------------------------------------------------------------------------------------------------

/** Products of several matrices in the order that takes the fewest multiplications. Source: torch.linalg.multi_dot. */
function multiDot(tensors: readonly Tensor[]): Tensor {
  const n = tensors.length
  check(n >= 2, () => `multi_dot(): expected at least 2 tensors but got ${n}`)
  const list = [...tensors]
  const first = list[0]
  const last = list[n - 1]
  check(
    first.rank === 1 || first.rank === 2,
    () => `multi_dot(): the first tensor must be 1D or 2D but got ${first.rank}D`,
  )
  check(
    last.rank === 1 || last.rank === 2,
    () => `multi_dot(): the last tensor must be 1D or 2D but got ${last.rank}D`,
  )
  for (let i = 1; i < n - 1; i++)
    check(list[i].rank === 2, () => `multi_dot(): tensor ${i} must be 2D but got ${list[i].rank}D`)
  for (let i = 1; i < n; i++) {
    check(
      list[i].dtype === first.dtype,
      () =>
        `multi_dot(): all tensors must have be the same dtype but tensor 0 is ${cppName(first.dtype)} and tensor ${i} ${cppName(list[i].dtype)}`,
    )
  }
  if (first.rank === 1) list[0] = unsqueeze(first, 0)
  if (last.rank === 1) list[n - 1] = unsqueeze(last, 1)
  for (let i = 0; i < n - 1; i++) {
    check(
      list[i].shape[1] === list[i + 1].shape[0],
      () =>
        `multi_dot(): tensors ${i} and ${i + 1} with shapes ${formatSizes(tensors[i].shape)} and ${formatSizes(tensors[i + 1].shape)} cannot be multiplied`,
    )
  }
  const product = chain(list)
  const shape = [
    ...(first.rank === 1 ? [] : [product.shape[0]]),
    ...(last.rank === 1 ? [] : [product.shape[1]]),
  ]
  return shape.length === 2 ? product : reshape(product, shape)
}

/** The cheapest bracketing, by dynamic programming over the sizes. */
function chain(list: readonly Tensor[]): Tensor {
  const n = list.length
  const sizes = [list[0].shape[0], ...list.map(({ shape }) => shape[1])]
  const cost = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  const cut = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  for (let length = 1; length < n; length++) {
    for (let i = 0; i + length < n; i++) {
      const j = i + length
      cost[i][j] = Infinity
      for (let k = i; k < j; k++) {
        const total = cost[i][k] + cost[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1]
        if (total < cost[i][j]) {
          cost[i][j] = total
          cut[i][j] = k
        }
      }
    }
  }
  const multiply = (i: number, j: number): Tensor =>
    i === j ? list[i] : matmul(multiply(i, cut[i][j]), multiply(cut[i][j] + 1, j))
  return multiply(0, n - 1)
}

defineOp({
  schema: 'multi_dot(Tensor[] tensors) -> Tensor',
  doc: 'The product of several matrices, in the cheapest order.',
  faces: linalg,
  out: true,
  composite: ({ tensors }) => multiDot(tensors),
  samples: ['torch.linalg.multi_dot([torch.ones(2, 3), torch.ones(3, 4), torch.ones(4)])'],
})
defineOp({
  schema: 'chain_matmul(Tensor[*] matrices) -> Tensor',
  doc: 'The product of several matrices, in the cheapest order.',
  faces: { torch: 'python' },
  composite: ({ matrices }) => (matrices.length === 1 ? matrices[0] : multiDot(matrices)),
})
