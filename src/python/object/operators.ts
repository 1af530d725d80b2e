/**
 * Operators: Python's dispatch between the two operands' types, with direct paths for ints and floats.
 *
 * Arithmetic of the built-in numbers stands in types/int.ts and types/float.ts as ordinary slots; only what loops are made of
 * is repeated here, on JS numbers, leaving every other case (overflow past 2^53, zero division, bool, bigint) to the slots.
 */

import type { BinaryOperator, CompareOperator, UnaryOperator } from '../parse/ast.js'
import type { PyError } from './errors.js'
import { PyBuiltin } from './function.js'
import { newTypeError, typeNameOf } from './names.js'
import { typeOf, type Value } from './object.js'
import { equals, richEquals, truthy } from './protocol.js'
import type { SlotName, Slots } from './slots.js'
import { NotImplemented, PyFloat, PyTuple } from './values.js'

type BinarySlot = (a: Value, b: Value) => Value
/** Takes one slot of many; a function for each, since one that is told the slot's name would be slow. */
type SlotOf = (slots: Slots) => BinarySlot | undefined

interface Operator {
  readonly symbol: string
  readonly slot: SlotOf
  readonly reflected: SlotOf
  readonly inplace: SlotOf
}

const operator = (symbol: string, slot: SlotOf, reflected: SlotOf, inplace: SlotOf): Operator => ({
  symbol,
  slot,
  reflected,
  inplace,
})

/** The special methods and the symbol of each binary operator. */
export const BINARY: Record<BinaryOperator, Operator> = {
  Add: operator(
    '+',
    (s) => s.add,
    (s) => s.radd,
    (s) => s.iadd,
  ),
  Sub: operator(
    '-',
    (s) => s.sub,
    (s) => s.rsub,
    (s) => s.isub,
  ),
  Mult: operator(
    '*',
    (s) => s.mul,
    (s) => s.rmul,
    (s) => s.imul,
  ),
  MatMult: operator(
    '@',
    (s) => s.matmul,
    (s) => s.rmatmul,
    (s) => s.imatmul,
  ),
  Div: operator(
    '/',
    (s) => s.truediv,
    (s) => s.rtruediv,
    (s) => s.itruediv,
  ),
  Mod: operator(
    '%',
    (s) => s.mod,
    (s) => s.rmod,
    (s) => s.imod,
  ),
  Pow: operator(
    '** or pow()',
    (s) => s.pow,
    (s) => s.rpow,
    (s) => s.ipow,
  ),
  LShift: operator(
    '<<',
    (s) => s.lshift,
    (s) => s.rlshift,
    (s) => s.ilshift,
  ),
  RShift: operator(
    '>>',
    (s) => s.rshift,
    (s) => s.rrshift,
    (s) => s.irshift,
  ),
  BitOr: operator(
    '|',
    (s) => s.or,
    (s) => s.ror,
    (s) => s.ior,
  ),
  BitXor: operator(
    '^',
    (s) => s.xor,
    (s) => s.rxor,
    (s) => s.ixor,
  ),
  BitAnd: operator(
    '&',
    (s) => s.and,
    (s) => s.rand,
    (s) => s.iand,
  ),
  FloorDiv: operator(
    '//',
    (s) => s.floordiv,
    (s) => s.rfloordiv,
    (s) => s.ifloordiv,
  ),
}

/** `left op right`. */
export function binaryOp(op: BinaryOperator, left: Value, right: Value): Value {
  const { slot, reflected, symbol } = BINARY[op]
  const result = dispatch(slot, reflected, left, right)
  if (result !== NotImplemented) return result
  throw unsupported(symbol, left, right)
}

/** Tries the left operand's slot, then the right one's reflected slot; first the right one's when its type is a subtype. */
export function dispatch(slot: SlotOf, reflected: SlotOf, left: Value, right: Value): Value {
  const lt = typeOf(left)
  const rt = typeOf(right)
  const forward = slot(lt.slots)
  let backward = lt === rt ? undefined : reflected(rt.slots)
  if (backward !== undefined && rt.isSubtypeOf(lt) && backward !== reflected(lt.slots)) {
    const result = backward(right, left)
    if (result !== NotImplemented) return result
    backward = undefined
  }
  if (forward !== undefined) {
    const result = forward(left, right)
    if (result !== NotImplemented) return result
  }
  return backward === undefined ? NotImplemented : backward(right, left)
}

/** `left op= right`; the caller stores the result. */
export function inplaceOp(op: BinaryOperator, left: Value, right: Value): Value {
  const { slot, reflected, inplace, symbol } = BINARY[op]
  const own = inplace(typeOf(left).slots)
  if (own !== undefined) {
    const result = own(left, right)
    if (result !== NotImplemented) return result
  }
  const result = dispatch(slot, reflected, left, right)
  if (result !== NotImplemented) return result
  throw unsupported(op === 'Pow' ? '**=' : `${symbol}=`, left, right)
}

function unsupported(symbol: string, left: Value, right: Value): PyError {
  if (symbol === '+' || symbol === '+=' || symbol === '*' || symbol === '*=') {
    const words = sequenceWords(symbol[0], left, right)
    if (words !== null) return newTypeError(words)
  }
  const hint =
    symbol === '>>' && left instanceof PyBuiltin && left.name === 'print'
      ? '. Did you mean "print(<message>, file=<output_stream>)"?'
      : ''
  return newTypeError(
    `unsupported operand type(s) for ${symbol}: '${typeNameOf(left)}' and '${typeNameOf(right)}'${hint}`,
  )
}

/** Sequences complain of a foreign operand in their own words, after all slots passed. */
function sequenceWords(symbol: string, left: Value, right: Value): string | null {
  const concatenates = ['str', 'list', 'tuple', 'bytes', 'bytearray']
  const kind = typeOf(left).mro.find((cls) => cls.isNative && concatenates.includes(cls.name))
  if (symbol === '+') {
    if (kind === undefined) return null
    if (kind.name === 'bytes' || kind.name === 'bytearray')
      return `can't concat ${typeNameOf(right)} to ${typeNameOf(left)}`
    return `can only concatenate ${kind.name} (not "${typeNameOf(right)}") to ${kind.name}`
  }
  const other = typeOf(right).mro.find((cls) => cls.isNative && concatenates.includes(cls.name))
  if (kind !== undefined) return `can't multiply sequence by non-int of type '${typeNameOf(right)}'`
  return other === undefined ? null : `can't multiply sequence by non-int of type '${typeNameOf(left)}'`
}

const UNARY: Record<Exclude<UnaryOperator, 'Not'>, readonly [SlotName, string]> = {
  USub: ['neg', '-'],
  UAdd: ['pos', '+'],
  Invert: ['invert', '~'],
}

/** `-value`, `+value`, `~value`, `not value`. */
export function unaryOp(op: UnaryOperator, value: Value): Value {
  if (op === 'Not') return !truthy(value)
  const [name, symbol] = UNARY[op]
  const slot = typeOf(value).slots[name] as ((value: Value) => Value) | undefined
  if (slot === undefined) throw newTypeError(`bad operand type for unary ${symbol}: '${typeNameOf(value)}'`)
  return slot(value)
}

export type Ordering = 'Lt' | 'LtE' | 'Gt' | 'GtE'
interface Order {
  readonly symbol: string
  readonly slot: SlotOf
  readonly swapped: SlotOf
}
const ORDER: Record<Ordering, Order> = {
  Lt: { symbol: '<', slot: (s) => s.lt, swapped: (s) => s.gt },
  LtE: { symbol: '<=', slot: (s) => s.le, swapped: (s) => s.ge },
  Gt: { symbol: '>', slot: (s) => s.gt, swapped: (s) => s.lt },
  GtE: { symbol: '>=', slot: (s) => s.ge, swapped: (s) => s.le },
}

/** `left op right` for ==, !=, <, <=, >, >=, as a value (of any type: tensors answer with tensors). */
export function compare(
  op: Exclude<CompareOperator, 'Is' | 'IsNot' | 'In' | 'NotIn'>,
  left: Value,
  right: Value,
): Value {
  if (op === 'Eq') return richEquals(left, right)
  if (op === 'NotEq') return richNotEquals(left, right)
  if (typeof left === 'number' && typeof right === 'number') return orderNumbers(op, left, right)
  if (left instanceof PyFloat && left.cls.isNative) {
    if (right instanceof PyFloat && right.cls.isNative) return orderNumbers(op, left.value, right.value)
    if (typeof right === 'number') return orderNumbers(op, left.value, right)
  } else if (typeof left === 'number' && right instanceof PyFloat && right.cls.isNative)
    return orderNumbers(op, left, right.value)
  const { symbol, slot, swapped } = ORDER[op]
  const lt = typeOf(left)
  const rt = typeOf(right)
  const forward = slot(lt.slots)
  let backward = swapped(rt.slots)
  if (lt !== rt && backward !== undefined && rt.isSubtypeOf(lt)) {
    const result = backward(right, left)
    if (result !== NotImplemented) return result
    backward = undefined
  }
  if (forward !== undefined) {
    const result = forward(left, right)
    if (result !== NotImplemented) return result
  }
  if (backward !== undefined) {
    const result = backward(right, left)
    if (result !== NotImplemented) return result
  }
  throw newTypeError(
    `'${symbol}' not supported between instances of '${typeNameOf(left)}' and '${typeNameOf(right)}'`,
  )
}

function orderNumbers(op: Ordering, left: number, right: number): boolean {
  switch (op) {
    case 'Lt':
      return left < right
    case 'LtE':
      return left <= right
    case 'Gt':
      return left > right
    case 'GtE':
      return left >= right
  }
}

function richNotEquals(a: Value, b: Value): Value {
  const ta = typeOf(a)
  const tb = typeOf(b)
  const first = ta.slots.ne
  const second = tb.slots.ne
  const swap = ta !== tb && tb.isSubtypeOf(ta)
  for (const [slot, self, other] of swap
    ? ([
        [second, b, a],
        [first, a, b],
      ] as const)
    : ([
        [first, a, b],
        [second, b, a],
      ] as const)) {
    const result = slot?.(self, other)
    if (result !== undefined && result !== NotImplemented) return result
  }
  return a !== b
}

/** `left < right` as a boolean: what sorting and heaps need. */
export function lessThan(left: Value, right: Value): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right
  if (left instanceof PyTuple && right instanceof PyTuple && left.cls.isNative && right.cls.isNative)
    return lessItems(left.items, right.items)
  return truthy(compare('Lt', left, right))
}

/** Lexicographic order of two sequences as a boolean: the first items that differ decide. */
export function lessItems(left: readonly Value[], right: readonly Value[]): boolean {
  const shorter = Math.min(left.length, right.length)
  for (let i = 0; i < shorter; i++) {
    const a = left[i]
    const b = right[i]
    if (typeof a === 'number' && typeof b === 'number') {
      if (a !== b) return a < b
    } else if (!equals(a, b)) return lessThan(a, b)
  }
  return left.length < right.length
}
