/**
 * Compound statements and the blocks they own; a whole module.
 */
import { closedArguments } from './arguments.js'
import type { ExceptHandler, Expr, Match, MatchCase, Module, Position, Stmt, WithItem } from './ast.js'
import * as hints from './hints-compound.js'
import { functionParameters } from './parameters.js'
import { SimpleStatementParser } from './statements.js'
import type { TokenKind } from './tokens.js'

type Rule = (p: Parser, start: Position) => Stmt

/** Compound statements by the keyword that opens them; each rule starts on it. */
const BY_KEYWORD: Readonly<Partial<Record<TokenKind, Rule>>> = {
  '@': (p) => p.decorated(),
  def: (p, start) => p.functionDefinition(start, []),
  class: (p, start) => p.classDefinition(start, []),
  if: (p, start) => p.ifStatement(start),
  for: (p, start) => p.forStatement(start, false),
  while: (p, start) => p.whileStatement(start),
  try: (p, start) => p.tryStatement(start),
  with: (p, start) => p.withStatement(start, false),
  async: (p, start) => p.asyncStatement(start),
}

export class Parser extends SimpleStatementParser {
  module(): Module {
    const body: Stmt[] = []
    while (!this.at('END')) this.statement(body)
    return { kind: 'Module', body }
  }

  wholeExpression(): Expr {
    const value = this.starExpressions()
    while (this.accept('NEWLINE'));
    if (!this.at('END')) this.fail()
    return value
  }

  /** Adds the statements of one logical line, or one compound statement. */
  statement(body: Stmt[]): void {
    const start = this.token
    const rule = BY_KEYWORD[start.kind]
    if (rule !== undefined) {
      body.push(rule(this, start))
      return
    }
    if (this.atWord('match')) {
      const match = this.matchStatement(start)
      if (match !== null) {
        body.push(match)
        return
      }
    }
    this.simpleStatements(body)
  }

  /** `:` and what belongs to the statement that `head` opened. `what` is how errors call it. */
  private block(what: string, head: Position, forced = false): Stmt[] {
    if (!this.accept(':')) {
      if (this.diagnosing) hints.expectedColon(this, forced)
      this.fail()
    }
    return this.blockBody(what, head)
  }

  private blockBody(what: string, head: Position): Stmt[] {
    const body: Stmt[] = []
    if (!this.accept('NEWLINE')) {
      this.simpleStatements(body)
      return body
    }
    if (!this.accept('INDENT')) {
      if (this.diagnosing) hints.expectedBlock(this, what, head)
      this.fail()
    }
    do {
      this.statement(body)
    } while (!this.at('DEDENT') && !this.at('END'))
    this.accept('DEDENT')
    return body
  }

  // --- definitions ----------------------------------------------------------------------------------------------

  decorated(): Stmt {
    const decorators: Expr[] = []
    while (this.accept('@')) {
      decorators.push(this.namedExpression())
      this.expect('NEWLINE')
    }
    const start = this.token
    if (this.at('class')) return this.classDefinition(start, decorators)
    return this.functionDefinition(start, decorators)
  }

  functionDefinition(start: Position, decorator_list: Expr[]): Stmt {
    const kind = this.accept('async') ? 'AsyncFunctionDef' : 'FunctionDef'
    const head = this.expect('def')
    const name = this.expect('NAME').text
    if (!this.accept('(')) {
      if (this.diagnosing) hints.expectedParenthesis(this)
      this.fail()
    }
    const args = functionParameters(this)
    this.expect(')')
    const returns = this.at('->') ? this.attempt(() => this.returnAnnotation()) : null
    const body = this.block('function definition', head, true)
    return { ...this.span(start), kind, name, args, body, decorator_list, returns }
  }

  private returnAnnotation(): Expr {
    this.expect('->')
    return this.expression()
  }

  classDefinition(start: Position, decorator_list: Expr[]): Stmt {
    const head = this.expect('class')
    const name = this.expect('NAME').text
    const { args: bases, keywords } = this.accept('(') ? closedArguments(this) : { args: [], keywords: [] }
    const body = this.block('class definition', head)
    return { ...this.span(start), kind: 'ClassDef', name, bases, keywords, body, decorator_list }
  }

  asyncStatement(start: Position): Stmt {
    switch (this.next.kind) {
      case 'def':
        return this.functionDefinition(start, [])
      case 'for':
        this.advance()
        return this.forStatement(start, true)
      case 'with':
        this.advance()
        return this.withStatement(start, true)
      default:
        this.advance()
        return this.fail()
    }
  }

  // --- conditions and loops -------------------------------------------------------------------------------------

  /** `if` or `elif`, which is an `if` alone in the else of another. */
  ifStatement(start: Position): Stmt {
    const head = this.advance()
    const test = this.namedExpression()
    const body = this.block(`'${head.kind}' statement`, head)
    const orelse = this.at('elif') ? [this.ifStatement(this.token)] : this.orElse()
    const { endLine, endCol } = this.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'If', test, body, orelse }
  }

  private orElse(): Stmt[] {
    if (!this.at('else')) return []
    const head = this.advance()
    return this.block("'else' statement", head, true)
  }

  whileStatement(start: Position): Stmt {
    const head = this.advance()
    const test = this.namedExpression()
    const body = this.block("'while' statement", head)
    const orelse = this.orElse()
    return { ...this.span(start), kind: 'While', test, body, orelse }
  }

  forStatement(start: Position, async: boolean): Stmt {
    const head = this.token
    const target = this.hinted(() => this.forTarget(), hints.forTarget)
    const iter = this.starExpressions()
    const body = this.block("'for' statement", head)
    const orelse = this.orElse()
    return { ...this.span(start), kind: async ? 'AsyncFor' : 'For', target, iter, body, orelse }
  }

  // --- with -----------------------------------------------------------------------------------------------------

  withStatement(start: Position, async: boolean): Stmt {
    const head = this.expect('with')
    const items = this.parenthesizedItems() ?? this.withItems()
    const body = this.block("'with' statement", head)
    return { ...this.span(start), kind: async ? 'AsyncWith' : 'With', items, body }
  }

  /** `(a as b, c)` right before the colon; otherwise the parenthesis belongs to an expression. */
  private parenthesizedItems(): WithItem[] | null {
    if (!this.at('(')) return null
    return this.attempt(() => {
      this.advance()
      const items: WithItem[] = []
      do {
        if (this.at(')') && items.length > 0) break
        items.push(this.withItem())
      } while (this.accept(','))
      this.expect(')')
      if (this.diagnosing) hints.expectedColon(this, false)
      if (!this.at(':')) this.fail()
      return items
    })
  }

  private withItems(): WithItem[] {
    const items: WithItem[] = []
    do {
      items.push(this.withItem())
    } while (this.accept(','))
    return items
  }

  private withItem(): WithItem {
    const context_expr = this.expression()
    if (!this.at('as')) return { kind: 'withitem', context_expr, optional_vars: null }
    const optional_vars = this.hinted(() => this.withTarget(), hints.withTarget)
    return { kind: 'withitem', context_expr, optional_vars }
  }

  private withTarget(): Expr {
    this.expect('as')
    const target = this.plainTarget()
    if (!this.at(',') && !this.at(')') && !this.at(':')) this.fail()
    return target
  }

  // --- try ------------------------------------------------------------------------------------------------------

  tryStatement(start: Position): Stmt {
    const head = this.advance()
    const body = this.block("'try' statement", head, true)
    const handlers: ExceptHandler[] = []
    const star = this.at('except') && this.next.kind === '*'
    while (this.at('except')) {
      if (this.diagnosing && (this.next.kind === '*') !== star) hints.mixedHandlers(this)
      handlers.push(this.hinted(() => this.exceptHandler(star), hints.exceptHandler))
    }
    if (handlers.length === 0 && !this.at('finally')) {
      if (this.diagnosing) hints.expectedHandler(this)
      this.fail()
    }
    const orelse = handlers.length > 0 ? this.orElse() : []
    const finalbody = this.at('finally') ? this.block("'finally' statement", this.advance(), true) : []
    return { ...this.span(start), kind: star ? 'TryStar' : 'Try', body, handlers, orelse, finalbody }
  }

  private exceptHandler(star: boolean): ExceptHandler {
    const head = this.advance()
    if (star) this.expect('*')
    let type: Expr | null = null
    let name: string | null = null
    if (star || !this.at(':')) {
      type = this.expression()
      if (this.accept('as')) name = this.expect('NAME').text
    }
    const body = this.block(star ? "'except*' statement" : "'except' statement", head)
    return { ...this.span(head), kind: 'ExceptHandler', type, name, body }
  }

  // --- match ----------------------------------------------------------------------------------------------------

  /** A match statement, or null where `match` is only a name. */
  private matchStatement(start: Position): Match | null {
    const subject = this.attempt(() => {
      this.advance()
      const subject = this.matchSubject()
      if (this.diagnosing && this.at('NEWLINE')) hints.expectedColon(this, false)
      this.expect(':')
      this.expect('NEWLINE')
      if (!this.at('INDENT')) {
        if (this.diagnosing) hints.expectedBlock(this, "'match' statement", start)
        this.fail()
      }
      return subject
    })
    if (subject === null) return null
    this.advance()
    const cases: MatchCase[] = []
    do {
      cases.push(this.matchCase())
    } while (!this.at('DEDENT') && !this.at('END'))
    this.accept('DEDENT')
    return { ...this.span(start), kind: 'Match', subject, cases }
  }

  private matchSubject(): Expr {
    const start = this.token
    const first = this.starNamedExpression()
    if (!this.at(',')) return first.kind === 'Starred' ? this.fail() : first
    const elts = [first]
    while (this.accept(',') && !this.at(':')) elts.push(this.starNamedExpression())
    return { ...this.span(start), kind: 'Tuple', elts }
  }

  private matchCase(): MatchCase {
    if (!this.atWord('case')) this.fail()
    const head = this.advance()
    const pattern = this.patterns()
    const guard = this.accept('if') ? this.namedExpression() : null
    const body = this.block("'case' statement", head)
    return { kind: 'match_case', pattern, guard, body }
  }
}
