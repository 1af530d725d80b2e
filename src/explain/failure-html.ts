/** A call that raised, for notebooks: its source with the operands' shapes below them, a table of where they come from, what it means. */
import type { FailedOperand, FailureStory } from './failure.js'
import { escaped, MONO, quiet } from './html.js'

/** The stretch of a line that an operand takes, with its shape below. */
const marked = (text: string, { shape }: FailedOperand, number: number): string =>
  `<span style="display:inline-flex;flex-direction:column;vertical-align:top"><span style="border-bottom:2px solid ${COLOURS[number % COLOURS.length]}">${escaped(text)}</span><small>${escaped(shape)}</small></span>`

/** Told apart on a light ground and on a dark one. */
const COLOURS = ['#d1495b', '#2e86ab', '#c68a12', '#3a9d5d', '#8e5bd0', '#7a7a7a']

function sourceHtml({ site, operands }: FailureStory): string {
  if (site === null) return ''
  const placed = operands.flatMap((each, number) =>
    each.place === null ? [] : [{ each, number, place: each.place }],
  )
  if (placed.length === 0) return ''
  const indent = Math.min(
    ...site.lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)![0].length),
  )
  const rows = site.lines.map((line, i) => {
    let html = ''
    let at = indent
    const here = placed
      .filter(({ place }) => place.line === site.line + i)
      .sort((a, b) => a.place.col - b.place.col)
    for (const { each, number, place } of here) {
      const end = place.endLine === place.line ? place.endCol : line.length
      html += escaped(line.slice(at, place.col)) + marked(line.slice(place.col, end), each, number)
      at = end
    }
    return `<div>${html}${escaped(line.slice(at))}</div>`
  })
  return `<div style="margin:.3em 0 .3em 1.5em">${rows.join('')}</div>`
}

function tableHtml({ operands }: FailureStory): string {
  if (operands.length === 0) return ''
  const rows = operands.map(
    ({ name, shape, from }, number) =>
      `<tr><td style="text-align:left;padding:0 .6em;border-left:4px solid ${COLOURS[number % COLOURS.length]}">${escaped(name)}</td><td style="text-align:left;padding:0 .6em">${escaped(shape)}</td><td style="text-align:left;padding:0 .6em">${escaped(from)}</td></tr>`,
  )
  return `<table style="margin:.3em 0 .3em 1.5em;border-collapse:collapse"><tbody>${rows.join('')}</tbody></table>`
}

/** The story as HTML. */
export function failureHtml(story: FailureStory, namesFix: boolean): string {
  const { name, type, where, meaning } = story
  const kind = type === '' ? '' : ` ${quiet(escaped(type))}`
  const head = `<div><b>${escaped(name)}</b>${kind}  ${escaped(where)}</div>`
  const told = meaning === null ? '' : `<div>${escaped(meaning)}</div>`
  const fix = namesFix
    ? '<div style="opacity:.65">%fix lists edits that mend it, each proved by running it again</div>'
    : ''
  return `<div style="${MONO}">${head}${sourceHtml(story)}${tableHtml(story)}${told}${fix}</div>`
}
