/**
 * The history in the editor: Up and Down, the incremental search, the grey suggestion.
 *
 * As in IPython, Up with a text before the cursor shows only entries that start with it; what was typed comes back with Down.
 */
import { at, type Document, documentOf, next } from './document.js'
import { type EditorState, type HistoryState, move, type Search, type Step } from './state.js'

const textAt = ({ entries, edits }: HistoryState, index: number): string =>
  edits[index] ?? entries[index] ?? ''

/** Goes to the next entry in a direction that starts with the prefix; stays where there is none. */
export const browse = (state: EditorState, direction: -1 | 1): EditorState => {
  const { history, doc } = state
  const prefix = history.prefix ?? doc.text.slice(0, doc.cursor)
  let index = history.at
  do index += direction
  while (index >= 0 && index < history.entries.length && !textAt(history, index).startsWith(prefix))
  if (index < 0 || index > history.entries.length) return { ...state, history: { ...history, prefix } }
  return show(state, index, prefix, direction)
}

/** Goes to the oldest entry, or back to the line being written. */
export const browseTo = (state: EditorState, end: 'oldest' | 'newest'): EditorState =>
  show(state, end === 'oldest' ? 0 : state.history.entries.length, '', -1)

const show = (state: EditorState, index: number, prefix: string, direction: -1 | 1): EditorState => {
  const { history, doc } = state
  const edits =
    doc.text === textAt(history, history.at) ? history.edits : { ...history.edits, [history.at]: doc.text }
  const shown = documentOf(textAt({ ...history, edits }, index))
  const firstLineEnd = shown.text.indexOf('\n')
  const cursor = direction > 0 && firstLineEnd >= 0 ? firstLineEnd : shown.text.length
  return {
    ...move(state, at(shown, cursor)),
    undo: [],
    redo: [],
    history: { ...history, at: index, prefix, edits },
  }
}

// ---------------------------------------------------------------- search

/** Begins a search, or goes on to the next match. */
export const searchNext = (state: EditorState, direction: -1 | 1): EditorState => {
  const { search } = state
  if (search) return search.query === '' ? state : find(state, search, search.at + direction, direction)
  const fresh: Search = { query: '', at: state.history.entries.length, failed: false, origin: state.doc }
  return { ...state, search: fresh, menu: null }
}

/** Searches for another text: from the match there is, or afresh when it got shorter. */
export const searchFor = (state: EditorState, query: string): EditorState => {
  const search = state.search!
  const longer = query.startsWith(search.query) && search.at < state.history.entries.length
  return find(state, { ...search, query }, longer ? search.at : state.history.entries.length - 1, -1)
}

const find = (state: EditorState, search: Search, from: number, direction: -1 | 1): EditorState => {
  const { entries } = state.history
  const { query } = search
  if (query === '')
    return { ...state, doc: search.origin, search: { ...search, at: entries.length, failed: false } }
  const exact = /\p{Lu}/u.test(query)
  for (let index = from; index >= 0 && index < entries.length; index += direction) {
    const entry = entries[index]
    const found = (exact ? entry : entry.toLowerCase()).lastIndexOf(query)
    // Going on means to see another text.
    if (found < 0 || (search.at !== index && entry === state.doc.text && query === state.search?.query))
      continue
    return { ...state, doc: { text: entry, cursor: found }, search: { ...search, at: index, failed: false } }
  }
  return { ...state, search: { ...search, failed: true } }
}

/** Ends the search with what it found, the cursor where the words stand. */
export const acceptSearch = (state: EditorState): EditorState => {
  const { search, history } = state
  if (!search) return state
  const found = search.at < history.entries.length && search.query !== ''
  if (!found) return { ...state, doc: search.origin, search: null }
  return {
    ...move(state, state.doc),
    undo: [...state.undo, search.origin],
    search: null,
    history: { ...history, at: search.at, prefix: null },
  }
}

/** Ends the search with what was there before. */
export const cancelSearch = (state: EditorState): Step => ({
  state: { ...state, doc: state.search!.origin, search: null },
})

// ---------------------------------------------------------------- suggestion

/** How far back a suggestion is looked for. */
const SUGGESTION_REACH = 2000

let memo: { entries: readonly string[]; typed: string; rest: string } | undefined

/** The rest of the latest line in the history that starts with the line being typed; empty if there is none to offer. */
export const suggestion = ({ doc, trace, history, menu, search }: EditorState): string => {
  if (menu || search || doc.cursor !== doc.text.length) return ''
  if (trace !== 'type' && trace !== 'delete') return ''
  const typed = doc.text.slice(doc.text.lastIndexOf('\n') + 1)
  if (typed.trim() === '') return ''
  const { entries } = history
  if (memo?.entries === entries && memo.typed === typed) return memo.rest
  const rest = latestRest(entries, typed)
  memo = { entries, typed, rest }
  return rest
}

const latestRest = (entries: readonly string[], typed: string): string => {
  const oldest = Math.max(0, entries.length - SUGGESTION_REACH)
  for (let index = entries.length - 1; index >= oldest; index--) {
    if (!entries[index].includes(typed)) continue
    const lines = entries[index].split('\n')
    for (let row = lines.length - 1; row >= 0; row--) {
      if (lines[row].length > typed.length && lines[row].startsWith(typed))
        return lines[row].slice(typed.length)
    }
  }
  return ''
}

/** The first word of a suggestion. */
export const suggestedWord = (rest: string): string =>
  /^\W*[\p{L}\p{N}\p{M}_]*/u.exec(rest)![0] || rest.slice(0, next(rest, 0))

/** The document with a suggestion put in. */
export const withSuggestion = (doc: Document, rest: string): Document => documentOf(doc.text + rest)
