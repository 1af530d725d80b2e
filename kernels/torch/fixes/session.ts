/** The fixes of a session: which cells failed, what has to be replayed to mend the last of them, and what was found. */
import type { PyDict } from '../../../src/python/object/dict.js'
import type { PyException } from '../../../src/python/object/errors.js'
import { PyList } from '../../../src/python/object/values.js'
import type { Proof, ProofJob, SessionCell } from './proof.js'

interface FailedCell {
  readonly error: ProofJob['error']
  /** Within the statement that raised. */
  readonly place: SessionCell['raisedAt']
}

export class SessionFixes {
  /** Programs that ran before the first cell, uncounted. */
  readonly opening: string[] = []
  private readonly failed = new Map<number, FailedCell>()
  private found: (Proof & { readonly of: number }) | null = null

  constructor(private readonly names: PyDict) {}

  /** A cell has raised. One that did not even begin, for it was no Python, is none to mend. */
  note(count: number, { traceback, cls }: PyException, message: string): void {
    let at = traceback
    while (at !== null && at.frame.code.source.filename !== fileOf(count)) at = at.next
    if (at !== null)
      this.failed.set(count, {
        error: { type: cls.name, message },
        place: { line: at.node.line, col: at.node.col },
      })
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
    // A program may do to In what it likes.
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

  /** The cells up to `last`, which is to fail again. */
  private cells(last: number): SessionCell[] {
    const inputs = this.names.getStr('_ih')
    if (!(inputs instanceof PyList)) return []
    const opening = this.opening.map((text) => ({ name: fileOf(0), text, raisedAt: null }))
    const cells = inputs.items.slice(0, last + 1).flatMap((text, count) => {
      if (typeof text !== 'string' || text.trim() === '') return []
      const raisedAt = count === last ? null : (this.failed.get(count)?.place ?? null)
      return [{ name: fileOf(count), text, raisedAt }]
    })
    return [...opening, ...cells]
  }
}

const fileOf = (count: number): string => `<In[${count}]>`
