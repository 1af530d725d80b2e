/**
 * Operators, from `or` down to `await`, by a table of precedences: one loop reads whatever binds tightly enough.
 */
import type { BinaryOperator, BoolOp, CompareOperator, Expr, UnaryOperator } from './ast.js'
import { Cursor } from './cursor.js'
import type { Token, TokenKind } from './tokens.js'

/** How tightly operators bind. */
const OR = 1
const AND = 2
const NOT = 3
const COMPARISON = 4
const BITWISE_OR = 5
const UNARY = 11
const POWER = 12

type Infix =
  | { readonly level: number; readonly kind: 'BinOp'; readonly op: BinaryOperator }
  | { readonly level: number; readonly kind: 'BoolOp'; readonly op: BoolOp['op'] }
  /** `not` is the first half of `not in`. */
  | { readonly level: number; readonly kind: 'Compare'; readonly op: CompareOperator | null }

const binary = (level: number, op: BinaryOperator): Infix => ({ level, kind: 'BinOp', op })
const compare = (op: CompareOperator | null): Infix => ({ level: COMPARISON, kind: 'Compare', op })

const PREFIX: ReadonlyMap<TokenKind, { readonly level: number; readonly op: UnaryOperator }> = new Map([
  ['not', { level: NOT, op: 'Not' }],
  ['+', { level: UNARY, op: 'UAdd' }],
  ['-', { level: UNARY, op: 'USub' }],
  ['~', { level: UNARY, op: 'Invert' }],
])

/** The operators between operands. */
const INFIX: ReadonlyMap<TokenKind, Infix> = new Map<TokenKind, Infix>([
  ['or', { level: OR, kind: 'BoolOp', op: 'Or' }],
  ['and', { level: AND, kind: 'BoolOp', op: 'And' }],
  ['==', compare('Eq')],
  ['!=', compare('NotEq')],
  ['<', compare('Lt')],
  ['<=', compare('LtE')],
  ['>', compare('Gt')],
  ['>=', compare('GtE')],
  ['in', compare('In')],
  ['is', compare('Is')],
  ['not', compare(null)],
  ['|', binary(BITWISE_OR, 'BitOr')],
  ['^', binary(6, 'BitXor')],
  ['&', binary(7, 'BitAnd')],
  ['<<', binary(8, 'LShift')],
  ['>>', binary(8, 'RShift')],
  ['+', binary(9, 'Add')],
  ['-', binary(9, 'Sub')],
  ['*', binary(10, 'Mult')],
  ['/', binary(10, 'Div')],
  ['//', binary(10, 'FloorDiv')],
  ['%', binary(10, 'Mod')],
  ['@', binary(10, 'MatMult')],
  ['**', binary(POWER, 'Pow')],
])

export abstract class OperatorParser extends Cursor {
  /** An atom with its trailers, which operators bind. */
  abstract primary(): Expr

  disjunction(): Expr {
    if (this.diagnosing) return this.memo('disjunction', () => this.operation(OR))
    return this.operation(OR)
  }

  bitwiseOr(): Expr {
    return this.operation(BITWISE_OR)
  }

  /** Operands and the operators between them that bind at least as tightly as `loosest`. */
  private operation(loosest: number): Expr {
    const start = this.token
    const prefix = start.kind === 'NAME' ? undefined : PREFIX.get(start.kind)
    let left: Expr
    /** What comes behind the left operand binds no tighter than what made it. */
    let tightest = POWER
    if (prefix !== undefined && prefix.level >= loosest) {
      tightest = prefix.level
      left = this.unary(start, prefix.op, tightest)
    } else left = start.kind === 'await' ? this.awaited(start) : this.primary()
    for (;;) {
      const infix = INFIX.get(this.token.kind)
      if (infix === undefined || infix.level < loosest || infix.level > tightest) return left
      const whole = this.infix(start, left, infix)
      if (whole === null) return left
      left = whole
      tightest = infix.kind === 'BinOp' ? infix.level : infix.level - 1
    }
  }

  private unary(start: Token, op: UnaryOperator, level: number): Expr {
    this.advance()
    const operand = this.operation(level)
    const { endLine, endCol } = this.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'UnaryOp', op, operand }
  }

  private awaited(start: Token): Expr {
    this.advance()
    const value = this.primary()
    return { ...this.span(start), kind: 'Await', value }
  }

  /** The operation that the operator at hand opens; null, in front of it, if nothing fits behind it. */
  private infix(start: Token, left: Expr, infix: Infix): Expr | null {
    if (infix.kind === 'Compare') return this.comparison(start, left)
    if (infix.kind === 'BoolOp') return this.boolean(start, left, infix.op, infix.level)
    const { op, level } = infix
    const right = this.right(op === 'Pow' ? UNARY : level + 1)
    if (right === null) return null
    const { endLine, endCol } = this.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'BinOp', left, op, right }
  }

  private boolean(start: Token, left: Expr, op: BoolOp['op'], level: number): Expr | null {
    const { kind } = this.token
    const values = [left]
    while (this.at(kind)) {
      const value = this.right(level + 1)
      if (value === null) break
      values.push(value)
    }
    return values.length === 1 ? null : { ...this.span(start), kind: 'BoolOp', op, values }
  }

  private comparison(start: Token, left: Expr): Expr | null {
    const ops: CompareOperator[] = []
    const comparators: Expr[] = []
    for (
      let infix = INFIX.get(this.token.kind);
      infix?.kind === 'Compare';
      infix = INFIX.get(this.token.kind)
    ) {
      const comparator = this.diagnosing
        ? this.triedComparator(infix.op, ops)
        : this.comparator(infix.op, ops)
      if (comparator === null) break
      comparators.push(comparator)
    }
    if (comparators.length === 0) return null
    ops.length = comparators.length
    return { ...this.span(start), kind: 'Compare', left, ops, comparators }
  }

  private comparator(op: CompareOperator | null, ops: CompareOperator[]): Expr {
    ops.push(this.compareOperator(op))
    return this.operation(BITWISE_OR)
  }

  private triedComparator(op: CompareOperator | null, ops: CompareOperator[]): Expr | null {
    return this.attempt(() => this.comparator(op, ops))
  }

  /**
   * The operator at hand and its right side. On the first pass an operator without one is the end, because nothing else could
   * take it; the second goes back in front of it, where hints look. (Two functions, since one with a closure in it allocates
   * for it on either way.)
   */
  private right(level: number): Expr | null {
    return this.diagnosing ? this.triedOperand(level) : this.operand(level)
  }

  private operand(level: number): Expr {
    this.advance()
    return this.operation(level)
  }

  private triedOperand(level: number): Expr | null {
    return this.attempt(() => this.operand(level))
  }

  /** Takes a comparison, which may be of two words. */
  private compareOperator(op: CompareOperator | null): CompareOperator {
    this.advance()
    if (op === null) {
      this.expect('in')
      return 'NotIn'
    }
    return op === 'Is' && this.accept('not') ? 'IsNot' : op
  }
}
