/** `%why`'s answers for notebooks: a chain as rows, branches below one another that open and close, the middle of a long run folded. */
import { columnsOf } from '../base/text.js'
import { equalsText, placeText, type Run, runOf } from './chain-text.js'
import { escaped, MONO, quiet } from './html.js'
import type { Link } from './why.js'
import type { Answer, Story } from './why-text.js'

/** A run longer than this shows its ends. */
const LONGEST_RUN = 10
const FIRST = 4
const LAST = 3
/** A branch with more rows than this is closed at first. */
const MOST_OPEN = 8

type Step = Run['steps'][number]

const rowsIn = ({ steps, branches }: Run): number =>
  branches.reduce((sum, each) => sum + rowsIn(each), steps.length)

/** A step's text, sizes in a column. */
const textOf = ({ link, again }: Step): string => (again ? '   as above' : equalsText(link))

function stepHtml(step: Step, sizes: number, width: number): string {
  const { link, again } = step
  const text = textOf(step)
  const room = Math.max(0, width - columnsOf(text))
  const indent = ' '.repeat(sizes - String(link.size).length)
  const called = again ? '' : [link.by, placeText(link.site)].filter((each) => each !== '').join('   ')
  return `${indent}<b>${link.size}</b>${escaped(text)}${called === '' ? '' : `${' '.repeat(room + 3)}${quiet(escaped(called))}`}`
}

const line = (row: string): string => `<div>${row}</div>`

/** The rows after the first; of many those at both ends, the others behind their number. */
function folded(rows: readonly string[]): string {
  if (rows.length < LONGEST_RUN) return rows.map(line).join('')
  const middle = rows.slice(FIRST, -LAST)
  const closed = `<details><summary>${quiet(`… ${middle.length} more`)}</summary>${middle.map(line).join('')}</details>`
  return [...rows.slice(0, FIRST).map(line), closed, ...rows.slice(-LAST).map(line)].join('')
}

/** `open`: does the first row stay above what follows instead of folding it? */
function runHtml(run: Run, open: boolean): string {
  const { steps, branches } = run
  const sizes = Math.max(...steps.map(({ link }) => String(link.size).length))
  const width = Math.max(...steps.map((step) => columnsOf(textOf(step))))
  const rows = steps.map((step) => stepHtml(step, sizes, width))
  const [first, ...rest] = rows
  const below = branches
    .map(
      (each) =>
        `<div style="margin-left:1ch;padding-left:1ch;border-left:1px solid rgba(128,128,128,.6)">${runHtml(each, false)}</div>`,
    )
    .join('')
  const tail = folded(rest)
  if (tail === '' && below === '') return line(first)
  if (open) return line(first) + tail + below
  const shown = rowsIn(run) <= MOST_OPEN ? ' open' : ''
  return `<details${shown}><summary>${first}</summary><div style="margin-left:2ch">${tail}${below}</div></details>`
}

/** One chain, its first row above the others. */
export const chainHtml = (link: Link): string => runHtml(runOf(link), true)

function storyHtml({ head, label, link }: Story, width: number): string {
  const above = head === null ? '' : `<div>${escaped(head)}</div>`
  const chain = chainHtml(link)
  if (label === '') return above + chain
  return `${above}<div style="display:flex"><div style="min-width:${width}ch"><b>${escaped(label)}</b></div><div>${chain}</div></div>`
}

/** The stories below one another. */
export function answerHtml({ stories, notes }: Answer): string {
  const width = Math.max(0, ...stories.map(({ label }) => label.length)) + 2
  return `<div style="${MONO}">${stories.map((each) => storyHtml(each, width)).join('')}${notes.map((note) => `<div>${escaped(note)}</div>`).join('')}</div>`
}
