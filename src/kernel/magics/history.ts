/** %history, %rerun, %recall: what was typed, shown, run again, put back into the prompt. */

import type { MagicContext } from '../magic.js'
import { defineMagic, flag, many, UsageError } from '../magic.js'

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
    args: { numbers: flag('-n', 'with numbers'), outputs: flag('-o', 'with results'), ranges },
    run: ({ numbers, outputs, ranges }, { history, cell, host }) => {
      const entries = history.select(ranges, cell.count)
      if (!entries) throw new UsageError(`${ranges.join(' ')} is no range of cells; 5, 2-4 and 7- are.`)
      const text = entries.map(({ line, raw, output }) => {
        const input = numbers ? `${String(line).padStart(4)}: ${raw.replaceAll('\n', '\n      ')}` : raw
        return input + (outputs && output !== null ? '\n' + output : '') + '\n'
      })
      host.write('stdout', text.join(''))
    },
  }),
  defineMagic({
    name: 'rerun',
    kind: 'line',
    doc: 'Runs cells again: the last one, or those of the ranges.',
    args: { ranges },
    run: ({ ranges }, context) => {
      const cells = select(context, ranges)
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
