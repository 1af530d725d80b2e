/**
 * set and frozenset.
 *
 * Sets iterate in CPython's order where that is the same in every run (set_table.ts); others, of strings say, iterate in insertion
 * order. The table that tells the order is made when it is first needed: until then the elements were only added, one by one, and
 * the insertion order says it all. Ints alone, the most frequent steady elements, stand in that table and nowhere else.
 */

import { type Entry, HashedEntry, PyTable } from './dict.js'
import { unsteady } from './hashing.js'
import type { Value } from './object.js'
import { hash } from './protocol.js'
import { SetTable } from './set_table.js'
import { PyFloat, PyTuple } from './values.js'

/** Does the element of an entry hash alike in every run? */
const isSteadyEntry = (entry: Entry): boolean =>
  entry instanceof HashedEntry ? entry.steady : isSteady(entry.key)

function isSteady(key: Value): boolean {
  switch (typeof key) {
    case 'number':
    case 'bigint':
    case 'boolean':
      return true
    case 'string':
      return false
  }
  if (key === null) return false
  if (key instanceof PyFloat) return !Number.isNaN(key.value)
  if (key instanceof PyTuple) return key.items.every(isSteady)
  if (key instanceof PyFrozenSet) return key.keys().every(isSteady)
  const before = unsteady.hashes
  hash(key)
  return unsteady.hashes === before
}

const keptHash = (entry: Entry) => (entry instanceof HashedEntry ? entry.hash : undefined)

/** The small int that a value equals; null if it equals none, undefined where only its own `__eq__` can tell. */
function intOf(value: Value): number | null | undefined {
  switch (typeof value) {
    case 'number':
      return value
    case 'boolean':
      return value ? 1 : 0
    case 'object':
      if (value === null) return null
      if (!(value instanceof PyFloat) || !value.cls.isNative) return undefined
      return Number.isSafeInteger(value.value) ? value.value + 0 : null
    default:
      return null
  }
}

export class PySet extends PyTable {
  /** The table once it is needed, null until then, false when no table tells the order. */
  private table: SetTable | null | false = null
  /** The elements are numbers of JS, and stand nowhere but in the table. */
  private onlyInts = false

  /** Adds a value; false when an equal one is there. */
  add(value: Value): boolean {
    if (typeof value === 'number' && this.takesInts()) {
      if (!(this.table as SetTable).addNew(value)) return false
      this.size++
      this.version++
      return true
    }
    if (this.onlyInts) this.spill()
    if (this.find(value) !== undefined) return false
    this.append(value)
    return true
  }

  /** Adds a value that is known not to be there. */
  append(value: Value): void {
    if (typeof value === 'number' && this.takesInts()) {
      this.add(value)
      return
    }
    this.spill()
    const entry = this.insert(value, null)
    if (this.table !== null) this.note(entry)
  }

  /** Can an int be put into the table alone? An empty set begins so. */
  private takesInts(): boolean {
    if (!this.onlyInts && this.size === 0 && this.table === null) {
      this.table = new SetTable(hash)
      this.onlyInts = true
    }
    return this.onlyInts
  }

  /** Gives every element its entry. */
  private spill(): void {
    if (!this.onlyInts) return
    this.onlyInts = false
    this.size = 0
    for (const key of (this.table as SetTable).keys()) this.insert(key, null)
  }

  private note(entry: Entry): void {
    if (this.table && isSteadyEntry(entry)) this.table.add(entry.key, keptHash(entry))
    else this.table = false
  }

  override find(value: Value): Entry | undefined {
    this.spill()
    return super.find(value)
  }

  override has(value: Value): boolean {
    if (this.onlyInts) {
      if (typeof value === 'number') return (this.table as SetTable).has(value)
      const int = intOf(value)
      if (int !== undefined) return int !== null && (this.table as SetTable).has(int)
    }
    return this.find(value) !== undefined
  }

  override keys(): Value[] {
    return this.onlyInts ? (this.table as SetTable).keys() : super.keys()
  }

  /** The table, or false. */
  private ordered(): SetTable | false {
    if (this.table === null) {
      const table = new SetTable(hash)
      this.table = false
      for (let entry = this.first; entry !== null; entry = entry.next) {
        if (!isSteadyEntry(entry)) return false
        table.add(entry.key, keptHash(entry))
      }
      this.table = table
    }
    return this.table
  }

  delete(value: Value): boolean {
    if (this.onlyInts) {
      const int = intOf(value)
      if (int !== undefined) {
        if (int === null || !(this.table as SetTable).delete(int)) return false
        this.size--
        this.version++
        return true
      }
    }
    const entry = this.find(value)
    if (entry === undefined) return false
    const table = this.ordered()
    if (table) table.delete(entry.key, keptHash(entry))
    this.removeEntry(entry)
    return true
  }

  override clear(): void {
    const before = this.table
    super.clear()
    this.table = null
    this.onlyInts = false
    if (before && this.takesInts()) (this.table as unknown as SetTable).continueFrom(before)
  }

  /** The elements in iteration order. */
  order(): Value[] {
    if (this.table === null && this.size < 2) return this.keys()
    const table = this.ordered()
    return table ? table.keys() : this.keys()
  }

  /** The element that `pop` takes, still in the set; undefined when it is empty. */
  nextToPop(): Value | undefined {
    if (this.size === 0) return undefined
    const table = this.ordered()
    return table ? table.next() : this.first!.key
  }

  /** Adds all elements of another set, as CPython merges tables. */
  merge(other: PySet): this {
    if (other === this || other.size === 0) return this
    const [mine, theirs] = [this.ordered(), other.ordered()]
    if (!mine || !theirs) return this.fill(other.order())
    mine.reserve(other.size)
    if (mine.isEmpty) {
      mine.fillFrom(theirs)
      this.onlyInts = other.onlyInts
      if (this.onlyInts) {
        this.size = other.size
        this.version++
      } else for (const key of theirs.keys()) this.insert(key, null)
    } else for (const key of theirs.keys()) this.add(key)
    return this
  }

  /** Takes over the elements of a set that nobody else holds, in their order. */
  become(other: PySet): void {
    const keys = other.onlyInts ? [] : other.keys()
    const before = this.table
    this.clear()
    this.onlyInts = false
    for (const key of keys) this.insert(key, null)
    this.table = other.table
    this.onlyInts = other.onlyInts
    this.size = other.size
    this.version++
    if (!before) return
    const table = this.ordered()
    if (table) table.continueFrom(before)
  }

  /** Takes out all these values, as `-=` does. */
  subtract(values: Iterable<Value>): void {
    for (const value of values) this.delete(value)
    const table = this.table
    if (table) table.tidy()
  }

  fill(values: Iterable<Value>): this {
    for (const value of values) this.add(value)
    return this
  }
  static of(values: Iterable<Value>): PySet {
    return new PySet().fill(values)
  }
}

/** frozenset: never changed after it is visible. */
export class PyFrozenSet extends PySet {
  static override of(values: Iterable<Value>): PyFrozenSet {
    return new PyFrozenSet().fill(values)
  }
}
