/** Inverses of matrices: inv, inverse, inv_ex. */
import type { Tensor } from '../tensor/tensor.js'
import { neg } from './arithmetic.js'
import { defineOp } from './define.js'
import { columns, like, type Out } from './derive.js'
import { factor, hidden, infoOut, solveFactored } from './factors.js'
import {
  adjoint,
  checkFloating,
  checkInfo,
  checkSquare,
  linalg,
  matricesOf,
  matrixAt,
  singular,
} from './linalg-shared.js'
import { matmul } from './matmul.js'

/** The inverses, and for each the place of a zero pivot (0 if none). Source: torch.linalg.inv_ex. */
export const invEx = defineOp({
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

export function inverseOf(A: Tensor, name: string): Tensor {
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
