/** What the keys do: every action by name, each a function of the editor's state. The table of keys is in bindings.ts. */
import {
  at,
  beforeCursor,
  type Document,
  documentOf,
  graphemes,
  inIndentation,
  insert,
  isMultiline,
  lineEnd,
  lineStart,
  next,
  onFirstLine,
  onLastLine,
  previous,
  replace,
  shellWordStart,
  wordEnd,
  wordStart,
} from './document.js'
import { browse, browseTo, searchNext, suggestedWord, suggestion, withSuggestion } from './history.js'
import { type Context, type EditorState, edit, initialState, move, type Step } from './state.js'
import { widthOf } from './width.js'

type Action = (state: EditorState, context: Context) => EditorState | Step

const INDENT = 4

// ---------------------------------------------------------------- moving

/** To an offset; at the end of the text, to the right means to take the suggestion instead. */
const right =
  (target: (doc: Document) => number, take: (rest: string) => string): Action =>
  (state) => {
    const rest = suggestion(state)
    if (rest !== '') return edit(state, withSuggestion(state.doc, take(rest)), 'type')
    return move(state, at(state.doc, target(state.doc)))
  }

const to =
  (target: (doc: Document) => number): Action =>
  (state) =>
    move(state, at(state.doc, target(state.doc)))

/** To the line above or below, in the column that the first such move started from. */
const vertical = (state: EditorState, direction: -1 | 1): EditorState => {
  const { doc } = state
  const goal = state.goal ?? widthOf(beforeCursor(doc))
  const edge = direction < 0 ? lineStart(doc) - 1 : lineEnd(doc) + 1
  const start = lineStart(at(doc, edge))
  const text = doc.text.slice(start, lineEnd(at(doc, edge)))
  let offset = start
  let column = 0
  for (const grapheme of graphemes(text)) {
    column += widthOf(grapheme)
    if (column > goal) break
    offset += grapheme.length
  }
  return move(state, at(doc, offset), goal)
}

// ---------------------------------------------------------------- changing

/** Cuts `[start, end)` into the kill ring; kills in a row make one. */
const kill = (state: EditorState, start: number, end: number): EditorState => {
  if (start === end) return state
  const { doc, kills, trace } = state
  const cut = doc.text.slice(start, end)
  const joins = trace === 'kill'
  const [latest = '', ...older] = kills
  const joined = start < doc.cursor ? cut + latest : latest + cut
  return {
    ...edit(state, replace(doc, start, end, ''), 'kill'),
    kills: joins ? [joined, ...older] : [cut, ...kills.slice(0, 59)],
  }
}

const yank = (state: EditorState, index: number, over: boolean): EditorState => {
  const { kills, doc } = state
  if (kills.length === 0) return state
  const start = over ? doc.cursor - kills[state.yanked].length : doc.cursor
  return { ...edit(state, replace(doc, start, doc.cursor, kills[index]), 'yank'), yanked: index }
}

const erase = (state: EditorState, start: number, end: number): EditorState =>
  start === end ? state : edit(state, replace(state.doc, start, end, ''), 'delete')

const deleteForward = (state: EditorState): EditorState =>
  erase(state, state.doc.cursor, next(state.doc.text, state.doc.cursor))

/** Another spelling of the word after the cursor. */
const respell =
  (spell: (word: string) => string): Action =>
  (state) => {
    const { doc } = state
    const end = wordEnd(doc)
    return edit(state, replace(doc, doc.cursor, end, spell(doc.text.slice(doc.cursor, end))), null)
  }

/** Puts in the last word of the latest entry; again, that of the one before. */
const lastArgument: Action = (state) => {
  const { doc, trace, yanked } = state
  const { entries } = state.history
  const wordOf = (back: number): string => entries.at(-back)?.trim().split(/\s+/).at(-1) ?? ''
  const again = trace === 'argument'
  const back = again ? yanked + 1 : 1
  if (back > entries.length) return state
  const start = again ? doc.cursor - wordOf(yanked).length : doc.cursor
  return { ...edit(state, replace(doc, start, doc.cursor, wordOf(back)), 'argument'), yanked: back }
}

/** Deletes blanks on both sides of the cursor. */
const deleteBlanks: Action = (state) => {
  const { text, cursor } = state.doc
  const before = /[ \t]*$/.exec(text.slice(0, cursor))![0].length
  const after = /^[ \t]*/.exec(text.slice(cursor))![0].length
  return erase(state, cursor - before, cursor + after)
}

/** Makes every line a comment, or none. */
const comment: Action = (state) => {
  const lines = state.doc.text.split('\n')
  const commented = lines.every((line) => /^\s*(#|$)/.test(line))
  const changed = lines.map((line) =>
    commented ? line.replace(/^(\s*)# ?/, '$1') : line.trim() === '' ? line : line.replace(/^\s*/, '$&# '),
  )
  return edit(state, documentOf(changed.join('\n')), null)
}

const travel = (state: EditorState, from: 'undo' | 'redo', into: 'undo' | 'redo'): EditorState => {
  const doc = state[from].at(-1)
  if (!doc) return state
  return {
    ...state,
    doc,
    [from]: state[from].slice(0, -1),
    [into]: [...state[into], state.doc],
    trace: null,
    menu: null,
  }
}

const newline = (state: EditorState, { check }: Context, stay = false): EditorState => {
  const { doc } = state
  const answer = check(doc.text.slice(0, doc.cursor) + '\n')
  const indent =
    answer.status === 'incomplete' ? answer.indent : /^[ \t]*/.exec(doc.text.slice(lineStart(doc)))![0]
  const changed = insert(doc, '\n' + indent)
  return edit(state, stay ? at(changed, doc.cursor) : changed, null)
}

/** A trailing empty line does not count as "below". */
const isLastLine = (doc: Document): boolean => doc.text.slice(lineEnd(doc)).trim() === ''

const enter: Action = (state, context) => {
  const { doc } = state
  const { status, indent } = context.check(isMultiline(doc) ? doc.text.slice(0, doc.cursor) : doc.text)
  if (!isLastLine(doc) || status === 'incomplete') {
    return edit(state, insert(doc, '\n' + (status === 'incomplete' ? indent : '')), null)
  }
  return { state: { ...state, menu: null }, effect: { type: 'submit', text: doc.text } }
}

const tab: Action = (state) => {
  const { doc } = state
  if (!inIndentation(doc)) return { state, effect: { type: 'complete', doc } }
  const column = widthOf(beforeCursor(doc))
  return edit(state, insert(doc, ' '.repeat(INDENT - (column % INDENT))), 'type')
}

const dedent: Action = (state) => {
  const { doc } = state
  const indent = /^ *$/.exec(beforeCursor(doc))?.[0].length ?? 0
  return erase(state, doc.cursor - (indent === 0 ? 0 : indent % INDENT || INDENT), doc.cursor)
}

const transpose: Action = (state) => {
  const { doc } = state
  const middle = doc.cursor === lineEnd(doc) ? previous(doc.text, doc.cursor) : doc.cursor
  const start = previous(doc.text, middle)
  if (middle <= lineStart(doc)) return state
  const end = next(doc.text, middle)
  return edit(
    state,
    replace(doc, start, end, doc.text.slice(middle, end) + doc.text.slice(start, middle)),
    null,
  )
}

const cancel: Action = (state) => ({
  state: { ...initialState(state.history.entries), kills: state.kills },
  effect: { type: 'cancel' },
})

/** Asks for a proved fix in place of the text. */
const fix =
  (number: number): Action =>
  (state) => ({ state, effect: { type: 'fix', number } })

/** Every action by its name. */
export const actions = {
  left: to((doc) => previous(doc.text, doc.cursor)),
  right: right(
    (doc) => next(doc.text, doc.cursor),
    (rest) => rest,
  ),
  wordLeft: to(wordStart),
  wordRight: right(wordEnd, suggestedWord),
  textStart: to(() => 0),
  textEnd: to((doc) => doc.text.length),
  lineStart: to(lineStart),
  lineEnd: right(lineEnd, (rest) => rest),
  up: (state) => (onFirstLine(state.doc) ? browse(state, -1) : vertical(state, -1)),
  down: (state) => (onLastLine(state.doc) ? browse(state, 1) : vertical(state, 1)),
  older: (state) => browse(state, -1),
  newer: (state) => browse(state, 1),
  oldest: (state) => browseTo(state, 'oldest'),
  newest: (state) => browseTo(state, 'newest'),
  search: (state) => searchNext(state, -1),
  searchForward: (state) => searchNext(state, 1),

  backspace: (state) => erase(state, previous(state.doc.text, state.doc.cursor), state.doc.cursor),
  delete: deleteForward,
  deleteOrEnd: (state) => (state.doc.text === '' ? { state, effect: { type: 'eof' } } : deleteForward(state)),
  killToEnd: (state) => {
    const end = lineEnd(state.doc)
    return kill(
      state,
      state.doc.cursor,
      end === state.doc.cursor ? Math.min(end + 1, state.doc.text.length) : end,
    )
  },
  killToStart: (state) => {
    const start = lineStart(state.doc)
    return kill(state, start === state.doc.cursor ? Math.max(start - 1, 0) : start, state.doc.cursor)
  },
  killWord: (state) => kill(state, state.doc.cursor, wordEnd(state.doc)),
  killWordBack: (state) => kill(state, wordStart(state.doc), state.doc.cursor),
  killShellWord: (state) => kill(state, shellWordStart(state.doc), state.doc.cursor),
  yank: (state) => yank(state, 0, false),
  yankOlder: (state) =>
    state.trace === 'yank' ? yank(state, (state.yanked + 1) % state.kills.length, true) : state,
  transpose,
  upperCase: respell((word) => word.toUpperCase()),
  lowerCase: respell((word) => word.toLowerCase()),
  capitalise: respell((word) =>
    word.replace(/\p{L}+/gu, (letters) => letters[0].toUpperCase() + letters.slice(1).toLowerCase()),
  ),
  lastArgument,
  deleteBlanks,
  comment,
  undo: (state) => travel(state, 'undo', 'redo'),
  redo: (state) => travel(state, 'redo', 'undo'),

  enter,
  newline: (state, context) => newline(state, context),
  newlineAfter: (state, context) => newline(state, context, true),
  tab,
  dedent,
  cancel,
  suspend: (state) => ({ state, effect: { type: 'suspend' } }),
  clearScreen: (state) => ({ state, effect: { type: 'clearScreen' } }),
  help: (state) => ({ state, effect: { type: 'help' } }),
  unfold: (state) => ({ state, effect: { type: 'unfold' } }),
  fix1: fix(1),
  fix2: fix(2),
  fix3: fix(3),
  fix4: fix(4),
  fix5: fix(5),
  nothing: (state) => state,
} satisfies Record<string, Action>

export type ActionName = keyof typeof actions
