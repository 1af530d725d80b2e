/** Fixes of what a call is given beside its tensors: a keyword that the message names, another parameter, a function that nothing uses. */
import { isModule } from '../../../src/bridge/nn/register.js'
import { PyBoundMethod, PyFunction } from '../../../src/python/object/function.js'
import type { Value } from '../../../src/python/object/object.js'
import { lookupAttr } from '../../../src/python/object/protocol.js'
import type { Candidate, Case } from './case.js'
import { valueIn } from './names.js'
import { kinship } from './parameters.js'
import { failingCalls, withArgument } from './signature-fixes.js'
import { replaced } from './source.js'

/** `You can pass enforce_sorted=False`: the message says what the call may be given. */
export function* advised(of: Case): Generator<Candidate> {
  for (const [, name, value] of of.message.matchAll(
    /\b(?:pass|passing|set|setting|use|using) `?(\w+) ?= ?([\w.]+)/gi,
  ))
    for (const placed of failingCalls(of)) {
      const given = placed.node.keywords.find(({ arg }) => arg === name)
      yield {
        edits: [
          given === undefined
            ? withArgument(placed, `${name}=${value}`)
            : replaced(placed.cell, given.value, value),
        ],
        what: `${name}=${value}, as the message says, in line ${placed.node.line}`,
        cost: 0.6,
      }
    }
}

/** A tensor given to another parameter of the call: `src_key_padding_mask=mask` for `mask=mask`. */
export function* otherParameter(of: Case): Generator<Candidate> {
  const frame = of.failure.places[0]?.frame
  if (frame === undefined) return
  for (const { cell, node } of failingCalls(of)) {
    const known = node.keywords.length === 0 ? null : takenBy(valueIn(frame, node.func))
    if (known === null) continue
    const used = new Set(node.keywords.map(({ arg }) => arg))
    for (const keyword of node.keywords)
      for (const name of known) {
        if (keyword.arg === null || used.has(name) || kinship(name, keyword.arg) === 0) continue
        yield {
          edits: [replaced(cell, keyword, `${name}=${of.source.textOf(cell, keyword.value)}`)],
          what: `${of.source.textOf(cell, keyword.value)} is passed as ${name} in line ${node.line}`,
          cost: 1.25 - 0.3 * kinship(name, keyword.arg),
        }
      }
  }
}

/** The names of the parameters of a function, or of the `forward` of a module. */
export function takenBy(value: Value | undefined): readonly string[] | null {
  if (value === undefined) return null
  const called = isModule(value) ? lookupAttr(value, 'forward') : value
  const own = called instanceof PyBoundMethod ? called.func : called
  return own instanceof PyFunction
    ? own.code.varNames.slice(0, own.code.positional + own.code.keywordOnly)
    : null
}

/** A function that nothing uses, and a loader that joins its samples as it can: `collate_fn=collate`. */
export function* collated(of: Case): Generator<Candidate> {
  const read = new Set<string>()
  for (const { node } of of.source.nodes()) if (node.kind === 'Name') read.add(node.id)
  for (const [name, own] of of.definitions.functions) {
    if (own === null || own.inClass || read.has(name) || own.node.args.args.length !== 1) continue
    for (const { cell, node } of of.callsNamed('DataLoader'))
      if (!node.keywords.some(({ arg }) => arg === 'collate_fn'))
        yield {
          edits: [withArgument({ cell, node }, `collate_fn=${name}`)],
          what: `samples are joined by ${name}, which nothing calls`,
          cost: 0.7,
        }
  }
}
