/** binascii and zlib: bytes as hexadecimal and base64 text, checksums, DEFLATE streams. */
import { defineFunctions, defineType } from '../object/define.js'
import { exceptionTypes } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { PyObject, type PyType, type Value } from '../object/object.js'
import { toCount, toIndex, truthy } from '../object/protocol.js'
import { asStr, PyBytes } from '../object/values.js'
import { hexText, latin1 } from '../text/bytes.js'
import { encode } from '../text/codecs.js'
import { DeflateError, deflate, inflate } from '../text/deflate.js'
import { adler32, crc32 } from '../text/digest.js'
import { need } from '../types/bytes.js'
import { errorClass, throwNew } from './support.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PAD = 61

let errorType: PyType | undefined
const binasciiError = (): PyType => (errorType ??= errorClass('binascii', 'Error', exceptionTypes.ValueError))
const fail = (message: string): never => throwNew(binasciiError(), message)

/** The bytes of a bytes-like object or of ASCII text. */
const bytesOrAscii = (value: Value): Uint8Array => {
  const text = asStr(value)
  if (text === undefined) return need(value)
  for (const character of text)
    if (character > '\x7f')
      return throwNew(exceptionTypes.ValueError, 'string argument should contain only ASCII characters')
  return encode(text)
}

function toBase64(data: Uint8Array): string {
  let out = ''
  for (let i = 0; i < data.length; i += 3) {
    const [a, b = 0, c = 0] = data.subarray(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63])
    const left = data.length - i
    out += left > 2 ? digits.join('') : digits.slice(0, left + 1).join('') + '='.repeat(3 - left)
  }
  return out
}

/** Characters outside the alphabet are skipped, except with `strict`. */
function fromBase64(text: Uint8Array, strict: boolean): Uint8Array {
  const out: number[] = []
  let hold = 0
  let digits = 0
  let pads = 0
  for (const [i, byte] of text.entries()) {
    if (byte === PAD) {
      pads++
      if (digits % 4 >= 2 && (digits % 4) + pads >= 4) {
        if (strict && i + 1 < text.length) fail('Excess data after padding')
        return Uint8Array.from(out)
      }
      if (strict && i === 0) fail('Leading padding not allowed')
      continue
    }
    const value = ALPHABET.indexOf(String.fromCharCode(byte))
    if (value < 0) {
      if (strict) fail('Only base64 data is allowed')
      continue
    }
    if (strict && pads > 0) fail('Discontinuous padding not allowed')
    pads = 0
    hold = ((hold << 6) | value) & 0xffffff
    digits++
    const at = digits % 4
    if (at !== 1) out.push((hold >> [0, 0, 4, 2][at]) & 255)
  }
  if (digits % 4 === 1) {
    const whole = (digits - 1) / 4
    fail(
      `Invalid base64-encoded string: number of data characters (${4 * whole + 1}) cannot be 1 more than a multiple of 4`,
    )
  }
  if (digits % 4 !== 0) fail('Incorrect padding')
  return Uint8Array.from(out)
}

function hexlify(data: Value, separator: Value, group: Value): Value {
  const text = hexText(need(data))
  if (separator === undefined) return new PyBytes(encode(text))
  const between = asStr(separator) ?? latin1(need(separator))
  const size = toCount(group) * 2
  const parts: string[] = []
  // A positive group counts from the right.
  if (size > 0)
    for (let end = text.length; end > 0; end -= size) parts.unshift(text.slice(Math.max(0, end - size), end))
  else for (let at = 0; at < text.length; at -= size) parts.push(text.slice(at, at - size))
  return new PyBytes(encode(parts.join(between)))
}

function unhexlify(data: Value): Value {
  const text = latin1(bytesOrAscii(data))
  if (text.length % 2 !== 0) fail('Odd-length string')
  if (/[^0-9a-fA-F]/.test(text)) fail('Non-hexadecimal digit found')
  return new PyBytes(
    Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)),
  )
}

const startOf = (value: Value): number => Number(BigInt.asUintN(32, BigInt(toIndex(value))))

export const binascii = (): NativeModule => ({
  attributes: {
    Error: binasciiError(),
    Incomplete: errorClass('binascii', 'Incomplete'),
    ...defineFunctions(
      {
        'hexlify(data, sep=<absent>, bytes_per_sep=1)': hexlify,
        'b2a_hex(data, sep=<absent>, bytes_per_sep=1)': hexlify,
        'unhexlify(hexstr, /)': unhexlify,
        'a2b_hex(hexstr, /)': unhexlify,
        'b2a_base64(data, /, *, newline=True)': (data: Value, newline: Value) =>
          new PyBytes(encode(toBase64(need(data)) + (truthy(newline) ? '\n' : ''))),
        'a2b_base64(data, /, *, strict_mode=False)': (data: Value, strict: Value) =>
          new PyBytes(fromBase64(bytesOrAscii(data), truthy(strict))),
        'crc32(data, crc=0, /)': (data: Value, start: Value) => crc32(need(data), startOf(start)),
      },
      { module: 'binascii' },
    ),
  },
})

// --- zlib ----------------------------------------------------------------------------------------------------------

let zlibErrorType: PyType | undefined
const zlibError = (): PyType => (zlibErrorType ??= errorClass('zlib', 'error'))

const bytes32 = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
]
const little32 = (value: number): number[] => bytes32(value).reverse()

const HEADER_LEVELS = [0x01, 0x01, 0x5e, 0x5e, 0x5e, 0x5e, 0x9c, 0xda, 0xda, 0xda]

/** By `wbits`: 8 to 15 with zlib's frame, negative bare, 24 to 31 with gzip's. */
function compress(data: Uint8Array, level: number, wbits: number): Uint8Array {
  const body = deflate(data)
  if (wbits < 0) return body
  if (wbits > 15) {
    const head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, level === 9 ? 2 : 0, 255]
    return Uint8Array.from([...head, ...body, ...little32(crc32(data)), ...little32(data.length)])
  }
  const framed = new Uint8Array(body.length + 6)
  framed.set([0x78, HEADER_LEVELS[level < 0 ? 6 : level] ?? 0x9c])
  framed.set(body, 2)
  framed.set(bytes32(adler32(data)), body.length + 2)
  return framed
}

function gzipStart(data: Uint8Array): number {
  const flags = data[3]
  let at = 10
  if (flags & 4) at += 2 + data[at] + (data[at + 1] << 8)
  for (const flag of [8, 16]) if (flags & flag) at = data.indexOf(0, at) + 1
  return flags & 2 ? at + 2 : at
}

interface Stream {
  readonly data: Uint8Array
  /** Where what follows the stream begins. */
  readonly end: number
}

function decompress(data: Uint8Array, wbits: number): Stream {
  const gzip = wbits > 15 && data[0] === 0x1f && data[1] === 0x8b
  const bare = wbits < 0
  if (!bare && !gzip && data.length >= 2) {
    if (((data[0] << 8) | data[1]) % 31 !== 0 || wbits > 47)
      return throwNew(zlibError(), 'Error -3 while decompressing data: incorrect header check')
    if ((data[0] & 15) !== 8)
      return throwNew(zlibError(), 'Error -3 while decompressing data: unknown compression method')
  }
  try {
    const found = inflate(data, bare ? 0 : gzip ? gzipStart(data) : 2)
    const { end } = found
    if (bare) return found
    const check = data.subarray(end, end + 4)
    if (check.length < 4) throw new DeflateError('incomplete or truncated stream', true)
    const [a, b, c, d] = gzip ? [check[3], check[2], check[1], check[0]] : check
    const sum = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
    if (sum !== (gzip ? crc32(found.data) : adler32(found.data)) >>> 0)
      throw new DeflateError('incorrect data check')
    return { data: found.data, end: end + (gzip ? 8 : 4) }
  } catch (error) {
    if (!(error instanceof DeflateError)) throw error
    const [code, text] = error.incomplete ? [-5, error.message] : [-3, error.message]
    return throwNew(zlibError(), `Error ${code} while decompressing data: ${text}`)
  }
}

/** compressobj and decompressobj gather their input and work when it is complete. */
class PyZlib extends PyObject {
  held: number[] = []
  unused = new Uint8Array(0)
  eof = false
  constructor(
    readonly level: number,
    readonly wbits: number,
  ) {
    super()
  }
}

export function zlib(): NativeModule {
  const none = () => new PyBytes(new Uint8Array(0))
  class PyCompress extends PyZlib {}
  class PyDecompress extends PyZlib {}
  defineType({
    name: 'Compress',
    module: 'zlib',
    js: PyCompress,
    methods: {
      'compress(self, data, /)': (self: PyZlib, data: Value) => {
        for (const byte of need(data)) self.held.push(byte)
        return none()
      },
      'flush(self, mode=4, /)': (self: PyZlib) =>
        new PyBytes(compress(Uint8Array.from(self.held.splice(0)), self.level, self.wbits)),
    },
  })
  defineType({
    name: 'Decompress',
    module: 'zlib',
    js: PyDecompress,
    methods: {
      'decompress(self, data, /, max_length=0)': (self: PyZlib, data: Value) => {
        for (const byte of need(data)) self.held.push(byte)
        let found: Stream
        const held = Uint8Array.from(self.held)
        try {
          found = decompress(held, self.wbits)
        } catch (error) {
          if (
            /Error -5/.test(
              String((error as { exception?: { args: { items: Value[] } } }).exception?.args.items[0]),
            )
          )
            return none()
          throw error
        }
        self.held = []
        self.eof = true
        self.unused = held.slice(found.end)
        return new PyBytes(found.data)
      },
      'flush(self, length=0, /)': none,
    },
    getset: {
      eof: (self: PyZlib) => self.eof,
      unused_data: (self: PyZlib) => new PyBytes(self.unused),
      unconsumed_tail: none,
    },
  })
  return {
    attributes: {
      error: zlibError(),
      MAX_WBITS: 15,
      DEFLATED: 8,
      DEF_MEM_LEVEL: 8,
      Z_BEST_COMPRESSION: 9,
      Z_BEST_SPEED: 1,
      Z_DEFAULT_COMPRESSION: -1,
      Z_DEFAULT_STRATEGY: 0,
      Z_FINISH: 4,
      Z_SYNC_FLUSH: 2,
      ZLIB_VERSION: '1.2.13',
      ...defineFunctions(
        {
          'compress(data, /, level=-1, wbits=15)': (data: Value, level: Value, wbits: Value) =>
            new PyBytes(compress(need(data), toCount(level), toCount(wbits))),
          'decompress(data, /, wbits=15, bufsize=16384)': (data: Value, wbits: Value) =>
            new PyBytes(decompress(need(data), toCount(wbits)).data),
          'compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)': (
            level: Value,
            _method: Value,
            wbits: Value,
          ) => new PyCompress(toCount(level), toCount(wbits)),
          'decompressobj(wbits=15, zdict=None)': (wbits: Value) => new PyDecompress(-1, toCount(wbits)),
          'crc32(data, value=0, /)': (data: Value, start: Value) => crc32(need(data), startOf(start)),
          'adler32(data, value=1, /)': (data: Value, start: Value) => adler32(need(data), startOf(start)),
        },
        { module: 'zlib' },
      ),
    },
  }
}
