/**
 * Einstein summation: operands are joined two at a time, each pair as one batched matrix product over the labels that nobody
 * needs any more.
 */
import { check, fail } from '../tensor/error.js'
import { numel } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { expand, permute } from './axes.js'
import { bmm } from './matmul.js'
import { sumDims } from './reduce.js'
import { diagonal } from './slice.js'
import { recorded } from './trace.js'
import { reshape } from './view.js'

/** A tensor with a label for each dim. Dims under an ellipsis are labelled from its right end: `.0` is the last. */
interface Labelled {
  readonly tensor: Tensor
  readonly labels: readonly string[]
}

/** The single subscripts, `...` as one. */
function subscripts(text: string): string[] {
  const found = text.replaceAll(' ', '').match(/\.\.\.|[A-Za-z]|./g) ?? []
  for (const each of found) {
    if (!/^(\.\.\.|[A-Za-z])$/.test(each)) {
      fail(
        'RuntimeError',
        each === '.'
          ? "einsum(): found '.' in equation that is not part of any ellipsis"
          : `einsum(): invalid subscript given at index ${text.indexOf(each)} in the equation string, subscripts must be in [a-zA-Z]`,
      )
    }
  }
  return found
}

/** Names the dims of an operand; a label that appears twice becomes the diagonal. */
function label(tensor: Tensor, text: string, index: number): Labelled {
  const found = subscripts(text)
  const at = found.indexOf('...')
  const named = found.length - (at < 0 ? 0 : 1)
  if (at < 0) {
    check(
      named === tensor.rank,
      () =>
        `einsum(): the number of subscripts in the equation (${named}) does not match the number of dimensions (${tensor.rank}) for operand ${index} and no ellipsis was given`,
    )
  } else {
    check(
      named <= tensor.rank,
      () =>
        `einsum(): the number of subscripts in the equation (${named}) is more than the number of dimensions (${tensor.rank}) for operand ${index}`,
    )
  }
  const hidden = tensor.rank - named
  const labels = found.flatMap((each) =>
    each === '...' ? Array.from({ length: hidden }, (_, i) => `.${hidden - 1 - i}`) : [each],
  )
  let result: Labelled = { tensor, labels }
  for (let second = 0; second < result.labels.length; second++) {
    const first = result.labels.indexOf(result.labels[second])
    if (first === second) continue
    const name = result.labels[second]
    const { shape } = result.tensor
    check(
      shape[first] === shape[second],
      () =>
        `einsum(): subscript ${name} is repeated for operand ${index} but the sizes don't match, ${shape[second]} != ${shape[first]}`,
    )
    const rest = result.labels.filter((each) => each !== name)
    result = { tensor: diagonal(result.tensor, 0, first, second), labels: [...rest, name] }
    second = -1
  }
  return result
}

/** The operand's dims in the given order. */
const arranged = ({ tensor, labels }: Labelled, order: readonly string[]): Tensor =>
  order.every((each, i) => labels[i] === each)
    ? tensor
    : permute(
        tensor,
        order.map((each) => labels.indexOf(each)),
      )

/** Sums the labels that `needed` does not know. */
function summed({ tensor, labels }: Labelled, needed: (name: string) => boolean): Labelled {
  const axes = labels.flatMap((each, i) => (needed(each) ? [] : [i]))
  if (axes.length === 0) return { tensor, labels }
  return { tensor: sumDims(tensor, axes), labels: labels.filter(needed) }
}

/** One product of two operands. The dims of the result stand in the order of `all`. */
function join(a: Labelled, b: Labelled, needed: (name: string) => boolean, all: readonly string[]): Labelled {
  const first = summed(a, (each) => needed(each) || b.labels.includes(each))
  const second = summed(b, (each) => needed(each) || a.labels.includes(each))
  const shared = first.labels.filter((each) => second.labels.includes(each))
  const size = new Map<string, number>()
  for (const { tensor, labels } of [first, second])
    labels.forEach((each, i) => {
      // A size of 1 stretches to any other, 0 too.
      if ((size.get(each) ?? 1) === 1) size.set(each, tensor.shape[i])
    })
  const ranked = (names: readonly string[]): string[] => all.filter((each) => names.includes(each))
  const batch = ranked(shared.filter(needed))
  const gone = ranked(shared.filter((each) => !needed(each)))
  const left = ranked(first.labels.filter((each) => !shared.includes(each)))
  const right = ranked(second.labels.filter((each) => !shared.includes(each)))
  const sizes = (names: readonly string[]): number[] => names.map((each) => size.get(each)!)
  const ready = (each: Labelled, order: readonly string[]): Tensor => {
    const tensor = arranged(each, order)
    return order.every((name, i) => tensor.shape[i] === size.get(name))
      ? tensor
      : expand(tensor, sizes(order))
  }
  const labels = [...batch, ...left, ...right]
  if (gone.length === 0) {
    const order = ranked(labels)
    const wide = (each: Labelled): Tensor =>
      reshape(
        arranged(each, ranked(each.labels)),
        order.map((name) => {
          const at = each.labels.indexOf(name)
          return at < 0 ? 1 : each.tensor.shape[at]
        }),
      )
    return { tensor: mul(wide(first), wide(second)), labels: order }
  }
  const x = ready(first, [...batch, ...left, ...gone])
  const y = ready(second, [...batch, ...gone, ...right])
  const [n, m, k, p] = [batch, left, gone, right].map((names) => numel(sizes(names)))
  const product = bmm(reshape(x, [n, m, k]), reshape(y, [n, k, p]))
  const joined = { tensor: reshape(product, sizes(labels)), labels }
  return { tensor: arranged(joined, ranked(labels)), labels: ranked(labels) }
}

/** Source: torch.einsum. RuntimeError in PyTorch's words for subscripts that don't fit the operands. */
export const einsum = (equation: string, operands: readonly Tensor[]): Tensor =>
  recorded('einsum', { operands }, () => contract(equation, operands))

function contract(equation: string, operands: readonly Tensor[]): Tensor {
  check(operands.length > 0, () => 'einsum(): must provide at least one operand')
  const [inputs, output] = equation.split('->')
  const texts = inputs.split(',')
  check(
    texts.length >= operands.length,
    () => 'einsum(): more operands were provided than specified in the equation',
  )
  check(
    texts.length <= operands.length,
    () => 'einsum(): fewer operands were provided than specified in the equation',
  )
  const labelled = operands.map((tensor, i) => label(tensor, texts[i], i))
  const seen = new Map<string, number>()
  labelled.forEach(({ tensor, labels }, operand) => {
    labels.forEach((each, i) => {
      const known = seen.get(each) ?? 1
      const size = tensor.shape[i]
      check(
        known === 1 || size === 1 || known === size,
        () =>
          `einsum(): subscript ${each} has size ${size} for operand ${operand} which does not broadcast with previously seen size ${known}`,
      )
      seen.set(each, known === 1 ? size : known)
    })
  })
  const order = outputLabels(output, inputs, [...seen.keys()])
  const all = [...order, ...[...seen.keys()].filter((each) => !order.includes(each))]
  let result = labelled[0]
  for (let i = 1; i < labelled.length; i++) {
    const later = new Set(labelled.slice(i + 1).flatMap(({ labels }) => labels))
    result = join(result, labelled[i], (each) => order.includes(each) || later.has(each), all)
  }
  const rest = summed(result, (each) => order.includes(each))
  return arranged(rest, order)
}

const depth = (name: string): number => Number(name.slice(1))

/** The labels of the result: as written, or those that appear once, in alphabetical order. */
function outputLabels(output: string | undefined, inputs: string, known: readonly string[]): string[] {
  const hidden = known.filter((each) => each.startsWith('.')).sort((a, b) => depth(b) - depth(a))
  if (output === undefined) {
    const letters = inputs.replace(/[^A-Za-z]/g, '')
    const once = known.filter((each) => !each.startsWith('.') && letters.split(each).length === 2)
    return [...hidden, ...once.sort()]
  }
  const order = subscripts(output).flatMap((each) => (each === '...' ? hidden : [each]))
  order.forEach((each, i) => {
    check(
      known.includes(each),
      () => `einsum(): output subscript ${each} does not appear in the equation for any input operand`,
    )
    check(
      order.indexOf(each) === i,
      () => `einsum(): output subscript ${each} appears more than once in the output`,
    )
  })
  return order
}
