/**
 * `repr` of str and bytes: CPython's choice of quotes, escapes, and what counts as printable.
 */

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u

/** A code point that `repr` shows as itself: anything but other and separator categories; the blank is one. */
export const isPrintablePoint = (point: number): boolean =>
  point < 127 ? point >= 32 : point > 160 && !UNPRINTABLE.test(String.fromCodePoint(point))

const quoteFor = (text: string) => (text.includes("'") && !text.includes('"') ? '"' : "'")

const hex = (point: number, width: number) => point.toString(16).padStart(width, '0')

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }

function escapePoint(point: number): string {
  if (point < 0x100) return `\\x${hex(point, 2)}`
  return point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`
}

/** `repr(text)`. */
export function reprString(text: string): string {
  if (/^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/.test(text)) return `'${text}'`
  return escapeString(text, false)
}

/** `ascii(text)`: as repr, with everything beyond ASCII escaped. */
export const asciiString = (text: string): string => escapeString(text, true)

function escapeString(text: string, ascii: boolean): string {
  const quote = quoteFor(text)
  let out = quote
  for (const char of text) {
    const short = SHORT[char]
    const point = char.codePointAt(0)!
    if (short) out += short
    else if (char === quote) out += `\\${quote}`
    else if (ascii ? point >= 32 && point < 127 : isPrintablePoint(point)) out += char
    else out += escapePoint(point)
  }
  return out + quote
}

/** A repr's text with all beyond ASCII escaped, for `ascii(object)`. */
export const asciiOnly = (text: string): string =>
  text.replace(/[^\x00-\x7f]/gu, (char) => escapePoint(char.codePointAt(0)!))

/** `repr` of bytes. */
export function reprBytes(bytes: Uint8Array): string {
  let plain = ''
  for (const byte of bytes) plain += String.fromCharCode(byte)
  const quote = quoteFor(plain)
  let out = `b${quote}`
  for (const byte of bytes) {
    const char = String.fromCharCode(byte)
    if (SHORT[char]) out += SHORT[char]
    else if (char === quote) out += `\\${quote}`
    else out += byte >= 32 && byte < 127 ? char : `\\x${hex(byte, 2)}`
  }
  return out + quote
}
