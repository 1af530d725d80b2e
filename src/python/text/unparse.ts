/** An expression back as text, as CPython's `ast.unparse` writes it: for annotations kept as strings. */
import type * as ast from '../parse/ast.js'
import { reprString } from './repr.js'

export const binarySymbols: Record<ast.BinaryOperator, string> = {
  Add: '+',
  Sub: '-',
  Mult: '*',
  MatMult: '@',
  Div: '/',
  Mod: '%',
  Pow: '**',
  LShift: '<<',
  RShift: '>>',
  BitOr: '|',
  BitXor: '^',
  BitAnd: '&',
  FloorDiv: '//',
}
export const comparisonSymbols: Record<ast.CompareOperator, string> = {
  Eq: '==',
  NotEq: '!=',
  Lt: '<',
  LtE: '<=',
  Gt: '>',
  GtE: '>=',
  Is: 'is',
  IsNot: 'is not',
  In: 'in',
  NotIn: 'not in',
}
export const unarySymbols: Record<ast.UnaryOperator, string> = {
  Invert: '~',
  Not: 'not ',
  UAdd: '+',
  USub: '-',
}
const binaryStrength: Record<ast.BinaryOperator, number> = {
  BitOr: 6,
  BitXor: 7,
  BitAnd: 8,
  LShift: 9,
  RShift: 9,
  Add: 10,
  Sub: 10,
  Mult: 11,
  MatMult: 11,
  Div: 11,
  Mod: 11,
  FloorDiv: 11,
  Pow: 13,
}

/** How tightly a node binds: a part that binds less tightly than its place needs brackets. */
function strength(node: ast.Expr): number {
  switch (node.kind) {
    case 'NamedExpr':
    case 'Yield':
    case 'YieldFrom':
      return 0
    case 'Tuple':
      return 0
    case 'Lambda':
    case 'IfExp':
      return 1
    case 'BoolOp':
      return node.op === 'Or' ? 2 : 3
    case 'UnaryOp':
      return node.op === 'Not' ? 4 : 12
    case 'Compare':
      return 5
    case 'BinOp':
      return binaryStrength[node.op]
    case 'Await':
      return 14
    default:
      return 15
  }
}

export function unparse(node: ast.Expr): string {
  const part = (inner: ast.Expr, least: number): string =>
    strength(inner) < least ? `(${bare(inner)})` : unparse(inner)
  const bare = (inner: ast.Expr): string =>
    inner.kind === 'Tuple' ? list(inner.elts) + (inner.elts.length === 1 ? ',' : '') : unparse(inner)
  const list = (nodes: readonly ast.Expr[]): string => nodes.map((each) => part(each, 1)).join(', ')
  switch (node.kind) {
    case 'Constant':
      return constant(node.value)
    case 'Name':
      return node.id
    case 'Attribute':
      return `${part(node.value, 15)}.${node.attr}`
    case 'Subscript':
      return `${part(node.value, 15)}[${node.slice.kind === 'Tuple' && node.slice.elts.length > 0 ? bare(node.slice) : unparse(node.slice)}]`
    case 'Slice': {
      const side = (each: ast.Expr | null): string => (each === null ? '' : part(each, 1))
      return `${side(node.lower)}:${side(node.upper)}${node.step === null ? '' : `:${side(node.step)}`}`
    }
    case 'Call':
      return `${part(node.func, 15)}(${[...node.args.map((each) => part(each, 1)), ...node.keywords.map((each) => (each.arg === null ? `**${unparse(each.value)}` : `${each.arg}=${part(each.value, 1)}`))].join(', ')})`
    case 'BinOp': {
      const own = binaryStrength[node.op]
      const [left, right] = node.op === 'Pow' ? [own + 1, own - 1] : [own, own + 1]
      return `${part(node.left, left)} ${binarySymbols[node.op]} ${part(node.right, right)}`
    }
    case 'UnaryOp':
      return unarySymbols[node.op] + part(node.operand, strength(node))
    case 'BoolOp':
      return node.values
        .map((each) => part(each, strength(node) + 1))
        .join(node.op === 'Or' ? ' or ' : ' and ')
    case 'Compare':
      return (
        part(node.left, 6) +
        node.ops.map((op, i) => ` ${comparisonSymbols[op]} ${part(node.comparators[i], 6)}`).join('')
      )
    case 'IfExp':
      return `${part(node.body, 2)} if ${part(node.test, 2)} else ${part(node.orelse, 1)}`
    case 'Tuple':
      return `(${bare(node)})`
    case 'List':
      return `[${list(node.elts)}]`
    case 'Set':
      return node.elts.length === 0 ? '{*()}' : `{${list(node.elts)}}`
    case 'Dict':
      return `{${node.keys.map((key, i) => (key === null ? `**${part(node.values[i], 6)}` : `${part(key, 1)}: ${part(node.values[i], 1)}`)).join(', ')}}`
    case 'Starred':
      return `*${part(node.value, 6)}`
    case 'NamedExpr':
      return `(${node.target.id} := ${part(node.value, 1)})`
    case 'Await':
      return `await ${part(node.value, 15)}`
    case 'Lambda':
      return `lambda${node.args.args.length > 0 ? ' ' : ''}${node.args.args.map(({ arg }) => arg).join(', ')}: ${part(node.body, 1)}`
    case 'JoinedStr':
      return `f${reprString(node.values.map((value) => (value.kind === 'Constant' && value.value.type === 'str' ? value.value.value : value.kind === 'FormattedValue' ? `{${unparse(value.value)}}` : '')).join(''))}`
    case 'FormattedValue':
      return `{${unparse(node.value)}}`
    case 'ListComp':
      return `[${unparse(node.elt)}${clauses(node.generators)}]`
    case 'SetComp':
      return `{${unparse(node.elt)}${clauses(node.generators)}}`
    case 'GeneratorExp':
      return `(${unparse(node.elt)}${clauses(node.generators)})`
    case 'DictComp':
      return `{${unparse(node.key)}: ${unparse(node.value)}${clauses(node.generators)}}`
    case 'Yield':
      return node.value === null ? '(yield)' : `(yield ${unparse(node.value)})`
    case 'YieldFrom':
      return `(yield from ${unparse(node.value)})`
  }
}

const clauses = (generators: readonly ast.Comprehension[]): string =>
  generators
    .map(({ target, iter, ifs, is_async }) => {
      const names = target.kind === 'Tuple' ? target.elts.map(unparse).join(', ') : unparse(target)
      return `${is_async ? ' async' : ''} for ${names} in ${unparse(iter)}${ifs.map((test) => ` if ${unparse(test)}`).join('')}`
    })
    .join('')

function constant(value: ast.ConstantValue): string {
  switch (value.type) {
    case 'None':
      return 'None'
    case 'Ellipsis':
      return '...'
    case 'bool':
      return value.value ? 'True' : 'False'
    case 'str':
      return reprString(value.value)
    case 'bytes':
      return `b${reprString(String.fromCharCode(...value.value))}`
    case 'int':
      return String(value.value)
    case 'float':
      return Number.isInteger(value.value) && Math.abs(value.value) < 1e16
        ? value.value.toFixed(1)
        : String(value.value)
    case 'complex':
      return `${value.value}j`
  }
}
