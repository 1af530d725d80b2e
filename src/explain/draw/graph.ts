/**
 * A recorded run as a graph: layers and operators with the tensors that go between them.
 *
 * Modules are opened to a depth; what repeats stands there once, with a count; what follows without changing a shape or
 * multiplying anything (a norm, a relu) stands in one node with what it follows. Edges follow derivations: a tensor made by a step
 * that is not shown belongs to the last shown step behind it.
 */
import type { Derivation } from '../../tensor/derivation.js'
import { sameShape } from '../../tensor/shape.js'
import { callCount } from '../count.js'
import { shapeText } from '../dims.js'
import { ownerOf } from '../owners.js'
import type { Event, Recording, Sized } from '../recording.js'
import { periodAt, type Repeatable, spanned, withoutIndex } from '../repeats.js'
import { treeText } from '../summary.js'
import { nameBelow } from '../trail.js'

/** A module that is opened, or a stretch that repeats. */
export interface GraphGroup {
  readonly name: string
  readonly type: string
  readonly times: number
  /** The repeats stand side by side, not one after the other. */
  readonly parallel: boolean
  readonly parent: GraphGroup | null
}

export interface GraphNode {
  readonly kind: 'input' | 'step' | 'output'
  /** What runs here, in order: `conv1`, `bn1`, `relu`. */
  readonly names: string[]
  /** `Conv2d 3×3`; '' of an operator. */
  readonly type: string
  readonly shape: string
  readonly group: GraphGroup | null
  readonly times: number
  readonly failed: boolean
  /** Places of the nodes that it reads, each once, all before its own. */
  readonly inputs: number[]
}

export interface Graph {
  readonly title: string
  readonly nodes: readonly GraphNode[]
  /** Nodes after these that are not drawn. */
  readonly more: number
  /** What the run raised. */
  readonly error: string | null
}

/** Nodes of a graph that is opened as far as it goes, unless a depth is asked for. */
const MOST_NODES = 40
/** Nodes of any graph: a larger one shows nothing. */
const LIMIT = 400

// --- the tree of calls --------------------------------------------------------------------------------------------

/** A call with all those inside it, shown or not: only what is the same inside repeats. */
class Part implements Repeatable {
  readonly hash: number

  constructor(
    readonly event: Event,
    /** Below the module around it. */
    readonly name: string,
    readonly children: readonly Part[],
  ) {
    const { call, inputs, outputs } = event
    let hash = call.type.length
    for (const { shape } of [...inputs, ...outputs]) for (const size of shape) hash = (hash * 31 + size) | 0
    for (const child of children) hash = (hash * 33 + child.hash) | 0
    this.hash = hash
  }

  alike(other: Part): boolean {
    const shapes = ({ event: { inputs, outputs } }: Part): string =>
      [...inputs, ...outputs].map(({ shape }) => shapeText(shape)).join()
    return (
      this.event.call.type === other.event.call.type &&
      withoutIndex(this.name) === withoutIndex(other.name) &&
      this.event.failed === other.event.failed &&
      shapes(this) === shapes(other) &&
      this.children.length === other.children.length &&
      this.children.every((child, i) => child.alike(other.children[i]))
    )
  }
}

/** `conv1` of `self.conv1`, or of `net.conv1` inside `net`. */
const shortName = (name: string, around: string): string => nameBelow(name, around).replace(/^self\./, '')

function partsBetween(events: readonly Event[], start: number, end: number, around: string): Part[] {
  const parts: Part[] = []
  for (let at = start; at < end; at = events[at].end) {
    const event = events[at]
    const { name } = event.call
    parts.push(new Part(event, shortName(name, around), partsBetween(events, at + 1, event.end, name)))
  }
  return parts
}

// --- the graph ----------------------------------------------------------------------------------------------------

type Key = Derivation | Sized['shape']
const keyOf = ({ derivation, shape }: Pick<Sized, 'derivation' | 'shape'>): Key => derivation ?? shape

/** A node before light ones are joined to what they follow. */
interface Draft extends GraphNode {
  readonly light: boolean
}

class Builder {
  readonly nodes: Draft[] = []
  /** Which node made a tensor. */
  private readonly makers = new Map<Key, number>()
  /** What was made, in order. */
  private readonly log: { readonly key: Key; readonly storage: number | undefined }[] = []
  /** Which node wrote to a memory last. */
  private readonly writers = new Map<number, number>()
  private readonly oldest: number

  constructor(
    private readonly kernelOf: (event: Event) => string,
    { events }: Recording,
  ) {
    const serials = events.flatMap(({ outputs }) => outputs.map(({ derivation }) => derivation?.serial ?? 0))
    this.oldest = Math.min(Number.POSITIVE_INFINITY, ...serials.filter((serial) => serial > 0))
  }

  input(sized: Sized, name: string): void {
    this.made([sized], this.nodes.length)
    this.nodes.push({
      kind: 'input',
      names: [name],
      type: '',
      shape: shapeText(sized.shape),
      group: null,
      times: 1,
      failed: false,
      light: false,
      inputs: [],
    })
  }

  /** The nodes behind a tensor; none for parameters and for what was there before. */
  private behind(sized: Pick<Sized, 'derivation' | 'shape'>, found: Set<number>): void {
    const seen = new Set<Key>()
    const waiting = [sized]
    for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
      const key = keyOf(each)
      const maker = this.makers.get(key)
      if (maker !== undefined) {
        found.add(maker)
        continue
      }
      const { derivation } = each
      if (derivation === null || seen.has(key) || ownerOf(derivation) !== null) continue
      if (derivation.serial < this.oldest) continue
      seen.add(key)
      waiting.push(...derivation.operands)
    }
  }

  /**
   * The nodes that a call reads. What it wrote to in place is the same tensor before and after: it was made by whoever wrote to its
   * memory last.
   */
  private sourcesOf({ inputs, outputs }: Pick<Event, 'inputs' | 'outputs'>): number[] {
    const found = new Set<number>()
    for (const each of inputs) {
      const inPlace =
        each.derivation !== null && outputs.some(({ derivation }) => derivation === each.derivation)
      const last = inPlace && each.storage !== undefined ? this.writers.get(each.storage) : undefined
      if (last !== undefined) found.add(last)
      else this.behind(each, found)
    }
    return [...found].sort((a, b) => a - b)
  }

  private made(tensors: readonly Sized[], place: number): void {
    for (const each of tensors) {
      this.log.push({ key: keyOf(each), storage: each.storage })
      this.makers.set(keyOf(each), place)
      if (each.storage !== undefined) this.writers.set(each.storage, place)
    }
  }

  /** Adds what one level called, and `deep` levels below it; stretches that repeat are added once. */
  add(parts: readonly Part[], group: GraphGroup | null, deep: number): void {
    for (let at = 0; at < parts.length; ) {
      const { length, times } = periodAt(parts, at) ?? { length: 1, times: 1 }
      const first = parts.slice(at, at + length)
      const last = parts[at + (times - 1) * length + length - 1]
      const begin = this.nodes.length
      const parallel = times > 1 && !this.follows(first, parts.slice(at + length, at + 2 * length))
      if (length === 1) this.part(first[0], group, times, parallel, spanned(first[0].name, last.name), deep)
      else {
        const name = `${first[0].name} … ${last.name}`
        const stretch: GraphGroup = { name, type: '', times, parallel, parent: group }
        for (const part of first) this.part(part, stretch, 1, false, part.name, deep)
      }
      for (let copy = 1; copy < times; copy++)
        this.fold(parts.slice(at + copy * length, at + (copy + 1) * length), begin, deep)
      at += length * times
    }
  }

  /** Does the second group read what the first makes? */
  private follows(first: readonly Part[], second: readonly Part[]): boolean {
    const made = new Set(first.flatMap(({ event }) => event.outputs.map(keyOf)))
    return second.some(({ event }) => event.inputs.some((each) => made.has(keyOf(each))))
  }

  private part(
    part: Part,
    group: GraphGroup | null,
    times: number,
    parallel: boolean,
    name: string,
    deep: number,
  ): void {
    const { event, children } = part
    const { call, outputs, failed } = event
    if (children.length > 0 && deep > 0) {
      // A container that only strings others together says nothing that their names don't.
      if (times === 1 && call.type === 'Sequential') {
        this.add(children, group, deep - 1)
        return
      }
      const opened: GraphGroup = { name, type: call.type, times, parallel, parent: group }
      this.add(children, opened, deep - 1)
      return
    }
    const kernel = this.kernelOf(event)
    const place = this.nodes.length
    const sources = this.sourcesOf(event)
    this.nodes.push({
      kind: 'step',
      names: [name],
      type: call.kind === 'module' ? [call.type, kernel].filter(Boolean).join(' ') : '',
      shape: failed ? 'raised' : outputsText(outputs),
      group,
      times,
      failed,
      light: children.length === 0 && isLight(event, kernel),
      inputs: sources,
    })
    this.made(outputs, place)
  }

  /**
   * One more copy of the stretch that stands from node `begin` on. It is added, and its nodes are laid over the first copy's: what it
   * made was made there, what it read from outside is read there.
   */
  private fold(copy: readonly Part[], begin: number, deep: number): void {
    const end = this.nodes.length
    const known = this.log.length
    for (const part of copy) this.part(part, null, 1, false, part.name, deep)
    const over = (node: number): number => (node < end ? node : begin + node - end)
    for (const { key, storage } of this.log.splice(known)) {
      const maker = this.makers.get(key)
      if (maker !== undefined) this.makers.set(key, over(maker))
      const writer = storage === undefined ? undefined : this.writers.get(storage)
      if (storage !== undefined && writer !== undefined) this.writers.set(storage, over(writer))
    }
    for (const [i, { inputs }] of this.nodes.splice(end).entries()) {
      const own = this.nodes[begin + i].inputs
      for (const each of inputs.map(over)) if (each < begin && !own.includes(each)) own.push(each)
    }
  }

  output(tensors: readonly Sized[]): void {
    this.nodes.push({
      kind: 'output',
      names: ['output'],
      type: '',
      shape: treeText(tensors),
      group: null,
      times: 1,
      failed: false,
      light: false,
      inputs: this.sourcesOf({ inputs: tensors, outputs: [] }),
    })
  }
}

const outputsText = (outputs: readonly Sized[]): string =>
  outputs.length > 1 && outputs.every(({ shape }) => sameShape(shape, outputs[0].shape))
    ? `${outputs.length} × ${shapeText(outputs[0].shape)}`
    : treeText(outputs)

export interface GraphOptions {
  readonly title: string
  readonly kernelOf: (event: Event) => string
  /** How deep modules are opened; as far as fits if not given. */
  readonly depth: number | null
  readonly error: string | null
}

/** What is said under a graph. */
export const graphNotes = ({ more, error }: Graph): string[] => [
  ...(more === 0 ? [] : [`… and ${more} more steps; a smaller --depth draws fewer`]),
  ...(error === null ? [] : [error]),
]

/** The graph of one call of a module, which is the first event. */
export function graphOf(recording: Recording, options: GraphOptions): Graph {
  const { depth } = options
  if (depth !== null) return built(recording, options, depth)
  let best = built(recording, options, 1)
  const deepest = Math.max(0, ...recording.events.map((event) => event.depth)) + 1
  for (let deep = 2; deep <= deepest; deep++) {
    const deeper = built(recording, options, deep)
    if (deeper.nodes.length + deeper.more > MOST_NODES) break
    best = deeper
  }
  return best
}

function built(recording: Recording, { title, kernelOf, error }: GraphOptions, depth: number): Graph {
  const { events } = recording
  const [root] = events
  const builder = new Builder(kernelOf, recording)
  const { inputs } = root
  for (const [i, each] of inputs.entries())
    builder.input(each, inputs.length === 1 ? 'input' : `input ${each.name.replace(/^\[(\d+)\]/, '$1') || i}`)
  const inside = partsBetween(events, 1, root.end, root.call.name)
  if (depth > 0) builder.add(inside, null, depth - 1)
  else builder.add([new Part(root, root.call.name, inside)], null, 0)
  if (error === null) builder.output(root.outputs)
  const nodes = joined(builder.nodes)
  return { title, error, nodes: nodes.slice(0, LIMIT), more: Math.max(0, nodes.length - LIMIT) }
}

/** Does a call merely pass its tensor on, with other numbers in it? */
function isLight({ call, inputs, outputs, failed }: Event, kernel: string): boolean {
  if (failed || kernel !== '') return false
  if (inputs.length === 0 || outputs.length !== 1 || !sameShape(inputs[0].shape, outputs[0].shape))
    return false
  const work = callCount(outputs, call)
  return work.total === 0 && work.certainty === 'exact'
}

/** Nodes that only pass on what one other makes for them stand in its node. */
function joined(nodes: readonly Draft[]): GraphNode[] {
  const readers = nodes.map(() => 0)
  for (const { inputs } of nodes) for (const each of inputs) readers[each]++
  const kept: GraphNode[] = []
  const place: number[] = []
  for (const { light, ...node } of nodes) {
    const [source] = node.inputs
    const before = source === undefined ? undefined : kept[place[source]]
    if (
      light &&
      before !== undefined &&
      node.inputs.length === 1 &&
      readers[source] === 1 &&
      before.kind === 'step' &&
      before.group === node.group &&
      before.times === node.times &&
      before.shape === node.shape
    ) {
      before.names.push(...node.names)
      place.push(place[source])
    } else {
      place.push(kept.length)
      kept.push({ ...node, inputs: node.inputs.map((each) => place[each]) })
    }
  }
  return kept
}
