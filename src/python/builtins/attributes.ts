/** Built-in functions about objects: attributes, classes, identity, text. */
import { defineFunctions } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { PyMappingProxy } from '../object/function.js'
import { PyModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, PyType, type Value } from '../object/object.js'
import {
  call,
  callMethod,
  delAttr,
  format,
  getAttr,
  hash,
  isCallable,
  isInstance,
  isSubclass,
  length,
  lookupAttr,
  lookupSpecial,
  repr,
  setAttr,
  toArray,
} from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asStr, normalizeInt, PyList, PyLongRange } from '../object/values.js'
import { asciiOnly } from '../text/repr.js'
import { addressOf } from '../types/object.js'
import { sortValues } from '../types/sorting.js'
import { frameNamespace } from './code.js'

const nameOf = (name: Value): string => {
  const text = asStr(name)
  if (text === undefined) throw newTypeError(`attribute name must be string, not '${typeNameOf(name)}'`)
  return text
}

export function identity(value: Value): Value {
  if (value instanceof PyObject) return addressOf(value)
  if (typeof value === 'number') return 0x7f2a_0000_0000 + value * 32
  if (typeof value === 'bigint') return normalizeInt(BigInt.asUintN(47, value * 32n))
  if (typeof value === 'string') return 0x7f29_0000_0000 + (Number(hash(value)) & 0xfffffff) * 16
  return value === null ? 0x7f2a_0010 : value ? 0x7f2a_0020 : 0x7f2a_0030
}

function vars(object: Value | undefined): Value {
  if (object === undefined) return frameNamespace()
  if (object instanceof PyModule) return object.dict
  if (object instanceof PyType) return new PyMappingProxy(object)
  const dict = lookupAttr(object, '__dict__')
  if (dict === undefined) throw newTypeError('vars() argument must have __dict__ attribute')
  return dict
}

function dir(object: Value | undefined): Value {
  if (object === undefined) {
    const names = frameNamespace()
    const keys = names instanceof PyDict ? names : callMethod(names, 'keys', [])
    return new PyList(sortValues(toArray(keys), undefined, false))
  }
  const method = lookupSpecial(object, '__dir__')
  return new PyList(sortValues(toArray(call(method!, [])), undefined, false))
}

export const attributeFunctions = defineFunctions({
  'getattr(object, name, default=<absent>, /)': (
    object: Value,
    name: Value,
    otherwise: Value | undefined,
  ) => {
    const text = nameOf(name)
    if (otherwise === undefined) return getAttr(object, text)
    const found = lookupAttr(object, text)
    return found === undefined ? otherwise : found
  },
  'hasattr(obj, name, /)': (object: Value, name: Value) => lookupAttr(object, nameOf(name)) !== undefined,
  'setattr(obj, name, value, /)': (object: Value, name: Value, value: Value) =>
    setAttr(object, nameOf(name), value),
  'delattr(obj, name, /)': (object: Value, name: Value) => delAttr(object, nameOf(name)),
  'isinstance(obj, class_or_tuple, /)': isInstance,
  'issubclass(cls, class_or_tuple, /)': isSubclass,
  'callable(obj, /)': isCallable,
  'id(obj, /)': identity,
  'hash(obj, /)': hash,
  'len(obj, /)': (object: Value) => {
    const size = length(object)
    return Number.isSafeInteger(size) || !(object instanceof PyLongRange) ? size : object.length
  },
  'repr(obj, /)': repr,
  'ascii(obj, /)': (object: Value) => asciiOnly(repr(object)),
  "format(value, format_spec='', /)": (value: Value, spec: Value) => {
    const text = asStr(spec)
    if (text === undefined) throw newTypeError(`format() argument 2 must be str, not ${typeNameOf(spec)}`)
    return format(value, text)
  },
  'vars(object=<absent>, /)': vars,
  'dir(object=<absent>, /)': dir,
  'help(request=<absent>)': (object: Value | undefined) => {
    const doc = object === undefined ? null : lookupAttr(object, '__doc__')
    runtime.host.write(
      'stdout',
      `${typeof doc === 'string' ? doc : 'No documentation found; try object? at the prompt.'}\n`,
    )
  },
})
