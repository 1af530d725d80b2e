/**
 * The parameters of functions and lambdas: one list, which may be annotated or not.
 */
import type { Arg, Arguments, Expr } from './ast.js'
import type { ExpressionParser } from './expressions.js'
import * as hints from './hints-parameters.js'
import type { TokenKind } from './tokens.js'

/** Up to the `)` of a `def`, which stays. */
export function functionParameters(p: ExpressionParser): Arguments {
  if (p.diagnosing) hints.parameters(p, ')')
  return parameters(p, ')')
}

/** Up to the `:` of a `lambda`, which stays. */
export function lambdaParameters(p: ExpressionParser): Arguments {
  if (p.diagnosing) hints.parameters(p, ':')
  return parameters(p, ':')
}

function parameters(p: ExpressionParser, end: TokenKind): Arguments {
  const annotated = end === ')'
  let posonlyargs: Arg[] = []
  let args: Arg[] = []
  const defaults: Expr[] = []
  const kwonlyargs: Arg[] = []
  const kw_defaults: (Expr | null)[] = []
  let vararg: Arg | null = null
  let kwarg: Arg | null = null
  let keywordOnly = false
  while (!p.at(end)) {
    if (p.accept('**')) {
      kwarg = parameter(p, annotated)
      p.accept(',')
      break
    }
    if (p.at('*')) {
      if (keywordOnly) p.fail()
      keywordOnly = true
      p.advance()
      if (!p.at(',')) vararg = parameter(p, annotated, true)
      else if (p.next.kind !== 'NAME') p.fail()
    } else if (p.at('/')) {
      if (keywordOnly || args.length === 0 || posonlyargs.length > 0) p.fail()
      p.advance()
      posonlyargs = args
      args = []
    } else {
      const arg = parameter(p, annotated)
      const value = p.accept('=') ? p.expression() : null
      if (keywordOnly) {
        kwonlyargs.push(arg)
        kw_defaults.push(value)
      } else {
        if (value === null && defaults.length > 0) p.fail()
        args.push(arg)
        if (value !== null) defaults.push(value)
      }
    }
    if (!p.accept(',')) break
  }
  if (!p.at(end)) p.fail()
  return { kind: 'arguments', posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults }
}

function parameter(p: ExpressionParser, annotated: boolean, star = false): Arg {
  const start = p.expect('NAME')
  let annotation: Expr | null = null
  if (annotated && p.accept(':')) annotation = star && p.at('*') ? p.starExpression() : p.expression()
  const { endLine, endCol } = p.last
  return { line: start.line, col: start.col, endLine, endCol, kind: 'arg', arg: start.text, annotation }
}
