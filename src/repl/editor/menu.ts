/**
 * The completion menu. One match is put in at once; of several the common beginning is put in and the menu opens with nothing
 * chosen; Tab and the arrows choose, which shows the entry in the text; typing narrows.
 */
import type { Completion } from '../../protocol/messages.js'
import { type Document, replace } from './document.js'
import { type EditorState, edit, type Menu } from './state.js'

const put = (doc: Document, { start, end, text }: Completion): Document => replace(doc, start, end, text)

const commonPrefix = (items: readonly Completion[]): string =>
  items.reduce((prefix, { text }) => {
    let length = 0
    while (length < prefix.length && prefix[length] === text[length]) length++
    return prefix.slice(0, length)
  }, items[0].text)

/** Completions have come for a document; nothing happens if another text stands there by now. */
export const openMenu = (state: EditorState, asked: Document, items: readonly Completion[]): EditorState => {
  const { doc } = state
  if (doc.text !== asked.text || doc.cursor !== asked.cursor || items.length === 0 || state.search)
    return state
  if (items.length === 1) return edit(state, put(doc, items[0]), 'type')
  const [{ start, end }] = items
  const uniform = items.every((item) => item.start === start && item.end === end)
  const prefix = uniform ? commonPrefix(items) : ''
  const typed = doc.text.slice(start, end)
  const grows = prefix.length > typed.length && prefix.startsWith(typed) && end === doc.cursor
  const opened = grows ? edit(state, replace(doc, start, end, prefix), 'type') : state
  const shift = opened.doc.text.length - doc.text.length
  const moved = shift === 0 ? items : items.map((item) => ({ ...item, end: item.end + shift }))
  return { ...opened, menu: { items: moved, origin: opened.doc, selected: null, passive: false } }
}

/** Chooses the entry `by` further on, round over "none". */
export const choose = (state: EditorState, by: number): EditorState => {
  const menu = state.menu!
  const { length } = menu.items
  const selected = menu.selected === null ? (by > 0 ? 0 : length - 1) : (menu.selected + by + length) % length
  const doc = put(menu.origin, menu.items[selected])
  const shown = menu.selected === null ? edit(state, doc, 'type') : { ...state, doc }
  return { ...shown, menu: { ...menu, selected, passive: false } }
}

/** Closes the menu; what is chosen stays. */
export const closeMenu = (state: EditorState): EditorState => ({ ...state, menu: null })

/** Closes the menu and takes back what was chosen. */
export const dismissMenu = (state: EditorState): EditorState => ({
  ...state,
  doc: state.menu!.origin,
  menu: null,
})

/** The menu after a character was typed or deleted: the entries that still fit, if any. */
export const narrow = (menu: Menu, doc: Document): Menu | null => {
  if (menu.selected !== null) return null
  const items = menu.items
    .map((item) => ({ ...item, end: doc.cursor }))
    .filter(({ start, text }) => {
      const typed = doc.text.slice(start, doc.cursor)
      return doc.cursor > start && text.startsWith(typed) && text !== typed
    })
  return items.length === 0 ? null : { items, origin: doc, selected: null, passive: true }
}
