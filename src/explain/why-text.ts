/** `%why`'s answers as text: one chain, the dims of a tensor, a layer's attribute, a number in an error. */
import { columnsOf, padded } from '../base/text.js'
import { numel } from '../tensor/shape.js'
import { chainLines, columnWidth, linkViews, placeText } from './chain-text.js'
import { type Dim, firstHolder, type Holder, originOf, shapeText, sizeOf } from './dims.js'
import { axesText, axisName } from './origin-text.js'
import { ownedName, ownerOf } from './owners.js'
import type { Event, Recording, Sized } from './recording.js'
import { Chains, type Link } from './why.js'

/** One story: a sentence above it where one is needed, and the dims it is about. */
export interface Story {
  readonly head: string | null
  readonly label: string
  readonly link: Link
}

export interface Answer {
  readonly title: string
  readonly stories: readonly Story[]
  /** Sentences below. */
  readonly notes: readonly string[]
}

/** The stories as one table: the dims, the sizes with their arithmetic, what was called, where. */
export function answerText({ stories, notes }: Answer): string {
  const sizes = Math.max(0, ...stories.map(({ link }) => columnWidth(link)))
  const tables = stories.map(({ link }) => chainLines(link, sizes))
  const all = tables.flat()
  const labels = Math.max(0, ...stories.map(({ label }) => label.length))
  const texts = Math.max(0, ...all.map(({ text }) => columnsOf(text)))
  const bys = Math.max(0, ...all.map(({ by }) => columnsOf(by)))
  const lines = stories.flatMap(({ head, label }, i) => [
    ...(head === null ? [] : [head]),
    ...tables[i].map(({ text, by, place }, row) => {
      const left = labels === 0 ? '' : `${padded(row === 0 ? label : '', labels)}  `
      return `${left}${padded(text, texts)}   ${padded(by, bys)}   ${place}`.trimEnd()
    }),
  ])
  return [...lines, ...notes].join('\n')
}

/** What `--json` prints and notebooks get. */
export const answerView = ({ title, stories, notes }: Answer) => ({
  version: 1 as const,
  kind: 'why' as const,
  title,
  chains: stories.map(({ head, label, link }) => ({
    head,
    dims: label,
    size: link.size,
    links: linkViews(link),
  })),
  notes: [...notes],
})

/** The story of one dim. */
export const whyDim = (title: string, dim: Dim): Answer => ({
  title,
  stories: [{ head: null, label: '', link: new Chains().of(dim) }],
  notes: [],
})

/** The stories of all dims of a tensor. */
export function whyTensor(title: string, of: Holder): Answer {
  const chains = new Chains()
  if (of.shape.length === 0)
    return { title, stories: [], notes: [`${title} is a single number: it has no dims.`] }
  const groups = new Map<number, { names: string[]; link: Link }>()
  of.shape.forEach((_, axis) => {
    const link = chains.of({ of, axis })
    const name = axisName(originOf({ of, axis }), axis)
    const known = groups.get(link.id)
    if (known === undefined) groups.set(link.id, { names: [name], link })
    else known.names.push(name)
  })
  const stories = [...groups.values()].map(({ names, link }) => ({
    head: null,
    label: axesText(names),
    link,
  }))
  return { title: `${title} ${shapeText(of.shape)}`, stories, notes: [] }
}

/** What a layer's `in_features` and the like must match: the dim that it got in its last call. */
export function whyInput(title: string, value: number, event: Event, axis: number): Answer {
  const input = event.inputs[0]
  const dim: Dim = { of: input, axis }
  const got = sizeOf(dim)
  const link = new Chains().of(dim)
  if (got === value) return { title, stories: [{ head: null, label: '', link }], notes: [] }
  const where = placeText(event.call.site)
  return {
    title,
    stories: [
      { head: `${title} is ${value}, but the last call (${where}) gave it ${got}:`, label: '', link },
    ],
    notes: [],
  }
}

/** A size among what the last calls gave: the latest that has it. */
export function whySize(size: number, { events }: Recording): Answer | null {
  for (let i = events.length - 1; i >= 0; i--) {
    const { call, outputs } = events[i]
    for (const of of outputs) {
      const axis = of.shape.indexOf(size)
      if (axis < 0) continue
      const name = axisName(originOf({ of, axis }), axis)
      const head = `${size} is ${axesText([name])} of what ${call.name} gave, ${shapeText(of.shape)}:`
      return {
        title: String(size),
        stories: [{ head, label: '', link: new Chains().of({ of, axis }) }],
        notes: [],
      }
    }
  }
  return null
}

/** A number in the last error: the dims of that size that the failing call was given. */
export function whyNumber(size: number, { failure, events }: Recording): Answer | null {
  if (failure === null) return null
  const event = events[failure.event]
  const operands: Sized[] = [...(event?.inputs ?? []), ...failure.inputs]
  const chains = new Chains()
  const stories = new Map<string, Story>()
  const what = event === undefined ? failure.op : event.call.name
  for (const of of operands) {
    of.shape.forEach((each, axis) => {
      if (each !== size) return
      const link = chains.of({ of, axis })
      // What fails may have been given a view of a weight.
      const source = firstHolder({ of, axis })
      const owner = ownerOf(source.of.derivation)
      const head =
        owner === null
          ? `${size} is dim ${axis} of what ${what} was given, ${shapeText(of.shape)}:`
          : `${size} is ${ownedName(owner, source.axis)}:`
      if (![...stories.values()].some((story) => story.link === link))
        stories.set(head, { head, label: '', link })
    })
  }
  if (stories.size > 0) return { title: String(size), stories: [...stories.values()], notes: [] }
  const written = event?.call.site?.text ?? ''
  if (new RegExp(`\\b${size}\\b`).test(written)) {
    const note = `${size} is written in ${written} (${placeText(event.call.site)}).`
    return { title: String(size), stories: [], notes: [note] }
  }
  const whole = operands.find(({ shape }) => shape.length > 1 && numel(shape) === size)
  if (whole === undefined) return null
  const head = `${size} = ${whole.shape.join('·')}, all elements of what ${what} was given:`
  const answer = whyTensor('', whole)
  return {
    ...answer,
    title: String(size),
    stories: answer.stories.map((story, i) => (i === 0 ? { ...story, head } : story)),
  }
}

/** The sizes in the last error, for the sentence that says what may be asked. */
export function sizesIn({ failure, events }: Recording): string {
  const operands = failure === null ? [] : [...(events[failure.event]?.inputs ?? []), ...failure.inputs]
  return [...new Set(operands.map(({ shape }) => shapeText(shape)))].join(', ')
}
