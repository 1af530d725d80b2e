/**
 * String literals: one or several in a row to one node, with or without f-strings among them.
 */
import type { Expr, JoinedStr, Position } from './ast.js'
import { decodeBytes, decodeText } from './escapes.js'
import type { ExpressionParser } from './expressions.js'
import { type FormatSite, formattedParts } from './fstrings.js'
import type { Token } from './tokens.js'

/** A literal taken apart: its prefix letters and what is between its quotes. */
interface Literal {
  readonly token: Token
  readonly raw: boolean
  readonly bytes: boolean
  readonly formatted: boolean
  readonly body: string
  /** Where the body starts in the token's text. */
  readonly offset: number
}

function takeApart(token: Token): Literal {
  const { text } = token
  let quote = 0
  while (text[quote] !== "'" && text[quote] !== '"') quote++
  const prefix = text.slice(0, quote).toLowerCase()
  const width = text.length - quote >= 6 && text.startsWith(text[quote].repeat(3), quote) ? 3 : 1
  return {
    token,
    raw: prefix.includes('r'),
    bytes: prefix.includes('b'),
    formatted: prefix.includes('f'),
    body: text.slice(quote + width, text.length - width),
    offset: quote + width,
  }
}

const constant = ({ line, col, endLine, endCol }: Position, value: string, unicode: boolean): Expr => ({
  line,
  col,
  endLine,
  endCol,
  kind: 'Constant',
  value: { type: 'str', value },
  unicode,
})

/** All string tokens from here on: a Constant, or a JoinedStr if one of them is an f-string. */
export function parseStrings(p: ExpressionParser): Expr {
  const start = p.token
  const literals: Literal[] = [takeApart(p.advance())]
  while (p.at('STRING')) literals.push(takeApart(p.advance()))
  const span = p.span(start)
  const unicode = start.text.startsWith('u')
  if (literals.some((literal) => literal.bytes !== literals[0].bytes)) {
    p.raiseHere('cannot mix bytes and nonbytes literals')
  }
  const [first] = literals
  if (literals.length === 1 && !first.bytes && !first.formatted) {
    return constant(span, decodeText(p, first.body, first.raw), unicode)
  }
  if (first.bytes) {
    const value = joinBytes(
      literals.map((literal) => decodeBytes(p, literal.token, literal.body, literal.raw)),
    )
    return { ...span, kind: 'Constant', value: { type: 'bytes', value }, unicode: false }
  }
  if (literals.some((literal) => literal.formatted)) return joined(p, literals, span, unicode)
  const value = literals.map((literal) => decodeText(p, literal.body, literal.raw)).join('')
  return constant(span, value, unicode)
}

/** Neighbouring texts become one constant, empty ones none. */
function joined(p: ExpressionParser, literals: Literal[], span: Position, unicode: boolean): JoinedStr {
  const parts = literals.flatMap((literal): (string | Expr)[] => {
    const { token, raw, body, offset } = literal
    if (!literal.formatted) return [decodeText(p, body, raw)]
    const site: FormatSite = { p, token, raw, span, unicode }
    return formattedParts(site, offset, offset + body.length)
  })
  return joinParts(parts, span, unicode)
}

/**
 * The JoinedStr of texts and formatted values.
 *
 * CPython 3.11 gives a format spec, and the text at its end, the place of its own literal (`own`) while everything else
 * has that of the whole row of literals.
 */
export function joinParts(
  parts: (string | Expr)[],
  span: Position,
  unicode: boolean,
  own: Position = span,
): JoinedStr {
  const values: Expr[] = []
  let text = ''
  const flush = (place: Position, unicode: boolean) => {
    if (text === '') return
    const value = { type: 'str' as const, value: text }
    values.push({ ...place, kind: 'Constant', value, unicode })
    text = ''
  }
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
    } else {
      flush(span, unicode)
      values.push(part)
    }
  }
  flush(own, unicode && own === span)
  return { ...own, kind: 'JoinedStr', values }
}

function joinBytes(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
