/** Convolutions over the last one, two or three dims, and their transposes: ranks are checked, an unbatched input gets its batch dim, the paddings 'same' and 'valid' become numbers. */
import { check } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { permute, squeezeOne, unsqueeze } from './axes.js'
import { checkBias, checkConv } from './conv-checks.js'
import { byParts, convolution, convTransposed } from './convolution.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { constantPad } from './pad.js'

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
    check(weight.rank >= 3, () => 'weight should have at least three dimensions')
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
