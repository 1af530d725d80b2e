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
  const numbers = asNumbers(keys)
  if (numbers === null && !keyed) {
    stableSort(keys, interruptible(comparer(keys)))
    return reverse ? keys.reverse() : keys
  }
  const last = items.length - 1
  const order = numbers === null ? orderBy(keys) : numericOrder(numbers)
  const out: Value[] = []
  for (let i = 0; i <= last; i++) out.push(items[reverse ? last - order[last - i] : order[i]])
  return out
}

/** Fewer keys are not worth an array of doubles. */
const FEW = 24

/** The keys as doubles, when all are small ints or plain floats; null otherwise, or where NaN has no place. */
function asNumbers(keys: readonly Value[]): Float64Array | null {
  if (keys.length < FEW || (typeof keys[0] !== 'number' && !(keys[0] instanceof PyFloat))) return null
  const numbers = new Float64Array(keys.length)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    if (typeof key === 'number') numbers[i] = key
    else if (key instanceof PyFloat && key.cls.isNative && !Number.isNaN(key.value)) numbers[i] = key.value
    else return null
  }
  return numbers
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
  if (keys.every((key) => typeof key === 'string')) {
    return keys.every((key) => isFlat(key as string))
      ? (a, b) => (a as string) < (b as string)
      : (a, b) => compareStrings(a as string, b as string) < 0
  }
  if (keys.every((key) => key instanceof PyTuple && key.cls.isNative))
    return (a, b) => lessItems((a as PyTuple).items, (b as PyTuple).items)
  return lessThan
}
