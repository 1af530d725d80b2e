/** Batch and instance norm, with their running statistics. */
import { type Affine, type Groups, moments, normalize } from '../compute/norm.js'
import { float32, type NumberData } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { suggestedFormat } from '../tensor/layout.js'
import { numel } from '../tensor/shape.js'
import { noGrad } from '../tensor/state.js'
import { allocate, pending } from '../tensor/storage.js'
import { type NdArray, Tensor } from '../tensor/tensor.js'
import { add, mul, sub } from './arithmetic.js'
import { cast, contiguous, inFormat } from './copy.js'
import { defineOp } from './define.js'
import { alike, dims, keep, type Out } from './derive.js'
import { zeros } from './factory.js'
import { checkWritable, overwriteBy } from './inplace.js'
import { meanDims } from './means.js'
import {
  checkSameDtype,
  type Grouping,
  inputGradient,
  maybe,
  numbers,
  perChannel,
  toParameter,
  weightGradient,
} from './normalization.js'
import { notImplementedFor } from './pointwise.js'
import { repeat } from './repeat.js'
import { rsqrt } from './unary.js'
import { reshape } from './view.js'

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

/** The input's gradient, laid out as the kernel writes it: row by row for an input that may be read so. */
const laidAs = (input: Tensor, grad: Tensor): Tensor =>
  inFormat(grad, input.isContiguous ? 'contiguous_format' : suggestedFormat(input))

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
      if (training) return laidAs(input, inputGradient(context, grouping))
      const scale = rsqrt(add(variance, eps))
      const factor = reshape(weight === null ? scale : mul(weight, scale), [...grouping.affine])
      return laidAs(input, mul(grad, factor))
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

/** Moves running statistics towards `factor` times a batch's. */
function track(running: Tensor | null, batch: Tensor, factor: number, momentum: number): void {
  if (running === null) return
  const { version } = running.storage
  noGrad(() => {
    if (running.dtype === batch.dtype && running.rank === 1 && running.device !== 'meta') {
      checkWritable(running)
      overwriteBy(running, moved(running, batch, factor, momentum), 'AddBackward0')
    } else {
      mul.inplace(running, 1 - momentum)
      add.inplace(running, cast(mul(mul(batch, factor), momentum), running.dtype))
    }
  })
  // PyTorch's kernel writes without counting it.
  running.storage.version = version
}

/** The same reckoned in one go when it is read: every product and sum is rounded as the operators above round it. */
function moved(running: Tensor, batch: Tensor, factor: number, momentum: number): Tensor {
  const { shape, dtype, strides, offset } = running
  const round = dtype === float32 ? Math.fround : (x: number): number => x
  const [kept, scale, share] = [round(1 - momentum), round(factor), round(momentum)]
  const [value] = pending([running.storage.value, batch.storage.value], 1, ([data, statistics]) => {
    const before = numbers({ data, offset, shape, strides, dtype })
    const after = allocate(dtype.array, before.length) as NumberData
    for (let i = 0; i < after.length; i++)
      after[i] = round(before[i] * kept) + round(round((statistics as NumberData)[i] * scale) * share)
    return [after]
  })
  return Tensor.from(value, shape, dtype)
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
  track(running_mean, mean, 1, momentum)
  track(running_var, variance, count / (count - 1), momentum)
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
      input: reshape(contiguous(input), [1, batch * channels, ...input.shape.slice(2)]),
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
  noGrad(() => {
    const average = meanDims(reshape(copies, [batch, running.numel]), [0])
    mul.inplace(running, 0)
    add.inplace(running, average)
  })
}
