/** What PyTorch asks of a convolution's arguments, in its order and words. */
import { cppName, legacyName } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'

export interface ConvArgs {
  readonly input: Tensor
  readonly weight: Tensor
  readonly bias: Tensor | null
  readonly stride: number[]
  readonly padding: number[]
  readonly dilation: number[]
  readonly groups: number
}

/** A list given for `n` spatial dims: one value serves all. */
export function perDim(name: string, values: readonly number[], n: number): readonly number[] {
  if (values.length === n) return values
  if (values.length === 1) return new Array<number>(n).fill(values[0])
  return fail(
    'RuntimeError',
    `expected ${name} to be a single integer value or a list of ${n} values to match the convolution dimensions, but got ${name}=${formatSizes(values)}`,
  )
}

/** PyTorch's checks, in its order. `input` is batched; `outputPadding` is null but for transposed convolutions. */
export function checkConv(
  { input, weight, bias, stride, padding, dilation, groups }: ConvArgs,
  outputPadding: readonly number[] | null,
): void {
  const transposed = outputPadding !== null
  const rank = weight.rank
  check(rank >= 3, () => `weight should have at least three dimensions`)
  const n = rank - 2
  if (input.dtype.kind === 'complex') {
    for (const [kind, other] of [['weight', weight] as const, ['bias', bias] as const]) {
      check(
        other === null || other.dtype === input.dtype,
        () =>
          `Input type (${legacyName(input.dtype)}) and ${kind} type (${legacyName(other!.dtype)}) should be the same`,
      )
    }
  }
  perDim('stride', stride, n)
  const pads = perDim('padding', padding, n)
  const steps = perDim('dilation', dilation, n)
  const extra = perDim('output_padding', outputPadding ?? [0], n)
  check(!padding.some((value) => value < 0), () => 'negative padding is not supported')
  check(!extra.some((value) => value < 0), () => 'negative output_padding is not supported')
  check(!stride.some((value) => value <= 0), () => 'non-positive stride is not supported')
  check(groups > 0, () => 'non-positive groups is not supported')
  check(!dilation.some((value) => value < 0), () => 'dilation should be greater than zero')
  check(
    input.rank === rank,
    () =>
      `Expected ${rank}-dimensional input for ${rank}-dimensional weight ${formatSizes(weight.shape)}, but got ${input.rank}-dimensional input of size ${formatSizes(input.shape)} instead`,
  )
  checkWeight(weight, groups)
  if (transposed) checkTransposedChannels(input, weight, bias, groups)
  else checkChannels(input, weight, bias, groups)
  if (!transposed) checkKernelFits(input, weight, pads, steps)
  check(
    !steps.includes(0),
    () =>
      `dilation should be greater than zero, but got ${transposed ? labelled('dilation', steps, ', ') : formatSizes(asPlane(steps, 1))}`,
  )
  if (transposed) checkOutput(input, weight, perDim('', stride, n), pads, steps, extra)
  check(
    input.shape.slice(2).every((size) => size > 0),
    () =>
      `Only zero batch or zero channel inputs are supported, but got input shape: ${formatSizes(input.shape)}`,
  )
  check(
    weight.shape.slice(2).every((size) => size > 0),
    () => `kernel size should be greater than zero, but got ${labelled('kernel', weight.shape.slice(2))}`,
  )
  checkDtypes(input, weight, transposed, n)
}

/** One spatial dim is worked on as the width of a plane. */
const asPlane = (values: readonly number[], neutral: number): readonly number[] =>
  values.length === 1 ? [neutral, values[0]] : values

/** `stride_height: 1 stride_width: 2` */
function labelled(label: string, values: readonly number[], separator = ' ', neutral = 1): string {
  const axes = values.length === 3 ? ['depth', 'height', 'width'] : ['height', 'width']
  return asPlane(values, neutral)
    .map((value, d) => `${label}_${axes[d]}: ${value}`)
    .join(separator)
}

/** What is asked of a transposed convolution's output. */
function checkOutput(
  input: Tensor,
  weight: Tensor,
  stride: readonly number[],
  padding: readonly number[],
  dilation: readonly number[],
  extra: readonly number[],
): void {
  check(
    extra.every((value, d) => value < stride[d] || value < dilation[d]),
    () =>
      `output padding must be smaller than either stride or dilation, but got ${labelled('output_padding', extra, ' ', 0)} ${labelled('stride', stride)} ${labelled('dilation', dilation)}`,
  )
  const from = input.shape.slice(2)
  const sizes = from.map(
    (size, d) =>
      (size - 1) * stride[d] - 2 * padding[d] + dilation[d] * (weight.shape[d + 2] - 1) + extra[d] + 1,
  )
  check(
    sizes.every((size) => size >= 1),
    () =>
      `Given input size per channel: (${asPlane(from, 1).join(' x ')}). Calculated output size per channel: (${asPlane(sizes, 1).join(' x ')}). Output size is too small`,
  )
}

function checkDtypes(input: Tensor, weight: Tensor, transposed: boolean, n: number): void {
  const { dtype } = input
  const refuses = transposed
    ? dtype.kind === 'bool' || (dtype.kind === 'int' && dtype.name !== 'int64')
    : dtype.kind === 'bool'
  if (refuses) {
    const plane = n < 3 ? 'slow_conv2d_cpu' : 'compute_columns3d'
    const kernel = transposed ? `slow_conv_transpose${n < 3 ? 2 : 3}d_out_cpu` : plane
    fail('NotImplementedError', `"${kernel}" not implemented for '${dtype.scalarType}'`)
  }
  check(
    weight.dtype === dtype,
    () => `expected scalar type ${dtype.scalarType} but found ${weight.dtype.scalarType}`,
  )
}

/** Only convolutions ask this, and before everything else. */
export function checkBias(input: Tensor, bias: Tensor | null): void {
  check(
    bias === null || bias.dtype === input.dtype,
    () => `Input type (${cppName(input.dtype)}) and bias type (${cppName(bias!.dtype)}) should be the same`,
  )
}

function checkWeight(weight: Tensor, groups: number): void {
  check(
    weight.shape[0] >= groups,
    () =>
      `Given groups=${groups}, expected weight to be at least ${groups} at dimension 0, but got weight of size ${formatSizes(weight.shape)} instead`,
  )
  check(
    weight.shape[0] % groups === 0,
    () =>
      `Given groups=${groups}, expected weight to be divisible by ${groups} at dimension 0, but got weight of size [${formatSizes(weight.shape)}] instead`,
  )
}

function checkChannels(input: Tensor, weight: Tensor, bias: Tensor | null, groups: number): void {
  const [out, perGroup] = weight.shape
  check(
    input.shape[1] === perGroup * groups,
    () =>
      `Given groups=${groups}, weight of size ${formatSizes(weight.shape)}, expected input${formatSizes(input.shape)} ` +
      `to have ${perGroup * groups} channels, but got ${input.shape[1]} channels instead`,
  )
  check(
    bias === null || (bias.rank === 1 && bias.shape[0] === out),
    () =>
      `Given weight of size ${formatSizes(weight.shape)}, expected bias to be 1-dimensional with ${out} elements, but got bias of size ${formatSizes(bias!.shape)} instead`,
  )
}

function checkTransposedChannels(input: Tensor, weight: Tensor, bias: Tensor | null, groups: number): void {
  check(
    input.shape[1] === weight.shape[0],
    () =>
      `Given transposed=1, weight of size ${formatSizes(weight.shape)}, expected input${formatSizes(input.shape)} to have ${weight.shape[0]} channels, but got ${input.shape[1]} channels instead`,
  )
  check(
    bias === null || (bias.rank === 1 && bias.shape[0] === weight.shape[1] * groups),
    () =>
      `Given transposed=1, weight of size ${formatSizes(weight.shape)}, expected bias to be 1-dimensional with ` +
      `${weight.shape[1] * groups} elements, but got bias of size ${formatSizes(bias!.shape)} instead`,
  )
}

function checkKernelFits(
  input: Tensor,
  weight: Tensor,
  padding: readonly number[],
  dilation: readonly number[],
): void {
  const padded = padding.map((value, d) => input.shape[d + 2] + 2 * value)
  const kernel = dilation.map((value, d) => value * (weight.shape[d + 2] - 1) + 1)
  check(
    padded.every((size, d) => size >= kernel[d]),
    () =>
      `Calculated padded input size per channel: (${padded.join(' x ')}). Kernel size: (${kernel.join(' x ')}). Kernel size can't be greater than actual input size`,
  )
}
