/** Functions and methods of both worlds: how they are called, bound and shown. */

import { builtinsOf } from '../object/builtin_names.js'
import { defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { Code } from '../object/frame.js'
import {
  bindMethod,
  PyBoundBuiltin,
  PyBoundMethod,
  PyBuiltin,
  PyFunction,
  PyGetSet,
  PyMethodDescriptor,
  PyMethodWrapper,
  PyNativeFunction,
  PyNativeMember,
  PySlotWrapper,
} from '../object/function.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { type Kwargs, PyObject, type PyType, type Value } from '../object/object.js'
import { call, getAttr, hash, lookupAttr, repr, typeOf, unbox } from '../object/protocol.js'
import { loadBuiltin } from '../object/runtime.js'
import type { SlotName } from '../object/slots.js'
import { asStr, NotImplemented, PyTuple, tuple } from '../object/values.js'
import { makeFunction } from './made_function.js'
import { addressOf } from './object.js'

/** An address, as `repr` shows it. */
export const hex = (value: PyObject): string => `0x${addressOf(value).toString(16).padStart(12, '0')}`

/** A function found on a class is bound to the object it was reached through. */
const bind = (self: Value, object: Value | undefined): Value =>
  object === undefined ? self : bindMethod(self, object)

const text = (value: Value | undefined, what: string): string => {
  const string = asStr(value ?? null)
  if (string === undefined) throw newTypeError(`${what} must be set to a string object`)
  return string
}

// --- def and lambda -----------------------------------------------------------------------------------------------

/** What `__annotations__` and `__kwdefaults__` are set to. */
function dictFor(attribute: string, value: Value | undefined): PyDict | null {
  if (value === undefined || value === null || value instanceof PyDict) return value ?? null
  throw newTypeError(`${attribute} must be set to a dict object`)
}

export const functionType = defineType({
  name: 'function',
  register: 'function',
  js: PyFunction,
  subclassable: false,
  instanceDict: true,
  doc: 'Create a function object.',
  new: (_, args, kwargs) => makeFunction(args, kwargs),
  getset: {
    __name__: {
      get: (self: PyFunction) => self.name,
      set: (self: PyFunction, value) => void (self.name = text(value, '__name__')),
    },
    __qualname__: {
      get: (self: PyFunction) => self.qualname,
      set: (self: PyFunction, value) => void (self.qualname = text(value, '__qualname__')),
    },
    __doc__: {
      get: (self: PyFunction) => self.doc,
      set: (self: PyFunction, value) => void (self.doc = value ?? null),
    },
    __module__: {
      get: (self: PyFunction) => self.module,
      set: (self: PyFunction, value) => void (self.module = value ?? null),
    },
    __defaults__: {
      get: (self: PyFunction) => (self.defaults === null ? null : new PyTuple(self.defaults)),
      set: (self: PyFunction, value) => {
        if (value !== undefined && value !== null && !(value instanceof PyTuple))
          throw newTypeError('__defaults__ must be set to a tuple object')
        self.defaults = value instanceof PyTuple ? value.items : null
      },
    },
    __kwdefaults__: {
      get: (self: PyFunction) => self.kwdefaults,
      set: (self: PyFunction, value) => void (self.kwdefaults = dictFor('__kwdefaults__', value)),
    },
    __annotations__: {
      get: (self: PyFunction) => (self.annotations ??= new PyDict()),
      set: (self: PyFunction, value) => void (self.annotations = dictFor('__annotations__', value)),
    },
    __code__: {
      get: (self: PyFunction) => self.code,
      set: (self: PyFunction, value) => {
        if (!(value instanceof Code)) throw newTypeError('__code__ must be set to a code object')
        const [has, needs] = [self.closure.length, value.freeNames.length]
        if (has !== needs)
          throw raise(
            'ValueError',
            `${self.name}() requires a code object with ${has} free vars, not ${needs}`,
          )
        self.code = value
      },
    },
  },
  members: {
    __globals__: (self: PyFunction) => self.globals,
    __builtins__: (self: PyFunction) => builtinsOf(self.globals),
    __closure__: (self: PyFunction) => (self.closure.length === 0 ? null : new PyTuple([...self.closure])),
  },
  slots: {
    call: (self: PyFunction, args, kwargs) => call(self, args, kwargs),
    get: bind,
    repr: (self: PyFunction) => `<function ${self.qualname} at ${hex(self)}>`,
  },
})

// --- native functions ---------------------------------------------------------------------------------------------

type Native = PyBuiltin | PyBoundBuiltin
const functionOf = (self: Native): PyBuiltin =>
  self instanceof PyBoundMethod ? (self.func as PyBuiltin) : self

const builtinGetset = {
  __name__: (self: Native) => functionOf(self).name,
  __qualname__: (self: Native) => functionOf(self).qualname,
  __doc__: (self: Native) => functionOf(self).doc,
  __text_signature__: (self: Native) => {
    const { signature, name } = functionOf(self)
    return signature.text.slice(name.length)
  },
}
const builtinSlots = {
  call: (self: Native, args: Value[], kwargs: Kwargs | null) => call(self, args, kwargs),
  get: (self: Native, object: Value | undefined) =>
    self instanceof PyBoundMethod || self.owner === null || object === undefined
      ? self
      : bindMethod(self, object),
}

/** How copy and pickle find a callable again: as an attribute. */
const attributeOf = (owner: Value, name: Value): Value => tuple(loadBuiltin('getattr'), tuple(owner, name))
const reduceBound = (self: PyBoundMethod): Value => attributeOf(self.self, getAttr(self.func, '__name__'))

export const builtinType = defineType({
  name: 'builtin_function_or_method',
  register: 'builtin_function_or_method',
  js: PyBuiltin,
  subclassable: false,
  getset: {
    ...builtinGetset,
    __module__: (self: Native) => (self instanceof PyBoundMethod ? null : self.module),
    __self__: (self: Native) => (self instanceof PyBoundMethod ? self.self : self.module),
  },
  methods: {
    '__reduce__(self, /)': (self: Native) => (self instanceof PyBoundMethod ? reduceBound(self) : self.name),
  },
  slots: {
    ...builtinSlots,
    repr: (self: PyBuiltin) => `<built-in function ${self.name}>`,
  },
})

/** Native methods as attributes of their type. */
export const methodDescriptorType = defineType({
  name: 'method_descriptor',
  register: 'method_descriptor',
  js: PyMethodDescriptor,
  subclassable: false,
  getset: { ...builtinGetset, __objclass__: (self: PyMethodDescriptor) => self.owner },
  methods: { '__reduce__(self, /)': (self: PyMethodDescriptor) => attributeOf(self.owner, self.name) },
  slots: {
    ...builtinSlots,
    repr: (self: PyMethodDescriptor) => `<method '${self.name}' of '${self.owner!.name}' objects>`,
  },
})

/** Native functions that look as if written in Python. */
export const nativeFunctionType = defineType({
  name: 'function',
  js: PyNativeFunction,
  base: builtinType,
  subclassable: false,
  getset: {
    __defaults__: {
      get: ({ defaults }: PyNativeFunction) => {
        const values = defaults?.get() ?? []
        return values.length === 0 ? null : new PyTuple([...values])
      },
      set: ({ defaults, qualname }: PyNativeFunction, value) => {
        if (defaults === null) throw raise('AttributeError', `the defaults of ${qualname} cannot be changed`)
        if (value !== null && value !== undefined && !(value instanceof PyTuple))
          throw newTypeError('__defaults__ must be set to a tuple object')
        defaults.set(value instanceof PyTuple ? value.items : [])
      },
    },
  },
  slots: { repr: (self: PyNativeFunction) => `<function ${self.qualname} at ${hex(self)}>` },
})

/** How a slot is called with Python arguments, and what its JS result means in Python. */
function callSlotWrapper({ slot, fn, owner }: PySlotWrapper, args: Value[], kwargs: Kwargs | null): Value {
  if (args.length === 0)
    throw newTypeError(`descriptor '__${slot}__' of '${owner.name}' object needs an argument`)
  const [first, ...rest] = args
  const type = typeOf(first)
  if (type !== owner && !type.isSubtypeOf(owner)) {
    throw newTypeError(
      `descriptor '__${slot}__' requires a '${owner.name}' object but received a '${type.name}'`,
    )
  }
  const self = unbox(first, owner)
  if (slot === 'init' || slot === 'call' || slot === 'new') return fn(self, rest, kwargs) ?? null
  const wanted = operands[slot] ?? 1
  if (
    rest.length !== wanted &&
    !(slot === 'pow' && rest.length === 2) &&
    !(slot === 'get' && rest.length === 1)
  ) {
    throw newTypeError(`expected ${wanted} argument${wanted === 1 ? '' : 's'}, got ${rest.length}`)
  }
  if (slot === 'getattribute' || slot === 'getattr' || slot === 'setattr' || slot === 'delattr')
    rest[0] = nameArgument(rest[0], (type) => `attribute name must be string, not '${type}'`)
  if (slot === 'format')
    rest[0] = nameArgument(rest[0], (type) => `__format__() argument must be str, not ${type}`)
  if (slot === 'get') return fn(self, rest[0] === null ? undefined : rest[0], rest[1])
  const result = fn(self, ...rest)
  if (result === undefined) {
    if (slot === 'next') throw raise('StopIteration')
    return null
  }
  return result
}

function nameArgument(value: Value, complaint: (type: string) => string): string {
  const name = asStr(value)
  if (name === undefined) throw newTypeError(complaint(value === null ? 'None' : typeNameOf(value)))
  return name
}

/** Operands after self; the others have one. */
const operands: Partial<Record<SlotName, number>> = {
  repr: 0,
  str: 0,
  hash: 0,
  bool: 0,
  len: 0,
  iter: 0,
  next: 0,
  reversed: 0,
  neg: 0,
  pos: 0,
  invert: 0,
  abs: 0,
  int: 0,
  float: 0,
  index: 0,
  await: 0,
  aiter: 0,
  anext: 0,
  setattr: 2,
  setitem: 2,
  set: 2,
  get: 2,
}

export const slotWrapperType = defineType({
  name: 'wrapper_descriptor',
  register: 'wrapper_descriptor',
  js: PySlotWrapper,
  subclassable: false,
  getset: {
    __name__: (self: PySlotWrapper) => `__${self.slot}__`,
    __qualname__: (self: PySlotWrapper) => `${self.owner.name}.__${self.slot}__`,
    __doc__: () => null,
    __objclass__: (self: PySlotWrapper) => self.owner,
  },
  methods: { '__reduce__(self, /)': (self: PySlotWrapper) => attributeOf(self.owner, `__${self.slot}__`) },
  slots: {
    call: (self: PySlotWrapper, args, kwargs) => callSlotWrapper(self, args, kwargs),
    get: bind,
    repr: (self: PySlotWrapper) => `<slot wrapper '__${self.slot}__' of '${self.owner.name}' objects>`,
  },
})

// --- bound methods ------------------------------------------------------------------------------------------------

const methodRepr = (self: PyBoundMethod): string => {
  const { func } = self
  if (func instanceof PyBuiltin && !(func instanceof PyNativeFunction))
    return `<built-in method ${func.name} of ${typeNameOf(self.self)} object at ${self.self instanceof PyObject ? hex(self.self) : '0x7f2a4b000000'}>`
  if (func instanceof PySlotWrapper)
    return `<method-wrapper '__${func.slot}__' of ${typeNameOf(self.self)} object at ${self.self instanceof PyObject ? hex(self.self) : '0x7f2a4b000000'}>`
  const name = lookupAttr(func, '__qualname__') ?? lookupAttr(func, '__name__')
  return `<bound method ${typeof name === 'string' ? name : '?'} of ${repr(self.self)}>`
}

const boundSlots = {
  call: (self: PyBoundMethod, args: Value[], kwargs: Kwargs | null) => call(self, args, kwargs),
  repr: methodRepr,
  hash: (self: PyBoundMethod) =>
    Number(hash(self.func)) ^ (self.self instanceof PyObject ? addressOf(self.self) & 0xffffff : 0),
  eq: (self: PyBoundMethod, other: Value) =>
    other instanceof PyBoundMethod ? self.self === other.self && self.func === other.func : NotImplemented,
}

/** Attributes of a method are its function's: they are read, not set. */
function readOnlyMethod(self: PyBoundMethod, name: string): never {
  const own = self.cls.lookup(name)
  if (own instanceof PyNativeMember) throw raise('AttributeError', 'readonly attribute')
  throw raise(
    'AttributeError',
    own instanceof PyGetSet
      ? `attribute '${name}' of 'method' objects is not writable`
      : `'method' object has no attribute '${name}'`,
  )
}

export const methodType = defineType({
  name: 'method',
  register: 'method',
  js: PyBoundMethod,
  subclassable: false,
  new: (_: PyType, args) => {
    const [func, self] = args
    if (args.length !== 2) throw newTypeError(`method expected 2 arguments, got ${args.length}`)
    if (self === null) throw newTypeError('instance must not be None')
    return new PyBoundMethod(func, self)
  },
  members: {
    __func__: (self: PyBoundMethod) => self.func,
    __self__: (self: PyBoundMethod) => self.self,
  },
  getset: {
    // The names that methods lack are those of their functions, which `dir` tells as well.
    __dict__: (self: PyBoundMethod) => getAttr(self.func, '__dict__'),
    __doc__: (self: PyBoundMethod) => lookupAttr(self.func, '__doc__') ?? null,
  },
  methods: { '__reduce__(self, /)': (self: PyBoundMethod) => reduceBound(self) },
  slots: {
    ...boundSlots,
    getattr: (self: PyBoundMethod, name) => getAttr(self.func, name),
    setattr: readOnlyMethod,
    delattr: readOnlyMethod,
  },
})

/** Looks as free functions do; compared as methods are. */
defineType({
  name: builtinType.name,
  js: PyBoundBuiltin,
  base: builtinType,
  subclassable: false,
  slots: boundSlots,
})

export const methodWrapperType = defineType({
  name: 'method-wrapper',
  register: 'method-wrapper',
  js: PyMethodWrapper,
  subclassable: false,
  getset: {
    __name__: (self: PyMethodWrapper) => getAttr(self.func, '__name__'),
    __qualname__: (self: PyMethodWrapper) => getAttr(self.func, '__qualname__'),
    __doc__: (self: PyMethodWrapper) => lookupAttr(self.func, '__doc__') ?? null,
    __self__: (self: PyMethodWrapper) => self.self,
    __objclass__: (self: PyMethodWrapper) => (self.func as PySlotWrapper).owner,
  },
  methods: { '__reduce__(self, /)': (self: PyMethodWrapper) => reduceBound(self) },
  slots: boundSlots,
})
