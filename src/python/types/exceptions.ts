/**
 * The exception hierarchy: one table of names and bases, and the attributes that particular types have.
 */
import { defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { exceptionTypes, PyException, PyTraceback } from '../object/errors.js'
import { Frame } from '../object/frame.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { dictOf, type Kwargs, ownNames, type PyType, setOwn, type Value } from '../object/object.js'
import { repr, setAttr, str, toArray } from '../object/protocol.js'
import { asStr, EMPTY_TUPLE, PyList, PyTuple, tuple } from '../object/values.js'

/** Bases first, as in CPython's documentation; indentation of the hierarchy is in the grouping. */
const hierarchy: Record<string, readonly string[]> = {
  BaseException: ['SystemExit', 'KeyboardInterrupt', 'GeneratorExit', 'Exception'],
  Exception: [
    'StopIteration',
    'StopAsyncIteration',
    'ArithmeticError',
    'AssertionError',
    'AttributeError',
    'BufferError',
    'EOFError',
    'ImportError',
    'LookupError',
    'MemoryError',
    'NameError',
    'OSError',
    'ReferenceError',
    'RuntimeError',
    'SyntaxError',
    'SystemError',
    'TypeError',
    'ValueError',
    'Warning',
  ],
  ArithmeticError: ['FloatingPointError', 'OverflowError', 'ZeroDivisionError'],
  ImportError: ['ModuleNotFoundError'],
  LookupError: ['IndexError', 'KeyError'],
  NameError: ['UnboundLocalError'],
  OSError: [
    'BlockingIOError',
    'ChildProcessError',
    'ConnectionError',
    'FileExistsError',
    'FileNotFoundError',
    'InterruptedError',
    'IsADirectoryError',
    'NotADirectoryError',
    'PermissionError',
    'ProcessLookupError',
    'TimeoutError',
  ],
  ConnectionError: [
    'BrokenPipeError',
    'ConnectionAbortedError',
    'ConnectionRefusedError',
    'ConnectionResetError',
  ],
  RuntimeError: ['NotImplementedError', 'RecursionError'],
  SyntaxError: ['IndentationError'],
  IndentationError: ['TabError'],
  ValueError: ['UnicodeError'],
  UnicodeError: ['UnicodeDecodeError', 'UnicodeEncodeError', 'UnicodeTranslateError'],
  Warning: [
    'BytesWarning',
    'DeprecationWarning',
    'EncodingWarning',
    'FutureWarning',
    'ImportWarning',
    'PendingDeprecationWarning',
    'ResourceWarning',
    'RuntimeWarning',
    'SyntaxWarning',
    'UnicodeWarning',
    'UserWarning',
  ],
}

type Extra = Record<string, (args: readonly Value[], kwargs: Kwargs | null) => Value>
const arg =
  (i: number) =>
  (args: readonly Value[]): Value =>
    args[i] ?? null
const keyword =
  (name: string) =>
  (_: readonly Value[], kwargs: Kwargs | null): Value =>
    kwargs?.get(name) ?? null

/** Attributes that a type reads from its arguments when it is made. */
const extras: Record<string, Extra> = {
  StopIteration: { value: arg(0) },
  StopAsyncIteration: {},
  SystemExit: { code: (args) => (args.length > 1 ? new PyTuple(args) : (args[0] ?? null)) },
  NameError: { name: keyword('name') },
  AttributeError: { name: keyword('name'), obj: keyword('obj') },
  ImportError: { name: keyword('name'), path: keyword('path'), msg: arg(0) },
  OSError: { errno: osArg(0), strerror: osArg(1), filename: osArg(2), filename2: osArg(4) },
  SyntaxError: {
    msg: arg(0),
    filename: place(0),
    lineno: place(1),
    offset: place(2),
    text: place(3),
    end_lineno: place(4),
    end_offset: place(5),
    print_file_and_line: () => null,
  },
  UnicodeDecodeError: { encoding: arg(0), object: arg(1), start: arg(2), end: arg(3), reason: arg(4) },
  UnicodeEncodeError: { encoding: arg(0), object: arg(1), start: arg(2), end: arg(3), reason: arg(4) },
}

function osArg(i: number) {
  return (args: readonly Value[]): Value => (args.length >= 2 ? (args[i] ?? null) : null)
}
function place(i: number) {
  return (args: readonly Value[]): Value => (args[1] instanceof PyTuple ? (args[1].items[i] ?? null) : null)
}

/** errno → the subclass that OSError(errno, …) makes. */
const errnoTypes: Record<number, string> = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  10: 'ChildProcessError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  32: 'BrokenPipeError',
  110: 'TimeoutError',
  111: 'ConnectionRefusedError',
}

function newException(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const { OSError } = exceptionTypes
  if (
    cls === OSError &&
    args.length >= 2 &&
    typeof args[0] === 'number' &&
    errnoTypes[args[0]] !== undefined
  ) {
    cls = exceptionTypes[errnoTypes[args[0]]]
  }
  const exception = new PyException(
    cls,
    cls.isSubtypeOf(OSError) && args.length > 2 ? args.slice(0, 2) : args,
  )
  const extra = extraOf(cls)
  if (extra !== undefined)
    exception.extra = new Map(Object.entries(extra).map(([name, read]) => [name, read(args, kwargs)]))
  return exception
}

function extraOf(cls: PyType): Extra | undefined {
  for (const each of cls.mro) if (each.isNative && extras[each.name] !== undefined) return extras[each.name]
  return undefined
}

function initException(self: PyException, args: Value[], kwargs: Kwargs | null): void {
  const extra = extraOf(self.cls)
  if (kwargs !== null && kwargs.size > 0) {
    const unknown = [...kwargs.keys()].find((name) => extra?.[name] === undefined)
    if (unknown !== undefined || extra === undefined)
      throw newTypeError(`${self.cls.name}() takes no keyword arguments`)
  }
  if (!self.cls.isSubtypeOf(exceptionTypes.OSError))
    self.args = args.length === 0 ? EMPTY_TUPLE : new PyTuple(args)
  if (extra !== undefined)
    self.extra = new Map(Object.entries(extra).map(([name, read]) => [name, read(args, kwargs)]))
}

// --- text ---------------------------------------------------------------------------------------------------------

function strException(self: PyException): string {
  const { items } = self.args
  if (self.cls.isSubtypeOf(exceptionTypes.OSError)) {
    const errno = self.extra?.get('errno') ?? null
    const filename = self.extra?.get('filename') ?? null
    if (errno !== null) {
      const head = `[Errno ${str(errno)}] ${str(self.extra!.get('strerror') ?? null)}`
      return filename === null ? head : `${head}: ${repr(filename)}`
    }
  }
  if (self.cls.isSubtypeOf(exceptionTypes.SyntaxError) && self.extra !== null) {
    const [msg, file, line] = ['msg', 'filename', 'lineno'].map((name) => self.extra!.get(name) ?? null)
    if (line !== null) {
      const name = typeof file === 'string' ? file.slice(file.lastIndexOf('/') + 1) : null
      return name === null ? `${str(msg)} (line ${str(line)})` : `${str(msg)} (${name}, line ${str(line)})`
    }
  }
  if (self.cls.isSubtypeOf(exceptionTypes.UnicodeDecodeError)) return unicodeText(self, 'decode')
  if (self.cls.isSubtypeOf(exceptionTypes.UnicodeEncodeError)) return unicodeText(self, 'encode')
  if (items.length === 0) return ''
  if (items.length === 1)
    return self.cls.isSubtypeOf(exceptionTypes.KeyError) ? repr(items[0]) : str(items[0])
  return repr(self.args)
}

/** `\\xe9`, `\\u3042` or `\\U0001f600`, as codec errors show a character. */
function escapeCharacter(code: number): string {
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

function unicodeText(self: PyException, verb: 'decode' | 'encode'): string {
  const [encoding, object, start, end, reason] = self.args.items
  if (typeof start !== 'number' || typeof end !== 'number') return repr(self.args)
  const data = object as { data?: Uint8Array } | string
  if (end - start === 1) {
    const what =
      typeof data === 'string'
        ? `character '${escapeCharacter([...data][start].codePointAt(0)!)}'`
        : `byte 0x${data!.data![start].toString(16).padStart(2, '0')}`
    return `'${str(encoding)}' codec can't ${verb} ${what} in position ${start}: ${str(reason)}`
  }
  return `'${str(encoding)}' codec can't ${verb} ${typeof data === 'string' ? 'characters' : 'bytes'} in position ${start}-${end - 1}: ${str(reason)}`
}

// --- types --------------------------------------------------------------------------------------------------------

const baseException = defineType({
  name: 'BaseException',
  js: PyException,
  instanceDict: true,
  new: newException,
  methods: {
    'with_traceback(self, tb, /)': (self: PyException, traceback: Value) => {
      self.traceback = traceback as PyTraceback | null
      return self
    },
    'add_note(self, note, /)': (self: PyException, note: Value) => {
      if (asStr(note) === undefined) throw newTypeError(`note must be a str, not '${typeNameOf(note)}'`)
      const notes = (dictOf(self) as PyDict).getStr('__notes__')
      if (notes instanceof PyList) notes.items.push(note)
      else setOwn(self, '__notes__', new PyList([note]))
    },
    '__reduce__(self, /)': (self: PyException) =>
      ownNames(self).length === 0
        ? tuple(self.cls, self.args)
        : tuple(self.cls, self.args, dictOf(self) as PyDict),
    '__setstate__(self, state, /)': (self: PyException, state: Value) => {
      if (state === null) return
      if (!(state instanceof PyDict)) throw newTypeError('state is not a dictionary')
      for (const [name, value] of state.entries()) setAttr(self, asStr(name)!, value)
    },
  },
  getset: {
    args: {
      get: (self: PyException) => self.args,
      set: (self: PyException, value) => void (self.args = new PyTuple(toArray(value ?? null))),
    },
    __cause__: {
      get: (self: PyException) => self.cause,
      set: (self: PyException, value) => {
        self.cause = value ?? null
        self.suppressContext = true
      },
    },
    __context__: {
      get: (self: PyException) => self.context,
      set: (self: PyException, value) => void (self.context = value ?? null),
    },
    __suppress_context__: {
      get: (self: PyException) => self.suppressContext,
      set: (self: PyException, value) => void (self.suppressContext = value === true),
    },
    __traceback__: {
      get: (self: PyException) => self.traceback,
      set: (self: PyException, value) => void (self.traceback = value as PyTraceback | null),
    },
  },
  slots: {
    init: initException,
    str: strException,
    repr: (self: PyException) => {
      const { items } = self.args
      return `${self.cls.name}(${items.map(repr).join(', ')})`
    },
  },
})
exceptionTypes.BaseException = baseException

function define(name: string, bases: PyType[]): void {
  const own = extras[name]
  exceptionTypes[name] = defineType({
    name,
    bases,
    getset: Object.fromEntries(
      Object.keys(own ?? {}).map((attribute) => [
        attribute,
        {
          get: (self: PyException) => self.extra?.get(attribute) ?? null,
          set: (self: PyException, value: Value | undefined) => {
            self.extra ??= new Map()
            self.extra.set(attribute, value ?? null)
          },
        },
      ]),
    ),
  })
}

const pending = ['BaseException']
for (let base = pending.shift(); base !== undefined; base = pending.shift()) {
  for (const name of hierarchy[base] ?? []) {
    define(name, [exceptionTypes[base]])
    pending.push(name)
  }
}
exceptionTypes.EnvironmentError = exceptionTypes.OSError
exceptionTypes.IOError = exceptionTypes.OSError

// --- traceback and frame objects ----------------------------------------------------------------------------------

export const tracebackType = defineType({
  name: 'traceback',
  register: 'traceback',
  js: PyTraceback,
  subclassable: false,
  getset: {
    tb_frame: (self: PyTraceback) => self.frame,
    tb_lineno: (self: PyTraceback) => self.node.line,
    tb_next: {
      get: (self: PyTraceback) => self.next,
      set: (self: PyTraceback, value) => void (self.next = value as PyTraceback | null),
    },
  },
})

export const frameType = defineType({
  name: 'frame',
  register: 'frame',
  js: Frame,
  subclassable: false,
  getset: {
    f_code: (self: Frame) => self.code,
    f_lineno: (self: Frame) => self.node.line,
    f_back: (self: Frame) => self.back,
    f_globals: (self: Frame) => self.globals,
    f_locals: (self: Frame) => self.names ?? PyDict.of(localsOf(self)),
  },
})

/** The bound local variables of a frame, by name. */
export function localsOf(frame: Frame): [string, Value][] {
  return frame.code.varNames.flatMap((name, i): [string, Value][] => {
    const home = frame.locals[i]
    const value =
      home !== undefined &&
      home !== null &&
      typeof home === 'object' &&
      'value' in home &&
      frame.code.cellSlots.concat(frameFree(frame)).includes(i)
        ? (home as { value: Value | undefined }).value
        : home
    return value === undefined || name.startsWith('.') ? [] : [[name, value]]
  })
}

const frameFree = (frame: Frame): number[] => frame.code.freeNames.map((_, i) => frame.code.freeStart + i)
