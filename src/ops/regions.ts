/**
 * Operators of detectors, those that torchvision has of its own: nms, and regions of images as grids of bins. `torch.ops.torchvision`
 * has them under their names (kernels/torch/lib/torch/_vision.py).
 */
import {
  type Grid,
  largestInRegions,
  largestInRegionsBack,
  meanOfRegions,
  meanOfRegionsBack,
  type Sampled,
  sampleRegions,
  sampleRegionsBack,
  suppress,
} from '../compute/regions.js'
import { dense } from '../compute/strided.js'
import { int32, int64, type NumberData } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { counted, type Dim, dims, given, keep, type Out } from './derive.js'
import { metaless } from './nonzero.js'
import { notImplementedFor } from './pointwise.js'

const F = { F: 'native' } as const
const numbers = (array: NdArray): NumberData => dense(array) as NumberData

/** Places by falling score; equal ones stay in order. */
function falling(scores: NumberData): Int32Array {
  const last = (x: number): number => (Number.isNaN(x) ? Number.POSITIVE_INFINITY : x)
  return Int32Array.from(scores, (_, i) => i).sort((a, b) => last(scores[b]) - last(scores[a]) || a - b)
}

const keptBoxes = (dets: NdArray, scores: NdArray, threshold: number): Int32Array =>
  suppress(numbers(dets), falling(numbers(scores)), threshold)

/** Which boxes stay when those that overlap a better one go. Source: torchvision.ops.nms. */
export const nms = defineOp({
  schema: '_nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor',
  doc: 'The boxes that overlap no better one too much, best first.',
  faces: F,
  shape: ({ dets, scores, iou_threshold }): Out => {
    check(dets.rank === 2, () => `boxes should be a 2d tensor, got ${dets.rank}D`)
    check(dets.shape[1] === 4, () => `boxes should have 4 elements in dimension 1, got ${dets.shape[1]}`)
    check(scores.rank === 1, () => `scores should be a 1d tensor, got ${scores.rank}D`)
    check(
      dets.shape[0] === scores.shape[0],
      () =>
        `boxes and scores should have same number of elements in dimension 0, got ${dets.shape[0]} and ${scores.shape[0]}`,
    )
    check(dets.dtype === scores.dtype, () => 'dets should have the same type as scores')
    metaless('nms', dets)
    checkType('nms_kernel', dets)
    const { length } = keptBoxes(dets.read(), scores.read(), iou_threshold)
    return { ...dims(int64, [counted(length, 'boxes that overlap no better one')]), differentiable: false }
  },
  kernel: ({ dets, scores, iou_threshold }, out) => {
    const kept = keptBoxes(dets, scores, iou_threshold)
    ;(out.data as BigInt64Array).set(BigInt64Array.from(kept, BigInt))
  },
  samples: [
    'F._nms(torch.tensor([[0.0, 0, 2, 2], [0, 0, 2, 1.9], [3, 3, 4, 4]]), torch.tensor([0.9, 0.8, 0.7]), 0.5)',
  ],
})

function checkType(name: string, { dtype }: Tensor): void {
  if (dtype.kind !== 'float' || dtype.itemsize === 2) notImplementedFor(name, dtype)
}

interface Regions {
  readonly spatial_scale: number
  readonly pooled_height: number
  readonly pooled_width: number
}

/** The output's dims: a grid of bins for every region and channel. */
function gridOf(
  name: string,
  input: Tensor,
  rois: Tensor,
  args: Regions,
  sensitive: boolean,
): Record<string, Dim> {
  const { pooled_height: rows, pooled_width: columns } = args
  check(
    rois.shape[1] === 5,
    () => `${sensitive ? 'Tensor rois should' : 'rois must'} have shape as Tensor[K, 5]`,
  )
  check(input.dtype === rois.dtype, () => 'input should have the same type as rois')
  checkType(`${name}_forward_kernel`, input)
  const channels = input.shape[1]
  const each = rows * columns
  if (sensitive)
    check(channels % each === 0, () => 'input channels must be a multiple of pooling height * pooling width')
  return {
    K: keep(rois, 0),
    C: sensitive ? given(channels / each, 'channels / (pooled_height * pooled_width)') : keep(input, 1),
    H: given(rows, 'pooled_height'),
    W: given(columns, 'pooled_width'),
  }
}

const geometry = (image: readonly number[], args: Regions, sensitive: boolean): Grid => ({
  channels: image[1],
  height: image[2],
  width: image[3],
  rows: args.pooled_height,
  columns: args.pooled_width,
  scale: args.spatial_scale,
  sensitive,
})

const aligning = (
  image: readonly number[],
  args: Regions & { sampling_ratio: number; aligned: boolean },
): Sampled => ({
  ...geometry(image, args, false),
  ratio: args.sampling_ratio,
  aligned: args.aligned,
  least: 1,
})

const aligningApart = (image: readonly number[], args: Regions & { sampling_ratio: number }): Sampled => ({
  ...geometry(image, args, true),
  ratio: args.sampling_ratio,
  aligned: true,
  least: Number.NEGATIVE_INFINITY,
})

const REGIONS = 'float spatial_scale, int pooled_height, int pooled_width'
const IMAGES = 'int batch_size, int channels, int height, int width'
interface Images {
  readonly batch_size: number
  readonly channels: number
  readonly height: number
  readonly width: number
}
const sizesOf = ({ batch_size, channels, height, width }: Images): number[] => [
  batch_size,
  channels,
  height,
  width,
]
const images = (grad: Tensor, args: Images): Out =>
  dims(
    grad.dtype,
    sizesOf(args).map((size) => given(size)),
  )
const places = (named: Record<string, Dim>): Out => ({ ...dims(int32, named), differentiable: false })
const nodeOf = (name: string): string => `GeneratedBackwardFor_torchvision_${name}_defaultBackward`
const imagesFrom = ([batch_size, channels, height, width]: readonly number[]): [
  number,
  number,
  number,
  number,
] => [batch_size, channels, height, width]

/** The gradient of `roi_align`. */
export const roiAlignBack = defineOp({
  schema: `_roi_align_backward(Tensor grad, Tensor rois, ${REGIONS}, ${IMAGES}, int sampling_ratio, bool aligned) -> Tensor`,
  doc: 'The gradient of roi_align.',
  faces: F,
  shape: ({ grad, ...args }) => images(grad, args),
  kernel: ({ grad, rois, ...args }, out) =>
    sampleRegionsBack(numbers(grad), numbers(rois), aligning(sizesOf(args), args), out.data as NumberData),
})

/** Every region as a grid of bins, each the mean of samples between pixels. Source: torchvision.ops.roi_align. */
export const roiAlign = defineOp({
  schema: `_roi_align(Tensor input, Tensor rois, ${REGIONS}, int sampling_ratio, bool aligned) -> Tensor`,
  doc: 'Every region as a grid of means of samples.',
  faces: F,
  gradName: nodeOf('roi_align'),
  shape: ({ input, rois, ...args }) => dims(input.dtype, gridOf('roi_align', input, rois, args, false)),
  kernel: ({ input, rois, ...args }, out) =>
    sampleRegions(numbers(input), numbers(rois), aligning(input.shape, args), out.data as NumberData),
  backward: {
    input: ({
      grad,
      rois,
      meta,
      spatial_scale,
      pooled_height,
      pooled_width,
      sampling_ratio,
      aligned,
    }): Tensor =>
      roiAlignBack(
        grad,
        rois,
        spatial_scale,
        pooled_height,
        pooled_width,
        ...imagesFrom(meta.input.shape),
        sampling_ratio,
        aligned,
      ),
  },
  samples: [
    'F._roi_align(torch.randn(1, 2, 6, 6, requires_grad=True), torch.tensor([[0, 0.3, 0.7, 4.2, 3.9]]), 1.0, 2, 2, 2, True).sum().backward()',
  ],
})

/** The gradient of `ps_roi_align`. */
export const psRoiAlignBack = defineOp({
  schema: `_ps_roi_align_backward(Tensor grad, Tensor rois, Tensor channel_mapping, ${REGIONS}, int sampling_ratio, ${IMAGES}) -> Tensor`,
  doc: 'The gradient of ps_roi_align.',
  faces: F,
  shape: ({ grad, ...args }) => images(grad, args),
  kernel: ({ grad, rois, ...args }, out) =>
    sampleRegionsBack(
      numbers(grad),
      numbers(rois),
      aligningApart(sizesOf(args), args),
      out.data as NumberData,
    ),
})

/** As `roi_align`, each bin in channels of its own; and in which. Source: torchvision.ops.ps_roi_align. */
export const psRoiAlign = defineOp({
  schema: `_ps_roi_align(Tensor input, Tensor rois, ${REGIONS}, int sampling_ratio) -> (Tensor, Tensor)`,
  doc: 'Every region as a grid of means of samples, each bin in channels of its own.',
  faces: F,
  gradName: nodeOf('ps_roi_align'),
  shape: ({ input, rois, ...args }) => {
    const named = gridOf('ps_roi_align', input, rois, args, true)
    return [dims(input.dtype, named), places(named)]
  },
  kernel: ({ input, rois, ...args }, out, [, mapping]) => {
    sampleRegions(numbers(input), numbers(rois), aligningApart(input.shape, args), out.data as NumberData)
    tellChannels(mapping)
  },
  backward: {
    input: ({
      grad,
      rois,
      results,
      meta,
      spatial_scale,
      pooled_height,
      pooled_width,
      sampling_ratio,
    }): Tensor =>
      psRoiAlignBack(
        grad,
        rois,
        results[1],
        spatial_scale,
        pooled_height,
        pooled_width,
        sampling_ratio,
        ...imagesFrom(meta.input.shape),
      ),
  },
  samples: [
    'F._ps_roi_align(torch.randn(1, 4, 6, 6, requires_grad=True), torch.tensor([[0, 0.3, 0.7, 4.2, 3.9]]), 1.0, 2, 2, 2)[0].sum().backward()',
  ],
})

/** Which channel every bin was taken from: each region takes them in turn. */
function tellChannels(mapping: NdArray): void {
  const each = mapping.shape[1] * mapping.shape[2] * mapping.shape[3]
  const data = mapping.data as Int32Array
  for (let i = 0; i < data.length; i++) data[i] = i % each
}

/** The gradient of `roi_pool`. */
export const roiPoolBack = defineOp({
  schema: `_roi_pool_backward(Tensor grad, Tensor rois, Tensor argmax, ${REGIONS}, ${IMAGES}) -> Tensor`,
  doc: 'The gradient of roi_pool.',
  faces: F,
  shape: ({ grad, ...args }) => images(grad, args),
  kernel: ({ grad, rois, argmax, ...args }, out) =>
    largestInRegionsBack(
      numbers(grad),
      numbers(rois),
      numbers(argmax),
      geometry(sizesOf(args), args, false),
      out.data as NumberData,
    ),
})

/** Every region as a grid of bins, each its largest pixel; and where that was. Source: torchvision.ops.roi_pool. */
export const roiPool = defineOp({
  schema: `_roi_pool(Tensor input, Tensor rois, ${REGIONS}) -> (Tensor, Tensor)`,
  doc: 'Every region as a grid of largest pixels.',
  faces: F,
  gradName: nodeOf('roi_pool'),
  shape: ({ input, rois, ...args }) => {
    const named = gridOf('roi_pool', input, rois, args, false)
    return [dims(input.dtype, named), places(named)]
  },
  kernel: ({ input, rois, ...args }, out, [, argmax]) =>
    largestInRegions(
      numbers(input),
      numbers(rois),
      geometry(input.shape, args, false),
      out.data as NumberData,
      argmax.data as NumberData,
    ),
  backward: {
    input: ({ grad, rois, results, meta, spatial_scale, pooled_height, pooled_width }): Tensor =>
      roiPoolBack(
        grad,
        rois,
        results[1],
        spatial_scale,
        pooled_height,
        pooled_width,
        ...imagesFrom(meta.input.shape),
      ),
  },
  samples: [
    'F._roi_pool(torch.randn(1, 2, 6, 6, requires_grad=True), torch.tensor([[0, 0.3, 0.7, 4.2, 3.9]]), 1.0, 2, 2)[0].sum().backward()',
  ],
})

/** The gradient of `ps_roi_pool`. */
export const psRoiPoolBack = defineOp({
  schema: `_ps_roi_pool_backward(Tensor grad, Tensor rois, Tensor channel_mapping, ${REGIONS}, ${IMAGES}) -> Tensor`,
  doc: 'The gradient of ps_roi_pool.',
  faces: F,
  shape: ({ grad, ...args }) => images(grad, args),
  kernel: ({ grad, rois, ...args }, out) =>
    meanOfRegionsBack(
      numbers(grad),
      numbers(rois),
      geometry(sizesOf(args), args, true),
      out.data as NumberData,
    ),
})

/** As `roi_pool`, the mean of each bin in channels of its own; and in which. Source: torchvision.ops.ps_roi_pool. */
export const psRoiPool = defineOp({
  schema: `_ps_roi_pool(Tensor input, Tensor rois, ${REGIONS}) -> (Tensor, Tensor)`,
  doc: 'Every region as a grid of means, each bin in channels of its own.',
  faces: F,
  gradName: nodeOf('ps_roi_pool'),
  shape: ({ input, rois, ...args }) => {
    const named = gridOf('ps_roi_pool', input, rois, args, true)
    return [dims(input.dtype, named), places(named)]
  },
  kernel: ({ input, rois, ...args }, out, [, mapping]) => {
    meanOfRegions(numbers(input), numbers(rois), geometry(input.shape, args, true), out.data as NumberData)
    tellChannels(mapping)
  },
  backward: {
    input: ({ grad, rois, results, meta, spatial_scale, pooled_height, pooled_width }): Tensor =>
      psRoiPoolBack(
        grad,
        rois,
        results[1],
        spatial_scale,
        pooled_height,
        pooled_width,
        ...imagesFrom(meta.input.shape),
      ),
  },
  samples: [
    'F._ps_roi_pool(torch.randn(1, 4, 6, 6, requires_grad=True), torch.tensor([[0, 0.3, 0.7, 4.2, 3.9]]), 1.0, 2, 2)[0].sum().backward()',
  ],
})
