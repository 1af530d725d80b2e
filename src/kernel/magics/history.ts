/** %history, %rerun, %recall: what was typed, shown, run again, put back into the prompt. */

import { type Entry, glob } from '../history.js'
import type { MagicContext } from '../magic.js'
import { count, defineMagic, flag, many, option, UsageError } from '../magic.js'
import { guarded } from './files.js'

const ranges = many('RANGE', 'cells by number: 5, 2-4, 7- (none: see above)')

/** The inputs of the ranges; the last one before the running cell if there is none. */
const select = ({ history, cell }: MagicContext, given: string[]): string[] => {
  const entries = history.select(given, cell.count)
  if (!entries) throw new UsageError(`${given.join(' ')} is no range of cells; 5, 2-4 and 7- are.`)
  const found = given.length ? entries : entries.slice(-1)
  if (!found.length) throw new UsageError(`there is no cell ${given.join(' ')}`.trimEnd() + '.')
  return found.map(({ raw }) => raw)
}

export const historyMagics = [
  defineMagic({
    name: 'history',
    kind: 'line',
    doc: 'Prints the cells typed so far, or those of the ranges.',
    args: {
      numbers: flag('-n', 'with numbers'),
      outputs: flag('-o', 'with results'),
      prompts: flag('-p', 'with >>> and ...'),
      unique: flag('-u', 'of equal cells only the last'),
      pattern: option('-g', 'PATTERN', (text) => text, 'cells that contain it; * and ? as in file names'),
      limit: option('-l', 'N', count(1), 'the last N cells'),
      file: option('-f', 'FILE', (text) => text, 'into a file', 'path'),
      ranges,
    },
    run: ({ numbers, outputs, prompts, unique, pattern, limit, file, ranges }, { history, cell, host }) => {
      let entries: readonly Entry[] | null = ranges.length
        ? history.select(ranges, cell.count)
        : history.entries
      if (!entries) throw new UsageError(`${ranges.join(' ')} is no range of cells; 5, 2-4 and 7- are.`)
      if (pattern !== undefined) {
        const matches = glob(`*${pattern}*`)
        entries = entries.filter(({ line, raw }) => line < cell.count && matches.test(raw))
      }
      if (unique) {
        const last = new Map(entries.map((entry) => [entry.raw, entry]))
        entries = entries.filter((entry) => last.get(entry.raw) === entry)
      }
      if (limit !== undefined) entries = entries.filter(({ line }) => line < cell.count).slice(-limit)
      const numbered = numbers || pattern !== undefined
      const text = entries.map(({ line, raw, output }) => {
        const shown = prompts ? `>>> ${raw.replaceAll('\n', '\n... ')}` : raw
        const input = numbered
          ? `${String(line).padStart(4)}: ${shown.includes('\n') ? '\n' : ''}${shown}`
          : shown
        return input + (outputs && output !== null ? '\n' + output : '') + '\n'
      })
      if (file === undefined) host.write('stdout', text.join(''))
      else guarded(() => host.files.write(file, new TextEncoder().encode(text.join('')), false))
    },
  }),
  defineMagic({
    name: 'rerun',
    kind: 'line',
    doc: 'Runs cells again: the last one, or those of the ranges.',
    args: { ranges },
    run: ({ ranges }, context) => {
      // What runs or replaces cells itself would come round to this one.
      const cells = select(context, ranges).filter((code) => !/^\s*%?(rerun|undo|load)\b/.test(code))
      if (context.sessions) return context.payload({ source: 'ishape_run', cells })
      for (const code of cells) context.language.run(code, '<rerun>')
    },
  }),
  defineMagic({
    name: 'recall',
    kind: 'line',
    doc: 'Puts cells into the prompt to be edited: the last one, or those of the ranges.',
    args: { ranges },
    run: ({ ranges }, context) =>
      context.payload({ source: 'set_next_input', text: select(context, ranges).join('\n'), replace: false }),
  }),
]
