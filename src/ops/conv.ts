/**
 * Convolutions over the last one, two or three dims, and their transposes.
 *
 * One primitive for each direction serves all of them: `_convolution` and `_conv_transpose`, whose gradients are each
 * other, and `_conv_weight`. The public operators check ranks, add and drop the batch dim of an unbatched input, and
 * turn the paddings 'same' and 'valid' into numbers.
 */
import { type ConvSizes, convolve, convolveTransposed, convolveWeight } from '../compute/conv.js'
import { dense } from '../compute/strided.js'
import type { DType, NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { squeezeDim, unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { channelsAs, type Dim, dims, given, keep, type Out, parameter, sizeRule } from './derive.js'
import { constantPad } from './pad.js'
import { notImplementedFor } from './pointwise.js'
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

/** PyTorch's checks, in its order. `input` is batched. */
function checkConv(
  { input, weight, bias, stride, padding, dilation, groups }: ConvArgs,
  transposed: boolean,
  outputPadding: readonly number[] = [],
): void {
  const rank = weight.rank
  check(rank >= 3, () => `weight should have at least three dimensions`)
  const n = rank - 2
  if (!weight.dtype.name.startsWith('complex') && bias !== null && input.dtype !== bias.dtype) {
    fail(
      'RuntimeError',
      `Input type (${cName(input.dtype)}) and bias type (${cName(bias.dtype)}) should be the same`,
    )
  }
  if (input.dtype !== weight.dtype) {
    fail(
      'RuntimeError',
      `Input type (${cName(input.dtype)}) and weight type (${cName(weight.dtype)}) should be the same`,
    )
  }
  perDim('stride', stride, n)
  perDim('padding', padding, n)
  perDim('dilation', dilation, n)
  if (transposed) perDim('output_padding', outputPadding, n)
  check(!padding.some((value) => value < 0), () => 'negative padding is not supported')
  check(!outputPadding.some((value) => value < 0), () => 'negative output_padding is not supported')
  check(!stride.some((value) => value <= 0), () => 'non-positive stride is not supported')
  check(
    !dilation.some((value) => value <= 0),
    () => `dilation should be greater than zero, but got ${formatSizes(perDim('dilation', dilation, n))}`,
  )
  check(groups > 0, () => 'non-positive groups is not supported')
  check(
    input.rank === rank,
    () =>
      `Expected ${rank}-dimensional input for ${rank}-dimensional weight ${formatSizes(weight.shape)}, but got ${input.rank}-dimensional input of size ${formatSizes(input.shape)} instead`,
  )
  if (transposed) checkTransposedChannels(input, weight, bias, groups)
  else checkChannels(input, weight, bias, groups)
  if (!transposed)
    checkKernelFits(input, weight, perDim('padding', padding, n), perDim('dilation', dilation, n))
}

function checkChannels(input: Tensor, weight: Tensor, bias: Tensor | null, groups: number): void {
  const [out, perGroup] = weight.shape
  check(
    out >= groups,
    () =>
      `Given groups=${groups}, expected weight to be at least ${groups} at dimension 0, but got weight of size ${formatSizes(weight.shape)} instead`,
  )
  check(
    out % groups === 0,
    () =>
      `Given groups=${groups}, expected weight to be divisible by ${groups} at dimension 0, but got weight of size [${weight.shape.join(', ')}] instead`,
  )
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

/** The elements in row-major order; int64 as doubles, exact as far as those go. */
function numbers(array: NdArray): NumberData {
  const data = dense(array)
  return data instanceof BigInt64Array ? Float64Array.from(data, Number) : data
}
const maybe = (array: NdArray | null): NumberData | null => (array === null ? null : numbers(array))

/** Lets `fill` write numbers into the output; int64 by way of doubles. */
function intoNumbers({ data }: NdArray, fill: (to: NumberData) => void): void {
  if (!(data instanceof BigInt64Array)) {
    fill(data)
    return
  }
  const exact = new Float64Array(data.length)
  fill(exact)
  for (let i = 0; i < data.length; i++) data[i] = BigInt(exact[i])
}

const unsupported = (dtype: DType, name: string): void => {
  if (dtype.kind === 'bool') notImplementedFor('slow_conv2d_cpu', dtype)
  if (dtype.kind === 'complex')
    fail('NotImplementedError', `ishape: ${name} of ${dtype.name} tensors is not available here`)
}

/** Batched convolution; every list has one value for each spatial dim. */
const convolution = defineOp({
  schema:
    '_convolution(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, int[] dilation, int groups) -> Tensor',
  doc: 'Slides weight over the spatial dims of input.',
  faces: { private: 'native' },
  gradName: 'ConvolutionBackward0',
  shape: (args): Out => {
    checkConv(args, false)
    const { input, weight } = args
    unsupported(input.dtype, 'convolution')
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
    intoNumbers(out, (to) =>
      convolve(
        convSizes(input.shape, out.shape, weight.shape, args),
        numbers(input),
        numbers(weight),
        maybe(bias),
        to,
      ),
    )
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
    unsupported(input.dtype, 'transposed convolution')
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
    intoNumbers(out, (to) =>
      convolveTransposed(
        convSizes(out.shape, input.shape, weight.shape, args),
        numbers(input),
        numbers(weight),
        maybe(bias),
        to,
      ),
    )
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
  return input.rank === n + 1 ? squeezeDim(body(unsqueeze(input, 0)), [0]) : body(input)
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
    checkRank(name, n, input)
    const rank = weight.rank - 2
    return batched(input, n, (image) =>
      convolution(
        image,
        weight,
        bias,
        spread(stride, rank),
        spread(padding, rank),
        spread(dilation, rank),
        groups,
      ),
    )
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

const axisNames: readonly (readonly string[])[] = [
  [],
  ['width'],
  ['height', 'width'],
  ['depth', 'height', 'width'],
]

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
        checkConv({ input: image, weight, bias, stride, padding, dilation, groups }, true, extra)
        check(
          extra.every((value, d) => value < stride[d] || value < dilation[d]),
          () => {
            const list = (label: string, values: readonly number[]): string =>
              axisNames[n].map((axis, d) => `${label}_${axis}: ${values[d]}`).join(' ')
            return `output padding must be smaller than either stride or dilation, but got ${list('output_padding', extra)} ${list('stride', stride)} ${list('dilation', dilation)}`
          },
        )
        return convTransposed(image, weight, bias, stride, padding, extra, groups, dilation)
      })
    },
    samples: [`F.${name}(torch.randn(1, 4, ${sizes}), torch.randn(4, 2, ${kernel}), stride=2)`],
  })
}
export const [convTranspose1d, convTranspose2d, convTranspose3d] = ([1, 2, 3] as const).map(convTranspose)
