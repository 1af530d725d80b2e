/**
 * What CPython says about simple statements and patterns that do not fit; called on the second pass only.
 */
import type { Expr, Pattern } from './ast.js'
import type { ExpressionParser } from './expressions.js'
import { raiseTarget } from './hints-expressions.js'
import { AUGMENTED } from './statements.js'
import { expressionName } from './targets.js'

/** What cannot be annotated, assigned to or augmented. */
export function assignment(p: ExpressionParser): void {
  p.check(() => {
    const target = displayTarget(p)
    p.expect(':')
    p.expression()
    const what = target.kind === 'List' ? 'list' : 'tuple'
    p.raise(`only single target (not ${what}) can be annotated`, target)
  })
  p.check(() => {
    const first = p.starNamedExpression()
    p.expect(',')
    while (p.attempt(() => p.starNamedExpression()) !== null) p.accept(',')
    p.expect(':')
    p.expression()
    p.raise('only single target (not tuple) can be annotated', first)
  })
  p.check(() => {
    const target = p.expression()
    p.expect(':')
    p.expression()
    p.raise('illegal target for annotation', target)
  })
  p.check(() => {
    targets(p)
    const target = p.starExpressions()
    p.expect('=')
    raiseTarget(p, target, 'assign')
  })
  p.check(() => {
    targets(p)
    const target = p.yieldExpression()
    p.expect('=')
    p.raise('assignment to yield expression not possible', target)
  })
  p.check(() => {
    const target = p.starExpressions()
    if (AUGMENTED[p.token.kind] === undefined) p.fail()
    p.advance()
    p.yieldOrStarExpressions()
    p.raise(`'${expressionName(target)}' is an illegal expression for augmented assignment`, target)
  })
}

/** A list or tuple display, perhaps between parentheses. */
function displayTarget(p: ExpressionParser): Expr {
  if (!p.at('[') && !p.at('(')) p.fail()
  const target = p.atom()
  return target.kind === 'List' || target.kind === 'Tuple' ? target : p.fail()
}

/** `a = b =` as far as it is right. */
function targets(p: ExpressionParser): void {
  const one = () => {
    p.starTargets()
    return p.expect('=')
  }
  while (p.attempt(one) !== null);
}

/** What cannot be deleted. The `del` is read. */
export function deletion(p: ExpressionParser): void {
  p.check(() => raiseTarget(p, p.starExpressions(), 'delete'))
}

/** `as _` and `as` something that is no name. */
export function asPattern(p: ExpressionParser): void {
  p.check(() => {
    p.expect('as')
    if (p.atWord('_')) p.raise("cannot use '_' as a target", p.token)
    if (p.at('NAME')) p.fail()
    const target = p.expression()
    p.raise('invalid pattern target', target)
  })
}

/** A class pattern whose positional patterns, which start here, come after keywords. */
export function positionalPattern(p: ExpressionParser, pattern: () => Pattern): void {
  p.check(() => {
    const first = pattern()
    let last = first
    while (p.accept(',')) {
      const next = p.at('NAME') && p.next.kind === '=' ? null : p.attempt(pattern)
      if (next === null) break
      last = next
    }
    p.raise('positional patterns follow keyword patterns', first, last)
  })
}
