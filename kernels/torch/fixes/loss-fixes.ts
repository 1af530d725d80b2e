/** Fixes of losses: prediction and target in the form that the loss wants. */

import type { Candidate, Case } from './case.js'
import { inserted, replaced } from './source.js'
import { applied, short, sourcesOf } from './tensor-fixes.js'

/** The target of a loss in the form that the loss wants. */
export function* targets(of: Case): Generator<Candidate> {
  const { call, step } = of
  if (call?.node.kind !== 'Call') return
  const callee = of.source.textOf(call.cell, call.node.func)
  if (!/loss|entropy|nll|criterion/i.test(callee) && !/loss|entropy|nll/i.test(step?.name ?? '')) return
  const { cell, node } = call
  const forms: readonly (readonly [string, string, number])[] = [
    ['.squeeze(1)', 'without its axis of size 1', 0.8],
    ['.squeeze()', 'without axes of size 1', 1.1],
    ['.argmax(1)', 'as class numbers instead of one-hot rows', 1],
    ['.argmax(-1)', 'as class numbers instead of one-hot rows', 1.2],
    ['.reshape(-1)', 'as one axis', 1.1],
    ['.long()', 'as whole numbers', 1],
    ['.float()', 'as floating-point numbers', 1],
    ['.unsqueeze(1)', 'with an axis of size 1', 1],
    ['[:, 0]', 'its first column', 1.6],
  ]
  for (const [i, operand] of node.args.slice(0, 2).entries()) {
    const text = of.source.textOf(cell, operand)
    for (const [suffix, what, cost] of forms)
      if (
        !suffix.startsWith('.argmax') ||
        /[Cc]ross_?[Ee]ntropy|nll|NLL|criterion|loss_fn/.test(`${callee} ${step?.name ?? ''}`)
      )
        yield {
          edits: [applied(of, { cell, node: operand }, suffix)],
          what: `${short(text)} ${what}`,
          cost: cost + (i === 0 ? 0.3 : 0),
        }
    const frame = of.failure.places[0]?.frame ?? null
    const predicted = step?.inputs[0]?.shape ?? of.tensorAt(cell, operand, frame)?.shape ?? []
    const classes = predicted.at(-1)
    if (i === 0 && predicted.length > 3)
      yield {
        edits: [applied(of, { cell, node: operand }, '.movedim(-1, 1)')],
        what: `${short(text)} with the classes second`,
        cost: 0.7,
      }
    if (i === 0 && predicted.length >= 3) {
      if (predicted.length === 3)
        yield {
          edits: [applied(of, { cell, node: operand }, '.transpose(1, 2)')],
          what: `${short(text)} with the classes second`,
          cost: 0.7,
        }
      const [second] = node.args.slice(1)
      if (second !== undefined)
        yield {
          edits: [
            applied(of, { cell, node: operand }, `.reshape(-1, ${classes})`),
            ...(of.tensorAt(cell, second, frame)?.shape.length === 1
              ? []
              : [applied(of, { cell, node: second }, '.reshape(-1)')]),
          ],
          what: 'every position is one sample',
          cost: 0.8,
        }
    }
  }
  const [, labels] = node.args
  if (labels !== undefined && /out of bounds/.test(of.message))
    for (const { cell: place, node: each, more } of sourcesOf(of, cell, labels))
      yield {
        edits: [inserted(place, each.endLine, each.endCol, ' - 1')],
        what: `${short(of.source.textOf(place, each))} count from 0 on`,
        cost: 1.05 + more,
      }
  if (node.args.length === 2) {
    const [a, b] = node.args.map((each) => of.source.textOf(cell, each))
    yield {
      edits: [replaced(cell, node.args[0], b), replaced(cell, node.args[1], a)],
      what: 'prediction first, target second',
      cost: 1,
    }
  }
}
