/**
 * What CPython says about compound statements that do not fit; called on the second pass only.
 */
import type { Position } from './ast.js'
import type { Parser } from './compound.js'
import { raiseTarget } from './hints-expressions.js'

export { forTarget } from './hints-expressions.js'

/** A header that ends without its colon. */
export function expectedColon(p: Parser, forced: boolean): void {
  if (p.at('NEWLINE')) p.raiseHere("expected ':'")
  if (forced) p.raise("expected ':'", p.token)
}

/** A header without the block it opens. */
export function expectedBlock(p: Parser, what: string, head: Position): void {
  p.touch()
  p.raiseHere(`expected an indented block after ${what} on line ${head.line}`, 'IndentationError')
}

export function expectedParenthesis(p: Parser): void {
  p.raise("expected '('", p.token)
}

/** `with a as f():`. The position is that of `as`. */
export function withTarget(p: Parser): void {
  p.check(() => {
    p.expect('as')
    p.plainTarget()
    expectedColon(p, false)
  })
  p.check(() => {
    p.expect('as')
    const target = p.expression()
    if (p.at(',') || p.at(')') || p.at(':')) raiseTarget(p, target, 'assign')
  })
}

/** `except a, b:`, a bare `except*`, a missing colon. */
export function exceptHandler(p: Parser): void {
  p.check(() => {
    p.expect('except')
    const star = p.accept('*')
    if (star && (p.at('NEWLINE') || p.at(':'))) p.raiseHere('expected one or more exception types')
    if (p.at('NEWLINE')) p.raiseHere("expected ':'")
    const first = p.expression()
    p.expect(',')
    do {
      if (p.attempt(() => p.expression()) === null) break
    } while (p.accept(','))
    if (p.accept('as')) p.expect('NAME')
    p.expect(':')
    p.raiseFrom('multiple exception types must be parenthesized', first)
  })
}

/** A try without handlers. */
export function expectedHandler(p: Parser): void {
  p.touch()
  p.raiseHere("expected 'except' or 'finally' block")
}

/** `except` and `except*` together. The position is that of the handler that differs. */
export function mixedHandlers(p: Parser): void {
  const last = p.next.kind === '*' ? p.next : p.token
  p.raise("cannot have both 'except' and 'except*' on the same 'try'", p.token, last)
}
