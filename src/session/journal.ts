/**
 * The journal: every submitted cell, on disk before it runs, so that `kill -9` loses nothing that was typed.
 *
 * One file per session below `journal/`, append-only JSON lines: first who writes (`{"v": 1, "session", "seed", "pid", "host", "started"}`),
 * then one line per action that changes what a replay would run (`{"submit": source, "id"}`, `{"truncate": length}`…). A session that ends in
 * good order removes its file; a file whose writer is dead is a session to recover.
 */
import { closeSync, openSync, readdirSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { type Cell, codeCell, type SessionDocument, withOurs } from './cell.js'

interface Opening {
  v: 1
  session: string
  seed: string | null
  pid: number
  host: string
  started: string
}
type Entry =
  | { id: string; submit: string }
  | { id: string; edit: string }
  | { id: string; delete: true }
  | { truncate: number }
  | { seed: string }

/** A session that ended without saying so. */
export interface LostSession {
  file: string
  session: string
  /** When it began, ISO 8601. */
  started: string
  document: SessionDocument
}

export class Journal {
  #fd: number | undefined
  readonly #file: string | undefined
  readonly #opening: Opening
  #warn: ((sentence: string) => void) | undefined

  /** Nothing is written before the first entry. `folder` undefined: nothing is ever written. */
  constructor(folder: string | undefined, session: string, warn: (sentence: string) => void) {
    const started = new Date().toISOString()
    this.#opening = { v: 1, session, seed: null, pid: process.pid, host: hostname(), started }
    this.#file = folder && join(folder, `${started.replaceAll(':', '')}-${process.pid}.jsonl`)
    this.#warn = warn
  }

  /** Records the seed that replays the session's numbers. */
  seed(seed: string): void {
    this.#opening.seed = seed
    if (this.#fd !== undefined) this.#append({ seed })
  }

  submit(id: string, source: string): void {
    this.#append({ id, submit: source })
  }

  edit(id: string, source: string): void {
    this.#append({ id, edit: source })
  }

  delete(id: string): void {
    this.#append({ id, delete: true })
  }

  truncate(length: number): void {
    this.#append({ truncate: length })
  }

  /** The session ends in good order: nothing to recover. */
  close(): void {
    if (this.#fd === undefined) return
    closeSync(this.#fd)
    this.#fd = undefined
    unlinkSync(this.#file!)
  }

  #append(entry: Entry): void {
    if (!this.#file || !this.#warn) return
    try {
      if (this.#fd === undefined) {
        this.#fd = openSync(this.#file, 'ax', 0o600)
        this.#write(this.#opening)
      }
      this.#write(entry)
    } catch (error) {
      this.#warn(
        `ishape: the journal can't be written (${(error as Error).message}); a crash would lose this session.`,
      )
      this.#warn = undefined
    }
  }

  #write(line: Opening | Entry): void {
    writeSync(this.#fd!, JSON.stringify(line) + '\n')
  }
}

/** The sessions of this machine that ended without saying so, latest first; those without a cell are tidied away. */
export const lostSessions = (folder: string): LostSession[] => {
  const lost: LostSession[] = []
  for (const name of readdirSync(folder).sort().reverse()) {
    if (!name.endsWith('.jsonl')) continue
    const file = join(folder, name)
    const found = readJournal(file)
    if (found && found.document.cells.length > 0) lost.push(found)
  }
  return lost
}

/** Forgets a lost session: it was recovered, or is not wanted. */
export const forget = (lost: LostSession): void => unlinkSync(lost.file)

/** Reads a journal whose writer is dead; undefined if it is alive, elsewhere, or the file is none of ours. */
const readJournal = (file: string): LostSession | undefined => {
  const [opening, ...entries] = linesOf(file)
  if (!isOpening(opening) || opening.host !== hostname() || isAlive(opening.pid)) return undefined
  let { seed } = opening
  const cells: Cell[] = []
  for (const entry of entries as Entry[]) {
    if ('submit' in entry) cells.push(codeCell(entry.id, entry.submit))
    else if ('truncate' in entry) cells.length = Math.min(cells.length, entry.truncate)
    else if ('seed' in entry) seed = entry.seed
    else {
      const index = cells.findIndex((cell) => cell.id === entry.id)
      if (index < 0) continue
      if ('edit' in entry) cells[index].source = entry.edit
      else cells.splice(index, 1)
    }
  }
  const metadata = seed === null ? {} : withOurs({}, { seed })
  return { file, session: opening.session, started: opening.started, document: { cells, metadata } }
}

const isOpening = (line: unknown): line is Opening =>
  typeof line === 'object' &&
  line !== null &&
  (line as Opening).v === 1 &&
  typeof (line as Opening).pid === 'number'

/** The lines that parse: the last one may have been cut by the crash. */
const linesOf = (file: string): unknown[] => {
  const lines: unknown[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    try {
      if (line !== '') lines.push(JSON.parse(line))
    } catch {
      break
    }
  }
  return lines
}

const isAlive = (pid: number): boolean => {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A killed process that its parent has not waited for; Linux says so, elsewhere it counts as alive. */
const isZombie = (pid: number): boolean => {
  try {
    return /^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
