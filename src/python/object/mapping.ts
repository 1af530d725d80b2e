/** Reading any mapping: what dict(), `**` in a display and update() share. */
import { PyDict } from './dict.js'
import { isError, raise } from './errors.js'
import { newTypeError } from './names.js'
import { builtinTypes, type Value } from './object.js'
import { call, getItem, iterate, lookupAttr, toArray } from './protocol.js'

/** Hands every item of a mapping or of an iterable of pairs to `store`. */
export function merge(other: Value, store: (key: Value, value: Value) => void): void {
  if (other instanceof PyDict && other.cls.slots.iter === builtinTypes.dict.slots.iter) {
    const { size } = other
    for (let entry = other.first; entry !== null; entry = entry.next) {
      store(entry.key, entry.value!)
      // Storing compares keys, which may change the dict that is read.
      if (other.size !== size) throw raise('RuntimeError', 'dict mutated during update')
    }
    return
  }
  const keys = lookupAttr(other, 'keys')
  if (keys !== undefined) {
    for (const key of iterate(call(keys, []))) store(key, getItem(other, key))
    return
  }
  let index = 0
  for (const pair of iterate(other)) {
    let items: Value[]
    try {
      items = toArray(pair)
    } catch (error) {
      if (!isError(error, 'TypeError')) throw error
      throw newTypeError(`cannot convert dictionary update sequence element #${index} to a sequence`)
    }
    if (items.length !== 2) {
      throw raise(
        'ValueError',
        `dictionary update sequence element #${index} has length ${items.length}; 2 is required`,
      )
    }
    store(items[0]!, items[1]!)
    index++
  }
}
