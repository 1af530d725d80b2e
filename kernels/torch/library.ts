/**
 * Modules that are written in the dialect itself. A definition is parsed and run when it is first asked for, after those that
 * its text mentions: a program pays for the layers it uses.
 */
import { withSubmodules } from '../../src/bridge/install.js'
import { compileModule, makeSource } from '../../src/python/compile/compile.js'
import { PyDict } from '../../src/python/object/dict.js'
import { Frame } from '../../src/python/object/frame.js'
import { newLocals, runFrame } from '../../src/python/object/invoke.js'
import { nativeModuleNames, registerModule } from '../../src/python/object/module.js'
import type { LazyAttributes, Value } from '../../src/python/object/object.js'
import { runtime } from '../../src/python/object/runtime.js'
import { parseModule } from '../../src/python/parse/parser.js'
import { companions } from './companions.js'
import { type Part, libraries as torchLibraries } from './texts.js'

const libraries = [...torchLibraries, ...companions]

/** Those with submodules, and whether every one of them is an attribute: torch.optim removes its optimizers' modules from sight. */
const packages = new Map<string, (submodule: string) => boolean>([
  ...libraries
    .flatMap(({ names, parts }) => [...names, ...parts.map(([module]) => module)])
    .map((name) => [name.slice(0, name.lastIndexOf('.')), () => true] as const),
  ['torch.optim', (name: string) => name === 'lr_scheduler' || name === 'swa_utils'],
])

/** Makes the library importable, where TypeScript has no module of that name. Frames of these files, whose names begin with `<torch`, stay out of tracebacks. */
export function registerLibrary(): void {
  const native = new Set(nativeModuleNames())
  for (const { names, parts } of libraries) {
    const whole = (): Library => libraryOf(names[0], parts)
    for (const name of names) {
      if (native.has(name)) continue
      registerModule(name, () => {
        const library = whole()
        const hook = library.lookup('__getattr__')
        const visible = packages.get(name)
        return {
          attributes: hook === undefined ? undefined : { __getattr__: hook },
          lazy: visible === undefined ? library : packageOf(name, library, visible),
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
}

function packageOf(name: string, library: Library, visible: (submodule: string) => boolean): LazyAttributes {
  const all = withSubmodules(name, { lookup: () => undefined, names: () => [] })
  return {
    lookup: (each) => library.lookup(each) ?? (visible(each) ? all.lookup(each) : undefined),
    names: () => library.names(),
  }
}

/** The library of the interpreter that runs: its classes are one interpreter's own. */
function libraryOf(name: string, parts: readonly Part[]): Library {
  const key = `library ${name}`
  let library = runtime.state.get(key) as Library | undefined
  if (library === undefined) {
    library = new Library(parts)
    runtime.state.set(key, library)
  }
  return library
}

/** A statement at the left margin begins: decorators belong to what follows them. */
const BEGINS = /^(?=[A-Za-z_@])(?:@.*\n)*(?:(?:class|def)\s+(\w+)|(\w+)\s*(?::[^=\n]*)?=(?!=))?/
const WORDS = /[A-Za-z_]\w*/g

interface Definition {
  /** The module it belongs to. */
  readonly module: string
  readonly text: string
}

class Library implements LazyAttributes {
  private readonly namespace = new PyDict()
  /** Definitions that have not run yet, by name; one name may have several. */
  private readonly waiting = new Map<string, Definition[]>()
  private readonly defined = new Map<string, string>()

  constructor(parts: readonly Part[]) {
    this.namespace.setStr('__builtins__', runtime.builtins)
    for (const [module, text] of parts) {
      for (const statement of statements(text)) {
        const [, definition, variable] = BEGINS.exec(statement) ?? []
        const name = definition ?? variable
        // What defines no name of its own, an import say, is there from the start.
        if (name === undefined) this.run({ module, text: statement })
        else {
          this.waiting.set(name, [...(this.waiting.get(name) ?? []), { module, text: statement }])
          this.defined.set(name, module)
        }
      }
    }
  }

  lookup(name: string): Value | undefined {
    this.define(name)
    return name.startsWith('__') && !this.defined.has(name) ? undefined : this.namespace.getStr(name)
  }

  /** All names, or those of one module. */
  names(module?: string): Iterable<string> {
    return module === undefined
      ? this.defined.keys()
      : [...this.defined].filter(([, each]) => each === module).map(([name]) => name)
  }

  /** Runs the definitions of a name: after those of the names that running them needs, before those that only their bodies mention. */
  private define(name: string): void {
    const definitions = this.waiting.get(name)
    if (definitions === undefined) return
    this.waiting.delete(name)
    for (const definition of definitions) {
      for (const [word] of neededBy(definition.text).matchAll(WORDS)) this.define(word)
      this.run(definition)
      for (const [word] of definition.text.matchAll(WORDS)) this.define(word)
    }
  }

  /** Classes and functions take their module's name from the namespace in which they are made. */
  private run({ module, text }: Definition): void {
    const filename = module.startsWith('torch') ? `<${module}>` : `<torch beside: ${module}>`
    this.namespace.setStr('__name__', module)
    const code = compileModule(parseModule(text, filename), makeSource(text, filename))
    runFrame(new Frame(code, newLocals(code.slotCount), this.namespace, null))
  }
}

/** What running a definition evaluates: all but the bodies of functions. */
function neededBy(definition: string): string {
  const body = /^(?:@.*\n)*class\b/.test(definition)
    ? '        '
    : /^(?:@.*\n)*def\b/.test(definition)
      ? '    '
      : undefined
  if (body === undefined) return definition
  return definition
    .split('\n')
    .filter((line) => !line.startsWith(body))
    .join('\n')
}

/** The statements at the left margin, each with its indented lines. */
function statements(text: string): string[] {
  const found: string[] = []
  let decorated = false
  for (const line of text.split('\n')) {
    if (/^[A-Za-z_@]/.test(line) && !decorated) found.push(line + '\n')
    else if (found.length > 0) found[found.length - 1] += line + '\n'
    decorated = line.startsWith('@')
  }
  return found
}
