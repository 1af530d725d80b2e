/**
 * Modules, and the registry of native ones.
 *
 * A native module is registered by dotted name with a factory that runs on the first import: `registerModule('math', () =>
 * ({ pi: …, ...defineFunctions({ 'sqrt(x, /)': … }, { module: 'math' }) }))`. A host module with hundreds of names gives a `LazyAttributes`
 * instead of a record; names are then made when they are first read.
 */
import { PyDict } from './dict.js'
import type { LazyAttributes, Value } from './object.js'
import { PyObject } from './object.js'

export class PyModule extends PyObject {
  readonly dict = new PyDict()
  lazy: LazyAttributes | null = null
  /** Its code is still running: an import that comes round to it says so. */
  initializing = false
  /** A native module with submodules. */
  isPackage = false
  /** Called for a name that the module does not have: its own words for the error, or undefined. */
  missing: ((name: string) => string | undefined) | null = null
  constructor(
    readonly name: string,
    doc: Value = null,
  ) {
    super()
    this.dict.setStr('__name__', name)
    this.dict.setStr('__doc__', doc)
    this.dict.setStr('__package__', null)
    this.dict.setStr('__loader__', null)
    this.dict.setStr('__spec__', null)
  }

  /** The module's attribute; a lazy one is made and kept. */
  get(name: string): Value | undefined {
    const value = this.dict.getStr(name)
    if (value !== undefined || this.lazy === null) return value
    const made = this.lazy.lookup(name)
    if (made !== undefined) this.dict.setStr(name, made)
    return made
  }

  names(): string[] {
    const names = new Set(this.dict.strKeys())
    if (this.lazy !== null) for (const name of this.lazy.names()) names.add(name)
    return [...names]
  }
}

export interface NativeModule {
  doc?: string
  attributes?: Record<string, Value>
  lazy?: LazyAttributes
  /** Words of the AttributeError for a name this module lacks: what exists in the real one but not here says so. */
  missing?: (name: string) => string | undefined
  /** Submodules can be imported from it. */
  isPackage?: boolean
}
export type ModuleFactory = (name: string) => NativeModule

const factories = new Map<string, ModuleFactory>()

/** Makes a native module importable; the factory runs on first import. */
export function registerModule(name: string, factory: ModuleFactory): void {
  factories.set(name, factory)
}

/** Names of all registered modules. */
export function nativeModuleNames(): string[] {
  return [...factories.keys()]
}

/** A fresh module object of a registered name, or undefined. The interpreter keeps it in `sys.modules`. */
export function buildNativeModule(name: string): PyModule | undefined {
  const factory = factories.get(name)
  if (factory === undefined) return undefined
  const spec = factory(name)
  const module = new PyModule(name, spec.doc ?? null)
  const isPackage = (module.isPackage =
    spec.isPackage ?? [...factories.keys()].some((other) => other.startsWith(name + '.')))
  module.dict.setStr('__package__', isPackage ? name : name.split('.').slice(0, -1).join('.'))
  for (const [key, value] of Object.entries(spec.attributes ?? {})) module.dict.setStr(key, value)
  module.lazy = spec.lazy ?? null
  module.missing = spec.missing ?? null
  return module
}
