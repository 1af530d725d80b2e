/** From a syntax tree to code that runs. */

import type { Source } from '../object/frame.js'
import { Code } from '../object/frame.js'
import type { Value } from '../object/object.js'
import { setItem } from '../object/protocol.js'
import type * as ast from '../parse/ast.js'
import { PySyntaxError } from '../parse/errors.js'
import { Context, RETURN, type Unit } from './context.js'
import { expression } from './expressions.js'
import { docOf, layout } from './functions.js'
import { analyse, ScopeError, type ScopeTable } from './scope.js'
import { annotationsIn, block } from './statements.js'

/**
 * A program's text, whose lines are cut when a traceback asks for them; a function gives a text that is seldom wanted. `quoted`: tracebacks
 * show its lines, which they don't for strings that the program itself executes.
 */
export function makeSource(text: string | (() => string), filename: string, quoted = true): Source {
  let known = typeof text === 'string' ? text : null
  let lines: readonly string[] | null = null
  return {
    filename,
    quoted,
    get text() {
      known ??= (text as () => string)()
      return known
    },
    get lines() {
      lines ??= this.text.split(/\r\n|\r|\n/)
      return lines
    },
  }
}

function scopesOf(tree: ast.Module | ast.Expression, source: Source, named: boolean): ScopeTable {
  try {
    return analyse(tree, named)
  } catch (error) {
    if (!(error instanceof ScopeError)) throw error
    const { line, col, endLine, endCol } = error.position
    throw new PySyntaxError(
      'SyntaxError',
      error.message,
      source.filename,
      { line, col: col + 1, endLine, endCol: endCol + 1 },
      source.lines[line - 1] ?? '',
    )
  }
}

const isFuture = (node: ast.Stmt): boolean =>
  node.kind === 'ImportFrom' &&
  node.module === '__future__' &&
  node.names.some(({ name }) => name === 'annotations')

export interface CompileOptions {
  /** Names live in a dict of their own before the globals (exec and eval with locals). */
  readonly named?: boolean
  /** Give the value of a last statement that is an expression. */
  readonly lastValue?: boolean
  readonly lazyAnnotations?: boolean
  /** Is given the value of every expression that is a statement of the module: what the interactive mode prints. */
  readonly echo?: (value: Value) => void
}

/** The code of a module, a cell or an exec'd text. Its result is null, or with `lastValue` that of a last expression. */
export function compileModule(tree: ast.Module, source: Source, options: CompileOptions = {}): Code {
  const unit: Unit = {
    source,
    scopes: scopesOf(tree, source, options.named ?? false),
    lazyAnnotations: (options.lazyAnnotations ?? false) || tree.body.some(isFuture),
    echo: options.echo,
  }
  const cx = new Context(unit, unit.scopes.get(tree)!)
  const code = new Code('<module>', '<module>', source, null)
  const last = tree.body.at(-1)
  const value = options.lastValue === true && last?.kind === 'Expr' ? expression(cx, last.value) : null
  const statements = value === null ? tree.body : tree.body.slice(0, -1)
  const body = block(cx, statements)
  layout(code, cx.scope)
  const annotated = cx.scope.annotated
  const doc = options.lastValue === true || options.echo !== undefined ? null : docOf(tree.body)
  code.run = (f) => {
    if (annotated) annotationsIn(f)
    if (doc !== null) setItem(f.names ?? f.globals, '__doc__', doc)
    if (body(f) === RETURN) return f.result
    return value === null ? null : value(f)
  }
  return code
}

/** The code of a lone expression, for eval. */
export function compileExpression(tree: ast.Expression, source: Source, named: boolean): Code {
  const unit: Unit = { source, scopes: scopesOf(tree, source, named), lazyAnnotations: false }
  const cx = new Context(unit, unit.scopes.get(tree)!)
  const code = new Code('<module>', '<module>', source, null)
  code.run = expression(cx, tree.body)
  layout(code, cx.scope)
  return code
}
