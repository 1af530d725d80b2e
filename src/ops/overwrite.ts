/** Overwriting a whole tensor: copy_, fill_, zero_. */
import { copyInto } from '../compute/copy.js'
import { check } from '../tensor/error.js'
import { broadcastPair, formatSizes, numel, sameShape } from '../tensor/shape.js'
import { allocate, pending } from '../tensor/storage.js'
import { Tensor } from '../tensor/tensor.js'
import { expand } from './axes.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { alike } from './derive.js'
import { zerosLike } from './factory.js'
import { checkApart, checkWritable, overwriteBy } from './inplace.js'
import { sum } from './reduce.js'

/** Overwrites the tensor with src, broadcast and converted; gradients go to src. Source: Tensor.copy_. */
export const copy_ = defineOp({
  schema: 'copy_(Tensor input, Tensor src, bool non_blocking=False) -> Tensor',
  doc: 'Overwrites the tensor with another, broadcast and converted.',
  faces: { Tensor: 'native' },
  composite: ({ input, src }): Tensor => {
    checkWritable(input, false, input.requiresGrad || src.requiresGrad)
    checkApart(input, src)
    const shape = broadcastPair(input.shape, src.shape)
    check(
      sameShape(shape, input.shape),
      () =>
        `output with shape ${formatSizes(input.shape)} doesn't match the broadcast shape ${formatSizes(shape)}`,
    )
    return overwriteBy(input, expand(cast(src, input.dtype), [...input.shape]), 'CopyBackwards', src)
  },
  samples: ['torch.zeros(2, 3).copy_(torch.arange(3))'],
})

/** Writes one number, which the array of the dtype takes as it is, over every element: what was there is never read. */
function overwrite(self: Tensor, value: number, name: string): Tensor {
  checkWritable(self, true)
  const { shape, dtype, device } = self
  const slots = numel(shape) * dtype.width
  const [content] = pending([], 1, () => {
    const data = allocate(dtype.array, slots)
    // Zero in every type of array is how it comes.
    if (!Object.is(value, 0)) (data as Float32Array).fill(value)
    return [data]
  })
  return overwriteBy(self, Tensor.from(content, shape, dtype, device), name)
}

/** Every element becomes one number. Source: Tensor.fill_. */
export const fill_ = defineOp({
  schema: 'fill_(Tensor input, Operand value) -> Tensor',
  doc: 'Overwrites every element with one number.',
  faces: { Tensor: 'native' },
  composite: ({ input, value }): Tensor => {
    check(
      value.rank === 0,
      () => `fill_ only supports 0-dimension value tensor but got tensor with ${value.rank} dimensions.`,
    )
    const { kind, itemsize } = input.dtype
    if (value.wrapped && value.dtype.kind !== 'complex' && kind === 'float' && itemsize >= 4)
      return overwrite(input, Number(value.read().data[0]), 'FillBackward2')
    checkWritable(input, value.wrapped, input.requiresGrad || value.requiresGrad)
    const source = expand(cast(value, input.dtype), [...input.shape])
    return value.wrapped
      ? overwriteBy(input, source, 'FillBackward2')
      : overwriteBy(input, source, 'FillBackward3', value)
  },
  samples: ['torch.empty(3).fill_(2.5)'],
})

/** Every element becomes 0. Source: Tensor.zero_. */
export const zero_ = defineOp({
  schema: 'zero_(Tensor input) -> Tensor',
  doc: 'Overwrites every element with 0.',
  faces: { Tensor: 'native', torch: 'native' },
  composite: ({ input }): Tensor => overwrite(input, 0, 'ZeroBackward0'),
  samples: ['torch.ones(3).zero_()'],
})

/** A tensor of the same shape and dtype, every element one number. Source: torch.fill. */
export const fill = defineOp({
  schema: 'fill(Tensor input, Operand value) -> Tensor',
  doc: 'One number in the shape and dtype of a tensor.',
  faces: { torch: 'native' },
  gradName: ({ value }) => `FillBackward${value.wrapped ? 0 : 1}`,
  shape: ({ input, value }) => {
    check(
      value.rank === 0,
      () => `fill_ only supports 0-dimension value tensor but got tensor with ${value.rank} dimensions.`,
    )
    return alike(input)
  },
  kernel: ({ value }, out) => copyInto(out, { ...value, shape: out.shape, strides: out.shape.map(() => 0) }),
  backward: { input: ({ grad }) => zerosLike(grad), value: ({ grad }) => sum(grad) },
  samples: ['torch.fill(torch.ones(2), 3)'],
})

defineOp({
  schema: 'fill_(Tensor input, Operand value) -> Tensor',
  doc: 'Overwrites every element with one number.',
  faces: { torch: 'native' },
  composite: ({ input, value }): Tensor => fill_(input, value),
})
