/** re: Python's patterns, run as JS regular expressions where those mean the same, else by our own matcher. */

import { defineFunctions, defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { exceptionTypes, PyError, type PyException, raise } from '../object/errors.js'
import { PyMappingProxy } from '../object/function.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, PyObject, type PyType, setOwn, type Value } from '../object/object.js'
import { call, getAttr, hash, isCallable, makeIterator, repr, toCount, typeOf } from '../object/protocol.js'
import { asInt, asStr, NotImplemented, PyBoxed, PyBytes, PyList, PyTuple, tuple } from '../object/values.js'
import { importModule } from '../run/importer.js'
import { Matcher } from '../text/backtrack.js'
import { fromLatin1, latin1 } from '../text/bytes.js'
import {
  FLAGS,
  FlagFault,
  PatternFault,
  parseReplacement,
  type Translated,
  translatePattern,
  UnknownGroup,
} from '../text/regex.js'
import { isFlat, lengthOf } from '../text/strings.js'
import { dataOf, need } from '../types/bytes.js'
import { fromDialect } from './support.js'

type Anchor = 'search' | 'match' | 'fullmatch'
/** What is needed of a match of JS's: the texts of the groups, and where the whole begins. */
type Found = (string | undefined)[] & { index: number }
/** Where each group begins and ends. */
type Indices = ([number, number] | undefined)[]

/** What a match may see of a text. */
const partOf = (text: string, to: number): string => (to < text.length ? text.slice(0, to) : text)

class PyPattern extends PyObject {
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
class PyMatch extends PyObject {
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
function lastIndex(self: PyMatch): number | null {
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

let errorType: PyType

function patternError(fault: PatternFault, bytes = false): PyError {
  const before = fault.position === undefined ? undefined : firstPoints(fault.pattern, fault.position)
  const line = before?.split('\n').length ?? null
  const column = before === undefined ? null : before.length - before.lastIndexOf('\n')
  const place = fault.pattern.includes('\n') ? ` (line ${line}, column ${column})` : ''
  const where = before === undefined ? '' : ` at position ${fault.position}${place}`
  const exception = call(errorType, [fault.message + where]) as PyException
  setOwn(exception, 'msg', fault.message)
  setOwn(exception, 'pattern', bytes ? new PyBytes(fromLatin1(fault.pattern)) : fault.pattern)
  setOwn(exception, 'pos', fault.position ?? null)
  setOwn(exception, 'lineno', line)
  setOwn(exception, 'colno', column)
  return new PyError(exception)
}

/** The first so many code points. */
const firstPoints = (text: string, count: number): string => Array.from(text).slice(0, count).join('')

const cache = new Map<string, PyPattern>()

function compile(pattern: Value, flags: Value = 0): PyPattern {
  if (pattern instanceof PyPattern) {
    if (flags !== 0) throw raise('ValueError', 'cannot process flags argument with a compiled pattern')
    return pattern
  }
  const bytes = pattern instanceof PyBytes
  const text = bytes ? latin1(pattern.data) : asStr(pattern)
  if (text === undefined) throw newTypeError('first argument must be string or compiled pattern')
  const bits = Number(asInt(flags) ?? 0)
  const key = `${bytes ? 'b' : 's'}${bits}:${text}`
  let made = cache.get(key)
  if (made === undefined) {
    try {
      made = new PyPattern(text, translatePattern(text, bits, bytes), bytes)
    } catch (error) {
      if (error instanceof PatternFault) throw patternError(error, bytes)
      if (error instanceof FlagFault) throw raise('ValueError', error.message)
      throw error
    }
    if (cache.size > 500) cache.clear()
    cache.set(key, made)
  }
  return made
}

function subject(self: PyPattern, value: Value): string {
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

const shown = (self: PyPattern, text: string): Value => (self.bytes ? new PyBytes(fromLatin1(text)) : text)
const points = (text: string, unit: number) => (isFlat(text) ? unit : lengthOf(text.slice(0, unit)))
const units = (text: string, point: number) =>
  isFlat(text) ? point : Array.from(text).slice(0, point).join('').length

/** A match by our own matcher; with `advance` one that takes at least a character. */
function findOwn(
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

function find(self: PyPattern, text: string, from: number, to: number, how: Anchor): PyMatch | null {
  if (self.translated.own) return findOwn(self, text, from, to, how)
  const regex = self.regex(how)
  regex.lastIndex = from
  const found = regex.exec(partOf(text, to))
  return found === null ? null : new PyMatch(self, text, found as Found, from, to, how)
}

/** The part of a text between two positions given in code points. */
function range(text: string, pos: Value | undefined, endpos: Value | undefined): [from: number, to: number] {
  const clip = (value: Value | undefined, otherwise: number) =>
    value === undefined ? otherwise : units(text, Math.max(0, Math.min(toCount(value), lengthOf(text))))
  return [clip(pos, 0), clip(endpos, text.length)]
}

const method = (how: Anchor) => (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
  const text = subject(self, string)
  const [from, to] = range(text, pos, endpos)
  return from > to ? null : find(self, text, from, to, how)
}

/** `pattern.scanner(string)`: matches that go on where the last one ended. */
function scanner(self: PyPattern, string: Value, pos?: Value, endpos?: Value): Value {
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
class PyScanner extends PyObject {
  constructor(
    readonly pattern: PyPattern,
    readonly match: () => Value,
    readonly search: () => Value,
  ) {
    super()
  }
}

/** All matches one after another; one that is empty may be followed by one at the same place that takes something. */
function* matches(self: PyPattern, text: string, from = 0, to = text.length): Generator<PyMatch> {
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
const groupText = (self: PyMatch, index: number): string | undefined =>
  self.found[self.re.translated.jsGroup[index]!]

function groupIndex(self: PyMatch, key: Value): number {
  const name = asStr(key)
  const isIndex = name === undefined && (asInt(key) !== undefined || typeOf(key).slots.index !== undefined)
  const index = name === undefined ? (isIndex ? toCount(key) : -1) : self.re.translated.names.get(name)
  if (index === undefined || index < 0 || index > self.re.translated.groups)
    throw raise('IndexError', 'no such group')
  return index
}

const group = (self: PyMatch, index: number, otherwise: Value = null): Value => {
  const text = groupText(self, index)
  return text === undefined ? otherwise : shown(self.re, text)
}

function span(self: PyMatch, key: Value): [number, number] {
  const index = self.re.translated.jsGroup[groupIndex(self, key)]!
  const [whole] = self.found
  const at: readonly [number, number] | undefined =
    index === 0 ? [self.found.index, self.found.index + whole!.length] : self.indices[index]
  return at === undefined ? [-1, -1] : [points(self.text, at[0]), points(self.text, at[1])]
}

/** The replacement as a function of the match. */
function replacer(self: PyPattern, by: Value): (match: PyMatch) => string {
  if (isCallable(by)) {
    return (match) => {
      const result = call(by, [match])
      return textOf(self, result)
    }
  }
  const template = textOf(self, by)
  const { names, groups } = self.translated
  try {
    const parts = parseReplacement(template, names, groups)
    return (match) =>
      parts.map((part) => (typeof part === 'string' ? part : (groupText(match, part) ?? ''))).join('')
  } catch (error) {
    if (error instanceof PatternFault) throw patternError(error)
    if (error instanceof UnknownGroup) throw raise('IndexError', `unknown group name '${error.name}'`)
    throw error
  }
}

/** The text of a replacement, which is of the pattern's kind. */
function textOf(self: PyPattern, value: Value): string {
  const text = asStr(value)
  if (!self.bytes && text !== undefined) return text
  const data = self.bytes ? dataOf(value) : undefined
  if (data !== undefined) return latin1(data)
  if (!self.bytes && dataOf(value) === undefined)
    throw newTypeError(`decoding to str: need a bytes-like object, ${typeNameOf(value)} found`)
  const wanted = self.bytes ? 'a bytes-like object' : 'str instance'
  throw newTypeError(`sequence item 0: expected ${wanted}, ${typeNameOf(value)} found`)
}

function substitute(self: PyPattern, by: Value, string: Value, count: Value): [Value, number] {
  const text = subject(self, string)
  const replace = replacer(self, by)
  const limit = toCount(count)
  let out = ''
  let at = 0
  let done = 0
  for (const match of matches(self, text)) {
    if (limit > 0 && done >= limit) break
    out += text.slice(at, match.found.index) + replace(match)
    at = match.found.index + match.found[0]!.length
    done++
  }
  return [shown(self, out + text.slice(at)), done]
}

function split(self: PyPattern, string: Value, limit: Value): Value {
  const text = subject(self, string)
  const most = toCount(limit)
  const out: Value[] = []
  let at = 0
  let done = 0
  for (const match of matches(self, text)) {
    if (most > 0 && done >= most) break
    out.push(shown(self, text.slice(at, match.found.index)))
    for (let i = 1; i <= self.translated.groups; i++) out.push(group(match, i))
    at = match.found.index + match.found[0]!.length
    done++
  }
  out.push(shown(self, text.slice(at)))
  return new PyList(out)
}

function findAll(self: PyPattern, string: Value, pos?: Value, endpos?: Value): Value {
  const { groups } = self.translated
  const empty = shown(self, '')
  const text = subject(self, string)
  const items = [...matches(self, text, ...range(text, pos, endpos))].map((match) => {
    if (groups === 0) return group(match, 0)
    if (groups === 1) return group(match, 1, empty)
    const texts: Value[] = []
    for (let i = 1; i <= groups; i++) texts.push(group(match, i, empty))
    return new PyTuple(texts)
  })
  return new PyList(items)
}

function findIter(self: PyPattern, string: Value, pos?: Value, endpos?: Value): Value {
  const text = subject(self, string)
  const steps = matches(self, text, ...range(text, pos, endpos))
  return makeIterator('callable_iterator', () => steps.next().value as PyMatch | undefined)
}

const FLAG_NAMES: [string, number][] = [
  ['IGNORECASE', 2],
  ['LOCALE', 4],
  ['MULTILINE', 8],
  ['DOTALL', 16],
  ['VERBOSE', 64],
  ['ASCII', 256],
]

/** The flags: ints that tell their names, and stay flags under the operators of bits. */
function defineFlags(): PyType {
  const bits = (value: Value) => Number(asInt(value))
  const combined = (combine: (a: number, b: number) => number) => (self: Value, other: Value) =>
    asInt(other) === undefined ? NotImplemented : new PyBoxed(type, combine(bits(self), bits(other)))
  const and = combined((a, b) => a & b)
  const or = combined((a, b) => a | b)
  const xor = combined((a, b) => a ^ b)
  const names = [
    ['ASCII', 256],
    ['IGNORECASE', 2],
    ['LOCALE', 4],
    ['UNICODE', 32],
    ['MULTILINE', 8],
    ['DOTALL', 16],
    ['VERBOSE', 64],
    ['TEMPLATE', 1],
    ['DEBUG', 128],
  ] as const
  const text = (self: Value) => {
    const value = bits(self)
    const set = names.filter(([, bit]) => (value & bit) !== 0)
    const rest = value & ~set.reduce((all, [, bit]) => all | bit, 0)
    const parts = set.map(([name]) => `re.${name}`)
    if (rest !== 0) parts.push(`0x${rest.toString(16)}`)
    return parts.length === 0 ? 're.NOFLAG' : parts.join('|')
  }
  const type: PyType = defineType({
    name: 'RegexFlag',
    module: 're',
    base: builtinTypes.int,
    new: (cls, [value]) => new PyBoxed(cls, asInt(value ?? 0) ?? 0),
    getset: {
      value: (self: Value) => bits(self),
      name: (self: Value) => text(self).replaceAll('re.', ''),
    },
    slots: {
      repr: text,
      str: text,
      and,
      rand: and,
      or,
      ror: or,
      xor,
      rxor: xor,
      invert: (self: Value) => new PyBoxed(type, 511 & ~bits(self)),
    },
  })
  return type
}

const PATTERN_METHODS = {
  'search(self, string, pos=<absent>, endpos=<absent>)': method('search'),
  'match(self, string, pos=<absent>, endpos=<absent>)': method('match'),
  'fullmatch(self, string, pos=<absent>, endpos=<absent>)': method('fullmatch'),
  'findall(self, string, pos=<absent>, endpos=<absent>)': findAll,
  'finditer(self, string, pos=<absent>, endpos=<absent>)': findIter,
  'scanner(self, string, pos=<absent>, endpos=<absent>)': scanner,
  'split(self, string, maxsplit=0)': split,
  'sub(self, repl, string, count=0)': (self: PyPattern, by: Value, string: Value, count: Value) =>
    substitute(self, by, string, count)[0],
  'subn(self, repl, string, count=0)': (self: PyPattern, by: Value, string: Value, count: Value) =>
    tuple(...substitute(self, by, string, count)),
}

function escaped(pattern: Value): Value {
  const quote = (text: string): string =>
    text.replace(/[\t\n\v\f\r #$&()*+\-.?[\\\]^{|}~]/g, (char) => `\\${char}`)
  const text = asStr(pattern)
  if (text !== undefined) return quote(text)
  return new PyBytes(fromLatin1(quote(latin1(need(pattern)))))
}

export function re(): NativeModule {
  const patternType = defineType({
    name: 'Pattern',
    module: 're',
    generic: true,
    js: PyPattern,
    methods: {
      ...PATTERN_METHODS,
      '__reduce__(self)': (self: PyPattern) =>
        tuple(
          getAttr(importModule('re'), '_compile'),
          tuple(shown(self, self.pattern), self.translated.flags),
        ),
      '__copy__(self)': (self: PyPattern) => self,
      '__deepcopy__(self, memo)': (self: PyPattern) => self,
    },
    getset: {
      pattern: (self: PyPattern) => shown(self, self.pattern),
      flags: (self: PyPattern) => self.translated.flags,
      groups: (self: PyPattern) => self.translated.groups,
      groupindex: (self: PyPattern) => new PyMappingProxy(PyDict.of(self.translated.names)),
    },
    slots: {
      hash: (self: PyPattern) => hash(tuple(shown(self, self.pattern), self.translated.flags)),
      eq: (self: PyPattern, other) =>
        other instanceof PyPattern
          ? other.pattern === self.pattern &&
            other.bytes === self.bytes &&
            other.translated.flags === self.translated.flags
          : NotImplemented,
      repr: (self: PyPattern) => {
        const on = FLAG_NAMES.filter(([, bit]) => self.translated.flags & bit).map(([name]) => `re.${name}`)
        return `re.compile(${repr(shown(self, self.pattern)).slice(0, 200)}${on.length > 0 ? `, ${on.join('|')}` : ''})`
      },
    },
  })
  const matchType = defineType({
    name: 'Match',
    module: 're',
    generic: true,
    js: PyMatch,
    methods: {
      'group(self, *groups)': (self: PyMatch, keys: Value[]) => {
        if (keys.length === 0) return group(self, 0)
        if (keys.length === 1) return group(self, groupIndex(self, keys[0]!))
        return new PyTuple(keys.map((key) => group(self, groupIndex(self, key))))
      },
      'groups(self, default=None)': (self: PyMatch, otherwise: Value) =>
        new PyTuple(
          Array.from({ length: self.re.translated.groups }, (_, i) => group(self, i + 1, otherwise)),
        ),
      'groupdict(self, default=None)': (self: PyMatch, otherwise: Value) =>
        PyDict.of(
          [...self.re.translated.names].map(
            ([name, index]) => [name, group(self, index, otherwise)] as const,
          ),
        ),
      '__copy__(self)': (self: PyMatch) => self,
      '__deepcopy__(self, memo)': (self: PyMatch) => self,
      'start(self, group=0, /)': (self: PyMatch, key: Value) => span(self, key)[0],
      'end(self, group=0, /)': (self: PyMatch, key: Value) => span(self, key)[1],
      'span(self, group=0, /)': (self: PyMatch, key: Value) => tuple(...span(self, key)),
      'expand(self, template)': (self: PyMatch, template: Value) =>
        shown(self.re, replacer(self.re, template)(self)),
    },
    getset: {
      string: (self: PyMatch) => shown(self.re, self.text),
      re: (self: PyMatch) => self.re,
      pos: (self: PyMatch) => points(self.text, self.pos),
      endpos: (self: PyMatch) => points(self.text, self.endpos),
      lastindex: lastIndex,
      lastgroup: (self: PyMatch) => {
        const last = lastIndex(self)
        for (const [name, index] of self.re.translated.names) if (index === last) return name
        return null
      },
      regs: (self: PyMatch) =>
        new PyTuple(Array.from({ length: self.re.translated.groups + 1 }, (_, i) => tuple(...span(self, i)))),
    },
    slots: {
      getitem: (self: PyMatch, key) => group(self, groupIndex(self, key)),
      bool: () => true,
      repr: (self: PyMatch) => {
        const [from, to] = span(self, 0)
        return `<re.Match object; span=(${from}, ${to}), match=${repr(group(self, 0))}>`
      },
    },
  })
  defineType({
    name: 'SRE_Scanner',
    module: '_sre',
    js: PyScanner,
    methods: {
      'match(self)': (self: PyScanner) => self.match(),
      'search(self)': (self: PyScanner) => self.search(),
    },
    getset: { pattern: (self: PyScanner) => self.pattern },
  })
  errorType ??= defineType({
    name: 'error',
    module: 're',
    base: exceptionTypes.Exception,
    instanceDict: true,
  })
  const through = (name: string, parameters: string, run: (self: PyPattern, ...args: Value[]) => Value) =>
    [
      `${name}(pattern, ${parameters}, flags=0)`,
      (pattern: Value, ...rest: Value[]) => {
        const flags = rest.pop()!
        return run(compile(pattern, flags), ...rest)
      },
    ] as const
  const functions = defineFunctions(
    {
      'compile(pattern, flags=0)': compile,
      '_compile(pattern, flags)': compile,
      'escape(pattern)': escaped,
      'purge()': () => cache.clear(),
      ...Object.fromEntries([
        through('search', 'string', (self, string) =>
          find(self, subject(self, string), 0, subject(self, string).length, 'search'),
        ),
        through('match', 'string', (self, string) =>
          find(self, subject(self, string), 0, subject(self, string).length, 'match'),
        ),
        through('fullmatch', 'string', (self, string) =>
          find(self, subject(self, string), 0, subject(self, string).length, 'fullmatch'),
        ),
        through('findall', 'string', findAll),
        through('finditer', 'string', findIter),
        through('split', 'string, maxsplit=0', split),
        through(
          'sub',
          'repl, string, count=0',
          (self, by, string, count) => substitute(self, by, string, count)[0],
        ),
        through('subn', 'repl, string, count=0', (self, by, string, count) =>
          tuple(...substitute(self, by, string, count)),
        ),
      ]),
    },
    { module: 're', style: 'python' },
  )
  const flagType = defineFlags()
  const flags = Object.fromEntries(
    [...FLAG_NAMES, ...Object.entries(FLAGS), ['UNICODE', 32] as const, ['NOFLAG', 0] as const].map(
      ([name, bit]) => [name, new PyBoxed(flagType, bit)],
    ),
  )
  return {
    lazy: fromDialect('_re', ['Scanner']),
    attributes: {
      ...functions,
      ...flags,
      RegexFlag: flagType,
      error: errorType,
      Pattern: patternType,
      Match: matchType,
    },
  }
}
