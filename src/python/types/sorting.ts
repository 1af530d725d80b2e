/**
 * Sorting by `<`, stable. Keys of one plain type are compared without asking their types: numbers as doubles in one array, texts whose UTF-16
 * units are code points by JS, tuples item by item.
 */
import type { Value } from '../object/object.js'
import { lessItems, lessThan } from '../object/operators.js'
import { call1 } from '../object/protocol.js'
import { checkInterrupt, runtime } from '../object/runtime.js'
import { PyFloat, PyTuple } from '../object/values.js'
import { numericOrder, stableSort } from '../text/sequence.js'
import { compareStrings, isFlat } from '../text/strings.js'

type Less = (a: Value, b: Value) => boolean

/** The values in order, as a new array; `key` gives what is compared in their place. */
export function sortValues(items: Value[], key: Value | undefined, reverse: boolean): Value[] {
  const keyed = key !== undefined && key !== null
  const keys = keyed ? items.map((item) => call1(key, item)) : items.slice()
  // Reversed, sorted, reversed again: equal items keep their order.
  if (reverse) keys.reverse()
  const kind = kindOf(keys)
  if (!keyed) {
    if (kind === 'ints') sortInts(keys as number[])
    else if (kind === 'texts') sortTexts(keys as string[])
    else if (kind !== 'floats') stableSort(keys, interruptible(comparer(keys)))
    if (kind !== 'floats') return reverse ? keys.reverse() : keys
  }
  const last = items.length - 1
  const order =
    kind === 'ints' || kind === 'floats'
      ? numericOrder(asNumbers(keys))
      : kind === 'texts'
        ? textOrder(keys as string[])
        : orderBy(keys)
  const out: Value[] = []
  for (let i = 0; i <= last; i++) out.push(items[reverse ? last - order[last - i] : order[i]])
  return out
}

/** Fewer keys are not worth an array of doubles. */
const FEW = 24

/**
 * What all keys are: small ints, texts whose units are code points, small ints and plain floats other than NaN, or anything.
 */
type Kind = 'ints' | 'texts' | 'floats' | 'any'

function kindOf(keys: readonly Value[]): Kind {
  const { length } = keys
  if (length < 2) return 'any'
  let i = 0
  if (typeof keys[0] === 'string') {
    while (i < length && typeof keys[i] === 'string' && isFlat(keys[i] as string)) i++
    return i === length ? 'texts' : 'any'
  }
  if (length < FEW) return 'any'
  while (i < length && typeof keys[i] === 'number') i++
  if (i === length) return 'ints'
  for (; i < length; i++) {
    const key = keys[i]
    if (typeof key === 'number') continue
    if (!(key instanceof PyFloat && key.cls.isNative) || Number.isNaN(key.value)) return 'any'
  }
  return 'floats'
}

function asNumbers(keys: readonly Value[]): Float64Array {
  const numbers = new Float64Array(keys.length)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    numbers[i] = typeof key === 'number' ? key : (key as PyFloat).value
  }
  return numbers
}

function sortInts(keys: number[]): void {
  let run = 1
  while (run < keys.length && keys[run] >= keys[run - 1]) run++
  if (run === keys.length) return
  const numbers = asNumbers(keys).sort()
  for (let i = 0; i < keys.length; i++) keys[i] = numbers[i]
}

/** Equal texts are one text: the sort of JS, which compares units, need not be stable. */
function sortTexts(keys: string[]): void {
  let run = 1
  while (run < keys.length && keys[run] >= keys[run - 1]) run++
  if (run < keys.length) keys.sort()
}

/** The places of the texts in their order; equal ones keep theirs. */
function textOrder(keys: readonly string[]): number[] {
  const order = keys.map((_, i) => i)
  stableSort(order, (a, b) => keys[a] < keys[b])
  return order
}

function orderBy(keys: readonly Value[]): number[] {
  const less = interruptible(comparer(keys))
  const order = keys.map((_, i) => i)
  stableSort(order, (a, b) => less(keys[a], keys[b]))
  return order
}

function interruptible(less: Less): Less {
  const flag = runtime.interruptFlag
  return (a, b) => {
    if (flag[0] !== 0) checkInterrupt()
    return less(a, b)
  }
}

function comparer(keys: readonly Value[]): Less {
  if (keys.every((key) => typeof key === 'number')) return (a, b) => (a as number) < (b as number)
  if (keys.every((key) => typeof key === 'string'))
    return (a, b) => compareStrings(a as string, b as string) < 0
  if (keys.every((key) => key instanceof PyTuple && key.cls.isNative))
    return (a, b) => lessItems((a as PyTuple).items, (b as PyTuple).items)
  return lessThan
}
