/**
 * Tracebacks in CPython 3.11's layout: the user's lines, carets under the failing expression, chained exceptions, notes and guesses.
 */
import { nearest } from '../../base/spelling.js'
import { exceptionTypes, PyError, type PyException } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import { PyModule } from '../object/module.js'
import { getOwn, PyType, type Value } from '../object/object.js'
import { str } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { PyList, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { localsOf } from '../types/exceptions.js'
import { dirOf } from '../types/object.js'

/** One level of a traceback, as the explaining faces read it; the innermost last. */
export interface TracebackFrame {
  readonly filename: string
  readonly line: number
  /** The function's name, `<module>` at the top. */
  readonly name: string
  /** What was being evaluated: a node of the tree, or just a place. */
  readonly node: ast.Position
  readonly frame: Frame
  /** The source line, without its end; null when the source is not known. */
  readonly text: string | null
}

/** The levels of an exception's traceback, outermost first. */
export function tracebackFrames(exception: PyException): TracebackFrame[] {
  const frames: TracebackFrame[] = []
  for (let level = exception.traceback; level !== null; level = level.next) {
    const { source, name } = level.frame.code
    // Library modules written in the dialect are part of ishape, not of the user's program.
    if (source.filename.startsWith('<torch')) continue
    const place = attributePlace(level.node)
    frames.push({
      filename: source.filename,
      line: place.line,
      name,
      node: level.node,
      frame: level.frame,
      text: source.lines[place.line - 1] ?? null,
    })
  }
  return frames
}

/** The whole text that CPython prints for an uncaught exception, with its final newline. */
export function formatException(error: PyError | PyException): string {
  return formatChain(error instanceof PyError ? error.exception : error, new Set()).join('')
}

const CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
const CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'

function formatChain(exception: PyException, seen: Set<PyException>): string[] {
  seen.add(exception)
  const { cause, context } = exception
  const before: string[] = []
  if (cause !== null) {
    if (!seen.has(cause as PyException)) before.push(...formatChain(cause as PyException, seen), CAUSE)
  } else if (context !== null && !exception.suppressContext && !seen.has(context as PyException)) {
    before.push(...formatChain(context as PyException, seen), CONTEXT)
  }
  const levels = tracebackFrames(exception)
  if (levels.length > 0) before.push('Traceback (most recent call last):\n', ...formatFrames(levels))
  return [...before, ...formatExceptionOnly(exception)]
}

// --- frames -------------------------------------------------------------------------------------------------------

/** How often one level is printed before its repetitions are counted. */
const REPEATS = 3

export function formatFrames(levels: readonly TracebackFrame[]): string[] {
  const out: string[] = []
  let last = ''
  let count = 0
  const flush = (): void => {
    const more = count - REPEATS
    if (more > 0) out.push(`  [Previous line repeated ${more} more time${more === 1 ? '' : 's'}]\n`)
  }
  for (const level of levels) {
    const key = `${level.filename}\n${level.line}\n${level.name}`
    if (key !== last) {
      flush()
      last = key
      count = 0
    }
    if (++count > REPEATS) continue
    out.push(`  File "${level.filename}", line ${level.line}, in ${level.name}\n`)
    if (level.text !== null && level.text.trim() !== '') out.push(...sourceLines(level.text, level.node))
  }
  flush()
  return out
}

/** A call or lookup of an attribute that stands on a later line than its object is placed at the attribute. */
function attributePlace(node: ast.Position): ast.Position {
  const { kind, func } = node as Partial<ast.Call> & ast.Position
  const attribute =
    (kind as string) === 'Attribute'
      ? (node as unknown as ast.Attribute)
      : kind === 'Call' && func!.kind === 'Attribute'
        ? func!
        : null
  if (attribute === null || attribute.kind !== 'Attribute' || attribute.line === attribute.endLine)
    return node
  const col = attribute.endCol - attribute.attr.length
  return { line: attribute.endLine, col, endLine: node.endLine, endCol: Math.max(col, node.endCol) }
}

function sourceLines(line: string, node: ast.Position): string[] {
  const stripped = line.trim()
  const removed = line.length - line.trimStart().length
  const place = attributePlace(node)
  const lines = [`    ${stripped}\n`]
  const single = place.line === place.endLine
  const start = place.col
  const end = single ? place.endCol : removed + stripped.length
  const anchors = single && place === node ? anchorsOf(node, line) : null
  if (end - start >= stripped.length && anchors === null) return lines
  const marks =
    anchors === null
      ? '^'.repeat(Math.max(0, end - start))
      : '~'.repeat(anchors[0] - start) + '^'.repeat(anchors[1] - anchors[0]) + '~'.repeat(end - anchors[1])
  lines.push(`    ${' '.repeat(Math.max(0, start - removed))}${marks}\n`)
  return lines
}

/** Where the operator of a binary operation, or the brackets of a subscript, begins and ends. */
function anchorsOf(position: ast.Position, line: string): [number, number] | null {
  const node = position as ast.Expr
  if (node.kind === 'BinOp') {
    const { left, right } = node
    if (left.endLine !== node.line || right.line !== node.line) return null
    const between = line.slice(left.endCol, right.col)
    const offset = between.length - between.trimStart().length
    const start = left.endCol + offset
    const double = offset + 1 < between.length && !/\s/.test(between[offset + 1])
    return [start, start + (double ? 2 : 1)]
  }
  if (node.kind === 'Subscript') {
    if (node.value.endLine !== node.line || node.slice.endLine !== node.line) return null
    return [node.value.endCol, node.slice.endCol + 1]
  }
  return null
}

// --- the last line ------------------------------------------------------------------------------------------------

/** `Type: message`, with notes; SyntaxErrors show their source. */
export function formatExceptionOnly(exception: PyException): string[] {
  const { cls } = exception
  const name =
    cls.module === 'builtins' || cls.module === '__main__' ? cls.qualname : `${cls.module}.${cls.qualname}`
  const lines: string[] = []
  const { extra } = exception
  if (cls.isSubtypeOf(exceptionTypes.SyntaxError) && extra?.has('lineno')) {
    if (extra.get('lineno') != null) lines.push(...syntaxErrorPlace(exception))
    lines.push(`${name}: ${str(extra.get('msg') ?? null)}\n`)
  } else {
    let text: string
    try {
      text = str(exception)
    } catch {
      text = '<exception str() failed>'
    }
    text += suggestion(exception)
    lines.push(text === '' ? `${name}\n` : `${name}: ${text}\n`)
  }
  const notes = getOwn(exception, '__notes__')
  if (notes instanceof PyList || notes instanceof PyTuple) {
    for (const note of notes.items) for (const line of str(note).split('\n')) lines.push(`${line}\n`)
  }
  return lines
}

function syntaxErrorPlace({ extra }: PyException): string[] {
  const at = (name: string): Value => extra!.get(name) ?? null
  const lineno = at('lineno') as number
  const lines = [`  File "${at('filename') === null ? '<string>' : str(at('filename'))}", line ${lineno}\n`]
  const text = at('text')
  if (typeof text !== 'string') return lines
  const raw = text.replace(/[\r\n]+$/, '')
  const stripped = raw.replace(/^[ \n\f]+/, '')
  lines.push(`    ${stripped}\n`)
  const offset = at('offset')
  if (typeof offset !== 'number') return lines
  let end = at('end_offset') as number | null
  const endLine = at('end_lineno')
  if (typeof endLine === 'number' && endLine !== lineno) end = raw.length + 1
  let last = end === null || end === 0 ? offset : end
  if (offset === last || last === -1) last = offset + 1
  const removed = raw.length - stripped.length
  const col = offset - 1 - removed
  if (col < 0) return lines
  const indent = stripped.slice(0, col).replace(/[^\s]/g, ' ').padEnd(col)
  lines.push(`    ${indent}${'^'.repeat(Math.max(1, last - 1 - removed - col))}\n`)
  return lines
}

/** `. Did you mean: 'x'?`, as 3.11 appends to NameErrors and AttributeErrors. */
function suggestion(exception: PyException): string {
  const wrong = exception.extra?.get('name')
  if (typeof wrong !== 'string') return ''
  const candidates = candidatesFor(exception)
  if (candidates === null) return ''
  const guess = nearest(wrong, candidates)
  return guess === null ? '' : `. Did you mean: '${guess}'?`
}

function candidatesFor(exception: PyException): string[] | null {
  if (exception.cls.isSubtypeOf(exceptionTypes.NameError)) {
    let level = exception.traceback
    while (level !== null && level.next !== null) level = level.next
    if (level === null) return null
    const { frame } = level
    const names = localsOf(frame).map(([name]) => name)
    return [...names, ...frame.globals.strKeys(), ...runtime.builtins.dict.strKeys()]
  }
  if (exception.cls.isSubtypeOf(exceptionTypes.AttributeError)) {
    const object = exception.extra!.get('obj')
    return object === undefined ? null : attributeNames(object)
  }
  return null
}

function attributeNames(object: Value): string[] {
  if (object instanceof PyModule) return object.names().sort()
  if (object instanceof PyType) {
    const names = new Set<string>()
    for (const cls of [...object.mro, ...object.cls.mro]) for (const name of namesOf(cls)) names.add(name)
    return [...names].sort()
  }
  return dirOf(object)
}

function namesOf(cls: PyType): string[] {
  return cls.lazy === null ? [...cls.dict.keys()] : [...cls.dict.keys(), ...cls.lazy.names()]
}
