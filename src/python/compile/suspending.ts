/**
 * Expressions that suspend. One that contains a yield is taken apart: its parts are evaluated in order into registers of the
 * frame's Suspension, and the expression itself is then evaluated from those.
 */
import { AsyncYield } from '../object/generator.js'
import type { Value } from '../object/object.js'
import { truthy } from '../object/protocol.js'
import type * as ast from '../parse/ast.js'
import { suspendingComprehension } from './async_comprehensions.js'
import { type Context, type Exec, NORMAL, type Run, type Store, YIELD } from './context.js'
import { awaitable, delegate, delegated } from './delegation.js'
import { expression, type Temp } from './expressions.js'
import { storeName } from './names.js'
import { containsYield, isAsyncComprehension } from './scope.js'

/** Parts one after the other, until one does not end normally; a resumed one goes on where it stood. */
export function inOrder(cx: Context, parts: readonly Exec[]): Exec {
  if (parts.length === 1) return parts[0]
  const register = cx.register()
  return (f) => {
    const suspension = f.suspension!
    for (let i = suspension.resuming ? (suspension.state[register] as number) : 0; i < parts.length; i++) {
      const completion = parts[i](f)
      if (completion !== NORMAL) {
        if (completion === YIELD) suspension.state[register] = i
        return completion
      }
    }
    return NORMAL
  }
}

const toRegister =
  (register: number): Store =>
  (f, value) => {
    f.suspension!.state[register] = value
  }

/** Does a yield in this function go to `async for`, not to whoever awaits? */
const isAsyncGenerator = ({ scope: { host } }: Context): boolean =>
  host.node.kind === 'AsyncFunctionDef' ||
  (host.node.kind === 'GeneratorExp' && isAsyncComprehension(host.node))

/** A statement that does nothing but yield what `yields` gives, so that the loop around it can do it itself. */
export interface YieldExec extends Exec {
  yields?: Run
}

/** `yield value`; what is sent goes to `put`. The value does not suspend. */
export function yieldOf(cx: Context, node: ast.Position, value: Run, put: Store | null): Exec {
  const wrap = isAsyncGenerator(cx)
  const exec: YieldExec = (f) => {
    const suspension = f.suspension!
    if (suspension.resuming) {
      const sent = suspension.arrive()
      if (put !== null) put(f, sent)
      return NORMAL
    }
    const yielded = value(f)
    f.node = node
    f.result = wrap ? new AsyncYield(yielded) : yielded
    return YIELD
  }
  if (put === null && !wrap) {
    exec.yields = (f) => {
      const yielded = value(f)
      f.node = node
      return yielded
    }
  }
  return exec
}

/** `yield from value` or `await value`; the result goes to `put`. */
function delegateTo(
  cx: Context,
  node: ast.Position,
  begin: (value: Value) => Value,
  value: Run,
  put: Store | null,
): Exec {
  const register = cx.register()
  return (f) => {
    const completion = delegate(f, register, () => {
      const source = value(f)
      f.node = node
      return begin(source)
    })
    if (completion === NORMAL && put !== null) put(f, f.result)
    return completion
  }
}

/** A statement's lone yield or await, whose result goes to `put`: no detour by a register. Null for anything else. */
export function suspendDirectly(cx: Context, node: ast.Expr, put: Store | null): Exec | null {
  if (node.kind === 'Yield') {
    if (node.value !== null && containsYield(node.value)) return null
    return yieldOf(cx, node, node.value === null ? () => null : expression(cx, node.value), put)
  }
  if (node.kind !== 'YieldFrom' && node.kind !== 'Await') return null
  if (containsYield(node.value)) return null
  return delegateTo(cx, node, node.kind === 'Await' ? awaitable : delegated, expression(cx, node.value), put)
}

/** The register's value as an expression. */
const temp = (register: number, { line, col, endLine, endCol }: ast.Position): ast.Expr =>
  ({ kind: 'Temp', register, line, col, endLine, endCol }) satisfies Temp as unknown as ast.Expr

/** Evaluates an expression into a register. */
export function into(cx: Context, node: ast.Expr, register: number): Exec {
  const put = toRegister(register)
  if (!containsYield(node)) {
    const run = expression(cx, node)
    return (f) => {
      put(f, run(f))
      return NORMAL
    }
  }
  switch (node.kind) {
    case 'Yield':
    case 'YieldFrom':
    case 'Await': {
      const direct = suspendDirectly(cx, node, put)
      if (direct !== null) return direct
      const parts: Exec[] = []
      const value = lowered(cx, node.value!, parts)
      parts.push(suspendDirectly(cx, { ...node, value }, put)!)
      return inOrder(cx, parts)
    }
    case 'BoolOp':
      return boolOp(cx, node, register)
    case 'IfExp': {
      const parts: Exec[] = []
      const test = expression(cx, lowered(cx, node.test, parts))
      parts.push(
        branch(
          cx,
          (f) => {
            const value = test(f)
            f.node = node.test
            return truthy(value)
          },
          into(cx, node.body, register),
          into(cx, node.orelse, register),
        ),
      )
      return inOrder(cx, parts)
    }
    case 'NamedExpr': {
      const name = storeName(cx, node.target.id)
      return inOrder(cx, [
        into(cx, node.value, register),
        (f) => {
          name(f, f.suspension!.state[register] as Value)
          return NORMAL
        },
      ])
    }
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
      return suspendingComprehension(cx, node, register)
    default: {
      const parts: Exec[] = []
      const run = expression(cx, lowerParts(cx, node, parts) as ast.Expr)
      parts.push((f) => {
        put(f, run(f))
        return NORMAL
      })
      return inOrder(cx, parts)
    }
  }
}

/** An expression that stands for `node` once the parts added have run: `node` itself if it does not suspend. */
export function lowered(cx: Context, node: ast.Expr, parts: Exec[]): ast.Expr {
  if (!containsYield(node)) return node
  const register = cx.register()
  parts.push(into(cx, node, register))
  return temp(register, node)
}

/** One of two ways, noted while it is suspended. */
export function branch(
  cx: Context,
  test: (f: Parameters<Exec>[0]) => boolean,
  body: Exec,
  orelse: Exec,
): Exec {
  const register = cx.register()
  return (f) => {
    const suspension = f.suspension!
    const taken = suspension.resuming ? (suspension.state[register] as boolean) : test(f)
    const completion = taken ? body(f) : orelse(f)
    if (completion === YIELD) suspension.state[register] = taken
    return completion
  }
}

function boolOp(cx: Context, node: ast.BoolOp, register: number): Exec {
  const values = node.values.map((value) => into(cx, value, register))
  const place = cx.register()
  const stop = node.op === 'Or'
  return (f) => {
    const suspension = f.suspension!
    for (let i = suspension.resuming ? (suspension.state[place] as number) : 0; i < values.length; i++) {
      if (values[i](f) === YIELD) {
        suspension.state[place] = i
        return YIELD
      }
      f.node = node
      if (i < values.length - 1 && truthy(suspension.state[register] as Value) === stop) break
    }
    return NORMAL
  }
}

type AnyNode = { readonly kind: string } & ast.Position

/** The node with every expression in it replaced by a register, in which the parts added leave its value. */
export function lowerParts(cx: Context, node: AnyNode, parts: Exec[]): AnyNode {
  const copy: Record<string, unknown> = { ...node }
  const replace = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null || !('kind' in part)) return part
    const child = part as AnyNode
    if (WHOLE.has(child.kind)) return child
    if (NESTED.has(child.kind)) return lowerParts(cx, child, parts)
    if (isTarget(node, child)) return child
    if (child.kind === 'Constant' || child.kind === 'Lambda') return child
    const register = cx.register()
    parts.push(into(cx, child as unknown as ast.Expr, register))
    return temp(register, child)
  }
  for (const [name, part] of Object.entries(node))
    copy[name] = Array.isArray(part) ? part.map(replace) : replace(part)
  return copy as unknown as AnyNode
}

/** Nodes that are no expressions but hold some, and those that are left as they are. */
const NESTED = new Set(['Starred', 'keyword', 'FormattedValue', 'JoinedStr', 'Slice'])
const WHOLE = new Set([
  'comprehension',
  'arguments',
  'arg',
  'alias',
  'withitem',
  'ExceptHandler',
  'match_case',
  'Temp',
])

/** Assignment targets are left whole: their parts are evaluated after the value. */
function isTarget(parent: AnyNode, child: AnyNode): boolean {
  switch (parent.kind) {
    case 'Assign':
      return (parent as unknown as ast.Assign).targets.includes(child as unknown as ast.Expr)
    case 'AnnAssign':
      return (parent as unknown as ast.AnnAssign).target === (child as unknown)
    default:
      return false
  }
}

/** A target with its object and key in registers, so that it can be read before and stored after a suspension. */
export function lowerTarget(cx: Context, target: ast.Expr, parts: Exec[]): ast.Expr {
  switch (target.kind) {
    case 'Name':
      return target
    case 'Tuple':
    case 'List':
      return { ...target, elts: target.elts.map((each) => lowerTarget(cx, each, parts)) }
    case 'Starred':
      return { ...target, value: lowerTarget(cx, target.value, parts) }
    default:
      return lowerParts(cx, target, parts) as ast.Expr
  }
}
