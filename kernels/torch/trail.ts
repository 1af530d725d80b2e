/**
 * The trail: after each cell, a row for every layer and operator that changed a shape, with the formula that decided it; and what
 * `x.shape?` answers. Rows hold text and sizes only.
 */
import { PyTensor } from '../../src/bridge/values.js'
import { deciding, derivationText, formulaRows, shapeText } from '../../src/explain/text.js'
import type { Host } from '../../src/kernel/language.js'
import { type Magic, optional } from '../../src/kernel/magic.js'
import { type Recorder, trace } from '../../src/ops/trace.js'
import type { MimeBundle } from '../../src/protocol/mime.js'
import { defineFunctions } from '../../src/python/object/define.js'
import { PyDict } from '../../src/python/object/dict.js'
import { registerModule } from '../../src/python/object/module.js'
import type { PyObject, Value } from '../../src/python/object/object.js'
import { lookupAttr, typeOf } from '../../src/python/object/protocol.js'
import { PyTuple } from '../../src/python/object/values.js'
import { Tensor } from '../../src/tensor/tensor.js'

const MOST_ROWS = 12
const MOST_EVENTS = 10_000

interface Row {
  readonly name: string
  readonly kind: string
  readonly change: string
  readonly formulas: readonly string[]
  readonly depth: number
  count: number
}

const firstTensor = (value: unknown): Tensor | null => {
  if (value instanceof PyTensor) return value.tensor
  if (value instanceof Tensor) return value
  if (value instanceof PyTuple) return firstTensor(value.items[0])
  return Array.isArray(value) ? firstTensor(value[0]) : null
}

export class Trail implements Recorder {
  private rows: Row[] = []
  private events = 0
  private ops = 0
  /** Modules being called, with their names; a row inside a leaf module is the module's own. */
  private readonly modules: { readonly object: Value; readonly name: string; readonly leaf: boolean }[] = []

  constructor(private readonly namespace: PyDict) {
    registerModule('torch._trail', () => ({
      attributes: defineFunctions({
        'enter(module, /)': (module: PyObject) => this.enterModule(module),
        'leave(module, inputs, output, /)': (module: PyObject, inputs: Value, output: Value) =>
          this.leaveModule(module, [inputs], output),
      }),
    }))
  }

  start(_file: string, _source: string): void {
    this.rows = []
    this.events = 0
    this.ops = 0
    this.modules.length = 0
    trace.recorder = this
  }

  stop(): void {
    trace.recorder = null
  }

  enterOp(): void {
    this.ops++
  }

  leaveOp(op: { readonly name: string }, args: Readonly<Record<string, unknown>>, result: unknown): void {
    this.ops--
    if (this.ops > 0 || this.modules.at(-1)?.leaf === true) return
    const output = firstTensor(result)
    const input =
      Object.values(args)
        .map(firstTensor)
        .find((tensor) => tensor !== null) ?? null
    if (output === null || input === null || shapeText(input.shape) === shapeText(output.shape)) return
    this.add(op.name.split('.')[0], '', input, output)
  }

  enterModule(module: PyObject): void {
    if (trace.recorder !== this) return
    const children = lookupAttr(module, '_modules')
    const leaf = !(children instanceof PyDict) || children.size === 0
    this.modules.push({
      object: module,
      name: this.nameOf(module),
      leaf: leaf || this.modules.at(-1)?.leaf === true,
    })
  }

  leaveModule(module: PyObject, [inputs]: readonly unknown[], result: unknown): void {
    if (trace.recorder !== this) return
    const entry = this.modules.pop()
    if (entry === undefined || this.modules.at(-1)?.leaf === true) return
    const input = firstTensor(inputs)
    const output = firstTensor(result)
    if (
      !entry.leaf ||
      input === null ||
      output === null ||
      shapeText(input.shape) === shapeText(output.shape)
    )
      return
    this.add(entry.name, typeOf(module as Value).name, input, output)
  }

  /** How the user calls a module: a name of theirs, or the attribute of the module around it. */
  private nameOf(module: Value): string {
    const parent = this.modules.at(-1)
    if (parent !== undefined) {
      const children = lookupAttr(parent.object, '_modules')
      if (children instanceof PyDict) {
        for (const [key, value] of children.entries()) {
          if (value !== module) continue
          return /^\d+$/.test(String(key)) ? `${parent.name}[${String(key)}]` : String(key)
        }
      }
    }
    for (const [key, value] of this.namespace.entries())
      if (value === module && !String(key).startsWith('_')) return String(key)
    return typeOf(module).name
  }

  private add(name: string, kind: string, input: Tensor, output: Tensor): void {
    if (++this.events > MOST_EVENTS) return
    const change = `${shapeText(input.shape)} → ${shapeText(output.shape)}`
    const formulas = output.derivation === null ? [] : formulaRows(deciding(output.derivation))
    const last = this.rows.at(-1)
    if (last !== undefined && last.name === name && last.change === change) last.count++
    else this.rows.push({ name, kind, change, formulas, depth: 0, count: 1 })
  }

  bundle(): MimeBundle | null {
    if (this.rows.length === 0) return null
    const shown = this.rows.slice(0, MOST_ROWS)
    const names = Math.max(...shown.map(({ name }) => name.length))
    const kinds = Math.max(...shown.map(({ kind }) => kind.length))
    const indent = ' '.repeat(names + 2)
    const lines = shown.flatMap(({ name, kind, change, formulas, count }) => [
      `${name.padEnd(names)}  ${kinds > 0 ? `${kind.padEnd(kinds)}  ` : ''}${change}${count > 1 ? `  × ${count}` : ''}`,
      ...formulas.map((formula) => indent + formula),
    ])
    if (this.rows.length > MOST_ROWS) lines.push(`… ${this.rows.length - MOST_ROWS} more rows`)
    if (this.events > MOST_EVENTS) lines.push(`recording stopped after ${MOST_EVENTS} calls`)
    return { 'text/plain': lines.join('\n') }
  }

  /** What `expression?` answers for tensors and shapes; null for anything else. */
  explain(expression: string, evaluate: (text: string) => Value): string | null {
    const text = expression.trim()
    const object = text.endsWith('.shape') ? text.slice(0, -'.shape'.length) : text
    if (!/^[\p{L}_]/u.test(object)) return null
    const before = trace.recorder
    trace.recorder = null
    try {
      const value = evaluate(object)
      if (!(value instanceof PyTensor)) return null
      const { derivation, shape } = value.tensor
      if (derivation === null) return `${text}: ${shapeText(shape)}, not made by an operator`
      return derivationText(deciding(derivation), text)
    } catch {
      return null
    } finally {
      trace.recorder = before
    }
  }

  magics(host: Host): Magic[] {
    return [
      {
        name: 'trail',
        kind: 'line',
        doc: 'Turns the rows of shapes under each cell on or off.',
        args: { mode: optional('on|off', 'Without it: the other way round.') },
        run: ({ mode }) => {
          host.trail = mode === undefined || mode === null ? !host.trail : mode !== 'off'
          return undefined
        },
      },
    ]
  }
}
