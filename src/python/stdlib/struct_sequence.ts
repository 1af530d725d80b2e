/** Tuples with named items, as C's structs appear in Python: struct_time, version_info. */
import { defineType } from '../object/define.js'
import type { PyType, Value } from '../object/object.js'
import { adopt, builtinTypes } from '../object/object.js'
import { repr, toArray } from '../object/protocol.js'
import { PyTuple } from '../object/values.js'

export interface StructType {
  type: PyType
  make(items: Value[]): Value
}

/** A tuple subclass whose items have these names. */
export function structType(module: string, name: string, fields: readonly string[]): StructType {
  class Struct extends PyTuple {}
  const type = defineType({
    name,
    module,
    base: builtinTypes.tuple,
    js: Struct,
    new: (cls, args) => adopt(new Struct(args.length === 0 ? [] : toArray(args[0]!)), cls),
    getset: Object.fromEntries(fields.map((field, i) => [field, (self: PyTuple) => self.items[i] ?? null])),
    attributes: { n_fields: fields.length, n_sequence_fields: fields.length },
    slots: {
      repr: (self: PyTuple) =>
        `${module}.${name}(${fields.map((field, i) => `${field}=${repr(self.items[i] ?? null)}`).join(', ')})`,
    },
  })
  return { type, make: (items) => new Struct(items) }
}
