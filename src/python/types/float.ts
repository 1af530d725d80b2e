/**
 * float: a boxed double. The text and the arithmetic that JS lacks stand in text/.
 */

import { reprFloat, roundFloat, roundHalfEven } from '../../base/decimal.js'
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { deprecatedResult } from '../object/deprecation.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, builtinTypes, typeOf } from '../object/object.js'
import { call, repr, toIndex } from '../object/protocol.js'
import { bothWays } from '../object/slots.js'
import { asInt, asStr, NotImplemented, PyBoxed, PyComplex, PyFloat, tuple } from '../object/values.js'
import { formatFloat } from '../text/format.js'
import * as integer from '../text/integer.js'
import { complexPower } from './complex.js'
import { digitsOf } from './int.js'
import { identityHash } from './object.js'

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('float(x=<absent>, /)', 'float')

function newFloat(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const own = cls !== builtinTypes.float && cls.slots.init !== builtinTypes.float.slots.init
  const [x] = signature.bind(args, own ? null : kwargs) as [Value | undefined]
  if (x instanceof PyFloat && cls === builtinTypes.float && x.cls === cls) return x
  return adopt(new PyFloat(x === undefined ? 0 : toDouble(x)), cls)
}

/** `float(x)`. */
export function toDouble(x: Value): number {
  if (x instanceof PyFloat && x.cls.slots.float === builtinTypes.float.slots.float) return x.value
  if (typeof x === 'number') return x
  const text = x instanceof PyBoxed && x.cls.slots.float !== undefined ? undefined : (asStr(x) ?? digitsOf(x))
  if (text !== undefined) {
    const value = integer.parseFloatText(text)
    if (value === undefined) throw raise('ValueError', `could not convert string to float: ${repr(x)}`)
    return value
  }
  return realOf(x, `float() argument must be a string or a real number, not '${typeNameOf(x)}'`)
}

/** The double of a real number: float, int, or what has `__float__` or `__index__`; TypeError with `words` otherwise. */
export function realOf(x: Value, words = `must be real number, not ${typeNameOf(x)}`): number {
  if (x instanceof PyFloat && x.cls.isNative) return x.value
  if (typeof x === 'number') return x
  const own = asInt(x)
  if (own !== undefined && !(x instanceof PyBoxed)) return integer.toFloat(own)
  const slots = typeOf(x).slots
  if (slots.float !== undefined) {
    const result = slots.float(x)
    if (result instanceof PyFloat) {
      if (!result.cls.isNative && slots.float !== builtinTypes.float.slots.float)
        deprecatedResult(`${typeNameOf(x)}.__float__`, 'float', typeNameOf(result))
      return result.value
    }
    throw newTypeError(`${typeNameOf(x)}.__float__ returned non-float (type ${typeNameOf(result)})`)
  }
  if (slots.index !== undefined) return integer.toFloat(slots.index(x))
  throw newTypeError(words)
}

// --- methods -------------------------------------------------------------------------------------------------------

function round(self: PyFloat, ndigits: Value | undefined): Value {
  if (ndigits !== undefined && ndigits !== null) {
    const digits = toIndex(ndigits)
    const rounded = roundFloat(self.value, Number(digits))
    if (!Number.isFinite(rounded) && Number.isFinite(self.value)) {
      throw raise('OverflowError', 'rounded value too large to represent')
    }
    return new PyFloat(rounded)
  }
  return integer.truncate(Number.isFinite(self.value) ? roundHalfEven(self.value) : self.value)
}

// --- slots ---------------------------------------------------------------------------------------------------------

/** A number as a double, undefined if it is none; OverflowError past the range. */
function double(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.value
  const int = asInt(value)
  return int === undefined ? undefined : integer.toFloat(int)
}

type Operation = (a: number, b: number) => Value

const pair = (operation: Operation) => ({
  forward: (self: PyFloat, other: Value): Value => {
    const b = double(other)
    return b === undefined ? NotImplemented : operation(self.value, b)
  },
  backward: (self: PyFloat, other: Value): Value => {
    const a = double(other)
    return a === undefined ? NotImplemented : operation(a, self.value)
  },
})

function zeroDivision(message: string): never {
  throw raise('ZeroDivisionError', message)
}

const add = pair((a, b) => new PyFloat(a + b))
const sub = pair((a, b) => new PyFloat(a - b))
const mul = pair((a, b) => new PyFloat(a * b))
const truediv = pair((a, b) => new PyFloat(b === 0 ? zeroDivision('float division by zero') : a / b))
const floordiv = pair((a, b) => new PyFloat(integer.floatDivmod(a, b, 'float floor division by zero')[0]))
const mod = pair((a, b) => new PyFloat(integer.floatDivmod(a, b, 'float modulo')[1]))
const divmod = pair((a, b) => {
  const [quotient, rest] = integer.floatDivmod(a, b)
  return tuple(new PyFloat(quotient), new PyFloat(rest))
})
const pow = pair((a, b) =>
  a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)
    ? complexPower(new PyComplex(a, 0), new PyComplex(b, 0))
    : new PyFloat(integer.floatPower(a, b)),
)

/** Compares exactly with ints of any size: JS orders number and bigint by value. */
const comparison =
  (test: (a: number | bigint, b: number | bigint) => boolean) =>
  (self: PyFloat, other: Value): Value => {
    const b = other instanceof PyFloat ? other.value : asInt(other)
    return b === undefined ? NotImplemented : test(self.value, b)
  }

export const floatType = defineType({
  name: 'float',
  register: 'float',
  js: PyFloat,
  signature: 'float(x=0, /)',
  doc: 'Convert a string or number to a floating point number, if possible.',
  new: newFloat,
  convert: (x) => (x instanceof PyFloat && x.cls === builtinTypes.float ? x : new PyFloat(toDouble(x))),
  methods: {
    'is_integer(self, /)': (self: PyFloat) => Number.isInteger(self.value),
    'conjugate(self, /)': (self: PyFloat) => new PyFloat(self.value),
    'hex(self, /)': (self: PyFloat) => integer.floatHex(self.value),
    'as_integer_ratio(self, /)': (self: PyFloat) => tuple(...integer.integerRatio(self.value)),
    '__trunc__(self, /)': (self: PyFloat) => integer.truncate(self.value),
    '__floor__(self, /)': (self: PyFloat) => integer.truncate(Math.floor(self.value)),
    '__ceil__(self, /)': (self: PyFloat) => integer.truncate(Math.ceil(self.value)),
    '__round__(self, ndigits=<absent>, /)': round,
    '__getnewargs__(self, /)': (self: PyFloat) => tuple(new PyFloat(self.value)),
  },
  classMethods: {
    'fromhex(string, /)': (cls: PyType, text: Value) => {
      const value = new PyFloat(integer.floatFromHex(asStr(text) ?? ''))
      return cls === builtinTypes.float ? value : call(cls, [value])
    },
  },
  getset: {
    real: (self: PyFloat) => (self.cls.isNative ? self : new PyFloat(self.value)),
    imag: () => new PyFloat(0),
  },
  slots: {
    repr: (self: PyFloat) => reprFloat(self.value),
    format: (self: PyFloat, spec) =>
      spec === '' ? typeOf(self).slots.str!(self) : formatFloat(self.value, spec),
    hash: (self: PyFloat) => (Number.isNaN(self.value) ? identityHash(self) : integer.hashFloat(self.value)),
    bool: (self: PyFloat) => self.value !== 0,
    int: (self: PyFloat) => integer.truncate(self.value),
    float: (self: PyFloat) => (self.cls.isNative ? self : new PyFloat(self.value)),
    // biome-ignore lint/suspicious/noDoubleEquals: == compares number and bigint by value
    eq: comparison((a, b) => a == b),
    lt: comparison((a, b) => a < b),
    le: comparison((a, b) => a <= b),
    gt: comparison((a, b) => a > b),
    ge: comparison((a, b) => a >= b),
    neg: (self: PyFloat) => new PyFloat(-self.value),
    pos: (self: PyFloat) => new PyFloat(self.value),
    abs: (self: PyFloat) => new PyFloat(Math.abs(self.value)),
    ...bothWays({ add, sub, mul, truediv, floordiv, mod, divmod }),
    pow: (self: PyFloat, other: Value, modulus?: Value) => {
      if (modulus !== undefined && modulus !== null) {
        throw newTypeError('pow() 3rd argument not allowed unless all arguments are integers')
      }
      return pow.forward(self, other)
    },
    rpow: pow.backward,
  },
})
