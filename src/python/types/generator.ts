/** The types of suspended calls: generators, coroutines and asynchronous generators (object/generator.ts). */
import { defineType } from '../object/define.js'
import { exceptionTypes, isError, PyError, PyException, PyTraceback, raise } from '../object/errors.js'
import { AsyncYield, PyAsyncGenerator, PyCoroutine, PyGenerator, stopIteration } from '../object/generator.js'
import { provideGenerators } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, PyType, type Value } from '../object/object.js'
import { call, repr } from '../object/protocol.js'
import { asStr, PyTuple } from '../object/values.js'
import { addressOf } from './object.js'

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

/** A yielded value, or the StopIteration of the end. */
function valueOrStop(self: PyGenerator, value: Value | undefined): Value {
  if (value !== undefined) return value
  throw stopIteration(self.returned)
}

/** The error that `throw(type, value, traceback)` or `throw(exception)` brings in. */
function thrownBy(type: Value, value: Value, traceback: Value): PyError {
  if (traceback !== null && !(traceback instanceof PyTraceback))
    throw newTypeError('throw() third argument must be a traceback object')
  if (type instanceof PyException) {
    if (value !== null) throw newTypeError('instance exception may not have a separate value')
    return new PyError(type)
  }
  if (type instanceof PyType) {
    const given = value instanceof PyTuple ? [...value.items] : value === null ? [] : [value]
    const made = value instanceof PyException && value.cls.isSubtypeOf(type) ? value : call(type, given)
    if (made instanceof PyException) {
      if (traceback !== null) made.traceback = traceback
      return new PyError(made)
    }
    if (type.isSubtypeOf(exceptionTypes.BaseException))
      throw newTypeError(
        `calling ${repr(type)} should have returned an instance of BaseException, not ${typeNameOf(made)}`,
      )
  }
  throw newTypeError(
    `exceptions must be classes or instances deriving from BaseException, not ${typeNameOf(type)}`,
  )
}

/** A method that throws something in: `throw` and `athrow`. What it is is settled when the error is asked for. */
const throwing = <S>(name: string, into: (self: S, error: () => PyError) => Value) => ({
  [`${name}(self, type, value=None, traceback=None, /)`]: (
    self: S,
    type: Value,
    value: Value,
    traceback: Value,
  ) => into(self, () => thrownBy(type, value, traceback)),
})

const methods = {
  'send(self, value, /)': (self: PyGenerator, value: Value) => valueOrStop(self, self.send(value)),
  ...throwing<PyGenerator>('throw', (self, error) => valueOrStop(self, self.throwIn(error()))),
  'close(self, /)': (self: PyGenerator) => self.close(),
}

function nameText(value: Value | undefined, what: string): string {
  const text = asStr(value ?? null)
  if (text === undefined) throw newTypeError(`${what} must be set to a string object`)
  return text
}

const describe = (prefix: string) => ({
  __name__: {
    get: (self: PyGenerator) => self.name,
    set: (self: PyGenerator, value: Value | undefined) => {
      self.name = nameText(value, '__name__')
    },
  },
  __qualname__: {
    get: (self: PyGenerator) => self.qualname,
    set: (self: PyGenerator, value: Value | undefined) => {
      self.qualname = nameText(value, '__qualname__')
    },
  },
  [`${prefix}_frame`]: (self: PyGenerator) => (self.finished ? null : self.frame),
  [`${prefix}_running`]: (self: PyGenerator) => self.running,
  [`${prefix}_suspended`]: (self: PyGenerator) => self.started && !self.running && !self.finished,
  [prefix === 'gi' ? 'gi_yieldfrom' : `${prefix}_await`]: (self: PyGenerator) =>
    self.frame.suspension?.delegate ?? null,
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
    next: (self: PyGenerator) => self.next(),
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
      valueOrStop(self.coroutine, self.coroutine.send(value)),
    ...throwing<CoroutineSteps>('throw', ({ coroutine }, error) =>
      valueOrStop(coroutine, coroutine.throwIn(error())),
    ),
    'close(self, /)': (self: CoroutineSteps) => self.coroutine.close(),
  },
  slots: {
    iter: (self: CoroutineSteps) => self,
    next: (self: CoroutineSteps) => self.coroutine.send(null),
  },
})

// --- asynchronous generators --------------------------------------------------------------------------------------

/** One step of an asynchronous generator: awaited, it passes on what the body awaits until the body yields. */
class AsyncStep extends PyObject {
  private state: 'new' | 'running' | 'over' = 'new'
  constructor(
    readonly generator: PyGenerator,
    /** What sets the body going. */
    readonly begin: () => Value | undefined,
    readonly name: string,
    /** `aclose()`: the body must end. */
    readonly closing = false,
  ) {
    super()
  }

  /** What the body awaits next. StopIteration: it has yielded; StopAsyncIteration: it is at its end. */
  advance(sent: Value, thrown: PyError | null): Value {
    if (this.state === 'over') throw raise('RuntimeError', `cannot reuse already awaited ${this.name}`)
    let value: Value | undefined
    try {
      if (this.state === 'new') {
        this.state = 'running'
        if (thrown !== null) throw thrown
        value = this.begin()
      } else value = thrown === null ? this.generator.send(sent) : this.generator.throwIn(thrown)
    } catch (error) {
      this.state = 'over'
      if (this.closing && (isError(error, 'GeneratorExit') || isError(error, 'StopAsyncIteration')))
        throw raise('StopIteration')
      throw error
    }
    if (value !== undefined && !(value instanceof AsyncYield)) return value
    this.state = 'over'
    if (value === undefined) throw raise(this.closing ? 'StopIteration' : 'StopAsyncIteration')
    if (this.closing) throw raise('RuntimeError', 'async generator ignored GeneratorExit')
    throw raise('StopIteration', value.value, { value: value.value })
  }
  resumeNext(): Value {
    return this.advance(null, null)
  }
}

export const asyncStepType = defineType({
  name: 'async_generator_asend',
  js: AsyncStep,
  subclassable: false,
  methods: {
    'send(self, value, /)': (self: AsyncStep, value: Value) => self.advance(value, null),
    ...throwing<AsyncStep>('throw', (self, error) => self.advance(null, error())),
    'close(self, /)': () => null,
  },
  slots: {
    await: (self: AsyncStep) => self,
    iter: (self: AsyncStep) => self,
    next: (self: AsyncStep) => self.resumeNext(),
  },
})

export const asyncGeneratorType = defineType({
  name: 'async_generator',
  generic: true,
  register: 'async_generator',
  js: PyAsyncGenerator,
  subclassable: false,
  methods: {
    'asend(self, value, /)': (self: PyGenerator, value: Value) =>
      new AsyncStep(self, () => self.send(value), '__anext__()/asend()'),
    ...throwing<PyGenerator>(
      'athrow',
      (self, error) => new AsyncStep(self, () => self.throwIn(error()), 'aclose()/athrow()'),
    ),
    'aclose(self, /)': (self: PyGenerator) =>
      new AsyncStep(
        self,
        () => {
          if (self.started && !self.finished) return self.throwIn(raise('GeneratorExit'))
          self.finished = true
          return undefined
        },
        'aclose()/athrow()',
        true,
      ),
  },
  getset: describe('ag'),
  slots: {
    aiter: (self: PyGenerator) => self,
    anext: (self: PyGenerator) => new AsyncStep(self, () => self.send(null), '__anext__()/asend()'),
    repr: show('async_generator'),
  },
})
