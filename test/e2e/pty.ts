/** The product in a real pseudo-terminal, its screen kept by a terminal emulator: what a person types and sees. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type IPty, spawn } from '@lydell/node-pty'
import unicode from '@xterm/addon-unicode11'
import headless from '@xterm/headless'

/** The built product. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** Named keys as a terminal sends them; C-x and M-x are made. */
const KEYS: Record<string, string> = {
  Enter: '\r',
  'M-Enter': '\x1b\r',
  Tab: '\t',
  'S-Tab': '\x1b[Z',
  F3: '\x1bOR',
  Esc: '\x1b',
  Backspace: '\x7f',
  Up: '\x1b[A',
  Down: '\x1b[B',
  Right: '\x1b[C',
  Left: '\x1b[D',
  Home: '\x1b[H',
  End: '\x1b[F',
}

/** What a terminal sends for a key by name, or for text. */
export const bytesOf = (key: string): string => {
  if (key in KEYS) return KEYS[key]
  if (/^C-.$/.test(key)) return String.fromCharCode(key.charCodeAt(2) & 31)
  if (/^M-.$/.test(key)) return '\x1b' + key[2]
  return key
}

export interface Options {
  columns?: number
  rows?: number
  args?: string[]
  env?: Record<string, string>
  /** A folder with `home` and `work` below it, from an earlier session. */
  folder?: string
}

export class Terminal {
  readonly folder: string
  readonly #screen: headless.Terminal
  readonly #process: IPty
  /** All that the product has written. */
  written = ''
  exitCode: number | null = null

  constructor({ columns = 100, rows = 40, args = [], env: more = {}, folder }: Options = {}) {
    const { CI: _, NO_COLOR: __, ...env } = process.env
    this.folder = folder ?? mkdtempSync(join(tmpdir(), 'ishape-'))
    const work = join(this.folder, 'work')
    mkdirSync(work, { recursive: true })
    this.#screen = new headless.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      scrollback: 20_000,
    })
    this.#screen.loadAddon(new unicode.Unicode11Addon())
    this.#screen.unicode.activeVersion = '11'
    this.#process = spawn(process.execPath, [cli, ...args], {
      cols: columns,
      rows,
      cwd: work,
      env: { ...env, ISHAPE_HOME: join(this.folder, 'home'), TERM: 'xterm-256color', ...more },
    })
    this.#process.onData((data) => {
      this.written = (this.written + data).slice(-2_000_000)
      this.#screen.write(data)
    })
    this.#screen.onData((data) => this.#process.write(data))
    this.#process.onExit(({ exitCode }) => {
      this.exitCode = exitCode
    })
  }

  get pid(): number {
    return this.#process.pid
  }

  /** Scrollback and screen, trailing blank rows left out. */
  text(): string {
    const { active } = this.#screen.buffer
    const lines = Array.from(
      { length: active.length },
      (_, i) => active.getLine(i)?.translateToString(true) ?? '',
    )
    return lines.join('\n').trimEnd()
  }

  /** Waits until a condition on the text holds. */
  async until(what: string | RegExp | ((text: string) => boolean), patience = 30_000): Promise<void> {
    const holds = (text: string): boolean =>
      typeof what === 'string' ? text.includes(what) : what instanceof RegExp ? what.test(text) : what(text)
    const end = Date.now() + patience
    while (!holds(this.text())) {
      if (Date.now() > end) throw new Error(`${what} never came about on\n${this.text()}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Waits for the prompt of a cell. */
  prompt(count: number): Promise<void> {
    return this.until(new RegExp(`^In \\[${count}\\]:\\s*$`, 'm'))
  }

  /** Presses keys by name, or types text. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.#process.write(bytesOf(key))
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }

  /** Types a line and presses Enter. */
  async line(text: string): Promise<void> {
    this.#process.write(text)
    if (text.trim() !== '') await this.until((shown) => shown.replaceAll('\n', '').includes(text.trim()))
    await this.press('Enter')
  }

  /** As a terminal pastes. */
  async paste(text: string): Promise<void> {
    this.#process.write(`\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows)
    this.#process.resize(columns, rows)
  }

  kill(signal?: string): void {
    this.#process.kill(signal)
  }
}

/** Runs a scenario in a terminal of its own. */
export const inTerminal = async (
  options: Options,
  scenario: (terminal: Terminal) => Promise<void>,
): Promise<void> => {
  const terminal = new Terminal(options)
  try {
    await scenario(terminal)
  } finally {
    terminal.kill()
  }
}
