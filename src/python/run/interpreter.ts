/**
 * An interpreter: its modules, its host, and running source in it. Several may live in one process; the one that runs
 * is installed in `runtime` meanwhile.
 */
import '../types/index.js'
import { buildBuiltins } from '../builtins/index.js'
import { compileExpression, compileModule, makeSource } from '../compile/compile.js'
import type { Host } from '../host.js'
import { PyDict } from '../object/dict.js'
import { type PyError, type PyException, raise, registerTranslator, toPyError } from '../object/errors.js'
import { type Code, Frame } from '../object/frame.js'
import { newLocals, runFrame } from '../object/invoke.js'
import { nativeModuleNames, PyModule } from '../object/module.js'
import type { Value } from '../object/object.js'
import { runtime } from '../object/runtime.js'
import { tuple } from '../object/values.js'
import type { Module } from '../parse/ast.js'
import { PySyntaxError } from '../parse/errors.js'
import { parseExpression, parseModule } from '../parse/parser.js'
import { provideNames } from '../parse/unicode.js'
import { runExitFunctions } from '../stdlib/atexit.js'
import { writeOut } from '../stdlib/io_streams.js'
import { Fault } from '../text/fault.js'
import { pointNamed, provideCharacterNames } from '../text/unicode_names.js'
import { importModule, warnOfSyntax } from './importer.js'
import { keepProgram } from './programs.js'
import { decodeSource } from './source.js'
import { formatException } from './traceback.js'

provideNames(pointNamed)
provideCharacterNames(() => {
  if (!nativeModuleNames().includes('_unicode_names')) return undefined
  const { dict } = importModule('_unicode_names') as PyModule
  return { words: dict.getStr('WORDS') as string, names: dict.getStr('NAMES') as string }
})

registerTranslator((error) => (error instanceof PySyntaxError ? syntaxError(error) : undefined))
registerTranslator((error) =>
  error instanceof Fault ? raise(error.kind, error.message).exception : undefined,
)

/** The Python exception of a syntax error. */
export function syntaxError(error: PySyntaxError): PyException {
  if (error.kind === 'RecursionError' || error.kind === 'MemoryError')
    return raise(error.kind, error.message).exception
  const place = tuple(error.filename, error.line, error.col, error.text, error.endLine, error.endCol)
  const { exception } = raise(error.kind, error.message)
  // A file that is no text at all has no place to show; its message names it where that helps.
  const placeless = error.line === 0 && error.text === null
  exception.args = tuple(error.message, place)
  exception.extra = new Map<string, Value>([
    ['msg', error.message],
    ['filename', placeless ? null : error.filename],
    ['lineno', placeless ? null : error.line],
    ['offset', error.col],
    ['text', error.text],
    ['end_lineno', error.endLine],
    ['end_offset', error.endCol],
    ['print_file_and_line', null],
  ])
  return exception
}

export interface Options {
  recursionLimit?: number
}

export class Interpreter {
  readonly modules = new PyDict()
  readonly builtins: PyModule
  private readonly state = new Map<string, unknown>()
  private readonly recursionLimit: number

  constructor(
    readonly host: Host,
    options: Options = {},
  ) {
    this.recursionLimit = options.recursionLimit ?? 1000
    this.builtins = buildBuiltins()
    this.modules.setStr('builtins', this.builtins)
  }

  /** Runs native code that works on Python objects, with this interpreter installed. Throws PyError only. */
  enter<T>(work: () => T): T {
    const before = { ...runtime }
    Object.assign(runtime, {
      host: this.host,
      frame: null,
      depth: 0,
      recursionLimit: this.recursionLimit,
      handling: null,
      modules: this.modules,
      builtins: this.builtins,
      state: this.state,
      interruptFlag: this.host.interruptFlag ?? new Int32Array(1),
    })
    try {
      return work()
    } catch (error) {
      throw toPyError(error)
    } finally {
      // Nothing runs any more: what files hold is written.
      if (before.frame === null || before.frame === undefined) writeOut()
      Object.assign(runtime, before)
    }
  }

  /** A module with a namespace of its own, in `sys.modules`; `__main__` is made this way. */
  newModule(name: string, filename: string | null = null): PyModule {
    const module = new PyModule(name)
    module.builtIn = true
    module.dict.setStr('__builtins__', this.builtins)
    if (filename !== null) {
      module.dict.setStr('__file__', filename)
      module.dict.setStr('__cached__', null)
    }
    this.modules.setStr(name, module)
    return module
  }

  /** Runs a whole source text in a module's namespace. Throws PyError. */
  execute(module: PyModule, source: string | Uint8Array, filename: string): void {
    this.enter(() => {
      const text = typeof source === 'string' ? source : decodeSource(source, filename)
      const tree = parseModule(text, filename)
      warnOfSyntax(tree, filename)
      const kept = makeSource(text, filename)
      keepProgram(module.dict, tree, kept)
      execute(compileModule(tree, kept), module.dict)
    })
  }

  /** Runs a cell in a namespace; the value of its last statement if that is an expression, else undefined. `shown` is what tracebacks quote. */
  runCell(source: string, filename: string, namespace: PyDict, shown = source): Value | undefined {
    return this.enter(() => {
      const tree = parseModule(source, filename)
      warnOfSyntax(tree, filename)
      const text = makeSource(shown, filename)
      keepProgram(namespace, tree, text)
      const code = compileModule(tree, text, { lastValue: true })
      const value = execute(code, namespace)
      return tree.body.at(-1)?.kind === 'Expr' ? value : undefined
    })
  }

  /** Runs a tree that was parsed from `source`, and perhaps changed since. */
  runTree(tree: Module, source: string, filename: string, namespace: PyDict): void {
    const text = makeSource(source, filename)
    keepProgram(namespace, tree, text)
    this.enter(() => execute(compileModule(tree, text), namespace))
  }

  /** Evaluates one expression in a namespace. */
  evaluate(source: string, filename: string, namespace: PyDict): Value {
    return this.enter(() =>
      execute(
        compileExpression(parseExpression(source, filename), makeSource(source, filename), false),
        namespace,
      ),
    )
  }

  importModule(name: string): Value {
    return this.enter(() => importModule(name))
  }

  /** Calls what the program registered with atexit. */
  finish(): void {
    this.enter(runExitFunctions)
  }

  /** What CPython prints for an uncaught exception. */
  formatException(error: PyError | PyException): string {
    return this.enter(() => formatException(error))
  }
}

function execute(code: Code, globals: PyDict): Value {
  return runFrame(new Frame(code, newLocals(code.slotCount), globals, null))
}
