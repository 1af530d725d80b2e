/** Fixes as text and as MIME bundle: what each changes, the changed lines, the shape that comes out. */
import { shapeText } from '../../../src/explain/dims.js'
import { escaped, MONO, quiet } from '../../../src/explain/html.js'
import { FIXES_MIME, type FixesPayload, type MimeBundle } from '../../../src/protocol/mime.js'
import type { CellSource } from './cell-text.js'
import type { Proof } from './proof.js'
import type { Failure } from './run.js'
import type { Diagnosis, Fix } from './search.js'
import { withEdits } from './source.js'

/** What is told of a diagnosis that found a failure. */
export interface Told extends Pick<Diagnosis, 'fixes' | 'tried'> {
  readonly failure: Pick<Failure, 'type' | 'message' | 'sites'>
}

interface Change {
  readonly where: string
  readonly before: string
  readonly after: string
}

/** Lines of a cell before and after a fix. */
function changes(cells: readonly CellSource[], fix: Fix): Change[] {
  const lines: Change[] = []
  const places = new Set(fix.edits.map(({ cell, line }) => `${cell} ${line}`))
  for (const place of places) {
    const [cell, line] = place.split(' ').map(Number)
    const before = cells[cell].text.split('\n')[line - 1]
    const edits = fix.edits
      .filter((edit) => edit.cell === cell && edit.line === line && edit.endLine === line)
      .map((edit) => ({ ...edit, line: 1, endLine: 1 }))
    const after = withEdits(before, edits)
    const where = cells.length === 1 ? `line ${line}` : `${cells[cell].name}, line ${line}`
    lines.push({ where, before: before.trim(), after: after.trim() })
  }
  return lines
}

const titleOf = ({ what, result }: Fix): string =>
  `${what}${result === null ? '' : `  → ${shapeText(result)}`}`

/** What a fix changes and the shape that comes out; below it the changed lines. */
export const fixLines = (cells: readonly CellSource[], fix: Fix): string[] => [
  titleOf(fix),
  ...changes(cells, fix).map(({ where, after }) => `    ${where}: ${after}`),
]

/** The same for notebooks, with the lines as they were. */
function fixHtml(cells: readonly CellSource[], fix: Fix): string {
  const line = (sign: string, colour: string, text: string): string =>
    `<div style="background:${colour};padding:0 1ch">${sign} ${escaped(text)}</div>`
  const lines = changes(cells, fix).map(
    ({ where, before, after }) =>
      `<div style="margin:.2em 0 .4em">${quiet(escaped(where))}${line('−', 'rgba(220,60,60,.18)', before)}${after === '' ? '' : line('+', 'rgba(40,160,80,.2)', after)}</div>`,
  )
  return `<li>${escaped(titleOf(fix))}${lines.join('')}</li>`
}

export const numbered = ([first, ...rest]: readonly string[], index: number): string[] => [
  `[${index + 1}] ${first}`,
  ...rest,
]

export function fixText(cells: readonly CellSource[], { failure, fixes, tried }: Told | Diagnosis): string {
  if (failure === null) return 'The program runs: nothing to fix.\n'
  const where = failure.sites.at(-1)
  const lines = [`${failure.type}: ${failure.message}`]
  if (where !== undefined) lines.push(`  in ${where.file}, line ${where.line}`)
  if (fixes.length === 0)
    return [...lines, '', `No edit was found that runs (${tried} tried).`, ''].join('\n')
  lines.push('')
  for (const [i, fix] of fixes.entries()) lines.push(...numbered(fixLines(cells, fix), i))
  return [...lines, ''].join('\n')
}

/** The fixes as text, as HTML and for a key; null: there is none. */
export function fixesBundle(proof: Proof): MimeBundle | null {
  const { cells, diagnosis, inputs } = proof
  if (diagnosis.fixes.length === 0) return null
  const fixes: FixesPayload['fixes'] = diagnosis.fixes.map((fix, index) => ({
    lines: fixLines(cells, fix),
    input: inputs[index],
  }))
  const hint = '%fix 1 puts the first into a cell.'
  const text = [...fixes.flatMap(({ lines }, index) => numbered(lines, index)), hint].join('\n')
  return {
    'text/plain': text,
    'text/html': listHtml(proof, hint),
    [FIXES_MIME]: { version: 1, fixes },
  }
}

const listHtml = ({ cells, diagnosis }: Proof, hint: string): string =>
  `<div style="${MONO}"><ol style="margin:0">${diagnosis.fixes.map((fix) => fixHtml(cells, fix)).join('')}</ol>${quiet(escaped(hint))}</div>`

/** What `%fix` answers: the error, and the fixes or that there are none. */
export function answerBundle(proof: Proof): MimeBundle {
  const { cells, diagnosis } = proof
  const { failure, fixes, tried } = diagnosis
  const head =
    failure === null
      ? 'The program runs: nothing to fix.'
      : fixes.length === 0
        ? `No edit was found that runs (${tried} tried).`
        : `${failure.type}: ${failure.message}`
  const list = fixes.length === 0 ? '' : listHtml(proof, '%fix N puts fix N into a cell.')
  return {
    'text/plain': fixText(cells, diagnosis).trimEnd(),
    'text/html': `<div style="${MONO}">${escaped(head)}</div>${list}`,
  }
}
