/**
 * Explanations in colour: the trail under a cell, `%why`, `%explain`, `%summary`. Their text is complete without; what is painted are
 * the names and numbers that one looks for, and what may recede.
 */
import { columnsOf } from '../base/text.js'
import type { JsonObject } from '../protocol/mime.js'
import type { Styler } from './style.js'

type Painter = (line: string, style: Styler, index: number) => string

/** `  name  Class  (1, 3) → (1, 6)  × 2`: the name stands out; formulas below recede. */
const ROW = /^(\s*)(\S(?:.*?\S)?)(\s{2,}|\s*$)(.*?)(\([\d, ]*\).*? → |\(\) → )(.*)$/

/** Under the code that was typed after `In [4]: `. */
export const INDENT = ' '.repeat(8)

const trail: Painter = (line, style) => {
  const row = ROW.exec(line)
  if (row === null) return INDENT + style('dim', line)
  const [, lead, name, gap, kind, before, after] = row
  const [, sizes, extra] = /^(.*?)(\s{2,}(?:×|…).*)?$/.exec(after)!
  const result = sizes === 'raised' ? style('error', sizes) : sizes
  return `${INDENT}${lead}${style('strong', name)}${gap}${style('dim', kind)}${before}${result}${style('dim', extra ?? '')}`
}

/** `400 = 16·5·5   view   In[5] line 3`: the size stands out, the place recedes. */
const WHY = /^((?:(?:[NCHWDL], |dims? )?[\w, ]*? {2})?[│├└ ]*)(\d+)( .*?)(\s{2,}\S+ line \d+)?$/

const why: Painter = (line, style) => {
  const row = WHY.exec(line)
  if (row === null) return line
  const [, lead, size, rest, place] = row
  return `${lead}${style('strong', size)}${rest}${style('dim', place ?? '')}`
}

const summary: Painter = (line, style, index) =>
  index === 0
    ? style('strong', line)
    : /^─+$/.test(line)
      ? style('dim', line)
      : line.replace(/\braised$/, (each) => style('error', each))

const shape: Painter = (line, style) =>
  /^\S/.test(line) && / → /.test(line) === false ? style('strong', line) : line

const trap: Painter = (line, style) => style('warning', line)

const drawing: Painter = (line, style, index) => (index === 0 ? style('strong', line) : line)

/** Lines that lead from a source text to what is said of its parts recede. */
const failure: Painter = (line, style, index) =>
  INDENT +
  (index === 0
    ? style('strong', line)
    : line.replace(/^[ \u2500\u2502\u2514\u252c]*[\u2500\u2502\u2514\u252c]/, (lead) => style('dim', lead)))

const painters: Readonly<Record<string, Painter>> = { trail, why, summary, shape, trap, drawing, failure }

/** Whose sentences are broken at the terminal's edge; tables and drawings keep their lines. */
const SENTENCES: ReadonlySet<string> = new Set(['failure', 'trap', 'shape'])
const SENTENCE = /^ *[\p{L}⚠•]\S*(?: \S+){8,}$/u

/** A sentence on as many lines as it takes, the later ones under the first. */
const broken = (line: string, width: number): string[] => {
  if (line.length <= width || !SENTENCE.test(line)) return [line]
  const indent = /^ */.exec(line)![0] + (/^ *[⚠•]/.test(line) ? '  ' : '')
  const lines: string[] = []
  let last = ''
  for (const word of line.trimStart().split(' ')) {
    const start = lines.length === 0 ? /^ */.exec(line)![0] : indent
    if (last !== '' && columnsOf(`${start}${last} ${word}`) > width) {
      lines.push(start + last)
      last = word
    } else last = last === '' ? word : `${last} ${word}`
  }
  return [...lines, (lines.length === 0 ? '' : indent) + last]
}

/** The text of an explanation as a terminal of so many columns shows it; null: the display is none. */
export const drawExplained = (
  text: string,
  metadata: JsonObject,
  style: Styler,
  columns = Number.POSITIVE_INFINITY,
): string | null => {
  const kind = (metadata.ishape as JsonObject | undefined)?.kind
  const painter = typeof kind === 'string' ? painters[kind] : undefined
  if (painter === undefined) return null
  const width = columns - 1 - (kind === 'failure' ? INDENT.length : 0)
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => (SENTENCES.has(kind as string) ? broken(line, width) : [line]))
    .map((line, index) => (line === '' ? '' : painter(line, style, index)))
    .join('\n')
}
