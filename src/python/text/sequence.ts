/**
 * Index arithmetic of slices and ranges, and the stable sort.
 */
import { add, floorDivide, type Int, modulo, multiply, negate, subtract } from './integer.js'

/** Where a slice lies in a sequence of `length`: JS numbers, clipped. */
export interface SliceIndices {
  start: number
  stop: number
  step: number
  /** How many items it takes. */
  count: number
}

const clamp = (index: Int, low: number, high: number): number =>
  index < low ? low : index > high ? high : Number(index)

/** The indices of `start:stop:step` on a length; undefined bounds are omitted ones; step must not be 0. */
export function sliceIndices(
  start: Int | undefined,
  stop: Int | undefined,
  step: Int | undefined,
  length: number,
): SliceIndices {
  const by = step === undefined ? 1 : clamp(step, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  const low = by < 0 ? -1 : 0
  const high = by < 0 ? length - 1 : length
  const bound = (index: Int | undefined, otherwise: number): number => {
    if (index === undefined) return otherwise
    return clamp(index < 0 ? add(index, length) : index, low, high)
  }
  const from = bound(start, by < 0 ? high : low)
  const to = bound(stop, by < 0 ? low : high)
  const span = by < 0 ? from - to : to - from
  return { start: from, stop: to, step: by, count: span <= 0 ? 0 : Math.ceil(span / Math.abs(by)) }
}

/** The same for lengths of any size, exact and without the count. */
export function longSliceIndices(
  start: Int | undefined,
  stop: Int | undefined,
  step: Int | undefined,
  length: Int,
): { start: Int; stop: Int; step: Int } {
  const by = step ?? 1
  const [low, high]: [Int, Int] = by < 0 ? [-1, subtract(length, 1)] : [0, length]
  const bound = (index: Int | undefined, otherwise: Int): Int => {
    if (index === undefined) return otherwise
    const at = index < 0 ? add(index, length) : index
    return at < low ? low : at > high ? high : at
  }
  return { start: bound(start, by < 0 ? high : low), stop: bound(stop, by < 0 ? low : high), step: by }
}

/** The items a slice takes. */
export function sliceArray<T>(items: readonly T[], { start, step, count }: SliceIndices): T[] {
  if (step === 1) return items.slice(start, start + count)
  const out = new Array<T>(count)
  for (let i = 0, at = start; i < count; i++, at += step) out[i] = items[at]!
  return out
}

/** `len(range(start, stop, step))`. */
export function rangeLength(start: Int, stop: Int, step: Int): Int {
  const [low, high, by] = step > 0 ? [start, stop, step] : [stop, start, negate(step)]
  return low >= high ? 0 : add(floorDivide(subtract(subtract(high, low), 1), by), 1)
}

/** The item at a non-negative index below the length. */
export const rangeItem = (start: Int, step: Int, index: Int): Int => add(start, multiply(index, step))

/** Where a value stands in the range, or −1. */
export function rangeIndex(start: Int, stop: Int, step: Int, value: Int): Int {
  const inside = step > 0 ? value >= start && value < stop : value <= start && value > stop
  const offset = subtract(value, start)
  return inside && modulo(offset, step) === 0 ? floorDivide(offset, step) : -1
}

/**
 * Sorts in place, stable, by `less` alone: a merge sort over insertion-sorted runs that leaves ordered input after one
 * pass of comparisons, as Python's does.
 */
export function stableSort<T>(items: T[], less: (a: T, b: T) => boolean): void {
  const n = items.length
  if (n < 2) return
  let run = 1
  while (run < n && !less(items[run]!, items[run - 1]!)) run++
  if (run === n) return
  const RUN = 24
  for (let low = 0; low < n; low += RUN) insertionSort(items, low, Math.min(low + RUN, n), less)
  let from = items
  let to = new Array<T>(n)
  for (let width = RUN; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      merge(from, to, low, Math.min(low + width, n), Math.min(low + 2 * width, n), less)
    }
    ;[from, to] = [to, from]
  }
  if (from !== items) for (let i = 0; i < n; i++) items[i] = from[i]!
}

function insertionSort<T>(items: T[], low: number, high: number, less: (a: T, b: T) => boolean): void {
  for (let i = low + 1; i < high; i++) {
    const item = items[i]!
    if (!less(item, items[i - 1]!)) continue
    let left = low
    let right = i - 1
    while (left < right) {
      const middle = (left + right) >> 1
      if (less(item, items[middle]!)) right = middle
      else left = middle + 1
    }
    for (let k = i; k > left; k--) items[k] = items[k - 1]!
    items[left] = item
  }
}

function merge<T>(
  from: T[],
  to: T[],
  low: number,
  middle: number,
  high: number,
  less: (a: T, b: T) => boolean,
) {
  let i = low
  let j = middle
  if (middle >= high || !less(from[middle]!, from[middle - 1]!)) {
    for (let k = low; k < high; k++) to[k] = from[k]!
    return
  }
  for (let k = low; k < high; k++) {
    if (i < middle && (j >= high || !less(from[j]!, from[i]!))) to[k] = from[i++]!
    else to[k] = from[j++]!
  }
}

/** The places of the numbers, none of them NaN, in the order of their size; equal ones keep theirs. */
export function numericOrder(numbers: Float64Array): Uint32Array {
  const n = numbers.length
  let from = new Uint32Array(n)
  for (let i = 0; i < n; i++) from[i] = i
  let run = 1
  while (run < n && numbers[run]! >= numbers[run - 1]!) run++
  if (run >= n) return from
  const RUN = 16
  for (let low = 0; low < n; low += RUN) {
    const high = Math.min(low + RUN, n)
    for (let i = low + 1; i < high; i++) {
      const place = from[i]!
      const number = numbers[place]!
      let k = i
      for (; k > low && numbers[from[k - 1]!]! > number; k--) from[k] = from[k - 1]!
      from[k] = place
    }
  }
  let to = new Uint32Array(n)
  for (let width = RUN; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const middle = Math.min(low + width, n)
      const high = Math.min(low + 2 * width, n)
      let i = low
      let j = middle
      for (let k = low; k < high; k++)
        to[k] =
          i < middle && (j >= high || numbers[from[i]!]! <= numbers[from[j]!]!) ? from[i++]! : from[j++]!
    }
    ;[from, to] = [to, from]
  }
  return from
}
