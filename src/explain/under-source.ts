/**
 * Labels under the places of a source text that they are about:
 *
 *     y = fc1(x.flatten(1))
 *         ┬── ┬───────────
 *         │   └ (1, 1350)
 *         └ weight (10, 1176)
 */
import { columnsOf } from '../base/text.js'
import type { Stretch } from '../tensor/derivation.js'

export interface Mark {
  readonly place: Stretch
  readonly label: string
}

/** The lines of the source, the first of which has the number `first`, with the labels below each. */
export function underSource(lines: readonly string[], first: number, marks: readonly Mark[]): string[] {
  const flat = lines.map((line) => line.replaceAll('\t', ' '))
  const indents = flat.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length)
  const indent = Math.min(...indents)
  return flat.flatMap((line, i) => [
    line.slice(indent).trimEnd(),
    ...labelLines(
      line,
      indent,
      marks.filter(({ place }) => place.line === first + i),
    ),
  ])
}

function labelLines(line: string, indent: number, marks: readonly Mark[]): string[] {
  const stems = marks
    .map(({ place: { line: start, col, endLine, endCol }, label }) => {
      const end = endLine === start ? endCol : line.length
      return { column: columnsOf(line.slice(indent, col)), width: columnsOf(line.slice(col, end)), label }
    })
    .sort((a, b) => a.column - b.column)
  if (stems.length === 0) return []
  let under = ''
  for (const { column, width } of stems)
    under = `${under.padEnd(column)}┬${'─'.repeat(Math.max(0, width - 1))}`
  const rows = stems.map(({ column, label }, i) => {
    let row = ''
    for (const before of stems.slice(0, i)) row = `${row.padEnd(before.column)}│`
    return `${row.padEnd(column)}└ ${label}`
  })
  return [under, ...rows.reverse()]
}
