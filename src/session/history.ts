/**
 * Input history that outlives the process: one JSON line per entry, `{"t": milliseconds, "s": session, "c": code}`.
 *
 * Several processes append at once. Each append opens the file with O_APPEND, writes one line and closes it, so lines never
 * mix. When the file passes 4 MB it becomes the older generation (replacing the one before) under a lock; a process that holds the
 * file open meanwhile writes into the renamed file, which is read as well, so no entry is lost.
 */
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import lockfile from 'proper-lockfile'

const GENERATION_BYTES = 4 << 20
const NEWLINE = 10

interface Line {
  t: number
  s: string
  c: string
}

const isLine = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && typeof (value as Line).c === 'string'

export class History {
  #lines: string[] = []
  #unique: string[] | undefined
  readonly #file: string | undefined
  readonly #session: string
  #warn: ((sentence: string) => void) | undefined

  /**
   * Reads what is there. `folder` undefined: the history lives in memory only. A write that fails later costs one warning, and the
   * history goes on in memory.
   */
  constructor(folder: string | undefined, session: string, warn: (sentence: string) => void) {
    this.#file = folder && join(folder, 'history.jsonl')
    this.#session = session
    this.#warn = warn
    if (folder) this.#lines = [...readLines(join(folder, 'history.1.jsonl')), ...readLines(this.#file!)]
  }

  /** Every input, oldest first; of equal inputs only the latest stays. */
  entries(): readonly string[] {
    this.#unique ??= [...new Set(this.#lines.toReversed())].reverse()
    return this.#unique
  }

  /** Records one input, of any number of lines; blank ones and repeats of the last are left out. */
  add(code: string): void {
    const entry = code.trimEnd()
    if (entry === '' || entry === this.#lines.at(-1)) return
    this.#lines.push(entry)
    this.#unique = undefined
    if (!this.#file || !this.#warn) return
    try {
      append(this.#file, JSON.stringify({ t: Date.now(), s: this.#session, c: entry } satisfies Line) + '\n')
    } catch (error) {
      this.#warn(`ishape: the history can't be written (${(error as Error).message}).`)
      this.#warn = undefined
    }
  }

  /** The inputs that start with `prefix`, latest first. */
  startingWith(prefix: string): string[] {
    return this.entries()
      .filter((entry) => entry.startsWith(prefix))
      .reverse()
  }

  /** The inputs that contain `text` (capitals matter only if it has any), latest first. */
  containing(text: string): string[] {
    const exact = /\p{Lu}/u.test(text)
    return this.entries()
      .filter((entry) => (exact ? entry : entry.toLowerCase()).includes(text))
      .reverse()
  }
}

/** The inputs of one file, oldest first; a line cut by a crash is skipped. */
const readLines = (file: string): string[] => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  const lines: string[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    try {
      const value: unknown = JSON.parse(line)
      if (isLine(value)) lines.push(value.c)
    } catch {
      // cut by a crash
    }
  }
  return lines
}

const append = (file: string, line: string): void => {
  const fd = openSync(file, 'a+', 0o600)
  try {
    const { size } = fstatSync(fd)
    writeSync(fd, endsOpen(fd, size) ? '\n' + line : line)
    if (size + line.length < GENERATION_BYTES) return
  } finally {
    closeSync(fd)
  }
  rotate(file)
}

/** Whether the last line was cut by a crash. */
const endsOpen = (fd: number, size: number): boolean => {
  if (size === 0) return false
  const last = new Uint8Array(1)
  readSync(fd, last, 0, 1, size - 1)
  return last[0] !== NEWLINE
}

/** Makes the file the older generation. Whoever can't take the lock leaves it to who holds it. */
const rotate = (file: string): void => {
  let release: () => void
  try {
    release = lockfile.lockSync(file, { realpath: false })
  } catch {
    return
  }
  try {
    if (statSync(file).size >= GENERATION_BYTES) renameSync(file, file.replace(/\.jsonl$/, '.1.jsonl'))
  } finally {
    release()
  }
}
