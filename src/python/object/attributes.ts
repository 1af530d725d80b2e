/** Attributes of every object, through the slots of its type: getattr, setattr, delattr, and what they do where a type says nothing of its own. */
import { isError, type PyError, raise } from './errors.js'
import { bindMethod, PyBuiltin, PyFunction } from './function.js'
import { typeNameOf } from './names.js'
import type { Value } from './object.js'
import { deleteOwn, getOwn, NO_ATTRIBUTES, PyObject, PyType, setOwn, typeOf } from './object.js'

/** `object.name`; AttributeError when there is none. */
export function getAttr(object: Value, name: string): Value {
  const type = typeOf(object)
  const { getattribute: custom, getattr: otherwise } = type.slots
  if (custom === undefined) {
    const value = genericGetAttr(object, type, name)
    if (value !== undefined) return value
  } else if (otherwise === undefined) return custom(object, name)
  else {
    try {
      return custom(object, name)
    } catch (error) {
      if (!isError(error, 'AttributeError')) throw error
      const value = otherwise(object, name)
      if (value !== undefined) return value
      throw error
    }
  }
  const value = type.slots.getattr?.(object, name)
  if (value !== undefined) return value
  throw attributeError(object, name)
}

/** `getattr(object, name, default)` with a default of undefined: an AttributeError raised on the way counts as none. */
export function lookupAttr(object: Value, name: string): Value | undefined {
  const { slots } = typeOf(object)
  try {
    if (slots.getattribute === undefined && slots.getattr === undefined) {
      return genericGetAttr(object, typeOf(object), name)
    }
    return getAttr(object, name)
  } catch (error) {
    if (isError(error, 'AttributeError')) return undefined
    throw error
  }
}

/** The lookup of `object.__getattribute__`: data descriptor, own attribute, other class attribute. */
export function genericGetAttr(object: Value, type: PyType, name: string): Value | undefined {
  const found = type.lookup(name)
  if (found instanceof PyObject) {
    const { get, set } = found.cls.slots
    if (get !== undefined) {
      if (set === undefined && object instanceof PyObject && object.shape !== NO_ATTRIBUTES) {
        const own = getOwn(object, name)
        if (own !== undefined) return own
      }
      return get(found, object, type)
    }
  }
  if (object instanceof PyObject && object.shape !== NO_ATTRIBUTES) {
    const own = getOwn(object, name)
    if (own !== undefined) return own
  }
  return found
}

/** `object.name = value`. */
export function setAttr(object: Value, name: string, value: Value): void {
  const type = typeOf(object)
  if (type.slots.setattr !== undefined) type.slots.setattr(object, name, value)
  else genericSetAttr(object, name, value)
}

/** What `object.__setattr__` does. */
export function genericSetAttr(object: Value, name: string, value: Value): void {
  const type = typeOf(object)
  const found = type.lookup(name)
  if (found instanceof PyObject && found.cls.slots.set !== undefined)
    found.cls.slots.set(found, object, value)
  else if (type.hasDict) setOwn(object as PyObject, name, value)
  else throw noStore(object, name, found)
}

/** `del object.name`. */
export function delAttr(object: Value, name: string): void {
  const type = typeOf(object)
  if (type.slots.delattr !== undefined) type.slots.delattr(object, name)
  else genericDelAttr(object, name)
}

/** What `object.__delattr__` does. */
export function genericDelAttr(object: Value, name: string): void {
  const type = typeOf(object)
  const found = type.lookup(name)
  if (found instanceof PyObject && found.cls.slots.set !== undefined) {
    if (found.cls.slots.delete === undefined) throw raise('AttributeError', '__delete__')
    found.cls.slots.delete(found, object)
  } else if (!type.hasDict) throw noStore(object, name, found)
  else if (!deleteOwn(object as PyObject, name)) throw attributeError(object, name)
}

function noStore(object: Value, name: string, found: Value | undefined): PyError {
  if (found !== undefined)
    return raise('AttributeError', `'${typeNameOf(object)}' object attribute '${name}' is read-only`)
  return attributeError(object, name)
}

/** The AttributeError of a failed lookup; `name` and `obj` let the traceback suggest another name. */
export function attributeError(object: Value, name: string): PyError {
  const what = object instanceof PyType ? `type object '${object.name}'` : `'${typeNameOf(object)}' object`
  return raise('AttributeError', `${what} has no attribute '${name}'`, { name, obj: object })
}

/** A special method looked up on the type, bound to the object; undefined when the type has none. */
export function lookupSpecial(object: Value, name: string): Value | undefined {
  const type = typeOf(object)
  const found = type.lookup(name)
  if (found instanceof PyFunction || found instanceof PyBuiltin) return bindMethod(found, object)
  if (!(found instanceof PyObject)) return found
  return found.cls.slots.get === undefined ? found : found.cls.slots.get(found, object, type)
}
