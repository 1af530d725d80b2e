/**
 * The operations that every object answers, through the slots of its type: attributes (attributes.ts), calls (calls.ts), iteration
 * (iteration.ts), and here text, truth, hash and equality, items, and the conversions. Operators stand in operators.ts.
 */
import { answered } from './answers.js'
import { lookupAttr, lookupSpecial } from './attributes.js'
import { call } from './calls.js'
import { raise } from './errors.js'
import { iterate } from './iteration.js'
import { newTypeError, typeNameOf } from './names.js'
import type { Value } from './object.js'
import { builtinTypes, PyObject, PyType, typeOf } from './object.js'
import { runtime } from './runtime.js'
import { asInt, NotImplemented, PyFloat, PyTuple } from './values.js'

export * from './attributes.js'
export * from './calls.js'
export * from './iteration.js'
export { typeOf } from './object.js'

// --- text ------------------------------------------------------------------------------------------------------------

/** `repr(value)`. */
export function repr(value: Value): string {
  return typeOf(value).slots.repr!(value)
}

/** `str(value)`. */
export function str(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return typeOf(value).slots.str!(value)
}

/** `format(value, spec)`. */
export function format(value: Value, spec: string): string {
  if (spec === '' && (typeof value === 'string' || typeof value === 'number')) return String(value)
  return typeOf(value).slots.format!(value, spec)
}

const printing = new Set<PyObject>()
/** Runs `print` unless the object is being printed already, in which case `again` (`[...]`) stands for it. */
export function reprGuard(object: PyObject, again: string, print: () => string): string {
  if (printing.has(object)) return again
  if (printing.size + runtime.depth >= runtime.recursionLimit)
    throw raise('RecursionError', 'maximum recursion depth exceeded while getting the repr of an object')
  printing.add(object)
  try {
    return print()
  } finally {
    printing.delete(object)
  }
}

// --- truth, hash, equality -------------------------------------------------------------------------------------------

/** `bool(value)`. */
export function truthy(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'number':
      return value !== 0
    case 'string':
      return value !== ''
    case 'bigint':
      return true
  }
  if (value === null) return false
  if (value instanceof PyFloat) return value.value !== 0
  const { slots } = value.cls
  if (slots.bool !== undefined) return slots.bool(value)
  return slots.len === undefined ? true : slots.len(value) !== 0
}

/** `hash(value)`; TypeError when unhashable. Equal numbers of different types hash alike, as in CPython. */
export function hash(value: Value): number | bigint {
  const slot = typeOf(value).slots.hash
  if (slot === undefined) throw newTypeError(`unhashable type: '${typeNameOf(value)}'`)
  return slot(value)
}

/** Equality as containers see it: the same object, or `==` says so. */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true
  const ta = typeof a
  if (ta !== 'object' && ta === typeof b) return false
  return truthy(richEquals(a, b))
}

/** `a == b`, as a value: tensors answer with a tensor. */
export function richEquals(a: Value, b: Value): Value {
  const ta = typeOf(a)
  const tb = typeOf(b)
  let tried = false
  if (ta !== tb && tb.slots.eq !== undefined && tb.isSubtypeOf(ta)) {
    const result = tb.slots.eq(b, a)
    if (result !== NotImplemented) return result
    tried = true
  }
  if (ta.slots.eq !== undefined) {
    const result = ta.slots.eq(a, b)
    if (result !== NotImplemented) return result
  }
  if (!tried && tb.slots.eq !== undefined) {
    const result = tb.slots.eq(b, a)
    if (result !== NotImplemented) return result
  }
  return a === b
}

// --- containers --------------------------------------------------------------------------------------------------------

/** `len(value)`. */
export function length(value: Value): number {
  const slot = typeOf(value).slots.len
  if (slot === undefined) throw newTypeError(`object of type '${typeNameOf(value)}' has no len()`)
  return slot(value)
}

/** `value[key]`. */
export function getItem(value: Value, key: Value): Value {
  const slot = typeOf(value).slots.getitem
  if (slot !== undefined) return slot(value, key)
  if (value instanceof PyType) {
    const method =
      value.cls.isNative && value.lookup('__class_getitem__') === undefined
        ? undefined
        : lookupAttr(value, '__class_getitem__')
    if (method !== undefined) return call(method, [key])
    throw newTypeError(`type '${value.name}' is not subscriptable`)
  }
  throw newTypeError(`'${typeNameOf(value)}' object is not subscriptable`)
}

/** `value[key] = item`. */
export function setItem(value: Value, key: Value, item: Value): void {
  const slot = typeOf(value).slots.setitem
  if (slot === undefined) throw newTypeError(`'${typeNameOf(value)}' object does not support item assignment`)
  slot(value, key, item)
}

/** `del value[key]`. */
export function delItem(value: Value, key: Value): void {
  const slot = typeOf(value).slots.delitem
  if (slot === undefined) throw newTypeError(`'${typeNameOf(value)}' object doesn't support item deletion`)
  slot(value, key)
}

/** `item in container`. */
export function contains(container: Value, item: Value): boolean {
  const type = typeOf(container)
  if (type.slots.contains !== undefined) return type.slots.contains(container, item)
  if (type.lookup('__contains__') === null)
    throw newTypeError(`'${typeNameOf(container)}' object is not a container`)
  if (type.slots.iter === undefined && type.slots.getitem === undefined) {
    throw newTypeError(`argument of type '${typeNameOf(container)}' is not iterable`)
  }
  for (const each of iterate(container)) if (equals(each, item)) return true
  return false
}

// --- conversion, classes ---------------------------------------------------------------------------------------------------

/** `operator.index(value)`: an int, or of a type with `__index__`. `what` replaces CPython's words. */
export function toIndex(value: Value, what?: string): number | bigint {
  const int = asInt(value)
  if (int !== undefined) return int
  const slot = typeOf(value).slots.index
  if (slot !== undefined) return slot(value)
  throw newTypeError(what ?? `'${typeNameOf(value)}' object cannot be interpreted as an integer`)
}

/** `toIndex` as a JS number, clamped to ±2^53: for positions and counts. */
export function toCount(value: Value, what?: string): number {
  const index = toIndex(value, what)
  if (typeof index === 'number') return index
  return index > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER
}

/** `isinstance(value, cls)`; cls may be a type, a tuple of them or a union. */
export function isInstance(value: Value, cls: Value): boolean {
  const type = typeOf(value)
  if (type === cls) return true
  if (cls instanceof PyType && cls.cls === builtinTypes.type) return isOfType(value, cls)
  if (cls instanceof PyTuple) {
    for (let i = 0; i < cls.items.length; i++) if (isInstance(value, cls.items[i])) return true
    return false
  }
  const known = cls instanceof PyType ? answered(cls, type, true) : undefined
  if (known !== undefined) return known
  const check = lookupSpecial(cls, '__instancecheck__')
  if (check !== undefined) return truthy(call(check, [value]))
  basesOf(cls, 'isinstance() arg 2 must be a type, a tuple of types, or a union')
  const own = lookupAttr(value, '__class__') ?? null
  return own !== null && derives(own, cls)
}

/** The `__bases__` of what serves as a class without being a type. */
function basesOf(cls: Value, otherwise: string): readonly Value[] {
  const bases = lookupAttr(cls, '__bases__')
  if (bases instanceof PyTuple) return bases.items
  throw newTypeError(otherwise)
}

/** Does `sub` reach `cls` through `__bases__`? */
function derives(sub: Value, cls: Value): boolean {
  if (sub === cls) return true
  const bases = lookupAttr(sub, '__bases__')
  if (!(bases instanceof PyTuple)) return false
  if (runtime.depth >= runtime.recursionLimit)
    throw raise('RecursionError', 'maximum recursion depth exceeded in __issubclass__')
  runtime.depth++
  try {
    return bases.items.some((base) => derives(base, cls))
  } finally {
    runtime.depth--
  }
}

/** `isinstance` with a type, without asking the metaclass. */
export const isOfType = (value: Value, cls: PyType): boolean =>
  typeOf(value).isSubtypeOf(cls) || classAttribute(value)?.isSubtypeOf(cls) === true

/** A `__class__` that lies (proxies), when the object defines one. */
export function classAttribute(value: Value): PyType | undefined {
  if (
    !(value instanceof PyObject) ||
    value.cls.isNative ||
    (value.cls.slots.getattribute === undefined &&
      value.cls.lookup('__class__') === builtinTypes.object.lookup('__class__'))
  ) {
    return undefined
  }
  const cls = lookupAttr(value, '__class__')
  return cls instanceof PyType ? cls : undefined
}

/** `issubclass(sub, cls)`. */
export function isSubclass(sub: Value, cls: Value): boolean {
  if (cls instanceof PyType && cls.cls === builtinTypes.type) return isSubtype(sub, cls)
  if (cls instanceof PyTuple) return cls.items.some((each) => isSubclass(sub, each))
  const known = cls instanceof PyType && sub instanceof PyType ? answered(cls, sub, true) : undefined
  if (known !== undefined) return known
  const check = lookupSpecial(cls, '__subclasscheck__')
  return check === undefined ? isSubtype(sub, cls) : truthy(call(check, [sub]))
}

/** `issubclass` without asking the metaclass: by `__mro__` between types, by `__bases__` otherwise. */
export function isSubtype(sub: Value, cls: Value): boolean {
  if (sub instanceof PyType && cls instanceof PyType) return sub.isSubtypeOf(cls)
  basesOf(sub, 'issubclass() arg 1 must be a class')
  basesOf(cls, 'issubclass() arg 2 must be a class, a tuple of classes, or a union')
  return derives(sub, cls)
}
