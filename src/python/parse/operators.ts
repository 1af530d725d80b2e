/**
 * Operators, from `or` down to `await`: binary ones by a table of precedences, comparisons as chains.
 */
import type { BinaryOperator, CompareOperator, Expr, UnaryOperator } from './ast.js'
import { Cursor } from './cursor.js'
import type { TokenKind } from './tokens.js'

const BINARY: Readonly<Partial<Record<TokenKind, readonly [precedence: number, op: BinaryOperator]>>> = {
  '|': [1, 'BitOr'],
  '^': [2, 'BitXor'],
  '&': [3, 'BitAnd'],
  '<<': [4, 'LShift'],
  '>>': [4, 'RShift'],
  '+': [5, 'Add'],
  '-': [5, 'Sub'],
  '*': [6, 'Mult'],
  '/': [6, 'Div'],
  '//': [6, 'FloorDiv'],
  '%': [6, 'Mod'],
  '@': [6, 'MatMult'],
}
const LOOSEST = 1

const UNARY: Readonly<Partial<Record<TokenKind, UnaryOperator>>> = { '+': 'UAdd', '-': 'USub', '~': 'Invert' }

const COMPARE: Readonly<Partial<Record<TokenKind, CompareOperator>>> = {
  '==': 'Eq',
  '!=': 'NotEq',
  '<': 'Lt',
  '<=': 'LtE',
  '>': 'Gt',
  '>=': 'GtE',
  in: 'In',
  is: 'Is',
}

export abstract class OperatorParser extends Cursor {
  /** An atom with its trailers, which operators bind. */
  abstract primary(): Expr

  disjunction(): Expr {
    if (this.diagnosing) return this.memo('disjunction', () => this.boolean('or'))
    return this.boolean('or')
  }

  private boolean(word: 'or' | 'and'): Expr {
    const start = this.token
    const operand = word === 'or' ? () => this.boolean('and') : () => this.inversion()
    const first = operand()
    if (!this.at(word)) return first
    const values = [first]
    while (this.at(word)) {
      const value = this.attempt(() => {
        this.advance()
        return operand()
      })
      if (value === null) break
      values.push(value)
    }
    if (values.length === 1) return first
    return { ...this.span(start), kind: 'BoolOp', op: word === 'or' ? 'Or' : 'And', values }
  }

  private inversion(): Expr {
    if (!this.at('not')) return this.comparison()
    const start = this.advance()
    const operand = this.inversion()
    return { ...this.span(start), kind: 'UnaryOp', op: 'Not', operand }
  }

  private comparison(): Expr {
    const start = this.token
    const left = this.binary(LOOSEST)
    if (COMPARE[this.token.kind] === undefined && !this.at('not')) return left
    const ops: CompareOperator[] = []
    const comparators: Expr[] = []
    for (;;) {
      const pair = this.attempt(() => [this.compareOperator(), this.binary(LOOSEST)] as const)
      if (pair === null) break
      ops.push(pair[0])
      comparators.push(pair[1])
      if (COMPARE[this.token.kind] === undefined && !this.at('not')) break
    }
    if (ops.length === 0) return left
    return { ...this.span(start), kind: 'Compare', left, ops, comparators }
  }

  private compareOperator(): CompareOperator {
    const op = COMPARE[this.token.kind]
    if (this.accept('not')) {
      this.expect('in')
      return 'NotIn'
    }
    if (op === undefined) this.fail()
    this.advance()
    return op === 'Is' && this.accept('not') ? 'IsNot' : op
  }

  bitwiseOr(): Expr {
    return this.binary(LOOSEST)
  }

  private binary(precedence: number): Expr {
    const start = this.token
    let left = this.factor()
    for (;;) {
      const entry = BINARY[this.token.kind]
      if (entry === undefined || entry[0] < precedence) return left
      const right = this.attempt(() => {
        this.advance()
        return this.binary(entry[0] + 1)
      })
      if (right === null) return left
      left = { ...this.span(start), kind: 'BinOp', left, op: entry[1], right }
    }
  }

  private factor(): Expr {
    const op = UNARY[this.token.kind]
    if (op === undefined) return this.power()
    const start = this.advance()
    const operand = this.factor()
    return { ...this.span(start), kind: 'UnaryOp', op, operand }
  }

  private power(): Expr {
    const start = this.token
    const left = this.awaitPrimary()
    if (!this.at('**')) return left
    const right = this.attempt(() => {
      this.advance()
      return this.factor()
    })
    if (right === null) return left
    return { ...this.span(start), kind: 'BinOp', left, op: 'Pow', right }
  }

  private awaitPrimary(): Expr {
    if (!this.at('await')) return this.primary()
    const start = this.advance()
    const value = this.primary()
    return { ...this.span(start), kind: 'Await', value }
  }
}
