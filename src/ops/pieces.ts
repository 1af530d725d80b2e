/** Pieces of a tensor by count or by place: tensor_split, hsplit, vsplit, dsplit; the unsafe forms of split. */
import { dense } from '../compute/strided.js'
import { int64 } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { wrapDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { chunk, sliceDim, split, splitWithSizes } from './slice.js'
import { alone } from './view.js'

function needsDim({ rank }: Tensor): void {
  check(
    rank > 0,
    () => `tensor_split expected at least a 1-dimensional tensor, but got a tensor with ${rank} dims`,
  )
}

/** Cuts before the given indices, which follow slicing's rules. */
function cutAt(input: Tensor, indices: readonly number[], dim: number): Tensor[] {
  needsDim(input)
  const axis = wrapDim(dim, input.rank)
  const bounds = [0, ...indices, input.shape[axis]]
  return bounds.slice(1).map((end, i) => sliceDim(input, axis, bounds[i], end, 1))
}

/** So many pieces, the first ones larger by one where it does not divide. */
function cutInto(input: Tensor, sections: number, dim: number): Tensor[] {
  needsDim(input)
  const axis = wrapDim(dim, input.rank)
  check(sections > 0, () => `number of sections must be larger than 0, got ${sections}`)
  const size = input.shape[axis]
  let start = 0
  return Array.from({ length: sections }, (_, i) => {
    const from = start
    start += Math.floor(size / sections) + (i < size % sections ? 1 : 0)
    return sliceDim(input, axis, from, start, 1)
  })
}

defineOp({
  schema: 'tensor_split.indices(Tensor input, int[] indices, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim before the given indices.',
  composite: ({ input, indices, dim }) => cutAt(input, indices, dim),
  samples: ['torch.tensor_split(torch.arange(7), (2, 4))'],
})

/** Sections or indices that come in a tensor. */
defineOp({
  schema: 'tensor_split.tensor(Tensor input, Tensor tensor_indices_or_sections, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim into sections or before indices that a tensor holds.',
  composite: ({ input, tensor_indices_or_sections: given, dim }) => {
    check(
      given.dtype === int64,
      () =>
        `tensor_split expected tensor_indices_or_sections to have dtype of long, but got ${given.dtype.scalarType}`,
    )
    check(
      given.rank <= 1,
      () =>
        `tensor_split expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional tensor, but got a tensor with ${given.rank} dims`,
    )
    const values = Array.from(dense(given.read()) as BigInt64Array, Number)
    return given.rank === 0 ? cutInto(input, values[0], dim) : cutAt(input, values, dim)
  },
})

export const tensorSplit = defineOp({
  schema: 'tensor_split(Tensor input, int sections, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim into a number of pieces of about one size.',
  composite: ({ input, sections, dim }) => cutInto(input, sections, dim),
  samples: ['torch.tensor_split(torch.arange(7), 3)'],
})

/** Splitting along one particular dim, evenly or before indices. */
const directed = (
  name: 'hsplit' | 'vsplit' | 'dsplit',
  doc: string,
  least: number,
  axisOf: (input: Tensor) => number,
): void => {
  const checked = (input: Tensor): number => {
    check(
      input.rank >= least,
      () =>
        `torch.${name} requires a tensor with at least ${least} dimension, but got a tensor with ${input.rank} dimensions!`,
    )
    return axisOf(input)
  }
  defineOp({
    schema: `${name}(Tensor input, int sections) -> Tensor[]`,
    doc,
    composite: ({ input, sections }) => {
      const axis = checked(input)
      const size = input.shape[axis]
      check(
        sections !== 0 && size % sections === 0,
        () =>
          `torch.${name} attempted to split along dimension ${axis}, but the size of the dimension ${size} is not divisible by the split_size ${sections}!`,
      )
      return cutInto(input, sections, axis)
    },
    samples: [`torch.${name}(torch.ones(2, 2, 2), 2)`],
  })
  defineOp({
    schema: `${name}.array(Tensor input, int[] indices) -> Tensor[]`,
    doc,
    composite: ({ input, indices }) => cutAt(input, indices, checked(input)),
    samples: [`torch.${name}(torch.ones(2, 2, 2), (1,))`],
  })
}
directed('hsplit', 'Cuts side by side: along dim 1, of vectors along dim 0.', 1, ({ rank }) =>
  rank === 1 ? 0 : 1,
)
directed('vsplit', 'Cuts one under the other: along dim 0.', 2, () => 0)
directed('dsplit', 'Cuts one behind the other: along dim 2.', 3, () => 2)

// --- pieces whose graph does not mind being written to ------------------------------------------------------------

defineOp({
  schema: 'unsafe_chunk(Tensor input, int chunks, int dim=0) -> Tensor[]',
  doc: 'As chunk.',
  gradName: 'UnsafeSplitBackward0',
  composite: ({ input, chunks, dim }) => chunk(input, chunks, dim).map(alone),
})
defineOp({
  schema: 'unsafe_split(Tensor input, int split_size, int dim=0) -> Tensor[]',
  doc: 'As split.',
  gradName: 'UnsafeSplitBackward0',
  composite: ({ input, split_size, dim }) => split(input, split_size, dim).map(alone),
})
defineOp({
  schema: 'unsafe_split_with_sizes(Tensor input, int[] split_sizes, int dim=0) -> Tensor[]',
  doc: 'As split_with_sizes.',
  gradName: 'UnsafeSplitWithSizesBackward0',
  composite: ({ input, split_sizes, dim }) => splitWithSizes(input, split_sizes, dim).map(alone),
})
