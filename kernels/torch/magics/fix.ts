/** `%fix`: the proved fixes of the last cell that failed; `%fix N` puts the mended cells into the prompt. */
import { defineMagic, optional, UsageError } from '../../../src/kernel/magic.js'
import { PyList } from '../../../src/python/object/values.js'
import { parseModule } from '../../../src/python/parse/parser.js'
import type { Explainer } from '../explainer.js'
import { fixText } from '../fixes/report.js'
import { type Diagnosis, diagnose } from '../fixes/search.js'
import { type CellSource, ProgramSource } from '../fixes/source.js'

const MILLISECONDS = 3000
const MOST = 5

/** The cells up to the last one that failed, without earlier failures and without magics. */
function cellsOf(explainer: Explainer): CellSource[] {
  const inputs = explainer.names.getStr('_ih')
  const last = Math.max(0, ...explainer.failed)
  if (last === 0 || !(inputs instanceof PyList)) throw new UsageError('no cell has failed.')
  const cells: CellSource[] = []
  for (let count = 1; count <= last; count++) {
    const text = inputs.items[count]
    if (typeof text !== 'string' || (explainer.failed.has(count) && count !== last)) continue
    const name = `<In[${count}]>`
    if (parses(text, name)) cells.push({ name, text })
  }
  return cells
}

function parses(text: string, name: string): boolean {
  try {
    parseModule(text, name)
    return true
  } catch {
    return false
  }
}

export const fixMagic = (explainer: Explainer) => {
  let found: {
    readonly cells: readonly CellSource[]
    readonly diagnosis: Diagnosis
    readonly of: number
  } | null = null
  return defineMagic({
    name: 'fix',
    kind: 'line',
    doc: 'Proved fixes of the last cell that failed: each was run again, on shapes alone. %fix N puts the mended cells into the prompt.',
    args: { number: optional('N', 'the fix to take') },
    run: ({ number }, { host, payload }) => {
      const last = Math.max(0, ...explainer.failed)
      if (found?.of !== last) {
        const cells = cellsOf(explainer)
        const diagnosis = explainer.quietly(() =>
          diagnose(host, cells, { milliseconds: MILLISECONDS, most: MOST }),
        )
        found = { cells, diagnosis, of: last }
      }
      const { cells, diagnosis } = found
      if (number === undefined) {
        host.write('stdout', fixText(cells, diagnosis))
        return
      }
      const fix = diagnosis.fixes[Number(number) - 1]
      if (fix === undefined) {
        const { length } = diagnosis.fixes
        throw new UsageError(
          `fix ${number}: there ${length === 1 ? 'is 1 fix' : `are ${length} fixes`}; %fix lists them.`,
        )
      }
      const edited = new ProgramSource(cells).edited(fix.edits)
      const changed = new Set(fix.edits.map(({ cell }) => cell))
      // What failed is run again after what was mended.
      changed.add(cells.length - 1)
      payload({
        source: 'set_next_input',
        text: [...changed]
          .sort((a, b) => a - b)
          .map((cell) => edited[cell].text)
          .join('\n'),
        replace: false,
      })
    },
  })
}
