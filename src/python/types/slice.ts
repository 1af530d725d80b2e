/**
 * slice, and what the sequence types share: index and slice arithmetic with CPython's words.
 */
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { typeOf } from '../object/object.js'
import { compare } from '../object/operators.js'
import { equals, repr, toCount, toIndex } from '../object/protocol.js'
import { asInt, NotImplemented, PySlice, tuple } from '../object/values.js'
import { longSliceIndices, type SliceIndices, sliceIndices } from '../text/sequence.js'

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('slice(start, stop=<absent>, step=None, /)', 'slice')

function newSlice(_cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const [start, stop, step] = signature.bind(args, kwargs) as [Value, Value | undefined, Value]
  return stop === undefined ? new PySlice(null, start, null) : new PySlice(start, stop, step)
}

// --- methods -------------------------------------------------------------------------------------------------------

function bound(value: Value): number | bigint | undefined {
  return value === null
    ? undefined
    : toIndex(value, 'slice indices must be integers or None or have an __index__ method')
}

/** A bound of `index(value, start, stop)`, which None is none of. */
export const searchBound = (value: Value): number =>
  toCount(value, 'slice indices must be integers or have an __index__ method')

function stepOf(slice: PySlice): number | bigint | undefined {
  const step = bound(slice.step)
  if (step === 0) throw raise('ValueError', 'slice step cannot be zero')
  return step
}

/** The indices of a slice on a sequence of a length. */
export function indicesOf(slice: PySlice, length: number): SliceIndices {
  const step = stepOf(slice)
  return sliceIndices(bound(slice.start), bound(slice.stop), step, length)
}

/** The same on a length of any size. */
export function longIndicesOf(slice: PySlice, length: number | bigint) {
  const step = stepOf(slice)
  return longSliceIndices(bound(slice.start), bound(slice.stop), step, length)
}

/**
 * The position of an int key in a sequence of `length`; `kind` words the errors: `list indices must be integers or
 * slices, not str`, `list index out of range`.
 */
export function positionOf(key: Value, length: number, kind: string, action = 'index'): number {
  let index = asInt(key)
  if (index === undefined) {
    if (typeOf(key).slots.index === undefined) throw badIndex(key, kind)
    index = toIndex(key)
  }
  if (typeof index === 'bigint') {
    throw raise('IndexError', `cannot fit 'int' into an index-sized integer`)
  }
  const at = index < 0 ? index + length : index
  if (at < 0 || at >= length)
    throw raise('IndexError', `${kind === 'byte' ? '' : `${kind} `}${action} out of range`)
  return at
}

export function badIndex(key: Value, kind: string) {
  const article = kind === 'string' ? `string indices must be integers, not '${typeNameOf(key)}'` : null
  return newTypeError(article ?? `${kind} indices must be integers or slices, not ${typeNameOf(key)}`)
}

// --- slots ---------------------------------------------------------------------------------------------------------

const parts = (slice: PySlice) => tuple(slice.start, slice.stop, slice.step)
const ordering = (op: 'Lt' | 'LtE' | 'Gt' | 'GtE') => (self: PySlice, other: Value) =>
  other instanceof PySlice ? compare(op, parts(self), parts(other)) : NotImplemented

export const sliceType = defineType({
  name: 'slice',
  register: 'slice',
  js: PySlice,
  subclassable: false,
  signature: 'slice(stop)\nslice(start, stop[, step])',
  doc: 'Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).',
  new: newSlice,
  methods: {
    'indices(self, length, /)': (self: PySlice, length: Value) => {
      const size = toIndex(length)
      if (size < 0) throw raise('ValueError', 'length should not be negative')
      const { start, stop, step } = longIndicesOf(self, size)
      return tuple(start, stop, step)
    },
    '__reduce__(self, /)': (self: PySlice) => tuple(sliceType, parts(self)),
  },
  members: {
    start: (self: PySlice) => self.start,
    stop: (self: PySlice) => self.stop,
    step: (self: PySlice) => self.step,
  },
  attributes: { __hash__: null },
  slots: {
    repr: (self: PySlice) => `slice(${repr(self.start)}, ${repr(self.stop)}, ${repr(self.step)})`,
    eq: (self: PySlice, other) =>
      other instanceof PySlice
        ? equals(self.start, other.start) && equals(self.stop, other.stop) && equals(self.step, other.step)
        : NotImplemented,
    lt: ordering('Lt'),
    le: ordering('LtE'),
    gt: ordering('Gt'),
    ge: ordering('GtE'),
  },
})
