/** collections.namedtuple: tuples whose items have names. */
import { Signature } from '../../object/bind.js'
import { defineType } from '../../object/define.js'
import { PyDict } from '../../object/dict.js'
import { raise } from '../../object/errors.js'
import { PyNativeFunction, PyStaticMethod } from '../../object/function.js'
import { newTypeError, typeNameOf } from '../../object/names.js'
import { adopt, builtinTypes, type Kwargs, PyObject, type PyType, type Value } from '../../object/object.js'
import { repr, toArray, truthy } from '../../object/protocol.js'
import { runtime } from '../../object/runtime.js'
import { asStr, PyList, PyTuple } from '../../object/values.js'
import { isIdentifier } from '../../text/strings.js'
import { isKeyword } from '../keyword.js'

function fieldNames(typename: string, given: Value, rename: boolean): string[] {
  const text = asStr(given)
  const names =
    text === undefined
      ? toArray(given).map((name) => asStr(name)!)
      : text.replaceAll(',', ' ').split(/\s+/).filter(Boolean)
  const seen = new Set<string>()
  if (rename) {
    names.forEach((name, i) => {
      if (!isIdentifier(name) || isKeyword(name) || name.startsWith('_') || seen.has(name)) names[i] = `_${i}`
      seen.add(name)
    })
    seen.clear()
  }
  for (const name of [typename, ...names]) {
    if (!isIdentifier(name)) {
      throw raise('ValueError', `Type names and field names must be valid identifiers: ${repr(name)}`)
    }
    if (isKeyword(name))
      throw raise('ValueError', `Type names and field names cannot be a keyword: ${repr(name)}`)
  }
  for (const name of names) {
    if (name.startsWith('_') && !rename)
      throw raise('ValueError', `Field names cannot start with an underscore: ${repr(name)}`)
    if (seen.has(name)) throw raise('ValueError', `Encountered duplicate field name: ${repr(name)}`)
    seen.add(name)
  }
  return names
}

/** A field of a named tuple: reads one item. */
class PyTupleGetter extends PyObject {
  doc: Value
  constructor(readonly index: number) {
    super()
    this.doc = `Alias for field number ${index}`
  }
}

defineType({
  name: '_tuplegetter',
  module: 'collections',
  js: PyTupleGetter,
  subclassable: false,
  getset: {
    __doc__: {
      get: (self: PyTupleGetter) => self.doc,
      set: (self: PyTupleGetter, text) => {
        self.doc = text ?? null
      },
    },
  },
  slots: {
    get: (self: PyTupleGetter, object) => {
      if (object === undefined || object === null) return self
      if (object instanceof PyTuple) {
        if (self.index < object.items.length) return object.items[self.index]
        throw raise('IndexError', 'tuple index out of range')
      }
      throw newTypeError(
        `descriptor for index '${self.index}' for tuple subclasses doesn't apply to '${typeNameOf(object)}' object`,
      )
    },
    set: () => {
      throw raise('AttributeError', "can't set attribute")
    },
    delete: () => {
      throw raise('AttributeError', "can't delete attribute")
    },
    repr: (self: PyTupleGetter) => `_tuplegetter(${self.index}, ${repr(self.doc)})`,
  },
})

/** The class `namedtuple(typename, fields)`, also behind typing.NamedTuple. */
export function makeNamedTuple(
  typename: string,
  names: readonly string[],
  defaults: readonly Value[],
  module: string,
): PyType {
  const required = () => names.length - current.length
  const signed = () => {
    const header = names.map((name, i) => (i < required() ? name : `${name}=<absent>`)).join(', ')
    return new Signature(`__new__(_cls, ${header})`, `${typename}.__new__`, 'python')
  }
  // `Named.__new__.__defaults__ = (None,) * n` is how it was done before there was `defaults=`.
  let current = defaults
  let signature = signed()
  class Named extends PyTuple {}
  const make = (cls: PyType, items: readonly Value[]) => adopt(new Named(items), cls)
  const items = (self: PyTuple) => self.items
  const type = defineType({
    name: typename,
    module,
    base: builtinTypes.tuple,
    js: Named,
    signature: `${typename}(${names.join(', ')})`,
    doc: `${typename}(${names.join(', ')})`,
    new: (cls, args, kwargs) => {
      const bound = signature.bind([cls, ...args], kwargs).slice(1) as (Value | undefined)[]
      return make(
        cls,
        bound.map((value, i) => value ?? (value === null ? null : current[i - required()]!)),
      )
    },
    newStyle: 'python',
    methods: {
      '_asdict(self)': (self: PyTuple) => PyDict.of(names.map((name, i) => [name, self.items[i]!] as const)),
      '_replace(self, /, **kwds)': (self: PyTuple, kwds: Kwargs) => {
        const unknown = [...kwds.keys()].filter((key) => !names.includes(key))
        if (unknown.length > 0)
          throw raise('ValueError', `Got unexpected field names: ${repr(new PyList(unknown))}`)
        return make(
          self.cls,
          names.map((name, i) => kwds.get(name) ?? (kwds.has(name) ? null : self.items[i]!)),
        )
      },
      '__getnewargs__(self)': (self: PyTuple) => new PyTuple(items(self)),
    },
    classMethods: {
      '_make(iterable)': (cls: PyType, iterable: Value) => {
        const values = toArray(iterable)
        if (values.length !== names.length) {
          throw newTypeError(`Expected ${names.length} arguments, got ${values.length}`)
        }
        return make(cls, values)
      },
    },
    attributes: {
      ...Object.fromEntries(names.map((name, i) => [name, new PyTupleGetter(i)])),
      _fields: new PyTuple(names),
      _field_defaults: PyDict.of(defaults.map((value, i) => [names[required() + i]!, value] as const)),
      __match_args__: new PyTuple(names),
      __slots__: new PyTuple([]),
    },
    slots: {
      repr: (self: PyTuple) =>
        `${self.cls.name}(${names.map((name, i) => `${name}=${repr(self.items[i] ?? null)}`).join(', ')})`,
    },
  })
  const made = type.dict.get('__new__')
  if (made instanceof PyStaticMethod && made.func instanceof PyNativeFunction)
    made.func.defaults = {
      get: () => current,
      set: (values) => {
        current = values
        signature = signed()
      },
    }
  // As a class of the program's own: its attributes may be set.
  type.isNative = false
  return type
}

export function namedtuple(
  typename: Value,
  fields: Value,
  rename: Value,
  defaults: Value,
  module: Value,
): Value {
  const name = asStr(typename)!
  const names = fieldNames(name, fields, truthy(rename))
  const values = defaults === null ? [] : toArray(defaults)
  if (values.length > names.length) throw newTypeError('Got more default values than field names')
  return makeNamedTuple(
    name,
    names,
    values,
    asStr(module) ?? asStr(runtime.frame?.globals.getStr('__name__') ?? null) ?? '__main__',
  )
}
