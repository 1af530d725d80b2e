/**
 * `ishape diff A B`: runs two programs or sessions and compares what they call, step by step; says where the shapes part and what that does
 * to the layers after it. Exit codes are diff's: 0 the same, 1 different, 2 trouble.
 */
import path from 'node:path'
import { recordCells } from '../../kernels/torch/recorded.js'
import { compare } from '../explain/diff/compare.js'
import { differenceText, differenceView, type Titles } from '../explain/diff/text.js'
import type { CommandLine } from './arguments.js'
import { dryHost, endingText, readCells, UnreadableFile } from './cells.js'

type Line = Extract<CommandLine, { command: 'diff' }>

/** Runs the command and returns its exit code. */
export const diff = (line: Line): number => {
  try {
    const files = line.files.map((name) => readCells(name))
    const runs = files.map(({ programs }, i) => recordCells(dryHost(line.files[i], line), programs))
    const [a, b] = runs
    for (const [i, { error, recording }] of runs.entries())
      if (error !== null && recording.events.length === 0) {
        process.stderr.write(`ishape diff: ${line.files[i]}: ${endingText(files[i], error)}\n`)
        return 2
      }
    const difference = compare(a, b)
    const titles: Titles = {
      names: shortNames(line.files),
      errors: [a.error, b.error].map((error, i) => (error === null ? null : endingText(files[i], error))) as [
        string,
        string,
      ],
      parameters: [a.parameters, b.parameters],
    }
    process.stdout.write(
      line.json
        ? `${JSON.stringify(differenceView(difference, titles), null, 1)}\n`
        : `${differenceText(difference, titles)}\n`,
    )
    return difference.same ? 0 : 1
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    process.stderr.write(`ishape diff: ${error.message}\n`)
    return 2
  }
}

/** Without their folders, where that tells them apart. */
const shortNames = (files: readonly [string, string]): [string, string] => {
  const [a, b] = files.map((file) => path.basename(file))
  return a === b ? [...files] : [a, b]
}
