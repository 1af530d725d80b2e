/**
 * Backslash escapes in string and bytes literals.
 */
import type { Cursor } from './cursor.js'
import type { Token } from './tokens.js'
import { characterNamed } from './unicode.js'

/** What a letter after a backslash stands for. */
export const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Digits and name of the escapes by code point. */
export const CODE_POINTS: Readonly<Record<string, readonly [digits: number, shape: string]>> = {
  x: [2, '\\xXX'],
  u: [4, '\\uXXXX'],
  U: [8, '\\UXXXXXXXX'],
}

/** The text of a str literal's body. */
export function decodeText(p: Cursor, body: string, raw: boolean): string {
  if (raw || !body.includes('\\')) return body
  let text = ''
  let pos = 0
  for (let slash = body.indexOf('\\'); slash >= 0; slash = body.indexOf('\\', pos)) {
    text += body.slice(pos, slash)
    const char = body[slash + 1]
    pos = slash + 2
    if (SIMPLE[char] !== undefined) {
      text += SIMPLE[char]
    } else if (char >= '0' && char <= '7') {
      const octal = /^[0-7]{1,3}/.exec(body.slice(slash + 1, slash + 4))![0]
      text += String.fromCharCode(Number.parseInt(octal, 8))
      pos = slash + 1 + octal.length
    } else if (CODE_POINTS[char] !== undefined) {
      const [digits, shape] = CODE_POINTS[char]
      const hex = /^[0-9a-fA-F]*/.exec(body.slice(pos, pos + digits))![0]
      pos += hex.length
      if (hex.length < digits) unicodeError(p, body, slash, pos - 1, `truncated ${shape} escape`)
      const point = Number.parseInt(hex, 16)
      if (point > 0x10ffff) unicodeError(p, body, slash, pos - 1, 'illegal Unicode character')
      text += String.fromCodePoint(point)
    } else if (char === 'N') {
      const name = /^\{([^}]+)\}/.exec(body.slice(pos))
      if (name === null) {
        const open = body[pos] === '{' && body.indexOf('}', pos) < 0
        const end = open ? body.length - 1 : body[pos] === '{' ? pos : pos - 1
        unicodeError(p, body, slash, end, 'malformed \\N character escape')
      }
      pos += name[0].length
      const found = characterNamed(name[1])
      if (found === undefined) unicodeError(p, body, slash, pos - 1, 'unknown Unicode character name')
      text += found
    } else {
      // A backslash before a field of an f-string ends its piece of text.
      text += '\\' + (char ?? '')
    }
  }
  return text + body.slice(pos)
}

/** CPython counts positions in the body after replacing what is not ASCII by escapes of ten characters. */
function unicodeError(p: Cursor, body: string, from: number, to: number, what: string): never {
  const widen = (index: number) => {
    let width = 0
    for (const char of body.slice(0, index)) width += char.charCodeAt(0) < 128 ? 1 : 10
    return width
  }
  const [start, end] = [widen(from), widen(to)]
  const where = start === end ? `byte 0x5c in position ${start}` : `bytes in position ${start}-${end}`
  p.raiseHere(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${what}`)
}

/** The bytes of a bytes literal's body. */
export function decodeBytes(p: Cursor, token: Token, body: string, raw: boolean): Uint8Array {
  const bytes: number[] = []
  for (let pos = 0; pos < body.length; pos++) {
    const code = body.charCodeAt(pos)
    if (code >= 128) p.raise('bytes can only contain ASCII literal characters', token)
    if (raw || code !== 92) {
      bytes.push(code)
      continue
    }
    const slash = pos
    const char = body[++pos]
    if (SIMPLE[char] !== undefined) {
      if (char !== '\n') bytes.push(SIMPLE[char].charCodeAt(0))
    } else if (char >= '0' && char <= '7') {
      const octal = /^[0-7]{1,3}/.exec(body.slice(pos, pos + 3))![0]
      bytes.push(Number.parseInt(octal, 8) & 255)
      pos += octal.length - 1
    } else if (char === 'x') {
      const hex = /^[0-9a-fA-F]{2}/.exec(body.slice(pos + 1, pos + 3))
      if (hex === null) p.raiseHere(`(value error) invalid \\x escape at position ${slash}`)
      bytes.push(Number.parseInt(hex[0], 16))
      pos += 2
    } else {
      bytes.push(92)
      pos--
    }
  }
  return Uint8Array.from(bytes)
}
