/** Fixes of the axes that calls before the failure name: another one, two that change places, another order. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case } from './case.js'
import { expressionsIn, type Region } from './regions.js'
import { constantOf, replaced } from './source.js'
import { rootOf } from './tensor-fixes.js'

/** Functions and methods with the places of their axes among the arguments, the tensor not counted. */
const AXES: Readonly<Record<string, readonly number[]>> = {
  cat: [0],
  concat: [0],
  stack: [0],
  softmax: [0],
  log_softmax: [0],
  sum: [0],
  mean: [0],
  max: [0],
  min: [0],
  argmax: [0],
  argmin: [0],
  norm: [1],
  std: [0],
  var: [0],
  prod: [0],
  cumsum: [0],
  all: [0],
  any: [0],
  squeeze: [0],
  unsqueeze: [0],
  transpose: [0, 1],
  swapaxes: [0, 1],
  flatten: [0, 1],
  unflatten: [0],
  chunk: [1],
  split: [1],
  unbind: [0],
  select: [0],
  narrow: [0],
  gather: [0],
  index_select: [0],
  size: [0],
  permute: [],
  normalize: [1],
  cosine_similarity: [],
  repeat_interleave: [1],
  topk: [1],
  sort: [0],
  flip: [0],
  roll: [1],
  Flatten: [0, 1],
  Softmax: [0],
  LogSoftmax: [0],
  Unflatten: [0],
}
const AXIS_KEYWORDS: ReadonlySet<string> = new Set([
  'dim',
  'axis',
  'start_dim',
  'end_dim',
  'dim0',
  'dim1',
  'dims',
])

export const nameOf = ({ func }: ast.Call): string =>
  func.kind === 'Attribute' ? func.attr : func.kind === 'Name' ? func.id : ''

/** Is the tensor the receiver, not the first argument? */
export const isMethod = ({ func }: ast.Call): boolean =>
  func.kind === 'Attribute' && !/^(torch|F|nn|np|math|einops)$/.test(rootOf(func))

/** The expressions of a call that are axes. */
function axesOf(node: ast.Call): ast.Expr[] {
  const name = nameOf(node)
  const places = AXES[name]
  const keywords = node.keywords
    .filter(({ arg }) => arg !== null && AXIS_KEYWORDS.has(arg))
    .map(({ value }) => value)
  if (places === undefined) return keywords
  const shift = isMethod(node) || /^[A-Z]/.test(name) ? 0 : 1
  const values = places.flatMap((place) => node.args[place + shift] ?? [])
  return [...values, ...keywords]
}

/** The number of axes that the tensors of a region's call had. */
const rankOf = ({ step }: Region): number =>
  Math.max(1, ...(step?.inputs ?? []).map(({ shape }) => shape.length), step?.outputs[0]?.shape.length ?? 0)

/** Another axis in a call, and other orders of a permutation. */
export function* otherAxes(of: Case): Generator<Candidate> {
  const beyond = of.numbers(/Dimension out of range .* but got (-?\d+)/)?.[0]
  for (const region of of.regions) {
    const { cell, root, distance } = region
    const rank = Math.min(5, rankOf(region) || 4)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const name = nameOf(node)
      for (const value of axesOf(node)) {
        const parts = value.kind === 'Tuple' || value.kind === 'List' ? value.elts : [value]
        for (const part of parts) {
          const was = constantOf(part)
          if (was === null) continue
          const taken = new Set(parts.map(constantOf))
          for (let dim = -2; dim < Math.max(rank, 3); dim++) {
            if (dim === was || (parts.length > 1 && taken.has(dim))) continue
            yield {
              edits: [replaced(cell, part, String(dim))],
              what: `${name} along axis ${dim}`,
              cost:
                (parts.length > 1 ? 1.45 : 1.25) +
                Math.abs(dim - was) * 0.05 +
                (dim < 0 !== was < 0 ? 0.1 : 0) -
                (was === beyond ? 0.4 : 0) +
                distance * 0.2 +
                (name === 'size' ? 0.2 : 0),
            }
          }
        }
        if (parts.length === 2)
          for (const [a, b] of pairs(rank))
            if (`${a}` !== of.source.textOf(cell, parts[0]) && `${b}` !== of.source.textOf(cell, parts[1]))
              yield {
                edits: [replaced(cell, parts[0], String(a)), replaced(cell, parts[1], String(b))],
                what: `${name} over axes ${a} and ${b}`,
                cost: (b === a + 1 ? 1.3 : 1.5) + distance * 0.2,
              }
      }
      if (name === 'permute') yield* orders(region, node, rankOf(region))
      if (name === 'transpose' || name === 'swapaxes') {
        const args = node.args.slice(isMethod(node) ? 0 : 1)
        if (args.length === 2)
          for (const [a, b] of [...pairs(rank), [-2, -1], [-1, -2]] as const)
            yield {
              edits: [replaced(cell, args[0], String(a)), replaced(cell, args[1], String(b))],
              what: `axes ${a} and ${b} change places`,
              cost: 1.3 + distance * 0.2,
            }
      }
    }
  }
}

function* pairs(rank: number): Generator<readonly [number, number]> {
  for (let a = 0; a < rank; a++) for (let b = a + 1; b < rank; b++) yield [a, b]
}

/** An order that names too few axes or too many: the one that is not named, at each place; each of them left out. */
function* completed(
  cell: number,
  items: readonly ast.Expr[],
  order: readonly (number | null)[],
  rank: number,
  distance: number,
): Generator<Candidate> {
  if (items.length < 2 || Math.abs(items.length - rank) !== 1) return
  const texts = order.map(String)
  const places = [...items.keys(), items.length]
  const lacking = places.filter((axis) => axis < rank && !order.includes(axis))
  const offered =
    items.length > rank
      ? items.map((_, out) => texts.filter((_, i) => i !== out))
      : lacking.flatMap((axis) =>
          places.map((at) => [...texts.slice(0, at), String(axis), ...texts.slice(at)]),
        )
  const place = {
    ...items[0],
    endLine: items[items.length - 1].endLine,
    endCol: items[items.length - 1].endCol,
  }
  for (const wanted of offered)
    yield {
      edits: [replaced(cell, place, wanted.join(', '))],
      what: `the axes in the order ${wanted.join(', ')}`,
      // A batch stays where it is.
      cost: 0.8 + (wanted[0] === '0' ? 0 : 0.2) + distance * 0.2,
    }
}

/** Other orders of a permutation: two axes change places, or the axes turn. */
function* orders({ cell, distance }: Region, node: ast.Call, rank: number): Generator<Candidate> {
  const args = node.args.slice(isMethod(node) ? 0 : 1)
  const items =
    args.length === 1 && (args[0].kind === 'Tuple' || args[0].kind === 'List') ? args[0].elts : args
  const order = items.map(constantOf)
  yield* completed(cell, items, order, rank, distance)
  if (items.length < 3 || items.length > 5 || order.some((each) => each === null)) return
  const offered: (readonly [readonly number[], number])[] = []
  const dims = order as number[]
  for (let i = 0; i < dims.length; i++)
    for (let j = i + 1; j < dims.length; j++) {
      const swapped = [...dims]
      ;[swapped[i], swapped[j]] = [dims[j], dims[i]]
      offered.push([swapped, 0])
    }
  if (dims.length === 4)
    offered.push([[0, 3, 1, 2], 0], [[0, 2, 3, 1], 0.05], [[0, 2, 1, 3], 0], [[0, 3, 2, 1], 0.2])
  if (dims.length === 3) offered.push([[0, 2, 1], 0], [[1, 0, 2], 0.05], [[2, 0, 1], 0.05], [[1, 2, 0], 0.1])
  for (const [wanted, more] of offered) {
    if (wanted.every((each, i) => each === dims[i])) continue
    yield {
      edits: wanted.flatMap((each, i) => (each === dims[i] ? [] : [replaced(cell, items[i], String(each))])),
      what: `the axes in the order ${wanted.join(', ')}`,
      cost: 1.3 + more + distance * 0.2,
    }
  }
}
