/** Fixes of parts taken of tensors, and of what is done to them in words: indices, patterns of einsum and einops. */

import type { Value } from '../../../src/python/object/object.js'
import { PyList, PyTuple } from '../../../src/python/object/values.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { type Shape, sameShape } from '../../../src/tensor/shape.js'
import { isMethod, nameOf } from './axis-fixes.js'
import type { Candidate, Case, Partner } from './case.js'
import type { Mismatch } from './mismatches.js'
import { numberIn, tensorOf, valueIn } from './names.js'
import { after, fit, rearrangements } from './rearrangements.js'
import { expressionsIn } from './regions.js'
import { constantOf, inserted, replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** Indices that take a part of a tensor or tuple, by the number of its axes. */
const PARTS: readonly (readonly [string, number, number])[] = [
  ['[:, -1]', 2, 0],
  ['[:, 0]', 2, 0.05],
  ['[-1]', 1, 0.1],
  ['[0]', 1, 0.1],
  ['[:, :-1]', 2, 0.2],
  ['[:, 1:]', 2, 0.25],
  ['[..., 0]', 2, 0.3],
  ['[:-1]', 1, 0.3],
  ['[1:]', 1, 0.3],
]

/** What a step of the data gives is rearranged, or a part of it is taken. */
export function* afterwards(of: Case): Generator<Candidate> {
  const wanted =
    of.step === null ? null : (of.number(of.step, of.factsOf(of.step)?.takes?.parameter ?? '') ?? null)
  const wrong = of.mismatches
  const rank = rankTold(of)
  const seen = new Set<ast.Expr>()
  for (const { cell, root, frame, distance, step } of of.regions) {
    if (distance > 1.8 || root.kind === 'FunctionDef') continue
    for (const node of expressionsIn(root)) {
      if (
        !['Name', 'Call', 'Attribute', 'Subscript', 'BinOp', 'Compare'].includes(node.kind) ||
        seen.has(node) ||
        !of.isValue(cell, node)
      )
        continue
      const tensor = of.outputAt(cell, node) ?? (frame === null ? null : tensorOf(valueIn(frame, node)))
      if (tensor === null) continue
      seen.add(node)
      const text = of.source.textOf(cell, node)
      const whole = node.kind === 'BinOp' || node.kind === 'Compare' ? `(${text})` : text
      for (const { suffix, what, cost } of rearrangements(tensor.shape, wanted, of.batch))
        yield {
          edits: [replaced(cell, node, whole + suffix)],
          what: `${short(text)}: ${what}`,
          cost:
            cost +
            0.4 +
            distance * 0.25 +
            fit(tensor.shape, suffix, of.partnerOf(tensor)) -
            (rank !== null && after(tensor.shape, suffix)?.length === rank && tensor.shape.length !== rank
              ? 0.8
              : 0) -
            (isExplained(tensor.shape, after(tensor.shape, suffix), wrong) ? 0.6 : 0),
        }
      for (const [suffix, more] of rowsOf(of, cell, node, tensor.shape, wrong))
        yield {
          edits: [replaced(cell, node, whole + suffix)],
          what: `of ${short(text)} the rows ${suffix}`,
          cost: 1.3 + more + distance * 0.25,
        }
      for (const [suffix, more] of reductions(tensor.shape, wanted, of.partnerOf(tensor)))
        yield {
          edits: [replaced(cell, node, whole + suffix)],
          what: `${short(text)}${suffix}: one value for all of an axis`,
          cost: 1.9 + more + distance * 0.25,
        }
      for (const [suffix, least, more] of PARTS)
        if (
          tensor.shape.length >= least + (suffix.endsWith(':-1]') || suffix.endsWith('1:]') ? 0 : 1) ||
          (least === 1 && tensor.shape.length > 1)
        )
          yield {
            edits: [replaced(cell, node, whole + suffix)],
            what: `of ${short(text)} the part ${suffix}`,
            cost:
              (/LSTM|GRU|RNN/.test(of.producerOf(tensor)?.name ?? '')
                ? 1.3
                : step !== null && /LSTM|GRU|RNN/.test(step.name)
                  ? 1.5
                  : isLeft(tensor.shape, DROPPED[suffix], wanted, of.partnerOf(tensor))
                    ? 1.5
                    : isOneLess(tensor.shape[least - 1], suffix, wrong)
                      ? 1.3
                      : 2.1) +
              more +
              distance * 0.25,
          }
    }
  }
}

/** The number of axes that the message asks for. */
function rankTold(of: Case): number | null {
  const [, rank] =
    /values to unpack \(expected (\d+)|must be an? (\d)-?D|[Ee]xpected (\d)D|number of subscripts in the equation \((\d+)\)/
      .exec(of.message)
      ?.filter((each) => each !== undefined) ?? []
  return rank === undefined ? null : Number(rank)
}

/** The axes that a part leaves out. */
const DROPPED: Readonly<Record<string, readonly number[]>> = {
  '[:, -1]': [1],
  '[:, 0]': [1],
  '[-1]': [0],
  '[0]': [0],
}

/** Is a shape without some of its axes what it meets, or does it end in what is wanted? */
function isLeft(
  shape: Shape,
  axes: readonly number[] | undefined,
  wanted: number | null,
  partner: Partner | null,
): boolean {
  if (axes === undefined) return false
  const kept = shape.filter((_, axis) => !axes.includes(axis))
  if (partner !== null) return sameShape(kept, partner.shape)
  return wanted !== null && kept.at(-1) === wanted
}

/** Means and maxima over axes: the positions of a sequence, the places of a map. */
function* reductions(
  shape: Shape,
  wanted: number | null,
  partner: Partner | null,
): Generator<readonly [string, number]> {
  const n = shape.length
  const meets = (axes: readonly number[]): number => (isLeft(shape, axes, wanted, partner) ? -0.4 : 0)
  // One value per row where the partner has one size in its place.
  if (partner !== null && !partner.joined && partner.multiplied === undefined && partner.shape.length === n)
    for (const [axis, size] of shape.entries())
      if (size > 1 && partner.shape[axis] !== size && axis > 0) yield [`.sum(${axis}, keepdim=True)`, -0.3]
  if (n === 4) yield ['.mean((2, 3))', meets([2, 3])]
  if (n < 3) return
  yield ['.mean(1)', 0.1 + meets([1])]
  yield [`.mean(-1)`, 0.15 + meets([n - 1])]
  yield [`.sum(-1)`, 0.15 + meets([n - 1])]
  yield [`.amax(-1)`, 0.2 + meets([n - 1])]
  yield ['.amax(1)', 0.25 + meets([1])]
}

/** `x.shape`, `x.size()` and lists of sizes where one number is meant. */
export function* oneSize(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      const parent = of.source.parentOf(cell, node)
      if (parent?.kind === 'Subscript' || parent?.kind === 'Attribute') continue
      if (
        parent?.kind === 'Call' &&
        frame !== null &&
        /tuple|list/.test(of.message) &&
        isSizes(valueIn(frame, node))
      )
        for (const [order, index] of [0, -1, 1].entries())
          yield {
            edits: [inserted(cell, node.endLine, node.endCol, `[${index}]`)],
            what: `${short(of.source.textOf(cell, node))}[${index}], one size, in line ${node.line}`,
            cost: 1.15 + order * 0.1 + distance * 0.2,
          }
      const shape = node.kind === 'Attribute' && node.attr === 'shape'
      const size = node.kind === 'Call' && node.args.length === 0 && nameOf(node) === 'size' && isMethod(node)
      if (!shape && !size) continue
      const text = of.source.textOf(cell, node)
      for (const [order, axis] of [0, 1, -1, 2, 3].entries()) {
        const written = shape ? `${text}[${axis}]` : `${text.slice(0, -1)}${axis})`
        yield {
          edits: [replaced(cell, node, written)],
          what: `${short(written)}, one size, in line ${node.line}`,
          cost: 1.1 + order * 0.1 + distance * 0.2,
        }
      }
    }
}

const isSizes = (value: Value | undefined): boolean =>
  (value instanceof PyTuple || value instanceof PyList) &&
  value.items.every((each) => typeof each === 'number')

/** Rows of a tensor that has too many: those that others were taken of, or the first so many. */
function* rowsOf(
  of: Case,
  cell: number,
  node: ast.Expr,
  [rows]: Shape,
  wrong: readonly Mismatch[],
): Generator<readonly [string, number]> {
  const wanted = wrong.filter((each) => each.was === rows && each.wanted < rows).map((each) => each.wanted)
  if (wanted.length === 0) return
  const scope = of.source.functionOf(cell, node)
  const indices = new Set<string>()
  for (const { cell: place, node: each } of of.source.nodes())
    if (
      each.kind === 'Subscript' &&
      each.slice.kind === 'Name' &&
      of.source.functionOf(place, each) === scope
    )
      indices.add(each.slice.id)
  const here = of.source.textOf(cell, of.source.statementOf(cell, node))
  for (const index of indices) yield [`[${index}]`, here.includes(`[${index}]`) ? -0.5 : 0]
  for (const size of new Set(wanted)) yield [`[:${size}]`, 0.3]
}

/** Does a change put one size of a mismatch where the other was, as turning axes does? */
function isExplained(before: Shape, after: Shape | null, wrong: readonly Mismatch[]): boolean {
  if (after === null || after.length !== before.length) return false
  const changed = before.flatMap((size, axis) => (size === after[axis] ? [] : [[size, after[axis]] as const]))
  return (
    changed.length === 2 &&
    wrong.some(({ was, wanted }) => changed.some(([size, other]) => size === was && other === wanted))
  )
}

/** Is the axis that a part shortens by one, or a multiple of it, one too long? */
const isOneLess = (size: number | undefined, suffix: string, wrong: readonly Mismatch[]): boolean =>
  size !== undefined &&
  size > 2 &&
  /:-1|1:/.test(suffix) &&
  wrong.some(({ was, wanted }) => was * (size - 1) === wanted * size)

/** A bound of a slice, one more or one less: `i + 24` is `i + 25`, `n` is `n + 1`. */
function nudged(text: string, by: 1 | -1): string {
  const [, before, digits] = /^(|.*[+] *)(\d+)$/.exec(text) ?? []
  if (digits !== undefined) return before + (Number(digits) + by)
  return `${text} ${by > 0 ? '+' : '-'} 1`
}

/** How long a slice is: 23 of `i + 1 : i + 24`. */
function rangeLength({ lower, upper }: ast.Slice): number | null {
  const [from, to] = [lower, upper].map((bound) =>
    bound?.kind === 'BinOp' && bound.op === 'Add'
      ? constantOf(bound.right)
      : bound === null
        ? 0
        : constantOf(bound),
  )
  return from === null || to === null ? null : to - from
}

/** Another part of a tensor: other indices, fewer of them, none. */
export function* otherIndices(of: Case): Generator<Candidate> {
  const wrong = of.mismatches
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Subscript') continue
      if (frame !== null && numberIn(frame, node.value) !== null && !/not subscriptable/.test(of.message))
        continue
      const text = of.source.textOf(cell, node.value)
      const target = of.isTarget(cell, node)
      if (!target)
        yield {
          edits: [replaced(cell, node, text)],
          what: `all of ${short(text)}`,
          cost: 1.6 + distance * 0.25,
        }
      const items = node.slice.kind === 'Tuple' ? node.slice.elts : [node.slice]
      const texts = items.map((each) => of.source.textOf(cell, each))
      const offered: (readonly [string, number])[] = []
      for (const [i, item] of items.entries()) {
        const with_ = (replacement: string): string =>
          texts.map((each, j) => (i === j ? replacement : each)).join(', ')
        const was = constantOf(item)
        if (was !== null) {
          for (const index of [0, 1, -1, -2, 2])
            if (index !== was) offered.push([with_(String(index)), Math.abs(index - was) * 0.03])
          offered.push([with_(':'), 0.15])
        }
        if (item.kind === 'Name' && !target)
          for (const by of [' - 1', ' + 1']) offered.push([with_(`${texts[i]}${by}`), 0.1])
        if (item.kind === 'BinOp' && !target) offered.push([with_(of.source.textOf(cell, item.left)), 0.1])
        if (item.kind === 'Slice') {
          const [lower, upper] = [item.lower, item.upper].map((each) =>
            each === null ? null : of.source.textOf(cell, each),
          )
          if (lower !== null || upper !== null) offered.push([with_(':'), 0.15])
          for (const [bound, place] of [
            [item.lower, 0],
            [item.upper, 1],
          ] as const)
            for (const by of bound === null ? [] : ([1, -1] as const)) {
              const bounds = [lower ?? '', upper ?? '']
              bounds[place] = nudged(bounds[place], by)
              const length = place === 1 ? rangeLength(item) : null
              const longer =
                length !== null && wrong.some(({ was, wanted }) => was * (length + by) === wanted * length)
              offered.push([
                with_(bounds.join(':') + (item.step === null ? '' : `:${of.source.textOf(cell, item.step)}`)),
                longer ? -0.3 : 0.2,
              ])
            }
          if (upper !== null && lower === null) offered.push([with_(`${upper}:`), 0.1])
          if (lower !== null && upper === null) offered.push([with_(`:${lower}`), 0.1])
          if (lower === null && upper === null) {
            offered.push([with_('0'), 0.2], [with_('-1'), 0.2])
            offered.push([with_(':-1'), 0.25], [with_('1:'), 0.25])
          }
        }
        if (items.length > 1) offered.push([texts.filter((_, j) => j !== i).join(', '), 0.1])
      }
      if (items.length < 3) {
        offered.push([`:, ${texts.join(', ')}`, 0])
        if (texts[0] !== ':') offered.push([`${texts.join(', ')}, :`, 0.4])
        if (items.length === 2) offered.push([`${texts[0]}, :, ${texts[1]}`, 0.05])
        if (items.length === 2) offered.push([`${texts[1]}, ${texts[0]}`, 0.1])
        offered.push([`0, ${texts.join(', ')}`, 0.3])
      }
      for (const [inner, more] of offered)
        yield {
          edits: [replaced(cell, node.slice, inner)],
          what: `${short(text)}[${inner}] in line ${node.line}`,
          cost: 1.4 + more + distance * 0.2,
        }
    }
}

/** Patterns of einsum and einops: two letters change places. */
export function* otherPatterns(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Constant' || node.value.type !== 'str' || !node.value.value.includes('->')) continue
      const text = of.source.textOf(cell, node)
      const arrow = text.indexOf('->')
      const spaced = / /.test(text.slice(0, arrow).trim())
      const word = spaced ? /[A-Za-z]\w*/g : /[A-Za-z]/g
      if (spaced) yield* groupsMoved(cell, node, text, distance)
      const tokens = [...text.matchAll(word)]
      for (let i = 0; i < tokens.length; i++) {
        const at = tokens[i]
        for (let j = i + 1; j < tokens.length; j++) {
          const other = tokens[j]
          if (at[0] === other[0] || at.index < arrow !== other.index < arrow) continue
          const swapped =
            text.slice(0, at.index) +
            other[0] +
            text.slice(at.index + at[0].length, other.index) +
            at[0] +
            text.slice(other.index + other[0].length)
          yield {
            edits: [replaced(cell, node, swapped)],
            what: `${at[0]} and ${other[0]} change places in the pattern`,
            cost: (at.index > arrow ? 1 : 1.1) + distance * 0.2,
          }
        }
        for (const letter of new Set(tokens.map(([each]) => each)))
          if (letter !== at[0])
            yield {
              edits: [
                replaced(cell, node, text.slice(0, at.index) + letter + text.slice(at.index + at[0].length)),
              ],
              what: `${letter} instead of ${at[0]} in the pattern`,
              cost: 1.25 + distance * 0.2,
            }
      }
    }
}

/** An axis or a group of axes of a pattern stands elsewhere: `b c (h p) (w q)` for `b (h p) (w q) c`. */
function* groupsMoved(cell: number, node: ast.Expr, text: string, distance: number): Generator<Candidate> {
  const [left, right] = text.slice(1, -1).split('->')
  for (const [side, part] of [left, right].entries()) {
    const axes = part?.match(/\([^)]*\)|\S+/g) ?? []
    if (axes.length > 6) continue
    for (const from of axes.keys())
      for (const to of axes.keys()) {
        // Neighbours change places in one way.
        if (from === to || to === from - 1) continue
        const moved = axes.filter((_, i) => i !== from)
        moved.splice(to, 0, axes[from])
        const written = side === 0 ? `${moved.join(' ')} ->${right}` : `${left}-> ${moved.join(' ')}`
        yield {
          edits: [replaced(cell, node, `${text[0]}${written}${text.at(-1)}`)],
          what: `${axes[from]} at place ${to + 1} in the pattern`,
          cost: 1.15 + side * 0.1 + distance * 0.2,
        }
      }
  }
}
