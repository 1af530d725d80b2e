/** A program for tests that look at its values: an interpreter that shows nothing, and a namespace for its cells. */
import { startInterpreter } from '../kernels/torch/dialect.js'
import { PyDict } from '../src/python/object/dict.js'
import type { Interpreter } from '../src/python/run/interpreter.js'
import { silentHost } from './silent-host.js'

/** What `__main__` begins with. */
export function mainNamespace({ builtins }: Interpreter): PyDict {
  const namespace = new PyDict()
  namespace.setStr('__name__', '__main__')
  namespace.setStr('__builtins__', builtins)
  return namespace
}

export function startProgram(): { interpreter: Interpreter; namespace: PyDict } {
  const interpreter = startInterpreter(silentHost)
  return { interpreter, namespace: mainNamespace(interpreter) }
}
