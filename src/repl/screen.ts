/**
 * The terminal's screen: a live region of a few rows at the bottom, and above it the scrollback, into which finished text goes for good.
 *
 * The live region is always lower than the screen, so nothing in it ever scrolls away; only rows that changed are written, between the
 * marks of a synchronized update. The cursor stays within the region: its row is where every painting starts from. While the region is
 * empty, printed text may end within a line and go on later, so a program's output passes through as it is.
 */
import { widthOf } from './editor/width.js'

export interface Terminal {
  readonly columns: number
  readonly rows: number
  write(data: string): void
  /** Whether it breaks long rows anew when it becomes narrower. */
  readonly reflows: boolean
}

export interface Frame {
  rows: string[]
  cursor: { row: number; col: number }
}

const SYNC = '\x1b[?2026h'
const SYNC_END = '\x1b[?2026l'
/** Erases from the row's start down. Not at column 0: from the top left corner tmux would first copy the screen into its history. */
const BELOW = '\r \x1b[J\r'
const REST = '\x1b[K'
const EMPTY: Frame = { rows: [], cursor: { row: 0, col: 0 } }

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : '')
const down = (rows: number): string => (rows > 0 ? `\x1b[${rows}B` : '')
const column = (col: number): string => '\r' + (col > 0 ? `\x1b[${col}C` : '')
const plain = (row: string): string => row.replace(/\x1b\[[0-9;:]*m/g, '')

export class Screen {
  #frame: Frame = EMPTY
  /** Whether what was printed last ended its line. */
  #atLineStart = true

  constructor(readonly terminal: Terminal) {}

  /** Takes rows that are on the screen already, painted by someone else, for the live region. */
  adopt(frame: Frame): void {
    this.#frame = frame
  }

  /** Brings the live region to these rows. */
  paint(frame: Frame): void {
    const old = this.#frame
    const rows = frame.rows.slice(0, Math.max(this.terminal.rows - 1, 1))
    let out = ''
    if (old.rows.length === 0 && rows.length > 0) out += this.#freshLine()
    let row = old.cursor.row
    rows.forEach((text, index) => {
      if (text === old.rows[index] && index < old.rows.length) return
      // Rows that are not there yet come by line feeds, which scroll.
      const known = Math.max(old.rows.length, 1)
      if (index >= known)
        out += this.#moveTo(row, Math.max(row, known - 1)) + '\r\n'.repeat(index - Math.max(row, known - 1))
      else out += this.#moveTo(row, index)
      row = index
      out += '\r' + text + REST
    })
    if (old.rows.length > rows.length) {
      out += this.#moveTo(row, rows.length) + BELOW
      row = rows.length
    }
    const target =
      rows.length === 0 ? EMPTY.cursor : { ...frame.cursor, row: Math.min(frame.cursor.row, rows.length - 1) }
    out += this.#moveTo(row, target.row) + column(target.col)
    this.#frame = { rows, cursor: target }
    const moved = target.row !== old.cursor.row || target.col !== old.cursor.col
    const changed = rows.length !== old.rows.length || rows.some((text, index) => text !== old.rows[index])
    if (changed) this.terminal.write(SYNC + out + SYNC_END)
    else if (moved) this.terminal.write(out)
  }

  /** Puts text into the scrollback, above the live region. */
  print(text: string): void {
    if (text === '') return
    const frame = this.#frame
    if (frame.rows.length === 0) {
      this.terminal.write(text)
      this.#atLineStart = /[\n\r]$/.test(text)
      return
    }
    const ended = text.endsWith('\n') ? text : text + '\n'
    this.terminal.write(SYNC + this.#erase() + ended)
    this.#frame = EMPTY
    this.paint(frame)
  }

  /** The live region makes way for text that stays: the same as an empty region, then `print`, in one piece. */
  settle(text: string): void {
    this.terminal.write(SYNC + this.#erase() + text + SYNC_END)
    this.#frame = EMPTY
    this.#atLineStart = text === '' || text.endsWith('\n')
  }

  /** Ends a line that a program left open. */
  endLine(): void {
    this.terminal.write(this.#freshLine())
  }

  /** Erases the visible screen; the live region goes to its top. */
  clear(): void {
    const frame = this.#frame
    this.terminal.write('\x1b[H\x1b[2J')
    this.#frame = EMPTY
    this.#atLineStart = true
    this.paint(frame)
  }

  /** The terminal has another size: erases the live region where it stands now; the caller paints it anew. */
  resized(): void {
    const { rows, cursor } = this.#frame
    if (rows.length === 0) return
    const { columns, reflows } = this.terminal
    const height = (row: string): number => Math.max(1, Math.ceil(widthOf(plain(row)) / columns))
    const above = reflows
      ? rows.slice(0, cursor.row).reduce((sum, row) => sum + height(row), 0) +
        Math.floor(cursor.col / columns)
      : cursor.row
    this.terminal.write(up(Math.min(above, this.terminal.rows - 1)) + BELOW)
    this.#frame = EMPTY
  }

  /** What the shell writes next comes below the live region. */
  release(): void {
    const { rows, cursor } = this.#frame
    if (rows.length > 0) this.terminal.write(down(rows.length - 1 - cursor.row) + '\r\n')
    else this.endLine()
    this.#frame = EMPTY
    this.#atLineStart = true
  }

  #erase(): string {
    return this.#frame.rows.length === 0 ? '' : up(this.#frame.cursor.row) + BELOW
  }

  #freshLine(): string {
    if (this.#atLineStart) return ''
    this.#atLineStart = true
    return '\r\n'
  }

  #moveTo(from: number, to: number): string {
    return to < from ? up(from - to) : down(to - from)
  }
}

/** Whether the terminal that this environment tells of reflows: tmux, and the common terminals; xterm and the console don't. */
export const reflows = (env: NodeJS.ProcessEnv): boolean =>
  Boolean(env.TMUX || env.VTE_VERSION || env.KITTY_WINDOW_ID || env.WT_SESSION || env.KONSOLE_VERSION) ||
  /^(iTerm\.app|WezTerm|ghostty|Apple_Terminal|vscode)$/.test(env.TERM_PROGRAM ?? '') ||
  /^(tmux|screen|xterm-kitty|alacritty|foot)/.test(env.TERM ?? '')
