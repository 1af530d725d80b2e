/**
 * The arguments of calls and class definitions.
 */
import type { Expr, Keyword, Position } from './ast.js'
import type { ExpressionParser } from './expressions.js'
import * as hints from './hints-arguments.js'

export interface CallArguments {
  readonly args: Expr[]
  readonly keywords: Keyword[]
}

/** What has been seen decides what may follow: positional, then `k=v` and `*a`, then `k=v` and `**k`. */
type Phase = 'positional' | 'keyword' | 'mapping'

/** `(…)` behind a callee; `f(x for x in y)` has the generator with its parentheses as only argument. */
export function callArguments(p: ExpressionParser): CallArguments {
  const start = p.expect('(')
  return closedArguments(p, start)
}

/** Arguments up to and with `)`. Only a call, which gives its `start`, takes a bare generator. */
export function closedArguments(p: ExpressionParser, start: Position | null = null): CallArguments {
  if (p.accept(')')) return { args: [], keywords: [] }
  const args = p.diagnosing ? hintedArguments(p, start) : listedArguments(p, start)
  p.expect(')')
  return args
}

function hintedArguments(p: ExpressionParser, start: Position | null): CallArguments {
  return p.memo('arguments', () => {
    const args = p.attempt(() => {
      const listed = listedArguments(p, start)
      if (!p.at(')')) p.fail()
      return listed
    })
    if (args === null) hints.callArguments(p)
    return args ?? p.fail()
  })
}

/** Arguments as far as they go, with a comma behind the last. */
export function listedArguments(p: ExpressionParser, start: Position | null): CallArguments {
  const args: Expr[] = []
  const keywords: Keyword[] = []
  let phase: Phase = 'positional'
  do {
    if (p.at(')') && args.length + keywords.length > 0) break
    if (p.at('**')) {
      keywords.push(keyword(p))
      phase = 'mapping'
    } else if (p.at('*')) {
      if (phase === 'mapping') p.fail()
      args.push(p.starredElement())
    } else if (p.at('NAME') && p.next.kind === '=') {
      keywords.push(keyword(p))
      if (phase === 'positional') phase = 'keyword'
    } else {
      if (phase !== 'positional') {
        if (p.diagnosing) hints.keyword(p)
        p.fail()
      }
      const elt = positional(p)
      if (start !== null && args.length === 0 && p.atComprehension()) {
        const generators = p.comprehensions()
        if (!p.at(')')) p.fail()
        const { endLine, endCol } = p.token
        args.push({ ...p.span(start), endLine, endCol, kind: 'GeneratorExp', elt, generators })
        break
      }
      args.push(elt)
    }
  } while (p.accept(','))
  return { args, keywords }
}

/** `value` or `name := value`, not followed by `=`. */
export function positional(p: ExpressionParser): Expr {
  const value = p.assignmentExpression() ?? p.expression()
  if (p.at('=') || p.at(':=')) p.fail()
  return value
}

/** `name=value` or `**mapping`. */
export function keyword(p: ExpressionParser): Keyword {
  const start = p.token
  if (p.diagnosing) hints.keyword(p)
  if (p.accept('**')) {
    const value = p.expression()
    return { ...p.span(start), kind: 'keyword', arg: null, value }
  }
  const arg = p.expect('NAME').text
  p.expect('=')
  const value = p.expression()
  return { ...p.span(start), kind: 'keyword', arg, value }
}
