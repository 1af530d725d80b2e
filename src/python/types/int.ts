/**
 * int: JS numbers within ±(2^53 − 1), bigints beyond. The arithmetic itself stands in text/integer.ts.
 *
 * Slots get `self` as it is, a number, bigint, bool or boxed instance of a subclass; `int` unboxes it.
 */

import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { deprecated, deprecatedResult } from '../object/deprecation.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { builtinTypes, PyObject, typeOf } from '../object/object.js'
import { call, iterate, lookupSpecial, repr, toCount, toIndex, truthy } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { bothWays } from '../object/slots.js'
import {
  asInt,
  asStr,
  NotImplemented,
  PyBoxed,
  PyByteArray,
  PyBytes,
  PyFloat,
  tuple,
} from '../object/values.js'
import { latin1 } from '../text/bytes.js'
import { formatInt } from '../text/format.js'
import * as integer from '../text/integer.js'
import { dataOf } from './bytes.js'

type Int = number | bigint

/** The JS value of an int of any kind. */
export const int = (value: Value): Int => (typeof value === 'number' ? value : asInt(value)!)

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('int(x=<absent>, /, base=<absent>)', 'int')

function newInt(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const [x, base] = signature.bind(args, kwargs) as [Value | undefined, Value | undefined]
  const value = x === undefined ? missing(base) : base === undefined ? toInt(x) : parseWithBase(x, base)
  return cls === builtinTypes.int ? value : new PyBoxed(cls, value)
}

function missing(base: Value | undefined): Int {
  if (base !== undefined) throw newTypeError('int() missing string argument')
  return 0
}

function parseWithBase(x: Value, base: Value): Int {
  const radix = toCount(base)
  if (radix !== 0 && (radix < 2 || radix > 36))
    throw raise('ValueError', 'int() base must be >= 2 and <= 36, or 0')
  const textual =
    !(x instanceof PyObject) || x instanceof PyBoxed || x instanceof PyBytes || x instanceof PyByteArray
  return (textual ? parsed(x, radix) : undefined) ?? fail("int() can't convert non-string with explicit base")
}

function fail(message: string): never {
  throw newTypeError(message)
}

/** The text of a bytes-like object: only ASCII is a digit or space there. */
export function digitsOf(x: Value): string | undefined {
  const data = dataOf(x)
  return data && latin1(data).replace(/[\x80-\xff]/g, '?')
}

/** The int in a str or bytes; undefined if it is neither. */
function parsed(x: Value, base: number): Int | undefined {
  const text = asStr(x) ?? digitsOf(x)
  if (text === undefined) return undefined
  const limit = digitLimit()
  const digits =
    limit > 0 && text.length > limit && (base & (base - 1)) !== 0 ? text.replace(/\D/g, '').length : 0
  if (digits > limit) {
    throw raise(
      'ValueError',
      `Exceeds the limit (${limit} digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`,
    )
  }
  const value = integer.parseInteger(text, base)
  if (value === undefined)
    throw raise('ValueError', `invalid literal for int() with base ${base}: ${repr(x)}`)
  return value
}

/** `int(x)`. */
export function toInt(x: Value): Int {
  const own = asInt(x)
  if (own !== undefined && !(x instanceof PyBoxed && x.cls.slots.int !== builtinTypes.int.slots.int))
    return own
  if (x instanceof PyFloat && x.cls.slots.int === builtinTypes.float.slots.int)
    return integer.truncate(x.value)
  const text = parsed(x, 10)
  if (text !== undefined) return text
  const slots = typeOf(x).slots
  if (slots.int !== undefined) {
    const result = slots.int(x)
    const value = asInt(result)
    if (value === undefined) throw newTypeError(`__int__ returned non-int (type ${typeNameOf(result)})`)
    if (typeof result !== 'number' && typeof result !== 'bigint' && !(x instanceof PyBoxed && result === x))
      deprecatedResult('__int__', 'int', typeNameOf(result))
    return value
  }
  if (slots.index !== undefined) return slots.index(x)
  const trunc = lookupSpecial(x, '__trunc__')
  if (trunc !== undefined) {
    deprecated('The delegation of int() to __trunc__ is deprecated.')
    const result = call(trunc, [])
    if (asInt(result) === undefined && typeOf(result).slots.index === undefined)
      throw newTypeError(`__trunc__ returned non-Integral (type ${typeNameOf(result)})`)
    return toIndex(result)
  }
  throw newTypeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeNameOf(x)}'`,
  )
}

// --- methods -------------------------------------------------------------------------------------------------------

const orderOf = (value: Value): string =>
  asStr(value) ?? fail(`to_bytes() argument 'byteorder' must be str, not ${typeNameOf(value)}`)

function byteOf(item: Value): number {
  const byte = toIndex(item)
  if (byte < 0 || byte > 255) throw raise('ValueError', 'bytes must be in range(0, 256)')
  return Number(byte)
}

function fromBytes(cls: PyType, given: Value, order: Value, signed: Value): Value {
  const convert = given instanceof PyObject ? lookupSpecial(given, '__bytes__') : undefined
  const source = convert === undefined ? given : call(convert, [])
  if (convert !== undefined && !(source instanceof PyBytes))
    throw newTypeError(`__bytes__ returned non-bytes (type ${typeNameOf(source)})`)
  if (!(source instanceof PyObject) || typeOf(source).slots.iter === undefined)
    throw newTypeError(`cannot convert '${typeNameOf(source)}' object to bytes`)
  const data =
    source instanceof PyBytes || source instanceof PyByteArray
      ? source.data
      : Uint8Array.from([...iterate(source)].map(byteOf))
  const value = integer.intFromBytes(data, orderOf(order), truthy(signed))
  return cls === builtinTypes.int ? value : call(cls, [value])
}

function roundInt(self: Int, ndigits: Value | undefined): Value {
  return ndigits === undefined || ndigits === null ? self : integer.roundInt(self, toIndex(ndigits))
}

/** How many digits a decimal text may have, 0 for any: `sys.set_int_max_str_digits`, kept by the interpreter. */
export const digitLimit = (): number => (runtime.state.get(DIGITS) as number | undefined) ?? 4300
export function setDigitLimit(count: number): void {
  runtime.state.set(DIGITS, count)
}
const DIGITS = 'int digits'

/** The decimal text, refused past the limit of digits. */
export function decimalText(value: Int): string {
  if (typeof value === 'number') return String(value)
  const text = value.toString()
  const limit = digitLimit()
  if (limit > 0 && text.length > limit + (value < 0n ? 1 : 0)) {
    throw raise(
      'ValueError',
      `Exceeds the limit (${limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    )
  }
  return text
}

// --- slots ---------------------------------------------------------------------------------------------------------

type Operation = (a: Int, b: Int) => Value

/** A binary slot and its reflection for an operation between ints. */
const pair = (operation: Operation) => ({
  forward: (self: Value, other: Value): Value => {
    const b = asInt(other)
    return b === undefined ? NotImplemented : operation(int(self), b)
  },
  backward: (self: Value, other: Value): Value => {
    const a = asInt(other)
    return a === undefined ? NotImplemented : operation(a, int(self))
  },
})

const add = pair(integer.add)
const sub = pair(integer.subtract)
const mul = pair(integer.multiply)
const truediv = pair((a, b) => new PyFloat(integer.trueDivide(a, b)))
const floordiv = pair(integer.floorDivide)
const mod = pair(integer.modulo)
const divmod = pair((a, b) => tuple(integer.floorDivide(a, b), integer.modulo(a, b)))
const lshift = pair(integer.shiftLeft)
const rshift = pair(integer.shiftRight)
const and = pair(integer.bitAnd)
const or = pair(integer.bitOr)
const xor = pair(integer.bitXor)
const pow = pair((a, b) =>
  b < 0 ? new PyFloat(integer.floatPower(integer.toFloat(a), integer.toFloat(b))) : integer.power(a, b),
)

function powMod(self: Value, other: Value, modulus?: Value): Value {
  if (modulus === undefined || modulus === null) return pow.forward(self, other)
  const b = asInt(other)
  const m = asInt(modulus)
  return b === undefined || m === undefined ? NotImplemented : integer.powerMod(int(self), b, m)
}

const comparison =
  (test: (a: Int, b: Int) => boolean) =>
  (self: Value, other: Value): Value => {
    const b = asInt(other)
    return b === undefined ? NotImplemented : test(int(self), b)
  }

export const intType = defineType({
  name: 'int',
  register: 'int',
  signature: 'int(x=0, /, base=10)',
  doc: 'int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments are given.',
  new: newInt,
  convert: toInt,
  methods: {
    'bit_length(self, /)': (self: Int) => integer.bitLength(self),
    'bit_count(self, /)': (self: Int) => integer.bitCount(self),
    'conjugate(self, /)': (self: Int) => self,
    'as_integer_ratio(self, /)': (self: Int) => tuple(self, 1),
    "to_bytes(self, /, length=1, byteorder='big', *, signed=False)": (
      self: Int,
      length: Value,
      order: Value,
      signed: Value,
    ) => new PyBytes(integer.intToBytes(self, toCount(length), orderOf(order), truthy(signed))),
    '__trunc__(self, /)': (self: Int) => self,
    '__floor__(self, /)': (self: Int) => self,
    '__ceil__(self, /)': (self: Int) => self,
    '__round__(self, ndigits=<absent>, /)': roundInt,
    '__getnewargs__(self, /)': (self: Int) => tuple(self),
  },
  classMethods: { "from_bytes(bytes, byteorder='big', *, signed=False)": fromBytes },
  getset: { real: int, imag: () => 0, numerator: int, denominator: () => 1 },
  slots: {
    repr: (self) => decimalText(int(self)),
    format: (self, spec) => (spec === '' ? typeOf(self).slots.str!(self) : formatInt(int(self), spec)),
    hash: (self) => integer.hashInt(int(self)),
    bool: (self) => int(self) !== 0,
    int: (self) => int(self),
    float: (self) => new PyFloat(integer.toFloat(int(self))),
    index: (self) => int(self),
    eq: comparison((a, b) => a === b),
    lt: comparison((a, b) => a < b),
    le: comparison((a, b) => a <= b),
    gt: comparison((a, b) => a > b),
    ge: comparison((a, b) => a >= b),
    neg: (self) => integer.negate(int(self)),
    pos: (self) => int(self),
    invert: (self) => integer.invert(int(self)),
    abs: (self) => integer.absolute(int(self)),
    ...bothWays({ add, sub, mul, truediv, floordiv, mod, divmod }),
    pow: powMod,
    rpow: pow.backward,
    ...bothWays({ lshift, rshift, and, or, xor }),
  },
})
