/** The codecs `unicode_escape` and `raw_unicode_escape`: text as the inside of a Python literal, in Latin-1. */
import { CODE_POINTS, SIMPLE } from '../parse/escapes.js'
import { fromLatin1, latin1 } from './bytes.js'
import { pointNamed } from './unicode_names.js'

const hex = (point: number, digits: number): string => point.toString(16).padStart(digits, '0')
const unicodeEscape = (point: number): string =>
  point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`

const CONTROLS: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }
export function encodeEscapes(text: string, raw: boolean): Uint8Array {
  let out = ''
  for (const char of text) {
    const point = char.codePointAt(0)!
    if (raw) out += point < 256 ? char : unicodeEscape(point)
    else if (CONTROLS[char] !== undefined) out += CONTROLS[char]
    else if (point >= 32 && point < 127) out += char
    else out += point < 256 ? `\\x${hex(point, 2)}` : unicodeEscape(point)
  }
  return fromLatin1(out)
}

/** What is wrong with the bytes from `start` to `end`. */
export type Complain = (start: number, end: number, reason: string) => string

export function decodeEscapes(bytes: Uint8Array, raw: boolean, complain: Complain): string {
  const text = latin1(bytes)
  let out = ''
  let i = 0
  while (i < text.length) {
    const at = i
    const char = text[i++]!
    if (char !== '\\') {
      out += char
      continue
    }
    if (raw) {
      // An escape counts after an odd number of backslashes only.
      let slashes = 1
      while (text[i] === '\\') {
        slashes++
        i++
      }
      const kind = text[i]
      if (slashes % 2 === 0 || (kind !== 'u' && kind !== 'U')) {
        out += text.slice(at, i)
        continue
      }
      out += text.slice(at, i - 1)
    }
    const kind = text[i++]
    const start = i - 2
    if (kind === undefined) out += complain(start, text.length, '\\ at end of string')
    else if (CODE_POINTS[kind] !== undefined) {
      const [wanted, shape] = CODE_POINTS[kind]
      const digits = /^[0-9a-fA-F]*/.exec(text.slice(i, i + wanted))![0]
      i += digits.length
      const point = Number.parseInt(digits, 16)
      if (digits.length < wanted) out += complain(start, i, `truncated ${shape} escape`)
      else if (point > 0x10ffff) out += complain(start, i, 'illegal Unicode character')
      else out += String.fromCodePoint(point)
    } else if (kind === 'N') {
      const name = /^\{([^}]+)\}/.exec(text.slice(i))
      const point = name === null ? undefined : pointNamed(name[1]!)
      i += name === null ? 0 : name[0].length
      if (name === null) out += complain(start, i, 'malformed \\N character escape')
      else if (point === undefined) out += complain(start, i, 'unknown Unicode character name')
      else out += String.fromCodePoint(point)
    } else if (kind >= '0' && kind <= '7') {
      const digits = /^[0-7]{1,3}/.exec(text.slice(i - 1))![0]
      i += digits.length - 1
      out += String.fromCharCode(Number.parseInt(digits, 8))
    } else out += SIMPLE[kind] ?? `\\${kind}`
  }
  return out
}
