/**
 * The trail: a recording as rows, one for each call that changed a shape.
 *
 * Rows are a tree, as the modules are nested. Neighbours that repeat are counted instead of repeated, and levels are folded away,
 * deepest first, until what is left fits; `full` folds nothing.
 */
import { columnsOf, padded } from '../base/text.js'
import { sameShape } from '../tensor/shape.js'
import { thousands } from './count.js'
import type { Origin } from './dims.js'
import { originsOf, shapeText } from './dims.js'
import { axesText, axisName, fullText } from './origin-text.js'
import { changesShape, type Event, MOST_EVENTS, type Recording, type Sized } from './recording.js'
import { periodAt, spanned, withoutIndex } from './repeats.js'

/** One row; what is drawn from it is worked out once, whoever asks. */
export class TrailRow {
  private known: (Origin | null)[] | null = null
  private lines: string[] | null = null
  private changed: string | null = null
  /** The rows below it, folded or not. */
  readonly below: number
  /** Equal for rows that are alike, and hardly ever for others. */
  readonly hash: number
  /** The calls that this stands for, one of those with the same numbers. */
  private variants: readonly Event[]

  constructor(
    readonly event: Event,
    readonly name: string,
    readonly children: readonly TrailRow[],
    /** How many times in a row this happened. */
    readonly times = 1,
  ) {
    this.variants = [event]
    let below = 0
    let hash = hashOf(event) * 31 + times
    for (const child of children) {
      below += 1 + child.below
      hash = (hash * 31 + child.hash) | 0
    }
    this.below = below
    this.hash = hash | 0
  }

  /** This row for all of `rows`, itself among them, which are alike. */
  repeated(rows: readonly TrailRow[], name: string): TrailRow {
    const row = this.standingFor(rows, name, this.times * rows.length)
    row.known = this.known
    row.changed = this.changed
    return row
  }

  private standingFor(rows: readonly TrailRow[], name: string, times: number): TrailRow {
    const children = this.children.map((child, i) =>
      child.standingFor(
        rows.map((row) => row.children[i]),
        child.name,
        child.times,
      ),
    )
    const row = new TrailRow(this.event, name, children, times)
    row.variants = this.variants
    for (const { variants } of rows)
      for (const each of variants)
        if (row.variants.length <= MOST_VARIANTS && !row.variants.some((other) => sameNumbers(each, other)))
          row.variants = [...row.variants, each]
    return row
  }

  /** `(1, 1, 32, 32) → (1, 6, 30, 30)` */
  get change(): string {
    return (this.changed ??= changeText(this.event, () => this.origins))
  }

  /** Do both say the same, but for the index of a block? */
  alike(other: TrailRow): boolean {
    if (this.hash !== other.hash || this.times !== other.times) return false
    const { event, children } = this
    return (
      event.call.type === other.event.call.type &&
      (this.name === other.name || withoutIndex(this.name) === withoutIndex(other.name)) &&
      sameSizes(event, other.event) &&
      children.length === other.children.length &&
      children.every((child, i) => child.alike(other.children[i]))
    )
  }

  /** The reasons of the first output's dims. */
  get origins(): readonly (Origin | null)[] {
    const [output] = this.event.outputs
    return (this.known ??= output === undefined ? [] : originsOf(output))
  }

  /** The dims decided by arithmetic; those with the same formula and numbers share a line: `H, W = …`. */
  get formulas(): readonly string[] {
    return (this.lines ??= this.drawFormulas())
  }

  /** Calls that are alike in their sizes may have come to them by other numbers: a kernel of 3 and one of 5, windows one after the other. */
  private drawFormulas(): string[] {
    const told = this.variants.slice(0, MOST_VARIANTS)
    const drawn = new Set(
      told.flatMap((each) =>
        formulasOf(each, () => (each === this.event ? this.origins : originsOf(each.outputs[0]))),
      ),
    )
    return this.variants.length > MOST_VARIANTS ? [...drawn, '…'] : [...drawn]
  }
}

/** Other numbers of calls that are told as one. */
const MOST_VARIANTS = 3

/** Did the same numbers decide the sizes? */
function sameNumbers({ outputs: [a] }: Event, { outputs: [b] }: Event): boolean {
  const [one, other] = [a?.derivation?.dims, b?.derivation?.dims]
  if (one === undefined || other === undefined || one === other) return true
  return one.every(({ reason }, axis) => {
    const twin = other[axis]?.reason
    if (reason.kind !== 'formula' || twin?.kind !== 'formula') return reason.kind === twin?.kind
    return Object.entries(reason.values).every(([name, value]) => twin.values[name] === value)
  })
}

function formulasOf({ outputs, failed }: Event, origins: () => readonly (Origin | null)[]): string[] {
  if (failed || outputs.length === 0) return []
  const rows = new Map<string, string[]>()
  origins().forEach((origin, axis) => {
    const text = origin === null ? null : fullText(origin)
    if (text === null) return
    const line = `${text} = ${outputs[0].shape[axis]}`
    const names = rows.get(line)
    if (names === undefined) rows.set(line, [axisName(origin, axis)])
    else names.push(axisName(origin, axis))
  })
  return [...rows].map(([line, names]) => `${axesText(names)} = ${line}`)
}

/** Were both given, and did both give, tensors of the same sizes? */
const sameSizes = (a: Event, b: Event): boolean =>
  a.failed === b.failed && sameShapes(a.inputs, b.inputs) && sameShapes(a.outputs, b.outputs)

const sameShapes = (a: readonly Sized[], b: readonly Sized[]): boolean =>
  a.length === b.length && a.every(({ shape }, i) => sameShape(shape, b[i].shape))

function hashOf({ call, inputs, outputs }: Event): number {
  let hash = call.type.length
  for (const { shape } of inputs) for (const size of shape) hash = (hash * 31 + size) | 0
  for (const { shape } of outputs) for (const size of shape) hash = (hash * 37 + size) | 0
  return hash
}

export type TrailMode = 'short' | 'full'

/** Rows shown of a cell, unless all are asked for. */
export const MOST_ROWS = 12
/** Fewer rows than this are worth no folding. */
const FEWEST_ROWS = 4

// --- rows ---------------------------------------------------------------------------------------------------------

/** The calls that changed a shape, and the modules around them. */
export function trailRows({ events }: Recording): readonly TrailRow[] {
  const rowsBetween = (start: number, end: number, around: string): readonly TrailRow[] => {
    const rows: TrailRow[] = []
    for (let at = start; at < end; at = events[at].end) {
      const event = events[at]
      const children = event.end > at + 1 ? rowsBetween(at + 1, event.end, event.call.name) : []
      if (children.length === 0 && !(event.failed || changesShape(event))) continue
      rows.push(new TrailRow(event, nameBelow(event.call.name, around), children))
    }
    return withRepeats(rows)
  }
  return rowsBetween(0, events.length, '')
}

/** `linear1` under `encoder.layers[0]`, whose name it need not repeat. */
export const nameBelow = (name: string, around: string): string =>
  around !== '' && name.startsWith(`${around}.`) ? name.slice(around.length + 1) : name

/** Sizes in and out. */
const changeText = (event: Event, origins: () => readonly (Origin | null)[]): string =>
  `${givenText(shownInputs(event, origins)) || '()'} → ${resultText(event)}`

/** `(2, 3), (4, 3)`; of many `7 × (4, 1, 100)`, or the first and how many. */
export function givenText(inputs: readonly Sized[]): string {
  const texts = inputs.map(({ shape }) => shapeText(shape))
  if (texts.length <= MOST_INPUTS) return texts.join(', ')
  return texts.every((text) => text === texts[0])
    ? `${texts.length} × ${texts[0]}`
    : `${texts.slice(0, 2).join(', ')}, … (${texts.length} tensors)`
}

const resultText = ({ outputs, failed }: Event): string => {
  if (failed) return 'raised'
  if (outputs.length <= 3) return outputs.map(({ shape }) => shapeText(shape)).join(', ')
  const [first] = outputs
  const alike = outputs.every(({ shape }) => shapeText(shape) === shapeText(first.shape))
  return alike
    ? `${outputs.length} × ${shapeText(first.shape)}`
    : `${shapeText(first.shape)}, … (${outputs.length} tensors)`
}

const PARAMETERS = /^(weight|bias|running_mean|running_var|in_proj_|out_proj_)/

/** Several where several decide: what is joined, multiplied or broadcast; else the first. Parameters are the call's own. */
export function shownInputs(
  { call, inputs, outputs, failed }: Event,
  origins: () => readonly (Origin | null)[],
): readonly Sized[] {
  if (inputs.length <= 1) return inputs
  const given = inputs.filter(({ name }) => !PARAMETERS.test(name))
  if (given.length <= 1) return given.length === 0 ? inputs.slice(0, 1) : given
  // A loss is about both.
  if (outputs[0]?.shape.length === 0) return given.slice(0, 2)
  if (call.kind === 'module') return given.slice(0, 1)
  if (failed || outputs.length !== 1 || JOINS.test(call.type)) return given
  const used = new Set<unknown>()
  for (const origin of origins())
    for (const each of sourcesOf(origin)) used.add(each.of.derivation ?? each.of.shape)
  const [first, ...rest] = given
  return [first, ...rest.filter(({ derivation, shape }) => used.has(derivation ?? shape))]
}

/** Operators that put all they are given together. */
const JOINS =
  /^(cat|stack|hstack|vstack|dstack|column_stack|einsum|meshgrid|block_diag|pad_sequence|pack_sequence)/
/** More are counted. */
export const MOST_INPUTS = 4

/** The dims a dim is made of. */
export function sourcesOf(origin: Origin | null) {
  switch (origin?.kind) {
    case 'kept':
    case 'broadcast':
    case 'reduced':
    case 'parameter':
    case 'split':
      return [origin.from]
    case 'formula':
      return Object.values(origin.from)
    case 'merged':
    case 'sum':
    case 'inferred':
      return origin.of
    default:
      return []
  }
}

/** Neighbours, or neighbouring groups, that are alike become one with a count. */
function withRepeats(rows: readonly TrailRow[]): readonly TrailRow[] {
  if (rows.length < 2) return rows
  const result: TrailRow[] = []
  for (let at = 0; at < rows.length; ) {
    const period = periodAt(rows, at)
    if (period === null) {
      result.push(rows[at++])
      continue
    }
    const { length, times } = period
    for (let i = 0; i < length; i++) {
      const alike = Array.from({ length: times }, (_, turn) => rows[at + i + turn * length])
      const [first] = alike
      result.push(first.repeated(alike, spanned(first.name, alike[times - 1].name)))
    }
    at += length * times
  }
  // Groups of groups: an epoch of steps, several times.
  return result.length < rows.length ? withRepeats(result) : rows
}

// --- folding ------------------------------------------------------------------------------------------------------

export interface ShownRow {
  readonly row: TrailRow
  readonly depth: number
  /** Rows below it that are folded away. */
  readonly folded: number
}

function toDepth(rows: readonly TrailRow[], most: number): ShownRow[] {
  const shown: ShownRow[] = []
  const visit = (list: readonly TrailRow[], depth: number): void => {
    for (const row of list) {
      if (depth < most) {
        shown.push({ row, depth, folded: 0 })
        visit(row.children, depth + 1)
      } else if (row.event.failed && row.children.length > 0) wayDown(row, depth)
      else shown.push({ row, depth, folded: row.below })
    }
  }
  // What is folded away opens where it failed: one row for each module on the way, and in the innermost what came last.
  const wayDown = (row: TrailRow, depth: number): void => {
    const failed = row.children.filter(({ event }) => event.failed)
    const inner = failed.find(({ children }) => children.length > 0)
    const open = inner !== undefined ? [inner] : failed.length > 0 ? row.children.slice(-MOST_BEFORE) : []
    const told = open.reduce((sum, each) => sum + 1 + each.below, 0)
    shown.push({ row, depth, folded: row.below - told })
    for (const each of open)
      if (each === inner) wayDown(each, depth + 1)
      else shown.push({ row: each, depth: depth + 1, folded: each.below })
  }
  visit(rows, 0)
  return shown
}

/** Rows shown of the module in which something failed. */
const MOST_BEFORE = 4

/** How many rows stand at each depth. */
function countDepths(rows: readonly TrailRow[], counts: number[] = [], depth = 0): number[] {
  counts[depth] = (counts[depth] ?? 0) + rows.length
  for (const { children } of rows) if (children.length > 0) countDepths(children, counts, depth + 1)
  return counts
}

/** The rows to show, and how many more there are. */
export function shownRows(rows: readonly TrailRow[], mode: TrailMode): { shown: ShownRow[]; more: number } {
  const counts = countDepths(rows)
  if (mode === 'full') return { shown: toDepth(rows, counts.length), more: 0 }
  let most = -1
  let total = 0
  while (most + 1 < counts.length && total + counts[most + 1] <= MOST_ROWS) total += counts[++most]
  // Folding that leaves next to nothing explains less than a list that is cut.
  const cut = most < 0 || (total < FEWEST_ROWS && most + 1 < counts.length)
  if (!cut) return { shown: toDepth(rows, most), more: 0 }
  const all = toDepth(rows, most + 1)
  return { shown: all.slice(0, MOST_ROWS), more: all.length - MOST_ROWS }
}

// --- text ---------------------------------------------------------------------------------------------------------

/** Sentences below the rows. */
export function trailNotes({ dropped }: Recording, more: number): string[] {
  const notes: string[] = []
  if (more > 0) notes.push(`… ${more} more row${more === 1 ? '' : 's'}; %trail full shows all`)
  if (dropped > 0)
    notes.push(`recording stopped after ${thousands(MOST_EVENTS)} calls; ${thousands(dropped)} more ran`)
  return notes
}

/** The rows as lines: name, class, sizes in and out; under each the formulas that decided. */
export function trailText(
  recording: Recording,
  mode: TrailMode,
  rows = trailRows(recording),
  { shown, more } = shownRows(rows, mode),
): string | null {
  if (rows.length === 0) return recording.dropped > 0 ? trailNotes(recording, 0).join('\n') : null
  const names = shown.map(({ row, depth }) => '  '.repeat(depth) + row.name)
  const nameWidth = Math.max(...names.map(columnsOf))
  const kinds = shown.map(({ row }) => (row.event.call.kind === 'module' ? row.event.call.type : ''))
  const kindWidth = Math.max(...kinds.map(columnsOf))
  const lines = shown.flatMap(({ row, folded }, i) => {
    const kind = kindWidth > 0 ? `${padded(kinds[i], kindWidth)}  ` : ''
    const times = row.times > 1 ? `  × ${row.times}` : ''
    const inside = folded > 0 ? `  … ${folded} inside` : ''
    const formulas = folded > 0 || row.children.length > 0 ? [] : row.formulas
    const indent = ' '.repeat(nameWidth + 2)
    return [
      `${padded(names[i], nameWidth)}  ${kind}${row.change}${times}${inside}`,
      ...formulas.map((formula) => indent + formula),
    ]
  })
  return [...lines, ...trailNotes(recording, more)].join('\n')
}
