/**
 * What the explaining magics, `?` and `import ishape` stand on: expressions evaluated without leaving a trace, models run on shapes
 * alone, and the recordings of what ran.
 */
import type { Recording } from '../../src/explain/recording.js'
import type { Host } from '../../src/kernel/language.js'
import { UsageError } from '../../src/kernel/magic.js'
import { trace } from '../../src/ops/trace.js'
import { PyDict } from '../../src/python/object/dict.js'
import { PyError } from '../../src/python/object/errors.js'
import { getOwn, type PyObject, type Value } from '../../src/python/object/object.js'
import { call, str } from '../../src/python/object/protocol.js'
import { parseExpression } from '../../src/python/parse/parser.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'
import { defaultGenerator, noGrad } from '../../src/tensor/state.js'
import { withoutWrites } from '../../src/tensor/storage.js'
import { childrenOf, isModule, isName } from './naming.js'
import { type Inputs, named, positional } from './question.js'
import { RunRecorder } from './recorder.js'
import type { Trail } from './trail.js'

/** A trial run: what it gave or raised, and all it called. */
export interface Trial {
  readonly value: Value | undefined
  readonly error: PyError | null
  readonly recording: Recording
  readonly recorder: RunRecorder
}

/** The first line of what Python would say. */
export const errorLine = (error: unknown): string =>
  error instanceof PyError
    ? `${error.exception.cls.name}: ${safely(() => str(error.exception)).split('\n')[0]}`
    : String(error)

const safely = (work: () => string): string => {
  try {
    return work()
  } catch {
    return '<no text>'
  }
}

export class Explainer {
  constructor(
    readonly host: Pick<Host, 'write'>,
    private readonly interpreter: Pick<Interpreter, 'enter' | 'evaluate'>,
    readonly names: PyDict,
    readonly trail: Trail | null,
  ) {}

  /** Runs `work` where Python objects may be handled; nothing it does is recorded. */
  quietly<T>(work: () => T): T {
    const { recorder, call: before } = trace
    trace.recorder = null
    trace.call = null
    try {
      return this.interpreter.enter(work)
    } finally {
      trace.recorder = recorder
      trace.call = before
    }
  }

  /** The value of an expression, what it calls recorded on its own. UsageError where it is none, or raises. */
  evaluate(text: string): Value {
    const { value, error } = this.trial(() => this.evaluateHere(text), null)
    if (error !== null)
      throw new UsageError(`${text.trim()} can't be evaluated: ${this.quietly(() => errorLine(error))}`)
    return value as Value
  }

  /** The same inside `trial` or `quietly`, whose care it is; what it raises passes through. */
  evaluateHere(text: string): Value {
    return this.interpreter.evaluate(text, '<help>', this.names)
  }

  parse(text: string) {
    try {
      return parseExpression(text, '<help>')
    } catch {
      return null
    }
  }

  /** Runs `work`, recorded on its own; random numbers, tensors and attributes of `module` are afterwards what they were. */
  trial(work: () => Value, module: PyObject | null, name: string | null = null): Trial {
    const recorder = new RunRecorder(() => this.names)
    recorder.objects = new Map()
    if (module !== null && name !== null && isName(name)) recorder.asked = { module, name }
    return this.quietly(() => {
      let value: Value | undefined
      let error: PyError | null = null
      this.untouched(() => {
        const restore = module === null ? () => {} : snapshot(module)
        recorder.start('')
        try {
          value = noGrad(work)
        } catch (thrown) {
          if (!(thrown instanceof PyError)) throw thrown
          error = thrown
        } finally {
          recorder.stop(error)
          restore()
        }
      })
      return { value, error, recording: recorder.recording, recorder }
    })
  }

  /** Calls a module on stand-ins for its inputs, without computing numbers; integers where it wants them. */
  trialOn(module: PyObject, inputs: Inputs, name: string): Trial {
    const run = (kind: 'float' | 'int'): Trial =>
      this.trial(
        () => {
          const args = unheard(() => positional(inputs, kind))
          const kwargs = unheard(() => named(inputs, kind))
          return call(module, args, kwargs)
        },
        module,
        name,
      )
    const first = run('float')
    if (first.error === null || !this.quietly(() => wantsIntegers(first.error!))) return first
    const second = run('int')
    return second.error === null ? second : first
  }

  /** Random numbers, tensors and output as if nothing had run. */
  private untouched<T>(work: () => T): T {
    const place = defaultGenerator.snapshot()
    const { write } = this.host
    this.host.write = () => {}
    try {
      return withoutWrites(work)
    } finally {
      this.host.write = write
      defaultGenerator.restore(place)
    }
  }
}

/** Runs `work` with the recorder looking away. */
function unheard<T>(work: () => T): T {
  const { recorder } = trace
  trace.recorder = null
  try {
    return work()
  } finally {
    trace.recorder = recorder
  }
}

const wantsIntegers = (error: PyError): boolean =>
  /\b(long|int|int64|integer)\b/i.test(safely(() => str(error.exception)))

/** Remembers the attributes of a module and of all below it; the result puts them back. */
function snapshot(module: PyObject): () => void {
  const undo: (() => void)[] = []
  const seen = new Set<PyObject>()
  const visit = (each: Value): void => {
    if (!isModule(each) || seen.has(each)) return
    seen.add(each)
    const { shape, values } = each
    if (values[0] instanceof PyDict) undo.push(keeping(values[0]))
    const copy = values.slice()
    undo.push(() => {
      each.shape = shape
      each.values = copy
    })
    for (const name of ['_parameters', '_buffers', '_modules']) {
      const table = getOwn(each, name)
      if (table instanceof PyDict) undo.push(keeping(table))
    }
    const children = childrenOf(each)
    if (children !== null) for (const [, child] of children.entries()) visit(child)
  }
  visit(module)
  return () => {
    for (const restore of undo) restore()
  }
}

function keeping(table: PyDict): () => void {
  const before = [...table.entries()]
  return () => {
    const same = table.size === before.length && before.every(([key, value]) => table.get(key) === value)
    if (same) return
    for (const [key] of [...table.entries()]) table.delete(key)
    for (const [key, value] of before) table.set(key, value)
  }
}
