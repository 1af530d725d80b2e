/**
 * Simple statements, which fit on a line.
 */
import type { Alias, BinaryOperator, Expr, Position, Stmt } from './ast.js'
import * as hints from './hints-statements.js'
import { PatternParser } from './patterns.js'
import { isDeletable, isSingleTarget, isTarget } from './targets.js'
import type { TokenKind } from './tokens.js'

export const AUGMENTED: Readonly<Partial<Record<TokenKind, BinaryOperator>>> = {
  '+=': 'Add',
  '-=': 'Sub',
  '*=': 'Mult',
  '@=': 'MatMult',
  '/=': 'Div',
  '%=': 'Mod',
  '&=': 'BitAnd',
  '|=': 'BitOr',
  '^=': 'BitXor',
  '<<=': 'LShift',
  '>>=': 'RShift',
  '**=': 'Pow',
  '//=': 'FloorDiv',
}

type Rule = (p: SimpleStatementParser, start: Position) => Stmt

/** Simple statements that a keyword opens; each rule starts on it. */
const BY_KEYWORD: Readonly<Partial<Record<TokenKind, Rule>>> = {
  return: (p, start) => {
    p.advance()
    const value = p.atStatementEnd() ? null : p.starExpressions()
    const { endLine, endCol } = p.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'Return', value }
  },
  import: (p, start) => p.importNames(start),
  from: (p, start) => p.importFrom(start),
  raise: (p, start) => {
    p.advance()
    const exc = p.atStatementEnd() ? null : p.expression()
    const cause = exc !== null && p.accept('from') ? p.expression() : null
    return { ...p.span(start), kind: 'Raise', exc, cause }
  },
  pass: (p, start) => {
    p.advance()
    return { ...p.span(start), kind: 'Pass' }
  },
  break: (p, start) => {
    p.advance()
    return { ...p.span(start), kind: 'Break' }
  },
  continue: (p, start) => {
    p.advance()
    return { ...p.span(start), kind: 'Continue' }
  },
  del: (p, start) => p.deletion(start),
  assert: (p, start) => {
    p.advance()
    const test = p.expression()
    const msg = p.accept(',') ? p.expression() : null
    return { ...p.span(start), kind: 'Assert', test, msg }
  },
  global: (p, start) => {
    const names = p.declaredNames()
    return { ...p.span(start), kind: 'Global', names }
  },
  nonlocal: (p, start) => {
    const names = p.declaredNames()
    return { ...p.span(start), kind: 'Nonlocal', names }
  },
}

export class SimpleStatementParser extends PatternParser {
  /** One logical line: statements between semicolons. */
  simpleStatements(body: Stmt[]): void {
    do {
      body.push(this.simpleStatement())
    } while (this.accept(';') && !this.at('NEWLINE'))
    this.expect('NEWLINE')
  }

  atStatementEnd(): boolean {
    return this.at('NEWLINE') || this.at(';')
  }

  private simpleStatement(): Stmt {
    const start = this.token
    const rule = BY_KEYWORD[start.kind]
    if (rule !== undefined) return rule(this, start)
    if (!this.diagnosing) return this.assignmentOrExpression(start)
    const { pos } = this
    const statement = this.attempt(() => this.assignmentOrExpression(start))
    if (statement !== null && statement.kind !== 'Expr') return statement
    this.goTo(pos)
    hints.assignment(this)
    return this.assignmentOrExpression(start)
  }

  /** `x`, `x = y = 1`, `x: int = 1` or `x += 1`, known apart by what follows the first expression. */
  private assignmentOrExpression(start: Position): Stmt {
    const parenthesized = this.at('(')
    const first = this.yieldOrStarExpressions()
    if (this.at('=')) return this.assignment(start, first)
    const op = AUGMENTED[this.token.kind]
    if (op !== undefined) {
      if (!isSingleTarget(first)) this.fail()
      this.advance()
      const value = this.yieldOrStarExpressions()
      const { endLine, endCol } = this.last
      return {
        line: start.line,
        col: start.col,
        endLine,
        endCol,
        kind: 'AugAssign',
        target: first,
        op,
        value,
      }
    }
    if (!this.at(':')) {
      const { endLine, endCol } = this.last
      return { line: start.line, col: start.col, endLine, endCol, kind: 'Expr', value: first }
    }
    if (!isSingleTarget(first)) this.fail()
    this.advance()
    const annotation = this.expression()
    const value = this.accept('=') ? this.yieldOrStarExpressions() : null
    const simple = first.kind === 'Name' && !parenthesized
    const { endLine, endCol } = this.last
    return {
      line: start.line,
      col: start.col,
      endLine,
      endCol,
      kind: 'AnnAssign',
      target: first,
      annotation,
      value,
      simple,
    }
  }

  private assignment(start: Position, first: Expr): Stmt {
    if (!isTarget(first)) this.fail()
    this.advance()
    const targets = [first]
    let value = this.yieldOrStarExpressions()
    while (this.at('=')) {
      if (!isTarget(value)) this.fail()
      targets.push(value)
      this.advance()
      value = this.yieldOrStarExpressions()
    }
    const { endLine, endCol } = this.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'Assign', targets, value }
  }

  deletion(start: Position): Stmt {
    this.advance()
    const targets: Expr[] = []
    const list = this.attempt(() => {
      do {
        const target = this.primary()
        if (!isDeletable(target)) this.fail()
        targets.push(target)
      } while (this.accept(',') && !this.atStatementEnd())
      if (!this.atStatementEnd()) this.fail()
      return targets
    })
    if (list === null) {
      if (this.diagnosing) hints.deletion(this)
      this.fail()
    }
    return { ...this.span(start), kind: 'Delete', targets }
  }

  declaredNames(): string[] {
    this.advance()
    const names = [this.expect('NAME').text]
    while (this.accept(',')) names.push(this.expect('NAME').text)
    return names
  }

  // --- imports --------------------------------------------------------------------------------------------------

  importNames(start: Position): Stmt {
    this.advance()
    const names: Alias[] = []
    do {
      names.push(this.alias(() => this.dottedName()))
    } while (this.accept(','))
    return { ...this.span(start), kind: 'Import', names }
  }

  importFrom(start: Position): Stmt {
    this.advance()
    let level = 0
    while (this.at('.') || this.at('...')) level += this.advance().kind.length
    const module = level > 0 && this.at('import') ? null : this.dottedName()
    this.expect('import')
    const names = this.importedNames()
    return { ...this.span(start), kind: 'ImportFrom', module, names, level }
  }

  private importedNames(): Alias[] {
    if (this.at('*')) {
      const star = this.advance()
      return [{ ...this.span(star), kind: 'alias', name: '*', asname: null }]
    }
    const parenthesized = this.accept('(')
    const names: Alias[] = []
    do {
      if (parenthesized && names.length > 0 && this.at(')')) break
      if (!parenthesized && names.length > 0 && this.at('NEWLINE')) {
        if (this.diagnosing) this.raiseHere('trailing comma not allowed without surrounding parentheses')
        this.fail()
      }
      names.push(this.alias(() => this.expect('NAME').text))
    } while (this.accept(','))
    if (parenthesized) this.expect(')')
    return names
  }

  private alias(read: () => string): Alias {
    const start = this.token
    const name = read()
    const asname = this.accept('as') ? this.expect('NAME').text : null
    return { ...this.span(start), kind: 'alias', name, asname }
  }

  private dottedName(): string {
    let name = this.expect('NAME').text
    while (this.accept('.')) name += '.' + this.expect('NAME').text
    return name
  }
}
