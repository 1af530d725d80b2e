/**
 * dict_keys, dict_values, dict_items: live views; keys and items answer the set operators.
 */

import { defineType } from '../object/define.js'
import type { PyDict } from '../object/dict.js'
import { PyMappingProxy } from '../object/function.js'
import type { Value } from '../object/object.js'
import { PyObject, typeOf } from '../object/object.js'
import { contains, equals, iterate, length, repr, reprGuard, toArray } from '../object/protocol.js'
import { PySet } from '../object/set.js'
import { NotImplemented, PyTuple, tuple } from '../object/values.js'
import { dictIterator } from './dict.js'

abstract class DictView extends PyObject {
  constructor(readonly dict: PyDict) {
    super()
  }
}
export class DictKeys extends DictView {}
export class DictValues extends DictView {}
export class DictItems extends DictView {}

type SetView = DictKeys | DictItems

// --- methods -------------------------------------------------------------------------------------------------------

const itemsOf = (self: DictView): Value[] =>
  self instanceof DictKeys
    ? self.dict.keys()
    : self instanceof DictValues
      ? self.dict.values_()
      : [...self.dict.entries()].map(([key, value]) => tuple(key, value))

function has(self: SetView, item: Value): boolean {
  if (self instanceof DictKeys) return self.dict.has(item)
  if (!(item instanceof PyTuple) || item.items.length !== 2) return false
  const value = self.dict.get(item.items[0]!)
  return value !== undefined && equals(value, item.items[1]!)
}

function isDisjoint(self: SetView, other: Value): boolean {
  for (const item of iterate(other)) if (has(self, item)) return false
  return true
}

// --- slots ---------------------------------------------------------------------------------------------------------

const isSetLike = (value: Value) =>
  value instanceof PySet || value instanceof DictKeys || value instanceof DictItems

const and = (self: Value, other: Value) => PySet.of(toArray(other).filter((item) => contains(self, item)))
const or = (self: Value, other: Value) => PySet.of(toArray(self)).fill(toArray(other))
const sub = (self: Value, other: Value) => {
  const gone = PySet.of(toArray(other))
  return PySet.of(toArray(self).filter((item) => !gone.has(item)))
}
const xor = (self: Value, other: Value) => {
  const right = PySet.of(toArray(other))
  return (sub(self, right) as PySet).fill(toArray(sub(right, self)))
}
const reflected = (operation: (a: Value, b: Value) => Value) => (self: Value, other: Value) =>
  operation(other, self)

/** Every item of `a` is in `b`. */
const within = (a: Value, b: Value) => toArray(a).every((item) => contains(b, item))
const order = (test: (self: Value, other: Value) => boolean) => (self: Value, other: Value) =>
  isSetLike(other) ? test(self, other) : NotImplemented

const common = {
  len: (self: DictView) => self.dict.size,
  repr: (self: DictView) =>
    reprGuard(self, '...', () => `${typeOf(self).name}([${itemsOf(self).map(repr).join(', ')}])`),
}

const setSlots = {
  contains: has,
  and,
  rand: reflected(and),
  or,
  ror: reflected(or),
  sub,
  rsub: reflected(sub),
  xor,
  rxor: reflected(xor),
  eq: order((a, b) => length(a) === length(b) && within(a, b)),
  le: order((a, b) => length(a) <= length(b) && within(a, b)),
  lt: order((a, b) => length(a) < length(b) && within(a, b)),
  ge: order((a, b) => length(a) >= length(b) && within(b, a)),
  gt: order((a, b) => length(a) > length(b) && within(b, a)),
}

const mapping = (self: DictView) => new PyMappingProxy(self.dict)

export const dictKeysType = defineType({
  name: 'dict_keys',
  js: DictKeys,
  methods: { 'isdisjoint(self, other, /)': isDisjoint },
  getset: { mapping },
  attributes: { __hash__: null },
  slots: {
    ...common,
    ...setSlots,
    iter: (self: DictKeys) => dictIterator('dict_keyiterator', self.dict, (entry) => entry.key),
    reversed: (self: DictKeys) =>
      dictIterator('dict_reversekeyiterator', self.dict, (entry) => entry.key, true),
  },
})

export const dictValuesType = defineType({
  name: 'dict_values',
  js: DictValues,
  getset: { mapping },
  slots: {
    ...common,
    iter: (self: DictValues) => dictIterator('dict_valueiterator', self.dict, (entry) => entry.value!),
    reversed: (self: DictValues) =>
      dictIterator('dict_reversevalueiterator', self.dict, (entry) => entry.value!, true),
  },
})

export const dictItemsType = defineType({
  name: 'dict_items',
  js: DictItems,
  methods: { 'isdisjoint(self, other, /)': isDisjoint },
  getset: { mapping },
  attributes: { __hash__: null },
  slots: {
    ...common,
    ...setSlots,
    iter: (self: DictItems) =>
      dictIterator('dict_itemiterator', self.dict, (entry) => tuple(entry.key, entry.value!)),
    reversed: (self: DictItems) =>
      dictIterator('dict_reverseitemiterator', self.dict, (entry) => tuple(entry.key, entry.value!), true),
  },
})

// --- those of an OrderedDict ---------------------------------------------------------------------------------------

export class OrderedKeys extends DictKeys {}
export class OrderedValues extends DictValues {}
export class OrderedItems extends DictItems {}

defineType({ name: 'odict_keys', js: OrderedKeys, base: dictKeysType })
defineType({ name: 'odict_values', js: OrderedValues, base: dictValuesType })
defineType({ name: 'odict_items', js: OrderedItems, base: dictItemsType })
