/**
 * How the terminal starts: the prompt is painted, raw mode set and input kept before anything else happens; then the kernel starts and
 * Ink is loaded side by side, and what was typed meanwhile is played back.
 */
import type { KernelClient } from '../protocol/client.js'
import type { Session } from '../session/session.js'
import type { Guide } from './guide.js'
import { styler, wantsColor } from './style.js'
import { Tty } from './tty.js'

/** What the terminal offers to those who start the kernel and the session. */
export interface Face {
  /** A yes-or-no question; no is the default. */
  confirm(question: string): Promise<boolean>
  /** A sentence for the scrollback. */
  warn(sentence: string): void
  /** Whether it has a place for what a cell shows after the prompt is back. */
  readonly showsLate: boolean
}

/** A running session with its kernel. */
export interface Connection {
  client: KernelClient
  session: Session
  /** The inputs of earlier sessions, oldest first. */
  history(): readonly string[]
}

export interface ReplOptions {
  /** Starts the kernel's worker and opens the session; called after the first paint. */
  connect(face: Face): Promise<Connection>
  /** A line above the first prompt. */
  banner?: string
  guide?: Guide
  /** The number of the first cell. */
  count?: number
  /** A program that runs before the first prompt, unseen and uncounted; its names stay. */
  opening?: string
}

/** Opens the terminal; resolves to the exit code when the user leaves. */
export const startRepl = async (options: ReplOptions): Promise<number> => {
  const tty = new Tty(process.stdin, process.stdout)
  const style = styler(wantsColor(process.env, true))
  const count = options.count ?? 1
  const prompt = style('inPrompt', 'In [') + style('inNumber', String(count)) + style('inPrompt', ']: ')
  // Something is printed before the first prompt.
  const waits = options.guide !== undefined || options.opening !== undefined
  tty.enter()
  tty.write((options.banner ? options.banner + '\n\n' : '') + (waits ? '' : prompt))
  process.once('exit', () => tty.leave())
  // A signal that ends us gives the terminal back first.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      try {
        tty.leave()
      } finally {
        process.kill(process.pid, signal)
      }
    })
  // The first import of the bundle runs while the worker starts.
  const { Repl } = await import('./index.js')
  return new Repl(tty, style, options, waits ? null : prompt).run()
}
