/**
 * Proved fixes of a session's failed cell, made where nothing of the session is: from the text of its cells alone.
 *
 * What is replayed is the least that shows the same error: first the cells that the failing one surely depends on, then those that it may
 * depend on, then all; without reading data, and with it only where the error does not come otherwise. What shows another error
 * proves nothing.
 */
import type { World } from '../../../src/base/world.js'
import { analyse } from '../../../src/python/compile/scope.js'
import type { Host } from '../../../src/python/host.js'
import { parseModule } from '../../../src/python/parse/parser.js'
import { type CellSource, withoutMagics } from './cell-text.js'
import type { Told } from './report.js'
import { type Failure, ShapeRunner } from './run.js'
import { diagnose } from './search.js'
import { cellsToRunAgain, sliceOf } from './slice.js'
import { ProgramSource, statementsBefore } from './source.js'

/** A cell of the session; of one that raised, only what stands before the statement around that place took effect. */
export interface SessionCell extends CellSource {
  readonly raisedAt: { readonly line: number; readonly col: number } | null
}

/** What the session knows of its failure; survives structured clone. */
export interface ProofJob {
  /** The cells up to the one that failed, as they were typed. */
  readonly cells: readonly SessionCell[]
  readonly error: Pick<Failure, 'type' | 'message'>
  readonly argv: string[]
  readonly path: string[]
  readonly cwd: string
}

/** What came of it; survives structured clone. */
export interface Proof {
  /** The cells that were replayed: what the edits of the diagnosis are about. */
  readonly cells: readonly CellSource[]
  readonly diagnosis: Told
  /** By fix, the text to run in the session: the changed cells, what depends on them, and the cell that failed. */
  readonly inputs: readonly string[]
}

export interface ProofLimits {
  /** Time to find what to replay, by attempt; for a search that finds something; and for one that has found nothing by then. */
  readonly replay: number
  readonly search: number
  readonly longSearch: number
  readonly most: number
}

const LIMITS: ProofLimits = { replay: 3000, search: 2000, longSearch: 8000, most: 5 }
/** Cells that fail in a replay, such as one that writes a file, and are left out. */
const MOST_DROPPED = 3

/** The cells as programs: as far as they ran, without magics; what is none is left out. */
function programs(cells: readonly SessionCell[]): CellSource[] {
  const found: CellSource[] = []
  for (const { name, text, raisedAt } of cells) {
    const code = [text, withoutMagics(text)].find((each) => compiles(each, name))
    if (code !== undefined)
      found.push({ name, text: raisedAt === null ? code : statementsBefore(code, raisedAt) })
  }
  return found
}

function compiles(text: string, name: string): boolean {
  try {
    analyse(parseModule(text, name))
    return true
  } catch {
    return false
  }
}

/** The cells to replay, and whether without their data; null where the error does not come again. */
function reproduction(
  runner: ShapeRunner,
  cells: readonly CellSource[],
  error: ProofJob['error'],
  milliseconds: number,
): { readonly cells: readonly CellSource[]; readonly unread: boolean } | null {
  const tried = new Set<string>()
  // What a misspelled name stands for may be in any cell.
  const slices = /^(NameError|UnboundLocalError)$/.test(error.type)
    ? [cells]
    : [sliceOf(cells, false), sliceOf(cells, true), cells]
  for (const unread of [true, false])
    for (let slice of slices) {
      for (let dropped = 0; dropped <= MOST_DROPPED; dropped++) {
        const key = `${unread} ${slice.map(({ name }) => name)}`
        if (tried.has(key)) break
        tried.add(key)
        const { failure, completed, exhausted } = runner.run(slice, milliseconds, unread)
        if (exhausted || failure === null) break
        const atEnd = completed === slice.length - 1
        if (atEnd && isSame(failure, error)) return { cells: slice, unread }
        if (atEnd) break
        slice = slice.filter((_, cell) => cell !== completed)
      }
    }
  return null
}

/** The texts that put each fix to work in the session, where all cells have run and the last has failed. */
function inputsOf(
  runner: ShapeRunner,
  all: readonly CellSource[],
  { cells, diagnosis, unread }: Pick<Proof, 'cells' | 'diagnosis'> & { readonly unread: boolean },
  milliseconds: number,
): string[] {
  const last = cells[cells.length - 1]
  const place = diagnosis.failure.sites.find(({ file }) => file === last.name)
  const partly = { name: last.name, text: place === undefined ? '' : statementsBefore(last.text, place) }
  const ran = [...all.slice(0, -1), partly]
  return diagnosis.fixes.map(({ edits }) => {
    const edited = new ProgramSource(cells).edited(edits).map(({ text }) => text.replace(/^\n+|\s+$/g, ''))
    const changed = [...new Set(edits.map(({ cell }) => cell))]
    const short = cellsToRunAgain(cells, changed, ran)
      .map((cell) => edited[cell])
      .join('\n')
    const replay = [...cells.slice(0, -1), partly, { name: '<fix>', text: short }]
    const { failure, exhausted } = runner.run(replay, milliseconds, unread)
    // All of it is known to run.
    return failure === null && !exhausted ? short : edited.join('\n')
  })
}

/** Replays what the failing cell depends on and proves fixes. */
export function prove(job: ProofJob, world: World, limits: ProofLimits = LIMITS): Proof {
  const host: Host = {
    ...world,
    write: () => {},
    flush: () => {},
    readInput: () => null,
    display: () => {},
    argv: job.argv,
    path: job.path,
  }
  const runner = new ShapeRunner(host)
  const all = programs(job.cells)
  const nothing: Proof = {
    cells: all,
    diagnosis: { failure: { ...job.error, sites: [] }, fixes: [], tried: 0 },
    inputs: [],
  }
  const replayed = reproduction(runner, all, job.error, limits.replay)
  if (replayed === null) return nothing
  const { cells, unread } = replayed
  const { most, search, longSearch } = limits
  let found = diagnose(host, cells, { milliseconds: search, most })
  if (found.fixes.length === 0 && longSearch > search && found.milliseconds > search / 2)
    found = diagnose(host, cells, { milliseconds: longSearch, most })
  const { failure, fixes, tried } = found
  if (failure === null || !isSame(failure, job.error)) return nothing
  // What else a failure holds, such as tensors, stays here.
  const { type, message, sites } = failure
  const diagnosis = { failure: { type, message, sites }, fixes, tried }
  return { cells, diagnosis, inputs: inputsOf(runner, all, { cells, diagnosis, unread }, limits.replay) }
}

const isSame = (a: ProofJob['error'], b: ProofJob['error']): boolean =>
  a.type === b.type && a.message === b.message
