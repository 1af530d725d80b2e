/**
 * Parameters and multiply-adds as arithmetic: `6·1·3·3 + 6 = 60`.
 *
 * A multiply-add is one product added to a sum in a convolution or a matrix product; element-wise arithmetic, pooling and
 * normalisation are not counted. What could not be counted makes a count partial or unknown, never zero.
 */
import type { Call, Derivation } from '../tensor/derivation.js'
import { numel, type Shape } from '../tensor/shape.js'
import type { Holder } from './dims.js'
import { ownerOf } from './owners.js'

export type Certainty = 'exact' | 'partial' | 'unknown'

export interface Count {
  readonly total: number
  /** How the total comes about, without it: `6·1·3·3 + 6`; '' where there is nothing. */
  readonly text: string
  readonly certainty: Certainty
}

export const NOTHING: Count = { total: 0, text: '', certainty: 'exact' }

const productOf = (shape: Shape): string => (shape.length === 0 ? '1' : shape.join('·'))

/** Terms shown before the rest is left out. */
const MOST_TERMS = 6

const summed = (terms: readonly string[]): string =>
  terms.length > MOST_TERMS ? `${terms.slice(0, MOST_TERMS).join(' + ')} + …` : terms.join(' + ')

/** The parameters of a layer, each by its shape. */
export const countParameters = (shapes: readonly Shape[]): Count => ({
  total: shapes.reduce((sum, shape) => sum + numel(shape), 0),
  text: summed(shapes.map(productOf)),
  certainty: 'exact',
})

/** Operators with products of their own that nobody has counted. */
const UNCOUNTED =
  /^(linalg_|fft_|cdist|grid_sample|_?ctc_loss|histc|stft|istft|lstsq|svd|qr|cholesky|matrix_exp)/

const product = ({ output }: Derivation, inner: Shape): Count => ({
  total: numel(output) * numel(inner),
  text: `${productOf(output)} · ${productOf(inner)}`,
  certainty: 'exact',
})

/** Of an LSTM layer: the four gates of each unit read the features and the units of the step before. */
const perUnit = ({ output }: Derivation, features: Shape, units: Shape): Count => ({
  total: numel(output) * 4 * (numel(features) + numel(units)),
  text: `${productOf(output)} · 4·(${productOf(features)} + ${productOf(units)})`,
  certainty: 'exact',
})

/** The multiply-adds of one operator's run. */
export function countOf(derivation: Derivation): Count {
  const { op, operands, output } = derivation
  const named = (name: string): Shape => operands.find((each) => each.name === name)!.shape
  switch (op.split('.')[0]) {
    case '_convolution':
      return product(derivation, named('weight').slice(1))
    case '_conv_transpose': {
      const input = named('input')
      const inner = named('weight').slice(1)
      return {
        total: numel(input) * numel(inner),
        text: `${productOf(input)} · ${productOf(inner)}`,
        certainty: 'exact',
      }
    }
    case 'mm':
    case 'bmm':
    case 'mv':
      return product(derivation, operands[0].shape.slice(-1))
    case 'addmm':
    case 'addbmm':
      return product(derivation, named('mat1').slice(-1))
    case '_lstm_layer':
      return perUnit(derivation, named('weight_ih').slice(1), named('weight_hh').slice(1))
    case 'dot':
      return { total: numel(operands[0].shape), text: productOf(operands[0].shape), certainty: 'exact' }
    default:
      return UNCOUNTED.test(op) && output.length >= 0
        ? { total: 0, text: '?', certainty: 'unknown' }
        : NOTHING
  }
}

/** Several counts as one; equal terms are counted: `12 × (…)`. */
export function addCounts(counts: readonly Count[]): Count {
  const terms = new Map<string, number>()
  let total = 0
  let known = 0
  let unknown = 0
  for (const count of counts) {
    total += count.total
    if (count.certainty !== 'exact') unknown++
    if (count.certainty !== 'unknown' && count.total > 0) known++
    if (count.text !== '') terms.set(count.text, (terms.get(count.text) ?? 0) + 1)
  }
  const texts = [...terms].map(([text, times]) => (times === 1 ? text : `${times} × (${text})`))
  return {
    total,
    text: summed(texts),
    certainty: unknown === 0 ? 'exact' : known === 0 && total === 0 ? 'unknown' : 'partial',
  }
}

/** The primitives that `call` ran to make its outputs, earliest first. */
export function stepsOf(outputs: readonly Holder[], call: Call | null): Derivation[] {
  const found = new Set<Derivation>()
  const waiting: Derivation[] = []
  const see = (derivation: Derivation | null): void => {
    if (derivation === null || found.has(derivation) || derivation.call !== call) return
    found.add(derivation)
    waiting.push(derivation)
  }
  for (const { derivation } of outputs) see(derivation)
  // Where nobody recorded, nothing tells where a call begins: the last step stands for it.
  if (call === null) return [...found]
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    see(each.restated)
    for (const { derivation } of each.operands) see(derivation)
  }
  return [...found].sort((a, b) => a.serial - b.serial)
}

/** The multiply-adds of one call. */
export function callCount(outputs: readonly Holder[], call: Call | null): Count {
  // Outputs of one run of an operator are counted once.
  return addCounts(
    stepsOf(outputs, call)
      .filter(({ index }) => index === 0)
      .map(countOf),
  )
}

/** The parameters that a call's steps read, each once, with their names. */
export function parametersRead(
  outputs: readonly Holder[],
  call: Call | null,
): { name: string; shape: Shape }[] {
  const found = new Map<Derivation, { name: string; shape: Shape }>()
  for (const { operands } of stepsOf(outputs, call)) {
    for (const { derivation, shape } of operands) {
      const owner = ownerOf(derivation)
      if (derivation !== null && owner !== null) found.set(derivation, { name: owner.parameter, shape })
    }
  }
  return [...found.values()]
}

/** `48,600`. */
export const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** `6·1·3·3 + 6 = 60`. */
export const countText = ({ total, text, certainty }: Count): string => {
  if (certainty === 'unknown') return 'unknown'
  const sum = /[\u00b7+\u00d7]/.test(text) ? `${text} = ${thousands(total)}` : thousands(total)
  return certainty === 'partial' ? `${sum}, and what could not be counted` : sum
}
