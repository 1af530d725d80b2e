/**
 * Suspended calls: generators, coroutines and asynchronous generators are all a frame that is entered again and again.
 *
 * A body that suspends is compiled to ordinary closures (compile/generators.ts). To suspend, the yield's closure puts the value into
 * `frame.result` and returns YIELD; every statement around it notes in the frame's Suspension where it stands and returns YIELD too.
 * To resume, the body is called again with `resuming` set: each statement goes straight to where it stood, and the yield's closure
 * clears the flag and hands over what was sent, or throws what was thrown in.
 */
import { isError, type PyError, raise } from './errors.js'
import { type Completion, type Frame, RETURN, YIELD } from './frame.js'
import { traced } from './invoke.js'
import { newTypeError } from './names.js'
import { PyObject, type Value } from './object.js'
import { checkInterrupt, runtime } from './runtime.js'

/** What a frame keeps while it is suspended. */
export class Suspension {
  /** On the way down to the yield where the body stands. */
  resuming = false
  sent: Value = null
  thrown: PyError | null = null
  /** What `yield from` or `await` waits for while the body stands there. */
  delegate: Value = null
  /** By register: values of sub-expressions, and where each statement stands. */
  readonly state: unknown[] = []

  /** Takes what the resumer brought: called at the yield where the body stood. */
  arrive(): Value {
    this.resuming = false
    const { thrown } = this
    if (thrown === null) return this.sent
    this.thrown = null
    throw thrown
  }
}

const KINDS = {
  function: 'generator',
  generator: 'generator',
  coroutine: 'coroutine',
  async_generator: 'async generator',
}

/** A suspended call. */
export class PyGenerator extends PyObject {
  running = false
  finished = false
  started = false
  /** What the body returned, once it has. */
  returned: Value = null
  constructor(readonly frame: Frame) {
    super()
    frame.suspension = new Suspension()
  }

  private ownName: string | null = null
  private ownQualname: string | null = null
  get name(): string {
    return this.ownName ?? this.frame.func?.name ?? this.frame.code.name
  }
  set name(name: string) {
    this.ownName = name
  }
  get qualname(): string {
    return this.ownQualname ?? this.frame.func?.qualname ?? this.frame.code.qualname
  }
  set qualname(name: string) {
    this.ownQualname = name
  }
  get kindName(): string {
    return KINDS[this.frame.code.kind]
  }

  /** Sends a value in: the next value yielded; undefined when the body ends, with its result in `returned`. */
  send(value: Value): Value | undefined {
    if (this.finished) return this.over()
    if (!this.started && value !== null)
      throw newTypeError(`can't send non-None value to a just-started ${this.kindName}`)
    return this.resume(value, null)
  }

  /** Raises an error where the body stands; the result is as of `send`. */
  throwIn(error: PyError): Value | undefined {
    if (this.finished) {
      if (this.frame.code.kind === 'coroutine') return this.over()
      throw error
    }
    if (error.outside === undefined) error.outside = runtime.handling
    if (this.started) return this.resume(null, error)
    this.finished = true
    throw traced(error, this.frame)
  }

  /** `send(None)`, as loops do. */
  next(): Value | undefined {
    return this.finished ? this.over() : this.resume(null, null)
  }

  private over(): undefined {
    if (this.frame.code.kind === 'coroutine')
      throw raise('RuntimeError', 'cannot reuse already awaited coroutine')
    this.returned = null
    return undefined
  }

  private resume(sent: Value, thrown: PyError | null): Value | undefined {
    if (this.running) throw raise('ValueError', `${this.kindName} already executing`)
    if (runtime.depth >= runtime.recursionLimit)
      throw raise('RecursionError', 'maximum recursion depth exceeded')
    if (runtime.interruptFlag[0] !== 0) checkInterrupt()
    const { frame } = this
    const suspension = frame.suspension!
    if (this.started) {
      suspension.resuming = true
      suspension.sent = sent
      suspension.thrown = thrown
    }
    this.started = true
    const back = runtime.frame
    frame.back = back
    runtime.frame = frame
    runtime.depth++
    this.running = true
    let completion: Completion
    try {
      completion = frame.code.body!(frame)
    } catch (error) {
      this.finished = true
      this.leave(back)
      throw this.ended(traced(error, frame))
    }
    this.leave(back)
    if (completion === YIELD) return frame.result
    this.finished = true
    this.returned = completion === RETURN ? frame.result : null
    return undefined
  }

  private leave(back: Frame | null): void {
    this.running = false
    runtime.frame = back
    runtime.depth--
  }

  /** A StopIteration that leaves the body is a mistake there. */
  private ended(error: PyError): PyError {
    const { kind } = this.frame.code
    const name = isError(error, 'StopIteration')
      ? 'StopIteration'
      : kind === 'async_generator' && isError(error, 'StopAsyncIteration')
        ? 'StopAsyncIteration'
        : null
    if (name === null) return error
    const wrapped = raise('RuntimeError', `${this.kindName} raised ${name}`)
    wrapped.exception.cause = error.exception
    wrapped.exception.context = error.exception
    wrapped.exception.suppressContext = true
    return wrapped
  }

  /** As `send(None)`, raising StopIteration with the result at the end: what `next()` needs. */
  resumeNext(): Value {
    const value = this.next()
    if (value !== undefined) return value
    throw stopIteration(this.returned)
  }

  close(): Value {
    if (this.finished) return null
    if (!this.started) {
      this.finished = true
      return null
    }
    try {
      if (this.throwIn(raise('GeneratorExit')) !== undefined)
        throw raise('RuntimeError', `${this.kindName} ignored GeneratorExit`)
    } catch (error) {
      if (!isError(error, 'GeneratorExit') && !isError(error, 'StopIteration')) throw error
    }
    return null
  }
}

export class PyCoroutine extends PyGenerator {}
export class PyAsyncGenerator extends PyGenerator {}

/** What an asynchronous generator yields to whoever iterates it, apart from what it awaits. */
export class AsyncYield extends PyObject {
  constructor(readonly value: Value) {
    super()
  }
}

/** The StopIteration that carries a result. */
export const stopIteration = (value: Value): PyError =>
  value === null ? raise('StopIteration') : raise('StopIteration', value, { value })

/** What a StopIteration carries. */
export const stopValue = ({ exception }: PyError): Value =>
  exception.extra?.get('value') ?? exception.args.items[0] ?? null
