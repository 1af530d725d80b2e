/**
 * Which expressions can be assigned to or deleted, and what CPython calls those that cannot.
 */
import type { Expr } from './ast.js'

/** Whether an expression read as a target is one: names, attributes, subscripts, and lists of them. */
export function isTarget(node: Expr): boolean {
  switch (node.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return true
    case 'Starred':
      return node.value.kind !== 'Starred' && isTarget(node.value)
    case 'List':
    case 'Tuple':
      return node.elts.every(isTarget)
    default:
      return false
  }
}

/** Whether `del` can delete it: as a target, but nothing starred. */
export function isDeletable(node: Expr): boolean {
  if (node.kind === 'List' || node.kind === 'Tuple') return node.elts.every(isDeletable)
  return node.kind !== 'Starred' && isTarget(node)
}

/** What may stand left of `: annotation` or `+=`. */
export function isSingleTarget(node: Expr): boolean {
  return node.kind === 'Name' || node.kind === 'Attribute' || node.kind === 'Subscript'
}
