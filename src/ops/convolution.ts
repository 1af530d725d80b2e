/** The primitives of convolutions: one for each direction, `_convolution` and `_conv_transpose`, whose gradients are each other, and `_conv_weight`. */
import { type ConvSizes, convolve, convolveTransposed, convolveWeight } from '../compute/conv.js'
import { dense } from '../compute/strided.js'
import type { NumberData } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { suggestedFormat } from '../tensor/layout.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, sub } from './arithmetic.js'
import { complex, imag, real } from './complex.js'
import { type ConvArgs, perDim } from './conv-checks.js'
import { inFormat } from './copy.js'
import { defineOp } from './define.js'
import { channelsAs, type Dim, dims, given, keep, type Out, parameter, sizeRule } from './derive.js'
import { sumDims } from './reduce.js'

/** How many windows fit along one dim: the rule of convolutions and of pooling. */
export const windowed = sizeRule('floor((L + 2*padding - dilation*(kernel - 1) - 1) / stride) + 1')

/** How large a transposed convolution's output is. */
const unwindowed = sizeRule('(L - 1)*stride - 2*padding + dilation*(kernel - 1) + output_padding + 1')

/** Names of the spatial dims, by their number. */
export const spatialLabels: readonly (readonly string[])[] = [[], ['L'], ['H', 'W'], ['D', 'H', 'W']]

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
export function byParts(
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

/** A bias is added to every element of its channel. */
const biasGradient = (grad: Tensor): Tensor =>
  sumDims(
    grad,
    grad.shape.map((_, axis) => axis).filter((axis) => axis !== 1),
  )

/** Batched convolution; every list has one value for each spatial dim. */
export const convolution = defineOp({
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
    return channelsAs(input, channelsAs(weight, dims(input.dtype, result)))
  },
  kernel: (args, out) => {
    const { input, weight, bias } = args
    const sizes = convSizes(input.shape, out.shape, weight.shape, args)
    filled(out, (data) => convolve(sizes, numbers(input), numbers(weight), maybe(bias), data))
  },
  backward: {
    input: ({ grad, weight, meta, stride, padding, dilation, groups }): Tensor => {
      const extra = lost(meta.input.shape, grad.shape, weight.shape, { stride, padding, dilation })
      return laidAs(meta, convTransposed(grad, weight, null, stride, padding, extra, groups, dilation))
    },
    weight: ({ grad, input, meta, stride, padding, dilation, groups }): Tensor =>
      laidAs(meta, convWeight(input, grad, [...meta.weight.shape], stride, padding, dilation, groups)),
    bias: ({ grad }) => biasGradient(grad),
  },
})

/** Batched transposed convolution: the gradient of `_convolution` for its input. */
export const convTransposed = defineOp({
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
    return channelsAs(input, channelsAs(weight, dims(input.dtype, out)))
  },
  kernel: (args, out) => {
    const { input, weight, bias } = args
    const sizes = convSizes(out.shape, input.shape, weight.shape, args)
    filled(out, (data) => convolveTransposed(sizes, numbers(input), numbers(weight), maybe(bias), data))
  },
  backward: {
    input: ({ grad, weight, meta, stride, padding, dilation, groups }): Tensor =>
      laidAs(meta, convolution(grad, weight, null, stride, padding, dilation, groups)),
    weight: ({ grad, input, meta, stride, padding, dilation, groups }): Tensor =>
      laidAs(meta, convWeight(grad, input, [...meta.weight.shape], stride, padding, dilation, groups)),
    bias: ({ grad }) => biasGradient(grad),
  },
})

type Lying = Parameters<typeof suggestedFormat>[0]

/** A gradient laid out as the result was: channels last where the input or the weight is. */
function laidAs(meta: Readonly<Record<string, Lying>>, grad: Tensor): Tensor {
  const format = suggestedFormat(meta.input)
  return inFormat(grad, format === 'contiguous_format' ? suggestedFormat(meta.weight) : format)
}

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
