/** How a program that ran ended early. */
import type { PyError } from '../../src/python/object/errors.js'
import { str } from '../../src/python/object/protocol.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'

export interface Ending {
  readonly type: string
  readonly message: string
  /** The innermost line of the program's own; null where none was on the way. */
  readonly line: number | null
  /** The cell in which that stands. */
  readonly cell: string | null
}

/** What was thrown, told; null of an exit, which is no error. `files` are the names of the program's own. */
export function endingOf(
  interpreter: Interpreter,
  { exception }: PyError,
  files: { has(file: string): boolean },
): Ending | null {
  if (exception.cls.name === 'SystemExit') return null
  let line: number | null = null
  let cell: string | null = null
  for (let entry = exception.traceback; entry !== null; entry = entry.next)
    if (files.has(entry.frame.code.source.filename)) {
      line = entry.node.line
      cell = entry.frame.code.source.filename
    }
  return { type: exception.cls.name, message: interpreter.enter(() => str(exception)), line, cell }
}
