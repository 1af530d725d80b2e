/** Layer and RMS norm. */
import { type Affine, type Groups, meanSquares, moments, normalize } from '../compute/norm.js'
import type { NumberData } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { formatSizes, numel, sameShape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, mul, sub } from './arithmetic.js'
import { defineOp } from './define.js'
import { alike, dims, keep, like, type Out, reduced } from './derive.js'
import { meanDims } from './means.js'
import {
  checkSameDtype,
  type Grouping,
  inputGradient,
  maybe,
  numbers,
  toParameter,
  weightGradient,
} from './normalization.js'
import { notImplementedFor } from './pointwise.js'
import { rsqrt } from './unary.js'

function checkNormalized(input: Tensor, shape: readonly number[], list: string): void {
  check(
    shape.length >= 1,
    () =>
      'Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []',
  )
  check(
    input.rank >= shape.length && sameShape(input.shape.slice(input.rank - shape.length), shape),
    () =>
      `Given normalized_shape=${formatSizes(shape)}, expected input with shape [*${list}${shape.join(', ')}], but got input of size${formatSizes(input.shape)}`,
  )
}

function checkLikeNormalized(name: string, value: Tensor | null, shape: readonly number[]): void {
  check(
    value === null || sameShape(value.shape, shape),
    () =>
      `Expected ${name} to be of same shape as normalized_shape, but got ${name} of shape ${formatSizes(value!.shape)} and normalized_shape = ${formatSizes(shape)}`,
  )
}

const rowGroups = (shape: readonly number[], normalized: readonly number[]): Groups => {
  const length = numel(normalized)
  const groups = numel(shape.slice(0, shape.length - normalized.length))
  return { groups, runs: 1, length, runStep: length, groupStep: length }
}
const rowGrouping = (input: Tensor, normalized: readonly number[]): Grouping => ({
  shape: input.shape,
  axes: normalized.map((_, i) => input.rank - normalized.length + i),
  affine: normalized,
})

/**
 * Normalisation over the last dims. input (*, normalized_shape) → the same, with mean and 1 / deviation of every row.
 * Source: torch.native_layer_norm.
 */
export const nativeLayerNorm = defineOp({
  schema:
    'native_layer_norm(Tensor input, int[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)',
  doc: 'Layer norm, with the mean and the inverse deviation of every row.',
  faces: { torch: 'native' },
  gradName: 'NativeLayerNormBackward0',
  shape: ({ input, normalized_shape, weight, bias }): Out[] => {
    check(
      normalized_shape.length >= 1,
      () =>
        'Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []',
    )
    checkLikeNormalized('weight', weight, normalized_shape)
    checkLikeNormalized('bias', bias, normalized_shape)
    checkNormalized(input, normalized_shape, ', ')
    if (input.dtype.kind !== 'float') notImplementedFor('LayerNormKernelImpl', input.dtype)
    checkSameDtype(input, [weight, bias])
    const lead = input.rank - normalized_shape.length
    const stat = (): Out => ({
      ...dims(
        input.dtype,
        input.shape.map((_, axis) => (axis < lead ? keep(input, axis) : reduced(input, axis))),
      ),
      differentiable: false,
    })
    return [like(input), stat(), stat()]
  },
  kernel: ({ input, normalized_shape, weight, bias, eps }, out, [, mean, scale]) => {
    const groups = rowGroups(input.shape, normalized_shape)
    const centers = new Float64Array(groups.groups)
    const scales = new Float64Array(groups.groups)
    const data = numbers(input)
    moments(data, groups, centers, scales)
    for (let g = 0; g < scales.length; g++) scales[g] = 1 / Math.sqrt(scales[g] + eps)
    ;(mean.data as Float32Array).set(centers)
    ;(scale.data as Float32Array).set(scales)
    const affine: Affine = { weight: maybe(weight), bias: maybe(bias), at: (_, i) => i }
    normalize(data, groups, centers, scales, affine, out.data as NumberData)
  },
  backward: {
    input: (context) => inputGradient(context, rowGrouping(context.input, context.normalized_shape)),
    weight: (context) => {
      const grouping = rowGrouping(context.input, context.normalized_shape)
      return toParameter(weightGradient(context, grouping), grouping.affine, context.normalized_shape)
    },
    bias: ({ grad, normalized_shape }) => toParameter(grad, normalized_shape, normalized_shape),
  },
})

/** Source: torch.layer_norm. */
export const layerNorm = defineOp({
  schema:
    'layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enable=True) -> Tensor',
  doc: 'Normalises over the last dims.',
  faces: { torch: 'native' },
  composite: ({ input, normalized_shape, weight, bias, eps }): Tensor =>
    nativeLayerNorm(input, normalized_shape, weight, bias, eps)[0],
  samples: ['torch.layer_norm(torch.randn(2, 3), (3,))'],
})

/** x over the root of its mean square. Source: torch.rms_norm. */
const rmsNormal = defineOp({
  schema: '_rms_norm(Tensor input, int[] normalized_shape, Tensor? weight, float eps) -> Tensor',
  doc: 'Rows over their root mean square.',
  faces: { private: 'native' },
  gradName: 'MulBackward0',
  shape: ({ input }) => alike(input),
  kernel: ({ input, normalized_shape, weight, eps }, out) => {
    const groups = rowGroups(input.shape, normalized_shape)
    const scales = new Float64Array(groups.groups)
    const data = numbers(input)
    meanSquares(data, groups, scales)
    for (let g = 0; g < scales.length; g++) scales[g] = 1 / Math.sqrt(scales[g] + eps)
    const affine: Affine = { weight: maybe(weight), bias: null, at: (_, i) => i }
    normalize(data, groups, null, scales, affine, out.data as NumberData)
  },
  backward: {
    input: ({ grad, input, weight, normalized_shape, eps }) => {
      const { axes } = rowGrouping(input, normalized_shape)
      const scale = rsqrt(add(meanDims(mul(input, input), [...axes], true), eps))
      const g = weight === null ? grad : mul(grad, weight)
      const normal = mul(input, scale)
      return mul(scale, sub(g, mul(normal, meanDims(mul(g, normal), [...axes], true))))
    },
    weight: ({ grad, input, normalized_shape, eps }) => {
      const { axes } = rowGrouping(input, normalized_shape)
      const scale = rsqrt(add(meanDims(mul(input, input), [...axes], true), eps))
      return toParameter(mul(grad, mul(input, scale)), normalized_shape, normalized_shape)
    },
  },
})

const EPSILON: Record<string, number> = {
  float32: 2 ** -23,
  float64: 2 ** -52,
  float16: 2 ** -10,
  bfloat16: 2 ** -7,
}

/** Source: torch.rms_norm. */
export const rmsNorm = defineOp({
  schema: 'rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor',
  doc: 'Divides by the root of the mean square over the last dims.',
  faces: { torch: 'native' },
  composite: ({ input, normalized_shape, weight, eps }): Tensor => {
    check(
      normalized_shape.length >= 1,
      () =>
        'Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []',
    )
    checkLikeNormalized('weight', weight, normalized_shape)
    checkNormalized(input, normalized_shape, '')
    if (input.dtype.kind !== 'float') notImplementedFor('rms_norm', input.dtype)
    // Half inputs are reckoned with float32's.
    const single = input.dtype.itemsize === 2 ? 'float32' : input.dtype.name
    return rmsNormal(input, normalized_shape, weight, eps ?? EPSILON[single])
  },
  samples: ['torch.rms_norm(torch.randn(2, 3), (3,))'],
})
