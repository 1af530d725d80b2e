/**
 * What is wrong with a program whose syntax is right: the errors of CPython's symbol table and compiler, in that order.
 */
import type { Module, Position, Stmt } from './ast.js'
import type { Source } from './cursor.js'
import { PySyntaxError } from './errors.js'
import { checkFlow } from './validate-flow.js'
import { checkNames } from './validate-names.js'

/** Raises a SyntaxError that marks a node. */
export type Raise = (message: string, at: Position) => never

/** Raises PySyntaxError for what no statement can mean: `return` in a class, two parameters of one name… */
export function validate(module: Module, source: Source): void {
  const raise: Raise = (message, { line, col, endLine, endCol }) => {
    const place = { line, col: col + 1, endLine, endCol: endCol + 1 }
    throw new PySyntaxError('SyntaxError', message, source.filename, place, source.lines[line - 1] ?? null)
  }
  checkFuture(module.body, raise)
  checkNames(module, raise)
  checkFlow(module, raise)
}

const FEATURES: ReadonlySet<string> = new Set([
  ...['nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function'],
  ...['unicode_literals', 'barry_as_FLUFL', 'generator_stop', 'annotations'],
])

/** `from __future__` comes first, after the docstring, and knows its features. */
function checkFuture(body: readonly Stmt[], raise: Raise): void {
  let over = false
  body.forEach((statement, index) => {
    if (statement.kind === 'ImportFrom' && statement.module === '__future__' && statement.level === 0) {
      if (over) raise('from __future__ imports must occur at the beginning of the file', statement)
      for (const { name } of statement.names) {
        if (name === 'braces') raise('not a chance', statement)
        if (!FEATURES.has(name)) raise(`future feature ${name} is not defined`, statement)
      }
    } else if (index > 0 || !isText(statement)) over = true
  })
}

function isText(statement: Stmt): boolean {
  if (statement.kind !== 'Expr' || statement.value.kind !== 'Constant') return false
  return statement.value.value.type === 'str'
}
