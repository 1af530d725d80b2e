/** Comprehensions that await: loops of the function around them, which fill a list, set or dict kept in a register. */
import { PyDict } from '../object/dict.js'
import type { Value } from '../object/object.js'
import { PySet } from '../object/set.js'
import { PyCell, PyList } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { capturedSlots, levels } from './comprehensions.js'
import { type Context, type Exec, NORMAL } from './context.js'
import { expression } from './expressions.js'
import { nest } from './generators.js'
import { inOrder, lowered } from './suspending.js'

export function suspendingComprehension(
  cx: Context,
  node: ast.ListComp | ast.SetComp | ast.DictComp,
  register: number,
): Exec {
  const inner = cx.inner(node)
  const cells = capturedSlots(inner.scope)
  const parts: Exec[] = []
  const first = expression(cx, lowered(cx, node.generators[0].iter, parts))
  parts.push((f) => {
    for (const slot of cells) f.locals[slot] = new PyCell(undefined)
    f.suspension!.state[register] =
      node.kind === 'ListComp' ? new PyList([]) : node.kind === 'SetComp' ? new PySet() : new PyDict()
    return NORMAL
  })
  parts.push(nest(inner, levels(cx, inner, node.generators), collect(inner, node, register), first))
  return inOrder(cx, parts)
}

/** Evaluates the element and adds it to what the register holds. */
function collect(cx: Context, node: ast.ListComp | ast.SetComp | ast.DictComp, register: number): Exec {
  const parts: Exec[] = []
  if (node.kind === 'DictComp') {
    const key = expression(cx, lowered(cx, node.key, parts))
    const value = expression(cx, lowered(cx, node.value, parts))
    parts.push((f) => {
      const k = key(f)
      const v = value(f)
      f.node = node
      ;(f.suspension!.state[register] as PyDict).set(k, v)
      return NORMAL
    })
  } else {
    const elt = expression(cx, lowered(cx, node.elt, parts))
    parts.push((f) => {
      const item: Value = elt(f)
      f.node = node
      const target = f.suspension!.state[register] as PyList | PySet
      if (target instanceof PyList) target.items.push(item)
      else target.add(item)
      return NORMAL
    })
  }
  return inOrder(cx, parts)
}
