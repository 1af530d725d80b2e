/** Fixes of what stands in a row: layers of a Sequential, one of which was left out; lists of numbers with one too few or too many. */

import type * as ast from '../../../src/python/parse/ast.js'
import { nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { LAYERS } from './layers.js'
import { sortOf, valueIn } from './names.js'
import { expressionsIn } from './regions.js'
import { argumentOf, constantOf, type Edit, inserted, type Node, replaced, withEdits } from './source.js'
import { short } from './tensor-fixes.js'

/** Layers that change the form of what goes through them, and have no size of their own to fit. */
const FORMING =
  /^(Adaptive)?(Max|Avg)Pool\dd$|^(Reflection|Replication|Zero|Constant|Circular)Pad\dd$|^(Flatten|Unflatten|Upsample|PixelShuffle|Unfold)$/

/** A layer of a Sequential was left out: one that forms, as the program has elsewhere. */
export function* leftOutLayer(of: Case): Generator<Candidate> {
  const forms = new Set<string>()
  for (const name of of.callNames)
    if (FORMING.test(name))
      for (const { cell, node } of of.callsNamed(name))
        if (node.args.every((each) => constantOf(each) !== null || each.kind === 'Tuple'))
          forms.add(of.source.textOf(cell, node))
  forms.add('nn.Flatten()')
  const seen = new Set<Node>()
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const row = nameOf(node) === 'Sequential' ? node : rowAround(of, cell, node)
      if (row === null || seen.has(row)) continue
      seen.add(row)
      for (const [i, layer] of row.args.entries())
        for (const text of forms) {
          const known = [layer, row.args[i - 1]].some(
            (each) => each !== undefined && of.source.textOf(cell, each) === text,
          )
          if (known) continue
          yield {
            edits: [before(of, cell, layer, text)],
            what: `${text} before ${short(of.source.textOf(cell, layer))} in line ${layer.line}`,
            cost: 1.5 + distance * 0.2 + (layer === node ? -0.1 : 0),
          }
          if (i === row.args.length - 1)
            yield {
              edits: [inserted(cell, layer.endLine, layer.endCol, `, ${text}`)],
              what: `${text} at the end, in line ${layer.endLine}`,
              cost: 1.45 + distance * 0.2,
            }
        }
    }
}

/**
 * A layer between two sizes that do not meet was left out of a Sequential: one like its neighbours, from the one size to the other. What
 * stands there may be made by a function of the program's own: `conv(8, 16)`.
 */
export function* leftOutBridge(of: Case): Generator<Candidate> {
  const { step } = of
  const takes = step === null ? undefined : of.factsOf(step)?.takes
  const [input] = step?.inputs ?? []
  if (step === null || step.layer === null || takes === undefined || input === undefined) return
  const [got, wanted] = [input.shape[takes.axis(input.shape)], of.number(step, takes.parameter)]
  if (got === undefined || wanted === null || got === wanted) return
  const seen = new Set<string>()
  for (const { site } of of.run.makers.get(step.layer) ?? []) {
    const { cell, node } = of.source.nodeAt(site) ?? { cell: 0, node: null }
    const row = node?.kind === 'Call' ? of.source.parentOf(cell, node) : undefined
    if (node?.kind !== 'Call' || row?.kind !== 'Call' || nameOf(row) !== 'Sequential') continue
    const place = row.args.indexOf(node)
    for (const like of row.args) {
      const sizes = like.kind === 'Call' ? sizesOf(of, like) : null
      if (sizes === null) continue
      const text = withEdits(of.source.textOf(cell, like), [
        within(like, sizes[0], String(got)),
        within(like, sizes[1], String(wanted)),
      ])
      const [last, other] = [1, 2].map((back) => row.args[place - back])
      // Two pools in a row had a layer between them.
      const twice =
        last !== undefined &&
        other !== undefined &&
        of.source.textOf(cell, last) === of.source.textOf(cell, other)
      for (const at of [node, last]) {
        const key = `${text} ${at?.line} ${at?.col}`
        if (at === undefined || seen.has(key)) continue
        seen.add(key)
        yield {
          edits: [before(of, cell, at, text)],
          what: `${short(text)} before ${short(of.source.textOf(cell, at))} in line ${at.line}`,
          cost: (at === node) === twice ? 1.4 : 1.2,
        }
      }
    }
  }
}

/** What a call that makes a layer says of the size that goes in and of that which comes out. */
function sizesOf(of: Case, call: ast.Call): readonly [ast.Expr, ast.Expr] | null {
  const facts = LAYERS[nameOf(call)]
  const [taken, given] =
    facts?.takes !== undefined && facts.gives !== undefined
      ? [facts.takes.parameter, facts.gives].map((parameter) =>
          argumentOf(call, parameter, facts.parameters.indexOf(parameter)),
        )
      : facts === undefined && of.isOwn(call.func)
        ? call.args
        : []
  return taken == null || given == null ? null : [taken, given]
}

/** Two layers of a Sequential that stand in the wrong order. */
export function* otherRow(of: Case): Generator<Candidate> {
  const seen = new Set<Node>()
  for (const { cell, root, distance } of of.regions) {
    const row = of.source.parentOf(cell, root)
    if (root.kind !== 'Call' || row?.kind !== 'Call' || nameOf(row) !== 'Sequential' || seen.has(row))
      continue
    seen.add(row)
    for (const [i, second] of row.args.entries()) {
      const first = row.args[i - 1]
      if (first === undefined) continue
      const [a, b] = [first, second].map((each) => of.source.textOf(cell, each))
      if (a === b) continue
      yield {
        edits: [replaced(cell, first, b), replaced(cell, second, a)],
        what: `${short(b)} before ${short(a)} in line ${first.line}`,
        cost: (first === root || second === root ? 1.25 : 1.5) + distance * 0.2,
      }
    }
  }
}

/** A part of an expression replaced, as an edit of that expression's text. */
const within = (whole: ast.Expr, part: ast.Expr, replacement: string): Edit => {
  const from = (line: number, col: number): { readonly line: number; readonly col: number } => ({
    line: line - whole.line + 1,
    col: line === whole.line ? col - whole.col : col,
  })
  const [start, end] = [from(part.line, part.col), from(part.endLine, part.endCol)]
  return { cell: 0, ...start, endLine: end.line, endCol: end.col, replacement }
}

/** The Sequential that a layer is made in. */
function rowAround(of: Case, cell: number, node: ast.Call): ast.Call | null {
  const parent = of.source.parentOf(cell, node)
  if (parent?.kind !== 'Call' || nameOf(parent) !== 'Sequential' || LAYERS[nameOf(node)] === undefined)
    return null
  return parent
}

/** A layer put before another one, on a line of its own where that one has its own. */
function before(of: Case, cell: number, { line, col }: ast.Expr, text: string): Edit {
  const indent = of.source.lineOf(cell, line).slice(0, col)
  return inserted(cell, line, col, indent.trim() === '' ? `${text},\n${indent}` : `${text}, `)
}

/** A list of numbers that has one too few or too many. */
export function* otherCount(of: Case): Generator<Candidate> {
  const wrong = of.mismatches
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if ((node.kind !== 'List' && node.kind !== 'Tuple') || of.isTarget(cell, node)) continue
      const { elts } = node
      if (elts.length < 2 || !elts.every(({ kind }) => kind === 'Constant')) continue
      const told = wrong.find(({ was, wanted }) => was === elts.length && Math.abs(wanted - was) === 1)
      const cost = (told === undefined ? 1.8 : 1.05) + distance * 0.2
      const texts = elts.map((each) => of.source.textOf(cell, each))
      const written = (parts: readonly string[]): Edit[] => {
        const { line, col } = elts[0]
        const { endLine, endCol } = elts[elts.length - 1]
        return [replaced(cell, { line, col, endLine, endCol }, parts.join(', '))]
      }
      if (told === undefined || told.wanted > told.was)
        yield {
          edits: written([...texts, texts[texts.length - 1]]),
          what: `one entry more in line ${node.line}: ${elts.length + 1}`,
          cost,
        }
      if ((told === undefined || told.wanted < told.was) && elts.length > 2)
        for (const [i, text] of texts.entries())
          yield {
            edits: written(texts.filter((_, j) => j !== i)),
            what: `without ${text} in line ${node.line}`,
            cost: cost + (texts.length - 1 - i) * 0.03,
          }
    }
}

/** A list the other way round: the widths of a decoder are those of its encoder, reversed. */
export function* reversed(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions) {
    if (frame === null) continue
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Name' && node.kind !== 'Attribute') continue
      if (!of.isWhole(cell, node)) continue
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
