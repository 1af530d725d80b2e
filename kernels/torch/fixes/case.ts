/** A failed run beside its source: what the makers of candidates ask. */

import type { Frame } from '../../../src/python/object/frame.js'
import { getOwn, type Value } from '../../../src/python/object/object.js'
import { lookupAttr } from '../../../src/python/object/protocol.js'
import type * as ast from '../../../src/python/parse/ast.js'
import type { Shape } from '../../../src/tensor/shape.js'
import type { Tensor } from '../../../src/tensor/tensor.js'
import { LAYERS, type LayerFacts } from './layers.js'
import { type Mismatch, mismatches } from './mismatches.js'
import { tensorOf, valueIn } from './names.js'
import { Definitions } from './parameters.js'
import { type Region, regionsOf } from './regions.js'
import type { Failure, Run, Step } from './run.js'
import { named } from './settings.js'
import { argumentOf, type Edit, type Node, type ProgramSource, type Site } from './source.js'
import { Unread } from './unread.js'

/** Edits that may mend the program. A lower cost is offered first. */
export interface Candidate {
  readonly edits: readonly Edit[]
  /** What it changes, as a clause: `fc1 takes 576 features`. */
  readonly what: string
  readonly cost: number
}

export interface Placed<N extends Node = Node> {
  readonly cell: number
  readonly node: N
}

/** Operators whose operands have one shape, up to broadcasting. */
const ELEMENTWISE =
  /^(add|sub|mul|div|eq|ne|lt|gt|le|ge|where|maximum|minimum|max|min|pow|fmod|remainder|logical_|mse_loss|l1_loss|smooth_l1_loss|huber_loss|binary_cross_entropy|MSELoss|L1Loss|BCE|SmoothL1|Huber|masked_fill|_?add_|cosine_similarity|true_divide)/

export const isElementwise = (name: string): boolean => ELEMENTWISE.test(name)

/** Losses that compare what is predicted with what is, element by element. */
export const isLoss = (name: string): boolean =>
  /loss$|Loss$|^binary_cross_entropy|^BCE/.test(name) && isElementwise(name)

/** What an operand meets: `joined` along one axis, in a matrix product on that side of it, else elementwise. */
export interface Partner {
  readonly shape: Shape
  readonly joined: boolean
  readonly multiplied?: 'left' | 'right'
}

const NO_STEPS: readonly Step[] = []

export class Case {
  readonly failure: Failure
  readonly step: Step | null
  /** Arithmetic by the function that it stands in. */
  readonly products = new Map<Node | null, readonly ast.BinOp[]>()
  private readonly producers = new Map<Tensor, Step>()

  constructor(
    readonly source: ProgramSource,
    readonly run: Run,
  ) {
    this.failure = run.failure!
    this.step = this.failure.step
    for (const step of run.steps)
      for (const output of step.outputs) if (!this.producers.has(output)) this.producers.set(output, step)
  }

  /** All cells in one. */
  get text(): string {
    return this.source.cells.map(({ text }) => text).join('\n')
  }

  get message(): string {
    return this.failure.message
  }

  /** Numbers of a pattern in the message, or null. */
  numbers(pattern: RegExp): number[] | null {
    const match = pattern.exec(this.message)
    return match === null ? null : match.slice(1).map(Number)
  }

  /** The failing call as the user wrote it. */
  get call(): Placed | null {
    return this.source.nodeAt(this.failure.sites.at(-1) ?? null)
  }

  /** The call at the top of the program that led there, if it is another one. */
  get outerCall(): Placed | null {
    return this.failure.sites.length < 2 ? null : this.source.nodeAt(this.failure.sites[0])
  }

  factsOf(step: Step): LayerFacts | undefined {
    return step.kind === 'layer' ? LAYERS[step.name] : undefined
  }

  /** The constructor call of a layer. */
  constructionOf(step: Step): Placed<ast.Call> | null {
    const site: Site | undefined = step.layer === null ? undefined : this.run.made.get(step.layer)
    const placed = this.source.nodeAt(site ?? null)
    return placed?.node.kind === 'Call' ? (placed as Placed<ast.Call>) : null
  }

  /** How the program calls a layer: the name that it is assigned to, or its class. */
  nameOf(step: Step): string {
    const construction = this.constructionOf(step)
    if (construction === null) return step.name
    const statement = this.source.statementOf(construction.cell, construction.node)
    if (statement.kind !== 'Assign' || statement.value !== construction.node) return step.name
    const [target] = statement.targets
    return target.kind === 'Attribute' ? target.attr : target.kind === 'Name' ? target.id : step.name
  }

  /** A constructor's argument for a parameter. */
  argument(step: Step, parameter: string): (Placed<ast.Call> & { readonly value: ast.Expr }) | null {
    const construction = this.constructionOf(step)
    const facts = this.factsOf(step)
    if (construction === null || facts === undefined) return null
    const value = argumentOf(construction.node, parameter, facts.parameters.indexOf(parameter))
    return value === null ? null : { ...construction, value }
  }

  /** A number that a layer keeps: `in_features`. */
  number(step: Step, attribute: string): number | null {
    const value: Value | undefined =
      step.layer === null ? undefined : (getOwn(step.layer, attribute) ?? lookupAttr(step.layer, attribute))
    return typeof value === 'number' ? value : null
  }

  producerOf(tensor: Tensor): Step | null {
    return this.producers.get(tensor) ?? null
  }

  /** The steps behind a tensor, nearest first. */
  *behind(tensor: Tensor): Generator<Step> {
    const seen = new Set<Step>()
    const waiting: Tensor[] = [tensor]
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const step = this.producerOf(next)
      if (step === null || seen.has(step)) continue
      seen.add(step)
      yield step
      waiting.push(...step.inputs)
    }
  }

  /** The steps behind the operands of a step, nearest first. */
  *stepsBehind(step: Step): Generator<Step> {
    const seen = new Set<Step>([step])
    const waiting: Tensor[] = [...step.inputs]
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const before = this.producerOf(next)
      if (before === null || seen.has(before)) continue
      seen.add(before)
      yield before
      waiting.push(...before.inputs)
    }
  }

  private foundRegions: readonly Region[] | null = null
  /** The parts of the program that the failure depends on, nearest first. */
  get regions(): readonly Region[] {
    this.foundRegions ??= regionsOf(this)
    return this.foundRegions
  }

  /** The steps before the failure, latest first. */
  *before(): Generator<Step> {
    const steps = this.run.steps ?? NO_STEPS
    for (let i = steps.length - 1; i >= 0; i--) if (steps[i] !== this.step) yield steps[i]
  }

  /** Is it a class, function or object of the program's own that is called? */
  isOwn(func: ast.Expr): boolean {
    if (func.kind === 'Attribute') return func.value.kind === 'Name' && func.value.id === 'self'
    if (func.kind !== 'Name') return false
    for (const { node } of this.source.nodes()) {
      if ((node.kind === 'ClassDef' || node.kind === 'FunctionDef') && node.name === func.id) return true
      if (node.kind === 'Assign' && node.targets.some((target) => named(target) === func.id)) return true
    }
    return false
  }

  /** The first size of what the first layer got; 0 where none ran. */
  get batch(): number {
    return this.run.steps.find(({ kind }) => kind === 'layer')?.inputs[0]?.shape[0] ?? 0
  }

  /** What a tensor met elementwise or in a product, or was joined to, when the program failed. */
  partnerOf(tensor: Tensor): Partner | null {
    const { step } = this
    if (step === null || step.inputs.length < 2) return null
    const joined = /^(cat|concat|stack)/.test(step.name)
    const [a, b] = step.inputs
    if (/^(bmm|matmul|mm)$/.test(step.name)) {
      if (a === tensor) return { shape: b.shape, joined, multiplied: 'left' }
      return b === tensor ? { shape: a.shape, joined, multiplied: 'right' } : null
    }
    if (!joined && !ELEMENTWISE.test(step.name)) return null
    return a === tensor ? { shape: b.shape, joined } : b === tensor ? { shape: a.shape, joined } : null
  }

  /** What an expression gave, or stands for in a frame. */
  tensorAt(cell: number, node: Node, frame: Frame | null): Tensor | null {
    return this.outputAt(cell, node) ?? (frame === null ? null : tensorOf(valueIn(frame, node as ast.Expr)))
  }

  /** The tensors that the failing call was given by names. */
  get callTensors(): readonly Tensor[] {
    const { call } = this
    const frame = this.failure.places[0]?.frame
    if (call?.node.kind !== 'Call' || frame === undefined) return []
    return call.node.args.flatMap((arg) => tensorOf(valueIn(frame, arg)) ?? [])
  }

  private outputs: Map<Node, Tensor> | null = null
  /** What the call at a node gave last. */
  outputAt(cell: number, node: Node): Tensor | null {
    if (this.outputs === null) {
      this.outputs = new Map()
      for (const step of this.run.steps)
        for (const { site } of step.places) {
          const placed = this.source.nodeAt(site)
          if (placed !== null && step.outputs[0] !== undefined && !isConstruction(placed.node))
            this.outputs.set(placed.node, step.outputs[0])
        }
    }
    return this.source.cells[cell] === undefined ? null : (this.outputs.get(node) ?? null)
  }

  /** The names of all calls in the program. */
  get callNames(): Iterable<string> {
    this.callsNamed('')
    return this.calls!.keys()
  }

  private calls: Map<string, Placed<ast.Call>[]> | null = null
  /** All calls of a name in the program: `F.relu` and `x.relu` are of one. */
  callsNamed(name: string): readonly Placed<ast.Call>[] {
    if (this.calls === null) {
      this.calls = new Map()
      for (const { cell, node } of this.source.nodes()) {
        if (node.kind !== 'Call') continue
        const own =
          node.func.kind === 'Attribute' ? node.func.attr : node.func.kind === 'Name' ? node.func.id : ''
        this.calls.set(own, [...(this.calls.get(own) ?? []), { cell, node }])
      }
    }
    return this.calls.get(name) ?? []
  }

  /** Is it what a statement assigns to? */
  isTarget(cell: number, node: Node): boolean {
    const parent = this.source.parentOf(cell, node)
    if (parent === undefined) return false
    if (parent.kind === 'Assign') return (parent.targets as readonly Node[]).includes(node)
    if (parent.kind === 'For' || parent.kind === 'AugAssign') return parent.target === node
    return (parent.kind === 'Tuple' || parent.kind === 'List') && this.isTarget(cell, parent)
  }

  /** Is it what a call calls? */
  isCalled(cell: number, node: Node): boolean {
    const parent = this.source.parentOf(cell, node)
    return parent?.kind === 'Call' && parent.func === node
  }

  /** Is it something that has a value here: neither what is assigned to, nor what is called? */
  isValue(cell: number, node: Node): boolean {
    return !this.isTarget(cell, node) && !this.isCalled(cell, node)
  }

  /** The same, and the whole of it: no attribute of it is asked for. */
  isWhole(cell: number, node: Node): boolean {
    return this.isValue(cell, node) && this.source.parentOf(cell, node)?.kind !== 'Attribute'
  }

  /** Does a name get its only value below a node? */
  isGivenAfter(cell: number, node: Node, name: string): boolean {
    const givers = this.source.givers(cell, { ...(node as ast.Name), kind: 'Name', id: name })
    const statement = this.source.statementOf(cell, node)
    const scope = this.source.functionOf(cell, node)
    const own = givers.filter(
      (each) => each.cell === cell && this.source.functionOf(each.cell, each.node) === scope,
    )
    return (
      own.length > 0 && own.length === givers.length && own.every((each) => each.node.line >= statement.line)
    )
  }

  private foundDefinitions: Definitions | null = null
  /** What the program defines. */
  get definitions(): Definitions {
    this.foundDefinitions ??= new Definitions(this.source)
    return this.foundDefinitions
  }

  private foundMismatches: readonly Mismatch[] | null = null
  /** The sizes that meet at the failure and do not fit. */
  get mismatches(): readonly Mismatch[] {
    this.foundMismatches ??= mismatches(this)
    return this.foundMismatches
  }

  private foundUnread: Unread | null = null
  /** What the program gives a name and never reads. */
  get unread(): Unread {
    this.foundUnread ??= new Unread(this.source)
    return this.foundUnread
  }

  /** Names that imports give. */
  get imported(): ReadonlySet<string> {
    const names = new Set<string>()
    for (const { node } of this.source.nodes())
      if (node.kind === 'Import' || node.kind === 'ImportFrom')
        for (const { name, asname } of node.names) names.add(asname ?? name.split('.')[0])
    return names
  }

  private foundAttributes: ReadonlySet<string> | null = null
  /** Names that the program gives to attributes of `self`. */
  get attributes(): ReadonlySet<string> {
    if (this.foundAttributes === null) {
      const names = new Set<string>()
      for (const { node } of this.source.nodes())
        if (node.kind === 'Assign')
          for (const target of node.targets) if (target.kind === 'Attribute') names.add(target.attr)
      this.foundAttributes = names
    }
    return this.foundAttributes
  }
}

/** `Net(3)` gives no tensor, whatever it makes on its way. */
const isConstruction = (node: Node): boolean =>
  node.kind === 'Call' && /^[A-Z]/.test(named(node.func) ?? '') && !/Tensor$/.test(named(node.func) ?? '')
