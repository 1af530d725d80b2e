/** Code objects and the cells of closures. */
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { Code } from '../object/frame.js'
import { newTypeError } from '../object/names.js'
import type { PyType, Value } from '../object/object.js'
import { compare } from '../object/operators.js'
import { call, equals, truthy, typeOf } from '../object/protocol.js'
import { loadBuiltin } from '../object/runtime.js'
import { NotImplemented, PyCell, PyTuple } from '../object/values.js'
import { hex } from './callables.js'

export const codeType = defineType({
  name: 'code',
  register: 'code',
  js: Code,
  subclassable: false,
  members: {
    co_name: (self: Code) => self.name,
    co_qualname: (self: Code) => self.qualname,
    co_filename: (self: Code) => self.filename,
    co_firstlineno: (self: Code) => self.firstLine,
    co_argcount: (self: Code) => self.positional,
    co_posonlyargcount: (self: Code) => self.positionalOnly,
    co_kwonlyargcount: (self: Code) => self.keywordOnly,
    co_nlocals: (self: Code) => self.varNames.length,
  },
  getset: {
    co_varnames: (self: Code) => new PyTuple([...self.varNames]),
    co_freevars: (self: Code) => new PyTuple([...self.freeNames]),
    co_flags: (self: Code) =>
      (self.hasVararg ? 4 : 0) |
      (self.hasKwarg ? 8 : 0) |
      (self.kind === 'generator' ? 32 : 0) |
      (self.kind === 'coroutine' ? 128 : 0) |
      (self.kind === 'async_generator' ? 512 : 0),
  },
  slots: {
    repr: (self: Code) =>
      `<code object ${self.name} at ${hex(self)}, file "${self.filename}", line ${self.firstLine}>`,
  },
})

/** Cells compare as what they hold; an empty one stands before all others. */
const cellOrder =
  (test: (a: Value, b: Value) => boolean, empty: (a: number, b: number) => boolean) =>
  (self: PyCell, other: Value): Value => {
    if (!(other instanceof PyCell)) return NotImplemented
    if (self.value !== undefined && other.value !== undefined) return test(self.value, other.value)
    return empty(self.value === undefined ? 0 : 1, other.value === undefined ? 0 : 1)
  }

export const cellType = defineType({
  name: 'cell',
  register: 'cell',
  js: PyCell,
  subclassable: false,
  new: (_: PyType, args, kwargs) => {
    if (kwargs !== null) throw newTypeError('cell() takes no keyword arguments')
    if (args.length > 1) throw newTypeError(`cell expected at most 1 argument, got ${args.length}`)
    return new PyCell(args[0])
  },
  getset: {
    cell_contents: {
      get: (self: PyCell) => {
        if (self.value === undefined) throw raise('ValueError', 'Cell is empty')
        return self.value
      },
      set: (self: PyCell, value) => void (self.value = value),
    },
  },
  slots: {
    repr: (self: PyCell) => {
      const { value } = self
      if (value === undefined) return `<cell at ${hex(self)}: empty>`
      // What JS holds as a primitive has no address but its `id`.
      const id = call(loadBuiltin('id'), [value]) as number | bigint
      return `<cell at ${hex(self)}: ${typeOf(value).name} object at 0x${id.toString(16).padStart(12, '0')}>`
    },
    eq: cellOrder(
      (a, b) => equals(a, b),
      (a, b) => a === b,
    ),
    lt: cellOrder(
      (a, b) => truthy(compare('Lt', a, b)),
      (a, b) => a < b,
    ),
    le: cellOrder(
      (a, b) => truthy(compare('LtE', a, b)),
      (a, b) => a <= b,
    ),
    gt: cellOrder(
      (a, b) => truthy(compare('Gt', a, b)),
      (a, b) => a > b,
    ),
    ge: cellOrder(
      (a, b) => truthy(compare('GtE', a, b)),
      (a, b) => a >= b,
    ),
  },
})
