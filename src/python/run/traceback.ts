/**
 * Tracebacks in CPython 3.11's layout: the user's lines, carets under the failing expression, chained exceptions, notes and guesses.
 */
import { nearest } from '../../base/spelling.js'
import { exceptionTypes, PyError, type PyException, type PyTraceback } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import { membersOf } from '../object/groups.js'
import { PyModule } from '../object/module.js'
import { getOwn, PyType, type Value } from '../object/object.js'
import { repr, str } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { PyList, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { displayWidth } from '../text/width.js'
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
export const tracebackFrames = ({ traceback }: PyException): TracebackFrame[] => framesOf(traceback)

/** The levels of a traceback object and what follows it. */
export function framesOf(traceback: PyTraceback | null): TracebackFrame[] {
  const frames: TracebackFrame[] = []
  for (let level = traceback; level !== null; level = level.next) {
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
      text: source.quoted ? (source.lines[place.line - 1] ?? null) : null,
    })
  }
  return frames
}

/** The whole text that CPython prints for an uncaught exception, with its final newline. */
export const formatException = (error: PyError | PyException): string => exceptionLines(error).join('')

/** The same in pieces, as `traceback.format_exception` gives them; without `chain` the exception alone. */
export function exceptionLines(error: PyError | PyException, chain = true): string[] {
  const layout = new Layout()
  layout.exception(error instanceof PyError ? error.exception : error, new Set(), chain)
  return layout.out
}

const CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
const CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'
const TRACEBACK = 'Traceback (most recent call last):\n'

/** How many members of a group are shown, and how deep. */
const GROUP_WIDTH = 15
const GROUP_DEPTH = 10

/** The lines of a chain of exceptions; what belongs to a group stands behind a margin, two columns further in per level. */
class Layout {
  readonly out: string[] = []
  private depth = 0
  /** The frame round the members of a group is still open: the innermost group closes it for all. */
  private open = false

  exception(exception: PyException, seen: Set<PyException>, chain: boolean): void {
    seen.add(exception)
    const { cause, context } = exception
    const earlier = cause ?? (exception.suppressContext ? null : context)
    if (chain && earlier !== null && !seen.has(earlier as PyException)) {
      this.exception(earlier as PyException, seen, chain)
      this.emit([cause === null ? CONTEXT : CAUSE])
    }
    const members = membersOf(exception)
    if (members !== undefined) {
      this.group(exception, members, seen, chain)
      return
    }
    const levels = tracebackFrames(exception)
    if (levels.length > 0) this.emit([TRACEBACK, ...formatFrames(levels)])
    this.emit(formatExceptionOnly(exception))
  }

  private group(
    exception: PyException,
    members: readonly PyException[],
    seen: Set<PyException>,
    chain: boolean,
  ): void {
    if (this.depth > GROUP_DEPTH) {
      this.emit([`... (max_group_depth is ${GROUP_DEPTH})\n`])
      return
    }
    const top = this.depth === 0
    if (top) this.depth++
    const levels = tracebackFrames(exception)
    if (levels.length > 0) {
      this.emit([`Exception Group ${TRACEBACK}`], top ? '+' : '|')
      this.emit(formatFrames(levels))
    }
    this.emit(formatExceptionOnly(exception))
    const count = Math.min(members.length, GROUP_WIDTH + 1)
    this.open = false
    for (let i = 0; i < count; i++) {
      const last = i === count - 1
      if (last) this.open = true
      const title = i < GROUP_WIDTH ? i + 1 : '...'
      this.out.push(`${this.indent}${i === 0 ? '+-' : '  '}+---------------- ${title} ----------------\n`)
      this.depth++
      if (i < GROUP_WIDTH) this.exception(members[i], seen, chain)
      else {
        const more = members.length - GROUP_WIDTH
        this.emit([`and ${more} more exception${more === 1 ? '' : 's'}\n`])
      }
      if (last && this.open) {
        this.out.push(`${this.indent}+------------------------------------\n`)
        this.open = false
      }
      this.depth--
    }
    if (top) this.depth--
  }

  private get indent(): string {
    return '  '.repeat(this.depth)
  }

  private emit(texts: readonly string[], margin = '|'): void {
    if (this.depth === 0) this.out.push(...texts)
    else for (const text of texts) this.out.push(text.replace(/^(?=[\s\S])/gm, `${this.indent}${margin} `))
  }
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
    const shown = level.text === null || level.text.trim() === '' ? [] : sourceLines(level.text, level.node)
    out.push(`  File "${level.filename}", line ${level.line}, in ${level.name}\n${shown.join('')}`)
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
  const columns = (from: number, to: number): number => displayWidth(line.slice(from, to))
  const marks =
    anchors === null
      ? '^'.repeat(columns(start, end))
      : '~'.repeat(columns(start, anchors[0])) +
        '^'.repeat(columns(anchors[0], anchors[1])) +
        '~'.repeat(columns(anchors[1], end))
  lines.push(`    ${' '.repeat(columns(removed, start))}${marks}\n`)
  return lines
}

/** Where the operator of a binary operation, or the brackets of a subscript, begins and ends. */
function anchorsOf(position: ast.Position, line: string): [number, number] | null {
  const node = position as ast.Expr
  if (node.kind === 'BinOp') {
    const { left, right } = node
    if (left.endLine !== node.line || right.line !== node.line) return null
    let start = left.endCol
    while (/[\s)]/.test(line[start])) start++
    const double = start + 1 < right.col && !/\s/.test(line[start + 1]) && line[start + 1] !== '('
    return [start, start + (double ? 2 : 1)]
  }
  if (node.kind === 'Subscript') {
    if (node.value.endLine !== node.line || node.slice.endLine !== node.line) return null
    const open = line.indexOf('[', node.value.endCol)
    const close = line.indexOf(']', node.slice.endCol)
    return open < 0 || close < 0 ? null : [open, close + 1]
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
    const home = extra.get('lineno') == null && extra.get('filename') != null
    const file = home ? ` (${str(extra.get('filename')!)})` : ''
    lines.push(`${name}: ${str(extra.get('msg') ?? null)}${file}\n`)
  } else {
    const text = safely(() => str(exception), 'exception str()')
    lines.push(`${name}${text === '' ? '' : `: ${text}`}${suggestion(exception)}\n`)
  }
  lines.push(...linesOfNotes(getOwn(exception, '__notes__') ?? null))
  return lines
}

/** A text that a program's own method makes; what it raises must not hide the error that is told. */
function safely(text: () => string, what: string): string {
  try {
    return text()
  } catch {
    return `<${what} failed>`
  }
}

/** The notes of an exception, line by line. Whatever is no sequence is shown by its repr, as in 3.11 without a line feed. */
function linesOfNotes(notes: Value): string[] {
  if (notes === null) return []
  const items =
    notes instanceof PyList || notes instanceof PyTuple
      ? notes.items
      : typeof notes === 'string'
        ? [...notes]
        : undefined
  if (items === undefined) return [safely(() => repr(notes), '__notes__ repr()')]
  return items.flatMap((note) =>
    safely(() => str(note), 'note str()')
      .split('\n')
      .map((line) => `${line}\n`),
  )
}

function syntaxErrorPlace(exception: PyException): string[] {
  const at = (name: string): Value => exception.extra!.get(name) ?? null
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
  if (offset === last || last === -1 || exception.cls.isSubtypeOf(exceptionTypes.IndentationError))
    last = offset + 1
  const removed = raw.length - stripped.length
  const col = Math.min(offset - 1, raw.length) - removed
  if (col < 0) return lines
  last = Math.min(Math.max(last, col + removed + 2), raw.length + 1)
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
  if (exception.cls === exceptionTypes.UnboundLocalError) return null
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
  if (object instanceof PyModule) return object.candidates().sort()
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
