/** What Enter asks of a cell: the parser's answer, with the lines that are not Python (magics, `!`) taken care of. */
import { isComplete } from '../python/parse/complete.js'
import type { Completeness } from './editor/state.js'

const NOT_PYTHON = /^(\s*)[%!].*$/gm
const ASSIGNED = /=\s*[%!](?![=]).*$/gm

/** Whether a cell is complete as it stands. */
export const checkCell = (text: string): Completeness => {
  if (/^\s*%%/.test(text)) {
    // A cell magic's body may be any language: it ends with an empty line.
    return /\n[^\S\n]*$/.test(text) || /\?\s*$/.test(text)
      ? { status: 'complete', indent: '' }
      : { status: 'incomplete', indent: /[ \t]*(?=[^\n]*$)/.exec(text.slice(text.lastIndexOf('\n') + 1))![0] }
  }
  if (/^\s*[%!?][^\n]*$/.test(text)) return { status: 'complete', indent: '' }
  const answer = ask(text)
  if (answer.status !== 'invalid') return answer
  const mended = text.replace(NOT_PYTHON, '$1pass').replace(ASSIGNED, '= 0')
  return mended === text ? answer : ask(mended)
}

const ask = (text: string): Completeness => {
  const { status, indent = '' } = isComplete(text)
  return { status, indent }
}
