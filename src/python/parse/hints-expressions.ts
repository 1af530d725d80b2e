/**
 * What CPython says about expressions that do not fit; called on the second pass only.
 *
 * Each hint is the `invalid_…` alternative of the rule of the same name. A hint that does not apply leaves no trace.
 */
import type { Comprehension, Expr } from './ast.js'
import type { ExpressionParser } from './expressions.js'
import { expressionName, invalidTarget, type TargetUse } from './targets.js'
import { SOFT_KEYWORDS } from './tokens.js'

const LEGACY: ReadonlySet<string> = new Set(['print', 'exec'])

const isLegacy = (node: Expr) => node.kind === 'Name' && LEGACY.has(node.id)

/** `x = 1` and `f() := 1` where a condition or an element is expected. */
export function namedExpression(p: ExpressionParser): void {
  p.once('invalid named expression', () => {
    p.check(() => {
      const target = p.expression()
      p.expect(':=')
      p.expression()
      p.raise(`cannot use assignment expressions with ${expressionName(target)}`, target)
    })
    p.check(() => {
      const name = p.expect('NAME')
      p.expect('=')
      const value = p.bitwiseOr()
      notAssigned(p)
      p.raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", name, value)
    })
    p.check(() => {
      if (isDisplayOrSingleton(p)) p.fail()
      const target = p.bitwiseOr()
      p.expect('=')
      p.bitwiseOr()
      notAssigned(p)
      const name = expressionName(target)
      p.raise(`cannot assign to ${name} here. Maybe you meant '==' instead of '='?`, target)
    })
  })
}

function notAssigned(p: ExpressionParser): void {
  if (p.at('=') || p.at(':=')) p.fail()
}

function isDisplayOrSingleton(p: ExpressionParser): boolean {
  if (p.at('True') || p.at('None') || p.at('False')) return true
  const parenthesized = p.at('(')
  if (!parenthesized && !p.at('[')) return false
  const start = p.token
  const { pos } = p
  const atom = p.attempt(() => p.atom())
  p.goTo(pos)
  if (atom === null || atom.col !== start.col || atom.line !== start.line) return false
  return atom.kind === 'List' || atom.kind === 'Tuple' || atom.kind === 'GeneratorExp'
}

/** Two expressions side by side, an `if` without `else`, a statement of Python 2. */
export function expression(p: ExpressionParser): void {
  const named = p.at('NAME')
  if (!(named && (p.next.kind === 'STRING' || SOFT_KEYWORDS.has(p.token.text)))) {
    p.check(() => {
      const left = p.disjunction()
      const right = p.unhinted(() => p.plainExpression())
      if (isLegacy(left) || p.previous.level === 0) p.fail()
      p.raise('invalid syntax. Perhaps you forgot a comma?', left, right)
    })
  }
  p.check(() => {
    const body = p.disjunction()
    p.expect('if')
    const test = p.disjunction()
    if (p.at('else') || p.at(':')) p.fail()
    p.raise("expected 'else' after 'if' expression", body, test)
  })
  if (!named || !LEGACY.has(p.token.text)) return
  p.check(() => {
    const word = p.name()
    if (p.at('(')) p.fail()
    const rest = p.starExpressions()
    p.raise(`Missing parentheses in call to '${word.id}'. Did you mean ${word.id}(...)?`, word, rest)
  })
}

/** `(*a)` and `(**a)`; `(*a for …)`. */
export function parenthesized(p: ExpressionParser): void {
  p.check(() => {
    p.expect('(')
    const value = p.starredElement()
    p.expect(')')
    p.raise('cannot use starred expression here', value)
  })
  p.check(() => {
    p.expect('(')
    const stars = p.expect('**')
    p.expression()
    p.expect(')')
    p.raise('cannot use double starred expression here', stars)
  })
  comprehension(p)
}

/** `[*a for …]`, `[a, b for …]` and the like. */
export function comprehension(p: ExpressionParser): void {
  p.check(() => {
    p.advance()
    const value = p.starredElement()
    clauses(p)
    p.raise('iterable unpacking cannot be used in comprehension', value)
  })
  if (p.at('(')) return
  p.check(() => {
    p.advance()
    const first = p.starNamedExpression()
    let last: Expr | null = null
    const comma = p.expect(',')
    do {
      const next = p.attempt(() => p.starNamedExpression())
      if (next === null) break
      last = next
    } while (p.accept(','))
    clauses(p)
    p.raise('did you forget parentheses around the comprehension target?', first, last ?? comma)
  })
}

function clauses(p: ExpressionParser): Comprehension[] {
  if (!p.atComprehension()) p.fail()
  return p.comprehensions()
}

/** Keys without values, values with stars. */
export function pairs(p: ExpressionParser): void {
  p.check(() => {
    p.expect('{')
    let count = 0
    while (p.attempt(() => item(p)) !== null) {
      if (!p.accept(',')) p.fail()
      count++
    }
    if (count === 0) p.fail()
    p.check(() => {
      const key = p.expression()
      if (p.at(':')) p.fail()
      throw p.errorAt("':' expected after dictionary key", {
        line: key.line,
        col: key.endCol,
        endLine: key.endLine,
        endCol: 0,
      })
    })
    dictValue(p)
  })
  p.check(() => {
    p.expect('{')
    dictValue(p)
  })
}

/** Comprehensions of `**`, and those of every display. */
export function braces(p: ExpressionParser): void {
  p.check(() => {
    p.expect('{')
    const stars = p.expect('**')
    p.bitwiseOr()
    clauses(p)
    p.expect('}')
    p.raise('dict unpacking cannot be used in dict comprehension', stars)
  })
  comprehension(p)
}

function item(p: ExpressionParser): true {
  if (p.accept('**')) p.bitwiseOr()
  else {
    p.expression()
    p.expect(':')
    p.expression()
  }
  return true
}

function dictValue(p: ExpressionParser): void {
  p.check(() => {
    p.expression()
    p.expect(':')
    const star = p.expect('*')
    p.bitwiseOr()
    p.raiseFrom('cannot use a starred expression in a dictionary value', star)
  })
  p.check(() => {
    p.expression()
    const colon = p.expect(':')
    if (p.at('}') || p.at(',')) p.raise("expression expected after dictionary key and ':'", colon)
  })
}

/** A `for` whose target cannot be assigned to. */
export function forTarget(p: ExpressionParser): void {
  p.check(() => {
    p.accept('async')
    p.expect('for')
    raiseTarget(p, p.starExpressions(), 'for')
  })
}

/** Names what cannot be assigned to or deleted in an expression, if anything. */
export function raiseTarget(p: ExpressionParser, node: Expr, use: TargetUse): void {
  const invalid = invalidTarget(node, use)
  if (invalid === null) return
  const verb = use === 'delete' ? 'delete' : 'assign to'
  p.raise(`cannot ${verb} ${expressionName(invalid)}`, invalid)
}
