/** Watches a program run and gathers its silent traps, each once per place in the code. */

import { isModule } from '../../../src/bridge/nn/register.js'
import { PyTensor } from '../../../src/bridge/values.js'
import { escaped, MONO } from '../../../src/explain/html.js'
import { type Recorder, trace } from '../../../src/ops/trace.js'
import { PyDict } from '../../../src/python/object/dict.js'
import { PyFunction } from '../../../src/python/object/function.js'
import { getOwn, type PyObject, type Value } from '../../../src/python/object/object.js'
import { typeOf } from '../../../src/python/object/protocol.js'
import { type Shape, sameShape } from '../../../src/tensor/shape.js'
import { Tensor } from '../../../src/tensor/tensor.js'
import { type Maker, makerOf } from './makers.js'
import { type Operation, RULES, type Rule, type TrapKind } from './rules.js'

export interface Trap {
  readonly kind: TrapKind
  readonly text: string
  readonly file: string
  readonly line: number
}

/** Where the comment stands, a trap is meant. */
const MUTE = /#\s*ishape:\s*ok\b/

/** What brings a size back that a window has cut: padding to the size of the skip connection, upsampling to it. */
const RESTORES = /^(pad|constant_pad|_interpolate_dim|conv_transpose|max_unpool)/

const MOST = 20

const rulesOf = new Map<string, Rule[]>()
for (const rule of RULES)
  for (const name of rule.operators) rulesOf.set(name, [...(rulesOf.get(name) ?? []), rule])

const CONTAINERS: ReadonlySet<string> = new Set(['Sequential', 'ModuleList', 'ModuleDict'])

const ofLibrary = (module: PyObject): boolean => typeOf(module).module.startsWith('torch.')

interface Place {
  readonly file: string
  readonly line: number
}

export class TrapWatcher implements Recorder {
  private traps: Trap[] = []
  private readonly seen = new Set<string>()
  private readonly makers = new WeakMap<Tensor, Maker>()
  private readonly used = new WeakSet<Tensor>()
  private readonly called = new WeakSet<PyObject>()
  private readonly made = new WeakMap<PyObject, Place>()
  private readonly judged = new WeakSet<PyObject>()
  /** What the windows that left rows out were given. */
  private readonly cut = new WeakMap<Trap, Shape>()
  private readonly modules: PyObject[] = []
  /** Models that ran and are to be judged for layers that they leave out. */
  private readonly waiting: PyObject[] = []
  private ops = 0
  /** Does a model run whose layers have not been judged yet? */
  private watching = false
  /** Has an operator run since the outermost module was called? */
  private ran = false

  /** `lineOf` gives a line of the user's source, for its comments. */
  constructor(private readonly lineOf: (file: string, line: number) => string) {}

  /** What was found since the last time. */
  take(): readonly Trap[] {
    for (const model of this.waiting.splice(0)) this.unused(model)
    const { traps } = this
    this.traps = []
    return traps
  }

  /** After an exception what was open is not. */
  reset(): void {
    this.ops = 0
    this.modules.length = 0
    this.watching = false
  }

  enterOp(): void {
    this.ops++
  }

  leaveOp(op: { readonly name: string }, args: Readonly<Record<string, unknown>>, result: unknown): void {
    this.ops--
    // What a constructor does to a layer's parameters is no use of it.
    if (this.watching)
      for (const name in args) {
        const value = args[name]
        if (value instanceof Tensor && value.requiresGradFlag) this.used.add(value)
      }
    if (this.ops > 0) return
    this.ran = true
    const name = op.name.split('.')[0]
    if (result instanceof Tensor) {
      const input = args.input instanceof Tensor ? args.input : null
      const maker = makerOf(name, args, result, this.madeBy)
      if (maker !== null) this.makers.set(result, maker)
      // What works in place makes other elements of them.
      else if (result === input) this.makers.delete(result)
      if (this.traps.length > 0 && input !== null && RESTORES.test(name))
        this.restored(input.shape, result.shape)
    }
    const rules = rulesOf.get(name)
    if (rules !== undefined) this.judge(rules, name, args, result instanceof Tensor ? result : undefined)
  }

  private readonly madeBy = (tensor: Tensor): Maker | undefined => this.makers.get(tensor)

  private judge(
    rules: readonly Rule[],
    name: string,
    args: Readonly<Record<string, unknown>>,
    result: Tensor | undefined,
  ): void {
    const operation: Operation = { name, args, result, madeBy: this.madeBy }
    for (const { kind, check } of rules) {
      const text = check(operation)
      if (text === null) continue
      const trap = this.add(kind, text, trace.site())
      if (trap !== null && kind === 'rows-dropped' && args.input instanceof Tensor)
        this.cut.set(trap, args.input.shape)
    }
  }

  madeModule(module: object): void {
    const site = trace.site()
    if (site !== null) this.made.set(module as PyObject, { file: site.file, line: site.line })
  }

  enterModule(module: object): void {
    const model = module as PyObject
    if (this.modules.length === 0) {
      this.watching = !this.judged.has(model) || this.waiting.includes(model)
      this.ran = false
    }
    this.modules.push(model)
    if (this.watching) this.called.add(model)
  }

  leaveModule(module: object, inputs: readonly unknown[], result: unknown): void {
    this.modules.pop()
    const model = module as PyObject
    if (this.modules.length === 0) this.watching = false
    if (result === undefined) this.failed(model, inputs)
    if (result === undefined || this.modules.length > 0 || ofLibrary(model) || this.judged.has(model)) return
    // A call that was only traced, on stand-ins for tensors, tells nothing of its layers.
    if (!this.ran) return
    this.judged.add(model)
    // Another call may go through what this one left out.
    this.waiting.push(model)
  }

  /** A normalisation that refused its input did not come as far as an operator. */
  private failed(module: PyObject, [input]: readonly unknown[]): void {
    const name = typeOf(module).name
    const kind = /^(Batch|Instance)Norm/.exec(name)?.[1]
    if (!ofLibrary(module) || kind === undefined || !(input instanceof PyTensor)) return
    const args = { input: input.tensor, training: kind === 'Instance' || getOwn(module, 'training') }
    const op = `${kind.toLowerCase()}_norm`
    this.judge(rulesOf.get(op) ?? [], op, args, undefined)
  }

  /** Layers with parameters that neither were called nor lent their parameters to an operator. */
  private unused(module: PyObject): void {
    for (const [name, child] of tableOf(module, '_modules')) {
      if (!isModule(child)) continue
      if (!ofLibrary(child) || CONTAINERS.has(typeOf(child).name)) {
        this.unused(child)
        continue
      }
      const parameters = tableOf(child, '_parameters').flatMap(([, value]) =>
        value instanceof PyTensor && value.tensor.requiresGradFlag ? [value.tensor] : [],
      )
      if (
        parameters.length === 0 ||
        waitsForTraining(module, name) ||
        this.called.has(child) ||
        parameters.some((tensor) => this.used.has(tensor))
      )
        continue
      this.add(
        'unused-layer',
        `${name} (${typeOf(child).name}) is made, but forward never calls it`,
        this.made.get(child) ?? null,
      )
    }
  }

  /** Rows that are put back later are no loss: a U-Net pads what it upsamples to the size of its skip connection. */
  private restored(before: Shape, after: Shape): void {
    this.traps = this.traps.filter((trap) => {
      const size = this.cut.get(trap)?.slice(2)
      return size === undefined || !sameShape(after.slice(2), size) || sameShape(before.slice(2), size)
    })
  }

  private add(kind: TrapKind, text: string, place: Place | null): Trap | null {
    if (place === null || this.traps.length >= MOST) return null
    const { file, line } = place
    const key = `${kind} ${file} ${line}`
    if (this.seen.has(key)) return null
    this.seen.add(key)
    if (MUTE.test(this.lineOf(file, line))) return null
    const trap = { kind, text, file, line }
    this.traps.push(trap)
    return trap
  }
}

const tableOf = (module: PyObject, name: '_modules' | '_parameters'): [string, Value][] => {
  const table = getOwn(module, name)
  return table instanceof PyDict ? [...table.entries()].map(([key, value]) => [String(key), value]) : []
}

/** A line for each trap. */
export const trapText = (traps: readonly Trap[]): string =>
  traps.map(({ text, line }) => `⚠ line ${line}: ${text}`).join('\n')

/** The same for notebooks, in amber. */
export const trapHtml = (traps: readonly Trap[]): string =>
  `<div style="${MONO}">${traps
    .map(
      ({ text, line }) =>
        `<div style="border-left:4px solid #d97706;padding-left:.6em"><b style="color:#d97706">⚠ line ${line}</b> ${escaped(text)}</div>`,
    )
    .join('')}</div>`

/** A layer that forward calls when it trains, such as an auxiliary classifier: in evaluation it is not missed. */
function waitsForTraining(model: PyObject, name: string): boolean {
  if (getOwn(model, 'training') !== false) return false
  const forward = typeOf(model).lookup('forward')
  if (!(forward instanceof PyFunction) || forward.code.definition === null) return false
  const { source, definition } = forward.code
  const text = source.lines.slice(definition.position.line - 1, definition.position.endLine).join('\n')
  return new RegExp(`\\.${name}\\b`).test(text)
}
