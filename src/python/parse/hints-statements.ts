/** What CPython says about simple statements and patterns that do not fit; called on the second pass only. */
import type { Pattern } from './ast.js'
import type { ExpressionParser } from './expressions.js'
export function assignment(_p: ExpressionParser): void {}
export function deletion(_p: ExpressionParser): void {}
export function asPattern(_p: ExpressionParser, _pattern: Pattern): void {}
export function positionalPattern(_p: ExpressionParser, _open: number, _count: number): void {}
