/**
 * Normalisation: groups of elements less their mean, over their standard deviation, then scaled and shifted.
 *
 * A dense input is seen as `groups` of `runs` contiguous runs of `length` elements: layer norm's and group norm's groups are one
 * run each, batch norm's channel has a run in every sample. Sums are taken in double precision.
 */
import type { NumberData } from '../tensor/dtype.js'
import { poll } from '../tensor/storage.js'

export interface Groups {
  readonly groups: number
  readonly runs: number
  readonly length: number
  /** From one run of a group to its next, and from one group to the next. */
  readonly runStep: number
  readonly groupStep: number
}

/** Which element of weight and bias belongs to element `i` of group `g`: they change every `per` elements and repeat. */
export interface Affine {
  readonly weight: NumberData | null
  readonly bias: NumberData | null
  readonly at: (group: number, i: number) => number
}

/** Mean and biased variance of every group. */
export function moments(
  input: NumberData,
  { groups, runs, length, runStep, groupStep }: Groups,
  mean: NumberData | Float64Array,
  variance: NumberData | Float64Array,
): void {
  const count = runs * length
  for (let g = 0; g < groups; g++) {
    let total = 0
    for (let r = 0; r < runs; r++) {
      const from = g * groupStep + r * runStep
      for (let i = from; i < from + length; i++) total += input[i]
    }
    const center = total / count
    let squares = 0
    for (let r = 0; r < runs; r++) {
      const from = g * groupStep + r * runStep
      for (let i = from; i < from + length; i++) {
        const off = input[i] - center
        squares += off * off
      }
    }
    mean[g] = center
    variance[g] = squares / count
    if ((g & 255) === 0) poll()
  }
}

/** `(x − mean) · scale`, then weight and bias. */
export function normalize(
  input: NumberData,
  { groups, runs, length, runStep, groupStep }: Groups,
  mean: ArrayLike<number> | null,
  scale: ArrayLike<number>,
  { weight, bias, at }: Affine,
  out: NumberData,
): void {
  const plain = weight === null && bias === null
  for (let g = 0; g < groups; g++) {
    const center = mean === null ? 0 : mean[g]
    const factor = scale[g]
    for (let r = 0; r < runs; r++) {
      const from = g * groupStep + r * runStep
      if (plain) {
        for (let i = 0; i < length; i++) out[from + i] = (input[from + i] - center) * factor
        continue
      }
      for (let i = 0; i < length; i++) {
        const k = at(g, i)
        let value = (input[from + i] - center) * factor
        if (weight !== null) value *= weight[k]
        if (bias !== null) value += bias[k]
        out[from + i] = value
      }
    }
    if ((g & 255) === 0) poll()
  }
}

/** The mean square of every group. */
export function meanSquares(
  input: NumberData,
  { groups, length, groupStep }: Groups,
  to: Float64Array,
): void {
  for (let g = 0; g < groups; g++) {
    const from = g * groupStep
    let total = 0
    for (let i = from; i < from + length; i++) total += input[i] * input[i]
    to[g] = total / length
  }
}
