/** print and input. `open` is in stdlib/io.ts, loaded when first called. */
import { defineFunctions } from '../object/define.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { callMethod, str, truthy } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asStr } from '../object/values.js'

const piece = (value: Value, name: string, otherwise: string): string => {
  if (value === null) return otherwise
  const text = asStr(value)
  if (text === undefined) throw newTypeError(`${name} must be None or a string, not ${typeNameOf(value)}`)
  return text
}

function print(args: Value[], sep: Value, end: Value, file: Value, flush: Value): void {
  const text = args.map(str).join(piece(sep, 'sep', ' ')) + piece(end, 'end', '\n')
  const target = file ?? currentStdout()
  if (target === null) runtime.host.write('stdout', text)
  else callMethod(target, 'write', [text])
  if (truthy(flush)) {
    if (target === null) runtime.host.flush?.('stdout')
    else callMethod(target, 'flush')
  }
}

/** `sys.stdout` where a program replaced it; null while it is the host's own. */
function currentStdout(): Value {
  const replaced = runtime.state.get('sys.stdout')
  return (replaced as Value | undefined) ?? null
}

export const inputOutput = defineFunctions({
  "print(*args, sep=' ', end='\\n', file=None, flush=False)": print,
  "input(prompt='', /)": (prompt: Value) => {
    const line = runtime.host.readInput(str(prompt))
    if (line === null) throw raise('EOFError', 'EOF when reading a line')
    return line
  },
})
