/**
 * Bodies that suspend: generators and coroutines. A statement that contains a yield is compiled here, to a closure that can be left
 * by YIELD and entered again (object/generator.ts tells how); all others are the plain closures they always are.
 */
import { isError } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import type { PyGenerator } from '../object/generator.js'
import type { Value } from '../object/object.js'
import { typeOf } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import type * as ast from '../parse/ast.js'
import { condition, inplaceOperation } from './arithmetic.js'
import { levels } from './comprehensions.js'
import {
  BREAK,
  type Completion,
  type Context,
  type Exec,
  NORMAL,
  RETURN,
  type Run,
  type Store,
  type Test,
  YIELD,
} from './context.js'
import { asyncIterator, delegate, nextAwaitable } from './delegation.js'
import { asyncWithItem, tryStarStatement, tryStatement, withItem } from './exceptions.js'
import { expression } from './expressions.js'
import { abandon, ownGenerator, stepper } from './loops.js'
import { matchStatement } from './match.js'
import { containsYield } from './scope.js'
import { interrupt, statement } from './statements.js'
import {
  branch,
  inOrder,
  into,
  lowered,
  lowerParts,
  lowerTarget,
  suspendDirectly,
  type YieldExec,
  yieldOf,
} from './suspending.js'
import { store } from './targets.js'

/** The body of a generator function or coroutine. */
export function suspendingBody(cx: Context, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda): Exec {
  return node.kind === 'Lambda' ? returning(cx, node.body) : suspendingBlock(cx, node.body)
}

/** The body of a generator expression: nested loops around one yield. The first iterator is local 0. */
export function generatorExpressionBody(outer: Context, cx: Context, node: ast.GeneratorExp): Exec {
  const parts: Exec[] = []
  const elt = expression(cx, lowered(cx, node.elt, parts))
  parts.push(yieldOf(cx, node.elt, elt, null))
  return nest(cx, levels(outer, cx, node.generators), inOrder(cx, parts), (f) => f.locals[0]!)
}

/** The loops of a comprehension around what is done for each item; `first` gives what the outermost iterates. */
export function nest(cx: Context, loops: ReturnType<typeof levels>, innermost: Exec, first: Run): Exec {
  return loops.reduceRight<Exec>((body, { iter, iterNode, target, conditions, isAsync, node }, depth) => {
    const parts: Exec[] = []
    let guarded = body
    for (const test of [...conditions].reverse()) {
      const before: Exec[] = []
      const passes = condition(cx, lowered(cx, test, before))
      guarded = inOrder(cx, [...before, branch(cx, passes, guarded, () => NORMAL)])
    }
    const source =
      depth === 0 ? first : containsYield(iterNode) ? expression(cx, lowered(cx, iterNode, parts)) : iter
    const loop = isAsync
      ? asyncLoop(cx, node, source, target, guarded, null)
      : loopOver(cx, node, source, target, guarded, null)
    return inOrder(cx, [...parts, loop])
  }, innermost)
}

function returning(cx: Context, node: ast.Expr): Exec {
  const parts: Exec[] = []
  const value = expression(cx, lowered(cx, node, parts))
  parts.push((f) => {
    f.result = value(f)
    return RETURN
  })
  return inOrder(cx, parts)
}

// --- statements ---------------------------------------------------------------------------------------------------

/** Statements in order, of which some may suspend. */
export function suspendingBlock(cx: Context, nodes: readonly ast.Stmt[]): Exec {
  if (nodes.length === 0) return () => NORMAL
  return inOrder(
    cx,
    nodes.map((node) => (containsYield(node) ? suspendingStatement(cx, node) : statement(cx, node))),
  )
}

function suspendingStatement(cx: Context, node: ast.Stmt): Exec {
  switch (node.kind) {
    case 'Expr':
      return suspendDirectly(cx, node.value, null) ?? into(cx, node.value, cx.register())
    case 'Assign': {
      const [target] = node.targets
      if (node.targets.length > 1 || containsYield(target)) return assign(cx, node)
      return suspendDirectly(cx, node.value, store(cx, target)) ?? assign(cx, node)
    }
    case 'Delete': {
      const parts: Exec[] = []
      const targets = node.targets.map((target) => lowerTarget(cx, target, parts))
      return inOrder(cx, [...parts, statement(cx, { ...node, targets })])
    }
    case 'AugAssign':
      return augmentedAssign(cx, node)
    case 'If': {
      const parts: Exec[] = []
      const test = condition(cx, lowered(cx, node.test, parts))
      parts.push(branch(cx, test, suspendingBlock(cx, node.body), suspendingBlock(cx, node.orelse)))
      return inOrder(cx, parts)
    }
    case 'While':
      return whileLoop(cx, node)
    case 'For':
    case 'AsyncFor': {
      const parts: Exec[] = []
      const iter = expression(cx, lowered(cx, node.iter, parts))
      const [target, body] = [store(cx, node.target), suspendingBlock(cx, node.body)]
      const orelse = node.orelse.length === 0 ? null : suspendingBlock(cx, node.orelse)
      const loop = node.kind === 'For' ? loopOver : asyncLoop
      parts.push(loop(cx, node, iter, target, body, orelse))
      return inOrder(cx, parts)
    }
    case 'Try':
      return tryStatement(cx, node, suspendingBlock)
    case 'TryStar':
      return tryStarStatement(cx, node, suspendingBlock)
    case 'With':
    case 'AsyncWith': {
      const enclose = node.kind === 'With' ? withItem : asyncWithItem
      return node.items.reduceRight<Exec>(
        (body, item) => {
          const parts: Exec[] = []
          const context_expr = lowered(cx, item.context_expr, parts)
          return inOrder(cx, [...parts, enclose(cx, node, { ...item, context_expr }, body)])
        },
        suspendingBlock(cx, node.body),
      )
    }
    case 'Match': {
      const parts: Exec[] = []
      const subject = lowered(cx, node.subject, parts)
      return inOrder(cx, [...parts, matchStatement(cx, { ...node, subject }, suspendingBlock)])
    }
    case 'Return':
      return returning(cx, node.value!)
    default:
      return takenApart(cx, node)
  }
}

/** A simple statement: its expressions are evaluated into registers, then it runs as usual. */
function takenApart(cx: Context, node: ast.Stmt): Exec {
  const parts: Exec[] = []
  const rest = lowerParts(cx, node, parts) as ast.Stmt
  return inOrder(cx, [...parts, statement(cx, rest)])
}

/** The value comes first; then each target's object and key are evaluated and it is stored. */
function assign(cx: Context, node: ast.Assign): Exec {
  const register = cx.register()
  const parts = [into(cx, node.value, register)]
  for (const each of node.targets) {
    const put = store(cx, containsYield(each) ? lowerTarget(cx, each, parts) : each)
    parts.push((f) => {
      put(f, f.suspension!.state[register] as Value)
      return NORMAL
    })
  }
  return inOrder(cx, parts)
}

/** `target op= value`: the target is read before the value suspends. */
function augmentedAssign(cx: Context, node: ast.AugAssign): Exec {
  const parts: Exec[] = []
  const target = lowerTarget(cx, node.target, parts)
  const [left, right] = [cx.register(), cx.register()]
  parts.push(into(cx, target, left), into(cx, node.value, right))
  const [put, operate] = [store(cx, target), inplaceOperation(node.op)]
  parts.push((f) => {
    const { state } = f.suspension!
    f.node = node
    put(f, operate(state[left] as Value, state[right] as Value))
    return NORMAL
  })
  return inOrder(cx, parts)
}

/** Where a while loop stands: in its test, its body or its else. */
type LoopPlace = 'test' | 'body' | 'else'

function whileLoop(cx: Context, node: ast.While): Exec {
  const parts: Exec[] = []
  const test = condition(cx, lowered(cx, node.test, parts))
  const before = parts.length === 0 ? null : parts[0]
  const body = suspendingBlock(cx, node.body)
  const orelse = suspendingBlock(cx, node.orelse)
  if (before === null && node.orelse.length === 0) return bodyLoop(node, test, body)
  const register = cx.register()
  return (f) => {
    const suspension = f.suspension!
    let place = suspension.resuming ? (suspension.state[register] as LoopPlace) : 'test'
    const flag = runtime.interruptFlag
    while (place !== 'else') {
      if (place === 'test') {
        if (before !== null && before(f) === YIELD) {
          suspension.state[register] = 'test'
          return YIELD
        }
        if (!test(f)) break
        if (flag[0] !== 0) interrupt(f, node)
      }
      const completion = body(f)
      if (completion === YIELD) {
        suspension.state[register] = 'body'
        return YIELD
      }
      if (completion === BREAK) return NORMAL
      if (completion === RETURN) return RETURN
      place = 'test'
    }
    const completion = orelse(f)
    if (completion === YIELD) suspension.state[register] = 'else'
    return completion
  }
}

/** A while loop that can only be suspended in its body. */
function bodyLoop(node: ast.While, test: Test, body: Exec): Exec {
  return (f) => {
    let resuming = f.suspension!.resuming
    const flag = runtime.interruptFlag
    for (;;) {
      if (!resuming) {
        if (!test(f)) return NORMAL
        if (flag[0] !== 0) interrupt(f, node)
      }
      resuming = false
      const completion = body(f)
      if (completion === YIELD || completion === RETURN) return completion
      if (completion === BREAK) return NORMAL
    }
  }
}

type Step = () => Value | undefined

/** A for loop whose body may suspend; while it is suspended the register has the step function, or null in its else. */
function loopOver(
  cx: Context,
  node: ast.Position,
  iter: Run,
  target: Store,
  body: Exec,
  orelse: Exec | null,
): Exec {
  const register = cx.register()
  const ownRegister = cx.register()
  const source = 'kind' in node && node.kind === 'For' ? (node as ast.For).iter : null
  const begin = (f: Frame): Step => {
    const value = iter(f)
    f.node = node
    if (source !== null) f.suspension!.state[ownRegister] = ownGenerator(source, value)
    return stepper(value)
  }
  const atEnd = (f: Frame): Completion => {
    if (orelse === null) return NORMAL
    f.suspension!.state[register] = null
    return orelse(f)
  }
  const { yields } = body as YieldExec
  /** Each turn of a loop that only yields ends this call. */
  const turn = (f: Frame, yields: Run): Completion => {
    const suspension = f.suspension!
    const { state, resuming } = suspension
    const step = resuming ? (state[register] as Step | null) : begin(f)
    if (step === null) return orelse!(f)
    if (resuming) suspension.arrive()
    f.node = node
    const item = step()
    if (item === undefined) return atEnd(f)
    if (runtime.interruptFlag[0] !== 0) interrupt(f, node)
    target(f, item)
    f.result = yields(f)
    state[register] = step
    return YIELD
  }
  const turns = (f: Frame): Completion => {
    const suspension = f.suspension!
    const flag = runtime.interruptFlag
    let step: Step | null
    let completion: Completion = NORMAL
    if (suspension.resuming) {
      step = suspension.state[register] as Step | null
      if (step === null) return orelse!(f)
      completion = body(f)
    } else step = begin(f)
    for (;;) {
      if (completion === YIELD) {
        suspension.state[register] = step
        return YIELD
      }
      if (completion === BREAK) return NORMAL
      if (completion === RETURN) return RETURN
      f.node = node
      const item = step()
      if (item === undefined) break
      if (flag[0] !== 0) interrupt(f, node)
      target(f, item)
      completion = body(f)
    }
    return atEnd(f)
  }
  const loop: Exec = yields === undefined ? turns : (f) => turn(f, yields)
  if (source?.kind !== 'Call') return loop
  return (f) => {
    const { resuming, state } = f.suspension!
    if (resuming && state[ownRegister] === null) return loop(f)
    let completion: Completion = NORMAL
    try {
      completion = loop(f)
      return completion
    } finally {
      const own = f.suspension!.state[ownRegister] as PyGenerator | null | undefined
      if (completion !== YIELD && own && !own.finished) abandon(own)
    }
  }
}

/** Where an `async for` stands: awaiting the next item, in its body or in its else. */
type AsyncPlace = 'next' | 'body' | 'else'

function asyncLoop(
  cx: Context,
  node: ast.Position,
  iter: Run,
  target: Store,
  body: Exec,
  orelse: Exec | null,
): Exec {
  const [register, iteratorRegister, awaited] = [cx.register(), cx.register(), cx.register()]
  /** False: the iterator is at its end. */
  const advance = (f: Frame): Completion | false => {
    f.node = node
    const iterator = f.suspension!.state[iteratorRegister] as Value
    try {
      return delegate(f, awaited, () => nextAwaitable(typeOf(iterator).slots.anext!(iterator)))
    } catch (error) {
      if (!isError(error, 'StopAsyncIteration')) throw error
      return false
    }
  }
  return (f) => {
    const suspension = f.suspension!
    const suspend = (at: AsyncPlace): Completion => {
      suspension.state[register] = at
      return YIELD
    }
    let place: AsyncPlace = 'next'
    if (suspension.resuming) place = suspension.state[register] as AsyncPlace
    else {
      const value = iter(f)
      f.node = node
      suspension.state[iteratorRegister] = asyncIterator(value)
    }
    while (place !== 'else') {
      if (place === 'next') {
        const completion = advance(f)
        if (completion === false) break
        if (completion === YIELD) return suspend('next')
        target(f, f.result)
      }
      const completion = body(f)
      if (completion === YIELD) return suspend('body')
      if (completion === BREAK) return NORMAL
      if (completion === RETURN) return RETURN
      place = 'next'
    }
    if (orelse === null) return NORMAL
    const completion = orelse(f)
    return completion === YIELD ? suspend('else') : completion
  }
}
