/** What copy and pickle ask an object: `__reduce_ex__`, `__reduce__` and `__getstate__` as object has them. */
import { PyDict } from '../object/dict.js'
import { type PyError, raise } from '../object/errors.js'
import { PyMember } from '../object/function.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, dictOf, ownNames, PyObject, type PyType, type Value } from '../object/object.js'
import { call, callMethod, getAttr, iter, lookupAttr, toCount, truthy, typeOf } from '../object/protocol.js'
import { PyList, PyTuple, tuple } from '../object/values.js'
import { importModule } from '../run/importer.js'

const objects = () => builtinTypes.object

/** The instance's attributes, or None; with those of `__slots__` in a dict of their own. */
export function stateOf(self: Value): Value {
  if (!(self instanceof PyObject)) return null
  const dict = typeOf(self).hasDict && ownNames(self).length > 0 ? dictOf(self) : null
  if (self.slotValues === null) return dict
  const slots = new PyDict()
  for (const cls of [...typeOf(self).mro].reverse()) {
    for (const [name, member] of cls.dict) {
      const value = member instanceof PyMember ? self.slotValues[member.index] : undefined
      if (value !== undefined) slots.setStr(name, value)
    }
  }
  return slots.size === 0 ? dict : tuple(dict, slots)
}

/** `object.__reduce_ex__`: the class's own `__reduce__` if it has one. */
export function reduceEx(self: Value, protocol: Value): Value {
  if (typeOf(self).lookup('__reduce__') !== objects().lookup('__reduce__'))
    return callMethod(self, '__reduce__')
  return reduceWith(self, toCount(protocol))
}

export const reduce = (self: Value): Value => reduceWith(self, 0)

function reduceWith(self: Value, protocol: number): Value {
  return protocol >= 2 ? reduceNew(self) : reduceOld(self, protocol)
}

function refused(type: PyType): PyError {
  const module = type.isNative && type.module !== 'builtins' ? `${type.module}.` : ''
  return newTypeError(`cannot pickle '${module}${type.name}' object`)
}

/** Modules whose types keep what no attribute shows. */
const OPAQUE = new Set(['builtins', '_thread', '_io', 'itertools'])

/** May instances be made again from the attributes alone? */
function isTransparent(type: PyType): boolean {
  const { native } = type
  if (type.isNative && native.module === 'builtins' && native !== objects()) return false
  if (OPAQUE.has(type.module) && type.module !== 'builtins') return false
  return native === objects() || (!OPAQUE.has(native.module) && native.hasDict)
}

// --- protocol 2 and later -----------------------------------------------------------------------------------------

function newArguments(self: Value): { args: readonly Value[]; kwargs: PyDict | null } | undefined {
  const both = lookupAttr(self, '__getnewargs_ex__')
  if (both !== undefined) {
    const given = call(both, [])
    if (!(given instanceof PyTuple))
      throw newTypeError(`__getnewargs_ex__ should return a tuple, not '${typeNameOf(given)}'`)
    if (given.items.length !== 2)
      throw raise(
        'ValueError',
        `__getnewargs_ex__ should return a tuple of length 2, not ${given.items.length}`,
      )
    const [args, kwargs] = given.items
    const wrong = (which: string, kind: string, value: Value) =>
      newTypeError(
        `${which} item of the tuple returned by __getnewargs_ex__ must be a ${kind}, not '${typeNameOf(value)}'`,
      )
    if (!(args instanceof PyTuple)) throw wrong('first', 'tuple', args)
    if (!(kwargs instanceof PyDict)) throw wrong('second', 'dict', kwargs)
    return { args: args.items, kwargs }
  }
  const positional = lookupAttr(self, '__getnewargs__')
  if (positional === undefined) return undefined
  const args = call(positional, [])
  if (!(args instanceof PyTuple))
    throw newTypeError(`__getnewargs__ should return a tuple, not '${typeNameOf(args)}'`)
  return { args: args.items, kwargs: null }
}

/** `(copyreg.__newobj__, (cls, *args), state, items of a list, items of a dict)`. */
function reduceNew(self: Value): Value {
  const type = typeOf(self)
  const given = newArguments(self)
  const isCollection = self instanceof PyList || self instanceof PyDict
  const required = given === undefined && !isCollection
  const copyreg = importModule('copyreg')
  const state = ownState(self, required ? type : null)
  const items = self instanceof PyList ? iter(self) : null
  const pairs = self instanceof PyDict ? iter(callMethod(self, 'items')) : null
  if (given?.kwargs && given.kwargs.size > 0) {
    const args = tuple(type, new PyTuple([...given.args]), given.kwargs)
    return tuple(getAttr(copyreg, '__newobj_ex__'), args, state, items, pairs)
  }
  return tuple(getAttr(copyreg, '__newobj__'), tuple(type, ...(given?.args ?? [])), state, items, pairs)
}

/** What `__getstate__` gives; object's own must tell everything of an instance of `required`. */
function ownState(self: Value, required: PyType | null): Value {
  const isPlain = typeOf(self).lookup('__getstate__') === objects().lookup('__getstate__')
  if (!isPlain) return callMethod(self, '__getstate__')
  if (required !== null && !isTransparent(required)) throw refused(required)
  return stateOf(self)
}

// --- protocols 0 and 1 --------------------------------------------------------------------------------------------

/** `(copyreg._reconstructor, (cls, base, value of the base), state)`. */
function reduceOld(self: Value, protocol: number): Value {
  const type = typeOf(self)
  const native = type.mro.find((each) => each.isNative && each.module === 'builtins') ?? objects()
  let value: Value = null
  if (native !== objects()) {
    if (native === type) throw refused(type)
    value = call(native, [self])
  } else if (!isTransparent(type)) throw refused(type)
  const args = tuple(type, native, value)
  const isPlain = type.lookup('__getstate__') === objects().lookup('__getstate__')
  const slots = lookupAttr(self, '__slots__')
  if (isPlain && slots !== undefined && truthy(slots)) {
    throw newTypeError(
      `cannot pickle '${type.name}' object: a class that defines __slots__ without defining __getstate__ cannot be pickled with protocol ${protocol}`,
    )
  }
  const state = callMethod(self, '__getstate__')
  const remake = getAttr(importModule('copyreg'), '_reconstructor')
  return truthy(state) ? tuple(remake, args, state) : tuple(remake, args)
}
