/**
 * What was typed and what came out, by execution count: serves `history_request`, `%history`, `%rerun` and `%recall`.
 */
import type { HistoryEntry, HistoryRequest } from '../protocol/messages.js'

export interface Entry {
  line: number
  raw: string
  /** After prompts and magics were translated. */
  code: string
  output: string | null
}

/** Cells kept; older ones fall off. */
const KEPT = 10_000
/** Of an output's text, as much as history ever shows. */
const OUTPUT_KEPT = 10_000

export class History {
  readonly #entries: Entry[] = []

  add(line: number, raw: string, code: string): void {
    this.#entries.push({ line, raw, code, output: null })
    if (this.#entries.length > KEPT) this.#entries.shift()
  }

  /** The text of the last cell's result. */
  setOutput(text: string): void {
    const last = this.#entries.at(-1)
    if (last) last.output = text.length > OUTPUT_KEPT ? text.slice(0, OUTPUT_KEPT) : text
  }

  /** The cell that has that execution count. */
  at(line: number): Entry | undefined {
    return this.#entries.findLast((entry) => entry.line === line)
  }

  get entries(): readonly Entry[] {
    return this.#entries
  }

  clear(): void {
    this.#entries.length = 0
  }

  /**
   * Cells by IPython's ranges: `5`, `2-4`, `2:5` (end excluded), `-3-` or `~0/…` are not sessions here: only this one exists.
   * An empty list means all before the one that runs. Null: not a range.
   */
  select(ranges: string[], running: number): Entry[] | null {
    if (ranges.length === 0) return this.#entries.filter((entry) => entry.line < running)
    const chosen: Entry[] = []
    for (const text of ranges) {
      const match = /^(\d+)?(?:([-:])(\d+)?)?$/.exec(text)
      if (!match || (match[1] === undefined && match[2] === undefined)) return null
      const first = match[1] === undefined ? 1 : Number(match[1])
      const last =
        match[2] === undefined
          ? first
          : match[3] === undefined
            ? running - 1
            : Number(match[3]) - (match[2] === ':' ? 1 : 0)
      chosen.push(...this.#entries.filter((entry) => entry.line >= first && entry.line <= last))
    }
    return chosen
  }

  /** Answers a history request; session 0 and 1 both name this run. */
  answer(request: HistoryRequest): HistoryEntry[] {
    const entries = this.#find(request)
    return entries.map(({ line, raw, code, output }) => {
      const input = request.raw === false ? code : raw
      return [1, line, request.output ? [input, output] : input]
    })
  }

  #find(request: HistoryRequest): Entry[] {
    switch (request.hist_access_type) {
      case 'tail':
        return request.n > 0 ? this.#entries.slice(-request.n) : []
      case 'range': {
        const newest = this.#entries.at(-1)?.line ?? 0
        const from = request.start < 0 ? newest + 1 + request.start : request.start
        const stop = request.stop ?? newest + 1
        const to = stop < 0 ? newest + 1 + stop : stop
        return this.#entries.filter(({ line }) => line >= from && line < to)
      }
      case 'search': {
        const matches = glob(request.pattern)
        let found = this.#entries.filter(({ raw, code }) => matches.test(request.raw === false ? code : raw))
        if (request.unique) {
          const last = new Map(found.map((entry) => [entry.raw, entry]))
          found = found.filter((entry) => last.get(entry.raw) === entry)
        }
        return request.n === undefined ? found : request.n > 0 ? found.slice(-request.n) : []
      }
    }
  }
}

/** A shell pattern (`*`, `?`, `[…]`) over a whole text, as SQLite's GLOB matches. */
export const glob = (pattern: string): RegExp =>
  new RegExp(
    '^' +
      pattern.replace(/\[(?:\^?\][^\]]*|[^\]]+)\]|[\s\S]/g, (part) =>
        part === '*'
          ? '[\\s\\S]*'
          : part === '?'
            ? '[\\s\\S]'
            : part.length > 1
              ? part.replace(/\\/g, '\\\\')
              : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&'),
      ) +
      '$',
    'u',
  )
