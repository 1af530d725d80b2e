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

type Visit = (child: AnyNode) => void

function each(children: readonly (AnyNode | null)[], visit: Visit): void {
  // By index: until V8 compiles it, `for … of` makes an object of every item.
  for (let i = 0; i < children.length; i++) {
    const child = children[i]
    if (child !== null) visit(child)
  }
}

function maybe(child: AnyNode | null, visit: Visit): void {
  if (child !== null) visit(child)
}

const nothing = () => {}

type Of<K extends AnyNode['kind']> = Extract<AnyNode, { kind: K }>

function functionDef(node: Of<'FunctionDef' | 'AsyncFunctionDef'>, visit: Visit): void {
  each(node.decorator_list, visit)
  visit(node.args)
  maybe(node.returns, visit)
  each(node.body, visit)
}

function forLoop(node: Of<'For' | 'AsyncFor'>, visit: Visit): void {
  visit(node.iter)
  visit(node.target)
  each(node.body, visit)
  each(node.orelse, visit)
}

function withBlock(node: Of<'With' | 'AsyncWith'>, visit: Visit): void {
  each(node.items, visit)
  each(node.body, visit)
}

function tryBlock(node: Of<'Try' | 'TryStar'>, visit: Visit): void {
  each(node.body, visit)
  each(node.handlers, visit)
  each(node.orelse, visit)
  each(node.finalbody, visit)
}

function conditional(node: Of<'While' | 'If'>, visit: Visit): void {
  visit(node.test)
  each(node.body, visit)
  each(node.orelse, visit)
}

function elements(node: Of<'ListComp' | 'SetComp' | 'GeneratorExp'>, visit: Visit): void {
  each(node.generators, visit)
  visit(node.elt)
}

/** By functions that know their kind of node: three walks over every program go through them. */
const CHILDREN: {
  readonly [K in AnyNode['kind']]: (node: Of<K>, visit: Visit) => void
} = {
  BoolOp: (node, visit) => each(node.values, visit),
  NamedExpr: (node, visit) => {
    visit(node.value)
    visit(node.target)
  },
  BinOp: (node, visit) => {
    visit(node.left)
    visit(node.right)
  },
  UnaryOp: (node, visit) => visit(node.operand),
  Lambda: (node, visit) => {
    visit(node.args)
    visit(node.body)
  },
  IfExp: (node, visit) => {
    visit(node.test)
    visit(node.body)
    visit(node.orelse)
  },
  Dict: (node, visit) => {
    each(node.keys, visit)
    each(node.values, visit)
  },
  Set: (node, visit) => each(node.elts, visit),
  ListComp: elements,
  SetComp: elements,
  DictComp: (node, visit) => {
    each(node.generators, visit)
    visit(node.key)
    visit(node.value)
  },
  GeneratorExp: elements,
  Await: (node, visit) => visit(node.value),
  Yield: (node, visit) => maybe(node.value, visit),
  YieldFrom: (node, visit) => visit(node.value),
  Compare: (node, visit) => {
    visit(node.left)
    each(node.comparators, visit)
  },
  Call: (node, visit) => {
    visit(node.func)
    each(node.args, visit)
    each(node.keywords, visit)
  },
  FormattedValue: (node, visit) => {
    visit(node.value)
    maybe(node.format_spec, visit)
  },
  JoinedStr: (node, visit) => each(node.values, visit),
  Constant: nothing,
  Attribute: (node, visit) => visit(node.value),
  Subscript: (node, visit) => {
    visit(node.value)
    visit(node.slice)
  },
  Starred: (node, visit) => visit(node.value),
  Name: nothing,
  List: (node, visit) => each(node.elts, visit),
  Tuple: (node, visit) => each(node.elts, visit),
  Slice: (node, visit) => {
    maybe(node.lower, visit)
    maybe(node.upper, visit)
    maybe(node.step, visit)
  },
  comprehension: (node, visit) => {
    visit(node.iter)
    visit(node.target)
    each(node.ifs, visit)
  },
  keyword: (node, visit) => visit(node.value),
  arg: (node, visit) => maybe(node.annotation, visit),
  arguments: (node, visit) => {
    each(node.posonlyargs, visit)
    each(node.args, visit)
    maybe(node.vararg, visit)
    each(node.kwonlyargs, visit)
    maybe(node.kwarg, visit)
    each(node.defaults, visit)
    each(node.kw_defaults, visit)
  },
  FunctionDef: functionDef,
  AsyncFunctionDef: functionDef,
  ClassDef: (node, visit) => {
    each(node.decorator_list, visit)
    each(node.bases, visit)
    each(node.keywords, visit)
    each(node.body, visit)
  },
  Return: (node, visit) => maybe(node.value, visit),
  Delete: (node, visit) => each(node.targets, visit),
  Assign: (node, visit) => {
    visit(node.value)
    each(node.targets, visit)
  },
  AugAssign: (node, visit) => {
    visit(node.target)
    visit(node.value)
  },
  AnnAssign: (node, visit) => {
    visit(node.target)
    visit(node.annotation)
    maybe(node.value, visit)
  },
  For: forLoop,
  AsyncFor: forLoop,
  While: conditional,
  If: conditional,
  With: withBlock,
  AsyncWith: withBlock,
  Match: (node, visit) => {
    visit(node.subject)
    each(node.cases, visit)
  },
  Raise: (node, visit) => {
    maybe(node.exc, visit)
    maybe(node.cause, visit)
  },
  Try: tryBlock,
  TryStar: tryBlock,
  Assert: (node, visit) => {
    visit(node.test)
    maybe(node.msg, visit)
  },
  Import: nothing,
  ImportFrom: nothing,
  Global: nothing,
  Nonlocal: nothing,
  Expr: (node, visit) => visit(node.value),
  Pass: nothing,
  Break: nothing,
  Continue: nothing,
  ExceptHandler: (node, visit) => {
    maybe(node.type, visit)
    each(node.body, visit)
  },
  withitem: (node, visit) => {
    visit(node.context_expr)
    maybe(node.optional_vars, visit)
  },
  match_case: (node, visit) => {
    visit(node.pattern)
    maybe(node.guard, visit)
    each(node.body, visit)
  },
  MatchValue: (node, visit) => visit(node.value),
  MatchSingleton: nothing,
  MatchSequence: (node, visit) => each(node.patterns, visit),
  MatchMapping: (node, visit) => {
    each(node.keys, visit)
    each(node.patterns, visit)
  },
  MatchClass: (node, visit) => {
    visit(node.cls)
    each(node.patterns, visit)
    each(node.kwd_patterns, visit)
  },
  MatchStar: nothing,
  MatchAs: (node, visit) => maybe(node.pattern, visit),
  MatchOr: (node, visit) => each(node.patterns, visit),
}

/** Calls `visit` for each child of a node. */
export function eachChild(node: AnyNode, visit: Visit): void {
  // Each function takes the nodes of its own kind.
  ;(CHILDREN[node.kind] as (node: AnyNode, visit: Visit) => void)(node, visit)
}
