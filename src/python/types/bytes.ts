/**
 * bytes and bytearray: one table of methods over `data`, run as the str functions on Latin-1 text; bytearray adds what changes it.
 */

import { Signature } from '../object/bind.js'
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeFunction } from '../object/function.js'
import { hashText } from '../object/hashing.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Kwargs, PyType, Value } from '../object/object.js'
import { adopt, builtinTypes, typeOf } from '../object/object.js'
import { call, iterate, length, lookupSpecial, toCount, toIndex, truthy } from '../object/protocol.js'
import { type SequenceKind, sequenceIterator } from '../object/sequence_iterator.js'
import {
  asInt,
  asStr,
  EMPTY_TUPLE,
  NotImplemented,
  PyByteArray,
  PyBytes,
  PyList,
  PySlice,
  PyTuple,
  tuple,
} from '../object/values.js'
import { compareBytes, fromLatin1, hexText, latin1, lowerBytes, upperBytes } from '../text/bytes.js'
import { reprBytes } from '../text/repr.js'
import { sliceArray } from '../text/sequence.js'
import * as strings from '../text/strings.js'
import { decodeBytes, encodeText } from './encodings.js'
import { stateOf } from './reduce.js'
import { indicesOf, positionOf } from './slice.js'
import { bound } from './str.js'
import { percentBytes } from './str_format.js'

type ByteString = PyBytes | PyByteArray
const NOTHING = new Uint8Array(0)

/** The bytes of a bytes-like object; undefined if it is none. memoryview and host buffers answer through `__bytes__`-like hooks. */
export function dataOf(value: Value): Uint8Array | undefined {
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.data
  for (const { view } of buffers) {
    const data = view(value)
    if (data !== undefined) return data
  }
  return undefined
}

/** Another type whose objects serve as bytes-like: the bytes as they are now, and how others are put in their place. */
interface BufferType {
  view(value: Value): Uint8Array | undefined
  /** False for what is not of the type, or is read-only. */
  store(value: Value, bytes: Uint8Array): boolean
}
const buffers: BufferType[] = []
/** Lets another type's objects (memoryview, array) serve as bytes-like. */
export function registerBuffer(type: BufferType): void {
  buffers.push(type)
}

/** Puts bytes of the same length in the place of a bytes-like object's; false where it cannot be written to. */
export function storeInto(value: Value, bytes: Uint8Array): boolean {
  if (value instanceof PyByteArray) {
    value.data.set(bytes)
    return true
  }
  return buffers.some(({ store }) => store(value, bytes))
}

export const need = (value: Value): Uint8Array =>
  dataOf(value) ?? wrong(`a bytes-like object is required, not '${typeNameOf(value)}'`)

function wrong(message: string): never {
  throw newTypeError(message)
}

// --- constructor ---------------------------------------------------------------------------------------------------

function byteOf(item: Value, kind: string): number {
  const byte = toIndex(item)
  if (byte < 0 || byte > 255) {
    throw raise(
      'ValueError',
      kind === 'bytes' ? 'bytes must be in range(0, 256)' : 'byte must be in range(0, 256)',
    )
  }
  return Number(byte)
}

/** The bytes that an iterable of ints gives. */
function bytesIn(iterable: Value, kind: string): Uint8Array {
  const bytes: number[] = []
  for (const item of iterate(iterable)) bytes.push(byteOf(item, kind))
  return Uint8Array.from(bytes)
}

function content(kind: 'bytes' | 'bytearray', args: Value[], kwargs: Kwargs | null): Uint8Array {
  const [source, ...coding] = signatures[kind].bind(args, kwargs) as (Value | undefined)[]
  const [encoding, errors] = ['encoding', 'errors'].map((name, i) => {
    const given = coding[i]
    return given === undefined ? undefined : codingName(kind, name, given)
  })
  if (kind === 'bytes' && source !== undefined && encoding === undefined && errors === undefined) {
    const own = ownBytes(source)
    if (own !== undefined) return own.data
  }
  const text = source === undefined ? undefined : asStr(source)
  if (text !== undefined) {
    if (encoding === undefined) wrong('string argument without an encoding')
    return (encodeText(text, encoding, errors ?? 'strict') as PyBytes).data
  }
  if (encoding !== undefined || errors !== undefined) {
    wrong(encoding === undefined ? 'errors without a string argument' : 'encoding without a string argument')
  }
  if (source === undefined) return NOTHING
  const own = dataOf(source)
  if (own !== undefined) return own.slice()
  if (asInt(source) !== undefined || typeOf(source).slots.index !== undefined) {
    const count = toIndex(source)
    if (count < 0) throw raise('ValueError', 'negative count')
    if (typeof count === 'bigint')
      throw raise('OverflowError', "cannot fit 'int' into an index-sized integer")
    return new Uint8Array(count)
  }
  if (typeOf(source).slots.iter === undefined && typeOf(source).slots.getitem === undefined) {
    wrong(`cannot convert '${typeNameOf(source)}' object to ${kind}`)
  }
  return bytesIn(source, kind === 'bytes' ? 'bytes' : 'byte')
}

/** The name of an encoding or of what it does with errors, as `bytes()` and `decode()` take it. */
const codingName = (method: string, parameter: string, given: Value): string =>
  asStr(given) ?? wrong(`${method}() argument '${parameter}' must be str, not ${typeNameOf(given)}`)

/** What a class's `__bytes__` gives; undefined where it has none. */
function ownBytes(source: Value): PyBytes | undefined {
  if (typeOf(source).isNative) return undefined
  if (typeOf(source).lookup('__bytes__') === null) wrong("'NoneType' object is not callable")
  const convert = lookupSpecial(source, '__bytes__')
  if (convert === undefined) return undefined
  const result = call(convert, [])
  return result instanceof PyBytes
    ? result
    : wrong(`__bytes__ returned non-bytes (type ${typeNameOf(result)})`)
}

const signatures = {
  bytes: new Signature('bytes(source=<absent>, encoding=<absent>, errors=<absent>)', 'bytes'),
  bytearray: new Signature('bytearray(source=<absent>, encoding=<absent>, errors=<absent>)', 'bytearray'),
}

/** What stands between the digits of `hex()`. */
function separatorOf(value: Value): string {
  if (length(value) !== 1) throw raise('ValueError', 'sep must be length 1.')
  const separator = asStr(value) ?? (dataOf(value) && latin1(dataOf(value)!))
  if (separator === undefined) throw newTypeError('sep must be str or bytes.')
  if (separator > '\x7f') throw raise('ValueError', 'sep must be ASCII.')
  return separator
}

// --- methods -------------------------------------------------------------------------------------------------------

/** An object of the same kind: methods of subclasses give the plain type. */
const like = (self: Value, data: Uint8Array): ByteString =>
  self instanceof PyByteArray ? new PyByteArray(data) : new PyBytes(data)
const textLike = (self: ByteString, text: string) => like(self, fromLatin1(text))
const text = (self: ByteString) => latin1(self.data)
const argument = (value: Value) => latin1(need(value))

/** The needle of a search: bytes-like or one byte. */
function needle(value: Value): string {
  const data = dataOf(value)
  if (data !== undefined) return latin1(data)
  if (typeOf(value).slots.index === undefined) {
    wrong(`argument should be integer or bytes-like object, not '${typeNameOf(value)}'`)
  }
  return String.fromCharCode(byteOf(value, 'byte'))
}

type Search = (text: string, part: string, start?: number, stop?: number) => number
const search =
  (find: Search, missing: boolean) => (self: ByteString, part: Value, start: Value, stop: Value) => {
    const at = find(text(self), needle(part), bound(start), bound(stop))
    if (at < 0 && missing) throw raise('ValueError', 'subsection not found')
    return at
  }

const affix =
  (name: string, test: typeof strings.startsWith) =>
  (self: ByteString, parts: Value, start: Value, stop: Value) => {
    const each = (item: Value) =>
      dataOf(item) ?? wrong(`${name} first arg must be bytes or a tuple of bytes, not ${typeNameOf(item)}`)
    const list = parts instanceof PyTuple ? parts.items : [parts]
    return list.some((item) => test(text(self), latin1(each(item)), bound(start), bound(stop)))
  }

const pieces = (self: ByteString, parts: string[]) => new PyList(parts.map((part) => textLike(self, part)))
const optional = (value: Value) => (value === null ? undefined : argument(value))
const stripper = (left: boolean, right: boolean) => (self: ByteString, chars: Value) =>
  textLike(self, strings.strip(text(self), optional(chars), left, right, strings.asciiSpaces))
const padder =
  (name: string, pad: (text: string, width: number, fill: string) => string) =>
  (self: ByteString, width: Value, fill: Value) => {
    const data = fill === ' ' ? fromLatin1(' ') : dataOf(fill)
    if (data === undefined || data.length !== 1) {
      wrong(`${name}() argument 2 must be a byte string of length 1, not ${typeNameOf(fill)}`)
    }
    return textLike(self, pad(text(self), toCount(width), latin1(data!)))
  }
const test = (pattern: RegExp) => (self: ByteString) => pattern.test(text(self))
const mapped = (map: (text: string) => string) => (self: ByteString) => textLike(self, map(text(self)))
const SEARCH = '(self, sub, start=None, end=None, /)'

const methods: Record<string, NativeFunction> = {
  'capitalize(self, /)': (self: ByteString) => {
    const lower = lowerBytes(self.data)
    lower.set(upperBytes(lower.subarray(0, 1)))
    return like(self, lower)
  },
  "center(self, width, fillchar=' ', /)": padder('center', strings.center),
  [`count${SEARCH}`]: (self: ByteString, part: Value, start: Value, stop: Value) =>
    strings.count(text(self), needle(part), bound(start), bound(stop)),
  "decode(self, /, encoding='utf-8', errors='strict')": (self: ByteString, encoding: Value, errors: Value) =>
    decodeBytes(
      self.data,
      codingName('decode', 'encoding', encoding),
      codingName('decode', 'errors', errors),
    ),
  'endswith(self, suffix, start=None, end=None, /)': affix('endswith', strings.endsWith),
  'expandtabs(self, /, tabsize=8)': (self: ByteString, size: Value) =>
    textLike(self, strings.expandTabs(text(self), toCount(size))),
  [`find${SEARCH}`]: search(strings.find, false),
  'hex(self, /, sep=<unrepresentable>, bytes_per_sep=1)': (
    self: ByteString,
    separator: Value | undefined,
    every: Value,
  ) => hexText(self.data, separator === undefined ? '' : separatorOf(separator), toCount(every)),
  [`index${SEARCH}`]: search(strings.find, true),
  'isalnum(self, /)': test(/^[0-9A-Za-z]+$/),
  'isalpha(self, /)': test(/^[A-Za-z]+$/),
  'isascii(self, /)': test(/^[\x00-\x7f]*$/),
  'isdigit(self, /)': test(/^[0-9]+$/),
  'islower(self, /)': test(/^[^A-Z]*[a-z][^A-Z]*$/),
  'isspace(self, /)': test(/^[\t-\r ]+$/),
  // biome-ignore lint/correctness/noEmptyCharacterClassInRegex: it matches nothing, on purpose
  'istitle(self, /)': test(/^(?![^]*[A-Za-z][A-Z])(?:[^A-Za-z]*[A-Z][a-z]*)+[^A-Za-z]*$/),
  'isupper(self, /)': test(/^[^a-z]*[A-Z][^a-z]*$/),
  'join(self, iterable_of_bytes, /)': (self: ByteString, iterable: Value) => {
    const parts: string[] = []
    for (const item of iterate(iterable)) {
      const data = dataOf(item)
      if (data === undefined) {
        wrong(`sequence item ${parts.length}: expected a bytes-like object, ${typeNameOf(item)} found`)
      }
      parts.push(latin1(data!))
    }
    return textLike(self, parts.join(text(self)))
  },
  "ljust(self, width, fillchar=' ', /)": padder('ljust', strings.ljust),
  'lower(self, /)': (self: ByteString) => like(self, lowerBytes(self.data)),
  'lstrip(self, bytes=None, /)': stripper(true, false),
  'partition(self, sep, /)': (self: ByteString, separator: Value) =>
    tuple(...strings.partition(text(self), argument(separator)).map((part) => textLike(self, part))),
  'removeprefix(self, prefix, /)': (self: ByteString, prefix: Value) =>
    textLike(self, strings.removePrefix(text(self), argument(prefix))),
  'removesuffix(self, suffix, /)': (self: ByteString, suffix: Value) =>
    textLike(self, strings.removeSuffix(text(self), argument(suffix))),
  'replace(self, old, new, count=-1, /)': (self: ByteString, old: Value, by: Value, count: Value) =>
    textLike(self, strings.replace(text(self), argument(old), argument(by), toCount(count))),
  [`rfind${SEARCH}`]: search(strings.rfind, false),
  [`rindex${SEARCH}`]: search(strings.rfind, true),
  "rjust(self, width, fillchar=' ', /)": padder('rjust', strings.rjust),
  'rpartition(self, sep, /)': (self: ByteString, separator: Value) =>
    tuple(...strings.rpartition(text(self), argument(separator)).map((part) => textLike(self, part))),
  'rsplit(self, /, sep=None, maxsplit=-1)': (self: ByteString, separator: Value, limit: Value) =>
    pieces(self, strings.rsplit(text(self), optional(separator), toCount(limit), strings.asciiSpaces)),
  'rstrip(self, bytes=None, /)': stripper(false, true),
  'split(self, /, sep=None, maxsplit=-1)': (self: ByteString, separator: Value, limit: Value) =>
    pieces(self, strings.split(text(self), optional(separator), toCount(limit), strings.asciiSpaces)),
  'splitlines(self, /, keepends=False)': (self: ByteString, keep: Value) =>
    pieces(self, strings.splitLines(text(self), truthy(keep), strings.asciiLineEnds)),
  'startswith(self, prefix, start=None, end=None, /)': affix('startswith', strings.startsWith),
  'strip(self, bytes=None, /)': stripper(true, true),
  'swapcase(self, /)': mapped((value) =>
    value.replace(/[A-Za-z]/g, (char) => (char < 'a' ? char.toLowerCase() : char.toUpperCase())),
  ),
  'title(self, /)': mapped((value) =>
    value.replace(/[A-Za-z]+/g, (word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase()),
  ),
  "translate(self, table, /, delete=b'')": (self: ByteString, table: Value, remove: Value) => {
    const map = table === null ? undefined : need(table)
    if (map !== undefined && map.length !== 256)
      throw raise('ValueError', 'translation table must be 256 characters long')
    const drop = new Set(remove === undefined ? [] : need(remove))
    return like(
      self,
      self.data.filter((byte) => !drop.has(byte)).map((byte) => map?.[byte] ?? byte),
    )
  },
  'upper(self, /)': (self: ByteString) => like(self, upperBytes(self.data)),
  'zfill(self, width, /)': (self: ByteString, width: Value) =>
    textLike(self, strings.zfill(text(self), toCount(width))),
}

function fromHex(cls: PyType, source: Value): Value {
  const digits = asStr(source) ?? wrong(`fromhex() argument must be str, not ${typeNameOf(source)}`)
  const bytes: number[] = []
  for (let i = 0; i < digits.length; ) {
    if (/[ \t-\r]/.test(digits[i]!)) i++
    else {
      const bad = /[0-9a-fA-F]/.test(digits[i]!) ? i + 1 : i
      if (!/^[0-9a-fA-F]{2}$/.test(digits.slice(i, i + 2))) {
        throw raise('ValueError', `non-hexadecimal number found in fromhex() arg at position ${bad}`)
      }
      bytes.push(Number.parseInt(digits.slice(i, i + 2), 16))
      i += 2
    }
  }
  const data = Uint8Array.from(bytes)
  const value = cls.isSubtypeOf(builtinTypes.bytearray) ? new PyByteArray(data) : new PyBytes(data)
  return cls.isNative ? value : call(cls, [value])
}

function makeTrans(from: Value, to: Value): Value {
  const [a, b] = [need(from), need(to)]
  if (a.length !== b.length) throw raise('ValueError', 'maketrans arguments must have same length')
  const table = Uint8Array.from({ length: 256 }, (_, i) => i)
  a.forEach((byte, i) => {
    table[byte] = b[i]!
  })
  return new PyBytes(table)
}

// --- slots ---------------------------------------------------------------------------------------------------------

function getItemOf(self: ByteString, key: Value): Value {
  const { data } = self
  if (key instanceof PySlice) {
    const where = indicesOf(key, data.length)
    if (where.step === 1) return like(self, data.slice(where.start, where.start + where.count))
    return like(self, Uint8Array.from(sliceArray(Array.from(data), where)))
  }
  return data[positionOf(key, data.length, self instanceof PyBytes ? 'byte' : 'bytearray')]!
}

function repeat(self: ByteString, other: Value): Value {
  if (asInt(other) === undefined && typeOf(other).slots.index === undefined) return NotImplemented
  const count = Math.max(0, toCount(other))
  if (self.data.length * count > 2 ** 31) throw raise('MemoryError')
  const out = new Uint8Array(self.data.length * count)
  for (let i = 0; i < count; i++) out.set(self.data, i * self.data.length)
  return like(self, out)
}

const order =
  (test: (sign: number) => boolean) =>
  (self: ByteString, other: Value): Value => {
    // bytearray is compared with all buffers, bytes only with these two.
    const known = self instanceof PyByteArray || other instanceof PyByteArray || other instanceof PyBytes
    const data = known ? dataOf(other) : undefined
    return data === undefined ? NotImplemented : test(compareBytes(self.data, data))
  }

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const out = new Uint8Array(a.length + b.length)
  out.set(a)
  out.set(b, a.length)
  return out
}

const walk = (name: string): SequenceKind<ByteString> => ({
  name,
  step: (self) => {
    const { sequence } = self
    return () => {
      if (self.at < 0) return undefined
      const item = sequence.data[self.at]
      if (item === undefined) self.at = -1
      else self.at++
      return item
    }
  },
  length: (sequence) => sequence.data.length,
  ended: () => EMPTY_TUPLE,
})

const shared = (kind: SequenceKind<ByteString>) => ({
  len: (self: ByteString) => self.data.length,
  iter: (self: ByteString) => sequenceIterator(kind, self),
  getitem: getItemOf,
  contains: (self: ByteString, item: Value) => {
    if (dataOf(item) === undefined && typeOf(item).slots.index === undefined) {
      wrong(`a bytes-like object is required, not '${typeNameOf(item)}'`)
    }
    return text(self).includes(needle(item))
  },
  eq: (self: ByteString, other: Value) => {
    const data = dataOf(other)
    return data === undefined ? NotImplemented : compareBytes(self.data, data) === 0
  },
  lt: order((sign) => sign < 0),
  le: order((sign) => sign <= 0),
  gt: order((sign) => sign > 0),
  ge: order((sign) => sign >= 0),
  add: (self: ByteString, other: Value) => {
    const data = dataOf(other)
    return data === undefined ? NotImplemented : like(self, joined(self.data, data))
  },
  mul: repeat,
  rmul: repeat,
  mod: (self: ByteString, other: Value) => textLike(self, percentBytes(text(self), other, latin1)),
  rmod: (self: ByteString, other: Value) =>
    (other instanceof PyBytes || other instanceof PyByteArray) && other.cls.native === self.cls.native
      ? textLike(other, percentBytes(text(other), self, latin1))
      : NotImplemented,
})

export const bytesType = defineType({
  name: 'bytes',
  register: 'bytes',
  js: PyBytes,
  signature: "bytes(source=b'', encoding=..., errors=...)",
  doc: 'An immutable array of bytes.',
  new: (cls, args, kwargs) => {
    if (cls === builtinTypes.bytes && args.length === 1 && kwargs === null) {
      const [source] = args as [Value]
      if (source instanceof PyBytes && source.cls === cls) return source
      const own = ownBytes(source)
      if (own !== undefined) return own
    }
    return adopt(new PyBytes(content('bytes', args, kwargs)), cls)
  },
  methods: {
    ...methods,
    '__getnewargs__(self, /)': (self: PyBytes) => tuple(new PyBytes(self.data)),
    '__bytes__(self, /)': (self: PyBytes) => (self.cls.isNative ? self : new PyBytes(self.data)),
  },
  classMethods: { 'fromhex(string, /)': fromHex },
  staticMethods: { 'maketrans(frm, to, /)': makeTrans },
  slots: {
    ...shared(walk('bytes_iterator')),
    repr: (self: PyBytes) => reprBytes(self.data),
    hash: (self: PyBytes) => hashText(latin1(self.data)),
  },
})

// --- bytearray -----------------------------------------------------------------------------------------------------

/** Replaces `count` bytes at `start`. */
function splice(self: PyByteArray, start: number, count: number, by: Uint8Array): void {
  self.data = joined(joined(self.data.subarray(0, start), by), self.data.subarray(start + count))
}

function setItemOf(self: PyByteArray, key: Value, value: Value): void {
  if (!(key instanceof PySlice)) {
    const at = positionOf(key, self.data.length, 'bytearray')
    const byte = byteOf(value, 'byte')
    // What made the byte may have shortened the array.
    if (at >= self.data.length) throw raise('IndexError', 'bytearray index out of range')
    self.data[at] = byte
    return
  }
  const where = indicesOf(key, self.data.length)
  const by = dataOf(value) ?? bytesIn(value, 'byte')
  if (where.step === 1) splice(self, where.start, where.count, by.slice())
  else {
    if (by.length !== where.count) {
      throw raise(
        'ValueError',
        `attempt to assign bytes of size ${by.length} to extended slice of size ${where.count}`,
      )
    }
    by.forEach((byte, i) => {
      self.data[where.start + i * where.step] = byte
    })
  }
}

function deleteItem(self: PyByteArray, key: Value): void {
  if (!(key instanceof PySlice)) {
    splice(self, positionOf(key, self.data.length, 'bytearray'), 1, NOTHING)
    return
  }
  const { start, step, count } = indicesOf(key, self.data.length)
  const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step))
  self.data = self.data.filter((_, i) => !gone.has(i))
}

const extended = (self: PyByteArray, iterable: Value) => {
  const own = dataOf(iterable)
  if (own === undefined && asStr(iterable) !== undefined) wrong("expected iterable of integers; got: 'str'")
  self.data = joined(self.data, own ?? bytesIn(iterable, 'byte'))
}

function pop(self: PyByteArray, index: Value): Value {
  if (self.data.length === 0) throw raise('IndexError', 'pop from empty bytearray')
  const at = toCount(index) < 0 ? toCount(index) + self.data.length : toCount(index)
  if (at < 0 || at >= self.data.length) throw raise('IndexError', 'pop index out of range')
  const byte = self.data[at]!
  splice(self, at, 1, NOTHING)
  return byte
}

/** As bytes, or as text for protocols that know no bytes. */
function reduceArray(self: PyByteArray, protocol: Value): Value {
  const bytes = new PyBytes(self.data.slice())
  const args =
    toCount(protocol) < 3
      ? tuple(latin1(bytes.data), 'latin-1')
      : self.data.length > 0
        ? tuple(bytes)
        : tuple()
  return tuple(self.cls, args, stateOf(self))
}

export const bytearrayType = defineType({
  name: 'bytearray',
  register: 'bytearray',
  js: PyByteArray,
  signature: "bytearray(source=b'', encoding=..., errors=...)",
  doc: 'A mutable array of bytes.',
  new: (cls) => adopt(new PyByteArray(NOTHING), cls),
  methods: {
    ...methods,
    'append(self, item, /)': (self: PyByteArray, item: Value) => {
      self.data = joined(self.data, Uint8Array.of(byteOf(item, 'byte')))
    },
    'clear(self, /)': (self: PyByteArray) => {
      self.data = NOTHING
    },
    'copy(self, /)': (self: PyByteArray) => new PyByteArray(self.data.slice()),
    '__reduce__(self, /)': (self: PyByteArray) => reduceArray(self, 2),
    '__reduce_ex__(self, protocol=0, /)': reduceArray,
    'extend(self, iterable_of_ints, /)': extended,
    'insert(self, index, item, /)': (self: PyByteArray, index: Value, item: Value) => {
      const [at] = strings.clip(toCount(index), undefined, self.data.length)
      splice(self, Math.min(at, self.data.length), 0, Uint8Array.of(byteOf(item, 'byte')))
    },
    'pop(self, index=-1, /)': pop,
    'remove(self, value, /)': (self: PyByteArray, value: Value) => {
      const at = self.data.indexOf(byteOf(value, 'byte'))
      if (at < 0) throw raise('ValueError', 'value not found in bytearray')
      splice(self, at, 1, NOTHING)
    },
    'reverse(self, /)': (self: PyByteArray) => {
      self.data = self.data.slice().reverse()
    },
  },
  classMethods: { 'fromhex(string, /)': fromHex },
  staticMethods: { 'maketrans(frm, to, /)': makeTrans },
  attributes: { __hash__: null },
  slots: {
    ...shared(walk('bytearray_iterator')),
    init: (self: PyByteArray, args, kwargs) => {
      self.data = content('bytearray', args, kwargs)
    },
    imul: (self: PyByteArray, other: Value) => {
      const repeated = repeat(self, other)
      if (!(repeated instanceof PyByteArray)) return NotImplemented
      self.data = repeated.data
      return self
    },
    repr: (self: PyByteArray) => `${self.cls.name}(${reprBytes(self.data)})`,
    setitem: setItemOf,
    delitem: deleteItem,
    iadd: (self: PyByteArray, other) => {
      const data = dataOf(other)
      if (data === undefined) wrong(`can't concat ${typeNameOf(other)} to ${typeNameOf(self)}`)
      self.data = joined(self.data, data!)
      return self
    },
  },
})
