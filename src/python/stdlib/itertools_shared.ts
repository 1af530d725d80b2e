/** itertools: iterators that share one source, the groups of groupby and the branches of tee. */
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { again, type Course, PyLazy } from '../object/lazy.js'
import { newTypeError } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, PyObject } from '../object/object.js'
import { call, equals, iter, next, toArray, toCount } from '../object/protocol.js'
import { loadBuiltin } from '../object/runtime.js'
import { EMPTY_TUPLE, PyIterator, PyList, PyTuple, tuple } from '../object/values.js'

// --- groupby ------------------------------------------------------------------------------------------------------

/** Where a groupby stands: the item that was read last, its key, and the key of the group that was given out. */
interface Grouping {
  advance(): boolean
  current: Value | undefined
  currentKey: Value | undefined
  target: Value | undefined
  /** The only group that still gives items. */
  group: PyGroup | null
  owner: PyLazy | null
}

const groupings = new WeakMap<PyLazy, Grouping>()

export function groupBy(iterable: Value, key: Value): Course {
  const iterator = iter(iterable)
  const grouping: Grouping = {
    current: undefined,
    currentKey: undefined,
    target: undefined,
    group: null,
    owner: null,
    advance: () => {
      const item = next(iterator)
      if (item === undefined) return false
      grouping.currentKey = key === null ? item : call(key, [item])
      grouping.current = item
      return true
    },
  }
  return {
    attach: (self) => {
      grouping.owner = self
      groupings.set(self, grouping)
    },
    step: () => {
      grouping.group = null
      for (;;) {
        const { currentKey, target } = grouping
        if (currentKey !== undefined && (target === undefined || !equals(target, currentKey))) break
        if (!grouping.advance()) return undefined
      }
      grouping.target = grouping.currentKey
      grouping.group = new PyGroup(grouping, grouping.target!)
      return tuple(grouping.target!, grouping.group)
    },
    reduce: (self) => {
      const { current, currentKey, target } = grouping
      const state =
        current === undefined || currentKey === undefined || target === undefined
          ? undefined
          : tuple(current, target, currentKey)
      return again(self, [iterator, key], state)
    },
    restore: (state) => {
      if (!(state instanceof PyTuple) || state.items.length !== 3)
        throw newTypeError('state is not a 3-tuple')
      ;[grouping.current, grouping.target, grouping.currentKey] = state.items
    },
  }
}

class PyGroup extends PyIterator {
  constructor(
    readonly grouping: Grouping,
    readonly key: Value,
  ) {
    super(PyGroup.prototype.cls, () => {
      if (grouping.group !== this) return undefined
      if (grouping.current === undefined && !grouping.advance()) return undefined
      if (!equals(key, grouping.currentKey!)) return undefined
      const item = grouping.current
      grouping.current = undefined
      return item
    })
  }
  override reduce(): Value {
    const { owner, group } = this.grouping
    if (group !== this || owner === null) return tuple(loadBuiltin('iter'), tuple(EMPTY_TUPLE))
    return again(this, [owner, this.key])
  }
}

// --- tee ----------------------------------------------------------------------------------------------------------

/** What several branches read from one iterator: a link for each item, so that what nobody wants any more goes. */
class PyTeeData extends PyObject {
  private item: Value | undefined
  private following: PyTeeData | null = null
  private running = false
  constructor(private readonly iterator: Value) {
    super()
  }
  /** The item here, undefined at the end. */
  get(): Value | undefined {
    if (this.item !== undefined) return this.item
    if (this.running) throw raise('RuntimeError', 'cannot re-enter the tee iterator')
    this.running = true
    try {
      this.item = next(this.iterator)
    } finally {
      this.running = false
    }
    return this.item
  }
  get after(): PyTeeData {
    return (this.following ??= new PyTeeData(this.iterator))
  }
  /** The items that were read from here on. */
  items(): Value[] {
    const items: Value[] = []
    for (let data: PyTeeData | null = this; data?.item !== undefined; data = data.following)
      items.push(data.item)
    return items
  }
  reduce(): Value {
    return again(this as unknown as PyIterator, [this.iterator, new PyList(this.items()), null])
  }
  static from(iterator: Value, items: readonly Value[]): PyTeeData {
    const first = new PyTeeData(iterator)
    let data = first
    for (const item of items) {
      data.item = item
      data = data.after
    }
    return first
  }
}

class PyTee extends PyIterator {
  constructor(private data: PyTeeData) {
    super(PyTee.prototype.cls, () => {
      const { data } = this
      const item = data.get()
      if (item !== undefined) this.data = data.after
      return item
    })
  }
  copy(): PyTee {
    return new PyTee(this.data)
  }
  override reduce(): Value {
    return again(this, [EMPTY_TUPLE], tuple(this.data, 0))
  }
  override restore(state: Value): void {
    const [data, index] = state instanceof PyTuple ? state.items : []
    if (!(data instanceof PyTeeData)) throw newTypeError('state is not a tuple')
    let at = data
    for (let i = toCount(index); i > 0; i--) at = at.after
    this.data = at
  }
}

export function tee(iterable: Value, n: Value): Value {
  const count = toCount(n)
  if (count < 0) throw raise('ValueError', 'n must be >= 0')
  if (count === 0) return EMPTY_TUPLE
  const iterator = iter(iterable)
  const first = iterator instanceof PyTee ? iterator : new PyTee(new PyTeeData(iterator))
  return new PyTuple([first, ...Array.from({ length: count - 1 }, () => first.copy())])
}

/** Defines the types that nobody constructs by name. */
export function defineShared(): Record<string, PyType> {
  const slots = { iter: (self: PyIterator) => self, next: (self: PyIterator) => self.step() }
  const module = 'itertools'
  return {
    _grouper: defineType({
      name: '_grouper',
      module,
      js: PyGroup,
      new: (_cls, [parent, key]) => {
        const grouping = parent instanceof PyLazy ? groupings.get(parent) : undefined
        if (grouping === undefined || key === undefined)
          throw newTypeError('_grouper() takes a groupby and a key')
        return (grouping.group = new PyGroup(grouping, key))
      },
      methods: { '__reduce__(self, /)': (self: PyGroup) => self.reduce() },
      slots,
    }),
    _tee: defineType({
      name: '_tee',
      module,
      js: PyTee,
      new: (cls: PyType, args: Value[], _kwargs: Kwargs | null) => {
        if (args.length !== 1) throw newTypeError(`_tee expected 1 argument, got ${args.length}`)
        return adopt(((tee(args[0], 1) as PyTuple).items[0] as PyTee).copy(), cls)
      },
      methods: {
        '__copy__(self, /)': (self: PyTee) => self.copy(),
        '__reduce__(self, /)': (self: PyTee) => self.reduce(),
        '__setstate__(self, state, /)': (self: PyTee, state: Value) => self.restore(state),
      },
      slots,
    }),
    _tee_dataobject: defineType({
      name: '_tee_dataobject',
      module,
      js: PyTeeData,
      new: (_cls, [iterator, items]) => PyTeeData.from(iterator, toArray(items)),
      methods: { '__reduce__(self, /)': (self: PyTeeData) => self.reduce() },
    }),
  }
}
