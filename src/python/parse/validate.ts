/**
 * What is wrong with a program whose syntax is right: the errors of CPython's symbol table and compiler, in that order.
 */
import type { Module, Position, Stmt } from './ast.js'
import { PySyntaxError } from './errors.js'
import type { Source } from './source.js'
import { checkFlow, isFuture, LATE_FUTURE } from './validate-flow.js'
import { checkNames } from './validate-names.js'
import { warnAbout } from './warnings.js'

/** Raises a SyntaxError that marks a node. */
export type Raise = (message: string, at: Position) => never

/** Raises PySyntaxError for what no statement can mean: `return` in a class, two parameters of one name… */
export function validate(module: Module, source: Source): void {
  const raise: Raise = (message, { line, col, endLine, endCol }) => {
    const place = { line, col: col + 1, endLine, endCol: endCol + 1 }
    throw new PySyntaxError('SyntaxError', message, source.filename, place, source.line(line))
  }
  const future = checkFuture(module.body, (message, { line, col }) => {
    const place = { line, col, endLine: line, endCol: 0 }
    throw new PySyntaxError('SyntaxError', message, source.filename, place, source.line(line))
  })
  checkNames(module, raise)
  checkFlow(module, future, raise, warnAbout(module, source))
}

const FEATURES: ReadonlySet<string> = new Set([
  ...['nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function'],
  ...['unicode_literals', 'barry_as_FLUFL', 'generator_stop', 'annotations'],
])

/**
 * `from __future__` comes first, after the docstring, and knows its features. Gives the line of the last one; the
 * compiler refuses those that come on a line behind it.
 */
function checkFuture(body: readonly Stmt[], raise: Raise): number {
  let last = 0
  let over = 0
  for (const [index, statement] of body.entries()) {
    if (over > 0 && statement.line > over) break
    if (isFuture(statement)) {
      if (over > 0) raise(LATE_FUTURE, statement)
      const at = { ...statement, col: statement.col + 1 }
      for (const { name } of statement.names) {
        if (name === 'braces') raise('not a chance', at)
        if (!FEATURES.has(name)) raise(`future feature ${name} is not defined`, at)
      }
      last = statement.line
    } else if (index > 0 || !isText(statement)) over = statement.line
  }
  return last
}

function isText(statement: Stmt): boolean {
  if (statement.kind !== 'Expr' || statement.value.kind !== 'Constant') return false
  return statement.value.value.type === 'str'
}
