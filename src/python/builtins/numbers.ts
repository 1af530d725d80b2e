/** Built-in functions on numbers and characters. */
import { defineFunctions } from '../object/define.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { binaryOp, dispatch } from '../object/operators.js'
import { call, lookupSpecial, toCount, toIndex, typeOf } from '../object/protocol.js'
import { asStr, NotImplemented, PyByteArray, PyBytes } from '../object/values.js'

const radix =
  (prefix: string, base: number) =>
  (value: Value): string => {
    const int = BigInt(toIndex(value))
    return `${int < 0n ? '-' : ''}${prefix}${(int < 0n ? -int : int).toString(base)}`
  }

function ord(value: Value): number {
  const text = asStr(value)
  if (text !== undefined) {
    const points = [...text]
    if (points.length === 1) return points[0].codePointAt(0)!
    throw newTypeError(`ord() expected a character, but string of length ${points.length} found`)
  }
  if (value instanceof PyBytes || value instanceof PyByteArray) {
    if (value.data.length === 1) return value.data[0]
    throw newTypeError(`ord() expected a character, but string of length ${value.data.length} found`)
  }
  throw newTypeError(`ord() expected string of length 1, but ${typeNameOf(value)} found`)
}

function chr(value: Value): string {
  const point = toCount(value)
  if (point < 0 || point > 0x10ffff) throw raise('ValueError', 'chr() arg not in range(0x110000)')
  return String.fromCodePoint(point)
}

function round(number: Value, digits: Value | undefined): Value {
  const method = lookupSpecial(number, '__round__')
  if (method === undefined) throw newTypeError(`type ${typeNameOf(number)} doesn't define __round__ method`)
  return call(method, digits === undefined ? [] : [digits])
}

function pow(base: Value, exp: Value, mod: Value): Value {
  if (mod === null) return binaryOp('Pow', base, exp)
  const result = typeOf(base).slots.pow?.(base, exp, mod) ?? NotImplemented
  if (result !== NotImplemented) return result
  throw newTypeError(
    `unsupported operand type(s) for ** or pow(): '${typeNameOf(base)}', '${typeNameOf(exp)}', '${typeNameOf(mod)}'`,
  )
}

export const numberFunctions = defineFunctions({
  'abs(x, /)': (x: Value) => {
    const { abs } = typeOf(x).slots
    if (abs === undefined) throw newTypeError(`bad operand type for abs(): '${typeNameOf(x)}'`)
    return abs(x)
  },
  'divmod(x, y, /)': (x: Value, y: Value) => {
    const result = dispatch(
      (slots) => slots.divmod,
      (slots) => slots.rdivmod,
      x,
      y,
    )
    if (result !== NotImplemented) return result
    throw newTypeError(`unsupported operand type(s) for divmod(): '${typeNameOf(x)}' and '${typeNameOf(y)}'`)
  },
  'pow(base, exp, mod=None)': pow,
  'round(number, ndigits=<absent>)': (number: Value, digits: Value | undefined) =>
    round(number, digits === null ? undefined : digits),
  'bin(number, /)': radix('0b', 2),
  'oct(number, /)': radix('0o', 8),
  'hex(number, /)': radix('0x', 16),
  'ord(c, /)': ord,
  'chr(i, /)': chr,
})
