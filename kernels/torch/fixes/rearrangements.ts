/** Rearrangements of a tensor: axes moved, added, merged, taken away; and how well each meets what the tensor met. */
import { numel, type Shape, sameShape } from '../../../src/tensor/shape.js'
import type { Partner } from './case.js'

/** Something done to an operand, as a method call after it, and how it reads. */
export interface Change {
  readonly suffix: string
  readonly what: string
  readonly cost: number
}

/** Rearrangements of a tensor of this shape that could be what was meant. */
export function* rearrangements(shape: Shape, wanted: number | null, batch = 0): Generator<Change> {
  const n = shape.length
  if (n === 4) {
    const last = shape[3] === wanted && shape[1] !== wanted
    yield { suffix: '.permute(0, 3, 1, 2)', what: 'channels last → channels first', cost: last ? 0.4 : 2.2 }
    yield {
      suffix: '.permute(0, 2, 3, 1)',
      what: 'channels first → channels last',
      cost: shape[1] === wanted ? 1.2 : 2.4,
    }
    yield { suffix: '.transpose(1, 2)', what: 'the middle axes change places', cost: 1.6 }
    const patches = 'rows and columns become one axis, the channels last'
    yield { suffix: '.flatten(2).transpose(1, 2)', what: patches, cost: shape[1] === wanted ? 1 : 1.7 }
    yield {
      suffix: '.flatten(1, 2)',
      what: 'the middle axes become one',
      cost: shape[3] === wanted ? 1 : 1.8,
    }
    yield { suffix: '.flatten(2)', what: 'the last two axes become one', cost: 1.8 }
  }
  if (n === 3) {
    const last = shape[2] === wanted && shape[0] !== wanted
    yield { suffix: '.permute(2, 0, 1)', what: 'channels last → channels first', cost: last ? 0.7 : 2.4 }
    yield {
      suffix: '.transpose(1, 2)',
      what: 'the last two axes change places',
      cost: shape[1] === wanted || shape[2] === wanted ? 0.8 : 1.7,
    }
    const second = shape[1] === batch && shape[0] !== batch
    yield { suffix: '.transpose(0, 1)', what: 'the first two axes change places', cost: second ? 0.9 : 2 }
  }
  if (n === 2) {
    yield { suffix: '.T', what: 'the two axes change places', cost: shape[0] === wanted ? 0.9 : 1.8 }
    yield { suffix: '.unsqueeze(-1)', what: 'a last axis of size 1', cost: wanted === 1 ? 0.9 : 2 }
  }
  if (n === 2 && shape[1] === wanted)
    yield { suffix: '[:, :, None, None]', what: 'two axes of size 1 at the end', cost: 0.9 }
  if (n <= 3) {
    yield { suffix: '.unsqueeze(0)', what: 'a batch axis in front', cost: 1 }
    yield {
      suffix: '.unsqueeze(1)',
      what: 'an axis of size 1 after the first',
      cost: wanted === 1 ? 0.8 : 1.2,
    }
  }
  if (n === 1) yield { suffix: '.unsqueeze(-1)', what: 'an axis of size 1 at the end', cost: 1.1 }
  if (n > 2) {
    const flat = wanted === numel(shape.slice(1))
    yield { suffix: '.flatten(1)', what: 'all axes but the batch become one', cost: flat ? 0.5 : 1.4 }
    for (let from = 2; from < n - 1; from++)
      if (numel(shape.slice(from)) === wanted)
        yield { suffix: `.flatten(${from})`, what: `the axes from ${from} on become one`, cost: 0.6 }
    yield { suffix: '.flatten(0, 1)', what: 'the first two axes become one', cost: 1.8 }
  }
  if (n > 1 && shape.includes(1)) yield { suffix: '.squeeze()', what: 'axes of size 1 go', cost: 1.8 }
  if (n > 1 && shape[n - 1] === 1)
    yield { suffix: '.squeeze(-1)', what: 'the last axis, of size 1, goes', cost: 1.1 }
  if (n > 1 && shape[1] === 1)
    yield { suffix: '.squeeze(1)', what: 'the axis of size 1 after the first goes', cost: 1.1 }
}

/** The shape after a rearrangement. */
export function after(shape: Shape, suffix: string): Shape | null {
  if (suffix.startsWith('[')) return indexed(shape, suffix.slice(1, -1))
  const [, name, args] = /^\.(\w+)(?:\((.*)\))?$/.exec(suffix) ?? []
  const n = shape.length
  const [a, b] = (args ?? '').split(',').map((each) => (Number(each) + n) % n)
  switch (name) {
    case 'permute':
      return args.split(',').map((axis) => shape[Number(axis)])
    case 'transpose':
      return shape.map((size, axis) => (axis === a ? shape[b] : axis === b ? shape[a] : size))
    case 'T':
      return [...shape].reverse()
    case 'unsqueeze': {
      const at = Number(args) < 0 ? n + 1 + Number(args) : Number(args)
      return [...shape.slice(0, at), 1, ...shape.slice(at)]
    }
    case 'squeeze':
      return args === ''
        ? shape.filter((size) => size !== 1)
        : shape.filter((size, axis) => axis !== a || size !== 1)
    case 'flatten': {
      const [from, to] = [a, args.includes(',') ? b : n - 1]
      return [...shape.slice(0, from), numel(shape.slice(from, to + 1)), ...shape.slice(to + 1)]
    }
    case 'float':
    case 'long':
    case 'softmax':
      return shape
    case 'sum':
    case 'mean':
    case 'amax':
    case 'argmax':
      return reduced(shape, args ?? '')
    default:
      return null
  }
}

/** The shape after a reduction over the axes that its arguments name; over all where they name none. */
function reduced(shape: Shape, args: string): Shape {
  const kept = /keepdim *= *True/.test(args)
  const named = args
    .replace(/keepdim *= *\w+/, '')
    .match(/-?\d+/g)
    ?.map(Number)
  const axes = new Set(named?.map((axis) => (axis + shape.length) % shape.length) ?? shape.keys())
  return kept
    ? shape.map((size, axis) => (axes.has(axis) ? 1 : size))
    : shape.filter((_, axis) => !axes.has(axis))
}

/** The shape of a part that whole axes, single places of others and axes of size 1 make up: `[:, 0, None]`. */
function indexed(shape: Shape, index: string): Shape | null {
  const left = [...shape]
  const taken: number[] = []
  for (const item of index.split(',').map((each) => each.trim())) {
    if (item === 'None') taken.push(1)
    else if (left.length === 0) return null
    else if (item === ':') taken.push(left.shift()!)
    else if (/^-?\d+$/.test(item)) left.shift()
    else return null
  }
  return [...taken, ...left]
}

/** What a rearrangement costs less for meeting its partner exactly, or more where it cannot meet it at all. */
export function fit(shape: Shape, suffix: string, partner: Partner | null): number {
  const result = partner === null ? null : after(shape, suffix)
  if (result === null || partner === null) return 0
  const wanted = partner.shape
  if (partner.multiplied !== undefined) return multiplies(result, wanted, partner.multiplied) ? -0.8 : 1
  if (partner.joined) {
    const differ = result.filter((size, axis) => size !== wanted[axis]).length
    return result.length === wanted.length && differ <= 1 ? -0.9 : 1
  }
  if (sameShape(result, wanted)) return -1
  const meets = result.every((size, i) => {
    const other = wanted[wanted.length - result.length + i]
    return other === undefined || other === size || other === 1 || size === 1
  })
  // What had as many axes as its partner was to meet it in all of them.
  if (meets && result.length < wanted.length && (shape.length >= wanted.length || result.length === 0))
    return 0.4
  // Every one with every one is more than anybody meant, but of two rows of numbers, or where an axis of size 1 says so.
  const pairs = (shape.length === 1 && wanted.length === 1) || wanted.includes(1) || shape.includes(1)
  if (meets && !pairs && numel(broadcast(result, wanted)) > Math.max(numel(shape), numel(wanted))) return 0.4
  return meets ? -0.7 : 1.5
}

/** The shape that two shapes give that meet elementwise. */
function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => Math.max(a.at(i - rank) ?? 1, b.at(i - rank) ?? 1))
}

/** Do two shapes meet in a matrix product, `shape` on that side? */
function multiplies(shape: Shape, other: Shape, side: 'left' | 'right'): boolean {
  const [a, b] = side === 'left' ? [shape, other] : [other, shape]
  if (a.length === 0 || b.length === 0) return false
  const inner = b.length === 1 ? b[0] : b[b.length - 2]
  if (a.at(-1) !== inner) return false
  for (let back = 3; back <= Math.min(a.length, b.length); back++)
    if (a.at(-back) !== b.at(-back) && a.at(-back) !== 1 && b.at(-back) !== 1) return false
  return true
}
