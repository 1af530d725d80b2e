/**
 * Everything that can happen to a session, as one table: action → what it does to the state.
 *
 * Reducers are pure: ids come with the action, and nothing reads a clock. So a list of actions replays to the same state, and the
 * patches of each lead forth and back (test/session/store.test.ts asks both of every row).
 */
import type { Publication } from '../protocol/messages.js'
import type { JsonObject } from '../protocol/mime.js'
import type { Cell, CodeCell, SessionDocument } from './cell.js'
import { appendOutput, clearOutputs, toOutput } from './output.js'

export interface SessionState extends SessionDocument {
  /** The execution count given last. */
  count: number
}

/** Each action with what it needs to know. */
export interface Actions {
  /** A new code cell, after all others, is handed to the kernel. */
  submit: { id: string; source: string }
  /** An existing code cell is handed to the kernel again. */
  rerun: { id: string }
  /** The kernel published something for a cell. */
  publish: { id: string; publication: Publication }
  /** The reply came, or never will (`aborted`). */
  finish: { id: string; status: 'ok' | 'error' | 'aborted'; count: number | null }
  insert: { at: number; cell: Cell }
  edit: { id: string; source: string }
  delete: { id: string }
  move: { id: string; to: number }
  /** Forgets every output and count. */
  clear: Record<string, never>
  /** Drops the cells from this index on: going back in time. */
  truncate: { length: number }
  /** Becomes what a file holds. */
  load: { document: SessionDocument }
  /** Changes the notebook's metadata (a null member is removed). */
  describe: { changes: JsonObject }
  /** Changes one cell's metadata (a null member is removed). */
  annotate: { id: string; changes: JsonObject }
}
export type ActionName = keyof Actions
export type SessionAction = { [A in ActionName]: { type: A; payload: Actions[A] } }[ActionName]

export const initialState: SessionState = { cells: [], metadata: {}, count: 0 }

export const reducers: { [A in ActionName]: (state: SessionState, payload: Actions[A]) => void } = {
  submit(state, { id, source }) {
    state.cells.push({
      kind: 'code',
      id,
      source,
      metadata: {},
      count: null,
      status: 'running',
      outputs: [],
      cut: null,
      clearing: false,
    })
  },
  rerun(state, { id }) {
    const cell = codeCellOf(state, id)
    clearOutputs(cell)
    cell.count = null
    cell.status = 'running'
  },
  publish(state, { id, publication }) {
    const cell = codeCellOf(state, id)
    switch (publication.type) {
      case 'execute_input':
        cell.count = publication.content.execution_count
        state.count = publication.content.execution_count
        break
      case 'clear_output':
        if (publication.content.wait) cell.clearing = true
        else clearOutputs(cell)
        break
      case 'update_display_data':
        for (const other of state.cells) if (other.kind === 'code') updateDisplay(other, publication.content)
        break
      default: {
        const output = toOutput(publication)
        if (output) appendOutput(cell, output)
      }
    }
  },
  finish(state, { id, status, count }) {
    const cell = codeCellOf(state, id)
    cell.status = status
    if (count !== null) {
      cell.count = count
      state.count = count
    }
  },
  insert(state, { at, cell }) {
    state.cells.splice(at, 0, cell)
  },
  edit(state, { id, source }) {
    state.cells[indexOf(state, id)].source = source
  },
  delete(state, { id }) {
    state.cells.splice(indexOf(state, id), 1)
  },
  move(state, { id, to }) {
    const [cell] = state.cells.splice(indexOf(state, id), 1)
    state.cells.splice(to, 0, cell)
  },
  clear(state) {
    for (const cell of state.cells) {
      if (cell.kind !== 'code') continue
      clearOutputs(cell)
      cell.count = null
      cell.status = 'idle'
    }
    state.count = 0
  },
  truncate(state, { length }) {
    state.cells.length = Math.min(state.cells.length, length)
    state.count = state.cells.reduce(
      (count, cell) => Math.max(count, cell.kind === 'code' ? (cell.count ?? 0) : 0),
      0,
    )
  },
  load(state, { document }) {
    state.cells = document.cells
    state.metadata = document.metadata
    state.count = 0
  },
  describe(state, { changes }) {
    merge(state.metadata, changes)
  },
  annotate(state, { id, changes }) {
    merge(state.cells[indexOf(state, id)].metadata, changes)
  },
}

const indexOf = (state: SessionState, id: string): number => {
  const index = state.cells.findIndex((cell) => cell.id === id)
  if (index < 0) throw new RangeError(`no cell '${id}' in this session`)
  return index
}

const codeCellOf = (state: SessionState, id: string): CodeCell => {
  const cell = state.cells[indexOf(state, id)]
  if (cell.kind !== 'code') throw new RangeError(`cell '${id}' is ${cell.kind}, not code`)
  return cell
}

type Update = Extract<Publication, { type: 'update_display_data' }>['content']

const updateDisplay = (cell: CodeCell, { data, metadata, transient }: Update): void => {
  for (const output of cell.outputs) {
    if (output.output_type !== 'display_data' || output.display_id !== transient.display_id) continue
    output.data = data
    output.metadata = metadata
  }
}

const merge = (target: JsonObject, changes: JsonObject): void => {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete target[name]
    else target[name] = value
  }
}
