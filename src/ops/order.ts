/** Order along a dim: sort, argsort, topk, kthvalue, msort; flip and roll. */
import { copyInto } from '../compute/copy.js'
import { Selector } from '../compute/select.js'
import { allExact, bigintRanks, Sorter } from '../compute/sort.js'
import { forEachRow } from '../compute/strided.js'
import { numbersOf, wordsIn } from '../compute/words.js'
import { bool, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { wrapDim, wrapDims } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { channelsAs, copied, dims, given, keep, like, type Out, reduceDims } from './derive.js'
import { intoIndex } from './extremes.js'
import { notImplementedFor } from './pointwise.js'

// --- sorting --------------------------------------------------------------------------------------------------------

/** Positions 0 … n − 1 in some order, the first of which are wanted. */
type Arrange = (n: number, keyAt: (i: number) => number) => ArrayLike<number>

/** Writes the first elements of every line of `input` along `dim` as `arrange` puts them, with their positions. */
function arrangeLines(
  input: NdArray,
  dim: number,
  [values, indices]: readonly NdArray[],
  arrange: (length: number) => Arrange,
): void {
  const rank = input.shape.length
  const axis = rank === 0 ? -1 : wrapDim(dim, rank)
  const n = axis < 0 ? 1 : input.shape[axis]
  const line = (array: NdArray): { offset: number; strides: readonly number[]; step: number } => {
    const kept = array.shape.length === rank
    const strides = kept ? array.strides.filter((_, i) => i !== axis) : array.strides
    return { offset: array.offset, strides, step: kept ? (array.strides[axis] ?? 0) : 0 }
  }
  const [from, to] = [line(input), line(values)]
  const count = axis < 0 || values.shape.length < rank ? Math.min(1, n) : values.shape[axis]
  const data = input.data as unknown as number[]
  const sorted = values.data as unknown as number[]
  const positions = wordsIn(indices.data as BigInt64Array)
  const wide = input.data instanceof BigInt64Array && !allExact(input.data) ? input.data : null
  const keys = input.data instanceof BigInt64Array ? numbersOf(input.data) : data
  const others = input.shape.filter((_, i) => i !== axis)
  const arranged = arrange(n)
  forEachRow(others, [from, to], ([start, place], rows, [down, along]) => {
    for (let r = 0; r < rows; r++, start += down, place += along) {
      const ranks = wide === null ? null : bigintRanks(n, (i) => wide[start + i * from.step])
      const order = arranged(n, ranks === null ? (i) => keys[start + i * from.step] : (i) => ranks[i])
      for (let k = 0; k < count; k++) {
        const position = order[k]
        const at = place + k * to.step
        sorted[at] = data[start + position * from.step]
        positions[2 * at] = position
        positions[2 * at + 1] = 0
      }
    }
  })
}

/** Sorts every line of `input` along `dim`. */
function sortLines(input: NdArray, dim: number, descending: boolean, outs: readonly NdArray[]): void {
  arrangeLines(input, dim, outs, (length) => {
    const sorter = new Sorter(length)
    return (n, keyAt) => sorter.sort(n, keyAt, descending)
  })
}

interface Selected {
  readonly grad: Tensor
  readonly results: readonly Tensor[]
  readonly meta: Readonly<Record<string, { shape: readonly number[] }>>
  readonly dim: number
}

/** The gradient of selected elements, put back where they were. */
function backToIndex({ grad, results, meta, dim }: Selected): Tensor {
  const { shape } = meta.input
  return shape.length === 0 ? grad : intoIndex(grad, results[1], shape, wrapDim(dim, shape.length))
}

function sortShape({ input, dim }: { input: Tensor; dim: number }): Out[] {
  wrapDim(dim, input.rank)
  if (input.dtype.kind === 'complex') fail('RuntimeError', ' Sort does not support complex dtypes on CPU')
  return [copied(input), copied(input, int64)]
}

/** Elements in order along a dim, and where they were; ties keep their order. Source: torch.sort. */
const stableSort = defineOp({
  schema:
    'sort.stable(Tensor input, *, bool stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)',
  doc: 'Sorts along a dim.',
  out: true,
  gradName: 'SortBackward0',
  shape: sortShape,
  kernel: ({ input, dim, descending }, _, outs) => sortLines(input, dim, descending, outs),
  backward: { input: backToIndex },
  samples: ['torch.sort(torch.randn(3), stable=True)'],
})
export const sort = defineOp({
  schema: 'sort(Tensor input, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)',
  doc: 'Sorts along a dim.',
  out: true,
  shape: sortShape,
  kernel: ({ input, dim, descending }, _, outs) => sortLines(input, dim, descending, outs),
  backward: { input: backToIndex },
  samples: ['torch.sort(torch.randn(3))', 'torch.randn(2, 3).sort(0, descending=True)'],
})

/** Where the elements of the sorted tensor were. Source: torch.argsort. */
defineOp({
  schema: 'argsort.stable(Tensor input, *, bool stable, int dim=-1, bool descending=False) -> Tensor',
  doc: 'Where the elements of the sorted tensor were.',
  out: true,
  composite: ({ input, stable, dim, descending }) => stableSort(input, stable, dim, descending)[1],
  samples: ['torch.argsort(torch.randn(3), stable=True)'],
})
export const argsort = defineOp({
  schema: 'argsort(Tensor input, int dim=-1, bool descending=False) -> Tensor',
  doc: 'Where the elements of the sorted tensor were.',
  composite: ({ input, dim, descending }) => sort(input, dim, descending)[1],
  samples: ['torch.argsort(torch.randn(3))'],
})

/** Sorted along the first dim. Source: torch.msort. */
export const msort = defineOp({
  schema: 'msort(Tensor input) -> Tensor',
  doc: 'Sorts along the first dim.',
  out: true,
  composite: ({ input }) => sort(input, 0)[0],
  samples: ['torch.msort(torch.randn(3, 2))'],
})

/** The k largest or smallest along a dim. RuntimeError where there are fewer. Source: torch.topk. */
export const topk = defineOp({
  schema:
    'topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)',
  doc: 'The k largest elements along a dim, and where they are.',
  out: true,
  shape: ({ input, k, dim }): Out[] => {
    const axis = wrapDim(dim, input.rank)
    check(k >= 0 && k <= (input.rank === 0 ? 1 : input.shape[axis]), () => 'selected index k out of range')
    if (input.dtype === bool) fail('RuntimeError', 'topk does not support bool dtypes on CPU')
    if (input.dtype.kind === 'complex') fail('RuntimeError', ' topk does not support complex dtypes on CPU')
    const sizes = input.shape.map((_, at) => (at === axis ? given(k, 'k') : keep(input, at)))
    return [dims(input.dtype, sizes), dims(int64, sizes)]
  },
  kernel: ({ input, k, dim, largest, sorted }, _, outs) =>
    arrangeLines(input, dim, outs, (length) => {
      const selector = new Selector(length)
      return (n, keyAt) => selector.top(k, n, keyAt, largest, sorted)
    }),
  backward: { input: backToIndex },
  samples: ['torch.topk(torch.randn(5), 2)'],
  errors: ['torch.topk(torch.randn(2), 3)'],
})

/** The k-th smallest along a dim, counted from 1. Source: torch.kthvalue. */
export const kthvalue = defineOp({
  schema: 'kthvalue(Tensor input, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)',
  doc: 'The k-th smallest element along a dim, and where it is.',
  out: true,
  shape: ({ input, k, dim, keepdim }): Out[] => {
    const axis = wrapDim(dim, input.rank)
    const size = input.rank === 0 ? 1 : input.shape[axis]
    if (size === 0) {
      fail('IndexError', `kthvalue(): Expected reduction dim ${axis} to have non-zero size.`)
    }
    check(k >= 1 && k <= size, () => `kthvalue(): selected number k out of range for dimension ${axis}`)
    if (input.dtype === bool || input.dtype.kind === 'complex') notImplementedFor('kthvalue_cpu', input.dtype)
    const sizes = input.rank === 0 ? [] : reduceDims(input, [axis], keepdim)
    return [dims(input.dtype, sizes), dims(int64, sizes)]
  },
  kernel: ({ input, k, dim }, _, outs) =>
    arrangeLines(input, dim, outs, (length) => {
      const selector = new Selector(length)
      return (n, keyAt) => [selector.kth(k - 1, n, keyAt)]
    }),
  backward: {
    input: ({ grad, results, meta, dim, keepdim }): Tensor => {
      const { shape } = meta.input
      if (shape.length === 0) return grad
      const axis = wrapDim(dim, shape.length)
      const full = (tensor: Tensor): Tensor => (keepdim ? tensor : unsqueeze(tensor, axis))
      return intoIndex(full(grad), full(results[1]), shape, axis)
    },
  },
  samples: ['torch.kthvalue(torch.randn(5), 2)'],
  errors: ['torch.kthvalue(torch.randn(5), 6)'],
})

// --- flip and roll --------------------------------------------------------------------------------------------------

/** Dims read backwards, copied. Source: torch.flip. */
export const flip = defineOp({
  schema: 'flip(Tensor input, int[] dims) -> Tensor',
  doc: 'Reverses the given dims.',
  out: true,
  shape: ({ input, dims: which }) => {
    wrapDims(which, input.rank)
    return copied(input)
  },
  kernel: ({ input, dims: which }, out) => {
    const rank = input.shape.length
    const axes = rank === 0 ? [] : which.map((dim) => wrapDim(dim, rank))
    const strides = input.strides.map((step, axis) => (axes.includes(axis) ? -step : step))
    const offset =
      input.offset +
      axes.reduce((sum, axis) => sum + Math.max(0, input.shape[axis] - 1) * input.strides[axis], 0)
    copyInto(out, { ...input, strides, offset })
  },
  backward: { input: ({ grad, dims: which }): Tensor => flip(grad, which) },
  samples: ['torch.flip(torch.arange(3), [0])'],
})

/** Elements moved around the ends of dims, or of the flattened tensor. Source: torch.roll. */
export const roll = defineOp({
  schema: 'roll(Tensor input, int[1] shifts, int[1] dims=[]) -> Tensor',
  doc: 'Moves elements along dims; what falls off one end comes in at the other.',
  shape: ({ input, shifts, dims: which }) => {
    check(shifts.length > 0, () => '`shifts` required')
    check(
      shifts.length === which.length || (which.length === 0 && shifts.length === 1),
      () => `shifts and dimensions must align. shifts: ${shifts.length}, dims:${which.length}`,
    )
    if (input.rank === 0 && which.length > 0)
      fail('IndexError', `Dimension specified as ${which[0]} but tensor has no dimensions`)
    if (input.numel === 0) return like(input)
    for (const dim of which) wrapDim(dim, input.rank)
    // PyTorch joins two pieces along a dim; one that is empty has no channels-last layout to hand on.
    const joined =
      which.length > 0 && which.every((dim, i) => shifts[i] % input.shape[wrapDim(dim, input.rank)] !== 0)
    return joined ? channelsAs(input, like(input)) : like(input)
  },
  kernel: ({ input, shifts, dims: which }, out) => {
    const rank = input.shape.length
    if (rank === 0) copyInto(out, input)
    else if (out.data.length === 0) return
    else if (which.length === 0) {
      const n = out.shape.reduce((total, size) => total * size, 1)
      const straight = { ...out, data: out.data.slice() }
      copyInto(straight, input)
      const line = { offset: 0, shape: [n], strides: [1], dtype: out.dtype }
      rolled({ ...line, data: straight.data }, { ...line, data: out.data }, [shifts[0]])
    } else {
      const by = new Array<number>(rank).fill(0)
      which.forEach((dim, i) => {
        by[wrapDim(dim, rank)] += shifts[i]
      })
      rolled(input, out, by)
    }
  },
  backward: {
    input: ({ grad, shifts, dims: which }): Tensor =>
      roll(
        grad,
        shifts.map((shift) => -shift),
        which,
      ),
  },
  samples: ['torch.roll(torch.arange(4), 1, 0)', 'torch.roll(torch.arange(6).view(2, 3), 1)'],
})

/** Copies the two parts of every rolled dim to where they go. */
function rolled(input: NdArray, out: NdArray, by: readonly number[]): void {
  const step = (dim: number, from: NdArray, to: NdArray): void => {
    if (dim === by.length) {
      copyInto(to, from)
      return
    }
    const size = input.shape[dim]
    const shift = size === 0 ? 0 : ((by[dim] % size) + size) % size
    const part = (array: NdArray, start: number, length: number): NdArray => ({
      ...array,
      offset: array.offset + start * array.strides[dim],
      shape: array.shape.map((each, i) => (i === dim ? length : each)),
    })
    step(dim + 1, part(from, 0, size - shift), part(to, shift, size - shift))
    if (shift > 0) step(dim + 1, part(from, size - shift, shift), part(to, 0, shift))
  }
  step(0, input, out)
}
