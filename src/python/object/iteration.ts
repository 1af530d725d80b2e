/**
 * Iteration over every object: iter, next, whole walks in TypeScript, and native iterators.
 */
import { lookupSpecial } from './attributes.js'
import { call } from './calls.js'
import { isError, raise } from './errors.js'
import { PyGenerator } from './generator.js'
import { newTypeError, typeNameOf } from './names.js'
import type { Value } from './object.js'
import { builtinTypes, type PyType, typeOf } from './object.js'
import { getItem, length, toCount } from './protocol.js'
import { checkInterrupt, loadBuiltin, runtime } from './runtime.js'
import {
  asInt,
  NotImplemented,
  PyIterator,
  PyList,
  PyRange,
  PyTuple,
  type Resumption,
  tuple,
} from './values.js'

/** `iter(value)`. */
export function iter(value: Value): Value {
  const { slots } = typeOf(value)
  if (slots.iter !== undefined) {
    const iterator = slots.iter(value)
    if (typeOf(iterator).slots.next === undefined) {
      throw newTypeError(`iter() returned non-iterator of type '${typeNameOf(iterator)}'`)
    }
    return iterator
  }
  if (slots.getitem !== undefined && typeOf(value).lookup('__iter__') !== null) return sequenceIterator(value)
  throw newTypeError(`'${typeNameOf(value)}' object is not iterable`)
}

/** Iterates over what has only `__getitem__`, until IndexError. */
function sequenceIterator(value: Value): Value {
  let index = 0
  return makeIterator(
    'iterator',
    () => {
      if (index < 0) return undefined
      try {
        const item = getItem(value, index)
        index++
        return item
      } catch (error) {
        if (!isError(error, 'IndexError') && !isError(error, 'StopIteration')) throw error
        index = -1
        return undefined
      }
    },
    () => (index < 0 || typeOf(value).slots.len === undefined ? 0 : Math.max(0, length(value) - index)),
    {
      reduce: () =>
        index < 0
          ? tuple(loadBuiltin('iter'), tuple(tuple()))
          : tuple(loadBuiltin('iter'), tuple(value), index),
      restore: (state) => {
        if (index >= 0) index = Math.max(0, toCount(state))
      },
    },
  )
}

/** The next item of an iterator, undefined at its end. */
export function next(iterator: Value): Value | undefined {
  if (iterator instanceof PyIterator && iterator.cls.isNative) return iterator.step()
  const slot = typeOf(iterator).slots.next
  if (slot === undefined) throw newTypeError(`'${typeNameOf(iterator)}' object is not an iterator`)
  return slot(iterator)
}

/** What gives an iterator's next item, undefined at its end. */
export function stepOf(iterator: Value): () => Value | undefined {
  if (iterator instanceof PyIterator && iterator.cls.isNative) return iterator.step
  if (iterator instanceof PyGenerator) return () => iterator.next()
  // The class may change meanwhile.
  return () => next(iterator)
}

/** JS iteration over any iterable: `for (const item of iterate(value))`. Lists may change meanwhile, as in Python. */
export function iterate(value: Value): Iterable<Value> {
  if (value instanceof PyList && value.cls.slots.iter === builtinTypes.list.slots.iter) return value.items
  if (value instanceof PyTuple && value.cls.slots.iter === builtinTypes.tuple.slots.iter) return value.items
  return new Items(stepOf(iter(value)))
}

/** The items that a step gives; each is handed over in the same result object, which whoever iterates reads at once. */
class Items implements Iterable<Value>, Iterator<Value> {
  private readonly result: { done: boolean; value: Value | undefined } = { done: false, value: undefined }
  constructor(private readonly step: () => Value | undefined) {}
  [Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<Value> {
    if (runtime.interruptFlag[0] !== 0) checkInterrupt()
    const value = this.step()
    this.result.value = value
    this.result.done = value === undefined
    return this.result as IteratorResult<Value>
  }
}

/** All items of an iterable, as a new array. */
export function toArray(value: Value): Value[] {
  if (value instanceof PyList || value instanceof PyTuple) {
    if (value.cls.slots.iter === value.cls.native.slots.iter) return value.items.slice()
  } else if (value instanceof PyRange) {
    const items: Value[] = []
    for (let i = 0; i < value.length; i++) items.push(value.start + i * value.step)
    return items
  }
  const iterator = iter(value)
  checkHint(value)
  const step = stepOf(iterator)
  const items: Value[] = []
  for (;;) {
    if (runtime.interruptFlag[0] !== 0) checkInterrupt()
    const item = step()
    if (item === undefined) return items
    items.push(item)
  }
}

/** list() asks a class for its length first, as CPython does: a wrong `__len__` is its error. */
function checkHint(value: Value): void {
  const type = typeOf(value)
  if (type.isNative) return
  const hint = lengthHint(value, 0)
  // The largest hint of all says nothing.
  if (hint > 2 ** 32 && hint < 2n ** 63n - 1n) throw raise('MemoryError')
}

/** `operator.length_hint(value, otherwise)`: what `__len__` or `__length_hint__` says of how many items come. */
export function lengthHint(value: Value, otherwise: number | bigint): number | bigint {
  const type = typeOf(value)
  try {
    if (type.slots.len !== undefined) return type.slots.len(value)
  } catch (error) {
    if (!isError(error, 'TypeError')) throw error
  }
  const method = lookupSpecial(value, '__length_hint__')
  if (method === undefined) return otherwise
  let hint: Value
  try {
    hint = call(method, [])
  } catch (error) {
    if (!isError(error, 'TypeError')) throw error
    return otherwise
  }
  if (hint === NotImplemented) return otherwise
  const count = asInt(hint)
  if (count === undefined) throw newTypeError(`__length_hint__ must be an integer, not ${typeNameOf(hint)}`)
  if (count < 0) throw raise('ValueError', '__length_hint__() should return >= 0')
  return count
}

const iteratorTypes = new Map<string, PyType>()
let defineIteratorType: (name: string) => PyType
/** types/iterator.ts makes the type of each kind of native iterator. */
export function provideIteratorTypes(define: (name: string) => PyType): void {
  defineIteratorType = define
}
/** A native iterator: `step` returns undefined at the end. `typeName` is its type's name, `list_iterator`, `zip`… */
export function makeIterator(
  typeName: string,
  step: () => Value | undefined,
  remaining?: () => number | bigint,
  resumption?: Resumption,
): PyIterator {
  return new PyIterator(iteratorType(typeName), step, remaining ?? null, resumption)
}
/** The type of native iterators of this name. */
export function iteratorType(name: string): PyType {
  let type = iteratorTypes.get(name)
  if (type === undefined) iteratorTypes.set(name, (type = defineIteratorType(name)))
  return type
}
