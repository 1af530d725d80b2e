/**
 * Dims as a graph: from one dim of one tensor back to the dims it was made of.
 *
 * Derivations record primitives; a user wrote calls. `originOf` goes back through all primitives that one call ran and states the
 * dim in terms of what that call was given: a linear layer over (N, L, D) folds N and L together and unfolds them again, and the
 * answer is "kept".
 */
import type { Derivation, DimRef, Operand, Reason } from '../tensor/derivation.js'
import type { Formula, Values } from '../tensor/formula.js'
import { numel, type Shape } from '../tensor/shape.js'

/** Anything with sizes and a history: an operand, or an output. */
export type Holder = Pick<Operand, 'name' | 'shape' | 'derivation' | 'cut'>

/** One dim of one tensor. */
export interface Dim {
  readonly of: Holder
  readonly axis: number
}

export const sizeOf = ({ of, axis }: Dim): number => of.shape[axis]

/** The output of a derivation, as something whose dims can be followed. */
export const outputOf = (derivation: Derivation, name = ''): Holder => ({
  name,
  shape: derivation.output,
  derivation,
})

/** Why a dim has its size, with its sources as dims that can be followed further. */
export type Origin = { readonly at: Derivation; readonly label: string | undefined } & (
  | { readonly kind: 'kept' | 'broadcast' | 'reduced'; readonly from: Dim }
  | { readonly kind: 'parameter'; readonly name: string; readonly from: Dim }
  | {
      readonly kind: 'formula'
      readonly formula: Formula
      readonly values: Values
      readonly from: Readonly<Record<string, Dim>>
    }
  | { readonly kind: 'merged' | 'sum'; readonly of: readonly Dim[] }
  | { readonly kind: 'inferred'; readonly of: readonly Dim[]; readonly by: number }
  | {
      readonly kind: 'split'
      readonly from: Dim
      readonly rest: number
      readonly part: number
      readonly parts: readonly number[]
    }
  | { readonly kind: 'given'; readonly name: string | undefined }
  | { readonly kind: 'new' | 'data'; readonly note: string }
)

const dimOf = (derivation: Derivation, { operand, axis }: DimRef): Dim => ({
  of: derivation.operands[operand] ?? { name: 'an operand', shape: derivation.output, derivation: null },
  axis,
})

/** The reason recorded for a dim by the primitive that made it; null where nothing is known. */
export function stepOf({ of, axis }: Dim): Origin | null {
  const { derivation } = of
  if (derivation === null) return null
  const found = derivation.dims[axis]
  if (found === undefined) return null
  const { label } = found
  const reason: Reason = found.reason
  const at = derivation
  const dim = (each: DimRef): Dim => dimOf(at, each)
  switch (reason.kind) {
    case 'kept':
    case 'broadcast':
    case 'reduced':
      return { at, label, kind: reason.kind, from: dim(reason.from) }
    case 'parameter':
      return { at, label, kind: 'parameter', name: reason.name, from: dim(reason.from) }
    case 'formula': {
      const from = Object.fromEntries(Object.entries(reason.from).map(([name, each]) => [name, dim(each)]))
      return { at, label, kind: 'formula', formula: reason.formula, values: reason.values, from }
    }
    case 'merged':
    case 'sum':
      return { at, label, kind: reason.kind, of: reason.of.map(dim) }
    case 'inferred':
      return { at, label, kind: 'inferred', of: reason.of.map(dim), by: reason.by }
    case 'split': {
      const { rest, part, parts } = reason
      return { at, label, kind: 'split', from: dim(reason.from), rest, part, parts }
    }
    case 'given':
      return { at, label, kind: 'given', name: reason.name }
    case 'new':
    case 'data':
      return { at, label, kind: reason.kind, note: reason.note }
  }
}

const sameCall = (a: Derivation, b: Derivation): boolean => a === b || (a.call !== null && a.call === b.call)

/** Goes back while the size is merely passed on, as long as `through` allows the derivation. */
export function passedOn(dim: Dim, through: (derivation: Derivation) => boolean): Dim {
  for (let at = dim; ; ) {
    if (at.of.derivation === null || !through(at.of.derivation)) return at
    const step = simplified(stepOf(at), through)
    if (step === null || (step.kind !== 'kept' && step.kind !== 'broadcast')) return at
    at = step.from
  }
}

/** The first tensor that a dim was taken from unchanged, however far back. */
export function firstHolder(dim: Dim): Dim {
  for (let at = dim; ; ) {
    const step = stepOf(at)
    if (step === null || (step.kind !== 'kept' && step.kind !== 'broadcast')) return at
    at = step.from
  }
}

/** A part split off what was merged before is that factor again; factors of one split, merged again, are the whole. */
function simplified(step: Origin | null, through: (derivation: Derivation) => boolean): Origin | null {
  if (step === null) return null
  if (step.kind === 'split' || step.kind === 'inferred') {
    const single = step.kind === 'split' ? step.from : step.of.length === 1 ? step.of[0] : null
    if (single === null) return step
    const source = passedOn(single, through)
    const made = source.of.derivation !== null && through(source.of.derivation) ? stepOf(source) : null
    if (made?.kind !== 'merged') return step
    const factors = made.of.filter((each) => sizeOf(each) !== 1)
    const kept =
      step.kind === 'split'
        ? factorOf(factors, step.parts, step.part)
        : factors.filter((each) => sizeOf(each) === numelOf(factors) / step.by)
    return kept !== null && kept.length === 1
      ? { at: step.at, label: step.label, kind: 'kept', from: kept[0] }
      : step
  }
  if (step.kind === 'merged') {
    const whole = wholeOf(step.of, through)
    if (whole !== null) return { at: step.at, label: step.label, kind: 'kept', from: whole }
  }
  return step
}

const numelOf = (dims: readonly Dim[]): number => numel(dims.map(sizeOf))

/** The factors that make part number `part` when the product is cut into `parts`. */
function factorOf(factors: readonly Dim[], parts: readonly number[], part: number): Dim[] | null {
  let at = 0
  for (let i = 0; i <= part; i++) {
    const taken: Dim[] = []
    for (let size = 1; size < parts[i]; ) {
      if (at >= factors.length) return null
      size *= sizeOf(factors[at])
      taken.push(factors[at++])
    }
    if (numelOf(taken) !== parts[i]) return null
    if (i === part) return taken
  }
  return null
}

/** The dim whose parts these are, all of them and in order; null if they are not. */
function wholeOf(dims: readonly Dim[], through: (derivation: Derivation) => boolean): Dim | null {
  const wide = dims.filter((each) => sizeOf(each) !== 1)
  let whole: Dim | null = null
  for (let i = 0; i < wide.length; i++) {
    const source = passedOn(wide[i], through)
    const made = source.of.derivation !== null && through(source.of.derivation) ? stepOf(source) : null
    if (made === null || (made.kind !== 'split' && made.kind !== 'inferred')) return null
    const from: Dim | null = made.kind === 'split' ? made.from : made.of.length === 1 ? made.of[0] : null
    if (from === null) return null
    if (whole !== null && (whole.of.derivation !== from.of.derivation || whole.axis !== from.axis))
      return null
    whole = from
  }
  return whole !== null && numelOf(wide) === sizeOf(whole) ? whole : null
}

/** Where a dim comes from, in terms of what the call that made it was given; null for a tensor without history. */
export function originOf(dim: Dim): Origin | null {
  const made = dim.of.derivation
  if (made === null) return null
  const inside = (derivation: Derivation): boolean => sameCall(derivation, made)
  const start = passedOn(dim, inside)
  const first = stepOf(dim)
  const label = first?.label
  if (start.of.derivation === null || !inside(start.of.derivation)) {
    return { at: made, label, kind: first?.kind === 'broadcast' ? 'broadcast' : 'kept', from: start }
  }
  const step = simplified(stepOf(start), inside)
  if (step === null) return null
  const follow = (each: Dim): Dim => passedOn(each, inside)
  const named = { label: step.label ?? label }
  switch (step.kind) {
    case 'kept':
    case 'broadcast':
    case 'reduced':
    case 'parameter':
    case 'split':
      return { ...step, ...named, from: follow(step.from) }
    case 'formula':
      return {
        ...step,
        ...named,
        from: Object.fromEntries(Object.entries(step.from).map(([name, each]) => [name, follow(each)])),
      }
    case 'sum':
      if (step.of.every((each) => isNew(each, inside)))
        return { at: step.at, ...named, kind: 'new', note: `${step.of.length} stacked` }
      return { ...step, ...named, of: step.of.flatMap((each) => flattened(each, step.kind, inside)) }
    case 'merged':
      return { ...step, ...named, of: step.of.flatMap((each) => flattened(each, step.kind, inside)) }
    case 'inferred':
      return { ...step, ...named, of: step.of.map(follow) }
    default:
      return { ...step, ...named }
  }
}

const isNew = (dim: Dim, inside: (derivation: Derivation) => boolean): boolean =>
  dim.of.derivation !== null && inside(dim.of.derivation) && stepOf(dim)?.kind === 'new'

/**
 * The dim that a split gives back, when what it splits was merged by an earlier call: heads folded into the batch come out again as
 * they went in. null where the parts are others.
 */
export function givenBack(origin: Origin): Dim | null {
  if (origin.kind !== 'split') return null
  let source = origin.from
  for (let made = originOf(source); made !== null; made = originOf(source)) {
    if (made.kind === 'kept' || made.kind === 'broadcast') {
      source = made.from
      continue
    }
    if (made.kind !== 'merged') return null
    const factors = factorOf(
      made.of.filter((each) => sizeOf(each) !== 1),
      origin.parts,
      origin.part,
    )
    return factors !== null && factors.length === 1 ? factors[0] : null
  }
  return null
}

/** A factor that was itself multiplied together in the same call is its factors; so with sums. */
function flattened(dim: Dim, kind: 'merged' | 'sum', inside: (derivation: Derivation) => boolean): Dim[] {
  const source = passedOn(dim, inside)
  const made = source.of.derivation !== null && inside(source.of.derivation) ? stepOf(source) : null
  return made?.kind === kind ? made.of.flatMap((each) => flattened(each, kind, inside)) : [source]
}

/** The dims of one output, each in terms of what its call was given. */
export const originsOf = (of: Holder): (Origin | null)[] => of.shape.map((_, axis) => originOf({ of, axis }))

export const shapeText = (shape: Shape): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`
