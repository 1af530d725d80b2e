/**
 * list.
 */

import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { type PyError, raise } from '../object/errors.js'
import { newTypeError } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, typeOf } from '../object/object.js'
import { compare, type Ordering } from '../object/operators.js'
import { equals, repr, reprGuard, toArray, toCount, toIndex } from '../object/protocol.js'
import { type SequenceKind, sequenceIterator } from '../object/sequence_iterator.js'
import { asInt, NotImplemented, PyList, PySlice } from '../object/values.js'
import { sliceArray } from '../text/sequence.js'
import { clip } from '../text/strings.js'
import { indicesOf, positionOf, searchBound } from './slice.js'
import { sortValues } from './sorting.js'

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('list(iterable=<absent>, /)', 'list')

const newList = (cls: PyType): Value => adopt(new PyList([]), cls)

function initList(self: PyList, args: Value[], kwargs: Kwargs | null): void {
  // A class with a constructor of its own may take keywords that are not ours.
  const own = self.cls !== listType && self.cls.slots.new !== listType.slots.new
  const [iterable] = signature.bind(args, own ? null : kwargs) as [Value | undefined]
  self.items = iterable === undefined ? [] : toArray(iterable)
}

// --- methods -------------------------------------------------------------------------------------------------------

function pop(self: PyList, index: Value): Value {
  const { items } = self
  if (items.length === 0) throw raise('IndexError', 'pop from empty list')
  let at = toCount(index)
  if (at === -1) return items.pop()!
  if (at < 0) at += items.length
  if (at < 0 || at >= items.length) throw raise('IndexError', 'pop index out of range')
  return at === 0 ? items.shift()! : items.splice(at, 1)[0]!
}

function insert(self: PyList, index: Value, value: Value): void {
  const [at] = clip(toCount(index), undefined, self.items.length)
  self.items.splice(at, 0, value)
}

function indexOf(self: { items: readonly Value[] }, value: Value, start: Value, stop: Value): number {
  const [from, to] = clip(searchBound(start), searchBound(stop), self.items.length)
  for (let i = from; i < to && i < self.items.length; i++) if (equals(self.items[i]!, value)) return i
  return -1
}

function remove(self: PyList, value: Value): void {
  const at = indexOf(self, value, 0, Number.MAX_SAFE_INTEGER)
  if (at < 0) throw raise('ValueError', 'list.remove(x): x not in list')
  self.items.splice(at, 1)
}

/** `reverse=` of a sort: any int will do. */
export const toFlag = (value: Value): boolean => toCount(value) !== 0

function sort(self: PyList, key: Value, reverse: Value): void {
  const before = self.items
  // As CPython: the list looks empty while it is sorted, and a change meanwhile is an error.
  let touched = false
  let modified: PyError | null = null
  const during = new Proxy<Value[]>([], {
    defineProperty: (items, key, value) => {
      touched = true
      return Reflect.defineProperty(items, key, value)
    },
  })
  self.items = during
  try {
    const sorted = sortValues(before, key, toFlag(reverse))
    const isModified = self.items !== during || touched
    self.items = sorted
    if (isModified) modified = raise('ValueError', 'list modified during sort')
  } catch (error) {
    self.items = before
    throw error
  }
  if (modified !== null) throw modified
}

// --- slots ---------------------------------------------------------------------------------------------------------

function getItemOf(self: PyList, key: Value): Value {
  const { items } = self
  if (typeof key === 'number') {
    const item = items[key < 0 ? key + items.length : key]
    if (item !== undefined) return item
  } else if (key instanceof PySlice) return new PyList(sliceArray(items, indicesOf(key, items.length)))
  return items[positionOf(key, items.length, 'list')]!
}

function setItemOf(self: PyList, key: Value, value: Value): void {
  const { items } = self
  if (!(key instanceof PySlice)) {
    items[positionOf(key, items.length, 'list', 'assignment index')] = value
    return
  }
  if (typeOf(value).slots.iter === undefined && typeOf(value).slots.getitem === undefined) {
    throw newTypeError(
      key.step === null || key.step === 1
        ? 'can only assign an iterable'
        : 'must assign iterable to extended slice',
    )
  }
  const by = toArray(value)
  const { start, step, count } = indicesOf(key, items.length)
  if (step === 1) {
    replaceRange(self, start, count, by)
    return
  }
  if (by.length !== count) {
    throw raise(
      'ValueError',
      `attempt to assign sequence of size ${by.length} to extended slice of size ${count}`,
    )
  }
  by.forEach((item, i) => {
    items[start + i * step] = item
  })
}

function replaceRange(self: PyList, start: number, count: number, by: readonly Value[]): void {
  if (by.length < 1000) self.items.splice(start, count, ...by)
  else {
    const { items } = self
    const tail = items.slice(start + count)
    items.length = start
    append(items, by)
    append(items, tail)
  }
}

const append = (items: Value[], more: readonly Value[]) => {
  for (let i = 0; i < more.length; i++) items.push(more[i]!)
}

function deleteItem(self: PyList, key: Value): void {
  const { items } = self
  if (!(key instanceof PySlice)) {
    items.splice(positionOf(key, items.length, 'list', 'assignment index'), 1)
    return
  }
  const { start, step, count } = indicesOf(key, items.length)
  if (step === 1) items.splice(start, count)
  else {
    const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step))
    const kept = items.filter((_, i) => !gone.has(i))
    items.length = 0
    append(items, kept)
  }
}

/** Items `count` times over; MemoryError past what an array holds. */
export function repeatItems(items: readonly Value[], count: number): Value[] {
  if (count <= 0) return []
  if (items.length * count > 2 ** 27) throw raise('MemoryError')
  if (items.length === 1) return new Array<Value>(count).fill(items[0]!)
  // Doubling what is there already: JS copies whole arrays fast.
  let out = items.slice()
  let times = 1
  for (; times * 2 <= count; times *= 2) out = out.concat(out)
  return times === count ? out : out.concat(out.slice(0, (count - times) * items.length))
}

/** The count of `sequence * count`, undefined if it is no index. */
export function countOf(value: Value): number | undefined {
  if (asInt(value) === undefined && typeOf(value).slots.index === undefined) return undefined
  const count = toIndex(value)
  if (typeof count === 'number') return count
  if (count >= 2n ** 63n || count < -(2n ** 63n))
    throw raise('OverflowError', "cannot fit 'int' into an index-sized integer")
  return Number(count)
}

/** Both sequences in one array: JS's concat takes its time to begin. */
export function joined(a: readonly Value[], b: readonly Value[]): Value[] {
  if (b.length > 50) return a.concat(b)
  const items = a.slice()
  for (let i = 0; i < b.length; i++) items.push(b[i]!)
  return items
}

function repeat(self: PyList, other: Value): Value {
  const count = countOf(other)
  return count === undefined ? NotImplemented : new PyList(repeatItems(self.items, count))
}

export function itemsEqual(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!equals(a[i]!, b[i]!)) return false
  return true
}

/** Lexicographic order of two sequences: the first differing pair decides, as a value of its own comparison. */
export function orderItems(op: Ordering, a: readonly Value[], b: readonly Value[]): Value {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) if (!equals(a[i]!, b[i]!)) return compare(op, a[i]!, b[i]!)
  return compare(op, a.length, b.length)
}

const order = (op: Ordering) => (self: PyList, other: Value) =>
  other instanceof PyList ? orderItems(op, self.items, other.items) : NotImplemented

const forwards: SequenceKind<PyList> = {
  name: 'list_iterator',
  step: (self) => {
    const list = self.sequence
    return () => {
      if (self.at < 0) return undefined
      const item = list.items[self.at]
      if (item === undefined) self.at = -1
      else self.at++
      return item
    }
  },
  length: (list) => list.items.length,
  ended: () => new PyList([]),
}

const backwards: SequenceKind<PyList> = {
  name: 'list_reverseiterator',
  step: (self) => {
    const list = self.sequence
    return () => {
      const item = self.at < 0 ? undefined : list.items[self.at]
      if (item === undefined) self.at = -1
      else self.at--
      return item
    }
  },
  length: (list) => list.items.length,
  backwards: true,
  ended: () => new PyList([]),
}

export const listType = defineType({
  name: 'list',
  register: 'list',
  js: PyList,
  signature: 'list(iterable=(), /)',
  doc: 'Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.',
  new: newList,
  convert: (iterable) => new PyList(toArray(iterable)),
  methods: {
    'append(self, object, /)': (self: PyList, item: Value) => {
      self.items.push(item)
    },
    'clear(self, /)': (self: PyList) => {
      // In place: whoever walks the list finds it empty.
      self.items.length = 0
    },
    'copy(self, /)': (self: PyList) => new PyList(self.items.slice()),
    'count(self, value, /)': (self: PyList, value: Value) =>
      self.items.reduce<number>((count, item) => count + (equals(item, value) ? 1 : 0), 0),
    'extend(self, iterable, /)': (self: PyList, iterable: Value) => {
      const more = toArray(iterable)
      if (self.items.length === 0) self.items = more
      else append(self.items, more)
    },
    'index(self, value, start=0, stop=9223372036854775807, /)': (
      self: PyList,
      value: Value,
      start: Value,
      stop: Value,
    ) => {
      const at = indexOf(self, value, start, stop)
      if (at < 0) throw raise('ValueError', `${repr(value)} is not in list`)
      return at
    },
    'insert(self, index, object, /)': insert,
    'pop(self, index=-1, /)': pop,
    'remove(self, value, /)': remove,
    'reverse(self, /)': (self: PyList) => {
      self.items.reverse()
    },
    'sort(self, /, *, key=None, reverse=False)': sort,
  },
  attributes: { __hash__: null },
  slots: {
    init: initList,
    repr: (self: PyList) => reprGuard(self, '[...]', () => `[${self.items.map(repr).join(', ')}]`),
    len: (self: PyList) => self.items.length,
    iter: (self: PyList) => sequenceIterator(forwards, self),
    reversed: (self: PyList) => sequenceIterator(backwards, self),
    contains: (self: PyList, value) => {
      for (let i = 0; i < self.items.length; i++) if (equals(self.items[i]!, value)) return true
      return false
    },
    getitem: getItemOf,
    setitem: setItemOf,
    delitem: deleteItem,
    eq: (self: PyList, other) =>
      other instanceof PyList ? itemsEqual(self.items, other.items) : NotImplemented,
    lt: order('Lt'),
    le: order('LtE'),
    gt: order('Gt'),
    ge: order('GtE'),
    add: (self: PyList, other) =>
      other instanceof PyList ? new PyList(joined(self.items, other.items)) : NotImplemented,
    iadd: (self: PyList, other) => {
      append(self.items, toArray(other))
      return self
    },
    mul: repeat,
    rmul: repeat,
    imul: (self: PyList, other) => {
      const count = countOf(other)
      if (count === undefined) return NotImplemented
      self.items = repeatItems(self.items, count)
      return self
    },
  },
})
