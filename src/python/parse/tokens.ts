/**
 * What the tokenizer produces: the kinds of tokens, the words and signs that have a kind of their own.
 */
import type { Position } from './ast.js'
import type { PySyntaxError } from './errors.js'

export const KEYWORDS = [
  ...[
    'False',
    'None',
    'True',
    'and',
    'as',
    'assert',
    'async',
    'await',
    'break',
    'class',
    'continue',
    'def',
    'del',
  ],
  ...['elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda'],
  ...['nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'],
] as const

/** Keywords only where the grammar asks for them; names everywhere else. */
export const SOFT_KEYWORDS: ReadonlySet<string> = new Set(['match', 'case', '_'])

/** Longest first, so that the first that fits is the right one. */
export const OPERATORS = [
  ...['**=', '//=', '<<=', '>>=', '...'],
  ...[
    '!=',
    '<>',
    '==',
    '<=',
    '>=',
    '<<',
    '>>',
    '->',
    ':=',
    '+=',
    '-=',
    '*=',
    '/=',
    '%=',
    '&=',
    '|=',
    '^=',
    '@=',
  ],
  ...[
    '**',
    '//',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '+',
    '-',
    '*',
    '/',
    '%',
    '@',
    '&',
    '|',
    '^',
    '~',
    '<',
    '>',
    '=',
  ],
  ...['.', ',', ':', ';'],
] as const

export type Keyword = (typeof KEYWORDS)[number]
export type Operator = (typeof OPERATORS)[number]

/** `OP` is a printable sign that Python has no use for ($, ?, !); `ERROR` ends the tokens of a broken source. */
export type TokenKind =
  | Keyword
  | Operator
  | ('NAME' | 'NUMBER' | 'STRING' | 'NEWLINE' | 'INDENT' | 'DEDENT' | 'COMMENT' | 'OP' | 'ERROR' | 'END')

/**
 * One token. `start` and `end` are offsets into the source, lines are 1-based, columns 0-based UTF-16 units.
 *
 * `text` is what the token says: a name after NFKC, a literal as written, otherwise the kind. `level` is the number of
 * brackets open after it. `error` is set on ERROR tokens, and by a tolerant tokenizer on tokens it had to mend.
 */
export class Token implements Position {
  constructor(
    readonly kind: TokenKind,
    readonly text: string,
    readonly start: number,
    readonly end: number,
    readonly line: number,
    readonly col: number,
    readonly endLine: number,
    readonly endCol: number,
    readonly level: number,
    readonly error: PySyntaxError | null,
  ) {}
}

export interface Bracket {
  readonly char: string
  readonly line: number
  readonly col: number
}

export interface Tokens {
  readonly tokens: readonly Token[]
  /** An error that wins over whatever the parser finds before it: CPython reads on to the end to look for these. */
  readonly broken: PySyntaxError | null
  /** The innermost bracket still open where the tokens end. */
  readonly unclosed: Bracket | null
}
