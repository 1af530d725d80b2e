/**
 * Shapes beside the lines of a file: `run FILE --trace` shows them, `annotate FILE` writes them as comments, `check FILE…` compares the comments
 * with what happens: shape tests without PyTorch.
 */
import {
  annotated,
  mismatch,
  patternOf,
  patternText,
  shapesText,
} from '../../kernels/torch/lines/comments.js'
import { type Watched, watchLines } from '../../kernels/torch/lines/watch.js'
import { type CommandLine, UsageProblem } from './arguments.js'
import { type CellFile, dryHost, endingText, endLine, readCells, UnreadableFile } from './cells.js'

type Line = Extract<CommandLine, { command: 'trace' | 'annotate' | 'check' }>

export const VERSION = 1

const complain = (command: string, error: unknown): number => {
  if (!(error instanceof UnreadableFile)) throw error
  process.stderr.write(`ishape ${command}: ${error.message}\n`)
  return 2
}

/** `ishape run FILE --trace`: the source, with the shapes of every executed line at its right. */
export const traceFile = (line: Line): number => {
  try {
    const [name] = line.files
    const file = readCells(name)
    const watched = watchLines(dryHost(name, line), file.programs)
    const sources = file.cells.map(({ text }) => text.replace(/\n$/, '').split('\n'))
    const longest = Math.max(...sources.flat().map((each) => each.length))
    const column = Math.min(70, longest)
    for (const [cell, lines] of sources.entries())
      for (const [i, text] of lines.entries()) {
        const shapes = watched.lines[cell].get(i + 1)
        process.stdout.write(
          `${shapes === undefined ? text : `${text.padEnd(column)}  → ${shapesText(shapes)}`}\n`,
        )
      }
    if (watched.error === null) return 0
    process.stderr.write(`${endingText(file, watched.error)}\n`)
    return 1
  } catch (error) {
    return complain('run', error)
  }
}

/** `ishape annotate FILE`: writes the shapes as comments, and says how many. */
export const annotate = (line: Line): number => {
  let status = 0
  for (const name of line.files) {
    try {
      const file = readCells(name)
      const watched = watchLines(dryHost(name, line), file.programs)
      let count = 0
      const texts = file.cells.map(({ text }, cell) =>
        text
          .split('\n')
          .map((each, i) => {
            const changed = annotated(each, watched.lines[cell].get(i + 1))
            if (changed !== each) count++
            return changed
          })
          .join('\n'),
      )
      file.write(texts)
      process.stdout.write(`${name}: ${count} line${count === 1 ? '' : 's'} changed\n`)
      if (watched.error !== null) {
        process.stderr.write(`${name}: ${endingText(file, watched.error)}\n`)
        status = 1
      }
    } catch (error) {
      status = complain('annotate', error)
    }
  }
  return status
}

interface Check {
  readonly file: string
  readonly line: number
  readonly wanted: string
  /** Null: as wanted. */
  readonly problem: string | null
}

function checksOf(name: string, file: CellFile, watched: Watched): Check[] {
  const checks: Check[] = []
  const bound = new Map<string, number>()
  for (const [cell, { text }] of file.cells.entries())
    for (const [i, source] of text.split('\n').entries()) {
      const pattern = patternOf(source)
      if (pattern === null) continue
      const place = { file: name, line: file.lineOf(cell, i + 1) }
      if (typeof pattern === 'string') {
        checks.push({ ...place, wanted: source.trim(), problem: pattern })
        continue
      }
      const shapes = watched.lines[cell].get(i + 1)
      const problem =
        shapes === undefined
          ? 'the line was not executed, or gave no tensor'
          : (shapes.runs.map(({ shape }) => mismatch(pattern, shape, bound)).find((each) => each !== null) ??
            null)
      checks.push({ ...place, wanted: patternText(pattern), problem })
    }
  return checks
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const tap = (checks: readonly Check[]): string =>
  [
    'TAP version 13',
    `1..${checks.length}`,
    ...checks.flatMap(({ file, line, wanted, problem }, i) => [
      `${problem === null ? 'ok' : 'not ok'} ${i + 1} - ${file}:${line} ${wanted}`,
      ...(problem === null ? [] : ['  ---', `  message: ${JSON.stringify(problem)}`, '  ...']),
    ]),
    '',
  ].join('\n')

const junit = (checks: readonly Check[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="ishape check" tests="${checks.length}" failures="${checks.filter(({ problem }) => problem !== null).length}">`,
    ...checks.map(({ file, line, wanted, problem }) => {
      const head = `  <testcase classname="${escaped(file)}" name="line ${line} ${escaped(wanted)}"`
      return problem === null ? `${head}/>` : `${head}><failure message="${escaped(problem)}"/></testcase>`
    }),
    '</testsuite>',
    '',
  ].join('\n')

/** `ishape check FILE…`: exit code 1 when a comment is wrong, or a program fails. */
export const check = (line: Line): number => {
  const checks: Check[] = []
  const traps: unknown[] = []
  const errors: unknown[] = []
  for (const name of line.files) {
    try {
      const file = readCells(name)
      const watched = watchLines(dryHost(name, line), file.programs)
      checks.push(...checksOf(name, file, watched))
      for (const { kind, text, file: cell, line: at } of watched.traps) {
        const index = file.cells.findIndex((each) => each.name === cell)
        traps.push({ file: name, line: index < 0 ? at : file.lineOf(index, at), kind, text })
      }
      if (watched.error !== null) {
        const { type, message } = watched.error
        const at = endLine(file, watched.error)
        errors.push({ file: name, type, message, line: at })
        checks.push({
          file: name,
          line: at ?? 1,
          wanted: 'the program runs',
          problem: endingText(file, watched.error),
        })
      }
    } catch (error) {
      return complain('check', error)
    }
  }
  const wrong = checks.filter(({ problem }) => problem !== null).length
  if (line.format === 'json')
    process.stdout.write(`${JSON.stringify({ version: VERSION, checks, traps, errors }, null, 1)}\n`)
  else process.stdout.write(line.format === 'junit' ? junit(checks) : tap(checks))
  return wrong === 0 ? 0 : 1
}

/** The three commands by name. */
export const lines = (line: Line): number => {
  if (line.files.length === 0) throw new UsageProblem(`ishape ${line.command}: FILE is missing\n`)
  return { trace: traceFile, annotate, check }[line.command](line)
}
