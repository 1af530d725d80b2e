/**
 * What file objects are made of: text and bytes held in memory, written back to the host's files on flush and close, read from and
 * passed on to the host's own streams or to other file objects.
 */
import { FileError, type Stream } from '../host.js'
import { exceptionTypes, PyError, type PyException, raise } from '../object/errors.js'
import { PyObject, type Value } from '../object/object.js'
import { call, callMethod } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { PyBytes } from '../object/values.js'
import { decode, encode } from '../text/codecs.js'
import { lengthOf, sliceOf } from '../text/strings.js'
import { need } from '../types/bytes.js'

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

/** Any file object, those of classes that a program derives from `io.IOBase` too. */
export class PyIOBase extends PyObject {
  closed = false
  check(): void {
    if (this.closed) throw raise('ValueError', 'I/O operation on closed file.')
  }
}

/** A file object of ours. */
export abstract class PyStream extends PyIOBase {
  position = 0
  name: Value = null
  mode = 'r'
  /** The host's file that is written, null for none. */
  path: string | null = null
  dirty = false
  abstract readonly size: number
  get readable(): boolean {
    return /[r+]/.test(this.mode)
  }
  get writable(): boolean {
    return /[wax+]/.test(this.mode)
  }
  /** Hands what was written to the file. */
  protected abstract store(path: string): void
  touch(): void {
    if (!this.dirty && this.path !== null) noteUnwritten(this)
    this.dirty = true
  }
  flush(): void {
    const { path } = this
    if (path === null || !this.dirty) return
    this.dirty = false
    unwritten()?.delete(this)
    withFiles(() => this.store(path), this.name)
  }
  close(): void {
    if (this.closed) return
    this.flush()
    this.closed = true
  }
}

/** Where a line ends: at a line feed, at any of the three ends (`''`), or at the given one. */
export type LineEnd = '\n' | '' | '\r' | '\r\n'

export class PyTextStream extends PyStream {
  text = ''
  /** What a file opened for appending was given since it was last written out. */
  appended = ''
  encoding = 'utf-8'
  errors = 'strict'
  lineEnd: LineEnd = '\n'
  /** What a line feed becomes when it is written, if anything else. */
  newline: string | null = null
  append = false
  /** Made when a program asks for `buffer`. */
  bytes: PyByteStream | null = null
  get size(): number {
    return this.text.length
  }
  protected override store(path: string): void {
    const held = this.append ? this.appended : this.text
    const text = this.newline === null ? held : held.replaceAll('\n', this.newline)
    this.appended = ''
    runtime.host.files.write(path, encode(text, this.encoding, this.errors), this.append)
  }
  write(text: string): void {
    // What has no bytes is refused at once, not when the file is written out.
    if (this.path !== null && !/^utf/i.test(this.encoding)) encode(text, this.encoding, this.errors)
    this.touch()
    if (this.append) {
      this.appended += text
      this.text += text
      this.position = this.text.length
      return
    }
    const { position } = this
    if (position === this.text.length) this.text += text
    else {
      const before = this.text.slice(0, position).padEnd(position, '\0')
      this.text = before + text + this.text.slice(position + text.length)
    }
    this.position += text.length
  }
  /** So many characters, all for a negative count. */
  read(count: number): string {
    const rest = this.text.slice(this.position, count < 0 ? undefined : this.position + 2 * count)
    const out = count < 0 ? rest : sliceOf(rest, 0, count)
    this.position = Math.max(this.position, Math.min(this.text.length, this.position + out.length))
    return out
  }
  /** The next line with its end, at most so many characters of it. */
  line(limit = -1): string {
    const { text, position, lineEnd } = this
    let end: number
    if (lineEnd === '') {
      UNIVERSAL.lastIndex = position
      end = UNIVERSAL.exec(text) === null ? -1 : UNIVERSAL.lastIndex
    } else {
      end = text.indexOf(lineEnd, position)
      if (end >= 0) end += lineEnd.length
    }
    const line = text.slice(position, end < 0 ? undefined : end)
    const out = limit < 0 || line.length <= limit ? line : sliceOf(line, 0, limit)
    this.position = Math.max(position, position + out.length)
    return out
  }
  truncate(end: number): void {
    this.touch()
    this.text = this.text.slice(0, end)
  }
}
const UNIVERSAL = /\r\n|\n|\r/g

export class PyStringIO extends PyTextStream {
  /** `newline=None`: all line ends are read as line feeds. */
  translates = false
  /** Places are counted in characters. */
  get place(): number {
    const { text, position } = this
    return position > text.length
      ? lengthOf(text) + position - text.length
      : lengthOf(text.slice(0, position))
  }
  set place(place: number) {
    const before = sliceOf(this.text, 0, place)
    this.position = before.length + place - lengthOf(before)
  }
  override write(text: string): void {
    const read = this.translates ? text.replace(/\r\n?/g, '\n') : text
    super.write(this.newline === null ? read : read.replaceAll('\n', this.newline))
  }
}

/** sys.stdin, sys.stdout and sys.stderr of the host. */
export class HostStream extends PyTextStream {
  constructor(readonly stream: Stream | 'stdin') {
    super()
    this.name = `<${stream}>`
    this.mode = stream === 'stdin' ? 'r' : 'w'
    if (stream === 'stderr') this.errors = 'backslashreplace'
  }
  override write(text: string): void {
    writeTo(this.stream as Stream, text)
  }
  override read(count: number): string {
    while (count < 0 || this.text.length - this.position < count) if (!this.fill()) break
    return super.read(count)
  }
  override line(limit = -1): string {
    if (this.position === this.text.length) this.fill()
    return super.line(limit)
  }
  private fill(): boolean {
    const line = runtime.host.readInput('')
    if (line === null) return false
    this.text = `${this.text.slice(this.position)}${line}\n`
    this.position = 0
    return true
  }
  override flush(): void {
    if (this.stream !== 'stdin') runtime.host.flush?.(this.stream)
  }
  override close(): void {}
}

/** Writes to the host. Half a surrogate pair has no UTF-8: stdout refuses it, stderr shows its escape. */
export function writeTo(stream: Stream, text: string): void {
  const errors = stream === 'stderr' ? 'backslashreplace' : 'strict'
  runtime.host.write(stream, WELL_FORMED.call(text) ? text : decode(encode(text, 'utf-8', errors)))
}
/** Not among the library types of the compiler's target yet. */
const WELL_FORMED = (String.prototype as unknown as { isWellFormed(this: string): boolean }).isWellFormed

/** Text over another file object of bytes, which is read when text is first asked for and given every text that is written. */
export class WrappingText extends PyTextStream {
  private loaded = false
  source: Value = null
  private load(): void {
    if (this.loaded) return
    this.loaded = true
    const text = decode(need(callMethod(this.source, 'read', [])), this.encoding, this.errors)
    this.text = this.newline === null && this.lineEnd === '\n' ? text.replace(/\r\n?/g, '\n') : text
  }
  override read(count: number): string {
    this.load()
    return super.read(count)
  }
  override line(limit = -1): string {
    this.load()
    return super.line(limit)
  }
  override write(text: string): void {
    const out = this.newline === null ? text : text.replaceAll('\n', this.newline)
    callMethod(this.source, 'write', [new PyBytes(encode(out, this.encoding, this.errors))])
  }
  override flush(): void {
    callMethod(this.source, 'flush', [])
  }
  override close(): void {
    if (this.closed) return
    super.close()
    callMethod(this.source, 'close', [])
  }
}

export class PyByteStream extends PyStream {
  data: Uint8Array<ArrayBuffer> = new Uint8Array(0)
  append = false
  get size(): number {
    return this.data.length
  }
  protected override store(path: string): void {
    runtime.host.files.write(path, this.data, false)
  }
  write(bytes: Uint8Array): void {
    this.touch()
    if (this.append) this.position = this.data.length
    const end = this.position + bytes.length
    if (bytes.length > 0 && end > this.data.length) {
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
  line(limit = -1): Uint8Array {
    const end = this.data.indexOf(10, this.position)
    const length = end < 0 ? -1 : end + 1 - this.position
    return this.read(limit >= 0 && (length < 0 || length > limit) ? limit : length)
  }
  truncate(end: number): void {
    this.touch()
    if (end < this.data.length) this.data = this.data.slice(0, end)
  }
}
export class PyBytesIO extends PyByteStream {}

/** The bytes of a text stream: its `buffer`. */
export class BytesOfText extends PyByteStream {
  private loaded = false
  constructor(private readonly of: PyTextStream) {
    super()
    this.name = of.name
    this.mode = of.mode
  }
  private load(): void {
    if (this.loaded) return
    this.loaded = true
    this.data = encode(this.of.read(-1), this.of.encoding, 'surrogateescape').slice()
  }
  override read(count: number): Uint8Array {
    this.load()
    return super.read(count)
  }
  override line(limit = -1): Uint8Array {
    this.load()
    return super.line(limit)
  }
  override write(bytes: Uint8Array): void {
    this.of.write(decode(bytes, this.of.encoding, 'surrogateescape'))
  }
  override flush(): void {
    this.of.flush()
  }
  override close(): void {
    this.of.close()
  }
}

/** Bytes over another file object of bytes, which is read when they are first asked for. */
export class WrappingBytes extends PyByteStream {
  private loaded = false
  source: Value = null
  private load(): void {
    if (this.loaded) return
    this.loaded = true
    const parts: Uint8Array[] = []
    for (;;) {
      const part = callMethod(this.source, 'read', [])
      if (part === null) break
      const data = need(part)
      if (data.length === 0) break
      parts.push(data)
    }
    this.data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      this.data.set(part, at)
      at += part.length
    }
  }
  override read(count: number): Uint8Array {
    this.load()
    return super.read(count)
  }
  override line(limit = -1): Uint8Array {
    this.load()
    return super.line(limit)
  }
  override write(bytes: Uint8Array): void {
    callMethod(this.source, 'write', [new PyBytes(bytes)])
  }
  override flush(): void {
    if (this.writable) callMethod(this.source, 'flush', [])
  }
  override close(): void {
    if (this.closed) return
    super.close()
    callMethod(this.source, 'close', [])
  }
}
