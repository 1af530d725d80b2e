/** Copies: clone, contiguous, conversion to another dtype, copy_. */
import { copyInto } from '../compute/copy.js'
import type { DType } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { channelsLast, isChannelsLast, suggestedFormat } from '../tensor/layout.js'
import { Tensor } from '../tensor/tensor.js'
import { edgeOf, Named } from './autograd.js'
import { defineOp } from './define.js'
import { copied, type Out } from './derive.js'

/** The layout that a memory format asks for. RuntimeError where the rank does not fit. */
export function formatted(out: Out, memoryFormat: string | null): Out {
  switch (memoryFormat) {
    case null:
    case 'preserve_format':
      return out
    case 'contiguous_format':
      return { ...out, layout: null }
    default: {
      const rank = memoryFormat === 'channels_last' ? 4 : 5
      check(out.shape.length === rank, () => `required rank ${rank} tensor to use ${memoryFormat} format`)
      return { ...out, layout: channelsLast(out.shape) }
    }
  }
}

/** A copy in new memory, laid out as the tensor is unless said otherwise; gradients pass through. Source: torch.clone. */
export const clone = defineOp({
  schema: 'clone(Tensor input, *, memory_format? memory_format=None) -> Tensor',
  doc: 'Copies the tensor.',
  shape: ({ input, memory_format }) => formatted(copied(input), memory_format),
  kernel: ({ input }, out) => copyInto(out, input),
  backward: { input: ({ grad }) => grad },
  samples: ['torch.randn(2, 3).t().clone()'],
})

/** A contiguous copy. */
export const solid = (input: Tensor): Tensor => clone(input, 'contiguous_format')

const lies = (input: Tensor, memoryFormat: string | null): boolean =>
  memoryFormat?.startsWith('channels_last') ? isChannelsLast(input.shape, input.strides) : input.isContiguous

/** The tensor itself if it is contiguous, else a copy that is. Source: Tensor.contiguous. */
export const contiguous = defineOp({
  schema: 'contiguous(Tensor input, *, memory_format? memory_format=None) -> Tensor',
  doc: 'The same tensor laid out row by row in memory.',
  faces: { Tensor: 'native' },
  composite: ({ input, memory_format }) => {
    if (memory_format === 'preserve_format')
      fail('RuntimeError', 'preserve memory format is unsupported by the contiguous operator')
    return lies(input, memory_format) ? input : clone(input, memory_format ?? 'contiguous_format')
  },
  samples: ['torch.randn(2, 3).t().contiguous()'],
})

/** The tensor where what is made of it would have the memory format, else a copy that has it. */
export function inFormat(tensor: Tensor, format: string): Tensor {
  const lies = format === 'contiguous_format' ? tensor.isContiguous : suggestedFormat(tensor) === format
  return lies ? tensor : clone(tensor, format)
}

/** A copy in another dtype; the gradient comes back in the input's own. */
export const toCopy = defineOp({
  schema: '_to_copy(Tensor input, dtype dtype, memory_format? memory_format=None) -> Tensor',
  doc: 'Copies the tensor into another dtype or layout.',
  faces: { private: 'native' },
  gradName: 'ToCopyBackward0',
  shape: ({ input, dtype, memory_format }) => formatted(copied(input, dtype), memory_format),
  kernel: ({ input }, out) => copyInto(out, input),
  backward: { input: ({ grad }) => grad },
})

/** The tensor in `dtype`: itself if it is already. */
export const cast = (tensor: Tensor, dtype: DType): Tensor =>
  tensor.dtype === dtype ? tensor : toCopy(tensor, dtype)

/**
 * The result of a composed function under the name that PyTorch's graph has for it: `MseLossBackward0`, with the operands as what
 * comes next. It stays itself where it has no graph.
 */
export const composed = defineOp({
  schema: '_composed(Tensor input, str name, Tensor?[] operands=[]) -> Tensor',
  doc: 'Names the graph node of a composed function.',
  faces: { F: 'native' },
  composite: ({ input, name, operands }) => {
    const edge = edgeOf(input)
    if (edge === null) return input
    const shown = operands.map((tensor) => (tensor === null ? null : edgeOf(tensor)))
    const result = new Tensor(
      input.storage,
      input.shape,
      input.dtype,
      input.strides,
      input.offset,
      input.device,
    )
    result.derivation = input.derivation
    result.gradFn = new Named(name, edge, shown.length === 0 ? null : shown)
    return result
  },
})
