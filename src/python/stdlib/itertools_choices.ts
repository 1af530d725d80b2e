/** itertools: combinations, permutations and products, each by the positions of its items in the pool. */
import { raise } from '../object/errors.js'
import { again, type Course } from '../object/lazy.js'
import { newTypeError } from '../object/names.js'
import type { Value } from '../object/object.js'
import { toArray, toCount } from '../object/protocol.js'
import { asInt, EMPTY_TUPLE, PyTuple } from '../object/values.js'

const itemsAt = (pool: readonly Value[], indices: readonly number[]) =>
  new PyTuple(indices.map((i) => pool[i]!))

/** The ints of a pickled state, each brought between 0 and its bound. */
function indicesFrom(state: Value, count: number, bound: (i: number) => number): number[] {
  const items = state instanceof PyTuple ? state.items : []
  if (items.length !== count || !(state instanceof PyTuple)) throw raise('ValueError', 'invalid arguments')
  return items.map((item, i) => Math.max(0, Math.min(toCount(item), bound(i))))
}

/**
 * The course of choices: `advance` goes to the next one and says whether there is one. The indices stay where they are until the next choice is
 * asked for, so that they tell where the course stands.
 */
function courseOf(choices: {
  possible: boolean
  item: () => Value
  advance: () => boolean
  /** What makes them again, at the beginning or at the end. */
  args: (done: boolean) => readonly Value[]
  state: () => Value
  /** Takes a state over; false when it is one of the end. */
  restore: (state: Value) => boolean
}): Course {
  let at: 'start' | 'on' | 'done' = choices.possible ? 'start' : 'done'
  return {
    step: () => {
      if (at === 'done') return undefined
      if (at === 'on' && !choices.advance()) {
        at = 'done'
        return undefined
      }
      at = 'on'
      return choices.item()
    },
    reduce: (self) => again(self, choices.args(at === 'done'), at === 'on' ? choices.state() : undefined),
    restore: (state) => {
      at = choices.restore(state) ? 'on' : 'done'
    },
  }
}

function lengthOfChoice(r: Value): number {
  const count = toCount(r)
  if (count < 0) throw raise('ValueError', 'r must be non-negative')
  return count
}

export function combinations(iterable: Value, r: Value): Course {
  const pool = toArray(iterable)
  const count = lengthOfChoice(r)
  const possible = count <= pool.length
  const last = (i: number): number => i + pool.length - count
  let indices = possible ? Array.from({ length: count }, (_, i) => i) : []
  return courseOf({
    possible,
    item: () => itemsAt(pool, indices),
    advance: () => {
      let i = count - 1
      while (i >= 0 && indices[i] === last(i)) i--
      if (i < 0) return false
      indices[i]!++
      for (let k = i + 1; k < count; k++) indices[k] = indices[k - 1]! + 1
      return true
    },
    args: (done) => [done ? EMPTY_TUPLE : new PyTuple(pool), count],
    state: () => new PyTuple(indices.slice()),
    restore: (state) => {
      indices = indicesFrom(state, count, last)
      return true
    },
  })
}

export function combinationsWithReplacement(iterable: Value, r: Value): Course {
  const pool = toArray(iterable)
  const count = lengthOfChoice(r)
  if (count > 2 ** 31) throw raise('MemoryError')
  const possible = pool.length > 0 || count === 0
  let indices = possible ? new Array<number>(count).fill(0) : []
  return courseOf({
    possible,
    item: () => itemsAt(pool, indices),
    advance: () => {
      let i = count - 1
      while (i >= 0 && indices[i] === pool.length - 1) i--
      if (i < 0) return false
      indices.fill(indices[i]! + 1, i)
      return true
    },
    args: (done) => [done ? EMPTY_TUPLE : new PyTuple(pool), count],
    state: () => new PyTuple(indices.slice()),
    restore: (state) => {
      indices = indicesFrom(state, count, () => pool.length - 1)
      return true
    },
  })
}

export function permutations(iterable: Value, r: Value): Course {
  const pool = toArray(iterable)
  const n = pool.length
  if (r !== null && asInt(r) === undefined) throw newTypeError('Expected int as r')
  const count = r === null ? n : lengthOfChoice(r)
  const possible = count <= n
  let indices = Array.from({ length: n }, (_, i) => i)
  let cycles = possible ? Array.from({ length: count }, (_, i) => n - i) : []
  return courseOf({
    possible,
    item: () => itemsAt(pool, indices.slice(0, count)),
    advance: () => {
      for (let i = count - 1; i >= 0; i--) {
        if (--cycles[i]! === 0) {
          indices.push(indices.splice(i, 1)[0]!)
          cycles[i] = n - i
        } else {
          const j = n - cycles[i]!
          ;[indices[i], indices[j]] = [indices[j]!, indices[i]!]
          return true
        }
      }
      return false
    },
    args: (done) => [done ? EMPTY_TUPLE : new PyTuple(pool), count],
    state: () => new PyTuple([new PyTuple(indices.slice()), new PyTuple(cycles.slice())]),
    restore: (state) => {
      if (!(state instanceof PyTuple) || state.items.length !== 2)
        throw raise('ValueError', 'invalid arguments')
      indices = indicesFrom(state.items[0], n, () => n - 1)
      cycles = indicesFrom(state.items[1], count, (i) => n - i).map((cycle) => Math.max(1, cycle))
      return true
    },
  })
}

export function product(iterables: Value[], repeat: Value): Course {
  const times = toCount(repeat)
  if (times < 0) throw raise('ValueError', 'repeat argument cannot be negative')
  if (times * iterables.length > 2 ** 31) throw raise('OverflowError', 'repeat argument too large')
  const once = iterables.map(toArray)
  const pools: Value[][] = []
  for (let i = 0; i < times; i++) pools.push(...once)
  let indices = new Array<number>(pools.length).fill(0)
  return courseOf({
    possible: pools.every((pool) => pool.length > 0),
    item: () => new PyTuple(pools.map((pool, i) => pool[indices[i]!]!)),
    advance: () => {
      for (let i = pools.length - 1; i >= 0; i--) {
        if (++indices[i]! < pools[i]!.length) return true
        indices[i] = 0
      }
      return false
    },
    args: (done) => (done ? [EMPTY_TUPLE] : pools.map((pool) => new PyTuple(pool.slice()))),
    state: () => new PyTuple(indices.slice()),
    restore: (state) => {
      const items = indicesFrom(state, pools.length, (i) => pools[i]!.length - 1)
      if (pools.some((pool) => pool.length === 0)) return false
      indices = items
      return true
    },
  })
}
