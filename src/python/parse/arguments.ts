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

/** Arguments as far as they go, with a comma behind the last if `)` follows it. */
export function listedArguments(p: ExpressionParser, start: Position | null): CallArguments {
  let args: Expr[] = []
  let keywords: Keyword[] = []
  let phase: Phase = 'positional'
  for (;;) {
    const { pos } = p
    if (args.length + keywords.length > 0 && (!p.accept(',') || p.at(')'))) break
    const argument = p.diagnosing ? triedArgument(p, phase) : oneArgument(p, phase)
    if (argument === null) {
      if (args.length + keywords.length === 0) p.fail()
      p.goTo(pos)
      break
    }
    if (argument.kind === 'keyword') {
      // A list with one item has room for one; the first push would make it seventeen.
      if (keywords.length === 0) keywords = [argument]
      else keywords.push(argument)
      if (argument.arg === null) phase = 'mapping'
      else if (phase === 'positional') phase = 'keyword'
    } else if (start !== null && args.length === 0 && p.atComprehension()) {
      return { args: [bareGenerator(p, start, argument)], keywords }
    } else if (args.length === 0) args = [argument]
    else args.push(argument)
  }
  return { args, keywords }
}

/** The rest of `(x for x in y)` in a call: its parentheses are the call's. */
function bareGenerator(p: ExpressionParser, start: Position, elt: Expr): Expr {
  const generators = p.comprehensions()
  if (!p.at(')')) p.fail()
  const { endLine, endCol } = p.token
  return { ...p.span(start), endLine, endCol, kind: 'GeneratorExp', elt, generators }
}

function triedArgument(p: ExpressionParser, phase: Phase): Expr | Keyword | null {
  return p.attempt(() => oneArgument(p, phase))
}

function oneArgument(p: ExpressionParser, phase: Phase): Expr | Keyword {
  if (p.at('**')) return keyword(p)
  if (p.at('*')) return phase === 'mapping' ? p.fail() : p.starredElement()
  if (p.at('NAME') && p.next.kind === '=') return keyword(p)
  if (phase === 'positional') return p.diagnosing ? hintedPositional(p) : positional(p)
  if (p.diagnosing) hints.keyword(p)
  return p.fail()
}

function hintedPositional(p: ExpressionParser): Expr {
  return p.hinted(() => positional(p), hints.keyword)
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
    const { endLine, endCol } = p.last
    return { line: start.line, col: start.col, endLine, endCol, kind: 'keyword', arg: null, value }
  }
  const arg = p.expect('NAME').text
  p.expect('=')
  const value = p.expression()
  const { endLine, endCol } = p.last
  return { line: start.line, col: start.col, endLine, endCol, kind: 'keyword', arg, value }
}
