/**
 * What every Module keeps: its own attributes, in PyTorch's order, so that `vars(module)` and code that reaches into
 * `self._modules` find what they expect.
 */
import { PyDict } from '../../python/object/dict.js'
import { raise } from '../../python/object/errors.js'
import { getOwn, type PyObject, type PyType, setOwn, type Value } from '../../python/object/object.js'
import { getAttr } from '../../python/object/protocol.js'
import { PySet } from '../../python/object/set.js'
import { importModule } from '../../python/run/importer.js'

/** The tables in which names are registered. */
export type Table = '_parameters' | '_buffers' | '_modules'
export type HookTable =
  | '_backward_pre_hooks'
  | '_backward_hooks'
  | '_forward_hooks'
  | '_forward_hooks_with_kwargs'
  | '_forward_hooks_always_called'
  | '_forward_pre_hooks'
  | '_forward_pre_hooks_with_kwargs'

let orderedDict: PyType | undefined
const hooks = (): Value => {
  orderedDict ??= getAttr(importModule('collections'), 'OrderedDict') as PyType
  return orderedDict.slots.new!(orderedDict, [], null)
}
const dict = (): Value => new PyDict()

const attributes: readonly (readonly [name: string, make: () => Value])[] = [
  ['training', () => true],
  ['_parameters', dict],
  ['_buffers', dict],
  ['_non_persistent_buffers_set', () => new PySet()],
  ['_backward_pre_hooks', hooks],
  ['_backward_hooks', hooks],
  ['_is_full_backward_hook', () => null],
  ['_forward_hooks', hooks],
  ['_forward_hooks_with_kwargs', hooks],
  ['_forward_hooks_always_called', hooks],
  ['_forward_pre_hooks', hooks],
  ['_forward_pre_hooks_with_kwargs', hooks],
  ['_state_dict_hooks', hooks],
  ['_state_dict_pre_hooks', hooks],
  ['_load_state_dict_pre_hooks', hooks],
  ['_load_state_dict_post_hooks', hooks],
  ['_modules', dict],
]

const names = attributes.map(([name]) => name)

/** Gives a module its state, empty. */
export function initialise(self: PyObject): void {
  // The usual module has nothing of its own before.
  const fresh = self.shape === self.cls.rootShape
  const values: Value[] = []
  for (let i = 0; i < attributes.length; i++) {
    const value = attributes[i][1]()
    if (fresh) values.push(value)
    else setOwn(self, names[i], value)
  }
  if (!fresh) return
  self.values = values
  self.shape = self.shape.with(names)
}

/** Has nothing been set on the module since `initialise`, nor registered? */
export const hasOnlyState = (self: PyObject): boolean =>
  self.shape === self.cls.rootShape.with(names) &&
  tableOf(self, '_parameters').size === 0 &&
  tableOf(self, '_buffers').size === 0 &&
  tableOf(self, '_modules').size === 0

/** The state that an older pickle or a `__setstate__` of the user left out. */
export function complete(self: PyObject): void {
  for (const [name, make] of attributes) if (getOwn(self, name) === undefined) setOwn(self, name, make())
}

/** A table of the module; AttributeError before `Module.__init__` has run. */
export function tableOf(self: PyObject, name: Table | HookTable): PyDict {
  const table = getOwn(self, name)
  if (table instanceof PyDict) return table
  throw raise('AttributeError', `'${self.cls.name}' object has no attribute '${name}'`)
}

/** The same, undefined before `Module.__init__` has run. */
export const tableIfAny = (self: PyObject, name: Table): PyDict | undefined =>
  getOwn(self, name) as PyDict | undefined

/** Names of buffers that a state dict leaves out. */
export const transientBuffers = (self: PyObject): PySet =>
  getOwn(self, '_non_persistent_buffers_set') as PySet

/** What is registered under a name; None is something. */
export function registered(self: PyObject, name: string): Value | undefined {
  let found = tableIfAny(self, '_parameters')?.getStr(name)
  if (found === undefined) found = tableIfAny(self, '_buffers')?.getStr(name)
  return found === undefined ? tableIfAny(self, '_modules')?.getStr(name) : found
}
