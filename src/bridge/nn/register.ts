/** Registration: what assigning to an attribute of a Module means, and `register_parameter`, `register_buffer`, `add_module`. */
import { trace } from '../../ops/trace.js'
import type { PyDict } from '../../python/object/dict.js'
import { raise } from '../../python/object/errors.js'
import { newTypeError } from '../../python/object/names.js'
import { deleteOwn, PyObject, PyType, type Value } from '../../python/object/object.js'
import {
  callMethod,
  genericDelAttr,
  genericGetAttr,
  genericSetAttr,
  lookupAttr,
  truthy,
  typeOf,
} from '../../python/object/protocol.js'
import { runtime } from '../../python/object/runtime.js'
import { asStr } from '../../python/object/values.js'
import { keepWrite } from '../moments.js'
import { isLibrary, siteOf } from '../site.js'
import { PyTensor } from '../values.js'
import { isParameter } from './parameter.js'
import { registered, type Table, tableIfAny, tableOf, transientBuffers } from './state.js'

let moduleType: PyType
/** module.ts makes the type; its own methods are called directly where no subclass overrides them. */
export function provideModuleType(type: PyType): void {
  moduleType = type
}

export const isModule = (value: Value): value is PyObject =>
  value instanceof PyObject && value.cls.isSubtypeOf(moduleType)

/** Is the method of that name Module's own? */
export const keeps = (self: PyObject, name: string): boolean =>
  self.cls.lookup(name) === moduleType.dict.get(name) && !self.shape.index.has(name)

/** `torch.typename(value)`: a type with its module, a tensor's old name. */
export function typename(value: Value): string {
  if (value instanceof PyTensor) return callMethod(value, 'type') as string
  const named = lookupAttr(value, '__qualname__') ?? lookupAttr(value, '__name__')
  const type = value instanceof PyType ? value : typeOf(value)
  const module = named === undefined ? type.module : (lookupAttr(value, '__module__') ?? '')
  const name = typeof named === 'string' ? named : type.qualname
  return module === '' || module === null || module === 'builtins' ? name : `${String(module)}.${name}`
}

function has(self: PyObject, name: string): boolean {
  if (!keeps(self, '__getattr__') || self.cls.slots.getattribute !== undefined)
    return lookupAttr(self, name) !== undefined
  return registered(self, name) !== undefined || genericGetAttr(self, self.cls, name) !== undefined
}

function nameOf(self: PyObject, name: Value, what: string, table: PyDict): string {
  const text = asStr(name)
  if (text === undefined) throw newTypeError(`${what} name should be a string. Got ${typename(name)}`)
  if (text.includes('.')) throw raise('KeyError', `${what} name can't contain "."`)
  if (text === '') throw raise('KeyError', `${what} name can't be empty string ""`)
  if (!table.has(text) && has(self, text)) throw raise('KeyError', `attribute '${text}' already exists`)
  return text
}

/** The table, or the error of registering before `Module.__init__` has run. */
function tableFor(self: PyObject, table: Table, what: string): PyDict {
  const found = tableIfAny(self, table)
  if (found === undefined)
    throw raise('AttributeError', `cannot assign ${what} before Module.__init__() call`)
  return found
}

export function registerParameter(self: PyObject, name: Value, value: Value): void {
  const table = tableFor(self, '_parameters', 'parameter')
  const key = nameOf(self, name, 'parameter', table)
  if (value !== null) {
    if (!isParameter(value)) {
      throw newTypeError(
        `cannot assign '${typename(value)}' object to parameter '${key}' (torch.nn.Parameter or None required)`,
      )
    }
    if (value.tensor.gradFn !== null) {
      throw raise(
        'ValueError',
        `Cannot assign non-leaf Tensor to parameter '${key}'. Model parameters must be created explicitly. To express '${key}' as a function of another Tensor, compute the value in the forward() method.`,
      )
    }
  }
  table.setStr(key, value)
}

export function registerBuffer(self: PyObject, name: Value, value: Value, persistent: Value): void {
  const table = tableFor(self, '_buffers', 'buffer')
  const key = nameOf(self, name, 'buffer', table)
  if (value !== null && !(value instanceof PyTensor)) {
    throw newTypeError(
      `cannot assign '${typename(value)}' object to buffer '${key}' (torch Tensor or None required)`,
    )
  }
  table.setStr(key, value)
  const transient = transientBuffers(self)
  if (truthy(persistent)) transient.delete(key)
  else transient.add(key)
}

export function addModule(self: PyObject, name: Value, module: Value): void {
  if (module !== null && !isModule(module)) throw newTypeError(`${typename(module)} is not a Module subclass`)
  const text = asStr(name)
  if (text === undefined) throw newTypeError(`module name should be a string. Got ${typename(name)}`)
  const table = tableOf(self, '_modules')
  if (!table.has(text) && has(self, text)) throw raise('KeyError', `attribute '${text}' already exists`)
  if (text.includes('.')) throw raise('KeyError', `module name can't contain ".", got: ${text}`)
  if (text === '') throw raise('KeyError', 'module name can\'t be empty string ""')
  table.setStr(text, module)
}

// --- attributes ---------------------------------------------------------------------------------------------------

/** Forgets a name everywhere but in one table, which is about to take it. */
function forget(self: PyObject, name: string, but: Table): void {
  if (self.shape.index.has(name) || self.shape.type === null) deleteOwn(self, name)
  for (const table of ['_parameters', '_buffers', '_modules'] as const)
    if (table !== but) tableIfAny(self, table)?.deleteStr(name)
  transientBuffers(self).delete(name)
}

const wrongKind = (value: Value, what: string, name: string, wanted: string) =>
  newTypeError(`cannot assign '${typename(value)}' as ${what} '${name}' (${wanted} or None expected)`)

const isTensor = (value: Value): boolean => value instanceof PyTensor

const isBuffer = (value: Value): boolean =>
  value instanceof PyTensor && value.shape.index.get('_is_buffer') !== undefined

/** `module.name = value`: parameters and modules are registered, other values are attributes, unless the name is registered. */
export function setModuleAttribute(self: PyObject, name: string, value: Value): void {
  if (isParameter(value)) {
    tableFor(self, '_parameters', 'parameters')
    forget(self, name, '_parameters')
    register(self, 'register_parameter', name, value)
  } else if (tableIfAny(self, '_parameters')?.entryStr(name) !== undefined) {
    if (value !== null) throw wrongKind(value, 'parameter', name, 'torch.nn.Parameter')
    register(self, 'register_parameter', name, value)
  } else if (isModule(value)) {
    const table = tableFor(self, '_modules', 'module')
    forget(self, name, '_modules')
    table.setStr(name, value)
  } else if (tableIfAny(self, '_modules')?.entryStr(name) !== undefined) {
    if (value !== null) throw wrongKind(value, 'child module', name, 'torch.nn.Module')
    tableOf(self, '_modules').setStr(name, value)
  } else if (isBuffer(value) || tableIfAny(self, '_buffers')?.entryStr(name) !== undefined) {
    if (value !== null && !isTensor(value))
      throw wrongKind(value, 'buffer', name, 'torch.nn.Buffer, torch.Tensor')
    const persistent = isBuffer(value)
      ? (lookupAttr(value, 'persistent') ?? true)
      : !transientBuffers(self).has(name)
    register(self, 'register_buffer', name, value, persistent)
  } else {
    const { frame } = runtime
    if (typeof value === 'number' && trace.recorder !== null && frame !== null && !isLibrary(frame))
      keepWrite(self, name, siteOf(frame, true))
    genericSetAttr(self, name, value)
  }
}

/** Registers through the method, which a subclass may override. */
export function register(
  self: PyObject,
  method: 'register_parameter' | 'register_buffer',
  name: string,
  value: Value,
  persistent: Value = true,
): void {
  if (!keeps(self, method))
    callMethod(self, method, method === 'register_buffer' ? [name, value, persistent] : [name, value])
  else if (method === 'register_buffer') registerBuffer(self, name, value, persistent)
  else registerParameter(self, name, value)
}

export function deleteModuleAttribute(self: PyObject, name: string): void {
  for (const table of ['_parameters', '_buffers', '_modules'] as const) {
    if (!tableOf(self, table).deleteStr(name)) continue
    if (table === '_buffers') transientBuffers(self).delete(name)
    return
  }
  genericDelAttr(self, name)
}
