/**
 * The entries of the parser: a source text to CPython's tree, or the SyntaxError CPython raises.
 */
import type { Expression, Module } from './ast.js'
import { Parser } from './compound.js'
import { sourceOf, tokenize } from './tokenizer.js'
import { validate } from './validate.js'

/** The tree of a whole file or cell. Raises PySyntaxError. */
export function parseModule(source: string, filename = '<unknown>'): Module {
  const parser = parserOf(source, filename)
  const module = parser.run(() => parser.module())
  validate(module, parser.source)
  return module
}

/** The tree of one expression, as `eval` takes it. Raises PySyntaxError. */
export function parseExpression(source: string, filename = '<unknown>'): Expression {
  const parser = parserOf(source.replace(/^[ \t]+/, ''), filename)
  const body = parser.run(() => parser.wholeExpression())
  validate({ kind: 'Module', body: [{ ...body, kind: 'Expr', value: body }] }, parser.source)
  return { kind: 'Expression', body }
}

function parserOf(source: string, filename: string): Parser {
  return new Parser(tokenize(source, filename), sourceOf(source, filename))
}
