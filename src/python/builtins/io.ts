/**
 * print, input, open: what a program exchanges with its host.
 */
import '../types/faults.js'
import type { Stream } from '../host.js'
import { defineFunctions } from '../object/define.js'
import { raise } from '../object/errors.js'
import { PyModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { callMethod, str, truthy } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asStr } from '../object/values.js'
import { openFile } from '../stdlib/io_open.js'
import { HostStream, writeTo } from '../stdlib/io_streams.js'

/** The program's `sys.stdout`, undefined as long as nobody imported sys: the host's own. */
export function standardStream(name: 'stdout' | 'stderr' | 'stdin'): Value | undefined {
  const sys = runtime.modules.getStr('sys')
  return sys instanceof PyModule ? sys.get(name) : undefined
}

/** Writes to `sys.stdout` or `sys.stderr`, wherever the program has pointed them. */
export function writeStandard(name: 'stdout' | 'stderr', text: string): void {
  const stream = standardStream(name)
  if (stream === undefined || stream instanceof HostStream) writeTo(name, text)
  else if (stream !== null) callMethod(stream, 'write', [text])
}

function separator(value: Value, name: string, otherwise: string): string {
  if (value === null) return otherwise
  const text = asStr(value)
  if (text === undefined) throw newTypeError(`${name} must be None or a string, not ${typeNameOf(value)}`)
  return text
}

function print(objects: Value[], sep: Value, end: Value, file: Value, flush: Value): void {
  const [between, last] = [separator(sep, 'sep', ' '), separator(end, 'end', '\n')]
  const target = file ?? standardStream('stdout')
  if (target === null) return
  if (target === undefined || target instanceof HostStream) {
    const stream = target === undefined ? 'stdout' : (target.stream as Stream)
    writeTo(stream, objects.map(str).join(between) + last)
    if (truthy(flush)) runtime.host.flush?.(stream)
    return
  }
  // A file object of the program's own is given the pieces one by one.
  const write = (text: string): void => void callMethod(target, 'write', [text])
  objects.forEach((object, i) => {
    if (i > 0) write(between)
    write(str(object))
  })
  write(last)
  if (truthy(flush)) callMethod(target, 'flush')
}

/** A line from the host, or from what the program has put in the place of `sys.stdin`. */
function input(prompt: Value): Value {
  const stream = standardStream('stdin')
  if (stream === null) throw raise('RuntimeError', 'input(): lost sys.stdin')
  if (stream !== undefined && !(stream instanceof HostStream)) {
    if (prompt !== undefined) writeStandard('stdout', str(prompt))
    const read = asStr(callMethod(stream, 'readline', []))
    if (read === undefined) throw newTypeError('object.readline() returned non-string')
    if (read === '') throw raise('EOFError', 'EOF when reading a line')
    return read.endsWith('\n') ? read.slice(0, -1) : read
  }
  const line = runtime.host.readInput(prompt === undefined ? '' : str(prompt))
  if (line === null) throw raise('EOFError', 'EOF when reading a line')
  return line
}

export const inputOutput = defineFunctions({
  "print(*args, sep=' ', end='\\n', file=None, flush=False)": print,
  'input(prompt=<absent>, /)': input,
  "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)":
    openFile,
})
