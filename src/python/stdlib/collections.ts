/** collections: namedtuple, deque, Counter, OrderedDict, defaultdict, ChainMap, UserDict's kin. */
import { Signature } from '../object/bind.js'
import { defineFunction, defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { isError, raise } from '../object/errors.js'
import { merge } from '../object/mapping.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, builtinTypes, type Kwargs, PyObject, type PyType, type Value } from '../object/object.js'
import type { Ordering } from '../object/operators.js'
import { binaryOp, compare } from '../object/operators.js'
import {
  call,
  equals,
  getItem,
  isCallable,
  iterate,
  lookupAttr,
  makeIterator,
  repr,
  reprGuard,
  setItem,
  toArray,
  toCount,
  truthy,
} from '../object/protocol.js'
import { asInt, asStr, NotImplemented, PyList, PyTuple, tuple } from '../object/values.js'
import { isIdentifier } from '../text/strings.js'
import { tableIterator, update } from '../types/dict.js'
import { countOf, orderItems, repeatItems, sortValues } from '../types/list.js'
import { positionOf } from '../types/slice.js'
import { isKeyword } from './keyword.js'

// --- namedtuple ----------------------------------------------------------------------------------------------------

function fieldNames(typename: string, given: Value, rename: boolean): string[] {
  const text = asStr(given)
  const names =
    text === undefined
      ? toArray(given).map((name) => asStr(name)!)
      : text.replaceAll(',', ' ').split(/\s+/).filter(Boolean)
  const seen = new Set<string>()
  if (rename) {
    names.forEach((name, i) => {
      if (!isIdentifier(name) || isKeyword(name) || name.startsWith('_') || seen.has(name)) names[i] = `_${i}`
      seen.add(name)
    })
    seen.clear()
  }
  for (const name of [typename, ...names]) {
    if (!isIdentifier(name)) {
      throw raise('ValueError', `Type names and field names must be valid identifiers: ${repr(name)}`)
    }
    if (isKeyword(name))
      throw raise('ValueError', `Type names and field names cannot be a keyword: ${repr(name)}`)
  }
  for (const name of names) {
    if (name.startsWith('_') && !rename)
      throw raise('ValueError', `Field names cannot start with an underscore: ${repr(name)}`)
    if (seen.has(name)) throw raise('ValueError', `Encountered duplicate field name: ${repr(name)}`)
    seen.add(name)
  }
  return names
}

/** The class `namedtuple(typename, fields)`, also behind typing.NamedTuple. */
export function makeNamedTuple(
  typename: string,
  names: readonly string[],
  defaults: readonly Value[],
  module: string,
): PyType {
  const required = names.length - defaults.length
  const header = names.map((name, i) => (i < required ? name : `${name}=<absent>`)).join(', ')
  const signature = new Signature(`__new__(_cls, ${header})`, `${typename}.__new__`, 'python')
  class Named extends PyTuple {}
  const make = (cls: PyType, items: readonly Value[]) => adopt(new Named(items), cls)
  const items = (self: PyTuple) => self.items
  const type = defineType({
    name: typename,
    module,
    base: builtinTypes.tuple,
    js: Named,
    signature: `${typename}(${names.join(', ')})`,
    doc: `${typename}(${names.join(', ')})`,
    new: (cls, args, kwargs) => {
      const bound = signature.bind([cls, ...args], kwargs).slice(1) as (Value | undefined)[]
      return make(
        cls,
        bound.map((value, i) => value ?? (value === null ? null : defaults[i - required]!)),
      )
    },
    methods: {
      '_asdict(self)': (self: PyTuple) => PyDict.of(names.map((name, i) => [name, self.items[i]!] as const)),
      '_replace(self, /, **kwds)': (self: PyTuple, kwds: Kwargs) => {
        const unknown = [...kwds.keys()].filter((key) => !names.includes(key))
        if (unknown.length > 0)
          throw raise('ValueError', `Got unexpected field names: ${repr(new PyList(unknown))}`)
        return make(
          self.cls,
          names.map((name, i) => kwds.get(name) ?? (kwds.has(name) ? null : self.items[i]!)),
        )
      },
      '__getnewargs__(self)': (self: PyTuple) => new PyTuple(items(self)),
    },
    classMethods: {
      '_make(iterable)': (cls: PyType, iterable: Value) => {
        const values = toArray(iterable)
        if (values.length !== names.length) {
          throw newTypeError(`Expected ${names.length} arguments, got ${values.length}`)
        }
        return make(cls, values)
      },
    },
    getset: Object.fromEntries(
      names.map((name, i) => [
        name,
        { get: (self: PyTuple) => self.items[i]!, doc: `Alias for field number ${i}` },
      ]),
    ),
    attributes: {
      _fields: new PyTuple(names),
      _field_defaults: PyDict.of(defaults.map((value, i) => [names[required + i]!, value] as const)),
      __match_args__: new PyTuple(names),
    },
    slots: {
      repr: (self: PyTuple) =>
        `${self.cls.name}(${names.map((name, i) => `${name}=${repr(self.items[i] ?? null)}`).join(', ')})`,
    },
  })
  return type
}

function namedtuple(typename: Value, fields: Value, rename: Value, defaults: Value, module: Value): Value {
  const name = asStr(typename)!
  const names = fieldNames(name, fields, truthy(rename))
  const values = defaults === null ? [] : toArray(defaults)
  if (values.length > names.length) throw newTypeError('Got more default values than field names')
  return makeNamedTuple(name, names, values, module === null ? '__main__' : asStr(module)!)
}

// --- deque ---------------------------------------------------------------------------------------------------------

/** Items in a JS array with a moving start, so that both ends are cheap. */
export class PyDeque extends PyObject {
  private store: Value[] = []
  private head = 0
  maxlen: number | null = null
  get length() {
    return this.store.length - this.head
  }
  get items(): Value[] {
    if (this.head > 0) {
      this.store = this.store.slice(this.head)
      this.head = 0
    }
    return this.store
  }
  set items(items: Value[]) {
    this.store = items
    this.head = 0
  }
  push(item: Value): void {
    this.store.push(item)
    if (this.maxlen !== null && this.length > this.maxlen) this.shift()
  }
  unshift(item: Value): void {
    if (this.maxlen === 0) return
    if (this.head > 0) this.store[--this.head] = item
    else this.store.unshift(item)
    if (this.maxlen !== null && this.length > this.maxlen) this.store.pop()
  }
  shift(): Value | undefined {
    if (this.length === 0) return undefined
    const item = this.store[this.head]!
    this.store[this.head++] = null
    if (this.head > 64 && this.head * 2 > this.store.length) void this.items
    return item
  }
  pop(): Value | undefined {
    return this.length === 0 ? undefined : this.store.pop()
  }
}

function initDeque(self: PyDeque, args: Value[], kwargs: Kwargs | null): void {
  const [iterable, maxlen] = dequeSignature.bind(args, kwargs) as [Value | undefined, Value]
  if (maxlen !== null) {
    if (asInt(maxlen) === undefined) throw newTypeError('an integer is required')
    if (toCount(maxlen) < 0) throw raise('ValueError', 'maxlen must be non-negative')
    self.maxlen = toCount(maxlen)
  }
  self.items = []
  if (iterable !== undefined) for (const item of iterate(iterable)) self.push(item)
}
const dequeSignature = new Signature('deque(iterable=<absent>, maxlen=None)', 'deque')

const fromItems = (self: PyDeque, items: Value[]): PyDeque => {
  const out = new PyDeque()
  out.maxlen = self.maxlen
  for (const item of items) out.push(item)
  return adopt(out, self.cls)
}

function rotate(self: PyDeque, n: Value): void {
  const { items } = self
  if (items.length === 0) return
  const by = ((toCount(n) % items.length) + items.length) % items.length
  self.items = [...items.slice(items.length - by), ...items.slice(0, items.length - by)]
}

const dequeOrder = (op: Ordering) => (self: PyDeque, other: Value) =>
  other instanceof PyDeque ? orderItems(op, self.items, other.items) : NotImplemented

function defineDeque(): PyType {
  const walk = (self: PyDeque, items: Value[], name: string) => {
    const size = self.length
    let i = 0
    return makeIterator(name, () => {
      if (self.length !== size) throw raise('RuntimeError', 'deque mutated during iteration')
      return items[i++]
    })
  }
  return defineType({
    name: 'deque',
    module: 'collections',
    js: PyDeque,
    signature: 'deque([iterable[, maxlen]])',
    new: (cls) => adopt(new PyDeque(), cls),
    methods: {
      'append(self, x, /)': (self: PyDeque, x: Value) => self.push(x),
      'appendleft(self, x, /)': (self: PyDeque, x: Value) => self.unshift(x),
      'clear(self, /)': (self: PyDeque) => {
        self.items = []
      },
      'copy(self, /)': (self: PyDeque) => fromItems(self, self.items),
      '__copy__(self, /)': (self: PyDeque) => fromItems(self, self.items),
      'count(self, x, /)': (self: PyDeque, x: Value) => self.items.filter((item) => equals(item, x)).length,
      'extend(self, iterable, /)': (self: PyDeque, iterable: Value) => {
        for (const item of toArray(iterable)) self.push(item)
      },
      'extendleft(self, iterable, /)': (self: PyDeque, iterable: Value) => {
        for (const item of toArray(iterable)) self.unshift(item)
      },
      'index(self, x, /)': (self: PyDeque, x: Value) => {
        const at = self.items.findIndex((item) => equals(item, x))
        if (at < 0) throw raise('ValueError', `${repr(x)} is not in deque`)
        return at
      },
      'insert(self, i, x, /)': (self: PyDeque, i: Value, x: Value) => {
        if (self.maxlen !== null && self.length >= self.maxlen)
          throw raise('IndexError', 'deque already at its maximum size')
        self.items.splice(toCount(i), 0, x)
      },
      'pop(self, /)': (self: PyDeque) => {
        const item = self.pop()
        if (item === undefined) throw raise('IndexError', 'pop from an empty deque')
        return item
      },
      'popleft(self, /)': (self: PyDeque) => {
        const item = self.shift()
        if (item === undefined) throw raise('IndexError', 'pop from an empty deque')
        return item
      },
      'remove(self, x, /)': (self: PyDeque, x: Value) => {
        const at = self.items.findIndex((item) => equals(item, x))
        if (at < 0) throw raise('ValueError', `${repr(x)} is not in deque`)
        self.items.splice(at, 1)
      },
      'reverse(self, /)': (self: PyDeque) => {
        self.items.reverse()
      },
      'rotate(self, n=1, /)': rotate,
    },
    getset: { maxlen: (self: PyDeque) => self.maxlen },
    attributes: { __hash__: null },
    slots: {
      init: initDeque,
      repr: (self: PyDeque) =>
        reprGuard(
          self,
          '[...]',
          () =>
            `${self.cls.name}([${self.items.map(repr).join(', ')}]${self.maxlen === null ? '' : `, maxlen=${self.maxlen}`})`,
        ),
      len: (self: PyDeque) => self.length,
      bool: (self: PyDeque) => self.length > 0,
      iter: (self: PyDeque) => walk(self, self.items, '_deque_iterator'),
      reversed: (self: PyDeque) => walk(self, self.items.slice().reverse(), '_deque_reverse_iterator'),
      contains: (self: PyDeque, x) => self.items.some((item) => equals(item, x)),
      getitem: (self: PyDeque, i) => self.items[positionOf(i, self.length, 'deque')]!,
      setitem: (self: PyDeque, i, x) => {
        self.items[positionOf(i, self.length, 'deque')] = x
      },
      delitem: (self: PyDeque, i) => {
        self.items.splice(positionOf(i, self.length, 'deque'), 1)
      },
      eq: (self: PyDeque, other) =>
        other instanceof PyDeque
          ? self.length === other.length && self.items.every((item, i) => equals(item, other.items[i]!))
          : NotImplemented,
      lt: dequeOrder('Lt'),
      le: dequeOrder('LtE'),
      gt: dequeOrder('Gt'),
      ge: dequeOrder('GtE'),
      add: (self: PyDeque, other) => {
        if (other instanceof PyDeque) return fromItems(self, [...self.items, ...other.items])
        throw newTypeError(`can only concatenate deque (not "${typeNameOf(other)}") to deque`)
      },
      iadd: (self: PyDeque, other) => {
        for (const item of toArray(other)) self.push(item)
        return self
      },
      mul: (self: PyDeque, other) => {
        const count = countOf(other)
        return count === undefined ? NotImplemented : fromItems(self, repeatItems(self.items, count))
      },
    },
  })
}

// --- dict's subclasses ---------------------------------------------------------------------------------------------

class PyDefaultDict extends PyDict {
  factory: Value = null
}

function defineDefaultDict(): PyType {
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
          call(builtinTypes.list, [call(lookupAttr(self, 'items')!, [])]),
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

function defineOrderedDict(): PyType {
  const copy = (self: PyOrderedDict) => {
    const out = new PyOrderedDict()
    for (const [key, value] of self.entries()) out.set(key, value)
    return adopt(out, self.cls)
  }
  return defineType({
    name: 'OrderedDict',
    module: 'collections',
    base: builtinTypes.dict,
    js: PyOrderedDict,
    instanceDict: true,
    new: (cls) => adopt(new PyOrderedDict(), cls),
    methods: {
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
      'copy(self)': copy,
      '__copy__(self)': copy,
    },
    attributes: { __hash__: null },
    slots: {
      repr: (self: PyOrderedDict) =>
        reprGuard(self, '...', () => {
          const pairs = [...self.entries()].map(([key, value]) => repr(tuple(key, value)))
          return `${self.cls.name}(${pairs.length === 0 ? '' : `[${pairs.join(', ')}]`})`
        }),
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

// --- Counter -------------------------------------------------------------------------------------------------------

class PyCounter extends PyDict {}

function countInto(self: PyDict, source: Value | undefined, kwargs: Kwargs | null, sign: 1 | -1): void {
  const put = (key: Value, by: Value) =>
    self.set(key, binaryOp(sign === 1 ? 'Add' : 'Sub', self.get(key) ?? 0, by))
  if (source !== undefined && source !== null) {
    if (source instanceof PyDict) for (const [key, value] of [...source.entries()]) put(key, value)
    else for (const item of iterate(source)) put(item, 1)
  }
  if (kwargs !== null) for (const [key, value] of kwargs) put(key, value)
}

function mostCommon(self: PyCounter, n: Value): Value[] {
  const pairs = [...self.entries()].map(([key, value]) => tuple(key, value))
  const sorted = sortValues(
    pairs,
    defineFunction('key(pair)', (pair: PyTuple) => pair.items[1]!),
    true,
  )
  return n === null ? sorted : sorted.slice(0, Math.max(0, toCount(n)))
}

function defineCounter(): PyType {
  const positive = (cls: PyType, entries: Iterable<readonly [Value, Value]>) => {
    const out = adopt(new PyCounter(), cls)
    for (const [key, value] of entries) if (truthy(compare('Gt', value, 0))) out.set(key, value)
    return out
  }
  const both = (combine: (a: Value, b: Value) => Value) => (self: PyCounter, other: Value) => {
    if (!(other instanceof PyCounter)) return NotImplemented
    const keys = [...self.keys(), ...other.keys().filter((key) => !self.has(key))]
    return positive(
      self.cls,
      keys.map((key) => [key, combine(self.get(key) ?? 0, other.get(key) ?? 0)] as const),
    )
  }
  const copy = (self: PyCounter) => {
    const out = adopt(new PyCounter(), self.cls)
    for (const [key, value] of self.entries()) out.set(key, value)
    return out
  }
  return defineType({
    name: 'Counter',
    module: 'collections',
    base: builtinTypes.dict,
    js: PyCounter,
    instanceDict: true,
    new: (cls) => adopt(new PyCounter(), cls),
    methods: {
      '__missing__(self, key)': () => 0,
      'most_common(self, n=None)': (self: PyCounter, n: Value) => new PyList(mostCommon(self, n)),
      'elements(self)': (self: PyCounter) => {
        const items = [...self.entries()].flatMap(([key, count]) =>
          new Array<Value>(Math.max(0, toCount(count))).fill(key),
        )
        let i = 0
        return makeIterator('itertools.chain', () => items[i++])
      },
      'total(self)': (self: PyCounter) => self.values_().reduce((a, b) => binaryOp('Add', a, b), 0 as Value),
      'update(self, iterable=None, /, **kwds)': (self: PyCounter, source: Value, kwds: Kwargs) =>
        countInto(self, source, kwds, 1),
      'subtract(self, iterable=None, /, **kwds)': (self: PyCounter, source: Value, kwds: Kwargs) =>
        countInto(self, source, kwds, -1),
      'copy(self)': copy,
      '__copy__(self)': copy,
    },
    attributes: { __hash__: null },
    slots: {
      init: (self: PyCounter, args, kwargs) => {
        if (args.length > 1)
          throw newTypeError(
            `Counter.__init__() takes from 1 to 2 positional arguments but ${args.length + 1} were given`,
          )
        countInto(self, args[0], kwargs, 1)
      },
      delitem: (self: PyCounter, key) => {
        self.delete(key)
      },
      repr: (self: PyCounter) => {
        if (self.size === 0) return `${self.cls.name}()`
        const pairs = (mostCommon(self, null) as PyTuple[]).map(
          ({ items }) => `${repr(items[0]!)}: ${repr(items[1]!)}`,
        )
        return `${self.cls.name}({${pairs.join(', ')}})`
      },
      eq: (self: PyCounter, other) => {
        if (!(other instanceof PyCounter)) return builtinTypes.dict.slots.eq!(self, other)
        return [...self.keys(), ...other.keys()].every((key) =>
          equals(self.get(key) ?? 0, other.get(key) ?? 0),
        )
      },
      add: both((a, b) => binaryOp('Add', a, b)),
      sub: both((a, b) => binaryOp('Sub', a, b)),
      and: both((a, b) => (truthy(compare('Lt', a, b)) ? a : b)),
      or: both((a, b) => (truthy(compare('Lt', a, b)) ? b : a)),
      pos: (self: PyCounter) => positive(self.cls, self.entries()),
      neg: (self: PyCounter) =>
        positive(
          self.cls,
          [...self.entries()].map(([key, value]) => [key, binaryOp('Sub', 0, value)] as const),
        ),
      iadd: (self: PyCounter, other) => {
        countInto(self, other, null, 1)
        return dropped(self)
      },
      isub: (self: PyCounter, other) => {
        countInto(self, other, null, -1)
        return dropped(self)
      },
    },
  })
}

function dropped(self: PyCounter): PyCounter {
  for (const [key, value] of [...self.entries()]) if (!truthy(compare('Gt', value, 0))) self.delete(key)
  return self
}

// --- ChainMap ------------------------------------------------------------------------------------------------------

class PyChainMap extends PyObject {
  constructor(readonly maps: PyList) {
    super()
  }
}

function defineChainMap(): PyType {
  const find = (self: PyChainMap, key: Value): Value | undefined => {
    for (const map of self.maps.items) {
      try {
        return getItem(map, key)
      } catch (error) {
        if (!isError(error, 'KeyError')) throw error
      }
    }
    return undefined
  }
  const flat = (self: PyChainMap): PyDict => {
    const out = new PyDict()
    for (const map of self.maps.items.slice().reverse()) merge(map, (key, value) => out.set(key, value))
    return out
  }
  const view = (name: string) => (self: PyChainMap) => call(lookupAttr(flat(self), name)!, [])
  return defineType({
    name: 'ChainMap',
    module: 'collections',
    js: PyChainMap,
    instanceDict: true,
    new: (cls, args) => adopt(new PyChainMap(new PyList(args.length === 0 ? [new PyDict()] : args)), cls),
    methods: {
      'get(self, key, default=None)': (self: PyChainMap, key: Value, otherwise: Value) =>
        find(self, key) ?? otherwise,
      'keys(self)': view('keys'),
      'values(self)': view('values'),
      'items(self)': view('items'),
      'new_child(self, m=None)': (self: PyChainMap, map: Value) =>
        new PyChainMap(new PyList([map === null ? new PyDict() : map, ...self.maps.items])),
    },
    getset: {
      maps: (self: PyChainMap) => self.maps,
      parents: (self: PyChainMap) => new PyChainMap(new PyList(self.maps.items.slice(1))),
    },
    slots: {
      getitem: (self: PyChainMap, key) => {
        const value = find(self, key)
        if (value === undefined) throw raise('KeyError', key)
        return value
      },
      setitem: (self: PyChainMap, key, value) => setItem(self.maps.items[0]!, key, value),
      contains: (self: PyChainMap, key) => find(self, key) !== undefined,
      len: (self: PyChainMap) => flat(self).size,
      iter: (self: PyChainMap) =>
        tableIterator('dict_keyiterator', flat(self), 'dictionary', (entry) => entry.key),
      repr: (self: PyChainMap) => `ChainMap(${self.maps.items.map(repr).join(', ')})`,
    },
  })
}

export function collections(): NativeModule {
  return {
    isPackage: true,
    attributes: {
      namedtuple: defineFunction(
        'namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)',
        namedtuple,
        { module: 'collections', style: 'python' },
      ),
      deque: defineDeque(),
      defaultdict: defineDefaultDict(),
      OrderedDict: defineOrderedDict(),
      Counter: defineCounter(),
      ChainMap: defineChainMap(),
    },
  }
}
