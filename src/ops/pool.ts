/**
 * Pooling: windows that slide like a convolution's and keep one number each.
 *
 * Sizes follow ATen's Pool.h, not the documented formula: with ceil_mode the last window must still start inside the input or its
 * left padding, which is what the `min` says.
 */
import {
  adaptiveSpan,
  averagePool,
  averagePoolBack,
  maxPool as maxPoolKernel,
  type Span,
  slidingSpan,
  type Windows,
  windowsOf,
} from '../compute/pool.js'
import { dense } from '../compute/strided.js'
import { int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, numel } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { relu } from './activations.js'
import { Sequence } from './argument.js'
import { mul, neg } from './arithmetic.js'
import { spatialLabels, windowed } from './conv.js'
import { defineOp } from './define.js'
import { channelsAs, type Dim, dims, given, keep, type Out, type SizeRule, sizeRule } from './derive.js'
import { intoIndex } from './extremes.js'
import { notImplementedFor } from './pointwise.js'
import { pow } from './powers.js'
import { abs, sgn } from './rounding.js'
import { reshape } from './view.js'

const windowedUp = sizeRule(
  'min(ceil((L + 2*padding - dilation*(kernel - 1) - 1) / stride), floor((L + padding - 1) / stride)) + 1',
)

type Rank = 1 | 2 | 3

interface Steps {
  readonly kernel: readonly number[]
  readonly stride: readonly number[]
  readonly padding: readonly number[]
  readonly dilation: readonly number[]
}

const full = (values: readonly number[], n: number, otherwise: readonly number[]): readonly number[] =>
  values.length === 0 ? otherwise : values.length === 1 ? new Array<number>(n).fill(values[0]) : values

const joined = (names: readonly string[], values: readonly number[]): string =>
  names.map((name, i) => `${name}: ${values[i]}`).join(' ')
const axisNames = [[], ['W'], ['H', 'W'], ['T', 'H', 'W']] as const

// --- shapes -------------------------------------------------------------------------------------------------------

function spatialShape(
  input: Tensor,
  n: Rank,
  dtype: Tensor['dtype'],
  dim: (axis: number, d: number) => Dim,
): Out {
  const lead = input.rank - n
  const named: Record<string, Dim> =
    lead === 2 ? { N: keep(input, 0), C: keep(input, 1) } : { C: keep(input, 0) }
  for (let d = 0; d < n; d++) named[spatialLabels[n][d]] = dim(lead + d, d)
  return channelsAs(input, dims(dtype, named))
}

/** What ATen asks of each dim before it reckons its size. */
function checkDims({ kernel, stride, padding, dilation }: Steps): void {
  kernel.forEach((size, d) => {
    check(stride[d] !== 0, () => 'stride should not be zero')
    check(padding[d] >= 0, () => `pad must be non-negative, but got pad: ${padding[d]}`)
    check(
      padding[d] <= Math.trunc(((size - 1) * dilation[d] + 1) / 2),
      () =>
        `pad should be at most half of effective kernel size, but got pad=${padding[d]}, kernel_size=${size} and dilation=${dilation[d]}`,
    )
  })
}

/** What it asks of all of them then. */
function checkPositive(n: Rank, { kernel, stride, dilation }: Steps): void {
  const positive = (what: string, prefix: string, values: readonly number[]): void =>
    check(
      values.every((value) => value > 0),
      () =>
        `${what} should be greater than zero, but got ${joined(
          axisNames[n].map((axis) => prefix + axis),
          values,
        )}`,
    )
  positive('kernel size', 'k', kernel)
  positive('stride', 'd', stride)
  positive('dilation', 'dilation', dilation)
}

/** max_pool1d has words of its own. */
function checkSteps1d({ kernel, stride, padding, dilation }: Steps): void {
  const positive = (name: string, value: number): void =>
    check(value > 0, () => `max_pool1d() ${name} must be greater than zero, but got ${value}`)
  positive('kernel_size', kernel[0])
  positive('stride', stride[0])
  check(padding[0] >= 0, () => `max_pool1d() padding must be non-negative, but got ${padding[0]}`)
  check(
    padding[0] <= Math.floor(kernel[0] / 2),
    () =>
      `max_pool1d() padding should be at most half of kernel size, but got padding=${padding[0]} and kernel_size=${kernel[0]}`,
  )
  positive('dilation', dilation[0])
}

/** A plane of one row: pooling over one dim is pooling over two. */
const asPlane = ({ kernel, stride, padding, dilation }: Steps): Steps => ({
  kernel: [1, ...kernel],
  stride: [1, ...stride],
  padding: [0, ...padding],
  dilation: [1, ...dilation],
})

/** Windows over the spatial dims, with PyTorch's checks in its order. One dim is pooled as a plane of one row. */
function pooledShape(input: Tensor, n: Rank, steps: Steps, rule: SizeRule, dtype = input.dtype): Out {
  const { kernel, stride, padding, dilation } = steps
  checkDims(steps)
  if (n === 1) checkPositive(2, asPlane(steps))
  else checkPositive(n, steps)
  checkSizes(n, input)
  const out = spatialShape(input, n, dtype, (axis, d) =>
    rule({
      L: [input, axis],
      kernel: kernel[d],
      stride: stride[d],
      padding: padding[d],
      dilation: dilation[d],
    }),
  )
  const lead = input.rank - n
  const sizes = out.shape.slice(lead)
  if (sizes.some((size) => size < 1)) {
    const plane = n === 1 ? [input.shape[lead - 1], 1] : [input.shape[lead - 1]]
    fail(
      'RuntimeError',
      `Given input size: (${[...plane, ...input.shape.slice(lead)].join('x')}). Calculated output size: (${[...plane, ...sizes].join('x')}). Output size is too small`,
    )
  }
  return out
}

/** max_pool1d without indices is a function of its own, with its own words. */
function checkLine(input: Tensor, args: PoolArgs & { readonly ceil_mode: boolean }): void {
  const { rank, shape, dtype } = input
  check(
    (rank === 2 || rank === 3) && shape.slice(rank - 2).every((size) => size > 0),
    () =>
      `max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatSizes(shape)}`,
  )
  for (const key of ['kernel_size', 'stride', 'padding', 'dilation'] as const) {
    const { length } = args[key] ?? [1]
    check(
      length === 1 || (key === 'stride' && length === 0),
      () =>
        `max_pool1d() ${key} must be an int, list of ints or tuple of ints of size 1 but got size ${length}`,
    )
  }
  const steps = stepsOf(1, args)
  checkSteps1d(steps)
  const rule = args.ceil_mode ? windowedUp : windowed
  const [kernel, stride, padding, dilation] = [steps.kernel, steps.stride, steps.padding, steps.dilation].map(
    ([value]) => value,
  )
  const { size } = rule({ L: shape[rank - 1], kernel, stride, padding, dilation })
  check(size > 0, () => `max_pool1d() Invalid computed output size: ${size}`)
  if (dtype.kind !== 'float') notImplementedFor('max_pool1d_impl', dtype)
}

function checkSizes(n: Rank, { rank, shape }: Tensor): void {
  check(
    shape.slice(rank - n - 1).every((size) => size > 0),
    () => {
      const plane = n === 1 ? [...shape.slice(0, -1), 1, shape[rank - 1]] : shape
      const dims = Math.max(n, 2)
      return `Expected ${dims + 1}D or ${dims + 2}D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatSizes(plane)}`
    },
  )
}

/** The rank, which is looked at before anything else. */
function checkRank(kind: 'max' | 'avg', n: Rank, { rank, shape }: Tensor): void {
  if (rank === n + 1 || rank === n + 2) return
  if (n === 1) {
    fail(
      'RuntimeError',
      `Expected 2 to 3 dimensions, but got ${rank}-dimensional tensor for argument #1 'self' (while checking arguments for ${kind}_pool1d)`,
    )
  }
  if (kind === 'avg' && n === 2) {
    if (rank < 3) {
      const bound = Math.max(rank, 1)
      fail(
        'IndexError',
        `Dimension out of range (expected to be in range of [${-bound}, ${bound - 1}], but got -3)`,
      )
    }
    fail(
      'RuntimeError',
      `Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatSizes(shape)}`,
    )
  }
  fail('RuntimeError', `non-empty ${n + 1}D or ${n + 2}D (batch mode) tensor expected for input`)
}

const spansOf = (
  input: readonly number[],
  output: readonly number[],
  n: number,
  { kernel, stride, padding, dilation }: Steps,
): Span[] =>
  Array.from({ length: n }, (_, d) =>
    slidingSpan(
      input[input.length - n + d],
      output[output.length - n + d],
      kernel[d],
      stride[d],
      padding[d],
      dilation[d],
    ),
  )

// --- max pooling --------------------------------------------------------------------------------------------------

interface PoolArgs {
  readonly kernel_size: number[]
  readonly stride: number[]
  readonly padding: number[]
  readonly dilation?: number[]
}

const stepsOf = (n: Rank, args: PoolArgs): Steps => {
  const kernel = full(args.kernel_size, n, [])
  return {
    kernel,
    stride: full(args.stride, n, kernel),
    padding: full(args.padding, n, []),
    dilation: full(args.dilation ?? [1], n, []),
  }
}

/** `max_pool2d: kernel_size must either be a single int, or a tuple of two ints` */
function checkLists(name: string, n: Rank, args: PoolArgs): void {
  const count = ['', 'one', 'two', 'three'][n]
  for (const key of ['kernel_size', 'stride', 'padding', 'dilation'] as const) {
    const { length } = args[key] ?? [1]
    if (length === 1 || length === n || (key === 'stride' && length === 0)) continue
    if (n === 1) fail('RuntimeError', `${name}() argument '${key}' should contain one int (got ${length})`)
    const either = key === 'stride' ? 'either be omitted,' : 'either be'
    fail('RuntimeError', `${name}: ${key} must ${either} a single int, or a tuple of ${count} ints`)
  }
}

/**
 * Max over each window of the last `n` dims, with the positions in the flattened plane.
 *
 * input (N, C, …) or (C, …), any dtype but bool. RuntimeError: padding beyond half the kernel; a size that would be 0.
 * Source: torch.nn.functional.max_pool1d/2d/3d.
 */
const maxPool = (n: Rank) => {
  const k: number = n
  const name = `max_pool${n}d`
  const sample = `torch.randn(1, 2, ${Array.from({ length: n }, () => 6).join(', ')})`
  const withIndices = defineOp({
    schema: `max_pool${k}d_with_indices(Tensor input, int[${k}] kernel_size, int[${k}] stride=[], int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)`,
    doc: `The largest element of every window of the last ${n} dims, and where it is.`,
    faces: { private: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : `MaxPool${n}DWithIndicesBackward0`,
    shape: (args): Out[] => {
      const { input } = args
      checkLists(name, n, args)
      checkRank('max', n, input)
      const rule = args.ceil_mode ? windowedUp : windowed
      const steps = stepsOf(n, args)
      const out = pooledShape(input, n, steps, rule)
      if (input.dtype.kind !== 'float' && input.dtype.kind !== 'int') notImplementedFor(name, input.dtype)
      return [out, { ...out, dtype: int64 }]
    },
    kernel: (args, out, [, indices]) => {
      const { input } = args
      const windows = windowsOf(input.shape.slice(-n), spansOf(input.shape, out.shape, n, stepsOf(n, args)))
      maxPoolKernel(
        dense(input),
        numel(input.shape.slice(0, -n)),
        numel(input.shape.slice(-n)),
        windows,
        out.data,
        indices.data as BigInt64Array,
      )
    },
    backward: {
      input: ({ grad, results, meta }) => {
        const { shape } = meta.input
        const lead = shape.slice(0, -n)
        const flat = (tensor: Tensor): Tensor => reshape(tensor, [...lead, numel(tensor.shape.slice(-n))])
        return reshape(
          intoIndex(flat(grad), flat(results[1]), [...lead, numel(shape.slice(-n))], lead.length),
          [...shape],
        )
      },
    },
  })
  defineOp({
    schema: `max_pool${k}d_with_indices(Tensor input, int[${k}] kernel_size, int[${k}]? stride=None, int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False, bool return_indices=False) -> (Tensor, Tensor)`,
    doc: `The largest element of every window of the last ${n} dims, and where it is.`,
    faces: { F: 'python' },
    composite: ({ input, kernel_size, stride, padding, dilation, ceil_mode }) =>
      withIndices(input, kernel_size, stride ?? [], padding, dilation, ceil_mode),
    samples: [`F.max_pool${n}d_with_indices(${sample}, 2)`],
  })
  // torch.max_pool2d gives the values alone.
  defineOp({
    schema: `max_pool${k}d(Tensor input, int[${k}] kernel_size, int[${k}] stride=[], int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False) -> Tensor`,
    doc: `The largest element of every window of the last ${n} dims.`,
    faces: { torch: 'native' },
    composite: (args): Tensor => {
      const { input, kernel_size, stride, padding, dilation, ceil_mode } = args
      if (n === 1) checkLine(input, args)
      return withIndices(input, kernel_size, stride, padding, dilation, ceil_mode)[0]
    },
    samples: [`torch.max_pool${n}d(${sample}, 2)`],
  })
  return defineOp({
    schema: `max_pool${k}d(Tensor input, int[${k}] kernel_size, int[${k}]? stride=None, int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False, bool return_indices=False) -> any`,
    doc: `The largest element of every window of the last ${n} dims.`,
    calledAs: `_max_pool${k}d`,
    faces: { F: 'python' },
    composite: ({ input, kernel_size, stride, padding, dilation, ceil_mode, return_indices }) => {
      if (n === 1 && !return_indices)
        checkLine(input, { kernel_size, stride: stride ?? [], padding, dilation, ceil_mode })
      const both = withIndices(input, kernel_size, stride ?? [], padding, dilation, ceil_mode)
      return return_indices ? both : both[0]
    },
    samples: [`F.max_pool${n}d(${sample}, 2)`],
  })
}
export const [maxPool1d, maxPool2d, maxPool3d] = ([1, 2, 3] as const).map(maxPool)

// --- average pooling ----------------------------------------------------------------------------------------------

/** By how much each window's sum is divided: its size with padding (clipped at the far side), or without. */
function divisorsOf(
  input: readonly number[],
  output: readonly number[],
  n: number,
  { kernel, stride, padding }: Steps,
  includePad: boolean,
  override: number | null,
): Float64Array {
  const counts = output.slice(-n)
  const divisors = new Float64Array(numel(counts))
  const index = new Array<number>(n).fill(0)
  for (let w = 0; w < divisors.length; w++) {
    let size = 1
    for (let d = 0; d < n; d++) {
      const length = input[input.length - n + d]
      const start = index[d] * stride[d] - padding[d]
      const end = Math.min(start + kernel[d], length + padding[d])
      size *= includePad ? end - start : Math.min(end, length) - Math.max(start, 0)
    }
    divisors[w] = override ?? size
    for (let d = n - 1; d >= 0; d--) {
      if (++index[d] < counts[d]) break
      index[d] = 0
    }
  }
  return divisors
}

const avgPool = (n: Rank) => {
  const k: number = n
  const name = `avg_pool${n}d`
  const back = defineOp({
    schema: `_avg_pool${k}d_backward(Tensor grad_output, int[] size, int[${k}] kernel_size, int[${k}] stride, int[${k}] padding, bool count_include_pad, int? divisor_override) -> Tensor`,
    doc: 'The gradient of an average, spread over its window.',
    faces: { private: 'native' },
    shape: ({ grad_output, size }) =>
      dims(
        grad_output.dtype,
        size.map((each) => given(each)),
      ),
    kernel: (args, out) => {
      const { grad_output, size } = args
      const steps = stepsOf(n, args)
      const windows = windowsOf(size.slice(-n), spansOf(size, grad_output.shape, n, steps))
      const divisors = divisorsOf(
        size,
        grad_output.shape,
        n,
        steps,
        args.count_include_pad,
        args.divisor_override,
      )
      averagePoolBack(
        dense(grad_output) as NumberData,
        numel(size.slice(0, -n)),
        numel(size.slice(-n)),
        windows,
        divisors,
        out.data as NumberData,
      )
    },
    backward: {
      grad_output: ({
        grad,
        kernel_size,
        stride,
        padding,
        count_include_pad,
        divisor_override,
        meta,
        size,
      }): Tensor => {
        const up = meta.grad_output.shape
          .slice(-n)
          .some(
            (count, d) =>
              count !==
              Math.floor((size[size.length - n + d] + 2 * padding[d] - kernel_size[d]) / stride[d]) + 1,
          )
        return pool(grad, kernel_size, stride, padding, up, count_include_pad, divisor_override)
      },
    },
  })
  const pool = defineOp({
    schema: `${name}(Tensor input, int[${k}] kernel_size, int[${k}] stride=[], int[${k}] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`,
    doc: `The average of every window of the last ${n} dims.`,
    faces: n === 1 ? { F: 'native', torch: 'native' } : { F: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : `AvgPool${n}DBackward0`,
    shape: (args): Out => {
      const { input } = args
      checkLists(name, n, args)
      checkRank('avg', n, input)
      check(args.divisor_override !== 0, () => 'divisor must be not zero')
      const steps = stepsOf(n, args)
      if (n === 3) {
        const sizes = input.shape.slice(-3)
        check(
          sizes.every((size, d) => size + 2 * steps.padding[d] >= steps.kernel[d]),
          () =>
            `input image (${joined(['T', 'H', 'W'], sizes)}) smaller than kernel size (${joined(['kT', 'kH', 'kW'], steps.kernel)})`,
        )
      }
      const out = pooledShape(input, n, steps, args.ceil_mode ? windowedUp : windowed)
      const { dtype } = input
      if (dtype.kind !== 'float' && dtype !== int64) notImplementedFor(n === 1 ? 'avg_pool2d' : name, dtype)
      return out
    },
    kernel: (args, out) => {
      const { input } = args
      const steps = stepsOf(n, args)
      const windows = windowsOf(input.shape.slice(-n), spansOf(input.shape, out.shape, n, steps))
      const divisors = divisorsOf(
        input.shape,
        out.shape,
        n,
        steps,
        args.count_include_pad,
        args.divisor_override,
      )
      const [planes, plane] = [numel(input.shape.slice(0, -n)), numel(input.shape.slice(-n))]
      const average = (from: NumberData, to: NumberData): void =>
        averagePool(from, planes, plane, windows, divisors, to)
      const data = dense(input)
      if (!(data instanceof BigInt64Array)) average(data as NumberData, out.data as NumberData)
      else {
        // Averages of ints are cut towards 0.
        const means = new Float64Array(out.data.length)
        average(Float64Array.from(data, Number), means)
        ;(out.data as BigInt64Array).set(BigInt64Array.from(means, (mean) => BigInt(Math.trunc(mean))))
      }
    },
    backward: {
      input: ({ grad, meta, kernel_size, stride, padding, count_include_pad, divisor_override }): Tensor => {
        const steps = stepsOf(n, { kernel_size, stride, padding })
        return back(
          grad,
          [...meta.input.shape],
          [...steps.kernel],
          [...steps.stride],
          [...steps.padding],
          count_include_pad,
          divisor_override,
        )
      },
    },
    samples: [`F.${name}(torch.randn(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2)`],
  })
  return pool
}
export const [avgPool1d, avgPool2d, avgPool3d] = ([1, 2, 3] as const).map(avgPool)

// --- adaptive pooling ---------------------------------------------------------------------------------------------

/** A size asked for; null keeps the input's. */
const targetSizes = (input: Tensor, n: Rank, output: readonly (number | null)[]): number[] =>
  Array.from(
    { length: n },
    (_, d) => (output.length === 1 ? output[0] : output[d]) ?? input.shape[input.rank - n + d],
  )

function sizesFrom(value: unknown): (number | null)[] {
  const list = value instanceof Sequence ? value.items : Array.isArray(value) ? value : [value]
  return list.map((item) =>
    item === null ? null : typeof item === 'number' ? item : Number((item as { value: number }).value),
  )
}

const isList = (value: unknown): boolean => value instanceof Sequence || Array.isArray(value)

/** A list of sizes needs an input of more dims than it has entries. */
function checkTarget(input: Tensor, given: unknown, asked: readonly (number | null)[]): void {
  if (isList(given) && input.rank <= asked.length)
    fail('ValueError', `Input dimension should be at least ${asked.length + 1}`)
}

const adaptiveShape = (input: Tensor, n: Rank, sizes: readonly number[], dtype = input.dtype): Out =>
  spatialShape(input, n, dtype, (_, d) => given(sizes[d], 'output_size'))

const adaptiveWindows = (input: readonly number[], sizes: readonly number[], n: number): Windows =>
  windowsOf(
    input.slice(-n),
    sizes.map((size, d) => adaptiveSpan(input[input.length - n + d], size)),
  )

const adaptiveAvg = (n: Rank) => {
  const name = `adaptive_avg_pool${n}d`
  const counts = ({ bounds }: Windows): number[] =>
    Array.from({ length: bounds.length - 1 }, (_, w) => bounds[w + 1] - bounds[w])
  const back = defineOp({
    schema:
      `_${name}_backward(Tensor grad_output, int[] size) -> Tensor` as `${string}(Tensor grad_output, int[] size) -> Tensor`,
    doc: 'The gradient of adaptive averages.',
    faces: { private: 'native' },
    shape: ({ grad_output, size }) =>
      dims(
        grad_output.dtype,
        size.map((each) => given(each)),
      ),
    kernel: ({ grad_output, size }, out) => {
      const windows = adaptiveWindows(size, grad_output.shape.slice(-n), n)
      averagePoolBack(
        dense(grad_output) as NumberData,
        numel(size.slice(0, -n)),
        numel(size.slice(-n)),
        windows,
        counts(windows),
        out.data as NumberData,
      )
    },
  })
  const pool = defineOp({
    schema:
      `_${name}(Tensor input, int[] output_size) -> Tensor` as `${string}(Tensor input, int[] output_size) -> Tensor`,
    doc: 'Averages over windows of equal share.',
    faces: { private: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : `AdaptiveAvgPool${n}DBackward0`,
    shape: ({ input, output_size }): Out => {
      check(
        output_size.every((size) => size >= 0),
        () =>
          `${name}: elements of output_size must be greater than or equal to 0 but received {${output_size.join(', ')}}`,
      )
      if (input.dtype.kind !== 'float') {
        if (output_size.every((size) => size === 1) && n === 2)
          fail(
            'RuntimeError',
            `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${input.dtype.scalarType}`,
          )
        notImplementedFor('adaptive_avg_pool2d', input.dtype)
      }
      return adaptiveShape(input, n, output_size)
    },
    kernel: ({ input }, out) => {
      const windows = adaptiveWindows(input.shape, out.shape.slice(-n), n)
      averagePool(
        dense(input) as NumberData,
        numel(input.shape.slice(0, -n)),
        numel(input.shape.slice(-n)),
        windows,
        counts(windows),
        out.data as NumberData,
      )
    },
    backward: { input: ({ grad, meta }) => back(grad, [...meta.input.shape]) },
  })
  const whole = defineOp({
    schema:
      `_whole_${name}(Tensor input, int[] output_size) -> Tensor` as `${string}(Tensor input, int[] output_size) -> Tensor`,
    doc: 'The mean over all of a plane, as the one window.',
    faces: { private: 'native' },
    gradName: 'MeanBackward1',
    composite: ({ input, output_size }) => pool(input, output_size),
  })
  return defineOp({
    schema:
      `${name}(Tensor input, any output_size) -> Tensor` as `${string}(Tensor input, any output_size) -> Tensor`,
    doc: `Averages to a given size of the last ${n} dims.`,
    faces: n === 1 ? { F: 'native', torch: 'native' } : { F: 'python' },
    composite: ({ input, output_size }): Tensor => {
      const asked = sizesFrom(output_size)
      if (n === 1)
        check(
          input.rank === 2 || input.rank === 3,
          () =>
            `Expected 2 to 3 dimensions, but got ${input.rank}-dimensional tensor for argument #1 'self' (while checking arguments for ${name})`,
        )
      else if (isList(output_size)) checkTarget(input, output_size, asked)
      else if (input.rank < n) {
        const bound = Math.max(1, input.rank)
        fail(
          'IndexError',
          `Dimension out of range (expected to be in range of [${-bound}, ${bound - 1}], but got ${-n})`,
        )
      }
      check(asked.length === n || !isList(output_size), () => `${name}: output_size must be ${n}`)
      check(
        input.rank === n + 1 || input.rank === n + 2,
        () => `${name}(): Expected ${n + 1}D or ${n + 2}D tensor, but got ${formatSizes(input.shape)}`,
      )
      const target = targetSizes(input, n, asked)
      // PyTorch takes a mean where one window holds everything.
      return n > 1 && target.every((size) => size === 1) ? whole(input, target) : pool(input, target)
    },
    samples: [`F.${name}(torch.randn(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2)`],
  })
}
export const [adaptiveAvgPool1d, adaptiveAvgPool2d, adaptiveAvgPool3d] = ([1, 2, 3] as const).map(adaptiveAvg)

const adaptiveMax = (n: Rank) => {
  const name = `adaptive_max_pool${n}d`
  const pool = defineOp({
    schema:
      `_${name}(Tensor input, int[] output_size) -> (Tensor, Tensor)` as `${string}(Tensor input, int[] output_size) -> (Tensor, Tensor)`,
    doc: 'Maxima over windows of equal share.',
    faces: { private: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : `AdaptiveMaxPool${n}DBackward0`,
    shape: ({ input, output_size }): Out[] => {
      if (n === 1)
        check(
          input.rank === 2 || input.rank === 3,
          () =>
            `Expected 2 to 3 dimensions, but got ${input.rank}-dimensional tensor for argument #1 'self' (while checking arguments for ${name})`,
        )
      else
        check(
          input.rank === n + 1 || input.rank === n + 2,
          () => `${name}(): Expected ${n + 1}D or ${n + 2}D tensor, but got: ${formatSizes(input.shape)}`,
        )
      const empty = input.shape.findIndex((size, axis) => axis > input.rank - n - 2 && size === 0)
      check(
        empty < 0,
        () =>
          `${name}(): Expected input to have non-zero size for non-batch dimensions, but input has sizes ${formatSizes(input.shape)} with dimension ${empty} being empty`,
      )
      if (output_size.some((size) => size < 0)) {
        const lead = input.shape.slice(0, input.rank - n)
        const sizes = [...lead, ...(n === 1 ? [1] : []), ...output_size]
        fail(
          'RuntimeError',
          `Trying to create tensor with negative dimension ${output_size.find((size) => size < 0)}: ${formatSizes(sizes)}`,
        )
      }
      if (input.dtype.kind !== 'float') notImplementedFor('adaptive_max_pool2d', input.dtype)
      return [adaptiveShape(input, n, output_size), adaptiveShape(input, n, output_size, int64)]
    },
    kernel: ({ input }, out, [, indices]) =>
      maxPoolKernel(
        dense(input),
        numel(input.shape.slice(0, -n)),
        numel(input.shape.slice(-n)),
        adaptiveWindows(input.shape, out.shape.slice(-n), n),
        out.data,
        indices.data as BigInt64Array,
      ),
    backward: {
      input: ({ grad, results, meta }) => {
        const { shape } = meta.input
        const lead = shape.slice(0, -n)
        const flat = (tensor: Tensor): Tensor => reshape(tensor, [...lead, numel(tensor.shape.slice(-n))])
        return reshape(
          intoIndex(flat(grad), flat(results[1]), [...lead, numel(shape.slice(-n))], lead.length),
          [...shape],
        )
      },
    },
  })
  return defineOp({
    schema:
      `${name}(Tensor input, any output_size, bool return_indices=False) -> any` as `${string}(Tensor input, any output_size, bool return_indices=False) -> any`,
    doc: `Maxima to a given size of the last ${n} dims.`,
    faces: { F: 'python' },
    calledAs: `_${name}`,
    composite: ({ input, output_size, return_indices }) => {
      const asked = sizesFrom(output_size)
      if (n > 1) checkTarget(input, output_size, asked)
      check(
        asked.length === n || !isList(output_size),
        () =>
          `${name}() argument 'output_size' should contain ${n === 1 ? 'one int' : n === 2 ? 'two ints' : 'three ints'} (got ${asked.length})`,
      )
      const both = pool(input, targetSizes(input, n, asked))
      return return_indices ? both : both[0]
    },
    samples: [`F.${name}(torch.randn(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2)`],
  })
}
export const [adaptiveMaxPool1d, adaptiveMaxPool2d, adaptiveMaxPool3d] = ([1, 2, 3] as const).map(adaptiveMax)

// --- power-average pooling ----------------------------------------------------------------------------------------

const lpPool = (n: Rank) => {
  const k: number = n
  return defineOp({
    schema: `lp_pool${k}d(Tensor input, float norm_type, int[${k}] kernel_size, int[${k}]? stride=None, bool ceil_mode=False) -> Tensor`,
    doc: 'The p-norm of every window.',
    faces: { F: 'python' },
    composite: ({ input, norm_type, kernel_size, stride, ceil_mode }): Tensor => {
      const kernel = full(kernel_size, n, [])
      type Pool = (...args: unknown[]) => Tensor
      const steps = [[...kernel], [...full(stride ?? [], n, kernel)], new Array(n).fill(0)]
      // The limits of the norm are the largest and the smallest magnitude.
      if (!Number.isFinite(norm_type)) {
        const max = [maxPool1d, maxPool2d, maxPool3d][n - 1] as unknown as Pool
        const size = norm_type > 0 ? abs(input) : neg(abs(input))
        const out = max(size, ...steps, new Array(n).fill(1), ceil_mode)
        return norm_type > 0 ? out : neg(out)
      }
      const average = [avgPool1d, avgPool2d, avgPool3d][n - 1] as unknown as Pool
      const out = average(pow(input, { kind: 'float', value: norm_type }), ...steps, ceil_mode)
      return pow(mul(mul(sgn(out), relu(abs(out))), numel(kernel)), { kind: 'float', value: 1 / norm_type })
    },
    samples: [`F.lp_pool${n}d(torch.rand(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2, 3)`],
  })
}
export const [lpPool1d, lpPool2d, lpPool3d] = ([1, 2, 3] as const).map(lpPool)
