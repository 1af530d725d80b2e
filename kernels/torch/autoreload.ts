/**
 * Modules on disk that changed are run again before the next cell, as IPython's autoreload does: classes and functions keep their identity, so
 * that objects made earlier and names taken by `from model import Net` have the new code too.
 */
import type { Files } from '../../src/python/host.js'
import { PyClassMethod, PyFunction, PyProperty, PyStaticMethod } from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import { PyType, type Value } from '../../src/python/object/object.js'
import { delAttr, setAttr } from '../../src/python/object/protocol.js'
import { execFile } from '../../src/python/run/importer.js'

export class Autoreload {
  /** 0: never; 1: the modules that `%aimport` named; 2: all. */
  mode: 0 | 1 | 2 = 2
  readonly chosen = new Set<string>()
  /** When each module's file was last changed, as of its last run. */
  readonly #known = new Map<PyModule, number>()

  constructor(
    private readonly files: Files,
    private readonly modules: () => Iterable<Value>,
    /** Tells what went wrong with a module; the others are still looked at. */
    private readonly failed: (name: string, error: unknown) => void,
  ) {}

  /** Remembers modules that are new as they are now. */
  note(): void {
    for (const [module, file] of this.#watched()) {
      const modified = this.#known.has(module) ? undefined : this.#modified(file)
      if (modified !== undefined) this.#known.set(module, modified)
    }
  }

  /** Runs again what changed since it last ran. */
  check(all = this.mode === 2): void {
    // Imported later is needed earlier: a module comes before those it imports.
    for (const [module, file] of this.#watched().reverse()) {
      const before = this.#known.get(module)
      const modified = this.#modified(file)
      if (modified === undefined || before === modified) continue
      if (before === undefined) this.#known.set(module, modified)
      if (before === undefined || (!all && !(this.mode === 1 && this.chosen.has(module.name)))) continue
      this.#known.set(module, modified)
      try {
        reloadInPlace(module, file)
      } catch (error) {
        this.failed(module.name, error)
      }
    }
  }

  /** The modules that have a file of the user's. */
  #watched(): [PyModule, string][] {
    return [...this.modules()].flatMap((module): [PyModule, string][] => {
      const file =
        module instanceof PyModule && module.name !== '__main__' ? module.dict.getStr('__file__') : null
      return typeof file === 'string' ? [[module as PyModule, file]] : []
    })
  }

  #modified(file: string): number | undefined {
    try {
      return this.files.stat(file)?.modified
    } catch {
      return undefined
    }
  }
}

/** Runs the file in the module's namespace, then gives what was there before its new contents. */
function reloadInPlace(module: PyModule, file: string): void {
  const { dict } = module
  const old = new Map(dict.strKeys().map((name) => [name, dict.getStr(name)!]))
  execFile(module, file)
  for (const [name, before] of old) {
    const now = dict.getStr(name)
    if (
      now === undefined ||
      now === before ||
      ownerOf(before) !== module.name ||
      ownerOf(now) !== module.name
    )
      continue
    if (become(before, now)) dict.setStr(name, before)
  }
}

const ownerOf = (value: Value): unknown =>
  value instanceof PyFunction ? value.module : value instanceof PyType ? value.module : undefined

/** Makes the old object what the new one is; false when they are too different for that. */
function become(before: Value, now: Value): boolean {
  if (before instanceof PyFunction && now instanceof PyFunction) {
    if (before.closure.length !== now.closure.length) return false
    before.code = now.code
    before.doc = now.doc
    before.annotations = now.annotations
    before.kwdefaults = now.kwdefaults
    before.defaults = now.defaults
    for (const [i, cell] of now.closure.entries()) before.closure[i].value = cell.value
    return true
  }
  if (!(before instanceof PyType && now instanceof PyType) || before.cls !== now.cls) return false
  if (before.bases.length !== now.bases.length) return false
  if (before.dict.has('__slots__') || now.dict.has('__slots__')) return false
  for (const name of before.dict.keys()) if (!now.dict.has(name) && !KEPT.has(name)) delAttr(before, name)
  for (const [name, value] of now.dict) {
    if (KEPT.has(name)) continue
    rehome(value, now, before)
    setAttr(before, name, value)
  }
  return true
}

const KEPT = new Set(['__dict__', '__weakref__', '__module__', '__qualname__', '__slots__'])

/** Methods know their class, for `super()`: from now on the old one. */
function rehome(value: Value, from: PyType, to: PyType): void {
  if (value instanceof PyStaticMethod || value instanceof PyClassMethod) rehome(value.func, from, to)
  else if (value instanceof PyProperty)
    for (const each of [value.get, value.set, value.del]) rehome(each, from, to)
  else if (value instanceof PyFunction)
    for (const cell of value.closure) if (cell.value === from) cell.value = to
}
