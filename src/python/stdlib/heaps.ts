/** _heapq and _bisect: binary heaps in lists, and places in sorted ones, by the comparisons that CPython makes, in their order. */
import { defineFunctions } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, type Value } from '../object/object.js'
import { lessThan } from '../object/operators.js'
import { call1, callMethod, getItem, length, toCount } from '../object/protocol.js'
import { PyList } from '../object/values.js'

// --- heaps --------------------------------------------------------------------------------------------------------

/** The list under a heap; its length may not change while items are compared. */
class Heap {
  readonly items: Value[]
  constructor(list: Value, who: string) {
    if (!(list instanceof PyList))
      throw newTypeError(`${who}() argument 1 must be list, not ${typeNameOf(list)}`)
    this.items = list.items
  }

  private less(a: Value, b: Value, size: number): boolean {
    const result = lessThan(a, b)
    if (this.items.length !== size) throw raise('RuntimeError', 'list changed size during iteration')
    return result
  }

  /** Moves the item at `at` towards the root, not past `start`. */
  rise(start: number, at: number): void {
    const { items } = this
    const size = items.length
    const item = items[at]
    while (at > start) {
      const parent = (at - 1) >> 1
      if (!this.less(item, items[parent], size)) break
      items[at] = items[parent]
      at = parent
    }
    items[at] = item
  }

  /** Moves the item at `at` to a leaf, always in the place of the smaller child, and from there up again. */
  sink(at: number): void {
    const { items } = this
    const size = items.length
    const start = at
    const item = items[at]
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && !this.less(items[child], items[child + 1], size)) child++
      items[at] = items[child]
      at = child
    }
    items[at] = item
    this.rise(start, at)
  }

  pop(): Value {
    const { items } = this
    const last = items.pop()
    if (last === undefined) throw raise('IndexError', 'index out of range')
    return items.length === 0 ? last : this.replace(last)
  }

  /** Takes the smallest item, putting another in its place. */
  replace(item: Value): Value {
    const [top] = this.items
    if (top === undefined) throw raise('IndexError', 'index out of range')
    this.items[0] = item
    this.sink(0)
    return top
  }
}

export const heapq = (): NativeModule => ({
  attributes: defineFunctions(
    {
      'heappush(heap, item, /)': (list: Value, item: Value) => {
        const heap = new Heap(list, 'heappush')
        heap.items.push(item)
        heap.rise(0, heap.items.length - 1)
      },
      'heappop(heap, /)': (list: Value) => new Heap(list, 'heappop').pop(),
      'heapify(heap, /)': (list: Value) => {
        const heap = new Heap(list, 'heapify')
        for (let i = (heap.items.length >> 1) - 1; i >= 0; i--) heap.sink(i)
      },
      'heapreplace(heap, item, /)': (list: Value, item: Value) => new Heap(list, 'heapreplace').replace(item),
      'heappushpop(heap, item, /)': (list: Value, item: Value) => {
        const heap = new Heap(list, 'heappushpop')
        return heap.items.length > 0 && lessThan(heap.items[0], item) ? heap.replace(item) : item
      },
    },
    { module: '_heapq' },
  ),
})

// --- bisection ----------------------------------------------------------------------------------------------------

function place(list: Value, value: Value, low: Value, high: Value, key: Value, right: boolean): number {
  let lo = toCount(low)
  if (lo < 0) throw raise('ValueError', 'lo must be non-negative')
  let hi = high === null ? length(list) : toCount(high)
  const items = list instanceof PyList && list.cls === builtinTypes.list ? list : null
  while (lo < hi) {
    const middle = Math.floor((lo + hi) / 2)
    const found = items?.items[middle] ?? getItem(list, middle)
    const item = key === null ? found : call1(key, found)
    if (right ? lessThan(value, item) : !lessThan(item, value)) hi = middle
    else lo = middle + 1
  }
  return lo
}

function insert(list: Value, value: Value, low: Value, high: Value, key: Value, right: boolean): void {
  const at = place(list, key === null ? value : call1(key, value), low, high, key, right)
  if (list instanceof PyList && list.cls === builtinTypes.list) list.items.splice(at, 0, value)
  else callMethod(list, 'insert', [at, value])
}

type Place = [list: Value, value: Value, low: Value, high: Value, key: Value]
const side =
  <Result>(act: (...args: [...Place, right: boolean]) => Result, right: boolean) =>
  (...place: Place): Result =>
    act(...place, right)

const PARAMETERS = '(a, x, lo=0, hi=None, *, key=None)'

export function bisect(): NativeModule {
  const attributes = defineFunctions(
    {
      [`bisect_right${PARAMETERS}`]: side(place, true),
      [`bisect_left${PARAMETERS}`]: side(place, false),
      [`insort_right${PARAMETERS}`]: side(insert, true),
      [`insort_left${PARAMETERS}`]: side(insert, false),
    },
    { module: '_bisect' },
  )
  return { attributes: { ...attributes, bisect: attributes.bisect_right, insort: attributes.insort_right } }
}
