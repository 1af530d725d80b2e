/**
 * The children of every kind of node, in the order in which Python evaluates or binds them.
 */
import type {
  Arg,
  Arguments,
  Comprehension,
  ExceptHandler,
  Expr,
  Keyword,
  MatchCase,
  Pattern,
  Stmt,
  WithItem,
} from './ast.js'

export type AnyNode =
  | Stmt
  | Expr
  | Pattern
  | Arguments
  | Arg
  | Keyword
  | Comprehension
  | ExceptHandler
  | MatchCase
  | WithItem

type Fields<K extends AnyNode['kind']> = readonly (keyof Extract<AnyNode, { kind: K }> & string)[]

const CHILDREN: { readonly [K in AnyNode['kind']]: Fields<K> } = {
  BoolOp: ['values'],
  NamedExpr: ['value', 'target'],
  BinOp: ['left', 'right'],
  UnaryOp: ['operand'],
  Lambda: ['args', 'body'],
  IfExp: ['test', 'body', 'orelse'],
  Dict: ['keys', 'values'],
  Set: ['elts'],
  ListComp: ['generators', 'elt'],
  SetComp: ['generators', 'elt'],
  DictComp: ['generators', 'key', 'value'],
  GeneratorExp: ['generators', 'elt'],
  Await: ['value'],
  Yield: ['value'],
  YieldFrom: ['value'],
  Compare: ['left', 'comparators'],
  Call: ['func', 'args', 'keywords'],
  FormattedValue: ['value', 'format_spec'],
  JoinedStr: ['values'],
  Constant: [],
  Attribute: ['value'],
  Subscript: ['value', 'slice'],
  Starred: ['value'],
  Name: [],
  List: ['elts'],
  Tuple: ['elts'],
  Slice: ['lower', 'upper', 'step'],
  comprehension: ['iter', 'target', 'ifs'],
  keyword: ['value'],
  arg: ['annotation'],
  arguments: ['posonlyargs', 'args', 'vararg', 'kwonlyargs', 'kwarg', 'defaults', 'kw_defaults'],
  FunctionDef: ['decorator_list', 'args', 'returns', 'body'],
  AsyncFunctionDef: ['decorator_list', 'args', 'returns', 'body'],
  ClassDef: ['decorator_list', 'bases', 'keywords', 'body'],
  Return: ['value'],
  Delete: ['targets'],
  Assign: ['value', 'targets'],
  AugAssign: ['target', 'value'],
  AnnAssign: ['target', 'annotation', 'value'],
  For: ['iter', 'target', 'body', 'orelse'],
  AsyncFor: ['iter', 'target', 'body', 'orelse'],
  While: ['test', 'body', 'orelse'],
  If: ['test', 'body', 'orelse'],
  With: ['items', 'body'],
  AsyncWith: ['items', 'body'],
  Match: ['subject', 'cases'],
  Raise: ['exc', 'cause'],
  Try: ['body', 'handlers', 'orelse', 'finalbody'],
  TryStar: ['body', 'handlers', 'orelse', 'finalbody'],
  Assert: ['test', 'msg'],
  Import: [],
  ImportFrom: [],
  Global: [],
  Nonlocal: [],
  Expr: ['value'],
  Pass: [],
  Break: [],
  Continue: [],
  ExceptHandler: ['type', 'body'],
  withitem: ['context_expr', 'optional_vars'],
  match_case: ['pattern', 'guard', 'body'],
  MatchValue: ['value'],
  MatchSingleton: [],
  MatchSequence: ['patterns'],
  MatchMapping: ['keys', 'patterns'],
  MatchClass: ['cls', 'patterns', 'kwd_patterns'],
  MatchStar: [],
  MatchAs: ['pattern'],
  MatchOr: ['patterns'],
}

/** Calls `visit` for each child of a node. */
export function eachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  for (const field of CHILDREN[node.kind]) {
    const value = (node as unknown as Record<string, AnyNode | (AnyNode | null)[] | null>)[field]
    if (value === null) continue
    if (Array.isArray(value)) {
      for (const child of value) if (child !== null) visit(child)
    } else visit(value)
  }
}
