/**
 * Two programs compared step by step: what pairs with what, which pairs are themselves different, which only follow from what came
 * before, where the shapes part, and what that does to the numbers that layers were built with (`fc1.in_features`).
 */
import { inputAttributes } from '../owners.js'
import type { Event, Recording, Sized } from '../recording.js'
import { Chains, type Link } from '../why.js'
import { align } from './align.js'
import { type Step, stepsIn, type Told } from './steps.js'

/** One of the two programs. */
export interface Side {
  readonly recording: Recording
  readonly toldOf: (event: Event) => Told
  /** It raised. */
  readonly ended: boolean
}

/**
 * `same`; `changed`: told something else, or another operation; `follows`: only its sizes are others, because its input's are;
 * `removed` and `added`: in the first, in the second only; `unreached`: in one only, the other having ended with an error before.
 */
export type Mark = 'same' | 'changed' | 'follows' | 'removed' | 'added' | 'unreached'

/** One thing that differs: `kernel_size` `(5, 5)` → `(3, 3)`; null where one has no such thing. */
export interface Change {
  readonly name: string
  readonly a: string | null
  readonly b: string | null
}

export interface Row {
  readonly mark: Mark
  readonly a: Step | null
  readonly b: Step | null
  readonly changes: readonly Change[]
}

/** One size on the way to the other's: the same link of both chains. */
export interface LinkPair {
  readonly a: Link
  readonly b: Link
  /** Numbers of the formula that are others, the sizes it was computed from left out: kernel, stride. */
  readonly changes: readonly Change[]
}

/** A number that a layer was built with, beside the size that it is given. */
export interface Effect {
  readonly row: Row
  /** `fc1.in_features` */
  readonly name: string
  readonly built: { readonly a: number; readonly b: number }
  readonly given: { readonly a: number; readonly b: number }
  /** From the layer back to where the sizes part. */
  readonly links: readonly LinkPair[]
}

export interface Difference {
  readonly rows: readonly Row[]
  /** The first row that both have and whose output's shape is another; -1 where there is none. */
  readonly parting: number
  /** The first row after it that gives the same shape though it is given others, all being the same up to the next change; or -1. */
  readonly meeting: number
  readonly effects: readonly Effect[]
  readonly same: boolean
}

// --- aligning -----------------------------------------------------------------------------------------------------

/** What a step left alone costs; another name or another class for the same half of that, other shapes next to nothing. */
const ALONE = 8
const OTHER = 8
const NEVER = 4 * ALONE

const alike = (a: readonly Sized[], b: readonly Sized[]): boolean =>
  a.length === b.length && a.every(({ shape }, i) => shape.join() === b[i].shape.join())

function costOf(a: Step, b: Step): number {
  const named = a.name === b.name
  const operation = a.operation === b.operation
  // A name that was written for a layer tells more than that of an operator.
  if (!operation && !(named && a.kind !== '' && b.kind !== '')) return NEVER
  const shapes = alike(a.event.outputs, b.event.outputs) ? 0 : 1
  const told = sameSettings(a, b) ? 0 : 1
  return (named ? 0 : OTHER) + (operation ? 0 : OTHER) + shapes + told
}

const sameSettings = (a: Step, b: Step): boolean => changesOf(a, b).length === 0

function changesOf(a: Step, b: Step): Change[] {
  const changes: Change[] = []
  // A layer prints what a function's call leaves out; another layer is told other things.
  if ((a.kind === '') !== (b.kind === '') || a.operation !== b.operation) return changes
  for (const name of new Set([...a.settings.keys(), ...b.settings.keys()])) {
    const [was, is] = [a.settings.get(name) ?? null, b.settings.get(name) ?? null]
    if (was !== is) changes.push({ name, a: was, b: is })
  }
  return changes
}

// --- marking ------------------------------------------------------------------------------------------------------

/** What a layer is built with so that it fits its input. */
const fits = ({ name }: Change, { a, b }: { a: Step; b: Step }): boolean => {
  if (!(name in inputAttributes)) return false
  const given = [a, b].map((step) => sizeGiven(step.event, name))
  return given[0] !== given[1]
}

function sizeGiven({ inputs, call }: Event, attribute: string): number | null {
  const shape = inputs[0]?.shape
  if (shape === undefined) return null
  const axis = inputAttributes[attribute](shape.length, call.type)
  return shape.at(axis) ?? null
}

function rowOf(a: Step | null, b: Step | null): Row {
  if (a === null || b === null) return { mark: a === null ? 'added' : 'removed', a, b, changes: [] }
  const told = changesOf(a, b)
  const changes = [
    ...(a.operation === b.operation ? [] : [{ name: '', a: a.kind || a.name, b: b.kind || b.name }]),
    ...told,
    ...(a.times === b.times ? [] : [{ name: 'times', a: String(a.times), b: String(b.times) }]),
  ]
  const inputs = alike(a.event.inputs, b.event.inputs)
  const outputs = alike(a.event.outputs, b.event.outputs) && a.event.failed === b.event.failed
  const types = dtypesOf(a) === dtypesOf(b)
  const own = changes.filter((change) => !fits(change, { a, b }))
  if (own.length > 0 || (inputs && !outputs)) return { mark: 'changed', a, b, changes }
  return { mark: inputs && outputs && types ? 'same' : 'follows', a, b, changes }
}

const dtypesOf = ({ event }: Step): string => event.outputs.map(({ dtype }) => dtype).join()

/** Both have it, and it gives other shapes. */
const parts = ({ a, b }: Row): boolean => a !== null && b !== null && !alike(a.event.outputs, b.event.outputs)

function meetingOf(rows: readonly Row[], parting: number): number {
  if (parting < 0) return -1
  return rows.findIndex(({ a, b }, i) => {
    if (i <= parting || a === null || b === null || a.event.failed || b.event.failed) return false
    if (alike(a.event.inputs, b.event.inputs) || !alike(a.event.outputs, b.event.outputs)) return false
    const next = rows.slice(i + 1).find(({ mark }) => mark !== 'same')
    return next === undefined || next.mark !== 'follows'
  })
}

/** The rows at the end that one has alone because the other ended before. */
function unreached(rows: readonly Row[], endedA: boolean, endedB: boolean): Row[] {
  const alone: Mark | null = endedA === endedB ? null : endedA ? 'added' : 'removed'
  const last = rows.findLastIndex(({ mark }) => mark !== alone)
  return rows.map((row, i) => (i > last ? { ...row, mark: 'unreached' } : row))
}

/** Compares two recorded programs. */
export function compare(first: Side, second: Side): Difference {
  const a = stepsIn(first.recording, first.toldOf)
  const b = stepsIn(second.recording, second.toldOf)
  const pairs = align(a.length, b.length, (i, j) => costOf(a[i], b[j]), ALONE)
  const rows = unreached(
    pairs.map(([i, j]) => rowOf(i === null ? null : a[i], j === null ? null : b[j])),
    first.ended,
    second.ended,
  )
  const parting = rows.findIndex(parts)
  const chains = [new Chains(), new Chains()] as const
  return {
    rows,
    parting,
    meeting: meetingOf(rows, parting),
    effects: rows.flatMap((row) => effectsOf(row, chains)),
    same: rows.every(({ mark }) => mark === 'same'),
  }
}

// --- effects ------------------------------------------------------------------------------------------------------

function effectsOf(row: Row, chains: readonly [Chains, Chains]): Effect[] {
  const { a, b } = row
  if (a === null || b === null) return []
  return Object.keys(inputAttributes).flatMap((attribute) => {
    const built = [a, b].map(({ settings }) => numberIn(settings.get(attribute)))
    const given = [a, b].map(({ event }) => sizeGiven(event, attribute))
    if (built.includes(null) || given.includes(null)) return []
    if (built[0] === built[1] && given[0] === given[1]) return []
    const dims = [a, b].map(({ event: { inputs, call } }) => ({
      of: inputs[0],
      axis: axisIn(inputs[0].shape.length, inputAttributes[attribute](inputs[0].shape.length, call.type)),
    }))
    const links: LinkPair[] = []
    pairLinks(chains[0].of(dims[0]), chains[1].of(dims[1]), links, new Set())
    return [
      {
        row,
        name: `${b.name}.${attribute}`,
        built: { a: built[0]!, b: built[1]! },
        given: { a: given[0]!, b: given[1]! },
        links,
      },
    ]
  })
}

const axisIn = (rank: number, axis: number): number => (axis < 0 ? rank + axis : axis)

/** `400`; of `(16, 5)` the last; null where it is no size. */
function numberIn(text: string | undefined): number | null {
  const found = text === undefined ? null : /(\d+),?\)?$/.exec(text)
  return found === null ? null : Number(found[1])
}

/** Walks both chains as long as they are built alike, into what differs. */
function pairLinks(a: Link, b: Link, found: LinkPair[], seen: Set<string>): void {
  const key = `${a.id}|${b.id}`
  if (a.size === b.size || seen.has(key)) return
  seen.add(key)
  const names = new Set([...Object.keys(a.given), ...Object.keys(b.given)])
  const changes = [...names].flatMap((name) =>
    a.given[name] === b.given[name] ? [] : [{ name, a: textOf(a.given[name]), b: textOf(b.given[name]) }],
  )
  found.push({ a, b, changes })
  if (a.from.length !== b.from.length) return
  a.from.forEach(({ link }, i) => {
    pairLinks(link, b.from[i].link, found, seen)
  })
}

const textOf = (value: number | undefined): string | null => (value === undefined ? null : String(value))
