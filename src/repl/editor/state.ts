/** The editor's state, its context and its effects: the types that actions, reducer and view share. */
import type { Completion } from '../../protocol/messages.js'
import { type Document, documentOf, EMPTY } from './document.js'

/** Whether a text is a whole cell; `indent` is what the next line of an incomplete one starts with. */
export interface Completeness {
  status: 'complete' | 'incomplete' | 'invalid'
  indent: string
}

/** What the reducer asks of the world; it stays pure as long as these are. */
export interface Context {
  /** Decides what Enter does. */
  check(text: string): Completeness
}

export interface HistoryState {
  /** Oldest first. */
  readonly entries: readonly string[]
  /** The entry shown; `entries.length` is the line being written. */
  readonly at: number
  /** What an entry must start with to be shown; set by the first Up, dropped by an edit. */
  readonly prefix: string | null
  /** Texts left behind changed, by index: going back finds them as they were. */
  readonly edits: Readonly<Record<number, string>>
}

/** A search backwards through the history (Ctrl-R). */
export interface Search {
  readonly query: string
  /** The entry that matches, or where the last match was. */
  readonly at: number
  readonly failed: boolean
  /** What was there before. */
  readonly origin: Document
}

/** The completion menu. Offsets of its items are in UTF-16 units of `origin`. */
export interface Menu {
  readonly items: readonly Completion[]
  /** The text with nothing chosen. */
  readonly origin: Document
  readonly selected: number | null
  /** Typing has narrowed it: Enter no longer belongs to it until an entry is chosen. */
  readonly passive: boolean
}

/** What the last key did, where the next one must know. */
export type Trace = 'type' | 'delete' | 'kill' | 'yank' | 'argument' | null

export interface EditorState {
  readonly doc: Document
  /** The screen column that Up and Down try to keep. */
  readonly goal: number | null
  readonly undo: readonly Document[]
  readonly redo: readonly Document[]
  readonly trace: Trace
  /** Newest first. */
  readonly kills: readonly string[]
  /** The kill that the last yank put in; how many entries back the argument comes from. */
  readonly yanked: number
  /** A key that begins a longer one, such as Ctrl-X, was pressed. */
  readonly begun: string | null
  readonly history: HistoryState
  readonly search: Search | null
  readonly menu: Menu | null
}

/** What a key wants done outside the editor. */
export type Effect =
  | { type: 'submit'; text: string }
  | { type: 'complete'; doc: Document }
  /** Ctrl-C: the line is already cleared. */
  | { type: 'cancel' }
  /** Ctrl-D on an empty line. */
  | { type: 'eof' }
  | { type: 'suspend' }
  | { type: 'clearScreen' }
  | { type: 'help' }
  /** The last cell's trail in full, or short again. */
  | { type: 'unfold' }
  /** Put this of the fixes on offer into the editor. */
  | { type: 'fix'; number: number }

export interface Step {
  state: EditorState
  effect?: Effect
}

/** An editor with nothing in it. */
export const initialState = (entries: readonly string[], text = ''): EditorState => ({
  doc: text === '' ? EMPTY : documentOf(text),
  goal: null,
  undo: [],
  redo: [],
  trace: null,
  kills: [],
  yanked: 0,
  begun: null,
  history: { entries, at: entries.length, prefix: null, edits: {} },
  search: null,
  menu: null,
})

const UNDO_LIMIT = 1000

/** The state with another text: one step for undo, unless it `joins` the one before. */
export const edit = (state: EditorState, doc: Document, trace: Trace, joins = false): EditorState => {
  if (doc.text === state.doc.text) return move(state, doc)
  const undo = joins ? state.undo : [...state.undo.slice(-UNDO_LIMIT), state.doc]
  const history = state.history.prefix === null ? state.history : { ...state.history, prefix: null }
  return { ...state, doc, undo, redo: [], trace, goal: null, history, menu: null }
}

/** The state with the cursor elsewhere. */
export const move = (state: EditorState, doc: Document, goal: number | null = null): EditorState => ({
  ...state,
  doc,
  goal,
  trace: null,
  menu: null,
})
