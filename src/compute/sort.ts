/**
 * Sorting lines of numbers: a stable merge sort of positions by key. nan counts as the largest number.
 */

const RUN = 12

/** Scratch space for lines of up to `length` elements, so that sorting many lines allocates once. */
export class Sorter {
  private readonly keys: Float64Array
  private readonly order: Int32Array
  private readonly spare: Int32Array

  constructor(length: number) {
    this.keys = new Float64Array(length)
    this.order = new Int32Array(length)
    this.spare = new Int32Array(length)
  }

  /** The positions 0 … n − 1 in the order of their keys; ties keep their order. Valid until the next call. */
  sort(n: number, keyAt: (i: number) => number, descending: boolean): Int32Array {
    const { keys, order } = this
    let nans = 0
    for (let i = 0; i < n; i++) {
      const key = keyAt(i)
      if (key !== key) nans++
      keys[i] = descending ? -key : key
    }
    let at = descending ? nans : 0
    let nan = descending ? 0 : n - nans
    for (let i = 0; i < n; i++) order[keys[i] === keys[i] ? at++ : nan++] = i
    const start = descending ? nans : 0
    return this.merge(start, start + n - nans)
  }

  private merge(start: number, end: number): Int32Array {
    const { keys, order } = this
    for (let low = start; low < end; low += RUN) {
      const high = Math.min(low + RUN, end)
      for (let i = low + 1; i < high; i++) {
        const each = order[i]
        const key = keys[each]
        let k = i - 1
        for (; k >= low && keys[order[k]] > key; k--) order[k + 1] = order[k]
        order[k + 1] = each
      }
    }
    let [from, to] = [order, this.spare]
    for (let width = RUN; width < end - start; width *= 2) {
      for (let low = start; low < end; low += 2 * width) {
        const middle = Math.min(low + width, end)
        const high = Math.min(low + 2 * width, end)
        let [a, b] = [low, middle]
        for (let k = low; k < high; k++) {
          const left = a < middle && (b >= high || keys[from[a]] <= keys[from[b]])
          to[k] = left ? from[a++] : from[b++]
        }
      }
      const done = to
      to = from
      from = done
    }
    if (from !== order) order.set(from.subarray(start, end), start)
    return order
  }
}

const EXACT = 9007199254740992n

/** Whether every int64 is exact as a double: then keys can be compared as numbers. */
export function allExact(data: BigInt64Array): boolean {
  for (let i = 0; i < data.length; i++) if (data[i] > EXACT || data[i] < -EXACT) return false
  return true
}

/** As `Sorter.sort`, for int64 beyond what a double holds. */
export function sortBigints(n: number, keyAt: (i: number) => bigint, descending: boolean): Int32Array {
  const sign = descending ? -1 : 1
  const order = Int32Array.from({ length: n }, (_, i) => i)
  return order.sort((a, b) => {
    const [x, y] = [keyAt(a), keyAt(b)]
    return x < y ? -sign : x > y ? sign : a - b
  })
}
