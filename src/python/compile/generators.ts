/**
 * Bodies that suspend. A statement that contains a yield becomes a JS generator; all others stay the plain closures they
 * always are. An expression that contains a yield is taken apart: its parts are evaluated in order into temporaries, and the
 * expression itself is then evaluated from those.
 */
import { isError, type PyError, raise } from '../object/errors.js'
import type { Frame, Steps } from '../object/frame.js'
import { traced } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, type Value } from '../object/object.js'
import { call, getAttr, lookupAttr, lookupSpecial, truthy, typeOf } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { AsyncYield } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { condition } from './arithmetic.js'
import { type Level, levels } from './comprehensions.js'
import {
  BREAK,
  type Completion,
  type Context,
  type GenExec,
  type GenRun,
  NORMAL,
  RETURN,
  type Run,
} from './context.js'
import { enterContext, exitWithError, handlersOf, select } from './exceptions.js'
import { expression, type Temp } from './expressions.js'
import { stepper } from './loops.js'
import { storeName } from './names.js'
import { containsYield } from './scope.js'
import { interrupt, statement } from './statements.js'
import { store } from './targets.js'

/** The body of a generator function or coroutine. */
export function generatorBody(
  cx: Context,
  node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
): (f: Frame) => Steps {
  if (node.kind === 'Lambda') {
    const value = suspending(cx, node.body)
    return (f) => value(f)
  }
  const body = genBlock(cx, node.body)
  return function* (f) {
    return (yield* body(f)) === RETURN ? f.result : null
  }
}

/** The body of a generator expression: nested loops around one yield. The first iterator is local 0. */
export function generatorExpressionBody(
  outer: Context,
  cx: Context,
  node: ast.GeneratorExp,
): (f: Frame) => Steps {
  const loops = levels(outer, cx, node.generators)
  if (loops.length === 1 && !containsYield(node.elt)) return singleLoop(loops[0], expression(cx, node.elt))
  const elt = suspending(cx, node.elt)
  function* nest(f: Frame, depth: number): Generator<Value, void, Value> {
    const { iter, target, ifs, node: place } = loops[depth]
    const value = depth === 0 ? f.locals[0]! : iter(f)
    f.node = place
    const step = stepper(value)
    for (let item = step(); item !== undefined; item = step()) {
      target(f, item)
      if (!ifs.every((test) => test(f))) continue
      if (depth + 1 < loops.length) yield* nest(f, depth + 1)
      else yield yield* elt(f)
      f.node = place
    }
  }
  return function* (f) {
    yield* nest(f, 0)
    return null
  }
}

/** `(elt for target in local 0 if …)`: one JS generator does it all. */
function singleLoop({ target, ifs, node }: Level, elt: Run): (f: Frame) => Steps {
  return function* (f) {
    f.node = node
    const step = stepper(f.locals[0]!)
    each: for (let item = step(); item !== undefined; f.node = node, item = step()) {
      target(f, item)
      for (let i = 0; i < ifs.length; i++) if (!ifs[i](f)) continue each
      yield elt(f)
    }
    return null
  }
}

// --- statements ---------------------------------------------------------------------------------------------------

function genBlock(cx: Context, nodes: readonly ast.Stmt[]): GenExec {
  const parts = nodes.map((node) =>
    containsYield(node)
      ? { plain: null, suspends: genStatement(cx, node) }
      : { plain: statement(cx, node), suspends: null },
  )
  if (parts.length === 1 && parts[0].suspends !== null) return parts[0].suspends
  return function* (f) {
    for (const { plain, suspends } of parts) {
      const completion = plain !== null ? plain(f) : yield* suspends!(f)
      if (completion !== NORMAL) return completion
    }
    return NORMAL
  }
}

function genStatement(cx: Context, node: ast.Stmt): GenExec {
  switch (node.kind) {
    case 'Expr':
      return yieldStatement(cx, node.value, null) ?? lowered(cx, node)
    case 'Assign': {
      const [target] = node.targets
      if (node.targets.length > 1 || containsYield(target)) return lowered(cx, node)
      return yieldStatement(cx, node.value, target) ?? lowered(cx, node)
    }
    case 'If': {
      const test = suspending(cx, node.test)
      const body = genBlock(cx, node.body)
      const orelse = genBlock(cx, node.orelse)
      return function* (f) {
        const value = yield* test(f)
        return truthy(value) ? yield* body(f) : yield* orelse(f)
      }
    }
    case 'While':
      return genWhile(cx, node)
    case 'For':
      return genFor(cx, node)
    case 'AsyncFor':
      return asyncFor(cx, node)
    case 'Try':
      return genTry(cx, node)
    case 'With':
    case 'AsyncWith':
      return node.items.reduceRight<GenExec>(
        (body, item) => genWith(cx, node, item, body, node.kind === 'AsyncWith'),
        genBlock(cx, node.body),
      )
    case 'Return': {
      const value = suspending(cx, node.value!)
      return function* (f) {
        f.result = yield* value(f)
        return RETURN
      }
    }
    default:
      return lowered(cx, node)
  }
}

/** `yield v` and `x = yield v`, nearly all there are: one JS generator, no temporaries. Null for anything else. */
function yieldStatement(cx: Context, node: ast.Expr, target: ast.Expr | null): GenExec | null {
  if (node.kind !== 'Yield' || (node.value !== null && containsYield(node.value))) return null
  const value: Run = node.value === null ? () => null : expression(cx, node.value)
  const put = target === null ? null : store(cx, target)
  const wrap = cx.scope.host.node.kind === 'AsyncFunctionDef'
  return function* (f) {
    const yielded = value(f)
    f.node = node
    const sent = yield wrap ? new AsyncYield(yielded) : yielded
    if (put !== null) put(f, sent)
    return NORMAL
  }
}

/** A simple statement: its expressions are taken apart, then it runs as usual. */
function lowered(cx: Context, node: ast.Stmt): GenExec {
  const before: GenRun[] = []
  const rest = lowerParts(cx, node, before) as ast.Stmt
  const exec = statement(cx, rest)
  return function* (f) {
    for (const part of before) yield* part(f)
    return exec(f)
  }
}

function genWhile(cx: Context, node: ast.While): GenExec {
  const test = containsYield(node.test) ? suspending(cx, node.test) : null
  const plain = test === null ? condition(cx, node.test) : null
  const body = genBlock(cx, node.body)
  const orelse = genBlock(cx, node.orelse)
  return function* (f) {
    while (plain !== null ? plain(f) : truthy(yield* test!(f))) {
      if (runtime.interruptFlag[0] !== 0) interrupt(f, node)
      const completion = yield* body(f)
      if (completion === BREAK) return NORMAL
      if (completion === RETURN) return RETURN
    }
    return yield* orelse(f)
  }
}

function genFor(cx: Context, node: ast.For): GenExec {
  const iterable = suspending(cx, node.iter)
  const target = store(cx, node.target)
  const body = genBlock(cx, node.body)
  const orelse = genBlock(cx, node.orelse)
  return function* (f) {
    const value = yield* iterable(f)
    f.node = node
    const step = stepper(value)
    for (let item = step(); item !== undefined; f.node = node, item = step()) {
      if (runtime.interruptFlag[0] !== 0) interrupt(f, node)
      target(f, item)
      const completion = yield* body(f)
      if (completion === BREAK) return NORMAL
      if (completion === RETURN) return RETURN
    }
    return yield* orelse(f)
  }
}

function asyncFor(cx: Context, node: ast.AsyncFor): GenExec {
  const iterable = suspending(cx, node.iter)
  const target = store(cx, node.target)
  const body = genBlock(cx, node.body)
  const orelse = genBlock(cx, node.orelse)
  return function* (f) {
    const value = yield* iterable(f)
    f.node = node
    const start = typeOf(value).slots.aiter
    if (start === undefined)
      throw newTypeError(`'async for' requires an object with __aiter__ method, got ${typeNameOf(value)}`)
    const iterator = start(value)
    const next = typeOf(iterator).slots.anext
    if (next === undefined) {
      throw newTypeError(
        `'async for' received an object from __aiter__ that does not implement __anext__: ${typeNameOf(iterator)}`,
      )
    }
    for (;;) {
      let item: Value
      f.node = node
      try {
        item = yield* awaiting(next(iterator))
      } catch (error) {
        if (!isError(error, 'StopAsyncIteration')) throw error
        break
      }
      target(f, item)
      const completion = yield* body(f)
      if (completion === BREAK) return NORMAL
      if (completion === RETURN) return RETURN
    }
    return yield* orelse(f)
  }
}

function genTry(cx: Context, node: ast.Try): GenExec {
  const body = genBlock(cx, node.body)
  const handlers = handlersOf(cx, node.handlers)
  const bodies = node.handlers.map((handler) => genBlock(cx, handler.body))
  const orelse = genBlock(cx, node.orelse)
  const final = genBlock(cx, node.finalbody)
  function* attempt(f: Frame): Generator<Value, Completion, Value> {
    let completion: Completion
    try {
      completion = yield* body(f)
    } catch (thrown) {
      const error = traced(thrown, f)
      const at = select(f, handlers, error)
      if (at < 0) throw error
      const handler = handlers[at]
      try {
        handler.bind?.(f, error.exception)
        return yield* handling(error, bodies[at](f))
      } catch (again) {
        throw traced(again, f)
      } finally {
        handler.unbind?.(f)
      }
    }
    return completion === NORMAL ? yield* orelse(f) : completion
  }
  if (node.finalbody.length === 0) return attempt
  return function* (f) {
    let completion: Completion
    let result: Value
    try {
      completion = yield* attempt(f)
      result = f.result
    } catch (thrown) {
      const error = traced(thrown, f)
      const end = yield* handling(error, final(f))
      if (end !== NORMAL) return end
      throw error
    }
    const end = yield* final(f)
    if (end !== NORMAL) return end
    f.result = result
    return completion
  }
}

/** Drives a body with an exception as the one being handled, which is set aside while the body is suspended. */
function* handling(
  error: PyError,
  steps: Generator<Value, Completion, Value>,
): Generator<Value, Completion, Value> {
  let resume = (): IteratorResult<Value, Completion> => steps.next(null)
  for (;;) {
    const before = runtime.handling
    runtime.handling = error.exception
    let step: IteratorResult<Value, Completion>
    try {
      step = resume()
    } finally {
      runtime.handling = before
    }
    if (step.done) return step.value
    try {
      const sent = yield step.value
      resume = () => steps.next(sent)
    } catch (thrown) {
      resume = () => steps.throw(thrown)
    }
  }
}

function genWith(
  cx: Context,
  node: ast.With | ast.AsyncWith,
  item: ast.WithItem,
  body: GenExec,
  isAsync: boolean,
): GenExec {
  const manager = suspending(cx, item.context_expr)
  const put = item.optional_vars === null ? null : store(cx, item.optional_vars)
  return function* (f) {
    const object = yield* manager(f)
    f.node = node
    const { value, exit } = isAsync ? yield* enterAsync(object) : enterContext(object)
    let completion: Completion
    let result: Value
    try {
      put?.(f, value)
      completion = yield* body(f)
      result = f.result
    } catch (thrown) {
      const error = traced(thrown, f)
      f.node = node
      const { exception } = error
      const swallowed = isAsync
        ? truthy(yield* awaiting(call(exit, [exception.cls, exception, exception.traceback])))
        : exitWithError(exit, error)
      if (swallowed) return NORMAL
      throw error
    }
    f.node = node
    const left = call(exit, [null, null, null])
    if (isAsync) yield* awaiting(left)
    f.result = result
    return completion
  }
}

function* enterAsync(manager: Value): Generator<Value, { value: Value; exit: Value }, Value> {
  const enter = lookupSpecial(manager, '__aenter__')
  const exit = lookupSpecial(manager, '__aexit__')
  if (enter === undefined || exit === undefined) {
    throw newTypeError(
      `'${typeNameOf(manager)}' object does not support the asynchronous context manager protocol`,
    )
  }
  return { value: yield* awaiting(call(enter, [])), exit }
}

// --- expressions --------------------------------------------------------------------------------------------------

/** An expression that may suspend. */
export function suspending(cx: Context, node: ast.Expr): GenRun {
  if (!containsYield(node)) {
    const run = expression(cx, node)
    // biome-ignore lint/correctness/useYield: it never suspends
    return function* (f) {
      return run(f)
    }
  }
  switch (node.kind) {
    case 'Yield': {
      const value = node.value === null ? null : suspending(cx, node.value)
      const wrap = cx.scope.host.node.kind === 'AsyncFunctionDef'
      return function* (f) {
        const yielded = value === null ? null : yield* value(f)
        f.node = node
        return yield wrap ? new AsyncYield(yielded) : yielded
      }
    }
    case 'YieldFrom': {
      const value = suspending(cx, node.value)
      return function* (f) {
        const source = yield* value(f)
        f.node = node
        return yield* delegate(source)
      }
    }
    case 'Await': {
      const value = suspending(cx, node.value)
      return function* (f) {
        const awaitable = yield* value(f)
        f.node = node
        return yield* awaiting(awaitable)
      }
    }
    case 'BoolOp': {
      const values = node.values.map((value) => suspending(cx, value))
      const stop = node.op === 'Or'
      return function* (f) {
        let value: Value = null
        for (const run of values) {
          value = yield* run(f)
          if (truthy(value) === stop) break
        }
        return value
      }
    }
    case 'IfExp': {
      const [test, body, orelse] = [node.test, node.body, node.orelse].map((part) => suspending(cx, part))
      return function* (f) {
        return truthy(yield* test(f)) ? yield* body(f) : yield* orelse(f)
      }
    }
    case 'NamedExpr': {
      const value = suspending(cx, node.value)
      const put = storeName(cx, node.target.id)
      return function* (f) {
        const result = yield* value(f)
        put(f, result)
        return result
      }
    }
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
      return () => {
        throw raise('NotImplementedError', 'ishape: asynchronous comprehensions are not available here')
      }
    default: {
      const before: GenRun[] = []
      const run = expression(cx, lowerParts(cx, node, before) as ast.Expr)
      return function* (f) {
        for (const part of before) yield* part(f)
        return run(f)
      }
    }
  }
}

type AnyNode = { readonly kind: string } & ast.Position

/** The node with every expression in it, as far as the last one that suspends, replaced by a temporary. */
function lowerParts(cx: Context, node: AnyNode, before: GenRun[]): AnyNode {
  const copy: Record<string, unknown> = { ...node }
  const replace = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null || !('kind' in part)) return part
    const child = part as AnyNode
    if (child.kind === 'Starred' || child.kind === 'keyword' || child.kind === 'FormattedValue')
      return lowerParts(cx, child, before)
    if (!isExpression(child)) return child
    if (isTarget(node, child)) return child
    if (!containsYield(child) && isStable(child)) return child
    const register = cx.register()
    const run = suspending(cx, child as unknown as ast.Expr)
    before.push(function* (f) {
      const value = yield* run(f)
      f.temps ??= []
      f.temps[register] = value
      return value
    })
    const temp: Temp = {
      kind: 'Temp',
      register,
      line: child.line,
      col: child.col,
      endLine: child.endLine,
      endCol: child.endCol,
    }
    return temp
  }
  for (const [name, part] of Object.entries(node))
    copy[name] = Array.isArray(part) ? part.map(replace) : replace(part)
  return copy as unknown as AnyNode
}

/** Assignment targets are left whole: their parts are evaluated after the value. */
function isTarget(parent: AnyNode, child: AnyNode): boolean {
  switch (parent.kind) {
    case 'Assign':
      return (parent as unknown as ast.Assign).targets.includes(child as unknown as ast.Expr)
    case 'AugAssign':
    case 'AnnAssign':
      return (parent as unknown as ast.AugAssign).target === (child as unknown)
    default:
      return false
  }
}

const statementKinds = new Set([
  'comprehension',
  'arguments',
  'arg',
  'alias',
  'withitem',
  'ExceptHandler',
  'match_case',
  'Slice',
])
const isExpression = ({ kind }: AnyNode): boolean => !statementKinds.has(kind) && kind !== 'Temp'
/** Evaluating it early or late makes no difference. */
const isStable = ({ kind }: AnyNode): boolean => kind === 'Constant' || kind === 'Lambda'

// --- delegation ---------------------------------------------------------------------------------------------------

/** `await value` */
export function* awaiting(value: Value): Generator<Value, Value, Value> {
  const start = typeOf(value).slots.await
  if (start === undefined)
    throw newTypeError(`object ${typeNameOf(value)} can't be used in 'await' expression`)
  return yield* delegate(start(value))
}

/** `yield from source`: items, sent values and exceptions pass through. */
export function* delegate(source: Value): Generator<Value, Value, Value> {
  const { slots } = typeOf(source)
  const iterator = slots.iter === undefined ? source : slots.iter(source)
  const iteratorSlots = typeOf(iterator).slots
  if (iteratorSlots.next === undefined) throw newTypeError(`'${typeNameOf(source)}' object is not iterable`)
  let resume: () => Value = () => stepOnce(iterator)
  for (;;) {
    let item: Value
    try {
      item = resume()
    } catch (error) {
      if (isError(error, 'StopIteration'))
        return error.exception.extra?.get('value') ?? error.exception.args.items[0] ?? null
      throw error
    }
    try {
      const sent = yield item
      resume = sent === null ? () => stepOnce(iterator) : () => call(getAttr(iterator, 'send'), [sent])
    } catch (thrown) {
      if (isError(thrown, 'GeneratorExit')) {
        const close = lookupAttr(iterator, 'close')
        if (close !== undefined) call(close, [])
        throw thrown
      }
      const method = lookupAttr(iterator, 'throw')
      if (method === undefined) throw thrown
      const { exception } = thrown as PyError
      resume = () => call(method, [exception])
    }
  }
}

/** The next item; StopIteration with its value at the end. */
function stepOnce(iterator: Value): Value {
  if (iterator instanceof PyObject && 'resumeNext' in iterator)
    return (iterator as PyObject & { resumeNext(): Value }).resumeNext()
  const item = typeOf(iterator).slots.next!(iterator)
  if (item === undefined) throw raise('StopIteration')
  return item
}
