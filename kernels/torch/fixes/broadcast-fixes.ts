/** Fixes of operands that meet element by element: axes of size 1 put where the partner has axes that this one lacks. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Shape } from '../../../src/tensor/shape.js'
import type { Candidate, Case, Placed } from './case.js'
import { applied, operandsOf, short } from './tensor-fixes.js'

/** Ways to lay the axes of `shape` onto later and later ones of `wanted`, each meeting its own size. */
function* alignments(shape: Shape, wanted: Shape, from = 0): Generator<readonly number[]> {
  if (shape.length === 0) {
    yield []
    return
  }
  const [size, ...rest] = shape
  for (let axis = from; axis <= wanted.length - shape.length; axis++)
    if (size === wanted[axis] || size === 1)
      for (const places of alignments(rest, wanted, axis + 1)) yield [axis, ...places]
}

/** `[:, :, None, None]`: the index that puts the axes there; those in front of the first come by themselves. */
const indexFor = (places: readonly number[], rank: number): string => {
  const first = places[0]
  const parts = Array.from({ length: rank - first }, (_, i) => (places.includes(first + i) ? ':' : 'None'))
  return `[${parts.join(', ')}]`
}

/** Operands that are joined: an axis of size 1 becomes as long as the other's. */
export function* expandToJoin(of: Case): Generator<Candidate> {
  const { step, call } = of
  if (step === null || call === null) return
  const { cell, node } = call as Placed<ast.Expr>
  for (const [i, operand] of operandsOf(node).slice(0, 2).entries()) {
    const input = step.inputs[i]
    const partner = input === undefined ? null : of.partnerOf(input)
    if (partner?.joined !== true || partner.shape.length !== input.shape.length) continue
    const sizes = input.shape.map((size, axis) =>
      size === 1 && partner.shape[axis] > 1 ? partner.shape[axis] : -1,
    )
    const wide = sizes.filter((size) => size > 0).length
    if (wide === 0) continue
    const text = of.source.textOf(cell, operand)
    yield {
      edits: [applied(of, { cell, node: operand }, `.expand(${sizes.join(', ')})`)],
      what: `${short(text)} is repeated as ${sizes.join(', ')}`,
      cost: 0.9 + (wide - 1) * 0.2,
    }
  }
}

/** An operand with fewer axes than its partner, whose axes are not the partner's last ones. */
export function* alignAxes(of: Case): Generator<Candidate> {
  const { step, call } = of
  if (step === null || call === null) return
  const { cell, node } = call as Placed<ast.Expr>
  for (const [i, operand] of operandsOf(node).slice(0, 2).entries()) {
    const input = step.inputs[i]
    const partner = input === undefined ? null : of.partnerOf(input)
    if (partner === null || partner.joined) continue
    const [{ shape }, { shape: wanted }] = [input, partner]
    if (shape.length === 0 || shape.length >= wanted.length) continue
    for (const places of alignments(shape, wanted)) {
      // Axes at the end meet without help.
      if (places[0] === wanted.length - shape.length) continue
      const kept = places.filter((axis, own) => axis === own).length
      const suffix = indexFor(places, wanted.length)
      const text = of.source.textOf(cell, operand)
      yield {
        edits: [applied(of, { cell, node: operand }, suffix)],
        what: `${short(text)}: axes of size 1 where the other has axes of its own`,
        // The first axes are the batch and the channels, and mean the same in both.
        cost: 0.7 + 0.15 * (shape.length - kept),
      }
      // Where it is used more than once, it is better made so.
      for (const giver of of.source.givers(cell, operand)) {
        const value = of.source.valueGivenBy(giver.node)
        if (value !== null)
          yield {
            edits: [applied(of, { cell: giver.cell, node: value }, suffix)],
            what: `${short(text)} is made with axes of size 1 where the other has axes of its own`,
            cost: 0.85 + 0.15 * (shape.length - kept),
          }
      }
    }
  }
}
