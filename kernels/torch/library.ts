/**
 * Modules that are written in the dialect itself. A definition runs when its name is first read, by the user's code or by the
 * library's own: a program pays for the layers it uses.
 */

import { knownModules, orAbsent } from '../../src/bridge/absent.js'
import { withSubmodules } from '../../src/bridge/install.js'
import { moduleLibrary } from '../../src/bridge/nn/module.js'
import { isLibraryFile } from '../../src/bridge/site.js'
import { namesIn } from '../../src/ops/registry.js'
import { compileModule, makeSource } from '../../src/python/compile/compile.js'
import { type Entry, PyDict } from '../../src/python/object/dict.js'
import { isError } from '../../src/python/object/errors.js'
import { Frame } from '../../src/python/object/frame.js'
import { PyFunction } from '../../src/python/object/function.js'
import { newLocals, runFrame } from '../../src/python/object/invoke.js'
import { nativeModuleNames, registerModule } from '../../src/python/object/module.js'
import type { LazyAttributes, Value } from '../../src/python/object/object.js'
import { call } from '../../src/python/object/protocol.js'
import { runtime } from '../../src/python/object/runtime.js'
import type { Module } from '../../src/python/parse/ast.js'
import { unpack } from '../../src/python/parse/packed.js'
import { keepProgram } from '../../src/python/run/programs.js'
import { companions } from './companions.js'
import { type Prepared, preparedOf } from './library-text.js'
import { moduleMethods, type Part, libraries as torchLibraries } from './texts.js'

const libraries = [...torchLibraries, ...companions]

/** Those with submodules, and whether every one of them is an attribute: torch.optim removes its optimizers' modules from sight. */
const packages = new Map<string, (submodule: string) => boolean>([
  ...libraries
    .flatMap(({ names, parts }) => [...names, ...parts.map(([module]) => module)])
    .filter((name) => name.includes('.'))
    .map((name) => [name.slice(0, name.lastIndexOf('.')), () => true] as const),
  ['torch.optim', (name: string) => name === 'lr_scheduler' || name === 'swa_utils'],
])

/** Makes importable what PyTorch has and nothing here has: calling a name of it says so. */
function registerAbsent(): void {
  const taken = new Set(nativeModuleNames())
  for (const name of knownModules()) {
    if (taken.has(name)) continue
    const own = withSubmodules(name, { lookup: () => undefined, names: () => [] })
    registerModule(name, () => ({ lazy: orAbsent(name, own), isPackage: true }))
  }
}

/** Makes the library importable, where TypeScript has no module of that name. Frames of these files, whose names begin with `<torch`, stay out of tracebacks. */
export function registerLibrary(): void {
  const native = new Set(nativeModuleNames())
  for (const { names, parts } of libraries) {
    const whole = (): Library => libraryOf(names[0], parts)
    for (const name of names) {
      if (native.has(name)) continue
      registerModule(name, () => {
        // Nothing of the library runs before the module is in sys.modules: its parts import each other.
        const own = hooked({
          lookup: (each) => whole().lookup(each),
          names: () => [...new Set([...whole().names(), ...passedOn(name)])],
        })
        const visible = packages.get(name)
        return {
          lazy: orAbsent(name, visible === undefined ? own : packageOf(name, own, visible)),
          isPackage: visible !== undefined,
        }
      })
    }
    for (const module of new Set(parts.map(([each]) => each))) {
      if (names.includes(module) || native.has(module)) continue
      registerModule(module, () => ({
        lazy: { lookup: (each) => whole().lookup(each), names: () => whole().names(module) },
      }))
    }
  }
  registerAbsent()
  moduleLibrary.methods = {
    names: () => libraryOf(moduleMethods.names[0], moduleMethods.parts).names(),
    lookup: (name) => methodOf(libraryOf(moduleMethods.names[0], moduleMethods.parts).lookup(name)),
  }
}

/** The functional library passes on to the operators what it does not define itself. */
const passedOn = (name: string): string[] =>
  name === 'torch.nn.functional' ? namesIn('F').filter((each) => !each.startsWith('_')) : []

/** A function of the library as a method of Module; undefined for what has no `self`. */
function methodOf(value: Value | undefined): Value | undefined {
  if (!(value instanceof PyFunction) || value.code.varNames[0] !== 'self') return undefined
  value.qualname = `Module.${value.name}`
  return value
}

/** What a library's own `__getattr__` makes comes before submodules and before what is known to be absent. */
function hooked(library: LazyAttributes): LazyAttributes {
  return {
    names: () => library.names(),
    lookup(name) {
      // The importer asks for the path of every package.
      if (name === '__path__') return undefined
      const own = library.lookup(name)
      if (own !== undefined || name.startsWith('__')) return own
      const hook = library.lookup('__getattr__')
      if (hook === undefined) return undefined
      try {
        return call(hook, [name])
      } catch (error) {
        if (isError(error, 'AttributeError')) return undefined
        throw error
      }
    },
  }
}

function packageOf(
  name: string,
  library: LazyAttributes,
  visible: (submodule: string) => boolean,
): LazyAttributes {
  const all = withSubmodules(name, { lookup: () => undefined, names: () => [] })
  return {
    lookup(each) {
      const own = library.lookup(each)
      return own === undefined && visible(each) ? all.lookup(each) : own
    },
    names: () => library.names(),
    submodules: () => all.submodules!().filter(visible),
  }
}

/** The library of the interpreter that runs: its classes are one interpreter's own. */
function libraryOf(name: string, parts: readonly Part[]): Library {
  const key = `library ${name}`
  let library = runtime.state.get(key) as Library | undefined
  if (library === undefined) {
    library = new Library()
    runtime.state.set(key, library)
    library.start(parts)
  }
  return library
}

/** A statement of the library, by its part and its place there. */
interface Definition {
  /** The module it belongs to. */
  readonly module: string
  readonly of: Prepared
  readonly index: number
}

/** The globals of a library: a name that is not there yet is defined when code first reads it. */
class LazyGlobals extends PyDict {
  constructor(private readonly define: (name: string) => boolean) {
    super()
  }

  override getStr(name: string): Value | undefined {
    const found = super.getStr(name)
    return found === undefined && this.define(name) ? super.getStr(name) : found
  }

  override entryStr(name: string): Entry | undefined {
    return super.entryStr(name) ?? (this.define(name) ? super.entryStr(name) : undefined)
  }
}

class Library implements LazyAttributes {
  private readonly namespace = new LazyGlobals((name) => this.define(name))
  /** Definitions that have not run yet, by name; one name may have several, an import several names. */
  private readonly waiting = new Map<string, Definition[]>()
  private readonly defined = new Map<string, string>()

  /** Learns what the parts define; what they import may ask for this library meanwhile. */
  start(parts: readonly Part[]): void {
    this.namespace.setStr('__builtins__', runtime.builtins)
    const nameless: Definition[] = []
    for (const [module, text] of parts) {
      const of = preparedOf(text)
      for (let index = 0; index < of.contents.length; index++) {
        const { imports, names } = of.contents[index]
        const definition = { module, of, index }
        if (names.length === 0) nameless.push(definition)
        for (const name of names) {
          if (!imports) this.defined.set(name, module)
          const known = this.waiting.get(name)
          if (known === undefined) this.waiting.set(name, [definition])
          else known.push(definition)
        }
      }
    }
    // What defines no name, a loop say, runs at once.
    for (const definition of nameless) this.run(definition)
  }

  lookup(name: string): Value | undefined {
    return name.startsWith('__') && !this.defined.has(name) ? undefined : this.namespace.getStr(name)
  }

  /** All names, or those of one module. */
  names(module?: string): Iterable<string> {
    return module === undefined
      ? this.defined.keys()
      : [...this.defined].filter(([, each]) => each === module).map(([name]) => name)
  }

  /** Runs the definitions of a name that wait; whether there were any. */
  private define(name: string): boolean {
    const definitions = this.waiting.get(name)
    if (definitions === undefined) return false
    this.waiting.delete(name)
    // An import of several names runs again for each, which gives the same.
    for (const definition of definitions) this.run(definition)
    return true
  }

  /** Classes and functions take their module's name from the namespace in which they are made. */
  private run({ module, of, index }: Definition): void {
    const filename = module.startsWith('torch') ? `<${module}>` : `<torch beside: ${module}>`
    const outer = this.namespace.getStr('__name__')
    this.namespace.setStr('__name__', module)
    const body = of.body()
    const tree: Module = { kind: 'Module', body: [unpack(body.statements[index], body.layouts)] }
    const source = makeSource(() => body.text, filename)
    // People read models as their own: explanations go on through them.
    if (!isLibraryFile(filename)) keepProgram(this.namespace, tree, source)
    const code = compileModule(tree, source)
    runFrame(new Frame(code, newLocals(code.slotCount), this.namespace, null))
    if (outer !== undefined) this.namespace.setStr('__name__', outer)
  }
}
