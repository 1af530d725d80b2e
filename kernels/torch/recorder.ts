/**
 * The recorder: hears every operator and module call and keeps what the user would call one as an event.
 *
 * An operator called by another, by a layer of the library or by a library function written in the dialect is part of that call.
 * Derivations made meanwhile point at the call (`trace.call`), so explanations can tell its inside from the user's steps.
 */
import { currentSite, isLibrary, isLibraryFile, Site, siteOf } from '../../src/bridge/site.js'
import { PyTensor } from '../../src/bridge/values.js'
import { setOwner } from '../../src/explain/owners.js'
import { type Event, MOST_EVENTS, newRecording, type Recording } from '../../src/explain/recording.js'
import { type Recorder, trace } from '../../src/ops/trace.js'
import type { PyDict } from '../../src/python/object/dict.js'
import type { PyError, PyTraceback } from '../../src/python/object/errors.js'
import type { Frame } from '../../src/python/object/frame.js'
import { PyFunction } from '../../src/python/object/function.js'
import type { PyObject, PyType } from '../../src/python/object/object.js'
import { typeOf } from '../../src/python/object/protocol.js'
import { runtime } from '../../src/python/object/runtime.js'
import type { Call, CallSite, Derivation } from '../../src/tensor/derivation.js'
import { childrenOf, nameModule, parametersOf, placeIn } from './naming.js'
import { restateLayer } from './restate.js'
import { argumentsOf, givenTo, operandsIn, returnedBy, tensorsIn } from './tensors-in.js'

interface OpenModule {
  readonly object: PyObject
  readonly name: string
  readonly path: string
  readonly opaque: boolean
  readonly call: Call
  /** Its place in the events; -1 when it came after the limit. */
  readonly event: number
}

/** A library function in the dialect that is running: its operators are one event. */
interface OpenFunction {
  readonly frame: Frame
  readonly call: Call
  /** null: what the library does on its own account, such as making a lazy layer's parameters, is no event. */
  readonly event: Event | null
  /** Has an operator run in its own body? Then only such operators give its result. */
  own: boolean
}

/** What is remembered of a module from one run to the next. */
interface Known {
  /** Its last call, for `%why fc1.in_features`. */
  last: Event | null
  /** The derivation of its first parameter, when all of them were last registered; tells whether they are others now. */
  first: Derivation | null
  /** A lazy layer's changes. */
  cls: PyType | null
  opaque: boolean
}

export class RunRecorder implements Recorder {
  recording: Recording = newRecording('')
  /** The module behind each event, kept while a dry run is summed up. */
  objects: Map<Event, PyObject> | null = null
  /** The module that a dry run is about, as it was asked for. */
  asked: { readonly module: PyObject; readonly name: string } | null = null
  private readonly known = new WeakMap<PyObject, Known>()
  private readonly modules: OpenModule[] = []
  private function: OpenFunction | null = null
  private event: Event | null = null
  private depth = 0
  private failing = false

  /** `namespace` holds the user's names, by which modules are called that are registered nowhere. */
  constructor(private readonly namespace: () => PyDict) {}

  /** Hears of everything too: the traps. */
  also: Recorder | null = null

  start(file: string): void {
    trace.run = this.recording = newRecording(file)
    this.modules.length = 0
    this.function = this.event = null
    this.depth = 0
    this.failing = false
    trace.recorder = this
    trace.call = null
  }

  /** Ends the recording; `error`: what ended it. */
  stop(error: PyError | null = null): void {
    const { events } = this.recording
    for (const { event } of this.modules)
      if (event >= 0) {
        events[event].end = events.length
        events[event].failed = true
      }
    if (error === null) this.recording.failure = null
    else this.blame(error)
    this.closeFunction()
    if (trace.recorder === this) trace.recorder = null
    trace.call = null
    this.modules.length = 0
    this.function = this.event = null
  }

  /** A module that may not have been called yet is asked about by this name. */
  know(module: PyObject, name: string): void {
    const type = typeOf(module).name
    const call: Call = { kind: 'module', name, type, path: '', site: null, parent: null }
    this.register(module, this.knownOf(module), call)
  }

  private knownOf(module: PyObject): Known {
    let known = this.known.get(module)
    if (known === undefined)
      this.known.set(module, (known = { last: null, first: null, cls: null, opaque: false }))
    const cls = typeOf(module)
    if (known.cls !== cls) {
      known.cls = cls
      known.opaque = isOpaque(module)
    }
    return known
  }

  lastCall(module: PyObject): Event | null {
    return this.known.get(module)?.last ?? null
  }

  // --- operators --------------------------------------------------------------------------------------------------

  enterOp(op: { readonly name: string }): void {
    this.also?.enterOp(op)
    this.failing = false
    if (this.depth++ > 0) return
    const module = this.modules.at(-1)
    if (module?.opaque === true) return
    const { frame } = runtime
    const outer = frame !== null && isLibrary(frame) ? outermostLibrary(frame) : null
    if (outer !== null && this.function?.frame === outer) {
      this.event = this.function.event
      trace.call = this.function.call
      return
    }
    this.closeFunction()
    // What called the library is the user's.
    const caller = outer === null ? frame : outer.back
    const site = caller === null ? null : siteOf(caller, outer?.code.name === '__init__')
    const call: Call = {
      kind: 'op',
      name: site?.callee ?? op.name.split('.')[0],
      // A library function in the dialect is called by its own name, whatever operator it asks first.
      type: outer === null ? op.name : outer.code.name,
      path: module?.path ?? '',
      site,
      parent: module?.call ?? null,
    }
    trace.call = call
    const event = outer !== null && /^_[^_]/.test(outer.code.name) ? null : this.add(call, true)
    this.event = event
    this.function = outer === null ? null : { frame: outer, call, event, own: false }
    if (outer !== null && event !== null) event.inputs = argumentsOf(outer)
  }

  leaveOp(op: { readonly name: string }, args: Readonly<Record<string, unknown>>, result: unknown): void {
    this.also?.leaveOp(op, args, result)
    this.depth--
    if (result === null && !this.failing) {
      this.failing = true
      const event = this.recording.events.indexOf(this.event ?? this.openEvent()!)
      this.recording.failure = { event, op: op.name, inputs: operandsIn(args) }
    }
    if (this.depth > 0 || this.modules.at(-1)?.opaque === true) return
    const { event } = this
    this.event = null
    trace.call = this.modules.at(-1)?.call ?? null
    if (event === null) return
    const open = this.function?.event === event ? this.function : null
    if (open === null) event.inputs = operandsIn(args)
    if (result === null) {
      event.failed = true
      return
    }
    if (open !== null) {
      const own = runtime.frame === open.frame
      if (open.own && !own) return
      open.own = own
      // What works in place gives back what it was given.
      if (/[^_]_$/.test(open.call.type)) {
        event.outputs = event.inputs.slice(0, 1)
        return
      }
    }
    event.outputs = tensorsIn(result, '')
  }

  // --- modules ----------------------------------------------------------------------------------------------------

  madeModule(module: object): void {
    this.also?.madeModule?.(module)
  }

  /** `module` is about to run its forward. */
  enterModule(module: PyObject): void {
    if (trace.recorder !== this) return
    this.also?.enterModule(module)
    const { modules, asked } = this
    const parent = modules.length === 0 ? null : modules[modules.length - 1]
    const { name, path } =
      parent === null && asked?.module === module
        ? { name: asked.name, path: placeIn(asked.name) }
        : nameModule(module, parent, this.namespace())
    const known = this.knownOf(module)
    const call: Call = {
      kind: 'module',
      name,
      type: known.cls!.name,
      path,
      site: currentSite(),
      parent: parent === null ? null : parent.call,
    }
    const { opaque } = known
    const event = this.add(call, opaque)
    this.modules.push({
      object: module,
      name,
      path,
      opaque,
      call,
      event: event === null ? -1 : this.recording.events.length - 1,
    })
    trace.call = call
    if (this.function !== null) this.closeFunction()
    this.register(module, known, call)
    // What attention keeps in a layer that it does not call.
    if (call.type === 'MultiheadAttention')
      for (const [key, child] of childrenOf(module)?.entries() ?? [])
        this.register(child as PyObject, this.knownOf(child as PyObject), {
          ...call,
          name: `${name}.${key}`,
          type: typeOf(child).name,
          path: path === '' ? String(key) : `${path}.${key}`,
        })
    if (event !== null) {
      known.last = event
      this.objects?.set(event, module)
    }
  }

  /** Its forward has returned `result`, or raised: then it is undefined. */
  leaveModule(module: PyObject, inputs: readonly unknown[], result: unknown): void {
    if (trace.recorder !== this) return
    this.also?.leaveModule(module, inputs, result)
    const open = this.modules.at(-1)
    if (open === undefined || open.object !== module) return
    this.modules.pop()
    trace.call = this.modules.at(-1)?.call ?? null
    this.closeFunction()
    if (open.event < 0) return
    const { events } = this.recording
    const event = events[open.event]
    if (open.opaque && result !== undefined) restateLayer(event.call.type, module, inputs, result)
    event.end = events.length
    event.inputs = givenTo(inputs)
    if (event.inputs.length === 0 && events[open.event + 1] !== undefined && event.end > open.event + 1)
      event.inputs = events[open.event + 1].inputs
    event.outputs = tensorsIn(result, '')
    event.failed = result === undefined
  }

  // --- details ----------------------------------------------------------------------------------------------------

  private add(call: Call, opaque: boolean): Event | null {
    const { recording } = this
    const { events } = recording
    if (events.length >= MOST_EVENTS) {
      recording.dropped++
      return null
    }
    const event: Event = {
      call,
      depth: this.modules.length,
      opaque,
      inputs: [],
      outputs: [],
      end: events.length + 1,
      failed: false,
    }
    events.push(event)
    return event
  }

  /**
   * Settles which call the error is about. An operator that raised counts only if it raised what ended the program; where the library's own
   * Python raised, what failed is the call that the user made.
   */
  private blame({ exception }: PyError): void {
    const { recording } = this
    const { events } = recording
    let user: PyTraceback | null = null
    let inner: Frame | null = null
    for (let entry = exception.traceback; entry !== null; entry = entry.next)
      if (!isLibrary(entry.frame)) {
        user = entry
        inner = null
      } else inner ??= entry.frame
    if (user === null) {
      recording.failure = null
      return
    }
    const { node, frame } = user
    const site = new Site({ node, code: frame.code, globals: frame.globals })
    const here = (event: Event | undefined): boolean =>
      event !== undefined && samePlace(event.call.site, site)
    const { failure } = recording
    if (failure !== null && (failure.event < 0 || here(events[failure.event]))) return
    recording.failure = null
    if (inner === null) return
    let at = events.findLastIndex(here)
    if (at < 0) {
      const inputs = argumentsOf(inner)
      const name = site.callee ?? inner.code.name
      if (inputs.length === 0) {
        recording.failure = { event: -1, op: name, inputs, site }
        return
      }
      at = events.length
      const call: Call = { kind: 'op', name, type: inner.code.name, path: '', site, parent: null }
      // It happened inside the modules that did not end.
      for (const event of events) if (event.failed && event.end === at) event.end++
      this.add(call, true)
      if (events.length === at) return
      events[at].inputs = inputs
    }
    const event = events[at]
    event.failed = true
    if (event.inputs.length === 0) event.inputs = argumentsOf(inner)
    recording.failure = { event: at, op: event.call.type, inputs: event.inputs }
  }

  /** A library function that has returned gave what it returned, where that can be told; until then its last operator's result stands for it. */
  private closeFunction(): void {
    const ended = this.function
    this.function = null
    if (ended === null || ended.event === null || ended.event.failed) return
    for (let { frame } = runtime; frame !== null; frame = frame.back) if (frame === ended.frame) return
    const value = returnedBy(ended.frame)
    const found = value === undefined ? [] : tensorsIn(value, '')
    if (found.length > 0) ended.event.outputs = found
  }

  private openEvent(): Event | undefined {
    return this.recording.events[this.modules.at(-1)?.event ?? -1]
  }

  /** Remembers whose the parameters are. */
  private register(module: PyObject, known: Known, layer: Call): void {
    let first: Derivation | null = null
    for (let entry = parametersOf(module)?.first ?? null; entry !== null; entry = entry.next) {
      const { key, value } = entry
      if (!(value instanceof PyTensor) || value.tensor.derivation === null) continue
      const { derivation } = value.tensor
      if (first === null) {
        // The first parameter tells whether they are known.
        if (known.first === derivation) return
        known.first = derivation
        first = derivation
      }
      setOwner(derivation, { layer, parameter: String(key) })
    }
  }
}

const samePlace = (a: CallSite | null, b: CallSite): boolean =>
  a !== null && a.file === b.file && a.line === b.line && a.col === b.col && a.endCol === b.endCol

/** The library frame that the user's code called. */
function outermostLibrary(frame: Frame): Frame {
  let outer = frame
  while (outer.back !== null && isLibrary(outer.back)) outer = outer.back
  return outer
}

const opaqueClasses = new WeakMap<object, boolean>()

/** Layers of the library show only what goes in and out, unless they call other modules. */
export function isOpaque(module: PyObject): boolean {
  const cls = typeOf(module)
  let opaque = opaqueClasses.get(cls)
  if (opaque === undefined) {
    const forward = cls.lookup('forward')
    opaque = !(forward instanceof PyFunction) || isLibraryFile(forward.code.source.filename)
    opaqueClasses.set(cls, opaque)
  }
  return opaque
}
