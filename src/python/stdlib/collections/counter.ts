/** collections.Counter. */
import { defineFunction, defineType } from '../../object/define.js'
import { PyDict } from '../../object/dict.js'
import { isError, raise } from '../../object/errors.js'
import { newTypeError } from '../../object/names.js'
import { adopt, builtinTypes, type Kwargs, type PyType, type Value } from '../../object/object.js'
import { binaryOp, compare } from '../../object/operators.js'
import {
  call,
  equals,
  getItem,
  iterate,
  makeIterator,
  repr,
  setItem,
  toCount,
  truthy,
} from '../../object/protocol.js'
import { NotImplemented, PyList, type PyTuple, tuple } from '../../object/values.js'
import { sortValues } from '../../types/sorting.js'

class PyCounter extends PyDict {}

function countInto(self: PyDict, source: Value | undefined, kwargs: Kwargs | null, sign: 1 | -1): void {
  const plain = self.cls.isNative
  const put = (key: Value, by: Value) => {
    const count = binaryOp(sign === 1 ? 'Add' : 'Sub', self.get(key) ?? 0, by)
    if (plain) self.set(key, count)
    else setItem(self, key, count)
  }
  // The first counts are taken as they are, whatever they are.
  const putAll = (counts: Iterable<readonly [Value, Value]>) => {
    const first = self.size === 0 && sign === 1
    for (const [key, value] of [...counts]) first ? self.set(key, value) : put(key, value)
  }
  if (source !== undefined && source !== null) {
    if (source instanceof PyDict) putAll(source.entries())
    else for (const item of iterate(source)) put(item, 1)
  }
  if (kwargs !== null) putAll(kwargs)
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

/** The largest counts first, unless they have no order. */
function shown(self: PyCounter): (readonly [Value, Value])[] {
  try {
    return (mostCommon(self, null) as PyTuple[]).map(({ items }) => [items[0], items[1]])
  } catch (error) {
    if (!isError(error, 'TypeError')) throw error
    return [...self.entries()]
  }
}

export function defineCounter(): PyType {
  const positive = (entries: Iterable<readonly [Value, Value]>) => {
    const out = new PyCounter()
    for (const [key, value] of entries) if (truthy(compare('Gt', value, 0))) out.set(key, value)
    return out
  }
  const both = (combine: (a: Value, b: Value) => Value) => (self: PyCounter, other: Value) => {
    if (!(other instanceof PyCounter)) return NotImplemented
    const keys = [...self.keys(), ...other.keys().filter((key) => !self.has(key))]
    return positive(keys.map((key) => [key, combine(self.get(key) ?? 0, other.get(key) ?? 0)] as const))
  }
  const copy = (self: PyCounter) => call(self.cls, [self])
  const everyCount = (a: PyCounter, b: PyCounter): boolean =>
    [...a.keys(), ...b.keys()].every((key) => truthy(compare('LtE', a.get(key) ?? 0, b.get(key) ?? 0)))
  const ordered = (test: (a: PyCounter, b: PyCounter) => boolean) => (self: PyCounter, other: Value) =>
    other instanceof PyCounter ? test(self, other) : NotImplemented
  return defineType({
    name: 'Counter',
    module: 'collections',
    base: builtinTypes.dict,
    js: PyCounter,
    instanceDict: true,
    new: (cls) => adopt(new PyCounter(), cls),
    style: 'python',
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
      '__reduce__(self)': (self: PyCounter) => tuple(self.cls, tuple(PyDict.of(self.entries()))),
      'copy(self)': copy,
    },
    classMethods: {
      'fromkeys(iterable, v=None)': () => {
        throw raise('NotImplementedError', 'Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')
      },
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
        const pairs = shown(self).map(([key, count]) => `${repr(key)}: ${repr(count)}`)
        return `${self.cls.name}({${pairs.join(', ')}})`
      },
      eq: (self: PyCounter, other) => {
        if (!(other instanceof PyCounter)) return builtinTypes.dict.slots.eq!(self, other)
        return [...self.keys(), ...other.keys()].every((key) =>
          equals(self.get(key) ?? 0, other.get(key) ?? 0),
        )
      },
      lt: ordered((a, b) => everyCount(a, b) && !everyCount(b, a)),
      le: ordered((a, b) => everyCount(a, b)),
      gt: ordered((a, b) => everyCount(b, a) && !everyCount(a, b)),
      ge: ordered((a, b) => everyCount(b, a)),
      add: both((a, b) => binaryOp('Add', a, b)),
      sub: both((a, b) => binaryOp('Sub', a, b)),
      and: both((a, b) => (truthy(compare('Lt', a, b)) ? a : b)),
      or: both((a, b) => (truthy(compare('Lt', a, b)) ? b : a)),
      pos: (self: PyCounter) => positive(self.entries()),
      neg: (self: PyCounter) =>
        positive([...self.entries()].map(([key, value]) => [key, binaryOp('Sub', 0, value)] as const)),
      iadd: (self: PyCounter, other) => {
        countInto(self, other, null, 1)
        return dropped(self)
      },
      iand: (self: PyCounter, other) => {
        for (const [key, count] of [...self.entries()]) {
          const others = getItem(other, key)
          if (truthy(compare('Lt', others, count))) self.set(key, others)
        }
        return dropped(self)
      },
      ior: (self: PyCounter, other) => {
        if (other instanceof PyDict)
          for (const [key, count] of [...other.entries()])
            if (truthy(compare('Gt', count, self.get(key) ?? 0))) self.set(key, count)
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
