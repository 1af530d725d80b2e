/** Tensors in another dtype or on another device, out of the graph, and the questions that need no data. */
import {
  bfloat16,
  bool,
  complex64,
  complex128,
  type DType,
  float16,
  float32,
  float64,
  int8,
  int16,
  int32,
  int64,
  uint8,
} from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { suggestedFormat } from '../tensor/layout.js'
import { canCast, promoteTypes } from '../tensor/promotion.js'
import { sameShape } from '../tensor/shape.js'
import type { Device } from '../tensor/state.js'
import { Tensor } from '../tensor/tensor.js'
import { toCopy } from './copy.js'
import { defineOp } from './define.js'
import { emptyLike } from './factory.js'
import { promote } from './pointwise.js'
import { wrapNumber } from './wrap.js'

const OPTIONS = 'bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None'

/** The tensor itself where nothing changes and no copy is asked for. NotImplementedError: data out of 'meta'. */
export function convertTo(
  tensor: Tensor,
  dtype: DType | null,
  device: Device | null,
  copy: boolean,
  memoryFormat: string | null = null,
): Tensor {
  if (device !== null && device !== tensor.device) {
    if (device === 'cpu') fail('NotImplementedError', 'Cannot copy out of meta tensor; no data!')
    return emptyLike(tensor, dtype ?? tensor.dtype, null, device)
  }
  const lies =
    memoryFormat === null || memoryFormat === 'preserve_format' || memoryFormat === suggestedFormat(tensor)
  const type = dtype ?? tensor.dtype
  return lies && !copy && type === tensor.dtype ? tensor : toCopy(tensor, type, memoryFormat)
}

export const to = defineOp({
  schema: `to.dtype(Tensor input, dtype dtype, ${OPTIONS}) -> Tensor`,
  doc: 'The tensor in another dtype or on another device; itself where nothing changes.',
  faces: { Tensor: 'native' },
  signature: [
    '(torch.device device = None, torch.dtype dtype = None, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)',
    '(torch.dtype dtype, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)',
    '(Tensor tensor, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)',
  ].join('\n'),
  composite: ({ input, dtype, copy, memory_format }) => convertTo(input, dtype, null, copy, memory_format),
  samples: ['torch.arange(3).to(torch.float64)'],
})

export const toOther = defineOp({
  schema: `to.other(Tensor input, Tensor other, ${OPTIONS}) -> Tensor`,
  doc: "The tensor in another's dtype and on its device.",
  faces: { Tensor: 'native' },
  composite: ({ input, other, copy, memory_format }) =>
    convertTo(input, other.dtype, other.device, copy, memory_format),
  samples: ['torch.arange(3).to(torch.zeros(1))'],
})

export const toDevice = defineOp({
  schema: `to.device(Tensor input, device? device=None, dtype? dtype=None, ${OPTIONS}) -> Tensor`,
  doc: 'The tensor on another device, and in another dtype if one is given.',
  faces: { Tensor: 'native' },
  composite: ({ input, device, dtype, copy, memory_format }) =>
    convertTo(input, dtype, device, copy, memory_format),
  samples: ["torch.arange(3).to('cpu', torch.float32)"],
})

const shorthand = (name: string, dtype: DType) =>
  defineOp({
    schema: `${name}(Tensor input, *, memory_format? memory_format=None) -> Tensor`,
    doc: `The tensor as ${dtype.name}.`,
    faces: { Tensor: 'native' },
    composite: ({ input, memory_format }) => convertTo(input, dtype, null, false, memory_format),
    samples: [`torch.arange(3).${name}()`],
  })

const SHORTHANDS: readonly (readonly [string, DType])[] = [
  ['float', float32],
  ['double', float64],
  ['half', float16],
  ['bfloat16', bfloat16],
  ['long', int64],
  ['int', int32],
  ['short', int16],
  ['char', int8],
  ['byte', uint8],
  ['bool', bool],
  ['cfloat', complex64],
  ['cdouble', complex128],
]
for (const [name, dtype] of SHORTHANDS) shorthand(name, dtype)

export const typeAs = defineOp({
  schema: 'type_as(Tensor input, Tensor other) -> Tensor',
  doc: "The tensor in another's dtype.",
  faces: { Tensor: 'native' },
  composite: ({ input, other }) => convertTo(input, other.dtype, other.device, false),
  samples: ['torch.arange(3).type_as(torch.zeros(1))'],
})

defineOp({
  schema: 'cpu(Tensor input, *, memory_format? memory_format=None) -> Tensor',
  doc: 'The tensor on the CPU.',
  faces: { Tensor: 'native' },
  composite: ({ input }) => convertTo(input, null, 'cpu', false),
})

defineOp({
  schema:
    'cuda(Tensor input, device? device=None, bool non_blocking=False, *, memory_format? memory_format=None) -> Tensor',
  doc: 'There is no CUDA here: raises as a CPU build of PyTorch does.',
  faces: { Tensor: 'native' },
  composite: () => fail('AssertionError', 'Torch not compiled with CUDA enabled'),
  errors: ['torch.zeros(1).cuda()'],
})

/** The same memory outside the graph. Source: Tensor.detach. */
export const detach = defineOp({
  schema: 'detach(Tensor input) -> Tensor',
  doc: 'The same data, cut from the graph: no gradient flows through it.',
  composite: ({ input }) => detached(input),
  samples: ['torch.ones(2, requires_grad=True).detach()'],
})

export function detached(input: Tensor): Tensor {
  const { storage, shape, dtype, strides, offset, device } = input
  const tensor = new Tensor(storage, shape, dtype, strides, offset, device)
  tensor.derivation = input.derivation
  tensor.inference = input.inference
  return tensor
}

// --- questions ----------------------------------------------------------------------------------------------------

const question = (name: string, doc: string, answer: (tensor: Tensor) => boolean) =>
  defineOp({
    schema: `${name}(Tensor input) -> bool`,
    doc,
    composite: ({ input }) => answer(input),
    samples: [`torch.zeros(2).${name}()`],
  })

question('is_floating_point', 'Is the dtype a float?', ({ dtype }) => dtype.kind === 'float')
question('is_complex', 'Is the dtype complex?', ({ dtype }) => dtype.kind === 'complex')
question(
  'is_signed',
  'Can the dtype hold negative numbers?',
  ({ dtype }) => dtype !== uint8 && dtype !== bool,
)
question('is_inference', 'Was the tensor made in inference mode?', ({ inference }) => inference)

defineOp({
  schema: 'numel(Tensor input) -> int',
  doc: 'The number of elements.',
  faces: { torch: 'native', Tensor: 'native' },
  composite: ({ input }) => input.numel,
  samples: ['torch.numel(torch.zeros(2, 3))'],
})

defineOp({
  schema: 'is_same_size(Tensor input, Tensor other) -> bool',
  doc: 'Do both have the same shape?',
  composite: ({ input, other }) => sameShape(input.shape, other.shape),
})

defineOp({
  schema: 'can_cast(dtype from_, dtype to) -> bool',
  doc: 'May a value of the first dtype be written into the second, as in-place operators ask?',
  faces: { torch: 'native' },
  composite: ({ from_, to: target }) => canCast(from_, target),
  samples: ['torch.can_cast(torch.float32, torch.int64)'],
})

defineOp({
  schema: 'promote_types(dtype type1, dtype type2) -> dtype',
  doc: 'The smallest dtype that holds both.',
  faces: { torch: 'native' },
  composite: ({ type1, type2 }) => promoteTypes(type1, type2),
  samples: ['torch.promote_types(torch.int32, torch.float16)'],
})

defineOp({
  schema: 'result_type(Operand tensor, Operand other) -> dtype',
  doc: 'The dtype in which two operands are computed.',
  faces: { torch: 'native' },
  composite: ({ tensor, other }) => promote(tensor, other),
  samples: ['torch.result_type(torch.arange(2), 1.5)'],
})
defineOp({
  schema: 'result_type.Scalar(Scalar scalar1, Scalar scalar2) -> dtype',
  doc: 'The dtype in which two numbers are computed.',
  faces: { torch: 'native' },
  composite: ({ scalar1, scalar2 }) => promote(wrapNumber(scalar1), wrapNumber(scalar2)),
})
