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

export type TargetUse = 'assign' | 'for' | 'delete'

/** The first part of an expression that cannot be a target, null if all can. */
export function invalidTarget(node: Expr, use: TargetUse): Expr | null {
  switch (node.kind) {
    case 'List':
    case 'Tuple':
      for (const elt of node.elts) {
        const invalid = invalidTarget(elt, use)
        if (invalid !== null) return invalid
      }
      return null
    case 'Starred':
      return use === 'delete' ? node : invalidTarget(node.value, use)
    case 'Compare':
      // `for a in b` was read as a comparison, of which only the left side is a target.
      if (use !== 'for') return node
      return node.ops[0] === 'In' ? invalidTarget(node.left, use) : null
    case 'Name':
    case 'Subscript':
    case 'Attribute':
      return null
    default:
      return node
  }
}

const NAMES: Readonly<Record<Exclude<Expr['kind'], 'Constant'>, string>> = {
  Attribute: 'attribute',
  Subscript: 'subscript',
  Starred: 'starred',
  Name: 'name',
  List: 'list',
  Tuple: 'tuple',
  Lambda: 'lambda',
  Call: 'function call',
  BoolOp: 'expression',
  BinOp: 'expression',
  UnaryOp: 'expression',
  GeneratorExp: 'generator expression',
  Yield: 'yield expression',
  YieldFrom: 'yield expression',
  Await: 'await expression',
  ListComp: 'list comprehension',
  SetComp: 'set comprehension',
  DictComp: 'dict comprehension',
  Dict: 'dict literal',
  Set: 'set display',
  JoinedStr: 'f-string expression',
  FormattedValue: 'f-string expression',
  Compare: 'comparison',
  IfExp: 'conditional expression',
  NamedExpr: 'named expression',
  Slice: 'slice',
}

/** What error messages call an expression. */
export function expressionName(node: Expr): string {
  if (node.kind !== 'Constant') return NAMES[node.kind]
  const { value } = node
  if (value.type === 'None') return 'None'
  if (value.type === 'Ellipsis') return 'ellipsis'
  if (value.type === 'bool') return value.value ? 'True' : 'False'
  return 'literal'
}
