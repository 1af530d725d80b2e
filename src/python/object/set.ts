/**
 * set and frozenset.
 *
 * A set that holds only small ints iterates in CPython's order, which programs print: for those `order()` replays CPython's table
 * (open addressing, 9 linear probes, then perturbation) over the insertions that are still there. Other sets iterate in insertion
 * order, where CPython's depends on the process.
 */

import { PyTable } from './dict.js'
import type { Value } from './object.js'

export class PySet extends PyTable {
  /** Adds a value; false when an equal one is there. */
  add(value: Value): boolean {
    if (this.find(value) !== undefined) return false
    this.insert(value, null)
    return true
  }
  delete(value: Value): boolean {
    const entry = this.find(value)
    if (entry === undefined) return false
    this.removeEntry(entry)
    return true
  }
  /** The elements in iteration order. */
  order(): Value[] {
    const keys = this.keys()
    return keys.every((key) => typeof key === 'number' && key >= 0 && key < 2 ** 31)
      ? tableOrder(keys as number[])
      : keys
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

/** The order in which CPython's set table holds these non-negative ints, inserted one by one. */
function tableOrder(keys: number[]): number[] {
  let mask = 7
  let table = new Int32Array(8).fill(-1)
  const place = (key: number): void => {
    let perturb = key
    let i = key & mask
    for (;;) {
      const probes = i + 9 <= mask ? 9 : 0
      for (let j = i; j <= i + probes; j++) {
        if (table[j] === -1) {
          table[j] = key
          return
        }
      }
      perturb = Math.floor(perturb / 32)
      i = (i * 5 + 1 + perturb) & mask
    }
  }
  let used = 0
  for (const key of keys) {
    place(key)
    used++
    if (used * 5 < mask * 3) continue
    const minimum = used > 50000 ? used * 2 : used * 4
    let size = 8
    while (size <= minimum) size *= 2
    const old = table
    mask = size - 1
    table = new Int32Array(size).fill(-1)
    for (const key of old) if (key !== -1) place(key)
  }
  return [...table].filter((key) => key !== -1)
}
