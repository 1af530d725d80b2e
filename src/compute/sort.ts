/**
 * Sorting lines of numbers: a stable merge sort of positions by key. nan counts as the largest number.
 */

const RUN = 12

/** Scratch space for lines of up to `length` elements, so that sorting many lines allocates once. */
export class Sorter {
  /** Keys and their positions, moved together; merging goes between the two pairs. */
  private readonly keys: Float64Array
  private readonly order: Int32Array
  private readonly spareKeys: Float64Array
  private readonly spare: Int32Array

  constructor(readonly length: number) {
    this.keys = new Float64Array(length)
    this.order = new Int32Array(length)
    this.spareKeys = new Float64Array(length)
    this.spare = new Int32Array(length)
  }

  /** The positions 0 … n − 1 in the order of their keys; ties keep their order. Valid until the next call. */
  sort(n: number, keyAt: (i: number) => number, descending: boolean): Int32Array {
    const nans = this.read(n, keyAt, descending)
    return this.sortRead(n, nans, descending)
  }

  /** Fills `keys`, smaller first; how many are nan. */
  private read(n: number, keyAt: (i: number) => number, descending: boolean): number {
    const { keys } = this
    let nans = 0
    for (let i = 0; i < n; i++) {
      const key = keyAt(i)
      if (key !== key) nans++
      keys[i] = descending ? -key : key
    }
    return nans
  }

  private sortRead(n: number, nans: number, descending: boolean): Int32Array {
    const { keys, order, spareKeys, spare } = this
    const start = descending ? nans : 0
    if (nans === 0) for (let i = 0; i < n; i++) order[i] = i
    else {
      let at = start
      let nan = descending ? 0 : n - nans
      for (let i = 0; i < n; i++) {
        const place = keys[i] === keys[i] ? at++ : nan++
        spareKeys[place] = keys[i]
        spare[place] = i
      }
      keys.set(spareKeys.subarray(0, n))
      order.set(spare.subarray(0, n))
    }
    return this.merge(start, start + n - nans)
  }

  private merge(start: number, end: number): Int32Array {
    const { keys, order } = this
    if (end - start >= MANY) {
      const bits = radixKeys(keys, start, end)
      if (bits !== null) return radixSorted(bits, order, this.spare, start, end)
    }
    for (let low = start; low < end; low += RUN) {
      const high = Math.min(low + RUN, end)
      for (let i = low + 1; i < high; i++) {
        const each = order[i]
        const key = keys[i]
        let k = i - 1
        for (; k >= low && keys[k] > key; k--) {
          keys[k + 1] = keys[k]
          order[k + 1] = order[k]
        }
        keys[k + 1] = key
        order[k + 1] = each
      }
    }
    let [from, fromKeys, to, toKeys] = [order, keys, this.spare, this.spareKeys]
    for (let width = RUN; width < end - start; width *= 2) {
      for (let low = start; low < end; low += 2 * width) {
        const middle = Math.min(low + width, end)
        const high = Math.min(low + 2 * width, end)
        let [a, b] = [low, middle]
        for (let k = low; k < high; k++) {
          const at = a < middle && (b >= high || fromKeys[a] <= fromKeys[b]) ? a++ : b++
          toKeys[k] = fromKeys[at]
          to[k] = from[at]
        }
      }
      const [done, doneKeys] = [to, toKeys]
      to = from
      toKeys = fromKeys
      from = done
      fromKeys = doneKeys
    }
    if (from !== order) order.set(from.subarray(start, end), start)
    return order
  }
}

/** So many keys of 32 bits are sorted by their digits. */
const MANY = 512

const single = new Float32Array(1)
const singleBits = new Int32Array(single.buffer)

/** The keys as 32 bits each whose order is theirs: float32 or int32; null where one is neither. */
function radixKeys(keys: Float64Array, start: number, end: number): Uint32Array | null {
  const bits = new Uint32Array(end - start)
  let i = start
  for (; i < end; i++) {
    // −0 and 0 are equal.
    const key = keys[i] + 0
    single[0] = key
    if (single[0] !== key) break
    const pattern = singleBits[0]
    bits[i - start] = pattern < 0 ? ~pattern : pattern ^ 0x80000000
  }
  if (i === end) return bits
  for (i = start; i < end; i++) {
    if ((keys[i] | 0) !== keys[i]) return null
    bits[i - start] = keys[i] ^ 0x80000000
  }
  return bits
}

/** The positions in `order` from start to end in the order of their bits, eight of these at a time. */
function radixSorted(
  bits: Uint32Array,
  order: Int32Array,
  spare: Int32Array,
  start: number,
  end: number,
): Int32Array {
  const n = bits.length
  let [from, to] = [order.subarray(start, end), spare.subarray(start, end)]
  let [keys, other]: [Uint32Array, Uint32Array] = [bits, new Uint32Array(n)]
  const counts = new Int32Array(256)
  for (let shift = 0; shift < 32; shift += 8) {
    counts.fill(0)
    for (let i = 0; i < n; i++) counts[(keys[i] >>> shift) & 255]++
    if (counts[(keys[0] >>> shift) & 255] === n) continue
    for (let digit = 0, place = 0; digit < 256; digit++) {
      const count = counts[digit]
      counts[digit] = place
      place += count
    }
    for (let i = 0; i < n; i++) {
      const place = counts[(keys[i] >>> shift) & 255]++
      other[place] = keys[i]
      to[place] = from[i]
    }
    ;[keys, other] = [other, keys]
    ;[from, to] = [to, from]
  }
  if (from.byteOffset !== order.byteOffset + start * 4 || from.buffer !== order.buffer) order.set(from, start)
  return order
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

/** What stands for int64 beyond what a double holds: equal for equal ones, in their order. */
export function bigintRanks(n: number, keyAt: (i: number) => bigint): Float64Array {
  const ranks = new Float64Array(n)
  const order = sortBigints(n, keyAt, false)
  for (let i = 1; i < n; i++) {
    const same = keyAt(order[i]) === keyAt(order[i - 1])
    ranks[order[i]] = ranks[order[i - 1]] + (same ? 0 : 1)
  }
  return ranks
}
