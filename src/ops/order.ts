/** Order along a dim: sort, argsort, topk, flip, roll, running sums and products, gather and index_select. */

import { copyInto } from '../compute/copy.js'
import { cast as castArray } from '../compute/pointwise.js'
import { forEachGroup } from '../compute/reduce.js'
import { type Data, int64, isIntegral } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, wrapDim, wrapDims } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { transpose } from './axes.js'
import { defineOp } from './define.js'
import { dims, given, keep, like, type Out } from './derive.js'
import { cat } from './join.js'
import { gatherInto, intoIndex, scatterAdd } from './reductions.js'
import { sliceDim } from './slice.js'

const axisOf = (dim: number, rank: number): number[] => (rank === 0 ? [] : [wrapDim(dim, rank)])

/** Positions within each group in sorted order; nan counts as the largest; ties keep their order. */
function order(data: Data, offsets: ArrayLike<number>, descending: boolean): number[] {
  const list = Array.from({ length: offsets.length }, (_, i) => i)
  const value = (i: number): number => data[offsets[i]] as number
  return list.sort((i, j) => {
    const [a, b] = [value(i), value(j)]
    const [na, nb] = [Number.isNaN(a), Number.isNaN(b)]
    const way = na || nb ? (na === nb ? 0 : na ? 1 : -1) : a < b ? -1 : a > b ? 1 : 0
    return (descending ? -way : way) || i - j
  })
}

/** Where the elements of a group stand in the output, in order. */
function writeGroups(
  input: NdArray,
  outs: readonly NdArray[],
  axes: readonly number[],
  pick: (offsets: ArrayLike<number>) => number[],
): void {
  const [values, indices] = outs
  const places: number[][] = []
  forEachGroup(values, axes, (_, offsets) => places.push([...offsets]))
  const to = values.data as unknown as (number | bigint)[]
  const at = indices.data as BigInt64Array
  forEachGroup(input, axes, (group, offsets) => {
    pick(offsets).forEach((position, k) => {
      const place = places[group][k]
      to[place] = input.data[offsets[position]]
      at[place] = BigInt(position)
    })
  })
}

const backToIndex = ({
  grad,
  results,
  meta,
  dim,
}: {
  grad: Tensor
  results: readonly Tensor[]
  meta: Readonly<Record<string, { shape: readonly number[] }>>
  dim: number
}): Tensor => {
  const { shape } = meta.input
  return shape.length === 0 ? grad : intoIndex(grad, results[1], shape, wrapDim(dim, shape.length))
}

/** Elements in order along a dim, and where they were. Source: torch.sort. */
export const sort = defineOp({
  schema: 'sort(Tensor input, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)',
  doc: 'Sorts along a dim.',
  out: true,
  shape: ({ input, dim }): Out[] => {
    axisOf(dim, input.rank)
    return [like(input), like(input, int64)]
  },
  kernel: ({ input, dim, descending }, _, outs) =>
    writeGroups(input, outs, axisOf(dim, input.shape.length), (offsets) =>
      order(input.data, offsets, descending),
    ),
  backward: { input: backToIndex },
  samples: ['torch.sort(torch.randn(3))'],
})

export const argsort = defineOp({
  schema: 'argsort(Tensor input, int dim=-1, bool descending=False) -> Tensor',
  doc: 'Where the elements of the sorted tensor were.',
  composite: ({ input, dim, descending }) => sort(input, dim, descending)[1],
  samples: ['torch.argsort(torch.randn(3))'],
})

/** The k largest or smallest along a dim. Source: torch.topk. */
export const topk = defineOp({
  schema:
    'topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)',
  doc: 'The k largest elements along a dim, and where they are.',
  out: true,
  shape: ({ input, k, dim }): Out[] => {
    const [axis] = axisOf(dim, input.rank)
    check(k >= 0 && k <= (axis === undefined ? 1 : input.shape[axis]), () => 'selected index k out of range')
    const sizes = input.shape.map((_, at) => (at === axis ? given(k, 'k') : keep(input, at)))
    return [dims(input.dtype, sizes), dims(int64, sizes)]
  },
  kernel: ({ input, k, dim, largest }, _, outs) =>
    writeGroups(input, outs, axisOf(dim, input.shape.length), (offsets) =>
      order(input.data, offsets, largest).slice(0, k),
    ),
  backward: { input: backToIndex },
  samples: ['torch.topk(torch.randn(5), 2)'],
})

/** Dims read backwards, copied. Source: torch.flip. */
export const flip = defineOp({
  schema: 'flip(Tensor input, int[] dims) -> Tensor',
  doc: 'Reverses the given dims.',
  shape: ({ input, dims: which }) => {
    wrapDims(which, input.rank)
    return like(input)
  },
  kernel: ({ input, dims: which }, out) => {
    const axes = which.map((dim) => wrapDim(dim, input.shape.length))
    const strides = input.strides.map((step, axis) => (axes.includes(axis) ? -step : step))
    const offset =
      input.offset +
      axes.reduce((sum, axis) => sum + Math.max(0, input.shape[axis] - 1) * input.strides[axis], 0)
    copyInto(out, { ...input, strides, offset })
  },
  backward: { input: ({ grad, dims: which }): Tensor => flip(grad, which) },
  samples: ['torch.flip(torch.arange(3), [0])'],
})

/** Elements moved around the ends of dims. Source: torch.roll. */
export const roll = defineOp({
  schema: 'roll(Tensor input, int[1] shifts, int[1] dims=[]) -> Tensor',
  doc: 'Moves elements along dims; what falls off one end comes in at the other.',
  composite: ({ input, shifts, dims: which }): Tensor => {
    check(which.length > 0, () => 'ishape: roll without dims is not available here')
    check(
      shifts.length === which.length,
      () => `shifts and dimensions must align. shifts: ${shifts.length}, dims:${which.length}`,
    )
    return which.reduce<Tensor>((tensor, dim, i) => {
      const axis = wrapDim(dim, tensor.rank)
      const size = tensor.shape[axis]
      if (size === 0) return tensor
      const cut = ((-shifts[i] % size) + size) % size
      return cut === 0
        ? tensor
        : cat([sliceDim(tensor, axis, cut, size, 1), sliceDim(tensor, axis, 0, cut, 1)], axis)
    }, input)
  },
  samples: ['torch.roll(torch.arange(4), 1, 0)'],
})

/** Running totals along a dim. */
const running = (
  name: 'cumsum' | 'cumprod',
  step: (a: number, b: number) => number,
  whole: (a: bigint, b: bigint) => bigint,
) =>
  defineOp({
    schema: `${name}(Tensor input, int dim, *, dtype? dtype=None) -> Tensor`,
    doc: `Running ${name === 'cumsum' ? 'sums' : 'products'} along a dim.`,
    inplace: true,
    out: true,
    shape: ({ input, dim, dtype }) => {
      axisOf(dim, input.rank)
      return like(input, dtype ?? (isIntegral(input.dtype) ? int64 : input.dtype))
    },
    kernel: ({ input, dim }, out) => {
      const source = castArray(input, out.dtype)
      const places: number[][] = []
      const axes = axisOf(dim, input.shape.length)
      forEachGroup(out, axes, (_, offsets) => places.push([...offsets]))
      const to = out.data as unknown as (number | bigint)[]
      const combine = (source.data instanceof BigInt64Array ? whole : step) as (
        a: number | bigint,
        b: number | bigint,
      ) => number | bigint
      forEachGroup(source, axes, (group, offsets) => {
        let total: number | bigint = 0
        for (let k = 0; k < offsets.length; k++) {
          const value = source.data[offsets[k]]
          total = k === 0 ? value : combine(total, value)
          to[places[group][k]] = total
        }
      })
    },
    backward:
      name === 'cumsum'
        ? {
            input: ({ grad, dim }): Tensor =>
              grad.rank === 0
                ? grad
                : flip((cumsum as unknown as (t: Tensor, d: number) => Tensor)(flip(grad, [dim]), dim), [
                    dim,
                  ]),
          }
        : {
            input: () => fail('NotImplementedError', 'ishape: the gradient of cumprod is not available here'),
          },
    samples: [`torch.${name}(torch.arange(1, 4), 0)`],
  })
export const cumsum = running(
  'cumsum',
  (a, b) => a + b,
  (a, b) => BigInt.asIntN(64, a + b),
)
export const cumprod = running(
  'cumprod',
  (a, b) => a * b,
  (a, b) => BigInt.asIntN(64, a * b),
)

// --- gather -------------------------------------------------------------------------------------------------------

function checkIndex(name: string, input: Tensor, dim: number, index: Tensor): number {
  check(index.dtype === int64, () => `${name}(): Expected dtype int64 for index`)
  check(
    index.rank === input.rank || input.rank === 0 || index.rank === 0,
    () =>
      `Index tensor must have the same number of dimensions as ${name === 'gather' ? 'input' : 'self'} tensor`,
  )
  const axis = wrapDim(dim, input.rank)
  if (index.device !== 'meta') {
    const size = input.rank === 0 ? 1 : input.shape[axis]
    const { data } = index.read()
    for (const value of data as BigInt64Array) {
      if (value < 0n || value >= BigInt(size))
        fail('RuntimeError', `index ${value} is out of bounds for dimension ${axis} with size ${size}`)
    }
  }
  return axis
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
    return dims(
      input.dtype,
      index.shape.map((_, at) => keep(index, at)),
    )
  },
  kernel: ({ input, dim, index }, out) =>
    gatherInto(out, input, index, input.shape.length === 0 ? 0 : wrapDim(dim, input.shape.length)),
  backward: {
    input: ({ grad, index, meta, dim }) =>
      intoIndex(grad, index, meta.input.shape, wrapDim(dim, meta.input.shape.length)),
  },
  samples: ['torch.gather(torch.arange(6).view(2, 3), 1, torch.tensor([[0], [2]]))'],
})

/** Elements of src added where index says. Source: torch.scatter_add. */
export const scatterAddOp = defineOp({
  schema: 'scatter_add(Tensor input, int dim, Tensor index, Tensor src) -> Tensor',
  doc: 'Adds elements where index says.',
  inplace: true,
  shape: ({ input, dim, index }) => {
    checkIndex('scatter', input, dim, index)
    return like(input)
  },
  kernel: ({ input, dim, index, src }, out) => {
    copyInto(out, input)
    scatterAdd(out, src, index, wrapDim(dim, input.shape.length))
  },
  backward: {
    input: ({ grad }) => grad,
    src: ({ grad, dim, index }) => gather(grad, dim, index),
  },
  samples: ['torch.zeros(3).scatter_add(0, torch.tensor([0, 0, 2]), torch.ones(3))'],
})

/** Indices of one dim. Source: torch.index_select. */
export const indexSelect = defineOp({
  schema: 'index_select(Tensor input, int dim, Tensor index) -> Tensor',
  doc: 'Picks whole slices of a dim by their indices.',
  out: true,
  composite: ({ input, dim, index }): Tensor => {
    check(index.rank <= 1, () => 'index_select(): Index is supposed to be a vector')
    const axis = wrapDim(dim, input.rank)
    const moved = transpose(input, 0, axis)
    const list = Array.from(index.read().data as ArrayLike<number | bigint>, Number)
    const size = input.shape[axis]
    for (const i of list) if (i < 0 || i >= size) fail('IndexError', 'index out of range in self')
    if (list.length === 0) return transpose(sliceDim(moved, 0, 0, 0, 1), 0, axis)
    return transpose(
      cat(
        list.map((i) => sliceDim(moved, 0, i, i + 1, 1)),
        0,
      ),
      0,
      axis,
    )
  },
  samples: ['torch.index_select(torch.arange(6).view(2, 3), 1, torch.tensor([0, 2]))'],
})
