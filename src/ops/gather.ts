/** Elements by integer indices: gather, take, index_select, take_along_dim, repeat_interleave. */
import { alongDim, gatherInto, scatterAdd, wordsOf } from '../compute/scatter.js'
import { dense } from '../compute/strided.js'
import { int32, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { broadcastPair, formatSizes, numel, wrapDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { expand, unsqueeze } from './axes.js'
import { solid } from './copy.js'
import { defineOp } from './define.js'
import { counted, dims, fresh, keep, restate, sizeRule } from './derive.js'
import { intoIndex } from './extremes.js'
import { zeros } from './factory.js'
import { notImplementedFor } from './pointwise.js'
import { flatten, reshape, view } from './view.js'

/** Calls `wrong(index)` for the first index outside [low, high). Reads the data, as PyTorch checks at once. */
export function checkRange(index: Tensor, low: number, high: number, wrong: (value: number) => never): void {
  if (index.device === 'meta') return
  const list = dense(index.read())
  for (let i = 0; i < list.length; i++) {
    const value = Number(list[i])
    if (value < low || value >= high) wrong(value)
  }
}

const isIndex = ({ dtype }: Tensor): boolean => dtype === int64 || dtype === int32

/** What gather and the scatter family ask of their index; gives the dim's number. */
export function checkIndex(name: string, input: Tensor, dim: number, index: Tensor): number {
  const axis = wrapDim(dim, input.rank)
  check(isIndex(index), () => `${name}(): Expected dtype int32/int64 for index`)
  check(
    Math.max(index.rank, 1) === Math.max(input.rank, 1),
    () =>
      `Index tensor must have the same number of dimensions as ${name === 'gather' ? 'input' : 'self'} tensor`,
  )
  return axis
}

export function checkInside(input: Tensor, axis: number, index: Tensor): void {
  const size = input.rank === 0 ? 1 : input.shape[axis]
  checkRange(index, 0, size, (value) =>
    fail('RuntimeError', `index ${value} is out of bounds for dimension ${axis} with size ${size}`),
  )
}

/** Elements of input where index says, along one dim. Source: torch.gather. */
export const gather = defineOp({
  schema: 'gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor',
  doc: 'Picks elements along a dim by their indices.',
  out: true,
  shape: ({ input, dim, index }) => {
    const axis = checkIndex('gather', input, dim, index)
    index.shape.forEach((size, at) => {
      check(
        at === axis || size <= input.shape[at],
        () =>
          `Size does not match at dimension ${at} expected index ${formatSizes(index.shape)} to be no larger than self ${formatSizes(input.shape)} apart from dimension ${axis}`,
      )
    })
    checkInside(input, axis, index)
    return dims(
      input.dtype,
      index.shape.map((_, at) => keep(index, at)),
    )
  },
  kernel: ({ input, dim, index }, out) =>
    gatherInto(out, input, index, wrapDim(dim, Math.max(input.shape.length, 1))),
  backward: {
    input: ({ grad, index, meta, dim }) =>
      intoIndex(grad, index, meta.input.shape, wrapDim(dim, Math.max(meta.input.shape.length, 1))),
  },
  samples: ['torch.gather(torch.arange(6).view(2, 3), 1, torch.tensor([[0], [2]]))'],
  errors: ['torch.gather(torch.arange(3), 0, torch.tensor([3]))'],
})

/** Whole slices of a dim by their indices. Source: torch.index_select. */
export const indexSelect = defineOp({
  schema: 'index_select(Tensor input, int dim, Tensor index) -> Tensor',
  doc: 'Picks whole slices of a dim by their indices.',
  out: true,
  shape: ({ input, dim, index }) => {
    const axis = wrapDim(dim, input.rank)
    if (index.rank > 1) fail('IndexError', 'index_select(): Index is supposed to be a vector')
    check(isIndex(index), () => 'index_select(): Expected dtype int32 or int64 for index')
    check(
      input.rank > 0 || index.numel === 1,
      () => `index_select(): Index to scalar can have only 1 value, got ${index.numel} value(s)`,
    )
    const size = input.rank === 0 ? 1 : input.shape[axis]
    checkRange(index, 0, size, (value) =>
      axis > 0
        ? fail('RuntimeError', `INDICES element is out of DATA bounds, id=${value} axis_dim=${size}`)
        : fail('IndexError', 'index out of range in self'),
    )
    return dims(
      input.dtype,
      input.shape.map((_, at) =>
        at !== axis ? keep(input, at) : index.rank === 1 ? keep(index, 0) : fresh(1, 'one index'),
      ),
    )
  },
  kernel: ({ input, dim, index }, out) => {
    const axis = wrapDim(dim, input.shape.length)
    gatherInto(out, input, alongDim(index, out.shape, axis), axis)
  },
  backward: {
    input: ({ grad, index, meta, dim }): Tensor => addSlices(grad, index, [...meta.input.shape], dim),
  },
  samples: ['torch.index_select(torch.arange(6).view(2, 3), 1, torch.tensor([0, 2]))'],
  errors: ['torch.index_select(torch.arange(3), 0, torch.tensor([3]))'],
})

/** Zeros of the given size with slices added where the index says: the gradient of index_select. */
const addSlices = defineOp({
  schema: '_index_select_backward(Tensor grad_output, Tensor index, int[] size, int dim) -> Tensor',
  doc: 'Zeros with slices added at their indices.',
  faces: { private: 'native' },
  gradName: 'IndexAddBackward0',
  shape: ({ grad_output, size }) =>
    dims(
      grad_output.dtype,
      size.map((n) => fresh(n, 'as before')),
    ),
  kernel: ({ grad_output, index, dim }, out) => {
    const axis = wrapDim(dim, out.shape.length)
    scatterAdd(out, grad_output, alongDim(index, grad_output.shape, axis), axis)
  },
  backward: { grad_output: ({ grad, index, dim }) => indexSelect(grad, dim, index) },
})

/** Elements by their position in the flattened tensor. Source: torch.take. */
export const take = defineOp({
  schema: 'take(Tensor input, Tensor index) -> Tensor',
  doc: 'Picks elements by their position in the flattened tensor.',
  out: true,
  shape: ({ input, index }) => {
    check(
      index.dtype === int64,
      () => `take(): Expected a long tensor for index, but got ${index.dtype.scalarType}`,
    )
    const n = input.numel
    if (n === 0 && index.numel > 0) fail('IndexError', 'take(): tried to take from an empty tensor')
    checkRange(index, -n, n, (value) =>
      fail('IndexError', `out of range: tried to access index ${value} on a tensor of ${n} elements.`),
    )
    return dims(
      input.dtype,
      index.shape.map((_, at) => keep(index, at)),
    )
  },
  kernel: ({ input, index }, out) => {
    const from = dense(input) as unknown as number[]
    const at = dense(index)
    const n = numel(input.shape)
    const to = out.data as unknown as number[]
    const { width } = out.dtype
    for (let i = 0; i < at.length; i++) {
      const place = Number(at[i]) + (at[i] < 0 ? n : 0)
      for (let w = 0; w < width; w++) to[i * width + w] = from[place * width + w]
    }
  },
  backward: {
    input: ({ grad, index, meta }): Tensor => {
      const { shape } = meta.input
      const n = numel(shape)
      const flat = zeros([n], null, grad.dtype, null, grad.device)
      return reshape(takeBack(flat, index, grad), [...shape])
    },
  },
  samples: ['torch.take(torch.arange(6).view(2, 3), torch.tensor([0, -1]))'],
})

/** Values added at positions of a flat tensor. */
const takeBack = defineOp({
  schema: '_take_backward(Tensor input, Tensor index, Tensor values) -> Tensor',
  doc: 'Adds values at positions.',
  faces: { private: 'native' },
  gradName: 'PutBackward0',
  shape: ({ input }) => dims(input.dtype, [keep(input, 0)]),
  kernel: ({ index, values }, out) => {
    const at = dense(index)
    const from = dense(values) as unknown as number[]
    const to = out.data as unknown as number[]
    const [n] = out.shape
    const { width } = out.dtype
    for (let i = 0; i < at.length; i++) {
      const place = Number(at[i]) + (at[i] < 0 ? n : 0)
      for (let w = 0; w < width; w++) to[place * width + w] += from[i * width + w]
    }
  },
  backward: { values: ({ grad, index }) => take(grad, index) },
})

/** gather with the index broadcast against the input; without a dim over the flattened tensor. Source: torch.take_along_dim. */
export const takeAlongDim = defineOp({
  schema: 'take_along_dim(Tensor input, Tensor indices, int? dim=None) -> Tensor',
  doc: 'Picks elements along a dim by their indices, which are broadcast.',
  out: true,
  composite: ({ input, indices, dim }) => {
    check(
      indices.dtype === int64,
      () => `torch.take_along_dim(): dtype of indices should be Long but got ${indices.dtype.scalarType}`,
    )
    if (dim === null) return gather(flatten(input), 0, flatten(indices))
    check(
      input.rank === indices.rank,
      () =>
        `torch.take_along_dim(): input and indices should have the same number of dimensions, but got ${input.rank} dimensions for input, and ${indices.rank} dimensions for indices`,
    )
    const axis = wrapDim(dim, input.rank)
    const except = ({ shape }: Tensor): number[] => shape.map((size, at) => (at === axis ? 1 : size))
    const common = broadcastPair(except(input), except(indices))
    const stretched = (tensor: Tensor): Tensor =>
      expand(
        tensor,
        common.map((size, at) => (at === axis ? tensor.shape[axis] : size)),
      )
    return gather(stretched(input), axis, stretched(indices))
  },
  samples: ['torch.take_along_dim(torch.arange(6).view(2, 3), torch.tensor([[0]]), 1)'],
})

// --- repeat_interleave --------------------------------------------------------------------------------------------

/** Elements of a dim as often as `repeats` says; without a dim, of the flattened tensor. Source: torch.repeat_interleave. */
defineOp({
  schema:
    'repeat_interleave.self_Tensor(Tensor input, Tensor repeats, int? dim=None, *, int? output_size=None) -> Tensor',
  doc: 'Repeats elements, each as often as repeats says.',
  composite: ({ input, repeats, dim, output_size }) => {
    const source = dim === null ? flatten(input) : input
    const axis = wrapDim(dim ?? 0, source.rank)
    check(repeats.rank <= 1, () => 'repeats must be 0-dim or 1-dim tensor')
    const size = source.shape[axis]
    const single = repeats.rank === 0 || repeats.shape[0] === 1
    check(
      single || repeats.shape[0] === size,
      () =>
        `repeats must have the same size as input along dim, but got repeats.size(0) = ${repeats.shape[0]} and input.size(${axis}) = ${size}`,
    )
    const list = single ? expand(reshape(repeats, [1]), [size]) : repeats
    return indexSelect(source, axis, repeatIndices(list, output_size))
  },
  samples: ['torch.repeat_interleave(torch.arange(2), torch.tensor([1, 2]))'],
})
/** Each index as often as `repeats` says: [2, 1] → [0, 0, 1]. The size depends on data, which is read at once. */
export const repeatIndices = defineOp({
  schema: 'repeat_interleave.Tensor(Tensor repeats, *, int? output_size=None) -> Tensor',
  doc: 'Each index as often as repeats says.',
  faces: { torch: 'native' },
  shape: ({ repeats, output_size }) => {
    check(repeats.rank === 1, () => 'repeat_interleave only accept 1D vector as repeat')
    if (!isIndex(repeats)) notImplementedFor('repeat_interleave_cpu', repeats.dtype)
    let total = 0
    checkRange(repeats, 0, Infinity, () => fail('RuntimeError', 'repeats can not be negative'))
    for (const each of dense(repeats.read())) total += Number(each)
    check(output_size === null || output_size === total, () => 'allocated size does not match required size')
    return dims(repeats.dtype, [counted(total, 'the sum of repeats')])
  },
  kernel: ({ repeats }, out) => {
    const { words, scale } = wordsOf({ ...repeats, data: dense(repeats) })
    const to = out.data as unknown as (number | bigint)[]
    const [n] = repeats.shape
    let at = 0
    for (let i = 0; i < n; i++) {
      const value = scale === 2 ? BigInt(i) : i
      for (let k = words[i * scale]; k > 0; k--) to[at++] = value
    }
  },
  samples: ['torch.repeat_interleave(torch.tensor([1, 2]))'],
})

const repeated = sizeRule('size * repeats')

defineOp({
  schema:
    'repeat_interleave.self_int(Tensor input, int repeats, int? dim=None, *, int? output_size=None) -> Tensor',
  doc: 'Repeats every element.',
  composite: ({ input, repeats, dim, output_size }) => {
    const source = dim === null ? flatten(input) : input
    const axis = wrapDim(dim ?? 0, source.rank)
    check(repeats >= 0, () => 'Repeats must be non-negative')
    const n = source.shape[axis] * repeats
    check(
      output_size === null || output_size === n,
      () => `repeat_interleave: Invalid output_size, expected ${n} but got ${output_size}`,
    )
    const sizes = source.shape.flatMap((size, at) => (at === axis ? [size, repeats] : [size]))
    const apart = solid(expand(unsqueeze(source, axis + 1), sizes))
    const result = view(
      apart,
      source.shape.map((size, at) => (at === axis ? n : size)),
    )
    restate(result, 'repeat_interleave', [source], () =>
      source.shape.map((_, at) =>
        at === axis ? repeated({ size: [source, axis], repeats }) : keep(source, at),
      ),
    )
    return result
  },
  samples: ['torch.repeat_interleave(torch.arange(2), 2)', 'torch.ones(2, 3).repeat_interleave(2, dim=1)'],
})
