/** What a slice says of the size that it leaves: `T` of `mask[:T, :T]`, `n` of `data[i : i + n]`. */
import type * as ast from '../../../src/python/parse/ast.js'
import { unparse } from '../../../src/python/text/unparse.js'
import type { SizeArgument } from './signatures.js'

/** The expressions that may have given a dim of `x[…]` its size. */
export function sliceSizes({ slice }: ast.Subscript, axis: number): SizeArgument[] {
  const items = slice.kind === 'Tuple' ? slice.elts : [slice]
  const isEllipsis = (each: ast.Expr): boolean => each.kind === 'Constant' && each.value.type === 'Ellipsis'
  const dots = items.findIndex(isEllipsis)
  let at = 0
  const found: SizeArgument[] = []
  for (const [i, item] of items.entries()) {
    // Behind an ellipsis nobody knows the place.
    const here = at === axis || (dots >= 0 && i > dots)
    const isNone = item.kind === 'Constant' && item.value.type === 'None'
    if (item.kind === 'Slice' || isNone) at++
    if (item.kind !== 'Slice' || !here || item.step !== null) continue
    const value = takenBy(item)
    if (value !== null) found.push({ value, path: [] })
  }
  return found
}

function takenBy({ lower, upper }: ast.Slice): ast.Expr | null {
  if (upper === null) return lower?.kind === 'UnaryOp' && lower.op === 'USub' ? lower.operand : null
  return lower === null ? upper : difference(upper, lower)
}

interface Term {
  readonly node: ast.Expr
  readonly minus: boolean
}

function termsOf(node: ast.Expr, minus: boolean): Term[] {
  if (node.kind === 'BinOp' && (node.op === 'Add' || node.op === 'Sub'))
    return [...termsOf(node.left, minus), ...termsOf(node.right, minus !== (node.op === 'Sub'))]
  return [{ node, minus }]
}

/** `i + n − i` is `n`. */
function difference(upper: ast.Expr, lower: ast.Expr): ast.Expr | null {
  const terms: Term[] = []
  for (const term of [...termsOf(upper, false), ...termsOf(lower, true)]) {
    const text = unparse(term.node)
    const at = terms.findIndex(({ node, minus }) => minus !== term.minus && unparse(node) === text)
    if (at >= 0) terms.splice(at, 1)
    else terms.push(term)
  }
  const [first, ...rest] = [...terms.filter(({ minus }) => !minus), ...terms.filter(({ minus }) => minus)]
  if (first === undefined || first.minus) return null
  return rest.reduce<ast.Expr>(
    (left, { node, minus }) =>
      ({ ...upper, kind: 'BinOp', op: minus ? 'Sub' : 'Add', left, right: node }) as ast.BinOp,
    first.node,
  )
}
