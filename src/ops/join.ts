/** Putting tensors together: cat and stack, and what is made of them. */
import { copyInto } from '../compute/copy.js'
import { check, fail } from '../tensor/error.js'
import { suggestsChannelsLast } from '../tensor/layout.js'
import { wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { channelsAs, type Dim, dims, keep, longestStory, type Out, summed } from './derive.js'
import { promote } from './pointwise.js'
import { sliceDim } from './slice.js'
import { reshape } from './view.js'

/** PyTorch lets an empty 1-d tensor be joined to anything. */
const counts = (tensor: { readonly shape: readonly number[] }): boolean =>
  !(tensor.shape.length === 1 && tensor.shape[0] === 0)

/** Tensors one after the other along a dim. ValueError for an empty list; RuntimeError where sizes differ. Source: torch.cat. */
export const cat = defineOp({
  schema: 'cat(Tensor[] tensors, int dim=0) -> Tensor',
  doc: 'Joins tensors along an existing dim.',
  faces: { torch: 'native' },
  aliases: ['concat', 'concatenate'],
  out: true,
  shape: ({ tensors, dim }): Out => {
    if (tensors.length === 0) fail('ValueError', 'torch.cat(): expected a non-empty list of Tensors')
    const zero = tensors.findIndex(({ rank }) => rank === 0)
    check(zero < 0, () => `zero-dimensional tensor (at position ${zero}) cannot be concatenated`)
    const used = tensors.filter(counts)
    const first = used[0] ?? tensors[0]
    const axis = wrapDim(dim, first.rank)
    tensors.forEach((tensor, i) => {
      if (counts(tensor)) checkFits(first, tensor, axis, i)
    })
    const joined = used.length === 0 ? [tensors[0]] : used
    const told = longestStory(joined)
    const out = dims(
      promote(...tensors),
      first.shape.map(
        (_, at): Dim =>
          at === axis ? summed(...joined.map((tensor) => [tensor, axis] as const)) : keep(told, at),
      ),
    )
    const last = joined.every(({ shape, strides }) => suggestsChannelsLast(shape, strides))
    return last ? channelsAs(first, out) : out
  },
  kernel: ({ tensors, dim }, out) => {
    const axis = dim < 0 ? dim + out.shape.length : dim
    let from = 0
    for (const tensor of tensors) {
      if (!counts(tensor)) continue
      const size = tensor.shape[axis]
      const part: NdArray = { ...out, shape: tensor.shape, offset: out.offset + from * out.strides[axis] }
      copyInto(part, tensor)
      from += size
    }
  },
  backward: {
    // Sizes alone: what was joined may be written to before backward.
    tensors: ({ grad, metas, dim }) => {
      let from = 0
      return metas.map((tensor) => {
        if (!counts(tensor)) return null
        const size = tensor.shape[wrapDim(dim, tensor.shape.length)]
        const part = sliceDim(grad, dim, from, from + size, 1)
        from += size
        return part
      })
    },
  },
  samples: ['torch.cat([torch.randn(2, 3), torch.randn(2, 1)], dim=1)'],
  errors: ['torch.cat([])', 'torch.cat([torch.randn(2, 3), torch.randn(3, 2)])'],
})

function checkFits(first: Tensor, tensor: Tensor, axis: number, position: number): void {
  check(
    tensor.rank === first.rank,
    () => `Tensors must have same number of dimensions: got ${first.rank} and ${tensor.rank}`,
  )
  for (let at = 0; at < first.rank; at++) {
    check(
      at === axis || tensor.shape[at] === first.shape[at],
      () =>
        `Sizes of tensors must match except in dimension ${axis}. Expected size ${first.shape[at]} but got size ${tensor.shape[at]} for tensor number ${position} in the list.`,
    )
  }
}

/** Tensors of one shape along a new dim. Source: torch.stack. */
export const stack = defineOp({
  schema: 'stack(Tensor[] tensors, int dim=0) -> Tensor',
  doc: 'Joins tensors of one shape along a new dim.',
  faces: { torch: 'native' },
  out: true,
  gradName: 'StackBackward0',
  composite: ({ tensors, dim }) => {
    check(tensors.length > 0, () => 'stack expects a non-empty TensorList')
    const [first] = tensors
    const axis = wrapDim(dim, first.rank + 1)
    tensors.forEach((tensor, i) => {
      check(
        tensor.rank === first.rank && tensor.shape.every((size, at) => size === first.shape[at]),
        () =>
          `stack expects each tensor to be equal size, but got [${first.shape.join(', ')}] at entry 0 and [${tensor.shape.join(', ')}] at entry ${i}`,
      )
    })
    return cat(
      tensors.map((tensor) => unsqueeze(tensor, axis)),
      axis,
    )
  },
  samples: ['torch.stack([torch.randn(3), torch.randn(3)])'],
  errors: ['torch.stack([torch.randn(3), torch.randn(2)])'],
})

const along = (
  name: string,
  doc: string,
  axisOf: (tensors: Tensor[]) => number,
  atLeast: (tensor: Tensor) => Tensor,
  aliases: readonly string[] = [],
) =>
  defineOp({
    schema: `${name}(Tensor[] tensors) -> Tensor`,
    doc,
    faces: { torch: 'native' },
    aliases,
    out: true,
    composite: ({ tensors }) => {
      check(tensors.length > 0, () => `${name} expects a non-empty TensorList`)
      const list = tensors.map(atLeast)
      return cat(list, axisOf(list))
    },
    samples: [`torch.${name}([torch.randn(3), torch.randn(3)])`],
  })

const atLeast1 = (tensor: Tensor): Tensor => (tensor.rank === 0 ? reshape(tensor, [1]) : tensor)
const atLeast2 = (tensor: Tensor): Tensor => {
  if (tensor.rank === 0) return reshape(tensor, [1, 1])
  return tensor.rank === 1 ? unsqueeze(tensor, 0) : tensor
}
const atLeast3 = (tensor: Tensor): Tensor => {
  if (tensor.rank === 0) return reshape(tensor, [1, 1, 1])
  if (tensor.rank === 1) return unsqueeze(unsqueeze(tensor, 0), -1)
  return tensor.rank === 2 ? unsqueeze(tensor, -1) : tensor
}
const asColumn = (tensor: Tensor): Tensor => (tensor.rank <= 1 ? reshape(tensor, [tensor.numel, 1]) : tensor)

export const hstack = along(
  'hstack',
  'Joins side by side.',
  ([first]) => (first.rank === 1 ? 0 : 1),
  atLeast1,
)
export const vstack = along('vstack', 'Joins one under the other.', () => 0, atLeast2, ['row_stack'])
export const dstack = along('dstack', 'Joins one behind the other.', () => 2, atLeast3)
export const columnStack = along('column_stack', 'Joins vectors as columns.', () => 1, asColumn)

/** A rank that tensors are raised to: one tensor, a list, or as many arguments. */
const raising = (name: string, doc: string, raised: (tensor: Tensor) => Tensor): void => {
  const faces = { torch: 'native' } as const
  defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc,
    faces,
    composite: ({ input }) => raised(input),
    samples: [`torch.${name}(torch.tensor(1))`],
  })
  for (const list of ['[]', '[*]'] as const) {
    defineOp({
      schema: `${name}.Sequence(Tensor${list} tensors) -> Tensor[]`,
      doc,
      faces,
      composite: ({ tensors }) => (tensors as Tensor[]).map(raised),
    })
  }
}
raising('atleast_1d', 'The tensor with at least one dim.', atLeast1)
raising('atleast_2d', 'The tensor with at least two dims.', atLeast2)
raising('atleast_3d', 'The tensor with at least three dims.', atLeast3)
