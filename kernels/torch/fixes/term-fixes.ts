/** Fixes of arithmetic on sizes: a factor too many, one that is missing, a name in its place. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case } from './case.js'
import { localNames, namesOf, numberIn } from './names.js'
import { kinship, parameterOf } from './parameters.js'
import { expressionsIn } from './regions.js'
import { constantOf, replaced } from './source.js'

/** A size of 1 meets every other: it hides a mistake more often than it mends one. */
export const BROADCASTS = 0.5

/** A factor or a term too many: `hidden * 2` where `hidden` is meant. */
export function* simplerTerms(of: Case): Generator<Candidate> {
  const wrong = of.mismatches
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'BinOp' || constantOf(node) !== null) continue
      const c = numberIn(frame, node)
      if (c === null) continue
      for (const part of [node.left, node.right]) {
        const value = numberIn(frame, part)
        if (value === null || (part.kind === 'Constant' && node.op !== 'Add')) continue
        const explained = wrong.some(
          ({ was, wanted }) => (was === c && wanted === value) || was * value === wanted * c,
        )
        const bare = of.source.textOf(cell, part)
        const inside = of.source.parentOf(cell, node)?.kind === 'BinOp' && part.kind === 'BinOp'
        const text = inside ? `(${bare})` : bare
        yield {
          edits: [replaced(cell, node, text)],
          what: `${text} instead of ${of.source.textOf(cell, node)} in line ${node.line}`,
          cost: (explained ? 1.25 : 1.9) + distance * 0.2 + (value === 1 ? BROADCASTS : 0),
        }
      }
    }
}

/** A size of the function around it in place of arithmetic: `groups=hidden` for `groups=in_ch * 3`. */
export function* namedInstead(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions) {
    if (frame === null || distance > 2) continue
    const names = namesOf(frame)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'BinOp' || constantOf(node) !== null) continue
      const c = numberIn(frame, node)
      const parameter = parameterOf(of, cell, node)
      if (c === null || parameter === null) continue
      const used = new Set(siblingsOf(of, cell, node).map((each) => of.source.textOf(cell, each)))
      for (const name of localNames(frame)) {
        const value = names.get(name)
        if (typeof value !== 'number' || value === c || of.isGivenAfter(cell, node, name)) continue
        yield {
          edits: [replaced(cell, node, name)],
          what: `${name} instead of ${of.source.textOf(cell, node)} in line ${node.line}`,
          cost: 1.7 + distance * 0.2 - (used.has(name) ? 0.35 : 0) - 0.3 * kinship(parameter, name),
        }
      }
    }
  }
}

/** A size times another one of its function: `num_anchors * num_classes` for `num_classes`. */
export function* timesAnother(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions) {
    if (frame === null) continue
    const names = namesOf(frame)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Name' && node.kind !== 'Attribute') continue
      if (numberIn(frame, node) === null || !/^(out|in|num)_|_size$/.test(parameterOf(of, cell, node) ?? ''))
        continue
      const text = of.source.textOf(cell, node)
      for (const name of localNames(frame))
        if (name !== text && typeof names.get(name) === 'number' && !of.isGivenAfter(cell, node, name))
          yield {
            edits: [replaced(cell, node, `${name} * ${text}`)],
            what: `${name} * ${text} instead of ${text} in line ${node.line}`,
            cost: 1.7 + distance * 0.2,
          }
    }
  }
}

/** The other arguments of the call that an argument stands in. */
function siblingsOf(of: Case, cell: number, node: ast.Expr): readonly ast.Expr[] {
  let around = of.source.parentOf(cell, node)
  while (around !== undefined && around.kind !== 'Call') around = of.source.parentOf(cell, around)
  return around?.kind === 'Call' ? around.args : []
}
