/**
 * Calls of every object. Functions and builtins with few arguments have ways of their own, without a list of arguments.
 */
import { getAttr } from './attributes.js'
import { type NativeFunction, PyBoundMethod, PyBuiltin, PyFunction, PyNativeFunction } from './function.js'
import { enter, invokeFunction, newLocals } from './invoke.js'
import { newTypeError, typeNameOf } from './names.js'
import type { Kwargs, Value } from './object.js'
import { builtinTypes, PyInstance, PyObject, PyType, typeOf } from './object.js'
import { length } from './protocol.js'
import { asInt, asStr } from './values.js'

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
  if (args.length === 0) {
    // What looks as if written in Python misses a parameter called self.
    if (fn instanceof PyNativeFunction) return
    throw newTypeError(`unbound method ${fn.qualname}() needs an argument`)
  }
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
