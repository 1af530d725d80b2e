/** functools: partial, wraps, reduce, caches, total_ordering, singledispatch. */

import { defineFunction, defineFunctions, defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { isError, raise } from '../object/errors.js'
import { PyBoundMethod } from '../object/function.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError } from '../object/names.js'
import {
  adopt,
  builtinTypes,
  dictOf,
  type Kwargs,
  ownNames,
  PyObject,
  PyType,
  replaceDict,
  type Value,
} from '../object/object.js'
import {
  call,
  call2,
  callMethod,
  getAttr,
  isCallable,
  iter,
  lookupAttr,
  lookupSpecial,
  repr,
  reprGuard,
  richEquals,
  setAttr,
  stepOf,
  str,
  toArray,
  toCount,
  truthy,
  typeOf,
} from '../object/protocol.js'
import { asInt, asStr, NotImplemented, PyTuple, tuple } from '../object/values.js'
import { makeNamedTuple } from './collections/namedtuple.js'
import { fromDialect } from './support.js'

// --- partial -------------------------------------------------------------------------------------------------------

class PyPartial extends PyObject {
  constructor(
    public func: Value,
    public args: PyTuple,
    public keywords: PyDict,
  ) {
    super()
  }
}

/** A partial as copies make it: the class around the function, then the rest as state. */
function reducePartial(self: PyPartial): Value {
  const attributes = ownNames(self).length === 0 ? null : (dictOf(self) as PyDict)
  return tuple(self.cls, tuple(self.func), tuple(self.func, self.args, self.keywords, attributes))
}

function restorePartial(self: PyPartial, state: Value): void {
  const parts = state instanceof PyTuple ? state.items : []
  const [func, args, keywords, attributes] = parts
  const right =
    isCallable(func ?? null) && args instanceof PyTuple && (keywords === null || keywords instanceof PyDict)
  if (parts.length !== 4 || !right) throw newTypeError('invalid partial state')
  self.func = func!
  self.args = args.cls === builtinTypes.tuple ? args : new PyTuple([...args.items])
  self.keywords =
    keywords instanceof PyDict
      ? keywords.cls === builtinTypes.dict
        ? keywords
        : keywords.copy()
      : new PyDict()
  replaceDict(self, attributes instanceof PyDict ? attributes : new PyDict())
}

function newPartial(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  if (args.length === 0) throw newTypeError("type 'partial' takes at least one argument")
  const [func, ...rest] = args as [Value, ...Value[]]
  if (!isCallable(func)) throw newTypeError('the first argument must be callable')
  const own = [...(kwargs ?? [])]
  // A partial of a plain partial is one partial.
  if (func instanceof PyPartial && func.cls.slots.call === cls.slots.call && ownNames(func).length === 0) {
    const keywords = func.keywords.copy()
    for (const [name, value] of own) keywords.setStr(name, value)
    return adopt(new PyPartial(func.func, new PyTuple([...func.args.items, ...rest]), keywords), cls)
  }
  return adopt(new PyPartial(func, new PyTuple(rest), PyDict.of(own)), cls)
}

function callPartial(self: PyPartial, args: Value[], kwargs: Kwargs | null): Value {
  const { items } = self.args
  if (self.keywords.size === 0) {
    if (items.length === 1 && args.length === 1 && !kwargs?.size) return call2(self.func, items[0], args[0])
    return call(self.func, [...items, ...args], kwargs)
  }
  const merged: Kwargs = new Map()
  for (const [name, value] of self.keywords.entries()) {
    const text = asStr(name)
    if (text === undefined) throw newTypeError('keywords must be strings')
    merged.set(text, value)
  }
  if (kwargs !== null) for (const [name, value] of kwargs) merged.set(name, value)
  return call(self.func, [...items, ...args], merged)
}

const showPartial = (self: PyPartial) =>
  reprGuard(self, '...', () => {
    const parts = [
      repr(self.func),
      ...self.args.items.map(repr),
      ...[...self.keywords.entries()].map(([name, value]) => `${str(name)}=${repr(value)}`),
    ]
    return `${self.cls.isNative ? 'functools.partial' : self.cls.name}(${parts.join(', ')})`
  })

// --- caches --------------------------------------------------------------------------------------------------------

class PyCache extends PyObject {
  readonly entries = new PyDict()
  hits = 0
  misses = 0
  constructor(
    readonly func: Value,
    /** None: unbounded. */
    readonly maxsize: number | null,
    readonly typed: boolean,
  ) {
    super()
  }
}

function cacheKey(self: PyCache, args: Value[], kwargs: Kwargs | null): Value {
  const plain = (value: Value) => typeof value === 'number' || typeof value === 'string'
  if (args.length === 1 && kwargs === null && !self.typed && plain(args[0]!)) return args[0]!
  // A call that misses hands on a copy of the arguments.
  if (kwargs === null && !self.typed) return new PyTuple(args)
  const parts: Value[] = [...args]
  if (kwargs !== null && kwargs.size > 0) {
    parts.push(builtinTypes.object)
    for (const [key, value] of kwargs) parts.push(key, value)
  }
  if (self.typed) for (const value of [...args, ...(kwargs?.values() ?? [])]) parts.push(typeOf(value))
  return new PyTuple(parts)
}

function callCache(self: PyCache, args: Value[], kwargs: Kwargs | null): Value {
  if (self.maxsize === 0) {
    self.misses++
    return call(self.func, args, kwargs)
  }
  const key = cacheKey(self, args, kwargs)
  const entry = self.entries.find(key)
  if (entry !== undefined) {
    self.hits++
    if (self.maxsize !== null) self.entries.moveEntry(entry, true)
    return entry.value!
  }
  self.misses++
  const value = call(self.func, args.slice(), kwargs)
  self.entries.set(key, value)
  if (self.maxsize !== null && self.entries.size > self.maxsize) self.entries.removeEntry(self.entries.first!)
  return value
}

// --- wraps ---------------------------------------------------------------------------------------------------------

const ASSIGNED = ['__module__', '__name__', '__qualname__', '__doc__', '__annotations__']

/** Makes a wrapper look like what it wraps. */
export function updateWrapper(
  wrapper: Value,
  wrapped: Value,
  assigned = ASSIGNED,
  updated = ['__dict__'],
): Value {
  for (const name of assigned) {
    const value = lookupAttr(wrapped, name)
    if (value !== undefined) setAttr(wrapper, name, value)
  }
  for (const name of updated) {
    const from = lookupAttr(wrapped, name)
    const plain = name === '__dict__' && wrapper instanceof PyObject && wrapper.cls.hasDict
    if (plain && from instanceof PyDict)
      for (const [key, value] of from.entries()) setAttr(wrapper, asStr(key)!, value)
    else if (!plain) callMethod(getAttr(wrapper, name), 'update', [from ?? new PyDict()])
  }
  setAttr(wrapper, '__wrapped__', wrapped)
  return wrapper
}

const names = (value: Value, otherwise: string[]) =>
  value === undefined ? otherwise : toArray(value).map((name) => asStr(name)!)

// --- total_ordering ------------------------------------------------------------------------------------------------

const ORDER = ['__lt__', '__le__', '__gt__', '__ge__'] as const

function totalOrdering(cls: Value): Value {
  if (!(cls instanceof PyType)) throw newTypeError('total_ordering expects a class')
  const own = ORDER.filter(
    (name) => cls.lookup(name) !== builtinTypes.object.lookup(name) && cls.lookup(name) !== undefined,
  )
  const root = own[0]
  if (root === undefined) throw raise('ValueError', 'must define at least one ordering operation: < > <= >=')
  const less = root === '__lt__' || root === '__le__'
  const strict = root === '__lt__' || root === '__gt__'
  for (const name of ORDER) {
    if (own.includes(name)) continue
    const wantsLess = name === '__lt__' || name === '__le__'
    const wantsStrict = name === '__lt__' || name === '__gt__'
    const fn = defineFunction(`${name}(self, other, /)`, (self: Value, other: Value) => {
      const base = call(lookupSpecial(self, root)!, [other])
      if (base === NotImplemented) return NotImplemented
      const same = () => truthy(richEquals(self, other))
      if (less === wantsLess) {
        if (strict === wantsStrict) return base
        return wantsStrict ? truthy(base) && !same() : truthy(base) || same()
      }
      if (strict !== wantsStrict) return !truthy(base)
      return wantsStrict ? !truthy(base) && !same() : !truthy(base) || same()
    })
    setAttr(cls, name, methodOf(fn))
  }
  return cls
}

/** A native function that binds like a method. */
class PyMethodFunction extends PyObject {
  constructor(readonly func: Value) {
    super()
  }
}
let isDefined = false
function methodOf(func: Value): Value {
  if (!isDefined) defineMethodFunction()
  return new PyMethodFunction(func)
}
function defineMethodFunction(): void {
  isDefined = true
  defineType({
    name: 'function',
    js: PyMethodFunction,
    slots: {
      get: (self: PyMethodFunction, object) =>
        object === undefined || object === null ? self : new PyBoundMethod(self.func, object),
      call: (self: PyMethodFunction, args, kwargs) => call(self.func, args, kwargs),
    },
  })
}

function iteratorOf(iterable: Value): Value {
  try {
    return iter(iterable)
  } catch (error) {
    throw isError(error, 'TypeError') ? newTypeError('reduce() arg 2 must support iteration') : error
  }
}

function reduce(fn: Value, iterable: Value, initial: Value | undefined): Value {
  const step = stepOf(iteratorOf(iterable))
  let total = initial ?? step()
  if (initial === null) total = null
  if (total === undefined) throw newTypeError('reduce() of empty iterable with no initial value')
  for (let item = step(); item !== undefined; item = step()) total = call2(fn, total, item)
  return total
}

export function functools(): NativeModule {
  const infoType = makeNamedTuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'], [], 'functools')
  const partial = defineType({
    name: 'partial',
    module: 'functools',
    generic: true,
    js: PyPartial,
    instanceDict: true,
    signature: 'partial(func, /, *args, **keywords)',
    new: newPartial,
    methods: {
      '__reduce__(self, /)': reducePartial,
      '__setstate__(self, state, /)': restorePartial,
    },
    getset: {
      func: (self: PyPartial) => self.func,
      args: (self: PyPartial) => self.args,
      keywords: (self: PyPartial) => self.keywords,
    },
    slots: { call: callPartial, repr: showPartial },
  })
  const cacheType = defineType({
    name: '_lru_cache_wrapper',
    module: 'functools',
    js: PyCache,
    instanceDict: true,
    methods: {
      '__reduce__(self, /)': (self: PyCache) => getAttr(self, '__qualname__'),
      'cache_info(self, /)': (self: PyCache) =>
        call(infoType, [self.hits, self.misses, self.maxsize, self.entries.size]),
      '__copy__(self, /)': (self: PyCache) => self,
      '__deepcopy__(self, memo, /)': (self: PyCache) => self,
      'cache_clear(self, /)': (self: PyCache) => {
        self.entries.clear()
        self.hits = self.misses = 0
      },
      'cache_parameters(self, /)': (self: PyCache) =>
        PyDict.of([
          ['maxsize', self.maxsize],
          ['typed', self.typed],
        ]),
    },
    slots: {
      call: callCache,
      get: (self: PyCache, object) =>
        object === undefined || object === null ? self : new PyBoundMethod(self, object),
      repr: (self: PyCache) => `<functools._lru_cache_wrapper object of ${repr(self.func)}>`,
    },
  })
  const cached = (func: Value, maxsize: number | null, typed: boolean) => {
    const wrapper = new PyCache(func, maxsize, typed)
    return updateWrapper(wrapper, func)
  }
  class PyCmpKey extends PyObject {
    constructor(
      readonly compare: Value,
      readonly obj: Value,
    ) {
      super()
    }
  }
  const order = (test: (sign: number) => boolean) => (self: PyCmpKey, other: Value) =>
    other instanceof PyCmpKey
      ? test(Number(asInt(call(self.compare, [self.obj, other.obj])) ?? 0))
      : NotImplemented
  defineType({
    name: 'K',
    module: 'functools',
    js: PyCmpKey,
    getset: { obj: (self: PyCmpKey) => self.obj },
    attributes: { __hash__: null },
    slots: {
      lt: order((x) => x < 0),
      le: order((x) => x <= 0),
      gt: order((x) => x > 0),
      ge: order((x) => x >= 0),
      eq: order((x) => x === 0),
    },
  })
  return {
    lazy: fromDialect('_functools', [
      'partialmethod',
      'cached_property',
      'singledispatch',
      'singledispatchmethod',
    ]),
    attributes: {
      partial,
      _lru_cache_wrapper: cacheType,
      _CacheInfo: infoType,
      WRAPPER_ASSIGNMENTS: new PyTuple(ASSIGNED),
      WRAPPER_UPDATES: tuple('__dict__'),
      ...defineFunctions(
        {
          'reduce(function, iterable, initial=<absent>, /)': reduce,
          'update_wrapper(wrapper, wrapped, assigned=<absent>, updated=<absent>)': (
            wrapper: Value,
            wrapped: Value,
            assigned: Value,
            updated: Value,
          ) => updateWrapper(wrapper, wrapped, names(assigned, ASSIGNED), names(updated, ['__dict__'])),
          'wraps(wrapped, assigned=<absent>, updated=<absent>)': (
            wrapped: Value,
            assigned: Value,
            updated: Value,
          ) =>
            defineFunction('update_wrapper(wrapper)', (wrapper: Value) =>
              updateWrapper(wrapper, wrapped, names(assigned, ASSIGNED), names(updated, ['__dict__'])),
            ),
          'lru_cache(maxsize=128, typed=False)': (maxsize: Value, typed: Value) => {
            if (isCallable(maxsize)) return cached(maxsize, 128, truthy(typed))
            if (maxsize !== null && asInt(maxsize) === undefined) {
              throw newTypeError('Expected first argument to be an integer, a callable, or None')
            }
            const size = maxsize === null ? null : Math.max(0, toCount(maxsize))
            return defineFunction('decorating_function(user_function)', (fn: Value) =>
              cached(fn, size, truthy(typed)),
            )
          },
          'cache(user_function, /)': (fn: Value) => cached(fn, null, false),
          'total_ordering(cls)': totalOrdering,
          'cmp_to_key(mycmp)': (compare: Value) =>
            defineFunction('K(obj)', (object: Value) => new PyCmpKey(compare, object)),
        },
        { module: 'functools' },
      ),
    },
  }
}
