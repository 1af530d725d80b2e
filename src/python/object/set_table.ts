/**
 * The order in which CPython's hash table holds a set's elements, which is the order a program sees. Known for elements whose hash does
 * not change from run to run: numbers, and tuples and frozensets of them.
 *
 * The table is CPython's: open addressing, ten neighbours first, then perturbation; a deleted place is taken again by what is looked for past it.
 */
import type { Value } from './object.js'

type Hash = number | bigint

/** A place that held an element once. */
const GONE = Symbol('gone')
type Place = Value | typeof GONE | undefined

const NEIGHBOURS = 9

export class SetTable {
  private places: Place[] = [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]
  /** The hashes of elements that are no numbers of JS, which are not asked again. */
  private hashes: (Hash | undefined)[] = []
  private mask = 7
  /** Places taken, the deleted ones included. */
  private fill = 0
  private used = 0
  /** Where the next `pop` begins to look. */
  private finger = 0
  /** The last deleted place on the way of the last search, or −1: the one CPython takes again. */
  private gone = -1
  constructor(private readonly hash: (key: Value) => Hash) {}

  /** Is this very element there? */
  has(key: Value): boolean {
    if (typeof key === 'number' && key !== -1) {
      // Most are settled by the first place.
      const place = this.places[key & this.mask]
      if (place === key) return true
      if (place === undefined) return false
    }
    return this.places[this.search(key, key, this.hashOf(key))] === key
  }

  /** Adds an element that is not there, with its hash where that is known. */
  add(key: Value, hashed: Hash = this.hashOf(key)): void {
    this.put(key, this.search(key, undefined, hashed), hashed)
  }

  private hashOf(key: Value): Hash {
    return typeof key === 'number' && key !== -1 ? key : this.hash(key)
  }

  /** Adds this very element; false when it is there. */
  addNew(key: Value): boolean {
    const hashed = this.hashOf(key)
    const at = this.search(key, key, hashed)
    if (this.places[at] === key) return false
    this.put(key, at, hashed)
    return true
  }

  private put(key: Value, unused: number, hashed: Hash): void {
    this.used++
    const at = this.gone >= 0 ? this.gone : unused
    this.places[at] = key
    if (typeof key !== 'number') this.hashes[at] = hashed
    if (this.gone >= 0) return
    this.fill++
    if (this.fill * 5 >= this.mask * 3) this.resize(this.used > 50000 ? this.used * 2 : this.used * 4)
  }

  /** Takes out this very element; false when it is not there. */
  delete(key: Value, hashed: Hash = this.hashOf(key)): boolean {
    const at = this.search(key, key, hashed)
    if (this.places[at] !== key) return false
    this.places[at] = GONE
    this.used--
    return true
  }

  /** What `pop` takes. */
  next(): Value {
    let i = this.finger & this.mask
    for (; this.places[i] === undefined || this.places[i] === GONE; i = (i + 1) & this.mask);
    this.finger = i + 1
    return this.places[i] as Value
  }

  /** The elements in order. */
  keys(): Value[] {
    const { places } = this
    const keys: Value[] = []
    for (let i = 0; i < places.length; i++) {
      const place = places[i]
      if (place !== undefined && place !== GONE) keys.push(place as Value)
    }
    return keys
  }

  /** Makes room for another set's elements before they are added. */
  reserve(count: number): void {
    if ((this.fill + count) * 5 >= this.mask * 3) this.resize((this.used + count) * 2)
  }

  /** Takes over another set's elements into an empty table. */
  fillFrom(other: SetTable): void {
    if (this.mask === other.mask && other.fill === other.used) {
      this.places = other.places.slice()
      this.hashes = other.hashes.slice()
    } else this.takeFrom(other.places, other.hashes)
    this.fill = this.used = other.used
  }

  get isEmpty(): boolean {
    return this.fill === 0
  }

  /** After a difference: drops deleted places when they are more than a quarter. */
  tidy(): void {
    if (this.fill - this.used > Math.floor(this.mask / 4))
      this.resize(this.used > 50000 ? this.used * 2 : this.used * 4)
  }

  private resize(least: number): void {
    let size = 8
    while (size <= least) size *= 2
    const { places, hashes } = this
    this.mask = size - 1
    this.places = new Array(size).fill(undefined)
    this.hashes = []
    this.takeFrom(places, hashes)
    this.fill = this.used
  }

  /** Puts the elements of another table's places where they belong here, none of which is there. */
  private takeFrom(others: readonly Place[], hashes: readonly (Hash | undefined)[]): void {
    const { mask, places } = this
    for (let i = 0; i < others.length; i++) {
      const key = others[i]
      if (key === undefined || key === GONE) continue
      // Most find their first place free.
      if (typeof key === 'number' && key >= 0 && places[key & mask] === undefined) places[key & mask] = key
      else {
        const hashed = (typeof key === 'number' ? undefined : hashes[i]) ?? this.hashOf(key as Value)
        const at = this.search(key as Value, undefined, hashed)
        places[at] = key
        if (typeof key !== 'number') this.hashes[at] = hashed
      }
    }
  }

  /** As another table of the same set: `pop` goes on where it looked there. */
  continueFrom(other: SetTable): void {
    this.finger = other.finger
  }

  /** Where on the key's way `sought` stands, or else the first place never taken. */
  private search(_key: Value, sought: Value | undefined, hashed: Hash): number {
    const { mask, places } = this
    let perturb: Hash = typeof hashed === 'number' ? hashed : BigInt.asUintN(64, hashed)
    let i = lowBits(perturb, mask)
    this.gone = -1
    for (let turn = 1; ; turn++) {
      const last = i + NEIGHBOURS <= mask ? i + NEIGHBOURS : i
      for (let j = i; j <= last; j++) {
        const place = places[j]
        if (place === sought || place === undefined) return j
        if (place === GONE) this.gone = j
      }
      if (typeof perturb === 'bigint') perturb >>= 5n
      else if (turn < 7 || perturb >= 0)
        perturb = (perturb | 0) === perturb ? perturb >> 5 : Math.floor(perturb / 32)
      // A negative hash is one of 64 bits without sign, of which the lower 31 show after so many turns.
      else perturb = BigInt.asUintN(64, BigInt(hashed)) >> BigInt(5 * turn)
      i = (i * 5 + 1 + lowBits(perturb, mask)) & mask
    }
  }
}

const lowBits = (value: Hash, mask: number): number =>
  typeof value === 'number' ? value & mask : Number(value & BigInt(mask))
