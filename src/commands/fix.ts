/**
 * `ishape fix FILE`: runs a program or session for its shapes and lists the proved fixes of its failure. `--json` tells each as cell, line and
 * column range, replacement, what it changes and the resulting shape; `--apply N` writes the N-th into the file.
 */

import type { CellSource } from '../../kernels/torch/fixes/cell-text.js'
import { fixText } from '../../kernels/torch/fixes/report.js'
import { type Diagnosis, diagnose } from '../../kernels/torch/fixes/search.js'
import { type Edit, ProgramSource } from '../../kernels/torch/fixes/source.js'
import { type CommandLine, UsageProblem } from './arguments.js'
import { type CellFile, dryHost, readCells, UnreadableFile } from './cells.js'

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

export const fix = (line: FixLine): number => {
  let file: CellFile
  try {
    file = readCells(line.file)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    process.stderr.write(`ishape fix: ${error.message}\n`)
    return 2
  }
  const { cells, programs, write } = file
  const diagnosis = diagnose(dryHost(line.file, line), programs, { milliseconds: MILLISECONDS, most: MOST })
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
