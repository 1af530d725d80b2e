/**
 * Exceptions: the objects, how native code raises them, and how exceptions of the host become Python's.
 *
 * Native code raises with `throw raise('TypeError', 'message')` or, with an object at hand, `throw new PyError(exception)`. The types
 * themselves are tabulated in types/exceptions.ts.
 */

import type { Position } from '../parse/ast.js'
import type { Frame } from './frame.js'
import type { PyType, Value } from './object.js'
import { PyInstance, PyObject } from './object.js'
import { EMPTY_TUPLE, PyTuple } from './values.js'

/** An instance of BaseException or of a subclass, native or not. */
export class PyException extends PyInstance {
  args: PyTuple = EMPTY_TUPLE
  cause: Value = null
  context: Value = null
  suppressContext = false
  traceback: PyTraceback | null = null
  /** What particular types add: `name` of NameError, `value` of StopIteration, `errno`… */
  extra: Map<string, Value> | null = null
  constructor(cls: PyType, args: readonly Value[] = []) {
    super(cls)
    if (args.length > 0) this.args = new PyTuple(args)
  }
}

/** One level of a traceback, the outermost first. */
export class PyTraceback extends PyObject {
  constructor(
    readonly frame: Frame,
    /** The expression or statement that raised or called. */
    readonly node: Position,
    public next: PyTraceback | null,
  ) {
    super()
  }
}

/** What is thrown through JS: no JS stack is taken, Python's traceback is in the exception. */
export class PyError {
  /** The frame that added the last traceback entry for this throw, so that none is added twice. */
  traced: Frame | null = null
  /** The exception being handled when this was raised is already its `__context__`. */
  linked = false
  /** For one thrown into a generator: what its caller handles, which is no context of it. */
  outside: PyException | null | undefined
  constructor(readonly exception: PyException) {}
}

/** Every built-in exception type by name; types/exceptions.ts fills it. */
export const exceptionTypes = {} as Record<string, PyType>

/** Makes the exception `name(message)`; a message of undefined means no arguments. To be thrown: `throw raise(…)`. */
export function raise(name: string, message?: Value, extra?: Record<string, Value>): PyError {
  const exception = new PyException(exceptionTypes[name], message === undefined ? [] : [message])
  if (extra !== undefined) exception.extra = new Map(Object.entries(extra))
  return new PyError(exception)
}

/** Turns an exception of the host (say a tensor operator's error) into a Python one; undefined: not mine. */
export type Translator = (error: unknown) => PyException | undefined
const translators: Translator[] = []
export function registerTranslator(translate: Translator): void {
  translators.push(translate)
}

/** Any JS exception that passed through Python code, as a PyError. */
export function toPyError(error: unknown): PyError {
  if (error instanceof PyError) return error
  for (const translate of translators) {
    const exception = translate(error)
    if (exception !== undefined) return new PyError(exception)
  }
  if (error instanceof RangeError) {
    if (error.message.startsWith('Maximum call stack')) {
      return raise('RecursionError', 'maximum recursion depth exceeded')
    }
    return raise('MemoryError')
  }
  const internal = raise(
    'SystemError',
    `internal error: ${error instanceof Error ? error.message : String(error)}`,
  )
  internal.exception.extra = new Map([['js_stack', error instanceof Error ? (error.stack ?? null) : null]])
  return internal
}

/** Is this thrown thing the Python exception of that name (or a subclass)? */
export function isError(error: unknown, name: string): error is PyError {
  return error instanceof PyError && error.exception.cls.isSubtypeOf(exceptionTypes[name])
}
