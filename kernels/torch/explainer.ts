/**
 * What the explaining magics, `?` and `import ishape` stand on: expressions evaluated without leaving a trace, models run on shapes
 * alone, and the recordings of what ran.
 */
import { PyTensor, wrap } from '../../src/bridge/values.js'
import { type Recording } from '../../src/explain/recording.js'
import type { Host } from '../../src/kernel/language.js'
import { UsageError } from '../../src/kernel/magic.js'
import { trace } from '../../src/ops/trace.js'
import { ones, zeros } from '../../src/ops/factory.js'
import { PyDict } from '../../src/python/object/dict.js'
import { PyError } from '../../src/python/object/errors.js'
import { getOwn, PyObject, type Value } from '../../src/python/object/object.js'
import { call, str, typeOf } from '../../src/python/object/protocol.js'
import { PyList, PyTuple } from '../../src/python/object/values.js'
import { parseExpression } from '../../src/python/parse/parser.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'
import { int64 } from '../../src/tensor/dtype.js'
import { defaultGenerator, noGrad } from '../../src/tensor/state.js'
import { withoutWrites } from '../../src/tensor/storage.js'
import type { Tensor } from '../../src/tensor/tensor.js'
import { childrenOf } from './naming.js'
import { RunRecorder } from './recorder.js'
import type { Trail } from './trail.js'

/** A trial run: what it gave or raised, and all it called. */
export interface Trial {
  readonly value: Value | undefined
  readonly error: PyError | null
  readonly recording: Recording
  readonly recorder: RunRecorder
}

/** Is this an `nn.Module`? */
export const isModule = (value: unknown): value is PyObject =>
  value instanceof PyObject && typeOf(value).lookup('forward') !== undefined && childrenOf(value) !== null

/** The first line of what Python would say. */
export const errorLine = (error: unknown): string =>
  error instanceof PyError ? `${error.exception.cls.name}: ${safely(() => str(error.exception)).split('\n')[0]}` : String(error)

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
    private readonly interpreter: Interpreter,
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

  /** The value of an expression. UsageError where it is none, or raises. */
  evaluate(text: string): Value {
    try {
      return this.quietly(() => this.untouched(() => this.interpreter.evaluate(text, '<help>', this.names)))
    } catch (error) {
      throw new UsageError(`${text.trim()} can't be evaluated: ${errorLine(error)}`)
    }
  }

  parse(text: string) {
    try {
      return parseExpression(text, '<help>')
    } catch {
      return null
    }
  }

  /** Runs `work`, recorded on its own; random numbers, tensors and attributes of `module` are afterwards what they were. */
  trial(work: () => Value, module: PyObject | null): Trial {
    const recorder = new RunRecorder(this.names)
    recorder.objects = new Map()
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
          recorder.stop(error !== null)
          restore()
        }
      })
      return { value, error, recording: recorder.recording, recorder }
    })
  }

  /** Calls a layer or function on tensors of the given shapes, without computing numbers; integers where it wants them. */
  trialOn(callable: PyObject, inputs: (kind: 'float' | 'int') => Value[]): Trial {
    const module = isModule(callable) ? callable : null
    const first = this.trial(() => call(callable, inputs('float'), null), module)
    if (first.error === null || !wantsIntegers(first.error)) return first
    const second = this.trial(() => call(callable, inputs('int'), null), module)
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

const wantsIntegers = (error: PyError): boolean => /Long|Int|integer|one_hot/.test(safely(() => str(error.exception)))

/** What stands for an input of this shape: zeros that nobody computes. */
export const stand = (shape: readonly number[], kind: 'float' | 'int'): PyTensor => {
  const tensor: Tensor = kind === 'int' ? zeros([...shape], null, int64) : ones([...shape])
  tensor.derivation = null
  return wrap(tensor)
}

/** Shapes written in Python, `(1, 1, 32, 32)` or `(2, 3), (2, 5)` or dicts and lists of them, as stand-ins; tensors stay. */
export const standIns = (value: Value, kind: 'float' | 'int'): Value => {
  if (value instanceof PyTensor || value === null) return value
  if (isShape(value)) return stand((value as PyTuple).items as number[], kind)
  if (value instanceof PyTuple) return new PyTuple(value.items.map((item) => standIns(item, kind)))
  if (value instanceof PyList) return new PyList(value.items.map((item) => standIns(item, kind)))
  if (value instanceof PyDict) {
    const dict = new PyDict()
    for (const [key, item] of value.entries()) dict.set(key, standIns(item, kind))
    return dict
  }
  return value
}

export const isShape = (value: Value): boolean =>
  (value instanceof PyTuple || value instanceof PyList) &&
  value.items.length > 0 &&
  value.items.every((item) => typeof item === 'number' && Number.isInteger(item) && item >= 0)

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
