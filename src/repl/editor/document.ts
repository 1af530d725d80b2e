/**
 * The text being edited and where the cursor stands: immutable, with the motions and cuts that every key is made of.
 *
 * The cursor is a UTF-16 offset that never stands inside a grapheme: é written as e + accent, a family of emoji, a Hangul syllable
 * in parts count as one. Nothing here knows of keys, columns on the screen, or Python.
 */

export interface Document {
  readonly text: string
  readonly cursor: number
}

export const EMPTY: Document = { text: '', cursor: 0 }

/** The document with the cursor at the end. */
export const documentOf = (text: string): Document => ({ text, cursor: text.length })

/** The document with the cursor elsewhere. */
export const at = (doc: Document, cursor: number): Document =>
  cursor === doc.cursor ? doc : { text: doc.text, cursor: Math.max(0, Math.min(cursor, doc.text.length)) }

/** The document with `[start, end)` replaced and the cursor after it. */
export const replace = ({ text }: Document, start: number, end: number, by: string): Document => ({
  text: text.slice(0, start) + by + text.slice(end),
  cursor: start + by.length,
})

export const insert = (doc: Document, text: string): Document => replace(doc, doc.cursor, doc.cursor, text)

// ---------------------------------------------------------------- lines

export const lineStart = ({ text, cursor }: Document): number => text.lastIndexOf('\n', cursor - 1) + 1

export const lineEnd = ({ text, cursor }: Document): number => {
  const end = text.indexOf('\n', cursor)
  return end < 0 ? text.length : end
}

/** The text of the cursor's line. */
export const line = (doc: Document): string => doc.text.slice(lineStart(doc), lineEnd(doc))

/** The part of the cursor's line before the cursor. */
export const beforeCursor = (doc: Document): string => doc.text.slice(lineStart(doc), doc.cursor)

export const onFirstLine = (doc: Document): boolean => lineStart(doc) === 0
export const onLastLine = (doc: Document): boolean => lineEnd(doc) === doc.text.length
export const isMultiline = (doc: Document): boolean => doc.text.includes('\n')

/** Whether the cursor stands in a line's indentation, or on an empty line. */
export const inIndentation = (doc: Document): boolean => /^[ \t]*$/.test(beforeCursor(doc))

// ---------------------------------------------------------------- graphemes

let segmenter: Intl.Segmenter | undefined
const segments = (text: string): Intl.Segments =>
  (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })).segment(text)

const isAscii = (code: number): boolean => code < 0x80

/** The text cut into graphemes. */
export const graphemes = (text: string): string[] =>
  /^[\x00-\x7f]*$/.test(text) ? [...text] : Array.from(segments(text), ({ segment }) => segment)

/** The offset one grapheme after `offset`. */
export const next = (text: string, offset: number): number => {
  if (offset >= text.length) return text.length
  const plain = isAscii(text.charCodeAt(offset))
  if (plain && (offset + 1 === text.length || isAscii(text.charCodeAt(offset + 1)))) return offset + 1
  const found = segments(text.slice(offset, offset + 64)).containing(0)!
  return offset + found.segment.length
}

/** The offset one grapheme before `offset`. */
export const previous = (text: string, offset: number): number => {
  if (offset <= 0) return 0
  if (isAscii(text.charCodeAt(offset - 1))) return offset - 1
  // Graphemes never reach across a line end, and rarely further than this.
  const from = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 64)
  return from + segments(text.slice(from, offset)).containing(offset - from - 1)!.index
}

// ---------------------------------------------------------------- words

/** Words as IPython has them: names and numbers, and runs of signs. */
const WORD = /[\p{L}\p{N}\p{M}_]+|[^\p{L}\p{N}\p{M}_\s]+/gu

/** The end of the next word; a sign right after the cursor is passed over. */
export const wordEnd = ({ text, cursor }: Document): number => {
  const from = next(text, cursor)
  WORD.lastIndex = from
  const word = WORD.exec(text)
  return word ? word.index + word[0].length : text.length
}

/** The start of the word at or before the cursor. */
export const wordStart = ({ text, cursor }: Document): number => {
  let start = 0
  for (const word of text.slice(0, cursor).matchAll(WORD)) start = word.index
  return start
}

/** The start of what stands before the cursor up to white space: a word as the shell sees it. */
export const shellWordStart = ({ text, cursor }: Document): number => {
  const before = text.slice(0, cursor).trimEnd()
  return /\S*$/.exec(before)!.index
}
