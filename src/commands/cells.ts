/** A program or session on disk as cells, and a host that runs them for what they show of themselves: nothing is written. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Ending } from '../../kernels/torch/ended.js'
import { type CellSource, programOf } from '../../kernels/torch/fixes/cell-text.js'
import type { Host } from '../python/host.js'
import { percentPieces } from '../session/percent.js'
import { nodeWorld } from '../worker/world.js'
import type { Options } from './arguments.js'

/** A file that cannot be read as a program; the message is complete. */
export class UnreadableFile extends Error {}

interface Notebook {
  cells: { cell_type: string; source: string | string[] }[]
}

export interface CellFile {
  /** As they are written. */
  readonly cells: readonly CellSource[]
  /** The same to be run: without magics. */
  readonly programs: readonly CellSource[]
  /** Writes the file with other texts in its cells. */
  readonly write: (texts: readonly string[]) => void
  readonly isNotebook: boolean
  /** The file's line of a cell's line. */
  readonly lineOf: (cell: number, line: number) => number
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
}

/** The cells of a notebook, those between `# %%` lines, or the file as one. UnreadableFile: it is none. */
export function readCells(file: string): CellFile {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    return file.endsWith('.ipynb') ? notebookCells(file, text) : programCells(file, text)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason =
      error instanceof SyntaxError || error instanceof TypeError
        ? `it is no notebook (${message.replaceAll('\n', ' ')})`
        : (reasons[code ?? ''] ?? message)
    throw new UnreadableFile(`can't read '${file}': ${reason}`)
  }
}

function notebookCells(file: string, text: string): CellFile {
  const notebook = JSON.parse(text) as Notebook
  const code = notebook.cells.filter(({ cell_type }) => cell_type === 'code')
  const textOf = ({ source }: Notebook['cells'][number]): string =>
    typeof source === 'string' ? source : source.join('')
  const cells = code.map((cell, i) => ({ name: `<In[${i + 1}]>`, text: textOf(cell) }))
  return {
    cells,
    programs: cells.map(programOf),
    write: (texts) => {
      for (const [i, cell] of code.entries()) cell.source = texts[i].split(/(?<=\n)/)
      writeFileSync(file, `${JSON.stringify(notebook, null, 1)}\n`)
    },
    isNotebook: true,
    lineOf: (_, line) => line,
  }
}

function programCells(file: string, text: string): CellFile {
  const parts = percentPieces(text)
  const starts: number[] = [0]
  for (const part of parts) starts.push(starts[starts.length - 1] + part.split('\n').length - 1)
  const cells = parts.map((part, i) => ({ name: parts.length === 1 ? file : `<In[${i + 1}]>`, text: part }))
  return {
    cells,
    programs: cells,
    write: (texts) => writeFileSync(file, texts.join('')),
    isNotebook: false,
    lineOf: (cell, line) => starts[cell] + line,
  }
}

/** How a file's program ended, on one line, with the place in the file: `RuntimeError: … (cell 2, line 1)`. */
export function endingText(file: CellFile, ending: Ending): string {
  const { type, message } = ending
  const line = endLine(file, ending)
  const cell = file.cells.findIndex(({ name }) => name === ending.cell)
  const place = line === null ? '' : ` (${file.isNotebook ? `cell ${cell + 1}, ` : ''}line ${line})`
  return `${type}: ${message.split('\n')[0]}${place}`
}

/** The file's line on which its program ended. */
export function endLine(file: CellFile, { cell, line }: Ending): number | null {
  const at = file.cells.findIndex(({ name }) => name === cell)
  return line === null || at < 0 ? null : file.lineOf(at, line)
}

/** Reads as the program might; what it prints goes to `write`. */
export function dryHost(file: string, options: Options, write: Host['write'] = () => {}): Host {
  const folder = path.dirname(path.resolve(file))
  const world = nodeWorld(
    { cwd: process.cwd(), path: [folder, ...options.path], allowRead: options.allowRead, allowWrite: [] },
    new Int32Array(new SharedArrayBuffer(16)),
    { isatty: () => false, columns: () => 80, flush: () => {} },
  )
  return Object.assign(world, {
    write,
    flush: () => {},
    readInput: () => null,
    display: () => {},
    argv: [file],
    path: [folder, ...options.path],
  })
}
