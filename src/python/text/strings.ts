/**
 * str's methods on JS strings, counted in code points.
 *
 * A string without surrogates needs no conversion: UTF-16 units are its code points, and every function takes that way
 * first. The bytes methods run through the same functions on Latin-1 text (see bytes.ts), with ASCII's white space.
 */
import { typeError, valueError } from './fault.js'
import { growing, unitsOf } from './growing.js'
import { isPrintablePoint } from './repr.js'

const SURROGATE = /[\ud800-\udfff]/

// Loops index one or two long texts over and over: remember the last answers.
let lastFlat = ''
let olderFlat = ''
let lastAstral = ''
let lastPoints: string[] = []

/** Every UTF-16 unit is a code point. */
export function isFlat(text: string): boolean {
  const { length } = text
  if (length < 24) {
    for (let i = 0; i < length; i++) if ((text.charCodeAt(i) & 0xf800) === 0xd800) return false
    return true
  }
  if (length < 32) return !SURROGATE.test(text)
  const grown = growing(text)
  if (grown !== null) return grown.isFlat
  if (text === lastFlat || text === olderFlat) return true
  if (text === lastAstral || SURROGATE.test(text)) return false
  olderFlat = lastFlat
  lastFlat = text
  return true
}

/** The code point at an index within the text. */
export const pointAt = (text: string, index: number): string =>
  isFlat(text) ? unitsOf(text, index, index + 1) : pointsOf(text)[index]!

/** The text as code points, an array only if it has to be one; not to be changed. */
export function pointsOf(text: string): string | readonly string[] {
  if (isFlat(text)) return text
  if (text !== lastAstral) {
    lastPoints = Array.from(text)
    lastAstral = text
  }
  return lastPoints
}

export const lengthOf = (text: string): number => (isFlat(text) ? text.length : pointsOf(text).length)

/** The code points from `start` to `stop`, both already clipped. */
export function sliceOf(text: string, start: number, stop: number): string {
  if (start >= stop) return ''
  if (isFlat(text)) return unitsOf(text, start, stop)
  return joinPoints(pointsOf(text).slice(start, stop))
}

export const joinPoints = (points: string | readonly string[]): string =>
  typeof points === 'string' ? points : points.join('')

const pointIndex = (text: string, unit: number) => lengthOf(text.slice(0, unit))

/** Clips [start, stop) to a length as slices do. */
export function clip(start: number | undefined, stop: number | undefined, length: number): [number, number] {
  let from = start ?? 0
  let to = stop ?? length
  if (from < 0) from = Math.max(0, from + length)
  if (to < 0) to = Math.max(0, to + length)
  return [from, Math.min(to, length)]
}

/** A search within [start, stop): calls `inside` on the part in units and gives a code point index, or −1. */
function searched(
  text: string,
  start: number | undefined,
  stop: number | undefined,
  inside: (part: string) => number,
): number {
  if (start === undefined && stop === undefined) {
    const unit = inside(text)
    return unit <= 0 || isFlat(text) ? unit : pointIndex(text, unit)
  }
  const flat = isFlat(text)
  const length = flat ? text.length : lengthOf(text)
  const [from, to] = clip(start, stop, length)
  if (from > to) return -1
  const part = sliceOf(text, from, to)
  const unit = inside(part)
  return unit < 0 ? -1 : from + (flat ? unit : pointIndex(part, unit))
}

export const find = (text: string, part: string, start?: number, stop?: number): number =>
  searched(text, start, stop, (within) => within.indexOf(part))

export const rfind = (text: string, part: string, start?: number, stop?: number): number =>
  searched(text, start, stop, (within) => within.lastIndexOf(part))

export function count(text: string, part: string, start?: number, stop?: number): number {
  let within = text
  if (start !== undefined || stop !== undefined) {
    const [from, to] = clip(start, stop, lengthOf(text))
    if (from > to) return 0
    within = sliceOf(text, from, to)
  }
  if (part === '') return lengthOf(within) + 1
  let total = 0
  for (let at = within.indexOf(part); at >= 0; at = within.indexOf(part, at + part.length)) total++
  return total
}

export function startsWith(text: string, prefix: string, start?: number, stop?: number): boolean {
  if (start === undefined && stop === undefined) return text.startsWith(prefix)
  const [from, to] = clip(start, stop, lengthOf(text))
  return from <= to && sliceOf(text, from, to).startsWith(prefix)
}

export function endsWith(text: string, suffix: string, start?: number, stop?: number): boolean {
  if (start === undefined && stop === undefined) return text.endsWith(suffix)
  const [from, to] = clip(start, stop, lengthOf(text))
  return from <= to && sliceOf(text, from, to).endsWith(suffix)
}

/** What counts as white space: Unicode's for str, ASCII's for bytes. */
export interface Spaces {
  /** Is the UTF-16 unit one? */
  has(unit: number): boolean
  runs: RegExp
}

const UNICODE_SPACE =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const ASCII_SPACE = '[\\t-\\r ]'
function spaces(one: string): Spaces {
  const pattern = new RegExp(one)
  const ascii = Array.from({ length: 128 }, (_, unit) => pattern.test(String.fromCharCode(unit)))
  return {
    has: (unit) => (unit < 128 ? ascii[unit]! : pattern.test(String.fromCharCode(unit))),
    runs: new RegExp(`${one}+`, 'g'),
  }
}
export const unicodeSpaces = spaces(UNICODE_SPACE)
export const asciiSpaces = spaces(ASCII_SPACE)

export function split(
  text: string,
  separator: string | undefined,
  limit: number,
  space = unicodeSpaces,
): string[] {
  if (separator === undefined) return splitSpaces(text, limit, space)
  if (separator === '') valueError('empty separator')
  // JS's own way takes its time to begin.
  if (limit < 0 && text.length > 200) return text.split(separator)
  const out: string[] = []
  let from = 0
  while (limit < 0 || out.length < limit) {
    const at = text.indexOf(separator, from)
    if (at < 0) break
    out.push(text.slice(from, at))
    from = at + separator.length
  }
  out.push(text.slice(from))
  return out
}

function splitSpaces(text: string, limit: number, space: Spaces): string[] {
  const isSpace = (i: number) => space.has(text.charCodeAt(i))
  const out: string[] = []
  let i = 0
  while (true) {
    while (i < text.length && isSpace(i)) i++
    if (i >= text.length) return out
    if (limit >= 0 && out.length >= limit) {
      out.push(text.slice(i))
      return out
    }
    const from = i
    while (i < text.length && !isSpace(i)) i++
    out.push(text.slice(from, i))
  }
}

export function rsplit(
  text: string,
  separator: string | undefined,
  limit: number,
  space = unicodeSpaces,
): string[] {
  if (limit < 0) limit = Number.POSITIVE_INFINITY
  const out: string[] = []
  if (separator === undefined) {
    const isSpace = (i: number) => space.has(text.charCodeAt(i))
    let end = text.length
    while (true) {
      while (end > 0 && isSpace(end - 1)) end--
      if (end === 0) break
      if (out.length >= limit) {
        out.push(text.slice(0, end))
        break
      }
      let start = end
      while (start > 0 && !isSpace(start - 1)) start--
      out.push(text.slice(start, end))
      end = start
    }
    return out.reverse()
  }
  if (separator === '') valueError('empty separator')
  let end = text.length
  while (out.length < limit) {
    const at = end < separator.length ? -1 : text.lastIndexOf(separator, end - separator.length)
    if (at < 0) break
    out.push(text.slice(at + separator.length, end))
    end = at
  }
  out.push(text.slice(0, end))
  return out.reverse()
}

/** Line ends: what `splitlines` splits at; bytes know only \n, \r, \r\n. */
export const unicodeLineEnds = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g
export const asciiLineEnds = /\r\n|[\n\r]/g

export function splitLines(text: string, keepEnds: boolean, ends = unicodeLineEnds): string[] {
  const out: string[] = []
  let from = 0
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].length
    out.push(text.slice(from, keepEnds ? end : match.index))
    from = end
  }
  if (from < text.length) out.push(text.slice(from))
  return out
}

export function partition(text: string, separator: string): [string, string, string] {
  if (separator === '') valueError('empty separator')
  const at = text.indexOf(separator)
  return at < 0 ? [text, '', ''] : [text.slice(0, at), separator, text.slice(at + separator.length)]
}

export function rpartition(text: string, separator: string): [string, string, string] {
  if (separator === '') valueError('empty separator')
  const at = text.lastIndexOf(separator)
  return at < 0 ? ['', '', text] : [text.slice(0, at), separator, text.slice(at + separator.length)]
}

/** strip, lstrip, rstrip: sides to work on, characters to drop (white space if undefined). */
export function strip(
  text: string,
  chars: string | undefined,
  left: boolean,
  right: boolean,
  space = unicodeSpaces,
) {
  if (chars === undefined) {
    let start = 0
    let end = text.length
    if (left) while (start < end && space.has(text.charCodeAt(start))) start++
    if (right) while (end > start && space.has(text.charCodeAt(end - 1))) end--
    return text.slice(start, end)
  }
  const points = pointsOf(text)
  const set = new Set(chars)
  let start = 0
  let end = points.length
  if (left) while (start < end && set.has(points[start]!)) start++
  if (right) while (end > start && set.has(points[end - 1]!)) end--
  return start === 0 && end === points.length ? text : joinPoints(points.slice(start, end))
}

export function replace(text: string, old: string, by: string, limit: number): string {
  if (limit < 0 && old !== '') {
    // JS's own way takes its time to begin, and less by the character.
    return text.length > 200 ? text.replaceAll(old, () => by) : replaceEach(text, old, by)
  }
  if (limit === 0) return text
  if (old === '') {
    const points = Array.from(text)
    let out = ''
    let left = limit < 0 ? Infinity : limit
    for (const point of points) {
      if (left-- > 0) out += by
      out += point
    }
    return left > 0 ? out + by : out
  }
  return split(text, old, limit).join(by)
}

function replaceEach(text: string, old: string, by: string): string {
  let out = ''
  let from = 0
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
    out += text.slice(from, at) + by
    from = at + old.length
  }
  return from === 0 ? text : out + text.slice(from)
}

export const removePrefix = (text: string, prefix: string) =>
  prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text
export const removeSuffix = (text: string, suffix: string) =>
  suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text

export function expandTabs(text: string, size: number): string {
  let out = ''
  let column = 0
  for (const char of text) {
    if (char === '\t') {
      const missing = size > 0 ? size - (column % size) : 0
      out += ' '.repeat(missing)
      column += missing
    } else {
      out += char
      column = char === '\n' || char === '\r' ? 0 : column + 1
    }
  }
  return out
}

export const ljust = (text: string, width: number, fill: string) =>
  text + fill.repeat(Math.max(0, width - lengthOf(text)))
export const rjust = (text: string, width: number, fill: string) =>
  fill.repeat(Math.max(0, width - lengthOf(text))) + text

/** An odd surplus goes left if the width is odd, as CPython does. */
export function center(text: string, width: number, fill: string): string {
  const missing = width - lengthOf(text)
  if (missing <= 0) return text
  const left = Math.floor(missing / 2) + (missing & width & 1)
  return fill.repeat(left) + text + fill.repeat(missing - left)
}

export function zfill(text: string, width: number): string {
  const missing = width - lengthOf(text)
  if (missing <= 0) return text
  const signed = text.startsWith('-') || text.startsWith('+')
  return signed ? text[0]! + '0'.repeat(missing) + text.slice(1) : '0'.repeat(missing) + text
}

const TITLES: Record<string, string> = {
  ŉ: 'ʼN',
  Ǆ: 'ǅ',
  ǅ: 'ǅ',
  ǆ: 'ǅ',
  Ǉ: 'ǈ',
  ǈ: 'ǈ',
  ǉ: 'ǈ',
  Ǌ: 'ǋ',
  ǋ: 'ǋ',
  ǌ: 'ǋ',
  Ǳ: 'ǲ',
  ǲ: 'ǲ',
  ǳ: 'ǲ',
}

/** The title case of one code point: upper, but only the first of what it becomes. */
function titlePoint(char: string): string {
  const special = TITLES[char]
  if (special) return special
  const point = char.codePointAt(0)!
  // Georgian letters are capitals only where everything is.
  if ((point >= 0x10d0 && point <= 0x10fa) || (point >= 0x10fd && point <= 0x10ff)) return char
  // Greek with an iota below has title letters of its own.
  if (point >= 0x1f80 && point <= 0x1faf) return String.fromCodePoint(point | 8)
  if (IOTA_BELOW.has(point))
    return String.fromCodePoint(point <= 0x1fbc ? 0x1fbc : point <= 0x1fcc ? 0x1fcc : 0x1ffc)
  const [first, ...rest] = Array.from(char.toUpperCase())
  // A capital iota at the end stands for one below.
  if (point >= 0x1fb0 && rest.at(-1) === '\u0399') rest[rest.length - 1] = '\u0345'
  return first! + rest.join('').toLowerCase()
}
const IOTA_BELOW = new Set([0x1fb3, 0x1fbc, 0x1fc3, 0x1fcc, 0x1ff3, 0x1ffc])

/** The lower case of the code point at `at`, of a capital sigma that at the end of a word. */
function lowerAt(text: string, at: number, char: string): string {
  if (char !== '\u03a3') return char.toLowerCase()
  const before = text.slice(0, at)
  return `${before}${text.slice(at)}`.toLowerCase().charAt(before.toLowerCase().length)
}

const CASED = /[\p{Lowercase}\p{Uppercase}\p{Lt}]/u

export function capitalize(text: string): string {
  if (text === '') return text
  if (isAscii(text)) return text[0]!.toUpperCase() + text.slice(1).toLowerCase()
  const first = String.fromCodePoint(text.codePointAt(0)!)
  return titlePoint(first) + text.toLowerCase().slice(first.toLowerCase().length)
}

/** Is the unit an ASCII letter? */
const isLetter = (unit: number): boolean => (unit | 32) >= 97 && (unit | 32) <= 122

export function title(text: string): string {
  if (isAscii(text)) {
    const [upper, lower] = [text.toUpperCase(), text.toLowerCase()]
    let out = ''
    let start = 0
    let inWord = false
    for (let i = 0; i < text.length; i++) {
      const letter = isLetter(text.charCodeAt(i))
      if (letter && !inWord) {
        out += lower.slice(start, i) + upper[i]!
        start = i + 1
      }
      inWord = letter
    }
    return out + lower.slice(start)
  }
  let out = ''
  let inWord = false
  let at = 0
  for (const char of text) {
    out += inWord ? lowerAt(text, at, char) : titlePoint(char)
    inWord = CASED.test(char)
    at += char.length
  }
  return out
}

export function swapCase(text: string): string {
  let out = ''
  if (isAscii(text)) {
    const [upper, lower] = [text.toUpperCase(), text.toLowerCase()]
    for (let i = 0; i < text.length; i++) out += text[i] === upper[i] ? lower[i]! : upper[i]!
    return out
  }
  let at = 0
  for (const char of text) {
    at += char.length
    if (/\p{Uppercase}/u.test(char)) out += lowerAt(text, at - char.length, char)
    else out += /\p{Lowercase}/u.test(char) ? char.toUpperCase() : char
  }
  return out
}

export function casefold(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase()
  let out = ''
  for (const char of text) out += char === 'ı' ? char : char.toUpperCase().toLowerCase().replaceAll('ß', 'ss')
  return out
}

const DIGITS =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u
const NUMERIC =
  /^[\p{N}\u3405\u3483\u382a\u3b4d\u4e00\u4e03\u4e07\u4e09\u4e5d\u4e8c\u4e94\u4e96\u4ebf\u4ec0\u4edf\u4ee8\u4f0d\u4f70\u5104\u5146\u5169\u516b\u516d\u5341\u5343-\u5345\u534c\u53c1-\u53c4\u56db\u58f1\u58f9\u5e7a\u5efe\u5eff\u5f0c-\u5f0e\u5f10\u62fe\u634c\u67d2\u6f06\u7396\u767e\u8086\u842c\u8cae\u8cb3\u8d30\u9621\u9646\u964c\u9678\u96f6]+$/u

export const isAlpha = (text: string) => /^\p{L}+$/u.test(text)
export const isDecimal = (text: string) => /^\p{Nd}+$/u.test(text)
export const isDigit = (text: string) => DIGITS.test(text)
export const isNumeric = (text: string) => NUMERIC.test(text)
export const isAlnum = (text: string) => {
  if (text === '') return false
  for (const char of text) if (!isAlpha(char) && !isDigit(char) && !isNumeric(char)) return false
  return true
}
export const isSpace = (text: string) => {
  if (text === '') return false
  for (const char of text) if (!unicodeSpaces.has(char.charCodeAt(0))) return false
  return true
}
export const isLower = (text: string) => /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text)
export const isUpper = (text: string) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text)
export const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text)
export const isIdentifier = (text: string) => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text)
export const isPrintable = (text: string) => {
  for (const char of text) if (!isPrintablePoint(char.codePointAt(0)!)) return false
  return true
}

export function isTitle(text: string): boolean {
  let inWord = false
  let any = false
  for (const char of text) {
    if (/[\p{Uppercase}\p{Lt}]/u.test(char)) {
      if (inWord) return false
      inWord = any = true
    } else if (/\p{Lowercase}/u.test(char)) {
      if (!inWord) return false
      any = true
    } else {
      inWord = false
    }
  }
  return any
}

/** `text.translate`: `lookup` gives a replacement, null to drop the character, undefined to keep it. */
export function translate(text: string, lookup: (point: number) => string | null | undefined): string {
  let out = ''
  for (const char of text) {
    const to = lookup(char.codePointAt(0)!)
    if (to !== null) out += to ?? char
  }
  return out
}

/** `text * count` within what V8 can hold. */
export function repeat(text: string, count: number): string {
  if (count <= 0 || text === '') return ''
  return text.length * count > 0x1fffffe8 ? typeError('string too large') : text.repeat(count)
}

/** Order by code points; UTF-16 order differs only if exactly one side has a surrogate where they part. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) {
      const highX = x >= 0xd800 && x < 0xe000
      const highY = y >= 0xd800 && y < 0xe000
      return highX !== highY ? (highX ? 1 : -1) : x < y ? -1 : 1
    }
  }
  return a.length < b.length ? -1 : 1
}
