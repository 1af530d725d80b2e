/**
 * A recorded run: what one cell, or one dry run of a model, called, in order.
 *
 * Events stand in the order in which they began; what an event called stands right after it, up to `end`. An event holds sizes,
 * names and derivations, never a tensor: keeping a recording keeps no data alive. Trail, summary, `%why` and proved fixes all read
 * from here.
 */
import type { Call, CallSite, Derivation } from '../tensor/derivation.js'
import { type Shape, sameShape } from '../tensor/shape.js'

/** A tensor as it was: its sizes and why they are so. */
export interface Sized {
  /** The parameter it was given for, its place in a result, or how the user wrote it. */
  readonly name: string
  readonly shape: Shape
  readonly dtype: string
  readonly derivation: Derivation | null
  /** Number of its memory, by which one that is written to in place is known again; absent where nobody looked. */
  readonly storage?: number
}

export interface Event {
  readonly call: Call
  /** Layers of the user's around it. */
  readonly depth: number
  /** Its inside is its own business: a layer of the library, an operator. */
  readonly opaque: boolean
  inputs: readonly Sized[]
  outputs: readonly Sized[]
  /** Index of the first event after it and all it called. */
  end: number
  /** It raised. */
  failed: boolean
}

/** The operator or library function that raised, and what it was given. */
export interface Failure {
  /** Where in `events` the innermost event is that failed; -1: nowhere. */
  readonly event: number
  readonly op: string
  readonly inputs: readonly Sized[]
  /** Where it stands, if no event tells. */
  readonly site?: CallSite
}

export interface Recording {
  /** `<In[3]>`, or a file's name. */
  readonly file: string
  readonly events: Event[]
  failure: Failure | null
  /** Calls after the limit, which were not recorded. */
  dropped: number
}

/** Events kept of one cell. */
export const MOST_EVENTS = 10_000

export const newRecording = (file: string): Recording => ({ file, events: [], failure: null, dropped: 0 })

/** Did the call change a shape? Its first input against its first output; several of either count as a change. */
export function changesShape({ inputs, outputs }: Event): boolean {
  if (inputs.length === 0 || outputs.length === 0) return false
  return !outputs.every(({ shape }) => sameShape(shape, inputs[0].shape))
}
