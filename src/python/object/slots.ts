// biome-ignore-all lint/suspicious/noExplicitAny: a native type knows the JS class of its own self
/**
 * Slots: the native form of the special methods, one function per method, on every type.
 *
 * A slot gets and returns JS values where Python fixes the type (`len` a number, `contains` a boolean, `repr` a string), and
 * `next` returns undefined at the end instead of raising. Binary slots return `NotImplemented` to pass on. `update.ts` keeps
 * the slots of a class in step with its dict.
 */
import type { Kwargs, PyType, Value } from './object.js'

type Unary<R = Value> = (self: any) => R
type Binary<R = Value> = (self: any, other: Value) => R

/** Every special method that has a fast path; undefined where the type does not support it. */
export class Slots {
  new: ((cls: PyType, args: Value[], kwargs: Kwargs | null) => Value) | undefined = undefined
  init: ((self: any, args: Value[], kwargs: Kwargs | null) => void) | undefined = undefined
  call: ((self: any, args: Value[], kwargs: Kwargs | null) => Value) | undefined = undefined

  /** Replaces the whole attribute lookup (`__getattribute__`); raises AttributeError itself. */
  getattribute: ((self: any, name: string) => Value) | undefined = undefined
  /** Asked when the ordinary lookup failed (`__getattr__`); undefined or AttributeError: not found. */
  getattr: ((self: any, name: string) => Value | undefined) | undefined = undefined
  setattr: ((self: any, name: string, value: Value) => void) | undefined = undefined
  delattr: ((self: any, name: string) => void) | undefined = undefined
  get: ((self: any, object: Value | undefined, type: PyType | undefined) => Value) | undefined = undefined
  set: ((self: any, object: Value, value: Value) => void) | undefined = undefined
  delete: ((self: any, object: Value) => void) | undefined = undefined

  repr: Unary<string> | undefined = undefined
  str: Unary<string> | undefined = undefined
  format: ((self: any, spec: string) => string) | undefined = undefined
  hash: Unary<number | bigint> | undefined = undefined
  bool: Unary<boolean> | undefined = undefined
  len: Unary<number> | undefined = undefined
  iter: Unary | undefined = undefined
  next: Unary<Value | undefined> | undefined = undefined
  getitem: Binary | undefined = undefined
  setitem: ((self: any, key: Value, value: Value) => void) | undefined = undefined
  delitem: ((self: any, key: Value) => void) | undefined = undefined
  contains: Binary<boolean> | undefined = undefined
  reversed: Unary | undefined = undefined

  eq: Binary | undefined = undefined
  ne: Binary | undefined = undefined
  lt: Binary | undefined = undefined
  le: Binary | undefined = undefined
  gt: Binary | undefined = undefined
  ge: Binary | undefined = undefined

  neg: Unary | undefined = undefined
  pos: Unary | undefined = undefined
  invert: Unary | undefined = undefined
  abs: Unary | undefined = undefined
  int: Unary | undefined = undefined
  float: Unary | undefined = undefined
  index: Unary<number | bigint> | undefined = undefined

  add: Binary | undefined = undefined
  radd: Binary | undefined = undefined
  sub: Binary | undefined = undefined
  rsub: Binary | undefined = undefined
  mul: Binary | undefined = undefined
  rmul: Binary | undefined = undefined
  matmul: Binary | undefined = undefined
  rmatmul: Binary | undefined = undefined
  truediv: Binary | undefined = undefined
  rtruediv: Binary | undefined = undefined
  floordiv: Binary | undefined = undefined
  rfloordiv: Binary | undefined = undefined
  mod: Binary | undefined = undefined
  rmod: Binary | undefined = undefined
  divmod: Binary | undefined = undefined
  rdivmod: Binary | undefined = undefined
  /** The third argument is that of `pow(a, b, m)`. */
  pow: ((self: any, other: Value, modulus?: Value) => Value) | undefined = undefined
  rpow: Binary | undefined = undefined
  lshift: Binary | undefined = undefined
  rlshift: Binary | undefined = undefined
  rshift: Binary | undefined = undefined
  rrshift: Binary | undefined = undefined
  and: Binary | undefined = undefined
  rand: Binary | undefined = undefined
  xor: Binary | undefined = undefined
  rxor: Binary | undefined = undefined
  or: Binary | undefined = undefined
  ror: Binary | undefined = undefined

  iadd: Binary | undefined = undefined
  isub: Binary | undefined = undefined
  imul: Binary | undefined = undefined
  imatmul: Binary | undefined = undefined
  itruediv: Binary | undefined = undefined
  ifloordiv: Binary | undefined = undefined
  imod: Binary | undefined = undefined
  ipow: Binary | undefined = undefined
  ilshift: Binary | undefined = undefined
  irshift: Binary | undefined = undefined
  iand: Binary | undefined = undefined
  ixor: Binary | undefined = undefined
  ior: Binary | undefined = undefined

  await: Unary | undefined = undefined
  aiter: Unary | undefined = undefined
  anext: Unary | undefined = undefined
}

export type SlotName = keyof Slots
/** All slot names; the special method of slot `x` is `__x__`. */
export const SLOT_NAMES = Object.keys(new Slots()) as SlotName[]
/** Slot of a special method name, `__len__` → `len`. */
export const slotOfDunder = new Map<string, SlotName>(SLOT_NAMES.map((name) => [`__${name}__`, name]))

interface Pair<F, B> {
  readonly forward: F
  readonly backward: B
}

/** Binary slots from operations each way: `{ add }` gives `add` and `radd`. */
export function bothWays<K extends string, F, B>(
  operations: Record<K, Pair<F, B>>,
): Record<K, F> & Record<`r${K}`, B> {
  const slots: Record<string, F | B> = {}
  for (const name in operations) {
    slots[name] = operations[name].forward
    slots[`r${name}`] = operations[name].backward
  }
  return slots as Record<K, F> & Record<`r${K}`, B>
}
