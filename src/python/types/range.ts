/**
 * range. Bounds beyond `RANGE_LIMIT` have a representation of their own; all but loops and items of the small one goes through integers of
 * any size.
 */

import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { hashItems } from '../object/hashing.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { equals, iterate, makeIterator, repr, toCount, toIndex, typeOf } from '../object/protocol.js'
import { loadBuiltin } from '../object/runtime.js'
import {
  asInt,
  NotImplemented,
  PyFloat,
  PyLongRange,
  PyRange,
  PySlice,
  RANGE_LIMIT,
  tuple,
} from '../object/values.js'
import { add, fromFloat, type Int, multiply, negate, subtract } from '../text/integer.js'
import { rangeIndex, rangeItem, rangeLength } from '../text/sequence.js'
import { badIndex, longIndicesOf, positionOf } from './slice.js'

type AnyRange = PyRange | PyLongRange

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('range(start, stop=<absent>, step=<absent>, /)', 'range')

function newRange(_cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const [start, stop, step] = signature.bind(args, kwargs) as [Value, Value | undefined, Value | undefined]
  if (stop === undefined) return rangeOf(0, toIndex(start), 1)
  const from = toIndex(start)
  const to = toIndex(stop)
  const by = step === undefined ? 1 : toIndex(step)
  if (by === 0) throw raise('ValueError', 'range() arg 3 must not be zero')
  return rangeOf(from, to, by)
}

const isShort = (bound: Int): bound is number =>
  typeof bound === 'number' && bound <= RANGE_LIMIT && bound >= -RANGE_LIMIT

const rangeOf = (start: Int, stop: Int, step: Int): AnyRange =>
  isShort(start) && isShort(stop) && isShort(step)
    ? new PyRange(start, stop, step)
    : new PyLongRange(start, stop, step, rangeLength(start, stop, step))

// --- methods -------------------------------------------------------------------------------------------------------

/** The int that a value equals, where that needs no asking: subclasses may compare as they like. */
function intOf(value: Value): Int | undefined {
  if (value instanceof PyFloat && value.cls.isNative && Number.isInteger(value.value))
    return fromFloat(value.value)
  return typeof value === 'object' ? undefined : asInt(value)
}

/** Where a value stands, or −1; anything but an int is compared one by one, as CPython does. */
function find(self: AnyRange, value: Value): Int {
  const int = intOf(value)
  if (int !== undefined) return rangeIndex(self.start, self.stop, self.step, int)
  if (value instanceof PyFloat || typeof value === 'string' || value === null) return -1
  let at = 0
  for (const item of iterate(self)) {
    if (equals(item, value)) return at
    at++
  }
  return -1
}

function countOf(self: AnyRange, value: Value): number {
  if (typeof value !== 'object' || value instanceof PyFloat) return find(self, value) < 0 ? 0 : 1
  let count = 0
  for (const item of iterate(self)) if (equals(item, value)) count++
  return count
}

function indexOf(self: AnyRange, value: Value): Int {
  const at = find(self, value)
  if (at >= 0) return at
  throw raise(
    'ValueError',
    asInt(value) === undefined ? 'sequence.index(x): x not in sequence' : `${repr(value)} is not in range`,
  )
}

// --- slots ---------------------------------------------------------------------------------------------------------

const walk = (first: number, step: number, count: number) => {
  let i = 0
  return makeIterator(
    'range_iterator',
    () => (i < count ? first + step * i++ : undefined),
    () => count - i,
    {
      reduce: () => resumed(rangeOf(first, first + step * count, step), i),
      restore: (state) => {
        i = Math.min(Math.max(toCount(state), 0), count)
      },
    },
  )
}
const resumed = (range: Value, at: Int) => tuple(loadBuiltin('iter'), tuple(range), at)

const walkLong = (first: Int, step: Int, count: Int) => {
  let left = count
  let item = first
  return makeIterator(
    'longrange_iterator',
    () => {
      if (left <= 0) return undefined
      const given = item
      item = add(item, step)
      left = subtract(left, 1)
      return given
    },
    () => left,
    {
      reduce: () => resumed(rangeOf(first, add(first, multiply(step, count)), step), subtract(count, left)),
      restore: (state) => {
        const index = toIndex(state)
        const at = index < 0 ? 0 : index > count ? count : index
        left = subtract(count, at)
        item = rangeItem(first, step, at)
      },
    },
  )
}

function reversed(self: AnyRange): Value {
  if (self instanceof PyRange)
    return walk(self.start + (self.length - 1) * self.step, -self.step, self.length)
  return walkLong(rangeItem(self.start, self.step, subtract(self.length, 1)), negate(self.step), self.length)
}

function getItemOf(self: AnyRange, key: Value): Value {
  if (key instanceof PySlice) {
    const { start, stop, step } = longIndicesOf(key, self.length)
    const at = (index: Int): Int => rangeItem(self.start, self.step, index)
    return rangeOf(at(start), at(stop), multiply(self.step, step))
  }
  if (self instanceof PyRange && typeof key === 'number')
    return self.start + positionOf(key, self.length, 'range', 'object index') * self.step
  if (asInt(key) === undefined && typeOf(key).slots.index === undefined) throw badIndex(key, 'range')
  const index = toIndex(key)
  const at = index < 0 ? add(index, self.length) : index
  if (at < 0 || at >= self.length) throw raise('IndexError', 'range object index out of range')
  return rangeItem(self.start, self.step, at)
}

/** The length of one that a JS number tells exactly; `len` tells the others too. */
function lengthOf(self: AnyRange): number {
  if (self instanceof PyRange || self.length < 2n ** 63n) return Number(self.length)
  throw raise('OverflowError', 'Python int too large to convert to C ssize_t')
}

const isRange = (value: Value): value is AnyRange => value instanceof PyRange || value instanceof PyLongRange

const sameItems = (a: AnyRange, b: AnyRange): boolean =>
  a.length === b.length && (a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step)))

export const rangeType = defineType({
  name: 'range',
  register: 'range',
  js: PyRange,
  subclassable: false,
  signature: 'range(stop)\nrange(start, stop[, step])',
  doc: 'An immutable sequence of numbers.',
  new: newRange,
  methods: {
    'count(self, value, /)': countOf,
    'index(self, value, /)': indexOf,
    '__reduce__(self, /)': (self: AnyRange) => tuple(rangeType, tuple(self.start, self.stop, self.step)),
  },
  members: {
    start: (self: AnyRange) => self.start,
    stop: (self: AnyRange) => self.stop,
    step: (self: AnyRange) => self.step,
  },
  slots: {
    repr: (self: AnyRange) =>
      self.step === 1
        ? `range(${self.start}, ${self.stop})`
        : `range(${self.start}, ${self.stop}, ${self.step})`,
    hash: (self: AnyRange) =>
      hashItems([self.length, self.length > 0 ? self.start : null, self.length > 1 ? self.step : null]),
    bool: (self: AnyRange) => self.length > 0,
    len: lengthOf,
    iter: (self: AnyRange) =>
      self instanceof PyRange
        ? walk(self.start, self.step, self.length)
        : walkLong(self.start, self.step, self.length),
    reversed,
    contains: (self: AnyRange, value) => find(self, value) >= 0,
    getitem: getItemOf,
    eq: (self: AnyRange, other) => (isRange(other) ? sameItems(self, other) : NotImplemented),
  },
})
PyLongRange.prototype.cls = rangeType
