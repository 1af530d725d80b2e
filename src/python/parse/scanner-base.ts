/**
 * What scanning any token needs: where the scanner stands, the tokens so far, and how an error ends it.
 */
import { type ErrorPlace, PySyntaxError, type SyntaxErrorKind } from './errors.js'
import { type Bracket, Token, type TokenKind } from './tokens.js'

/** Thrown to leave the scanner once an ERROR token stands at the end. */
export const STOP = Symbol('stop')

export class ScannerBase {
  readonly tokens: Token[] = []
  readonly brackets: Bracket[] = []
  broken: PySyntaxError | null = null
  pos = 0
  line = 1
  lineStart = 0
  /** Start of the token at hand, and the line it starts on. */
  start = 0
  protected startLine = 1
  protected startCol = 0
  protected mend: PySyntaxError | null = null

  constructor(
    readonly source: string,
    readonly filename: string,
    readonly tolerant: boolean,
  ) {}

  /** The code unit `ahead` of the position, NaN past the end. */
  code(ahead = 0): number {
    return this.source.charCodeAt(this.pos + ahead)
  }

  protected begin(): void {
    this.start = this.pos
    this.startLine = this.line
    this.startCol = this.pos - this.lineStart
  }

  protected push(kind: TokenKind, text: string): void {
    const { start, pos, startLine, startCol, line, lineStart, brackets, mend } = this
    this.tokens.push(
      new Token(kind, text, start, pos, startLine, startCol, line, pos - lineStart, brackets.length, mend),
    )
    this.mend = null
  }

  protected stopTabs(): void {
    this.stopIndent('TabError', 'inconsistent use of tabs and spaces in indentation')
  }

  protected stopIndent(kind: SyntaxErrorKind, message: string): void {
    if (!this.tolerant) this.stopAt(message, this.line, 1, 0, kind)
  }

  protected stopUnindent(): void {
    if (this.tolerant) return
    const lineEnd = this.source.indexOf('\n', this.pos)
    const message = 'unindent does not match any outer indentation level'
    this.stopAt(message, this.line, lineEnd + 1 - this.lineStart, -1, 'IndentationError')
  }

  /** An error at the last character read: ends a strict scan, marks the token at hand in a tolerant one. */
  error(message: string, col = this.pos - this.lineStart, endCol = col): void {
    const error = this.syntaxError('SyntaxError', message, {
      line: this.line,
      col,
      endLine: this.line,
      endCol,
    })
    if (!this.tolerant) this.break(error)
    this.mend ??= error
  }

  /** Ends a strict scan with an error that wins over those of the parser. */
  protected break(error: PySyntaxError): never {
    this.broken = error
    this.stop(error)
  }

  /** Ends a strict scan; the parser raises the error if it gets as far. */
  protected stop(error: PySyntaxError): never {
    this.mend = error
    this.push('ERROR', '')
    throw STOP
  }

  protected syntaxError(kind: SyntaxErrorKind, message: string, place: ErrorPlace, lineFeed = false) {
    const text = (this.source.split('\n', place.line)[place.line - 1] ?? '') + (lineFeed ? '\n' : '')
    return new PySyntaxError(kind, message, this.filename, place, text)
  }

  /** An error that the parser words, at a place that runs to nowhere. */
  protected stopAt(
    message: string,
    line: number,
    col: number,
    endCol = 0,
    kind: SyntaxErrorKind = 'SyntaxError',
  ) {
    this.stop(this.syntaxError(kind, message, { line, col, endLine: line, endCol }, true))
  }
}
