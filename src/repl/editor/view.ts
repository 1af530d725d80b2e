/**
 * The editor as rows of the screen: our own wrapping, one column short of the edge, so that no terminal wraps for us and the
 * cursor is where we say. Text taller than the room is windowed around the cursor.
 */
import { highlight } from '../../python/parse/highlight.js'
import type { StyleName, Styler } from '../style.js'
import { graphemes } from './document.js'
import { TAB, widthOf } from './width.js'

export interface Prompts {
  /** Before the first line and before the others; styled, and equally wide. */
  first: string
  more: string
  width: number
}

export interface Viewed {
  rows: string[]
  cursor: { row: number; col: number }
}

export interface ViewOptions {
  text: string
  cursor: number
  prompts: Prompts
  /** Grey text after the end. */
  suggestion: string
  /** Columns and rows there are. */
  width: number
  height: number
  style: Styler
  /** `python` is coloured, `plain` is not, `hidden` shows nothing (a password). */
  kind: 'python' | 'plain' | 'hidden'
}

/** The style of each stretch of the text, in order, without gaps. */
const stylesOf = (text: string, kind: ViewOptions['kind']): ((offset: number) => StyleName) => {
  if (kind !== 'python') return () => 'name'
  const spans = highlight(text)
  let index = 0
  return (offset) => {
    while (index < spans.length && spans[index].end <= offset) index++
    const span = spans[index]
    if (!span || span.start > offset || span.kind === 'error') return 'name'
    return span.kind
  }
}

const printed = (grapheme: string): string => (grapheme === '\t' ? ' '.repeat(TAB) : grapheme)

/** A row that grows: runs of one style are painted together. */
class Row {
  #painted: string
  #run = ''
  #style: StyleName = 'name'
  constructor(
    start: string,
    public col: number,
    readonly style: Styler,
  ) {
    this.#painted = start
  }
  add(text: string, style: StyleName, width: number): void {
    if (style !== this.#style) this.#flush()
    this.#style = style
    this.#run += text
    this.col += width
  }
  #flush(): void {
    this.#painted += this.style(this.#style, this.#run)
    this.#run = ''
  }
  toString(): string {
    this.#flush()
    return this.#painted
  }
}

/** The rows and where the cursor stands among them. */
export const view = (options: ViewOptions): Viewed => {
  const { text, cursor, prompts, suggestion, width, height, style, kind } = options
  const edge = Math.max(width - 1, 4)
  const wrapIndent = edge - prompts.width >= 20 ? prompts.width : 0
  const styleAt = stylesOf(text, kind)
  const rows: string[] = []
  let place = { row: 0, col: 0 }
  let offset = 0
  const lines = kind === 'hidden' ? [''] : text.split('\n')
  lines.forEach((line, number) => {
    let row = new Row(number === 0 ? prompts.first : prompts.more, prompts.width, style)
    for (const grapheme of graphemes(line)) {
      const columns = widthOf(grapheme)
      if (row.col + columns > edge) {
        rows.push(String(row))
        row = new Row(' '.repeat(wrapIndent), wrapIndent, style)
      }
      if (offset === cursor) place = { row: rows.length, col: row.col }
      row.add(printed(grapheme), styleAt(offset), columns)
      offset += grapheme.length
    }
    if (offset === cursor || kind === 'hidden') place = { row: rows.length, col: row.col }
    if (number === lines.length - 1 && suggestion !== '')
      row.add(clip(suggestion, edge - row.col), 'suggestion', 0)
    rows.push(String(row))
    offset += 1
  })
  const first = Math.max(0, Math.min(place.row - (height >> 1), rows.length - height))
  return { rows: rows.slice(first, first + height), cursor: { row: place.row - first, col: place.col } }
}

/** As much of a text as fits. */
export const clip = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const grapheme of graphemes(text)) {
    width += widthOf(grapheme)
    if (width > columns) break
    kept += printed(grapheme)
  }
  return kept
}

/** A submitted cell as it stays in the scrollback: whole lines, which the terminal wraps and reflows itself. */
export const echo = (text: string, prompts: Prompts, style: Styler, kind: ViewOptions['kind']): string =>
  view({
    text,
    cursor: 0,
    prompts,
    suggestion: '',
    width: Number.POSITIVE_INFINITY,
    height: Number.POSITIVE_INFINITY,
    style,
    kind,
  }).rows.join('\n') + '\n'
