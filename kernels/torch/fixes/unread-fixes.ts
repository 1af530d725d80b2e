/** Fixes that make use of what the program makes and never reads. */
import { isModule } from '../../../src/bridge/nn/register.js'
import { lookupAttr } from '../../../src/python/object/protocol.js'
import type { Candidate, Case } from './case.js'
import { valueIn } from './names.js'
import { expressionsIn } from './regions.js'
import { nameAt, replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** A module of `self` that nothing calls: a tensor goes through it. */
export function* throughUnread(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions) {
    if (frame === null || distance > 2 || root.kind === 'FunctionDef') continue
    const self = valueIn(frame, nameAt(root, 'self'))
    if (self === undefined) continue
    for (const name of of.unread.attributes.keys()) {
      const module = lookupAttr(self, name)
      if (module === undefined || !isModule(module)) continue
      for (const node of expressionsIn(root)) {
        if (!of.isWhole(cell, node) || of.tensorAt(cell, node, frame) === null) continue
        const text = of.source.textOf(cell, node)
        yield {
          edits: [replaced(cell, node, `self.${name}(${text})`)],
          what: `${short(text)} goes through ${name}, which is never called`,
          cost: 1.1 + distance * 0.25,
        }
      }
    }
  }
}
