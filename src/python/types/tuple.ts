/**
 * tuple.
 */

import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { hashItems } from '../object/hashing.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, builtinTypes } from '../object/object.js'
import type { Ordering } from '../object/operators.js'
import { equals, repr, reprGuard, toArray } from '../object/protocol.js'
import { type SequenceKind, sequenceIterator } from '../object/sequence_iterator.js'
import { EMPTY_TUPLE, NotImplemented, PySlice, PyTuple, tuple } from '../object/values.js'
import { sliceArray } from '../text/sequence.js'
import { clip } from '../text/strings.js'
import { countOf, itemsEqual, joined, orderItems, repeatItems } from './list.js'
import { indicesOf, positionOf, searchBound } from './slice.js'

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('tuple(iterable=<absent>, /)', 'tuple')

function newTuple(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  // A class with an initializer of its own may take keywords that are not ours.
  const own = cls !== builtinTypes.tuple && cls.slots.init !== builtinTypes.tuple.slots.init
  const [iterable] = signature.bind(args, own ? null : kwargs) as [Value | undefined]
  if (cls === builtinTypes.tuple) {
    if (iterable === undefined) return EMPTY_TUPLE
    if (iterable instanceof PyTuple && iterable.cls === cls) return iterable
  }
  return adopt(new PyTuple(iterable === undefined ? [] : toArray(iterable)), cls)
}

// --- slots ---------------------------------------------------------------------------------------------------------

function getItemOf(self: PyTuple, key: Value): Value {
  const { items } = self
  if (typeof key === 'number') {
    const item = items[key < 0 ? key + items.length : key]
    if (item !== undefined) return item
  } else if (key instanceof PySlice) return new PyTuple(sliceArray(items, indicesOf(key, items.length)))
  return items[positionOf(key, items.length, 'tuple')]!
}

function repeat(self: PyTuple, other: Value): Value {
  const count = countOf(other)
  if (count === 1 && self.cls === builtinTypes.tuple) return self
  return count === undefined ? NotImplemented : new PyTuple(repeatItems(self.items, count))
}

const order = (op: Ordering) => (self: PyTuple, other: Value) =>
  other instanceof PyTuple ? orderItems(op, self.items, other.items) : NotImplemented

const forwards: SequenceKind<PyTuple> = {
  name: 'tuple_iterator',
  step: (self) => {
    const { items } = self.sequence
    return () => {
      if (self.at < 0) return undefined
      const item = items[self.at]
      if (item === undefined) self.at = -1
      else self.at++
      return item
    }
  },
  length: (sequence) => sequence.items.length,
  ended: () => EMPTY_TUPLE,
}

export const tupleType = defineType({
  name: 'tuple',
  register: 'tuple',
  js: PyTuple,
  signature: 'tuple(iterable=(), /)',
  doc: 'Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.',
  new: newTuple,
  convert: (iterable) =>
    iterable instanceof PyTuple && iterable.cls === builtinTypes.tuple
      ? iterable
      : new PyTuple(toArray(iterable)),
  methods: {
    'count(self, value, /)': (self: PyTuple, value: Value) =>
      self.items.reduce<number>((count, item) => count + (equals(item, value) ? 1 : 0), 0),
    'index(self, value, start=0, stop=9223372036854775807, /)': (
      self: PyTuple,
      value: Value,
      start: Value,
      stop: Value,
    ) => {
      const [from, to] = clip(searchBound(start), searchBound(stop), self.items.length)
      for (let i = from; i < to; i++) if (equals(self.items[i]!, value)) return i
      throw raise('ValueError', 'tuple.index(x): x not in tuple')
    },
    '__getnewargs__(self, /)': (self: PyTuple) => tuple(new PyTuple(self.items)),
  },
  slots: {
    repr: (self: PyTuple) =>
      reprGuard(
        self,
        '(...)',
        () => `(${self.items.map(repr).join(', ')}${self.items.length === 1 ? ',' : ''})`,
      ),
    hash: (self: PyTuple) => hashItems(self.items),
    len: (self: PyTuple) => self.items.length,
    iter: (self: PyTuple) => sequenceIterator(forwards, self),
    contains: (self: PyTuple, value) => {
      for (const item of self.items) if (equals(item, value)) return true
      return false
    },
    getitem: getItemOf,
    eq: (self: PyTuple, other) =>
      other instanceof PyTuple ? itemsEqual(self.items, other.items) : NotImplemented,
    lt: order('Lt'),
    le: order('LtE'),
    gt: order('Gt'),
    ge: order('GtE'),
    add: (self: PyTuple, other) =>
      other instanceof PyTuple ? new PyTuple(joined(self.items, other.items)) : NotImplemented,
    mul: repeat,
    rmul: repeat,
  },
})
