/** The fixes of a session: which cells failed, what has to be replayed to mend the last of them, and what was found. */
import { analyse } from '../../../src/python/compile/scope.js'
import type { PyDict } from '../../../src/python/object/dict.js'
import type { PyException } from '../../../src/python/object/errors.js'
import { PyList } from '../../../src/python/object/values.js'
import { parseModule } from '../../../src/python/parse/parser.js'
import type { Proof, ProofJob } from './proof.js'
import { type CellSource, statementsBefore } from './source.js'

interface FailedCell {
  readonly error: ProofJob['error']
  /** Within the statement that raised. */
  readonly place: { readonly line: number; readonly col: number }
}

export class SessionFixes {
  private readonly failed = new Map<number, FailedCell>()
  private found: (Proof & { readonly of: number }) | null = null

  constructor(private readonly names: PyDict) {}

  /** A cell has raised. One that did not even begin, for it was no Python, is none to mend. */
  note(count: number, { traceback, cls }: PyException, message: string): void {
    let at = traceback
    while (at !== null && at.frame.code.source.filename !== fileOf(count)) at = at.next
    if (at !== null) this.failed.set(count, { error: { type: cls.name, message }, place: at.node })
  }

  /** The last cell that failed, 0 if none did. */
  get last(): number {
    return Math.max(0, ...this.failed.keys())
  }

  /** What is to be proved about the last cell that failed. */
  job(host: Pick<ProofJob, 'argv' | 'path'> & { readonly files: { cwd(): string } }): ProofJob | null {
    const { last } = this
    const failed = this.failed.get(last)
    const cells = this.cells(last)
    if (failed === undefined || cells.at(-1)?.name !== fileOf(last)) return null
    return { cells, error: failed.error, argv: [...host.argv], path: [...host.path], cwd: host.files.cwd() }
  }

  /** What was found about the last cell that failed, if it was looked for. */
  get proof(): Proof | null {
    return this.found?.of === this.last ? this.found : null
  }

  keep(proof: Proof, of: number): void {
    this.found = { ...proof, of }
  }

  /** The cells up to `last`, without magics, and without what failed in earlier ones. */
  private cells(last: number): CellSource[] {
    const inputs = this.names.getStr('_ih')
    if (!(inputs instanceof PyList)) return []
    const cells: CellSource[] = []
    for (let count = 1; count <= last; count++) {
      const text = inputs.items[count]
      if (typeof text !== 'string') continue
      const name = fileOf(count)
      const failed = count === last ? undefined : this.failed.get(count)
      const ran = failed === undefined ? text : statementsBefore(text, failed.place)
      const code = [ran, withoutMagics(ran)].find((each) => compiles(each, name))
      if (code !== undefined && code.trim() !== '') cells.push({ name, text: code })
    }
    return cells
  }
}

const fileOf = (count: number): string => `<In[${count}]>`

function compiles(text: string, name: string): boolean {
  try {
    analyse(parseModule(text, name))
    return true
  } catch {
    return false
  }
}

/** The lines of magics and questions blank, the others where they were. */
const withoutMagics = (text: string): string =>
  text.replace(/^[ \t]*(?:[%!?].*|[^#'"\n]*\?{1,2}[ \t]*)$/gm, '')
