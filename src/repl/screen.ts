/**
 * The terminal's screen: a live region of a few rows at the bottom, and above it the scrollback, into which finished text goes for good.
 *
 * The live region is always lower than the screen, so nothing in it ever scrolls away; only rows that changed are written, between the
 * marks of a synchronized update. The cursor stays within the region: its row is where every painting starts from. While the region is
 * empty, printed text may end within a line and go on later, so a program's output passes through as it is.
 *
 * When the size changes, the terminal has moved our rows before we hear of it, and may do so again before we have answered. So nothing is
 * painted until the terminal has said where the cursor is now, and for a moment after a change every painting asks first.
 */
import {
  type Frame,
  missing,
  type OwnRow,
  plain,
  rearranged,
  remaining,
  type Sighting,
  type Size,
} from './reflow.js'

export interface Terminal extends Readonly<Size> {
  write(data: string): void
  /** Where the cursor is, and how wide the terminal is now. */
  locate(): Promise<Sighting>
}

const SYNC = '\x1b[?2026h'
const SYNC_END = '\x1b[?2026l'
/** Empties a row before it is written anew: what is erased behind a text still counts for tmux when it breaks rows. */
const ROW = '\r\x1b[2K'
/** Erases from the row's start down. Not at column 0: from the top left corner tmux would first copy the screen into its history. */
const BELOW = `${ROW} \x1b[J\r`
/** How long after a change of size another one may be under way: tmux tells of at most four a second. */
const UNREST = 400
/** How long a width must have stayed for us to paint: a window that is being dragged changes it all the time. */
const CALM = 50
const EMPTY: Frame = { rows: [], cursor: { row: 0, col: 0 } }

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : '')
const down = (rows: number): string => (rows > 0 ? `\x1b[${rows}B` : '')
const column = (col: number): string => '\r' + (col > 0 ? `\x1b[${col}C` : '')

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export class Screen {
  #frame: Frame = EMPTY
  /** The size that it was painted for. */
  #painted: Size = { columns: 0, rows: 0 }
  /** Rows of the live region that a change of size pushed into the scrollback. */
  #gone: OwnRow[] = []
  /** Whether what was printed last ended its line. */
  #atLineStart = true
  /** What waits for the terminal's answer. */
  #held: (() => void)[] | null = null
  #located: Promise<void> | null = null
  #restlessUntil = 0
  /** The width that the terminal told last, and since when. */
  #seen: { columns: number; since: number } | null = null
  /** The answer has just come. */
  #knows = false

  constructor(readonly terminal: Terminal) {}

  /** Takes rows that are on the screen already, painted by someone else, for the live region. */
  adopt(frame: Frame): void {
    this.#frame = frame
    this.#painted = this.#size
  }

  /** Brings the live region to the rows that are asked for when their turn comes. */
  paint(draw: () => Frame): void {
    if (!this.#waits(() => this.paint(draw))) this.#paint(draw())
  }

  #paint(whole: Frame): void {
    const frame = remaining(whole, this.#gone)
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
      out += ROW + text
    })
    if (old.rows.length > rows.length) {
      out += this.#moveTo(row, rows.length) + BELOW
      row = rows.length
    }
    const target =
      rows.length === 0 ? EMPTY.cursor : { ...frame.cursor, row: Math.min(frame.cursor.row, rows.length - 1) }
    out += this.#moveTo(row, target.row) + column(target.col)
    this.#frame = { rows, cursor: target }
    this.#painted = this.#size
    const moved = target.row !== old.cursor.row || target.col !== old.cursor.col
    const changed = rows.length !== old.rows.length || rows.some((text, index) => text !== old.rows[index])
    if (changed) this.terminal.write(SYNC + out + SYNC_END)
    else if (moved) this.terminal.write(out)
  }

  /** Puts text into the scrollback, above the live region. */
  print(text: string): void {
    if (text === '' || this.#waits(() => this.print(text))) return
    const frame = this.#frame
    if (frame.rows.length === 0) {
      this.terminal.write(text)
      this.#atLineStart = /[\n\r]$/.test(text)
      return
    }
    const ended = text.endsWith('\n') ? text : text + '\n'
    this.terminal.write(SYNC + this.#erase() + ended)
    this.#frame = EMPTY
    this.#gone = []
    this.#paint(frame)
  }

  /** The live region makes way for text that stays: the same as an empty region, then `print`, in one piece. */
  settle(text: string): void {
    if (this.#waits(() => this.settle(text))) return
    this.terminal.write(SYNC + this.#erase() + missing(text, this.#gone) + SYNC_END)
    this.#frame = EMPTY
    this.#gone = []
    this.#atLineStart = text === '' || text.endsWith('\n')
  }

  /** Ends a line that a program left open. */
  endLine(): void {
    if (this.#waits(() => this.endLine())) return
    this.terminal.write(this.#freshLine())
  }

  /** Erases the visible screen; the live region goes to its top. */
  clear(): void {
    if (this.#waits(() => this.clear())) return
    const frame = this.#frame
    this.terminal.write('\x1b[H\x1b[2J')
    this.#frame = EMPTY
    this.#gone = []
    this.#atLineStart = true
    this.#paint(frame)
  }

  /** The terminal has another size: erases the live region where it stands now; the caller paints it anew. */
  resized(): void {
    this.#restlessUntil = Date.now() + UNREST
    if (this.#frame.rows.length > 0 || this.#held) this.#locate()
  }

  /** Resolves when all that was painted and printed is on the screen. */
  async still(): Promise<void> {
    while (this.#held) await this.#located
  }

  /** Whether the act has to wait until the terminal has said where our rows are. */
  #waits(act: () => void): boolean {
    const restless = this.#frame.rows.length > 0 && Date.now() < this.#restlessUntil
    if (restless && !this.#held && !this.#knows) this.#locate()
    this.#held?.push(act)
    return this.#held !== null
  }

  #locate(): void {
    this.#held ??= []
    const located = this.terminal.locate().then(async (sighting) => {
      // Only the last answer counts, and only when the width has stayed for a while.
      if (this.#located !== located) return
      const before = this.#seen
      if (before?.columns !== sighting.columns) this.#seen = { columns: sighting.columns, since: Date.now() }
      const rest = this.#seen!.since + CALM - Date.now()
      if (rest > 0) {
        await pause(rest)
        if (this.#located === located) this.#locate()
        return
      }
      this.#eraseAt(sighting)
      const acts = this.#held!
      this.#held = null
      this.#knows = true
      for (const act of acts) act()
      this.#knows = false
    })
    this.#located = located
  }

  #eraseAt(sighting: Sighting): void {
    const { rows, cursor } = this.#frame
    if (rows.length === 0) return
    const gone = this.#gone
    const own = [...gone, ...rows.map((row) => ({ text: plain(row), joined: false }))]
    const at = { ...cursor, row: cursor.row + gone.length }
    const { above, gone: now } = rearranged(own, at, this.#painted, sighting)
    this.terminal.write(up(above) + BELOW)
    this.#gone = now
    this.#frame = EMPTY
  }

  /** What the shell writes next comes below the live region. */
  release(): void {
    if (this.#waits(() => this.release())) return
    const { rows, cursor } = this.#frame
    if (rows.length > 0) this.terminal.write(down(rows.length - 1 - cursor.row) + '\r\n')
    else this.endLine()
    this.#frame = EMPTY
    this.#gone = []
    this.#atLineStart = true
  }

  get #size(): Size {
    const { columns, rows } = this.terminal
    return { columns, rows }
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
