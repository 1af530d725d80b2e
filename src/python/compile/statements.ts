/** Statements: one function per kind of node, each giving the closure that runs it and says how it ended. */
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import type { Value } from '../object/object.js'
import { getItem, setItem } from '../object/protocol.js'
import { checkInterrupt, runtime } from '../object/runtime.js'
import { PyRange } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { unparse } from '../text/unparse.js'
import { condition } from './arithmetic.js'
import {
  BREAK,
  CONTINUE,
  type Completion,
  type Context,
  type Exec,
  NORMAL,
  RETURN,
  type Run,
  type Store,
} from './context.js'
import { raiseStatement, tryStarStatement, tryStatement, withStatement } from './exceptions.js'
import { expression } from './expressions.js'
import { classDef, functionDef } from './functions.js'
import { importFrom, importNames } from './imports.js'
import { abandon, ownGenerator, stepper } from './loops.js'
import { matchStatement } from './match.js'
import { localSlot } from './names.js'
import { augmentedAssign, remove, store } from './targets.js'

type Compile<K extends ast.Stmt['kind']> = (cx: Context, node: Extract<ast.Stmt, { kind: K }>) => Exec

const compilers: { [K in ast.Stmt['kind']]: Compile<K> } = {
  Expr: (cx, node) => {
    const value = expression(cx, node.value)
    const echo = cx.scope.kind === 'module' ? cx.unit.echo : undefined
    if (echo !== undefined)
      return (f) => {
        echo(value(f))
        return NORMAL
      }
    return (f) => {
      value(f)
      return NORMAL
    }
  },
  Assign: assign,
  AugAssign: augmentedAssign,
  AnnAssign: annotatedAssign,
  Return: (cx, node) => {
    if (node.value === null) {
      return (f) => {
        f.result = null
        return RETURN
      }
    }
    const value = expression(cx, node.value)
    return (f) => {
      f.result = value(f)
      return RETURN
    }
  },
  If: ifStatement,
  While: whileLoop,
  For: forLoop,
  Break: () => () => BREAK,
  Continue: () => () => CONTINUE,
  Pass: () => () => NORMAL,
  FunctionDef: functionDef,
  AsyncFunctionDef: functionDef,
  ClassDef: classDef,
  Delete: (cx, node) => sequenceOf(node.targets.map((target) => remove(cx, target))),
  Global: () => () => NORMAL,
  Nonlocal: () => () => NORMAL,
  Assert: assertStatement,
  Raise: raiseStatement,
  Try: tryStatement,
  TryStar: tryStarStatement,
  With: withStatement,
  Import: importNames,
  ImportFrom: importFrom,
  Match: matchStatement,
  AsyncFor: () => outsideCoroutine('async for'),
  AsyncWith: () => outsideCoroutine('async with'),
}

function outsideCoroutine(what: string): never {
  throw new Error(`the compiler met ${what} outside a coroutine`)
}

export function statement(cx: Context, node: ast.Stmt): Exec {
  return (compilers[node.kind] as (cx: Context, node: ast.Stmt) => Exec)(cx, node)
}

/** Statements one after the other, until one does not end normally. */
export function block(cx: Context, nodes: readonly ast.Stmt[]): Exec {
  return sequenceOf(nodes.map((node) => statement(cx, node)))
}

export function sequenceOf(list: readonly Exec[]): Exec {
  const [a, b, c] = list
  switch (list.length) {
    case 0:
      return () => NORMAL
    case 1:
      return a
    case 2:
      return (f) => a(f) || b(f)
    case 3:
      return (f) => a(f) || b(f) || c(f)
    default:
      return (f) => {
        for (let i = 0; i < list.length; i++) {
          const completion = list[i](f)
          if (completion !== NORMAL) return completion
        }
        return NORMAL
      }
  }
}

function assign(cx: Context, node: ast.Assign): Exec {
  const value = expression(cx, node.value)
  if (node.targets.length === 1) {
    const [target] = node.targets
    const slot = localSlot(cx, target)
    if (slot >= 0) {
      return (f) => {
        f.locals[slot] = value(f)
        return NORMAL
      }
    }
    const put = store(cx, target)
    if (target.kind === 'Tuple' && node.value.kind === 'Tuple') {
      const pair = pairAssign(cx, target, node.value)
      if (pair !== null) return pair
    }
    return (f) => {
      put(f, value(f))
      return NORMAL
    }
  }
  const puts = node.targets.map((target) => store(cx, target))
  return (f) => {
    const result = value(f)
    for (const put of puts) put(f, result)
    return NORMAL
  }
}

/** `a, b = x, y` without a tuple between; null for other lengths and for stars. */
function pairAssign(cx: Context, target: ast.TupleExpr, value: ast.TupleExpr): Exec | null {
  if (target.elts.length !== 2 || value.elts.length !== 2) return null
  if ([...target.elts, ...value.elts].some(({ kind }) => kind === 'Starred')) return null
  const [first, second] = value.elts.map((each) => expression(cx, each))
  const [putFirst, putSecond] = target.elts.map((each) => store(cx, each))
  return (f) => {
    const a = first(f)
    const b = second(f)
    putFirst(f, a)
    putSecond(f, b)
    return NORMAL
  }
}

/** `x: T = v`: the annotation is kept in `__annotations__` of a class or module. */
function annotatedAssign(cx: Context, node: ast.AnnAssign): Exec {
  const parts: Exec[] = []
  if (node.value !== null) {
    const value = expression(cx, node.value)
    const put = store(cx, node.target)
    parts.push((f) => {
      put(f, value(f))
      return NORMAL
    })
  }
  const { kind } = cx.scope.host
  if (node.simple && node.target.kind === 'Name' && (kind === 'class' || kind === 'module')) {
    const name = cx.mangle(node.target.id)
    const annotation = annotationOf(cx, node.annotation)
    parts.push((f) => {
      const value = annotation(f)
      setItem(annotationsIn(f), name, value)
      return NORMAL
    })
  }
  return sequenceOf(parts)
}

/** An annotation's value; its text under `from __future__ import annotations`. */
export function annotationOf(cx: Context, node: ast.Expr): Run {
  if (!cx.unit.lazyAnnotations) return expression(cx, node)
  const text = unparse(node)
  return () => text
}

/** The `__annotations__` of a class or module, made when there are none yet. */
export function annotationsIn(f: Frame): Value {
  const names = f.names ?? f.globals
  if (names instanceof PyDict) {
    let dict = names.getStr('__annotations__')
    if (dict === undefined) {
      dict = new PyDict()
      names.setStr('__annotations__', dict)
    }
    return dict
  }
  try {
    return getItem(names, '__annotations__')
  } catch {
    const dict = new PyDict()
    setItem(names, '__annotations__', dict)
    return dict
  }
}

function ifStatement(cx: Context, node: ast.If): Exec {
  const test = condition(cx, node.test)
  const body = block(cx, node.body)
  if (node.orelse.length === 0) return (f) => (test(f) ? body(f) : NORMAL)
  const orelse = block(cx, node.orelse)
  return (f) => (test(f) ? body(f) : orelse(f))
}

function whileLoop(cx: Context, node: ast.While): Exec {
  const test = condition(cx, node.test)
  const body = block(cx, node.body)
  const orelse = block(cx, node.orelse)
  return (f) => {
    const flag = runtime.interruptFlag
    while (test(f)) {
      if (flag[0] !== 0) interrupt(f, node)
      const completion = body(f)
      if (completion === BREAK) return NORMAL
      if (completion === RETURN) return RETURN
    }
    return orelse(f)
  }
}

/** Raises KeyboardInterrupt at the place where the loop stands. */
export function interrupt(f: Frame, node: ast.Position): void {
  const { line } = f.node
  // The whole first line: what the loop does there is in no particular place of it.
  if (line < node.line || line > node.endLine)
    f.node = { line: node.line, col: 0, endLine: node.line, endCol: Number.MAX_SAFE_INTEGER }
  checkInterrupt()
}

function forLoop(cx: Context, node: ast.For): Exec {
  const iterable = expression(cx, node.iter)
  const target = store(cx, node.target)
  const body = block(cx, node.body)
  const orelse = block(cx, node.orelse)
  const slot = localSlot(cx, node.target)
  const over = node.iter.kind === 'Call' ? overOwnItems : overItems
  return (f) => {
    const value = iterable(f)
    f.node = node
    const completion =
      value instanceof PyRange
        ? overRange(f, value, slot, target, body, node)
        : over(f, value, slot, target, body, node)
    return completion === NORMAL ? orelse(f) : completion === BREAK ? NORMAL : completion
  }
}

function overRange(
  f: Frame,
  range: PyRange,
  slot: number,
  target: Store,
  body: Exec,
  node: ast.For,
): Completion {
  const flag = runtime.interruptFlag
  const { start, step, length } = range
  for (let i = 0, item = start; i < length; i++, item += step) {
    if (flag[0] !== 0) interrupt(f, node)
    if (slot >= 0) f.locals[slot] = item
    else target(f, item)
    const completion = body(f)
    if (completion === BREAK || completion === RETURN) return completion
  }
  return NORMAL
}

function overOwnItems(
  f: Frame,
  value: Value,
  slot: number,
  target: Store,
  body: Exec,
  node: ast.For,
): Completion {
  const own = ownGenerator(node.iter, value)
  if (own === null) return overItems(f, value, slot, target, body, node)
  try {
    return overItems(f, value, slot, target, body, node)
  } finally {
    if (!own.finished) abandon(own)
  }
}

function overItems(
  f: Frame,
  value: Value,
  slot: number,
  target: Store,
  body: Exec,
  node: ast.For,
): Completion {
  const flag = runtime.interruptFlag
  const step = stepper(value)
  for (;;) {
    f.node = node
    const item = step()
    if (item === undefined) return NORMAL
    if (flag[0] !== 0) interrupt(f, node)
    if (slot >= 0) f.locals[slot] = item
    else {
      f.node = node.target
      target(f, item)
    }
    const completion = body(f)
    if (completion === BREAK || completion === RETURN) return completion
  }
}

function assertStatement(cx: Context, node: ast.Assert): Exec {
  const test = condition(cx, node.test)
  const message = node.msg === null ? null : expression(cx, node.msg)
  return (f) => {
    if (test(f)) return NORMAL
    const text = message?.(f)
    f.node = node.test
    throw raise('AssertionError', text)
  }
}
