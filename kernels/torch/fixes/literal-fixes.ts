/** The widest search, for when nothing closer helped: the numbers of the failure in place of other numbers of the program. */
import type { Candidate, Case } from './case.js'
import { constantOf, replaced } from './source.js'

const MOST = 400

/** A number of the program becomes one that the failure is about. */
export function* otherNumbers(of: Case): Generator<Candidate> {
  const told = new Set<number>()
  for (const [digits] of of.message.matchAll(/-?\d+/g)) told.add(Number(digits))
  for (const input of of.step?.inputs ?? []) for (const size of input.shape) told.add(size)
  const here = of.failure.sites.at(-1)
  let count = 0
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'Constant' && node.kind !== 'BinOp') continue
    const was = constantOf(node)
    const parent = of.source.parentOf(cell, node)
    if (was === null || (parent !== undefined && parent.kind === 'BinOp' && constantOf(parent) !== null))
      continue
    const concerned = told.has(was)
    const near = here !== undefined && node.line === here.line
    for (const value of told) {
      if (value === was || (!concerned && !near) || ++count > MOST) continue
      const text = of.source.textOf(cell, node)
      yield {
        edits: [replaced(cell, node, String(value))],
        what: `${value} instead of ${text} in line ${node.line}`,
        cost:
          3 +
          (concerned ? 0 : 0.5) +
          (near ? 0 : 0.3) +
          Math.abs(Math.log2((Math.abs(value) + 1) / (Math.abs(was) + 1))) * 0.05,
      }
    }
  }
}
