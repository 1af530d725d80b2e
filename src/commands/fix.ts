/**
 * `ishape fix FILE`: runs a program or session for its shapes and lists the proved fixes of its failure. `--json` tells each as cell, line and
 * column range, replacement, what it changes and the resulting shape; `--apply N` writes the N-th into the file.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fixText } from '../../kernels/torch/fixes/report.js'
import { type Diagnosis, diagnose } from '../../kernels/torch/fixes/search.js'
import { type CellSource, type Edit, ProgramSource } from '../../kernels/torch/fixes/source.js'
import type { Host } from '../python/host.js'
import { nodeWorld } from '../worker/world.js'
import { type CommandLine, UsageProblem } from './arguments.js'

type FixLine = Extract<CommandLine, { command: 'fix' }>

/** Time that a search may take. */
const MILLISECONDS = 8000
const MOST = 8

export const VERSION = 1

/** Lines are counted from 1, columns from 0, in characters; a range's end is exclusive. */
const editJson = (cells: readonly CellSource[], { cell, line, col, endLine, endCol, replacement }: Edit) => ({
  cell,
  name: cells[cell].name,
  line,
  column: col,
  end_line: endLine,
  end_column: endCol,
  replacement,
})

export const fixJson = (
  cells: readonly CellSource[],
  { failure, fixes, tried, milliseconds }: Diagnosis,
) => ({
  version: VERSION,
  error:
    failure === null
      ? null
      : { type: failure.type, message: failure.message, line: failure.sites.at(-1)?.line ?? null },
  fixes: fixes.map((fix) => ({
    ...editJson(cells, fix.edits[0]),
    changes: fix.what,
    result: fix.result === null ? null : [...fix.result],
    edits: fix.edits.map((edit) => editJson(cells, edit)),
  })),
  tried,
  milliseconds: Math.round(milliseconds),
})

const muted = (file: string, line: FixLine): Host => {
  const folder = path.dirname(path.resolve(file))
  const world = nodeWorld(
    { cwd: process.cwd(), path: [folder, ...line.path], allowRead: line.allowRead, allowWrite: [] },
    new Int32Array(new SharedArrayBuffer(16)),
    { isatty: () => false, columns: () => 80, flush: () => {} },
  )
  return Object.assign(world, {
    write: () => {},
    flush: () => {},
    readInput: () => null,
    display: () => {},
    argv: [file],
    path: [folder, ...line.path],
  })
}

interface Notebook {
  cells: { cell_type: string; source: string | string[] }[]
}

/** The program's cells: those of a notebook, those between `# %%` lines, or the file as one. `write` puts edited cells back. */
function read(file: string): { cells: CellSource[]; write: (texts: readonly string[]) => void } {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  if (file.endsWith('.ipynb')) {
    const notebook = JSON.parse(text) as Notebook
    const code = notebook.cells.filter(({ cell_type }) => cell_type === 'code')
    const textOf = ({ source }: Notebook['cells'][number]): string =>
      typeof source === 'string' ? source : source.join('')
    return {
      cells: code.map((cell, i) => ({ name: `<In[${i + 1}]>`, text: textOf(cell) })),
      write: (texts) => {
        for (const [i, cell] of code.entries()) cell.source = texts[i].split(/(?<=\n)/)
        writeFileSync(file, `${JSON.stringify(notebook, null, 1)}\n`)
      },
    }
  }
  const parts = text.split(/^(?=# %%)/m)
  return {
    cells: parts.map((part, i) => ({ name: parts.length === 1 ? file : `<In[${i + 1}]>`, text: part })),
    write: (texts) => writeFileSync(file, texts.join('')),
  }
}

export const fix = (line: FixLine): number => {
  let program: ReturnType<typeof read>
  try {
    program = read(line.file)
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? `it is no notebook (${error.message})` : (error as Error).message
    process.stderr.write(`ishape fix: can't read '${line.file}': ${reason}\n`)
    return 2
  }
  const { cells, write } = program
  const diagnosis = diagnose(muted(line.file, line), cells, { milliseconds: MILLISECONDS, most: MOST })
  const apply = line.apply === null ? null : diagnosis.fixes[line.apply - 1]
  if (line.apply !== null && apply === undefined)
    throw new UsageProblem(
      `ishape fix: --apply ${line.apply}: there ${diagnosis.fixes.length === 1 ? 'is 1 fix' : `are ${diagnosis.fixes.length} fixes`}\n`,
    )
  if (line.json) process.stdout.write(`${JSON.stringify(fixJson(cells, diagnosis), null, 1)}\n`)
  else process.stdout.write(fixText(cells, diagnosis))
  if (apply !== null && apply !== undefined) {
    write(new ProgramSource(cells).edited(apply.edits).map(({ text }) => text))
    process.stderr.write(`ishape fix: wrote ${line.file}\n`)
    return 0
  }
  return diagnosis.failure === null ? 0 : 1
}
