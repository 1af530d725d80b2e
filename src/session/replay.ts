/**
 * Runs a session's cells again in a fresh kernel. What differs from what was recorded is compare.ts's business.
 *
 * The kernel must be fresh and started with the session's seed; input that was typed then is given again.
 */
import type { KernelClient, RequestHandlers } from '../protocol/client.js'
import { reducers, type SessionState } from './actions.js'
import { type CodeCell, codeCell, type SessionDocument } from './cell.js'
import { answering } from './session.js'

export interface ReplayOptions {
  /** Stop before the code cell of this index. */
  upTo?: number
  /** Go on after an error that the recorded session did not have. */
  keepGoing?: boolean
  /** Hears of what each cell publishes, as it comes. */
  handlers?: RequestHandlers
  /** A cell is about to run. */
  cell?(cell: CodeCell): void
}

/** A cell as it was recorded and as it ran now. */
export interface ReplayedCell {
  recorded: CodeCell
  replayed: CodeCell
  /** It raised, and neither its recorded outputs nor a `raises-exception` tag had announced that. */
  failed: boolean
}

/** Runs the code cells in order. Ends early at an unexpected error, unless told to keep going. */
export const replay = async (
  document: SessionDocument,
  client: KernelClient,
  { upTo = Number.POSITIVE_INFINITY, keepGoing = false, handlers = {}, cell: announce }: ReplayOptions = {},
): Promise<ReplayedCell[]> => {
  const results: ReplayedCell[] = []
  const state: SessionState = { cells: [], metadata: {}, count: 0 }
  for (const recorded of document.cells) {
    if (recorded.kind !== 'code' || isBlank(recorded)) continue
    if (results.length >= upTo) break
    announce?.(recorded)
    const { id, source, metadata } = recorded
    const replayed = codeCell(id, source, metadata)
    state.cells.push(replayed)
    const input = answering(metadata, handlers, [])
    const reply = await client.request(
      'execute',
      { code: source, store_history: true, allow_stdin: input !== undefined },
      {
        publish(publication) {
          if (publication.type !== 'status') reducers.publish(state, { id, publication })
          return handlers.publish?.(publication)
        },
        input,
      },
    )
    replayed.status = reply.status
    const failed = reply.status === 'error' && !mayFail(recorded)
    results.push({ recorded, replayed, failed })
    if (failed && !keepGoing) break
  }
  return results
}

/** The document with what its cells gave now. */
export const withReplayed = (
  document: SessionDocument,
  results: readonly ReplayedCell[],
): SessionDocument => {
  const byId = new Map(results.map(({ replayed }) => [replayed.id, replayed]))
  return { ...document, cells: document.cells.map((cell) => byId.get(cell.id) ?? cell) }
}

const isBlank = (cell: CodeCell): boolean => cell.source.trim() === ''

const mayFail = ({ status, metadata }: CodeCell): boolean =>
  status === 'error' || (Array.isArray(metadata.tags) && metadata.tags.includes('raises-exception'))
