/**
 * A program run as `python` runs it: no In and Out, no magics. For `ishape FILE.py`, `-c` and piped text.
 */

import { seedTorch } from '../../src/bridge/install.js'
import type { Host } from '../../src/python/host.js'
import { isError, type PyError } from '../../src/python/object/errors.js'
import { PyBoundMethod, PyFunction } from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import type { Value } from '../../src/python/object/object.js'
import { call, str } from '../../src/python/object/protocol.js'
import { runtime } from '../../src/python/object/runtime.js'
import { PyList } from '../../src/python/object/values.js'
import { findMain } from '../../src/python/run/importer.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'
import { startInterpreter } from './dialect.js'
import { reportTrail } from './report.js'

export interface Program {
  source: string | Uint8Array
  /** The name in tracebacks: the path as typed, `<string>`, `<stdin>`. */
  filename: string
  /** `__file__`; null where there is none. */
  file: string | null
  /** `__package__`, where it is not None. */
  package?: string
}

/** Exit code of a program that Ctrl-C ended. */
export const INTERRUPTED = 130

export interface RunOptions {
  /** Tells on stderr the shape of every layer's output, and what the call that failed was given. */
  trail?: boolean
  /** The seed of torch's generator, decimal. */
  seed?: string
}

/** Runs a program to its end. Its uncaught exception goes to stderr; the result is the exit code. */
export const runProgram = (host: Host, program: Program, options: RunOptions = {}): number =>
  toTheEnd(host, options, () => program)

/** Runs a module by its name, or a package's `__main__`, as `python -m` does. */
export const runNamedModule = (host: Host, name: string, options: RunOptions = {}): number =>
  toTheEnd(host, options, () => {
    const { path, parent } = findMain(name)
    host.argv[0] = path
    const known = runtime.modules.getStr('sys')
    const argv = known instanceof PyModule ? known.dict.getStr('argv') : undefined
    if (argv instanceof PyList && argv.items.length > 0) argv.items[0] = path
    return { source: host.files.read(path), filename: path, file: path, package: parent }
  })

function toTheEnd(host: Host, { trail, seed }: RunOptions, find: () => Program): number {
  const interpreter = startInterpreter(host)
  if (seed !== undefined) seedTorch(BigInt(seed))
  const stopTrail = trail ? reportTrail(interpreter, host) : null
  let code = 0
  let raised: PyError | null = null
  try {
    const { source, filename, file, package: parent } = interpreter.enter(find)
    const module = interpreter.newModule('__main__', file)
    if (parent !== undefined) module.dict.setStr('__package__', parent)
    interpreter.execute(module, source, filename)
  } catch (error) {
    const thrown = error as PyError
    const absent = thrown.exception.extra?.has('not_found')
    if (isError(thrown, 'SystemExit')) code = interpreter.enter(() => exitCode(host, thrown))
    else {
      raised = thrown
      if (absent) host.write('stderr', notFound(thrown))
      else if (!hooked(interpreter, thrown)) host.write('stderr', interpreter.formatException(thrown))
      code = isError(thrown, 'KeyboardInterrupt') ? INTERRUPTED : 1
    }
  }
  stopTrail?.(raised)
  interpreter.finish()
  return code
}

/** Hands an uncaught exception to the program's own `sys.excepthook`; false when it has none. */
function hooked(interpreter: Interpreter, { exception }: PyError): boolean {
  const sys = interpreter.modules.getStr('sys')
  const hook = sys instanceof PyModule ? sys.dict.getStr('excepthook') : undefined
  if (!(hook instanceof PyFunction) && !(hook instanceof PyBoundMethod)) return false
  interpreter.enter(() => call(hook, [exception.cls, exception, exception.traceback]))
  return true
}

const notFound = ({ exception }: PyError): string => `ishape: ${str(exception.args.items[0] ?? null)}\n`

/** `sys.exit(None | int | anything else, which is printed)`. */
const exitCode = (host: Host, { exception: { args } }: PyError): number => {
  const code: Value = args.items.length > 1 ? args : (args.items[0] ?? null)
  if (code === null) return 0
  if (typeof code === 'number' || typeof code === 'bigint' || typeof code === 'boolean')
    return Number(BigInt.asUintN(8, BigInt(code)))
  host.write('stderr', str(code) + '\n')
  return 1
}
