/** type: attribute lookup on classes, instantiation, and making classes from a name, bases and a namespace. */
import { defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { PyError, raise } from '../object/errors.js'
import { PyClassMethod, PyFunction, PyMappingProxy, PyStaticMethod } from '../object/function.js'
import { mergeMros } from '../object/mro.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, type Kwargs, PyObject, PyType, type Value } from '../object/object.js'
import { attributeError, call, isOfType, isSubtype, iterate, repr, typeOf } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { attributeChanged, updateSlots } from '../object/update.js'
import { asStr, PyCell, PyList, PyTuple } from '../object/values.js'
import { addOwnAttributes, applySlots } from './class_slots.js'

// --- constructor --------------------------------------------------------------------------------------------------

function newType(metaclass: PyType, args: Value[], kwargs: Kwargs | null): Value {
  if (args.length === 1 && metaclass === builtinTypes.type && kwargs === null) return typeOf(args[0])
  if (args.length !== 3)
    throw newTypeError(
      metaclass === builtinTypes.type
        ? 'type() takes 1 or 3 arguments'
        : `type.__new__() takes exactly 3 arguments (${args.length} given)`,
    )
  const [name, bases, namespace] = args
  const text = asStr(name)
  if (text === undefined) throw newTypeError(`type.__new__() argument 1 must be str, not ${typeNameOf(name)}`)
  if (!(bases instanceof PyTuple))
    throw newTypeError(`type.__new__() argument 2 must be tuple, not ${typeNameOf(bases)}`)
  if (!(namespace instanceof PyDict))
    throw newTypeError(`type.__new__() argument 3 must be dict, not ${typeNameOf(namespace)}`)
  return makeClass(metaclass, withoutNull(text), bases.items, namespace, kwargs ?? new Map())
}

function withoutNull(name: string): string {
  if (name.includes('\0')) throw raise('ValueError', 'type name must not contain null characters')
  return name
}

/** What is assigned to `__name__` or `__qualname__`. */
function nameFor(self: PyType, attribute: '__name__' | '__qualname__', value: Value | undefined): string {
  if (value === undefined)
    throw newTypeError(`cannot delete '${attribute}' attribute of immutable type '${self.name}'`)
  const name = asStr(value)
  if (name === undefined)
    throw newTypeError(`can only assign string to ${self.name}.${attribute}, not '${typeNameOf(value)}'`)
  return attribute === '__name__' ? withoutNull(name) : name
}

/** `type.__new__(metaclass, name, bases, namespace, **kwargs)` */
export function makeClass(
  metaclass: PyType,
  name: string,
  given: readonly Value[],
  namespace: PyDict,
  kwargs: Kwargs,
): PyType {
  const bases = given.length === 0 ? [builtinTypes.object] : given.map(acceptBase)
  const type = new PyType(name, bases, metaclass)
  type.native = layoutOf(bases)
  fillDict(type, namespace)
  applySlots(type, bases)
  addOwnAttributes(type, bases)
  type.mro = [type, ...mergeMros(bases)]
  const custom = metaclass.lookup('mro')
  if (custom instanceof PyFunction) type.mro = [...iterate(call(custom, [type]))].map(classOnly)
  if (type.dict.has('__eq__') && !type.dict.has('__hash__')) type.dict.set('__hash__', null)
  updateSlots(type)
  const cell = namespace.getStr('__classcell__')
  if (cell instanceof PyCell) cell.value = type
  else if (cell !== undefined)
    throw newTypeError(`type.__new__(): __classcell__ must be a nonlocal cell, not ${repr(typeOf(cell))}`)
  for (const [key, value] of [...type.dict]) setName(type, key, value)
  const hook = superLookup(type, '__init_subclass__')
  if (hook !== undefined) call(hook, [], kwargs)
  return type
}

function acceptBase(base: Value): PyType {
  if (!(base instanceof PyType))
    throw newTypeError(`type.__new__() argument 2 must be a tuple of types, not ${typeNameOf(base)}`)
  if (!base.subclassable) throw newTypeError(`type '${base.name}' is not an acceptable base type`)
  return base
}

function classOnly(value: Value): PyType {
  if (value instanceof PyType) return value
  throw newTypeError(`mro() returned a non-class ('${typeNameOf(value)}')`)
}

/** The base whose JS layout instances have. */
function layoutOf(bases: readonly PyType[]): PyType {
  let winner = bases[0].native
  for (const { native } of bases) {
    if (native.isSubtypeOf(winner)) winner = native
    else if (!winner.isSubtypeOf(native)) throw newTypeError('multiple bases have instance lay-out conflict')
  }
  return winner
}

function fillDict(type: PyType, namespace: PyDict): void {
  for (const [key, value] of namespace.entries()) {
    const name = asStr(key)
    if (name === undefined || name === '__classcell__') continue
    type.dict.set(name, special(name, value))
  }
  const module = namespace.getStr('__module__') ?? runtime.frame?.globals.getStr('__name__')
  if (typeof module === 'string') {
    type.module = module
    type.dict.set('__module__', module)
  }
  const qualname = namespace.getStr('__qualname__')
  if (qualname !== undefined) {
    if (typeof qualname !== 'string')
      throw newTypeError(`type __qualname__ must be a str, not ${typeNameOf(qualname)}`)
    type.qualname = qualname
    type.dict.delete('__qualname__')
  }
  const doc = namespace.getStr('__doc__')
  if (typeof doc === 'string') type.doc = doc
}

/** Some functions are static or class methods without being told. */
function special(name: string, value: Value): Value {
  if (!(value instanceof PyFunction)) return value
  if (name === '__new__') return new PyStaticMethod(value)
  return name === '__init_subclass__' || name === '__class_getitem__' ? new PyClassMethod(value) : value
}

function setName(type: PyType, key: string, value: Value): void {
  if (!(value instanceof PyObject)) return
  const hook = value.cls.lookup('__set_name__')
  if (hook === undefined) return
  try {
    call(hook, [value, type, key])
  } catch (error) {
    if (!(error instanceof PyError)) throw error
    const wrapped = raise(
      'RuntimeError',
      `Error calling __set_name__ on '${value.cls.name}' instance '${key}' in '${type.name}'`,
    )
    wrapped.exception.cause = wrapped.exception.context = error.exception
    throw wrapped
  }
}

/** `cls.__bases__ = bases`: between bases of one layout. */
function setBases(self: PyType, value: Value | undefined): void {
  if (self.isNative) throw newTypeError(`cannot set '__bases__' attribute of immutable type '${self.name}'`)
  if (!(value instanceof PyTuple))
    throw newTypeError(`can only assign tuple to ${self.name}.__bases__, not ${typeNameOf(value ?? null)}`)
  if (value.items.length === 0)
    throw newTypeError(`can only assign non-empty tuple to ${self.name}.__bases__, not ()`)
  const bases = value.items.map((base) => {
    if (!(base instanceof PyType))
      throw newTypeError(`${self.name}.__bases__ must be tuple of classes, not '${typeNameOf(base)}'`)
    if (base.isSubtypeOf(self)) throw newTypeError('a __bases__ item causes an inheritance cycle')
    return acceptBase(base)
  })
  if (layoutOf(bases) !== self.native)
    throw newTypeError(
      `__bases__ assignment: '${bases[0].name}' deallocator differs from '${self.bases[0].name}'`,
    )
  const mro = [self, ...mergeMros(bases)]
  self.rebase(bases)
  self.mro = mro
  refreshBelow(self)
}

/** After a change of bases: what follows from them, here and below. */
function refreshBelow(type: PyType): void {
  updateSlots(type)
  for (const child of type.subclasses()) {
    child.mro = [child, ...mergeMros(child.bases)]
    refreshBelow(child)
  }
  type.modified()
}

/** An attribute found after the class itself in its MRO, bound to the class. */
function superLookup(type: PyType, name: string): Value | undefined {
  for (const cls of type.mro.slice(1)) {
    const found = cls.own(name)
    if (found === undefined) continue
    const get = found instanceof PyObject ? found.cls.slots.get : undefined
    return get === undefined ? found : get(found, type, type)
  }
  return undefined
}

// --- slots --------------------------------------------------------------------------------------------------------

function getattribute(self: PyType, name: string): Value {
  const metaclass = self.cls
  const meta = metaclass.lookup(name)
  const metaSlots = meta instanceof PyObject ? meta.cls.slots : null
  if (metaSlots !== null && metaSlots.get !== undefined && metaSlots.set !== undefined)
    return metaSlots.get(meta, self, metaclass)
  const found = self.lookup(name)
  if (found !== undefined) {
    if (!(found instanceof PyObject)) return found
    if (found instanceof PyFunction) return found
    const { get } = found.cls.slots
    return get === undefined ? found : get(found, undefined, self)
  }
  if (metaSlots?.get !== undefined) return metaSlots.get(meta, self, metaclass)
  if (meta !== undefined) return meta
  throw attributeError(self, name)
}

function setattr(self: PyType, name: string, value: Value): void {
  if (self.isNative) throw newTypeError(`cannot set '${name}' attribute of immutable type '${self.name}'`)
  const meta = self.cls.lookup(name)
  if (meta instanceof PyObject && meta.cls.slots.set !== undefined) {
    meta.cls.slots.set(meta, self, value)
    return
  }
  self.dict.set(name, special(name, value))
  attributeChanged(self, name)
}

function delattr(self: PyType, name: string): void {
  if (self.isNative) throw newTypeError(`cannot set '${name}' attribute of immutable type '${self.name}'`)
  if (!self.dict.delete(name)) throw attributeError(self, name)
  attributeChanged(self, name)
}

function callType(self: PyType, args: Value[], kwargs: Kwargs | null): Value {
  if (self === builtinTypes.type && args.length === 1 && kwargs === null) return typeOf(args[0])
  const make = self.slots.new
  if (make === undefined) throw newTypeError(`cannot create '${self.name}' instances`)
  const object = make(self, args, kwargs)
  const type = typeOf(object)
  if (type === self || type.isSubtypeOf(self)) type.slots.init?.(object, args, kwargs)
  return object
}

/** `<class 'module.Name'>` */
export function classRepr(self: PyType): string {
  return `<class '${self.module === 'builtins' ? '' : `${self.module}.`}${self.qualname}'>`
}

/** `A | B` between classes makes a union. */
let makeUnion: (a: Value, b: Value) => Value
export function provideUnion(make: (a: Value, b: Value) => Value): void {
  makeUnion = make
}

export const typeType = defineType({
  name: 'type',
  register: 'type',
  js: PyType,
  signature: 'type(object) or type(name, bases, dict, **kwds)',
  doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  new: newType,
  convert: typeOf,
  instanceDict: true,
  methods: {
    'mro(self, /)': (self: PyType) => new PyList([...self.mro]),
    '__subclasses__(self, /)': (self: PyType) => new PyList(self.subclasses()),
    '__instancecheck__(self, instance, /)': (self: PyType, instance: Value) => isOfType(instance, self),
    '__subclasscheck__(self, subclass, /)': (self: PyType, sub: Value) => isSubtype(sub, self),
    '__dir__(self, /)': (self: PyType) =>
      new PyList([...new Set(self.mro.flatMap((cls) => [...cls.dict.keys()]))].sort()),
  },
  classMethods: {
    '__prepare__(*args, **kwargs)': () => new PyDict(),
  },
  getset: {
    __name__: {
      get: (self: PyType) => self.name,
      set: (self: PyType, value) => {
        self.name = nameFor(self, '__name__', value)
      },
    },
    __qualname__: {
      get: (self: PyType) => self.qualname,
      set: (self: PyType, value) => {
        self.qualname = nameFor(self, '__qualname__', value)
      },
    },
    __module__: {
      get: (self: PyType) => (self.isNative ? undefined : self.dict.get('__module__')) ?? self.module,
      set: (self: PyType, value) => {
        self.dict.set('__module__', value ?? null)
        if (typeof value === 'string') self.module = value
      },
    },
    __doc__: {
      get: (self: PyType) => {
        const doc = self.dict.get('__doc__') ?? self.doc
        const get = doc instanceof PyObject ? doc.cls.slots.get : undefined
        return get === undefined ? doc : get(doc, undefined, self)
      },
      set: (self: PyType, value) => {
        self.dict.set('__doc__', value ?? null)
      },
    },
    __bases__: { get: (self: PyType) => new PyTuple(self.bases), set: setBases },
    __base__: (self: PyType) =>
      self.bases.find((base) => base.native === self.native) ?? self.bases[0] ?? null,
    __mro__: (self: PyType) => new PyTuple(self.mro),
    __dict__: (self: PyType) => new PyMappingProxy(self),
    __annotations__: {
      get: (self: PyType) => {
        let notes = self.dict.get('__annotations__')
        if (notes === undefined) {
          if (self.isNative) throw attributeError(self, '__annotations__')
          notes = new PyDict()
          self.dict.set('__annotations__', notes)
        }
        return notes
      },
      set: (self: PyType, value) => {
        if (value === undefined) self.dict.delete('__annotations__')
        else self.dict.set('__annotations__', value)
      },
    },
    __abstractmethods__: {
      get: (self: PyType) => {
        // The type `type` itself holds this very attribute.
        const names = self === builtinTypes.type ? undefined : self.dict.get('__abstractmethods__')
        if (names === undefined) throw raise('AttributeError', '__abstractmethods__')
        return names
      },
      set: (self: PyType, value) => {
        self.dict.set('__abstractmethods__', value ?? null)
        self.modified()
      },
    },
  },
  slots: {
    init: (_: PyType, args, kwargs) => {
      if (kwargs !== null && kwargs.size > 0 && args.length === 1)
        throw newTypeError('type.__init__() takes no keyword arguments')
      if (args.length !== 1 && args.length !== 3) throw newTypeError('type.__init__() takes 1 or 3 arguments')
    },
    call: callType,
    getattribute,
    setattr,
    delattr,
    repr: classRepr,
    or: (self, other) => makeUnion(self, other),
    ror: (self, other) => makeUnion(other, self),
  },
})
