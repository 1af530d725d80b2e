/**
 * Looking at values without running the user's code: completion and help must never change anything.
 *
 * Attributes are taken from an instance's own dict, from modules and from native types; a property, or anything behind a class with
 * `__getattr__` or `__getattribute__` of its own, is not asked.
 */

import { PyOperator, PyOperatorMethod } from '../../src/bridge/operators.js'
import { PySize } from '../../src/bridge/values.js'
import { PyDict } from '../../src/python/object/dict.js'
import {
  PyBoundMethod,
  PyBuiltin,
  PyFunction,
  PyGetSet,
  PyProperty,
} from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import { getOwn, PyObject, PyType, typeOf, type Value } from '../../src/python/object/object.js'
import { lookupAttr, str } from '../../src/python/object/protocol.js'
import { PyList, PyTuple } from '../../src/python/object/values.js'
import { dirOf } from '../../src/python/types/object.js'
import { signatureOf } from './signatures.js'

/** The attribute, if it can be had without running Python code. */
export const safeAttribute = (value: Value, name: string): Value | undefined => {
  if (value instanceof PyModule) {
    const found = value.get(name)
    const hook = found === undefined ? value.get('__getattr__') : undefined
    return hook === undefined || isUsers(hook) ? found : attribute(value, name)
  }
  if (value instanceof PyObject) {
    const own = getOwn(value, name)
    if (own !== undefined) return own
  }
  const type = typeOf(value)
  const parts = value instanceof PyObject ? moduleParts(value) : null
  for (const table of parts === null ? [] : [parts.parameters, parts.buffers, parts.modules]) {
    const found = table?.getStr(name)
    if (found !== undefined) return found
  }
  for (const hook of ['__getattribute__', '__getattr__']) if (isUsers(type.lookup(hook))) return undefined
  const found = (value instanceof PyType ? value : type).lookup(name)
  if (found instanceof PyProperty) return undefined
  if (found !== undefined && !(found instanceof PyGetSet) && isUsers(typeOf(found).lookup('__get__')))
    return undefined
  return attribute(value, name)
}

const attribute = (value: Value, name: string): Value | undefined => {
  try {
    return lookupAttr(value, name)
  } catch {
    return undefined
  }
}

/** A function whose body is the user's; those of the library written in the dialect are ours. */
const isUsers = (value: Value | undefined): boolean =>
  value instanceof PyFunction && !value.code.filename.startsWith('<torch')

/** The tables of a Module, which its attributes come from; null: the object is none. */
export const moduleParts = (
  value: PyObject,
): { modules?: PyDict; parameters?: PyDict; buffers?: PyDict } | null => {
  const [modules, parameters, buffers] = ['_modules', '_parameters', '_buffers'].map((name) => {
    const table = getOwn(value, name)
    return table instanceof PyDict ? table : undefined
  })
  return modules === undefined || parameters === undefined ? null : { modules, parameters, buffers }
}

/** Names after the dot, own ones first in the alphabet's order. */
export const attributeNames = (value: Value): string[] => {
  if (value instanceof PyModule) return [...new Set(value.names())].sort()
  if (!(value instanceof PyType)) {
    const parts = value instanceof PyObject ? moduleParts(value) : null
    if (parts === null) return dirOf(value)
    const tables = [parts.parameters, parts.buffers, parts.modules]
    const names = tables.flatMap((table) => table?.strKeys() ?? [])
    return [...new Set([...names.filter((name) => !/^\d/.test(name)), ...dirOf(value)])].sort()
  }
  const names = new Set<string>()
  for (const cls of value.mro) {
    for (const name of cls.dict.keys()) names.add(name)
    if (cls.lazy !== null) for (const name of cls.lazy.names()) names.add(name)
  }
  return [...names].sort()
}

/** What completion says of a value's kind. */
export const kindOf = (value: Value | undefined): string =>
  value instanceof PyModule
    ? 'module'
    : value instanceof PyType
      ? 'class'
      : value !== undefined && isFunction(value)
        ? 'function'
        : 'instance'

/** A function or method of any making. */
export const isFunction = (value: Value): boolean =>
  value instanceof PyFunction ||
  value instanceof PyBuiltin ||
  value instanceof PyBoundMethod ||
  value instanceof PyOperator ||
  value instanceof PyOperatorMethod

/** `Tensor (1, 6, 30, 30) float32`, `int`, `list of 3`: what stands beside a name. */
export const annotate = (value: Value): string => {
  const type = typeOf(value).name
  if (value instanceof PyModule || value instanceof PyType) return ''
  if (isFunction(value)) return signatureOf(value) ?? ''
  const weight = value instanceof PyObject ? moduleParts(value)?.parameters?.getStr('weight') : undefined
  if (weight !== undefined && weight !== null)
    return `${type}, weight ${annotate(weight).replace(/^\w+ /, '')}`
  if (value instanceof PySize) return str(value).replace(/^torch\./, '')
  if (value instanceof PyList || value instanceof PyTuple) return `${type} of ${value.items.length}`
  if (value instanceof PyDict) return `${type} of ${value.size}`
  if (type === 'Tensor' || type === 'Parameter') {
    const shape = safeAttribute(value, 'shape')
    const dtype = safeAttribute(value, 'dtype')
    if (shape instanceof PyTuple) {
      const dims = shape.items.map(String).join(', ')
      const last = dtype === undefined ? '' : ' ' + str(dtype).replace(/^torch\./, '')
      return `${type} (${dims}${shape.items.length === 1 ? ',' : ''})${last}`
    }
  }
  return type
}
