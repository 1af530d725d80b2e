/**
 * The patterns of `case`.
 */
import type { Expr, MatchMapping, MatchSingleton, Pattern, Position } from './ast.js'
import { ExpressionParser } from './expressions.js'
import * as hints from './hints-statements.js'
import { numberValue } from './numbers.js'

const SINGLETONS: ReadonlyMap<string, MatchSingleton['value']> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
])

export class PatternParser extends ExpressionParser {
  /** What stands between `case` and its guard: a pattern, or an open sequence `a, *b`. */
  patterns(): Pattern {
    const start = this.token
    const first = this.maybeStarPattern()
    if (!this.at(',')) return first.kind === 'MatchStar' ? this.fail() : first
    const patterns = [first]
    while (this.accept(',') && !this.at(':') && !this.at('if')) patterns.push(this.maybeStarPattern())
    return { ...this.span(start), kind: 'MatchSequence', patterns }
  }

  private maybeStarPattern(): Pattern {
    if (!this.at('*')) return this.pattern()
    const start = this.advance()
    const name = this.expect('NAME').text
    return { ...this.span(start), kind: 'MatchStar', name: name === '_' ? null : name }
  }

  pattern(): Pattern {
    const start = this.token
    const pattern = this.orPattern()
    if (!this.at('as')) return pattern
    if (this.diagnosing) hints.asPattern(this)
    this.advance()
    const name = this.captureName()
    return { ...this.span(start), kind: 'MatchAs', pattern, name }
  }

  private captureName(): string {
    if (this.atWord('_')) this.fail()
    const name = this.expect('NAME').text
    if (this.at('.') || this.at('(') || this.at('=')) this.fail()
    return name
  }

  private orPattern(): Pattern {
    const start = this.token
    const first = this.closedPattern()
    if (!this.at('|')) return first
    const patterns = [first]
    while (this.accept('|')) patterns.push(this.closedPattern())
    return { ...this.span(start), kind: 'MatchOr', patterns }
  }

  private closedPattern(): Pattern {
    const start = this.token
    switch (start.kind) {
      case 'NAME':
        return this.namePattern()
      case 'STRING': {
        const value = this.strings()
        return { ...this.span(start), kind: 'MatchValue', value }
      }
      case 'NUMBER':
      case '-': {
        const value = this.number(true)
        return { ...this.span(start), kind: 'MatchValue', value }
      }
      case '(':
        return this.groupOrSequence()
      case '[': {
        this.advance()
        const patterns = this.sequence(']')
        return { ...this.span(start), kind: 'MatchSequence', patterns }
      }
      case '{':
        return this.mapping()
      default: {
        const value = SINGLETONS.get(start.kind)
        if (value === undefined) this.fail()
        this.advance()
        return { ...this.span(start), kind: 'MatchSingleton', value }
      }
    }
  }

  /** A capture, `_`, a dotted value, or a class with its arguments. */
  private namePattern(): Pattern {
    const start = this.token
    const value = this.nameOrAttribute()
    if (this.at('(')) return this.classPattern(start, value)
    if (value.kind !== 'Name') return { ...this.span(start), kind: 'MatchValue', value }
    if (this.at('=')) this.fail()
    const name = value.id === '_' ? null : value.id
    return { ...this.span(start), kind: 'MatchAs', pattern: null, name }
  }

  private nameOrAttribute(): Expr {
    const start = this.token
    let value: Expr = this.name()
    while (this.accept('.')) {
      const attr = this.expect('NAME').text
      value = { ...this.span(start), kind: 'Attribute', value, attr }
    }
    return value
  }

  private classPattern(start: Position, cls: Expr): Pattern {
    this.expect('(')
    const patterns: Pattern[] = []
    const kwd_attrs: string[] = []
    const kwd_patterns: Pattern[] = []
    while (!this.at(')')) {
      if (this.at('NAME') && this.next.kind === '=') {
        kwd_attrs.push(this.advance().text)
        this.advance()
        kwd_patterns.push(this.pattern())
      } else {
        if (kwd_attrs.length > 0) {
          if (this.diagnosing) hints.positionalPattern(this, () => this.pattern())
          this.fail()
        }
        patterns.push(this.pattern())
      }
      if (!this.accept(',')) break
    }
    this.expect(')')
    return { ...this.span(start), kind: 'MatchClass', cls, patterns, kwd_attrs, kwd_patterns }
  }

  private groupOrSequence(): Pattern {
    const start = this.expect('(')
    if (this.accept(')')) return { ...this.span(start), kind: 'MatchSequence', patterns: [] }
    const first = this.maybeStarPattern()
    if (first.kind !== 'MatchStar' && this.accept(')')) return first
    this.expect(',')
    const patterns = [first, ...this.sequence(')')]
    return { ...this.span(start), kind: 'MatchSequence', patterns }
  }

  private sequence(end: ')' | ']'): Pattern[] {
    const patterns: Pattern[] = []
    while (!this.at(end)) {
      patterns.push(this.maybeStarPattern())
      if (!this.accept(',')) break
    }
    this.expect(end)
    return patterns
  }

  private mapping(): MatchMapping {
    const start = this.expect('{')
    const keys: Expr[] = []
    const patterns: Pattern[] = []
    let rest: string | null = null
    while (!this.at('}')) {
      if (this.accept('**')) {
        rest = this.captureName()
        this.accept(',')
        break
      }
      keys.push(this.key())
      this.expect(':')
      patterns.push(this.pattern())
      if (!this.accept(',')) break
    }
    this.expect('}')
    return { ...this.span(start), kind: 'MatchMapping', keys, patterns, rest }
  }

  private key(): Expr {
    if (this.at('STRING')) return this.strings()
    if (this.at('NUMBER') || this.at('-')) return this.number(true)
    if (!this.at('NAME')) return SINGLETONS.has(this.token.kind) ? this.atom() : this.fail()
    const value = this.nameOrAttribute()
    return value.kind === 'Name' ? this.fail() : value
  }

  /** `-1`, `2.5` or `1 + 2j`: the imaginary part, if any, comes last. */
  private number(complex: boolean): Expr {
    const start = this.token
    const negative = this.accept('-')
    const token = this.expect('NUMBER')
    let value: Expr = {
      ...this.span(token),
      kind: 'Constant',
      value: numberValue(token.text),
      unicode: false,
    }
    if (complex && (this.at('+') || this.at('-')) && isImaginary(value)) {
      this.raise('real number required in complex literal', value)
    }
    if (negative) value = { ...this.span(start), kind: 'UnaryOp', op: 'USub', operand: value }
    if (!complex || (!this.at('+') && !this.at('-'))) return value
    const op = this.advance().kind === '+' ? 'Add' : 'Sub'
    if (!this.at('NUMBER')) this.fail()
    const right = this.number(false)
    if (!isImaginary(right)) this.raise('imaginary number required in complex literal', right)
    return { ...this.span(start), kind: 'BinOp', left: value, op, right }
  }
}

function isImaginary(value: Expr): boolean {
  return value.kind === 'Constant' && value.value.type === 'complex'
}
