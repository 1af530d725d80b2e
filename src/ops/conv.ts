/**
 * Convolutions over the last one, two or three dims, and their transposes.
 *
 * One primitive for each direction serves all of them: `_convolution` and `_conv_transpose`, whose gradients are each
 * other, and `_conv_weight`. The public operators check ranks, add and drop the batch dim of an unbatched input, and
 * turn the paddings 'same' and 'valid' into numbers.
 */
import { type ConvSizes, convolve, convolveTransposed, convolveWeight } from '../compute/conv.js'
import { dense } from '../compute/strided.js'
import { type DType, legacyName, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, sub } from './arithmetic.js'
import { permute, squeezeOne, unsqueeze } from './axes.js'
import { complex, imag, real } from './complex.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { channelsAs, type Dim, dims, given, keep, type Out, parameter, sizeRule } from './derive.js'
import { constantPad } from './pad.js'
import { sumDims } from './reduce.js'

/** How many windows fit along one dim: the rule of convolutions and of pooling. */
export const windowed = sizeRule('floor((L + 2*padding - dilation*(kernel - 1) - 1) / stride) + 1')

/** How large a transposed convolution's output is. */
const unwindowed = sizeRule('(L - 1)*stride - 2*padding + dilation*(kernel - 1) + output_padding + 1')

/** Names of the spatial dims, by their number. */
export const spatialLabels: readonly (readonly string[])[] = [[], ['L'], ['H', 'W'], ['D', 'H', 'W']]

interface ConvArgs {
  readonly input: Tensor
  readonly weight: Tensor
  readonly bias: Tensor | null
  readonly stride: number[]
  readonly padding: number[]
  readonly dilation: number[]
  readonly groups: number
}

// --- checks -------------------------------------------------------------------------------------------------------

/** What C++ calls the dtypes in convolution's messages. */
const cNames: Record<string, string> = {
  float32: 'float',
  float64: 'double',
  float16: 'c10::Half',
  bfloat16: 'c10::BFloat16',
  int64: 'long int',
  int32: 'int',
  int16: 'short int',
  int8: 'signed char',
  uint8: 'unsigned char',
  bool: 'bool',
  complex64: 'c10::complex<float>',
  complex128: 'c10::complex<double>',
}
export const cName = (dtype: DType): string => cNames[dtype.name]

/** A list given for `n` spatial dims: one value serves all. */
function perDim(name: string, values: readonly number[], n: number): readonly number[] {
  if (values.length === n) return values
  if (values.length === 1) return new Array<number>(n).fill(values[0])
  return fail(
    'RuntimeError',
    `expected ${name} to be a single integer value or a list of ${n} values to match the convolution dimensions, but got ${name}=${formatSizes(values)}`,
  )
}

/** PyTorch's checks, in its order. `input` is batched; `outputPadding` is null but for transposed convolutions. */
function checkConv(
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
function checkBias(input: Tensor, bias: Tensor | null): void {
  check(
    bias === null || bias.dtype === input.dtype,
    () => `Input type (${cName(input.dtype)}) and bias type (${cName(bias!.dtype)}) should be the same`,
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

// --- primitives ---------------------------------------------------------------------------------------------------

function convSizes(
  image: readonly number[],
  windows: readonly number[],
  weight: readonly number[],
  args: Pick<ConvArgs, 'stride' | 'padding' | 'dilation' | 'groups'>,
): ConvSizes {
  const n = image.length - 2
  return {
    image: image.slice(2),
    kernel: weight.slice(2),
    windows: windows.slice(2),
    stride: perDim('stride', args.stride, n),
    padding: perDim('padding', args.padding, n),
    dilation: perDim('dilation', args.dilation, n),
    batch: image[0],
    groups: args.groups,
    inChannels: image[1],
    outChannels: windows[1],
  }
}

/** The most that a sum of products of int64 may come to: beyond it, numbers are not exact. */
const EXACT = 2 ** 53

/** Elements as numbers, densely. */
function numbers(array: NdArray): NumberData {
  const data = dense(array)
  return data instanceof BigInt64Array ? Float64Array.from(data, Number) : (data as NumberData)
}
const maybe = (array: NdArray | null): NumberData | null => (array === null ? null : numbers(array))

/** Lets `run` fill the output; int64 is worked out in float64 where that is exact. */
function filled(out: NdArray, run: (data: NumberData) => void): void {
  if (!(out.data instanceof BigInt64Array)) {
    run(out.data as NumberData)
    return
  }
  const sums = new Float64Array(out.data.length)
  run(sums)
  for (let i = 0; i < sums.length; i++) {
    if (Math.abs(sums[i]) >= EXACT)
      fail(
        'NotImplementedError',
        'ishape: a convolution of int64 with sums beyond 2**53 is not available here',
      )
    out.data[i] = BigInt(sums[i])
  }
}

/** A complex convolution from three real ones. */
function byParts(
  { input, weight, bias }: Pick<ConvArgs, 'input' | 'weight' | 'bias'>,
  body: (input: Tensor, weight: Tensor, bias: Tensor | null) => Tensor,
): Tensor {
  if (input.dtype.kind !== 'complex') return body(input, weight, bias)
  const sum = (tensor: Tensor): Tensor => add(real(tensor), imag(tensor))
  const x = body(real(input), real(weight), bias && real(bias))
  const y = body(imag(input), imag(weight), null)
  const z = body(sum(input), sum(weight), bias && sum(bias))
  return complex(sub(x, y), sub(sub(z, x), y))
}

/** Batched convolution; every list has one value for each spatial dim. */
const convolution = defineOp({
  schema:
    '_convolution(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, int[] dilation, int groups) -> Tensor',
  doc: 'Slides weight over the spatial dims of input.',
  faces: { private: 'native' },
  gradName: 'ConvolutionBackward0',
  shape: (args): Out => {
    const { input, weight } = args
    const n = input.rank - 2
    const [stride, padding, dilation] = [args.stride, args.padding, args.dilation].map((list) =>
      perDim('', list, n),
    )
    const result: Record<string, Dim> = { N: keep(input, 0), C: parameter('out_channels', weight, 0) }
    for (let d = 0; d < n; d++) {
      result[spatialLabels[n][d]] = windowed({
        L: [input, d + 2],
        kernel: weight.shape[d + 2],
        stride: stride[d],
        padding: padding[d],
        dilation: dilation[d],
      })
    }
    return channelsAs(input, dims(input.dtype, result))
  },
  kernel: (args, out) => {
    const { input, weight, bias } = args
    const sizes = convSizes(input.shape, out.shape, weight.shape, args)
    filled(out, (data) => convolve(sizes, numbers(input), numbers(weight), maybe(bias), data))
  },
  backward: {
    input: ({ grad, weight, meta, stride, padding, dilation, groups }): Tensor => {
      const extra = lost(meta.input.shape, grad.shape, weight.shape, { stride, padding, dilation })
      return convTransposed(grad, weight, null, stride, padding, extra, groups, dilation)
    },
    weight: ({ grad, input, meta, stride, padding, dilation, groups }): Tensor =>
      convWeight(input, grad, [...meta.weight.shape], stride, padding, dilation, groups),
    bias: ({ grad }) =>
      sumDims(
        grad,
        grad.shape.map((_, axis) => axis).filter((axis) => axis !== 1),
      ),
  },
})

/** Batched transposed convolution: the gradient of `_convolution` for its input. */
const convTransposed = defineOp({
  schema:
    '_conv_transpose(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, int[] output_padding, int groups, int[] dilation) -> Tensor',
  doc: 'Spreads every element of input over the output with weight.',
  faces: { private: 'native' },
  gradName: 'ConvolutionBackward0',
  shape: ({ input, weight, stride, padding, output_padding, groups, dilation }): Out => {
    const n = input.rank - 2
    const out: Record<string, Dim> = {
      N: keep(input, 0),
      C:
        groups === 1 ? parameter('out_channels', weight, 1) : given(weight.shape[1] * groups, 'out_channels'),
    }
    for (let d = 0; d < n; d++) {
      out[spatialLabels[n][d]] = unwindowed({
        L: [input, d + 2],
        kernel: weight.shape[d + 2],
        stride: stride[d],
        padding: padding[d],
        dilation: dilation[d],
        output_padding: output_padding[d],
      })
    }
    return channelsAs(input, dims(input.dtype, out))
  },
  kernel: (args, out) => {
    const { input, weight, bias } = args
    const sizes = convSizes(out.shape, input.shape, weight.shape, args)
    filled(out, (data) => convolveTransposed(sizes, numbers(input), numbers(weight), maybe(bias), data))
  },
  backward: {
    input: ({ grad, weight, stride, padding, dilation, groups }): Tensor =>
      convolution(grad, weight, null, stride, padding, dilation, groups),
    weight: ({ grad, input, meta, stride, padding, dilation, groups }): Tensor =>
      convWeight(grad, input, [...meta.weight.shape], stride, padding, dilation, groups),
    bias: ({ grad }) =>
      sumDims(
        grad,
        grad.shape.map((_, axis) => axis).filter((axis) => axis !== 1),
      ),
  },
})

/** What an input of `_convolution` lost to the floor, as the output padding of the way back. */
const lost = (
  image: readonly number[],
  windows: readonly number[],
  kernel: readonly number[],
  { stride, padding, dilation }: Steps,
): number[] =>
  image
    .slice(2)
    .map(
      (size, d) =>
        size - ((windows[d + 2] - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel[d + 2] - 1) + 1),
    )

interface Steps {
  readonly stride: number[]
  readonly padding: number[]
  readonly dilation: number[]
}

/** The gradient of `_convolution` for its weight, of the given size. */
const convWeight = defineOp({
  schema:
    '_conv_weight(Tensor input, Tensor windows, int[] size, int[] stride, int[] padding, int[] dilation, int groups) -> Tensor',
  doc: 'How the weight of a convolution should change.',
  faces: { private: 'native' },
  gradName: 'ConvolutionBackwardBackward0',
  shape: ({ input, size }) =>
    dims(
      input.dtype,
      size.map((n) => given(n)),
    ),
  kernel: (args, out) => {
    const { input, windows, size } = args
    convolveWeight(
      convSizes(input.shape, windows.shape, size, args),
      numbers(input),
      numbers(windows),
      out.data as NumberData,
    )
  },
  backward: {
    input: ({ grad, windows, meta, size, stride, padding, dilation, groups }): Tensor =>
      convTransposed(
        windows,
        grad,
        null,
        stride,
        padding,
        lost(meta.input.shape, meta.windows.shape, size, { stride, padding, dilation }),
        groups,
        dilation,
      ),
    windows: ({ grad, input, stride, padding, dilation, groups }): Tensor =>
      convolution(input, grad, null, stride, padding, dilation, groups),
  },
})

// --- public operators ---------------------------------------------------------------------------------------------

/** `Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [3]` */
function checkRank(name: string, n: number, input: Tensor): void {
  check(
    input.rank === n + 1 || input.rank === n + 2,
    () =>
      `Expected ${n + 1}D (unbatched) or ${n + 2}D (batched) input to ${name}, but got input of size: ${formatSizes(input.shape)}`,
  )
}

/** Runs `body` on a batched input; an unbatched one gets a batch of one and loses it again. */
function batched(input: Tensor, n: number, body: (input: Tensor) => Tensor): Tensor {
  return input.rank === n + 1 ? squeezeOne(body(unsqueeze(input, 0)), 0) : body(input)
}

/** A list with one value for each spatial dim; checked later where its length is wrong. */
const spread = (values: readonly number[], n: number): number[] =>
  values.length === 1 ? new Array<number>(n).fill(values[0]) : [...values]

const conv = (n: 1 | 2 | 3) => {
  const name = `conv${n}d`
  // A plain number keeps the schema's type from being a union over n.
  const k: number = n
  const parameters = `Tensor input, Tensor weight, Tensor? bias=None, int[${k}] stride=1` as const
  const faces = { torch: 'native', F: 'native' } as const
  const sizes = Array.from({ length: n }, () => 8).join(', ')
  const kernel = Array.from({ length: n }, () => 3).join(', ')
  const run = (
    input: Tensor,
    weight: Tensor,
    bias: Tensor | null,
    stride: number[],
    padding: number[],
    dilation: number[],
    groups: number,
  ): Tensor => {
    checkBias(input, bias)
    checkRank(name, n, input)
    const rank = weight.rank - 2
    const [steps, pads, gaps] = [stride, padding, dilation].map((list) => spread(list, rank))
    return batched(input, n, (image) => {
      const args = { input: image, weight, bias }
      checkConv({ ...args, stride: steps, padding: pads, dilation: gaps, groups }, null)
      return byParts(args, (part, kernel, offset) =>
        convolution(part, kernel, offset, steps, pads, gaps, groups),
      )
    })
  }
  /** Padding as numbers. Source: torch.nn.functional.conv1d, conv2d, conv3d. */
  const numeric = defineOp({
    schema: `${name}(${parameters}, int[${k}] padding=0, int[${k}] dilation=1, int groups=1) -> Tensor`,
    doc: 'Slides weight over the spatial dims of input and sums the products in every window.',
    faces,
    composite: ({ input, weight, bias, stride, padding, dilation, groups }) =>
      run(input, weight, bias, stride, padding, dilation, groups),
    samples: [`F.${name}(torch.randn(2, 4, ${sizes}), torch.randn(6, 2, ${kernel}), groups=2, padding=1)`],
    errors: [`F.${name}(torch.randn(2, 3, ${sizes}), torch.randn(6, 4, ${kernel}))`],
  })
  /** Padding by name: 'valid' is none, 'same' keeps the size, one more at the end where it is odd. */
  defineOp({
    schema: `${name}.padding(${parameters}, str padding='valid', int[${k}] dilation=1, int groups=1) -> Tensor`,
    doc: "Slides weight over the spatial dims of input, padded by 'same' or 'valid'.",
    faces,
    composite: ({ input, weight, bias, stride, padding, dilation, groups }) => {
      const rank = weight.rank - 2
      if (padding === 'valid') return run(input, weight, bias, stride, [0], dilation, groups)
      check(padding === 'same', () => `Invalid padding string: '${padding}'`)
      check(
        !stride.some((step) => step !== 1),
        () => "padding='same' is not supported for strided convolutions",
      )
      checkRank(name, n, input)
      const totals = spread(dilation, rank).map((step, d) => step * (weight.shape[d + 2] - 1))
      const odd = totals.map((total) => total % 2)
      const padded = odd.some((one) => one > 0)
        ? constantPad(
            input,
            [...odd].reverse().flatMap((one) => [0, one]),
            0,
          )
        : input
      return run(
        padded,
        weight,
        bias,
        stride,
        totals.map((total) => Math.floor(total / 2)),
        dilation,
        groups,
      )
    },
    samples: [`F.${name}(torch.randn(1, 1, ${sizes}), torch.randn(1, 1, ${kernel}), padding='same')`],
  })
  return numeric
}
export const [conv1d, conv2d, conv3d] = ([1, 2, 3] as const).map(conv)

const convTranspose = (n: 1 | 2 | 3) => {
  const name = `conv_transpose${n}d`
  const sizes = Array.from({ length: n }, () => 5).join(', ')
  const kernel = Array.from({ length: n }, () => 3).join(', ')
  /** Source: torch.nn.functional.conv_transpose1d, 2d, 3d. */
  return defineOp({
    schema: `${name}(Tensor input, Tensor weight, Tensor? bias=None, int[${n}] stride=1, int[${n}] padding=0, int[${n}] output_padding=0, int groups=1, int[${n}] dilation=1) -> Tensor`,
    doc: 'Spreads every element of input over the output with weight: what undoes the shape of a convolution.',
    faces: { torch: 'native', F: 'native' },
    composite: (args) => {
      const { input, weight, bias, groups } = args
      checkRank(name, n, input)
      const [stride, padding, dilation, extra] = [
        args.stride,
        args.padding,
        args.dilation,
        args.output_padding,
      ].map((list) => spread(list, n))
      return batched(input, n, (image) => {
        checkConv({ input: image, weight, bias, stride, padding, dilation, groups }, extra)
        check(
          bias === null || bias.dtype.kind !== 'float' || input.dtype.kind !== 'int',
          () =>
            `result type ${bias!.dtype.scalarType} can't be cast to the desired output type ${input.dtype.scalarType}`,
        )
        const added = bias === null ? null : cast(bias, input.dtype)
        return byParts({ input: image, weight, bias: added }, (part, kernel, offset) =>
          convTransposed(part, kernel, offset, stride, padding, extra, groups, dilation),
        )
      })
    },
    samples: [`F.${name}(torch.randn(1, 4, ${sizes}), torch.randn(4, 2, ${kernel}), stride=2)`],
  })
}
export const [convTranspose1d, convTranspose2d, convTranspose3d] = ([1, 2, 3] as const).map(convTranspose)

/** Time, batch, channels as the order of dims. Source: torch.conv_tbc. */
export const convTbc = defineOp({
  schema: 'conv_tbc(Tensor input, Tensor weight, Tensor bias, int pad=0) -> Tensor',
  doc: 'A convolution over the first dim, with channels last.',
  faces: { torch: 'native', F: 'native' },
  gradName: 'ConvTbcBackward0',
  composite: ({ input, weight, bias, pad }) => {
    check(input.rank === 3, () => 'Input must have 3 dims: time, batch, in_channel')
    check(weight.rank === 3, () => 'Weight tensor must have 3 dims: kernel_width, in_channels, out_channels.')
    check(bias.rank === 1, () => 'Bias must be 1-D')
    check(
      input.shape[2] === weight.shape[1],
      () => 'Input dim 2 (input channels) is not == dim 1 in the weight tensor.',
    )
    check(
      weight.shape[2] === bias.shape[0],
      () => 'Bias size must equal dim 2 in the weight tensor (output channels).',
    )
    const made = convolution(permute(input, [1, 2, 0]), permute(weight, [2, 1, 0]), bias, [1], [pad], [1], 1)
    return permute(made, [2, 0, 1])
  },
  samples: ['torch.conv_tbc(torch.randn(4, 2, 3), torch.randn(2, 3, 2), torch.ones(2))'],
})
