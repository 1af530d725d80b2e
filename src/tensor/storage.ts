/**
 * Storage: memory whose content is known at once or computed when somebody first reads it.
 *
 * A Storage points at its current Value. A Value is immutable: either settled (it has data) or the output of a pending
 * Computation over other Values. Operators capture values, never storages, so an in-place write may simply point the
 * storage at a new value; what was captured before keeps reading the old one. Nothing else in the house knows that
 * data can be pending.
 */
import type { Data } from './dtype.js'
import { fail } from './error.js'

/** One immutable content. `holders` counts the storages and pending computations that still need it. */
export class Value {
  data: Data | null
  source: Computation | null
  holders = 0

  constructor(data: Data | null, source: Computation | null = null) {
    this.data = data
    this.source = source
  }
}

/** A computation that has not run yet. It is dropped, with all it captured, as soon as it has run. */
class Computation {
  inputs: Value[]
  run: (inputs: Data[]) => Data[]
  readonly outputs: Value[] = []
  /** Longest chain of pending computations that ends here. */
  readonly depth: number

  constructor(inputs: Value[], run: (inputs: Data[]) => Data[], outputs: number) {
    this.inputs = inputs
    this.run = run
    let depth = 0
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i]
      input.holders++
      if (input.source !== null && input.source.depth > depth) depth = input.source.depth
    }
    this.depth = depth + 1
    for (let i = 0; i < outputs; i++) this.outputs.push(new Value(null, this))
  }
}

/** Chains longer than this settle at once, so that a loop that never prints holds a bounded amount of work. */
const LONGEST_CHAIN = 2_000

let interruptCheck: () => void = () => {}

/** Installs what is called between computations and inside long ones; it throws to interrupt. */
export function onPoll(check: () => void): void {
  interruptCheck = check
}

/** To be called by data kernels about every 10 ms of work. */
export function poll(): void {
  interruptCheck()
}

/** Values that will be computed together, on the first read of one of them. */
export function pending(inputs: Value[], outputs: number, run: (inputs: Data[]) => Data[]): Value[] {
  const computation = new Computation(inputs, run, outputs)
  if (computation.depth > LONGEST_CHAIN && !floatsUnread) settle(computation.outputs[0])
  return computation.outputs
}

/**
 * The data of a value, computing what it needs first. Iterative: chains may be long. An error or interrupt leaves
 * every unfinished computation pending, so a later read tries again.
 */
export function settle(value: Value): Data {
  if (value.data !== null) return value.data
  const stack: Computation[] = [value.source!]
  while (stack.length > 0) {
    const computation = stack[stack.length - 1]
    if (computation.outputs[0].data !== null) {
      stack.pop()
      continue
    }
    const waiting = stack.length
    for (const input of computation.inputs) if (input.data === null) stack.push(input.source!)
    if (stack.length > waiting) continue
    stack.pop()
    interruptCheck()
    finish(computation)
  }
  return value.data!
}

function finish(computation: Computation): void {
  const { inputs, outputs } = computation
  const results = computation.run(inputs.map((input) => input.data!))
  for (let i = 0; i < outputs.length; i++) {
    outputs[i].data = results[i]
    outputs[i].source = null
  }
  for (const input of inputs) input.holders--
  computation.inputs = []
  computation.run = finished
}

function finished(): never {
  throw new Error('a computation ran twice')
}

type ArrayType = new (length: number) => Data

const FLOATS: ReadonlySet<unknown> = new Set([Float32Array, Float64Array])

/** Bytes from which an allocation is refused at once, as PyTorch refuses what no machine could hold. */
const LARGEST_ALLOCATION = 2 ** 46

/** A zeroed array. RuntimeError in PyTorch's allocator's words when there is no room. */
export function allocate(array: ArrayType, slots: number): Data {
  try {
    return new array(slots)
  } catch {
    const bytes = slots * (array as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT
    return outOfMemory(bytes)
  }
}

function outOfMemory(bytes: number): never {
  fail(
    'RuntimeError',
    "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: " +
      `you tried to allocate ${bytes} bytes. Error code 12 (Cannot allocate memory)`,
  )
}

/** The contents before the first write of each storage, while a trial runs. */
let undo: Map<Storage, () => void> | null = null

/** Runs `work` and takes back every write to storages that were there before: for trial runs. */
export function withoutWrites<T>(work: () => T): T {
  const outer = undo
  const writes = new Map<Storage, () => void>()
  undo = writes
  try {
    return work()
  } finally {
    undo = outer
    for (const restore of writes.values()) restore()
  }
}

let floatsUnread = false

/**
 * Runs `work` for its shapes: floating-point data that is not there yet reads as ones, which may be divided by, and is not computed, unless it
 * follows from a few numbers. Whole numbers are computed, since errors and shapes depend on them; but what follows from many floats, such as how many guesses
 * were right, follows from ones.
 */
export function withFloatsUnread<T>(work: () => T): T {
  const outer = floatsUnread
  floatsUnread = true
  try {
    return work()
  } finally {
    floatsUnread = outer
  }
}

/** Floats that came about, not computed, while floats stay unread. */
const unreadFloats = new WeakMap<Value, Storage>()

/** Numbers from which a float may follow to be computed all the same, and computations on the way. */
const FEW_NUMBERS = 16
const FEW_COMPUTATIONS = 64

/** Whether a value follows from a few numbers that are there: a count of steps, say. */
function followsFromFew(value: Value): boolean {
  const computations = new Set([value.source!])
  for (const { inputs } of computations) {
    if (inputs.length === 0 || computations.size > FEW_COMPUTATIONS) return false
    for (const { data, source } of inputs) {
      if (data === null) computations.add(source!)
      else if (data.length > FEW_NUMBERS) return false
    }
  }
  return true
}

/** Floats that a whole number may follow from to be computed with them. */
const MANY_FLOATS = 1 << 16

/** Before whole numbers are computed: the floats that they follow from become ones, where there are many. */
function withoutManyFloats(value: Value): void {
  const computations = new Set([value.source!])
  const nearest = new Map<Value, Storage>()
  let floats = 0
  for (const { inputs, outputs } of computations) {
    const ofFloats = outputs.some((output) => unreadFloats.has(output))
    for (const input of inputs) {
      if (input.data !== null) continue
      computations.add(input.source!)
      const storage = unreadFloats.get(input)
      if (storage === undefined) continue
      floats += storage.slots
      if (!ofFloats) nearest.set(input, storage)
    }
  }
  if (floats <= MANY_FLOATS) return
  for (const [input, { array, slots }] of nearest) {
    input.data = allocate(array, slots).fill(1 as never)
    input.source = null
  }
}

let nextStorageId = 1

export class Storage {
  readonly id = nextStorageId++
  /** Raised by every in-place write: what saved tensors are checked against. */
  version = 0
  private current: Value

  /** `slots` counts array elements: two for each complex number. */
  constructor(
    readonly array: ArrayType,
    readonly slots: number,
    value: Value,
  ) {
    this.current = value
    value.holders++
    if (floatsUnread) this.noteUnread()
    if (slots * (array as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT > LARGEST_ALLOCATION) {
      outOfMemory(slots * (array as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT)
    }
  }

  static of(data: Data): Storage {
    return new Storage(data.constructor as ArrayType, data.length, new Value(data))
  }

  /** The content as it is now: what an operator captures. */
  get value(): Value {
    return this.current
  }

  /** The data as it is now, computed if need be. Read only: write through `update` or `replace`. */
  read(): Data {
    const { array, current } = this
    if (floatsUnread && current.data === null) {
      if (!FLOATS.has(array)) withoutManyFloats(current)
      else if (!followsFromFew(current)) return allocate(array, this.slots).fill(1 as never)
    }
    return settle(current)
  }

  private noteUnread(): void {
    const { array, current } = this
    if (current.data === null && FLOATS.has(array)) unreadFloats.set(current, this)
  }

  /** Whether the content is known without computing anything. */
  get settled(): boolean {
    return this.current.data !== null
  }

  /** Points the storage at a wholly new content. */
  replace(value: Value): void {
    if (undo !== null && !undo.has(this)) this.keepFor(undo)
    this.current.holders--
    value.holders++
    this.current = value
    if (floatsUnread) this.noteUnread()
    this.version++
  }

  /** Holds on to the content, so that it is neither dropped nor overwritten, until it is put back. */
  private keepFor(writes: Map<Storage, () => void>): void {
    const { current, version } = this
    current.holders++
    writes.set(this, () => {
      this.current.holders--
      this.current = current
      this.version = version
    })
  }

  /**
   * Points the storage at its old content with some elements overwritten: `write` gets an array that it may change
   * and the settled inputs. The old array is reused when nobody else can read it any more.
   */
  update(inputs: Value[], write: (target: Data, inputs: Data[]) => void): void {
    const old = this.current
    const [value] = pending([old, ...inputs], 1, ([before, ...rest]) => {
      const target = old.holders === 1 && !inputs.includes(old) ? before : before.slice()
      write(target, rest)
      return [target]
    })
    this.replace(value)
  }

  /** A storage with the same content that later writes to either don't share. */
  snapshot(): Storage {
    return new Storage(this.array, this.slots, this.current)
  }
}
