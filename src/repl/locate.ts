/**
 * Asks the terminal where the cursor is, how wide the screen is at that moment, and of which kind it is: after a change of size nobody
 * else knows. The system's own answer may be older than what the terminal shows, and some change their size many times a second.
 */
import type { Report } from './keys.js'
import type { Reflow, Sighting } from './reflow.js'

/** Which terminal; where the cursor is; the same at the right edge. The cursor stays where it is. */
const QUESTION = '\x1b[>c\x1b7\x1b[6n\x1b[999C\x1b[6n\x1b8'

/** Terminals that are slower than this, or don't answer, are not waited for. */
const PATIENCE = 400

/** How terminals reflow that don't as most do, by the first numbers of what they call themselves (secondary device attributes). */
const KINDS: readonly [identity: RegExp, reflow: Reflow][] = [
  // xterm, old and new rxvt, PuTTY
  [/^(41|82|85|0;136);/, 'none'],
  // xterm.js
  [/^0;276;/, 'others'],
]

/** The same guessed from the environment, for those that don't say. */
export const reflows = (env: NodeJS.ProcessEnv): Reflow =>
  env.TMUX ||
  env.VTE_VERSION ||
  env.KITTY_WINDOW_ID ||
  env.WT_SESSION ||
  env.KONSOLE_VERSION ||
  /^(iTerm\.app|WezTerm|ghostty|Apple_Terminal)$/.test(env.TERM_PROGRAM ?? '') ||
  /^(tmux|screen|xterm-kitty|alacritty|foot)/.test(env.TERM ?? '')
    ? 'all'
    : env.TERM_PROGRAM === 'vscode'
      ? 'others'
      : 'none'

/** What a terminal can say of itself: all but its height. */
type Place = Omit<Sighting, 'rows'>

export class Locator {
  #identity: string | null = null
  /** Questions whose two answers are still to come, oldest first. */
  #asked: { cursor: { row: number; col: number } | null; answer(sighting: Place | null): void }[] = []
  /** It has never answered. */
  #mute = false

  constructor(
    readonly write: (data: string) => void,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /** How the terminal reflows, as far as is known. */
  get reflow(): Reflow {
    if (this.#identity === null) return reflows(this.env)
    return KINDS.find(([identity]) => identity.test(this.#identity!))?.[1] ?? 'all'
  }

  /** Where the cursor is now; null if the terminal does not say. */
  ask(): Promise<Place | null> {
    if (this.#mute) return Promise.resolve(null)
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#mute = true
        resolve(null)
      }, PATIENCE)
      const answer = (sighting: Place | null): void => {
        clearTimeout(timer)
        resolve(sighting)
      }
      this.#asked.push({ cursor: null, answer })
      this.write(QUESTION)
    })
  }

  /** What the terminal reports. */
  take(report: Report): void {
    if (report.type === 'identity') {
      this.#identity = report.text
      return
    }
    const question = this.#asked[0]
    if (!question) return
    this.#mute = false
    const { row, col } = report
    if (!question.cursor) question.cursor = { row, col }
    else {
      this.#asked.shift()
      question.answer({ ...question.cursor, columns: col + 1, reflow: this.reflow })
    }
  }
}
