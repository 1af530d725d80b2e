/**
 * File objects: text and binary streams over a buffer in memory, written back to the host's files on flush and close.
 */

import { FileError, type Stream } from '../host.js'
import { defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { exceptionTypes, PyError, type PyException, raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { PyType, Value } from '../object/object.js'
import { adopt, PyObject } from '../object/object.js'
import { call, iterate, repr, toArray, toCount } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asInt, asStr, PyBytes, PyList, tuple } from '../object/values.js'
import { decode, encode } from '../text/codecs.js'
import { need } from '../types/bytes.js'
import { pathText } from './paths.js'

const ERRNO: Record<string, [number, string]> = {
  ENOENT: [2, 'No such file or directory'],
  EACCES: [13, 'Permission denied'],
  EEXIST: [17, 'File exists'],
  ENOTDIR: [20, 'Not a directory'],
  EISDIR: [21, 'Is a directory'],
  ENOTEMPTY: [39, 'Directory not empty'],
  EPERM: [1, 'Operation not permitted'],
  EINVAL: [22, 'Invalid argument'],
}

/** Streams that hold what the host's files do not know yet. */
const KEY = 'unwritten streams'
const unwritten = (): Set<PyStream> | undefined => runtime.state.get(KEY) as Set<PyStream> | undefined

function noteUnwritten(stream: PyStream): void {
  const known = unwritten()
  if (known === undefined) runtime.state.set(KEY, new Set([stream]))
  else known.add(stream)
}

/**
 * Writes out what open files hold: before the program looks at files again, and when it ends. A program that drops a file without closing it
 * relies on CPython closing it at once.
 */
export function writeOut(): void {
  const streams = unwritten()
  if (streams === undefined || streams.size === 0) return
  const waiting = [...streams]
  streams.clear()
  for (const stream of waiting) stream.flush()
}

/** Runs a file operation of the host; a FileError becomes the OSError that CPython raises. */
export function withFiles<T>(operation: () => T, shown?: Value): T {
  writeOut()
  try {
    return operation()
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    const [errno, words] = ERRNO[error.code] ?? [5, error.code]
    const text = error.hint === null ? words : `${words} (${error.hint})`
    const made = call(exceptionTypes.OSError, [errno, text, shown ?? error.path])
    throw new PyError(made as PyException)
  }
}

/** Common to all streams. */
export abstract class PyStream extends PyObject {
  closed = false
  position = 0
  name: Value = null
  mode = 'r'
  abstract readonly size: number
  check(): void {
    if (this.closed) throw raise('ValueError', 'I/O operation on closed file.')
  }
  flush(): void {}
  close(): void {
    if (this.closed) return
    this.flush()
    this.closed = true
  }
}

/** sys.stdout and sys.stderr of the host. */
export class HostStream extends PyStream {
  readonly size = 0
  constructor(readonly stream: Stream | 'stdin') {
    super()
    this.name = `<${stream}>`
    this.mode = stream === 'stdin' ? 'r' : 'w'
  }
  override close(): void {}
}

export class PyTextStream extends PyStream {
  text = ''
  dirty = false
  appended = ''
  path: string | null = null
  encoding = 'utf-8'
  errors = 'strict'
  /** What a line ends with when it is written, if not with a line feed. */
  newline: string | null = null
  append = false
  get size() {
    return this.text.length
  }
  override flush(): void {
    if (this.path === null || !this.dirty) return
    this.dirty = false
    unwritten()?.delete(this)
    const { path, append, newline } = this
    const held = append ? this.appended : this.text
    const text = newline === null ? held : held.replaceAll('\n', newline)
    this.appended = ''
    withFiles(
      () => runtime.host.files.write(path, encode(text, this.encoding, this.errors), append),
      this.name,
    )
  }
  write(text: string): void {
    if (!this.dirty && this.path !== null) noteUnwritten(this)
    this.dirty = true
    if (this.append) {
      this.appended += text
      this.text += text
      this.position = this.text.length
      return
    }
    if (this.position > this.text.length) this.text = this.text.padEnd(this.position, '\0')
    this.text = this.text.slice(0, this.position) + text + this.text.slice(this.position + text.length)
    this.position += text.length
  }
  read(count: number): string {
    const end = count < 0 ? this.text.length : this.position + count
    const out = this.text.slice(this.position, end)
    this.position = Math.min(this.text.length, Math.max(this.position, end))
    return out
  }
  line(): string {
    const end = this.text.indexOf('\n', this.position)
    return this.read(end < 0 ? -1 : end + 1 - this.position)
  }
}
class PyStringIO extends PyTextStream {}

export class PyByteStream extends PyStream {
  data = new Uint8Array(0)
  dirty = false
  path: string | null = null
  get size() {
    return this.data.length
  }
  override flush(): void {
    if (this.path === null || !this.dirty) return
    this.dirty = false
    unwritten()?.delete(this)
    const { path, data } = this
    withFiles(() => runtime.host.files.write(path, data, false), this.name)
  }
  write(bytes: Uint8Array): void {
    if (!this.dirty && this.path !== null) noteUnwritten(this)
    this.dirty = true
    const end = this.position + bytes.length
    if (end > this.data.length) {
      const grown = new Uint8Array(end)
      grown.set(this.data)
      this.data = grown
    }
    this.data.set(bytes, this.position)
    this.position = end
  }
  read(count: number): Uint8Array {
    const end = count < 0 ? this.data.length : Math.min(this.data.length, this.position + count)
    const out = this.data.slice(this.position, end)
    this.position = Math.max(this.position, end)
    return out
  }
  line(): Uint8Array {
    const end = this.data.indexOf(10, this.position)
    return this.read(end < 0 ? -1 : end + 1 - this.position)
  }
}
class PyBytesIO extends PyByteStream {}

// --- methods -------------------------------------------------------------------------------------------------------

const countOf = (value: Value): number => (value === null ? -1 : toCount(value))

function demand(self: PyStream, what: 'read' | 'write'): void {
  self.check()
  const readable = /[r+]/.test(self.mode)
  const writable = /[wax+]/.test(self.mode)
  if (what === 'read' ? !readable : !writable) unsupported(what === 'read' ? 'not readable' : 'not writable')
}

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
function unsupported(message: string): never {
  throw new PyError(call(unsupportedOperation(), [message]) as PyException)
}

function seek(self: PyStream, offset: Value, whence: Value): number {
  self.check()
  const by = toCount(offset)
  const from = asInt(whence) === 1 ? self.position : asInt(whence) === 2 ? self.size : 0
  self.position = Math.max(0, from + by)
  return self.position
}

const common = {
  'close(self, /)': (self: PyStream) => self.close(),
  'flush(self, /)': (self: PyStream) => self.flush(),
  'seek(self, offset, whence=0, /)': seek,
  'tell(self, /)': (self: PyStream) => self.position,
  'isatty(self, /)': () => false,
  'fileno(self, /)': () => unsupported('fileno'),
  'readable(self, /)': (self: PyStream) => /[r+]/.test(self.mode),
  'writable(self, /)': (self: PyStream) => /[wax+]/.test(self.mode),
  'seekable(self, /)': () => true,
  '__enter__(self, /)': (self: PyStream) => {
    self.check()
    return self
  },
  '__exit__(self, *args)': (self: PyStream) => self.close(),
}

const getset = {
  closed: (self: PyStream) => self.closed,
  name: (self: PyStream) => self.name,
  mode: (self: PyStream) => self.mode,
}

function writeText(self: PyTextStream, text: Value): number {
  demand(self, 'write')
  const value = asStr(text)
  if (value === undefined) throw newTypeError(`write() argument must be str, not ${typeNameOf(text)}`)
  self.write(value)
  return value.length
}

const textMethods = {
  ...common,
  'write(self, text, /)': writeText,
  'writelines(self, lines, /)': (self: PyTextStream, lines: Value) => {
    for (const line of iterate(lines)) writeText(self, line)
  },
  'read(self, size=-1, /)': (self: PyTextStream, size: Value) => {
    demand(self, 'read')
    return self.read(countOf(size))
  },
  'readline(self, size=-1, /)': (self: PyTextStream, size: Value) => {
    demand(self, 'read')
    const start = self.position
    const line = self.line()
    const limit = countOf(size)
    if (limit < 0 || line.length <= limit) return line
    self.position = start + limit
    return line.slice(0, limit)
  },
  'readlines(self, hint=-1, /)': (self: PyTextStream) => {
    demand(self, 'read')
    const lines: Value[] = []
    for (let line = self.line(); line !== ''; line = self.line()) lines.push(line)
    return new PyList(lines)
  },
  'truncate(self, size=None, /)': (self: PyTextStream, size: Value) => {
    const end = size === null ? self.position : toCount(size)
    self.text = self.text.slice(0, end)
    self.dirty = true
    return end
  },
}
const textSlots = {
  iter: (self: PyTextStream) => {
    self.check()
    return self
  },
  next: (self: PyTextStream) => {
    demand(self, 'read')
    const line = self.line()
    return line === '' ? undefined : line
  },
}

const byteMethods = {
  ...common,
  'write(self, bytes, /)': (self: PyByteStream, bytes: Value) => {
    demand(self, 'write')
    const data = need(bytes)
    self.write(data)
    return data.length
  },
  'read(self, size=-1, /)': (self: PyByteStream, size: Value) => {
    demand(self, 'read')
    return new PyBytes(self.read(countOf(size)))
  },
  'readline(self, size=-1, /)': (self: PyByteStream) => {
    demand(self, 'read')
    return new PyBytes(self.line())
  },
  'readlines(self, hint=-1, /)': (self: PyByteStream) => {
    const lines: Value[] = []
    for (let line = self.line(); line.length > 0; line = self.line()) lines.push(new PyBytes(line))
    return new PyList(lines)
  },
  'truncate(self, size=None, /)': (self: PyByteStream, size: Value) => {
    const end = size === null ? self.position : toCount(size)
    self.data = self.data.slice(0, end)
    self.dirty = true
    return end
  },
}
const byteSlots = {
  iter: (self: PyByteStream) => self,
  next: (self: PyByteStream) => {
    const line = self.line()
    return line.length === 0 ? undefined : new PyBytes(line)
  },
}

export const textIoType = defineType({
  name: 'TextIOWrapper',
  module: '_io',
  js: PyTextStream,
  methods: textMethods,
  getset: {
    ...getset,
    encoding: (self: PyTextStream) => self.encoding,
    errors: (self: PyTextStream) => self.errors,
  },
  slots: {
    ...textSlots,
    repr: (self: PyTextStream) =>
      `<_io.TextIOWrapper name=${repr(self.name)} mode=${repr(self.mode)} encoding=${repr(self.encoding)}>`,
  },
})

/** Writes to the host. Half a surrogate pair has no UTF-8: stdout refuses it, stderr shows its escape. */
export function writeTo(stream: Stream, text: string): void {
  const errors = stream === 'stderr' ? 'backslashreplace' : 'strict'
  runtime.host.write(stream, WELL_FORMED.call(text) ? text : decode(encode(text, 'utf-8', errors)))
}
/** Not among the library types of the compiler's target yet. */
const WELL_FORMED = (String.prototype as unknown as { isWellFormed(this: string): boolean }).isWellFormed

export const hostStreamType = defineType({
  name: 'TextIOWrapper',
  module: '_io',
  js: HostStream,
  methods: {
    ...common,
    'write(self, text, /)': (self: HostStream, text: Value) => {
      const value = asStr(text)
      if (value === undefined) throw newTypeError(`write() argument must be str, not ${typeNameOf(text)}`)
      writeTo(self.stream as Stream, value)
      return value.length
    },
    'writelines(self, lines, /)': (self: HostStream, lines: Value) => {
      for (const line of iterate(lines)) writeTo(self.stream as Stream, asStr(line) ?? '')
    },
    'flush(self, /)': (self: HostStream) => runtime.host.flush?.(self.stream as Stream),
    'isatty(self, /)': (self: HostStream) => runtime.host.isatty(self.stream),
    'readline(self, size=-1, /)': () => {
      const line = runtime.host.readInput('')
      return line === null ? '' : `${line}\n`
    },
    'read(self, size=-1, /)': () => {
      let out = ''
      for (let line = runtime.host.readInput(''); line !== null; line = runtime.host.readInput(''))
        out += `${line}\n`
      return out
    },
    'fileno(self, /)': (self: HostStream) => ['stdin', 'stdout', 'stderr'].indexOf(self.stream),
  },
  getset: { ...getset, encoding: () => 'utf-8', errors: () => 'strict' },
  slots: {
    iter: (self: HostStream) => self,
    next: () => {
      const line = runtime.host.readInput('')
      return line === null ? undefined : `${line}\n`
    },
    repr: (self: HostStream) =>
      `<_io.TextIOWrapper name=${repr(self.name)} mode=${repr(self.mode)} encoding='utf-8'>`,
  },
})

export const stringIoType = defineType({
  name: 'StringIO',
  module: '_io',
  js: PyStringIO,
  instanceDict: true,
  new: (cls, args, kwargs) => {
    const stream = new PyStringIO()
    stream.mode = 'r+'
    const initial = args[0] ?? kwargs?.get('initial_value') ?? null
    stream.text = initial === null ? '' : (asStr(initial) ?? wrongInitial(initial))
    return adopt(stream, cls)
  },
  methods: {
    ...textMethods,
    'getvalue(self, /)': (self: PyTextStream) => {
      self.check()
      return self.text
    },
    '__reduce__(self, /)': (self: PyTextStream) => {
      self.check()
      return tuple(self.cls, tuple(), tuple(self.text, '\n', self.position, null))
    },
    '__setstate__(self, state, /)': (self: PyTextStream, state: Value) => {
      const [text, , position] = toArray(state)
      self.text = text as string
      self.position = Number(position)
      return null
    },
  },
  getset: { closed: getset.closed },
  slots: textSlots,
})

function wrongInitial(value: Value): never {
  throw newTypeError(`initial_value must be str or None, not ${typeNameOf(value)}`)
}

export const bufferedType = defineType({
  name: 'BufferedReader',
  module: '_io',
  js: PyByteStream,
  methods: byteMethods,
  getset,
  slots: { ...byteSlots, repr: (self: PyByteStream) => `<_io.BufferedReader name=${repr(self.name)}>` },
})

export const bytesIoType = defineType({
  name: 'BytesIO',
  module: '_io',
  js: PyBytesIO,
  instanceDict: true,
  new: (cls, args, kwargs) => {
    const stream = new PyBytesIO()
    stream.mode = 'r+'
    const initial = args[0] ?? kwargs?.get('initial_bytes') ?? null
    if (initial !== null) stream.data = need(initial).slice() as Uint8Array<ArrayBuffer>
    return adopt(stream, cls)
  },
  methods: {
    ...byteMethods,
    'getvalue(self, /)': (self: PyByteStream) => new PyBytes(self.data.slice()),
    'getbuffer(self, /)': (self: PyByteStream) => new PyBytes(self.data.slice()),
    '__reduce__(self, /)': (self: PyByteStream) =>
      tuple(self.cls, tuple(), tuple(new PyBytes(self.data.slice()), self.position, null)),
    '__setstate__(self, state, /)': (self: PyByteStream, state: Value) => {
      const [data, position] = toArray(state)
      self.data = need(data).slice() as Uint8Array<ArrayBuffer>
      self.position = Number(position)
      return null
    },
  },
  getset: { closed: getset.closed },
  slots: byteSlots,
})

// --- open ----------------------------------------------------------------------------------------------------------

export function openFile(
  file: Value,
  mode: Value,
  _buffering: Value,
  encoding: Value,
  errors: Value,
  newline: Value,
): Value {
  if (asStr(file)?.includes('\0')) throw raise('ValueError', 'embedded null byte')
  const text = asStr(mode)
  if (text === undefined) throw newTypeError(`open() argument 'mode' must be str, not ${typeNameOf(mode)}`)
  if (/[^rwaxbt+U]/.test(text) || new Set(text).size !== text.length)
    throw raise('ValueError', `invalid mode: ${repr(text)}`)
  if (text.replace(/[^rwax]/g, '').length !== 1) {
    throw raise('ValueError', 'must have exactly one of read/write/append/create mode')
  }
  const binary = text.includes('b')
  if (binary && encoding !== null) throw raise('ValueError', "binary mode doesn't take an encoding argument")
  const path = pathText(file)
  const { files } = runtime.host
  const kind = text.replace(/[bt+U]/g, '')
  let data: Uint8Array = new Uint8Array(0)
  const exists = () => withFiles(() => files.stat(path), file) !== null
  if (kind === 'r') data = withFiles(() => files.read(path), asStr(file) ?? path)
  else if (kind === 'x') {
    if (exists()) throw new PyError(call(exceptionTypes.OSError, [17, 'File exists', path]) as PyException)
    withFiles(() => files.write(path, data, false), path)
  } else if (kind === 'w') withFiles(() => files.write(path, data, false), path)
  else if (exists()) data = withFiles(() => files.read(path), path)
  else withFiles(() => files.write(path, data, false), path)
  if (binary) {
    const stream = new PyByteStream()
    stream.data = data.slice() as Uint8Array<ArrayBuffer>
    stream.path = kind === 'r' && !text.includes('+') ? null : path
    stream.name = file
    stream.mode = text
    if (kind === 'a') stream.position = stream.data.length
    return stream
  }
  const stream = new PyTextStream()
  stream.encoding = encoding === null ? 'UTF-8' : asStr(encoding)!
  stream.errors = errors === null ? 'strict' : asStr(errors)!
  stream.text = decode(data, stream.encoding, stream.errors)
  if (newline === null) stream.text = stream.text.replace(/\r\n?/g, '\n')
  const end = newline === null ? undefined : asStr(newline)
  if (end === '\r\n' || end === '\r') stream.newline = end
  stream.path = kind === 'r' && !text.includes('+') ? null : path
  stream.name = file
  stream.mode = text
  if (kind === 'a') {
    stream.append = true
    stream.position = stream.text.length
  }
  return stream
}
