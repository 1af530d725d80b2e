/**
 * dict: a hash table with Python's key equality (1 == 1.0 == True are one key) and insertion order.
 *
 * Keys that JS can compare by itself (str, int, bool, non-integral float, None, objects with identity equality) go to one JS Map under
 * their canonical form; the others (tuples, bytes, objects with `__eq__`…) are found by hash in `buckets`. Entries are linked in
 * insertion order, so iteration is pointer chasing, both ends are at hand, and a site may keep an Entry as the home of a variable: `value`
 * is undefined once the entry is deleted.
 */
import { fold, foldItems, isPlainTuple, sameKey, unsteady } from './hashing.js'
import type { Value } from './object.js'
import { PyObject, provideDict } from './object.js'
import { equals, hash } from './protocol.js'
import { asStr, PyBoxed, PyFloat, type PyTuple } from './values.js'

export class Entry {
  prev: Entry | null = null
  next: Entry | null = null
  constructor(
    readonly key: Value,
    public value: Value | undefined,
  ) {}
}

/** The entry of a key that JS cannot compare: its hash is kept, so that its class is asked once. */
export class HashedEntry extends Entry {
  constructor(
    key: Value,
    value: Value | undefined,
    readonly hash: number | bigint,
    /** Would CPython find the same hash in another run? */
    readonly steady: boolean,
  ) {
    super(key, value)
  }
}

/** The key hashed last: one that was looked for is often put in next. */
let hashedKey: Value | undefined
let hashedTo: number | bigint = 0
let hashedSteadily = false
function hashOf(key: Value): number | bigint {
  const before = unsteady.hashes
  const hashed = hash(key)
  hashedKey = key
  hashedTo = hashed
  hashedSteadily = unsteady.hashes === before
  return hashed
}

/** The Map key of a Value whose equality JS knows, or undefined when it must be found by hash. */
function canonical(key: Value): unknown {
  switch (typeof key) {
    case 'boolean':
      return key ? 1 : 0
    case 'object':
      if (key === null) return null
      if (isPlainTuple(key)) return undefined
      if (key instanceof PyFloat && key.cls.isNative) {
        const value = key.value
        if (Number.isInteger(value)) return Number.isSafeInteger(value) ? value + 0 : BigInt(value)
        return Number.isNaN(value) ? key : value
      }
      // A subclass of int or str that kept their equality is the same key as its payload.
      if (key instanceof PyBoxed && keepsEquality(key)) return key.value
      return identityEquality(key) ? key : undefined
    default:
      return key
  }
}

function keepsEquality(key: PyBoxed): boolean {
  const native = key.cls.native.slots
  return key.cls.slots.eq === native.eq && key.cls.slots.hash === native.hash
}

let objectHash: unknown
let objectEq: unknown
/** types/object.ts tells which slots mean equality by identity. */
export function provideIdentitySlots(hashSlot: unknown, eqSlot: unknown): void {
  objectHash = hashSlot
  objectEq = eqSlot
}
function identityEquality(key: PyObject): boolean {
  const slots = key.cls.slots
  return slots.hash === objectHash && slots.eq === objectEq
}

/** The map of tables that hold nothing, of which there are many: never written to. */
const NO_ENTRIES = new Map<unknown, Entry>()

/** The table under dict and set. */
export abstract class PyTable extends PyObject {
  protected map = NO_ENTRIES
  /** Entries by their folded hash: one, or several that share it. */
  private buckets: Map<number, Entry | Entry[]> | null = null
  /** Some keys have a class's own hash and equality: they may equal a number or a str. */
  protected hasOwnEquality = false
  /** How many entries there are. */
  size = 0
  first: Entry | null = null
  last: Entry | null = null
  /** Grows when a key is added or removed (not when a value changes). */
  version = 0

  /** The entry of a key. TypeError when it is unhashable. */
  find(key: Value): Entry | undefined {
    let found: Entry | undefined
    if (typeof key === 'string') found = this.map.get(key)
    // V8 looks a key up inline when it sees that it is an int of 32 bits.
    else if (typeof key === 'number') found = (key | 0) === key ? this.map.get(key | 0) : this.map.get(key)
    else return this.findObject(key)
    return found !== undefined || !this.hasOwnEquality ? found : this.findInBucket(fold(hash(key)), key)
  }

  private findObject(key: Value): Entry | undefined {
    if (isPlainTuple(key)) return this.findInBucket(foldItems(key.items), key)
    const canon = canonical(key)
    if (canon !== undefined) {
      const found = this.map.get(canon)
      if (found !== undefined || !this.hasOwnEquality || key === null) return found
      return this.findInBucket(fold(hash(key)), key)
    }
    const hashed = hashOf(key)
    const found = this.findInBucket(fold(hashed), key)
    if (found !== undefined) return found
    // An object that hashes like an int may equal it; one that hashes like its str payload may equal that.
    let candidate = this.map.get(hashed)
    if (candidate !== undefined && equals(candidate.key, key)) return candidate
    // -1 hashes as -2 does.
    candidate = hashed === -2 ? this.map.get(-1) : undefined
    if (candidate !== undefined && equals(candidate.key, key)) return candidate
    const text = asStr(key)
    candidate = text === undefined ? undefined : this.map.get(text)
    return candidate !== undefined && equals(candidate.key, key) ? candidate : undefined
  }

  private findInBucket(hashed: number, key: Value): Entry | undefined {
    const bucket = this.buckets?.get(hashed)
    if (bucket === undefined) return undefined
    if (bucket instanceof Entry) return sameKey(bucket.key, key) ? bucket : undefined
    for (const entry of bucket) if (sameKey(entry.key, key)) return entry
    return undefined
  }

  protected insert(key: Value, value: Value): Entry {
    let entry: Entry
    if (typeof key === 'string' || typeof key === 'number') {
      if (this.map === NO_ENTRIES) this.map = new Map()
      this.map.set(key, (entry = new Entry(key, value)))
    } else entry = this.insertObject(key, value)
    this.size++
    this.link(entry)
    return entry
  }

  private insertObject(key: Value, value: Value): Entry {
    const canon = canonical(key)
    if (canon === undefined && !isPlainTuple(key)) {
      const hashed = key === hashedKey ? hashedTo : hashOf(key)
      hashedKey = undefined
      const entry = new HashedEntry(key, value, hashed, hashedSteadily)
      this.hasOwnEquality = true
      this.bucketed(fold(hashed), entry)
      return entry
    }
    const entry = new Entry(key, value)
    if (canon !== undefined) this.mapped(canon, entry)
    else this.bucketed(foldItems((key as PyTuple).items), entry)
    return entry
  }

  private mapped(key: unknown, entry: Entry): void {
    if (this.map === NO_ENTRIES) this.map = new Map()
    this.map.set(key, entry)
  }

  private bucketed(hashed: number, entry: Entry): void {
    this.buckets ??= new Map()
    const bucket = this.buckets.get(hashed)
    if (bucket === undefined) this.buckets.set(hashed, entry)
    else if (bucket instanceof Entry) this.buckets.set(hashed, [bucket, entry])
    else bucket.push(entry)
  }

  /** Sets the value of a tuple that compares as tuples do, whose hash is computed once. */
  protected setTuple(key: PyTuple, value: Value): void {
    const hashed = foldItems(key.items)
    let entry = this.findInBucket(hashed, key)
    if (entry !== undefined) {
      entry.value = value
      return
    }
    entry = new Entry(key, value)
    this.bucketed(hashed, entry)
    this.size++
    this.link(entry)
  }

  private link(entry: Entry): void {
    this.version++
    if (this.last === null) this.first = entry
    else this.last.next = entry
    entry.prev = this.last
    this.last = entry
  }

  private unlink(entry: Entry): void {
    this.version++
    if (entry.prev === null) this.first = entry.next
    else entry.prev.next = entry.next
    if (entry.next === null) this.last = entry.prev
    else entry.next.prev = entry.prev
  }

  /** Removes an entry that `find` gave. Its `next` stays, so that whoever stands on it can go on. */
  removeEntry(entry: Entry): void {
    const { key } = entry
    const canon = entry instanceof HashedEntry ? undefined : canonical(key)
    if (canon !== undefined) this.map.delete(canon)
    else {
      const hashed = entry instanceof HashedEntry ? fold(entry.hash) : foldItems((key as PyTuple).items)
      const bucket = this.buckets?.get(hashed)
      // The comparison that found it may have taken it out.
      if (bucket === undefined || !(bucket === entry || (bucket as Entry[]).includes?.(entry))) return
      if (bucket instanceof Entry || bucket.length === 1) this.buckets!.delete(hashed)
      else bucket.splice(bucket.indexOf(entry), 1)
    }
    this.size--
    this.unlink(entry)
    entry.value = undefined
  }

  /** Moves an entry to the end (`last`) or the front. */
  moveEntry(entry: Entry, last: boolean): void {
    this.unlink(entry)
    entry.prev = entry.next = null
    if (last || this.first === null) this.link(entry)
    else {
      entry.next = this.first
      this.first.prev = entry
      this.first = entry
    }
  }

  has(key: Value): boolean {
    return this.find(key) !== undefined
  }

  /** The entry after (before) one that may have been removed since, and others put at the end; of null the first (last). */
  after(entry: Entry | null): Entry | null {
    if (entry === null) return this.first
    if (entry.value !== undefined || entry.next !== null) return entry.next
    let live = entry.prev
    while (live !== null && live.value === undefined) live = live.prev
    return live === null ? this.first : live.next
  }
  before(entry: Entry | null): Entry | null {
    return entry === null ? this.last : entry.prev
  }

  clear(): void {
    for (let entry = this.first; entry !== null; entry = entry.next) entry.value = undefined
    this.version++
    this.map = NO_ENTRIES
    this.buckets = null
    this.hasOwnEquality = false
    this.size = 0
    this.first = this.last = null
  }

  /** What puts the table back to how it is now: the same entries in the same order. Runs no Python code. */
  snapshot(): () => void {
    const map = new Map(this.map)
    const buckets =
      this.buckets &&
      new Map([...this.buckets].map(([key, bucket]) => [key, bucket instanceof Entry ? bucket : [...bucket]]))
    const entries: [Entry, Value][] = []
    for (let entry = this.first; entry !== null; entry = entry.next) entries.push([entry, entry.value!])
    const { version, size } = this
    return () => {
      if (this.version !== version) {
        for (let entry = this.first; entry !== null; entry = entry.next) entry.value = undefined
        this.map = map
        this.buckets = buckets
        this.size = size
        this.first = this.last = null
        for (const [entry] of entries) {
          entry.prev = entry.next = null
          this.link(entry)
        }
      }
      for (const [entry, value] of entries) entry.value = value
    }
  }

  /** The keys in insertion order, as a new array. */
  keys(): Value[] {
    const keys: Value[] = []
    for (let entry = this.first; entry !== null; entry = entry.next) keys.push(entry.key)
    return keys
  }
}

export class PyDict extends PyTable {
  get(key: Value): Value | undefined {
    return this.find(key)?.value
  }
  set(key: Value, value: Value): void {
    if (typeof key === 'string') {
      const entry = this.map.get(key) ?? (this.hasOwnEquality ? this.find(key) : undefined)
      if (entry !== undefined) entry.value = value
      else this.insert(key, value)
      return
    }
    if (typeof key !== 'number' && isPlainTuple(key)) {
      this.setTuple(key, value)
      return
    }
    const entry = this.find(key)
    if (entry !== undefined) entry.value = value
    else this.insert(key, value)
  }
  /** Sets the value of a key that is known not to be there. */
  append(key: Value, value: Value): void {
    this.insert(key, value)
  }
  /** False when there is no such key. */
  delete(key: Value): boolean {
    const entry = this.find(key)
    if (entry === undefined) return false
    this.removeEntry(entry)
    return true
  }
  getStr(key: string): Value | undefined {
    return this.map.get(key)?.value
  }
  setStr(key: string, value: Value): void {
    const entry = this.map.get(key)
    if (entry !== undefined) entry.value = value
    else this.insert(key, value)
  }
  deleteStr(key: string): boolean {
    return this.delete(key)
  }
  /** The home of a variable, for sites that keep it; undefined when there is none now. */
  entryStr(key: string): Entry | undefined {
    return this.map.get(key)
  }
  strKeys(): string[] {
    return this.keys().filter((key) => typeof key === 'string')
  }
  values_(): Value[] {
    const values: Value[] = []
    for (let entry = this.first; entry !== null; entry = entry.next) values.push(entry.value!)
    return values
  }
  *entries(): Generator<[Value, Value]> {
    for (let entry = this.first; entry !== null; entry = entry.next) yield [entry.key, entry.value!]
  }
  copy(): PyDict {
    const copy = new PyDict()
    for (let entry = this.first; entry !== null; entry = entry.next) copy.insert(entry.key, entry.value!)
    return copy
  }
  static of(entries: Iterable<readonly [Value, Value]>): PyDict {
    const dict = new PyDict()
    for (const [key, value] of entries) dict.set(key, value)
    return dict
  }
}
provideDict(() => new PyDict())
