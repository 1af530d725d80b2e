/** Counting: bincount, histc, histogram. */
import { dense } from '../compute/strided.js'
import { numbersOf, putNumbers } from '../compute/words.js'
import { cppName, float64, int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { contiguousStrides, formatSizes, numel } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { type Argument, Sequence, typeNameOf } from './argument.js'
import { defineOp } from './define.js'
import { counted, dims, fresh, given, keep, like, type Out } from './derive.js'
import { metaless } from './nonzero.js'
import { notImplementedFor } from './pointwise.js'

const wholeNumbers = (array: NdArray): ArrayLike<number> => {
  const data = dense(array)
  return data instanceof BigInt64Array ? numbersOf(data) : data
}

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
      const numbers = wholeNumbers(input.read())
      for (let i = 0; i < numbers.length; i++) {
        if (!(numbers[i] >= 0)) check(false, () => wrong)
        size = Math.max(size, numbers[i] + 1)
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
    const from = wholeNumbers(input)
    if (weights === null) {
      const counts = new Float64Array(out.shape[0])
      for (let i = 0; i < from.length; i++) counts[from[i]]++
      putNumbers(out.data as BigInt64Array, counts)
      return
    }
    const to = out.data as NumberData
    const by = dense(weights)
    for (let i = 0; i < from.length; i++) to[from[i]] += Number(by[i])
  },
  samples: ['torch.bincount(torch.tensor([1, 1, 3]))'],
})

/** The range of a histogram: as given, or that of the data, widened by `margin` on both sides where it is a point. */
function rangeOf(input: NdArray, low: number, high: number, margin: number): [number, number] {
  let [from, to] = [low, high]
  if (from === to && numel(input.shape) > 0) {
    const data = dense(input) as NumberData
    from = to = data[0]
    for (const each of data) {
      from = each < from || each !== each ? each : from
      to = each > to || each !== each ? each : to
    }
  }
  return from === to ? [from - margin, to + margin] : [from, to]
}

/** The range of torch.histogram's bins: 0 to 1 where there is nothing to take it from. */
function edgesOf(input: NdArray, range: readonly number[] | null): [number, number] {
  if (range !== null) return range[0] === range[1] ? [range[0] - 0.5, range[0] + 0.5] : [range[0], range[1]]
  return numel(input.shape) === 0 ? [0, 1] : rangeOf(input, 0, 0, 0.5)
}

const finiteRange = (name: string, input: Tensor, low: number, high: number): void => {
  if (input.device === 'meta') return
  const [from, to] = rangeOf(input.read(), low, high, 1)
  const text = (value: number): string =>
    Number.isNaN(value) ? '-nan' : Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf'
  check(
    Number.isFinite(from) && Number.isFinite(to),
    () => `${name} [${text(from)}, ${text(to)}] is not finite`,
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
    if (input.dtype.kind === 'bool') notImplementedFor('linspace_cpu', input.dtype)
    if (input.dtype.kind === 'complex' && Number(min.value) === Number(max.value))
      notImplementedFor('aminmax_cpu', input.dtype)
    if (input.dtype.kind !== 'float') notImplementedFor('histogram_cpu', input.dtype)
    check(bins > 0, () => `torch.histogram(): bins must be > 0, but got ${bins} for dimension 0`)
    const [low, high] = [Number(min.value), Number(max.value)]
    finiteRange('torch.histc: range of', input, low, high)
    check(low <= high, () => 'torch.histc: max must be larger than min')
    return dims(input.dtype, [given(bins, 'bins')])
  },
  kernel: ({ input, bins, min, max }, out) => {
    const [low, high] = rangeOf(input, Number(min.value), Number(max.value), 1)
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
    check(
      input.dtype === bins.dtype,
      () =>
        `torch.histogramdd: input tensor and bins tensors should have the same dtype, but got input with dtype ${cppName(input.dtype)} and bins for dimension 0 with dtype ${cppName(bins.dtype)}`,
    )
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
    finiteRange("torch.histogramdd: dimension 0's range", input, range?.[0] ?? 0, range?.[1] ?? 0)
    return [dims(input.dtype, [given(bins, 'bins')]), dims(input.dtype, [given(bins + 1, 'bins + 1')])]
  },
  kernel: ({ input, bins, range, weight, density }, hist, [, edges]) => {
    const [low, high] = edgesOf(input, range)
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
