/** The product in tmux, which reflows what is on the screen when its window changes: the same keys and questions as `pty.ts` has. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesOf, cli } from './pty.js'

/** Whether there is a tmux here. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0

export class Tmux {
  readonly #socket: string
  readonly #env: NodeJS.ProcessEnv

  constructor(columns: number, rows: number) {
    const folder = mkdtempSync(join(tmpdir(), 'ishape-'))
    const work = join(folder, 'work')
    mkdirSync(work)
    this.#socket = join(folder, 'tmux')
    const settings = join(folder, 'tmux.conf')
    writeFileSync(
      settings,
      'set -g status off\nset -g escape-time 0\nset -g default-terminal tmux-256color\n',
    )
    const { CI: _, NO_COLOR: __, TMUX: ___, ...env } = process.env
    this.#env = { ...env, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ISHAPE_HOME: join(folder, 'home') }
    const size = ['-x', String(columns), '-y', String(rows)]
    const command = [process.execPath, cli]
    this.#tmux('-f', settings, 'new-session', '-d', ...size, '-c', work, ...command)
  }

  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-S', this.#socket, ...args], { env: this.#env, encoding: 'utf8' })
  }

  /** Scrollback and screen; rows that the terminal broke are put together. */
  async text(): Promise<string> {
    return this.#tmux('capture-pane', '-p', '-J', '-S', '-').trimEnd()
  }

  async send(...keys: string[]): Promise<void> {
    const bytes = Buffer.from(keys.map(bytesOf).join(''), 'utf8')
    this.#tmux('send-keys', '-H', ...[...bytes].map((byte) => byte.toString(16)))
  }

  async resize(columns: number, rows: number): Promise<void> {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(rows))
  }

  close(): void {
    this.#tmux('kill-server')
  }
}
