/** Origins in words and numbers: what stands beside a dim in the trail, under `?` and in `%why`. */
import type { Derivation } from '../tensor/derivation.js'
import { type Dim, type Holder, type Origin, sizeOf } from './dims.js'
import { ownedName, ownerOf } from './owners.js'

/** A dim that a call was given, as the user would call it: `x dim 2`, `conv1.out_channels`. */
export function dimText({ of, axis }: Dim, at: Derivation): string {
  const owner = ownerOf(of.derivation)
  return owner === null ? `${writtenName(of, at)} dim ${axis}` : ownedName(owner, axis)
}

/** Longer expressions do not stand for the tensor that they give. */
const LONGEST_SOURCE = 32

/** An operand as written where it was used, or where it was made. */
function writtenName(of: Holder, { site, operands, call }: Derivation): string {
  // What a module is an attribute of is nothing that it was given.
  const own = call?.kind === 'module' && site !== null && site.parts.receiver !== null ? 1 : 0
  const written = site?.operands.slice(own) ?? []
  const named = written.filter((each) => each !== null)
  if (named.length === 1) return named[0]
  const at = operands.findIndex(({ derivation, shape }) => derivation === of.derivation && shape === of.shape)
  // Constants among the arguments are no operands.
  const list = written.length === operands.length ? written : named
  if (at >= 0 && list.length === operands.length && list[at] !== null) return list[at]
  const made = of.derivation?.site ?? null
  return made?.target ?? (made === null || made.text.length > LONGEST_SOURCE ? 'input' : made.text)
}

/** A product, its equal factors side by side: `16·5·5`. */
export const productText = (dims: readonly Dim[]): string => dims.map(sizeOf).join('·')

/** `3 + 3 + 2 + 1`; many equal terms in a row as `7·1`. */
function sumText(sizes: readonly number[]): string {
  const terms: string[] = []
  for (let at = 0; at < sizes.length; ) {
    let end = at
    while (end < sizes.length && sizes[end] === sizes[at]) end++
    const count = end - at
    if (count >= MANY_TERMS) terms.push(`${count}·${sizes[at]}`)
    else terms.push(...sizes.slice(at, end).map(String))
    at = end
  }
  return terms.join(' + ')
}
const MANY_TERMS = 4

/** The arithmetic that gives the size, every number where its variable stands; null where a size is merely passed on. */
export function fullText(origin: Origin): string | null {
  switch (origin.kind) {
    case 'formula':
      return origin.formula.full(origin.values)
    case 'merged':
      return productText(origin.of)
    case 'sum':
      return sumText(origin.of.map(sizeOf))
    case 'inferred':
      return `${productText(origin.of)} / ${origin.by}`
    case 'split':
      return `${sizeOf(origin.from)} / ${origin.rest}`
    default:
      return null
  }
}

/** The same with constants folded: `⌊(10 − 2)/2⌋ + 1`. */
export function foldedText(origin: Origin): string | null {
  if (origin.kind !== 'formula') return fullText(origin)?.replace(' / ', '/') ?? null
  const [variable] = Object.keys(origin.from)
  return variable === undefined
    ? origin.formula.full(origin.values)
    : origin.formula.folded(origin.values, variable)
}

/** Why a size is what it is, where no arithmetic decides. */
export function wordsFor(origin: Origin | null): string {
  if (origin === null) return 'as it was made'
  switch (origin.kind) {
    case 'kept':
      return dimText(origin.from, origin.at)
    case 'parameter': {
      const owner = ownerOf(origin.from.of.derivation)
      if (owner !== null) return ownedName(owner, origin.from.axis)
      return `${origin.name}, ${dimText(origin.from, origin.at)}`
    }
    case 'broadcast':
      return `broadcast to ${dimText(origin.from, origin.at)}`
    case 'reduced':
      return `1 for ${dimText(origin.from, origin.at)} (${sizeOf(origin.from)}), reduced with keepdim`
    case 'given':
      return origin.name === undefined ? 'as given' : origin.name
    case 'new':
    case 'data':
      return origin.note
    default:
      return fullText(origin) ?? ''
  }
}

/** An axis as it is customarily called in this operator, or its number. */
export const axisName = (origin: Origin | null, axis: number): string => origin?.label ?? String(axis)

/** `H, W`; `dim 1`; `dims 1, 2`. */
export function axesText(names: readonly string[]): string {
  const numbered = names.every((name) => /^\d+$/.test(name))
  return `${numbered ? (names.length > 1 ? 'dims ' : 'dim ') : ''}${names.join(', ')}`
}
