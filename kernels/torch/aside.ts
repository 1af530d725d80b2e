/**
 * Evaluating aside: what `expression?` asks is run as the user would run it, and afterwards the world is as it was.
 *
 * Before it runs, the heap that user code can reach is walked and every mutable thing remembers its content; afterwards each is put
 * back. That is cheap because data is lazy and tensor contents are immutable: a tensor costs a pointer. What the walk stops at is immutable
 * or our own: compiled code, native functions and types, the library written in the dialect. Generators of random numbers, modes and
 * print options are put back as well; what the program prints meanwhile is dropped, files are read-only, and an iterator that has
 * begun, whose place can't be put back, is refused.
 */

import { FileError, type Files } from '../../src/base/world.js'
import { PyOperator, PyOperatorMethod } from '../../src/bridge/operators.js'
import { PyDevice, PyDType, PyOption } from '../../src/bridge/values.js'
import type { Host } from '../../src/kernel/language.js'
import { NoInput } from '../../src/kernel/language.js'
import { PyTable } from '../../src/python/object/dict.js'
import { raise } from '../../src/python/object/errors.js'
import { Code } from '../../src/python/object/frame.js'
import {
  PyBoundMethod,
  PyBuiltin,
  PyFunction,
  PyGetSet,
  PyMember,
  PySlotWrapper,
} from '../../src/python/object/function.js'
import { PyGenerator } from '../../src/python/object/generator.js'
import { PyModule } from '../../src/python/object/module.js'
import { PyObject, PyType, Shape } from '../../src/python/object/object.js'
import { updateSlots } from '../../src/python/object/update.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'
import { Stream } from '../../src/tensor/mt19937.js'
import { printOptions, setPrintOptions } from '../../src/tensor/print.js'
import { defaultGenerator, state } from '../../src/tensor/state.js'
import { Value as Content, Storage } from '../../src/tensor/storage.js'

/** What never changes, or is none of the user's. */
const OPAQUE = [
  Code,
  Shape,
  PyBuiltin,
  PySlotWrapper,
  PyGetSet,
  PyMember,
  PyOperator,
  PyOperatorMethod,
  PyDType,
  PyDevice,
  PyOption,
  Content,
  Stream,
  WeakMap,
  WeakRef,
  RegExp,
] as const

/** Fields that lead out of the user's heap: into derivations, which never change, and up the stack. */
const SKIPPED = new Set(['derivation', 'back'])

const isLibrary = (name: unknown): boolean =>
  typeof name === 'string' && /^(torch|torchvision)(\.|$)/.test(name)

/** A walk over the heap that remembers what it finds. */
class Heap {
  readonly #seen = new Set<object>()
  readonly #waiting: object[] = []
  readonly #restore: (() => void)[] = []

  add(value: unknown): void {
    if (typeof value !== 'object' || value === null || this.#seen.has(value)) return
    this.#seen.add(value)
    this.#waiting.push(value)
  }

  /** Remembers everything reachable from what was added. */
  remember(): void {
    for (;;) {
      const object = this.#waiting.pop()
      if (object === undefined) return
      const restore = this.#visit(object)
      if (restore !== null) this.#restore.push(restore)
    }
  }

  /** Puts everything back. */
  putBack(): void {
    for (const restore of this.#restore) restore()
  }

  #addAll(values: Iterable<unknown>): void {
    for (const value of values) this.add(value)
  }

  #visit(object: object): (() => void) | null {
    if (OPAQUE.some((type) => object instanceof type)) return null
    if (Array.isArray(object)) {
      const items = object.slice()
      this.#addAll(items)
      return () => restoreArray(object, items)
    }
    if (ArrayBuffer.isView(object)) {
      if (!(object instanceof Uint8Array || object instanceof Uint32Array || object instanceof Int32Array))
        return null
      const copy = object.slice()
      return () => object.set(copy)
    }
    if (object instanceof Map) return this.#visitMap(object)
    if (object instanceof Set) {
      const items = [...object]
      this.#addAll(items)
      return () => {
        object.clear()
        for (const item of items) object.add(item)
      }
    }
    if (object instanceof PyTable) {
      for (let entry = object.first; entry !== null; entry = entry.next) {
        this.add(entry.key)
        this.add(entry.value)
      }
      const attributes = this.#visitFields(object, TABLE_FIELDS)
      const items = object.snapshot()
      return () => {
        attributes()
        items()
      }
    }
    if (object instanceof PyType) return this.#visitType(object)
    if (object instanceof PyModule) {
      // Lazy ones grow by being read, and are ours.
      if (object.lazy !== null) return null
      this.add(object.dict)
      return null
    }
    if (object instanceof PyFunction) {
      const own = !object.code.filename.startsWith('<torch')
      return this.#visitFields(object, own ? NOTHING : GLOBALS)
    }
    if (object instanceof Storage) return rememberStorage(object)
    const fields = this.#visitFields(object, SKIPPED)
    if (object instanceof PyGenerator) this.#stopGenerator(object)
    else if (object instanceof PyObject && 'step' in object && typeof object.step === 'function')
      (object as { step: () => never }).step = refuse
    return fields
  }

  #visitMap(map: Map<unknown, unknown>): () => void {
    const entries = [...map]
    for (const [key, value] of entries) {
      this.add(key)
      this.add(value)
    }
    return () => {
      if (entries.length === map.size && entries.every(([key, value]) => map.get(key) === value)) return
      map.clear()
      for (const [key, value] of entries) map.set(key, value)
    }
  }

  #visitFields(object: object, skipped: ReadonlySet<string>): () => void {
    const record = object as Record<string, unknown>
    const names = Object.keys(record).filter((name) => !skipped.has(name))
    const values = names.map((name) => record[name])
    this.#addAll(values)
    return () => {
      names.forEach((name, at) => {
        if (record[name] !== values[at]) record[name] = values[at]
      })
      for (const name of Object.keys(record))
        if (!skipped.has(name) && !names.includes(name)) delete record[name]
    }
  }

  #visitType(type: PyType): (() => void) | null {
    this.#addAll(type.bases)
    if (type.isNative || isLibrary(type.module)) return null
    this.#addAll(type.dict.values())
    const { name, qualname, module, doc } = type
    const entries = [...type.dict]
    return () => {
      Object.assign(type, { name, qualname, module, doc })
      const { dict } = type
      if (entries.length === dict.size && entries.every(([key, value]) => dict.get(key) === value)) return
      dict.clear()
      for (const [key, value] of entries) dict.set(key, value)
      type.modified()
      renewSlots(type)
    }
  }

  /** A generator that has begun can't go on; one that has not can be put back. */
  #stopGenerator(generator: PyGenerator): void {
    if (generator.started && !generator.finished)
      Object.assign(generator, { next: refuse, send: refuse, throwIn: refuse, close: () => null })
  }
}

const NOTHING: ReadonlySet<string> = new Set()
const GLOBALS: ReadonlySet<string> = new Set(['globals'])
/** Those that `PyTable.snapshot` takes care of. */
const TABLE_FIELDS: ReadonlySet<string> = new Set(['map', 'buckets', 'size', 'first', 'last', 'version'])

const refuse = (): never => {
  throw raise(
    'RuntimeError',
    'help has no side effects: an iterator that exists already is not advanced, its place could not be put back',
  )
}

const restoreArray = (array: unknown[], items: readonly unknown[]): void => {
  array.length = items.length
  for (let at = 0; at < items.length; at++) if (array[at] !== items[at]) array[at] = items[at]
}

const renewSlots = (type: PyType): void => {
  updateSlots(type)
  for (const child of type.subclasses()) renewSlots(child)
}

/** The content counts as held meanwhile, so that no write reuses its array. */
const rememberStorage = (storage: Storage): (() => void) => {
  const { value, version } = storage
  value.holders++
  return () => {
    if (storage.value !== value) {
      storage.replace(value)
      storage.version = version
    }
    value.holders--
  }
}

const readOnly = (files: Files): Files => {
  const cwd = files.cwd()
  const refused = (path: string): never => {
    throw new FileError('EACCES', path, 'help has no side effects')
  }
  return {
    ...files,
    read: (path) => files.read(path),
    stat: (path) => files.stat(path),
    list: (path) => files.list(path),
    cwd: () => cwd,
    resolve: (path) => files.resolve(path),
    write: refused,
    makeDirectory: refused,
    remove: refused,
    removeDirectory: refused,
    rename: refused,
    changeDirectory: refused,
  }
}

/** A host that hears nothing and lets nothing happen. */
const silent = ({ files, clock }: Host): Partial<Host> => ({
  write: () => {},
  flush: () => {},
  display: () => {},
  exit: () => {},
  readInput: () => {
    throw new NoInput()
  },
  files: readOnly(files),
  clock: { ...clock, now: () => clock.now(), monotonic: () => clock.monotonic(), sleep: () => {} },
})

/** Runs `work`, which may run the user's code, and undoes all that it does. The interpreter must be entered. */
export const aside = <T>(interpreter: Interpreter, host: Host, work: () => T): T => {
  const heap = new Heap()
  for (const module of interpreter.modules.values_()) if (module instanceof PyModule) heap.add(module)
  const random = interpreter.modules.getStr('random')
  if (random instanceof PyModule) {
    const method = random.get('random')
    if (method instanceof PyBoundMethod) heap.add(method.self)
  }
  heap.remember()
  const drawn = defaultGenerator.snapshot()
  const modes = { ...state }
  const options = { ...printOptions }
  const before = Object.fromEntries(Object.keys(silent(host)).map((name) => [name, host[name as keyof Host]]))
  const { argv } = host
  Object.assign(host, silent(host), { argv: [...argv] })
  try {
    return work()
  } finally {
    Object.assign(host, before, { argv })
    setPrintOptions(options)
    Object.assign(state, modes)
    defaultGenerator.restore(drawn)
    heap.putBack()
  }
}
