/**
 * Fixes of axes that are merged and split: a batch of sequences is one long batch for a layer that knows no time, and two axes again after it;
 * the heads of attention stand before the positions while they work, and behind them when they are merged.
 */
import type * as ast from '../../../src/python/parse/ast.js'
import { isMethod, nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { namesOf, tensorOf, valueIn } from './names.js'
import { expressionsIn } from './regions.js'
import { replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** `.view(b, t, -1)` of a tensor with b · t rows. */
export function* splitBatch(of: Case): Generator<Candidate> {
  const seen = new Set<unknown>()
  for (const { cell, root, frame, distance } of of.regions) {
    if (distance > 2 || frame === null || root.kind === 'FunctionDef') continue
    const sizes = localSizes(namesOf(frame), new Set(frame.code.varNames))
    if (sizes.length < 2) continue
    for (const node of expressionsIn(root)) {
      if (!['Name', 'Call'].includes(node.kind) || seen.has(node) || !of.isValue(cell, node)) continue
      const tensor = of.outputAt(cell, node) ?? tensorOf(valueIn(frame, node))
      if (tensor === null || tensor.shape.length < 2) continue
      seen.add(node)
      const text = of.source.textOf(cell, node)
      for (const [a, b] of pairsOf(sizes, tensor.shape[0]))
        yield {
          edits: [replaced(cell, node, `${text}.view(${a}, ${b}, -1)`)],
          what: `${short(text)}: its ${tensor.shape[0]} rows are ${a} times ${b}`,
          cost: 0.95 + distance * 0.2,
        }
    }
  }
}

const MERGING: ReadonlySet<string> = new Set(['flatten', 'reshape', 'view', 'contiguous'])

/** `.transpose(1, 2)` before the heads are merged, or after they were split. */
export function* turnHeads(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call' || !isMethod(node) || !MERGING.has(nameOf(node))) continue
      const { value: receiver } = node.func as ast.Attribute
      const cost = 1.25 + distance * 0.2
      const what = 'positions and heads change places'
      if (of.tensorAt(cell, receiver, frame)?.shape.length === 4 && !isTurned(receiver)) {
        const text = of.source.textOf(cell, receiver)
        const whole = receiver.kind === 'BinOp' ? `(${text})` : text
        yield {
          edits: [replaced(cell, receiver, `${whole}.transpose(1, 2)`)],
          what: `${what} before ${nameOf(node)}`,
          cost,
        }
      }
      const parent = of.source.parentOf(cell, node)
      if (
        of.outputAt(cell, node)?.shape.length === 4 &&
        !(parent?.kind === 'Attribute' && TURNING.has(parent.attr))
      )
        yield {
          edits: [replaced(cell, node, `${of.source.textOf(cell, node)}.transpose(1, 2)`)],
          what: `${what} after ${nameOf(node)}`,
          cost,
        }
    }
}

const TURNING: ReadonlySet<string> = new Set(['transpose', 'permute', 'swapaxes'])

const isTurned = (node: ast.Expr): boolean => node.kind === 'Call' && TURNING.has(nameOf(node))

/** The whole numbers that a function gave names to, in order. */
function localSizes(names: ReadonlyMap<string, unknown>, own: ReadonlySet<string>): [string, number][] {
  const sizes: [string, number][] = []
  for (const [name, value] of names)
    if (own.has(name) && typeof value === 'number' && value > 1) sizes.push([name, value])
  return sizes
}

function* pairsOf(sizes: readonly [string, number][], whole: number): Generator<readonly [string, string]> {
  for (const [i, [a, size]] of sizes.entries())
    for (const [b, other] of sizes.slice(i + 1)) if (size * other === whole) yield [a, b]
}
