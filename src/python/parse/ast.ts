/**
 * The syntax tree: CPython 3.11's `ast`, node for node and field for field, so that its documentation is ours too.
 *
 * Every node has a `kind` (the class name in CPython), 1-based lines and 0-based columns. Columns count UTF-16 code
 * units of the source line, not UTF-8 bytes; whoever compares with CPython converts. Contexts (Load, Store, Del) are
 * left out: the compiler knows from the place of a node how it is used.
 */

export interface Position {
  readonly line: number
  readonly col: number
  readonly endLine: number
  readonly endCol: number
}

interface Node<K extends string> extends Position {
  readonly kind: K
}

// --- expressions ------------------------------------------------------------------------------------------------

export type BinaryOperator =
  | 'Add'
  | 'Sub'
  | 'Mult'
  | 'MatMult'
  | 'Div'
  | 'Mod'
  | 'Pow'
  | 'LShift'
  | 'RShift'
  | 'BitOr'
  | 'BitXor'
  | 'BitAnd'
  | 'FloorDiv'
export type UnaryOperator = 'Invert' | 'Not' | 'UAdd' | 'USub'
export type CompareOperator = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE' | 'Is' | 'IsNot' | 'In' | 'NotIn'

/** What a literal stands for; `int` is a bigint past 2^53, a `complex` literal is always imaginary. */
export type ConstantValue =
  | { readonly type: 'None' | 'Ellipsis' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: number | bigint }
  | { readonly type: 'float' | 'complex'; readonly value: number }
  | { readonly type: 'str'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }

export interface BoolOp extends Node<'BoolOp'> {
  readonly op: 'And' | 'Or'
  readonly values: Expr[]
}
export interface NamedExpr extends Node<'NamedExpr'> {
  readonly target: Name
  readonly value: Expr
}
export interface BinOp extends Node<'BinOp'> {
  readonly left: Expr
  readonly op: BinaryOperator
  readonly right: Expr
}
export interface UnaryOp extends Node<'UnaryOp'> {
  readonly op: UnaryOperator
  readonly operand: Expr
}
export interface Lambda extends Node<'Lambda'> {
  readonly args: Arguments
  readonly body: Expr
}
export interface IfExp extends Node<'IfExp'> {
  readonly test: Expr
  readonly body: Expr
  readonly orelse: Expr
}
/** A key of null is `**mapping`. */
export interface DictExpr extends Node<'Dict'> {
  readonly keys: (Expr | null)[]
  readonly values: Expr[]
}
export interface SetExpr extends Node<'Set'> {
  readonly elts: Expr[]
}
export interface ListComp extends Node<'ListComp'> {
  readonly elt: Expr
  readonly generators: Comprehension[]
}
export interface SetComp extends Node<'SetComp'> {
  readonly elt: Expr
  readonly generators: Comprehension[]
}
export interface DictComp extends Node<'DictComp'> {
  readonly key: Expr
  readonly value: Expr
  readonly generators: Comprehension[]
}
export interface GeneratorExp extends Node<'GeneratorExp'> {
  readonly elt: Expr
  readonly generators: Comprehension[]
}
export interface Await extends Node<'Await'> {
  readonly value: Expr
}
export interface Yield extends Node<'Yield'> {
  readonly value: Expr | null
}
export interface YieldFrom extends Node<'YieldFrom'> {
  readonly value: Expr
}
export interface Compare extends Node<'Compare'> {
  readonly left: Expr
  readonly ops: CompareOperator[]
  readonly comparators: Expr[]
}
export interface Call extends Node<'Call'> {
  readonly func: Expr
  readonly args: Expr[]
  readonly keywords: Keyword[]
}
/** `conversion` is the code point of s, r or a, or -1. */
export interface FormattedValue extends Node<'FormattedValue'> {
  readonly value: Expr
  readonly conversion: number
  readonly format_spec: JoinedStr | null
}
export interface JoinedStr extends Node<'JoinedStr'> {
  readonly values: Expr[]
}
/** `unicode` says that the (first) literal had the prefix u, which CPython calls kind. */
export interface Constant extends Node<'Constant'> {
  readonly value: ConstantValue
  readonly unicode: boolean
}
export interface Attribute extends Node<'Attribute'> {
  readonly value: Expr
  readonly attr: string
}
export interface Subscript extends Node<'Subscript'> {
  readonly value: Expr
  readonly slice: Expr
}
export interface Starred extends Node<'Starred'> {
  readonly value: Expr
}
export interface Name extends Node<'Name'> {
  readonly id: string
}
export interface ListExpr extends Node<'List'> {
  readonly elts: Expr[]
}
export interface TupleExpr extends Node<'Tuple'> {
  readonly elts: Expr[]
}
export interface Slice extends Node<'Slice'> {
  readonly lower: Expr | null
  readonly upper: Expr | null
  readonly step: Expr | null
}

export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | DictExpr
  | SetExpr
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | ListExpr
  | TupleExpr
  | Slice

export interface Comprehension {
  readonly kind: 'comprehension'
  readonly target: Expr
  readonly iter: Expr
  readonly ifs: Expr[]
  readonly is_async: boolean
}
/** An `arg` of null is `**mapping`. */
export interface Keyword extends Node<'keyword'> {
  readonly arg: string | null
  readonly value: Expr
}
export interface Arg extends Node<'arg'> {
  readonly arg: string
  readonly annotation: Expr | null
}
/** `defaults` belong to the last positional parameters; a `kw_defaults` of null is a required keyword. */
export interface Arguments {
  readonly kind: 'arguments'
  readonly posonlyargs: Arg[]
  readonly args: Arg[]
  readonly vararg: Arg | null
  readonly kwonlyargs: Arg[]
  readonly kw_defaults: (Expr | null)[]
  readonly kwarg: Arg | null
  readonly defaults: Expr[]
}

// --- statements -------------------------------------------------------------------------------------------------

interface Function<K extends string> extends Node<K> {
  readonly name: string
  readonly args: Arguments
  readonly body: Stmt[]
  readonly decorator_list: Expr[]
  readonly returns: Expr | null
}
export interface FunctionDef extends Function<'FunctionDef'> {}
export interface AsyncFunctionDef extends Function<'AsyncFunctionDef'> {}
export interface ClassDef extends Node<'ClassDef'> {
  readonly name: string
  readonly bases: Expr[]
  readonly keywords: Keyword[]
  readonly body: Stmt[]
  readonly decorator_list: Expr[]
}
export interface Return extends Node<'Return'> {
  readonly value: Expr | null
}
export interface Delete extends Node<'Delete'> {
  readonly targets: Expr[]
}
export interface Assign extends Node<'Assign'> {
  readonly targets: Expr[]
  readonly value: Expr
}
export interface AugAssign extends Node<'AugAssign'> {
  readonly target: Expr
  readonly op: BinaryOperator
  readonly value: Expr
}
export interface AnnAssign extends Node<'AnnAssign'> {
  readonly target: Expr
  readonly annotation: Expr
  readonly value: Expr | null
  readonly simple: boolean
}
interface Loop<K extends string> extends Node<K> {
  readonly target: Expr
  readonly iter: Expr
  readonly body: Stmt[]
  readonly orelse: Stmt[]
}
export interface For extends Loop<'For'> {}
export interface AsyncFor extends Loop<'AsyncFor'> {}
export interface While extends Node<'While'> {
  readonly test: Expr
  readonly body: Stmt[]
  readonly orelse: Stmt[]
}
export interface If extends Node<'If'> {
  readonly test: Expr
  readonly body: Stmt[]
  readonly orelse: Stmt[]
}
export interface With extends Node<'With'> {
  readonly items: WithItem[]
  readonly body: Stmt[]
}
export interface AsyncWith extends Node<'AsyncWith'> {
  readonly items: WithItem[]
  readonly body: Stmt[]
}
export interface Match extends Node<'Match'> {
  readonly subject: Expr
  readonly cases: MatchCase[]
}
export interface Raise extends Node<'Raise'> {
  readonly exc: Expr | null
  readonly cause: Expr | null
}
interface TryBlock<K extends string> extends Node<K> {
  readonly body: Stmt[]
  readonly handlers: ExceptHandler[]
  readonly orelse: Stmt[]
  readonly finalbody: Stmt[]
}
export interface Try extends TryBlock<'Try'> {}
export interface TryStar extends TryBlock<'TryStar'> {}
export interface Assert extends Node<'Assert'> {
  readonly test: Expr
  readonly msg: Expr | null
}
export interface Import extends Node<'Import'> {
  readonly names: Alias[]
}
export interface ImportFrom extends Node<'ImportFrom'> {
  readonly module: string | null
  readonly names: Alias[]
  readonly level: number
}
export interface Global extends Node<'Global'> {
  readonly names: string[]
}
export interface Nonlocal extends Node<'Nonlocal'> {
  readonly names: string[]
}
export interface ExprStmt extends Node<'Expr'> {
  readonly value: Expr
}
export interface Pass extends Node<'Pass'> {}
export interface Break extends Node<'Break'> {}
export interface Continue extends Node<'Continue'> {}

export type Stmt =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStmt
  | Pass
  | Break
  | Continue

export interface ExceptHandler extends Node<'ExceptHandler'> {
  readonly type: Expr | null
  readonly name: string | null
  readonly body: Stmt[]
}
export interface Alias extends Node<'alias'> {
  readonly name: string
  readonly asname: string | null
}
export interface WithItem {
  readonly kind: 'withitem'
  readonly context_expr: Expr
  readonly optional_vars: Expr | null
}

// --- match ------------------------------------------------------------------------------------------------------

export interface MatchCase {
  readonly kind: 'match_case'
  readonly pattern: Pattern
  readonly guard: Expr | null
  readonly body: Stmt[]
}
export interface MatchValue extends Node<'MatchValue'> {
  readonly value: Expr
}
export interface MatchSingleton extends Node<'MatchSingleton'> {
  readonly value: true | false | null
}
export interface MatchSequence extends Node<'MatchSequence'> {
  readonly patterns: Pattern[]
}
export interface MatchMapping extends Node<'MatchMapping'> {
  readonly keys: Expr[]
  readonly patterns: Pattern[]
  readonly rest: string | null
}
export interface MatchClass extends Node<'MatchClass'> {
  readonly cls: Expr
  readonly patterns: Pattern[]
  readonly kwd_attrs: string[]
  readonly kwd_patterns: Pattern[]
}
export interface MatchStar extends Node<'MatchStar'> {
  readonly name: string | null
}
export interface MatchAs extends Node<'MatchAs'> {
  readonly pattern: Pattern | null
  readonly name: string | null
}
export interface MatchOr extends Node<'MatchOr'> {
  readonly patterns: Pattern[]
}
export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr

// --- roots ------------------------------------------------------------------------------------------------------

export interface Module {
  readonly kind: 'Module'
  readonly body: Stmt[]
}
export interface Expression {
  readonly kind: 'Expression'
  readonly body: Expr
}
