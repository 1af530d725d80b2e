/** io: file objects of text. */
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, type Kwargs, type Value } from '../object/object.js'
import { callMethod, iterate, repr, toArray, toCount, truthy } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asInt, asStr, tuple } from '../object/values.js'
import { decode, encode } from '../text/codecs.js'
import { lengthOf, sliceOf } from '../text/strings.js'
import { countOf, linesOf, textIoBase, unsupported } from './io_base.js'
import {
  BytesOfText,
  HostStream,
  type LineEnd,
  type PyStream,
  PyStringIO,
  PyTextStream,
  WrappingText,
} from './io_streams.js'

/** An open file that can be read, or written. */
export function demand(self: PyStream, what: 'read' | 'write'): void {
  self.check()
  if (what === 'read' && !self.readable) unsupported('not readable')
  if (what === 'write' && !self.writable) unsupported('not writable')
}

/** What all files of ours have, text and bytes. */
export const common = {
  'close(self, /)': (self: PyStream) => self.close(),
  'flush(self, /)': (self: PyStream) => {
    self.check()
    self.flush()
  },
  'fileno(self, /)': () => unsupported('fileno'),
  'isatty(self, /)': (self: PyStream) => {
    self.check()
    return false
  },
  'readable(self, /)': (self: PyStream) => {
    self.check()
    return self.readable
  },
  'writable(self, /)': (self: PyStream) => {
    self.check()
    return self.writable
  },
  'seekable(self, /)': (self: PyStream) => {
    self.check()
    return true
  },
  'readlines(self, hint=-1, /)': (self: PyStream, hint: Value) => {
    demand(self, 'read')
    return linesOf(self, hint)
  },
}

/** What `name` and `mode` of a file tell. */
export const described = {
  name: (self: PyStream) => self.name,
  mode: (self: PyStream) => self.mode,
}

const LINE_ENDS = ['', '\n', '\r', '\r\n']
/** Sets how lines end: `newline` of open, TextIOWrapper and StringIO. */
export function setNewline(stream: PyTextStream, newline: Value): void {
  const end = newline === null ? null : asStr(newline)
  if (end === undefined) throw newTypeError(`newline must be str or None, not ${typeNameOf(newline)}`)
  if (end !== null && !LINE_ENDS.includes(end))
    throw raise('ValueError', `illegal newline value: ${repr(end)}`)
  stream.lineEnd = (end ?? '\n') as LineEnd
  stream.newline = end === '\r\n' || end === '\r' ? end : null
}

function textOf(text: Value, words: (type: string) => string): string {
  return asStr(text) ?? wrong(words(typeNameOf(text)))
}
function wrong(message: string): never {
  throw newTypeError(message)
}

const methods = (words: (type: string) => string) => {
  const write = (self: PyTextStream, text: Value): number => {
    demand(self, 'write')
    const value = textOf(text, words)
    self.write(value)
    return lengthOf(value)
  }
  return {
    ...common,
    'write(self, text, /)': write,
    'writelines(self, lines, /)': (self: PyTextStream, lines: Value) => {
      for (const line of iterate(lines)) write(self, line)
    },
    'read(self, size=-1, /)': (self: PyTextStream, size: Value) => {
      demand(self, 'read')
      return self.read(countOf(size))
    },
    'readline(self, size=-1, /)': (self: PyTextStream, size: Value) => {
      demand(self, 'read')
      return self.line(countOf(size))
    },
  }
}

const slots = {
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

// --- TextIOWrapper -------------------------------------------------------------------------------------------------

/** Places in text files are those of their bytes. */
const placeOf = (self: PyTextStream): number =>
  encode(self.text.slice(0, self.position), self.encoding, self.errors).length

function seekBytes(self: PyTextStream, offset: Value, whence: Value): number {
  self.check()
  const [by, from] = [toCount(offset), asInt(whence)]
  if (from === 1) {
    if (by !== 0) unsupported("can't do nonzero cur-relative seeks")
  } else if (from === 2) {
    if (by !== 0) unsupported("can't do nonzero end-relative seeks")
    self.position = self.size
  } else if (from !== 0) throw raise('ValueError', `invalid whence (${repr(whence)}, should be 0, 1 or 2)`)
  else if (by < 0) throw raise('ValueError', `negative seek position ${by}`)
  else if (by === 0) self.position = 0
  else {
    const bytes = encode(self.text, self.encoding, self.errors)
    self.position = decode(bytes.subarray(0, by), self.encoding, 'ignore').length
  }
  return placeOf(self)
}

const wrapperSignature = new Signature(
  'TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)',
  'TextIOWrapper',
)

/** `__init__`, which a class of the program's own may call with arguments of its own. */
function wrap(stream: WrappingText, args: Value[], kwargs: Kwargs | null): void {
  const [buffer, encoding, errors, newline] = wrapperSignature.bind(args, kwargs) as Value[]
  stream.source = buffer
  const [reads, writes] = ['readable', 'writable'].map((name) => truthy(callMethod(buffer, name, [])))
  stream.mode = reads ? (writes ? 'r+' : 'r') : 'w'
  setCoding(stream, encoding, errors)
  setNewline(stream, newline)
}

function setCoding(stream: PyTextStream, encoding: Value, errors: Value): void {
  stream.encoding =
    encoding === null ? 'UTF-8' : textOf(encoding, (type) => `encoding must be str, not ${type}`)
  stream.errors = errors === null ? 'strict' : textOf(errors, (type) => `errors must be str, not ${type}`)
  // An unknown one is refused at once.
  encode('', stream.encoding)
}

export const textIoType = defineType({
  name: 'TextIOWrapper',
  module: '_io',
  base: textIoBase,
  js: PyTextStream,
  new: (cls) => adopt(new WrappingText(), cls),
  methods: {
    ...methods((type) => `write() argument must be str, not ${type}`),
    'seek(self, cookie, whence=0, /)': seekBytes,
    'tell(self, /)': (self: PyTextStream) => {
      self.check()
      return placeOf(self)
    },
    'truncate(self, pos=None, /)': (self: PyTextStream, size: Value) => {
      demand(self, 'write')
      if (size === null) self.truncate(self.position)
      else
        self.truncate(decode(encode(self.text, self.encoding, self.errors).subarray(0, toCount(size))).length)
      return size ?? placeOf(self)
    },
    'isatty(self, /)': (self: PyTextStream) => self instanceof HostStream && runtime.host.isatty(self.stream),
    'fileno(self, /)': (self: PyTextStream) =>
      self instanceof HostStream ? ['stdin', 'stdout', 'stderr'].indexOf(self.stream) : unsupported('fileno'),
    'seekable(self, /)': (self: PyTextStream) => !(self instanceof HostStream),
    'detach(self, /)': (self: PyTextStream) => {
      self.flush()
      return bufferOf(self)
    },
    'reconfigure(self, *, encoding=None, errors=None, newline=<absent>, line_buffering=None, write_through=None)':
      (self: PyTextStream, encoding: Value, errors: Value, newline: Value | undefined) => {
        self.flush()
        if (encoding !== null) setCoding(self, encoding, errors)
        else if (errors !== null) setCoding(self, self.encoding, errors)
        if (newline !== undefined) setNewline(self, newline)
      },
  },
  getset: {
    ...described,
    buffer: (self: PyTextStream) => bufferOf(self),
    encoding: (self: PyTextStream) => self.encoding,
    errors: (self: PyTextStream) => self.errors,
    line_buffering: (self: PyTextStream) => self instanceof HostStream,
    write_through: () => false,
  },
  slots: {
    ...slots,
    init: (self: WrappingText, args, kwargs) => wrap(self, args, kwargs),
    repr: (self: PyTextStream) => {
      const known = self instanceof WrappingText ? '' : ` name=${repr(self.name)} mode=${repr(self.mode)}`
      return `<_io.TextIOWrapper${known} encoding=${repr(self.encoding)}>`
    },
  },
})

function bufferOf(self: PyTextStream): Value {
  if (self instanceof WrappingText) return self.source
  self.bytes ??= new BytesOfText(self)
  return self.bytes
}

// --- StringIO ------------------------------------------------------------------------------------------------------

const stringSignature = new Signature("StringIO(initial_value='', newline='\\n')", 'StringIO')

function seekCharacters(self: PyStringIO, offset: Value, whence: Value): number {
  self.check()
  const [by, from] = [toCount(offset), asInt(whence)]
  if (from === undefined || from < 0 || from > 2)
    throw raise('ValueError', `Invalid whence (${repr(whence)}, should be 0, 1 or 2)`)
  if (from === 0 && by < 0) throw raise('ValueError', `Negative seek position ${by}`)
  if (from !== 0 && by !== 0) throw raise('OSError', "Can't do nonzero cur-relative seeks")
  if (from === 0) self.place = by
  else if (from === 2) self.position = self.size
  return self.place
}

export const stringIoType = defineType({
  name: 'StringIO',
  module: '_io',
  base: textIoBase,
  js: PyStringIO,
  instanceDict: true,
  signature: "StringIO(initial_value='', newline='\\n')",
  new: (cls) => {
    const stream = new PyStringIO()
    stream.mode = 'r+'
    return adopt(stream, cls)
  },
  methods: {
    ...methods((type) => `string argument expected, got '${type}'`),
    'seek(self, pos, whence=0, /)': seekCharacters,
    'tell(self, /)': (self: PyStringIO) => {
      self.check()
      return self.place
    },
    'truncate(self, pos=None, /)': (self: PyStringIO, size: Value) => {
      self.check()
      const place = size === null ? self.place : toCount(size)
      if (place < 0) throw raise('ValueError', `Negative size value ${place}`)
      self.truncate(sliceOf(self.text, 0, place).length)
      return place
    },
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
  getset: { line_buffering: () => false },
  slots: {
    ...slots,
    init: (self: PyStringIO, args, kwargs) => {
      const [initial, newline] = stringSignature.bind(args, kwargs) as Value[]
      setNewline(self, newline)
      self.translates = newline === null
      self.text = ''
      self.position = 0
      if (initial !== null)
        self.write(textOf(initial, (type) => `initial_value must be str or None, not ${type}`))
      self.position = 0
    },
  },
})
