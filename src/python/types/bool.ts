/**
 * bool: JS booleans; a subclass of int with two values, whose `&`, `|`, `^` stay bools among themselves.
 */
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { truthy } from '../object/protocol.js'
import { formatInt } from '../text/format.js'
import { intType } from './int.js'

const signature = new Signature('bool(x=False, /)', 'bool')

const newBool = (_cls: PyType, args: Value[], kwargs: Kwargs | null): Value =>
  truthy((signature.bind(args, kwargs) as [Value])[0])

type Slot = (self: Value, other: Value) => Value

const logical =
  (test: (a: boolean, b: boolean) => boolean, otherwise: Slot): Slot =>
  (self, other) =>
    typeof self === 'boolean' && typeof other === 'boolean' ? test(self, other) : otherwise(self, other)

const int = intType.slots
const and = (a: boolean, b: boolean) => a && b
const or = (a: boolean, b: boolean) => a || b
const xor = (a: boolean, b: boolean) => a !== b

export const boolType = defineType({
  name: 'bool',
  register: 'bool',
  base: intType,
  subclassable: false,
  signature: 'bool(x=False, /)',
  doc: 'bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.',
  new: newBool,
  convert: truthy,
  slots: {
    repr: (self) => (self ? 'True' : 'False'),
    format: (self, spec) => (spec === '' ? (self ? 'True' : 'False') : formatInt(self ? 1 : 0, spec, 'bool')),
    and: logical(and, int.and!),
    rand: logical(and, int.rand!),
    or: logical(or, int.or!),
    ror: logical(or, int.ror!),
    xor: logical(xor, int.xor!),
    rxor: logical(xor, int.rxor!),
  },
})
