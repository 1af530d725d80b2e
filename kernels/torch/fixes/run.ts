/**
 * One run of a program for its shapes: output discarded, writes and input refused, within a budget; and what was seen: which layer was
 * made where, what ran where with which shapes, and where and why it failed.
 */

import { seedTorch } from '../../../src/bridge/install.js'
import { isLibrary } from '../../../src/bridge/site.js'
import { PyTensor } from '../../../src/bridge/values.js'
import { type Recorder, trace } from '../../../src/ops/trace.js'
import type { Host } from '../../../src/python/host.js'
import { FileError } from '../../../src/python/host.js'
import { PyDict } from '../../../src/python/object/dict.js'
import type { PyError, PyException } from '../../../src/python/object/errors.js'
import type { Frame } from '../../../src/python/object/frame.js'
import { PyModule } from '../../../src/python/object/module.js'
import type { PyObject } from '../../../src/python/object/object.js'
import { str, typeOf } from '../../../src/python/object/protocol.js'
import { runtime } from '../../../src/python/object/runtime.js'
import { PyList, PyTuple } from '../../../src/python/object/values.js'
import { parseModule } from '../../../src/python/parse/parser.js'
import type { Interpreter } from '../../../src/python/run/interpreter.js'
import { printOptions, setPrintOptions } from '../../../src/tensor/print.js'
import { defaultGenerator, state } from '../../../src/tensor/state.js'
import { withFloatsUnread } from '../../../src/tensor/storage.js'
import { Tensor } from '../../../src/tensor/tensor.js'
import { startInterpreter } from '../dialect.js'
import type { CellSource } from './cell-text.js'
import { BatchLoops, mayLoop } from './loops.js'
import type { Site } from './source.js'

/** A frame of the user's, at a place in its code. Its names keep their last values. */
export interface Place {
  readonly site: Site
  readonly frame: Frame
}

/** A call of a layer of the library, or of an operator outside one. */
export interface Step {
  readonly kind: 'layer' | 'op'
  /** The layer's class, the operator's name. */
  readonly name: string
  readonly layer: PyObject | null
  readonly inputs: readonly Tensor[]
  outputs: readonly Tensor[]
  /** The user's expression that made the call. */
  readonly site: Site | null
  /** The user's frames around the call, the innermost first. */
  readonly places: readonly Place[]
  /** Modules of the user around it. */
  readonly depth: number
}

export interface Failure {
  readonly type: string
  readonly message: string
  /** The user's frames, the outermost first. */
  readonly sites: readonly Site[]
  /** The same with their frames, the innermost first. */
  readonly places: readonly Place[]
  /** The layer or operator in which it happened, if it was one. */
  readonly step: Step | null
}

export interface Run {
  readonly failure: Failure | null
  readonly steps: readonly Step[]
  /** Where each layer was made. */
  readonly made: ReadonlyMap<PyObject, Site>
  /** The frames in which each module was made, the user's own modules' too. */
  readonly makers: ReadonlyMap<PyObject, readonly Place[]>
  /** Cells that ran to their end. */
  readonly completed: number
  /** It did not end within the budget. */
  readonly exhausted: boolean
  /** Floating-point data was not computed. */
  readonly unread: boolean
}

const ofLibrary = (module: PyObject): boolean => typeOf(module).module.startsWith('torch.')

function* tensorsIn(value: unknown): Generator<Tensor> {
  if (value instanceof Tensor) yield value
  else if (value instanceof PyTensor) yield value.tensor
  else if (value instanceof PyTuple || value instanceof PyList)
    for (const each of value.items) yield* tensorsIn(each)
  else if (value instanceof PyDict) for (const [, each] of value.entries()) yield* tensorsIn(each)
  else if (Array.isArray(value)) for (const each of value) yield* tensorsIn(each)
}

const siteAt = (frame: Frame): Site => {
  const { line, col, endLine, endCol } = frame.node
  return { file: frame.code.source.filename, line, col, endLine, endCol, scope: frame.code.name }
}

/** Where the user's frames are now, the innermost first. */
function placesNow(): Place[] {
  const places: Place[] = []
  for (let { frame } = runtime; frame !== null; frame = frame.back)
    if (!isLibrary(frame)) places.push({ site: siteAt(frame), frame })
  return places
}

/** Steps kept of one run. */
const MOST_STEPS = 20_000

class Watcher implements Recorder {
  readonly steps: Step[] = []
  readonly made = new Map<PyObject, Site>()
  readonly makers = new Map<PyObject, readonly Place[]>()
  /** Calls that have begun and not ended; what is null is inside a layer. */
  private readonly open: (Step | null)[] = []
  private inside = 0
  private depth = 0
  failed: Step | null = null

  madeModule(module: object): void {
    const site = trace.site()
    if (site !== null) this.made.set(module as PyObject, site)
    this.makers.set(module as PyObject, placesNow())
  }

  enterModule(module: object): void {
    const object = module as PyObject
    const library = ofLibrary(object)
    const container = library && CONTAINERS.has(typeOf(object).name)
    if (!library || container) {
      this.depth++
      this.open.push(null)
      return
    }
    const step: Step | null = this.inside > 0 ? null : this.begin('layer', typeOf(object).name, object)
    this.open.push(step)
    this.inside++
  }

  leaveModule(module: object, inputs: readonly unknown[], result: unknown): void {
    const object = module as PyObject
    const step = this.open.pop() ?? null
    if (!ofLibrary(object) || CONTAINERS.has(typeOf(object).name)) {
      this.depth--
      return
    }
    this.inside--
    if (step !== null) this.end(step, inputs, result, result === undefined)
  }

  enterOp(op: { readonly name: string }): void {
    this.open.push(this.inside > 0 ? null : this.begin('op', op.name, null))
    this.inside++
  }

  leaveOp(_op: { readonly name: string }, args: Readonly<Record<string, unknown>>, result: unknown): void {
    this.inside--
    const step = this.open.pop() ?? null
    if (step !== null) this.end(step, Object.values(args), result, result === null)
  }

  private begin(kind: Step['kind'], name: string, layer: PyObject | null): Step {
    const places = placesNow()
    return {
      kind,
      name,
      layer,
      inputs: [],
      outputs: [],
      site: places[0]?.site ?? null,
      places,
      depth: this.depth,
    }
  }

  private end(step: Step, inputs: readonly unknown[], result: unknown, failed: boolean): void {
    const whole: Step = { ...step, inputs: [...tensorsIn(inputs)], outputs: [...tensorsIn(result)] }
    if (failed) this.failed = whole
    if (this.steps.length < MOST_STEPS) this.steps.push(whole)
  }
}

const CONTAINERS: ReadonlySet<string> = new Set([
  'Sequential',
  'ModuleList',
  'ModuleDict',
  'Module',
  'DataParallel',
])

/** A flag that rises after so many looks at it or so many milliseconds: loops and calls look at it. */
class Budget {
  private looks = 0
  private readonly deadline: number
  exhausted = false
  constructor(
    private readonly clock: () => number,
    milliseconds: number,
  ) {
    this.deadline = clock() + milliseconds / 1000
  }
  get 0(): number {
    if (!this.exhausted && (++this.looks & 255) === 0) this.exhausted = this.clock() > this.deadline
    return this.exhausted ? 1 : 0
  }
}

/** The host of a proof: reads files, and nothing else. */
function silent(host: Host, budget: () => Budget): Host {
  const refuse = (path: string): never => {
    throw new FileError('EACCES', path)
  }
  /** Seconds that the program believes to have slept. */
  let slept = 0
  return {
    write: () => {},
    flush: () => {},
    readInput: () => null,
    display: () => {},
    argv: host.argv,
    path: host.path,
    env: host.env,
    platform: host.platform,
    isatty: () => false,
    columns: () => host.columns(),
    interrupted: () => budget().exhausted || host.interrupted(),
    // Looked at as an array, which is all that hot loops do with it.
    get interruptFlag() {
      return budget() as unknown as Int32Array
    },
    files: {
      read: (path) => host.files.read(path),
      stat: (path) => host.files.stat(path),
      list: (path) => host.files.list(path),
      cwd: () => host.files.cwd(),
      resolve: (path) => host.files.resolve(path),
      write: refuse,
      makeDirectory: refuse,
      remove: refuse,
      removeDirectory: refuse,
      rename: refuse,
      changeDirectory: refuse,
    },
    clock: {
      now: () => host.clock.now() + slept,
      monotonic: () => host.clock.monotonic() + slept,
      processor: () => host.clock.processor(),
      sleep: (seconds) => {
        slept += seconds
      },
    },
  }
}

/** Operators that only name the elements of a tensor anew. */
const FORMS: ReadonlySet<string> = new Set(
  'view reshape flatten unflatten ravel Flatten Unflatten squeeze unsqueeze view_as reshape_as expand contiguous permute transpose t T mT swapaxes movedim getitem select slice narrow'.split(
    ' ',
  ),
)

/** What a run did, as far as shapes tell: two edits with one trace do the same. */
export function traceOf({ steps }: Run): string {
  const storages = new Map<object, number>()
  const told: string[] = []
  const read = ({ storage, offset, shape, strides, dtype }: Tensor): string => {
    if (!storages.has(storage)) storages.set(storage, storages.size)
    const steps = strides.filter((_, axis) => shape[axis] > 1)
    return `${storages.get(storage)}+${offset}:${shape} ${steps} ${dtype.name}`
  }
  for (const { name, inputs, outputs } of steps)
    if (!FORMS.has(name.split('.')[0]) || outputs[0]?.storage !== inputs[0]?.storage)
      told.push(`${name}(${inputs.map(read)})${outputs.map(read)}`)
  return told.join('\n')
}

/** Runs programs one after the other for their shapes, each in a namespace of its own. */
export class ShapeRunner {
  private interpreter: Interpreter
  private budget = new Budget(() => 0, 0)
  private watcher = new Watcher()
  private readonly loops = new BatchLoops(() => this.watcher.steps)

  constructor(private readonly host: Host) {
    this.interpreter = this.start()
  }

  private start(): Interpreter {
    const interpreter = startInterpreter(silent(this.host, () => this.budget))
    this.loops.install(interpreter.builtins.dict)
    return interpreter
  }

  /** Runs the cells one after the other, up to the first that fails; `unread`: without computing floating-point data. */
  run(cells: readonly CellSource[], milliseconds: number, unread: boolean): Run {
    // What ran out of its budget may have left a library half imported.
    if (this.budget.exhausted) this.interpreter = this.start()
    const { interpreter } = this
    this.budget = new Budget(() => this.host.clock.monotonic(), milliseconds)
    this.forget()
    const restore = keepState()
    seedTorch(0n)
    const main = interpreter.newModule('__main__', cells[0]?.name ?? null)
    const watcher = new Watcher()
    this.watcher = watcher
    const loops = cells.some(({ text }) => mayLoop(text))
    const before = trace.recorder
    let failure: Failure | null = null
    let completed = 0
    trace.recorder = watcher
    try {
      const all = (): void => {
        for (const { name, text } of cells) {
          if (loops) this.runShortened(text, name, main.dict)
          else interpreter.runCell(text, name, main.dict)
          completed++
        }
      }
      if (unread) withFloatsUnread(all)
      else all()
    } catch (error) {
      const { exception } = error as PyError
      const type = exception.cls.name
      if (type === 'SystemExit') completed = cells.length
      else
        failure = {
          type,
          message: interpreter.enter(() => str(exception)),
          ...placesOf(exception, new Set(cells.map(({ name }) => name))),
          step: watcher.failed,
        }
    } finally {
      trace.recorder = before
      restore()
    }
    return {
      failure,
      steps: watcher.steps,
      made: watcher.made,
      makers: watcher.makers,
      completed,
      exhausted: this.budget.exhausted,
      unread,
    }
  }

  private runShortened(text: string, name: string, names: PyDict): void {
    const { interpreter, loops } = this
    interpreter.enter(() => interpreter.runTree(loops.prepare(parseModule(text, name)), text, name, names))
  }

  /** Modules from files are read anew: they may have been made by an earlier program. */
  private forget(): void {
    const { modules } = this.interpreter
    for (const [name, module] of [...modules.entries()])
      if (module instanceof PyModule && module.dict.getStr('__file__') !== undefined) modules.delete(name)
  }
}

/** Torch's state of the session, which a proof must not touch; the result puts it back. */
function keepState(): () => void {
  const [settings, options, place] = [{ ...state }, { ...printOptions }, defaultGenerator.snapshot()]
  return () => {
    Object.assign(state, settings)
    setPrintOptions(options)
    defaultGenerator.restore(place)
  }
}

/** The places in the program through which an exception went. */
function placesOf({ traceback }: PyException, files: ReadonlySet<string>): Pick<Failure, 'sites' | 'places'> {
  const places: Place[] = []
  for (let entry = traceback; entry !== null; entry = entry.next) {
    const { frame, node } = entry
    const { line, col, endLine, endCol } = node
    const file = frame.code.source.filename
    if (files.has(file))
      places.push({ site: { file, line, col, endLine, endCol, scope: frame.code.name }, frame })
  }
  return { sites: places.map(({ site }) => site), places: [...places].reverse() }
}
