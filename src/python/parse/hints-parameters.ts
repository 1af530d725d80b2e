/**
 * What CPython says about parameters that do not fit; called on the second pass only.
 *
 * One walk from left to right with what has been seen so far, which is what decides about the next parameter.
 */
import type { Position } from './ast.js'
import type { ExpressionParser } from './expressions.js'
import type { TokenKind } from './tokens.js'

/** Parameters of a `def` (which end at `)` and may be annotated) or of a `lambda` (which end at `:`). */
export function parameters(p: ExpressionParser, end: TokenKind): void {
  p.check(() => new ParameterHints(p, end).walk())
}

class ParameterHints {
  private slash = false
  private star = false
  private defaults = false
  private count = 0

  constructor(
    private readonly p: ExpressionParser,
    private readonly end: TokenKind,
  ) {}

  walk(): void {
    const { p, end } = this
    while (!p.at(end)) {
      if (p.at('**')) {
        this.mapping()
        return
      }
      if (p.at('*')) this.starred()
      else if (p.at('/')) this.slashed()
      else if (p.at('(')) this.parenthesized()
      else this.plain()
      if (!p.accept(',')) return
    }
  }

  /** `name`, with its annotation where that is allowed. */
  private parameter(): void {
    this.p.expect('NAME')
    if (this.end === ')' && this.p.accept(':')) this.p.starExpression()
  }

  private plain(): void {
    const { p, end } = this
    const start = p.token
    this.parameter()
    const span = p.span(start)
    this.count++
    const equal = p.token
    if (p.accept('=')) {
      if (p.at(')') || p.at(',')) p.raise('expected default value expression', equal)
      p.expression()
      if (!this.star) this.defaults = true
    } else if (this.defaults && !this.star && (p.at(',') || p.at(end))) {
      p.raise('non-default argument follows default argument', span)
    }
  }

  private slashed(): void {
    const { p } = this
    const slash = p.advance()
    if (this.star) p.raise('/ must be ahead of *', slash)
    if (this.slash) p.raise('/ may appear only once', slash)
    if (this.count === 0) {
      if (p.at(',')) p.raise('at least one argument must precede /', slash)
      p.fail()
    }
    if (p.at('*')) p.raise('expected comma between / and *', p.token)
    this.slash = true
  }

  private starred(): void {
    const { p, end } = this
    const star = p.advance()
    if (this.star) {
      if (p.at('NAME') || p.at(',')) p.raise('* argument may appear only once', star)
      p.fail()
    }
    this.star = true
    if (p.at(end)) this.bareStar(star)
    if (p.at(',')) {
      const next = p.next.kind
      if (next === end || next === '**') this.bareStar(star)
      return
    }
    this.parameter()
    if (p.at('=')) p.raise('var-positional argument cannot have default value', p.token)
  }

  /** A def marks the star, a lambda what stands where the name is missing. */
  private bareStar(star: Position): never {
    if (this.end === ')') this.p.raise('named arguments must follow bare *', star)
    this.p.touch()
    this.p.raiseHere('named arguments must follow bare *')
  }

  private mapping(): void {
    const { p } = this
    p.advance()
    this.parameter()
    if (p.at('=')) p.raise('var-keyword argument cannot have default value', p.token)
    if (!p.accept(',')) return
    const next = p.token
    if (p.at('*') || p.at('**') || p.at('/')) {
      p.raise('arguments cannot follow var-keyword argument', next)
    }
    this.parameter()
    p.raise('arguments cannot follow var-keyword argument', p.span(next))
  }

  private parenthesized(): void {
    const { p, end } = this
    const open = p.advance()
    do {
      if (p.at(')')) break
      p.expect('NAME')
    } while (p.accept(','))
    const close = p.expect(')')
    const what = end === ')' ? 'Function' : 'Lambda expression'
    p.raise(`${what} parameters cannot be parenthesized`, open, close)
  }
}
