/** Matrices by pattern: eye, tril, triu, trace; shapes taken from another tensor. */

import { copyInto } from '../compute/copy.js'
import type { DType } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { formatSizes, numel, wrapDim } from '../tensor/shape.js'
import type { Device } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { like, type Out } from './derive.js'
import { sized } from './factory.js'
import { notImplementedFor } from './pointwise.js'
import { sum } from './reduce.js'
import { diagonal } from './slice.js'
import { inferSize, reshape, view } from './view.js'

const OPTIONS =
  'dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False'

const eyeOut = (n: number, m: number, { data, dtype }: NdArray): void => {
  const one = data instanceof BigInt64Array ? 1n : 1
  for (let i = 0; i < Math.min(n, m); i++) data[(i * m + i) * dtype.width] = one
}

function eyeShape(n: number, m: number, dtype: DType | null, device: Device | null): Out {
  check(n >= 0, () => `n must be greater or equal to 0, got ${n}`)
  check(m >= 0, () => `m must be greater or equal to 0, got ${m}`)
  return sized([n, m], dtype, device)
}

/** Ones on the diagonal. Source: torch.eye. */
export const eye = defineOp({
  schema: `eye(int n, *, ${OPTIONS}) -> Tensor`,
  doc: 'A square matrix with ones on the diagonal.',
  faces: { torch: 'native' },
  shape: ({ n, dtype, device }) => eyeShape(n, n, dtype, device),
  kernel: ({ n }, out) => eyeOut(n, n, out),
  samples: ['torch.eye(3)'],
})
const rectangle = defineOp({
  schema: `eye.m(int n, int m, *, ${OPTIONS}) -> Tensor`,
  doc: 'A matrix with ones on the diagonal.',
  faces: { torch: 'native' },
  shape: ({ n, m, dtype, device }) => eyeShape(n, m, dtype, device),
  kernel: ({ n, m }, out) => eyeOut(n, m, out),
  samples: ['torch.eye(2, 3)'],
})

/** Ones on the diagonal of a matrix of the given dtype. */
export const eyeOf = (n: number, m: number, dtype: DType): Tensor => rectangle(n, m, dtype)

/** A part of every matrix, the rest 0. */
const clip = (place: number, size: number): number => Math.min(Math.max(place, 0), size)

const triangle = (name: 'tril' | 'triu', doc: string) =>
  defineOp({
    schema: `${name}(Tensor input, int diagonal=0) -> Tensor`,
    doc,
    inplace: true,
    fills: () => true,
    out: true,
    shape: ({ input }) => {
      check(input.rank >= 2, () => `${name}: input tensor must have at least 2 dimensions`)
      return like(input)
    },
    kernel: ({ input, diagonal: shift }, out) => {
      copyInto(out, input)
      const [rows, cols] = out.shape.slice(-2)
      const { width } = out.dtype
      const { data } = out
      const zero = data instanceof BigInt64Array ? 0n : 0
      const lines = cols === 0 ? 0 : numel(out.shape) / cols
      for (let line = 0; line < lines; line++) {
        // What is outside lies at one end of the row.
        const border = (line % rows) + shift
        const [from, to] = name === 'tril' ? [border + 1, cols] : [0, border]
        const start = line * cols
        data.fill(zero as never, (start + clip(from, cols)) * width, (start + clip(to, cols)) * width)
      }
    },
    backward: {
      input: ({ grad, diagonal: shift }): Tensor =>
        (name === 'tril' ? (tril as never as typeof triu) : triu)(grad, shift),
    },
    samples: [`torch.${name}(torch.ones(3, 3))`],
  })
export const tril = triangle('tril', 'The lower triangle, the rest 0.')
export const triu = triangle('triu', 'The upper triangle, the rest 0.')

export const trace = defineOp({
  schema: 'trace(Tensor input) -> Tensor',
  doc: 'The sum of the diagonal.',
  gradName: 'TraceBackward0',
  composite: ({ input }) => {
    check(input.rank === 2, () => `trace: expected a matrix, but got tensor with dim ${input.rank}`)
    if (input.dtype.kind === 'bool') notImplementedFor('trace', input.dtype)
    return sum(diagonal(input))
  },
  samples: ['torch.trace(torch.randn(3, 3))'],
})

// --- shapes of others ---------------------------------------------------------------------------------------------

export const viewAs = defineOp({
  schema: 'view_as(Tensor input, Tensor other) -> Tensor',
  doc: 'Sees the data with the sizes of other.',
  faces: { Tensor: 'native' },
  composite: ({ input, other }) => view(input, [...other.shape]),
  samples: ['torch.arange(6).view_as(torch.ones(2, 3))'],
})
export const reshapeAs = defineOp({
  schema: 'reshape_as(Tensor input, Tensor other) -> Tensor',
  doc: 'The data with the sizes of other.',
  faces: { Tensor: 'native' },
  composite: ({ input, other }) => reshape(input, [...other.shape]),
  samples: ['torch.arange(6).reshape_as(torch.ones(2, 3))'],
})

/** One dim as several. Source: torch.unflatten. */
export const unflatten = defineOp({
  schema: 'unflatten(Tensor input, int dim, int[] sizes) -> Tensor',
  doc: 'Splits a dim into several.',
  composite: ({ input, dim, sizes }) => {
    const axis = wrapDim(dim, input.rank)
    const size = input.rank === 0 ? 1 : input.shape[axis]
    check(sizes.length > 0, () => 'unflatten: sizes must be non-empty')
    const known = numel(sizes.filter((n) => n !== -1))
    const fits = sizes.includes(-1) ? known > 0 && size % known === 0 : known === size
    check(
      fits || sizes.filter((n) => n === -1).length > 1,
      () =>
        `unflatten: Provided sizes ${formatSizes(sizes)} don't multiply up to the size of dim ${axis} (${size}) in the input tensor`,
    )
    return view(input, [
      ...input.shape.slice(0, axis),
      ...inferSize(sizes, size),
      ...input.shape.slice(axis + 1),
    ])
  },
  samples: ['torch.randn(2, 6).unflatten(1, (2, 3))'],
})
