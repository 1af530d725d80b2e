/**
 * What the terminal offers to someone who leads a person through it, such as a lesson: text between the cells, a question to be
 * answered before a result is shown, a cell put ready in the prompt.
 *
 * The terminal asks the guide at three moments (`start`, a submitted line, a finished cell) and carries out the turn that comes
 * back: it prints `say`, runs `run`, and leaves the prompt as `ask` or `draft` want it. One moment, one turn; a guide keeps its
 * own state.
 */
import type { ExecuteReply, Publication } from '../protocol/messages.js'

/** What a guide wants done; every part is optional and they happen in this order. */
export interface GuideTurn {
  /** Text for the scrollback, plain: `code` in backticks and **strong** are set off, long lines are wrapped. */
  say?: string
  /** How far the lesson is; shown beside what is said. */
  progress?: { title: string; at: number; of: number }
  /** A cell to run at once, as if it had been typed; `ran` is called after it. */
  run?: string
  /** A question: the next submitted line goes to `answer`, not to the kernel. The text stands before the cursor. */
  ask?: string
  /** Text put into the prompt, ready to be edited or run. */
  draft?: string
  /** The lesson is over: the terminal goes on without a guide. */
  done?: boolean
}

/** A cell that has run. */
export interface CellReport {
  source: string
  executionCount: number
  reply: ExecuteReply
  /** All that it published, in order; what it printed is cut to the first 100 kB. */
  publications: Publication[]
}

export interface Guide {
  /** Before the first prompt. */
  start(): GuideTurn | Promise<GuideTurn>
  /** The line typed after an `ask`; Ctrl-C gives null. */
  answer(text: string | null): GuideTurn | Promise<GuideTurn>
  /** A submitted cell, before it runs: a turn if the guide takes it for itself (`next`, `hint`), undefined if it is code. */
  submitted?(source: string): GuideTurn | undefined | Promise<GuideTurn | undefined>
  /** A cell has run and its output is on the screen. */
  ran(cell: CellReport): GuideTurn | undefined | Promise<GuideTurn | undefined>
}
