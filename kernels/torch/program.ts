/**
 * A program run as `python` runs it: no In and Out, no magics. For `ishape FILE.py`, `-c` and piped text.
 */
import { trailText } from '../../src/explain/trail.js'
import type { Host } from '../../src/python/host.js'
import { PyDict } from '../../src/python/object/dict.js'
import { isError, type PyError } from '../../src/python/object/errors.js'
import { PyModule } from '../../src/python/object/module.js'
import type { Value } from '../../src/python/object/object.js'
import { str } from '../../src/python/object/protocol.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'
import { startInterpreter } from './dialect.js'
import { RunRecorder } from './recorder.js'

export interface Program {
  source: string | Uint8Array
  /** The name in tracebacks: the path as typed, `<string>`, `<stdin>`. */
  filename: string
  /** `__file__`; null where there is none. */
  file: string | null
  /** Tell on stderr, at the end, what changed the shapes. */
  trail?: boolean
}

/** Exit code of a program that Ctrl-C ended. */
export const INTERRUPTED = 130

/** Runs a program to its end. Its uncaught exception goes to stderr; the result is the exit code. */
export const runProgram = (host: Host, { source, filename, file, trail = false }: Program): number => {
  const interpreter = startInterpreter(host)
  const stopTrail = trail ? startTrail(interpreter, host) : null
  let code = 0
  try {
    interpreter.runModule(source, filename, { file })
  } catch (error) {
    const thrown = error as PyError
    if (isError(thrown, 'SystemExit')) code = interpreter.enter(() => exitCode(host, thrown))
    else {
      host.write('stderr', interpreter.formatException(thrown))
      code = isError(thrown, 'KeyboardInterrupt') ? INTERRUPTED : 1
    }
  }
  stopTrail?.(code === 1)
  interpreter.finish()
  return code
}

/** Records the program; the result ends the recording and writes the trail, in full. */
function startTrail(interpreter: Interpreter, host: Host): (raised: boolean) => void {
  const recorder = new RunRecorder(() => {
    const main = interpreter.modules.getStr('__main__')
    return main instanceof PyModule ? main.dict : new PyDict()
  })
  recorder.start('')
  return (raised) => {
    recorder.stop(raised)
    const text = trailText(recorder.recording, 'full')
    if (text !== null) host.write('stderr', `${text}\n`)
  }
}

/** `sys.exit(None | int | anything else, which is printed)`. */
const exitCode = (host: Host, { exception: { args } }: PyError): number => {
  const code: Value = args.items.length > 1 ? args : (args.items[0] ?? null)
  if (code === null) return 0
  if (typeof code === 'number' || typeof code === 'bigint' || typeof code === 'boolean')
    return Number(BigInt.asUintN(8, BigInt(code)))
  host.write('stderr', str(code) + '\n')
  return 1
}
