/** Generators, coroutines and asynchronous generators: suspended frames that are resumed. */
import { defineType } from '../object/define.js'
import { isError, PyError, PyException, raise } from '../object/errors.js'
import type { Frame, Steps } from '../object/frame.js'
import { provideGenerators, traced } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, PyType, type Value } from '../object/object.js'
import { call } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { AsyncYield } from '../object/values.js'
import { addressOf } from './object.js'

/** A suspended call. */
export class PyGenerator extends PyObject {
  private steps: Steps | null = null
  running = false
  finished = false
  constructor(readonly frame: Frame) {
    super()
  }

  get name(): string {
    return this.frame.func?.name ?? this.frame.code.name
  }
  get qualname(): string {
    return this.frame.func?.qualname ?? this.frame.code.qualname
  }

  /** Goes on until the next yield; the result when it ends instead. `move` resumes the JS generator. */
  private resume(move: (steps: Steps) => IteratorResult<Value, Value>): IteratorResult<Value, Value> {
    if (this.running) throw raise('ValueError', `${this.kindName} already executing`)
    const { frame } = this
    this.steps ??= frame.code.steps!(frame)
    if (runtime.depth >= runtime.recursionLimit)
      throw raise('RecursionError', 'maximum recursion depth exceeded')
    const back = runtime.frame
    frame.back = back
    runtime.frame = frame
    runtime.depth++
    this.running = true
    try {
      const step = move(this.steps)
      if (step.done) this.finished = true
      return step
    } catch (thrown) {
      this.finished = true
      throw this.leaving(traced(thrown, frame))
    } finally {
      this.running = false
      runtime.frame = back
      runtime.depth--
    }
  }

  /** A StopIteration that leaves a generator's body is a mistake there. */
  private leaving(error: PyError): PyError {
    if (!isError(error, 'StopIteration')) return error
    const wrapped = raise('RuntimeError', `${this.kindName} raised StopIteration`)
    wrapped.exception.cause = error.exception
    wrapped.exception.context = error.exception
    wrapped.exception.suppressContext = true
    return wrapped
  }

  private get kindName(): string {
    return this.frame.code.kind === 'coroutine'
      ? 'coroutine'
      : this.frame.code.kind === 'generator'
        ? 'generator'
        : 'async generator'
  }

  /** Sends a value in: the next yielded value, or the result at the end. */
  advance(sent: Value): IteratorResult<Value, Value> {
    if (this.finished) return { done: true, value: null }
    if (this.steps === null && sent !== null)
      throw newTypeError(`can't send non-None value to a just-started ${this.kindName}`)
    return this.resume((steps) => steps.next(sent))
  }

  throwIn(error: PyError): IteratorResult<Value, Value> {
    if (this.finished) throw error
    if (this.steps === null) {
      this.finished = true
      throw traced(error, this.frame)
    }
    return this.resume((steps) => steps.throw(error))
  }

  /** As `next()`, raising StopIteration with the result at the end: what `yield from` needs. */
  resumeNext(): Value {
    return valueOrStop(this.advance(null))
  }

  close(): Value {
    if (this.finished) return null
    if (this.steps === null) {
      this.finished = true
      return null
    }
    try {
      const step = this.throwIn(raise('GeneratorExit'))
      if (!step.done) throw raise('RuntimeError', `${this.kindName} ignored GeneratorExit`)
    } catch (error) {
      if (!isError(error, 'GeneratorExit') && !isError(error, 'StopIteration')) throw error
    }
    return null
  }
}

class PyCoroutine extends PyGenerator {}
class PyAsyncGenerator extends PyGenerator {}

provideGenerators((frame) => {
  switch (frame.code.kind) {
    case 'coroutine':
      return new PyCoroutine(frame)
    case 'async_generator':
      return new PyAsyncGenerator(frame)
    default:
      return new PyGenerator(frame)
  }
})

function valueOrStop({ done, value }: IteratorResult<Value, Value>): Value {
  if (!done) return value
  throw value === null ? raise('StopIteration') : raise('StopIteration', value, { value })
}

/** The error that `throw(type, value, traceback)` or `throw(exception)` brings in. */
function thrownBy(type: Value, value: Value): PyError {
  if (type instanceof PyException) return new PyError(type)
  if (type instanceof PyType) {
    const made = value instanceof PyException ? value : call(type, value === null ? [] : [value])
    if (made instanceof PyException) return new PyError(made)
  }
  throw newTypeError(
    `exceptions must be classes or instances deriving from BaseException, not ${typeNameOf(type)}`,
  )
}

const methods = {
  'send(self, value, /)': (self: PyGenerator, value: Value) => valueOrStop(self.advance(value)),
  'throw(self, type, value=None, traceback=None, /)': (self: PyGenerator, type: Value, value: Value) =>
    valueOrStop(self.throwIn(thrownBy(type, value))),
  'close(self, /)': (self: PyGenerator) => self.close(),
}

const describe = (prefix: string) => ({
  __name__: (self: PyGenerator) => self.name,
  __qualname__: (self: PyGenerator) => self.qualname,
  [`${prefix}_frame`]: (self: PyGenerator) => (self.finished ? null : self.frame),
  [`${prefix}_running`]: (self: PyGenerator) => self.running,
  [`${prefix}_code`]: (self: PyGenerator) => self.frame.code,
})

const show = (kind: string) => (self: PyGenerator) =>
  `<${kind} object ${self.qualname} at 0x${addressOf(self).toString(16).padStart(12, '0')}>`

export const generatorType = defineType({
  name: 'generator',
  register: 'generator',
  js: PyGenerator,
  subclassable: false,
  methods,
  getset: describe('gi'),
  slots: {
    iter: (self: PyGenerator) => self,
    next: (self: PyGenerator) => {
      const step = self.advance(null)
      return step.done ? undefined : step.value
    },
    repr: show('generator'),
  },
})

/** What awaiting a coroutine iterates. */
export const coroutineType = defineType({
  name: 'coroutine',
  register: 'coroutine',
  js: PyCoroutine,
  subclassable: false,
  methods,
  getset: describe('cr'),
  slots: {
    await: (self: PyGenerator) => new CoroutineSteps(self),
    repr: show('coroutine'),
  },
})

/** `coroutine.__await__()`: an iterator that resumes the coroutine. */
class CoroutineSteps extends PyObject {
  constructor(readonly coroutine: PyGenerator) {
    super()
  }
  resumeNext(): Value {
    return this.coroutine.resumeNext()
  }
}

export const coroutineStepsType = defineType({
  name: 'coroutine_wrapper',
  js: CoroutineSteps,
  subclassable: false,
  methods: {
    'send(self, value, /)': (self: CoroutineSteps, value: Value) =>
      valueOrStop(self.coroutine.advance(value)),
    'throw(self, type, value=None, traceback=None, /)': (self: CoroutineSteps, type: Value, value: Value) =>
      valueOrStop(self.coroutine.throwIn(thrownBy(type, value))),
    'close(self, /)': (self: CoroutineSteps) => self.coroutine.close(),
  },
  slots: {
    iter: (self: CoroutineSteps) => self,
    next: (self: CoroutineSteps) => {
      const step = self.coroutine.advance(null)
      return step.done ? undefined : step.value
    },
  },
})

// --- asynchronous generators --------------------------------------------------------------------------------------

/** One step of an asynchronous generator: awaited, it passes on what the body awaits until the body yields. */
class AsyncStep extends PyObject {
  private started = false
  constructor(
    readonly generator: PyGenerator,
    readonly first: () => IteratorResult<Value, Value>,
  ) {
    super()
  }
  resumeNext(): Value {
    const step = this.started ? this.generator.advance(null) : this.first()
    this.started = true
    if (step.done) throw raise('StopAsyncIteration')
    if (step.value instanceof AsyncYield)
      throw raise('StopIteration', step.value.value, { value: step.value.value })
    return step.value
  }
}

export const asyncStepType = defineType({
  name: 'async_generator_asend',
  js: AsyncStep,
  subclassable: false,
  slots: {
    await: (self: AsyncStep) => self,
    iter: (self: AsyncStep) => self,
    next: (self: AsyncStep) => self.resumeNext(),
  },
})

export const asyncGeneratorType = defineType({
  name: 'async_generator',
  register: 'async_generator',
  js: PyAsyncGenerator,
  subclassable: false,
  methods: {
    'asend(self, value, /)': (self: PyGenerator, value: Value) =>
      new AsyncStep(self, () => self.advance(value)),
    'athrow(self, type, value=None, traceback=None, /)': (self: PyGenerator, type: Value, value: Value) =>
      new AsyncStep(self, () => self.throwIn(thrownBy(type, value))),
    'aclose(self, /)': (self: PyGenerator) =>
      new AsyncStep(self, () => {
        self.close()
        return { done: true, value: null }
      }),
  },
  getset: describe('ag'),
  slots: {
    aiter: (self: PyGenerator) => self,
    anext: (self: PyGenerator) => new AsyncStep(self, () => self.advance(null)),
    repr: show('async_generator'),
  },
})
