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
import composed from './lib/composed.py'
import functional from './lib/functional.py'
import grids from './lib/grids.py'
import init from './lib/init.py'
import layers from './lib/layers.py'
import scheduler from './lib/lr_scheduler.py'
import nn from './lib/nn.py'
import optim from './lib/optim.py'
import simple from './lib/simple.py'
import utils from './lib/utils.py'

/** Each text once, by the name its classes carry; `torch.nn` reads functional before it is itself importable. */
const sources: Readonly<Record<string, { readonly text: string; readonly names: readonly string[] }>> = {
  'torch.nn.functional': { text: functional + composed, names: ['torch._functional', 'torch.nn.functional'] },
  'torch.nn': { text: nn + layers + simple + grids, names: ['torch.nn'] },
  'torch.nn.init': { text: init, names: ['torch.nn.init'] },
  'torch.nn.utils': { text: utils, names: ['torch.nn.utils'] },
  'torch.optim': { text: optim, names: ['torch.optim'] },
  'torch.optim.lr_scheduler': { text: scheduler, names: ['torch.optim.lr_scheduler'] },
}

/** Those with submodules. */
const packages: ReadonlySet<string> = new Set(['torch.nn', 'torch.optim'])

/** Makes the library importable, where TypeScript has no module of that name. Frames of these files, whose names begin with `<torch`, stay out of tracebacks. */
export function registerLibrary(): void {
  const native = new Set(nativeModuleNames())
  for (const [module, { text, names }] of Object.entries(sources)) {
    for (const name of names) {
      if (native.has(name)) continue
      registerModule(name, () => {
        const library = libraryOf(module, text)
        const hook = library.lookup('__getattr__')
        return {
          attributes: hook === undefined ? undefined : { __getattr__: hook },
          lazy: packages.has(name)
            ? withSubmodules(name, { lookup: (each) => library.lookup(each), names: () => library.names() })
            : library,
          isPackage: packages.has(name),
        }
      })
    }
  }
}

/** The library of the interpreter that runs: its classes are one interpreter's own. */
function libraryOf(module: string, text: string): Library {
  const key = `library ${module}`
  let library = runtime.state.get(key) as Library | undefined
  if (library === undefined) {
    library = new Library(module, text)
    runtime.state.set(key, library)
  }
  return library
}

/** A statement at the left margin begins: decorators belong to what follows them. */
const BEGINS = /^(?=[A-Za-z_@])(?:@.*\n)*(?:(?:class|def)\s+(\w+)|(\w+)\s*(?::[^=\n]*)?=(?!=))?/
const WORDS = /[A-Za-z_]\w*/g

class Library implements LazyAttributes {
  private readonly namespace = new PyDict()
  private readonly filename: string
  /** Definitions that have not run yet, by name; one name may have several. */
  private readonly waiting = new Map<string, string[]>()
  private readonly defined: readonly string[]

  constructor(module: string, text: string) {
    this.filename = `<${module}>`
    this.namespace.setStr('__name__', module)
    this.namespace.setStr('__builtins__', runtime.builtins)
    for (const statement of statements(text)) {
      const [, definition, variable] = BEGINS.exec(statement) ?? []
      const name = definition ?? variable
      // What defines no name of its own, an import say, is there from the start.
      if (name === undefined) this.run(statement)
      else this.waiting.set(name, [...(this.waiting.get(name) ?? []), statement])
    }
    this.defined = [...this.waiting.keys()]
  }

  lookup(name: string): Value | undefined {
    this.define(name)
    return name.startsWith('__') && !this.defined.includes(name) ? undefined : this.namespace.getStr(name)
  }

  names(): Iterable<string> {
    return this.defined
  }

  /** Runs the definitions of a name: after those of the names that running them needs, before those that only their bodies mention. */
  private define(name: string): void {
    const definitions = this.waiting.get(name)
    if (definitions === undefined) return
    this.waiting.delete(name)
    for (const definition of definitions) {
      for (const [word] of neededBy(definition).matchAll(WORDS)) this.define(word)
      this.run(definition)
      for (const [word] of definition.matchAll(WORDS)) this.define(word)
    }
  }

  private run(text: string): void {
    const code = compileModule(parseModule(text, this.filename), makeSource(text, this.filename))
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
