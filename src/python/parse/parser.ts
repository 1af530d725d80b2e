/**
 * The entries of the parser: a source text to CPython's tree, or the SyntaxError CPython raises.
 */
import type { Expr, Expression, Module } from './ast.js'
import { Parser } from './compound.js'
import { normalize, tokenize } from './tokenizer.js'

/** The tree of a whole file or cell. Raises PySyntaxError. */
export function parseModule(source: string, filename = '<unknown>'): Module {
  const parser = parserOf(source, filename)
  return parser.run(() => parser.module())
}

/** The tree of one expression, as `eval` takes it. Raises PySyntaxError. */
export function parseExpression(source: string, filename = '<unknown>'): Expression {
  const parser = parserOf(source.replace(/^[ \t]+/, ''), filename)
  const body: Expr = parser.run(() => parser.wholeExpression())
  return { kind: 'Expression', body }
}

function parserOf(source: string, filename: string): Parser {
  const stream = tokenize(source, filename)
  const lines = normalize(source).split(/(?<=\n)/)
  return new Parser(stream, { lines, filename, shift: 0, firstLine: 1, prefix: '' })
}
