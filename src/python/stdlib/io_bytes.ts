/** io: file objects of bytes. */
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { exceptionTypes, PyError, type PyException, raise } from '../object/errors.js'
import { adopt, builtinTypes, type PyType, type Value } from '../object/object.js'
import { call, callMethod, iterate, repr, toArray, toCount, truthy } from '../object/protocol.js'
import { asInt, PyByteArray, PyBytes, tuple } from '../object/values.js'
import { need } from '../types/bytes.js'
import { bufferedIoBase, countOf, readInto, unsupported } from './io_base.js'
import { PyByteStream, PyBytesIO, WrappingBytes } from './io_streams.js'
import { common, described } from './io_text.js'

function readable(self: PyByteStream): void {
  self.check()
  if (!self.readable) unsupported('read')
}

function write(self: PyByteStream, bytes: Value): number {
  self.check()
  if (!self.writable) unsupported('write')
  const data = need(bytes)
  self.write(data)
  return data.length
}

function seek(self: PyByteStream, offset: Value, whence: Value): number {
  self.check()
  const [by, from] = [toCount(offset), asInt(whence)]
  if (from === undefined || from < 0 || from > 2)
    throw raise('ValueError', `invalid whence (${repr(whence)}, should be 0, 1 or 2)`)
  if (from === 0 && by < 0) {
    if (self instanceof PyBytesIO) throw raise('ValueError', `negative seek value ${by}`)
    throw new PyError(call(exceptionTypes.OSError, [22, 'Invalid argument']) as PyException)
  }
  self.position = Math.max(0, by + (from === 1 ? self.position : from === 2 ? self.size : 0))
  return self.position
}

/** Bytes, all of them for a size below zero. */
export const readBytes = (self: PyByteStream, size: Value): Value => {
  readable(self)
  return new PyBytes(self.read(countOf(size)))
}

/** What all of them have. */
export const byteMethods = {
  ...common,
  'write(self, buffer, /)': write,
  'writelines(self, lines, /)': (self: PyByteStream, lines: Value) => {
    for (const line of iterate(lines)) write(self, line)
  },
  'read(self, size=-1, /)': readBytes,
  'read1(self, size=-1, /)': readBytes,
  'readinto(self, buffer, /)': (self: PyByteStream, buffer: Value) => {
    readable(self)
    return readInto(self, buffer)
  },
  'readline(self, size=-1, /)': (self: PyByteStream, size: Value) => {
    readable(self)
    return new PyBytes(self.line(countOf(size)))
  },
  'seek(self, offset, whence=0, /)': seek,
  'tell(self, /)': (self: PyByteStream) => {
    self.check()
    return self.position
  },
  'truncate(self, size=None, /)': (self: PyByteStream, size: Value) => {
    self.check()
    if (!self.writable) unsupported('truncate')
    const end = size === null ? self.position : toCount(size)
    if (end < 0) throw raise('ValueError', `negative size value ${end}`)
    self.truncate(end)
    return end
  },
}
export const byteSlots = {
  iter: (self: PyByteStream) => {
    self.check()
    return self
  },
  next: (self: PyByteStream) => {
    readable(self)
    const line = self.line()
    return line.length === 0 ? undefined : new PyBytes(line)
  },
}

/** The next bytes, which stay to be read. */
const peek = (self: PyByteStream): Value => {
  readable(self)
  const { position } = self
  const data = self.read(-1)
  self.position = position
  return new PyBytes(data)
}

/** One of the three over another file object, or what `open` gives in binary modes. */
const buffered = (name: string, mode: string): PyType =>
  defineType({
    name,
    module: '_io',
    base: bufferedIoBase,
    new: (cls) => adopt(new WrappingBytes(), cls),
    methods: {
      ...byteMethods,
      ...(mode === 'wb' ? {} : { 'peek(self, size=0, /)': peek }),
      'detach(self, /)': (self: PyByteStream) => rawOf(self),
    },
    getset: { ...described, raw: (self: PyByteStream) => rawOf(self) },
    slots: {
      ...byteSlots,
      init: (self: WrappingBytes, args, kwargs) => {
        const signature = new Signature(`${name}(raw, buffer_size=8192)`, name)
        const [raw] = signature.bind(args, kwargs) as Value[]
        const asked = mode === 'wb' ? 'writable' : 'readable'
        if (!truthy(callMethod(raw, asked, []))) unsupported(`File or stream is not ${asked}.`)
        self.source = raw
        self.mode = mode
      },
      repr: (self: PyByteStream) =>
        self instanceof WrappingBytes ? `<_io.${name}>` : `<_io.${name} name=${repr(self.name)}>`,
    },
  })

const rawOf = (self: PyByteStream): Value => (self instanceof WrappingBytes ? self.source : self)

export const bufferedReader = buffered('BufferedReader', 'rb')
export const bufferedWriter = buffered('BufferedWriter', 'wb')
export const bufferedRandom = buffered('BufferedRandom', 'rb+')
// What stands for the bytes of text is one of them as well.
PyByteStream.prototype.cls = bufferedReader

const bytesSignature = new Signature("BytesIO(initial_bytes=b'')", 'BytesIO')

export const bytesIoType = defineType({
  name: 'BytesIO',
  module: '_io',
  base: bufferedIoBase,
  js: PyBytesIO,
  instanceDict: true,
  signature: "BytesIO(initial_bytes=b'')",
  new: (cls) => {
    const stream = new PyBytesIO()
    stream.mode = 'r+'
    return adopt(stream, cls)
  },
  methods: {
    ...byteMethods,
    'getvalue(self, /)': (self: PyByteStream) => {
      self.check()
      return new PyBytes(self.data.slice())
    },
    'getbuffer(self, /)': (self: PyByteStream) => {
      self.check()
      return call(builtinTypes.memoryview, [new PyByteArray(self.data)])
    },
    '__reduce__(self, /)': (self: PyByteStream) =>
      tuple(self.cls, tuple(), tuple(new PyBytes(self.data.slice()), self.position, null)),
    '__setstate__(self, state, /)': (self: PyByteStream, state: Value) => {
      const [data, position] = toArray(state)
      self.data = need(data).slice() as Uint8Array<ArrayBuffer>
      self.position = Number(position)
      return null
    },
  },
  slots: {
    ...byteSlots,
    init: (self: PyByteStream, args, kwargs) => {
      const [initial] = bytesSignature.bind(args, kwargs) as [Value | undefined]
      self.data =
        initial === undefined || initial === null
          ? new Uint8Array(0)
          : (need(initial).slice() as Uint8Array<ArrayBuffer>)
      self.position = 0
    },
  },
})
