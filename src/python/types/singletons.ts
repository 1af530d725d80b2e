/** None, Ellipsis, NotImplemented, and module objects. */

import { attributeError } from '../object/attributes.js'
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { deprecated, provideDeprecation } from '../object/deprecation.js'
import { PyDict } from '../object/dict.js'
import { exceptionTypes, raise } from '../object/errors.js'
import { PyModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, type Kwargs, type PyType, type Value } from '../object/object.js'
import { call, callMethod, genericGetAttr, repr } from '../object/protocol.js'
import { asStr, Ellipsis, NotImplemented, PyEllipsis, PyList, PyNotImplemented } from '../object/values.js'
import { importModule } from '../run/importer.js'

/** What a type with one instance gives: that, without arguments. */
function alone(cls: PyType, args: Value[], kwargs: Kwargs | null, only: Value): Value {
  if (args.length > 0 || kwargs !== null) throw newTypeError(`${cls.name} takes no arguments`)
  return only
}

export const noneType = defineType({
  name: 'NoneType',
  register: 'NoneType',
  subclassable: false,
  new: (cls, args, kwargs) => alone(cls, args, kwargs, null),
  slots: {
    repr: () => 'None',
    bool: () => false,
    hash: () => 0xfca86420,
    eq: (_, other) => (other === null ? true : NotImplemented),
  },
})

export const ellipsisType = defineType({
  name: 'ellipsis',
  register: 'ellipsis',
  js: PyEllipsis,
  subclassable: false,
  new: (cls, args, kwargs) => alone(cls, args, kwargs, Ellipsis),
  methods: { '__reduce__(self, /)': () => 'Ellipsis' },
  slots: { repr: () => 'Ellipsis' },
})

provideDeprecation((message) => {
  callMethod(importModule('warnings'), 'warn', [message, exceptionTypes.DeprecationWarning])
})

export const notImplementedType = defineType({
  name: 'NotImplementedType',
  register: 'NotImplementedType',
  js: PyNotImplemented,
  subclassable: false,
  new: (cls, args, kwargs) => alone(cls, args, kwargs, NotImplemented),
  methods: { '__reduce__(self, /)': () => 'NotImplemented' },
  slots: {
    repr: () => 'NotImplemented',
    bool: () => {
      deprecated('NotImplemented should not be used in a boolean context')
      return true
    },
  },
})

/** `module 'torch' has no attribute 'foo'`; the module may have its own words for what it lacks. */
function missing(self: PyModule, name: string): Value | undefined {
  const hook = self.get('__getattr__')
  if (hook !== undefined) return call(hook, [name])
  const own = self.missing?.(name)
  if (own !== undefined) throw raise('AttributeError', own, { name, obj: self })
  const called = asStr(self.dict.getStr('__name__') ?? null) ?? self.name
  const [half, why] = self.initializing
    ? ['partially initialized module', ' (most likely due to a circular import)']
    : ['module', '']
  throw raise('AttributeError', `${half} '${called}' has no attribute '${name}'${why}`, { name, obj: self })
}

const moduleSignature = new Signature('module(name, doc=None)', 'module')

export const moduleType = defineType({
  name: 'module',
  register: 'module',
  js: PyModule,
  new: (cls) => adopt(new PyModule(''), cls),
  methods: {
    '__dir__(self, /)': (self: PyModule) => new PyList(self.names().sort()),
  },
  getset: {
    __dict__: (self: PyModule) => self.dict,
    __annotations__: (self: PyModule) => {
      const notes = new PyDict()
      self.dict.setStr('__annotations__', notes)
      return notes
    },
  },
  slots: {
    init: (self: PyModule, args, kwargs) => {
      const [given, doc] = moduleSignature.bind(args, kwargs) as [Value, Value]
      const name = asStr(given)
      if (name === undefined)
        throw newTypeError(`module() argument 'name' must be str, not ${typeNameOf(given)}`)
      self.start(name, doc)
    },
    getattribute: (self: PyModule, name) => {
      const value = self.get(name)
      if (value !== undefined) return value
      const general = genericGetAttr(self, self.cls, name)
      return general ?? missing(self, name)!
    },
    setattr: (self: PyModule, name, value) => self.dict.setStr(name, value),
    delattr: (self: PyModule, name) => {
      if (!self.dict.deleteStr(name)) throw attributeError(self, name)
    },
    repr: (self: PyModule) => {
      const name = self.dict.getStr('__name__') ?? self.name
      const file = self.dict.getStr('__file__')
      if (file !== undefined && file !== null) return `<module ${repr(name)} from ${repr(file)}>`
      if (self.builtIn) return `<module ${repr(name)} (built-in)>`
      return self.dict.getStr('__path__') === undefined || self.cls !== moduleType
        ? `<module ${repr(name)}>`
        : `<module ${repr(name)} (namespace)>`
    },
  },
})
