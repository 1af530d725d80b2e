/** Cells as text: where statements begin, whether the result is wanted. */
import type { LogicalLine } from '../../src/kernel/language.js'
import { parseExpression } from '../../src/python/parse/parser.js'
import { scan } from '../../src/python/parse/tokenizer.js'

const LAYOUT = new Set(['NEWLINE', 'INDENT', 'DEDENT', 'COMMENT', 'END'])

/** The logical lines of the last text asked about: the kernel asks line by line. */
let known: { text: string; lines: LogicalLine[] } = { text: '', lines: [] }

const linesOf = (text: string): LogicalLine[] => {
  if (known.text === text) return known.lines
  const lines: LogicalLine[] = []
  let line: LogicalLine | null = null
  for (const { kind, start, end } of scan(text)) {
    if (kind === 'NEWLINE' || kind === 'END') line = null
    else if (LAYOUT.has(kind) || end <= start) continue
    else if (line) line.end = end
    else lines.push((line = { start, end }))
  }
  known = { text, lines }
  return lines
}

/** The statement that begins at or after the offset. */
export const logicalLine = (text: string, from: number): LogicalLine | null =>
  linesOf(text).find(({ start }) => start >= from) ?? null

export const isExpression = (text: string): boolean => {
  try {
    parseExpression(text, '<help>')
    return true
  } catch {
    return false
  }
}

/** A trailing `;` asks for no result. */
export const isQuiet = (text: string): boolean =>
  text.includes(';') && scan(text).findLast(({ kind }) => !LAYOUT.has(kind))?.kind === ';'
