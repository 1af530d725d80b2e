/** collections' dicts: defaultdict and OrderedDict. */
import { defineType } from '../../object/define.js'
import { PyDict } from '../../object/dict.js'
import { raise } from '../../object/errors.js'
import { merge } from '../../object/mapping.js'
import { newTypeError } from '../../object/names.js'
import { adopt, builtinTypes, type Kwargs, type PyType, type Value } from '../../object/object.js'
import {
  call,
  callMethod,
  equals,
  isCallable,
  iter,
  repr,
  reprGuard,
  setItem,
  truthy,
} from '../../object/protocol.js'
import { NotImplemented, tuple } from '../../object/values.js'
import { fromKeys, pop, update } from '../../types/dict.js'
import { OrderedItems, OrderedKeys, OrderedValues } from '../../types/dict_views.js'

class PyDefaultDict extends PyDict {
  factory: Value = null
}

export function defineDefaultDict(): PyType {
  return defineType({
    name: 'defaultdict',
    module: 'collections',
    base: builtinTypes.dict,
    js: PyDefaultDict,
    new: (cls) => adopt(new PyDefaultDict(), cls),
    methods: {
      '__missing__(self, key, /)': (self: PyDefaultDict, key: Value) => {
        if (self.factory === null) throw raise('KeyError', key)
        const value = call(self.factory, [])
        setItem(self, key, value)
        return value
      },
      'copy(self, /)': copyDefault,
      '__copy__(self, /)': copyDefault,
      '__reduce__(self, /)': (self: PyDefaultDict) =>
        tuple(
          self.cls,
          self.factory === null ? tuple() : tuple(self.factory),
          null,
          null,
          iter(callMethod(self, 'items')),
        ),
    },
    getset: {
      default_factory: {
        get: (self: PyDefaultDict) => self.factory,
        set: (self: PyDefaultDict, value) => {
          self.factory = value ?? null
        },
      },
    },
    slots: {
      init: (self: PyDefaultDict, args, kwargs) => {
        const [factory, ...rest] = args
        if (factory !== undefined && factory !== null && !isCallable(factory)) {
          throw newTypeError('first argument must be callable or None')
        }
        self.factory = factory ?? null
        update(self, rest[0], kwargs)
      },
      repr: (self: PyDefaultDict) =>
        reprGuard(
          self,
          'defaultdict(..., {...})',
          () => `${self.cls.name}(${repr(self.factory)}, ${builtinTypes.dict.slots.repr!(self.copy())})`,
        ),
      ror: (self: PyDefaultDict, other) => {
        if (!(other instanceof PyDict)) return NotImplemented
        const out = adopt(new PyDefaultDict(), self.cls)
        out.factory = self.factory
        update(out, other, null)
        update(out, self, null)
        return out
      },
      or: (self: PyDefaultDict, other) => {
        if (!(other instanceof PyDict)) return NotImplemented
        const out = copyDefault(self)
        update(out as PyDict, other, null)
        return out
      },
    },
  })
}

function copyDefault(self: PyDefaultDict): Value {
  const out = new PyDefaultDict()
  for (const [key, value] of self.entries()) out.set(key, value)
  out.factory = self.factory
  return adopt(out, self.cls)
}

class PyOrderedDict extends PyDict {}

/** What `__init__`, `update` and `|` put in goes through the `__setitem__` of a subclass. */
function updateOrdered(self: Value, args: readonly Value[], kwargs: Kwargs | null): void {
  if (args.length > 1)
    throw newTypeError(`update() takes at most 1 positional argument (${args.length} given)`)
  const own = self instanceof PyOrderedDict && self.cls.isNative ? self : null
  const store = (key: Value, value: Value) => (own === null ? setItem(self, key, value) : own.set(key, value))
  if (args.length === 1) merge(args[0]!, store)
  if (kwargs !== null) for (const [key, value] of kwargs) store(key, value)
}

export function defineOrderedDict(): PyType {
  const copy = (self: PyOrderedDict) => {
    const out = self.cls.isNative ? new PyOrderedDict() : call(self.cls, [])
    updateOrdered(out, [self], null)
    return out
  }
  return defineType({
    name: 'OrderedDict',
    module: 'collections',
    base: builtinTypes.dict,
    js: PyOrderedDict,
    instanceDict: true,
    new: (cls) => adopt(new PyOrderedDict(), cls),
    methods: {
      '__reduce__(self)': (self: PyOrderedDict) =>
        tuple(self.cls, tuple(), callMethod(self, '__getstate__'), null, iter(callMethod(self, 'items'))),
      'move_to_end(self, key, last=True)': (self: PyOrderedDict, key: Value, last: Value) => {
        const entry = self.find(key)
        if (entry === undefined) throw raise('KeyError', key)
        self.moveEntry(entry, truthy(last))
      },
      'popitem(self, last=True)': (self: PyOrderedDict, last: Value) => {
        const entry = truthy(last) ? self.last : self.first
        if (entry === null) throw raise('KeyError', 'dictionary is empty')
        const pair = tuple(entry.key, entry.value!)
        self.removeEntry(entry)
        return pair
      },
      'pop(self, key, default=<absent>)': pop,
      'setdefault(self, key, default=None)': (self: PyOrderedDict, key: Value, otherwise: Value) => {
        const found = self.get(key)
        if (found === undefined) setItem(self, key, otherwise)
        return found === undefined ? otherwise : found
      },
      'copy(self)': copy,
      'update(self, /, *args, **kwargs)': updateOrdered,
      'keys(self, /)': (self: PyOrderedDict) => new OrderedKeys(self),
      'values(self, /)': (self: PyOrderedDict) => new OrderedValues(self),
      'items(self, /)': (self: PyOrderedDict) => new OrderedItems(self),
    },
    classMethods: { 'fromkeys(iterable, value=None)': fromKeys },
    attributes: { __hash__: null },
    slots: {
      repr: (self: PyOrderedDict) =>
        reprGuard(self, '...', () => {
          const pairs = [...self.entries()].map(([key, value]) => repr(tuple(key, value)))
          return `${self.cls.name}(${pairs.length === 0 ? '' : `[${pairs.join(', ')}]`})`
        }),
      ror: (self: PyOrderedDict, other) => {
        if (!(other instanceof PyDict)) return NotImplemented
        const out = call(self.cls, [other])
        updateOrdered(out, [self], null)
        return out
      },
      or: (self: PyOrderedDict, other) => {
        if (!(other instanceof PyDict)) return NotImplemented
        const out = call(self.cls, [self])
        updateOrdered(out, [other], null)
        return out
      },
      ior: (self: PyOrderedDict, other) => {
        updateOrdered(self, [other], null)
        return self
      },
      init: updateOrdered,
      eq: (self: PyOrderedDict, other) => {
        if (!(other instanceof PyOrderedDict)) return builtinTypes.dict.slots.eq!(self, other)
        const [a, b] = [[...self.entries()], [...other.entries()]]
        return (
          a.length === b.length &&
          a.every(([key, value], i) => equals(key, b[i]![0]) && equals(value, b[i]![1]))
        )
      },
    },
  })
}
