/** io: the bases of file objects, which a program derives its own from. What they do not know how to do they refuse by name. */
import { defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { exceptionTypes, PyError, type PyException, raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, type PyType, type Value } from '../object/object.js'
import { call, callMethod, getAttr, iterate, toCount, truthy } from '../object/protocol.js'
import { asStr, PyByteArray, PyBytes, PyList, tuple } from '../object/values.js'
import { need, storeInto } from '../types/bytes.js'
import { PyIOBase } from './io_streams.js'

let unsupportedType: PyType | undefined
/** io.UnsupportedOperation: an OSError and a ValueError. */
export function unsupportedOperation(): PyType {
  unsupportedType ??= call(exceptionTypes.OSError.cls, [
    'UnsupportedOperation',
    tuple(exceptionTypes.OSError, exceptionTypes.ValueError),
    PyDict.of([['__module__', 'io']]),
  ]) as PyType
  return unsupportedType
}
export function unsupported(message: string): never {
  throw new PyError(call(unsupportedOperation(), [message]) as PyException)
}

/** A size argument: None is all. */
export const countOf = (value: Value): number => (value === null ? -1 : toCount(value))

const refusing = (...signatures: string[]): Record<string, () => never> =>
  Object.fromEntries(
    signatures.map((signature) => {
      const name = signature.slice(0, signature.indexOf('('))
      return [signature, () => unsupported(name)]
    }),
  )

const isClosed = (self: PyIOBase): boolean => truthy(getAttr(self, 'closed'))

function open(self: PyIOBase): PyIOBase {
  if (isClosed(self)) throw raise('ValueError', 'I/O operation on closed file.')
  return self
}

/** A line read byte by byte, as a class with nothing but `read` has it. */
function readLine(self: PyIOBase, size: Value): Value {
  const limit = countOf(size)
  const bytes: number[] = []
  while (limit < 0 || bytes.length < limit) {
    const part = callMethod(self, 'read', [1])
    if (!(part instanceof PyBytes))
      throw raise('OSError', `read() should have returned a bytes object, not '${typeNameOf(part)}'`)
    if (part.data.length === 0) break
    bytes.push(...part.data)
    if (part.data.at(-1) === 10) break
  }
  return new PyBytes(Uint8Array.from(bytes))
}

/** The lines until so many characters are read. */
export function linesOf(self: PyIOBase, hint: Value): PyList {
  const limit = countOf(hint)
  const lines: Value[] = []
  let read = 0
  for (const line of iterate(self)) {
    lines.push(line)
    read += asStr(line)?.length ?? need(line).length
    if (limit > 0 && read >= limit) break
  }
  return new PyList(lines)
}

export const ioBase = defineType({
  name: '_IOBase',
  module: '_io',
  js: PyIOBase,
  instanceDict: true,
  new: (cls) => adopt(new PyIOBase(), cls),
  methods: {
    ...refusing('fileno(self, /)', 'seek(self, *args)', 'truncate(self, *args)'),
    'tell(self, /)': (self: PyIOBase) => callMethod(self, 'seek', [0, 1]),
    'close(self, /)': (self: PyIOBase) => {
      if (self.closed) return
      callMethod(self, 'flush', [])
      self.closed = true
    },
    'flush(self, /)': (self: PyIOBase) => self.check(),
    'isatty(self, /)': (self: PyIOBase) => open(self) !== self,
    'readable(self, /)': () => false,
    'writable(self, /)': () => false,
    'seekable(self, /)': () => false,
    'readline(self, size=-1, /)': readLine,
    'readlines(self, hint=-1, /)': linesOf,
    'writelines(self, lines, /)': (self: PyIOBase, lines: Value) => {
      open(self)
      for (const line of iterate(lines)) callMethod(self, 'write', [line])
    },
    '__enter__(self, /)': open,
    '__exit__(self, *args)': (self: PyIOBase) => callMethod(self, 'close', []),
  },
  getset: { closed: (self: PyIOBase) => self.closed },
  slots: {
    iter: open,
    next: (self: PyIOBase) => {
      const line = callMethod(self, 'readline', [])
      return (asStr(line)?.length ?? need(line).length) === 0 ? undefined : line
    },
  },
})

const unimplemented = (): never => {
  throw raise('NotImplementedError', undefined)
}

export const rawIoBase = defineType({
  name: '_RawIOBase',
  module: '_io',
  base: ioBase,
  methods: {
    'read(self, size=-1, /)': (self: PyIOBase, size: Value) => {
      const count = countOf(size)
      if (count < 0) return callMethod(self, 'readall', [])
      const buffer = new PyByteArray(new Uint8Array(count))
      const got = callMethod(self, 'readinto', [buffer])
      return got === null ? null : new PyBytes(buffer.data.slice(0, toCount(got)))
    },
    'readall(self, /)': (self: PyIOBase) => {
      const bytes: number[] = []
      for (;;) {
        const part = callMethod(self, 'read', [8192])
        if (part === null) return bytes.length === 0 ? null : new PyBytes(Uint8Array.from(bytes))
        const data = need(part)
        if (data.length === 0) return new PyBytes(Uint8Array.from(bytes))
        for (const byte of data) bytes.push(byte)
      }
    },
    'readinto(self, buffer, /)': unimplemented,
    'write(self, b, /)': unimplemented,
  },
})

/** Fills a buffer with what `read` gives for its length. */
export function readInto(self: Value, buffer: Value, method = 'read'): number {
  const room = need(buffer)
  const data = need(callMethod(self, method, [room.length]))
  if (data.length > room.length)
    throw raise(
      'ValueError',
      `read() returned too much data: ${room.length} bytes requested, ${data.length} returned`,
    )
  const filled = room.slice()
  filled.set(data)
  if (!storeInto(buffer, filled))
    throw newTypeError(`readinto() argument must be read-write bytes-like object, not ${typeNameOf(buffer)}`)
  return data.length
}

export const bufferedIoBase = defineType({
  name: '_BufferedIOBase',
  module: '_io',
  base: ioBase,
  methods: {
    ...refusing('read(self, size=-1, /)', 'read1(self, size=-1, /)', 'write(self, b, /)', 'detach(self, /)'),
    'readinto(self, buffer, /)': (self: PyIOBase, buffer: Value) => readInto(self, buffer),
    'readinto1(self, buffer, /)': (self: PyIOBase, buffer: Value) => readInto(self, buffer, 'read1'),
  },
})

export const textIoBase = defineType({
  name: '_TextIOBase',
  module: '_io',
  base: ioBase,
  methods: refusing(
    'read(self, size=-1, /)',
    'readline(self, size=-1, /)',
    'write(self, s, /)',
    'detach(self, /)',
  ),
  getset: { encoding: () => null, errors: () => null, newlines: () => null },
})
