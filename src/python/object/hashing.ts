/**
 * Hashes of strings and tuples, and the hash folded to 32 bits by which tables find what JS cannot compare.
 *
 * CPython's hash of a tuple (xxHash's rounds over the items' hashes) is arithmetic on 64 bits, done here on two halves of 32.
 */
import type { Value } from './object.js'
import { builtinTypes } from './object.js'
import { equals, hash } from './protocol.js'
import { PyTuple } from './values.js'

/** Counts the hashes taken that differ from run to run in CPython: what was hashed without one is ordered alike in every run. */
export const unsteady = { hashes: 0 }

/** FNV-1a: CPython's str hashes differ from run to run, so any will do. */
export function hashText(value: string): number {
  if (value === '') return 0
  unsteady.hashes++
  let hash = 0x811c9dc5
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), 0x01000193)
  return hash
}

const HALF = 4294967296

/** The upper 32 bits of the product of two unsigned ints of 32 bits. */
function upperProduct(a: number, b: number): number {
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16]
  const first = (Math.imul(a1, b0) >>> 0) + ((Math.imul(a0, b0) >>> 0) >>> 16)
  const second = (Math.imul(a0, b1) >>> 0) + (first & 0xffff)
  return (Math.imul(a1, b1) + (first >>> 16) + (second >>> 16)) | 0
}

// The last hash computed: upper and lower half.
let upper = 0
let lower = 0

function addItem(item: Value): void {
  let hashed: number | bigint
  if (typeof item === 'number') hashed = item === -1 ? -2 : item
  else if (typeof item === 'string') hashed = hashText(item)
  else {
    // What the item's own hash does may come here again.
    const [high, low] = [upper, lower]
    hashed = hash(item)
    upper = high
    lower = low
  }
  let low: number
  let high: number
  if (typeof hashed === 'number') {
    low = hashed | 0
    high = low === hashed ? low >> 31 : Math.floor(hashed / HALF) | 0
  } else {
    low = Number(BigInt.asIntN(32, hashed))
    high = Number(BigInt.asIntN(32, hashed >> 32n))
  }
  // acc += hash * 14029467366897019727
  const productHigh =
    (upperProduct(low, 0x27d4eb4f) + Math.imul(high, 0x27d4eb4f) + Math.imul(low, 0xc2b2ae3d)) | 0
  const sum = (lower >>> 0) + (Math.imul(low, 0x27d4eb4f) >>> 0)
  const sumHigh = (upper + productHigh + (sum >= HALF ? 1 : 0)) | 0
  // acc = rotate(acc, 31) * 11400714785074694791
  const turnedHigh = (sumHigh << 31) | ((sum | 0) >>> 1)
  const turnedLow = ((sum | 0) << 31) | (sumHigh >>> 1)
  upper =
    (upperProduct(turnedLow, 0x85ebca87) +
      Math.imul(turnedHigh, 0x85ebca87) +
      Math.imul(turnedLow, 0x9e3779b1)) |
    0
  lower = Math.imul(turnedLow, 0x85ebca87)
}

function computeItems(items: readonly Value[]): void {
  // 2870177450012600261
  upper = 0x27d4eb2f
  lower = 0x165667c5
  for (let i = 0; i < items.length; i++) addItem(items[i])
  const sum = (lower >>> 0) + ((items.length ^ (0x165667c5 ^ 3527539)) >>> 0)
  upper = (upper + 0x27d4eb2f + (sum >= HALF ? 1 : 0)) | 0
  lower = sum | 0
  if (upper === -1 && lower === -1) {
    upper = 0
    lower = 1546275796
  }
}

/** CPython's hash of a tuple with these items. */
export function hashItems(items: readonly Value[]): number | bigint {
  computeItems(items)
  const value = upper * HALF + (lower >>> 0)
  return Number.isSafeInteger(value) ? value : BigInt(upper) * 4294967296n + BigInt(lower >>> 0)
}

/** Is it a tuple, of a subclass perhaps, that compares as tuples do? */
export function isPlainTuple(key: Value): key is PyTuple {
  if (!(key instanceof PyTuple)) return false
  const { slots } = builtinTypes.tuple
  return key.cls.slots === slots || (key.cls.slots.hash === slots.hash && key.cls.slots.eq === slots.eq)
}

/** The hash of a tuple with these items, folded to 32 bits as `fold` does. */
export function foldItems(items: readonly Value[]): number {
  computeItems(items)
  return upper ^ lower
}

/** A hash folded to 32 bits: tables find by it what JS cannot compare. */
export function fold(hashed: number | bigint): number {
  if (typeof hashed === 'bigint') return Number(BigInt.asIntN(32, hashed ^ (hashed >> 32n)))
  const low = hashed | 0
  return low ^ (low === hashed ? low >> 31 : Math.floor(hashed / HALF) | 0)
}

/** Are two keys of the same hash the same key? */
export function sameKey(a: Value, b: Value): boolean {
  if (a === b) return true
  if (!isPlainTuple(a) || !isPlainTuple(b)) return equals(a, b)
  const { items } = a
  const others = b.items
  if (items.length !== others.length) return false
  for (let i = 0; i < items.length; i++) if (!equals(items[i], others[i])) return false
  return true
}
