/**
 * A line being edited on the screen: an editor's state, its prompts, and the frame that shows it. The code prompt, `input()`, questions
 * and passwords are all lines.
 */
import { suggestion } from './editor/history.js'
import { press } from './editor/reducer.js'
import { type Completeness, type EditorState, type Effect, initialState } from './editor/state.js'
import { clip, type Prompts, type ViewOptions, view } from './editor/view.js'
import { widthOf } from './editor/width.js'
import { INDENT } from './explained.js'
import type { FrameRenderer } from './frame.js'
import type { KeyEvent } from './keys.js'
import type { Frame } from './reflow.js'
import type { Terminal } from './screen.js'
import type { Styler } from './style.js'

export interface LineOptions {
  prompts: Prompts
  kind: ViewOptions['kind']
  check(text: string): Completeness
  history: readonly string[]
  draft?: string
}

const MENU_ROWS = 10

export class Line {
  state: EditorState
  constructor(
    readonly options: LineOptions,
    kills: readonly string[] = [],
  ) {
    this.state = { ...initialState(options.history, options.draft), kills }
  }

  press(event: KeyEvent): Effect | undefined {
    const { state, effect } = press(this.state, event, this.options)
    this.state = state
    return effect
  }

  /** The live region for this line: `above` it what room there is for, a blank row between. */
  frame(renderer: FrameRenderer, terminal: Terminal, style: Styler, above: readonly string[]): Frame {
    const { doc, menu, search } = this.state
    const { prompts, kind } = this.options
    const width = terminal.columns
    const height = Math.max(1, terminal.rows - 1)
    const footer = search ? searchLine(search.query, search.failed, style) : ''
    const below = (menu ? Math.min(menu.items.length, MENU_ROWS, height >> 1) : 0) + (footer === '' ? 0 : 1)
    const viewed = view({
      text: doc.text,
      cursor: doc.cursor,
      prompts: prompts.width < width - 8 ? prompts : { first: clip('> ', width), more: '  ', width: 2 },
      suggestion: kind === 'python' ? suggestion(this.state) : '',
      width,
      height: Math.max(1, height - below),
      style,
      kind,
    })
    const menuHeight = Math.max(0, height - viewed.rows.length - (footer === '' ? 0 : 1))
    const menuRows = menu ? Math.min(menu.items.length, MENU_ROWS, menuHeight) : 0
    const notice = fitted(above, menuHeight - menuRows)
    const rows = renderer.rows({
      above: notice,
      editor: viewed.rows,
      menu: menuHeight > 0 ? menu : null,
      footer: viewed.rows.length < height ? footer : '',
      width,
      menuHeight,
      style,
    })
    const { row, col } = viewed.cursor
    return { rows, cursor: { row: row + notice.length, col } }
  }
}

/** Rows and a blank one below them, in this height. */
const fitted = (rows: readonly string[], height: number): readonly string[] => {
  if (rows.length === 0 || height < 3) return []
  return rows.length < height ? [...rows, ''] : [...rows.slice(0, height - 2), `${INDENT}…`, '']
}

const searchLine = (query: string, failed: boolean, style: Styler): string =>
  style(failed ? 'warning' : 'dim', failed ? 'no match: ' : 'I-search: ') + query

/** `In [3]: ` and the `   ...: ` of the lines below it. */
export const codePrompts = (count: number, style: Styler): Prompts => {
  const width = `In [${count}]: `.length
  return {
    first: style('inPrompt', 'In [') + style('inNumber', String(count)) + style('inPrompt', ']: '),
    more: style('inPrompt', '...: '.padStart(width)),
    width,
  }
}

/** A question's prompt; more than one line of it stays above. */
export const askPrompts = (text: string): Prompts => ({ first: text, more: '', width: widthOf(text) })
