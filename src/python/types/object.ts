/** object: what every value can do, and `type`: how classes are looked up, called and made. They need each other. */

import { defineType } from '../object/define.js'
import { PyDict, provideIdentitySlots } from '../object/dict.js'
import { PyFunction, PyGetSet } from '../object/function.js'
import { unsteady } from '../object/hashing.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import {
  adopt,
  builtinTypes,
  dictOf,
  type Kwargs,
  NO_ATTRIBUTES,
  PyInstance,
  PyObject,
  PyType,
  replaceDict,
  type Value,
} from '../object/object.js'
import {
  attributeError,
  genericDelAttr,
  genericGetAttr,
  genericSetAttr,
  repr,
  str,
  truthy,
  typeOf,
} from '../object/protocol.js'
import { provideGenericSlots } from '../object/update.js'
import { NotImplemented, PyList } from '../object/values.js'
import { reduce, reduceEx, stateOf } from './reduce.js'

// --- constructor --------------------------------------------------------------------------------------------------

function newObject(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  if (kwargs?.size === 0) kwargs = null
  if (cls.isNative && cls.module === 'builtins' && cls !== builtinTypes.object)
    throw newTypeError(`cannot create '${cls.name}' instances`)
  if ((args.length > 0 || kwargs !== null) && cls.slots.new === newObjectSlot()) {
    if (cls.slots.init === builtinTypes.object.slots.init)
      throw newTypeError(`${cls.name}() takes no arguments`)
  } else if (args.length > 0 || kwargs !== null) {
    if (cls.slots.new !== newObjectSlot())
      throw newTypeError('object.__new__() takes exactly one argument (the type to instantiate)')
  }
  const abstract = abstractMethods(cls)
  if (abstract.length > 0) {
    const plural = abstract.length === 1 ? '' : 's'
    throw newTypeError(
      `Can't instantiate abstract class ${cls.name} with abstract method${plural} ${abstract.join(', ')}`,
    )
  }
  return new PyInstance(cls)
}

const newObjectSlot = () => builtinTypes.object.slots.new

/** Names of the abstract methods that abc left in the class, sorted. */
function abstractMethods(cls: PyType): string[] {
  if (cls.isNative) return []
  const names = cls.dict.get('__abstractmethods__')
  return names === undefined || names === null
    ? []
    : [...(names as PyObject & { keys(): Value[] }).keys()].map(String).sort()
}

function initObject(self: Value, args: Value[], kwargs: Kwargs | null): void {
  if (args.length === 0 && kwargs === null) return
  const type = typeOf(self)
  if (type.slots.init !== builtinTypes.object.slots.init)
    throw newTypeError('object.__init__() takes exactly one argument (the instance to initialize)')
  if (type.slots.new === newObjectSlot())
    throw newTypeError(`${type.name}.__init__() takes exactly one argument (the instance to initialize)`)
}

// --- methods ------------------------------------------------------------------------------------------------------

let nextAddress = 0x7f2a_4c00_1000
const addresses = new WeakMap<PyObject, number>()

/** `id(object)`: unique while the object lives. */
export function addressOf(value: PyObject): number {
  let address = addresses.get(value)
  if (address === undefined) {
    address = nextAddress
    nextAddress += 0x30
    addresses.set(value, address)
  }
  return address
}

/** `<module.Class object at 0x7f…>` */
export function defaultRepr(self: Value): string {
  const type = typeOf(self)
  const where = type.module === 'builtins' ? '' : `${type.module}.`
  return `<${where}${type.qualname} object at 0x${addressOf(self as PyObject)
    .toString(16)
    .padStart(12, '0')}>`
}

const identityHash = (self: Value): number => {
  unsteady.hashes++
  return Math.floor(addressOf(self as PyObject) / 16)
}
const identityEq = (self: Value, other: Value): Value => (self === other ? true : NotImplemented)

function getattribute(self: Value, name: string): Value {
  const value = genericGetAttr(self, typeOf(self), name)
  if (value === undefined) throw attributeError(self, name)
  return value
}

/** Sorted names, for `dir`. */
export function dirOf(self: Value): string[] {
  const names = new Set<string>()
  if (self instanceof PyObject && self.shape !== NO_ATTRIBUTES)
    for (const name of self.shape.type === null ? dictOf(self).strKeys() : self.shape.keys) names.add(name)
  const home = typeOf(self).lookup('__dict__')
  // Methods show the attributes of their functions.
  if (home instanceof PyGetSet && home.owner.isNative && home.owner !== builtinTypes.object) {
    const dict = home.get(self)
    if (dict instanceof PyDict) for (const name of dict.strKeys()) names.add(name)
  }
  for (const cls of typeOf(self).mro) {
    for (const name of cls.dict.keys()) names.add(name)
    if (cls.lazy !== null) for (const name of cls.lazy.names()) names.add(name)
  }
  if (!typeOf(self).hasDict) names.delete('__dict__')
  return [...names].sort()
}

/** Whether a class is one of the language's own; those of modules, `torch.Tensor` say, are as mutable as Python's. */
const fixed = (cls: PyType): boolean => cls.isNative && cls.module === 'builtins'

/** `object.__class__ = cls`: between classes of one layout. */
function setClass(self: Value, cls: Value | undefined): void {
  if (!(cls instanceof PyType))
    throw newTypeError(`__class__ must be set to a class, not '${typeNameOf(cls ?? null)}' object`)
  const old = typeOf(self)
  if (!(self instanceof PyObject) || fixed(old) || fixed(cls) || old.native !== cls.native) {
    throw newTypeError(`__class__ assignment only supported for mutable types or ModuleType subclasses`)
  }
  const attributes = dictOf(self)
  adopt(self, cls)
  replaceDict(self, attributes)
}

/** `object.__setattr__` and `__delattr__` would pass by the checks of a class's own. */
function refuseClass(self: Value, how: string): void {
  if (self instanceof PyType) throw newTypeError(`can't apply this ${how} to ${typeNameOf(self)} object`)
}
function setAttribute(self: Value, name: string, value: Value): void {
  refuseClass(self, '__setattr__')
  genericSetAttr(self, name, value)
}
function deleteAttribute(self: Value, name: string): void {
  refuseClass(self, '__delattr__')
  genericDelAttr(self, name)
}

/** object's own order: none. Types that keep it have empty slots. */
const unordered = (): Value => NotImplemented

export const objectType = defineType({
  name: 'object',
  register: 'object',
  js: PyObject,
  signature: 'object()',
  doc: 'The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n',
  new: newObject,
  methods: {
    '__dir__(self, /)': (self: Value) => new PyList(dirOf(self)),
    '__sizeof__(self, /)': () => 48,
    '__reduce__(self, /)': reduce,
    '__reduce_ex__(self, protocol, /)': reduceEx,
    '__getstate__(self, /)': stateOf,
  },
  classMethods: {
    '__init_subclass__(**kwargs)': (cls: PyType, kwargs: Kwargs) => {
      if (kwargs.size > 0) throw newTypeError(`${cls.name}.__init_subclass__() takes no keyword arguments`)
      return null
    },
    '__subclasshook__(*args)': () => NotImplemented,
  },
  getset: {
    __class__: { get: (self: Value) => typeOf(self), set: setClass },
    __dict__: {
      get: (self: Value) => {
        const dict = instanceDict(self)
        if (dict === undefined) throw attributeError(self, '__dict__')
        return dict
      },
      set: (self: PyObject, value) => setInstanceDict(self, value),
    },
  },
  slots: {
    init: initObject,
    getattribute,
    setattr: setAttribute,
    delattr: deleteAttribute,
    repr: defaultRepr,
    str: (self) => repr(self),
    format: (self, spec) => {
      if (spec !== '')
        throw newTypeError(`unsupported format string passed to ${typeNameOf(self)}.__format__`)
      return str(self)
    },
    hash: identityHash,
    eq: identityEq,
    lt: unordered,
    le: unordered,
    gt: unordered,
    ge: unordered,
    ne: (self, other) => {
      const result = typeOf(self).slots.eq?.(self, other)
      return result === undefined || result === NotImplemented ? NotImplemented : !truthy(result)
    },
  },
})
provideGenericSlots([getattribute, setAttribute, deleteAttribute, unordered])
provideIdentitySlots(identityHash, identityEq)

export { identityEq, identityHash }

/** The instance dict as `vars` shows it, or undefined. */
export function instanceDict(self: Value): PyDict | undefined {
  return self instanceof PyObject && typeOf(self).hasDict ? (dictOf(self) as PyDict) : undefined
}

export function setInstanceDict(self: PyObject, dict: Value | undefined): void {
  if (dict === undefined && self instanceof PyFunction) throw newTypeError('cannot delete __dict__')
  const next = dict === undefined ? new PyDict() : dict
  if (!(next instanceof PyDict))
    throw newTypeError(`__dict__ must be set to a dictionary, not a '${typeNameOf(next)}'`)
  replaceDict(self, next)
}
