/** Views with sizes and strides of the caller's own: as_strided; and parts written into a copy of the whole. */
import { copyInto } from '../compute/copy.js'
import { forEachRow } from '../compute/strided.js'
import type { DType } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, numel } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { solid } from './copy.js'
import { defineOp } from './define.js'
import { copied, dims, given, type Out, viewOut } from './derive.js'
import { zeros } from './factory.js'
import { writeResult } from './inplace.js'
import { sliceDim } from './slice.js'

interface Strided {
  readonly input: Tensor
  readonly size: readonly number[]
  readonly stride: readonly number[]
  readonly storage_offset: number | null
}

function stridedShape({ input, size, stride, storage_offset }: Strided): Out {
  check(size.length === stride.length, () => 'mismatch in length of strides and shape')
  check(
    stride.every((step) => step >= 0),
    () => `as_strided: Negative strides are not supported at the moment, got strides: ${formatSizes(stride)}`,
  )
  const offset = storage_offset ?? input.offset
  checkReach(size, stride, offset, input.dtype, input.storage.slots / input.dtype.width)
  return viewOut(
    input,
    size.map((n) => given(n)),
    stride,
    offset,
  )
}

/** RuntimeError where sizes and strides lead beyond a memory of `elements`. */
function checkReach(
  size: readonly number[],
  stride: readonly number[],
  offset: number,
  { itemsize }: DType,
  elements: number,
): void {
  check(offset >= 0, () => `Tensor: invalid storage offset ${offset}`)
  const held = elements * itemsize
  const reach = reachOf(size, stride, offset)
  check(
    numel(size) === 0 || reach * itemsize <= held,
    () =>
      `setStorage: sizes ${formatSizes(size)}, strides ${formatSizes(stride)}, storage offset ${offset}, and itemsize ${itemsize} ` +
      `requiring a storage size of ${reach * itemsize} are out of bounds for storage of size ${held}`,
  )
}

/** How many elements of the memory are in reach of a walk with these strides. */
function reachOf(size: readonly number[], stride: readonly number[], offset: number): number {
  return size.reduce((last, n, i) => last + (n - 1) * stride[i], offset) + 1
}

/** The tensor's memory walked with any sizes and strides. RuntimeError beyond its end. Source: torch.as_strided. */
export const asStrided = defineOp({
  schema: 'as_strided(Tensor input, int[] size, int[] stride, int? storage_offset=None) -> Tensor',
  doc: 'Sees the memory with other sizes and strides.',
  inplace: ['Tensor', 'torch'],
  inplaceGradName: 'AsStridedBackward1',
  shape: stridedShape,
  backward: {
    input: ({ grad, input, size, stride, storage_offset }): Tensor => {
      const { shape, strides, offset } = input
      const start = storage_offset ?? offset
      if (input.isContiguous) return intoPlaces(grad, [...shape], size, stride, start - offset)
      if (shape.some((n, axis) => n > 1 && strides[axis] === 0))
        fail('NotImplementedError', 'ishape: the gradient of as_strided is not there for expanded tensors')
      const first = Math.min(start, offset)
      const last = Math.max(reachOf(size, stride, start), reachOf(shape, strides, offset))
      const memory = intoPlaces(grad, [last - first], size, stride, start - first)
      return asStrided(memory, [...shape], [...strides], offset - first)
    },
  },
  samples: ['torch.as_strided(torch.arange(12), (2, 3), (1, 2))'],
  errors: ['torch.as_strided(torch.arange(3), (2, 3), (3, 1))'],
})

/** Zeros with elements added where the strides say: several may fall on one place. */
const intoPlaces = defineOp({
  schema: '_as_strided_backward(Tensor values, int[] shape, int[] size, int[] stride, int start) -> Tensor',
  doc: 'Zeros with elements added at strided places.',
  faces: { private: 'native' },
  shape: ({ values, shape }) =>
    dims(
      values.dtype,
      shape.map((n) => given(n)),
    ),
  kernel: ({ values, size, stride, start }, out) => {
    const to = out.data as Float32Array
    const target = { offset: start, strides: stride }
    forEachRow(size, [target, values], ([p, q], count, [dp, dq]) => {
      for (let i = 0; i < count; i++, p += dp, q += dq) to[p] += values.data[q] as number
    })
  },
  backward: {
    values: ({ grad, size, stride, start }): Tensor => asStrided(solid(grad), size, stride, start),
  },
})

// --- parts written into a copy ------------------------------------------------------------------------------------

/** A copy of the whole with `src` in place of a part. */
function withPart(
  whole: Tensor,
  src: Tensor,
  part: (copy: Tensor) => Tensor,
  checkSize: (region: Tensor) => void,
): Tensor {
  const copy = solid(whole)
  const region = part(copy)
  checkSize(region)
  writeResult(region, src)
  return copy
}

/** A copy with a slice replaced by src. Source: torch.slice_scatter. */
export const sliceScatter = defineOp({
  schema:
    'slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor',
  doc: 'A copy with a slice of one dim replaced.',
  out: true,
  gradName: 'SliceScatterBackward0',
  composite: ({ input, src, dim, start, end, step }) =>
    withPart(
      input,
      src,
      (copy) => sliceDim(copy, dim, start, end, step),
      ({ shape }) =>
        check(
          formatSizes(shape) === formatSizes(src.shape),
          () =>
            `expected src to have a size equal to the slice of self. src size = ${formatSizes(src.shape)}, slice size = ${formatSizes(shape)}`,
        ),
    ),
  samples: ['torch.slice_scatter(torch.zeros(3, 4), torch.ones(2, 4), 0, 1, 3)'],
})

/** A copy with the elements at strided places replaced by src. Source: torch.as_strided_scatter. */
export const asStridedScatter = defineOp({
  schema:
    'as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor',
  doc: 'A copy with the elements at strided places replaced.',
  out: true,
  shape: ({ input, src, size, stride, storage_offset }): Out => {
    checkReach(size, stride, storage_offset ?? 0, input.dtype, input.numel)
    check(
      formatSizes(size) === formatSizes(src.shape),
      () =>
        `expected src to have a size equal to the slice of self. src size = ${formatSizes(src.shape)}, slice size = ${formatSizes(size)}`,
    )
    return copied(input)
  },
  kernel: ({ input, src, size, stride, storage_offset }, out) => {
    copyInto(out, input)
    copyInto({ ...out, offset: storage_offset ?? 0, shape: size, strides: stride }, src)
  },
  backward: {
    // As PyTorch has it: the whole's gradient is that of the part, in its place; the rest gets zeros.
    input: ({ grad, size, stride, storage_offset, meta }): Tensor =>
      asStridedScatter(
        zeros([...meta.input.shape], null, grad.dtype),
        asStrided(solid(grad), size, stride, storage_offset ?? 0),
        size,
        stride,
        storage_offset,
      ),
    src: ({ grad, size, stride, storage_offset }): Tensor =>
      asStrided(solid(grad), size, stride, storage_offset ?? 0),
  },
  samples: ['torch.as_strided_scatter(torch.zeros(6), torch.ones(2, 2), (2, 2), (1, 2))'],
})
