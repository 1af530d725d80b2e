/** What CPython says about arguments that do not fit; called on the second pass only. */
import type { ExpressionParser } from './expressions.js'
export function callArguments(_p: ExpressionParser): void {}
export function keyword(_p: ExpressionParser): void {}
