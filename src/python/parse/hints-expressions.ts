/** What CPython says about expressions that do not fit; called on the second pass only. */
import type { ExpressionParser } from './expressions.js'
export function namedExpression(_p: ExpressionParser): void {}
export function expression(_p: ExpressionParser): void {}
export function parenthesized(_p: ExpressionParser): void {}
export function comprehensionDisplay(_p: ExpressionParser): void {}
export function braces(_p: ExpressionParser): void {}
export function forTarget(_p: ExpressionParser): void {}
