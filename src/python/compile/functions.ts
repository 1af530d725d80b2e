/** Functions, lambdas and classes: compiling their bodies to Code, and making the objects when the definition runs. */
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { Code, Frame } from '../object/frame.js'
import { PyFunction } from '../object/function.js'
import { newLocals, runFrame } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, type Kwargs, PyObject, PyType, typeOf, type Value } from '../object/object.js'
import { call, isSubclass, lookupAttr, repr, setItem } from '../object/protocol.js'
import { PyCell, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { argumentCollector } from './calls.js'
import { type Context, type Exec, NORMAL, RETURN, type Run } from './context.js'
import { expression } from './expressions.js'
import { generatorExpressionBody, suspendingBody } from './generators.js'
import { storeName } from './names.js'
import { allArgs, isAsyncComprehension, type Scope, type ScopeNode } from './scope.js'
import { annotationOf, annotationsIn, block } from './statements.js'

type Def = ast.FunctionDef | ast.AsyncFunctionDef

// --- code ---------------------------------------------------------------------------------------------------------

/** Fills in what the frame of a scope needs. To be called once the body is compiled: bodies allocate nothing later. */
export function layout(code: Code, scope: Scope): void {
  code.varNames = [...scope.variables, ...scope.free].map(({ name }) => name)
  code.freeNames = scope.free.map(({ name }) => name)
  code.freeStart = scope.variables.length
  code.slotCount = scope.variables.length + scope.free.length
  // Comprehension variables get their cells when the comprehension runs; the class cell when the class body does.
  code.cellSlots = scope.variables
    .filter((variable) => variable.captured && variable.owner === scope && variable.name !== '__class__')
    .map(({ slot }) => slot)
}

function parametersOf(code: Code, args: ast.Arguments): void {
  code.positionalOnly = args.posonlyargs.length
  code.positional = args.posonlyargs.length + args.args.length
  code.keywordOnly = args.kwonlyargs.length
  code.hasVararg = args.vararg !== null
  code.hasKwarg = args.kwarg !== null
  code.simple = code.keywordOnly === 0 && !code.hasVararg && !code.hasKwarg
}

/** The docstring of a body. */
export const docOf = ([first]: readonly ast.Stmt[]): string | null =>
  first?.kind === 'Expr' && first.value.kind === 'Constant' && first.value.value.type === 'str'
    ? first.value.value.value
    : null

/** The code of a function; its body is compiled when it is first called. */
function functionCode(cx: Context, node: Def | ast.Lambda, name: string): Code {
  const inner = cx.inner(node)
  const { scope } = inner
  const body = node.kind === 'Lambda' ? null : node.body
  const code = new Code(name, scope.qualname, cx.unit.source, { args: node.args, body, position: node })
  parametersOf(code, node.args)
  layout(code, scope)
  code.doc = body === null ? null : docOf(body)
  const isAsync = node.kind === 'AsyncFunctionDef'
  if (scope.hasYield || isAsync) {
    const yields = scope.hasYield && hasOwnYield(node)
    code.kind = isAsync ? (yields ? 'async_generator' : 'coroutine') : 'generator'
    code.body = (f) => {
      code.body = suspendingBody(inner, node)
      return code.body(f)
    }
  } else {
    code.run = (f) => {
      code.run = body === null ? expression(inner, (node as ast.Lambda).body) : functionBody(inner, body)
      return code.run(f)
    }
  }
  return code
}

function functionBody(cx: Context, body: readonly ast.Stmt[]): Run {
  if (body.length === 1 && body[0].kind === 'Return' && body[0].value !== null)
    return expression(cx, body[0].value)
  const last = body[body.length - 1]
  if (last.kind !== 'Return' || last.value === null) {
    const run = block(cx, body)
    return (f) => (run(f) === RETURN ? f.result : null)
  }
  const before = block(cx, body.slice(0, -1))
  const value = expression(cx, last.value)
  return (f) => (before(f) === RETURN ? f.result : value(f))
}

/** Does the function itself contain `yield` (not only `await`)? */
function hasOwnYield(node: Def | ast.Lambda): boolean {
  const search = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(search)
    if (typeof value !== 'object' || value === null || !('kind' in value)) return false
    const { kind } = value as { kind: string }
    if (kind === 'Yield' || kind === 'YieldFrom') return true
    if (kind === 'FunctionDef' || kind === 'AsyncFunctionDef' || kind === 'Lambda' || kind === 'ClassDef')
      return false
    return Object.values(value).some(search)
  }
  return node.kind === 'Lambda' ? search(node.body) : node.body.some(search)
}

/** Gives the cells that a function made here shares with this frame. */
export function closureOf(cx: Context, node: ScopeNode): (f: Frame) => PyCell[] {
  let slots: number[] | null = null
  return (f) => {
    slots ??= cx.unit.scopes.get(node)!.free.map((variable) => cx.slot(variable))
    const cells: PyCell[] = []
    for (const slot of slots) cells.push(f.locals[slot] as PyCell)
    return cells
  }
}

export function generatorExpressionCode(cx: Context, node: ast.GeneratorExp): Code {
  const inner = cx.inner(node)
  const code = new Code('<genexpr>', inner.scope.qualname, cx.unit.source, null)
  code.positional = 1
  code.simple = true
  layout(code, inner.scope)
  code.kind = isAsyncComprehension(node) ? 'async_generator' : 'generator'
  code.body = generatorExpressionBody(cx, inner, node)
  return code
}

// --- functions ----------------------------------------------------------------------------------------------------

/** Makes the function object: code, defaults, closure, annotations. */
function maker(cx: Context, node: Def | ast.Lambda, name: string): Run {
  const defaults = node.args.defaults.map((value) => expression(cx, value))
  const kwdefaults = node.args.kw_defaults.flatMap((value, i) =>
    value === null ? [] : [{ name: cx.mangle(node.args.kwonlyargs[i].arg), run: expression(cx, value) }],
  )
  const annotations = node.kind === 'Lambda' ? [] : annotationsOf(cx, node)
  const closure = closureOf(cx, node)
  let code: Code | null = null
  return (f) => {
    const values = defaults.length === 0 ? null : defaults.map((run) => run(f))
    const keywords =
      kwdefaults.length === 0 ? null : PyDict.of(kwdefaults.map((each) => [each.name, each.run(f)] as const))
    const notes =
      annotations.length === 0
        ? null
        : PyDict.of(annotations.map((each) => [each.name, each.run(f)] as const))
    code ??= functionCode(cx, node, name)
    const fn = new PyFunction(code, name, f.globals, closure(f))
    fn.defaults = values
    fn.kwdefaults = keywords
    fn.annotations = notes
    fn.doc = code.doc
    fn.module = f.globals.getStr('__name__') ?? null
    return fn
  }
}

function annotationsOf(cx: Context, node: Def): { name: string; run: Run }[] {
  const list = allArgs(node.args).flatMap((arg) =>
    arg.annotation === null
      ? []
      : [
          {
            name: cx.mangle(arg.arg),
            run: annotationOf(cx, arg.annotation.kind === 'Starred' ? arg.annotation.value : arg.annotation),
          },
        ],
  )
  if (node.returns !== null) list.push({ name: 'return', run: annotationOf(cx, node.returns) })
  return list
}

export const lambda = (cx: Context, node: ast.Lambda): Run => maker(cx, node, '<lambda>')

export function functionDef(cx: Context, node: Def): Exec {
  const decorate = decorators(cx, node)
  const make = maker(cx, node, node.name)
  const put = storeName(cx, node.name)
  return (f) => {
    put(f, decorate(f, make))
    return NORMAL
  }
}

/** Evaluates the decorators top down, makes the object, and applies them bottom up. */
function decorators(cx: Context, { decorator_list }: Def | ast.ClassDef): (f: Frame, make: Run) => Value {
  if (decorator_list.length === 0) return (f, make) => make(f)
  const runs = decorator_list.map((node) => ({ node, run: expression(cx, node) }))
  return (f, make) => {
    const functions = runs.map(({ run }) => run(f))
    let value = make(f)
    for (let i = functions.length - 1; i >= 0; i--) {
      f.node = runs[i].node
      value = call(functions[i], [value])
    }
    return value
  }
}

// --- classes ------------------------------------------------------------------------------------------------------

export function classDef(cx: Context, node: ast.ClassDef): Exec {
  const decorate = decorators(cx, node)
  const make = classMaker(cx, node)
  const put = storeName(cx, node.name)
  return (f) => {
    put(f, decorate(f, make))
    return NORMAL
  }
}

function classMaker(cx: Context, node: ast.ClassDef): Run {
  const collect = argumentCollector(cx, node, node.bases, node.keywords)
  const closure = closureOf(cx, node)
  let code: Code | null = null
  return (f) => {
    const bases: Value[] = []
    const kwargs: Kwargs = collect(f, null, bases) ?? new Map()
    f.node = node
    code ??= classCode(cx, node)
    return buildClass(code, node.name, bases, kwargs, f, closure(f))
  }
}

function classCode(cx: Context, node: ast.ClassDef): Code {
  const inner = cx.inner(node)
  const { scope } = inner
  const code = new Code(node.name, scope.qualname, cx.unit.source, {
    args: NO_ARGS,
    body: node.body,
    position: node,
  })
  const body = block(inner, node.body)
  layout(code, scope)
  const doc = docOf(node.body)
  const cell = scope.usedClassCell
  code.run = (f) => {
    const names = f.names!
    if (cell !== null) f.locals[cell.slot] = new PyCell(undefined)
    setItem(names, '__module__', f.globals.getStr('__name__') ?? null)
    setItem(names, '__qualname__', scope.qualname)
    if (scope.annotated) annotationsIn(f)
    if (doc !== null) setItem(names, '__doc__', doc)
    body(f)
    if (cell === null) return null
    // The metaclass fills it in, so that hooks that run meanwhile see the class.
    setItem(names, '__classcell__', f.locals[cell.slot] as PyCell)
    return f.locals[cell.slot] as PyCell
  }
  return code
}

const NO_ARGS: ast.Arguments = {
  kind: 'arguments',
  posonlyargs: [],
  args: [],
  vararg: null,
  kwonlyargs: [],
  kw_defaults: [],
  kwarg: null,
  defaults: [],
}

/** `__build_class__`: resolves bases and metaclass, runs the body in the namespace, calls the metaclass. */
function buildClass(
  code: Code,
  name: string,
  written: Value[],
  kwargs: Kwargs,
  f: Frame,
  closure: PyCell[],
): Value {
  const bases = resolveBases(written)
  const metaclass = metaclassOf(bases, kwargs)
  kwargs.delete('metaclass')
  const prepare = lookupAttr(metaclass, '__prepare__')
  const names = prepare === undefined ? new PyDict() : call(prepare, [name, new PyTuple(bases)], kwargs)
  if (!(names instanceof PyObject))
    throw newTypeError(
      `${metaclassName(metaclass)}.__prepare__() must return a mapping, not ${typeNameOf(names)}`,
    )
  if (bases !== written) setItem(names, '__orig_bases__', new PyTuple(written))
  const locals = newLocals(code.slotCount)
  closure.forEach((cell, i) => {
    locals[code.freeStart + i] = cell
  })
  const frame = new Frame(code, locals, f.globals, null)
  frame.names = names
  const cell = runFrame(frame)
  const cls = call(metaclass, [name, new PyTuple(bases), names], kwargs)
  if (cell instanceof PyCell && cls instanceof PyType) {
    if (cell.value === undefined) {
      throw raise(
        'RuntimeError',
        `__class__ not set defining ${repr(name)} as ${repr(cls)}. Was __classcell__ propagated to type.__new__?`,
      )
    }
    if (cell.value !== cls)
      throw newTypeError(`__class__ set to ${repr(cell.value)} defining ${repr(name)} as ${repr(cls)}`)
  }
  return cls
}

const metaclassName = (metaclass: Value): string =>
  metaclass instanceof PyType ? metaclass.name : '<metaclass>'

/** Bases that are not types (`Generic[T]`, `list[int]`) stand for others: `__mro_entries__`. */
function resolveBases(written: Value[]): Value[] {
  if (written.every((base) => base instanceof PyType)) return written
  return written.flatMap((base) => {
    if (base instanceof PyType) return [base]
    const entries = lookupAttr(base, '__mro_entries__')
    if (entries === undefined) return [base]
    const result = call(entries, [new PyTuple(written)])
    if (!(result instanceof PyTuple)) throw newTypeError('__mro_entries__ must return a tuple')
    return result.items
  })
}

/** The most derived metaclass of the bases and the one asked for. */
function metaclassOf(bases: readonly Value[], kwargs: Kwargs): Value {
  let winner: Value = kwargs.get('metaclass') ?? (bases.length > 0 ? typeOfBase(bases[0]) : builtinTypes.type)
  if (!(winner instanceof PyType)) return winner
  for (const base of bases) {
    const metaclass = typeOfBase(base)
    if (winner instanceof PyType && winner.isSubtypeOf(metaclass)) continue
    if (isSubclass(metaclass, winner)) winner = metaclass
    else {
      throw newTypeError(
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      )
    }
  }
  return winner
}

const typeOfBase = typeOf
