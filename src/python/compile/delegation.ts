/** `yield from` and `await`: an iterator that yields, gets what is sent and takes what is thrown in the frame's place. */
import { isError, PyError, raise } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import { PyCoroutine, PyGenerator, stopValue } from '../object/generator.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, type Value } from '../object/object.js'
import { call, getAttr, iter, lookupAttr, lookupSpecial, typeOf } from '../object/protocol.js'
import { type Completion, NORMAL, YIELD } from './context.js'

/**
 * Starts the iterator that `begin` gives, or goes on with the one in the register when the frame is being resumed. YIELD: it yielded
 * `f.result`; NORMAL: it is done, `f.result` is its result.
 */
export function delegate(f: Frame, register: number, begin: (f: Frame) => Value): Completion {
  const suspension = f.suspension!
  let iterator: Value
  let item: Value | undefined
  if (suspension.resuming) {
    suspension.resuming = false
    suspension.delegate = null
    iterator = suspension.state[register] as Value
    const { thrown } = suspension
    suspension.thrown = null
    item = thrown === null ? send(f, iterator, suspension.sent) : throwInto(f, iterator, thrown)
  } else {
    iterator = begin(f)
    item = send(f, iterator, null)
  }
  if (item === undefined) return NORMAL
  suspension.state[register] = iterator
  suspension.delegate = iterator
  f.result = item
  return YIELD
}

/** The next item; undefined at the end, the result then being `f.result`. */
function send(f: Frame, iterator: Value, value: Value): Value | undefined {
  if (iterator instanceof PyGenerator) {
    const item = iterator.send(value)
    if (item === undefined) f.result = iterator.returned
    return item
  }
  return untilStop(f, () => (value === null ? nextOf(iterator) : call(getAttr(iterator, 'send'), [value])))
}

function throwInto(f: Frame, iterator: Value, error: PyError): Value | undefined {
  const { exception } = error
  if (isError(error, 'GeneratorExit')) {
    const close = lookupAttr(iterator, 'close')
    if (close !== undefined) call(close, [])
    throw error
  }
  if (iterator instanceof PyGenerator) {
    const item = iterator.throwIn(error)
    if (item === undefined) f.result = iterator.returned
    return item
  }
  const method = lookupAttr(iterator, 'throw')
  if (method === undefined) throw error
  return untilStop(f, () => call(method, [exception]))
}

function untilStop(f: Frame, step: () => Value): Value | undefined {
  try {
    return step()
  } catch (error) {
    if (!isError(error, 'StopIteration')) throw error
    f.result = stopValue(error)
    return undefined
  }
}

/** The next item; StopIteration with its value at the end. */
function nextOf(iterator: Value): Value {
  if (iterator instanceof PyObject && 'resumeNext' in iterator)
    return (iterator as PyObject & { resumeNext(): Value }).resumeNext()
  const type = typeOf(iterator)
  // The slot of a class's own `__next__` keeps nothing of its StopIteration, which has a value here.
  const own = type.isNative ? undefined : lookupSpecial(iterator, '__next__')
  if (own !== undefined) return call(own, [])
  const item = type.slots.next!(iterator)
  if (item === undefined) throw raise('StopIteration')
  return item
}

/** What `yield from value` iterates. */
export function delegated(value: Value): Value {
  if (value instanceof PyCoroutine)
    throw newTypeError("cannot 'yield from' a coroutine object in a non-coroutine generator")
  return value instanceof PyGenerator ? value : iter(value)
}

/** What `await value` iterates. */
export function awaitable(value: Value): Value {
  if (value instanceof PyCoroutine) {
    if (value.running) throw raise('RuntimeError', 'coroutine is being awaited already')
    return value
  }
  const start = typeOf(value).slots.await
  if (start === undefined)
    throw newTypeError(`object ${typeNameOf(value)} can't be used in 'await' expression`)
  const iterator = start(value)
  if (iterator instanceof PyCoroutine) throw newTypeError('__await__() returned a coroutine')
  if (typeOf(iterator).slots.next === undefined)
    throw newTypeError(`__await__() returned non-iterator of type '${typeNameOf(iterator)}'`)
  return iterator
}

/** What `async with` awaits of `__aenter__` and `__aexit__`. */
export function awaitableFrom(method: '__aenter__' | '__aexit__', value: Value): Value {
  if (!(value instanceof PyCoroutine) && typeOf(value).slots.await === undefined) {
    throw newTypeError(
      `'async with' received an object from ${method} that does not implement __await__: ${typeNameOf(value)}`,
    )
  }
  return awaitable(value)
}

/** What `async for` awaits for the next item. */
export function nextAwaitable(value: Value): Value {
  try {
    return awaitable(value)
  } catch (error) {
    if (!(error instanceof PyError)) throw error
    const wrong = newTypeError(`'async for' received an invalid object from __anext__: ${typeNameOf(value)}`)
    wrong.exception.cause = wrong.exception.context = error.exception
    throw wrong
  }
}

/** What `async for … in value` asks for its items. */
export function asyncIterator(value: Value): Value {
  const start = typeOf(value).slots.aiter
  if (start === undefined)
    throw newTypeError(`'async for' requires an object with __aiter__ method, got ${typeNameOf(value)}`)
  const iterator = start(value)
  if (typeOf(iterator).slots.anext === undefined) {
    throw newTypeError(
      `'async for' received an object from __aiter__ that does not implement __anext__: ${typeNameOf(iterator)}`,
    )
  }
  return iterator
}
