/** Fixes of operands that meet element by element: axes of size 1 put where the partner has axes that this one lacks. */

import type * as ast from '../../../src/python/parse/ast.js'
import { type Shape, sameShape } from '../../../src/tensor/shape.js'
import type { Tensor } from '../../../src/tensor/tensor.js'
import type { Candidate, Case, Placed } from './case.js'
import { namesOf, tensorOf, valueIn } from './names.js'
import { calledFunction, lastName } from './parameters.js'
import { expressionsIn } from './regions.js'
import { replaced } from './source.js'
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
    const other = operandsOf(node)[1 - i]
    const known = other === undefined || lastName(other) === null ? null : of.source.textOf(cell, other)
    const text = of.source.textOf(cell, operand)
    // The axis along which they are joined may have any size.
    for (const kept of [null, ...sizes.flatMap((size, axis) => (size > 0 ? [axis] : []))]) {
      const wanted = sizes.map((size, axis) => (axis === kept ? -1 : size))
      const wide = wanted.filter((size) => size > 0).length
      if (wide === 0) continue
      const written = wanted.map((size, axis) =>
        size > 0 && known !== null ? `${known}.shape[${axis}]` : size,
      )
      yield {
        edits: [applied(of, { cell, node: operand }, `.expand(${written.join(', ')})`)],
        what: `${short(text)} is repeated as ${wanted.join(', ')}`,
        cost: 0.9 + (wide - 1) * 0.2,
      }
    }
  }
}

/** One of many tensors that are joined has other sizes: it is stretched to those of the others, wherever their list was made. */
export function* oddOneOut(of: Case): Generator<Candidate> {
  const { step, call } = of
  const frame = of.failure.places[0]?.frame ?? null
  if (step === null || call === null || frame === null || !/^(cat|concat|stack)/.test(step.name)) return
  const spatialOf = ({ shape }: Tensor): Shape => shape.slice(2)
  for (const odd of step.inputs) {
    const [first, ...others] = step.inputs.filter((each) => each !== odd)
    const rank = odd.shape.length
    if (first === undefined || rank < 3 || first.shape.length !== rank) continue
    const spatial = spatialOf(first)
    const fits = (tensor: Tensor): boolean => sameShape(spatialOf(tensor), spatial)
    if (fits(odd) || !others.every(fits)) continue
    const [like] =
      [...namesOf(frame)].find(([, value]) => {
        const tensor = tensorOf(value)
        return tensor !== null && fits(tensor)
      }) ?? []
    for (const node of expressionsIn(of.source.statementOf(call.cell, call.node))) {
      if (node.kind !== 'Name' || tensorOf(valueIn(frame, node)) !== odd) continue
      const from = like === undefined ? `(${spatial.join(', ')})` : `${like}.shape[2:]`
      if (/functional as F/.test(of.text))
        yield {
          edits: [replaced(call.cell, node, `F.interpolate(${node.id}, size=${from})`)],
          what: `${node.id} is resized to the others`,
          cost: 0.9,
        }
      if (spatialOf(odd).every((size) => size === 1))
        yield {
          edits: [applied(of, { cell: call.cell, node }, `.expand(-1, -1, ${spatial.join(', ')})`)],
          what: `${node.id} is repeated to the size of the others`,
          cost: 0.95,
        }
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
        // Where several are made by one function, it is better returned so.
        const made = value?.kind === 'Call' ? calledFunction(of, value) : null
        if (made !== null && made.name !== '__init__') {
          const home = of.source.cellWith(made)
          for (const { value: returned } of of.source.returnsOf(home, made))
            if (returned !== null)
              yield {
                edits: [applied(of, { cell: home, node: returned }, suffix)],
                what: `${made.name} returns axes of size 1 where they are met by axes of their own`,
                cost: 0.95 + 0.15 * (shape.length - kept),
              }
        }
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

/** A buffer that is made as large as it may be needed, as masks and positions are: only as much of it as what it meets. */
export function* asMuchAsNeeded(of: Case): Generator<Candidate> {
  const { step, call } = of
  const frame = of.failure.places[0]?.frame ?? null
  if (step === null || call === null || frame === null || step.inputs.length < 2) return
  const numbers = [...namesOf(frame)].filter(([, value]) => typeof value === 'number')
  const written = (size: number): string => numbers.find(([, value]) => value === size)?.[0] ?? String(size)
  for (const node of expressionsIn(of.source.statementOf(call.cell, call.node))) {
    if (node.kind !== 'Name' && node.kind !== 'Attribute' && node.kind !== 'Subscript') continue
    const shape = of.tensorAt(call.cell, node, frame)?.shape
    if (shape === undefined || shape.length < 2) continue
    for (const { shape: met } of step.inputs) {
      if (met.length < 2 || sameShape(met, shape)) continue
      const [rows, columns] = shape.slice(-2)
      const [fewer, less] = met.slice(-2)
      const larger = (rows > fewer && fewer > 1) || (columns > less && less > 1)
      if (!larger || rows < fewer || columns < less) continue
      const index = [
        rows > fewer ? `:${written(fewer)}` : ':',
        columns > less ? `:${written(less)}` : ':',
      ].join(', ')
      const text = of.source.textOf(call.cell, node)
      yield {
        edits: [replaced(call.cell, node, `${text}[${shape.length > 2 ? '..., ' : ''}${index}]`)],
        what: `of ${short(text)} as much as meets the other: ${index}`,
        cost: rows === columns ? 1 : 1.4,
      }
    }
  }
}
