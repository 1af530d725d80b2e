/**
 * Finding and counting: nonzero, masked_select, isin, searchsorted, unique, bincount, histograms. The sizes of most depend on
 * data, which is read when the operator runs.
 */
import { copyInto } from '../compute/copy.js'
import { allExact, Sorter, sortBigints } from '../compute/sort.js'
import { dense } from '../compute/strided.js'
import { bool, float64, int32, int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { contiguousStrides, formatSizes, numel, sameShape, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { type Argument, Sequence, typeNameOf } from './argument.js'
import { expand, unsqueeze } from './axes.js'
import { where } from './choose.js'
import { defineOp } from './define.js'
import { broadcast, counted, dims, fresh, given, keep, like, type Out } from './derive.js'
import { zeros } from './factory.js'
import { notImplementedFor } from './pointwise.js'
import { maskedScatter } from './scatter.js'
import { unbind } from './slice.js'

const metaless = (name: string, tensor: Tensor): void => {
  if (tensor.device === 'meta')
    fail('NotImplementedError', `${name}: the shape depends on data, which a meta tensor lacks`)
}

// --- nonzero --------------------------------------------------------------------------------------------------------

/** Positions, in row-major order, of the elements that are not 0. */
function positionsOf(array: NdArray): Int32Array {
  const data = dense(array) as NumberData
  const { width } = array.dtype
  const n = data.length / width
  const zero = (array.dtype === int64 ? 0n : 0) as number
  const found = new Int32Array(n)
  let count = 0
  for (let i = 0; i < n; i++) {
    if (data[i * width] !== zero || (width === 2 && data[2 * i + 1] !== 0)) found[count++] = i
  }
  return found.subarray(0, count)
}

/** Indices of the elements that are not 0, a row each. Source: torch.nonzero. */
export const nonzero = defineOp({
  schema: 'nonzero(Tensor input) -> Tensor',
  doc: 'The indices of the elements that are not 0, a row each.',
  out: true,
  shape: ({ input }) => {
    metaless('nonzero', input)
    const count = positionsOf(input.read()).length
    return {
      ...dims(int64, [counted(count, 'elements that are not 0'), fresh(input.rank, 'dims of input')]),
      // One dim after the other, as PyTorch has it.
      layout: count === 0 ? null : [1, count],
    }
  },
  kernel: ({ input }, out) => {
    const { shape } = input
    const to = out.data as BigInt64Array
    const steps = contiguousStrides(shape)
    let at = 0
    for (const position of positionsOf(input)) {
      for (let dim = 0; dim < shape.length; dim++) {
        to[at++] = BigInt(Math.floor(position / steps[dim]) % shape[dim])
      }
    }
  },
  samples: ['torch.nonzero(torch.tensor([0, 1, 2]))'],
})

/** One index tensor for each dim: what `x[…]` takes. */
function nonzeroTuple(input: Tensor): Tensor[] {
  return unbind(nonzero(input.rank === 0 ? unsqueeze(input, 0) : input), 1)
}

defineOp({
  schema: 'nonzero.as_tuple(Tensor input, *, bool as_tuple) -> any',
  doc: 'The indices of the elements that are not 0, a row each, or a tensor for each dim.',
  composite: ({ input, as_tuple }) => (as_tuple ? nonzeroTuple(input) : nonzero(input)),
  samples: ['torch.nonzero(torch.tensor([0, 1, 2]), as_tuple=True)'],
})

defineOp({
  schema: 'argwhere(Tensor input) -> Tensor',
  doc: 'The indices of the elements that are not 0, a row each.',
  composite: ({ input }) => nonzero(input),
  samples: ['torch.argwhere(torch.tensor([0, 1, 2]))'],
})

/** The indices where the condition holds. Source: torch.where with one argument. */
defineOp({
  schema: 'where(Tensor condition) -> Tensor[]',
  doc: 'The indices where condition is not 0, a tensor for each dim.',
  faces: { torch: 'native' },
  composite: ({ condition }) => nonzeroTuple(condition),
  samples: ['torch.where(torch.tensor([0, 1, 2]))'],
})
defineOp({
  schema: 'where.method(Tensor input, Tensor condition, Operand other) -> Tensor',
  doc: 'Its own elements where condition is true, those of other elsewhere.',
  faces: { Tensor: 'native' },
  composite: ({ input, condition, other }) => where(condition, input, other),
  samples: ['torch.ones(3).where(torch.tensor([True, False, True]), 0.0)'],
})

/** The elements where the mask is true, in a row. Source: torch.masked_select. */
export const maskedSelect = defineOp({
  schema: 'masked_select(Tensor input, Tensor mask) -> Tensor',
  doc: 'The elements where mask is true, in one dim.',
  out: true,
  shape: ({ input, mask }) => {
    check(mask.dtype === bool, () => 'masked_select: expected BoolTensor for mask')
    metaless('masked_select', mask)
    const { shape } = broadcast(bool, mask, input)
    const count = positionsOf(expand(mask, [...shape]).read()).length
    return dims(input.dtype, [counted(count, 'elements where mask is true')])
  },
  kernel: ({ input, mask }, out) => {
    const shape = broadcastOf(input, mask)
    const whole = (array: NdArray): NdArray => {
      const data = new array.dtype.array(numel(shape) * array.dtype.width)
      const copy = { data, offset: 0, shape, strides: contiguousStrides(shape), dtype: array.dtype }
      copyInto(copy, array)
      return copy
    }
    const from = whole(input).data as unknown as number[]
    const to = out.data as unknown as number[]
    const { width } = out.dtype
    let at = 0
    for (const position of positionsOf(whole(mask)))
      for (let w = 0; w < width; w++) to[at++] = from[position * width + w]
  },
  backward: {
    input: ({ grad, mask, meta }): Tensor => {
      const shape = broadcastOf(meta.input, mask)
      return maskedScatter(zeros([...shape], null, grad.dtype), mask, grad)
    },
  },
  samples: ['torch.masked_select(torch.arange(3), torch.tensor([True, False, True]))'],
})

function broadcastOf(
  a: { readonly shape: readonly number[] },
  b: { readonly shape: readonly number[] },
): number[] {
  const rank = Math.max(a.shape.length, b.shape.length)
  return Array.from({ length: rank }, (_, i) => {
    const x = a.shape[i - rank + a.shape.length] ?? 1
    return x === 1 ? (b.shape[i - rank + b.shape.length] ?? 1) : x
  })
}

// --- searchsorted ---------------------------------------------------------------------------------------------------

/** How many elements of a sorted line are before each value. */
function insertionPoints(
  lines: NumberData,
  n: number,
  values: NumberData,
  perLine: number,
  right: boolean,
  sorter: ArrayLike<number | bigint> | null,
  out: NdArray,
): void {
  const to = out.data as unknown as (number | bigint)[]
  const big = out.dtype === int64
  for (let i = 0; i < values.length; i++) {
    const start = lines.length === n ? 0 : Math.floor(i / perLine) * n
    const value = values[i]
    let low = 0
    let high = n
    while (low < high) {
      const middle = (low + high) >> 1
      const each = lines[start + (sorter === null ? middle : Number(sorter[start + middle]))]
      if (right ? !(each > value) : !(each >= value)) low = middle + 1
      else high = middle
    }
    to[i] = big ? BigInt(low) : low
  }
}

const searchFunction = 'torch.searchsorted()'

interface Search {
  readonly sorted_sequence: Tensor
  readonly out_int32: boolean
  readonly right: boolean
  readonly side: string | null
  readonly sorter: Tensor | null
}

function searchShape(
  values: Tensor,
  { sorted_sequence: sequence, out_int32, right, side, sorter }: Search,
): Out {
  if (values.rank === 0 && sequence.rank !== 1) {
    fail(
      'RuntimeError',
      `${searchFunction}: input value can be a scalar only when boundaries tensor dimension is 1, but we got boundaries tensor dim(${sequence.rank}) and input value's dim(${values.rank}) numel(${values.numel})`,
    )
  }
  check(
    sequence.rank === 1 || sameShape(sequence.shape.slice(0, -1), values.shape.slice(0, -1)),
    () =>
      `${searchFunction}: boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor ${formatSizes(sequence.shape)} and input value tensor ${formatSizes(values.shape)}`,
  )
  if (side !== null) {
    check(
      side === 'left' || side === 'right',
      () => `${searchFunction}: side can only be 'left' or 'right' but got ${side}`,
    )
    check(
      !(side === 'left' && right),
      () =>
        `${searchFunction}: side and right can't be set to opposites, got side of left while right was True`,
    )
  }
  if (sorter !== null) {
    check(
      sameShape(sequence.shape, sorter.shape),
      () =>
        `${searchFunction}: boundary and sorter must have the same size, but got boundary tensor ${formatSizes(sequence.shape)}and got sorter tensor ${formatSizes(sorter.shape)}`,
    )
    check(
      sorter.dtype === int64,
      () =>
        `${searchFunction}: sorter must be a tensor of long dtype but got dtype ${sorter.dtype.scalarType}`,
    )
    const n = sequence.shape[sequence.rank - 1]
    if (sorter.device !== 'meta') {
      for (const each of dense(sorter.read()))
        check(each >= 0 && each < n, () => `${searchFunction}: sorter index out of range`)
    }
  }
  return like(values, out_int32 ? int32 : int64)
}

interface SearchArrays {
  readonly sorted_sequence: NdArray
  readonly right: boolean
  readonly side: string | null
  readonly sorter: NdArray | null
}

function searchKernel(
  values: NdArray,
  { sorted_sequence, right, side, sorter }: SearchArrays,
  out: NdArray,
): void {
  insertionPoints(
    dense(sorted_sequence) as NumberData,
    sorted_sequence.shape[sorted_sequence.shape.length - 1],
    dense(values) as NumberData,
    values.shape[values.shape.length - 1] ?? 1,
    right || side === 'right',
    sorter === null ? null : dense(sorter),
    out,
  )
}

const SEARCH = '*, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor'

/** Where each value would be inserted to keep the order. Source: torch.searchsorted. */
export const searchsorted = defineOp({
  schema: `searchsorted.Tensor(Tensor sorted_sequence, Tensor input, ${SEARCH}`,
  doc: 'Where each value belongs in a sorted sequence.',
  faces: { torch: 'native' },
  out: true,
  shape: (args) => searchShape(args.input, args),
  kernel: (args, out) => searchKernel(args.input, args, out),
  samples: ['torch.searchsorted(torch.tensor([1, 3, 5]), torch.tensor([3, 6]))'],
})
defineOp({
  schema: `searchsorted.Scalar(Tensor sorted_sequence, Operand self, ${SEARCH}`,
  doc: 'Where a number belongs in a sorted sequence.',
  faces: { torch: 'native' },
  out: true,
  shape: (args) => searchShape(args.self, args),
  kernel: (args, out) => searchKernel(args.self, args, out),
  samples: ['torch.searchsorted(torch.tensor([1, 3, 5]), 3)'],
})

const bucketShape = (values: Tensor, boundaries: Tensor, out_int32: boolean): Out => {
  check(boundaries.rank === 1, () => `boundaries tensor must be 1 dimension, but got dim(${boundaries.rank})`)
  return like(values, out_int32 ? int32 : int64)
}

/** The bucket of each value between boundaries. Source: torch.bucketize. */
defineOp({
  schema:
    'bucketize.Tensor(Tensor input, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor',
  doc: 'The number of the bucket that each value falls into.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ input, boundaries, out_int32 }) => bucketShape(input, boundaries, out_int32),
  kernel: ({ input, boundaries, right }, out) =>
    searchKernel(input, { sorted_sequence: boundaries, right, side: null, sorter: null }, out),
  samples: ['torch.bucketize(torch.tensor([3, 6]), torch.tensor([1, 3, 5]))'],
})
defineOp({
  schema:
    'bucketize.Scalar(Operand self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor',
  doc: 'The number of the bucket that a number falls into.',
  faces: { torch: 'native' },
  shape: ({ self, boundaries, out_int32 }) => bucketShape(self, boundaries, out_int32),
  kernel: ({ self, boundaries, right }, out) =>
    searchKernel(self, { sorted_sequence: boundaries, right, side: null, sorter: null }, out),
  samples: ['torch.bucketize(3, torch.tensor([1, 3, 5]))'],
})

// --- unique ---------------------------------------------------------------------------------------------------------

interface Groups {
  /** A position of each group's element, in the order of the result. */
  readonly firsts: number[]
  /** The group of each position. */
  readonly inverse: Int32Array
  readonly counts: number[]
}

type Same = (a: number, b: number) => boolean

/** Groups of equal neighbours in `order`. */
function groupsIn(order: ArrayLike<number>, n: number, same: Same): Groups {
  const firsts: number[] = []
  const counts: number[] = []
  const inverse = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const at = order[i]
    if (i === 0 || !same(order[i - 1], at)) {
      firsts.push(at)
      counts.push(0)
    }
    counts[counts.length - 1]++
    inverse[at] = counts.length - 1
  }
  return { firsts, inverse, counts }
}

/** The order of the elements by value. */
function sortedOrder(data: ArrayLike<number | bigint>, n: number): Int32Array {
  if (data instanceof BigInt64Array && !allExact(data)) return sortBigints(n, (i) => data[i], false)
  return new Sorter(n).sort(n, (i) => Number(data[i]), false)
}

/** Groups of equal elements, or of equal slices along a dim. */
function uniqueGroups(input: NdArray, dim: number | null, consecutive: boolean): Groups {
  const data = dense(input) as NumberData
  if (dim === null) {
    const n = data.length
    const order = consecutive ? Int32Array.from({ length: n }, (_, i) => i) : sortedOrder(data, n)
    return groupsIn(order, n, (a, b) => data[a] === data[b])
  }
  const { shape } = input
  const n = shape[dim]
  const inner = numel(shape.slice(dim + 1))
  const outer = numel(shape.slice(0, dim))
  const compare = (a: number, b: number): number => {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const x = data[(o * n + a) * inner + i]
        const y = data[(o * n + b) * inner + i]
        if (x !== y) return x < y ? -1 : 1
      }
    }
    return 0
  }
  const order = Int32Array.from({ length: n }, (_, i) => i)
  if (!consecutive) order.sort((a, b) => compare(a, b) || a - b)
  return groupsIn(order, n, (a, b) => compare(a, b) === 0)
}

const noGradient = (name: string) => (): never =>
  fail('NotImplementedError', `the derivative for '${name}' is not implemented.`)

/** One dim outside of all others in memory. */
function outermost(out: Out, dim: number): Out {
  const order = [dim, ...out.shape.map((_, axis) => axis).filter((axis) => axis !== dim)]
  const steps = contiguousStrides(order.map((axis) => out.shape[axis]))
  return { ...out, layout: out.shape.map((_, axis) => steps[order.indexOf(axis)]) }
}

const uniqueOp = (name: '_unique2' | 'unique_dim' | 'unique_consecutive' | 'unique_dim_consecutive') =>
  defineOp({
    schema: `${name}(Tensor input, int? dim, bool consecutive) -> (Tensor, Tensor, Tensor)`,
    doc: 'The distinct elements, where each element went, and how many there are of each.',
    faces: { private: 'native' },
    gradName: {
      _unique2: 'Unique2Backward0',
      unique_dim: 'UniqueDimBackward0',
      unique_consecutive: 'UniqueConsecutiveBackward0',
      unique_dim_consecutive: 'UniqueDimConsecutiveBackward0',
    }[name],
    shape: ({ input, dim, consecutive }): Out[] => {
      metaless('unique', input)
      if (input.dtype.kind === 'complex') notImplementedFor('unique', input.dtype)
      const count = uniqueGroups(input.read(), dim, consecutive).firsts.length
      const distinct = counted(count, 'distinct elements')
      return [
        dim === null
          ? dims(input.dtype, [distinct])
          : outermost(
              dims(
                input.dtype,
                input.shape.map((_, at) => (at === dim ? distinct : keep(input, at))),
              ),
              dim,
            ),
        dim === null ? like(input, int64) : dims(int64, [keep(input, dim)]),
        dims(int64, [distinct]),
      ]
    },
    kernel: ({ input, dim, consecutive }, out, [, inverse, counts]) => {
      const groups = uniqueGroups(input, dim, consecutive)
      const from = dense(input) as unknown as number[]
      const to = out.data as unknown as number[]
      const inner = dim === null ? 1 : numel(input.shape.slice(dim + 1))
      const size = dim === null ? from.length : input.shape[dim]
      const outer = dim === null ? 1 : numel(input.shape.slice(0, dim))
      let at = 0
      for (let o = 0; o < outer; o++)
        for (const first of groups.firsts)
          for (let i = 0; i < inner; i++) to[at++] = from[(o * size + first) * inner + i]
      ;(inverse.data as BigInt64Array).set(BigInt64Array.from(groups.inverse as never, BigInt))
      ;(counts.data as BigInt64Array).set(groups.counts.map(BigInt))
    },
    backward: { input: noGradient(name) },
  })

const uniqueFlat = uniqueOp('_unique2')
const uniqueAlong = uniqueOp('unique_dim')
const consecutiveFlat = uniqueOp('unique_consecutive')
const consecutiveAlong = uniqueOp('unique_dim_consecutive')

const chosen = (
  [values, inverse, counts]: readonly Tensor[],
  withInverse: boolean,
  withCounts: boolean,
): Tensor | Tensor[] => {
  if (!withInverse && !withCounts) return values
  return [values, ...(withInverse ? [inverse] : []), ...(withCounts ? [counts] : [])]
}

/** The distinct elements, sorted. Source: torch.unique. */
defineOp({
  schema:
    'unique(Tensor input, bool sorted=True, bool return_inverse=False, bool return_counts=False, int? dim=None) -> any',
  doc: 'The distinct elements, sorted; with where each went and how many there are, if asked for.',
  faces: { torch: 'python', Tensor: 'python' },
  composite: ({ input, return_inverse, return_counts, dim }) =>
    chosen(
      dim === null ? uniqueFlat(input, null, false) : uniqueAlong(input, wrapDim(dim, input.rank), false),
      return_inverse,
      return_counts,
    ),
  samples: [
    'torch.unique(torch.tensor([3, 1, 2, 1]))',
    'torch.unique(torch.tensor([3, 1]), return_inverse=True)',
  ],
})

/** Runs of equal elements become one. Source: torch.unique_consecutive. */
defineOp({
  schema:
    'unique_consecutive(Tensor input, bool return_inverse=False, bool return_counts=False, int? dim=None) -> any',
  doc: 'The elements without those equal to the one before.',
  faces: { torch: 'python', Tensor: 'python' },
  composite: ({ input, return_inverse, return_counts, dim }) =>
    chosen(
      dim === null
        ? consecutiveFlat(input, null, true)
        : consecutiveAlong(input, wrapDim(dim, input.rank), true),
      return_inverse,
      return_counts,
    ),
  samples: ['torch.unique_consecutive(torch.tensor([1, 1, 2, 1]))'],
})

// --- counting -------------------------------------------------------------------------------------------------------

/** How often each whole number occurs. Source: torch.bincount. */
export const bincount = defineOp({
  schema: 'bincount(Tensor input, Tensor? weights=None, int minlength=0) -> Tensor',
  doc: 'How often each whole number occurs, or the sum of its weights.',
  shape: ({ input, weights, minlength }) => {
    if (input.dtype.kind !== 'int') notImplementedFor('bincount_cpu', input.dtype)
    check(minlength >= 0, () => 'minlength should be >= 0')
    metaless('bincount', input)
    const wrong = 'bincount only supports 1-d non-negative integral inputs.'
    let size = 0
    if (input.rank === 1 && input.numel > 0) {
      for (const each of dense(input.read())) {
        check(each >= 0, () => wrong)
        size = Math.max(size, Number(each) + 1)
      }
    } else check(input.rank === 1, () => wrong)
    check(
      weights === null || (weights.rank === 1 && weights.shape[0] === input.shape[0]),
      () => 'weights should be 1-d and have the same length as input',
    )
    const dtype = weights === null ? int64 : weights.dtype.kind === 'float' ? weights.dtype : float64
    return dims(dtype, [counted(Math.max(size, minlength), 'the largest number + 1')])
  },
  kernel: ({ input, weights }, out) => {
    const from = dense(input)
    const to = out.data as unknown as (number | bigint)[]
    const by = weights === null ? null : dense(weights)
    for (let i = 0; i < from.length; i++) {
      const at = Number(from[i])
      if (by === null) (to as bigint[])[at]++
      else (to as number[])[at] += Number(by[i])
    }
  },
  samples: ['torch.bincount(torch.tensor([1, 1, 3]))'],
})

/** The range of a histogram: as given, or that of the data, widened where it is a point. */
function rangeOf(input: NdArray, low: number, high: number): [number, number] {
  let [from, to] = [low, high]
  if (from === to && numel(input.shape) > 0) {
    const data = dense(input) as NumberData
    from = to = data[0]
    for (const each of data) {
      from = each < from || each !== each ? each : from
      to = each > to || each !== each ? each : to
    }
  }
  return from === to ? [from - 1, to + 1] : [from, to]
}

const finiteRange = (name: string, input: Tensor, low: number, high: number): void => {
  if (input.device === 'meta') return
  const [from, to] = rangeOf(input.read(), low, high)
  const text = (value: number): string =>
    Number.isNaN(value) ? '-nan' : Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf'
  check(
    Number.isFinite(from) && Number.isFinite(to),
    () => `${name}: range of [${text(from)}, ${text(to)}] is not finite`,
  )
}

/** Adds each element (or its weight) to its bin. */
function binInto(
  input: NdArray,
  edges: { readonly low: number; readonly high: number; readonly list: NumberData | null },
  bins: number,
  weights: NumberData | null,
  to: NumberData,
): void {
  const { low, high, list } = edges
  const data = dense(input) as NumberData
  for (let i = 0; i < data.length; i++) {
    const value = data[i]
    if (!(value >= low && value <= high)) continue
    let at = Math.min(bins - 1, Math.trunc(((value - low) / (high - low)) * bins))
    if (list !== null) {
      while (at > 0 && value < list[at]) at--
      while (at < bins - 1 && value >= list[at + 1]) at++
    }
    to[at] += weights === null ? 1 : weights[i]
  }
}

/** Counts in equal bins. Source: torch.histc. */
export const histc = defineOp({
  schema: 'histc(Tensor input, int bins=100, Scalar min=0, Scalar max=0) -> Tensor',
  doc: 'How many elements fall into each of equal bins between min and max.',
  out: true,
  shape: ({ input, bins, min, max }) => {
    if (input.dtype.kind !== 'float') notImplementedFor('histogram_cpu', input.dtype)
    check(bins > 0, () => `torch.histogram(): bins must be > 0, but got ${bins} for dimension 0`)
    const [low, high] = [Number(min.value), Number(max.value)]
    finiteRange('torch.histc', input, low, high)
    check(low <= high, () => 'torch.histc: max must be larger than min')
    return dims(input.dtype, [given(bins, 'bins')])
  },
  kernel: ({ input, bins, min, max }, out) => {
    const [low, high] = rangeOf(input, Number(min.value), Number(max.value))
    binInto(input, { low, high, list: null }, bins, null, out.data as NumberData)
  },
  samples: ['torch.histc(torch.tensor([1.0, 2.0, 1.0]), bins=4, min=0, max=3)'],
})

function densities(hist: NumberData, edges: NumberData): void {
  let total = 0
  for (const each of hist) total += each
  for (let i = 0; i < hist.length; i++) hist[i] /= total * (edges[i + 1] - edges[i])
}

function checkHistogram(input: Tensor, weight: Tensor | null): void {
  if (input.dtype.kind !== 'float') notImplementedFor('histogramdd', input.dtype)
  check(
    weight === null || weight.numel === input.numel,
    () =>
      `histogramdd(): if weight tensor is provided it should have the same shape as the input tensor excluding its innermost dimension, but got input with shape ${formatSizes([input.numel, 1])} and weight with shape ${formatSizes(weight!.shape)}`,
  )
  check(
    weight === null || weight.dtype === input.dtype,
    () =>
      `histogramdd(): if weight tensor is provided, input tensor and weight tensor should have the same dtype, but got input(${input.dtype.scalarType}), and weight(${weight!.dtype.scalarType})`,
  )
}

const weightsOf = (weight: NdArray | null): NumberData | null =>
  weight === null ? null : (dense(weight) as NumberData)

/** Counts or densities in bins with the given edges, and the edges. Source: torch.histogram. */
defineOp({
  schema:
    'histogram.bins_tensor(Tensor input, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)',
  doc: 'How many elements fall into each bin, and the edges of the bins.',
  out: true,
  shape: ({ input, bins, weight }): Out[] => {
    checkHistogram(input, weight)
    return [
      dims(input.dtype, [fresh(bins.shape[0] - 1, 'one less than the edges')]),
      dims(input.dtype, [keep(bins, 0)]),
    ]
  },
  kernel: ({ input, bins, weight, density }, hist, [, edges]) => {
    const list = dense(bins) as NumberData
    ;(edges.data as Float32Array).set(list)
    const low = list[0]
    const high = list[list.length - 1]
    binInto(input, { low, high, list }, list.length - 1, weightsOf(weight), hist.data as NumberData)
    if (density) densities(hist.data as NumberData, list)
  },
  samples: ['torch.histogram(torch.tensor([1.0, 2.0, 1.0]), torch.tensor([0.0, 1.0, 2.0]))'],
})
defineOp({
  schema:
    'histogram.bin_ct(Tensor input, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)',
  doc: 'How many elements fall into each of equal bins, and the edges of the bins.',
  out: true,
  shape: ({ input, bins, range, weight }): Out[] => {
    checkHistogram(input, weight)
    check(bins > 0, () => `torch.histogram(): bins must be > 0, but got ${bins} for dimension 0`)
    finiteRange('torch.histogram()', input, range?.[0] ?? 0, range?.[1] ?? 0)
    return [dims(input.dtype, [given(bins, 'bins')]), dims(input.dtype, [given(bins + 1, 'bins + 1')])]
  },
  kernel: ({ input, bins, range, weight, density }, hist, [, edges]) => {
    const [low, high] = rangeOf(input, range?.[0] ?? 0, range?.[1] ?? 0)
    const list = edges.data as NumberData
    const step = (high - low) / bins
    for (let i = 0; i <= bins; i++) list[i] = i <= bins / 2 ? low + step * i : high - step * (bins - i)
    binInto(input, { low, high, list }, bins, weightsOf(weight), hist.data as NumberData)
    if (density) densities(hist.data as NumberData, list)
  },
  samples: ['torch.histogram(torch.tensor([1.0, 2.0, 1.0]), bins=4, range=(0.0, 3.0))'],
})

/** Flat positions as indices of a shape. Source: torch.unravel_index. */
defineOp({
  schema: 'unravel_index(Tensor indices, any shape) -> Tensor[]',
  doc: 'Positions in a flattened tensor as one index tensor for each dim.',
  faces: { torch: 'python' },
  composite: ({ indices, shape }) => {
    if (indices.dtype.kind !== 'int') {
      fail('TypeError', `expected 'indices' to be integer dtype, but got torch.${indices.dtype.name}`)
    }
    const list = shape instanceof Sequence ? shape.items : [shape as Argument]
    const sizes = list.map((size) => {
      if (typeof size === 'number') return size
      const type = typeNameOf(size)
      return fail('TypeError', `expected 'shape' sequence to only contain ints, but got <class '${type}'>`)
    })
    const steps = contiguousStrides(sizes)
    return sizes.map((size, dim) => digit(indices, steps[dim], size))
  },
})
const digit = defineOp({
  schema: '_digit(Tensor indices, int step, int size) -> Tensor',
  doc: 'One index out of a flat position.',
  faces: { private: 'native' },
  shape: ({ indices }) => like(indices),
  kernel: ({ indices, step, size }, out) => {
    const from = dense(indices)
    const to = out.data as unknown as (number | bigint)[]
    const wide = out.dtype === int64
    for (let i = 0; i < from.length; i++) {
      const value = ((Math.floor(Number(from[i]) / step) % size) + size) % size
      to[i] = wide ? BigInt(value) : value
    }
  },
})
