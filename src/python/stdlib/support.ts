/** What the module files share: native classes with instance attributes, and errors by name. */
import { PyDict } from '../object/dict.js'
import { exceptionTypes, PyError, type PyException, raise } from '../object/errors.js'
import {
  getOwn,
  type Kwargs,
  type LazyAttributes,
  PyInstance,
  type PyObject,
  type PyType,
  setOwn,
  type Value,
} from '../object/object.js'
import { call, lookupAttr } from '../object/protocol.js'
import { tuple } from '../object/values.js'
import { importModule } from '../run/importer.js'

/** A constructor for native types whose state lives in ordinary attributes. */
export const newInstance = (cls: PyType): Value => new PyInstance(cls)

/** The object's own attribute, None if it is not set. */
export const own = (self: PyObject, name: string): Value => getOwn(self, name) ?? null

export function setAll(self: PyObject, values: Record<string, Value>): void {
  for (const [name, value] of Object.entries(values)) setOwn(self, name, value)
}

/** A Python exception class of a module that is written in TypeScript. */
export const errorClass = (module: string, name: string, base: PyType = exceptionTypes.Exception): PyType =>
  call(base.cls, [name, tuple(base), PyDict.of([['__module__', module]])]) as PyType

/** Throws an instance of a Python exception class. */
export function throwNew(cls: PyType, ...args: Value[]): never {
  throw new PyError(call(cls, args) as PyException)
}

/** Something of a module that cannot work in the sandbox: says so when it is used. */
export function unavailable(what: string, why = 'is not available in ishape: it is a sandbox'): PyError {
  return raise('NotImplementedError', `${what} ${why}`)
}

export const noKwargs: Kwargs = new Map()

/** Names that a module takes from one written in the dialect, which is imported when the first of them is read. */
export const fromDialect = (module: string, names: readonly string[]): LazyAttributes => ({
  names: () => names,
  lookup: (name) => (names.includes(name) ? lookupAttr(importModule(module), name) : undefined),
})
