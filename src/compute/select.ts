/**
 * The k smallest of a line and the k-th, found step by step as PyTorch finds them on a CPU. Where keys are equal the
 * steps decide which positions come first, and programs print those: so topk takes the steps of the C++ library's
 * nth_element, sort and partial_sort, mode those of sort, kthvalue those of a quickselect of PyTorch's own.
 */

/** So few elements are put in order by insertion. */
const THRESHOLD = 16

/** PyTorch keeps a heap of the best where they are fewer than one in so many. */
const SPARSE = 64

/** Keys with their positions, moved together. Scratch space for lines of up to `length` elements. */
export class Selector {
  private readonly keys: Float64Array
  private readonly order: Int32Array
  /** Whether a key is nan, and whether nan is the smallest of the keys or the largest. */
  private nans = false
  private nanFirst = false

  constructor(length: number) {
    this.keys = new Float64Array(length)
    this.order = new Int32Array(length)
  }

  /** The positions of the `k` largest or smallest of n keys, in order if `sorted`. Valid until the next call. */
  top(k: number, n: number, keyAt: (i: number) => number, largest: boolean, sorted: boolean): Int32Array {
    this.read(n, keyAt, largest)
    if (k === 0) return this.order
    if (k * SPARSE <= n) this.partialSort(0, k, n)
    else {
      this.introselect(0, k - 1, n)
      if (sorted) this.sort(0, k - 1)
    }
    return this.order
  }

  /** The positions by key, smallest first, as the C++ library's sort leaves equal ones and nan, which is not told apart. */
  sorted(n: number, keyAt: (i: number) => number): Int32Array {
    this.read(n, keyAt, false)
    this.nans = false
    this.sort(0, n)
    return this.order
  }

  /** The position of the key that `k` others precede, smallest first. */
  kth(k: number, n: number, keyAt: (i: number) => number): number {
    this.read(n, keyAt, false)
    this.quickselect(k, n)
    return this.order[k]
  }

  private read(n: number, keyAt: (i: number) => number, largest: boolean): void {
    this.nans = false
    this.nanFirst = largest
    for (let i = 0; i < n; i++) {
      const key = keyAt(i)
      if (key !== key) this.nans = true
      this.keys[i] = largest ? -key : key
      this.order[i] = i
    }
  }

  private less(a: number, b: number): boolean {
    if (a < b) return true
    return this.nans && (a !== a) !== (b !== b) && (a !== a) === this.nanFirst
  }

  private before(i: number, j: number): boolean {
    return this.less(this.keys[i], this.keys[j])
  }

  private swap(i: number, j: number): void {
    const { keys, order } = this
    const key = keys[i]
    keys[i] = keys[j]
    keys[j] = key
    const position = order[i]
    order[i] = order[j]
    order[j] = position
  }

  private put(at: number, key: number, position: number): void {
    this.keys[at] = key
    this.order[at] = position
  }

  private move(from: number, to: number): void {
    this.put(to, this.keys[from], this.order[from])
  }

  // --- nth_element and sort -----------------------------------------------------------------------------------------

  private introselect(first: number, nth: number, last: number): void {
    let depth = 2 * floorLog2(last - first)
    while (last - first > 3) {
      if (depth-- === 0) {
        this.heapSelect(first, nth + 1, last)
        this.swap(first, nth)
        return
      }
      const cut = this.partition(first, last)
      if (cut <= nth) first = cut
      else last = cut
    }
    this.insertionSort(first, last)
  }

  private sort(first: number, last: number): void {
    if (first === last) return
    this.introsort(first, last, 2 * floorLog2(last - first))
    const few = Math.min(last, first + THRESHOLD)
    this.insertionSort(first, few)
    for (let i = few; i < last; i++) this.insertBackwards(i)
  }

  private introsort(first: number, last: number, depth: number): void {
    while (last - first > THRESHOLD) {
      if (depth-- === 0) {
        this.partialSort(first, last, last)
        return
      }
      const cut = this.partition(first, last)
      this.introsort(cut, last, depth)
      last = cut
    }
  }

  /** Splits around the median of three, which is put first. */
  private partition(first: number, last: number): number {
    const [a, b, c] = [first + 1, first + ((last - first) >> 1), last - 1]
    if (this.before(a, b)) this.swap(first, this.before(b, c) ? b : this.before(a, c) ? c : a)
    else this.swap(first, this.before(a, c) ? a : this.before(b, c) ? c : b)
    let low = first + 1
    let high = last
    for (;;) {
      while (this.before(low, first)) low++
      high--
      while (this.before(first, high)) high--
      if (low >= high) return low
      this.swap(low, high)
      low++
    }
  }

  private insertionSort(first: number, last: number): void {
    for (let i = first + 1; i < last; i++) {
      if (!this.before(i, first)) {
        this.insertBackwards(i)
        continue
      }
      const [key, position] = [this.keys[i], this.order[i]]
      for (let k = i; k > first; k--) this.move(k - 1, k)
      this.put(first, key, position)
    }
  }

  private insertBackwards(at: number): void {
    const [key, position] = [this.keys[at], this.order[at]]
    for (; this.less(key, this.keys[at - 1]); at--) this.move(at - 1, at)
    this.put(at, key, position)
  }

  // --- partial_sort -------------------------------------------------------------------------------------------------

  private partialSort(first: number, middle: number, last: number): void {
    this.heapSelect(first, middle, last)
    for (let end = middle - 1; end > first; end--) this.popHeap(first, end, end)
  }

  private heapSelect(first: number, middle: number, last: number): void {
    for (let parent = ((middle - first) >> 1) - 1; parent >= 0; parent--) {
      const [key, position] = [this.keys[first + parent], this.order[first + parent]]
      this.adjustHeap(first, parent, middle - first, key, position)
    }
    for (let i = middle; i < last; i++) if (this.before(i, first)) this.popHeap(first, middle, i)
  }

  /** The heap's largest goes to `result`, what was there into the heap. */
  private popHeap(first: number, last: number, result: number): void {
    const [key, position] = [this.keys[result], this.order[result]]
    this.move(first, result)
    this.adjustHeap(first, 0, last - first, key, position)
  }

  private adjustHeap(first: number, hole: number, size: number, key: number, position: number): void {
    const top = hole
    let child = hole
    while (child < (size - 1) >> 1) {
      child = 2 * (child + 1)
      if (this.before(first + child, first + child - 1)) child--
      this.move(first + child, first + hole)
      hole = child
    }
    if ((size & 1) === 0 && child === (size - 2) >> 1) {
      child = 2 * child + 1
      this.move(first + child, first + hole)
      hole = child
    }
    for (let parent = (hole - 1) >> 1; hole > top && this.less(this.keys[first + parent], key); ) {
      this.move(first + parent, first + hole)
      hole = parent
      parent = (hole - 1) >> 1
    }
    this.put(first + hole, key, position)
  }

  // --- kthvalue -----------------------------------------------------------------------------------------------------

  private quickselect(k: number, n: number): void {
    let left = 0
    let right = n - 1
    while (right > left) {
      if (right === left + 1) {
        if (this.before(right, left)) this.swap(left, right)
        return
      }
      this.swap(left + ((right - left) >> 1), left + 1)
      if (this.before(right, left + 1)) this.swap(left + 1, right)
      if (this.before(right, left)) this.swap(left, right)
      if (this.before(left, left + 1)) this.swap(left + 1, left)
      let low = left + 1
      let high = right
      for (;;) {
        do low++
        while (this.before(low, left))
        do high--
        while (this.before(left, high))
        if (high < low) break
        this.swap(low, high)
      }
      this.swap(left, high)
      if (high <= k) left = low
      if (high >= k) right = high - 1
    }
  }
}

function floorLog2(n: number): number {
  return 31 - Math.clz32(n)
}
