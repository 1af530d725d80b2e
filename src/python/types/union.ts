/** `int | str` and `list[int]`: unions and generic aliases of classes. */
import { defineType, fillType } from '../object/define.js'
import { newTypeError } from '../object/names.js'
import { builtinTypes, PyObject, PyType, type Value } from '../object/object.js'
import {
  call,
  equals,
  getAttr,
  hash,
  isInstance,
  isSubclass,
  lookupAttr,
  repr,
  typeOf,
} from '../object/protocol.js'
import { Ellipsis, NotImplemented, PyTuple } from '../object/values.js'
import { provideUnion } from './type.js'

export class PyUnion extends PyObject {
  constructor(readonly args: readonly Value[]) {
    super()
  }
}

export class PyGenericAlias extends PyObject {
  constructor(
    readonly origin: Value,
    readonly args: readonly Value[],
  ) {
    super()
  }
}

/** How a type stands in a union or in brackets: by its name. */
export function typeText(value: Value): string {
  if (value === null) return 'None'
  if (value === Ellipsis) return '...'
  if (value instanceof PyType) {
    if (value.name === 'NoneType') return 'None'
    return value.module === 'builtins' ? value.qualname : `${value.module}.${value.qualname}`
  }
  return repr(value)
}

const acceptable = (value: Value): boolean =>
  value === null ||
  value instanceof PyType ||
  value instanceof PyUnion ||
  value instanceof PyGenericAlias ||
  typeOf(value).module === 'typing'

export function union(a: Value, b: Value): Value {
  if (!acceptable(a) || !acceptable(b)) return NotImplemented
  const flat = [a, b].flatMap((value) =>
    value instanceof PyUnion ? value.args : [value === null ? typeOf(null) : value],
  )
  const unique = flat.filter((value, i) => flat.findIndex((other) => equals(other, value)) === i)
  return unique.length === 1 ? unique[0] : new PyUnion(unique)
}
provideUnion(union)

export const unionType = defineType({
  name: 'UnionType',
  module: 'types',
  register: 'types.UnionType',
  js: PyUnion,
  subclassable: false,
  methods: {
    '__instancecheck__(self, instance, /)': (self: PyUnion, instance: Value) =>
      self.args.some((arg) => isInstance(instance, arg)),
    '__subclasscheck__(self, cls, /)': (self: PyUnion, cls: Value) =>
      self.args.some((arg) => isSubclass(cls, arg)),
  },
  getset: { __args__: (self: PyUnion) => new PyTuple(self.args) },
  slots: {
    repr: (self: PyUnion) => self.args.map(typeText).join(' | '),
    or: (self, other) => union(self, other),
    ror: (self, other) => union(other, self),
    hash: (self: PyUnion) => self.args.reduce<number>((sum, arg) => sum ^ Number(hash(arg)), 0),
    eq: (self: PyUnion, other) =>
      other instanceof PyUnion
        ? self.args.length === other.args.length && self.args.every((arg) => other.args.includes(arg))
        : NotImplemented,
  },
})

/** `list[int]`; classes offer it through `__class_getitem__`. */
export const genericAlias = (origin: Value, key: Value): Value =>
  new PyGenericAlias(origin, key instanceof PyTuple ? key.items : [key])

export const genericAliasType = defineType({
  name: 'GenericAlias',
  module: 'types',
  register: 'types.GenericAlias',
  js: PyGenericAlias,
  subclassable: false,
  methods: {
    '__mro_entries__(self, bases, /)': (self: PyGenericAlias) => new PyTuple([self.origin]),
    '__instancecheck__(self, instance, /)': () => {
      throw newTypeError('isinstance() argument 2 cannot be a parameterized generic')
    },
  },
  getset: {
    __origin__: (self: PyGenericAlias) => self.origin,
    __args__: (self: PyGenericAlias) => new PyTuple(self.args),
    __parameters__: () => new PyTuple([]),
  },
  slots: {
    call: (self: PyGenericAlias, args, kwargs) => call(self.origin, args, kwargs),
    getattr: (self: PyGenericAlias, name) =>
      name.startsWith('__') ? lookupAttr(self.origin, name) : getAttr(self.origin, name),
    getitem: (self: PyGenericAlias) => self,
    repr: (self: PyGenericAlias) =>
      `${typeText(self.origin)}[${self.args.length === 0 ? '()' : self.args.map(typeText).join(', ')}]`,
    or: (self, other) => union(self, other),
    ror: (self, other) => union(other, self),
    hash: (self: PyGenericAlias) => Number(hash(self.origin)) ^ self.args.length,
    eq: (self: PyGenericAlias, other) =>
      other instanceof PyGenericAlias
        ? self.origin === other.origin && equals(new PyTuple(self.args), new PyTuple(other.args))
        : NotImplemented,
  },
})

// The generic built-in types: `list[int]`, `dict[str, int]`, `type[T]`.
for (const name of ['list', 'dict', 'tuple', 'set', 'frozenset', 'type'] as const) {
  const type = builtinTypes[name]
  fillType(type, { classMethods: { '__class_getitem__(item, /)': genericAlias } })
  type.modified()
}
