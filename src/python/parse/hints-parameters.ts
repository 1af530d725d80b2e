/** What CPython says about parameters that do not fit; called on the second pass only. */
import type { ExpressionParser } from './expressions.js'
import type { TokenKind } from './tokens.js'
export function parameters(_p: ExpressionParser, _end: TokenKind): void {}
