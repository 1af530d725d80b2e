/**
 * Looking at values without running the user's code: completion and help must never change anything.
 *
 * Attributes are taken from an instance's own dict, from modules and from native types; a property, or anything behind a class with
 * `__getattr__` or `__getattribute__` of its own, is not asked.
 */
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

/** The attribute, if it can be had without running Python code. */
export const safeAttribute = (value: Value, name: string): Value | undefined => {
  if (value instanceof PyModule) return value.get(name)
  if (value instanceof PyObject) {
    const own = getOwn(value, name)
    if (own !== undefined) return own
  }
  const type = typeOf(value)
  for (const hook of ['__getattribute__', '__getattr__'])
    if (type.lookup(hook) instanceof PyFunction) return undefined
  const found = (value instanceof PyType ? value : type).lookup(name)
  if (found instanceof PyProperty) return undefined
  if (
    found !== undefined &&
    !(found instanceof PyGetSet) &&
    typeOf(found).lookup('__get__') instanceof PyFunction
  )
    return undefined
  try {
    return lookupAttr(value, name)
  } catch {
    return undefined
  }
}

/** Names after the dot, own ones first in the alphabet's order. */
export const attributeNames = (value: Value): string[] => {
  if (value instanceof PyModule) return value.names().sort()
  if (!(value instanceof PyType)) return dirOf(value)
  const names = new Set<string>()
  for (const cls of value.mro) {
    for (const name of cls.dict.keys()) names.add(name)
    if (cls.lazy !== null) for (const name of cls.lazy.names()) names.add(name)
  }
  return [...names].sort()
}

/** A chain of names, attributes and constant subscripts (`net.layers[0].weight`) → its value. */
export const resolveChain = (
  chain: string,
  lookup: (name: string) => Value | undefined,
): Value | undefined => {
  const [first, ...rest] = chain.match(/[\p{L}_][\p{L}\p{N}_]*|\[[^\]]*\]/gu) ?? []
  let value = first === undefined ? undefined : lookup(first)
  for (const part of rest) {
    if (value === undefined) return undefined
    value = part.startsWith('[') ? subscript(value, part.slice(1, -1).trim()) : safeAttribute(value, part)
  }
  return value
}

const subscript = (value: Value, text: string): Value | undefined => {
  const number = /^-?\d+$/.test(text) ? Number(text) : undefined
  const quoted = /^(['"])(.*)\1$/.exec(text)?.[2]
  if ((value instanceof PyList || value instanceof PyTuple) && number !== undefined)
    return value.items.at(number)
  if (value instanceof PyDict) return value.get(number ?? quoted ?? null)
  return undefined
}

/** What completion says of a value's kind. */
export const kindOf = (value: Value | undefined): string =>
  value instanceof PyModule
    ? 'module'
    : value instanceof PyType
      ? 'class'
      : value instanceof PyFunction || value instanceof PyBuiltin || value instanceof PyBoundMethod
        ? 'function'
        : 'instance'

/** `Tensor (1, 6, 30, 30) float32`, `int`, `list of 3`: what stands beside a name. */
export const annotate = (value: Value): string => {
  const type = typeOf(value).name
  if (value instanceof PyModule || value instanceof PyType) return ''
  if (value instanceof PyFunction) return signatureOf(value) ?? ''
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

/** The parameters of a callable by name, without self; null when they are not known. */
export const parametersOf = (value: Value): string[] | null => {
  if (value instanceof PyFunction) {
    const { code } = value
    return code.varNames.slice(0, code.positional + code.keywordOnly)
  }
  if (value instanceof PyBoundMethod) return parametersOf(value.func)?.slice(1) ?? null
  if (value instanceof PyType) {
    const init = value.lookup('__init__')
    if (init instanceof PyFunction) return parametersOf(init)?.slice(1) ?? null
    return value.signature === null ? null : namesIn(value.signature)
  }
  if (value instanceof PyBuiltin) return namesIn(value.signature.text)
  const text = value instanceof PyObject ? safeAttribute(value, '__text_signature__') : undefined
  return typeof text === 'string' ? namesIn(text) : null
}

const namesIn = (signature: string): string[] =>
  signature
    .slice(signature.indexOf('(') + 1, signature.lastIndexOf(')'))
    .split(',')
    .map((part) => /^\s*([A-Za-z_]\w*)/.exec(part)?.[1])
    .filter((name) => name !== undefined)

/** `(x, y=2, *args)` as written. */
export const signatureOf = (value: Value): string | null => {
  if (value instanceof PyBoundMethod) return signatureOf(value.func)
  if (value instanceof PyFunction) {
    const { definition } = value.code
    if (!definition) return null
    const parts = value.code.varNames.slice(0, value.code.positional + value.code.keywordOnly)
    return `(${parts.join(', ')}${value.code.hasVararg ? ', *args' : ''}${value.code.hasKwarg ? ', **kwargs' : ''})`
  }
  if (value instanceof PyBuiltin) return value.signature.text.slice(value.signature.text.indexOf('('))
  return null
}
