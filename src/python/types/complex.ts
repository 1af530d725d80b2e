/**
 * complex: two doubles. Division and powers scale as C does, so that the last digits agree.
 */

import { reprComplex } from '../../base/decimal.js'
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { deprecatedResult } from '../object/deprecation.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, builtinTypes, typeOf } from '../object/object.js'
import { call, lookupSpecial } from '../object/protocol.js'
import { bothWays } from '../object/slots.js'
import { asInt, asStr, NotImplemented, PyComplex, PyFloat, tuple } from '../object/values.js'
import { formatComplex } from '../text/format.js'
import { add, hashFloat, multiply, norm, parseFloatText, toFloat } from '../text/integer.js'
import * as precise from '../text/precise.js'

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('complex(real=<absent>, imag=<absent>)', 'complex')

function newComplex(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const [real, imag] = signature.bind(args, kwargs) as [Value | undefined, Value | undefined]
  const text = real === undefined ? undefined : asStr(real)
  if (text !== undefined) {
    if (imag !== undefined) throw newTypeError("complex() can't take second arg if first is a string")
    return adopt(parseComplex(text), cls)
  }
  if (imag !== undefined && asStr(imag) !== undefined)
    throw newTypeError("complex() second arg can't be a string")
  const a = real === undefined ? new PyComplex(0, 0) : toComplex(real, 'first')
  if (imag === undefined)
    return a.cls === cls && cls === builtinTypes.complex ? a : adopt(new PyComplex(a.re, a.im), cls)
  const b = toComplex(imag, 'second')
  // A part that is absent must not turn a zero's sign.
  const re = imag instanceof PyComplex ? a.re - b.im : a.re
  const im = real instanceof PyComplex ? a.im + b.re : b.re
  return adopt(new PyComplex(re, im), cls)
}

function toComplex(x: Value, place: 'first' | 'second'): PyComplex {
  const own = x instanceof PyComplex && !x.cls.isNative ? undefined : asComplex(x)
  if (own !== undefined) return own
  const method = lookupSpecial(x, '__complex__')
  if (method !== undefined) {
    const result = call(method, [])
    if (result instanceof PyComplex) {
      if (!result.cls.isNative) deprecatedResult('__complex__', 'complex', typeNameOf(result))
      return result
    }
    throw newTypeError(`__complex__ returned non-complex (type ${typeNameOf(result)})`)
  }
  if (x instanceof PyComplex) return x
  const slots = typeOf(x).slots
  if (slots.float !== undefined) {
    const real = slots.float(x)
    if (real instanceof PyFloat) return new PyComplex(real.value, 0)
    throw newTypeError(`${typeNameOf(x)}.__float__ returned non-float (type ${typeNameOf(real)})`)
  }
  if (slots.index !== undefined) return new PyComplex(toFloat(slots.index(x)), 0)
  throw newTypeError(
    place === 'first'
      ? `complex() first argument must be a string or a number, not '${typeNameOf(x)}'`
      : `complex() second argument must be a number, not '${typeNameOf(x)}'`,
  )
}

function parseComplex(text: string): PyComplex {
  let body = text.trim()
  if (body.startsWith('(') && body.endsWith(')')) body = body.slice(1, -1).trim()
  const number =
    '(?:[0-9][0-9_]*\\.?[0-9_]*(?:[eE][+-]?[0-9_]+)?|\\.[0-9][0-9_]*(?:[eE][+-]?[0-9_]+)?|inf(?:inity)?|nan)'
  const match = new RegExp(`^([+-]?${number})?(?:([+-]?${number}|[+-])?[jJ])?$`, 'i').exec(body)
  const imaginary = /[jJ]$/.test(body)
  let [re, im] = match === null ? [undefined, undefined] : [match[1], match[2]]
  if (match === null || body === '' || (re !== undefined && im !== undefined && !/^[+-]/.test(im)))
    malformed()
  if (imaginary && im === undefined) {
    if (re !== undefined) [re, im] = [undefined, re]
    else im = '1'
  }
  if (im === '+' || im === '-') im += '1'
  return new PyComplex(part(re), part(im))
}

function malformed(): never {
  throw raise('ValueError', 'complex() arg is a malformed string')
}

const part = (text: string | undefined): number =>
  text === undefined ? 0 : (parseFloatText(text) ?? malformed())

// --- slots ---------------------------------------------------------------------------------------------------------

/** A number as a complex one; undefined if it is none. */
export function asComplex(value: Value): PyComplex | undefined {
  if (value instanceof PyComplex) return value
  if (value instanceof PyFloat) return new PyComplex(value.value, 0)
  const int = asInt(value)
  return int === undefined ? undefined : new PyComplex(toFloat(int), 0)
}

type Operation = (a: PyComplex, b: PyComplex) => Value

const pair = (operation: Operation) => ({
  forward: (self: PyComplex, other: Value): Value => {
    const b = asComplex(other)
    return b === undefined ? NotImplemented : operation(self, b)
  },
  backward: (self: PyComplex, other: Value): Value => {
    const a = asComplex(other)
    return a === undefined ? NotImplemented : operation(a, self)
  },
})

const plus = pair((a, b) => new PyComplex(a.re + b.re, a.im + b.im))
const minus = pair((a, b) => new PyComplex(a.re - b.re, a.im - b.im))
export const complexMultiply = (a: PyComplex, b: PyComplex) =>
  new PyComplex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)

/** a / b, scaled by the larger part of b. */
export function complexDivide(a: PyComplex, b: PyComplex): PyComplex {
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    if (b.re === 0) throw raise('ZeroDivisionError', 'complex division by zero')
    const ratio = b.im / b.re
    const denominator = b.re + b.im * ratio
    return new PyComplex((a.re + a.im * ratio) / denominator, (a.im - a.re * ratio) / denominator)
  }
  if (Number.isNaN(b.re) || Number.isNaN(b.im)) return new PyComplex(Number.NaN, Number.NaN)
  const ratio = b.re / b.im
  const denominator = b.re * ratio + b.im
  return new PyComplex((a.re * ratio + a.im) / denominator, (a.im * ratio - a.re) / denominator)
}

/** a ** b: by repeated squaring for small integral exponents, through polar form otherwise. */
export function complexPower(a: PyComplex, b: PyComplex): PyComplex {
  if (b.re === 0 && b.im === 0) return new PyComplex(1, 0)
  if (a.re === 0 && a.im === 0) {
    if (b.im !== 0 || b.re < 0) throw raise('ZeroDivisionError', '0.0 to a negative or complex power')
    return new PyComplex(0, 0)
  }
  if (b.im === 0 && Number.isInteger(b.re) && Math.abs(b.re) <= 100) {
    const result = squarings(a, Math.abs(b.re))
    return checked(b.re < 0 ? complexDivide(new PyComplex(1, 0), result) : result)
  }
  const size = precise.euclidean([a.re, a.im])
  const angle = precise.atan2(a.im, a.re)
  let length = precise.power(size, b.re)
  let phase = angle * b.re
  if (b.im !== 0) {
    length /= precise.exp(angle * b.im)
    phase += b.im * precise.log(size)
  }
  return checked(new PyComplex(length * precise.cos(phase), length * precise.sin(phase)))
}

function checked(result: PyComplex): PyComplex {
  if (Number.isFinite(result.re) && Number.isFinite(result.im)) return result
  throw raise('OverflowError', 'complex exponentiation')
}

function squarings(a: PyComplex, count: number): PyComplex {
  let result = new PyComplex(1, 0)
  let square = a
  for (let mask = 1; mask > 0 && count >= mask; mask <<= 1) {
    if (count & mask) result = complexMultiply(result, square)
    square = complexMultiply(square, square)
  }
  return result
}

const times = pair(complexMultiply)
const divided = pair(complexDivide)
const raised = pair(complexPower)

export const complexType = defineType({
  name: 'complex',
  register: 'complex',
  js: PyComplex,
  signature: 'complex(real=0, imag=0)',
  doc: 'Create a complex number from a real part and an optional imaginary part.',
  new: newComplex,
  methods: {
    'conjugate(self, /)': (self: PyComplex) => new PyComplex(self.re, -self.im),
    '__complex__(self, /)': (self: PyComplex) => new PyComplex(self.re, self.im),
    '__getnewargs__(self, /)': (self: PyComplex) => tuple(new PyFloat(self.re), new PyFloat(self.im)),
  },
  members: {
    real: (self: PyComplex) => new PyFloat(self.re),
    imag: (self: PyComplex) => new PyFloat(self.im),
  },
  slots: {
    repr: (self: PyComplex) => reprComplex(self.re, self.im),
    format: (self: PyComplex, spec) =>
      spec === '' ? typeOf(self).slots.str!(self) : formatComplex(self.re, self.im, spec),
    hash: (self: PyComplex) =>
      self.im === 0
        ? hashFloat(self.re)
        : norm(BigInt.asIntN(64, BigInt(add(hashFloat(self.re), multiply(1000003, hashFloat(self.im)))))),
    bool: (self: PyComplex) => self.re !== 0 || self.im !== 0,
    eq: (self: PyComplex, other) => {
      if (other instanceof PyComplex) return self.re === other.re && self.im === other.im
      const b = other instanceof PyFloat ? other.value : asInt(other)
      // biome-ignore lint/suspicious/noDoubleEquals: == compares number and bigint by value
      return b === undefined ? NotImplemented : self.im === 0 && self.re == b
    },
    neg: (self: PyComplex) => new PyComplex(-self.re, -self.im),
    pos: (self: PyComplex) => new PyComplex(self.re, self.im),
    abs: (self: PyComplex) => {
      const size = precise.euclidean([self.re, self.im])
      if (!Number.isFinite(size) && Number.isFinite(self.re) && Number.isFinite(self.im)) {
        throw raise('OverflowError', 'absolute value too large')
      }
      return new PyFloat(size)
    },
    ...bothWays({ add: plus, sub: minus, mul: times, truediv: divided }),
    pow: (self: PyComplex, other: Value, modulus?: Value) => {
      if (modulus !== undefined && modulus !== null) throw raise('ValueError', 'complex modulo')
      return raised.forward(self, other)
    },
    rpow: raised.backward,
  },
})
