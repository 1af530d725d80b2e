/** Driving loops: the ways to walk an iterable that need no iterator object. */
import type { Value } from '../object/object.js'
import { builtinTypes } from '../object/object.js'
import { iter, typeOf } from '../object/protocol.js'
import { PyIterator, PyList, PyRange, PyTuple } from '../object/values.js'

/** A function that gives the next item, undefined at the end. */
export function stepper(value: Value): () => Value | undefined {
  if (value instanceof PyRange) {
    let next = value.start
    let left = value.length
    const { step } = value
    return () => {
      if (left === 0) return undefined
      left--
      const item = next
      next += step
      return item
    }
  }
  if (value instanceof PyList && value.cls.slots.iter === builtinTypes.list.slots.iter) {
    let at = 0
    return () => value.items[at++]
  }
  if (value instanceof PyTuple && value.cls.slots.iter === builtinTypes.tuple.slots.iter) {
    let at = 0
    const { items } = value
    return () => items[at++]
  }
  const iterator = iter(value)
  if (iterator instanceof PyIterator) return iterator.step
  const next = typeOf(iterator).slots.next!
  return () => next(iterator)
}
