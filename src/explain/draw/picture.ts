/** What `%draw` gives, and the text pieces that its pictures are put together from. */
import { columnsOf, padded } from '../../base/text.js'

/** One picture for every face. */
export interface Picture {
  readonly text: string
  readonly svg: string
  /** The same lines as `text`, those of an image as pixels: a terminal with colours draws half blocks from them. */
  readonly lines?: readonly (string | PixelRow)[]
}

/** Two rows of pixels, one over the other, `#rrggbb` each; null: nothing there. */
export interface PixelRow {
  readonly upper: readonly (string | null)[]
  readonly lower: readonly (string | null)[]
}

/** Lines of text that stand together. */
export type Block = readonly string[]

export const blockWidth = (block: Block): number => Math.max(0, ...block.map(columnsOf))

/** Blocks side by side, each as wide as its widest line. */
export function beside(blocks: readonly Block[], gap = '   '): Block {
  const height = Math.max(0, ...blocks.map(({ length }) => length))
  const widths = blocks.map(blockWidth)
  return Array.from({ length: height }, (_, row) =>
    blocks
      .map((block, i) => padded(block[row] ?? '', widths[i]))
      .join(gap)
      .trimEnd(),
  )
}

/** Side by side if the columns suffice, else one under the other. */
export const arranged = (blocks: readonly Block[], columns: number, gap = '   '): Block => {
  const row = beside(blocks, gap)
  return blockWidth(row) <= columns ? row : blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]))
}

export function boxed(lines: Block, least = 0): Block {
  const width = Math.max(least, blockWidth(lines))
  return [
    `╭${'─'.repeat(width + 2)}╮`,
    ...lines.map((line) => `│ ${padded(line, width)} │`),
    `╰${'─'.repeat(width + 2)}╯`,
  ]
}

export const centred = (text: string, columns: number): string => {
  const space = Math.max(0, columns - columnsOf(text))
  return ' '.repeat(space >> 1) + text + ' '.repeat(space - (space >> 1))
}

/** The text in at most so many columns. */
export function clipped(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  let kept = ''
  for (const letter of text) {
    if (columnsOf(kept + letter) > columns - 1) break
    kept += letter
  }
  return `${kept}…`
}

/** The text on lines of at most so many columns, broken at blanks; later lines are indented. */
export function wrapped(text: string, columns: number, indent = '  '): Block {
  const lines: string[] = []
  let line = ''
  // Blanks at the front belong to the first word.
  for (const word of text.match(/^\s*\S+|\s+\S+/g) ?? []) {
    if (line !== '' && columnsOf(line + word) > columns) {
      lines.push(line)
      line = indent + word.trimStart()
    } else line += word
  }
  lines.push(line)
  return lines
}

/** Pieces side by side, on as many lines as it takes; none is broken. */
export function inLines(pieces: readonly string[], columns: number, gap = '   '): Block {
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    if (last === undefined || columnsOf(last) + gap.length + columnsOf(piece) > columns) lines.push(piece)
    else lines[lines.length - 1] = last + gap + piece
  }
  return lines
}
