/** functools: partial, wraps, reduce, caches, total_ordering, singledispatch. */

import { defineFunction, defineFunctions, defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
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
  setOwn,
  type Value,
} from '../object/object.js'
import {
  call,
  callMethod,
  getAttr,
  isCallable,
  isSubclass,
  iter,
  lookupAttr,
  next,
  repr,
  reprGuard,
  setAttr,
  toArray,
  toCount,
  truthy,
  typeOf,
} from '../object/protocol.js'
import { asInt, asStr, NotImplemented, PyTuple, tuple } from '../object/values.js'
import { importModule } from '../run/importer.js'
import { structType } from './struct_sequence.js'
import { fromDialect } from './support.js'

// --- partial -------------------------------------------------------------------------------------------------------

class PyPartial extends PyObject {
  constructor(
    public func: Value,
    public args: readonly Value[],
    public kwargs: Kwargs,
  ) {
    super()
  }
}

/** A partial as copies make it: the class around the function, then the rest as state. */
function reducePartial(self: PyPartial): Value {
  const attributes = ownNames(self).length === 0 ? null : (dictOf(self) as PyDict)
  const state = tuple(self.func, new PyTuple(self.args), PyDict.of(self.kwargs), attributes)
  return tuple(self.cls, tuple(self.func), state)
}

function restorePartial(self: PyPartial, state: Value): void {
  const parts = state instanceof PyTuple ? state.items : []
  const [func, args, keywords, attributes] = parts
  const right =
    isCallable(func ?? null) && args instanceof PyTuple && (keywords === null || keywords instanceof PyDict)
  if (parts.length !== 4 || !right) throw newTypeError('invalid partial state')
  self.func = func!
  self.args = args.items
  self.kwargs = new Map()
  if (keywords instanceof PyDict)
    for (const [name, value] of keywords.entries()) self.kwargs.set(asStr(name)!, value)
  if (attributes instanceof PyDict) replaceDict(self, attributes)
}

function newPartial(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  if (args.length === 0) throw newTypeError("type 'partial' takes at least one argument")
  const [func, ...rest] = args as [Value, ...Value[]]
  if (!isCallable(func)) throw newTypeError('the first argument must be callable')
  const own: Kwargs = kwargs ?? new Map()
  // A partial of a plain partial is one partial.
  if (func instanceof PyPartial && func.cls === cls && func.values.length === 0) {
    return adopt(new PyPartial(func.func, [...func.args, ...rest], new Map([...func.kwargs, ...own])), cls)
  }
  return adopt(new PyPartial(func, rest, own), cls)
}

/** `partialmethod`: of a descriptor too. */
function newPartialMethod(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  if (args.length === 0)
    throw newTypeError("partialmethod.__init__() missing 1 required positional argument: 'func'")
  const [func, ...rest] = args as [Value, ...Value[]]
  if (!isCallable(func) && typeOf(func).slots.get === undefined)
    throw newTypeError(`${repr(func)} is not callable or a descriptor`)
  return adopt(new PyPartial(func, rest, kwargs ?? new Map()), cls)
}

function callPartial(self: PyPartial, args: Value[], kwargs: Kwargs | null): Value {
  const merged = kwargs === null || kwargs.size === 0 ? self.kwargs : new Map([...self.kwargs, ...kwargs])
  return call(self.func, [...self.args, ...args], merged.size === 0 ? null : new Map(merged))
}

const showPartial = (self: PyPartial) =>
  reprGuard(self, '...', () => {
    const parts = [
      repr(self.func),
      ...self.args.map(repr),
      ...[...self.kwargs].map(([k, v]) => `${k}=${repr(v)}`),
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
    if (from instanceof PyDict)
      for (const [key, value] of from.entries()) setAttr(wrapper, asStr(key)!, value)
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
      const base = call(getAttr(self, root), [other])
      if (base === NotImplemented) return NotImplemented
      const same = () => truthy(call(getAttr(self, '__eq__'), [other]))
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

// --- cached_property, singledispatch -------------------------------------------------------------------------------

class PyCachedProperty extends PyObject {
  name: string | null = null
  constructor(readonly func: Value) {
    super()
  }
}

class PyDispatch extends PyObject {
  readonly registry = new Map<PyType, Value>()
  constructor(readonly func: Value) {
    super()
  }
}

function implementation(self: PyDispatch, cls: PyType): Value {
  for (const each of cls.mro) {
    const found = self.registry.get(each)
    if (found !== undefined) return found
    if (each === builtinTypes.object) break
  }
  // Abstract classes that it belongs to without inheriting: the most special one.
  let best: PyType | null = null
  for (const each of self.registry.keys())
    if (isSubclass(cls, each) && (best === null || isSubclass(each, best))) best = each
  return best === null ? self.func : self.registry.get(best)!
}

/** The classes that a class or a union of classes stands for; null for anything else. */
function classesOf(value: Value): PyType[] | null {
  if (value instanceof PyType) return [value]
  const args = typeOf(value) === builtinTypes['types.UnionType'] ? lookupAttr(value, '__args__') : undefined
  if (!(args instanceof PyTuple) || !args.items.every((each) => each instanceof PyType)) return null
  return args.items as PyType[]
}

function register(self: PyDispatch, cls: Value, func: Value): Value {
  const classes = classesOf(cls)
  if (classes !== null) {
    if (func === null) return defineFunction('register(func, /)', (fn: Value) => register(self, cls, fn))
    for (const each of classes) self.registry.set(each, func)
    return func
  }
  const annotations = lookupAttr(cls, '__annotations__')
  if (!(annotations instanceof PyDict) || annotations.size === 0)
    throw newTypeError(
      `Invalid first argument to \`register()\`: ${repr(cls)}. Use either \`@register(some_class)\` or plain \`@register\` on an annotated function.`,
    )
  const hints = callMethod(importModule('typing'), 'get_type_hints', [cls]) as PyDict
  const { key, value } = hints.first!
  const named = classesOf(value!)
  if (named === null)
    throw newTypeError(`Invalid annotation for ${repr(key)}. ${repr(value!)} is not a class.`)
  for (const each of named) self.registry.set(each, cls)
  return cls
}

function reduce(fn: Value, iterable: Value, initial: Value | undefined): Value {
  const iterator = iter(iterable)
  let total = initial ?? next(iterator)
  if (initial === null) total = null
  if (total === undefined) throw newTypeError('reduce() of empty iterable with no initial value')
  for (let item = next(iterator); item !== undefined; item = next(iterator)) total = call(fn, [total, item])
  return total
}

export function functools(): NativeModule {
  const info = structType('functools', 'CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])
  info.type.slots.repr = (self: PyTuple) =>
    `CacheInfo(${['hits', 'misses', 'maxsize', 'currsize'].map((name, i) => `${name}=${repr(self.items[i]!)}`).join(', ')})`
  const partial = defineType({
    name: 'partial',
    module: 'functools',
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
      args: (self: PyPartial) => new PyTuple(self.args),
      keywords: (self: PyPartial) => PyDict.of(self.kwargs),
    },
    slots: { call: callPartial, repr: showPartial },
  })
  const partialmethod = defineType({
    name: 'partialmethod',
    module: 'functools',
    js: class extends PyPartial {},
    new: newPartialMethod,
    slots: {
      repr: (self: PyPartial) => {
        const keywords = [...self.kwargs].map(([name, value]) => `${name}=${repr(value)}`).join(', ')
        return `functools.partialmethod(${repr(self.func)}, ${self.args.map(repr).join(', ')}, ${keywords})`
      },
      get: (self: PyPartial, object, type) => {
        const get = typeOf(self.func).slots.get
        const bound = get === undefined ? self.func : get(self.func, object, type)
        return new PyPartial(bound, self.args, self.kwargs)
      },
    },
  })
  defineType({
    name: '_lru_cache_wrapper',
    module: 'functools',
    js: PyCache,
    instanceDict: true,
    methods: {
      'cache_info(self, /)': (self: PyCache) =>
        info.make([self.hits, self.misses, self.maxsize, self.entries.size]),
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
  const cachedProperty = defineType({
    name: 'cached_property',
    module: 'functools',
    js: PyCachedProperty,
    instanceDict: true,
    new: (cls, [func]) => adopt(new PyCachedProperty(func ?? null), cls),
    methods: {
      '__set_name__(self, owner, name, /)': (self: PyCachedProperty, _owner: Value, name: Value) => {
        self.name = asStr(name)!
      },
    },
    getset: {
      func: (self: PyCachedProperty) => self.func,
      attrname: (self: PyCachedProperty) => self.name,
      __doc__: (self: PyCachedProperty) => lookupAttr(self.func, '__doc__') ?? null,
    },
    slots: {
      get: (self: PyCachedProperty, object) => {
        if (object === undefined || object === null) return self
        const value = call(self.func, [object])
        setOwn(object as PyObject, self.name!, value)
        return value
      },
    },
  })
  defineType({
    name: 'singledispatch',
    module: 'functools',
    js: PyDispatch,
    instanceDict: true,
    getset: {
      registry: (self: PyDispatch) =>
        PyDict.of([[builtinTypes.object, self.func] as const, ...self.registry.entries()]),
    },
    methods: {
      'register(self, cls, func=None)': register,
      'dispatch(self, cls, /)': (self: PyDispatch, cls: Value) => implementation(self, cls as PyType),
    },
    slots: {
      call: (self: PyDispatch, args, kwargs) => {
        if (args.length === 0) {
          const name = asStr(lookupAttr(self.func, '__name__') ?? null) ?? 'singledispatch function'
          throw newTypeError(`${name} requires at least 1 positional argument`)
        }
        return call(implementation(self, typeOf(args[0]!)), args, kwargs)
      },
    },
  })
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
    lazy: fromDialect('_functools', ['singledispatchmethod']),
    attributes: {
      partial,
      partialmethod,
      cached_property: cachedProperty,
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
          'singledispatch(func)': (fn: Value) => {
            const dispatch = new PyDispatch(fn)
            return updateWrapper(dispatch, fn)
          },
          'cmp_to_key(mycmp)': (compare: Value) =>
            defineFunction('K(obj)', (object: Value) => new PyCmpKey(compare, object)),
        },
        { module: 'functools' },
      ),
    },
  }
}
