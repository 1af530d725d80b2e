/** Fixes as text: what each changes, the changed lines, the shape that comes out. */
import { shapeText } from '../../../src/explain/dims.js'
import type { Diagnosis, Fix } from './search.js'
import { type CellSource, withEdits } from './source.js'

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

export function fixText(cells: readonly CellSource[], { failure, fixes, tried }: Diagnosis): string {
  if (failure === null) return 'The program runs: nothing to fix.\n'
  const where = failure.sites.at(-1)
  const lines = [`${failure.type}: ${failure.message}`]
  if (where !== undefined) lines.push(`  in ${where.file}, line ${where.line}`)
  if (fixes.length === 0)
    return [...lines, '', `No edit was found that runs (${tried} tried).`, ''].join('\n')
  lines.push('')
  for (const [i, fix] of fixes.entries()) {
    const result = fix.result === null ? '' : `  → ${shapeText(fix.result)}`
    lines.push(`[${i + 1}] ${fix.what}${result}`, ...changes(cells, fix))
  }
  return [...lines, ''].join('\n')
}
