/** Small helpers for error texts. */
import { type PyError, raise } from './errors.js'
import { typeOf, type Value } from './object.js'

export function newTypeError(message: string): PyError {
  return raise('TypeError', message)
}

/** Modules whose types CPython writes in C: errors name those with their module, `'collections.deque' object has no attribute …`. */
const DOTTED = new Set([
  'collections',
  'itertools',
  'functools',
  'array',
  're',
  '_io',
  'operator',
  'datetime',
  'decimal',
  'torch.return_types',
])
/** Types of these modules that CPython writes in Python. */
const PLAIN = new Set([
  'Counter',
  'ChainMap',
  'UserDict',
  'UserList',
  'UserString',
  'cached_property',
  'singledispatch',
])

/** The name of a value's type as errors give it. */
export function typeNameOf(value: Value): string {
  const { name, module, isNative } = typeOf(value)
  if (module === 'builtins' || !DOTTED.has(module) || PLAIN.has(name)) return name
  return isNative || module === 'datetime' || module === 'decimal' ? `${module}.${name}` : name
}
