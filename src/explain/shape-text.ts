/** What `?` and `%explain` say of a tensor: every dim with its reason, what the edge loses, what it cost, how far it looks. */
import type { Call } from '../tensor/derivation.js'
import type { Values } from '../tensor/formula.js'
import { placeText } from './chain-text.js'
import { type Count, callCount, countParameters, countText, parametersRead } from './count.js'
import { type Dim, type Holder, type Origin, originsOf, shapeText } from './dims.js'
import { fieldText } from './field.js'
import { axisName, fullText, wordsFor } from './origin-text.js'
import { Chains, nameOf, shortened } from './why.js'

/** One line: what it is about, and what is said. */
export interface Fact {
  readonly name: string
  readonly text: string
}

/** A reason in full: the formula with every number, the quotient before it is rounded, and the size. */
export function reasonText(origin: Origin | null, size: number): string {
  const full = origin === null ? null : fullText(origin)
  if (full === null || origin === null) return wordsFor(origin)
  if (origin.kind === 'formula' && origin.formula.quotient(origin.values) !== null)
    return `${full} = ${origin.formula.rounding(origin.values)} = ${size}`
  return `${full} = ${size}`
}

/** Where a size that the last call merely passed on was decided; null where `wordsFor` says it as well. */
function settledText(dim: Dim, chains: Chains): string | null {
  const link = chains.of(dim)
  if (link.computed) return `${link.full} = ${link.size}, kept since ${link.by}`
  const name = nameOf(link)
  return name === '' || link.axes.size > 0 ? null : name
}

/** A dim with its reason, or several that share one: `H, W`; `axis` is the first of them. */
export interface DimFact {
  readonly names: string[]
  readonly axis: number
  readonly size: number
  readonly text: string
}

/** The dims of a tensor, those with one reason together. */
export function dimFacts(of: Holder): DimFact[] {
  const rows: (DimFact & { computed: boolean })[] = []
  const chains = new Chains()
  originsOf(of).forEach((origin, axis) => {
    const size = of.shape[axis]
    const settled = origin?.kind === 'kept' ? settledText({ of, axis }, chains) : null
    const computed = settled !== null || (origin !== null && fullText(origin) !== null)
    const text = settled ?? reasonText(origin, size)
    const same = rows.find((row) => computed && row.computed && row.text === text)
    if (same !== undefined) same.names.push(axisName(origin, axis))
    else rows.push({ names: [axisName(origin, axis)], axis, size, text, computed })
  })
  return rows
}

// --- the edge -----------------------------------------------------------------------------------------------------

/** Beyond this, rows are not looked at one by one. */
const LONGEST_EDGE = 100_000

/** Which positions of a dim no window reads: those at the end, and how many elsewhere. */
export function unread(
  { L, kernel, stride, padding = 0, dilation = 1 }: Values,
  windows: number,
): { end: number; inside: number } {
  if (L > LONGEST_EDGE) return { end: 0, inside: 0 }
  const read = new Uint8Array(L)
  for (let window = 0; window < windows; window++)
    for (let k = 0, at = window * stride - padding; k < kernel; k++, at += dilation)
      if (at >= 0 && at < L) read[at] = 1
  let end = 0
  while (end < L && read[L - 1 - end] === 0) end++
  let inside = 0
  for (let at = 0; at < L - end; at++) if (read[at] === 0) inside++
  return { end, inside }
}

const axisWords: Readonly<Record<string, string>> = { H: 'row', W: 'column', D: 'slice' }

/** What the windows leave unread; null where there are no windows. */
export function edgeText(of: Holder): string | null {
  const parts: string[] = []
  let windows = false
  originsOf(of).forEach((origin, axis) => {
    if (origin?.kind !== 'formula' || origin.values.kernel === undefined || origin.values.L === undefined)
      return
    if (origin.values.output_padding !== undefined) return
    windows = true
    const { end, inside } = unread(origin.values, of.shape[axis])
    const word = axisWords[origin.label ?? ''] ?? 'position'
    if (end > 0) parts.push(end === 1 ? `the last ${word}` : `the last ${end} ${word}s`)
    if (inside > 0) parts.push(`${inside} ${word}${inside === 1 ? '' : 's'} between windows`)
  })
  if (!windows) return null
  if (parts.length === 0) return 'everything is read'
  const list = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
  return `${list} ${parts.length > 1 || /\d/.test(list) ? 'are' : 'is'} never read`
}

/** The user's call in which a step of a model ran: `in net(x)   In[3] line 3`. */
function around(call: Call | null, title: string): string {
  let root = call
  while (root !== null && root.parent !== null) root = root.parent
  const { site } = root ?? { site: null }
  const own = call?.site ?? null
  if (
    root === call ||
    site === null ||
    site.text === title ||
    (own?.line === site.line && own.file === site.file)
  )
    return ''
  return [`in ${shortened(site.text)}`, placeText(site)].filter((text) => text !== '').join('   ')
}

// --- all of it ----------------------------------------------------------------------------------------------------

export interface ShapeStory {
  readonly title: string
  readonly of: Holder
  readonly dtype: string
  /** `conv1(x), In[4] line 1`. */
  readonly made: string
  readonly dims: readonly DimFact[]
  readonly facts: readonly Fact[]
  readonly parameters: Count
  readonly multiplyAdds: Count
}

/** What is known of the call beside its derivation. */
export interface Known {
  readonly made?: string
  readonly parameters?: Count
  readonly multiplyAdds?: Count
}

/** What there is to say of a tensor. */
export function shapeStory(title: string, dtype: string, of: Holder, given: Known = {}): ShapeStory {
  const { derivation } = of
  const call = derivation?.call ?? null
  const site = derivation?.site ?? null
  const made =
    given.made ??
    (derivation === null
      ? 'not made by an operator'
      : [site?.text ?? call?.name ?? derivation.op, placeText(site), around(call, title)]
          .filter((text) => text !== '' && text !== title && text !== title.replace(/(\[[^\]]*\])+$/, ''))
          .join('   '))
  const params = given.parameters ?? countParameters(parametersRead([of], call).map(({ shape }) => shape))
  const work = given.multiplyAdds ?? callCount([of], call)
  const facts: Fact[] = []
  const edge = edgeText(of)
  if (edge !== null) facts.push({ name: 'edge', text: edge })
  if (params.total > 0)
    facts.push({ name: 'parameters', text: `${countText(params)}  (${params.certainty})` })
  if (work.total > 0 || work.certainty !== 'exact')
    facts.push({
      name: 'multiply-adds',
      text: work.certainty === 'unknown' ? 'unknown' : `${countText(work)}  (${work.certainty})`,
    })
  const field = derivation === null ? null : fieldText(derivation)
  if (field !== null) facts.push({ name: 'receptive field', text: field })
  return {
    title,
    of,
    dtype,
    made,
    dims: dimFacts(of),
    facts,
    parameters: params,
    multiplyAdds: work,
  }
}

export function storyText({ title, of: { shape }, dtype, made, dims, facts }: ShapeStory): string {
  const names = dims.map(({ names: each }) => each.join(', '))
  const width = Math.max(0, ...names.map((name) => name.length))
  const sizes = Math.max(0, ...dims.map(({ size }) => String(size).length))
  const labels = Math.max(0, ...facts.map(({ name }) => name.length))
  return [
    `${title}  ${shapeText(shape)} ${dtype}`,
    ...(made === '' ? [] : [`  ${made}`]),
    ...(dims.length > 0 ? [''] : []),
    ...dims.map(
      ({ size, text }, i) => `  ${names[i].padEnd(width)}  ${String(size).padStart(sizes)}  ${text}`,
    ),
    ...(facts.length > 0 ? [''] : []),
    ...facts.map(({ name, text }) => `  ${name.padEnd(labels)}  ${text}`),
  ].join('\n')
}

/** The same for programs and notebooks. */
export const storyView = ({
  title,
  of: { shape },
  dtype,
  made,
  dims,
  facts,
  parameters,
  multiplyAdds,
}: ShapeStory) => ({
  version: 1 as const,
  kind: 'shape' as const,
  title,
  rows: [
    {
      name: title,
      op: made,
      inputs: [] as number[][],
      outputs: [[...shape]],
      dims: dims.map(({ names, size, text }) => ({ names, size, text })),
    },
  ],
  dtype,
  parameters,
  multiply_adds: multiplyAdds,
  notes: facts.map(({ name, text }) => `${name}: ${text}`),
})
