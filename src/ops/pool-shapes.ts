/**
 * Sizes of pooled outputs and what PyTorch asks of the arguments before it pools, in its order.
 *
 * Sizes follow ATen's Pool.h, not the documented formula: with ceil_mode the last window must still start inside the input or its
 * left padding, which is what the `min` says.
 */
import { type Span, slidingSpan } from '../compute/pool.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { spatialLabels, windowed } from './convolution.js'
import { channelsAs, type Dim, dims, keep, type Out, type SizeRule, sizeRule } from './derive.js'
import { notImplementedFor } from './pointwise.js'

export const windowedUp = sizeRule(
  'min(ceil((L + 2*padding - dilation*(kernel - 1) - 1) / stride), floor((L + padding - 1) / stride)) + 1',
)

export type Rank = 1 | 2 | 3

export interface Steps {
  readonly kernel: readonly number[]
  readonly stride: readonly number[]
  readonly padding: readonly number[]
  readonly dilation: readonly number[]
}

export const full = (
  values: readonly number[],
  n: number,
  otherwise: readonly number[],
): readonly number[] =>
  values.length === 0 ? otherwise : values.length === 1 ? new Array<number>(n).fill(values[0]) : values

export const joined = (names: readonly string[], values: readonly number[]): string =>
  names.map((name, i) => `${name}: ${values[i]}`).join(' ')
const axisNames = [[], ['W'], ['H', 'W'], ['T', 'H', 'W']] as const

export function spatialShape(
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
export function pooledShape(input: Tensor, n: Rank, steps: Steps, rule: SizeRule, dtype = input.dtype): Out {
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
export function checkLine(input: Tensor, args: PoolArgs & { readonly ceil_mode: boolean }): void {
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
export function checkRank(kind: 'max' | 'avg', n: Rank, { rank, shape }: Tensor): void {
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

export const spansOf = (
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

interface PoolArgs {
  readonly kernel_size: number[]
  readonly stride: number[]
  readonly padding: number[]
  readonly dilation?: number[]
}

export const stepsOf = (n: Rank, args: PoolArgs): Steps => {
  const kernel = full(args.kernel_size, n, [])
  return {
    kernel,
    stride: full(args.stride, n, kernel),
    padding: full(args.padding, n, []),
    dilation: full(args.dilation ?? [1], n, []),
  }
}

/** `max_pool2d: kernel_size must either be a single int, or a tuple of two ints` */
export function checkLists(name: string, n: Rank, args: PoolArgs): void {
  const count = ['', 'one', 'two', 'three'][n]
  for (const key of ['kernel_size', 'stride', 'padding', 'dilation'] as const) {
    const { length } = args[key] ?? [1]
    if (length === 1 || length === n || (key === 'stride' && length === 0)) continue
    if (n === 1) fail('RuntimeError', `${name}() argument '${key}' should contain one int (got ${length})`)
    const either = key === 'stride' ? 'either be omitted,' : 'either be'
    fail('RuntimeError', `${name}: ${key} must ${either} a single int, or a tuple of ${count} ints`)
  }
}
