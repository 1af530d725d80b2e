/** Fixes of names that are not there: what was meant is spelled nearly alike, or is an attribute of `self`. */
import { distance } from '../../../src/base/spelling.js'
import type { Value } from '../../../src/python/object/object.js'
import { call, lookupSpecial, toArray } from '../../../src/python/object/protocol.js'
import type { Candidate, Case } from './case.js'
import { namesOf, valueIn } from './names.js'
import { kinship } from './parameters.js'
import { replaced } from './source.js'

/** As many of the nearest are tried. */
const MOST = 6

/** The names nearest to one, with how far they are, from 0 to 1. */
function nearestOf(word: string, names: Iterable<string>): (readonly [string, number])[] {
  const far = (name: string): number =>
    Math.min(1, distance(word, name) / (word.length + name.length)) * (1 - 0.7 * kinship(word, name))
  return [...new Set(names)]
    .filter((name) => name !== word && !name.startsWith('__'))
    .map((name) => [name, far(name)] as const)
    .sort((a, b) => a[1] - b[1])
    .slice(0, MOST)
}

/** What `dir` knows of a value. */
function attributesOf(value: Value): string[] {
  const method = lookupSpecial(value, '__dir__')
  return method === undefined ? [] : toArray(call(method, [])).filter((name) => typeof name === 'string')
}

/** A name or an attribute that does not exist: another one. */
export function* otherSpelling(of: Case): Generator<Candidate> {
  const [, missing] =
    /name '(\w+)' is not defined|local variable '(\w+)'|has no attribute '(\w+)'/
      .exec(of.message)
      ?.filter((part) => part !== undefined) ?? []
  const place = of.failure.places[0]
  if (missing === undefined || place === undefined) return
  const cell = of.source.cellOf(place.site.file)
  const names = [...namesOf(place.frame).keys()]
  for (const { cell: at, node } of of.source.nodes()) {
    if (at !== cell || node.line < place.site.line || node.line > place.site.endLine) continue
    if (node.kind === 'Name' && node.id === missing) {
      if (of.attributes.has(missing))
        yield { edits: [replaced(cell, node, `self.${missing}`)], what: `self.${missing}`, cost: 0.6 }
      for (const name of of.unread.namesAt(cell, node))
        yield {
          edits: [replaced(cell, node, name)],
          what: `${name}, which is never read, instead of ${missing}`,
          cost: 0.85,
        }
      for (const [name, far] of nearestOf(missing, names))
        yield { edits: [replaced(cell, node, name)], what: `${name} instead of ${missing}`, cost: 0.7 + far }
    }
    if (node.kind !== 'Attribute' || node.attr !== missing) continue
    yield* givenAs(of, missing)
    const owner = valueIn(place.frame, node.value)
    const text = of.source.textOf(cell, node.value)
    const own = text === 'self' ? [...of.attributes, ...of.definitions.functions.keys()] : []
    const known = owner === undefined ? [] : attributesOf(owner)
    for (const [name, far] of [...nearestOf(missing, own), ...nearestOf(missing, known)])
      yield {
        edits: [replaced(cell, node, `${text}.${name}`)],
        what: `${text}.${name} instead of ${text}.${missing}`,
        cost: 0.7 + far,
      }
  }
}

/** The attribute is given, under a name that is nearly this one. */
function* givenAs(of: Case, missing: string): Generator<Candidate> {
  const names = new Map(nearestOf(missing, of.attributes))
  for (const { cell, node } of of.source.nodes()) {
    const place = node.kind === 'FunctionDef' ? of.source.headOf(cell, node) : null
    if (node.kind === 'FunctionDef' && place !== null && kinship(node.name, missing) >= 0.5) {
      const { line, col } = place
      const name = { line, col: col - node.name.length - 1, endLine: line, endCol: col - 1 }
      yield {
        edits: [replaced(cell, name, missing)],
        what: `${missing} instead of ${node.name} where it is defined`,
        cost: 0.9,
      }
    }
    if (node.kind !== 'Assign') continue
    for (const target of node.targets) {
      const far = target.kind === 'Attribute' ? names.get(target.attr) : undefined
      if (target.kind !== 'Attribute' || far === undefined) continue
      yield {
        edits: [replaced(cell, target, `${of.source.textOf(cell, target.value)}.${missing}`)],
        what: `${missing} instead of ${target.attr} where it is given`,
        cost: 0.75 + far,
      }
    }
  }
}
