/**
 * The operations that every object answers, through the slots of its type: attributes, calls, items, iteration, text, truth,
 * hash and equality. Operators stand in operators.ts.
 */
import { answered } from './answers.js'
import { isError, type PyError, raise } from './errors.js'
import { bindMethod, type NativeFunction, PyBoundMethod, PyBuiltin, PyFunction } from './function.js'
import { PyGenerator } from './generator.js'
import { enter, invokeFunction, newLocals } from './invoke.js'
import { newTypeError, typeNameOf } from './names.js'
import type { Kwargs, Value } from './object.js'
import {
  builtinTypes,
  deleteOwn,
  getOwn,
  NO_ATTRIBUTES,
  PyInstance,
  PyObject,
  PyType,
  setOwn,
  typeOf,
} from './object.js'
import { checkInterrupt, loadBuiltin, runtime } from './runtime.js'
import {
  asInt,
  asStr,
  NotImplemented,
  PyFloat,
  PyIterator,
  PyList,
  PyRange,
  PyTuple,
  type Resumption,
  tuple,
} from './values.js'

export { typeOf } from './object.js'

// --- attributes ----------------------------------------------------------------------------------------------------

/** `object.name`; AttributeError when there is none. */
export function getAttr(object: Value, name: string): Value {
  const type = typeOf(object)
  const { getattribute: custom, getattr: otherwise } = type.slots
  if (custom === undefined) {
    const value = genericGetAttr(object, type, name)
    if (value !== undefined) return value
  } else if (otherwise === undefined) return custom(object, name)
  else {
    try {
      return custom(object, name)
    } catch (error) {
      if (!isError(error, 'AttributeError')) throw error
      const value = otherwise(object, name)
      if (value !== undefined) return value
      throw error
    }
  }
  const value = type.slots.getattr?.(object, name)
  if (value !== undefined) return value
  throw attributeError(object, name)
}

/** `getattr(object, name, default)` with a default of undefined: an AttributeError raised on the way counts as none. */
export function lookupAttr(object: Value, name: string): Value | undefined {
  const { slots } = typeOf(object)
  try {
    if (slots.getattribute === undefined && slots.getattr === undefined) {
      return genericGetAttr(object, typeOf(object), name)
    }
    return getAttr(object, name)
  } catch (error) {
    if (isError(error, 'AttributeError')) return undefined
    throw error
  }
}

/** The lookup of `object.__getattribute__`: data descriptor, own attribute, other class attribute. */
export function genericGetAttr(object: Value, type: PyType, name: string): Value | undefined {
  const found = type.lookup(name)
  if (found instanceof PyObject) {
    const { get, set } = found.cls.slots
    if (get !== undefined) {
      if (set === undefined && object instanceof PyObject && object.shape !== NO_ATTRIBUTES) {
        const own = getOwn(object, name)
        if (own !== undefined) return own
      }
      return get(found, object, type)
    }
  }
  if (object instanceof PyObject && object.shape !== NO_ATTRIBUTES) {
    const own = getOwn(object, name)
    if (own !== undefined) return own
  }
  return found
}

/** `object.name = value`. */
export function setAttr(object: Value, name: string, value: Value): void {
  const type = typeOf(object)
  if (type.slots.setattr !== undefined) type.slots.setattr(object, name, value)
  else genericSetAttr(object, name, value)
}

/** What `object.__setattr__` does. */
export function genericSetAttr(object: Value, name: string, value: Value): void {
  const type = typeOf(object)
  const found = type.lookup(name)
  if (found instanceof PyObject && found.cls.slots.set !== undefined)
    found.cls.slots.set(found, object, value)
  else if (type.hasDict) setOwn(object as PyObject, name, value)
  else throw noStore(object, name, found)
}

/** `del object.name`. */
export function delAttr(object: Value, name: string): void {
  const type = typeOf(object)
  if (type.slots.delattr !== undefined) type.slots.delattr(object, name)
  else genericDelAttr(object, name)
}

/** What `object.__delattr__` does. */
export function genericDelAttr(object: Value, name: string): void {
  const type = typeOf(object)
  const found = type.lookup(name)
  if (found instanceof PyObject && found.cls.slots.set !== undefined) {
    if (found.cls.slots.delete === undefined) throw raise('AttributeError', '__delete__')
    found.cls.slots.delete(found, object)
  } else if (!type.hasDict) throw noStore(object, name, found)
  else if (!deleteOwn(object as PyObject, name)) throw attributeError(object, name)
}

function noStore(object: Value, name: string, found: Value | undefined): PyError {
  if (found !== undefined)
    return raise('AttributeError', `'${typeNameOf(object)}' object attribute '${name}' is read-only`)
  return attributeError(object, name)
}

/** The AttributeError of a failed lookup; `name` and `obj` let the traceback suggest another name. */
export function attributeError(object: Value, name: string): PyError {
  const what = object instanceof PyType ? `type object '${object.name}'` : `'${typeNameOf(object)}' object`
  return raise('AttributeError', `${what} has no attribute '${name}'`, { name, obj: object })
}

/** A special method looked up on the type, bound to the object; undefined when the type has none. */
export function lookupSpecial(object: Value, name: string): Value | undefined {
  const type = typeOf(object)
  const found = type.lookup(name)
  if (found instanceof PyFunction || found instanceof PyBuiltin) return bindMethod(found, object)
  if (!(found instanceof PyObject)) return found
  return found.cls.slots.get === undefined ? found : found.cls.slots.get(found, object, type)
}

// --- calls ---------------------------------------------------------------------------------------------------------

/** `fn(*args, **kwargs)`. */
export function call(fn: Value, args: Value[], kwargs: Kwargs | null = null): Value {
  if (fn instanceof PyFunction) return invokeFunction(fn, args, kwargs)
  if (fn instanceof PyBuiltin) return callBuiltin(fn, args, kwargs)
  if (fn instanceof PyBoundMethod) return call(fn.func, [fn.self, ...args], kwargs)
  return callSlot(fn, args, kwargs)
}

/**
 * The `__init__` of a class, written in Python, that is all there is to do when the class is called, but for making an empty object; null
 * where calling it is more than that.
 */
export function plainInit(cls: PyType): PyFunction | null {
  const { type } = builtinTypes
  if (cls.cls !== type && cls.cls.slots.call !== type.slots.call) return null
  if (cls.init === undefined) {
    const init = cls.lookup('__init__')
    const abstract = cls.dict.get('__abstractmethods__') ?? null
    const plain =
      cls.slots.new === builtinTypes.object.slots.new && (abstract === null || length(abstract) === 0)
    cls.init = plain && init instanceof PyFunction ? init : null
  }
  return cls.init as PyFunction | null
}

/** What calling a class gives once its `__init__` has run. */
export function initialized(object: PyObject, result: Value): PyObject {
  if (result !== null) throw newTypeError(`__init__() should return None, not '${typeNameOf(result)}'`)
  return object
}

function callSlot(fn: Value, args: Value[], kwargs: Kwargs | null): Value {
  if (fn instanceof PyType) {
    const init = plainInit(fn)
    if (init !== null) {
      const object = new PyInstance(fn)
      return initialized(object, invokeFunction(init, [object, ...args], kwargs))
    }
  }
  const slot = typeOf(fn).slots.call
  if (slot === undefined) throw newTypeError(`'${typeNameOf(fn)}' object is not callable`)
  return slot(fn, args, kwargs)
}

/** `fn()`. */
export function call0(fn: Value): Value {
  if (fn instanceof PyFunction) {
    const code = fn.code
    return code.simple && code.positional === 0
      ? enter(fn, newLocals(code.slotCount))
      : invokeFunction(fn, [], null)
  }
  if (fn instanceof PyBoundMethod) return call1(fn.func, fn.self)
  if (fn instanceof PyType) {
    const init = plainInit(fn)
    if (init !== null) {
      const object = new PyInstance(fn)
      return initialized(object, call1(init, object))
    }
  }
  return call(fn, [], null)
}

/** `fn(a)`: as the next ones, without an array where the function is simple. */
export function call1(fn: Value, a: Value): Value {
  if (fn instanceof PyFunction) {
    const code = fn.code
    if (!code.simple || code.positional !== 1) return invokeFunction(fn, [a], null)
    const locals = newLocals(code.slotCount)
    locals[0] = a
    return enter(fn, locals)
  }
  if (fn instanceof PyBuiltin) {
    return fn.owner === null || fn.owner === typeOf(a) ? native1(fn, a) : callBuiltin(fn, [a], null)
  }
  if (fn instanceof PyBoundMethod) return call2(fn.func, fn.self, a)
  if (fn instanceof PyType) {
    if (fn.convert !== null) return fn.convert(a)
    const init = plainInit(fn)
    if (init !== null) {
      const object = new PyInstance(fn)
      return initialized(object, call2(init, object, a))
    }
  }
  return callSlot(fn, [a], null)
}

export function call2(fn: Value, a: Value, b: Value): Value {
  if (fn instanceof PyFunction) {
    const code = fn.code
    if (!code.simple || code.positional !== 2) return invokeFunction(fn, [a, b], null)
    const locals = newLocals(code.slotCount)
    locals[0] = a
    locals[1] = b
    return enter(fn, locals)
  }
  if (fn instanceof PyBuiltin) {
    return fn.owner === null || fn.owner === typeOf(a) ? native2(fn, a, b) : callBuiltin(fn, [a, b], null)
  }
  if (fn instanceof PyBoundMethod) return call3(fn.func, fn.self, a, b)
  if (fn instanceof PyType) {
    const init = plainInit(fn)
    if (init !== null) {
      const object = new PyInstance(fn)
      return initialized(object, call3(init, object, a, b))
    }
  }
  return callSlot(fn, [a, b], null)
}

export function call3(fn: Value, a: Value, b: Value, c: Value): Value {
  if (fn instanceof PyFunction) {
    const code = fn.code
    if (!code.simple || code.positional !== 3) return invokeFunction(fn, [a, b, c], null)
    const locals = newLocals(code.slotCount)
    locals[0] = a
    locals[1] = b
    locals[2] = c
    return enter(fn, locals)
  }
  if (fn instanceof PyBuiltin && (fn.owner === null || fn.owner === typeOf(a))) return native3(fn, a, b, c)
  return call(fn, [a, b, c], null)
}

/** Calls a native function, whose self is known to fit if it is a method, with one argument; no array is made for the usual ones. */
export function native1(fn: PyBuiltin, a: Value): Value {
  if (fn.least > 1 || fn.most < 1) return callBuiltin(fn, [a], null)
  const d = fn.signature.defaults
  let result: ReturnType<NativeFunction>
  switch (d.length) {
    case 1:
      result = fn.fn(a)
      break
    case 2:
      result = fn.fn(a, d[1])
      break
    case 3:
      result = fn.fn(a, d[1], d[2])
      break
    case 4:
      result = fn.fn(a, d[1], d[2], d[3])
      break
    default:
      return callBuiltin(fn, [a], null)
  }
  return result === undefined ? null : result
}

/** The same with two arguments. */
export function native2(fn: PyBuiltin, a: Value, b: Value): Value {
  if (fn.least > 2 || fn.most < 2) return callBuiltin(fn, [a, b], null)
  const d = fn.signature.defaults
  let result: ReturnType<NativeFunction>
  switch (d.length) {
    case 2:
      result = fn.fn(a, b)
      break
    case 3:
      result = fn.fn(a, b, d[2])
      break
    case 4:
      result = fn.fn(a, b, d[2], d[3])
      break
    default:
      return callBuiltin(fn, [a, b], null)
  }
  return result === undefined ? null : result
}

/** The same with three arguments. */
export function native3(fn: PyBuiltin, a: Value, b: Value, c: Value): Value {
  if (fn.least > 3 || fn.most < 3) return callBuiltin(fn, [a, b, c], null)
  const d = fn.signature.defaults
  let result: ReturnType<NativeFunction>
  switch (d.length) {
    case 3:
      result = fn.fn(a, b, c)
      break
    case 4:
      result = fn.fn(a, b, c, d[3])
      break
    default:
      return callBuiltin(fn, [a, b, c], null)
  }
  return result === undefined ? null : result
}

/** Calls a native function through its binder. */
export function callBuiltin(fn: PyBuiltin, args: Value[], kwargs: Kwargs | null): Value {
  const { signature } = fn
  if (fn.owner !== null) checkSelf(fn, fn.owner, args)
  if (kwargs !== null && kwargs.size === 0) kwargs = null
  const bound = signature.bind(args, kwargs)
  fn.least = signature.least
  fn.most = signature.most
  const result = fn.fn(...bound)
  return result === undefined ? null : result
}

/** A method of a native type needs a self of that type; payloads of int and str subclasses are unboxed. */
function checkSelf(fn: PyBuiltin, owner: PyType, args: Value[]): void {
  if (args.length === 0) throw newTypeError(`unbound method ${fn.qualname}() needs an argument`)
  const type = typeOf(args[0])
  if (type !== owner && !type.isSubtypeOf(owner)) {
    throw newTypeError(
      `descriptor '${fn.name}' for '${owner.name}' objects doesn't apply to a '${type.name}' object`,
    )
  }
  args[0] = unbox(args[0], owner)
}

/** `self` as methods of `owner` expect it: int and str methods get the JS primitive. */
export function unbox(self: Value, owner: PyType): Value {
  if (typeof self === 'boolean') return owner === builtinTypes.int ? Number(self) : self
  if (!(self instanceof PyObject) || !self.cls.isSubtypeOf(owner)) return self
  if (owner === builtinTypes.str) return asStr(self) ?? self
  if (owner === builtinTypes.int) return asInt(self) ?? self
  return self
}

/** Calls a method by name: `object.name(*args)`. */
export function callMethod(
  object: Value,
  name: string,
  args: Value[] = [],
  kwargs: Kwargs | null = null,
): Value {
  return call(getAttr(object, name), args, kwargs)
}

/** Is it callable? */
export function isCallable(value: Value): boolean {
  return typeOf(value).slots.call !== undefined
}

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

// --- iteration -----------------------------------------------------------------------------------------------------------

/** `iter(value)`. */
export function iter(value: Value): Value {
  const { slots } = typeOf(value)
  if (slots.iter !== undefined) {
    const iterator = slots.iter(value)
    if (typeOf(iterator).slots.next === undefined) {
      throw newTypeError(`iter() returned non-iterator of type '${typeNameOf(iterator)}'`)
    }
    return iterator
  }
  if (slots.getitem !== undefined && typeOf(value).lookup('__iter__') !== null) return sequenceIterator(value)
  throw newTypeError(`'${typeNameOf(value)}' object is not iterable`)
}

/** Iterates over what has only `__getitem__`, until IndexError. */
function sequenceIterator(value: Value): Value {
  let index = 0
  return makeIterator(
    'iterator',
    () => {
      if (index < 0) return undefined
      try {
        const item = getItem(value, index)
        index++
        return item
      } catch (error) {
        if (!isError(error, 'IndexError') && !isError(error, 'StopIteration')) throw error
        index = -1
        return undefined
      }
    },
    () => (index < 0 || typeOf(value).slots.len === undefined ? 0 : Math.max(0, length(value) - index)),
    {
      reduce: () =>
        index < 0
          ? tuple(loadBuiltin('iter'), tuple(tuple()))
          : tuple(loadBuiltin('iter'), tuple(value), index),
      restore: (state) => {
        if (index >= 0) index = Math.max(0, toCount(state))
      },
    },
  )
}

/** The next item of an iterator, undefined at its end. */
export function next(iterator: Value): Value | undefined {
  if (iterator instanceof PyIterator && iterator.cls.isNative) return iterator.step()
  const slot = typeOf(iterator).slots.next
  if (slot === undefined) throw newTypeError(`'${typeNameOf(iterator)}' object is not an iterator`)
  return slot(iterator)
}

/** What gives an iterator's next item, undefined at its end. */
export function stepOf(iterator: Value): () => Value | undefined {
  if (iterator instanceof PyIterator && iterator.cls.isNative) return iterator.step
  if (iterator instanceof PyGenerator) return () => iterator.next()
  // The class may change meanwhile.
  return () => next(iterator)
}

/** JS iteration over any iterable: `for (const item of iterate(value))`. Lists may change meanwhile, as in Python. */
export function iterate(value: Value): Iterable<Value> {
  if (value instanceof PyList && value.cls.slots.iter === builtinTypes.list.slots.iter) return value.items
  if (value instanceof PyTuple && value.cls.slots.iter === builtinTypes.tuple.slots.iter) return value.items
  return new Items(stepOf(iter(value)))
}

/** The items that a step gives; each is handed over in the same result object, which whoever iterates reads at once. */
class Items implements Iterable<Value>, Iterator<Value> {
  private readonly result: { done: boolean; value: Value | undefined } = { done: false, value: undefined }
  constructor(private readonly step: () => Value | undefined) {}
  [Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<Value> {
    if (runtime.interruptFlag[0] !== 0) checkInterrupt()
    const value = this.step()
    this.result.value = value
    this.result.done = value === undefined
    return this.result as IteratorResult<Value>
  }
}

/** All items of an iterable, as a new array. */
export function toArray(value: Value): Value[] {
  if (value instanceof PyList || value instanceof PyTuple) {
    if (value.cls.slots.iter === value.cls.native.slots.iter) return value.items.slice()
  } else if (value instanceof PyRange) {
    const items: Value[] = []
    for (let i = 0; i < value.length; i++) items.push(value.start + i * value.step)
    return items
  }
  const iterator = iter(value)
  checkHint(value)
  const step = stepOf(iterator)
  const items: Value[] = []
  for (;;) {
    if (runtime.interruptFlag[0] !== 0) checkInterrupt()
    const item = step()
    if (item === undefined) return items
    items.push(item)
  }
}

/** list() asks a class for its length first, as CPython does: a wrong `__len__` is its error. */
function checkHint(value: Value): void {
  const type = typeOf(value)
  if (type.isNative) return
  const hint = lengthHint(value, 0)
  // The largest hint of all says nothing.
  if (hint > 2 ** 32 && hint < 2n ** 63n - 1n) throw raise('MemoryError')
}

/** `operator.length_hint(value, otherwise)`: what `__len__` or `__length_hint__` says of how many items come. */
export function lengthHint(value: Value, otherwise: number | bigint): number | bigint {
  const type = typeOf(value)
  try {
    if (type.slots.len !== undefined) return type.slots.len(value)
  } catch (error) {
    if (!isError(error, 'TypeError')) throw error
  }
  const method = lookupSpecial(value, '__length_hint__')
  if (method === undefined) return otherwise
  let hint: Value
  try {
    hint = call(method, [])
  } catch (error) {
    if (!isError(error, 'TypeError')) throw error
    return otherwise
  }
  if (hint === NotImplemented) return otherwise
  const count = asInt(hint)
  if (count === undefined) throw newTypeError(`__length_hint__ must be an integer, not ${typeNameOf(hint)}`)
  if (count < 0) throw raise('ValueError', '__length_hint__() should return >= 0')
  return count
}

const iteratorTypes = new Map<string, PyType>()
let defineIteratorType: (name: string) => PyType
/** types/iterator.ts makes the type of each kind of native iterator. */
export function provideIteratorTypes(define: (name: string) => PyType): void {
  defineIteratorType = define
}
/** A native iterator: `step` returns undefined at the end. `typeName` is its type's name, `list_iterator`, `zip`… */
export function makeIterator(
  typeName: string,
  step: () => Value | undefined,
  remaining?: () => number | bigint,
  resumption?: Resumption,
): PyIterator {
  return new PyIterator(iteratorType(typeName), step, remaining ?? null, resumption)
}
/** The type of native iterators of this name. */
export function iteratorType(name: string): PyType {
  let type = iteratorTypes.get(name)
  if (type === undefined) iteratorTypes.set(name, (type = defineIteratorType(name)))
  return type
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
  if (cls instanceof PyType && cls.cls === builtinTypes.type) {
    return type.isSubtypeOf(cls) || classAttribute(value)?.isSubtypeOf(cls) === true
  }
  if (cls instanceof PyTuple) {
    for (let i = 0; i < cls.items.length; i++) if (isInstance(value, cls.items[i])) return true
    return false
  }
  const known = cls instanceof PyType ? answered(cls, type, true) : undefined
  if (known !== undefined) return known
  const check = lookupSpecial(cls, '__instancecheck__')
  if (check !== undefined) return truthy(call(check, [value]))
  throw newTypeError('isinstance() arg 2 must be a type, a tuple of types, or a union')
}

/** A `__class__` that lies (proxies), when the object defines one. */
function classAttribute(value: Value): PyType | undefined {
  if (
    !(value instanceof PyObject) ||
    value.cls.isNative ||
    value.cls.lookup('__class__') === builtinTypes.object.lookup('__class__')
  ) {
    return undefined
  }
  const cls = lookupAttr(value, '__class__')
  return cls instanceof PyType ? cls : undefined
}

/** `issubclass(sub, cls)`. */
export function isSubclass(sub: Value, cls: Value): boolean {
  if (cls instanceof PyType && cls.cls === builtinTypes.type && sub instanceof PyType)
    return sub.isSubtypeOf(cls)
  if (cls instanceof PyTuple) return cls.items.some((each) => isSubclass(sub, each))
  const known = cls instanceof PyType && sub instanceof PyType ? answered(cls, sub, true) : undefined
  if (known !== undefined) return known
  const check = lookupSpecial(cls, '__subclasscheck__')
  if (check === undefined)
    throw newTypeError('issubclass() arg 2 must be a class, a tuple of classes, or a union')
  return truthy(call(check, [sub]))
}
