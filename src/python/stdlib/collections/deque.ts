/** collections.deque. */

import { Signature } from '../../object/bind.js'
import { defineType, fillType } from '../../object/define.js'
import { raise } from '../../object/errors.js'
import { newTypeError, typeNameOf } from '../../object/names.js'
import { adopt, type Kwargs, PyObject, type PyType, typeOf, type Value } from '../../object/object.js'
import type { Ordering } from '../../object/operators.js'
import {
  equals,
  iterate,
  iteratorType,
  makeIterator,
  repr,
  reprGuard,
  toArray,
  toCount,
} from '../../object/protocol.js'
import { updateSlots } from '../../object/update.js'
import { asInt, NotImplemented, tuple } from '../../object/values.js'
import { clip } from '../../text/strings.js'
import { countOf, orderItems, repeatItems } from '../../types/list.js'
import { stateOf } from '../../types/reduce.js'
import { positionOf, searchBound } from '../../types/slice.js'

/** Items in a JS array with a moving start, so that both ends are cheap. */
export class PyDeque extends PyObject {
  private store: Value[] = []
  private head = 0
  maxlen: number | null = null
  /** Grows with every item that comes or goes. */
  changes = 0
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
    this.changes++
    this.store = items
    this.head = 0
  }
  push(item: Value): void {
    this.changes++
    this.store.push(item)
    if (this.maxlen !== null && this.length > this.maxlen) this.shift()
  }
  unshift(item: Value): void {
    this.changes++
    if (this.maxlen === 0) return
    if (this.head > 0) this.store[--this.head] = item
    else this.store.unshift(item)
    if (this.maxlen !== null && this.length > this.maxlen) this.store.pop()
  }
  shift(): Value | undefined {
    if (this.length === 0) return undefined
    this.changes++
    const item = this.store[this.head]!
    this.store[this.head++] = null
    if (this.head > 64 && this.head * 2 > this.store.length) void this.items
    return item
  }
  pop(): Value | undefined {
    this.changes++
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

/** Walks the items as long as nobody adds or removes any. */
function* steadily(self: PyDeque, message = 'deque mutated during iteration', kind = 'RuntimeError') {
  const { items, length, changes } = self
  for (let i = 0; i < length; i++) {
    yield [i, items[i]] as const
    if (self.changes !== changes) throw raise(kind, message)
  }
}

function contains(self: PyDeque, x: Value): boolean {
  const { changes } = self
  for (const [, item] of steadily(self)) {
    if (!equals(item, x)) continue
    if (self.changes !== changes) throw raise('RuntimeError', 'deque mutated during iteration')
    return true
  }
  return false
}

function count(self: PyDeque, x: Value): number {
  let found = 0
  for (const [, item] of steadily(self)) if (equals(item, x)) found++
  return found
}

function remove(self: PyDeque, x: Value): void {
  const { changes } = self
  for (const [at, item] of steadily(self, 'deque mutated during iteration', 'IndexError')) {
    if (!equals(item, x)) continue
    if (self.changes !== changes) throw raise('IndexError', 'deque mutated during iteration')
    self.items.splice(at, 1)
    self.changes++
    return
  }
  throw raise('ValueError', `${repr(x)} is not in deque`)
}

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

function repeated(self: PyDeque, other: Value): Value {
  const count = countOf(other)
  return count === undefined ? NotImplemented : fromItems(self, repeatItems(self.items, count))
}

/** A deque knows no slices. */
function place(self: PyDeque, index: Value): number {
  if (asInt(index) === undefined && typeOf(index).slots.index === undefined)
    throw newTypeError(`sequence index must be integer, not '${typeNameOf(index)}'`)
  return positionOf(index, self.length, 'deque')
}

const dequeOrder = (op: Ordering) => (self: PyDeque, other: Value) =>
  other instanceof PyDeque ? orderItems(op, self.items, other.items) : NotImplemented

export function defineDeque(): PyType {
  const walk = (self: PyDeque, items: Value[], name: string) => {
    const { changes } = self
    let i = 0
    let failed = false
    return makeIterator(
      name,
      () => {
        if (self.changes !== changes) {
          failed = true
          throw raise('RuntimeError', 'deque mutated during iteration')
        }
        return items[i++]
      },
      () => (failed ? 0 : Math.max(0, items.length - i)),
      { reduce: (iterator) => tuple(iterator.cls, tuple(self), i) },
    )
  }
  for (const name of ['_deque_iterator', '_deque_reverse_iterator']) {
    const type = iteratorType(name)
    fillType(type, {
      new: (_cls, [deque, index]) => {
        if (!(deque instanceof PyDeque)) throw newTypeError(`${name}() takes a deque`)
        const items = name === '_deque_iterator' ? deque.items : deque.items.slice().reverse()
        const made = walk(deque, items, name)
        for (let i = toCount(index ?? 0); i > 0; i--) made.step()
        return made
      },
    })
    updateSlots(type)
  }
  return defineType({
    name: 'deque',
    module: 'collections',
    generic: true,
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
      'count(self, x, /)': count,
      'extend(self, iterable, /)': (self: PyDeque, iterable: Value) => {
        for (const item of toArray(iterable)) self.push(item)
      },
      'extendleft(self, iterable, /)': (self: PyDeque, iterable: Value) => {
        for (const item of toArray(iterable)) self.unshift(item)
      },
      'index(self, x, start=0, stop=9223372036854775807, /)': (
        self: PyDeque,
        x: Value,
        start: Value,
        stop: Value,
      ) => {
        const [from, to] = clip(searchBound(start), searchBound(stop), self.length)
        const size = self.length
        for (let i = from; i < to; i++) {
          if (equals(self.items[i], x)) return i
          if (self.length !== size) throw raise('RuntimeError', 'deque mutated during iteration')
        }
        throw raise('ValueError', `${repr(x)} is not in deque`)
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
      'remove(self, x, /)': remove,
      'reverse(self, /)': (self: PyDeque) => {
        self.items.reverse()
      },
      'rotate(self, n=1, /)': rotate,
      '__reduce__(self, /)': (self: PyDeque) =>
        tuple(
          self.cls,
          self.maxlen === null ? tuple() : tuple(tuple(), self.maxlen),
          stateOf(self),
          walk(self, self.items, '_deque_iterator'),
        ),
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
      contains,
      getitem: (self: PyDeque, i) => self.items[place(self, i)]!,
      setitem: (self: PyDeque, i, x) => {
        self.items[place(self, i)] = x
      },
      delitem: (self: PyDeque, i) => {
        self.items.splice(place(self, i), 1)
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
      mul: repeated,
      rmul: repeated,
      imul: (self: PyDeque, other) => {
        const count = countOf(other)
        if (count === undefined) return NotImplemented
        const items = repeatItems(self.items, count)
        self.items = []
        for (const item of items) self.push(item)
        return self
      },
    },
  })
}
