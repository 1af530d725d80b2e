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
  /** Made by the interpreter, neither by a file nor by the program. */
  builtIn = false
  /** A native module with submodules. */
  isPackage = false
  /** What it lacks of CPython's module of that name is completed by stand-ins. */
  standIns = false
  /** Runs what fills the module, once it is in `sys.modules`; null when nothing is left to run. */
  populate: (() => void) | null = null
  /** Called for a name that the module does not have: its own words for the error, or undefined. */
  missing: ((name: string) => string | undefined) | null = null
  constructor(
    public name: string,
    doc: Value = null,
  ) {
    super()
    this.start(name, doc)
  }

  /** What `ModuleType.__init__` sets. */
  start(name: string, doc: Value): void {
    this.name = name
    this.dict.setStr('__name__', name)
    this.dict.setStr('__doc__', doc)
    this.dict.setStr('__package__', null)
    this.dict.setStr('__loader__', null)
    this.dict.setStr('__spec__', null)
  }

  /** The module's attribute; a lazy one is made and kept. */
  get(name: string): Value | undefined {
    const value = this.dict.getStr(name)
    if (value !== undefined) return value
    let made = this.lazy?.lookup(name)
    if (made === undefined && this.standIns && (name === '__all__' || !name.startsWith('__')))
      made = standIns?.lookup(this.name, name)
    if (made !== undefined) this.dict.setStr(name, made)
    return made
  }

  names(): string[] {
    const names = new Set(this.dict.strKeys())
    if (this.lazy !== null) for (const name of this.lazy.names()) names.add(name)
    return [...names]
  }

  /** The names that a misspelt one may have meant: those of CPython's module too. */
  candidates(): string[] {
    const own = this.names()
    return this.standIns ? [...new Set([...own, ...(standIns?.names(this.name) ?? [])])] : own
  }
}

export interface NativeModule {
  doc?: string
  attributes?: Record<string, Value>
  lazy?: LazyAttributes
  /** Fills the module's namespace after it has its place in `sys.modules`, so that imports may come round to it. */
  populate?: (namespace: PyDict) => void
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

/** Modules and names that CPython's library has and ishape knows by name only. */
export interface StandIns {
  has(module: string): boolean
  lookup(module: string, name: string): Value | undefined
  names(module: string): string[]
  isPackage(module: string): boolean
}
let standIns: StandIns | undefined
export function provideStandIns(provided: StandIns): void {
  standIns = provided
}

/** Is there a native module of that name, and has it submodules? */
export function nativeModuleKind(name: string): 'package' | 'module' | undefined {
  if (!factories.has(name) && !standIns?.has(name)) return undefined
  const parent =
    standIns?.isPackage(name) || [...factories.keys()].some((other) => other.startsWith(`${name}.`))
  return parent ? 'package' : 'module'
}

/** The top-level modules that are no part of CPython's library: what is offered instead of installing packages. */
export function offeredModules(): string[] {
  return [...factories.keys()].filter((name) => /^[a-z]\w*$/.test(name) && !standIns?.has(name)).sort()
}

/**
 * A fresh module object of a registered name, or undefined. The importer gives it its place in `sys.modules`, then runs its `populate`.
 */
export function buildNativeModule(name: string): PyModule | undefined {
  const factory = factories.get(name)
  const known = standIns?.has(name) ?? false
  if (factory === undefined && !known) return undefined
  const spec = factory?.(name) ?? {}
  const module = new PyModule(name, spec.doc ?? null)
  // `os` is a module alone: `os.path` is another one that it puts under this name.
  const isPackage =
    spec.isPackage ??
    (name !== 'os' &&
      ((known && standIns!.isPackage(name)) ||
        [...factories.keys()].some((other) => other.startsWith(name + '.'))))
  module.builtIn = true
  module.isPackage = isPackage
  module.standIns = known
  module.dict.setStr('__package__', isPackage ? name : name.split('.').slice(0, -1).join('.'))
  for (const [key, value] of Object.entries(spec.attributes ?? {})) module.dict.setStr(key, value)
  module.lazy = spec.lazy ?? null
  module.missing = spec.missing ?? null
  const { populate } = spec
  if (populate !== undefined) module.populate = () => populate(module.dict)
  return module
}
