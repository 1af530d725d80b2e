/** `int | str` and `list[int]`: unions and generic aliases of classes. */
import { defineType, fillType, provideAlias } from '../object/define.js'
import { newTypeError } from '../object/names.js'
import { adopt, builtinTypes, PyObject, PyType, type Value } from '../object/object.js'
import {
  call,
  equals,
  getAttr,
  getItem,
  hash,
  isInstance,
  isSubclass,
  lookupAttr,
  makeIterator,
  repr,
  typeOf,
} from '../object/protocol.js'
import { PyFrozenSet } from '../object/set.js'
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
    /** `*tuple[int, str]`, among the arguments of another. */
    readonly unpacked = false,
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
  value === null || value instanceof PyType || value instanceof PyUnion || value instanceof PyGenericAlias

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
  getset: {
    __args__: (self: PyUnion) => new PyTuple(self.args),
    __parameters__: (self: PyUnion) => new PyTuple(parametersOf(self.args)),
  },
  slots: {
    getitem: (self: PyUnion, key) => substituted(self, key).reduce((joined, arg) => union(joined, arg)),
    repr: (self: PyUnion) => self.args.map(typeText).join(' | '),
    or: (self, other) => union(self, other),
    ror: (self, other) => union(other, self),
    hash: (self: PyUnion) => hash(PyFrozenSet.of(self.args)),
    eq: (self: PyUnion, other) =>
      other instanceof PyUnion
        ? self.args.length === other.args.length &&
          self.args.every((arg) => other.args.some((each) => equals(each, arg)))
        : NotImplemented,
  },
})

/** The type variables among arguments, and in what they hold. */
function parametersOf(args: readonly Value[]): Value[] {
  const found: Value[] = []
  for (const arg of args) {
    if (arg instanceof PyType) continue
    const inner = isParameter(arg) ? [arg] : innerParameters(arg)
    for (const each of inner) if (!found.includes(each)) found.push(each)
  }
  return found
}

const isParameter = (value: Value): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof PyType) &&
  lookupAttr(value, '__typing_subst__') !== undefined

function innerParameters(value: Value): readonly Value[] {
  if (typeof value !== 'object' || value === null || value instanceof PyType) return []
  const inner = lookupAttr(value, '__parameters__')
  return inner instanceof PyTuple ? inner.items : []
}

/** `list[T][int]`: the arguments with the type variables replaced. */
function substituted(self: PyValueWithArgs, key: Value): Value[] {
  const parameters = parametersOf(self.args)
  if (parameters.length === 0) throw newTypeError(`${repr(self)} is not a generic class`)
  const given = unpackedArguments(key instanceof PyTuple ? key.items : [key])
  if (given.length !== parameters.length) {
    const much = given.length > parameters.length ? 'many' : 'few'
    throw newTypeError(
      `Too ${much} arguments for ${repr(self)}; actual ${given.length}, expected ${parameters.length}`,
    )
  }
  const chosen = (parameter: Value): Value => given[parameters.indexOf(parameter)]
  return self.args.map((arg) => {
    if (isParameter(arg)) return call(getAttr(arg, '__typing_subst__'), [chosen(arg)])
    const inner = innerParameters(arg)
    return inner.length === 0 ? arg : getItem(arg, new PyTuple(inner.map(chosen)))
  })
}

/** `*tuple[int, str]` among arguments is its members. */
const unpackedArguments = (args: readonly Value[]): readonly Value[] =>
  args.flatMap((arg) =>
    arg instanceof PyGenericAlias && arg.unpacked && arg.args.at(-1) !== Ellipsis ? arg.args : [arg],
  )

type PyValueWithArgs = PyUnion | PyGenericAlias

/** `list[int]`; classes offer it through `__class_getitem__`. */
export const genericAlias = (origin: Value, key: Value): Value =>
  new PyGenericAlias(origin, key instanceof PyTuple ? key.items : [key])
provideAlias(genericAlias)

export const genericAliasType: PyType = defineType({
  name: 'GenericAlias',
  module: 'types',
  register: 'types.GenericAlias',
  js: PyGenericAlias,
  new: (cls, args) => {
    if (args.length !== 2) throw newTypeError(`GenericAlias expected 2 arguments, got ${args.length}`)
    const [origin, params] = args as [Value, Value]
    return adopt(new PyGenericAlias(origin, params instanceof PyTuple ? params.items : [params]), cls)
  },
  methods: {
    '__reduce__(self, /)': (self: PyGenericAlias) =>
      new PyTuple([genericAliasType, new PyTuple([self.origin, new PyTuple(self.args)])]),
    '__mro_entries__(self, bases, /)': (self: PyGenericAlias) => new PyTuple([self.origin]),
    '__instancecheck__(self, instance, /)': () => {
      throw newTypeError('isinstance() argument 2 cannot be a parameterized generic')
    },
  },
  getset: {
    __origin__: (self: PyGenericAlias) => self.origin,
    __args__: (self: PyGenericAlias) => new PyTuple(self.args),
    __unpacked__: (self: PyGenericAlias) => self.unpacked,
    __typing_unpacked_tuple_args__: (self: PyGenericAlias) =>
      self.unpacked && self.origin === builtinTypes.tuple ? new PyTuple(self.args) : null,
    __parameters__: (self: PyGenericAlias) => new PyTuple(parametersOf(self.args)),
  },
  slots: {
    call: (self: PyGenericAlias, args, kwargs) => call(self.origin, args, kwargs),
    getattr: (self: PyGenericAlias, name) =>
      name.startsWith('__') ? lookupAttr(self.origin, name) : getAttr(self.origin, name),
    iter: (self: PyGenericAlias) => {
      let given = false
      return makeIterator('generic_alias_iterator', () => {
        if (given) return undefined
        given = true
        return new PyGenericAlias(self.origin, self.args, true)
      })
    },
    getitem: (self: PyGenericAlias, key) =>
      new PyGenericAlias(self.origin, substituted(self, key), self.unpacked),
    repr: (self: PyGenericAlias) =>
      `${self.unpacked ? '*' : ''}${typeText(self.origin)}[${self.args.length === 0 ? '()' : self.args.map(typeText).join(', ')}]`,
    or: (self, other) => union(self, other),
    ror: (self, other) => union(other, self),
    hash: (self: PyGenericAlias) => Number(hash(self.origin)) ^ Number(hash(new PyTuple(self.args))),
    eq: (self: PyGenericAlias, other) =>
      other instanceof PyGenericAlias
        ? self.origin === other.origin &&
          self.unpacked === other.unpacked &&
          equals(new PyTuple(self.args), new PyTuple(other.args))
        : NotImplemented,
  },
})

// The generic built-in types: `list[int]`, `dict[str, int]`, `type[T]`.
for (const name of ['list', 'dict', 'tuple', 'set', 'frozenset', 'type'] as const) {
  const type = builtinTypes[name]
  fillType(type, { generic: true })
  type.modified()
}
