/**
 * What becomes of rows on the screen when the terminal's width changes. Most terminals break long rows anew, each in its own way, and
 * may push some of them into the scrollback, where nothing can be erased any more. `rearranged` says where ours stand now; `missing` and
 * `remaining`, what is left to print or paint of what has its first rows up there already.
 */
import { graphemes } from './editor/document.js'
import { widthOf } from './editor/width.js'

/** Which rows a terminal breaks anew: all, all but the one with the cursor (xterm.js), or none (xterm). */
export type Reflow = 'all' | 'others' | 'none'

export interface Size {
  columns: number
  rows: number
}

/** Where the cursor stands, from 0, in a terminal of this size. */
export interface Sighting extends Size {
  row: number
  col: number
  reflow: Reflow
}

/** Rows of the screen, coloured, and where the cursor stands among them. */
export interface Frame {
  rows: readonly string[]
  cursor: { row: number; col: number }
}

/** A row's text without its colours. */
export const plain = (row: string): string => row.replace(/\x1b\[[0-9;:]*m/g, '')

/** A row that we painted, without colours. */
export interface OwnRow {
  text: string
  /** The terminal takes the next row for the rest of this one. */
  joined: boolean
}

/** A text as a terminal breaks it: at the edge, a wide character that does not fit on the next row. */
const broken = (text: string, columns: number): string[] => {
  if (widthOf(text) <= columns) return [text]
  const rows: string[] = []
  let row = ''
  let width = 0
  for (const grapheme of graphemes(text)) {
    const wide = widthOf(grapheme)
    if (width + wide > columns && row !== '') {
      rows.push(row)
      row = ''
      width = 0
    }
    row += grapheme
    width += wide
  }
  return [...rows, row]
}

/** Rows that the terminal takes for one, put together. */
const grouped = (rows: readonly OwnRow[]): OwnRow[][] => {
  const groups: OwnRow[][] = []
  rows.forEach((row, index) => {
    if (index > 0 && rows[index - 1].joined) groups.at(-1)!.push(row)
    else groups.push([row])
  })
  return groups
}

/** In which of a text's rows the cursor is that stood `offset` columns into the text. */
const rowOf = (rows: readonly string[], offset: number, { col, columns }: Sighting): number => {
  let end = 0
  const row = rows.findIndex((text) => offset < (end += widthOf(text)))
  if (row >= 0) return row
  // Behind a row that is full to the edge some terminals go on to the next one.
  return rows.length - (offset === end && col === 0 && widthOf(rows.at(-1)!) >= columns ? 0 : 1)
}

/** How many of our rows, painted in a terminal of such a size, are above the cursor's on the screen, and which are in the scrollback. */
export const rearranged = (
  rows: readonly OwnRow[],
  cursor: { row: number; col: number },
  painted: Size,
  sighting: Sighting,
): { above: number; gone: OwnRow[] } => {
  const reflow = sighting.columns === painted.columns ? 'none' : sighting.reflow
  // A lower screen is cut below the cursor first; its height may be older than the cursor's place.
  const below = sighting.rows < painted.rows ? Math.max(0, sighting.rows - 1 - sighting.row) : rows.length
  const arrange = reflow === 'all' ? allBroken : someBroken
  const { now, above } = arrange(rows.slice(0, cursor.row + 1 + below), cursor, { ...sighting, reflow })
  const visible = Math.min(above, sighting.row)
  const gone = now.slice(0, above - visible)
  // The row below is emptied next, and with it goes the tie.
  return {
    above: visible,
    gone: gone.map((row, index) => (index < gone.length - 1 ? row : { ...row, joined: false })),
  }
}

interface Arrangement {
  now: OwnRow[]
  /** The rows from our first one to the cursor's. */
  above: number
}

const allBroken = (
  rows: readonly OwnRow[],
  cursor: { row: number; col: number },
  sighting: Sighting,
): Arrangement => {
  const now: OwnRow[] = []
  let first = 0
  let above = 0
  for (const group of grouped(rows)) {
    const at = cursor.row - first
    const texts = group.map(({ text }) => text)
    const pieces = broken(texts.join(''), sighting.columns)
    if (at >= 0 && at < group.length) {
      const before = texts.slice(0, at).reduce((sum, text) => sum + widthOf(text), 0)
      above = now.length + rowOf(pieces, before + cursor.col, sighting)
    }
    now.push(...pieces.map((text, index) => ({ text, joined: index < pieces.length - 1 })))
    first += group.length
  }
  return { now, above }
}

/**
 * xterm.js goes through the rows from the last to the first, leaves out the one that the cursor is on, and moves the cursor down for
 * each row that it adds, also for those below it: the row left out is another one then. With `none`, rows stay as they are.
 */
const someBroken = (
  rows: readonly OwnRow[],
  cursor: { row: number },
  { columns, reflow }: Sighting,
): Arrangement => {
  let now: OwnRow[] = []
  let above = cursor.row
  for (let index = rows.length - 1; index >= 0; index--) {
    const pieces =
      reflow === 'none' || index === above ? [rows[index].text] : broken(rows[index].text, columns)
    above += pieces.length - 1
    now = [...pieces.map((text) => ({ text, joined: false })), ...now]
  }
  return { now, above }
}

const SGR = /\x1b\[[0-9;:]*m/y

/** Where a text, coloured or not, goes on behind these rows, and in which colours; null if they are not its beginning. */
const cut = (text: string, gone: readonly OwnRow[]): { at: number; style: string } | null => {
  // Blanks don't count: an editor's rows are broken and indented in their own way.
  const there = dense(gone.map((row) => row.text).join(''))
  let at = 0
  let style = ''
  for (let matched = 0; matched < there.length; ) {
    SGR.lastIndex = at
    const sgr = SGR.exec(text)?.[0]
    if (sgr !== undefined) {
      style = /^\x1b\[0?m$/.test(sgr) ? '' : style + sgr
      at += sgr.length
    } else if (at < text.length && /\s/.test(text[at])) at++
    else if (text[at++] !== there[matched++]) return null
  }
  return { at, style }
}

const dense = (text: string): string => text.replace(/\s/g, '')

/** What of a text is not in the scrollback yet if these rows, the last ones there, are its beginning; else the whole text. */
export const missing = (text: string, gone: readonly OwnRow[]): string => {
  const found = gone.length > 0 && cut(text, gone)
  if (!found) return text
  // The line ends of rows that are there are there, too, and blanks within a line.
  const blank = gone.length - 1 - gone.findLastIndex((row) => row.text.trim() !== '')
  const ends = new RegExp(`^((?:\\x1b\\[[0-9;]*m)* *\\n){1,${blank + 1}}`)
  const rest = text.slice(found.at)
  return found.style + (ends.test(rest) ? rest.replace(ends, '') : rest.replace(/^ +/, ''))
}

/** The part of a frame that goes on where these rows end; the whole frame if they are not its beginning or hold the cursor. */
export const remaining = (frame: Frame, gone: readonly OwnRow[]): Frame => {
  const found = gone.length > 0 && cut(frame.rows.join('\n'), gone)
  if (!found) return frame
  let { at } = found
  let row = 0
  while (at > frame.rows[row].length) at -= frame.rows[row++].length + 1
  const rest = frame.rows[row].slice(at)
  const ended = plain(rest).trim() === ''
  const rows = ended ? frame.rows.slice(row + 1) : [found.style + rest, ...frame.rows.slice(row + 1)]
  const first = ended ? row + 1 : row
  const col = ended || frame.cursor.row > first ? 0 : widthOf(plain(frame.rows[row].slice(0, at)))
  if (frame.cursor.row < first || frame.cursor.col < col) return frame
  return { rows, cursor: { row: frame.cursor.row - first, col: frame.cursor.col - col } }
}
