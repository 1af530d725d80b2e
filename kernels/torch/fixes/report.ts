/** Fixes as text and as MIME bundle: what each changes, the changed lines, the shape that comes out. */
import { shapeText } from '../../../src/explain/dims.js'
import { preformatted } from '../../../src/explain/html.js'
import { FIXES_MIME, type FixesPayload, type MimeBundle } from '../../../src/protocol/mime.js'
import type { Proof } from './proof.js'
import type { Failure } from './run.js'
import type { Diagnosis, Fix } from './search.js'
import { type CellSource, withEdits } from './source.js'

/** What is told of a diagnosis that found a failure. */
export interface Told extends Pick<Diagnosis, 'fixes' | 'tried'> {
  readonly failure: Pick<Failure, 'type' | 'message' | 'sites'>
}

/** Lines of a cell before and after a fix. */
function changes(cells: readonly CellSource[], fix: Fix): string[] {
  const lines: string[] = []
  const places = new Set(fix.edits.map(({ cell, line }) => `${cell} ${line}`))
  for (const place of places) {
    const [cell, line] = place.split(' ').map(Number)
    const before = cells[cell].text.split('\n')[line - 1]
    const edits = fix.edits
      .filter((edit) => edit.cell === cell && edit.line === line && edit.endLine === line)
      .map((edit) => ({ ...edit, line: 1, endLine: 1 }))
    const after = withEdits(before, edits)
    const where = cells.length === 1 ? `line ${line}` : `${cells[cell].name}, line ${line}`
    lines.push(`    ${where}: ${after.trim()}`)
  }
  return lines
}

/** What a fix changes and the shape that comes out; below it the changed lines. */
export function fixLines(cells: readonly CellSource[], fix: Fix): string[] {
  const result = fix.result === null ? '' : `  → ${shapeText(fix.result)}`
  return [`${fix.what}${result}`, ...changes(cells, fix)]
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
  const text = [
    ...fixes.flatMap(({ lines }, index) => numbered(lines, index)),
    '%fix 1 puts the first into a cell.',
  ].join('\n')
  return { 'text/plain': text, 'text/html': preformatted(text), [FIXES_MIME]: { version: 1, fixes } }
}
