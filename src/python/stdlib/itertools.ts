/** itertools: iterators over iterators, each a native step function. */

import { Signature } from '../object/bind.js'
import { defineFunctions, defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, PyObject } from '../object/object.js'
import { binaryOp } from '../object/operators.js'
import { call, equals, iter, next, repr, toArray, toCount, truthy, typeOf } from '../object/protocol.js'
import { asInt, PyComplex, PyTuple, tuple } from '../object/values.js'

type Step = () => Value | undefined

class PyIterTool extends PyObject {
  /** What `repr` shows beyond the default: count(3), repeat(1, 2). */
  shown: (() => string) | null = null
  constructor(readonly step: Step) {
    super()
  }
}

/** A tool by its signature: gets the bound arguments, gives the step function. */
function tool(
  text: string,
  // biome-ignore lint/suspicious/noExplicitAny: parameters follow the signature string
  make: (...args: any[]) => Step | [Step, () => string],
  classMethods = {},
): [string, PyType] {
  const name = text.slice(0, text.indexOf('('))
  const signature = new Signature(text, name)
  const js = class extends PyIterTool {}
  const type = defineType({
    name,
    module: 'itertools',
    js,
    signature: text,
    new: (cls: PyType, args: Value[], kwargs: Kwargs | null) => {
      const made = make(...signature.bind(args, kwargs))
      const object = new js(typeof made === 'function' ? made : made[0])
      if (typeof made !== 'function') object.shown = made[1]
      return adopt(object, cls)
    },
    classMethods,
    slots: { iter: (self: PyIterTool) => self, next: (self: PyIterTool) => self.step() },
  })
  return [name, type]
}

function chained(iterables: Value): Step {
  const outer = iter(iterables)
  let inner: Value | undefined
  return () => {
    for (;;) {
      if (inner === undefined) {
        const iterable = next(outer)
        if (iterable === undefined) return undefined
        inner = iter(iterable)
      }
      const item = next(inner)
      if (item !== undefined) return item
      inner = undefined
    }
  }
}

/** Index sets in lexicographic order, each turned into the tuple of its items. */
const chosen = (pool: readonly Value[], indices: readonly number[]) =>
  new PyTuple(indices.map((i) => pool[i]!))

function combinations(iterable: Value, r: Value): Step {
  const pool = toArray(iterable)
  const count = toCount(r)
  if (count < 0) throw raise('ValueError', 'r must be non-negative')
  const indices = Array.from({ length: count }, (_, i) => i)
  let first = true
  return () => {
    if (count > pool.length) return undefined
    if (!first) {
      let i = count - 1
      while (i >= 0 && indices[i] === i + pool.length - count) i--
      if (i < 0) return undefined
      indices[i]!++
      for (let k = i + 1; k < count; k++) indices[k] = indices[k - 1]! + 1
    }
    first = false
    return chosen(pool, indices)
  }
}

function combinationsWithReplacement(iterable: Value, r: Value): Step {
  const pool = toArray(iterable)
  const count = toCount(r)
  const indices = new Array<number>(count).fill(0)
  let first = true
  return () => {
    if (pool.length === 0 && count > 0) return undefined
    if (!first) {
      let i = count - 1
      while (i >= 0 && indices[i] === pool.length - 1) i--
      if (i < 0) return undefined
      indices.fill(indices[i]! + 1, i)
    }
    first = false
    return chosen(pool, indices)
  }
}

function permutations(iterable: Value, r: Value): Step {
  const pool = toArray(iterable)
  const n = pool.length
  if (r !== null && asInt(r) === undefined) throw newTypeError('Expected int as r')
  const count = r === null ? n : toCount(r)
  if (count < 0) throw raise('ValueError', 'r must be non-negative')
  const indices = Array.from({ length: n }, (_, i) => i)
  const cycles = Array.from({ length: Math.min(count, n) }, (_, i) => n - i)
  let state: 'first' | 'on' | 'done' = count > n ? 'done' : 'first'
  return () => {
    if (state === 'done') return undefined
    if (state === 'on') {
      let i = count - 1
      for (; i >= 0; i--) {
        if (--cycles[i]! === 0) {
          indices.push(indices.splice(i, 1)[0]!)
          cycles[i] = n - i
        } else {
          const j = n - cycles[i]!
          ;[indices[i], indices[j]] = [indices[j]!, indices[i]!]
          break
        }
      }
      if (i < 0) {
        state = 'done'
        return undefined
      }
    }
    state = 'on'
    return chosen(pool, indices.slice(0, count))
  }
}

function product(iterables: Value[], repeat: Value): Step {
  const once = iterables.map(toArray)
  const pools: Value[][] = []
  if (toCount(repeat) < 0) throw raise('ValueError', 'repeat argument cannot be negative')
  for (let i = 0; i < toCount(repeat); i++) pools.push(...once)
  const indices = new Array<number>(pools.length).fill(0)
  let first = true
  let done = pools.some((pool) => pool.length === 0)
  return () => {
    if (done) return undefined
    if (!first) {
      let i = pools.length - 1
      for (; i >= 0; i--) {
        if (++indices[i]! < pools[i]!.length) break
        indices[i] = 0
      }
      if (i < 0) {
        done = true
        return undefined
      }
    }
    first = false
    return new PyTuple(pools.map((pool, i) => pool[indices[i]!]!))
  }
}

function islice(iterable: Value, args: Value[]): Step {
  if (args.length === 0 || args.length > 3)
    throw newTypeError(
      `islice expected at ${args.length === 0 ? 'least 2' : 'most 4'} arguments, got ${args.length + 1}`,
    )
  const bad = (what: string) =>
    raise('ValueError', `${what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.`)
  const bound = (value: Value | undefined, otherwise: number, what: string) => {
    if (value === undefined || value === null) return otherwise
    const at = toCount(value)
    if (at < 0) throw bad(what)
    return at
  }
  const stop = bound(
    args.length === 1 ? args[0] : args[1],
    Infinity,
    args.length === 1 ? 'Stop argument' : 'Indices',
  )
  const start = args.length === 1 ? 0 : bound(args[0], 0, 'Indices')
  const by = bound(args[2], 1, 'Step')
  if (by < 1) throw raise('ValueError', 'Step for islice() must be a positive integer or None.')
  const iterator = iter(iterable)
  let at = 0
  let wanted = start
  return () => {
    if (wanted >= stop) {
      for (; at < stop && stop !== Infinity; at++) if (next(iterator) === undefined) break
      return undefined
    }
    for (;;) {
      const item = next(iterator)
      if (item === undefined) {
        wanted = stop === Infinity ? Number.MAX_SAFE_INTEGER : stop
        return undefined
      }
      if (at++ === wanted) {
        wanted += by
        return item
      }
    }
  }
}

function groupBy(iterable: Value, key: Value): Step {
  const iterator = iter(iterable)
  const keyOf = (item: Value) => (key === null ? item : call(key, [item]))
  let current: Value | undefined
  let currentKey: Value | undefined
  let group = 0
  const advance = () => {
    current = next(iterator)
    currentKey = current === undefined ? undefined : keyOf(current)
  }
  let target: Value | undefined
  let started = false
  return () => {
    if (!started) {
      started = true
      advance()
    } else while (currentKey !== undefined && equals(currentKey, target!)) advance()
    if (currentKey === undefined) return undefined
    target = currentKey
    const mine = ++group
    const own = target
    const members = new PyGroup(() => {
      if (mine !== group || currentKey === undefined || !equals(currentKey, own)) return undefined
      const item = current
      advance()
      return item
    })
    return tuple(target, members)
  }
}
class PyGroup extends PyIterTool {}

function tee(iterable: Value, n: Value): Value {
  const iterator = iter(iterable)
  const queue: Value[] = []
  const tees = Array.from({ length: toCount(n) }, () => {
    let at = 0
    return new PyTee(() => {
      if (at >= queue.length) {
        const item = next(iterator)
        if (item === undefined) return undefined
        queue.push(item)
      }
      return queue[at++]
    })
  })
  return new PyTuple(tees)
}
class PyTee extends PyIterTool {}

export function itertools(): NativeModule {
  const stepSlots = { iter: (self: PyIterTool) => self, next: (self: PyIterTool) => self.step() }
  defineType({ name: '_grouper', module: 'itertools', js: PyGroup, slots: stepSlots })
  defineType({ name: '_tee', module: 'itertools', js: PyTee, slots: stepSlots })
  const tools: [string, PyType][] = [
    tool(
      'accumulate(iterable, func=None, *, initial=None)',
      (iterable: Value, func: Value, initial: Value) => {
        const iterator = iter(iterable)
        let total: Value | undefined
        let first = true
        return () => {
          if (first) {
            first = false
            total = initial === null ? next(iterator) : initial
            return total
          }
          const item = next(iterator)
          if (item === undefined || total === undefined) return undefined
          total = func === null ? binaryOp('Add', total, item) : call(func, [total, item])
          return total
        }
      },
    ),
    tool('chain(*iterables)', (iterables: Value[]) => chained(new PyTuple(iterables)), {
      'from_iterable(iterable, /)': (cls: PyType, iterable: Value) => {
        const object = call(cls, []) as PyIterTool
        ;(object as { step: Step }).step = chained(iterable)
        return object
      },
    }),
    tool('combinations(iterable, r)', combinations),
    tool('combinations_with_replacement(iterable, r)', combinationsWithReplacement),
    tool('compress(data, selectors)', (data: Value, selectors: Value) => {
      const [items, flags] = [iter(data), iter(selectors)]
      return () => {
        for (;;) {
          const item = next(items)
          const flag = item === undefined ? undefined : next(flags)
          if (flag === undefined) return undefined
          if (truthy(flag)) return item
        }
      }
    }),
    tool('count(start=0, step=1)', (start: Value, by: Value) => {
      let at = start
      for (const each of [start, by]) {
        const { slots } = typeOf(each)
        if (slots.float === undefined && slots.index === undefined && !(each instanceof PyComplex))
          throw newTypeError('a number is required')
      }
      const step = () => {
        const value = at
        at = binaryOp('Add', at, by)
        return value
      }
      return [step, () => (by === 1 ? `count(${repr(at)})` : `count(${repr(at)}, ${repr(by)})`)]
    }),
    tool('cycle(iterable, /)', (iterable: Value) => {
      const iterator = iter(iterable)
      const saved: Value[] = []
      let at = -1
      return () => {
        if (at < 0) {
          const item = next(iterator)
          if (item !== undefined) {
            saved.push(item)
            return item
          }
          at = 0
        }
        if (saved.length === 0) return undefined
        const item = saved[at]
        at = (at + 1) % saved.length
        return item
      }
    }),
    tool('dropwhile(predicate, iterable, /)', (predicate: Value, iterable: Value) => {
      const iterator = iter(iterable)
      let dropping = true
      return () => {
        for (;;) {
          const item = next(iterator)
          if (item === undefined) return undefined
          if (dropping && truthy(call(predicate, [item]))) continue
          dropping = false
          return item
        }
      }
    }),
    tool('filterfalse(function, iterable, /)', (predicate: Value, iterable: Value) => {
      const iterator = iter(iterable)
      return () => {
        for (;;) {
          const item = next(iterator)
          if (item === undefined || !truthy(predicate === null ? item : call(predicate, [item]))) return item
        }
      }
    }),
    tool('groupby(iterable, key=None)', groupBy),
    tool('islice(iterable, *args)', islice),
    tool('pairwise(iterable, /)', (iterable: Value) => {
      const iterator = iter(iterable)
      let last = next(iterator)
      return () => {
        const item = last === undefined ? undefined : next(iterator)
        if (item === undefined) return undefined
        const pair = tuple(last!, item)
        last = item
        return pair
      }
    }),
    tool('permutations(iterable, r=None)', permutations),
    tool('product(*iterables, repeat=1)', product),
    tool('repeat(object, times=<absent>)', (object: Value, times: Value | undefined) => {
      let left = times === undefined ? Infinity : Math.max(0, toCount(times))
      return [
        () => (left-- > 0 ? object : undefined),
        () =>
          times === undefined ? `repeat(${repr(object)})` : `repeat(${repr(object)}, ${Math.max(0, left)})`,
      ]
    }),
    tool('starmap(function, iterable, /)', (fn: Value, iterable: Value) => {
      const iterator = iter(iterable)
      return () => {
        const item = next(iterator)
        return item === undefined ? undefined : call(fn, toArray(item))
      }
    }),
    tool('takewhile(predicate, iterable, /)', (predicate: Value, iterable: Value) => {
      const iterator = iter(iterable)
      let done = false
      return () => {
        const item = done ? undefined : next(iterator)
        if (item !== undefined && truthy(call(predicate, [item]))) return item
        done = true
        return undefined
      }
    }),
    tool('zip_longest(*iterables, fillvalue=None)', (iterables: Value[], fill: Value) => {
      const iterators: (Value | undefined)[] = iterables.map(iter)
      return () => {
        let live = false
        const items = iterators.map((iterator, i) => {
          const item = iterator === undefined ? undefined : next(iterator)
          if (item === undefined) iterators[i] = undefined
          else live = true
          return item === undefined ? fill : item
        })
        return live ? new PyTuple(items) : undefined
      }
    }),
  ]
  const attributes: Record<string, Value> = Object.fromEntries(tools)
  for (const [, type] of tools) {
    const general = type.slots.repr!
    type.slots.repr = (self: PyIterTool) => self.shown?.() ?? general(self)
  }
  Object.assign(attributes, defineFunctions({ 'tee(iterable, n=2, /)': tee }, { module: 'itertools' }))
  return { attributes }
}
