/**
 * Comprehensions and generator expressions. A comprehension runs in the frame around it (scope.ts gives its variables slots
 * there); a generator expression, and a comprehension that awaits, is a function of its own.
 */
import { PyDict } from '../object/dict.js'
import type { Code, Frame } from '../object/frame.js'
import { PyFunction } from '../object/function.js'
import { enter, newLocals } from '../object/invoke.js'
import type { Value } from '../object/object.js'
import { iter } from '../object/protocol.js'
import { PySet } from '../object/set.js'
import { PyCell, PyList } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { condition } from './arithmetic.js'
import type { Context, Run, Store, Test } from './context.js'
import { expression } from './expressions.js'
import { closureOf, generatorExpressionCode } from './functions.js'
import { loop } from './loops.js'
import type { Scope } from './scope.js'
import { store } from './targets.js'

type Comp = ast.ListComp | ast.SetComp | ast.DictComp

export interface Level {
  readonly iter: Run
  readonly target: Store
  readonly ifs: readonly Test[]
  readonly node: ast.Position
}

/** The loops of a comprehension, outermost first; the first iterable belongs to the scope around. */
export function levels(outer: Context, inner: Context, generators: readonly ast.Comprehension[]): Level[] {
  return generators.map((generator, i) => ({
    iter: expression(i === 0 ? outer : inner, generator.iter),
    target: store(inner, generator.target),
    ifs: generator.ifs.map((test) => condition(inner, test)),
    node: generator.iter,
  }))
}

export function comprehension(cx: Context, node: Comp): Run {
  const inner = cx.inner(node)
  const loops = levels(cx, inner, node.generators)
  const cells = capturedSlots(inner.scope)
  const start = (f: Frame): void => {
    for (const slot of cells) f.locals[slot] = new PyCell(undefined)
  }
  switch (node.kind) {
    case 'ListComp': {
      const elt = expression(inner, node.elt)
      return (f) => {
        const items: Value[] = []
        start(f)
        nest(f, loops, 0, () => items.push(elt(f)))
        return new PyList(items)
      }
    }
    case 'SetComp': {
      const elt = expression(inner, node.elt)
      return (f) => {
        const set = new PySet()
        start(f)
        nest(f, loops, 0, () => {
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
        nest(f, loops, 0, () => {
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
const capturedSlots = (scope: Scope): number[] =>
  [...scope.bound.values()]
    .filter((variable) => variable.captured && variable.slot >= 0)
    .map((variable) => variable.slot)

function nest(f: Frame, loops: readonly Level[], depth: number, body: () => void): void {
  if (depth === loops.length) {
    body()
    return
  }
  const { iter: iterable, target, ifs, node } = loops[depth]
  const value = iterable(f)
  f.node = node
  const innermost = depth === loops.length - 1
  loop(value, (item) => {
    target(f, item)
    for (let i = 0; i < ifs.length; i++) if (!ifs[i](f)) return
    if (innermost) body()
    else nest(f, loops, depth + 1, body)
  })
}

/** `(x for x in it)`: a generator function called with the first iterator, which is made at once. */
export function generatorExpression(cx: Context, node: ast.GeneratorExp): Run {
  const first = expression(cx, node.generators[0].iter)
  const make = closureOf(cx, node)
  let code: Code | null = null
  return (f) => {
    const iterable = first(f)
    f.node = node.generators[0].iter
    const iterator = iter(iterable)
    code ??= generatorExpressionCode(cx, node)
    const fn = new PyFunction(code, '<genexpr>', f.globals, make(f))
    const locals = newLocals(code.slotCount)
    locals[0] = iterator
    return enter(fn, locals)
  }
}
