/**
 * The live region as Ink components, rendered to rows. Ink lays out; the screen paints, because a live region among a program's
 * output needs a cursor, a resize and a scrollback that Ink's own writer does not give (its frames go to a stream of ours).
 *
 * Nothing here has state: a frame is a function of the model.
 */
import { Box, type Instance, render, Text } from 'ink'
import type { Completion } from '../protocol/messages.js'
import { clip } from './editor/view.js'
import { widthOf } from './editor/width.js'
import type { Styler } from './style.js'

export interface FrameModel {
  /** Rows above the editor. */
  above: readonly string[]
  /** The editor's rows, wrapped and coloured. */
  editor: readonly string[]
  menu: { items: readonly Completion[]; selected: number | null } | null
  /** A line below: the search, a hint. */
  footer: string
  width: number
  /** Rows that the menu may take. */
  menuHeight: number
  style: Styler
}

const Row = ({ text }: { text: string }) => <Text wrap="truncate">{text === '' ? ' ' : text}</Text>

const NAME_WIDTH = 32

const MenuRows = ({
  menu,
  width,
  menuHeight,
  style,
}: FrameModel & { menu: NonNullable<FrameModel['menu']> }) => {
  const { items, selected } = menu
  const room = Math.max(1, Math.min(menuHeight, items.length, 10))
  const first = Math.max(0, Math.min((selected ?? 0) - (room >> 1), items.length - room))
  const shown = items.slice(first, first + room)
  const names = Math.min(NAME_WIDTH, Math.max(...shown.map(({ text }) => widthOf(text))))
  const types = Math.max(...shown.map(({ type }) => type.length))
  return shown.map(({ text, type, signature = '' }, index) => {
    const name = clip(text, names)
    const left = `  ${name}${' '.repeat(names - widthOf(name))}  `
    const rest = clip(
      `${type.padEnd(types)}  ${signature.split('\n')[0]}`.trimEnd(),
      width - 1 - widthOf(left),
    )
    const chosen = first + index === selected
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
      <Row key={first + index} text={chosen ? style('chosen', left + rest) : left + style('dim', rest)} />
    )
  })
}

const Frame = (model: FrameModel) => (
  <Box flexDirection="column">
    {[...model.above, ...model.editor].map((row, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
      <Row key={index} text={row} />
    ))}
    {model.menu && <MenuRows {...model} menu={model.menu} />}
    {model.footer !== '' && <Row text={clip(model.footer, model.width - 1)} />}
  </Box>
)

/** Renders frames; one renderer lives as long as the terminal. */
export class FrameRenderer {
  #instance: Instance | undefined
  #output = ''
  readonly #stream = {
    columns: 80,
    rows: 24,
    isTTY: false,
    write: (data: string) => {
      this.#output = data
      return true
    },
    on() {},
    off() {},
  }

  /** The rows of a model. */
  rows(model: FrameModel): string[] {
    this.#stream.columns = model.width
    const tree = <Frame {...model} />
    if (this.#instance) this.#instance.rerender(tree)
    else {
      this.#instance = render(tree, {
        stdout: this.#stream as unknown as NodeJS.WriteStream,
        // Each frame is handed over whole and at once.
        debug: true,
        patchConsole: false,
        exitOnCtrlC: false,
      })
    }
    return this.#output.split('\n')
  }

  close(): void {
    this.#instance?.unmount()
  }
}
