/** Copies: clone, contiguous, conversion to another dtype, copy_. */
import { copyInto } from '../compute/copy.js'
import type { DType } from '../tensor/dtype.js'
import type { Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { like } from './derive.js'

/** A contiguous copy in new memory; gradients pass through. Source: torch.clone. */
export const clone = defineOp({
  schema: 'clone(Tensor input, *, memory_format? memory_format=None) -> Tensor',
  doc: 'Copies the tensor.',
  shape: ({ input }) => like(input),
  kernel: ({ input }, out) => copyInto(out, input),
  backward: { input: ({ grad }) => grad },
  samples: ['torch.randn(2, 3).t().clone()'],
})

/** The tensor itself if it is contiguous, else a copy that is. Source: Tensor.contiguous. */
export const contiguous = defineOp({
  schema: 'contiguous(Tensor input, *, memory_format? memory_format=None) -> Tensor',
  doc: 'The same tensor laid out row by row in memory.',
  faces: { Tensor: 'native' },
  composite: ({ input }) => (input.isContiguous ? input : clone(input)),
  samples: ['torch.randn(2, 3).t().contiguous()'],
})

/** A copy in another dtype; the gradient comes back in the input's own. */
export const toCopy = defineOp({
  schema: '_to_copy(Tensor input, dtype dtype) -> Tensor',
  doc: 'Copies the tensor into another dtype.',
  faces: { private: 'native' },
  gradName: 'ToCopyBackward0',
  shape: ({ input, dtype }) => like(input, dtype),
  kernel: ({ input }, out) => copyInto(out, input),
  backward: { input: ({ grad }) => grad },
})

/** The tensor in `dtype`: itself if it is already. */
export const cast = (tensor: Tensor, dtype: DType): Tensor =>
  tensor.dtype === dtype ? tensor : toCopy(tensor, dtype)

/** The tensor itself under the graph name of the function that composed it: `MseLossBackward0`. */
export const composed = defineOp({
  schema: '_composed(Tensor input, str name) -> Tensor',
  doc: 'Names the graph node of a composed function.',
  faces: { F: 'native' },
  gradName: ({ name }) => name,
  shape: ({ input }) => like(input),
  kernel: ({ input }, out) => copyInto(out, input),
  backward: { input: ({ grad }) => grad },
})
