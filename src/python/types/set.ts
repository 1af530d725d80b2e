/**
 * set and frozenset: one table of reading methods for both; set adds what changes it.
 */

import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeFunction } from '../object/function.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, builtinTypes } from '../object/object.js'
import { hash, iterate, makeIterator, repr, reprGuard, toArray } from '../object/protocol.js'
import { loadBuiltin } from '../object/runtime.js'
import { PyFrozenSet, PySet } from '../object/set.js'
import { NotImplemented, PyList, tuple } from '../object/values.js'
import { norm } from '../text/integer.js'
import { stateOf } from './reduce.js'

// --- constructor ---------------------------------------------------------------------------------------------------

const signatures = {
  set: new Signature('set(iterable=<absent>, /)', 'set'),
  frozenset: new Signature('frozenset(iterable=<absent>, /)', 'frozenset'),
}

function initSet(self: PySet, args: Value[], kwargs: Kwargs | null): void {
  const [iterable] = signatures.set.bind(args, kwargs) as [Value | undefined]
  const given = iterable === undefined || iterable instanceof PySet ? [] : toArray(iterable)
  if (iterable === self) return
  self.clear()
  if (iterable instanceof PySet) self.merge(iterable)
  else self.fill(given)
}

function newFrozenSet(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const own = cls !== builtinTypes.frozenset && cls.slots.init !== builtinTypes.frozenset.slots.init
  const [iterable] = signatures.frozenset.bind(args, own ? null : kwargs) as [Value | undefined]
  if (iterable instanceof PyFrozenSet && iterable.cls === cls && cls === builtinTypes.frozenset)
    return iterable
  const frozen = new PyFrozenSet()
  if (iterable !== undefined) addAll(frozen, iterable)
  return adopt(frozen, cls)
}

const frozen = (set: PySet): PySet => new PyFrozenSet().merge(set)
const asSet = (value: Value): PySet => (value instanceof PySet ? value : PySet.of(toArray(value)))

/** Adds what an iterable gives. */
const addAll = (self: PySet, value: Value): PySet =>
  value instanceof PySet ? self.merge(value) : self.fill(toArray(value))

/** An unhashable set is looked for as a frozenset. */
const soughtAs = (item: Value): Value =>
  item instanceof PySet && !(item instanceof PyFrozenSet) && item.cls.lookup('__hash__') === null
    ? frozen(item)
    : item

// --- methods -------------------------------------------------------------------------------------------------------

/** An empty result of the kind of the left operand, never of its subclass. */
const like = (self: PySet): PySet => (self instanceof PyFrozenSet ? new PyFrozenSet() : new PySet())

const copyOf = (self: PySet): PySet => like(self).merge(self)

function union(self: PySet, others: readonly Value[]): PySet {
  const out = copyOf(self)
  for (const other of others) if (other !== self) addAll(out, other)
  return out
}

function intersection(self: PySet, others: readonly Value[]): PySet {
  let out = others.length === 0 ? copyOf(self) : self
  for (const other of others) {
    // CPython walks the smaller of two sets, which decides whose elements survive, and in which order.
    const [walked, asked] = !(other instanceof PySet) || other.size > out.size ? [out, other] : [other, out]
    const common = like(self)
    if (asked instanceof PySet) for (const item of walked.order()) if (asked.has(item)) common.append(item)
    if (!(asked instanceof PySet)) for (const item of toArray(asked)) if (out.has(item)) common.add(item)
    out = common
  }
  return out
}

function difference(self: PySet, others: readonly Value[]): PySet {
  const [first, ...rest] = others
  if (first === undefined) return copyOf(self)
  let out = like(self)
  if (!(first instanceof PySet) || self.size >> 2 > first.size) {
    out = copyOf(self)
    out.subtract(first instanceof PySet ? first.order() : toArray(first))
  } else for (const item of self.order()) if (!first.has(item)) out.append(item)
  for (const other of rest) out.subtract(other instanceof PySet ? other.order() : toArray(other))
  return out
}

/** Elements of just one of the two sets: `toggled` gets those of `by` that it lacks and loses the others. */
function toggle(toggled: PySet, by: PySet): PySet {
  for (const item of by.order()) if (!toggled.delete(item)) toggled.add(item)
  return toggled
}

const symmetricDifference = (self: PySet, other: Value): PySet => toggle(addAll(like(self), other), self)

const subset = (a: PySet, b: PySet) => a.size <= b.size && a.keys().every((item) => b.has(item))

const reading: Record<string, NativeFunction> = {
  'copy(self, /)': (self: PySet) => (self.cls === builtinTypes.frozenset ? self : copyOf(self)),
  'difference(self, *others)': difference,
  'intersection(self, *others)': intersection,
  'isdisjoint(self, other, /)': (self: PySet, other: Value) => {
    for (const item of iterate(other)) if (self.has(item)) return false
    return true
  },
  'issubset(self, other, /)': (self: PySet, other: Value) => subset(self, asSet(other)),
  'issuperset(self, other, /)': (self: PySet, other: Value) => subset(asSet(other), self),
  'symmetric_difference(self, other, /)': symmetricDifference,
  'union(self, *others)': union,
  '__reduce__(self, /)': (self: PySet) => tuple(self.cls, tuple(new PyList(self.order())), stateOf(self)),
}

function pop(self: PySet): Value {
  const item = self.nextToPop()
  if (item === undefined) throw raise('KeyError', 'pop from an empty set')
  self.delete(item)
  return item
}

// --- slots ---------------------------------------------------------------------------------------------------------

type Operation = (self: PySet, other: Value) => Value
/** An operator between sets only, unlike the methods, which take any iterable. */
const between =
  (operation: Operation): Operation =>
  (self, other) =>
    other instanceof PySet ? operation(self, other) : NotImplemented
const swapped =
  (operation: Operation): Operation =>
  (self, other) =>
    other instanceof PySet ? operation(other, self) : NotImplemented
/** An in-place operator. */
const changing =
  (operation: (self: PySet, other: PySet) => void): Operation =>
  (self, other) => {
    if (!(other instanceof PySet)) return NotImplemented
    operation(self, other)
    return self
  }

const and: Operation = (self, other) => intersection(self, [other])
const or: Operation = (self, other) => union(self, [other])
const sub: Operation = (self, other) => difference(self, [other])

const shared = {
  repr: (self: PySet) =>
    reprGuard(self, `${self.cls.name}(...)`, () => {
      const items = self.order().map(repr).join(', ')
      if (self.cls === builtinTypes.set && self.size > 0) return `{${items}}`
      return self.size === 0 ? `${self.cls.name}()` : `${self.cls.name}({${items}})`
    }),
  len: (self: PySet) => self.size,
  contains: (self: PySet, item: Value) => {
    // An unhashable set is looked for as a frozenset.
    return self.has(soughtAs(item))
  },
  iter: (self: PySet) => {
    const items = self.order()
    let size = self.size
    let i = 0
    return makeIterator(
      'set_iterator',
      () => {
        if (i > items.length) return undefined
        if (self.size !== size) {
          size = -1
          throw raise('RuntimeError', 'Set changed size during iteration')
        }
        return items[i++]
      },
      () => (self.size === size ? Math.max(0, items.length - i) : 0),
      { reduce: () => tuple(loadBuiltin('iter'), tuple(new PyList(items.slice(i)))) },
    )
  },
  eq: (self: PySet, other: Value) =>
    other instanceof PySet ? self.size === other.size && subset(self, other) : NotImplemented,
  le: between((self, other) => subset(self, other as PySet)),
  lt: between((self, other) => self.size < (other as PySet).size && subset(self, other as PySet)),
  ge: between((self, other) => subset(other as PySet, self)),
  gt: between((self, other) => self.size > (other as PySet).size && subset(other as PySet, self)),
  and: between(and),
  rand: swapped(and),
  or: between(or),
  ror: swapped(or),
  sub: between(sub),
  rsub: swapped(sub),
  xor: between(symmetricDifference),
  rxor: swapped(symmetricDifference),
}

export const setType = defineType({
  name: 'set',
  register: 'set',
  js: PySet,
  signature: 'set(iterable=(), /)',
  doc: 'Build an unordered collection of unique elements.',
  new: (cls) => adopt(new PySet(), cls),
  methods: {
    ...reading,
    'add(self, elem, /)': (self: PySet, item: Value) => {
      self.add(item)
    },
    'clear(self, /)': (self: PySet) => self.clear(),
    'difference_update(self, *others)': (self: PySet, others: Value[]) => {
      for (const other of others) self.subtract(other instanceof PySet ? other.order() : toArray(other))
    },
    'discard(self, elem, /)': (self: PySet, item: Value) => {
      self.delete(soughtAs(item))
    },
    'intersection_update(self, *others)': (self: PySet, others: Value[]) =>
      self.become(intersection(self, others)),
    'pop(self, /)': pop,
    'remove(self, elem, /)': (self: PySet, item: Value) => {
      if (!self.delete(soughtAs(item))) throw raise('KeyError', item)
    },
    'symmetric_difference_update(self, other, /)': (self: PySet, other: Value) =>
      void toggle(self, other === self ? PySet.of(self.order()) : asSet(other)),
    'update(self, *others)': (self: PySet, others: Value[]) => {
      for (const other of others) addAll(self, other)
    },
  },
  attributes: { __hash__: null },
  slots: {
    ...shared,
    init: initSet,
    iand: changing((self, other) => self.become(intersection(self, [other]))),
    ior: changing((self, other) => {
      self.merge(other)
    }),
    isub: changing((self, other) => self.subtract(other.order())),
    ixor: changing((self, other) => void toggle(self, other === self ? PySet.of(self.order()) : other)),
  },
})

/** CPython's hash of a frozenset: the order of the items does not matter. */
function hashFrozen(self: PyFrozenSet): number | bigint {
  const mask = (1n << 64n) - 1n
  let value = 0n
  for (const item of self.keys()) {
    const hashed = BigInt.asUintN(64, BigInt(hash(item)))
    value ^= ((hashed ^ 89869747n ^ (hashed << 16n)) * 3644798167n) & mask
  }
  value ^= ((BigInt(self.size) + 1n) * 1927868237n) & mask
  value ^= (value >> 11n) ^ (value >> 25n)
  value = (value * 69069n + 907133923n) & mask
  return value === mask ? 590923713 : norm(BigInt.asIntN(64, value))
}

export const frozensetType = defineType({
  name: 'frozenset',
  register: 'frozenset',
  js: PyFrozenSet,
  signature: 'frozenset(iterable=(), /)',
  doc: 'Build an immutable unordered collection of unique elements.',
  new: newFrozenSet,
  methods: reading,
  slots: { ...shared, hash: hashFrozen },
})
