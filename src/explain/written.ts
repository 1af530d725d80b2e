/**
 * Where a number comes from that the user's code gave to a call: the language knows how its names, attributes and arguments hang together,
 * and fills `numbers.writtenAt`; chains go on from there.
 */
import type { CallSite } from '../tensor/derivation.js'
import type { Dim } from './dims.js'

/** A number by the name of what it was read from, or with the arithmetic that made it. */
export interface WrittenNumber {
  readonly kind: 'number'
  readonly size: number
  /** `d_model`, `self.h`; '' for arithmetic. */
  readonly name: string
  /** `2·7 + 1`, or null. */
  readonly arithmetic: string | null
  readonly site: CallSite
  readonly of: readonly Written[]
}

export type Written = WrittenNumber | { readonly kind: 'dim'; readonly dim: Dim }

/** A number as a call got it. */
export interface Given {
  readonly site: CallSite
  /** The call's parameter (`out_features`, `end`), or '' for one of the sizes of what it made. */
  readonly parameter: string
  readonly axis: number
  readonly size: number
  /** The number of the derivation that needed it: what was read later is no source. */
  readonly before: number
}

export const numbers: { writtenAt: (given: Given) => Written | null } = { writtenAt: () => null }
