/** Determinants, their signs and logarithms: det, slogdet, logdet. */
import { isDense } from '../compute/strided.js'
import { int32, isComplex, type NumberData } from '../tensor/dtype.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, conjugate, mul, neg, sub } from './arithmetic.js'
import { unsqueeze } from './axes.js'
import { allTrue, ne } from './compare.js'
import { defineOp } from './define.js'
import { dims, like, type Out } from './derive.js'
import { constant, factor, hidden, type Pivots } from './factors.js'
import { invEx } from './inverse.js'
import { cat, stack } from './join.js'
import {
  adjoint,
  asDtype,
  batchDims,
  checkFloating,
  checkSquare,
  linalg,
  type Matrices,
  matricesOf,
  matrixAt,
  rows,
} from './linalg-shared.js'
import { realFor } from './pointwise.js'
import { sliceDim } from './slice.js'
import { log } from './unary.js'

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
    checkSquare('logdet', input)
    checkFloating('logdet', input)
    const [sign, size] = slogdetLu(input)
    return add(size, log(sign))
  },
  samples: ['torch.logdet(torch.tensor([[4.0, 2.0], [3.0, 4.0]]))'],
})
