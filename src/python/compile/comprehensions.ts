/**
 * Comprehensions and generator expressions. A comprehension runs in the frame around it (scope.ts gives its variables slots
 * there); a generator expression is a function of its own. Those that await stand in async_comprehensions.ts.
 */
import { PyDict } from '../object/dict.js'
import { Code, Frame } from '../object/frame.js'
import { PyFunction } from '../object/function.js'
import { enter, newLocals, traced } from '../object/invoke.js'
import type { Value } from '../object/object.js'
import { iter } from '../object/protocol.js'
import { checkInterrupt, runtime } from '../object/runtime.js'
import { PySet } from '../object/set.js'
import { PyCell, PyList } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { condition } from './arithmetic.js'
import type { Context, Run, Store, Test } from './context.js'
import { asyncIterator } from './delegation.js'
import { expression } from './expressions.js'
import { closureOf, generatorExpressionCode, layout } from './functions.js'
import { stepper } from './loops.js'
import type { Scope } from './scope.js'
import { containsYield } from './scope.js'
import { store } from './targets.js'

type Comp = ast.ListComp | ast.SetComp | ast.DictComp

export interface Level {
  readonly iter: Run
  readonly iterNode: ast.Expr
  readonly target: Store
  readonly conditions: readonly ast.Expr[]
  readonly isAsync: boolean
  readonly node: ast.Position
}

/** A level of a comprehension that does not suspend, its conditions compiled. */
interface TestedLevel extends Level {
  readonly ifs: readonly Test[]
}

/** The loops of a comprehension, outermost first; the first iterable belongs to the scope around. */
export function levels(outer: Context, inner: Context, generators: readonly ast.Comprehension[]): Level[] {
  return generators.map((generator, i) => ({
    iter: containsYield(generator.iter) ? () => null : expression(i === 0 ? outer : inner, generator.iter),
    iterNode: generator.iter,
    target: store(inner, generator.target),
    conditions: generator.ifs,
    isAsync: generator.is_async,
    node: generator.iter,
  }))
}

export function comprehension(cx: Context, node: Comp): Run {
  const inner = cx.inner(node)
  const loops = levels(cx, inner, node.generators).map((level) => ({
    ...level,
    ifs: level.conditions.map((test) => condition(inner, test)),
  }))
  const cells = capturedSlots(inner.scope)
  const run = runner(cx, node, inner.scope)
  const start = (f: Frame): void => {
    for (const slot of cells) f.locals[slot] = new PyCell(undefined)
  }
  switch (node.kind) {
    case 'ListComp': {
      const elt = expression(inner, node.elt)
      return (f) => {
        const items: Value[] = []
        start(f)
        run(f, loops, () => items.push(elt(f)))
        return new PyList(items)
      }
    }
    case 'SetComp': {
      const elt = expression(inner, node.elt)
      return (f) => {
        const set = new PySet()
        start(f)
        run(f, loops, () => {
          const value = elt(f)
          f.node = node
          set.add(value)
        })
        return set
      }
    }
    case 'DictComp': {
      const key = expression(inner, node.key)
      const value = expression(inner, node.value)
      return (f) => {
        const dict = new PyDict()
        start(f)
        run(f, loops, () => {
          const k = key(f)
          const v = value(f)
          f.node = node
          dict.set(k, v)
        })
        return dict
      }
    }
  }
}

/** Slots of this comprehension's variables that inner functions share. */
export const capturedSlots = (scope: Scope): number[] =>
  [...scope.bound.values()]
    .filter((variable) => variable.captured && variable.slot >= 0)
    .map((variable) => variable.slot)

/** Runs the loops. An error that leaves them gets the traceback entry of the function a comprehension is in CPython. */
function runner(cx: Context, node: Comp, scope: Scope) {
  return (f: Frame, loops: readonly TestedLevel[], body: () => void): void => {
    const value = loops[0].iter(f)
    f.node = node
    const step = stepper(value)
    try {
      drive(f, loops, 0, step, body)
    } catch (thrown) {
      const code = new Code(`<${node.kind.toLowerCase()}>`, scope.qualname, cx.unit.source, null)
      layout(code, cx.scope.host)
      const frame = new Frame(code, f.locals, f.globals, null)
      frame.names = f.names
      frame.node = f.node
      const error = traced(thrown, frame)
      f.node = node
      throw error
    }
  }
}

function drive(
  f: Frame,
  loops: readonly TestedLevel[],
  depth: number,
  step: () => Value | undefined,
  body: () => void,
): void {
  const { target, ifs, node } = loops[depth]
  const inner = depth + 1 < loops.length ? loops[depth + 1] : null
  const flag = runtime.interruptFlag
  each: for (;;) {
    f.node = node
    const item = step()
    if (item === undefined) return
    if (flag[0] !== 0) checkInterrupt()
    target(f, item)
    for (let i = 0; i < ifs.length; i++) if (!ifs[i](f)) continue each
    if (inner === null) body()
    else {
      const value = inner.iter(f)
      f.node = inner.node
      drive(f, loops, depth + 1, stepper(value), body)
    }
  }
}

/** `(x for x in it)`: a generator function called with the first iterator, which is made at once. */
export function generatorExpression(cx: Context, node: ast.GeneratorExp): Run {
  const [{ iter: source, is_async: isAsync }] = node.generators
  const first = expression(cx, source)
  const make = closureOf(cx, node)
  let code: Code | null = null
  return (f) => {
    const iterable = first(f)
    f.node = node
    const iterator = isAsync ? asyncIterator(iterable) : iter(iterable)
    code ??= generatorExpressionCode(cx, node)
    const fn = new PyFunction(code, '<genexpr>', f.globals, make(f))
    const locals = newLocals(code.slotCount)
    locals[0] = iterator
    return enter(fn, locals)
  }
}
