/**
 * Expressions, from `a, *b` down to names and literals. One method per rule of the grammar, binary operators by table.
 */

import { callArguments } from './arguments.js'
import type { Comprehension, ConstantValue, Expr, Lambda, Position } from './ast.js'
import * as hints from './hints-expressions.js'
import { numberValue } from './numbers.js'
import { OperatorParser } from './operators.js'
import { lambdaParameters } from './parameters.js'
import type { Source } from './source.js'
import { parseStrings } from './strings.js'
import { isTarget } from './targets.js'
import type { Token, TokenKind, Tokens } from './tokens.js'

const SINGLETONS: Readonly<Partial<Record<TokenKind, ConstantValue>>> = {
  None: { type: 'None' },
  True: { type: 'bool', value: true },
  False: { type: 'bool', value: false },
  '...': { type: 'Ellipsis' },
}

/** Tokens that end a list of expressions which may have a comma at its end. */
const ENDS_LIST: ReadonlySet<TokenKind> = new Set([
  ...([')', ']', '}', '=', ':', ';', 'NEWLINE', 'END', 'in', 'for', 'async'] as const),
  ...(['+=', '-=', '*=', '/=', '//=', '%=', '@=', '&=', '|=', '^=', '<<=', '>>=', '**='] as const),
])

export class ExpressionParser extends OperatorParser {
  /** One element, or a tuple where a comma follows it. */
  private list(element: () => Expr): Expr {
    const start = this.token
    const first = element()
    return this.at(',') ? this.tuple(start, first, element) : first
  }

  private tuple(start: Position, first: Expr, element: () => Expr): Expr {
    const elts = [first]
    while (this.accept(',') && !ENDS_LIST.has(this.token.kind)) {
      const elt = this.attempt(element)
      if (elt === null) break
      elts.push(elt)
    }
    const { endLine, endCol } = this.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'Tuple', elts }
  }

  /** `a, *b` as the right side of an assignment or a statement of its own. */
  starExpressions(): Expr {
    const start = this.token
    const first = this.starExpression()
    return this.at(',') ? this.tuple(start, first, () => this.starExpression()) : first
  }

  starExpression(): Expr {
    if (this.at('*')) return this.starred(() => this.bitwiseOr())
    return this.expression()
  }

  starred(operand: () => Expr): Expr {
    const start = this.expect('*')
    const value = operand()
    return { ...this.span(start), kind: 'Starred', value }
  }

  /** An element of a display or subscript: `*a`, `x := 1` or an expression. */
  starNamedExpression(): Expr {
    if (this.at('*')) return this.starred(() => this.bitwiseOr())
    return this.namedExpression()
  }

  namedExpression(): Expr {
    const named = this.assignmentExpression()
    if (named !== null) return named
    if (this.diagnosing) hints.namedExpression(this)
    const value = this.expression()
    if (this.at(':=')) this.fail()
    return value
  }

  /** `name := value`, or null. */
  assignmentExpression(): Expr | null {
    if (!this.at('NAME') || this.next.kind !== ':=') return null
    const start = this.token
    const target = this.name()
    this.advance()
    const value = this.expression()
    return { ...this.span(start), kind: 'NamedExpr', target, value }
  }

  yieldOrStarExpressions(): Expr {
    return this.at('yield') ? this.yieldExpression() : this.starExpressions()
  }

  yieldExpression(): Expr {
    const start = this.expect('yield')
    if (this.accept('from')) {
      const value = this.expression()
      return { ...this.span(start), kind: 'YieldFrom', value }
    }
    const bare = ENDS_LIST.has(this.token.kind)
    const value = bare ? null : this.attempt(() => this.starExpressions())
    return { ...this.span(start), kind: 'Yield', value }
  }

  expression(): Expr {
    if (!this.diagnosing) return this.plainExpression()
    return this.memo('expression', () => {
      hints.expression(this)
      return this.plainExpression()
    })
  }

  plainExpression(): Expr {
    const start = this.token
    if (this.at('lambda')) return this.lambda()
    const body = this.disjunction()
    if (!this.at('if')) return body
    const conditional = this.attempt(() => {
      this.advance()
      const test = this.disjunction()
      this.expect('else')
      return { test, orelse: this.expression() }
    })
    if (conditional === null) return body
    const { test, orelse } = conditional
    return { ...this.span(start), kind: 'IfExp', test, body, orelse }
  }

  lambda(): Lambda {
    const start = this.expect('lambda')
    const args = lambdaParameters(this)
    if (this.diagnosing && !this.at(':')) this.raiseHere("expected ':'")
    this.expect(':')
    const body = this.expression()
    return { ...this.span(start), kind: 'Lambda', args, body }
  }

  primary(): Expr {
    return this.diagnosing ? this.memo('primary', () => this.plainPrimary()) : this.plainPrimary()
  }

  /** An atom and the attributes, calls and subscripts behind it. */
  private plainPrimary(): Expr {
    const start = this.token
    let value = this.atom()
    for (;;) {
      const trailer = this.diagnosing ? this.triedTrailer(start, value) : this.trailer(start, value)
      if (trailer === null) return value
      value = trailer
    }
  }

  private triedTrailer(start: Position, value: Expr): Expr | null {
    return this.attempt(() => this.trailer(start, value))
  }

  private trailer(start: Position, value: Expr): Expr | null {
    switch (this.token.kind) {
      case '.':
        return this.attribute(start, value)
      case '(':
        return this.call(start, value)
      case '[':
        return this.subscript(start, value)
      default:
        return null
    }
  }

  private attribute({ line, col }: Position, value: Expr): Expr {
    this.advance()
    const { text: attr, endLine, endCol } = this.expect('NAME')
    return { line, col, endLine, endCol, kind: 'Attribute', value, attr }
  }

  private call({ line, col }: Position, func: Expr): Expr {
    const { args, keywords } = callArguments(this)
    const { endLine, endCol } = this.last
    return { line, col, endLine, endCol, kind: 'Call', func, args, keywords }
  }

  private subscript({ line, col }: Position, value: Expr): Expr {
    this.advance()
    const slice = this.slices()
    const { endLine, endCol } = this.expect(']')
    return { line, col, endLine, endCol, kind: 'Subscript', value, slice }
  }

  private slices(): Expr {
    const start = this.token
    const first = this.at('*') ? this.starredElement() : this.slice()
    if (!this.at(',')) {
      if (first.kind === 'Starred') return { ...this.span(start), kind: 'Tuple', elts: [first] }
      return first
    }
    const elts = [first]
    while (this.accept(',') && !this.at(']')) elts.push(this.at('*') ? this.starredElement() : this.slice())
    const { endLine, endCol } = this.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'Tuple', elts }
  }

  /** `*expression`, as calls and subscripts have it. */
  starredElement(): Expr {
    return this.starred(() => this.expression())
  }

  private slice(): Expr {
    const start = this.token
    const lower = this.at(':') ? null : this.namedExpression()
    if (lower !== null && (!this.at(':') || isBareNamed(start, lower))) return lower
    this.expect(':')
    const part = () => (this.at(':') || this.at(',') || this.at(']') ? null : this.expression())
    const upper = part()
    const step = this.accept(':') ? part() : null
    return { ...this.span(start), kind: 'Slice', lower, upper, step }
  }

  // --- atoms ----------------------------------------------------------------------------------------------------

  name() {
    const token = this.expect('NAME')
    const { line, col, endLine, endCol } = token
    return { line, col, endLine, endCol, kind: 'Name' as const, id: token.text }
  }

  private constant(value: ConstantValue): Expr {
    const { line, col, endLine, endCol } = this.advance()
    return { line, col, endLine, endCol, kind: 'Constant', value, unicode: false }
  }

  atom(): Expr {
    const start = this.token
    switch (start.kind) {
      case 'NAME':
        return this.name()
      case 'NUMBER':
        return this.constant(numberValue(start.text))
      case 'STRING':
        return this.strings()
      case '(':
        return this.hinted(() => this.parenthesized(), hints.parenthesized)
      case '[':
        return this.hinted(() => this.listDisplay(), hints.comprehension)
      case '{':
        return this.memo('braces', () => this.hinted(() => this.bracesOrPairs(), hints.braces))
      default: {
        const value = SINGLETONS[start.kind]
        if (value === undefined) this.fail()
        return this.constant(value)
      }
    }
  }

  /** An expression inside an f-string, which CPython puts between parentheses and parses on its own. */
  embedded(stream: Tokens, source: Source): Expr {
    const inner = new ExpressionParser(stream, source)
    return inner.run(() => inner.starExpressions())
  }

  /** A rule with the hints that apply where it does not fit. */
  hinted<T>(rule: () => T, hint: (p: this) => void): T {
    if (!this.diagnosing) return rule()
    const result = this.attempt(rule)
    if (result === null) hint(this)
    return result ?? this.fail()
  }

  strings(): Expr {
    return this.diagnosing ? this.memo('strings', () => parseStrings(this)) : parseStrings(this)
  }

  private parenthesized(): Expr {
    const start = this.expect('(')
    if (this.accept(')')) return { ...this.span(start), kind: 'Tuple', elts: [] }
    if (this.at('yield')) {
      const value = this.yieldExpression()
      this.expect(')')
      return value
    }
    const first = this.starNamedExpression()
    if (this.at(',')) {
      const elts = this.elements(first, ')')
      this.expect(')')
      const { endLine, endCol } = this.last
      return { line: start.line, col: start.col, endLine, endCol, kind: 'Tuple', elts }
    }
    if (first.kind === 'Starred') this.fail()
    if (this.atComprehension()) {
      const generators = this.comprehensions()
      this.expect(')')
      return { ...this.span(start), kind: 'GeneratorExp', elt: first, generators }
    }
    this.expect(')')
    return first
  }

  /** The rest of a display whose first element is read. */
  private elements(first: Expr, end: TokenKind): Expr[] {
    const elts = [first]
    while (this.accept(',') && !this.at(end)) elts.push(this.starNamedExpression())
    return elts
  }

  private listDisplay(): Expr {
    const start = this.expect('[')
    if (this.accept(']')) return { ...this.span(start), kind: 'List', elts: [] }
    const first = this.starNamedExpression()
    if (first.kind !== 'Starred' && this.atComprehension()) {
      const generators = this.comprehensions()
      this.expect(']')
      return { ...this.span(start), kind: 'ListComp', elt: first, generators }
    }
    const elts = this.elements(first, ']')
    this.expect(']')
    const { endLine, endCol } = this.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'List', elts }
  }

  /** CPython looks for pairs that are not whole on its first pass already. */
  private bracesOrPairs(): Expr {
    const result = this.attempt(() => this.braces())
    if (result === null) hints.pairs(this)
    return result ?? this.fail()
  }

  private braces(): Expr {
    const start = this.expect('{')
    if (this.accept('}')) return { ...this.span(start), kind: 'Dict', keys: [], values: [] }
    const key = this.token
    const first = this.at('**') ? null : this.starNamedExpression()
    if (first === null || (this.at(':') && first.kind !== 'Starred' && !isBareNamed(key, first))) {
      return this.dictDisplay(start, first)
    }
    if (first.kind !== 'Starred' && this.atComprehension()) {
      const generators = this.comprehensions()
      this.expect('}')
      return { ...this.span(start), kind: 'SetComp', elt: first, generators }
    }
    const elts = this.elements(first, '}')
    this.expect('}')
    return { ...this.span(start), kind: 'Set', elts }
  }

  /** A dict whose first key, if it has one, is read. */
  private dictDisplay(start: Position, firstKey: Expr | null): Expr {
    const keys: (Expr | null)[] = []
    const values: Expr[] = []
    let key = firstKey
    for (;;) {
      keys.push(key)
      this.expect(key === null ? '**' : ':')
      values.push(key === null ? this.bitwiseOr() : this.expression())
      if (keys.length === 1 && key !== null && this.atComprehension()) {
        const generators = this.comprehensions()
        this.expect('}')
        return { ...this.span(start), kind: 'DictComp', key, value: values[0], generators }
      }
      if (!this.accept(',') || this.at('}')) break
      key = this.at('**') ? null : this.expression()
    }
    this.expect('}')
    return { ...this.span(start), kind: 'Dict', keys, values }
  }

  // --- comprehensions -------------------------------------------------------------------------------------------

  atComprehension(): boolean {
    return this.at('for') || (this.at('async') && this.next.kind === 'for')
  }

  comprehensions(): Comprehension[] {
    const generators: Comprehension[] = []
    while (this.atComprehension()) {
      const is_async = this.accept('async')
      const target = this.hinted(() => this.forTarget(), hints.forTarget)
      const iter = this.disjunction()
      const ifs: Expr[] = []
      while (this.accept('if')) ifs.push(this.disjunction())
      generators.push({ kind: 'comprehension', target, iter, ifs, is_async })
    }
    return generators
  }

  /** `for target in`. */
  forTarget(): Expr {
    this.expect('for')
    const target = this.starTargets()
    this.expect('in')
    return target
  }

  // --- targets --------------------------------------------------------------------------------------------------

  /** What a `for` assigns to: `a`, `*a, b.c`, `(a, [b])`. */
  starTargets(): Expr {
    return this.list(() => this.starTarget())
  }

  private starTarget(): Expr {
    return this.at('*') ? this.starred(() => this.plainTarget()) : this.plainTarget()
  }

  plainTarget(): Expr {
    const target = this.primary()
    if (!isTarget(target)) this.fail()
    return target
  }
}

/** `x := 1` without parentheses around it. */
function isBareNamed(start: Token, value: Expr): boolean {
  return start.kind === 'NAME' && value.kind === 'NamedExpr'
}
