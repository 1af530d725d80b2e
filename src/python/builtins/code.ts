/** exec, eval, compile, globals, locals and __import__. */
import { compileExpression, compileModule, makeSource } from '../compile/compile.js'
import { load } from '../compile/imports.js'
import { defineFunctions } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { Code, Frame } from '../object/frame.js'
import { newLocals, runFrame } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, type Value } from '../object/object.js'
import { toCount } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asStr, PyBytes } from '../object/values.js'
import { parseExpression, parseModule } from '../parse/parser.js'
import { warnOfSyntax } from '../run/importer.js'
import { localsOf } from '../types/exceptions.js'

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
    asStr(source) ?? (source instanceof PyBytes ? new TextDecoder().decode(source.data) : undefined)
  if (text === undefined) throw newTypeError(`${what}() arg 1 must be a string, bytes or code object`)
  return text
}

/** Runs code in given namespaces, the caller's by default. */
function run(make: (named: boolean) => Code, globals: Value, locals: Value, what: string): Value {
  if (globals !== null && !(globals instanceof PyDict))
    throw newTypeError(`${what}() globals must be a dict, not ${typeNameOf(globals)}`)
  const scope = globals ?? currentGlobals()
  const names = locals ?? (globals === null ? frameNamespace() : null)
  const named = names !== null && names !== scope
  if (scope.getStr('__builtins__') === undefined) scope.setStr('__builtins__', runtime.builtins)
  const code = make(named)
  const frame = new Frame(code, newLocals(code.slotCount), scope, null)
  if (named && names instanceof PyObject) frame.names = names
  return runFrame(frame)
}

/** What `compile()` gives: the text is compiled for the namespaces it meets. */
class PyCodeObject extends Code {
  mode: 'exec' | 'eval' | 'single' = 'exec'
  text = ''
}

function codeFor(text: string, filename: string, mode: string, named: boolean, again = false): Code {
  const source = makeSource(text, filename, false)
  if (mode === 'eval')
    return compileExpression(parseExpression(text.replace(/^[ \t]+/, ''), filename), source, named)
  const tree = parseModule(text, filename)
  if (!again) warnOfSyntax(tree, filename)
  return compileModule(tree, source, { named })
}

const fromCode =
  (source: Value, what: string, mode: string) =>
  (named: boolean): Code =>
    source instanceof PyCodeObject
      ? codeFor(source.text, source.filename, source.mode, named, true)
      : codeFor(textOf(source, what), '<string>', mode, named)

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
  ) => {
    const kind = asStr(mode)
    if (kind !== 'exec' && kind !== 'eval' && kind !== 'single')
      throw raise('ValueError', "compile() mode must be 'exec', 'eval' or 'single'")
    const text = textOf(source, 'compile')
    const name = asStr(filename) ?? '<string>'
    codeFor(text, name, kind, false)
    const code = new PyCodeObject('<module>', '<module>', makeSource(text, name), null)
    code.mode = kind
    code.text = text
    return code
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
    const scope = globals instanceof PyDict ? globals : currentGlobals()
    const whole = load(text, toCount(level), scope)
    const wanted =
      from !== null && 'items' in (from as object) && (from as unknown as { items: Value[] }).items.length > 0
    return wanted || !text.includes('.') ? whole : load(text.split('.')[0], 0, scope)
  },
})
