/** re: patterns, matches and scanners, and how a match is found: by JS where that means the same, else by our own matcher. */
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, type Value } from '../object/object.js'
import { toCount, typeOf } from '../object/protocol.js'
import { asInt, asStr, PyBytes } from '../object/values.js'
import { Matcher } from '../text/backtrack.js'
import { fromLatin1, latin1 } from '../text/bytes.js'
import type { Translated } from '../text/regex.js'
import { isFlat, lengthOf } from '../text/strings.js'
import { dataOf } from '../types/bytes.js'

export type Anchor = 'search' | 'match' | 'fullmatch'
/** What is needed of a match of JS's: the texts of the groups, and where the whole begins. */
export type Found = (string | undefined)[] & { index: number }
/** Where each group begins and ends. */
export type Indices = ([number, number] | undefined)[]

/** What a match may see of a text. */
export const partOf = (text: string, to: number): string => (to < text.length ? text.slice(0, to) : text)

export class PyPattern extends PyObject {
  private readonly regexes = new Map<string, RegExp>()
  constructor(
    readonly pattern: string,
    readonly translated: Translated,
    readonly bytes: boolean,
  ) {
    super()
    if (!translated.own) this.regex('search')
  }

  private ownMatcher: Matcher | null = null
  get matcher(): Matcher {
    const { node, groups, jsFlags } = this.translated
    return (this.ownMatcher ??= new Matcher(node, groups, jsFlags.includes('i')))
  }

  /** The JS regular expression for a way to look. With `spans` it finds a match again where it is, and tells where the groups are. */
  regex(how: Anchor, spans = false): RegExp {
    const key = spans ? `${how} spans` : how
    let regex = this.regexes.get(key)
    if (regex === undefined) {
      const { source, jsFlags } = this.translated
      const flags = spans ? 'dy' : how === 'search' ? 'g' : 'y'
      regex = new RegExp(how === 'fullmatch' ? `(?:${source})(?![^])` : source, jsFlags + flags)
      this.regexes.set(key, regex)
    }
    return regex
  }
}

/** A match; positions are kept in UTF-16 units and shown in code points. */
export class PyMatch extends PyObject {
  constructor(
    readonly re: PyPattern,
    readonly text: string,
    readonly found: Found,
    readonly pos: number,
    readonly endpos: number,
    private readonly how: Anchor,
    private spans: Indices | null = null,
  ) {
    super()
  }

  /** Where each group of the JS regular expression begins and ends: looked for when it is asked, since V8 takes long to tell. */
  get indices(): Indices {
    if (this.spans === null) {
      const regex = this.re.regex(this.how, true)
      regex.lastIndex = this.found.index
      this.spans = regex.exec(partOf(this.text, this.endpos))!.indices! as Indices
    }
    return this.spans
  }
}

/** The group that closed last: the one that ends furthest right, of those the one whose parenthesis closes last. */
export function lastIndex(self: PyMatch): number | null {
  let last: number | null = null
  let furthest = -1
  for (let i = 1; i <= self.re.translated.groups; i++) {
    if (groupText(self, i) === undefined) continue
    const end = span(self, i)[1]
    const { closed } = self.re.translated
    if (end > furthest || (end === furthest && closed[i]! > closed[last!]!)) [last, furthest] = [i, end]
  }
  return last
}

export function subject(self: PyPattern, value: Value): string {
  const text = asStr(value)
  if (text === undefined) {
    const bytes = dataOf(value)
    if (bytes === undefined)
      throw newTypeError(`expected string or bytes-like object, got '${typeNameOf(value)}'`)
    if (!self.bytes) throw newTypeError('cannot use a string pattern on a bytes-like object')
    return latin1(bytes)
  }
  if (self.bytes) throw newTypeError('cannot use a bytes pattern on a string-like object')
  return text
}

export const shown = (self: PyPattern, text: string): Value =>
  self.bytes ? new PyBytes(fromLatin1(text)) : text
export const points = (text: string, unit: number) => (isFlat(text) ? unit : lengthOf(text.slice(0, unit)))
export const units = (text: string, point: number) =>
  isFlat(text) ? point : Array.from(text).slice(0, point).join('').length

/** A match by our own matcher; with `advance` one that takes at least a character. */
export function findOwn(
  self: PyPattern,
  text: string,
  from: number,
  to: number,
  how: Anchor,
  advance = false,
): PyMatch | null {
  const visible = partOf(text, to)
  const { matcher } = self
  const ends = (at: number) => (how !== 'fullmatch' || at === visible.length) && (!advance || at > from)
  const spans = how === 'search' ? matcher.search(visible, from) : matcher.match(visible, from, ends)
  if (spans === null) return null
  const indices: Indices = []
  for (let i = 0; i < spans.length; i += 2)
    indices.push(spans[i + 1]! < 0 ? undefined : [spans[i]!, spans[i + 1]!])
  const texts = indices.map((at) => at && text.slice(at[0], at[1]))
  // Groups are looked for by their number in JS, where helpers of atomic parts count.
  const { jsGroup } = self.translated
  const placed: Found = Object.assign([], { index: spans[0]! })
  const places: Indices = []
  jsGroup.forEach((place, i) => {
    placed[place] = texts[i]
    places[place] = indices[i]
  })
  return new PyMatch(self, text, placed, from, to, how, places)
}

export function find(self: PyPattern, text: string, from: number, to: number, how: Anchor): PyMatch | null {
  if (self.translated.own) return findOwn(self, text, from, to, how)
  const regex = self.regex(how)
  regex.lastIndex = from
  const found = regex.exec(partOf(text, to))
  return found === null ? null : new PyMatch(self, text, found as Found, from, to, how)
}

/** The part of a text between two positions given in code points. */
export function range(
  text: string,
  pos: Value | undefined,
  endpos: Value | undefined,
): [from: number, to: number] {
  const clip = (value: Value | undefined, otherwise: number) =>
    value === undefined ? otherwise : units(text, Math.max(0, Math.min(toCount(value), lengthOf(text))))
  return [clip(pos, 0), clip(endpos, text.length)]
}

export const method = (how: Anchor) => (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
  const text = subject(self, string)
  const [from, to] = range(text, pos, endpos)
  return from > to ? null : find(self, text, from, to, how)
}

/** `pattern.scanner(string)`: matches that go on where the last one ended. */
export function scanner(self: PyPattern, string: Value, pos?: Value, endpos?: Value): Value {
  const text = subject(self, string)
  const [from, to] = range(text, pos, endpos)
  let at = from
  const step = (how: Anchor) => () => {
    const match = at > to ? null : find(self, text, at, to, how)
    if (match === null) at = to + 1
    else {
      at = match.found.index + match.found[0]!.length
      if (match.found[0] === '') at++
    }
    return match
  }
  return new PyScanner(self, step('match'), step('search'))
}
export class PyScanner extends PyObject {
  constructor(
    readonly pattern: PyPattern,
    readonly match: () => Value,
    readonly search: () => Value,
  ) {
    super()
  }
}

/** All matches one after another; one that is empty may be followed by one at the same place that takes something. */
export function* matches(self: PyPattern, text: string, from = 0, to = text.length): Generator<PyMatch> {
  let at = from
  let afterEmpty = false
  for (;;) {
    let match: PyMatch | null = afterEmpty ? findOwn(self, text, at, to, 'match', true) : null
    if (afterEmpty && match === null) at += text.codePointAt(at)! > 0xffff ? 2 : 1
    if (at > to) return
    match ??= find(self, text, at, to, 'search')
    if (match === null) return
    yield match
    at = match.found.index + match.found[0]!.length
    afterEmpty = match.found[0] === ''
  }
}

/** A group's text, undefined if it took no part. */
export const groupText = (self: PyMatch, index: number): string | undefined =>
  self.found[self.re.translated.jsGroup[index]!]

export function groupIndex(self: PyMatch, key: Value): number {
  const name = asStr(key)
  const isIndex = name === undefined && (asInt(key) !== undefined || typeOf(key).slots.index !== undefined)
  const index = name === undefined ? (isIndex ? toCount(key) : -1) : self.re.translated.names.get(name)
  if (index === undefined || index < 0 || index > self.re.translated.groups)
    throw raise('IndexError', 'no such group')
  return index
}

export const group = (self: PyMatch, index: number, otherwise: Value = null): Value => {
  const text = groupText(self, index)
  return text === undefined ? otherwise : shown(self.re, text)
}

export function span(self: PyMatch, key: Value): [number, number] {
  const index = self.re.translated.jsGroup[groupIndex(self, key)]!
  const [whole] = self.found
  const at: readonly [number, number] | undefined =
    index === 0 ? [self.found.index, self.found.index + whole!.length] : self.indices[index]
  return at === undefined ? [-1, -1] : [points(self.text, at[0]), points(self.text, at[1])]
}

/** The replacement as a function of the match. */
