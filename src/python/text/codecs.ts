/**
 * Text to bytes and back: utf-8, ascii, latin-1, utf-16, utf-32 with Python's error handlers and messages.
 */
import { latin1 } from './bytes.js'
import { decodeEscapes, encodeEscapes } from './escape_codecs.js'
import { Fault, fault } from './fault.js'

/** The arguments of a UnicodeEncodeError or UnicodeDecodeError. */
export class CodecFault extends Fault {
  constructor(
    kind: 'UnicodeEncodeError' | 'UnicodeDecodeError',
    readonly encoding: string,
    readonly object: string | Uint8Array,
    readonly start: number,
    readonly end: number,
    readonly reason: string,
  ) {
    super(kind, codecMessage(kind, encoding, object, start, end, reason))
  }
}

export function codecMessage(
  kind: string,
  encoding: string,
  object: string | Uint8Array,
  start: number,
  end: number,
  reason: string,
): string {
  const verb = kind === 'UnicodeEncodeError' ? 'encode' : 'decode'
  if (end - start !== 1) {
    const what = verb === 'encode' ? 'characters' : 'bytes'
    return `'${encoding}' codec can't ${verb} ${what} in position ${start}-${end - 1}: ${reason}`
  }
  if (typeof object === 'string') {
    const point = Array.from(object)[start]!.codePointAt(0)!
    const hex = point.toString(16)
    const shown =
      point < 0x100
        ? `\\x${hex.padStart(2, '0')}`
        : point < 0x10000
          ? `\\u${hex.padStart(4, '0')}`
          : `\\U${hex.padStart(8, '0')}`
    return `'${encoding}' codec can't ${verb} character '${shown}' in position ${start}: ${reason}`
  }
  const byte = `0x${object[start]!.toString(16).padStart(2, '0')}`
  return `'${encoding}' codec can't ${verb} byte ${byte} in position ${start}: ${reason}`
}

type Name =
  | 'utf-8'
  | 'ascii'
  | 'latin-1'
  | 'utf-16'
  | 'utf-16-le'
  | 'utf-16-be'
  | 'utf-32'
  | 'utf-32-le'
  | 'utf-32-be'
  | 'utf-8-sig'
  | 'unicode_escape'
  | 'raw_unicode_escape'

const ALIASES: Record<string, Name> = {
  utf8: 'utf-8',
  u8: 'utf-8',
  utf: 'utf-8',
  cp65001: 'utf-8',
  utf8sig: 'utf-8-sig',
  ascii: 'ascii',
  usascii: 'ascii',
  '646': 'ascii',
  latin1: 'latin-1',
  latin: 'latin-1',
  l1: 'latin-1',
  iso88591: 'latin-1',
  '88591': 'latin-1',
  cp819: 'latin-1',
  utf16: 'utf-16',
  utf16le: 'utf-16-le',
  utf16be: 'utf-16-be',
  utf32: 'utf-32',
  utf32le: 'utf-32-le',
  utf32be: 'utf-32-be',
  unicodeescape: 'unicode_escape',
  rawunicodeescape: 'raw_unicode_escape',
}

function codec(encoding: string): Name {
  const name = ALIASES[encoding.toLowerCase().replace(/[-_ ]/g, '')]
  return name ?? fault('LookupError', `unknown encoding: ${encoding}`)
}

const unknownHandler = (errors: string): never =>
  fault('LookupError', `unknown error handler name '${errors}'`)

/** The bytes of a text that is all ASCII, null for any other. */
function asciiBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 127) return null
    bytes[i] = unit
  }
  return bytes
}

export function encode(text: string, encoding = 'utf-8', errors = 'strict'): Uint8Array {
  const name = codec(encoding)
  if (name === 'unicode_escape' || name === 'raw_unicode_escape')
    return encodeEscapes(text, name === 'raw_unicode_escape')
  const plain = name === 'utf-8' || name === 'ascii' || name === 'latin-1' ? asciiBytes(text) : null
  if (plain !== null) return plain
  const out: number[] = []
  const points = Array.from(text, (char) => char.codePointAt(0)!)
  const limit = name === 'ascii' ? 0x80 : name === 'latin-1' ? 0x100 : 0x110000
  const put = (point: number) => putPoint(out, point, name)
  if (name === 'utf-16') out.push(0xff, 0xfe)
  if (name === 'utf-32') out.push(0xff, 0xfe, 0, 0)
  if (name === 'utf-8-sig') out.push(0xef, 0xbb, 0xbf)
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!
    const surrogate = limit === 0x110000 && point >= 0xd800 && point < 0xe000
    if (point < limit && !surrogate) {
      put(point)
      continue
    }
    switch (errors) {
      case 'strict': {
        let end = i + 1
        if (limit < 0x110000) while (end < points.length && points[end]! >= limit) end++
        else while (end < points.length && points[end]! >= 0xd800 && points[end]! < 0xe000) end++
        const reason = surrogate ? 'surrogates not allowed' : `ordinal not in range(${limit})`
        throw new CodecFault('UnicodeEncodeError', name, text, i, end, reason)
      }
      case 'ignore':
        break
      case 'replace':
        put(63)
        break
      case 'backslashreplace':
      case 'namereplace': {
        const hex = point.toString(16)
        const shown =
          point < 0x100
            ? `\\x${hex.padStart(2, '0')}`
            : point < 0x10000
              ? `\\u${hex.padStart(4, '0')}`
              : `\\U${hex.padStart(8, '0')}`
        for (const char of shown) put(char.charCodeAt(0))
        break
      }
      case 'xmlcharrefreplace':
        for (const char of `&#${point};`) put(char.charCodeAt(0))
        break
      case 'surrogateescape':
        if (point < 0xdc80 || point > 0xdcff) {
          throw new CodecFault(
            'UnicodeEncodeError',
            name,
            text,
            i,
            i + 1,
            surrogate ? 'surrogates not allowed' : `ordinal not in range(${limit})`,
          )
        }
        out.push(point - 0xdc00)
        break
      case 'surrogatepass':
        put(point)
        break
      default:
        unknownHandler(errors)
    }
  }
  return Uint8Array.from(out)
}

function putPoint(out: number[], point: number, name: Name): void {
  switch (name) {
    case 'ascii':
    case 'latin-1':
      out.push(point)
      return
    case 'utf-8':
    case 'utf-8-sig':
      if (point < 0x80) out.push(point)
      else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 63))
      else if (point < 0x10000)
        out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
      else
        out.push(
          0xf0 | (point >> 18),
          0x80 | ((point >> 12) & 63),
          0x80 | ((point >> 6) & 63),
          0x80 | (point & 63),
        )
      return
    case 'utf-16':
    case 'utf-16-le':
    case 'utf-16-be': {
      const units = point > 0xffff ? [0xd7c0 + (point >> 10), 0xdc00 + (point & 0x3ff)] : [point]
      for (const unit of units) {
        if (name === 'utf-16-be') out.push(unit >> 8, unit & 255)
        else out.push(unit & 255, unit >> 8)
      }
      return
    }
    default: {
      const bytes = [point & 255, (point >> 8) & 255, point >> 16, 0]
      out.push(...(name === 'utf-32-be' ? bytes.reverse() : bytes))
    }
  }
}

export function decode(bytes: Uint8Array, encoding = 'utf-8', errors = 'strict'): string {
  const name = codec(encoding)
  let out = ''
  const bad = (start: number, end: number, reason: string, label: string = name) => {
    switch (errors) {
      case 'strict':
        throw new CodecFault('UnicodeDecodeError', label, bytes, start, end, reason)
      case 'ignore':
        return
      case 'replace':
        out += '\ufffd'
        return
      case 'backslashreplace':
        for (let i = start; i < end; i++) out += `\\x${bytes[i]!.toString(16).padStart(2, '0')}`
        return
      case 'surrogateescape':
        for (let i = start; i < end; i++) out += String.fromCharCode(0xdc00 + bytes[i]!)
        return
      case 'surrogatepass':
        throw new CodecFault('UnicodeDecodeError', label, bytes, start, end, reason)
      default:
        unknownHandler(errors)
    }
  }
  if (name === 'unicode_escape' || name === 'raw_unicode_escape') {
    return decodeEscapes(bytes, name === 'raw_unicode_escape', (start, end, reason) => {
      out = ''
      bad(start, end, reason, name.replaceAll('_', ''))
      return out
    })
  }
  if (name === 'ascii' || name === 'latin-1') {
    for (let i = 0; i < bytes.length; i++) {
      if (name === 'ascii' && bytes[i]! > 127) bad(i, i + 1, 'ordinal not in range(128)')
      else out += String.fromCharCode(bytes[i]!)
    }
    return out
  }
  if (name === 'utf-8' || name === 'utf-8-sig') {
    let i = name === 'utf-8-sig' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    while (i < bytes.length) {
      let end = i
      while (end < bytes.length && bytes[end]! < 0x80) end++
      if (end > i) {
        out += latin1(bytes.subarray(i, end))
        i = end
        continue
      }
      const first = bytes[i]!
      const size =
        first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0
      if (size === 0) {
        bad(i, i + 1, 'invalid start byte', 'utf-8')
        i++
        continue
      }
      let point = first & (0xff >> (size + 1))
      let k = 1
      for (; k < size; k++) {
        const next = bytes[i + k]
        if (next === undefined) break
        const low = k === 1 && first === 0xe0 ? 0xa0 : k === 1 && first === 0xf0 ? 0x90 : 0x80
        const high = k === 1 && first === 0xed ? 0x9f : k === 1 && first === 0xf4 ? 0x8f : 0xbf
        if (next < low || next > high) break
        point = (point << 6) | (next & 63)
      }
      if (k === 1 && first === 0xed && errors === 'surrogatepass') {
        const [second, third] = [bytes[i + 1] ?? 0, bytes[i + 2] ?? 0]
        if (second >= 0xa0 && second < 0xc0 && third >= 0x80 && third < 0xc0) {
          out += String.fromCharCode(0xd000 | ((second & 63) << 6) | (third & 63))
          i += 3
          continue
        }
        throw new CodecFault('UnicodeDecodeError', 'utf-8', bytes, i, i + 1, 'invalid continuation byte')
      }
      if (k < size) {
        const ended = i + k >= bytes.length
        bad(
          i,
          ended ? bytes.length : i + k,
          ended ? 'unexpected end of data' : 'invalid continuation byte',
          'utf-8',
        )
      } else {
        out += String.fromCodePoint(point)
      }
      i += k
    }
    return out
  }
  const wide = name.startsWith('utf-32') ? 4 : 2
  let big = name.endsWith('be')
  let i = 0
  if (name === 'utf-16' || name === 'utf-32') {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) i = wide
    else if (bytes[wide - 2] === 0xfe && bytes[wide - 1] === 0xff) {
      i = wide
      big = true
    }
  }
  for (; i < bytes.length; i += wide) {
    if (i + wide > bytes.length) {
      bad(i, bytes.length, 'truncated data')
      break
    }
    let unit = 0
    for (let k = 0; k < wide; k++) unit = unit * 256 + bytes[big ? i + k : i + wide - 1 - k]!
    if (wide === 2) out += String.fromCharCode(unit)
    else if (unit < 0x110000) out += String.fromCodePoint(unit)
    else bad(i, i + wide, 'code point not in range(0x110000)')
  }
  return out
}
