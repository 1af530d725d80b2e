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
import { mul } from './arithmetic.js'
import { spatialLabels, windowed } from './conv.js'
import { defineOp } from './define.js'
import { type Dim, dims, given, keep, type Out, type SizeRule, sizeRule } from './derive.js'
import { notImplementedFor } from './pointwise.js'
import { pow } from './powers.js'
import { intoIndex } from './reductions.js'
import { sgn } from './rounding.js'
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
  return dims(dtype, named)
}

function checkSteps(n: Rank, { kernel, stride, padding, dilation }: Steps): void {
  check(
    stride.every((value) => value !== 0),
    () => 'stride should not be zero',
  )
  check(
    padding.every((value) => value >= 0),
    () => `pad must be non-negative, but got pad: ${padding.find((value) => value < 0)}`,
  )
  check(
    dilation.every((value) => value > 0),
    () =>
      `dilation should be greater than zero, but got dilation${joined(
        axisNames[n].map((axis) => (n === 1 ? '' : axis)),
        dilation,
      )
        .replace(/ /, ' ')
        .replaceAll(' H', ' dilationH')
        .replaceAll(' W', ' dilationW')}`.replace('dilation: ', 'dilation: '),
  )
  padding.forEach((pad, d) => {
    check(
      pad <= Math.floor(((kernel[d] - 1) * dilation[d] + 1) / 2),
      () =>
        `pad should be at most half of effective kernel size, but got pad=${pad}, kernel_size=${kernel[d]} and dilation=${dilation[d]}`,
    )
  })
}

/** Windows over the spatial dims, with PyTorch's checks on the outcome. */
function pooledShape(input: Tensor, n: Rank, steps: Steps, rule: SizeRule, dtype = input.dtype): Out {
  const { kernel, stride, padding, dilation } = steps
  checkSteps(n, steps)
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
    if (n === 1) fail('RuntimeError', `max_pool1d() Invalid computed output size: ${sizes[0]}`)
    const channels = input.shape[lead - 1]
    fail(
      'RuntimeError',
      `Given input size: (${[channels, ...input.shape.slice(lead)].join('x')}). Calculated output size: (${[channels, ...sizes].join('x')}). Output size is too small`,
    )
  }
  return out
}

function checkRank(name: string, n: Rank, input: Tensor): void {
  if (n === 1) {
    check(
      input.rank === 2 || input.rank === 3,
      () =>
        `${name}: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatSizes(input.shape)}`,
    )
    return
  }
  check(
    input.rank === n + 1 || input.rank === n + 2,
    () => `non-empty ${n + 1}D or ${n + 2}D (batch mode) tensor expected for input`,
  )
  check(
    input.shape.slice(input.rank - n - 1).every((size) => size > 0),
    () =>
      `Expected ${n + 1}D or ${n + 2}D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatSizes(input.shape)}`,
  )
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
      checkRank(name, n, input)
      if (input.dtype.kind === 'bool' || input.dtype.kind === 'complex') notImplementedFor(name, input.dtype)
      if (input.dtype === int64)
        fail('NotImplementedError', `ishape: ${name} of int64 tensors is not available here`)
      const rule = args.ceil_mode ? windowedUp : windowed
      const steps = stepsOf(n, args)
      return [pooledShape(input, n, steps, rule), pooledShape(input, n, steps, rule, int64)]
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
    composite: ({ input, kernel_size, stride, padding, dilation, ceil_mode }): Tensor =>
      withIndices(input, kernel_size, stride, padding, dilation, ceil_mode)[0],
    samples: [`torch.max_pool${n}d(${sample}, 2)`],
  })
  return defineOp({
    schema: `max_pool${k}d(Tensor input, int[${k}] kernel_size, int[${k}]? stride=None, int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False, bool return_indices=False) -> any`,
    doc: `The largest element of every window of the last ${n} dims.`,
    faces: { F: 'python' },
    composite: ({ input, kernel_size, stride, padding, dilation, ceil_mode, return_indices }) => {
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
      const lead = input.rank - n
      check(lead === 1 || lead === 2, () =>
        n === 1
          ? `Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatSizes(input.shape)}`
          : `Expected ${n + 1}D or ${n + 2}D (batch mode) tensor with optional 0 dim batch size for input, but got:${formatSizes(input.shape)}`,
      )
      check(args.divisor_override !== 0, () => 'divisor must be not zero')
      if (input.dtype.kind !== 'float') notImplementedFor(n === 1 ? 'avg_pool2d' : name, input.dtype)
      const steps = stepsOf(n, args)
      if (n === 3) {
        const sizes = input.shape.slice(-3)
        check(
          sizes.every((size, d) => size + 2 * steps.padding[d] >= steps.kernel[d]),
          () =>
            `input image (${joined(['T', 'H', 'W'], sizes)}) smaller than kernel size (${joined(['kT', 'kH', 'kW'], steps.kernel)})`,
        )
      }
      return pooledShape(input, n, steps, args.ceil_mode ? windowedUp : windowed)
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
      averagePool(
        dense(input) as NumberData,
        numel(input.shape.slice(0, -n)),
        numel(input.shape.slice(-n)),
        windows,
        divisors,
        out.data as NumberData,
      )
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
      else if (input.rank < n)
        fail(
          'IndexError',
          `Dimension out of range (expected to be in range of [${-Math.max(1, input.rank)}, ${Math.max(1, input.rank) - 1}], but got ${-n})`,
        )
      check(asked.length === 1 || asked.length === n, () => `${name}: output_size must be ${n}`)
      check(
        input.rank === n + 1 || input.rank === n + 2,
        () => `${name}(): Expected ${n + 1}D or ${n + 2}D tensor, but got ${formatSizes(input.shape)}`,
      )
      return pool(input, targetSizes(input, n, asked))
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
    composite: ({ input, output_size, return_indices }) => {
      const asked = sizesFrom(output_size)
      check(
        asked.length === 1 || asked.length === n,
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

const lpPool = (n: 1 | 2) => {
  const k: number = n
  return defineOp({
    schema: `lp_pool${k}d(Tensor input, float norm_type, int[${k}] kernel_size, int[${k}]? stride=None, bool ceil_mode=False) -> Tensor`,
    doc: 'The p-norm of every window.',
    faces: { F: 'python' },
    composite: ({ input, norm_type, kernel_size, stride, ceil_mode }): Tensor => {
      const pool = n === 1 ? avgPool1d : avgPool2d
      const kernel = full(kernel_size, n, [])
      const out = (pool as (...args: unknown[]) => Tensor)(
        pow(input, { kind: 'float', value: norm_type }),
        [...kernel],
        [...full(stride ?? [], n, kernel)],
        new Array(n).fill(0),
        ceil_mode,
      )
      const size = kernel.reduce((a, b) => a * b, 1)
      return pow(mul(mul(sgn(out), relu(mul(out, sgn(out)))), size), { kind: 'float', value: 1 / norm_type })
    },
    samples: [`F.lp_pool${n}d(torch.rand(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2, 3)`],
  })
}
export const [lpPool1d, lpPool2d] = ([1, 2] as const).map(lpPool)
