/** Fixes of blocks that add their input to what they give: the shortcut must change its width where the block does. */
import type * as ast from '../../../src/python/parse/ast.js'
import { nameOf } from './axis-fixes.js'
import type { Candidate, Case, Placed } from './case.js'
import { isElementwise } from './case.js'
import { namesAt } from './settings.js'
import { replaced } from './source.js'

/** Names of parameters that are widths. */
const WIDTHS = /in|out|ch|planes|dim|width|features|filters|size|c\d?$/

/** `self.downsample = None` where widths differ: a convolution of one pixel then, a linear layer for vectors. */
export function* projected(of: Case): Generator<Candidate> {
  const { step } = of
  const [a, b] = step?.inputs ?? []
  if (step === null || a === undefined || b === undefined || !isElementwise(step.name)) return
  const rank = a.shape.length
  if (rank < 2 || b.shape.length !== rank) return
  const axis = rank > 2 ? 1 : rank - 1
  if (a.shape[axis] === b.shape[axis]) return
  for (const { cell, node, value } of shortcuts(of)) {
    const widths = namesAt(of, cell, node).filter((name) => WIDTHS.test(name))
    const none = of.source.textOf(cell, value)
    for (const [i, from] of widths.entries())
      for (const to of widths.slice(i + 1)) {
        const layer = rank > 2 ? `nn.Conv${rank - 2}d(${from}, ${to}, 1)` : `nn.Linear(${from}, ${to})`
        yield {
          edits: [replaced(cell, value, `${layer} if ${from} != ${to} else ${none}`)],
          what: `${of.source.textOf(cell, node.targets[0])} is ${layer} where ${from} and ${to} differ`,
          cost: 1.1 + i * 0.1,
        }
      }
  }
}

/** Attributes that constructors give nothing, or a layer that does nothing. */
function* shortcuts(of: Case): Generator<Placed<ast.Assign> & { readonly value: ast.Expr }> {
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'Assign' || node.targets[0].kind !== 'Attribute') continue
    const { value } = node
    const nothing = value.kind === 'Constant' && value.value.type === 'None'
    if (nothing || (value.kind === 'Call' && nameOf(value) === 'Identity')) yield { cell, node, value }
  }
}
