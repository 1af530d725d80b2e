/** A program or session on disk as cells, and a host that runs them for what they show of themselves: nothing is written. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
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
  /** The file's line of a cell's line. */
  readonly lineOf: (cell: number, line: number) => number
}

/** The cells of a notebook, those between `# %%` lines, or the file as one. UnreadableFile: it is none. */
export function readCells(file: string): CellFile {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    return file.endsWith('.ipynb') ? notebookCells(file, text) : programCells(file, text)
  } catch (error) {
    const reason =
      error instanceof SyntaxError || error instanceof TypeError
        ? `it is no notebook (${error.message})`
        : (error as Error).message
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
    lineOf: (cell, line) => starts[cell] + line,
  }
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
