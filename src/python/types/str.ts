/**
 * str: JS strings counted in code points. The text functions stand in text/strings.ts, formatting in str_format.ts.
 */

import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { isError, raise } from '../object/errors.js'
import { hashText } from '../object/hashing.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { builtinTypes } from '../object/object.js'
import { getItem, iterate, str, toCount, truthy } from '../object/protocol.js'
import { type SequenceKind, sequenceIterator } from '../object/sequence_iterator.js'
import { asInt, asStr, NotImplemented, PyBoxed, PyList, PySlice, PyTuple, tuple } from '../object/values.js'
import { formatString } from '../text/format.js'
import { reprString } from '../text/repr.js'
import * as strings from '../text/strings.js'
import { dataOf } from './bytes.js'
import { decodeBytes, encodeText } from './encodings.js'
import { countOf } from './list.js'
import { indicesOf, positionOf } from './slice.js'
import { formatMap, formatTemplate, percentFormat } from './str_format.js'

/** The JS string of a str of any kind. */
const text = (self: Value): string => (typeof self === 'string' ? self : asStr(self)!)

// --- constructor ---------------------------------------------------------------------------------------------------

const signature = new Signature('str(object=<absent>, encoding=<absent>, errors=<absent>)', 'str')

function newStr(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const [object, encoding, errors] = signature.bind(args, kwargs) as (Value | undefined)[]
  const value =
    object === undefined
      ? ''
      : encoding === undefined && errors === undefined
        ? str(object)
        : decoded(object, encoding, errors)
  return cls === builtinTypes.str ? value : new PyBoxed(cls, value)
}

function decoded(object: Value, encoding: Value | undefined, errors: Value | undefined): string {
  const data = dataOf(object)
  if (data !== undefined) {
    return decodeBytes(
      data,
      encoding === undefined ? 'utf-8' : text(encoding),
      errors === undefined ? 'strict' : text(errors),
    )
  }
  throw newTypeError(
    asStr(object) === undefined
      ? `decoding to str: need a bytes-like object, ${typeNameOf(object)} found`
      : 'decoding str is not supported',
  )
}

// --- methods -------------------------------------------------------------------------------------------------------

/** An argument that must be a str; `method` and `place` word the error. */
function need(value: Value, method: string, place = 'argument'): string {
  return asStr(value) ?? wrong(`${method}() ${place} must be str, not ${typeNameOf(value)}`)
}

function wrong(message: string): never {
  throw newTypeError(message)
}

function mustBeStr(value: Value): string {
  return asStr(value) ?? wrong(`must be str, not ${typeNameOf(value)}`)
}

/** A bound of a search: None or an index, clamped. */
export const bound = (value: Value): number | undefined =>
  value === null
    ? undefined
    : toCount(value, 'slice indices must be integers or None or have an __index__ method')

type Search = (text: string, part: string, start?: number, stop?: number) => number
const search = (find: Search, missing: boolean) => (self: string, part: Value, start: Value, stop: Value) => {
  const at = find(self, mustBeStr(part), bound(start), bound(stop))
  if (at < 0 && missing) throw raise('ValueError', 'substring not found')
  return at
}

/** startswith and endswith: a str or a tuple of them. */
const affix =
  (name: string, test: typeof strings.startsWith) =>
  (self: string, affixes: Value, start: Value, stop: Value) => {
    const [from, to] = [bound(start), bound(stop)]
    if (affixes instanceof PyTuple) {
      return affixes.items.some((item) =>
        test(
          self,
          asStr(item) ?? wrong(`tuple for ${name} must only contain str, not ${typeNameOf(item)}`),
          from,
          to,
        ),
      )
    }
    const part =
      asStr(affixes) ?? wrong(`${name} first arg must be str or a tuple of str, not ${typeNameOf(affixes)}`)
    return test(self, part, from, to)
  }

const separator = (value: Value): string | undefined =>
  value === null ? undefined : (asStr(value) ?? wrong(`must be str or None, not ${typeNameOf(value)}`))

const list = (items: string[]) => new PyList(items)

const stripper = (name: string, left: boolean, right: boolean) => (self: string, chars: Value) =>
  strings.strip(
    self,
    chars === null ? undefined : (asStr(chars) ?? wrong(`${name} arg must be None or str`)),
    left,
    right,
  )

const fillChar = (value: Value): string => {
  const fill =
    asStr(value) ?? wrong(`The fill character must be a unicode character, not ${typeNameOf(value)}`)
  return strings.lengthOf(fill) === 1 ? fill : wrong('The fill character must be exactly one character long')
}
const padded =
  (pad: (text: string, width: number, fill: string) => string) => (self: string, width: Value, fill: Value) =>
    pad(self, toCount(width), fillChar(fill))

/** `separator.join(iterable)`. Added up, since JS's own join writes every part at once, at several times the cost. */
export function join(self: string, iterable: Value): string {
  let index = 0
  let joined = ''
  let items: Iterable<Value>
  try {
    items = iterate(iterable)
  } catch (error) {
    if (isError(error, 'TypeError')) throw newTypeError('can only join an iterable')
    throw error
  }
  for (const item of items) {
    const part =
      typeof item === 'string'
        ? item
        : (asStr(item) ?? wrong(`sequence item ${index}: expected str instance, ${typeNameOf(item)} found`))
    joined = index++ === 0 ? part : joined + self + part
  }
  return joined
}

function translate(self: string, table: Value): string {
  const find = (point: number): Value | undefined => {
    if (table instanceof PyDict && table.cls.isNative) return table.get(point)
    try {
      return getItem(table, point)
    } catch (error) {
      if (isError(error, 'LookupError')) return undefined
      throw error
    }
  }
  return strings.translate(self, (point) => {
    const to = find(point)
    if (to === undefined) return undefined
    if (to === null) return null
    const code = asInt(to)
    if (code !== undefined) {
      if (code < 0 || code > 0x10ffff)
        throw raise('ValueError', 'character mapping must be in range(0x110000)')
      return String.fromCodePoint(Number(code))
    }
    return asStr(to) ?? wrong('character mapping must return integer, None or str')
  })
}

function makeTrans(x: Value, y: Value | undefined, z: Value | undefined): Value {
  const table = new PyDict()
  const point = (char: string) => char.codePointAt(0)!
  if (y === undefined) {
    if (!(x instanceof PyDict))
      throw newTypeError('if you give only one argument to maketrans it must be a dict')
    for (const [key, value] of x.entries()) {
      const char = asStr(key)
      if (char === undefined && asInt(key) === undefined)
        throw newTypeError('keys in translate table must be strings or integers')
      if (char !== undefined && strings.lengthOf(char) !== 1) {
        throw raise('ValueError', 'string keys in translate table must be of length 1')
      }
      table.set(char === undefined ? key : point(char), value)
    }
    return table
  }
  const first = asStr(x) ?? wrong('first maketrans argument must be a string if there is a second argument')
  const from = Array.from(first)
  const to = Array.from(asStr(y) ?? wrong(`maketrans() argument 2 must be str, not ${typeNameOf(y)}`))
  if (from.length !== to.length)
    throw raise('ValueError', 'the first two maketrans arguments must have equal length')
  from.forEach((char, i) => {
    table.set(point(char), point(to[i]!))
  })
  if (z !== undefined) {
    for (const char of asStr(z) ?? wrong(`maketrans() argument 3 must be str, not ${typeNameOf(z)}`))
      table.set(point(char), null)
  }
  return table
}

function replace(self: string, old: Value, by: Value, count: Value): string {
  return strings.replace(
    self,
    need(old, 'replace', 'argument 1'),
    need(by, 'replace', 'argument 2'),
    toCount(count),
  )
}

// --- slots ---------------------------------------------------------------------------------------------------------

function getItemOf(self: Value, key: Value): Value {
  const value = text(self)
  if (!(key instanceof PySlice))
    return strings.pointAt(value, positionOf(key, strings.lengthOf(value), 'string'))
  const { start, step, count } = indicesOf(key, strings.lengthOf(value))
  if (step === 1) return strings.sliceOf(value, start, start + count)
  const points = strings.pointsOf(value)
  let out = ''
  for (let i = 0, at = start; i < count; i++, at += step) out += points[at]
  return out
}

function repeated(self: Value, other: Value): Value {
  const count = countOf(other)
  if (count === undefined) return NotImplemented
  const value = text(self)
  if (value.length * count > 0x1fffffe8) throw raise('MemoryError')
  return strings.repeat(value, count)
}

const order =
  (test: (sign: number) => boolean) =>
  (self: Value, other: Value): Value => {
    const b = asStr(other)
    return b === undefined ? NotImplemented : test(strings.compareStrings(text(self), b))
  }

const walk = (name: string): SequenceKind<string> => ({
  name,
  step: (self) => {
    const points = strings.pointsOf(self.sequence)
    return () => {
      if (self.at < 0) return undefined
      if (self.at < points.length) return points[self.at++]
      self.at = -1
      return undefined
    }
  },
  length: (sequence) => strings.lengthOf(sequence),
  ended: () => '',
})
const [walkAscii, walkText] = [walk('str_ascii_iterator'), walk('str_iterator')]

function iterateText(self: Value): Value {
  const value = text(self)
  return sequenceIterator(strings.isAscii(value) ? walkAscii : walkText, value)
}

const SEARCH = '(self, sub, start=None, end=None, /)'

export const strType = defineType({
  name: 'str',
  register: 'str',
  signature: "str(object='')",
  doc: 'Create a new string object from the given object.',
  new: newStr,
  convert: str,
  methods: {
    'capitalize(self, /)': strings.capitalize,
    'casefold(self, /)': strings.casefold,
    "center(self, width, fillchar=' ', /)": padded(strings.center),
    [`count${SEARCH}`]: (self: string, part: Value, start: Value, stop: Value) =>
      strings.count(self, mustBeStr(part), bound(start), bound(stop)),
    "encode(self, /, encoding='utf-8', errors='strict')": (self: string, encoding: Value, errors: Value) =>
      encodeText(
        self,
        need(encoding, 'encode', "argument 'encoding'"),
        need(errors, 'encode', "argument 'errors'"),
      ),
    'endswith(self, suffix, start=None, end=None, /)': affix('endswith', strings.endsWith),
    'expandtabs(self, /, tabsize=8)': (self: string, size: Value) => strings.expandTabs(self, toCount(size)),
    [`find${SEARCH}`]: search(strings.find, false),
    'format(self, *args, **kwargs)': (self: string, args: Value[], kwargs: Kwargs) =>
      formatTemplate(self, args, kwargs),
    'format_map(self, mapping, /)': formatMap,
    [`index${SEARCH}`]: search(strings.find, true),
    'isalnum(self, /)': strings.isAlnum,
    'isalpha(self, /)': strings.isAlpha,
    'isascii(self, /)': strings.isAscii,
    'isdecimal(self, /)': strings.isDecimal,
    'isdigit(self, /)': strings.isDigit,
    'isidentifier(self, /)': strings.isIdentifier,
    'islower(self, /)': strings.isLower,
    'isnumeric(self, /)': strings.isNumeric,
    'isprintable(self, /)': strings.isPrintable,
    'isspace(self, /)': strings.isSpace,
    'istitle(self, /)': strings.isTitle,
    'isupper(self, /)': strings.isUpper,
    'join(self, iterable, /)': join,
    "ljust(self, width, fillchar=' ', /)": padded(strings.ljust),
    'lower(self, /)': (self: string) => self.toLowerCase(),
    'lstrip(self, chars=None, /)': stripper('lstrip', true, false),
    'partition(self, sep, /)': (self: string, sep: Value) =>
      tuple(...strings.partition(self, mustBeStr(sep))),
    'removeprefix(self, prefix, /)': (self: string, prefix: Value) =>
      strings.removePrefix(self, need(prefix, 'removeprefix')),
    'removesuffix(self, suffix, /)': (self: string, suffix: Value) =>
      strings.removeSuffix(self, need(suffix, 'removesuffix')),
    'replace(self, old, new, count=-1, /)': replace,
    [`rfind${SEARCH}`]: search(strings.rfind, false),
    [`rindex${SEARCH}`]: search(strings.rfind, true),
    "rjust(self, width, fillchar=' ', /)": padded(strings.rjust),
    'rpartition(self, sep, /)': (self: string, sep: Value) =>
      tuple(...strings.rpartition(self, mustBeStr(sep))),
    'rsplit(self, /, sep=None, maxsplit=-1)': (self: string, sep: Value, limit: Value) =>
      list(strings.rsplit(self, separator(sep), toCount(limit))),
    'rstrip(self, chars=None, /)': stripper('rstrip', false, true),
    'split(self, /, sep=None, maxsplit=-1)': (self: string, sep: Value, limit: Value) =>
      list(strings.split(self, separator(sep), toCount(limit))),
    'splitlines(self, /, keepends=False)': (self: string, keep: Value) =>
      list(strings.splitLines(self, truthy(keep))),
    'startswith(self, prefix, start=None, end=None, /)': affix('startswith', strings.startsWith),
    'strip(self, chars=None, /)': stripper('strip', true, true),
    'swapcase(self, /)': strings.swapCase,
    'title(self, /)': strings.title,
    'translate(self, table, /)': translate,
    'upper(self, /)': (self: string) => self.toUpperCase(),
    'zfill(self, width, /)': (self: string, width: Value) => strings.zfill(self, toCount(width)),
    '__getnewargs__(self, /)': (self: string) => tuple(self),
  },
  staticMethods: { 'maketrans(x, y=<absent>, z=<absent>, /)': makeTrans },
  slots: {
    repr: (self) => reprString(text(self)),
    str: text,
    format: (self, spec) =>
      spec === '' && typeof self !== 'string' ? str(self) : formatString(text(self), spec),
    hash: (self) => hashText(text(self)),
    bool: (self) => text(self) !== '',
    len: (self) => strings.lengthOf(text(self)),
    iter: iterateText,
    getitem: getItemOf,
    contains: (self, part) =>
      text(self).includes(
        asStr(part) ?? wrong(`'in <string>' requires string as left operand, not ${typeNameOf(part)}`),
      ),
    eq: (self, other) => {
      const b = asStr(other)
      return b === undefined ? NotImplemented : text(self) === b
    },
    lt: order((sign) => sign < 0),
    le: order((sign) => sign <= 0),
    gt: order((sign) => sign > 0),
    ge: order((sign) => sign >= 0),
    add: (self, other) => {
      const b = asStr(other)
      return b === undefined ? NotImplemented : text(self) + b
    },
    mul: repeated,
    rmul: repeated,
    mod: (self, other) => percentFormat(text(self), other),
    rmod: (self, other) => {
      const template = asStr(other)
      return template === undefined ? NotImplemented : percentFormat(template, self)
    },
  },
})
