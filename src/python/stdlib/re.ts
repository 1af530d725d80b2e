/** re: Python's patterns, run as JS regular expressions where those mean the same, else by our own matcher. */
import { defineFunctions, defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { PyMappingProxy } from '../object/function.js'
import type { NativeModule } from '../object/module.js'
import type { Value } from '../object/object.js'
import { getAttr, hash, repr } from '../object/protocol.js'
import { asStr, NotImplemented, PyBoxed, PyBytes, PyTuple, tuple } from '../object/values.js'
import { importModule } from '../run/importer.js'
import { fromLatin1, latin1 } from '../text/bytes.js'
import { FLAGS } from '../text/regex_characters.js'
import { need } from '../types/bytes.js'
import { findAll, findIter, replacer, split, substitute } from './re_actions.js'
import { cache, compile, errorClass } from './re_compile.js'
import { defineFlags, FLAG_NAMES } from './re_flags.js'
import {
  find,
  group,
  groupIndex,
  lastIndex,
  method,
  PyMatch,
  PyPattern,
  PyScanner,
  points,
  scanner,
  shown,
  span,
  subject,
} from './re_objects.js'
import { fromDialect } from './support.js'

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
      error: errorClass(),
      Pattern: patternType,
      Match: matchType,
    },
  }
}
