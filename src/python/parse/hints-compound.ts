/** What CPython says about compound statements that do not fit; called on the second pass only. */
import type { Position } from './ast.js'
import type { Parser } from './compound.js'

export { forTarget } from './hints-expressions.js'
export function expectedColon(_p: Parser): void {}
export function expectedBlock(_p: Parser, _what: string, _head: Position): void {}
export function expectedParenthesis(_p: Parser): void {}
export function withTarget(_p: Parser): void {}
export function exceptHandler(_p: Parser): void {}
export function expectedHandler(_p: Parser): void {}
