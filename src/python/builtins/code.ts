/** exec, eval, compile, globals, locals and __import__. */
import { compileExpression, compileModule, makeSource } from '../compile/compile.js'
import { load } from '../compile/imports.js'
import { defineFunctions } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { Code, Frame, type Source } from '../object/frame.js'
import { newLocals, runFrame } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { type Kwargs, PyObject, type Value } from '../object/object.js'
import { call, callMethod, lookupAttr, lookupSpecial, toCount } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asStr } from '../object/values.js'
import type { Expression, Module } from '../parse/ast.js'
import { parseExpression, parseModule } from '../parse/parser.js'
import { importModule, warnOfSyntax } from '../run/importer.js'
import { dataOf, need } from '../types/bytes.js'
import { localsOf } from '../types/exceptions.js'
import { isNode, objectsOf, treeOf } from './trees.js'

/** The names of the running scope, as `locals()` gives them. */
export function frameNamespace(): Value {
  const { frame } = runtime
  if (frame === null) throw raise('RuntimeError', 'no running frame')
  if (frame.names !== null) return frame.names
  return frame.func === null ? frame.globals : PyDict.of(localsOf(frame))
}

const currentGlobals = (): PyDict => {
  if (runtime.frame === null) throw raise('RuntimeError', 'no running frame')
  return runtime.frame.globals
}

function textOf(source: Value, what: string): string {
  const text =
    asStr(source) ?? (dataOf(source) === undefined ? undefined : new TextDecoder().decode(need(source)))
  if (text === undefined) throw newTypeError(`${what}() arg 1 must be a string, bytes or code object`)
  return text
}

/** Runs code in given namespaces, the caller's by default. */
function run(make: (named: boolean) => Code, globals: Value, locals: Value, what: string): Value {
  if (globals !== null && !(globals instanceof PyDict))
    throw newTypeError(`${what}() globals must be a dict, not ${typeNameOf(globals)}`)
  if (locals !== null && lookupSpecial(locals, '__getitem__') === undefined)
    throw newTypeError(`locals must be a mapping or None, not ${typeNameOf(locals)}`)
  const scope = globals ?? currentGlobals()
  const names = locals ?? (globals === null ? frameNamespace() : null)
  const named = names !== null && names !== scope
  if (scope.getStr('__builtins__') === undefined) scope.setStr('__builtins__', runtime.builtins)
  const code = make(named)
  const frame = new Frame(code, newLocals(code.slotCount), scope, null)
  if (named && names instanceof PyObject) frame.names = names
  return runFrame(frame)
}

type Mode = 'exec' | 'eval' | 'single'
const MODES: readonly string[] = ['exec', 'eval', 'single']

/** What `compile()` gives: code for the namespaces it meets, made when it first meets them. */
class PyCodeObject extends Code {
  private readonly made = new Map<boolean, Code>()
  constructor(
    source: Source,
    private readonly tree: Module | Expression,
    private readonly mode: Mode,
  ) {
    super('<module>', '<module>', source, null)
  }
  /** `named`: the namespace of locals is another than that of globals. */
  codeFor(named: boolean): Code {
    let code = this.made.get(named)
    if (code === undefined) {
      code = codeOf(this.tree, this.source, this.mode, named)
      this.made.set(named, code)
    }
    return code
  }
}

function codeOf(tree: Module | Expression, source: Source, mode: Mode, named: boolean): Code {
  if (tree.kind === 'Expression') return compileExpression(tree, source, named)
  return compileModule(tree, source, mode === 'single' ? { named, echo } : { named })
}

function echo(value: Value): void {
  callMethod(importModule('sys'), 'displayhook', [value])
}

function parsed(text: string, filename: string, mode: Mode, check = true): Module | Expression {
  if (mode === 'eval') return parseExpression(text, filename, check)
  const tree = parseModule(text, filename, check)
  if (check) warnOfSyntax(tree, filename)
  return tree
}

/** Expressions that `eval` met as text, the latest last: programs evaluate few of them, again and again. */
const evaluated = new Map<string, PyCodeObject>()
const EVALUATED = 64

function codeOfText(text: string, mode: Mode): PyCodeObject {
  const known = mode === 'eval' ? evaluated.get(text) : undefined
  if (known !== undefined) return known
  const code = new PyCodeObject(makeSource(text, '<string>', false), parsed(text, '<string>', mode), mode)
  if (mode === 'eval') {
    if (evaluated.size === EVALUATED) evaluated.delete(evaluated.keys().next().value!)
    evaluated.set(text, code)
  }
  return code
}

const fromCode =
  (source: Value, what: string, mode: Mode) =>
  (named: boolean): Code => {
    if (source instanceof PyCodeObject) return source.codeFor(named)
    return codeOfText(textOf(source, what), mode).codeFor(named)
  }

/** The roots that a mode takes. */
const ROOTS: Readonly<Record<Mode, string>> = { exec: 'Module', eval: 'Expression', single: 'Interactive' }
const ONLY_AST = 1024
/** All bits that `compile()` takes: those of `__future__` and of PyCF_*. */
const KNOWN_FLAGS = 0x1fe0000 | 0x7610

function compiled(source: Value, filename: string, mode: Mode, flags: number): Value {
  if (!isNode(source)) {
    const text = textOf(source, 'compile')
    const whole = (flags & ONLY_AST) === 0
    const tree = parsed(text, filename, mode, whole)
    if (!whole) return objectsOf(tree, text, mode === 'single')
    const code = new PyCodeObject(makeSource(text, filename), tree, mode)
    code.codeFor(false)
    return code
  }
  if ((flags & ONLY_AST) !== 0) return source
  const root = ROOTS[mode]
  if (source.cls.name !== root) throw newTypeError(`expected ${root} node, got ${source.cls.name}`)
  const code = new PyCodeObject(makeSource('', filename, false), treeOf(source), mode)
  code.codeFor(false)
  return code
}

export const codeFunctions = defineFunctions({
  'exec(source, globals=None, locals=None, /)': (source: Value, globals: Value, locals: Value) => {
    run(fromCode(source, 'exec', 'exec'), globals, locals, 'exec')
    return null
  },
  'eval(source, globals=None, locals=None, /)': (source: Value, globals: Value, locals: Value) =>
    run(fromCode(source, 'eval', 'eval'), globals, locals, 'eval'),
  'compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, **kwargs)': (
    source: Value,
    filename: Value,
    mode: Value,
    flags: Value,
  ) => {
    const kind = asStr(mode) ?? ''
    if (!MODES.includes(kind)) throw raise('ValueError', "compile() mode must be 'exec', 'eval' or 'single'")
    const wanted = toCount(flags)
    if ((wanted & ~KNOWN_FLAGS) !== 0) throw raise('ValueError', 'compile(): unrecognised flags')
    return compiled(source, asStr(filename) ?? '<string>', kind as Mode, wanted)
  },
  'breakpoint(*args, **kwargs)': (args: Value[], kwargs: Kwargs) => {
    const hook = lookupAttr(importModule('sys'), 'breakpointhook')
    if (hook === undefined) throw raise('RuntimeError', 'lost sys.breakpointhook')
    return call(hook, args, kwargs)
  },
  'globals()': currentGlobals,
  'locals()': frameNamespace,
  '__import__(name, globals=None, locals=None, fromlist=(), level=0)': (
    name: Value,
    globals: Value,
    _: Value,
    from: Value,
    level: Value,
  ) => {
    const text = asStr(name)
    if (text === undefined) throw newTypeError(`__import__() argument 1 must be str, not ${typeNameOf(name)}`)
    if (text === '' && toCount(level) === 0) throw raise('ValueError', 'Empty module name')
    const scope = globals instanceof PyDict ? globals : currentGlobals()
    const whole = load(text, toCount(level), scope)
    const wanted =
      from !== null && 'items' in (from as object) && (from as unknown as { items: Value[] }).items.length > 0
    return wanted || !text.includes('.') ? whole : load(text.split('.')[0], 0, scope)
  },
})
