/**
 * Where a parser stands in its tokens: looking, taking, trying, and going back.
 *
 * A rule that does not fit throws FAIL, a constant, so that a try costs no stack trace. The first pass only finds out
 * that a source is wrong and how far it was right. The second, `diagnosing`, runs the same rules with the checks that
 * name the mistake, and remembers results (`memo`) because those checks read the same text many times.
 */
import type { Position } from './ast.js'
import { type ErrorPlace, PySyntaxError, type SyntaxErrorKind } from './errors.js'
import type { Source } from './source.js'
import type { Token, TokenKind, Tokens } from './tokens.js'

export const FAIL = Symbol('fail')

/** Tokens that a node never ends with. */
const isLayout = (kind: TokenKind) => kind === 'NEWLINE' || kind === 'DEDENT' || kind === 'INDENT'

interface Remembered {
  readonly result: unknown
  readonly end: number
}

export class Cursor {
  pos = 0
  token: Token
  diagnosing = false
  /** Index of the last token that any rule has looked at. */
  furthest = 0
  readonly tokens: readonly Token[]
  private readonly memory = new Map<string, Map<number, Remembered>>()

  constructor(
    readonly stream: Tokens,
    readonly source: Source,
  ) {
    this.tokens = stream.tokens
    this.token = stream.tokens[0]
  }

  at(kind: TokenKind): boolean {
    return this.token.kind === kind
  }

  /** The token after the current one. */
  get next(): Token {
    const ahead = Math.min(this.pos + 1, this.tokens.length - 1)
    if (ahead > this.furthest) this.furthest = ahead
    return this.tokens[ahead]
  }

  get previous(): Token {
    return this.tokens[this.pos - 1]
  }

  advance(): Token {
    const token = this.token
    if (this.pos < this.tokens.length - 1) this.pos++
    this.token = this.tokens[this.pos]
    return token
  }

  accept(kind: TokenKind): boolean {
    if (this.token.kind !== kind) return false
    this.advance()
    return true
  }

  expect(kind: TokenKind): Token {
    if (this.token.kind !== kind) this.fail()
    return this.advance()
  }

  /** A NAME that is the given soft keyword. */
  atWord(word: string): boolean {
    return this.token.kind === 'NAME' && this.token.text === word
  }

  fail(): never {
    if (this.pos > this.furthest) this.furthest = this.pos
    if (this.token.kind === 'ERROR') throw this.token.error!
    throw FAIL
  }

  goTo(pos: number): void {
    if (this.pos > this.furthest) this.furthest = this.pos
    this.pos = pos
    this.token = this.tokens[pos]
  }

  /** The rule's result, or null with the position unchanged where the rule does not fit. */
  attempt<T>(rule: () => T): T | null {
    const start = this.pos
    try {
      return rule()
    } catch (reason) {
      if (reason !== FAIL) throw reason
      this.goTo(start)
      return null
    }
  }

  /** Whether a rule fits here; the position stays. */
  fits(rule: () => unknown): boolean {
    const start = this.pos
    const result = this.attempt(rule)
    this.goTo(start)
    return result !== null
  }

  /** Runs a rule once per position. */
  memo<T>(name: string, rule: () => T): T {
    let results = this.memory.get(name)
    if (results === undefined) this.memory.set(name, (results = new Map()))
    const start = this.pos
    const known = results.get(start)
    if (known === undefined) {
      const result = this.attempt(rule)
      results.set(start, { result, end: this.pos })
      if (result === null) this.fail()
      return result as T
    }
    if (known.result === null) this.fail()
    this.goTo(known.end)
    return known.result as T
  }

  /** Runs a hint, which either raises or leaves no trace. */
  check(hint: () => void): void {
    const start = this.pos
    this.attempt(hint)
    this.goTo(start)
  }

  /** Runs hints once per position. */
  once(name: string, hints: () => void): void {
    this.check(() => this.memo(name, hints))
  }

  /** Runs a rule as the first pass does. */
  unhinted<T>(rule: () => T): T {
    const { diagnosing } = this
    this.diagnosing = false
    try {
      return rule()
    } finally {
      this.diagnosing = diagnosing
    }
  }

  /** Counts the current token as looked at. */
  touch(): void {
    if (this.pos > this.furthest) this.furthest = this.pos
  }

  /**
   * What a rule makes of all tokens. A source that does not fit is read a second time to name the mistake; where no
   * check names it, it is "invalid syntax" at the token the first pass could not go beyond.
   */
  run<T>(rule: () => T): T {
    if (this.stream.broken !== null) throw this.stream.broken
    let reason: PySyntaxError | null = null
    const result = this.attempt(() => {
      try {
        return rule()
      } catch (error) {
        if (!(error instanceof PySyntaxError)) throw error
        reason = error
        return null
      }
    })
    if (result !== null) return result
    reason ??= this.secondPass(rule)
    const { unclosed } = this.stream
    if (unclosed !== null && this.tokens[this.furthest].line > unclosed.line) throw this.tokens.at(-1)!.error!
    throw reason
  }

  private secondPass(rule: () => unknown): PySyntaxError {
    const last = this.tokens[this.furthest]
    this.goTo(0)
    this.memory.clear()
    this.diagnosing = true
    try {
      this.attempt(rule)
    } catch (reason) {
      if (reason instanceof PySyntaxError) return reason
      throw reason
    }
    return this.invalidSyntax(last)
  }

  private invalidSyntax(last: Token): PySyntaxError {
    if (last.kind === 'INDENT') return this.errorHere('unexpected indent', 'IndentationError')
    if (last.kind === 'DEDENT') return this.errorHere('unexpected unindent', 'IndentationError')
    if (last.kind === 'END') {
      const { line } = last
      return this.errorAt('invalid syntax', { line, col: 0, endLine: line, endCol: 0 })
    }
    return this.error('invalid syntax', last)
  }

  /** The last token taken that is not layout, where a node ends. */
  get last(): Token {
    let index = this.pos - 1
    while (index > 0 && isLayout(this.tokens[index].kind)) index--
    return this.tokens[index]
  }

  /**
   * The place of a node, from a token or node to the last token taken. Nodes that programs are full of write their four numbers
   * out instead: an object that begins as the copy of another keeps what follows apart, at twice the memory.
   */
  span(start: Position): Position {
    const { endLine, endCol } = this.last
    return { line: start.line, col: start.col, endLine, endCol }
  }

  // --- errors ---------------------------------------------------------------------------------------------------

  /** Raises an error that marks from the start of one token or node to the end of another. */
  raise(message: string, from: Position, to: Position = from, kind: SyntaxErrorKind = 'SyntaxError'): never {
    throw this.error(message, from, to, kind)
  }

  error(
    message: string,
    from: Position,
    to: Position = from,
    kind: SyntaxErrorKind = 'SyntaxError',
  ): PySyntaxError {
    return this.errorAt(
      message,
      { line: from.line, col: from.col + 1, endLine: to.endLine, endCol: to.endCol + 1 },
      kind,
    )
  }

  /** Raises an error at the furthest token that any rule has looked at. */
  raiseHere(message: string, kind: SyntaxErrorKind = 'SyntaxError'): never {
    throw this.errorHere(message, kind)
  }

  /** Raises an error that marks from a token or node to the furthest token that any rule has looked at. */
  raiseFrom(message: string, from: Position): never {
    const last = this.tokens[Math.max(this.furthest, this.pos)]
    const place = { line: from.line, col: from.col + 1, endLine: last.endLine, endCol: last.endCol }
    throw this.errorAt(message, place)
  }

  private errorHere(message: string, kind: SyntaxErrorKind): PySyntaxError {
    const token = this.tokens[Math.max(this.furthest, this.pos)]
    if (token.kind === 'ERROR') return token.error!
    if (token.kind !== 'INDENT' && token.kind !== 'DEDENT' && token.kind !== 'END') {
      return this.error(message, token, token, kind)
    }
    const place = { line: token.line, col: token.endCol, endLine: token.line, endCol: -1 }
    return this.errorAt(message, place, kind)
  }

  errorAt(message: string, place: ErrorPlace, kind: SyntaxErrorKind = 'SyntaxError'): PySyntaxError {
    const { filename, prefix, shift } = this.source
    const text = this.source.line(place.line)
    const unshifted = {
      ...place,
      col: place.col - shift,
      endCol: place.endCol < 0 ? place.endCol : place.endCol - shift,
    }
    return new PySyntaxError(kind, prefix + message, filename, unshifted, text)
  }
}
