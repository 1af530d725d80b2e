/** Windows of an image as columns (im2col), and columns added up to an image (col2im): each is the other's gradient. */
import { dense } from '../compute/strided.js'
import type { NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { squeezeDim, unsqueeze } from './axes.js'
import { windowed } from './convolution.js'
import { defineOp } from './define.js'
import { dims, given, keep, type Out, sizeRule } from './derive.js'
import { notImplementedFor } from './pointwise.js'

const F = { F: 'native' } as const

interface Steps {
  readonly kernel_size: number[]
  readonly dilation: number[]
  readonly padding: number[]
  readonly stride: number[]
}

const pair = (values: readonly number[]): string => `(${values.join(', ')})`

/** PyTorch's checks on what both take. */
function checkSteps(args: Steps & { readonly output_size?: number[] }): void {
  for (const key of ['output_size', 'kernel_size', 'dilation', 'padding', 'stride'] as const) {
    const values = args[key]
    if (values !== undefined && values.length !== 2)
      fail('RuntimeError', `It is expected ${key} equals to 2, but got size ${values.length}`)
  }
  const { kernel_size, dilation, padding, stride } = args
  const named = (name: string, values: readonly number[]): string =>
    `${name}_height: ${values[0]} ${name}_width: ${values[1]}`
  const positive = (what: string, name: string, values: readonly number[]): void =>
    check(
      values.every((value) => value > 0),
      () => `${what} should be greater than zero, but got ${named(name, values)}`,
    )
  positive('kernel size', 'kernel', kernel_size)
  positive('dilation', 'dilation', dilation)
  check(
    padding.every((value) => value >= 0),
    () => `padding should be non-negative, but got ${named('pad', padding)}`,
  )
  positive('stride', 'stride', stride)
}

const slots = (size: readonly number[], { kernel_size, dilation, padding, stride }: Steps): number[] =>
  size.map(
    (length, d) =>
      Math.floor((length + 2 * padding[d] - dilation[d] * (kernel_size[d] - 1) - 1) / stride[d]) + 1,
  )

/** Calls `visit(position in a column plane, position in an image plane)` for every pair that belongs together. */
function forEachCell(
  size: readonly number[],
  counts: readonly number[],
  { kernel_size, dilation, padding, stride }: Steps,
  visit: (column: number, pixel: number) => void,
): void {
  const [rows, columns] = counts
  let column = 0
  for (let ky = 0; ky < kernel_size[0]; ky++)
    for (let kx = 0; kx < kernel_size[1]; kx++)
      for (let oy = 0; oy < rows; oy++) {
        const y = oy * stride[0] - padding[0] + ky * dilation[0]
        for (let ox = 0; ox < columns; ox++, column++) {
          const x = ox * stride[1] - padding[1] + kx * dilation[1]
          if (y >= 0 && y < size[0] && x >= 0 && x < size[1]) visit(column, y * size[1] + x)
        }
      }
}

const STEPS = 'int[] kernel_size, int[] dilation, int[] padding, int[] stride' as const
const blocks = sizeRule('rows * columns')
const patch = sizeRule('C * kernel_height * kernel_width')

/** Batched: (N, C, H, W) → (N, C·kernel, windows). */
const im2col = defineOp({
  schema: `_im2col(Tensor input, ${STEPS}) -> Tensor`,
  doc: 'Every window of an image as a column.',
  faces: { private: 'native' },
  gradName: 'Im2ColBackward0',
  shape: (args): Out => {
    const { input, kernel_size, dilation, padding, stride } = args
    const [rows, columns] = [0, 1].map(
      (d) =>
        windowed({
          L: [input, d + 2],
          kernel: kernel_size[d],
          stride: stride[d],
          padding: padding[d],
          dilation: dilation[d],
        }).size,
    )
    return dims(input.dtype, {
      N: keep(input, 0),
      C: patch({ C: [input, 1], kernel_height: kernel_size[0], kernel_width: kernel_size[1] }),
      L: blocks({ rows, columns }),
    })
  },
  kernel: (args, out) => {
    const { input } = args
    const [, , ...size] = input.shape
    const from = dense(input) as NumberData
    const to = out.data as NumberData
    const counts = slots(size, args)
    const image = size[0] * size[1]
    const matrix = args.kernel_size[0] * args.kernel_size[1] * counts[0] * counts[1]
    for (let p = 0; p < input.shape[0] * input.shape[1]; p++)
      forEachCell(size, counts, args, (column, pixel) => {
        to[p * matrix + column] = from[p * image + pixel]
      })
  },
  backward: {
    input: ({ grad, meta, kernel_size, dilation, padding, stride }): Tensor =>
      col2im(grad, meta.input.shape.slice(2) as number[], kernel_size, dilation, padding, stride),
  },
})

const channels = sizeRule('columns / (kernel_h * kernel_w)')

/** Batched: (N, C·kernel, windows) → (N, C, H, W). */
const col2im = defineOp({
  schema: `_col2im(Tensor input, int[] output_size, ${STEPS}) -> Tensor`,
  doc: 'Columns added up where their windows lie.',
  faces: { private: 'native' },
  gradName: 'Col2ImBackward0',
  shape: ({ input, output_size, kernel_size }): Out =>
    dims(input.dtype, {
      N: keep(input, 0),
      C: channels({ columns: [input, 1], kernel_h: kernel_size[0], kernel_w: kernel_size[1] }),
      H: given(output_size[0], 'output_size'),
      W: given(output_size[1], 'output_size'),
    }),
  kernel: (args, out: NdArray) => {
    const { input, output_size } = args
    const from = dense(input) as NumberData
    const to = out.data as NumberData
    const counts = slots(output_size, args)
    const image = output_size[0] * output_size[1]
    const matrix = args.kernel_size[0] * args.kernel_size[1] * counts[0] * counts[1]
    for (let p = 0; p < out.shape[0] * out.shape[1]; p++)
      forEachCell(output_size, counts, args, (column, pixel) => {
        to[p * image + pixel] += from[p * matrix + column]
      })
  },
  backward: {
    input: ({ grad, kernel_size, dilation, padding, stride }): Tensor =>
      im2col(grad, kernel_size, dilation, padding, stride),
  },
})

/** Runs `body` on a batched input; an unbatched one gets a batch of one and loses it again. */
const batched = (input: Tensor, rank: number, body: (input: Tensor) => Tensor): Tensor =>
  input.rank === rank ? body(input) : squeezeDim(body(unsqueeze(input, 0)), [0])

/** Source: torch.nn.functional.unfold. */
export const unfold = defineOp({
  schema: `_unfold(Tensor input, ${STEPS}) -> Tensor`,
  doc: 'Every window of an image as a column.',
  faces: F,
  composite: (args): Tensor => {
    const { input, kernel_size, dilation, padding, stride } = args
    checkSteps(args)
    const { rank, shape } = input
    if (rank < 3) {
      const bound = Math.max(rank, 1)
      fail(
        'IndexError',
        `Dimension out of range (expected to be in range of [${-bound}, ${bound - 1}], but got 2)`,
      )
    }
    check(
      (rank === 3 || rank === 4) && shape.slice(rank - 3).every((size) => size > 0),
      () =>
        `Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: ${formatSizes(shape)}`,
    )
    const size = shape.slice(-2)
    const counts = slots(size, args)
    check(
      counts.every((count) => count >= 1),
      () =>
        `Given input with spatial size ${pair(size)}, kernel_size=${pair(kernel_size)}, dilation=${pair(dilation)}, padding=${pair(padding)}, calculated shape of the array of sliding blocks as ${pair(counts)}, but its components must be at least one.`,
    )
    if (input.dtype.kind !== 'float') notImplementedFor('im2col_out_cpu', input.dtype)
    return batched(input, 4, (image) => im2col(image, kernel_size, dilation, padding, stride))
  },
})

/** Source: torch.nn.functional.fold. */
export const fold = defineOp({
  schema: `_fold(Tensor input, int[] output_size, ${STEPS}) -> Tensor`,
  doc: 'Columns added up to an image.',
  faces: F,
  composite: (args): Tensor => {
    const { input, output_size, kernel_size, dilation, padding, stride } = args
    checkSteps(args)
    const { rank, shape } = input
    check(
      (rank === 2 || rank === 3) && shape.slice(rank - 2).every((size) => size > 0),
      () =>
        `Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: ${formatSizes(shape)}`,
    )
    const axis = rank - 2
    const [values, windows] = shape.slice(-2)
    check(
      values % (kernel_size[0] * kernel_size[1]) === 0,
      () =>
        `Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(${axis})=${values} and kernel_size=${pair(kernel_size)}.`,
    )
    const counts = slots(output_size, args)
    check(
      windows === counts[0] * counts[1],
      () =>
        `Given output_size=${pair(output_size)}, kernel_size=${pair(kernel_size)}, dilation=${pair(dilation)}, padding=${pair(padding)}, stride=${pair(stride)}, expected size of input's dimension 2 to match the calculated number of sliding blocks ${counts[0]} * ${counts[1]} = ${counts[0] * counts[1]}, but got input.size(${axis + 1})=${windows}.`,
    )
    if (input.dtype.kind !== 'float') notImplementedFor('col2im_out_cpu', input.dtype)
    return batched(input, 3, (columns) =>
      col2im(columns, output_size, kernel_size, dilation, padding, stride),
    )
  },
})
