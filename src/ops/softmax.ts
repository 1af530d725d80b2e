/** Softmax and log-softmax along one dim, and F's functions over them, which choose a dim where none is given. */
import { cast as castArray } from '../compute/pointwise.js'
import { dense } from '../compute/strided.js'
import type { DType, NumberData } from '../tensor/dtype.js'
import { numel, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { mul, sub } from './arithmetic.js'
import { defineOp } from './define.js'
import { like, type Out } from './derive.js'
import { notImplementedFor } from './pointwise.js'
import { sumDims } from './reduce.js'
import { exp } from './unary.js'

/**
 * `put(start, step, largest, exponentials, total)` for every line along one dim of a dense array: the exponentials of what its elements are
 * less than the largest, and their total.
 */
function softmaxLines(
  input: NdArray,
  dim: number,
  put: (start: number, step: number, top: number, exponentials: Float64Array, total: number) => void,
): void {
  const data = dense(input) as NumberData
  const { shape } = input
  const axis = dim < 0 ? dim + Math.max(shape.length, 1) : dim
  const n = shape.length === 0 ? 1 : shape[axis]
  const inner = numel(shape.slice(axis + 1))
  const outer = numel(shape.slice(0, axis))
  const exponentials = new Float64Array(n)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * n * inner + i
      let top = -Infinity
      for (let k = 0, p = start; k < n; k++, p += inner) {
        if (data[p] > top || data[p] !== data[p]) top = data[p]
      }
      let total = 0
      for (let k = 0, p = start; k < n; k++, p += inner) {
        const exponential = Math.exp(data[p] - top)
        exponentials[k] = exponential
        total += exponential
      }
      put(start, inner, top, exponentials, total)
    }
  }
}

/** The data kernel has another name where the dim is not the last. */
function softmaxShape(name: string, input: Tensor, dim: number, dtype: DType | null): Out {
  const axis = wrapDim(dim, input.rank)
  const type = dtype ?? input.dtype
  const last = axis === Math.max(input.rank, 1) - 1 ? '_lastdim' : ''
  if (type.kind !== 'float') notImplementedFor(`${name}${last}_kernel_impl`, type)
  return like(input, type)
}

export const softmax = defineOp({
  schema: 'softmax(Tensor input, int dim, dtype? dtype=None) -> Tensor',
  doc: 'Exponentials divided by their sum along a dim.',
  gradName: 'SoftmaxBackward0',
  shape: ({ input, dim, dtype }) => softmaxShape('softmax', input, dim, dtype),
  kernel: ({ input, dim }, { data, dtype }) =>
    softmaxLines(castArray(input, dtype), dim, (start, step, _, exponentials, total) => {
      for (let k = 0, at = start; k < exponentials.length; k++, at += step) data[at] = exponentials[k] / total
    }),
  backward: {
    input: ({ grad, result, dim }) => {
      const product = mul(grad, result)
      return sub(product, mul(result, sumDims(product, [dim], true)))
    },
  },
  samples: ['torch.softmax(torch.randn(2, 3), 1)'],
})

export const logSoftmax = defineOp({
  schema: 'log_softmax(Tensor input, int dim, dtype? dtype=None) -> Tensor',
  doc: 'The logarithm of softmax.',
  shape: ({ input, dim, dtype }) => softmaxShape('log_softmax', input, dim, dtype),
  kernel: ({ input, dim }, { data, dtype }) => {
    const source = castArray(input, dtype)
    const from = dense(source) as NumberData
    softmaxLines(source, dim, (start, step, top, exponentials, total) => {
      const shift = Math.log(total)
      for (let k = 0, at = start; k < exponentials.length; k++, at += step) data[at] = from[at] - top - shift
    })
  },
  backward: { input: ({ grad, result, dim }) => sub(grad, mul(exp(result), sumDims(grad, [dim], true))) },
  samples: ['torch.log_softmax(torch.randn(2, 3), 1)'],
})

/** The dim that F.softmax takes when none is given: PyTorch's old choice. */
const implicitDim = (rank: number): number => (rank === 0 || rank === 1 || rank === 3 ? 0 : 1)

const softmaxFunction = (name: string, of: (input: Tensor, dim: number, dtype: DType | null) => Tensor) =>
  defineOp({
    schema: `${name}(Tensor input, int? dim=None, int _stacklevel=3, dtype? dtype=None) -> Tensor`,
    doc: `Applies ${name} along a dim.`,
    faces: { F: 'python' },
    composite: ({ input, dim, dtype }) => of(input, dim ?? implicitDim(input.rank), dtype),
    samples: [`F.${name}(torch.randn(2, 3), dim=1)`],
  })
export const fSoftmax = softmaxFunction('softmax', softmax)
export const fLogSoftmax = softmaxFunction('log_softmax', logSoftmax)
export const softmin = softmaxFunction('softmin', (input, dim, dtype) => softmax(mul(input, -1), dim, dtype))

for (const [name, op] of [
  ['softmax', softmax],
  ['log_softmax', logSoftmax],
] as const) {
  defineOp({
    // Of softmax the dtype may come by position.
    schema:
      `${name}(Tensor input, int dim, ${name === 'softmax' ? '' : '*, '}dtype? dtype=None) -> Tensor` as 'softmax(Tensor input, int dim, dtype? dtype=None) -> Tensor',
    doc: op.spec.doc,
    faces: { 'torch.special': 'native' },
    composite: ({ input, dim, dtype }): Tensor => op(input, dim, dtype),
    samples: [`torch.special.${name}(torch.randn(2, 3), 1)`],
  })
}
