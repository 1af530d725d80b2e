/**
 * The exception hierarchy: one table of names and bases, and the attributes that particular types have.
 */

import { defineType, fillType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { exceptionTypes, PyException, PyTraceback, raise } from '../object/errors.js'
import { Frame } from '../object/frame.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { dictOf, type Kwargs, ownNames, type PyType, setOwn, type Value } from '../object/object.js'
import { repr, setAttr, str, toArray, toIndex } from '../object/protocol.js'
import { asInt, asStr, EMPTY_TUPLE, PyList, PyTuple, tuple } from '../object/values.js'
import {
  charactersWritten,
  exceptionKinds,
  fillAttributes,
  kindOf,
  kindTexts,
  linked,
} from './exception_attributes.js'

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
  103: 'ConnectionAbortedError',
  104: 'ConnectionResetError',
  108: 'BrokenPipeError',
  110: 'TimeoutError',
  111: 'ConnectionRefusedError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
}

function newException(cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const { OSError } = exceptionTypes
  if (
    cls === OSError &&
    args.length >= 2 &&
    args.length <= 5 &&
    errnoTypes[Number(asInt(args[0]))] !== undefined
  ) {
    cls = exceptionTypes[errnoTypes[Number(asInt(args[0]))]]
  }
  if (cls.isSubtypeOf(OSError)) {
    const exception = new PyException(cls, [])
    if (readsInInit(cls)) fillAttributes(exception, [], null)
    else readOSArguments(exception, args, kwargs)
    return exception
  }
  const exception = new PyException(cls, args)
  // The errors of codecs look at their arguments in __init__ only.
  const kind = kindOf(exception)?.[1]
  if (kind?.blank !== undefined) exception.extra = new Map(Object.entries(kind.blank))
  else if (kind?.check === undefined) {
    const own = cls.slots.init !== baseException.slots.init
    fillAttributes(exception, args, own ? null : kwargs)
  }
  return exception
}

/** A subclass of OSError with an `__init__` of its own, and no `__new__`, has its arguments read when it hands them to OSError's. */
function readsInInit(cls: PyType): boolean {
  const { slots } = exceptionTypes.OSError
  return cls.slots.init !== slots.init && cls.slots.new === slots.new
}

function readOSArguments(self: PyException, args: Value[], kwargs: Kwargs | null): void {
  self.args = new PyTuple(args.length > 2 && args.length <= 5 ? args.slice(0, 2) : args)
  fillAttributes(self, args, kwargs)
  if (self.cls.isSubtypeOf(exceptionTypes.BlockingIOError) && asInt(args[2] ?? null) !== undefined) {
    self.args = new PyTuple(args)
    self.extra!.set('characters_written', args[2]).set('filename', null)
  }
}

function initException(self: PyException, args: Value[], kwargs: Kwargs | null): void {
  if (self.cls.isSubtypeOf(exceptionTypes.OSError)) {
    if (readsInInit(self.cls)) readOSArguments(self, args, kwargs)
    return
  }
  self.args = args.length === 0 ? EMPTY_TUPLE : new PyTuple(args)
  fillAttributes(self, args, kwargs)
}

// --- text and copies ----------------------------------------------------------------------------------------------

function strException(self: PyException): string {
  for (const cls of self.cls.mro) {
    const text = cls.isNative ? kindTexts[cls.name]?.(self) : undefined
    if (text !== undefined) return text
  }
  const { items } = self.args
  return items.length === 0 ? '' : items.length === 1 ? str(items[0]) : repr(self.args)
}

/** What makes it again: the arguments, with what they don't tell. */
function reduceException(self: PyException): Value {
  const state = ownNames(self).length === 0 ? null : (dictOf(self) as PyDict)
  const extra = (name: string): Value => self.extra?.get(name) ?? null
  let { args } = self
  if (self.cls.isSubtypeOf(exceptionTypes.OSError) && args.items.length === 2 && extra('filename') !== null) {
    const second = extra('filename2')
    args = tuple(...args.items, extra('filename'), ...(second === null ? [] : [null, second]))
  }
  if (self.cls.isSubtypeOf(exceptionTypes.ImportError)) {
    const known = ['name', 'path'].filter((name) => extra(name) !== null)
    if (known.length > 0) {
      const whole = state?.copy() ?? new PyDict()
      for (const name of known) whole.setStr(name, extra(name))
      return tuple(self.cls, args, whole)
    }
  }
  return state === null ? tuple(self.cls, args) : tuple(self.cls, args, state)
}

function tracebackOf(value: Value | undefined): PyTraceback | null {
  if (value === undefined) throw newTypeError('__traceback__ may not be deleted')
  if (value !== null && !(value instanceof PyTraceback))
    throw newTypeError('__traceback__ must be a traceback or None')
  return value
}

// --- types --------------------------------------------------------------------------------------------------------

const baseException = defineType({
  name: 'BaseException',
  js: PyException,
  instanceDict: true,
  new: newException,
  methods: {
    'with_traceback(self, tb, /)': (self: PyException, traceback: Value) => {
      self.traceback = tracebackOf(traceback)
      return self
    },
    'add_note(self, note, /)': (self: PyException, note: Value) => {
      if (asStr(note) === undefined) throw newTypeError(`note must be a str, not '${typeNameOf(note)}'`)
      const notes = (dictOf(self) as PyDict).getStr('__notes__')
      if (notes instanceof PyList) notes.items.push(note)
      else if (notes !== undefined) throw newTypeError('Cannot add note: __notes__ is not a list')
      else setOwn(self, '__notes__', new PyList([note]))
    },
    '__reduce__(self, /)': reduceException,
    '__setstate__(self, state, /)': (self: PyException, state: Value) => {
      if (state === null) return
      if (!(state instanceof PyDict)) throw newTypeError('state is not a dictionary')
      for (const [name, value] of state.entries()) setAttr(self, asStr(name)!, value)
    },
  },
  getset: {
    args: {
      get: (self: PyException) => self.args,
      set: (self: PyException, value) => {
        if (value === undefined) throw newTypeError('args may not be deleted')
        self.args = new PyTuple(toArray(value))
      },
    },
    __cause__: {
      get: (self: PyException) => self.cause,
      set: (self: PyException, value) => {
        self.cause = linked(value, 'cause', value instanceof PyException)
        self.suppressContext = true
      },
    },
    __context__: {
      get: (self: PyException) => self.context,
      set: (self: PyException, value) =>
        void (self.context = linked(value, 'context', value instanceof PyException)),
    },
    __suppress_context__: {
      get: (self: PyException) => self.suppressContext,
      set: (self: PyException, value) => {
        if (typeof value !== 'boolean')
          throw newTypeError(
            value === undefined ? "can't delete numeric/char attribute" : 'attribute value type must be bool',
          )
        self.suppressContext = value
      },
    },
    __traceback__: {
      get: (self: PyException) => self.traceback,
      set: (self: PyException, value) => void (self.traceback = tracebackOf(value)),
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
  const attributes = Object.keys(exceptionKinds[name]?.attributes ?? {})
  exceptionTypes[name] = defineType({
    name,
    bases,
    getset: Object.fromEntries(
      attributes.map((attribute) => [
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
fillType(exceptionTypes.OSError, {
  getset: {
    characters_written: {
      get: charactersWritten,
      set: (self: PyException, value) => {
        if (value === undefined) {
          charactersWritten(self)
          self.extra!.delete('characters_written')
        } else self.extra!.set('characters_written', toIndex(value))
      },
    },
  },
})
exceptionTypes.EnvironmentError = exceptionTypes.OSError
exceptionTypes.IOError = exceptionTypes.OSError

// --- traceback and frame objects ----------------------------------------------------------------------------------

export const tracebackType = defineType({
  name: 'traceback',
  register: 'traceback',
  js: PyTraceback,
  subclassable: false,
  members: { tb_frame: (self: PyTraceback) => self.frame },
  getset: {
    tb_lineno: (self: PyTraceback) => self.node.line,
    tb_next: {
      get: (self: PyTraceback) => self.next,
      set: (self: PyTraceback, value) => {
        if (value === undefined) throw newTypeError("can't delete tb_next attribute")
        if (value !== null && !(value instanceof PyTraceback))
          throw newTypeError(`expected traceback object, got '${typeNameOf(value)}'`)
        for (let entry = value; entry !== null; entry = entry.next)
          if (entry === self) throw raise('ValueError', 'traceback loop detected')
        self.next = value
      },
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
