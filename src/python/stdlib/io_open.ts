/** open: which file object a path and a mode give. */
import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { exceptionTypes, PyError, type PyException, raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, type Value } from '../object/object.js'
import { call, repr } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asInt, asStr } from '../object/values.js'
import { decode } from '../text/codecs.js'
import { rawIoBase } from './io_base.js'
import {
  bufferedRandom,
  bufferedReader,
  bufferedWriter,
  byteMethods,
  byteSlots,
  readBytes,
} from './io_bytes.js'
import { PyByteStream, PyTextStream, withFiles } from './io_streams.js'
import { described, setNewline } from './io_text.js'
import { pathText } from './paths.js'

export function openFile(
  file: Value,
  mode: Value,
  buffering: Value,
  encoding: Value,
  errors: Value,
  newline: Value,
): Value {
  if (asInt(file) !== undefined)
    throw raise('NotImplementedError', 'open() of a file descriptor is not available in ishape')
  if (asStr(file)?.includes('\0')) throw raise('ValueError', 'embedded null byte')
  const text = asStr(mode)
  if (text === undefined) throw newTypeError(`open() argument 'mode' must be str, not ${typeNameOf(mode)}`)
  if (/[^rwaxbt+U]/.test(text) || new Set(text).size !== text.length)
    throw raise('ValueError', `invalid mode: ${repr(text)}`)
  const binary = text.includes('b')
  if (binary && text.includes('t')) throw raise('ValueError', "can't have text and binary mode at once")
  if (text.replace(/[^rwax]/g, '').length !== 1) {
    throw raise('ValueError', 'must have exactly one of create/read/write/append mode')
  }
  for (const [name, value] of Object.entries({ encoding, errors, newline }))
    if (binary && value !== null)
      throw raise(
        'ValueError',
        `binary mode doesn't take ${name === 'newline' ? 'a' : 'an'} ${name} argument`,
      )
  if (!binary && buffering === 0) throw raise('ValueError', "can't have unbuffered text I/O")
  const path = pathText(file)
  const kind = text.replace(/[bt+U]/g, '')
  const data = begin(kind, path, file)
  const stream = binary ? new PyByteStream() : new PyTextStream()
  stream.path = kind === 'r' && !text.includes('+') ? null : path
  stream.name = file
  stream.mode = text
  stream.append = kind === 'a'
  if (stream instanceof PyByteStream) {
    stream.data = data.slice() as Uint8Array<ArrayBuffer>
    if (kind === 'a') stream.position = stream.data.length
    stream.mode = text.includes('+') ? `${kind}b+` : `${kind}b`
    const type = text.includes('+') ? bufferedRandom : kind === 'r' ? bufferedReader : bufferedWriter
    return adopt(stream, buffering === 0 ? fileIoType : type)
  }
  stream.encoding = encoding === null ? 'UTF-8' : asStr(encoding)!
  stream.errors = errors === null ? 'strict' : asStr(errors)!
  setNewline(stream, newline)
  stream.text = decode(data, stream.encoding, stream.errors)
  if (newline === null) stream.text = stream.text.replace(/\r\n?/g, '\n')
  if (kind === 'a') stream.position = stream.text.length
  return stream
}

const fileSignature = new Signature("FileIO(file, mode='r', closefd=True, opener=None)", 'FileIO')

export const fileIoType = defineType({
  name: 'FileIO',
  module: '_io',
  base: rawIoBase,
  new: (cls, args, kwargs) => {
    const [file, mode] = fileSignature.bind(args, kwargs) as [Value, string]
    return adopt(openFile(file, `${mode.replace('b', '')}b`, 0, null, null, null) as PyByteStream, cls)
  },
  methods: {
    ...byteMethods,
    'readall(self, /)': (self: PyByteStream) => readBytes(self, -1),
  },
  getset: { ...described, closefd: () => true },
  slots: {
    ...byteSlots,
    repr: (self: PyByteStream) =>
      self.closed
        ? '<_io.FileIO [closed]>'
        : `<_io.FileIO name=${repr(self.name)} mode=${repr(self.mode)} closefd=True>`,
  },
})

/** What stands in the file when it has been opened in a mode: `w` empties it, `x` makes it. */
function begin(kind: string, path: string, file: Value): Uint8Array {
  const { files } = runtime.host
  const nothing = new Uint8Array(0)
  const make = () => withFiles(() => files.write(path, nothing, false), file)
  if (kind === 'r') return withFiles(() => files.read(path), file)
  if (kind === 'w') {
    make()
    return nothing
  }
  if (withFiles(() => files.stat(path), file) === null) {
    make()
    return nothing
  }
  if (kind === 'x') throw new PyError(call(exceptionTypes.OSError, [17, 'File exists', file]) as PyException)
  return withFiles(() => files.read(path), file)
}
