/**
 * The entries of the parser: a source text to CPython's tree, or the SyntaxError CPython raises.
 */
import type { Expression, Module } from './ast.js'
import { Parser } from './compound.js'
import { PySyntaxError } from './errors.js'
import { sourceOf, tokenize } from './tokenizer.js'
import { validate } from './validate.js'

const NOWHERE = { line: 0, col: 0, endLine: 0, endCol: 0 }

/** The tree of a whole file or cell; without `check`, of one whose syntax alone is right. Raises PySyntaxError. */
export function parseModule(source: string, filename = '<unknown>', check = true): Module {
  return bounded(filename, () => {
    const parser = parserOf(source, filename)
    const module = parser.run(() => parser.module())
    if (check) validate(module, parser.source)
    return module
  })
}

/** The tree of one expression, as `eval` takes it. Raises PySyntaxError. */
export function parseExpression(source: string, filename = '<unknown>', check = true): Expression {
  return bounded(filename, () => {
    const text = source.replace(/^[ \t]+/, '')
    // Nothing has no first line.
    if (text === '') throw new PySyntaxError('SyntaxError', 'invalid syntax', filename, NOWHERE, '')
    const parser = parserOf(text, filename)
    const body = parser.run(() => parser.wholeExpression())
    if (check) validate({ kind: 'Module', body: [{ ...body, kind: 'Expr', value: body }] }, parser.source)
    return { kind: 'Expression', body }
  })
}

/** A source too deeply nested for the stack is an error of the source. */
export function bounded<T>(filename: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const message = 'maximum recursion depth exceeded during compilation'
    throw new PySyntaxError('RecursionError', message, filename, NOWHERE, null)
  }
}

function parserOf(source: string, filename: string): Parser {
  if (source.includes('\0')) {
    throw new PySyntaxError(
      'SyntaxError',
      'source code string cannot contain null bytes',
      filename,
      NOWHERE,
      null,
    )
  }
  return new Parser(tokenize(source, filename), sourceOf(source, filename))
}
