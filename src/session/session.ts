/**
 * One session: the cells that were submitted, the kernel that runs them, and what makes both outlive a crash.
 *
 * A cell goes to the journal first, then into the store, then to the kernel; what the kernel publishes goes into the store and on to the
 * caller. The kernel's `ishape_*` payloads (`%save`, `%load`, `%rerun`, `%undo`) are carried out here, after the cell that asked.
 */
import { basename, relative, resolve } from 'node:path'
import type { KernelClient, RequestHandlers } from '../protocol/client.js'
import type { ErrorReply, ExecuteReply, Payload, Publication } from '../protocol/messages.js'
import type { Json, JsonObject } from '../protocol/mime.js'
import { type Cell, type CodeCell, newCellId, ours, type SessionDocument, seedOf, withOurs } from './cell.js'
import { readSession, sessionPath, wouldReplace, writeSession } from './files.js'
import type { History } from './history.js'
import type { Journal } from './journal.js'
import { SessionFileError } from './notebook.js'
import { writeSettings } from './settings.js'
import { SessionStore } from './store.js'

export interface SessionParts {
  client: KernelClient
  journal: Journal
  history: History
  /** Asks a yes-or-no question; without it the answer is no. */
  confirm?(question: string): Promise<boolean>
}

export interface RunHandlers extends RequestHandlers {
  /** A cell begins that nobody typed: `%load` and `%rerun` bring it. Its publications follow. */
  cell?(id: string, source: string): void
}

/** Which cells `%save` takes, by execution count, both ends included. */
export type Ranges = [number, number][]

export class Session {
  readonly store = new SessionStore()
  readonly #client: KernelClient
  readonly #journal: Journal
  readonly #history: History
  readonly #confirm: ((question: string) => Promise<boolean>) | undefined
  #seedKnown: Promise<void> | undefined
  /** What was set since the kernel started, for the next one. */
  readonly #chosen: { fixes?: boolean } = {}

  constructor({ client, journal, history, confirm }: SessionParts) {
    this.#client = client
    this.#journal = journal
    this.#history = history
    this.#confirm = confirm
  }

  /**
   * Runs what the user submitted. Resolves to the kernel's reply after its payloads for the session were carried out.
   * DeadKernel: the kernel died; the cell stays, marked as aborted.
   */
  async execute(source: string, handlers: RunHandlers = {}): Promise<ExecuteReply | ErrorReply> {
    this.#history.add(source)
    return this.#submit(source, handlers, false)
  }

  /** The session as a document, without the cells that handle sessions: all others, or the code cells of these execution counts with the prose between them. */
  document(ranges: Ranges | null = null, without?: string): SessionDocument {
    const { cells, metadata } = this.store.state
    const chosen = cells.filter(
      (cell) => cell.id !== without && !handlesSession(cell) && (ranges === null || inRanges(cell, ranges)),
    )
    return { cells: chosen, metadata }
  }

  /** Writes the session to `NAME`, `NAME.ipynb` or `NAME.py`, and returns the path. SessionFileError: it can't be. */
  async save(name: string, ranges: Ranges | null = null, without?: string): Promise<string> {
    await this.#learnSeed()
    const path = sessionPath(name)
    const document = this.document(ranges, without)
    if (document.cells.length === 0)
      throw new SessionFileError(`there is no cell to save in ${basename(path)}.`)
    await writeSession(resolve(this.#client.settings.cwd, path), document)
    return path
  }

  /** Re-runs a file's cells in a fresh kernel; the session goes on after the last. SessionFileError: nothing has changed. */
  async load(path: string, handlers: RunHandlers = {}): Promise<void> {
    await this.become(await readSession(resolve(this.#client.settings.cwd, path)), handlers)
  }

  /** Becomes the session that a document holds, by running it: a file's, or a lost one's. */
  async become(document: SessionDocument, handlers: RunHandlers = {}): Promise<void> {
    await this.#restart(seedOf(document.metadata))
    this.#journal.truncate(0)
    this.store.dispatch('load', { document })
    this.store.dispatch('clear', {})
    this.#seedKnown = undefined
    for (const { id, source } of codeCells(document.cells)) {
      this.#journal.submit(id, source)
      this.store.dispatch('rerun', { id })
      handlers.cell?.(id, source)
      await this.#run(id, handlers)
    }
  }

  /** Goes back before the last `steps` code cells: drops them and runs the others, unseen, in a fresh kernel. */
  async undo(steps: number): Promise<void> {
    const { cells } = this.store.state
    const code = codeCells(cells)
    const first = code[Math.max(0, code.length - steps)]
    if (!first) return
    const length = cells.indexOf(first)
    this.store.dispatch('truncate', { length })
    // The journal knows code cells only.
    this.#journal.truncate(code.indexOf(first))
    await this.restore()
  }

  /** Brings a fresh kernel to where the session stands: after a death, or after going back. Outputs stay as they were. */
  async restore(): Promise<void> {
    await this.#restart(seedOf(this.store.state.metadata))
    const ran = codeCells(this.store.state.cells).filter((cell) => cell.status !== 'idle')
    for (const { id, source, metadata } of ran) {
      const input = answering(metadata, {}, [])
      const request = { code: source, store_history: true, allow_stdin: input !== undefined }
      const reply = await this.#client.request('execute', request, { input })
      this.store.dispatch('finish', { id, status: reply.status, count: countOf(reply) })
    }
  }

  /** A fresh kernel in place of one that died or was given up: its variables are lost, the cells stay and numbering goes on. */
  async renew(): Promise<void> {
    const { cells, metadata } = this.store.state
    const earlier = codeCells(cells).flatMap(({ count, source }): [number, string][] =>
      count === null ? [] : [[count, source]],
    )
    const seed = seedOf(metadata)
    await this.#client.restart({ earlier, ...this.#chosen, ...(seed !== undefined && { seed }) })
  }

  /** The session ends in good order. */
  close(): void {
    this.#journal.close()
  }

  async #submit(
    source: string,
    handlers: RunHandlers,
    announce: boolean,
  ): Promise<ExecuteReply | ErrorReply> {
    const id = newCellId()
    this.#journal.submit(id, source)
    this.store.dispatch('submit', { id, source })
    if (announce) handlers.cell?.(id, source)
    const reply = await this.#run(id, handlers)
    if ('payload' in reply) for (const payload of reply.payload) await this.#carryOut(payload, id, handlers)
    return reply
  }

  async #run(id: string, handlers: RunHandlers): Promise<ExecuteReply | ErrorReply> {
    const seedKnown = this.#learnSeed()
    const cell = this.#cell(id)
    const given: Json[] = []
    try {
      const reply = await this.#client.request(
        'execute',
        { code: cell.source, store_history: true, allow_stdin: true },
        {
          publish: (publication) => this.#publish(id, publication, handlers),
          input: answering(cell.metadata, handlers, given),
        },
      )
      await seedKnown
      this.store.dispatch('finish', { id, status: reply.status, count: countOf(reply) })
      return reply
    } catch (error) {
      this.store.dispatch('finish', { id, status: 'aborted', count: null })
      throw error
    } finally {
      if (given.length > 0) {
        const { ishape } = withOurs(this.#cell(id).metadata, { inputs: given })
        this.store.dispatch('annotate', { id, changes: { ishape } })
      }
    }
  }

  #publish(id: string, publication: Publication, handlers: RunHandlers): void | Promise<void> {
    if (publication.type !== 'status') this.store.dispatch('publish', { id, publication })
    return handlers.publish?.(publication)
  }

  async #carryOut(payload: Payload, id: string, handlers: RunHandlers): Promise<void> {
    const { cwd } = this.#client.settings
    try {
      switch (payload.source) {
        case 'ishape_save': {
          const path = sessionPath(relative(cwd, payload.path))
          const exists = wouldReplace(resolve(cwd, path))
          if (exists && !payload.force && !(await this.#confirm?.(`Replace ${path}?`))) {
            return this.#note(
              id,
              'stderr',
              `${path} exists and was left as it is; %save -f replaces it.\n`,
              handlers,
            )
          }
          const asking = /^\s*%save\b.*\s*$/.test(this.#cell(id).source) ? id : undefined
          await this.save(path, payload.ranges, asking)
          return this.#note(id, 'stdout', `Saved ${path}.\n`, handlers)
        }
        case 'ishape_load':
          return await this.load(payload.path, handlers)
        case 'ishape_run':
          for (const source of payload.cells) await this.#submit(source, handlers, true)
          return
        case 'ishape_undo':
          return await this.undo(payload.steps + 1)
        case 'ishape_setting':
          if (this.#client.settings.fixes !== undefined) this.#chosen.fixes = payload.value === 'on'
          return await writeSettings(
            { [payload.name]: payload.value },
            (sentence) => void this.#note(id, 'stderr', `${sentence}\n`, handlers),
          )
      }
    } catch (error) {
      if (!(error instanceof SessionFileError)) throw error
      return this.#note(id, 'stderr', `${error.message}\n`, handlers)
    }
  }

  /** Adds a line to a cell's output, as if its kernel had printed it. */
  async #note(id: string, name: 'stdout' | 'stderr', text: string, handlers: RunHandlers): Promise<void> {
    await this.#publish(id, { type: 'stream', content: { name, text } }, handlers)
  }

  async #restart(seed: string | undefined): Promise<void> {
    await this.#client.restart({ earlier: [], ...this.#chosen, ...(seed !== undefined && { seed }) })
  }

  /** The seed that the kernel drew is part of the session; asked once per kernel, in the queue before the first cell. */
  #learnSeed(): Promise<void> {
    this.#seedKnown ??= this.#client.request('kernel_info', {}).then((reply) => {
      if (!('ishape' in reply) || !reply.ishape) return
      const { seed } = reply.ishape
      if (seedOf(this.store.state.metadata) === seed) return
      this.#journal.seed(seed)
      const { ishape } = withOurs(this.store.state.metadata, { seed })
      this.store.dispatch('describe', { changes: { ishape } })
    })
    // A kernel that died before it could tell is asked again when it is a new one.
    this.#seedKnown.catch(() => {
      this.#seedKnown = undefined
    })
    return this.#seedKnown
  }

  #cell(id: string): CodeCell {
    return this.store.state.cells.find((cell) => cell.id === id) as CodeCell
  }
}

/** The cells that a kernel runs. */
export const codeCells = (cells: readonly Cell[]): CodeCell[] => cells.filter((cell) => cell.kind === 'code')

/** `%save`, `%load`, `%undo`, `%rerun`, `%recall` on a line of their own: of no use in a replay, which has no session to handle. */
const handlesSession = ({ kind, source }: Cell): boolean =>
  kind === 'code' &&
  /^\s*(%(save|load|undo|rerun|recall)\b[^\n]*|(save|load|undo|rerun|recall)(\s+[\w.~/-]+)*)\s*$/.test(source)

const inRanges = (cell: Cell, ranges: Ranges): boolean =>
  cell.kind === 'code' &&
  ranges.some(([from, to]) => cell.count !== null && from <= cell.count && cell.count <= to)

const countOf = (reply: ExecuteReply | ErrorReply): number | null =>
  'execution_count' in reply ? reply.execution_count : null

/**
 * Answers `input()`: first what was typed when the cell ran before (kept in its metadata, passwords left out as null), then by whoever
 * is there. Answers are added to `given`.
 */
export const answering = (
  metadata: JsonObject,
  handlers: RequestHandlers,
  given: Json[],
): RequestHandlers['input'] => {
  const { inputs } = ours(metadata)
  const recorded = Array.isArray(inputs) ? [...inputs] : []
  if (recorded.length === 0 && !handlers.input) return undefined
  return async (request) => {
    const before = recorded.shift()
    let value: string | null
    if (typeof before === 'string') value = before
    else if (handlers.input) value = await handlers.input(request)
    else throw new Error('the recorded session has no further input')
    given.push(request.password ? null : value)
    return value
  }
}
