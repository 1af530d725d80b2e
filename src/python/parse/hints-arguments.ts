/**
 * What CPython says about arguments that do not fit; called on the second pass only.
 */
import { listedArguments } from './arguments.js'
import type { Comprehension, Expr } from './ast.js'
import type { ExpressionParser } from './expressions.js'

const UNPARENTHESIZED = 'Generator expression must be parenthesized'
const MEANT_EQUAL = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"

function clauses(p: ExpressionParser): Comprehension[] {
  if (!p.atComprehension()) p.fail()
  return p.comprehensions()
}

/** Where a comprehension ends. */
function lastItem(generators: Comprehension[]): Expr {
  const last = generators.at(-1)!
  return last.ifs.at(-1) ?? last.iter
}

/** Arguments in the wrong order, and generators without their parentheses. */
export function callArguments(p: ExpressionParser): void {
  p.check(() => {
    if (listedArguments(p, null).keywords.length === 0) p.fail()
    p.expect(',')
    const star = p.expect('*')
    p.raise('iterable argument unpacking follows keyword argument unpacking', star)
  })
  p.check(() => {
    const elt = p.expression()
    const generators = clauses(p)
    p.expect(',')
    p.raise(UNPARENTHESIZED, elt, lastItem(generators))
  })
  p.check(() => {
    const name = p.expect('NAME')
    const equal = p.expect('=')
    p.expression()
    clauses(p)
    p.raise(MEANT_EQUAL, name, equal)
  })
  p.check(() => {
    const { args } = listedArguments(p, null)
    const generators = clauses(p)
    if (args.length > 1) p.raise(UNPARENTHESIZED, args.at(-1)!, lastItem(generators))
  })
  p.check(() => {
    listedArguments(p, null)
    p.expect(',')
    const elt = p.expression()
    p.raise(UNPARENTHESIZED, elt, lastItem(clauses(p)))
  })
  p.check(() => {
    const { keywords } = listedArguments(p, null)
    p.expect(',')
    listedArguments(p, null)
    const unpacking = keywords.some(({ arg }) => arg === null) ? ' unpacking' : ''
    p.raiseHere(`positional argument follows keyword argument${unpacking}`)
  })
}

/** What stands left of `=` is no name. */
export function keyword(p: ExpressionParser): void {
  p.check(() => {
    const word = p.token
    if (!p.accept('True') && !p.accept('False')) p.expect('None')
    const equal = p.expect('=')
    p.raise(`cannot assign to ${word.text}`, word, equal)
  })
  p.check(() => {
    const name = p.expect('NAME')
    const equal = p.expect('=')
    p.expression()
    clauses(p)
    p.raise(MEANT_EQUAL, name, equal)
  })
  p.check(() => {
    if (p.at('NAME') && p.next.kind === '=') p.fail()
    const target = p.expression()
    const equal = p.expect('=')
    p.raise('expression cannot contain assignment, perhaps you meant "=="?', target, equal)
  })
}
