/** Built-in functions over iterables; enumerate, zip, map, filter and reversed are types as in CPython. */

import { Signature } from '../object/bind.js'
import { defineFunctions, defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { isError, raise } from '../object/errors.js'
import { PyGenerator } from '../object/generator.js'
import { again, type Course, defineLazy } from '../object/lazy.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, type Kwargs, PyObject, type Value } from '../object/object.js'
import { binaryOp, compare } from '../object/operators.js'
import {
  call,
  call1,
  callMethod,
  equals,
  getItem,
  isCallable,
  iter,
  iterate,
  length,
  makeIterator,
  next,
  stepOf,
  toArray,
  toIndex,
  truthy,
  typeOf,
} from '../object/protocol.js'
import { loadBuiltin } from '../object/runtime.js'
import { PySequenceIterator, type SequenceKind } from '../object/sequence_iterator.js'
import {
  EMPTY_TUPLE,
  PyByteArray,
  PyBytes,
  PyFloat,
  type PyIterator,
  PyList,
  PyTuple,
  tuple,
} from '../object/values.js'
import { importModule } from '../run/importer.js'
import { toFlag } from '../types/list.js'
import { sortValues } from '../types/sorting.js'

// --- lazy ones ----------------------------------------------------------------------------------------------------

const enumerate = defineLazy({
  name: 'enumerate',
  generic: true,
  signature: 'enumerate(iterable, start=0)',
  binds: 'enumerate(iterable, start=0)',
  make: (iterable: Value, start: Value) => {
    const iterator = iter(iterable)
    let count = toIndex(start)
    const next = stepOf(iterator)
    return {
      step: () => {
        const item = next()
        if (item === undefined) return undefined
        const pair = new PyTuple([count, item])
        count =
          typeof count === 'number' && count < Number.MAX_SAFE_INTEGER
            ? count + 1
            : (binaryOp('Add', count, 1) as typeof count)
        return pair
      },
      reduce: (self) => again(self, [iterator, count]),
    }
  },
})

const zip = defineLazy({
  name: 'zip',
  signature: 'zip(*iterables, strict=False)',
  can: ['restore'],
  make: zipped,
})

function zipped(args: Value[], kwargs: Kwargs | null): Course {
  const strict = kwargs?.get('strict') ?? false
  const unknown = kwargs === null ? undefined : [...kwargs.keys()].find((key) => key !== 'strict')
  if (unknown !== undefined) throw newTypeError(`'${unknown}' is an invalid keyword argument for zip()`)
  const iterators = args.map(iter)
  const steps = iterators.map(stepOf)
  let isStrict = truthy(strict)
  const step = (): Value | undefined => {
    if (steps.length === 0) return undefined
    const items: Value[] = []
    for (let i = 0; i < steps.length; i++) {
      const item = steps[i]!()
      if (item === undefined) {
        if (isStrict) checkStrict(iterators, i)
        return undefined
      }
      items.push(item)
    }
    return new PyTuple(items)
  }
  const [first, second] = steps
  const stepPair = (): Value | undefined => {
    if (isStrict) return step()
    const a = first!()
    if (a === undefined) return undefined
    const b = second!()
    return b === undefined ? undefined : new PyTuple([a, b])
  }
  return {
    step: steps.length === 2 ? stepPair : step,
    reduce: (self) => again(self, iterators, isStrict ? true : undefined),
    restore: (state) => {
      isStrict = truthy(state)
    },
  }
}

function checkStrict(iterators: readonly Value[], short: number): void {
  const name = (n: number): string => (n === 1 ? 'argument 1' : `arguments 1-${n}`)
  if (short > 0) throw raise('ValueError', `zip() argument ${short + 1} is shorter than ${name(short)}`)
  for (let i = 1; i < iterators.length; i++) {
    if (next(iterators[i]) !== undefined)
      throw raise('ValueError', `zip() argument ${i + 1} is longer than ${name(i)}`)
  }
}

const map = defineLazy({
  name: 'map',
  signature: 'map(func, *iterables)',
  binds: 'map(*args)',
  make: (args: Value[]) => {
    if (args.length < 2) throw newTypeError('map() must have at least two arguments.')
    const [fn, ...iterables] = args
    const iterators = iterables.map(iter)
    const steps = iterators.map(stepOf)
    const reduce = (self: PyIterator) => again(self, [fn!, ...iterators])
    if (steps.length === 1) {
      const [only] = steps
      const step = () => {
        const item = only!()
        return item === undefined ? undefined : call1(fn!, item)
      }
      return { step, reduce }
    }
    const step = () => {
      const items: Value[] = []
      for (const step of steps) {
        const item = step()
        if (item === undefined) return undefined
        items.push(item)
      }
      return call(fn, items)
    }
    return { step, reduce }
  },
})

const filter = defineLazy({
  name: 'filter',
  signature: 'filter(function or None, iterable)',
  binds: 'filter(function, iterable, /)',
  make: (fn: Value, iterable: Value) => {
    const iterator = iter(iterable)
    const step = stepOf(iterator)
    return {
      step: () => {
        for (let item = step(); item !== undefined; item = step()) {
          if (truthy(fn === null ? item : call1(fn, item))) return item
        }
        return undefined
      },
      reduce: (self) => again(self, [fn, iterator]),
    }
  },
})

/** Walks backwards over what has only `__len__` and `__getitem__`. */
const backwards: SequenceKind<Value> = {
  name: 'reversed',
  step: (self) => () => {
    if (self.at < 0) return undefined
    try {
      const item = getItem(self.sequence, self.at)
      self.at--
      return item
    } catch (error) {
      self.at = -1
      if (isError(error, 'IndexError') || isError(error, 'StopIteration')) return undefined
      throw error
    }
  },
  length,
  backwards: true,
  ended: () => EMPTY_TUPLE,
}

const reversedSignature = new Signature('reversed(sequence, /)', 'reversed', 'unpacked')
class Reversed extends PySequenceIterator<Value> {}
/** What has `__reversed__` answers with an iterator of its own type. */
const reversed = defineType({
  name: 'reversed',
  js: Reversed,
  signature: 'reversed(sequence, /)',
  new: (cls, args, kwargs) => {
    const own = cls !== reversed && cls.slots.init !== reversed.slots.init
    const [sequence] = reversedSignature.bind(args, own ? null : kwargs) as [Value]
    const type = typeOf(sequence)
    if (type.slots.reversed !== undefined) return type.slots.reversed(sequence)
    const refused = type.lookup('__reversed__') === null
    if (refused || type.slots.getitem === undefined || sequence instanceof PyDict)
      throw newTypeError(`'${typeNameOf(sequence)}' object is not reversible`)
    return adopt(new Reversed(reversed, backwards, sequence), cls)
  },
  methods: {
    '__length_hint__(self, /)': (self: Reversed) => self.hint(),
    '__reduce__(self, /)': (self: Reversed) => self.reduce(),
    '__setstate__(self, state, /)': (self: Reversed, state: Value) => self.restore(state),
  },
  slots: { iter: (self: Reversed) => self, next: (self: Reversed) => self.step() },
})

// --- eager ones ---------------------------------------------------------------------------------------------------

function sum(iterable: Value, start: Value): Value {
  if (typeof start === 'string') throw newTypeError("sum() can't sum strings [use ''.join(seq) instead]")
  if (start instanceof PyBytes || start instanceof PyByteArray)
    throw newTypeError(`sum() can't sum ${typeNameOf(start)} [use b''.join(seq) instead]`)
  let total: Value = start
  for (const item of iterate(iterable)) {
    if (typeof total === 'number' && typeof item === 'number' && Number.isSafeInteger(total + item))
      total += item
    else if (total instanceof PyFloat && item instanceof PyFloat && total.cls.isNative && item.cls.isNative)
      total = new PyFloat(total.value + item.value)
    else if (typeof item === 'boolean' && typeof total === 'number' && total < Number.MAX_SAFE_INTEGER)
      total += item ? 1 : 0
    else total = binaryOp('Add', total, item)
  }
  return total
}

/** min and max: over one iterable or several arguments. */
const extreme =
  (name: 'min' | 'max') =>
  (args: Value[], kwargs: Map<string, Value>): Value => {
    const key = kwargs.get('key') ?? null
    const otherwise = kwargs.get('default')
    const unknown = [...kwargs.keys()].find((each) => each !== 'key' && each !== 'default')
    if (unknown !== undefined) throw newTypeError(`'${unknown}' is an invalid keyword argument for ${name}()`)
    if (args.length === 0) throw newTypeError(`${name} expected at least 1 argument, got 0`)
    if (args.length > 1 && otherwise !== undefined) {
      throw newTypeError(`Cannot specify a default for ${name}() with multiple positional arguments`)
    }
    let best: Value | undefined
    let bestKey: Value = null
    for (const item of args.length === 1 ? iterate(args[0]) : args) {
      const itemKey = key === null ? item : call1(key, item)
      if (best === undefined || truthy(compare(name === 'min' ? 'Lt' : 'Gt', itemKey, bestKey))) {
        best = item
        bestKey = itemKey
      }
    }
    if (best !== undefined) return best
    if (otherwise !== undefined) return otherwise
    throw raise('ValueError', `${name}() arg is an empty sequence`)
  }

function nextOf(iterator: Value, otherwise: Value | undefined): Value {
  if (typeOf(iterator).slots.next === undefined)
    throw newTypeError(`'${typeNameOf(iterator)}' object is not an iterator`)
  if (iterator instanceof PyGenerator && otherwise === undefined) return iterator.resumeNext()
  if (iterator instanceof PyObject && 'resumeNext' in iterator && otherwise === undefined) {
    return (iterator as PyObject & { resumeNext(): Value }).resumeNext()
  }
  const item = next(iterator)
  if (item !== undefined) return item
  if (otherwise !== undefined) return otherwise
  throw raise('StopIteration')
}

function iterOf(object: Value, sentinel: Value | undefined): Value {
  if (sentinel === undefined) return iter(object)
  if (!isCallable(object)) throw newTypeError('iter(v, w): v must be callable')
  let done = false
  return makeIterator(
    'callable_iterator',
    () => {
      if (done) return undefined
      const item = call(object, [])
      // The call may have walked this very iterator to its end.
      done ||= equals(sentinel, item)
      return done ? undefined : item
    },
    undefined,
    {
      reduce: () =>
        done
          ? tuple(loadBuiltin('iter'), tuple(tuple()))
          : tuple(loadBuiltin('iter'), tuple(object, sentinel)),
    },
  )
}

function asyncIterator(object: Value): Value {
  const slot = typeOf(object).slots.aiter
  if (slot === undefined) throw newTypeError(`'${typeNameOf(object)}' object is not an async iterable`)
  const iterator = slot(object)
  if (typeOf(iterator).slots.anext !== undefined) return iterator
  throw newTypeError(`aiter() returned not an async iterator of type '${typeNameOf(iterator)}'`)
}

/** With a default, a coroutine around the step that gives it at the end. */
function asyncNext(iterator: Value, otherwise: Value | undefined): Value {
  const slot = typeOf(iterator).slots.anext
  if (slot === undefined) throw newTypeError(`'${typeNameOf(iterator)}' object is not an async iterator`)
  const step = slot(iterator)
  return otherwise === undefined ? step : callMethod(importModule('_async'), 'next_or', [step, otherwise])
}

export const iterationFunctions: Record<string, Value> = {
  enumerate,
  zip,
  map,
  filter,
  reversed,
  ...defineFunctions({
    'sum(iterable, /, start=0)': sum,
    'min(*args, **kwargs)': extreme('min'),
    'max(*args, **kwargs)': extreme('max'),
    'any(iterable, /)': (iterable: Value) => {
      for (const item of iterate(iterable)) if (truthy(item)) return true
      return false
    },
    'all(iterable, /)': (iterable: Value) => {
      for (const item of iterate(iterable)) if (!truthy(item)) return false
      return true
    },
    'next(iterator, default=<absent>, /)': nextOf,
    'iter(object, sentinel=<absent>, /)': iterOf,
    'aiter(async_iterable, /)': asyncIterator,
    'anext(aiterator, default=<absent>, /)': asyncNext,
  }),
  ...defineFunctions(
    {
      'sorted(iterable, /, *, key=None, reverse=False)': (iterable: Value, key: Value, reverse: Value) =>
        new PyList(sortValues(toArray(iterable), key === null ? undefined : key, toFlag(reverse))),
    },
    { style: 'unpacked' },
  ),
}
