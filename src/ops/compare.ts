/** Comparisons and logic between two operands: the result is bool. */
import { applyComparison, type Comparison } from '../compute/compare.js'
import { bool } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { sameShape } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { broadcast } from './derive.js'
import { type BinaryFunctions, binaryKernel, binaryShape, comparisonShape, promote } from './pointwise.js'

/** A comparison in the operands' common dtype. Complex numbers are equal or not, but have no order. */
const comparison = (
  name: string,
  doc: string,
  holds: Comparison,
  aliases: readonly string[],
  ordered = true,
) =>
  defineOp({
    schema: `${name}(Tensor input, Operand other) -> Tensor`,
    doc,
    aliases,
    inplace: true,
    out: true,
    shape: ({ input, other }) => {
      const out = comparisonShape({ input, other })
      if (ordered && (input.dtype.kind === 'complex' || other.dtype.kind === 'complex')) {
        fail('NotImplementedError', `"${name}_cpu" not implemented for '${promote(input, other).scalarType}'`)
      }
      return out
    },
    kernel: ({ input, other }, out) => applyComparison(input, other, out, promote(input, other), holds),
    samples: [`torch.${name}(torch.arange(3), 1)`],
  })

export const eq = comparison(
  'eq',
  'Whether elements are equal.',
  { number: (x, y) => x === y, complex: (e) => e },
  [],
  false,
)
export const ne = comparison(
  'ne',
  'Whether elements differ.',
  { number: (x, y) => x !== y, complex: (e) => !e },
  ['not_equal'],
  false,
)
export const lt = comparison('lt', 'Whether elements of input are less.', { number: (x, y) => x < y }, [
  'less',
])
export const le = comparison(
  'le',
  'Whether elements of input are less or equal.',
  { number: (x, y) => x <= y },
  ['less_equal'],
)
export const gt = comparison('gt', 'Whether elements of input are greater.', { number: (x, y) => x > y }, [
  'greater',
])
export const ge = comparison(
  'ge',
  'Whether elements of input are greater or equal.',
  { number: (x, y) => x >= y },
  ['greater_equal'],
)

// --- logic --------------------------------------------------------------------------------------------------------

const logical = (name: string, doc: string, holds: (x: number, y: number) => number) =>
  defineOp({
    schema: `${name}(Tensor input, Tensor other) -> Tensor`,
    doc,
    inplace: true,
    out: true,
    shape: ({ input, other }) => broadcast(bool, input, other),
    kernel: ({ input, other }, out) => binaryKernel({ stub: name, bool: holds })({ input, other }, out),
    samples: [`torch.${name}(torch.tensor([True, False]), torch.tensor([True, True]))`],
  })

export const logicalAnd = logical('logical_and', 'Whether both are not 0.', (x, y) => x & y)
export const logicalOr = logical('logical_or', 'Whether one of both is not 0.', (x, y) => x | y)
export const logicalXor = logical('logical_xor', 'Whether exactly one of both is not 0.', (x, y) => x ^ y)

const bitwise = (
  name: string,
  doc: string,
  functions: Omit<BinaryFunctions, 'stub'>,
  stub = `${name}_cpu`,
) => {
  const all: BinaryFunctions = { stub, ...functions }
  return defineOp({
    schema: `${name}(Operand input, Operand other) -> Tensor`,
    doc,
    inplace: true,
    out: true,
    shape: binaryShape(all),
    kernel: binaryKernel(all),
    samples: [`torch.${name}(torch.tensor([5, 6]), 3)`],
  })
}

export const bitwiseAnd = bitwise('bitwise_and', 'Bits set in both.', {
  int: (x, y) => x & y,
  bigint: (x, y) => x & y,
  bool: (x, y) => x & y,
})
export const bitwiseOr = bitwise('bitwise_or', 'Bits set in one of both.', {
  int: (x, y) => x | y,
  bigint: (x, y) => x | y,
  bool: (x, y) => x | y,
})
export const bitwiseXor = bitwise('bitwise_xor', 'Bits set in exactly one.', {
  int: (x, y) => x ^ y,
  bigint: (x, y) => x ^ y,
  bool: (x, y) => x ^ y,
})
export const shiftLeft = bitwise(
  'bitwise_left_shift',
  'Bits moved up.',
  {
    int: (x, y) => (y < 0 || y > 31 ? 0 : x << y),
    bigint: (x, y) => (y < 0n || y > 63n ? 0n : BigInt.asIntN(64, x << y)),
  },
  'lshift_cpu',
)
export const shiftRight = bitwise(
  'bitwise_right_shift',
  'Bits moved down.',
  {
    int: (x, y) => x >> Math.min(y < 0 ? 31 : y, 31),
    bigint: (x, y) => x >> (y < 0n || y > 63n ? 63n : y),
  },
  'rshift_cpu',
)

// --- whole tensors ------------------------------------------------------------------------------------------------

/** Whether two tensors have one shape and all elements equal. A Python bool. Source: torch.equal. */
export const equal = defineOp({
  schema: 'equal(Tensor input, Tensor other) -> bool',
  doc: 'Whether both tensors have the same shape and elements.',
  composite: ({ input, other }) => sameShape(input.shape, other.shape) && allTrue(eq(input, other)),
  samples: ['torch.equal(torch.ones(2), torch.ones(2))'],
})

/** Whether every element of a bool tensor is true; reads it. */
export function allTrue(tensor: Tensor): boolean {
  const { data }: NdArray = tensor.read()
  return (data as Uint8Array).every((value) => value !== 0)
}
