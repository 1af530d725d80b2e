/** From the bytes of a file to source text: BOM, coding line, and CPython's words for what is not text. */
import { PySyntaxError } from '../parse/errors.js'

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/
const NOWHERE = { line: 0, col: 0, endLine: 0, endCol: 0 }

/** Decodes a source file as CPython does (PEP 263). Raises PySyntaxError. */
export function decodeSource(bytes: Uint8Array, filename: string): string {
  refuseNul(bytes, filename)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).split('\n').slice(0, 2)
  const declared = (CODING.exec(head[0] ?? '') ??
    (/^[ \t\f]*(#.*)?\r?$/.test(head[0] ?? '') ? CODING.exec(head[1] ?? '') : null))?.[1]
  const encoding = (declared ?? 'utf-8').toLowerCase().replace(/_/g, '-')
  if (/^(latin-?1|iso-?8859-1|iso-latin-1|l1)$/.test(encoding)) {
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return text
  }
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(encoding === 'utf8' || encoding === 'ascii' ? 'utf-8' : encoding, {
      fatal: true,
    })
  } catch {
    throw new PySyntaxError('SyntaxError', `encoding problem: ${declared}`, filename, NOWHERE, null)
  }
  try {
    return decoder.decode(bytes)
  } catch {
    throw undecodable(bytes, filename, declared)
  }
}

/** A NUL byte is refused on its line, unless an earlier line is no text. */
function refuseNul(bytes: Uint8Array, filename: string): void {
  const at = bytes.indexOf(0)
  if (at < 0) return
  const start = bytes.lastIndexOf(10, at) + 1
  const before = new TextDecoder('latin1').decode(bytes.subarray(0, start))
  const line = before.split('\n').length
  const text = new TextDecoder().decode(bytes.subarray(start, at))
  const place = { line, col: 0, endLine: line, endCol: 0 }
  throw new PySyntaxError('SyntaxError', 'source code cannot contain null bytes', filename, place, text)
}

function undecodable(bytes: Uint8Array, filename: string, declared: string | undefined): PySyntaxError {
  const at = badByte(bytes)
  const hex = bytes[at].toString(16).padStart(2, '0')
  let line = 1
  for (let i = 0; i < at; i++) if (bytes[i] === 10) line++
  if (declared !== undefined) {
    const message = `(unicode error) 'utf-8' codec can't decode byte 0x${hex} in position ${at}: invalid start byte`
    return new PySyntaxError('SyntaxError', message, filename, { ...NOWHERE, line }, null)
  }
  const message = `Non-UTF-8 code starting with '\\x${hex}' in file ${filename} on line ${line}, but no encoding declared; see https://peps.python.org/pep-0263/ for details`
  return new PySyntaxError('SyntaxError', message, filename, NOWHERE, null)
}

/** Where the first sequence starts that is not UTF-8. */
function badByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    if (length > 1) {
      try {
        decoder.decode(bytes.subarray(at, at + length))
      } catch {
        return at
      }
    }
    at += length
  }
  return bytes.length - 1
}
