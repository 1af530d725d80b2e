/**
 * Colours for source text while it is typed: by the parser's own tokens, for any text, never failing.
 */
import { scan } from './tokenizer.js'
import { KEYWORDS, type Token, type TokenKind } from './tokens.js'

export type HighlightKind =
  | 'keyword'
  | 'builtin'
  | 'string'
  | 'number'
  | 'comment'
  | 'operator'
  | 'decorator'
  | 'definition'
  | 'name'
  | 'error'

/** A stretch of text of one colour; offsets are UTF-16 units from the start of the text. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly kind: HighlightKind
}

const KEYWORD_SET: ReadonlySet<string> = new Set(KEYWORDS)

const BUILTINS: ReadonlySet<string> = new Set(
  (
    'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex ' +
    'delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help ' +
    'hex id input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord ' +
    'pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type ' +
    'vars zip __import__ __name__ NotImplemented Ellipsis BaseException Exception ArithmeticError AssertionError ' +
    'AttributeError BufferError EOFError FileExistsError FileNotFoundError FloatingPointError GeneratorExit ' +
    'ImportError IndentationError IndexError IsADirectoryError KeyboardInterrupt KeyError LookupError MemoryError ' +
    'ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PermissionError ' +
    'RecursionError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError ' +
    'SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError ' +
    'UnicodeError ValueError ZeroDivisionError Warning UserWarning DeprecationWarning FutureWarning RuntimeWarning'
  ).split(' '),
)

/** Tokens without text of their own. */
const INVISIBLE: ReadonlySet<TokenKind> = new Set(['NEWLINE', 'INDENT', 'DEDENT', 'END'])

/** What may follow `match` or `case` where it is only a name. */
const AFTER_NAME: ReadonlySet<TokenKind> = new Set([
  '=',
  '.',
  ',',
  ')',
  ']',
  ':',
  ';',
  'NEWLINE',
  ':=',
  'in',
  'is',
])

/** The coloured stretches of a text, in order, without overlaps; blanks belong to none. */
export function highlight(source: string): Span[] {
  const spans: Span[] = []
  paint(source, 0, spans)
  return spans
}

function paint(source: string, offset: number, spans: Span[]): void {
  const tokens = scan(source)
  let lineStart = true
  let decorator = false
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (INVISIBLE.has(token.kind)) {
      if (token.kind === 'NEWLINE') {
        lineStart = true
        decorator = false
      }
      continue
    }
    if (lineStart && token.kind === '@') decorator = true
    if (token.kind === 'STRING' && /^[a-z]*f/i.test(token.text)) {
      paintFormatted(token, offset, spans)
    } else {
      if (decorator && token.kind !== '@' && token.kind !== 'NAME' && token.kind !== '.') decorator = false
      const kind = decorator ? 'decorator' : kindOf(tokens, index, lineStart)
      spans.push({ start: offset + token.start, end: offset + token.end, kind })
    }
    if (token.kind !== 'COMMENT') lineStart = false
  }
}

function kindOf(tokens: readonly Token[], index: number, lineStart: boolean): HighlightKind {
  const token = tokens[index]
  const before = tokens[index - 1]?.kind
  switch (token.kind) {
    case 'NAME':
      if (before === 'def' || before === 'class') return 'definition'
      if (lineStart && isSoftKeyword(tokens, index)) return 'keyword'
      return before !== '.' && BUILTINS.has(token.text) ? 'builtin' : 'name'
    case 'NUMBER':
      return token.error === null ? 'number' : 'error'
    case 'STRING':
      return 'string'
    case 'COMMENT':
      return 'comment'
    case 'OP':
    case 'ERROR':
      return 'error'
    default:
      if (token.error !== null) return 'error'
      return KEYWORD_SET.has(token.kind) ? 'keyword' : 'operator'
  }
}

/** `match` and `case` that open a line which ends in a colon. */
function isSoftKeyword(tokens: readonly Token[], index: number): boolean {
  const { text } = tokens[index]
  if ((text !== 'match' && text !== 'case') || AFTER_NAME.has(tokens[index + 1].kind)) return false
  let end = index
  while (tokens[end].kind !== 'NEWLINE' && tokens[end].kind !== 'END') end++
  while (tokens[end - 1].kind === 'COMMENT') end--
  return (
    tokens[end - 1].kind === ':' || (text === 'case' && tokens.slice(index, end).some((t) => t.kind === ':'))
  )
}

/** An f-string: its text as a string, its expressions as code. */
function paintFormatted(token: Token, offset: number, spans: Span[]): void {
  const { text } = token
  const base = offset + token.start
  let from = 0
  const flush = (to: number) => {
    if (to > from) spans.push({ start: base + from, end: base + to, kind: 'string' })
    from = to
  }
  let depth = 0
  for (let pos = 0; pos < text.length; ) {
    const char = text[pos]
    if (char === '{' && depth === 0 && text[pos + 1] === '{') pos += 2
    else if (char === '{') {
      flush(pos)
      spans.push({ start: base + pos, end: base + pos + 1, kind: 'operator' })
      const end = expressionEnd(token, pos + 1)
      paint(text.slice(pos + 1, end), base + pos + 1, spans)
      from = pos = end
      depth++
      if (text[pos] === '!' && /[sra]/.test(text[pos + 1] ?? '')) pos += 2
    } else if (char === '}' && depth > 0) {
      flush(pos)
      spans.push({ start: base + pos, end: base + pos + 1, kind: 'operator' })
      from = ++pos
      depth--
    } else pos++
  }
  flush(text.length)
}

/** Where the expression that starts at an offset ends: at its `!`, `:`, `}`, or with the text. */
function expressionEnd({ text, error }: Token, start: number): number {
  const closing = error !== null ? 0 : /(['"])\1\1$/.test(text) && text.length > 6 ? 3 : 1
  const limit = text.length - closing
  let depth = 0
  let quote = ''
  for (let pos = start; pos < limit; pos++) {
    const char = text[pos]
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === "'" || char === '"') quote = char
    else if ('([{'.includes(char)) depth++
    else if (depth > 0 && ')]}'.includes(char)) depth--
    else if (depth === 0 && (char === '}' || char === ':')) return pos
    else if (depth === 0 && char === '!' && text[pos + 1] !== '=') return pos
  }
  return Math.max(start, limit)
}
