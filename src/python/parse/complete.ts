/**
 * Whether what is typed can run, needs more lines, or can never be right: the question behind every Enter.
 *
 * The answers are those of IPython's `check_complete`. A block is open until a line feed follows it; a header that
 * ends in a colon asks for four columns more; everything else is what the parser says of a source that ends here.
 */
import { Parser } from './compound.js'
import { PySyntaxError } from './errors.js'
import { bounded } from './parser.js'
import { scan, sourceOf, tokenize } from './tokenizer.js'
import type { Token, TokenKind } from './tokens.js'
import { validate } from './validate.js'

export interface Completeness {
  readonly status: 'complete' | 'incomplete' | 'invalid'
  /** Of an incomplete source: the blanks that the next line starts with. */
  readonly indent?: string
  /** Of an invalid source: what is wrong. */
  readonly error?: PySyntaxError
}

const COMPLETE: Completeness = { status: 'complete' }
const INDENT = 4

const incomplete = (width: number): Completeness => ({ status: 'incomplete', indent: ' '.repeat(width) })

/** Whether `source` can run as it stands. Magics, `!` and `?` are taken out before. */
export function isComplete(source: string): Completeness {
  const endsWithLineFeed = /\n[^\S\n]*$/.test(source)
  const whole = endsWithLineFeed ? source : source + '\n'
  const cell = stripLeadingIndent(whole)
  const lastIndent = indentOf(cell)
  if (/\\\r?\n\s*$/.test(whole)) return incomplete(indentOf(whole))
  const wrong = tokenize(cell, '<input>').tokens.at(-1)?.error
  if (wrong?.kind === 'IndentationError') return { status: 'invalid', error: wrong }
  const tokens = scan(cell)
  const depth = bracketDepth(tokens)
  if (depth.sunken && !cell.trimEnd().includes('\n')) return invalid(cell)
  if (depth.open !== 0 || endsInString(tokens)) return incomplete(lastIndent)
  const header = openHeader(tokens)
  if (header !== null) return incomplete(header.col + INDENT)
  try {
    if (bounded('<input>', () => endsTooEarly(cell))) return incomplete(lastIndent)
  } catch (error) {
    if (error instanceof PySyntaxError) return { status: 'invalid', error }
    throw error
  }
  return endsInBlock(tokens) && !endsWithLineFeed ? incomplete(lastIndent) : COMPLETE
}

/** Whether the parser wants more where the cell ends. Raises PySyntaxError for a cell that no more lines can mend. */
function endsTooEarly(cell: string): boolean {
  const stream = tokenize(cell, '<input>')
  if (stream.broken !== null) throw stream.broken
  const parser = new Parser(stream, sourceOf(cell, '<input>'))
  const tree = parser.attempt(() => parser.module())
  if (tree === null && parser.tokens[parser.furthest].start >= cell.length) return true
  validate(tree ?? parser.run(() => parser.module()), parser.source)
  return false
}

/** A cell without the blank lines before it and without the indentation that all its lines have. */
export function stripLeadingIndent(source: string): string {
  const text = source.replace(/^(?:[^\S\n]*\n)+(?=[^\n]*\S)/, '')
  if (!/^[ \t]/.test(text)) return text
  const lines = text.split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0])
  const common = indents.reduce((shared, indent) => {
    let end = 0
    while (end < shared.length && shared[end] === indent[end]) end++
    return shared.slice(0, end)
  }, indents[0] ?? '')
  return lines
    .map((line) => (line.startsWith(common) ? line.slice(common.length) : line.trimStart()))
    .join('\n')
}

function invalid(cell: string): Completeness {
  return { status: 'invalid', error: tokenize(cell, '<input>').broken ?? undefined }
}

/** Columns of the blanks before the last line, a tab being four. */
function indentOf(cell: string): number {
  const lastLine = cell.slice(cell.lastIndexOf('\n', cell.length - 2) + 1)
  return /^[ \t]*/.exec(lastLine)![0].replaceAll('\t', '    ').length
}

const OPENS: ReadonlySet<TokenKind> = new Set(['(', '[', '{'])
const CLOSES: ReadonlySet<TokenKind> = new Set([')', ']', '}'])

function bracketDepth(tokens: readonly Token[]): { open: number; sunken: boolean } {
  let open = 0
  let sunken = false
  for (const { kind } of tokens) {
    if (OPENS.has(kind)) open++
    else if (CLOSES.has(kind)) open--
    if (open < 0) sunken = true
  }
  return { open, sunken }
}

/** Whether the text ends inside a triple-quoted string. */
function endsInString(tokens: readonly Token[]): boolean {
  const last = tokens.findLast((token) => token.kind === 'STRING' && token.error !== null)
  return last !== undefined && /^\w*('''|""")/.test(last.text) && last.end >= tokens.at(-1)!.end
}

/** The first token of the last line with code, if that line ends in a colon. */
function openHeader(tokens: readonly Token[]): Token | null {
  const code = tokens.filter(({ kind }) => !['COMMENT', 'INDENT', 'DEDENT', 'END'].includes(kind))
  const last = code.at(-1)?.kind === 'NEWLINE' ? code.length - 2 : code.length - 1
  if (last < 0 || code[last].kind !== ':' || commentFollows(tokens, code[last])) return null
  let first = last
  while (first > 0 && code[first - 1].kind !== 'NEWLINE') first--
  return code[first]
}

/** Whether a comment stands on a line of its own below a token. */
function commentFollows(tokens: readonly Token[], token: Token): boolean {
  return tokens.some((other) => other.kind === 'COMMENT' && other.line > token.line)
}

/** Whether the last statement is inside a block. */
function endsInBlock(tokens: readonly Token[]): boolean {
  return tokens.at(-2)?.kind === 'DEDENT'
}
