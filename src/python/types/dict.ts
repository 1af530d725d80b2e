/**
 * dict. Its views stand in dict_views.ts.
 */

import { defineType } from '../object/define.js'
import { type Entry, PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { merge } from '../object/mapping.js'
import { newTypeError } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, builtinTypes } from '../object/object.js'
import {
  call,
  equals,
  iterate,
  lookupSpecial,
  makeIterator,
  repr,
  reprGuard,
  setItem,
} from '../object/protocol.js'
import { loadBuiltin } from '../object/runtime.js'
import { NotImplemented, type PyIterator, PyList, tuple } from '../object/values.js'
import { DictItems, DictKeys, DictValues } from './dict_views.js'

// --- constructor ---------------------------------------------------------------------------------------------------

const newDict = (cls: PyType): Value => adopt(new PyDict(), cls)

function initDict(self: PyDict, args: Value[], kwargs: Kwargs | null): void {
  if (args.length > 1) throw newTypeError(`dict expected at most 1 argument, got ${args.length}`)
  update(self, args[0], kwargs)
}

// --- methods -------------------------------------------------------------------------------------------------------

/** `dict.update`: a mapping (what has `keys`), or pairs; then keywords. Stores directly, as CPython does for dicts. */
export function update(self: PyDict, other: Value | undefined, kwargs: Kwargs | null): void {
  if (other !== undefined) merge(other, (key, value) => self.set(key, value))
  if (kwargs !== null) for (const [key, value] of kwargs) self.setStr(key, value)
}

/** `dict.pop`; undefined stands for a default that was not given. */
export function pop(self: PyDict, key: Value, otherwise: Value | undefined): Value {
  const entry = self.find(key)
  if (entry === undefined) {
    if (otherwise === undefined) throw raise('KeyError', key)
    return otherwise
  }
  const value = entry.value!
  self.removeEntry(entry)
  return value
}

function popItem(self: PyDict): Value {
  const entry = self.last
  if (entry === null) throw raise('KeyError', 'popitem(): dictionary is empty')
  const pair = tuple(entry.key, entry.value!)
  self.removeEntry(entry)
  return pair
}

function setDefault(self: PyDict, key: Value, otherwise: Value): Value {
  const entry = self.find(key)
  if (entry !== undefined) return entry.value!
  self.append(key, otherwise)
  return otherwise
}

export function fromKeys(cls: PyType, iterable: Value, value: Value): Value {
  const dict = call(cls, [])
  for (const key of iterate(iterable)) {
    if (dict instanceof PyDict && cls === builtinTypes.dict) dict.set(key, value)
    else setItem(dict, key, value)
  }
  return dict
}

// --- slots ---------------------------------------------------------------------------------------------------------

/** What an iterator says of a dict that is not as it was, and whether it goes on saying so; undefined when it is. */
function changeOf(
  dict: PyDict,
  size: number,
  version: number,
): { message: string; again: boolean } | undefined {
  if (dict.cls.native.name === 'OrderedDict') {
    if (dict.version === version) return undefined
    return { message: 'OrderedDict mutated during iteration', again: false }
  }
  return dict.size === size ? undefined : { message: 'dictionary changed size during iteration', again: true }
}

/** Walks a dict forwards or backwards; a change of its size meanwhile is an error. */
export function dictIterator(
  typeName: string,
  dict: PyDict,
  read: (entry: Entry) => Value,
  backwards = false,
): PyIterator {
  if (dict.cls.native.name === 'OrderedDict') typeName = 'odict_iterator'
  let entry: Entry | null = null
  let { size } = dict
  const { version } = dict
  let left = size
  let done = false
  const step = (): Value | undefined => {
    if (done) return undefined
    const change = changeOf(dict, size, version)
    if (change !== undefined) {
      if (change.again) size = -1
      else done = true
      throw raise('RuntimeError', change.message)
    }
    do entry = backwards ? dict.before(entry) : dict.after(entry)
    while (entry !== null && entry.value === undefined)
    if (entry === null) {
      done = true
      return undefined
    }
    if (left-- <= 0) {
      done = true
      throw raise('RuntimeError', 'dictionary keys changed during iteration')
    }
    return read(entry)
  }
  const rest = (): Value[] => {
    const before = [entry, left, done] as const
    const items: Value[] = []
    for (let item = step(); item !== undefined; item = step()) items.push(item)
    ;[entry, left, done] = before
    return items
  }
  return makeIterator(typeName, step, () => (done || dict.size !== size ? 0 : left), {
    reduce: () => tuple(loadBuiltin('iter'), tuple(new PyList(rest()))),
  })
}

function getItemOf(self: PyDict, key: Value): Value {
  const value = self.get(key)
  if (value !== undefined) return value
  if (!self.cls.isNative || self.cls !== builtinTypes.dict) {
    const missing = lookupSpecial(self, '__missing__')
    if (missing !== undefined) return call(missing, [key])
  }
  throw raise('KeyError', key)
}

function dictsEqual(self: PyDict, other: Value): Value {
  if (!(other instanceof PyDict)) return NotImplemented
  if (self.size !== other.size) return false
  for (let entry = self.first; entry !== null; entry = entry.next) {
    const theirs = other.get(entry.key)
    if (theirs === undefined || !equals(entry.value!, theirs)) return false
  }
  return true
}

function union(a: PyDict, b: Value): Value {
  if (!(b instanceof PyDict)) return NotImplemented
  const out = a.copy()
  for (let entry = b.first; entry !== null; entry = entry.next) out.set(entry.key, entry.value!)
  return out
}

const show = (self: PyDict) =>
  reprGuard(self, '{...}', () => {
    let out = ''
    for (const [key, value] of self.entries()) out += `${out === '' ? '' : ', '}${repr(key)}: ${repr(value)}`
    return `{${out}}`
  })

export const dictType = defineType({
  name: 'dict',
  register: 'dict',
  js: PyDict,
  signature: 'dict()\ndict(mapping)\ndict(iterable)\ndict(**kwargs)',
  doc: 'A mapping from keys to values, in insertion order.',
  new: newDict,
  methods: {
    'clear(self, /)': (self: PyDict) => self.clear(),
    'copy(self, /)': (self: PyDict) => self.copy(),
    'get(self, key, default=None, /)': (self: PyDict, key: Value, otherwise: Value) => {
      const found = self.get(key)
      return found === undefined ? otherwise : found
    },
    'items(self, /)': (self: PyDict) => new DictItems(self),
    'keys(self, /)': (self: PyDict) => new DictKeys(self),
    'pop(self, key, default=<absent>, /)': pop,
    'popitem(self, /)': popItem,
    'setdefault(self, key, default=None, /)': setDefault,
    'update(self, /, *args, **kwargs)': (self: PyDict, args: Value[], kwargs: Kwargs) => {
      if (args.length > 1) throw newTypeError(`update expected at most 1 argument, got ${args.length}`)
      update(self, args[0], kwargs)
    },
    'values(self, /)': (self: PyDict) => new DictValues(self),
  },
  classMethods: { 'fromkeys(iterable, value=None, /)': fromKeys },
  attributes: { __hash__: null },
  slots: {
    init: initDict,
    repr: show,
    len: (self: PyDict) => self.size,
    iter: (self: PyDict) => dictIterator('dict_keyiterator', self, (entry) => entry.key),
    reversed: (self: PyDict) => dictIterator('dict_reversekeyiterator', self, (entry) => entry.key, true),
    contains: (self: PyDict, key) => self.has(key),
    getitem: getItemOf,
    setitem: (self: PyDict, key, value) => self.set(key, value),
    delitem: (self: PyDict, key) => {
      if (!self.delete(key)) throw raise('KeyError', key)
    },
    eq: dictsEqual,
    or: union,
    ror: (self: PyDict, other) => (other instanceof PyDict ? union(other, self) : NotImplemented),
    ior: (self: PyDict, other) => {
      update(self, other, null)
      return self
    },
  },
})
