/** itertools: iterators over iterators, each the course of its items; choices and shared iterators have files of their own. */
import { defineFunctions } from '../object/define.js'
import { isError, raise } from '../object/errors.js'
import { again, type Course, defineLazy, type LazySpec } from '../object/lazy.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { binaryOp } from '../object/operators.js'
import { call, iter, next, repr, toArray, toCount, truthy, typeOf } from '../object/protocol.js'
import {
  asInt,
  EMPTY_TUPLE,
  PyComplex,
  type PyIterator,
  PyList,
  PyTuple,
  type Resumption,
  tuple,
} from '../object/values.js'
import { combinations, combinationsWithReplacement, permutations, product } from './itertools_choices.js'
import { defineShared, groupBy, tee } from './itertools_shared.js'

/** What every tool of a source and a function of it tells: made again by both. */
const remade =
  (...args: Value[]): Resumption['reduce'] =>
  (self) =>
    again(self, args)

// --- without end --------------------------------------------------------------------------------------------------

function count(start: Value, by: Value): Course {
  let at = start
  for (const each of [start, by]) {
    const { slots } = typeOf(each)
    if (slots.float === undefined && slots.index === undefined && !(each instanceof PyComplex))
      throw newTypeError('a number is required')
  }
  const bySteps = !(by === 1 && asInt(start) !== undefined)
  return {
    step: () => {
      const value = at
      at = binaryOp('Add', at, by)
      return value
    },
    reduce: (self) => again(self, bySteps || typeof at === 'bigint' ? [at, by] : [at]),
    shown: () => (bySteps && by !== 1 ? `count(${repr(at)}, ${repr(by)})` : `count(${repr(at)})`),
  }
}

function cycle(iterable: Value): Course {
  let iterator: Value | undefined = iter(iterable)
  let saved: Value[] = []
  /** What the iterator gives is not to be saved any more: it was in an earlier round. */
  let isSaved = false
  let at = 0
  return {
    step: () => {
      if (iterator !== undefined) {
        const item = next(iterator)
        if (item !== undefined) {
          if (!isSaved) saved.push(item)
          return item
        }
        iterator = undefined
      }
      if (saved.length === 0) return undefined
      const item = saved[at]
      at = (at + 1) % saved.length
      return item
    },
    reduce: (self) => {
      if (iterator !== undefined) return again(self, [iterator], tuple(new PyList(saved), isSaved))
      const rest = iter(new PyList(saved)) as PyIterator
      rest.restore(at)
      return again(self, [rest], tuple(new PyList(saved), true))
    },
    restore: (state) => {
      if (!(state instanceof PyTuple)) throw newTypeError('state is not a tuple')
      const [items, flag] = state.items
      if (state.items.length !== 2 || !(items instanceof PyList) || asInt(flag) === undefined)
        throw newTypeError(`function takes exactly 2 arguments (${state.items.length} given)`)
      saved = items.items
      isSaved = truthy(flag)
      at = 0
    },
  }
}

function repeat(object: Value, times: Value | undefined): Course {
  let left = times === undefined ? Infinity : Math.max(0, toCount(times))
  return {
    step: () => {
      if (left <= 0) return undefined
      left--
      return object
    },
    reduce: (self) => again(self, left === Infinity ? [object] : [object, left]),
    shown: () => (left === Infinity ? `repeat(${repr(object)})` : `repeat(${repr(object)}, ${left})`),
    remaining: () => {
      if (left === Infinity) throw newTypeError('len() of unsized object')
      return left
    },
  }
}

// --- by a function ------------------------------------------------------------------------------------------------

function accumulate(iterable: Value, func: Value, initial: Value): Course {
  const iterator = iter(iterable)
  let total: Value | undefined
  /** Given before the first item; null once it was, or when there is none. */
  let start = initial
  const step = () => {
    if (start !== null) {
      total = start
      start = null
      return total
    }
    const item = next(iterator)
    if (item === undefined) return undefined
    total =
      total === undefined ? item : func === null ? binaryOp('Add', total, item) : call(func, [total, item])
    return total
  }
  const chained = (first: Value): Value => call(chainType, [new PyList([first]), iterator])
  return {
    step,
    reduce: (self) => {
      if (start !== null) return again(self, [chained(start), func], null)
      // A total of None would be none at all: it is given to the copy as its first item, which is skipped.
      if (total === null) return tuple(isliceType, tuple(call(typeOf(self), [chained(null), func]), 1, null))
      return again(self, [iterator, func], total ?? null)
    },
    restore: (state) => {
      total = state ?? undefined
    },
  }
}

/** dropwhile and takewhile: `passed` once the predicate has changed its mind. */
const whileTrue =
  (keeps: boolean) =>
  (predicate: Value, iterable: Value): Course => {
    const iterator = iter(iterable)
    let passed = false
    const drop = () => {
      for (;;) {
        const item = next(iterator)
        if (item === undefined) return undefined
        if (!passed && truthy(call(predicate, [item]))) continue
        passed = true
        return item
      }
    }
    const take = () => {
      const item = passed ? undefined : next(iterator)
      if (item === undefined) return undefined
      if (truthy(call(predicate, [item]))) return item
      passed = true
      return undefined
    }
    return {
      step: keeps ? take : drop,
      reduce: (self) => again(self, [predicate, iterator], passed ? 1 : 0),
      restore: (state) => {
        passed = truthy(state)
      },
    }
  }

function filterFalse(predicate: Value, iterable: Value): Course {
  const iterator = iter(iterable)
  return {
    step: () => {
      for (;;) {
        const item = next(iterator)
        if (item === undefined || !truthy(predicate === null ? item : call(predicate, [item]))) return item
      }
    },
    reduce: remade(predicate, iterator),
  }
}

function starmap(fn: Value, iterable: Value): Course {
  const iterator = iter(iterable)
  return {
    step: () => {
      const item = next(iterator)
      return item === undefined ? undefined : call(fn, toArray(item))
    },
    reduce: remade(fn, iterator),
  }
}

// --- of several ---------------------------------------------------------------------------------------------------

function chain(source: Value): Course {
  let outer: Value | undefined = iter(source)
  let inner: Value | undefined
  return {
    step: () => {
      while (outer !== undefined) {
        if (inner === undefined) {
          const iterable = next(outer)
          if (iterable === undefined) break
          try {
            inner = iter(iterable)
          } catch (error) {
            outer = undefined
            throw error
          }
        }
        const item = next(inner)
        if (item !== undefined) return item
        inner = undefined
      }
      outer = undefined
      return undefined
    },
    reduce: (self) =>
      outer === undefined
        ? again(self, [])
        : again(self, [], inner === undefined ? tuple(outer) : tuple(outer, inner)),
    restore: (state) => {
      if (!(state instanceof PyTuple)) throw newTypeError('state is not a tuple')
      const { items } = state
      if (items.length < 1 || items.length > 2)
        throw newTypeError(
          `function takes at ${items.length === 0 ? 'least 1 argument' : 'most 2 arguments'} (${items.length} given)`,
        )
      if (items.some((item) => typeOf(item).slots.next === undefined))
        throw newTypeError('Arguments must be iterators.')
      ;[outer, inner] = items
    },
  }
}

function compress(data: Value, selectors: Value): Course {
  const [items, flags] = [iter(data), iter(selectors)]
  return {
    step: () => {
      for (;;) {
        const item = next(items)
        const flag = item === undefined ? undefined : next(flags)
        if (flag === undefined) return undefined
        if (truthy(flag)) return item
      }
    },
    reduce: remade(items, flags),
  }
}

function pairwise(iterable: Value): Course {
  let iterator: Value | undefined = iter(iterable)
  let last: Value | undefined
  return {
    step: () => {
      if (iterator === undefined) return undefined
      let old = last
      if (old === undefined) {
        // Reading may come here again: what that left behind is overwritten.
        old = last = next(iterator)
        if (old === undefined) iterator = undefined
        if (iterator === undefined) return (last = undefined)
      }
      const item = next(iterator)
      if (item === undefined) return (iterator = last = undefined)
      last = item
      return tuple(old!, item)
    },
  }
}

function zipLongest(args: Value[], kwargs: Kwargs | null): Course {
  const unknown = [...(kwargs?.keys() ?? [])].find((key) => key !== 'fillvalue')
  if (unknown !== undefined) throw newTypeError('zip_longest() got an unexpected keyword argument')
  let fill = kwargs?.get('fillvalue') ?? null
  const iterators: (Value | undefined)[] = args.map(iter)
  let live = iterators.length
  return {
    step: () => {
      if (live === 0) return undefined
      const items: Value[] = []
      for (let i = 0; i < iterators.length; i++) {
        const iterator = iterators[i]
        let item: Value | undefined
        try {
          item = iterator === undefined ? undefined : next(iterator)
        } catch (error) {
          live = 0
          throw error
        }
        if (item === undefined && iterator !== undefined) {
          // The last one stays, as in CPython, for who pickles the end.
          if (--live === 0) return undefined
          iterators[i] = undefined
        }
        items.push(item === undefined ? fill : item)
      }
      return new PyTuple(items)
    },
    reduce: (self) =>
      again(
        self,
        iterators.map((each) => each ?? EMPTY_TUPLE),
        fill,
      ),
    restore: (state) => {
      fill = state
    },
  }
}

// --- islice -------------------------------------------------------------------------------------------------------

function bound(value: Value | undefined, otherwise: number, what: string): number {
  if (value === undefined || value === null) return otherwise
  let at = -1
  try {
    at = toCount(value)
  } catch (error) {
    if (!isError(error, 'Exception')) throw error
  }
  if (at < 0)
    throw raise('ValueError', `${what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.`)
  return at
}

function islice([iterable, ...args]: Value[]): Course {
  if (args.length === 0 || args.length > 3) {
    const given = iterable === undefined ? 0 : args.length + 1
    throw newTypeError(`islice expected at ${given < 2 ? 'least 2' : 'most 4'} arguments, got ${given}`)
  }
  const short = args.length === 1
  const stop = bound(args[short ? 0 : 1], Infinity, short ? 'Stop argument' : 'Indices')
  const start = short ? 0 : bound(args[0], 0, 'Indices')
  let by = 1
  if (args[2] !== undefined && args[2] !== null) {
    by = asInt(args[2]) === undefined && typeOf(args[2]).slots.index === undefined ? 0 : toCount(args[2])
    if (by < 1) throw raise('ValueError', 'Step for islice() must be a positive integer or None.')
  }
  let iterator: Value | undefined = iter(iterable)
  let at = 0
  let wanted = start
  return {
    step: () => {
      if (iterator === undefined) return undefined
      // What lies before the end is read even when nothing of it is wanted.
      const until = Math.min(wanted, stop)
      for (; at < until; at++) if (next(iterator) === undefined) return (iterator = undefined)
      if (at >= stop) return (iterator = undefined)
      const item = next(iterator)
      if (item === undefined) return (iterator = undefined)
      at++
      wanted = Math.min(wanted + by, stop)
      return item
    },
    reduce: (self) =>
      iterator === undefined
        ? again(self, [iter(new PyList([])), 0], 0)
        : again(self, [iterator, wanted, stop === Infinity ? null : stop, by], at),
    restore: (state) => {
      at = toCount(state)
    },
  }
}

// --- the module ---------------------------------------------------------------------------------------------------

/** A tool by its signature. */
function tool(binds: string, make: LazySpec['make'], more: Partial<LazySpec> = {}): PyType {
  return defineLazy({
    name: binds.slice(0, binds.indexOf('(')),
    module: 'itertools',
    binds,
    signature: binds,
    make,
    ...more,
  })
}

let chainType: PyType
let isliceType: PyType

export function itertools(): NativeModule {
  const restores: Partial<LazySpec> = { can: ['restore'] }
  chainType = tool('chain(*iterables)', (iterables: Value[]) => chain(new PyTuple(iterables)), {
    ...restores,
    generic: true,
    classMethods: {
      'from_iterable(iterable, /)': (cls: PyType, iterable: Value) => {
        const object = call(cls, []) as PyIterator
        object.restore(tuple(iter(iterable)))
        return object
      },
    },
  })
  isliceType = tool('islice(*args)', islice, {
    ...restores,
    signature: 'islice(iterable, stop)\nislice(iterable, start, stop[, step])',
  })
  const tools = [
    chainType,
    isliceType,
    tool('accumulate(iterable, func=None, *, initial=None)', accumulate, restores),
    tool('combinations(iterable, r)', combinations, restores),
    tool('combinations_with_replacement(iterable, r)', combinationsWithReplacement, restores),
    tool('compress(data, selectors)', compress),
    tool('count(start=0, step=1)', count, { can: ['repr'] }),
    tool('cycle(iterable, /)', cycle, restores),
    tool('dropwhile(predicate, iterable, /)', whileTrue(false), restores),
    tool('filterfalse(function, iterable, /)', filterFalse),
    tool('groupby(iterable, key=None)', groupBy, restores),
    tool('pairwise(iterable, /)', pairwise, { unpicklable: true }),
    tool('permutations(iterable, r=None)', permutations, restores),
    tool('product(*iterables, repeat=1)', product, restores),
    tool('repeat(object, times=<absent>)', repeat, { can: ['repr', 'hint'] }),
    tool('starmap(function, iterable, /)', starmap),
    tool('takewhile(predicate, iterable, /)', whileTrue(true), restores),
    tool('zip_longest(*iterables, fillvalue=None)', zipLongest, { ...restores, binds: undefined }),
  ]
  return {
    attributes: {
      ...Object.fromEntries(tools.map((type) => [type.name, type])),
      ...defineShared(),
      ...defineFunctions({ 'tee(iterable, n=2, /)': tee }, { module: 'itertools' }),
    },
  }
}
