/**
 * Normalisation: batch, layer, group, instance and RMS norm.
 *
 * All but the last are one idea, elements of a group less their mean over their deviation, with other groups: `Grouping` says which.
 * Gradients are written with operators, on statistics reckoned anew, so that they can be differentiated again.
 */
import { type Affine, type Groups, meanSquares, moments, normalize } from '../compute/norm.js'
import { dense } from '../compute/strided.js'
import { float32, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, numel, sameShape } from '../tensor/shape.js'
import { state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, mul, sub } from './arithmetic.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { alike, dims, keep, like, type Out, reduced } from './derive.js'
import { zeros } from './factory.js'
import { meanDims } from './means.js'
import { notImplementedFor } from './pointwise.js'
import { sumDims } from './reduce.js'
import { repeat } from './repeat.js'
import { rsqrt } from './unary.js'
import { reshape } from './view.js'

const numbers = (array: NdArray): NumberData => dense(array) as NumberData
const maybe = (array: NdArray | null): NumberData | null => (array === null ? null : numbers(array))

/** Parameters have the input's dtype, or float32 beside a half input. */
function checkSameDtype(input: Tensor, parameters: readonly (Tensor | null)[]): void {
  for (const parameter of parameters) {
    if (parameter === null || parameter.dtype === input.dtype) continue
    if (input.dtype.itemsize === 2 && parameter.dtype === float32) continue
    fail('RuntimeError', 'mixed dtype (CPU): all inputs must share same datatype.')
  }
}

// --- gradients ----------------------------------------------------------------------------------------------------

/** How a tensor falls into groups: in which shape, over which axes; and how weight and bias lie along it. */
interface Grouping {
  readonly shape: readonly number[]
  readonly axes: readonly number[]
  readonly affine: readonly number[]
}

interface NormContext {
  readonly grad: Tensor
  readonly input: Tensor
  readonly weight: Tensor | null
  readonly eps: number
}

/** (x − mean) · rstd of every group and rstd, as functions of x. */
function standardized(input: Tensor, { shape, axes }: Grouping, eps: number): [Tensor, Tensor] {
  const grouped = reshape(input, [...shape])
  const centered = sub(grouped, meanDims(grouped, [...axes], true))
  const scale = rsqrt(add(meanDims(mul(centered, centered), [...axes], true), eps))
  return [mul(centered, scale), scale]
}

function inputGradient({ grad, input, weight, eps }: NormContext, grouping: Grouping): Tensor {
  const { shape, axes, affine } = grouping
  const [normal, scale] = standardized(input, grouping, eps)
  const weighted = weight === null ? grad : mul(grad, reshape(weight, [...affine]))
  const g = reshape(weighted, [...shape])
  const mean = meanDims(g, [...axes], true)
  const along = mul(normal, meanDims(mul(g, normal), [...axes], true))
  return reshape(mul(scale, sub(sub(g, mean), along)), [...input.shape])
}

const weightGradient = ({ grad, input, eps }: NormContext, grouping: Grouping): Tensor =>
  mul(grad, reshape(standardized(input, grouping, eps)[0], [...input.shape]))

/** A gradient of the input's shape, added up to that of a weight or bias that lies along `affine`. */
function toParameter(grad: Tensor, affine: readonly number[], shape: readonly number[]): Tensor {
  const lead = grad.rank - affine.length
  const axes = grad.shape.map((_, axis) => axis).filter((axis) => axis < lead || affine[axis - lead] === 1)
  const summed = axes.length === 0 ? grad : sumDims(grad, axes, true)
  return reshape(summed, [...shape])
}

const perChannel = (rank: number, channels: number): number[] => [
  1,
  channels,
  ...new Array(Math.max(rank - 2, 0)).fill(1),
]

// --- batch norm ---------------------------------------------------------------------------------------------------

const channelGroups = (shape: readonly number[]): Groups => {
  const plane = numel(shape.slice(2))
  return { groups: shape[1], runs: shape[0], length: plane, runStep: shape[1] * plane, groupStep: plane }
}
const channelAffine = (weight: NdArray | null, bias: NdArray | null): Affine => ({
  weight: maybe(weight),
  bias: maybe(bias),
  at: (group) => group,
})
const channelGrouping = (input: Tensor): Grouping => ({
  shape: input.shape,
  axes: input.shape.map((_, axis) => axis).filter((axis) => axis !== 1),
  affine: perChannel(input.rank, input.shape[1]),
})

/** Mean and biased variance of every channel. */
const channelMoments = defineOp({
  schema: '_channel_moments(Tensor input) -> (Tensor, Tensor)',
  doc: 'Mean and variance of every channel, in float32 for half inputs.',
  faces: { private: 'native' },
  shape: ({ input }): Out[] => {
    const dtype = input.dtype.itemsize === 2 ? float32 : input.dtype
    return [0, 1].map((): Out => ({ ...dims(dtype, { C: keep(input, 1) }), differentiable: false }))
  },
  kernel: ({ input }, mean, [, variance]) =>
    moments(numbers(input), channelGroups(input.shape), mean.data as NumberData, variance.data as NumberData),
})

/** Batch norm with given statistics; `training` says that they are the input's own, so that gradients flow through them. */
const batchNormWith = defineOp({
  schema:
    '_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor variance, bool training, float eps) -> Tensor',
  doc: 'Every channel less its mean, over its deviation, scaled and shifted.',
  faces: { private: 'native' },
  gradName: 'NativeBatchNormBackward0',
  shape: ({ input }) => alike(input),
  kernel: ({ input, weight, bias, mean, variance, eps }, out) => {
    const scale = Float64Array.from(numbers(variance), (value) => 1 / Math.sqrt(value + eps))
    normalize(
      numbers(input),
      channelGroups(input.shape),
      numbers(mean),
      scale,
      channelAffine(weight, bias),
      out.data as NumberData,
    )
  },
  backward: {
    input: (context) => {
      const { grad, input, weight, variance, training, eps } = context
      const grouping = channelGrouping(input)
      if (training) return inputGradient(context, grouping)
      const scale = rsqrt(add(variance, eps))
      return mul(grad, reshape(weight === null ? scale : mul(weight, scale), [...grouping.affine]))
    },
    weight: (context) => {
      const { grad, input, mean, variance, training, eps, meta } = context
      const grouping = channelGrouping(input)
      const { affine } = grouping
      const product = training
        ? weightGradient(context, grouping)
        : mul(
            mul(grad, sub(input, reshape(mean, [...affine]))),
            reshape(rsqrt(add(variance, eps)), [...affine]),
          )
      return toParameter(product, affine, meta.weight.shape)
    },
    bias: ({ grad, meta }) => toParameter(grad, perChannel(grad.rank, grad.shape[1]), meta.bias.shape),
  },
})

interface BatchNormArgs {
  readonly input: Tensor
  readonly weight: Tensor | null
  readonly bias: Tensor | null
  readonly running_mean: Tensor | null
  readonly running_var: Tensor | null
  readonly training: boolean
  readonly momentum: number
  readonly eps: number
}

function checkBatchNorm({ input, weight, bias, running_mean, running_var, training }: BatchNormArgs): void {
  const channels = input.rank > 1 ? input.shape[1] : 0
  const stats = { running_mean, running_var }
  for (const [name, value] of Object.entries({ ...stats, weight, bias })) {
    if (value === null) {
      check(training || !(name in stats), () => `${name} must be defined in evaluation mode`)
    } else {
      check(value.numel === channels, () => `${name} should contain ${channels} elements not ${value.numel}`)
    }
  }
  if (input.dtype.kind !== 'float') notImplementedFor('batch_norm', input.dtype)
  checkSameDtype(input, [weight, bias, running_mean, running_var])
}

/** Moves running statistics towards a batch's. */
function track(running: Tensor | null, batch: Tensor, momentum: number): void {
  if (running === null) return
  const enabled = state.gradEnabled
  state.gradEnabled = false
  try {
    mul.inplace(running, 1 - momentum)
    add.inplace(running, cast(mul(batch, momentum), running.dtype))
  } finally {
    state.gradEnabled = enabled
  }
}

/** The normalised input, and the batch's mean and biased variance where it is normalised with its own. */
function runBatchNorm(args: BatchNormArgs): { out: Tensor; mean: Tensor | null; variance: Tensor | null } {
  checkBatchNorm(args)
  const { input, weight, bias, running_mean, running_var, training, momentum, eps } = args
  if (!training)
    return {
      out: batchNormWith(input, weight, bias, running_mean!, running_var!, false, eps),
      mean: null,
      variance: null,
    }
  const [mean, variance] = channelMoments(input)
  const out = batchNormWith(input, weight, bias, mean, variance, true, eps)
  const count = input.shape[1] === 0 ? 0 : input.numel / input.shape[1]
  track(running_mean, mean, momentum)
  track(running_var, mul(variance, count / (count - 1)), momentum)
  return { out, mean, variance }
}

const batchNormParameters =
  'Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps' as const

/** Source: torch.batch_norm. */
export const batchNorm = defineOp({
  schema: `batch_norm(${batchNormParameters}, bool cudnn_enabled) -> Tensor`,
  doc: 'Normalises every channel over batch and space.',
  faces: { torch: 'native' },
  composite: (args): Tensor => runBatchNorm(args).out,
  samples: ['torch.batch_norm(torch.randn(4, 3), None, None, None, None, True, 0.1, 1e-5, True)'],
})

/** Batch norm with what it reckons with: mean and 1 / deviation, empty in evaluation. Source: torch.native_batch_norm. */
export const nativeBatchNorm = defineOp({
  schema: `native_batch_norm(${batchNormParameters}) -> (Tensor, Tensor, Tensor)`,
  doc: 'Batch norm, with the mean and the inverse deviation that it used.',
  faces: { torch: 'native' },
  composite: (args): Tensor[] => {
    const { out, mean, variance } = runBatchNorm(args)
    const empty = (): Tensor => zeros([0])
    return mean === null ? [out, empty(), empty()] : [out, mean, rsqrt(add(variance!, args.eps))]
  },
})

/** Every channel of every sample by itself: batch norm of one sample with all channels. Source: torch.instance_norm. */
export const instanceNorm = defineOp({
  schema:
    'instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor',
  doc: 'Normalises every channel of every sample over space.',
  faces: { torch: 'native' },
  composite: (args): Tensor => {
    const { input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps } = args
    check(
      use_input_stats || (running_mean !== null && running_var !== null),
      () => 'Expected running_mean and running_var to be defined when use_input_stats is false',
    )
    const [batch, channels] = input.shape
    const each = (tensor: Tensor | null): Tensor | null => (tensor === null ? null : repeat(tensor, [batch]))
    const [means, variances] = [each(running_mean), each(running_var)]
    const { out } = runBatchNorm({
      input: reshape(input, [1, batch * channels, ...input.shape.slice(2)]),
      weight: each(weight),
      bias: each(bias),
      running_mean: means,
      running_var: variances,
      training: use_input_stats,
      momentum,
      eps,
    })
    for (const [running, copies] of [
      [running_mean, means],
      [running_var, variances],
    ]) {
      if (running !== null && use_input_stats) settle(running, copies!, batch)
    }
    return reshape(out, [...input.shape])
  },
})

/** Writes the mean over the samples' statistics back. */
function settle(running: Tensor, copies: Tensor, batch: number): void {
  const enabled = state.gradEnabled
  state.gradEnabled = false
  try {
    const average = meanDims(reshape(copies, [batch, running.numel]), [0])
    mul.inplace(running, 0)
    add.inplace(running, average)
  } finally {
    state.gradEnabled = enabled
  }
}

// --- layer norm ---------------------------------------------------------------------------------------------------

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
  shape: ({ input }) => like(input),
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

// --- group norm ---------------------------------------------------------------------------------------------------

const channelsOf = (shape: readonly number[], groups: number): Groups => {
  const length = groups === 0 ? 0 : numel(shape.slice(1)) / groups
  return { groups: shape[0] * groups, runs: 1, length, runStep: length, groupStep: length }
}
const groupGrouping = (input: Tensor, groups: number): Grouping => ({
  shape: [input.shape[0], groups, input.numel === 0 ? 0 : input.numel / (input.shape[0] * groups)],
  axes: [2],
  affine: perChannel(input.rank, input.shape[1]),
})

const groupNormal = defineOp({
  schema: '_group_norm(Tensor input, int num_groups, Tensor? weight, Tensor? bias, float eps) -> Tensor',
  doc: 'Groups of channels less their mean, over their deviation.',
  faces: { private: 'native' },
  gradName: 'NativeGroupNormBackward0',
  shape: ({ input }) => like(input),
  kernel: ({ input, num_groups, weight, bias, eps }, out) => {
    const groups = channelsOf(input.shape, num_groups)
    const centers = new Float64Array(groups.groups)
    const scales = new Float64Array(groups.groups)
    const data = numbers(input)
    moments(data, groups, centers, scales)
    for (let g = 0; g < scales.length; g++) scales[g] = 1 / Math.sqrt(scales[g] + eps)
    const plane = numel(input.shape.slice(2))
    const each = input.shape[1] / num_groups
    const affine: Affine = {
      weight: maybe(weight),
      bias: maybe(bias),
      at: (group, i) => (group % num_groups) * each + Math.floor(i / plane),
    }
    normalize(data, groups, centers, scales, affine, out.data as NumberData)
  },
  backward: {
    input: (context) => inputGradient(context, groupGrouping(context.input, context.num_groups)),
    weight: (context) => {
      const grouping = groupGrouping(context.input, context.num_groups)
      return toParameter(weightGradient(context, grouping), grouping.affine, context.meta.weight.shape)
    },
    bias: ({ grad, meta }) => toParameter(grad, perChannel(grad.rank, grad.shape[1]), meta.bias.shape),
  },
})

/** Normalises groups of channels of every sample. Source: torch.group_norm. */
export const groupNorm = defineOp({
  schema:
    'group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enabled=True) -> Tensor',
  doc: 'Normalises groups of channels.',
  faces: { torch: 'native' },
  composite: ({ input, num_groups, weight, bias, eps }): Tensor => {
    const channels = input.shape[1]
    check(num_groups > 0, () => `Expected num groups to be greater than 0, got ${num_groups}`)
    check(
      channels % num_groups === 0,
      () =>
        `Expected number of channels in input to be divisible by num_groups, but got input of shape ${formatSizes(input.shape)} and num_groups=${num_groups}`,
    )
    const vector = (value: Tensor | null): boolean =>
      value === null || (value.rank === 1 && value.numel === channels)
    check(
      vector(weight),
      () =>
        `Expected weight to be a vector of size equal to the number of channels in input, but got weight of shape ${formatSizes(weight!.shape)} and input of shape ${formatSizes(input.shape)}`,
    )
    // PyTorch's message shows the weight's shape here too.
    check(
      vector(bias),
      () =>
        `Expected bias to be a vector of size equal to the number of channels in input, but got bias of shape ${formatSizes(weight?.shape ?? [0])} and input of shape ${formatSizes(input.shape)}`,
    )
    if (input.dtype.kind !== 'float') notImplementedFor('GroupNormKernelImpl', input.dtype)
    checkSameDtype(input, [weight, bias])
    return groupNormal(input, num_groups, weight, bias, eps)
  },
  samples: ['torch.group_norm(torch.randn(2, 4), 2)'],
})
