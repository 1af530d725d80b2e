/** The templates of `str.format`: literal text and replacement fields. */
import { valueError } from './fault.js'

/** One piece of a `str.format` template: literal text, or a replacement field. */
export type FormatPiece =
  | { literal: string }
  /** `path` is the name taken apart, once the field has been asked for. */
  | { name: string; conversion: string; spec: string; path?: FieldPath }

/** Splits a `str.format` template; the spec is returned raw, its nested fields are the caller's to expand. */
export function parseTemplate(template: string): FormatPiece[] {
  const pieces: FormatPiece[] = []
  let literal = ''
  let i = 0
  const flush = () => {
    if (literal) pieces.push({ literal })
    literal = ''
  }
  while (i < template.length) {
    const char = template[i]!
    if (char === '{') {
      if (template[i + 1] === '{') {
        literal += '{'
        i += 2
        continue
      }
      if (i + 1 >= template.length) valueError("Single '{' encountered in format string")
      flush()
      i = parseField(template, i + 1, pieces)
    } else if (char === '}') {
      if (template[i + 1] !== '}') valueError("Single '}' encountered in format string")
      literal += '}'
      i += 2
    } else {
      literal += char
      i++
    }
  }
  flush()
  return pieces
}

function parseField(template: string, start: number, pieces: FormatPiece[]): number {
  let i = start
  let bracket = false
  let nameEnd = -1
  for (; i < template.length && nameEnd < 0; i++) {
    const char = template[i]!
    if (char === '[') bracket = true
    else if (char === ']') bracket = false
    else if (bracket) continue
    else if (char === '{') valueError("unexpected '{' in field name")
    else if (char === ':' || char === '!' || char === '}') nameEnd = i
  }
  if (nameEnd < 0) valueError("expected '}' before end of string")
  const name = template.slice(start, nameEnd)
  let conversion = ''
  if (template[nameEnd] === '!') {
    if (i >= template.length) valueError('end of string while looking for conversion specifier')
    conversion = template[i++]!
    const after = template[i]
    if (after !== undefined && after !== ':' && after !== '}')
      valueError("expected ':' after conversion specifier")
    if (after !== '}') i++
  }
  if (template[nameEnd] === '}' || (conversion !== '' && template[i] === '}')) {
    pieces.push({ name, conversion, spec: '' })
    return template[nameEnd] === '}' ? i : i + 1
  }
  const specStart = i
  for (let depth = 1; i < template.length; i++) {
    if (template[i] === '{') depth++
    else if (template[i] === '}' && --depth === 0) {
      pieces.push({ name, conversion, spec: template.slice(specStart, i) })
      return i + 1
    }
  }
  return valueError("unmatched '{' in format spec")
}

/** A field's name taken apart: `a.b[0]` is `a`, then attribute `b`, then index 0. What is wrong in it comes up when it is its turn. */
export interface FieldPath {
  first: string | number
  rest: ({ attribute: string } | { index: string | number } | { wrong: string })[]
}

/** Digits are a number, as far as an index can be one. */
function numbered(text: string): string | number {
  if (!/^\d+$/.test(text)) return text
  return BigInt(text) < 2n ** 63n ? Number(text) : valueError('Too many decimal digits in format string')
}

export function parseFieldName(name: string): FieldPath {
  const end = name.search(/[.[]/)
  const head = end < 0 ? name : name.slice(0, end)
  const rest: FieldPath['rest'] = []
  let i = end < 0 ? name.length : end
  while (i < name.length) {
    if (name[i] === '.') {
      const next = name.slice(i + 1).search(/[.[]/)
      const stop = next < 0 ? name.length : i + 1 + next
      const attribute = name.slice(i + 1, stop)
      rest.push(attribute === '' ? { wrong: 'Empty attribute in format string' } : { attribute })
      i = stop
    } else if (name[i] === '[') {
      const stop = name.indexOf(']', i)
      const index = name.slice(i + 1, stop)
      if (stop < 0 || index === '') {
        rest.push({ wrong: stop < 0 ? "Missing ']' in format string" : 'Empty attribute in format string' })
        break
      }
      rest.push({ index: numbered(index) })
      i = stop + 1
    } else {
      rest.push({ wrong: "Only '.' or '[' may follow ']' in format field specifier" })
      break
    }
  }
  return { first: numbered(head), rest }
}
