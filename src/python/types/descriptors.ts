/** property, staticmethod, classmethod, super, and the descriptors that native types and `__slots__` put into a class. */

import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import {
  bindMethod,
  PyClassMethod,
  PyMappingProxy,
  PyNativeFunction,
  PyProperty,
  PyStaticMethod,
  PySuper,
} from '../object/function.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, builtinTypes, type Kwargs, PyObject, PyType, setOwn, type Value } from '../object/object.js'
import { binaryOp } from '../object/operators.js'
import {
  call,
  callMethod,
  classAttribute,
  contains,
  genericGetAttr,
  getAttr,
  getItem,
  hash,
  iter,
  length,
  lookupAttr,
  repr,
  richEquals,
  setAttr,
  str,
  truthy,
  typeOf,
} from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { PyCell, PyList, PyTuple } from '../object/values.js'

// --- property -----------------------------------------------------------------------------------------------------

const propertySignature = new Signature('property(fget=None, fset=None, fdel=None, doc=None)', 'property')

function initProperty(self: PyProperty, args: Value[], kwargs: Kwargs | null): void {
  const [get, set, del, doc] = propertySignature.bind(args, kwargs) as Value[]
  Object.assign(self, { get, set, del, doc, hasGetterDoc: false })
  if (doc !== null || get === null) return
  const own = lookupAttr(get, '__doc__')
  if (own === undefined) return
  self.hasGetterDoc = true
  // The class of a subclass has a doc of its own, which an attribute of the instance comes before.
  if (self.cls === propertyType) self.doc = own
  else if (self.cls.hasDict) setOwn(self, '__doc__', own)
  else setAttr(self, '__doc__', own)
}

/** The property with one function replaced: `@x.setter`. */
function replaced(self: PyProperty, change: Partial<Pick<PyProperty, 'get' | 'set' | 'del'>>): Value {
  const get = change.get ?? self.get
  // A new getter brings its own doc, unless the property was given one.
  const doc = self.hasGetterDoc && get !== null ? null : self.doc
  const copy = call(self.cls, [get, change.set ?? self.set, change.del ?? self.del, doc])
  if (copy instanceof PyProperty) copy.name = self.name
  return copy
}

const noAccessor = (self: PyProperty, object: Value, what: string) => {
  const name = self.name === null ? '' : ` '${self.name}'`
  return raise('AttributeError', `property${name} of '${typeOf(object).qualname}' object has no ${what}`)
}

export const propertyType = defineType({
  name: 'property',
  register: 'property',
  js: PyProperty,
  signature: 'property(fget=None, fset=None, fdel=None, doc=None)',
  doc: 'Property attribute.',
  new: (cls) => adopt(new PyProperty(null, null, null), cls),
  methods: {
    'getter(self, fget, /)': (self: PyProperty, get: Value) => replaced(self, { get }),
    'setter(self, fset, /)': (self: PyProperty, set: Value) => replaced(self, { set }),
    'deleter(self, fdel, /)': (self: PyProperty, del: Value) => replaced(self, { del }),
    '__set_name__(self, *args)': (self: PyProperty, args: Value[]) => {
      if (args.length !== 2)
        throw newTypeError(`__set_name__() takes 2 positional arguments but ${args.length} were given`)
      self.name = String(args[1])
    },
  },
  members: {
    fget: (self: PyProperty) => self.get,
    fset: (self: PyProperty) => self.set,
    fdel: (self: PyProperty) => self.del,
  },
  getset: {
    __doc__: {
      get: (self: PyProperty) => self.doc,
      set: (self: PyProperty, value) => void (self.doc = value ?? null),
    },
    __isabstractmethod__: (self: PyProperty) =>
      [self.get, self.set, self.del].some(
        (fn) => fn !== null && truthy(lookupAttr(fn, '__isabstractmethod__') ?? false),
      ),
  },
  slots: {
    init: initProperty,
    get: (self: PyProperty, object) => {
      if (object === undefined || object === null) return self
      if (self.get === null) throw noAccessor(self, object, 'getter')
      return call(self.get, [object])
    },
    set: (self: PyProperty, object, value) => {
      if (self.set === null) throw noAccessor(self, object, 'setter')
      call(self.set, [object, value])
    },
    delete: (self: PyProperty, object) => {
      if (self.del === null) throw noAccessor(self, object, 'deleter')
      call(self.del, [object])
    },
  },
})

// --- staticmethod and classmethod ---------------------------------------------------------------------------------

function onlyFunction(name: string, args: readonly Value[], kwargs: Kwargs | null): Value {
  if (kwargs !== null && kwargs.size > 0) throw newTypeError(`${name}() takes no keyword arguments`)
  if (args.length !== 1) throw newTypeError(`${name} expected 1 argument, got ${args.length}`)
  return args[0]
}

const initWrapper = (name: string) => (self: PyStaticMethod, args: Value[], kwargs: Kwargs | null) => {
  self.func = onlyFunction(name, args, kwargs)
}

/** An attribute of the wrapped function, which it may not have. */
const fromFunction = (name: string) => (self: PyStaticMethod) => getAttr(self.func, name)

const wrappedMembers = {
  __func__: (self: PyStaticMethod) => self.func,
  __wrapped__: (self: PyStaticMethod) => self.func,
}
const wrapped = {
  __isabstractmethod__: (self: PyStaticMethod) =>
    truthy(lookupAttr(self.func, '__isabstractmethod__') ?? false),
  __doc__: (self: PyStaticMethod) => lookupAttr(self.func, '__doc__') ?? null,
  __name__: fromFunction('__name__'),
  __qualname__: fromFunction('__qualname__'),
  __module__: fromFunction('__module__'),
  __annotations__: fromFunction('__annotations__'),
}

export const staticMethodType = defineType({
  name: 'staticmethod',
  register: 'staticmethod',
  js: PyStaticMethod,
  instanceDict: true,
  signature: 'staticmethod(function, /)',
  new: (cls) => adopt(new PyStaticMethod(null), cls),
  members: wrappedMembers,
  getset: wrapped,
  slots: {
    init: initWrapper('staticmethod'),
    get: (self: PyStaticMethod) => self.func,
    call: (self: PyStaticMethod, args, kwargs) => call(self.func, args, kwargs),
    repr: (self: PyStaticMethod) => `<staticmethod(${repr(self.func)})>`,
  },
})

export const classMethodType = defineType({
  name: 'classmethod',
  register: 'classmethod',
  js: PyClassMethod,
  instanceDict: true,
  signature: 'classmethod(function, /)',
  new: (cls) => adopt(new PyClassMethod(null), cls),
  members: wrappedMembers,
  getset: wrapped,
  slots: {
    init: initWrapper('classmethod'),
    get: (self: PyClassMethod, object, type) => {
      const { func } = self
      const cls = type ?? typeOf(object!)
      const get =
        func instanceof PyObject &&
        !(func.cls === builtinTypes.function || func.cls === builtinTypes.builtin_function_or_method) &&
        !(func instanceof PyNativeFunction)
          ? func.cls.slots.get
          : undefined
      return get === undefined ? bindMethod(func, cls) : get(func, cls, cls)
    },
    repr: (self: PyClassMethod) => `<classmethod(${repr(self.func)})>`,
  },
})

// --- super --------------------------------------------------------------------------------------------------------

function newSuper(cls: PyType, args: Value[]): Value {
  if (args.length > 2) throw newTypeError(`super() expected at most 2 arguments, got ${args.length}`)
  if (args.length === 0) return adopt(implicitSuper(), cls)
  const [from, object] = args
  if (!(from instanceof PyType))
    throw newTypeError(`super() argument 1 must be a type, not ${typeNameOf(from)}`)
  if (args.length === 1) return adopt(new PySuper(from, undefined, null), cls)
  return adopt(new PySuper(from, object, startingType(from, object)), cls)
}

/** `super()` reads `__class__` and the first argument of the function that called it. */
function implicitSuper(): PySuper {
  const { frame } = runtime
  if (frame !== null && frame.code.positional === 0 && !frame.code.hasVararg) {
    throw raise('RuntimeError', 'super(): no arguments')
  }
  const at = frame === null ? -1 : (frame.code.classSlot ??= frame.code.varNames.indexOf('__class__'))
  if (frame === null || at < 0) throw raise('RuntimeError', 'super(): __class__ cell not found')
  const cell = frame.locals[at]
  const from = cell instanceof PyCell ? cell.value : cell
  if (!(from instanceof PyType)) throw raise('RuntimeError', 'super(): empty __class__ cell')
  const first = frame.locals[0]
  const self = first instanceof PyCell && frame.code.cellSlots.includes(0) ? first.value : first
  if (self === undefined) throw raise('RuntimeError', 'super(): arg[0] deleted')
  const object = frame.code.positional === 0 && self instanceof PyTuple ? self.items[0] : self
  return new PySuper(from, object, startingType(from, object))
}

function startingType(from: PyType, object: Value): PyType {
  if (object instanceof PyType && object.isSubtypeOf(from)) return object
  const type = typeOf(object)
  if (type.isSubtypeOf(from)) return type
  const shown = classAttribute(object)
  if (shown?.isSubtypeOf(from)) return shown
  throw newTypeError('super(type, obj): obj must be an instance or subtype of type')
}

function superAttribute(self: PySuper, name: string): Value | undefined {
  const { from, selfType, self: object } = self
  if (selfType === null || name === '__class__') return undefined
  const { mro } = selfType
  for (let i = mro.indexOf(from!) + 1; i < mro.length; i++) {
    const found = mro[i].own(name)
    if (found === undefined) continue
    const get = found instanceof PyObject ? found.cls.slots.get : undefined
    return get === undefined ? found : get(found, object === selfType ? undefined : object, selfType)
  }
  return undefined
}

export const superType = defineType({
  name: 'super',
  register: 'super',
  js: PySuper,
  signature: 'super() or super(type, obj)',
  new: newSuper,
  members: {
    __thisclass__: (self: PySuper) => self.from,
    __self__: (self: PySuper) => self.self ?? null,
    __self_class__: (self: PySuper) => self.selfType,
  },
  slots: {
    getattribute: (self: PySuper, name) => {
      const found = superAttribute(self, name)
      if (found !== undefined) return found
      const own = genericGetAttr(self, self.cls, name)
      if (own !== undefined) return own
      throw raise('AttributeError', `'super' object has no attribute '${name}'`, { name, obj: self })
    },
    init: () => undefined,
    // Kept in a class without an object, it is bound when it is reached through one.
    get: (self: PySuper, object) =>
      object === undefined || object === null || self.selfType !== null
        ? self
        : call(self.cls, [self.from, object]),
    repr: (self: PySuper) =>
      `<super: <class '${self.from!.name}'>, ${self.selfType === null ? 'NULL' : `<${self.selfType.name} object>`}>`,
  },
})

// --- mappingproxy -------------------------------------------------------------------------------------------------

/** What it shows: a mapping, or a class's dict made anew for each look. */
const shown = (self: PyMappingProxy): Value =>
  self.source instanceof PyType ? PyDict.of([...self.source.dict]) : self.source
const mappingOf = (value: Value): Value => (value instanceof PyMappingProxy ? shown(value) : value)

/** A method that the mapping itself answers. */
const forwarded =
  (name: string) =>
  (self: PyMappingProxy, ...args: Value[]) =>
    callMethod(shown(self), name, args)

function newMappingProxy(_: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const [source] = proxySignature.bind(args, kwargs) as [Value]
  if (source instanceof PyList || source instanceof PyTuple || typeOf(source).slots.getitem === undefined)
    throw newTypeError(`mappingproxy() argument must be a mapping, not ${typeNameOf(source)}`)
  return new PyMappingProxy(source as PyObject)
}
const proxySignature = new Signature('mappingproxy(mapping)', 'mappingproxy')

export const mappingProxyType = defineType({
  name: 'mappingproxy',
  register: 'mappingproxy',
  generic: true,
  js: PyMappingProxy,
  subclassable: false,
  new: newMappingProxy,
  methods: {
    'get(self, key, default=None, /)': forwarded('get'),
    'keys(self, /)': forwarded('keys'),
    'values(self, /)': forwarded('values'),
    'items(self, /)': forwarded('items'),
    'copy(self, /)': forwarded('copy'),
  },
  slots: {
    str: (self: PyMappingProxy) => str(shown(self)),
    len: (self: PyMappingProxy) => length(shown(self)),
    getitem: (self: PyMappingProxy, key) => getItem(shown(self), key),
    contains: (self: PyMappingProxy, key) => contains(shown(self), key),
    iter: (self: PyMappingProxy) => iter(shown(self)),
    reversed: (self: PyMappingProxy) => callMethod(shown(self), '__reversed__'),
    hash: (self: PyMappingProxy) => hash(shown(self)),
    repr: (self: PyMappingProxy) => `mappingproxy(${repr(shown(self))})`,
    eq: (self: PyMappingProxy, other) => richEquals(shown(self), mappingOf(other)),
    or: (self: PyMappingProxy, other) => binaryOp('BitOr', shown(self), mappingOf(other)),
    ror: (self: PyMappingProxy, other) => binaryOp('BitOr', mappingOf(other), shown(self)),
    ior: (self: PyMappingProxy) => {
      throw newTypeError(`'|=' is not supported by ${typeNameOf(self)}; use '|' instead`)
    },
  },
})
