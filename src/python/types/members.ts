/** Descriptors of attributes that native types declare, and of those of `__slots__`. */
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { PyGetSet, PyMember, PyNativeMember } from '../object/function.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { PyObject, Value } from '../object/object.js'
import { typeOf, unbox } from '../object/protocol.js'

const checkOwner = (self: PyGetSet | PyMember, object: Value): void => {
  const type = typeOf(object)
  if (!type.isSubtypeOf(self.owner)) {
    throw newTypeError(
      `descriptor '${self.name}' for '${self.owner.name}' objects doesn't apply to a '${type.name}' object`,
    )
  }
}

export const getSetType = defineType({
  name: 'getset_descriptor',
  register: 'getset_descriptor',
  js: PyGetSet,
  subclassable: false,
  getset: {
    __name__: (self: PyGetSet) => self.name,
    __doc__: (self: PyGetSet) => self.doc,
    __objclass__: (self: PyGetSet) => self.owner,
  },
  slots: {
    get: (self: PyGetSet, object) => {
      if (object === undefined) return self
      return self.get(unbox(object, self.owner))
    },
    set: (self: PyGetSet, object, value) => {
      checkOwner(self, object)
      if (self.set === null) throw readOnly(self)
      self.set(object, value)
    },
    delete: (self: PyGetSet, object) => {
      if (self.set === null) throw readOnly(self)
      self.set(object, undefined)
    },
    repr: (self: PyGetSet) => `<attribute '${self.name}' of '${self.owner.name}' objects>`,
  },
})

const readOnly = (self: PyGetSet) =>
  raise(
    'AttributeError',
    self instanceof PyNativeMember
      ? 'readonly attribute'
      : `attribute '${self.name}' of '${self.owner.name}' objects is not writable`,
  )

defineType({
  name: 'member_descriptor',
  js: PyNativeMember,
  base: getSetType,
  subclassable: false,
  slots: { repr: (self: PyNativeMember) => `<member '${self.name}' of '${self.owner.name}' objects>` },
})

export const memberType = defineType({
  name: 'member_descriptor',
  register: 'member_descriptor',
  js: PyMember,
  subclassable: false,
  getset: { __name__: (self: PyMember) => self.name, __objclass__: (self: PyMember) => self.owner },
  slots: {
    get: (self: PyMember, object) => {
      if (object === undefined) return self
      const value = (object as PyObject).slotValues?.[self.index]
      if (value === undefined)
        throw raise('AttributeError', `'${typeNameOf(object)}' object has no attribute '${self.name}'`, {
          name: self.name,
          obj: object,
        })
      return value
    },
    set: (self: PyMember, object, value) => {
      checkOwner(self, object)
      const holder = object as PyObject
      holder.slotValues ??= []
      holder.slotValues[self.index] = value
    },
    delete: (self: PyMember, object) => {
      const { slotValues } = object as PyObject
      if (slotValues?.[self.index] === undefined) throw raise('AttributeError', self.name)
      slotValues[self.index] = undefined
    },
    repr: (self: PyMember) => `<member '${self.name}' of '${self.owner.name}' objects>`,
  },
})
