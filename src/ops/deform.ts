/** The columns of a deformable convolution: `torchvision::deform_conv2d` multiplies them with its weight (kernels/torch/lib/torch/_vision.py). */
import { type Deformed, deformedColumns, deformedInputBack, deformedOffsetBack } from '../compute/deform.js'
import { dense } from '../compute/strided.js'
import type { NumberData } from '../tensor/dtype.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { windowed } from './convolution.js'
import { defineOp } from './define.js'
import { dims, given, keep, like, type Out, sizeRule } from './derive.js'
import { notImplementedFor } from './pointwise.js'

const numbers = (array: NdArray): NumberData => dense(array) as NumberData
const STEPS = 'int[] kernel, int[] stride, int[] padding, int[] dilation, int groups'

interface Steps {
  readonly kernel: number[]
  readonly stride: number[]
  readonly padding: number[]
  readonly dilation: number[]
  readonly groups: number
}

const deformed = (image: readonly number[], offset: readonly number[], steps: Steps): Deformed => ({
  ...steps,
  batch: image[0],
  channels: image[1],
  size: image.slice(2),
  counts: offset.slice(2),
})

const inputBack = defineOp({
  schema: `_deform_input_backward(Tensor grad, Tensor offset, Tensor? mask, int[] size, ${STEPS}) -> Tensor`,
  doc: 'The gradient of deformed columns for the image.',
  faces: { private: 'native' },
  shape: ({ grad, size }): Out =>
    dims(
      grad.dtype,
      size.map((each) => given(each)),
    ),
  kernel: ({ grad, offset, mask, size, ...steps }, out) =>
    deformedInputBack(
      numbers(grad),
      numbers(offset),
      mask === null ? null : numbers(mask),
      deformed(size, offset.shape, steps),
      out.data as NumberData,
    ),
})

const offsetBack = defineOp({
  schema: `_deform_offset_backward(Tensor grad, Tensor input, Tensor offset, Tensor? mask, ${STEPS}) -> (Tensor, Tensor)`,
  doc: 'The gradients of deformed columns for offsets and mask.',
  faces: { private: 'native' },
  shape: ({ offset }): Out[] => [
    like(offset),
    dims(offset.dtype, [
      keep(offset, 0),
      given(offset.shape[1] / 2, 'groups * kernel_height * kernel_width'),
      keep(offset, 2),
      keep(offset, 3),
    ]),
  ],
  kernel: ({ grad, input, offset, mask, ...steps }, out, [, masks]) =>
    deformedOffsetBack(
      numbers(grad),
      numbers(input),
      numbers(offset),
      mask === null ? null : numbers(mask),
      deformed(input.shape, offset.shape, steps),
      out.data as NumberData,
      masks.data as NumberData,
    ),
})

const patch = sizeRule('C * kernel_height * kernel_width')
const places = sizeRule('rows * columns')

/** (N, C, H, W) → (N, C·kernel, windows), every pixel taken at its place plus an offset. */
export const deformColumns = defineOp({
  schema: `_deform_columns(Tensor input, Tensor offset, Tensor? mask, ${STEPS}) -> Tensor`,
  doc: 'Windows of an image as columns, their pixels moved by offsets.',
  faces: { F: 'native' },
  shape: ({ input, kernel, stride, padding, dilation }): Out => {
    const { dtype } = input
    if (dtype.kind !== 'float' || dtype.itemsize === 2) notImplementedFor('deformable_im2col', dtype)
    const [rows, columns] = [0, 1].map((d) =>
      windowed({
        L: [input, d + 2],
        kernel: kernel[d],
        stride: stride[d],
        padding: padding[d],
        dilation: dilation[d],
      }),
    )
    return dims(dtype, [
      keep(input, 0),
      patch({ C: [input, 1], kernel_height: kernel[0], kernel_width: kernel[1] }),
      places({ rows: rows.size, columns: columns.size }),
    ])
  },
  kernel: ({ input, offset, mask, ...steps }, out) =>
    deformedColumns(
      numbers(input),
      numbers(offset),
      mask === null ? null : numbers(mask),
      deformed(input.shape, offset.shape, steps),
      out.data as NumberData,
    ),
  backward: {
    input: ({ grad, offset, mask, meta, kernel, stride, padding, dilation, groups }): Tensor =>
      inputBack(grad, offset, mask, [...meta.input.shape], kernel, stride, padding, dilation, groups),
    offset: ({ grad, input, offset, mask, kernel, stride, padding, dilation, groups }): Tensor =>
      offsetBack(grad, input, offset, mask, kernel, stride, padding, dilation, groups)[0],
    mask: ({ grad, input, offset, mask, kernel, stride, padding, dilation, groups }): Tensor =>
      offsetBack(grad, input, offset, mask, kernel, stride, padding, dilation, groups)[1],
  },
  samples: [
    'F._deform_columns(torch.randn(1, 2, 4, 4, requires_grad=True), (torch.rand(1, 8, 3, 3) * 0.6 + 0.2).requires_grad_(), torch.rand(1, 4, 3, 3, requires_grad=True), [2, 2], [1, 1], [0, 0], [1, 1], 1).sum().backward()',
  ],
})
