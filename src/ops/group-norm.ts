/** Group norm. */
import { type Affine, type Groups, moments, normalize } from '../compute/norm.js'
import type { NumberData } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { suggestedFormat } from '../tensor/layout.js'
import { formatSizes, numel } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { inFormat } from './copy.js'
import { defineOp } from './define.js'
import { channelsAs, like } from './derive.js'
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
  shape: ({ input }) => channelsAs(input, like(input)),
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
    input: (context) => {
      const { input, num_groups } = context
      return inFormat(inputGradient(context, groupGrouping(input, num_groups)), suggestedFormat(input))
    },
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
