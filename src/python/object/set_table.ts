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
  private places: Place[] = new Array(8).fill(undefined)
  private mask = 7
  /** Places taken, the deleted ones included. */
  private fill = 0
  private used = 0
  /** Where the next `pop` begins to look. */
  private finger = 0
  constructor(private readonly hash: (key: Value) => Hash) {}

  /** Adds an element that is not there. */
  add(key: Value): void {
    let gone = -1
    const unused = this.search(key, (place, at) => {
      if (place === GONE && gone < 0) gone = at
      return place === undefined
    })
    this.used++
    if (gone >= 0) {
      this.places[gone] = key
      return
    }
    this.places[unused] = key
    this.fill++
    if (this.fill * 5 >= this.mask * 3) this.resize(this.used > 50000 ? this.used * 2 : this.used * 4)
  }

  /** Takes out an element, given as it stands in the table. */
  delete(key: Value): void {
    this.places[this.search(key, (place) => place === key)] = GONE
    this.used--
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
    return this.places.filter((place): place is Value => place !== undefined && place !== GONE)
  }

  /** Makes room for another set's elements before they are added. */
  reserve(count: number): void {
    if ((this.fill + count) * 5 >= this.mask * 3) this.resize((this.used + count) * 2)
  }

  /** Takes over another set's elements into an empty table. */
  fillFrom(other: SetTable): void {
    if (this.mask === other.mask && other.fill === other.used) this.places = other.places.slice()
    else for (const key of other.keys()) this.places[this.free(key)] = key
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
    const keys = this.keys()
    this.mask = size - 1
    this.places = new Array(size).fill(undefined)
    for (const key of keys) this.places[this.free(key)] = key
    this.fill = this.used = keys.length
  }

  private free(key: Value): number {
    return this.search(key, (place) => place === undefined)
  }

  private search(key: Value, wanted: (place: Place, at: number) => boolean): number {
    const { mask, places } = this
    const hashed = this.hash(key)
    let perturb: Hash =
      typeof hashed === 'number' && hashed >= 0 ? hashed : BigInt.asUintN(64, BigInt(hashed))
    let i = lowBits(perturb, mask)
    for (;;) {
      const last = i + NEIGHBOURS <= mask ? i + NEIGHBOURS : i
      for (let j = i; j <= last; j++) if (wanted(places[j], j)) return j
      perturb = typeof perturb === 'number' ? Math.floor(perturb / 32) : perturb >> 5n
      i = lowBits(i * 5 + 1 + lowBits(perturb, mask), mask)
    }
  }
}

const lowBits = (value: Hash, mask: number): number =>
  typeof value === 'number' ? value % (mask + 1) : Number(value & BigInt(mask))
