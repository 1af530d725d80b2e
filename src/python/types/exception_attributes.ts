/** What particular exception types keep beside their arguments: which attributes, from which arguments, and how they are told. */
import type { PyException } from '../object/errors.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { type Kwargs, typeOf, type Value } from '../object/object.js'
import { repr, str, toArray } from '../object/protocol.js'
import { asInt, asStr, PyByteArray, PyBytes, PyTuple } from '../object/values.js'
import { pointsOf } from '../text/strings.js'

type Read = (args: readonly Value[], kwargs: Kwargs | null) => Value

export interface ExceptionKind {
  /** Attributes, with what the constructor's arguments give them. */
  attributes: Record<string, Read>
  /** Keywords that the constructor takes. */
  keywords?: readonly string[]
  /** What it has without `__init__`. */
  blank?: Record<string, Value>
  /** Refuses arguments of `__init__`. */
  check?(args: readonly Value[]): void
}

const arg =
  (i: number): Read =>
  (args) =>
    args[i] ?? null
const keyword =
  (name: string): Read =>
  (_, kwargs) =>
    kwargs?.get(name) ?? null
const osArg =
  (i: number): Read =>
  (args) =>
    args.length >= 2 && args.length <= 5 ? (args[i] ?? null) : null
/** A part of the place of a SyntaxError: (filename, lineno, offset, text, end_lineno, end_offset). */
const place =
  (i: number): Read =>
  (args) =>
    args.length === 2 ? (toArray(args[1])[i] ?? null) : null

function checkPlace(args: readonly Value[]): void {
  if (args.length !== 2) return
  const { length } = toArray(args[1])
  if (length < 4 || length > 6) {
    const bound = length < 4 ? 'least 4' : 'most 6'
    throw newTypeError(`function takes at ${bound} arguments (${length} given)`)
  }
  if (length === 5) throw newTypeError('end_offset must be provided when end_lineno is provided')
}

/** Arguments of the errors of codecs: texts (U), bytes (y) and ints (n). */
const checkCodec = (format: string) => (args: readonly Value[]) => {
  if (args.length !== format.length)
    throw newTypeError(`function takes exactly ${format.length} arguments (${args.length} given)`)
  args.forEach((value, i) => {
    if (format[i] === 'U' && asStr(value) === undefined)
      throw newTypeError(`argument ${i + 1} must be str, not ${typeNameOf(value)}`)
    if (format[i] === 'n' && asInt(value) === undefined && typeOf(value).slots.index === undefined)
      throw newTypeError(`'${typeNameOf(value)}' object cannot be interpreted as an integer`)
    if (format[i] === 'y' && !(value instanceof PyBytes) && !(value instanceof PyByteArray))
      throw newTypeError(`a bytes-like object is required, not '${typeNameOf(value)}'`)
  })
}

const BLANK = { encoding: null, object: null, start: 0, end: 0, reason: null }

const codec = (format: string): ExceptionKind => ({
  attributes: { encoding: arg(0), object: arg(1), start: arg(2), end: arg(3), reason: arg(4) },
  check: checkCodec(format),
  blank: BLANK,
})

/** The object is kept as bytes, whatever kind of bytes it was. */
function decodeKind(): ExceptionKind {
  const { attributes, check } = codec('UynnU')
  const object: Read = ([, data]) =>
    data instanceof PyByteArray ? new PyBytes(data.data.slice()) : (data ?? null)
  return { attributes: { ...attributes, object }, check, blank: BLANK }
}

export const exceptionKinds: Record<string, ExceptionKind> = {
  StopIteration: { attributes: { value: arg(0) } },
  SystemExit: { attributes: { code: (args) => (args.length > 1 ? new PyTuple(args) : (args[0] ?? null)) } },
  NameError: { attributes: { name: keyword('name') }, keywords: ['name'] },
  AttributeError: { attributes: { name: keyword('name'), obj: keyword('obj') }, keywords: ['name', 'obj'] },
  ImportError: {
    attributes: {
      name: keyword('name'),
      path: keyword('path'),
      msg: (args) => (args.length === 1 ? args[0] : null),
    },
    keywords: ['name', 'path'],
  },
  OSError: { attributes: { errno: osArg(0), strerror: osArg(1), filename: osArg(2), filename2: osArg(4) } },
  SyntaxError: {
    attributes: {
      msg: arg(0),
      filename: place(0),
      lineno: place(1),
      offset: place(2),
      text: place(3),
      end_lineno: place(4),
      end_offset: place(5),
      print_file_and_line: () => null,
    },
    check: checkPlace,
  },
  UnicodeDecodeError: decodeKind(),
  UnicodeEncodeError: codec('UUnnU'),
  UnicodeTranslateError: {
    attributes: { encoding: () => null, object: arg(0), start: arg(1), end: arg(2), reason: arg(3) },
    check: checkCodec('UnnU'),
    blank: BLANK,
  },
}

/** The kind of an exception's type: its own, or that of the nearest base that has one. */
export function kindOf(self: PyException): [string, ExceptionKind] | undefined {
  for (const cls of self.cls.mro) {
    const kind = cls.isNative ? exceptionKinds[cls.name] : undefined
    if (kind !== undefined) return [cls.name, kind]
  }
  return undefined
}

/** Fills in the attributes from the constructor's arguments. */
export function fillAttributes(self: PyException, args: readonly Value[], kwargs: Kwargs | null): void {
  const found = kindOf(self)
  if (kwargs !== null && kwargs.size > 0) {
    const unknown = [...kwargs.keys()].find((name) => !found?.[1].keywords?.includes(name))
    if (unknown !== undefined) {
      if (found?.[1].keywords === undefined)
        throw newTypeError(`${self.cls.name}() takes no keyword arguments`)
      throw newTypeError(`'${unknown}' is an invalid keyword argument for ${found[0]}()`)
    }
  }
  if (found === undefined) return
  const [, kind] = found
  kind.check?.(args)
  self.extra = new Map(Object.entries(kind.attributes).map(([name, read]) => [name, read(args, kwargs)]))
}

// --- text ---------------------------------------------------------------------------------------------------------

const of = (self: PyException, name: string): Value => self.extra?.get(name) ?? null

/** `\\xe9`, `\\u3042` or `\\U0001f600`, as codec errors show a character. */
function escapeCharacter(code: number): string {
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** What a codec met: a character or byte, or several, and where. */
function metBy(verb: 'decode' | 'encode' | 'translate') {
  return (self: PyException): string => {
    const object = of(self, 'object')
    // Made without `__init__`.
    if (object === null) return ''
    const items =
      object instanceof PyBytes || object instanceof PyByteArray ? object.data : pointsOf(str(object))
    const [start, end] = ['start', 'end'].map((name) => Number(asInt(of(self, name))))
    const kind = typeof object === 'string' ? 'character' : 'byte'
    const item = items[start]
    const one = typeof item === 'number' ? `0x${item.toString(16).padStart(2, '0')}` : null
    const what =
      start >= 0 && start < items.length && end === start + 1
        ? `${kind} ${one ?? `'${escapeCharacter(String(item).codePointAt(0)!)}'`} in position ${start}`
        : `${kind}s in position ${start}-${end - 1}`
    const who = verb === 'translate' ? '' : `'${str(of(self, 'encoding'))}' codec `
    return `${who}can't ${verb} ${what}: ${str(of(self, 'reason'))}`
  }
}

/** How kinds are told that don't show their arguments; undefined when this one does. */
export const kindTexts: Record<string, (self: PyException) => string | undefined> = {
  UnicodeDecodeError: metBy('decode'),
  UnicodeEncodeError: metBy('encode'),
  UnicodeTranslateError: metBy('translate'),
  ImportError: (self) => asStr(of(self, 'msg')),
  KeyError: (self) => (self.args.items.length === 1 ? repr(self.args.items[0]) : undefined),
  OSError: (self) => {
    const [errno, filename, filename2] = ['errno', 'filename', 'filename2'].map((name) => of(self, name))
    if (errno === null && of(self, 'strerror') === null) return undefined
    const head = `[Errno ${str(errno)}] ${str(of(self, 'strerror'))}`
    if (filename === null) return head
    return `${head}: ${repr(filename)}${filename2 === null ? '' : ` -> ${repr(filename2)}`}`
  },
  SyntaxError: (self) => {
    const [msg, file, line] = ['msg', 'filename', 'lineno'].map((name) => of(self, name))
    const name = typeof file === 'string' ? file.slice(file.lastIndexOf('/') + 1) : null
    const where = [...(name === null ? [] : [name]), ...(typeof line === 'number' ? [`line ${line}`] : [])]
    return where.length === 0 ? str(msg) : `${str(msg)} (${where.join(', ')})`
  },
}

// --- attributes of all --------------------------------------------------------------------------------------------

/** A value for `__cause__` or `__context__`. */
export function linked(value: Value | undefined, what: 'cause' | 'context', isException: boolean): Value {
  if (value === undefined) throw newTypeError(`__${what}__ may not be deleted`)
  if (value !== null && !isException)
    throw newTypeError(`exception ${what} must be None or derive from BaseException`)
  return value
}

/** The characters that a BlockingIOError wrote, an AttributeError where nobody said. */
export function charactersWritten(self: PyException): Value {
  const count = self.extra?.get('characters_written')
  if (count === undefined) throw raise('AttributeError', 'characters_written')
  return count
}
