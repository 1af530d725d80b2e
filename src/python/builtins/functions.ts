/**
 * Built-in functions on objects: numbers, text, attributes, iteration. What runs code (eval, exec…) belongs to the interpreter,
 * what writes and reads to io.ts.
 */
import { PyDict } from '../object/dict.js'
import { defineFunctions } from '../object/define.js'
import { isError, raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, PyType, type Value } from '../object/object.js'
import { binaryOp, compare, dispatch } from '../object/operators.js'
import {
  call, delAttr, format, getAttr, hash, isCallable, isInstance, isSubclass, iter, iterate, length, lookupAttr,
  lookupSpecial, makeIterator, next, repr, richEquals, setAttr, toArray, toIndex, truthy, typeOf,
} from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asStr, NotImplemented, PyFloat, PyList } from '../object/values.js'
import * as integer from '../text/integer.js'
import { asciiOnly } from '../text/repr.js'
import { lengthOf } from '../text/strings.js'
import { dataOf } from '../types/bytes.js'
import { sortValues } from '../types/list.js'
import { addressOf, dirOf } from '../types/object.js'
import { localsOf } from '../types/exceptions.js'

// --- numbers -------------------------------------------------------------------------------------------------------

function abs(x: Value): Value {
  const slot = typeOf(x).slots.abs
  if (slot === undefined) throw newTypeError(`bad operand type for abs(): '${typeNameOf(x)}'`)
  return slot(x)
}

const inBase = (base: number, prefix: string) => (x: Value) => {
  const value = toIndex(x)
  return value < 0 ? `-${prefix}${integer.intText(-value, base)}` : prefix + integer.intText(value, base)
}

function chr(x: Value): Value {
  const point = toIndex(x)
  if (typeof point === 'bigint') throw raise('OverflowError', 'Python int too large to convert to C int')
  if (point < 0 || point > 0x10ffff) throw raise('ValueError', 'chr() arg not in range(0x110000)')
  return String.fromCodePoint(point)
}

function ord(x: Value): Value {
  const text = asStr(x)
  if (text !== undefined) {
    if (lengthOf(text) === 1) return text.codePointAt(0)!
    throw newTypeError(`ord() expected a character, but string of length ${lengthOf(text)} found`)
  }
  const data = dataOf(x)
  if (data === undefined) throw newTypeError(`ord() expected string of length 1, but ${typeNameOf(x)} found`)
  if (data.length === 1) return data[0]!
  throw newTypeError(`ord() expected a character, but string of length ${data.length} found`)
}

function divmod(x: Value, y: Value): Value {
  const result = dispatch('divmod', 'rdivmod', x, y)
  if (result !== NotImplemented) return result
  throw newTypeError(`unsupported operand type(s) for divmod(): '${typeNameOf(x)}' and '${typeNameOf(y)}'`)
}

function pow(base: Value, exponent: Value, modulus: Value): Value {
  if (modulus === null) return binaryOp('Pow', base, exponent)
  const slot = typeOf(base).slots.pow
  const result = slot === undefined ? NotImplemented : slot(base, exponent, modulus)
  if (result !== NotImplemented) return result
  throw newTypeError(
    `unsupported operand type(s) for pow(): '${typeNameOf(base)}', '${typeNameOf(exponent)}', '${typeNameOf(modulus)}'`,
  )
}

function round(x: Value, ndigits: Value | undefined): Value {
  const method = lookupSpecial(x, '__round__')
  if (method === undefined) throw newTypeError(`type ${typeNameOf(x)} doesn't define __round__ method`)
  return call(method, ndigits === undefined || ndigits === null ? [] : [ndigits])
}

// --- iteration -----------------------------------------------------------------------------------------------------

function sum(iterable: Value, start: Value): Value {
  if (asStr(start) !== undefined) throw newTypeError("sum() can't sum strings [use ''.join(seq) instead]")
  if (dataOf(start) !== undefined) throw newTypeError("sum() can't sum bytes [use b''.join(seq) instead]")
  let total = start
  for (const item of iterate(iterable)) {
    if (typeof total === 'number' && typeof item === 'number') total = integer.add(total, item)
    else if (total instanceof PyFloat && item instanceof PyFloat) total = new PyFloat(total.value + item.value)
    else total = binaryOp('Add', total, item)
  }
  return total
}

/** min and max: `op` says when a later item replaces the best one. */
const extreme = (name: string, op: 'Lt' | 'Gt') => (args: Value[], key: Value, otherwise: Value | undefined) => {
  if (args.length === 0) throw newTypeError(`${name} expected at least 1 argument, got 0`)
  if (args.length > 1 && otherwise !== undefined) {
    throw newTypeError(`Cannot specify a default for ${name}() with multiple positional arguments`)
  }
  let best: Value | undefined
  let bestKey: Value | undefined
  for (const item of args.length === 1 ? iterate(args[0]!) : args) {
    const itemKey = key === null ? item : call(key, [item])
    if (best === undefined || truthy(compare(op, itemKey, bestKey!))) {
      best = item
      bestKey = itemKey
    }
  }
  const result = best ?? otherwise
  if (result === undefined) throw raise('ValueError', `${name}() arg is an empty sequence`)
  return result
}

function any(iterable: Value): boolean {
  for (const item of iterate(iterable)) if (truthy(item)) return true
  return false
}

function all(iterable: Value): boolean {
  for (const item of iterate(iterable)) if (!truthy(item)) return false
  return true
}

function nextItem(iterator: Value, otherwise: Value | undefined): Value {
  let item: Value | undefined
  try {
    item = next(iterator)
  } catch (error) {
    if (otherwise !== undefined && isError(error, 'StopIteration')) return otherwise
    throw error
  }
  const result = item ?? (item === null ? null : otherwise)
  if (result === undefined) throw raise('StopIteration')
  return result
}

function makeIter(object: Value, sentinel: Value | undefined): Value {
  if (sentinel === undefined) return iter(object)
  if (!isCallable(object)) throw newTypeError('iter(v, w): v must be callable')
  let done = false
  return makeIterator('callable_iterator', () => {
    if (done) return undefined
    try {
      const item = call(object, [])
      if (truthy(richEquals(item, sentinel))) done = true
      return done ? undefined : item
    } catch (error) {
      if (isError(error, 'StopIteration')) {
        done = true
        return undefined
      }
      throw error
    }
  })
}

// --- attributes and classes ----------------------------------------------------------------------------------------

function attributeName(name: Value): string {
  const text = asStr(name)
  if (text === undefined) throw newTypeError(`attribute name must be string, not '${typeNameOf(name)}'`)
  return text
}

function vars(object: Value | undefined): Value {
  if (object === undefined) return currentLocals()
  const dict = lookupAttr(object, '__dict__')
  if (dict === undefined) throw newTypeError('vars() argument must have __dict__ attribute')
  return dict
}

function currentLocals(): Value {
  const frame = runtime.frame
  if (frame === null) throw raise('RuntimeError', 'no frame')
  if (frame.names !== null) return frame.names
  if (frame.func === null) return frame.globals
  return PyDict.of(localsOf(frame))
}

function dir(object: Value | undefined): Value {
  if (object === undefined) {
    const names = toArray(currentLocals()).map((name) => asStr(name)!)
    return new PyList(names.sort())
  }
  const method = lookupSpecial(object, '__dir__')
  const names = method === undefined ? dirOf(object) : toArray(call(method, []))
  return new PyList(sortValues(names, undefined, false))
}

/** Ids of what JS compares by value: None, bools, ints and strings are the same object where they are equal. */
const ids = new Map<unknown, number>()
function id(value: Value): number {
  if (value instanceof PyObject) return addressOf(value)
  let known = ids.get(value)
  if (known === undefined) ids.set(value, (known = 0x55d0c0de0000 + ids.size * 32))
  return known
}

export const functions = defineFunctions({
  'abs(x, /)': abs,
  'all(iterable, /)': all,
  'any(iterable, /)': any,
  'ascii(obj, /)': (object: Value) => asciiOnly(repr(object)),
  'bin(number, /)': inBase(2, '0b'),
  'callable(obj, /)': isCallable,
  'chr(i, /)': chr,
  'delattr(obj, name, /)': (object: Value, name: Value) => delAttr(object, attributeName(name)),
  'dir(object=<absent>, /)': dir,
  'divmod(x, y, /)': divmod,
  "format(value, format_spec='', /)": (value: Value, spec: Value) =>
    format(value, asStr(spec) ?? fail(`format() argument 2 must be str, not ${typeNameOf(spec)}`)),
  'getattr(object, name, default=<absent>, /)': (object: Value, name: Value, otherwise: Value | undefined) => {
    const text = attributeName(name)
    return otherwise === undefined ? getAttr(object, text) : (lookupAttr(object, text) ?? otherwise)
  },
  'globals()': () => runtime.frame!.globals,
  'hasattr(obj, name, /)': (object: Value, name: Value) => lookupAttr(object, attributeName(name)) !== undefined,
  'hash(obj, /)': hash,
  'hex(number, /)': inBase(16, '0x'),
  'id(obj, /)': id,
  'isinstance(obj, class_or_tuple, /)': isInstance,
  'issubclass(cls, class_or_tuple, /)': (cls: Value, of: Value) => {
    if (!(cls instanceof PyType) && lookupAttr(cls, '__bases__') === undefined) {
      throw newTypeError('issubclass() arg 1 must be a class')
    }
    return isSubclass(cls, of)
  },
  'iter(object, sentinel=<absent>, /)': makeIter,
  'len(obj, /)': length,
  'locals()': currentLocals,
  'max(*args, key=None, default=<absent>)': extreme('max', 'Gt'),
  'min(*args, key=None, default=<absent>)': extreme('min', 'Lt'),
  'next(iterator, default=<absent>, /)': nextItem,
  'oct(number, /)': inBase(8, '0o'),
  'ord(c, /)': ord,
  'pow(base, exp, mod=None)': pow,
  'repr(obj, /)': repr,
  'round(number, ndigits=None)': round,
  'setattr(obj, name, value, /)': (object: Value, name: Value, value: Value) =>
    setAttr(object, attributeName(name), value),
  'sorted(iterable, /, *, key=None, reverse=False)': (iterable: Value, key: Value, reverse: Value) =>
    new PyList(sortValues(toArray(iterable), key, truthy(reverse))),
  'sum(iterable, /, start=0)': sum,
  'vars(object=<absent>, /)': vars,
})

function fail(message: string): never {
  throw newTypeError(message)
}
