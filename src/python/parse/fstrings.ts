/**
 * The inside of f-strings, by the rules of 3.11: no backslash, comment or own quote between the braces.
 */
import type { Expr, FormattedValue, JoinedStr, Position } from './ast.js'
import { decodeText } from './escapes.js'
import type { ExpressionParser } from './expressions.js'
import { Source } from './source.js'
import { joinParts } from './strings.js'
import { tokenize } from './tokenizer.js'
import { Token, type Tokens } from './tokens.js'

/** What every part of one f-string shares; the position is that of the whole row of literals, as in CPython. */
export interface FormatSite {
  readonly p: ExpressionParser
  readonly token: Token
  readonly raw: boolean
  readonly span: Position
  readonly unicode: boolean
}

const MAX_BRACKETS = 200
const OPENS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
const CONVERSIONS = 'sra'

/** Texts and formatted values between two offsets of the token's text. */
export function formattedParts(site: FormatSite, start: number, end: number): (string | Expr)[] {
  return new FormatReader(site, start, end).parts(0)
}

class FormatReader {
  private readonly text: string

  constructor(
    private readonly site: FormatSite,
    private pos: number,
    private readonly end: number,
  ) {
    this.text = site.token.text
  }

  private fail(message: string): never {
    this.site.p.raiseHere(message)
  }

  /** Up to the end, or in a format spec (`depth` above 0) up to the `}` that closes its field. */
  parts(depth: number): (string | Expr)[] {
    const parts: (string | Expr)[] = []
    while (this.pos < this.end) {
      parts.push(this.literal(depth))
      if (this.resumes) continue
      if (this.pos >= this.end || this.text[this.pos] === '}') break
      parts.push(...this.field(depth))
    }
    if (depth === 0 && this.pos < this.end) this.fail('f-string: unexpected end of string')
    return parts
  }

  /** Set by `literal` when it stopped behind a doubled brace and text goes on. */
  private resumes = false

  private literal(depth: number): string {
    const { text, end, site } = this
    const start = this.pos
    let stop = end
    this.resumes = false
    let pos = start
    while (pos < end) {
      let char = text[pos++]
      if (!site.raw && char === '\\' && pos < end) {
        char = text[pos++]
        if (char === 'N') {
          if (text[pos] === '{') while (pos < end && text[pos++] !== '}');
          continue
        }
      }
      if (char !== '{' && char !== '}') continue
      if (depth === 0) {
        if (pos < end && text[pos] === char) {
          stop = pos
          this.pos = pos + 1
          this.resumes = true
          break
        }
        if (char === '}') this.fail("f-string: single '}' is not allowed")
      }
      stop = this.pos = pos - 1
      break
    }
    if (stop === end) this.pos = end
    return decodeText(site.p, text.slice(start, stop), site.raw)
  }

  /** One `{…}`; in front of it its own text if it says `=`. */
  private field(depth: number): (string | Expr)[] {
    if (depth >= 2) this.fail('f-string: expressions nested too deeply')
    const { text, end, site } = this
    const brace = this.pos++
    this.skipExpression()
    if (this.pos >= end) this.fail("f-string: expecting '}'")
    const value = this.expression(brace)
    let source: string | null = null
    if (text[this.pos] === '=') {
      this.pos++
      while (/[ \t\n\f\r\v]/.test(text[this.pos]) && this.pos < end) this.pos++
      if (this.pos >= end) this.fail("f-string: expecting '}'")
      source = text.slice(brace + 1, this.pos)
    }
    let conversion = -1
    if (text[this.pos] === '!') conversion = this.conversion()
    let format_spec: JoinedStr | null = null
    if (text[this.pos] === ':') {
      this.pos++
      if (this.pos >= end) this.fail("f-string: expecting '}'")
      format_spec = joinParts(this.parts(depth + 1), site.span, site.unicode, placeOf(site.token))
    }
    if (this.pos >= end || text[this.pos] !== '}') this.fail("f-string: expecting '}'")
    this.pos++
    if (source !== null && format_spec === null && conversion < 0) conversion = 'r'.charCodeAt(0)
    const node: FormattedValue = { ...site.span, kind: 'FormattedValue', value, conversion, format_spec }
    return source === null ? [node] : [source, node]
  }

  private conversion(): number {
    const char = this.text[++this.pos]
    if (this.pos++ >= this.end) this.fail("f-string: expecting '}'")
    if (!CONVERSIONS.includes(char)) {
      this.fail(`f-string: invalid conversion character: expected 's', 'r', or 'a'`)
    }
    if (this.pos >= this.end) this.fail("f-string: expecting '}'")
    return char.charCodeAt(0)
  }

  /** Moves to the `!`, `:`, `=` or `}` that ends an expression. */
  private skipExpression(): void {
    const { text, end } = this
    const open: string[] = []
    let quote = ''
    for (; this.pos < end; this.pos++) {
      const char = text[this.pos]
      if (char === '\\') this.fail('f-string expression part cannot include a backslash')
      if (quote !== '') {
        if (!text.startsWith(quote, this.pos) || this.pos + quote.length > end) continue
        this.pos += quote.length - 1
        quote = ''
      } else if (char === "'" || char === '"') {
        quote = this.pos + 2 < end && text.startsWith(char.repeat(3), this.pos) ? char.repeat(3) : char
        this.pos += quote.length - 1
      } else if (char === '(' || char === '[' || char === '{') {
        if (open.length >= MAX_BRACKETS) this.fail('f-string: too many nested parenthesis')
        open.push(char)
      } else if (char === '#') {
        this.fail("f-string expression part cannot include '#'")
      } else if (open.length === 0 && '!:}=<>'.includes(char)) {
        if ('!=<>'.includes(char) && text[this.pos + 1] === '=' && this.pos + 1 < end) this.pos++
        else if (char !== '<' && char !== '>') break
      } else if (char === ')' || char === ']' || char === '}') {
        const opening = open.pop()
        if (opening === undefined) this.fail(`f-string: unmatched '${char}'`)
        if (opening !== OPENS[char]) {
          this.fail(`f-string: closing parenthesis '${char}' does not match opening parenthesis '${opening}'`)
        }
      }
    }
    if (quote !== '') this.fail('f-string: unterminated string')
    if (open.length > 0) this.fail(`f-string: unmatched '${open.at(-1)}'`)
  }

  /** Parses what stands between the brace and the position. */
  private expression(brace: number): Expr {
    const { text, site } = this
    const source = text.slice(brace + 1, this.pos)
    if (/^[ \t\n\f\r]*$/.test(source)) {
      const ending = text[this.pos]
      if (ending === '}') this.fail('f-string: empty expression not allowed')
      this.fail(`f-string: expression required before '${ending}'`)
    }
    const { filename } = site.p.source
    const inner = `(${source})`
    const before = text.slice(0, brace)
    const lines = before.split('\n').length - 1
    const line = site.token.line + lines
    const col = lines === 0 ? site.token.col + brace : brace - before.lastIndexOf('\n') - 1
    const stream = shift(tokenize(inner, filename), line - 1, /^[ \t\f]*\n/.test(source) ? 0 : col)
    const at = new Source(`${inner}\n`, filename, col, line, 'f-string: ')
    return site.p.embedded(stream, at)
  }
}

function placeOf({ line, col, endLine, endCol }: Token): Position {
  return { line, col, endLine, endCol }
}

/** Moves tokens to where they stand in the file; only those on the first line change their column. */
function shift(stream: Tokens, lines: number, cols: number): Tokens {
  const col = (line: number) => (line === 1 ? cols : 0)
  const tokens = stream.tokens.map((token) => {
    const { kind, text, start, end, line, endLine, level, error } = token
    const [from, to] = [token.col + col(line), token.endCol + col(endLine)]
    return new Token(kind, text, start, end, line + lines, from, endLine + lines, to, level, error)
  })
  return { ...stream, tokens }
}
