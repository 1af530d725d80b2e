/** One key event → the next state and what is to be done outside: search and menu see a key first, then the table. */
import type { KeyEvent } from '../keys.js'
import { type ActionName, actions } from './actions.js'
import { BEGINNINGS, KEYMAP } from './bindings.js'
import { graphemes, insert, previous } from './document.js'
import { acceptSearch, cancelSearch, searchFor, searchNext } from './history.js'
import { choose, closeMenu, dismissMenu, narrow } from './menu.js'
import { cleanPaste } from './paste.js'
import { type Context, type EditorState, edit, type Step } from './state.js'

/** What a key does to the editor. */
export const press = (state: EditorState, event: KeyEvent, context: Context): Step => {
  if (state.search) return pressInSearch(state, event, context)
  if (state.menu) return pressInMenu(state, event, context)
  if (state.begun !== null) return pressAfter(state.begun, { ...state, begun: null }, event, context)
  if (event.type === 'text') return { state: type(state, event.text) }
  if (event.type === 'paste') {
    const text = cleanPaste(event.text, state.doc.text.trim() === '')
    return { state: edit(state, insert(state.doc, text), null) }
  }
  if (BEGINNINGS.has(event.key)) return { state: { ...state, begun: event.key } }
  return act(KEYMAP.get(event.key), state, context)
}

const act = (action: ActionName | undefined, state: EditorState, context: Context): Step => {
  if (!action) return { state }
  const result = actions[action](state, context)
  return 'state' in result ? result : { state: result }
}

/** The second key of a longer one; together they may mean nothing. */
const pressAfter = (begun: string, state: EditorState, event: KeyEvent, context: Context): Step =>
  event.type === 'paste'
    ? press(state, event, context)
    : act(KEYMAP.get(`${begun} ${event.type === 'key' ? event.key : event.text}`), state, context)

/** Typing: each character is a step for undo. */
const type = (state: EditorState, text: string): EditorState =>
  graphemes(text).reduce((typed, char) => edit(typed, insert(typed.doc, char), 'type'), state)

const pressInSearch = (state: EditorState, event: KeyEvent, context: Context): Step => {
  const { query } = state.search!
  if (event.type !== 'key') return { state: searchFor(state, query + event.text.split('\n')[0]) }
  switch (event.key) {
    case 'C-r':
    case 'Up':
      return { state: searchNext(state, -1) }
    case 'C-s':
    case 'Down':
      return { state: searchNext(state, 1) }
    case 'Backspace':
    case 'C-h':
      return { state: searchFor(state, query.slice(0, previous(query, query.length))) }
    case 'C-g':
    case 'C-c':
      return cancelSearch(state)
    case 'Enter':
    case 'Esc':
      return { state: acceptSearch(state) }
    default:
      return press(acceptSearch(state), event, context)
  }
}

const pressInMenu = (state: EditorState, event: KeyEvent, context: Context): Step => {
  const menu = state.menu!
  if (event.type === 'text' || (event.type === 'key' && /^(Backspace|C-h)$/.test(event.key))) {
    const { state: changed, effect } = press(closeMenu(state), event, context)
    return { state: { ...changed, menu: narrow(menu, changed.doc) }, effect }
  }
  if (event.type === 'paste') return press(closeMenu(state), event, context)
  switch (event.key) {
    case 'Tab':
    case 'Down':
    case 'C-n': {
      const chosen = choose(state, 1)
      return { state: menu.items.length === 1 ? closeMenu(chosen) : chosen }
    }
    case 'S-Tab':
    case 'Up':
    case 'C-p':
      return { state: choose(state, -1) }
    case 'Enter':
      return menu.passive ? press(closeMenu(state), event, context) : { state: closeMenu(state) }
    case 'Esc':
    case 'C-g':
      return { state: dismissMenu(state) }
    case 'C-c':
      return { state: closeMenu(state) }
    default:
      return press(closeMenu(state), event, context)
  }
}
