/** Fixes of loops: what counts their turns and is never read was to pick something out. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case } from './case.js'
import { replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** `emb(cats[:, i])` for `emb(cats)` where nothing reads `i`. */
export function* pickedByTurn(of: Case): Generator<Candidate> {
  for (const { cell, node } of of.source.nodes()) {
    const loop = loopOf(node)
    if (loop === null) continue
    const inside = [...of.source.within(cell, node)].filter(
      (each): each is ast.Name => each.kind === 'Name' && !loop.targets.includes(each),
    )
    for (const { id } of loop.targets) {
      if (id === '_' || inside.some((each) => each.id === id)) continue
      for (const each of inside) {
        if (!of.isValue(cell, each) || of.source.parentOf(cell, each)?.kind === 'Subscript') continue
        // What the loop goes over is taken apart already.
        if (each.line === loop.iter.line && each.col >= loop.iter.col && each.endCol <= loop.iter.endCol)
          continue
        for (const [order, index] of [`:, ${id}`, id].entries())
          yield {
            edits: [replaced(cell, each, `${each.id}[${index}]`)],
            what: `${short(each.id)}[${index}] in line ${each.line}: ${id} is never read`,
            cost: 0.9 + order * 0.05,
          }
      }
    }
  }
}

/** The names that a loop gives, and what it goes over. */
function loopOf(
  node: ast.Expr | ast.Stmt,
): { readonly targets: readonly ast.Name[]; readonly iter: ast.Expr } | null {
  const [target, iter] =
    node.kind === 'For'
      ? [node.target, node.iter]
      : node.kind === 'ListComp' || node.kind === 'GeneratorExp'
        ? [node.generators[0].target, node.generators[0].iter]
        : []
  if (target === undefined || iter === undefined) return null
  const names = target.kind === 'Tuple' ? target.elts : [target]
  return { targets: names.filter((each): each is ast.Name => each.kind === 'Name'), iter }
}
