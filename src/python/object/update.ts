/**
 * Keeps the slots of a type in step with its dict: a native special method gives its own function, any other a function that
 * calls it. Works as CPython's `update_slot`.
 */
import { constructorOf } from './define.js'
import { deprecatedResult } from './deprecation.js'
import { isError, raise } from './errors.js'
import { PyClassMethod, PyFunction, PySlotWrapper, PyStaticMethod } from './function.js'
import { newTypeError, typeNameOf } from './names.js'
import type { Kwargs, PyType, Value } from './object.js'
import { builtinTypes, PyObject, typeOf } from './object.js'
import { call, call1, call2, call3, truthy } from './protocol.js'
import type { SlotName } from './slots.js'
import { SLOT_NAMES, Slots, slotOfDunder } from './slots.js'
import { asInt, asStr } from './values.js'

/** The largest position a sequence has in CPython. */
const MAX_INDEX = 2n ** 63n - 1n

/** Computes all slots of a new type. */
export function updateSlots(type: PyType): void {
  const slots = new Slots()
  type.slots = slots
  const base = type.mro[1]
  if (base !== undefined && type.mro.length === base.mro.length + 1) {
    Object.assign(slots, base.slots)
    for (const key of type.dict.keys()) {
      const name = slotOfDunder.get(key)
      if (name !== undefined) setSlot(type, name)
    }
  } else for (const name of SLOT_NAMES) setSlot(type, name)
}

/** After a change of attribute `key` of `type`: drops caches and renews slots, here and below. */
export function attributeChanged(type: PyType, key: string): void {
  type.modified()
  const name = slotOfDunder.get(key)
  if (name !== undefined) updateBelow(type, name)
}

function updateBelow(type: PyType, name: SlotName): void {
  setSlot(type, name)
  for (const child of type.subclasses()) updateBelow(child, name)
}

function setSlot(type: PyType, name: SlotName): void {
  const method = type.lookup(`__${name}__`)
  // biome-ignore lint/suspicious/noExplicitAny: one table of functions with different parameters (slots.ts)
  const slots = type.slots as any
  if (method === undefined) slots[name] = undefined
  else if (method === null)
    slots[name] = name === 'hash' ? unhashable : ABSENT.has(name) ? undefined : refusing
  else if (method instanceof PySlotWrapper && method.slot === name)
    slots[name] = generic.has(method.fn) ? undefined : method.fn
  else slots[name] = (calling[name] ?? binary)(method)
}

/** object's own attribute methods: a type that keeps them has an empty slot, which is the fast path. */
let generic: ReadonlySet<unknown> = new Set()
export function provideGenericSlots(functions: readonly unknown[]): void {
  generic = new Set(functions)
  for (const name of ['getattribute', 'setattr', 'delattr', 'lt', 'le', 'gt', 'ge'] as const)
    builtinTypes.object.slots[name] = undefined
}

/** Special methods whose None makes their protocol look as if it were not there; any other None is called, which fails. */
const ABSENT: ReadonlySet<SlotName> = new Set(['iter', 'reversed', 'contains', 'await', 'aiter', 'anext'])
const refusing = (): never => {
  throw newTypeError("'NoneType' object is not callable")
}

function unhashable(self: Value): number {
  throw newTypeError(`unhashable type: '${typeNameOf(self)}'`)
}

/** Calls a special method found on the type: a plain function gets self first, another descriptor is bound. */
function send(method: Value, self: Value, args: Value[], kwargs: Kwargs | null = null): Value {
  if (method instanceof PyFunction) {
    if (kwargs === null) {
      switch (args.length) {
        case 0:
          return call1(method, self)
        case 1:
          return call2(method, self, args[0])
        case 2:
          return call3(method, self, args[0], args[1])
      }
    }
    return call(method, [self, ...args], kwargs)
  }
  const get = method instanceof PyObject ? method.cls.slots.get : undefined
  return call(get === undefined ? method : get(method, self, typeOf(self)), args, kwargs)
}

// biome-ignore lint/suspicious/noExplicitAny: slots differ in their parameters
type SlotFactory = (method: Value) => any
const unary: SlotFactory = (m) =>
  m instanceof PyFunction ? (self: Value) => call1(m, self) : (self: Value) => send(m, self, [])
const binary: SlotFactory = (m) =>
  m instanceof PyFunction
    ? (self: Value, other: Value) => call2(m, self, other)
    : (self: Value, other: Value) => send(m, self, [other])
/** Tells an AttributeError that says nothing of it which attribute of what was asked for. */
const asking: SlotFactory = (m) => (self: Value, name: string) => {
  try {
    return m instanceof PyFunction ? call2(m, self, name) : send(m, self, [name])
  } catch (error) {
    if (isError(error, 'AttributeError')) {
      const { exception } = error
      if ((exception.extra?.get('name') ?? null) === null && (exception.extra?.get('obj') ?? null) === null)
        exception.extra = new Map<string, Value>([...(exception.extra ?? []), ['name', name], ['obj', self]])
    }
    throw error
  }
}
const withArguments: SlotFactory = (m) => (self: Value, args: Value[], kwargs: Kwargs | null) =>
  send(m, self, args, kwargs)
const setting: SlotFactory = (m) => (self: Value, key: Value, value: Value) => {
  send(m, self, [key, value])
}
const deleting: SlotFactory = (m) => (self: Value, key: Value) => {
  send(m, self, [key])
}
const text =
  (name: string): SlotFactory =>
  (m) =>
  (self: Value) => {
    const result = send(m, self, [])
    const string = asStr(result)
    if (string === undefined) throw newTypeError(`${name} returned non-string (type ${typeNameOf(result)})`)
    return string
  }

/** How the slot of a special method written in Python calls it; those not listed are binary operators. */
const calling: Partial<Record<SlotName, SlotFactory>> = {
  iter: unary,
  reversed: unary,
  neg: unary,
  pos: unary,
  invert: unary,
  abs: unary,
  await: unary,
  aiter: unary,
  anext: unary,
  int: unary,
  float: unary,
  repr: text('__repr__'),
  str: text('__str__'),
  getattribute: asking,
  getattr: asking,
  call: withArguments,
  setattr: setting,
  set: setting,
  setitem: setting,
  delattr: deleting,
  delete: deleting,
  delitem: deleting,
  new: (m) => {
    const fn = m instanceof PyStaticMethod ? m.func : m
    if (m instanceof PyClassMethod)
      return (cls: PyType, args: Value[], kwargs: Kwargs | null) =>
        call(m.cls.slots.get!(m, undefined, cls), [cls, ...args], kwargs)
    return (
      constructorOf(fn) ??
      ((cls: PyType, args: Value[], kwargs: Kwargs | null) => call(fn, [cls, ...args], kwargs))
    )
  },
  init: (m) => (self: Value, args: Value[], kwargs: Kwargs | null) => {
    const result = send(m, self, args, kwargs)
    if (result !== null) throw newTypeError(`__init__() should return None, not '${typeNameOf(result)}'`)
  },
  get: (m) => (self: Value, object: Value | undefined, type: PyType | undefined) =>
    send(m, self, [object === undefined ? null : object, type ?? null]),
  format: (m) => (self: Value, spec: string) => {
    const result = send(m, self, [spec])
    const string = asStr(result)
    if (string === undefined) throw newTypeError(`__format__ must return a str, not ${typeNameOf(result)}`)
    return string
  },
  contains: (m) => (self: Value, value: Value) => truthy(send(m, self, [value])),
  hash: (m) => (self: Value) => {
    const result = asInt(send(m, self, []))
    if (result === undefined) throw newTypeError('__hash__ method should return an integer')
    return result
  },
  bool: (m) => (self: Value) => {
    const result = send(m, self, [])
    if (typeof result === 'boolean') return result
    throw newTypeError(`__bool__ should return bool, returned ${typeNameOf(result)}`)
  },
  len: (m) => (self: Value) => {
    const result = send(m, self, [])
    const length = asInt(result)
    if (length === undefined) {
      throw newTypeError(`'${typeNameOf(result)}' object cannot be interpreted as an integer`)
    }
    if (length < 0) throw raise('ValueError', '__len__() should return >= 0')
    if (length > MAX_INDEX) throw raise('OverflowError', "cannot fit 'int' into an index-sized integer")
    return Number(length)
  },
  index: (m) => (self: Value) => {
    const result = send(m, self, [])
    const int = asInt(result)
    if (int === undefined) throw newTypeError(`__index__ returned non-int (type ${typeNameOf(result)})`)
    if (typeof result !== 'number' && typeof result !== 'bigint')
      deprecatedResult('__index__', 'int', typeNameOf(result))
    return int
  },
  next: (m) => (self: Value) => {
    try {
      return send(m, self, [])
    } catch (error) {
      if (isError(error, 'StopIteration')) return undefined
      throw error
    }
  },
  pow: (m) => (self: Value, other: Value, modulus?: Value) =>
    send(m, self, modulus === undefined || modulus === null ? [other] : [other, modulus]),
}
