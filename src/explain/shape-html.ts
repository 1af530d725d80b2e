/** What `?` and `%explain` say of tensors, for notebooks: a row for each dim, which opens on the chain behind its size. */
import { shapeText } from './dims.js'
import { escaped, MONO, quiet } from './html.js'
import type { ShapeStory } from './shape-text.js'
import { Chains } from './why.js'
import { chainHtml } from './why-html.js'

const INDENT = 'margin-left:2ch'
const column = (html: string, width: number): string =>
  `<span style="display:inline-block;min-width:${width}ch">${html}</span>`

function dimsHtml({ of, dims }: ShapeStory): string {
  const chains = new Chains()
  const names = dims.map((each) => each.names.join(', '))
  const width = Math.max(0, ...names.map((name) => name.length)) + 2
  const sizes = Math.max(0, ...dims.map(({ size }) => String(size).length)) + 2
  const rows = dims.map(({ axis, size, text }, i) => {
    const head = `${column(escaped(names[i]), width)}${column(`<b>${size}</b>`, sizes)}${escaped(text)}`
    const link = chains.of({ of, axis })
    // What its chain is made of may be all that the row says.
    const more = link.from.length > 0
    return more
      ? `<details><summary>${head}</summary><div style="${INDENT}">${chainHtml(link)}</div></details>`
      : `<div style="padding-left:1.1em">${head}</div>`
  })
  return `<div style="margin:.4em 0 .4em 2ch">${rows.join('')}</div>`
}

function factsHtml({ facts }: ShapeStory): string {
  const width = Math.max(0, ...facts.map(({ name }) => name.length)) + 2
  return facts
    .map(
      ({ name, text }) =>
        `<div style="${INDENT}">${column(quiet(escaped(name)), width)}${escaped(text)}</div>`,
    )
    .join('')
}

function storyHtml(story: ShapeStory): string {
  const { title, of, dtype, made } = story
  const head = `<div><b>${escaped(title)}</b>  ${escaped(shapeText(of.shape))} ${quiet(escaped(dtype))}</div>`
  const origin = made === '' ? '' : `<div style="${INDENT}">${quiet(escaped(made))}</div>`
  return `<div style="margin-bottom:.6em">${head}${origin}${dimsHtml(story)}${factsHtml(story)}</div>`
}

/** Stories, and what is told above and below them (HTML already). */
export const storiesHtml = (stories: readonly ShapeStory[], above = '', below = ''): string =>
  `<div style="${MONO}">${above}${stories.map(storyHtml).join('')}${below}</div>`
