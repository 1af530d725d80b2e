/**
 * Which element type an operation on several types computes in, as PyTorch decides it.
 *
 * Between two types the higher kind wins (bool < int < float < complex), within a kind the type that holds both. Of
 * several operands, tensors with dims come first, then zero-dim tensors, then plain numbers: a later class changes
 * the result only if its kind is higher than all before.
 */
import type { DType, DTypeName, Kind } from './dtype.js'
import { bool, complex64, complex128, float32, float64, int16, int64, isIntegral } from './dtype.js'
import { fail } from './error.js'

const rank: Readonly<Record<Kind, number>> = { bool: 0, int: 1, float: 2, complex: 3 }

/** Of two types of one kind the later holds both, but for the pairs of `third`. */
const orders: Readonly<Record<Kind, readonly DTypeName[]>> = {
  bool: ['bool'],
  int: ['uint8', 'int8', 'int16', 'int32', 'int64'],
  float: ['float16', 'bfloat16', 'float32', 'float64'],
  complex: ['complex64', 'complex128'],
}

const third: Partial<Record<DTypeName, Partial<Record<DTypeName, DType>>>> = {
  uint8: { int8: int16 },
  float16: { bfloat16: float32 },
}

/** The type that both convert to without loss of kind. */
export function promoteTypes(a: DType, b: DType): DType {
  if (a === b) return a
  if (a.kind === b.kind) {
    const order = orders[a.kind]
    const [low, high] = order.indexOf(a.name) < order.indexOf(b.name) ? [a, b] : [b, a]
    return third[low.name]?.[high.name] ?? high
  }
  const [low, high] = rank[a.kind] < rank[b.kind] ? [a, b] : [b, a]
  return high === complex64 && low === float64 ? complex128 : high
}

/** Whether `from` may be stored into `to`: any kind into its own or a higher one. */
export const canCast = (from: DType, to: DType): boolean => rank[from.kind] <= rank[to.kind]

/** The complex type whose parts are of a float type. */
export function toComplexType(type: DType): DType {
  if (type.name === 'float16')
    fail('NotImplementedError', 'ComplexHalf (torch.complex32) is not supported by ishape')
  return type === float64 ? complex128 : complex64
}

/** The float type of a complex type's parts; other types are their own. */
export const toValueType = (type: DType): DType =>
  type === complex64 ? float32 : type === complex128 ? float64 : type

/** The type of a plain number: int64, bool, or the default float type, or the complex type over that. */
export function typeOfKind(kind: Kind, defaultDtype: DType): DType {
  if (kind === 'float') return defaultDtype
  if (kind === 'complex') return toComplexType(defaultDtype)
  return kind === 'int' ? int64 : bool
}

/** What division, sqrt, mean and their like compute ints in: the default float type. */
export const toFloatType = (type: DType, defaultDtype: DType): DType =>
  isIntegral(type) ? defaultDtype : type

/** An operand: its type and what it is. Of a number's type only the kind counts. */
export interface Operand {
  readonly dtype: DType
  readonly dimension: 'tensor' | 'zeroDim' | 'scalar'
}

/** The type of an operation on these operands. */
export function resultType(operands: readonly Operand[], defaultDtype: DType): DType {
  let tensors: DType | null = null
  let zeroDims: DType | null = null
  let numbers: DType | null = null
  for (const { dtype, dimension } of operands) {
    if (dimension === 'tensor') tensors = either(tensors, dtype)
    else if (dimension === 'zeroDim') zeroDims = either(zeroDims, dtype)
    else numbers = either(numbers, typeOfKind(dtype.kind, defaultDtype))
  }
  return combined(tensors, combined(zeroDims, numbers)) ?? fail('RuntimeError', 'result_type: no operands')
}

const either = (a: DType | null, b: DType): DType => (a === null ? b : promoteTypes(a, b))

/** `first`, unless the kind of `second` is higher. */
function combined(first: DType | null, second: DType | null): DType | null {
  if (first === null || second === null) return first ?? second
  if (rank[second.kind] <= rank[first.kind]) return first
  return second.kind === 'complex' && first.kind === 'float'
    ? toComplexType(first)
    : promoteTypes(first, second)
}
