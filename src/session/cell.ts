/**
 * A session as data: cells with their outputs, in the shape nbformat 4.5 gives them on disk, plus what only a running session knows.
 */
import type { JsonObject, MimeBundle } from '../protocol/mime.js'

export interface Stream {
  output_type: 'stream'
  name: 'stdout' | 'stderr'
  text: string
}
export interface Display {
  output_type: 'display_data'
  data: MimeBundle
  metadata: JsonObject
  /** By which `update_display_data` finds it; not saved. */
  display_id?: string
}
export interface Result {
  output_type: 'execute_result'
  execution_count: number | null
  data: MimeBundle
  metadata: JsonObject
}
export interface Failure {
  output_type: 'error'
  ename: string
  evalue: string
  traceback: string[]
}
export type Output = Stream | Display | Result | Failure

/** `idle`: never run, or its run is not known; `aborted`: submitted, but skipped or lost with its kernel. */
export type CellStatus = 'idle' | 'running' | 'ok' | 'error' | 'aborted'

/** Output left out of the middle: `units` characters (see output.ts) between `outputs[at - 1]` and `outputs[at]`. */
export interface Cut {
  at: number
  units: number
}

export interface CodeCell {
  kind: 'code'
  id: string
  source: string
  metadata: JsonObject
  count: number | null
  status: CellStatus
  outputs: Output[]
  cut: Cut | null
  /** A `clear_output(wait=True)` waits for the next output. */
  clearing: boolean
}
export interface ProseCell {
  kind: 'markdown' | 'raw'
  id: string
  source: string
  metadata: JsonObject
  attachments?: JsonObject
}
export type Cell = CodeCell | ProseCell

/** What a file holds: cells, and the notebook's metadata with all that we don't know kept. */
export interface SessionDocument {
  cells: Cell[]
  metadata: JsonObject
}

/** A code cell that has not run. */
export const codeCell = (id: string, source: string, metadata: JsonObject = {}): CodeCell => ({
  kind: 'code',
  id,
  source,
  metadata,
  count: null,
  status: 'idle',
  outputs: [],
  cut: null,
  clearing: false,
})

/** A cell of prose. */
export const proseCell = (
  kind: 'markdown' | 'raw',
  id: string,
  source: string,
  metadata: JsonObject = {},
): ProseCell => ({ kind, id, source, metadata })

/** The members under `metadata.ishape`: the seed of a session, the inputs of a cell… */
export const ours = (metadata: JsonObject): JsonObject => {
  const given = metadata.ishape
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}
}

/** The metadata with members under `ishape` changed. */
export const withOurs = (metadata: JsonObject, changes: JsonObject): JsonObject => ({
  ...metadata,
  ishape: { ...ours(metadata), ...changes },
})

/** The session's seed, as decimal text; undefined if the file records none. */
export const seedOf = (metadata: JsonObject): string | undefined => {
  const { seed } = ours(metadata)
  if (typeof seed === 'string' && /^\d{1,20}$/.test(seed)) return seed
  return typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0 ? String(seed) : undefined
}

let serial = 0

/** A cell id as nbformat wants it: 1–64 of `[a-zA-Z0-9-_]`, unique in a session. */
export const newCellId = (): string => {
  serial += 1
  const random = Math.floor(Math.random() * 2 ** 32)
  return `${random.toString(16).padStart(8, '0')}-${serial.toString(36)}`
}
