/**
 * range, over safe integers.
 */
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { hashItems } from '../object/hashing.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { equals, makeIterator, repr, toIndex } from '../object/protocol.js'
import { asInt, NotImplemented, PyFloat, PyRange, PySlice } from '../object/values.js'
import { indicesOf, positionOf } from './slice.js'

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('range(start, stop=<absent>, step=<absent>, /)', 'range')

function newRange(_cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const [start, stop, step] = signature.bind(args, kwargs) as [Value, Value | undefined, Value | undefined]
  if (stop === undefined) return new PyRange(0, edge(start), 1)
  const by = step === undefined ? 1 : edge(step)
  if (by === 0) throw raise('ValueError', 'range() arg 3 must not be zero')
  return new PyRange(edge(start), edge(stop), by)
}

function edge(value: Value): number {
  const index = toIndex(value)
  if (typeof index === 'number') return index
  throw raise('OverflowError', 'range() beyond 2**53 is not available here')
}

// --- methods -------------------------------------------------------------------------------------------------------

/** Where a value stands, or −1; anything but an int is compared one by one, as CPython does. */
function find(self: PyRange, value: Value): number {
  const int = value instanceof PyFloat && Number.isInteger(value.value) ? value.value : asInt(value)
  if (int === undefined) {
    if (value instanceof PyFloat || typeof value === 'string' || value === null) return -1
    for (let i = 0; i < self.length; i++) if (equals(self.start + i * self.step, value)) return i
    return -1
  }
  const offset = (Number(int) - self.start) / self.step
  return Number.isInteger(offset) && offset >= 0 && offset < self.length ? offset + 0 : -1
}

// --- slots ---------------------------------------------------------------------------------------------------------

const walk = (first: number, step: number, count: number) => {
  let i = 0
  return makeIterator(
    'range_iterator',
    () => (i < count ? first + step * i++ : undefined),
    () => count - i,
  )
}

function getItemOf(self: PyRange, key: Value): Value {
  if (key instanceof PySlice) {
    const { start, stop, step } = indicesOf(key, self.length)
    return new PyRange(self.start + start * self.step, self.start + stop * self.step, self.step * step)
  }
  return self.start + positionOf(key, self.length, 'range', 'object index') * self.step
}

export const rangeType = defineType({
  name: 'range',
  register: 'range',
  js: PyRange,
  subclassable: false,
  signature: 'range(stop)\nrange(start, stop[, step])',
  doc: 'An immutable sequence of numbers.',
  new: newRange,
  methods: {
    'count(self, value, /)': (self: PyRange, value: Value) => (find(self, value) < 0 ? 0 : 1),
    'index(self, value, /)': (self: PyRange, value: Value) => {
      const at = find(self, value)
      if (at >= 0) return at
      throw raise(
        'ValueError',
        asInt(value) === undefined
          ? 'sequence.index(x): x not in sequence'
          : `${repr(value)} is not in range`,
      )
    },
  },
  getset: {
    start: (self: PyRange) => self.start,
    stop: (self: PyRange) => self.stop,
    step: (self: PyRange) => self.step,
  },
  slots: {
    repr: (self: PyRange) =>
      self.step === 1
        ? `range(${self.start}, ${self.stop})`
        : `range(${self.start}, ${self.stop}, ${self.step})`,
    hash: (self: PyRange) =>
      hashItems([self.length, self.length > 0 ? self.start : null, self.length > 1 ? self.step : null]),
    bool: (self: PyRange) => self.length > 0,
    len: (self: PyRange) => self.length,
    iter: (self: PyRange) => walk(self.start, self.step, self.length),
    reversed: (self: PyRange) => walk(self.start + (self.length - 1) * self.step, -self.step, self.length),
    contains: (self: PyRange, value) => find(self, value) >= 0,
    getitem: getItemOf,
    eq: (self: PyRange, other) =>
      other instanceof PyRange
        ? self.length === other.length &&
          (self.length === 0 ||
            (self.start === other.start && (self.length === 1 || self.step === other.step)))
        : NotImplemented,
  },
})
