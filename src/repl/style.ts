/** Colours: the terminal's own sixteen, so that they fit its theme; none where NO_COLOR or the terminal says so. */
import type { HighlightKind } from '../python/parse/highlight.js'

const SGR = {
  inPrompt: '32',
  inNumber: '1;92',
  outPrompt: '31',
  outNumber: '1;91',
  dim: '2',
  strong: '1',
  error: '31',
  warning: '33',
  code: '36',
  suggestion: '90',
  chosen: '7',
  match: '1;4',
  keyword: '1;32',
  builtin: '36',
  string: '33',
  number: '36',
  comment: '3;90',
  operator: '35',
  decorator: '35',
  definition: '1;34',
  name: '',
} satisfies Record<Exclude<HighlightKind, 'error'> | string, string>

export type StyleName = keyof typeof SGR
export type Styler = (style: StyleName, text: string) => string

/** Whether colours are wanted: https://no-color.org and FORCE_COLOR; else any terminal but a dumb one. */
export const wantsColor = (env: NodeJS.ProcessEnv, isTerminal: boolean): boolean => {
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return !/^(0|false)$/.test(env.FORCE_COLOR)
  if (env.NO_COLOR) return false
  return isTerminal && env.TERM !== 'dumb'
}

/** Text in a style; unchanged without colours. */
export const styler =
  (colored: boolean): Styler =>
  (style, text) =>
    colored && SGR[style] !== '' && text !== '' ? `\x1b[${SGR[style]}m${text}\x1b[0m` : text
