/** Proved fixes as the terminal offers them: above the prompt, with the keys that take them. */
import wrapAnsi from 'wrap-ansi'
import type { FixesPayload } from '../protocol/mime.js'
import { BINDINGS, spoken } from './editor/bindings.js'
import { INDENT } from './explained.js'
import type { Styler } from './style.js'

/** As many are shown; `%fix` lists all. */
const SHOWN = 3

/** The key that takes the first fix, and that of another. */
const keyOf = (index: number): string => {
  const all = BINDINGS.flatMap(({ keys }) => keys)
  return spoken(all.find(({ action }) => action === `fix${index + 1}`)!.keys[0])
}

/** The rows of an offer, broken for a screen of this width. */
export const offerRows = ({ fixes }: FixesPayload, width: number, style: Styler): string[] => {
  const shown = fixes.slice(0, SHOWN)
  const lines = shown.flatMap(({ lines: [what, ...changes] }, index) => [
    style('strong', `[${index + 1}] ${what}`),
    ...changes,
  ])
  const more = fixes.length > shown.length ? '; %fix lists more' : ''
  const keys =
    shown.length === 1 ? `${keyOf(0)} applies it` : `${keyOf(0)} … ${keyOf(shown.length - 1)} apply one`
  const hint = `${keys}: the edited cells come into the prompt${more}`
  const room = width - 1 - INDENT.length
  return [...lines, style('dim', hint)].flatMap((line) => {
    const lead = /^ */.exec(line)![0]
    const below = `${lead}    `
    return wrapAnsi(line.trimStart(), Math.max(room - below.length, 12), { hard: true })
      .split('\n')
      .map((row, index) => INDENT + (index === 0 ? lead : below) + row)
  })
}
