/** Fixes of parts taken of tensors, and of what is done to them in words: indices, patterns of einsum and einops. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Shape } from '../../../src/tensor/shape.js'
import type { Candidate, Case } from './case.js'
import { numberIn, sortOf, tensorOf, valueIn } from './names.js'
import { type Mismatch, mismatches } from './number-fixes.js'
import { expressionsIn } from './regions.js'
import { constantOf, replaced } from './source.js'
import { after, fit, rearrangements, short } from './tensor-fixes.js'

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
  const wrong = mismatches(of)
  const seen = new Set<ast.Expr>()
  for (const { cell, root, frame, distance, step } of of.regions) {
    if (distance > 1.8 || root.kind === 'FunctionDef') continue
    for (const node of expressionsIn(root)) {
      if (
        !['Name', 'Call', 'Attribute', 'Subscript', 'BinOp', 'Compare'].includes(node.kind) ||
        seen.has(node) ||
        of.isTarget(cell, node)
      )
        continue
      const parent = of.source.parentOf(cell, node)
      if (parent?.kind === 'Call' && parent.func === node) continue
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
            (isExplained(tensor.shape, after(tensor.shape, suffix), wrong) ? 0.6 : 0),
        }
      for (const [suffix, more] of rowsOf(of, cell, node, tensor.shape, wrong))
        yield {
          edits: [replaced(cell, node, whole + suffix)],
          what: `of ${short(text)} the rows ${suffix}`,
          cost: 1.3 + more + distance * 0.25,
        }
      for (const [suffix, rank, more] of PARTS)
        if (tensor.shape.length >= rank + 1 || (rank === 1 && tensor.shape.length > 1))
          yield {
            edits: [replaced(cell, node, whole + suffix)],
            what: `of ${short(text)} the part ${suffix}`,
            cost:
              (step !== null && /LSTM|GRU|RNN/.test(step.name)
                ? 1.5
                : isOneLess(tensor.shape[rank - 1], suffix, wrong)
                  ? 1.3
                  : 2.1) +
              more +
              distance * 0.25,
          }
    }
  }
}

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

/** A list the other way round: the widths of a decoder are those of its encoder, reversed. */
export function* reversed(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions) {
    if (frame === null) continue
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Name' && node.kind !== 'Attribute') continue
      const parent = of.source.parentOf(cell, node)
      if (
        of.isTarget(cell, node) ||
        parent?.kind === 'Attribute' ||
        (parent?.kind === 'Call' && parent.func === node)
      )
        continue
      if (!/^(list|tuple)$/.test(sortOf(valueIn(frame, node)))) continue
      const text = of.source.textOf(cell, node)
      yield {
        edits: [replaced(cell, node, `${text}[::-1]`)],
        what: `${text} the other way round in line ${node.line}`,
        cost: 1.5 + distance * 0.2,
      }
    }
  }
}

/** Another part of a tensor: other indices, fewer of them, none. */
export function* otherIndices(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Subscript' || (frame !== null && numberIn(frame, node.value) !== null)) continue
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
