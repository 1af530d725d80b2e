/** Fixes of names that are not there: what was meant is spelled nearly alike, or is an attribute of `self`. */
import { distance } from '../../../src/base/spelling.js'
import { dirOf } from '../../../src/python/types/object.js'
import type { Candidate, Case } from './case.js'
import { namesOf, valueIn } from './names.js'
import { kinship } from './parameters.js'
import { replaced } from './source.js'

/** As many of the nearest are tried. */
const MOST = 6

/** The names nearest to one, with how far they are, from 0 to 1. */
function nearestOf(word: string, names: Iterable<string>): (readonly [string, number])[] {
  const far = (name: string): number =>
    Math.min(1, distance(word, name) / (word.length + name.length)) * (1 - 0.5 * kinship(word, name))
  return [...new Set(names)]
    .filter((name) => name !== word && !name.startsWith('__'))
    .map((name) => [name, far(name)] as const)
    .sort((a, b) => a[1] - b[1])
    .slice(0, MOST)
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
  for (const { cell: own, node } of of.source.nodes()) {
    if (own !== cell || node.line < place.site.line || node.line > place.site.endLine) continue
    if (node.kind === 'Name' && node.id === missing) {
      if (of.attributes.has(missing))
        yield { edits: [replaced(cell, node, `self.${missing}`)], what: `self.${missing}`, cost: 0.6 }
      for (const [name, far] of nearestOf(missing, names))
        yield { edits: [replaced(cell, node, name)], what: `${name} instead of ${missing}`, cost: 0.7 + far }
    }
    if (node.kind !== 'Attribute' || node.attr !== missing) continue
    const owner = valueIn(place.frame, node.value)
    const known = owner === undefined ? [] : dirOf(owner)
    const text = of.source.textOf(cell, node.value)
    for (const [name, far] of nearestOf(missing, [...known, ...(text === 'self' ? of.attributes : [])]))
      yield {
        edits: [replaced(cell, node, `${text}.${name}`)],
        what: `${text}.${name} instead of ${text}.${missing}`,
        cost: 0.7 + far,
      }
  }
}
