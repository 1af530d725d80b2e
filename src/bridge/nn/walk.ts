/** Walking a tree of modules: `named_modules`, `children`, `parameters`… They are generators: a tree may change while it is walked. */
import type { PyDict } from '../../python/object/dict.js'
import type { PyObject, Value } from '../../python/object/object.js'
import { call, callMethod, getItem, iterate, makeIterator, truthy } from '../../python/object/protocol.js'
import { PySet } from '../../python/object/set.js'
import { PyTuple } from '../../python/object/values.js'
import { isModule, keeps } from './register.js'
import { type Table, tableOf } from './state.js'

type Named = readonly [name: string, value: Value]

const joined = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`)

/** A generator's steps as Python's iterator. */
function generator(steps: Iterator<Value>): Value {
  return makeIterator('generator', () => {
    const step = steps.next()
    return step.done === true ? undefined : step.value
  })
}

function* pairs(steps: Iterable<Named>): Generator<Value> {
  for (const [name, value] of steps) yield new PyTuple([name, value])
}

function* values(steps: Iterable<Named>): Generator<Value> {
  for (const [, value] of steps) yield value
}

function* pairsOf(iterable: Value): Generator<Named> {
  for (const pair of iterate(iterable)) yield [getItem(pair, 0) as string, getItem(pair, 1)]
}

/** The module and all below it, each once. */
export function* namedModules(self: PyObject, memo: PySet, prefix: string, once: boolean): Generator<Named> {
  if (memo.has(self)) return
  if (once) memo.add(self)
  yield [prefix, self]
  for (const [name, module] of tableOf(self, '_modules').entries()) {
    if (module === null) continue
    const path = joined(prefix, String(name))
    if (isModule(module) && keeps(module, 'named_modules')) yield* namedModules(module, memo, path, once)
    else yield* pairsOf(callMethod(module, 'named_modules', [memo, path, once]))
  }
}

export function* namedChildren(self: PyObject): Generator<Named> {
  const seen = new Set<Value>()
  for (const [name, module] of tableOf(self, '_modules').entries()) {
    if (module === null || seen.has(module)) continue
    seen.add(module)
    yield [String(name), module]
  }
}

function modulesOf(self: PyObject, prefix: string, recurse: boolean, once: boolean): Iterable<Named> {
  if (!recurse) return [[prefix, self]]
  return keeps(self, 'named_modules')
    ? namedModules(self, new PySet(), prefix, once)
    : pairsOf(
        callMethod(
          self,
          'named_modules',
          [],
          new Map<string, Value>([
            ['prefix', prefix],
            ['remove_duplicate', once],
          ]),
        ),
      )
}

/** What `members` gives of every module below. */
export function* namedMembers(
  self: PyObject,
  members: (module: PyObject) => Iterable<Named>,
  prefix: string,
  recurse: boolean,
  once: boolean,
): Generator<Named> {
  const seen = new Set<Value>()
  for (const [path, module] of modulesOf(self, prefix, recurse, once)) {
    for (const [name, value] of members(module as PyObject)) {
      if (value === null || seen.has(value)) continue
      if (once) seen.add(value)
      yield [joined(path, name), value]
    }
  }
}

const entriesOf = (table: Table) => (module: PyObject) =>
  (tableOf(module, table) as PyDict).entries() as Iterable<Named>

/** The parameters or buffers below, by the method `named`, which a subclass may override. */
function members(
  self: PyObject,
  table: Table,
  named: 'named_parameters' | 'named_buffers',
  recurse: boolean,
): Iterable<Named> {
  return keeps(self, named)
    ? namedMembers(self, entriesOf(table), '', recurse, true)
    : pairsOf(callMethod(self, named, [], new Map([['recurse', recurse]])))
}

export const parametersOf = (self: PyObject): Iterable<Value> =>
  values(members(self, '_parameters', 'named_parameters', true))

const namedTable =
  (table: Table) =>
  (self: PyObject, prefix: string, recurse: Value, once: Value): Value =>
    generator(pairs(namedMembers(self, entriesOf(table), prefix, truthy(recurse), truthy(once))))

export const walkMethods = {
  '_named_members(self, get_members_fn, prefix="", recurse=True, remove_duplicate=True)': (
    self: PyObject,
    get: Value,
    prefix: string,
    recurse: Value,
    once: Value,
  ) =>
    generator(
      pairs(
        namedMembers(self, (module) => pairsOf(call(get, [module])), prefix, truthy(recurse), truthy(once)),
      ),
    ),
  'parameters(self, recurse=True)': (self: PyObject, recurse: Value) =>
    generator(values(members(self, '_parameters', 'named_parameters', truthy(recurse)))),
  'named_parameters(self, prefix="", recurse=True, remove_duplicate=True)': namedTable('_parameters'),
  'buffers(self, recurse=True)': (self: PyObject, recurse: Value) =>
    generator(values(members(self, '_buffers', 'named_buffers', truthy(recurse)))),
  'named_buffers(self, prefix="", recurse=True, remove_duplicate=True)': namedTable('_buffers'),
  'children(self)': (self: PyObject) => generator(values(childrenOf(self))),
  'named_children(self)': (self: PyObject) => generator(pairs(namedChildren(self))),
  'modules(self, remove_duplicate=True)': (self: PyObject, once: Value) =>
    generator(values(modulesOf(self, '', true, truthy(once)))),
  'named_modules(self, memo=None, prefix="", remove_duplicate=True)': (
    self: PyObject,
    memo: Value,
    prefix: string,
    once: Value,
  ) => generator(pairs(namedModules(self, memo instanceof PySet ? memo : new PySet(), prefix, truthy(once)))),
}

/** The children, by the method `named_children`, which a subclass may override. */
export const childrenOf = (self: PyObject): Iterable<Named> =>
  keeps(self, 'named_children') ? namedChildren(self) : pairsOf(callMethod(self, 'named_children'))
