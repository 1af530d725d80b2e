/** re: the flags. */
import { defineType } from '../object/define.js'
import { builtinTypes, type PyType, type Value } from '../object/object.js'
import { asInt, NotImplemented, PyBoxed } from '../object/values.js'

export const FLAG_NAMES: [string, number][] = [
  ['IGNORECASE', 2],
  ['LOCALE', 4],
  ['MULTILINE', 8],
  ['DOTALL', 16],
  ['VERBOSE', 64],
  ['ASCII', 256],
]

/** The flags: ints that tell their names, and stay flags under the operators of bits. */
export function defineFlags(): PyType {
  const bits = (value: Value) => Number(asInt(value))
  const combined = (combine: (a: number, b: number) => number) => (self: Value, other: Value) =>
    asInt(other) === undefined ? NotImplemented : new PyBoxed(type, combine(bits(self), bits(other)))
  const and = combined((a, b) => a & b)
  const or = combined((a, b) => a | b)
  const xor = combined((a, b) => a ^ b)
  const names = [
    ['ASCII', 256],
    ['IGNORECASE', 2],
    ['LOCALE', 4],
    ['UNICODE', 32],
    ['MULTILINE', 8],
    ['DOTALL', 16],
    ['VERBOSE', 64],
    ['TEMPLATE', 1],
    ['DEBUG', 128],
  ] as const
  const text = (self: Value) => {
    const value = bits(self)
    const set = names.filter(([, bit]) => (value & bit) !== 0)
    const rest = value & ~set.reduce((all, [, bit]) => all | bit, 0)
    const parts = set.map(([name]) => `re.${name}`)
    if (rest !== 0) parts.push(`0x${rest.toString(16)}`)
    return parts.length === 0 ? 're.NOFLAG' : parts.join('|')
  }
  const type: PyType = defineType({
    name: 'RegexFlag',
    module: 're',
    base: builtinTypes.int,
    new: (cls, [value]) => new PyBoxed(cls, asInt(value ?? 0) ?? 0),
    getset: {
      value: (self: Value) => bits(self),
      name: (self: Value) => text(self).replaceAll('re.', ''),
    },
    slots: {
      repr: text,
      str: text,
      and,
      rand: and,
      or,
      ror: or,
      xor,
      rxor: xor,
      invert: (self: Value) => new PyBoxed(type, 511 & ~bits(self)),
    },
  })
  return type
}
