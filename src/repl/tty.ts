/**
 * The terminal device: raw mode, bracketed paste, input that is kept until somebody reads it, suspension.
 *
 * Imports nothing, so that the prompt is on the screen and keys are kept before anything else is loaded.
 */

const BRACKETED = '\x1b[?2004h'
const BRACKETED_OFF = '\x1b[?2004l'

export class Tty {
  #kept: Uint8Array[] = []
  #reader: ((chunk: Uint8Array) => void) | undefined
  readonly #onData = (chunk: Uint8Array): void => {
    if (this.#reader) this.#reader(chunk)
    else this.#kept.push(chunk)
  }

  constructor(
    readonly input: NodeJS.ReadStream,
    readonly output: NodeJS.WriteStream,
  ) {}

  /** How wide the terminal said it is; until the system tells of another size. */
  #seen: number | null = null
  get columns(): number {
    return this.#seen ?? (this.output.columns || 80)
  }
  set columns(seen: number) {
    this.#seen = seen
  }
  get rows(): number {
    return this.output.rows || 24
  }
  write(data: string): void {
    this.output.write(data)
  }

  /** Takes the terminal: keys come one by one from now on. */
  enter(): void {
    this.input.setRawMode(true)
    this.input.on('data', this.#onData)
    this.input.resume()
    this.write(BRACKETED)
  }

  /** Gives it back as it was. */
  leave(): void {
    this.write(BRACKETED_OFF + '\x1b[?25h\x1b[0m')
    this.input.off('data', this.#onData)
    this.input.setRawMode(false)
    this.input.pause()
  }

  /** Hands over what was typed so far, and everything from now on. */
  read(reader: (chunk: Uint8Array) => void): void {
    this.#reader = reader
    const kept = this.#kept
    this.#kept = []
    for (const chunk of kept) reader(chunk)
  }

  /** Looks whether the size has changed: the signal that tells of it may still be on its way. */
  measure(): void {
    const output: { _refreshSize?(): void } = this.output as object
    output._refreshSize?.()
  }

  onResize(listener: () => void): void {
    this.output.on('resize', () => {
      this.#seen = null
      listener()
    })
  }

  /** Stops the process as Ctrl-Z does everywhere; resolves when it goes on. */
  async suspend(): Promise<void> {
    this.leave()
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        clearTimeout(timer)
        process.off('SIGCONT', goOn)
        resolve()
      }
      process.on('SIGCONT', goOn)
      process.kill(process.pid, 'SIGTSTP')
      // A process without a shell to go back to is not stopped at all.
      const timer = setTimeout(goOn, 200)
    })
    this.enter()
  }
}
