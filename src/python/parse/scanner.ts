/**
 * Reads one token after the other: indentation, names, literals, operators, and what is wrong with them.
 */
import { scanNumber } from './numbers.js'
import { ScannerBase, STOP } from './scanner-base.js'
import { KEYWORDS, type Keyword, OPERATORS, type TokenKind } from './tokens.js'
import { isPrintable, scanIdentifier } from './unicode.js'

const MAX_INDENTS = 100
const MAX_BRACKETS = 200
const TAB = 8

const KEYWORD_KINDS: ReadonlyMap<string, Keyword> = new Map(KEYWORDS.map((word) => [word, word]))

/** The operators that start with each ASCII sign, longest first. */
const OPERATORS_FROM: readonly TokenKind[][] = Array.from({ length: 128 }, (_, code) =>
  OPERATORS.filter((operator) => operator.charCodeAt(0) === code),
)

const NONE: readonly TokenKind[] = []

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

const IDENTIFIER = 1
const DIGIT = 2
/** What an ASCII character may be part of; everything above ASCII is taken for a letter and checked later. */
const CLASS = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  const char = String.fromCharCode(code)
  CLASS[code] = /[A-Za-z_]/.test(char) ? IDENTIFIER : /[0-9]/.test(char) ? IDENTIFIER | DIGIT : 0
}
const startsName = (code: number) => code >= 128 || CLASS[code] === IDENTIFIER
export const isDigit = (code: number) => code >= 48 && code <= 57

const STRING_PREFIX = /^(?:[bu]|br?|rb?|f|fr|rf)$/i

export class Scanner extends ScannerBase {
  private readonly indents = [0]
  private readonly altIndents = [0]
  /** Whether the logical line at hand holds a token yet. */
  private inStatement = false

  run(): void {
    try {
      let atLineStart = true
      while (this.pos < this.source.length) atLineStart = this.lineOrToken(atLineStart)
      this.finish()
    } catch (reason) {
      if (reason !== STOP) throw reason
    }
  }

  /** Reads indentation, or one token; says whether a new line starts now. */
  private lineOrToken(atLineStart: boolean): boolean {
    if (atLineStart) this.indentation()
    this.skipBlanks()
    this.begin()
    const code = this.code()
    if (Number.isNaN(code)) return false
    if (code === 35 /* # */) this.comment()
    if (this.code() === 10) return this.newline()
    if (this.pos > this.start || this.pos >= this.source.length) return false
    if (code === 92 /* \ */) {
      this.continuation()
      return false
    }
    this.inStatement = true
    if (startsName(code)) this.nameOrString()
    else if (isDigit(code) || (code === 46 && isDigit(this.code(1)))) {
      const start = this.pos
      scanNumber(this)
      this.push('NUMBER', this.source.slice(start, this.pos))
    } else if (code === 34 || code === 39) this.string()
    else this.operator(code)
    return false
  }

  private skipBlanks(): void {
    const { source } = this
    let { pos } = this
    for (
      let code = source.charCodeAt(pos);
      code === 32 || code === 9 || code === 12 || (code === 13 && this.tolerant);
      code = source.charCodeAt(pos)
    )
      pos++
    this.pos = pos
  }

  /** Blank and comment lines end nothing; inside brackets a line feed is a blank. */
  private newline(): boolean {
    if (this.inStatement && this.brackets.length === 0) {
      this.push('NEWLINE', '')
      this.inStatement = false
    }
    this.pos++
    this.line++
    this.lineStart = this.pos
    return true
  }

  private comment(): void {
    const end = this.source.indexOf('\n', this.pos)
    this.pos = end < 0 ? this.source.length : end
    if (this.tolerant) {
      this.push('COMMENT', '')
      this.begin()
    }
  }

  private continuation(): void {
    this.pos++
    if (this.tolerant && this.code() === 13 && this.code(1) === 10) this.pos++
    if (this.code() !== 10) {
      if (this.tolerant) {
        this.push('ERROR', '\\')
        return
      }
      const col = this.pos - this.lineStart
      const at = Number.isNaN(this.code()) ? col : col + 1
      this.stopAt('unexpected character after line continuation character', this.line, at)
    }
    this.pos++
    this.line++
    this.lineStart = this.pos
    if (this.pos < this.source.length || this.tolerant) return
    this.line--
    this.lineStart = this.source.lastIndexOf('\n', this.pos - 2) + 1
    this.stopAt('unexpected EOF while parsing', this.line, this.pos - this.lineStart, -1)
  }

  /** Measures the blanks that open a line and turns a change into INDENT or DEDENT. */
  private indentation(): void {
    const { source } = this
    while (source.charCodeAt(this.pos) === 32) this.pos++
    let col = this.pos - this.lineStart
    let altCol = col
    let continued = 0
    measure: for (; ; this.pos++) {
      switch (this.code()) {
        case 32:
          col++
          altCol++
          break
        case 9:
          col = (Math.floor(col / TAB) + 1) * TAB
          altCol++
          break
        case 12:
          col = altCol = 0
          break
        case 92: {
          continued ||= col
          const line = this.line
          this.continuation()
          if (this.line === line) break measure
          this.pos--
          break
        }
        default:
          break measure
      }
    }
    const code = this.code()
    if (code === 35 || code === 10 || Number.isNaN(code) || this.brackets.length > 0) return
    if (this.tolerant && code === 13) return
    if (continued > 0) col = altCol = continued
    this.begin()
    this.indentTo(col, altCol)
  }

  private indentTo(col: number, altCol: number): void {
    const { indents, altIndents } = this
    if (col > indents.at(-1)!) {
      if (indents.length >= MAX_INDENTS) this.stopIndent('IndentationError', 'too many levels of indentation')
      if (altCol <= altIndents.at(-1)!) this.stopTabs()
      indents.push(col)
      altIndents.push(altCol)
      this.push('INDENT', '')
      return
    }
    let dedents = 0
    while (col < indents.at(-1)!) {
      indents.pop()
      altIndents.pop()
      dedents++
    }
    if (col !== indents.at(-1)!) {
      this.stopUnindent()
    }
    if (altCol !== altIndents.at(-1)!) this.stopTabs()
    while (dedents-- > 0) this.push('DEDENT', '')
  }

  private nameOrString(): void {
    const { source } = this
    let ascii = true
    let { pos } = this
    let code: number
    for (; ; pos++) {
      code = source.charCodeAt(pos)
      if (code >= 128) ascii = false
      // NaN, past the end, is below no number.
      else if (!(code < 128) || (CLASS[code] & IDENTIFIER) === 0) break
    }
    this.pos = pos
    let text = source.slice(this.start, pos)
    if ((code === 34 || code === 39) && text.length <= 2 && STRING_PREFIX.test(text)) {
      this.string()
      return
    }
    if (!ascii) {
      if (!this.checkIdentifier(text)) return
      text = text.normalize('NFKC')
    }
    const keyword = ascii ? KEYWORD_KINDS.get(text) : undefined
    this.push(keyword ?? 'NAME', keyword ?? text)
  }

  /** False after a tolerant tokenizer has passed the bad character on as an ERROR token. */
  private checkIdentifier(text: string): boolean {
    const valid = scanIdentifier(text)
    if (valid === text.length) return true
    const bad = String.fromCodePoint(text.codePointAt(valid)!)
    if (this.tolerant && valid > 0) {
      this.pos = this.start + valid
      this.push('NAME', text.slice(0, valid))
      this.begin()
    }
    this.pos = this.start + (this.tolerant ? 0 : valid) + bad.length
    this.badCharacter(bad)
    return false
  }

  private badCharacter(char: string): void {
    const hex = char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    const what = isPrintable(char) ? `character '${char}' (U+${hex})` : `non-printable character U+${hex}`
    this.error(`invalid ${what}`, this.pos - char.length + 1 - this.lineStart)
    this.push('ERROR', char)
  }

  private string(): void {
    const quote = this.code()
    const triple = this.code(1) === quote && this.code(2) === quote
    this.pos += triple ? 3 : 1
    this.stringBody(quote, triple)
  }

  private stringBody(quote: number, triple: boolean): void {
    const { source } = this
    let { pos } = this
    for (;;) {
      const code = source.charCodeAt(pos)
      if (code === quote) {
        if (!triple || (source.charCodeAt(pos + 1) === quote && source.charCodeAt(pos + 2) === quote)) break
      } else if (Number.isNaN(code) || (code === 10 && !triple)) {
        this.pos = pos
        this.unterminated(triple)
        return
      } else if (code === 10) this.lineFeed(pos)
      else if (code === 92) {
        pos++
        if (source.charCodeAt(pos) === 13 && source.charCodeAt(pos + 1) === 10) pos++
        if (source.charCodeAt(pos) === 10) this.lineFeed(pos)
        else if (pos >= source.length) continue
      }
      pos++
    }
    this.pos = pos + (triple ? 3 : 1)
    this.push('STRING', source.slice(this.start, this.pos))
  }

  private lineFeed(at: number): void {
    this.line++
    this.lineStart = at + 1
  }

  private unterminated(triple: boolean): void {
    const atEnd = Number.isNaN(this.code())
    const detected = atEnd && this.lineStart === this.source.length ? this.line - 1 : this.line
    const message = `unterminated ${triple ? 'triple-quoted ' : ''}string literal (detected at line ${detected})`
    const [line, col] = [this.startLine, this.startCol + 1]
    const error = this.syntaxError('SyntaxError', message, { line, col, endLine: line, endCol: col })
    if (!this.tolerant) this.break(error)
    this.mend = error
    this.push('STRING', this.source.slice(this.start, this.pos))
  }

  private operator(code: number): void {
    let kind: TokenKind | undefined
    const operators = OPERATORS_FROM[code] ?? NONE
    for (let i = 0; i < operators.length; i++) {
      const operator = operators[i]
      if (operator.length > 1 && !this.source.startsWith(operator, this.pos)) continue
      kind = operator
      break
    }
    if (kind === undefined) {
      this.pos++
      const char = this.source[this.start]
      if (isPrintable(char)) this.push('OP', char)
      else this.badCharacter(char)
      return
    }
    this.pos += kind.length
    if (kind === '(' || kind === '[' || kind === '{') this.open(kind)
    else if (kind === ')' || kind === ']' || kind === '}') this.close(kind)
    this.push(kind, kind)
  }

  private open(char: string): void {
    if (this.brackets.length >= MAX_BRACKETS) this.error('too many nested parentheses')
    this.brackets.push({ char, line: this.line, col: this.startCol })
  }

  private close(char: string): void {
    const open = this.brackets.at(-1)
    if (open === undefined) {
      this.error(`unmatched '${char}'`)
    } else if (open.char !== CLOSES[char]) {
      const where = open.line === this.line ? '' : ` on line ${open.line}`
      this.error(`closing parenthesis '${char}' does not match opening parenthesis '${open.char}'${where}`)
    }
    this.brackets.pop()
  }

  private finish(): void {
    const { brackets } = this
    this.begin()
    if (this.lineStart === this.source.length && this.line > 1) {
      this.startLine = --this.line
      this.lineStart = this.source.lastIndexOf('\n', this.source.length - 2) + 1
      this.startCol = this.pos - this.lineStart
    }
    if (brackets.length > 0 && !this.tolerant) {
      const { char, line, col } = brackets.at(-1)!
      this.stopAt(`'${char}' was never closed`, line, col + 1)
    }
    if (this.inStatement) this.push('NEWLINE', '')
    for (let depth = this.indents.length; depth > 1; depth--) this.push('DEDENT', '')
    this.push('END', '')
  }
}
