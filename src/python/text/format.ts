/**
 * The format mini-language: `format(value, spec)` for int, float, complex and str.
 *
 * [[fill]align][sign][z][#][0][width][grouping][.precision][type], as CPython 3.11 reads and words it.
 */
import { exponentText, fixed, positional, shortest, significant } from './decimal.js'
import { fault, overflowError, valueError } from './fault.js'
import { type Int, intText, toFloat } from './integer.js'

interface Spec {
  fill: string
  align: '' | '<' | '>' | '=' | '^'
  sign: '' | '+' | '-' | ' '
  noNegativeZero: boolean
  alternate: boolean
  zero: boolean
  width: number
  grouping: '' | ',' | '_'
  precision: number | undefined
  type: string
}

const ALIGNS = '<>=^'
/** A float's text without any digit but 0: what `z` takes the sign from. */
const ALL_ZERO = /^[0.]*(?:[eE][+-]\d+)?%?$/
const GROUPABLE = 'deEfFgG%'

/** Reads a spec; `typeName` is for the messages. */
/** Specs parsed before, by type and text: a program has few, and uses them in loops. */
const known = new Map<string, Spec>()

function parseSpec(spec: string, typeName: string, defaultType: string): Spec {
  const key = `${typeName}:${defaultType}:${spec}`
  let parsed = known.get(key)
  if (parsed === undefined) {
    parsed = readSpec(spec, typeName, defaultType)
    if (known.size < 1000) known.set(key, parsed)
  }
  return parsed
}

function readSpec(spec: string, typeName: string, defaultType: string): Spec {
  const chars = /^[\x00-\x7f]*$/.test(spec) ? spec : Array.from(spec)
  const out: Spec = {
    fill: ' ',
    align: '',
    sign: '',
    noNegativeZero: false,
    alternate: false,
    zero: false,
    width: 0,
    grouping: '',
    precision: undefined,
    type: defaultType,
  }
  let i = 0
  let fillGiven = false
  if (chars.length > 1 && ALIGNS.includes(chars[1]!)) {
    out.fill = chars[0]!
    out.align = chars[1] as Spec['align']
    fillGiven = true
    i = 2
  } else if (chars.length > 0 && ALIGNS.includes(chars[0]!)) {
    out.align = chars[0] as Spec['align']
    i = 1
  }
  const alignGiven = out.align !== ''
  if (chars[i] === '+' || chars[i] === '-' || chars[i] === ' ') out.sign = chars[i++] as Spec['sign']
  if (chars[i] === 'z') {
    out.noNegativeZero = true
    i++
  }
  if (chars[i] === '#') {
    out.alternate = true
    i++
  }
  if (!fillGiven && chars[i] === '0') {
    out.zero = true
    out.fill = '0'
    if (!alignGiven && defaultType !== 's') out.align = '='
    i++
  }
  const number = () => {
    const start = i
    while (i < chars.length && chars[i]! >= '0' && chars[i]! <= '9') i++
    if (i === start) return undefined
    const value = Number(Array.from(chars).slice(start, i).join(''))
    return value >= 2 ** 63 ? valueError('Too many decimal digits in format string') : value
  }
  out.width = number() ?? 0
  if (chars[i] === ',') {
    out.grouping = ','
    i++
  }
  if (chars[i] === '_') {
    if (out.grouping) valueError("Cannot specify both ',' and '_'.")
    out.grouping = '_'
    i++
  }
  if (chars[i] === ',' && out.grouping === '_') valueError("Cannot specify both ',' and '_'.")
  if (chars[i] === '.') {
    i++
    out.precision = number()
    if (out.precision === undefined) valueError('Format specifier missing precision')
  }
  if (chars.length - i > 1) {
    valueError(`Invalid format specifier '${spec}' for object of type '${typeName}'`)
  }
  if (i < chars.length) out.type = chars[i]!
  if (out.grouping && !GROUPABLE.includes(out.type) && out.type !== '') {
    if (!(out.grouping === '_' && 'boxX'.includes(out.type))) {
      const shown =
        out.type > ' ' && out.type < '\x80' ? out.type : `\\x${out.type.codePointAt(0)!.toString(16)}`
      valueError(`Cannot specify '${out.grouping}' with '${shown}'.`)
    }
  }
  return out
}

function unknownCode(type: string, typeName: string): never {
  const point = type.codePointAt(0)!
  const shown = point > 32 && point < 128 ? type : `\\x${point.toString(16)}`
  return valueError(`Unknown format code '${shown}' for object of type '${typeName}'`)
}

/** Length in code points. */
const lengthOf = (text: string) => {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      const next = text.charCodeAt(i + 1)
      if (next >= 0xdc00 && next < 0xe000) {
        count--
        i++
      }
    }
  }
  return count
}

function pad(text: string, fill: string, align: string, width: number): string {
  const missing = width - lengthOf(text)
  if (missing <= 0) return text
  if (align === '>') return fill.repeat(missing) + text
  if (align === '^') {
    const left = missing >> 1
    return fill.repeat(left) + text + fill.repeat(missing - left)
  }
  return text + fill.repeat(missing)
}

/** Separators every `size` digits, zero-filled to `width` columns in all. */
function group(digits: string, separator: string, size: number, width: number): string {
  if (digits.length < width) {
    // The narrowest zero-filled text at least `width` wide whose first character is a digit.
    let count = digits.length
    while (count + Math.floor((count - 1) / size) < width) count++
    digits = digits.padStart(count, '0')
  }
  let out = ''
  let end = digits.length
  while (end > size) {
    out = separator + digits.slice(end - size, end) + out
    end -= size
  }
  return digits.slice(0, end) + out
}

/** Sign, prefix, grouped digits and a tail put together in the spec's width. */
function assemble(
  spec: Spec,
  sign: string,
  prefix: string,
  whole: string,
  tail: string,
  groupSize = 3,
): string {
  const align = spec.align || '>'
  const inner = align === '=' ? spec.width - sign.length - prefix.length - tail.length : 0
  let digits = whole
  if (spec.grouping)
    digits = group(whole, spec.grouping, groupSize, spec.fill === '0' && align === '=' ? inner : 0)
  if (align === '=') {
    const missing = inner - digits.length
    return sign + prefix + (missing > 0 ? spec.fill.repeat(missing) : '') + digits + tail
  }
  return pad(sign + prefix + digits + tail, spec.fill, align, spec.width)
}

const signOf = (negative: boolean, sign: string) =>
  negative ? '-' : sign === '+' || sign === ' ' ? sign : ''

export function formatString(value: string, text: string): string {
  if (text === '') return value
  const spec = parseSpec(text, 'str', 's')
  if (spec.type !== 's') unknownCode(spec.type, 'str')
  if (spec.sign) {
    valueError(
      spec.sign === ' '
        ? 'Space not allowed in string format specifier'
        : 'Sign not allowed in string format specifier',
    )
  }
  if (spec.noNegativeZero) valueError('Negative zero coercion (z) not allowed in string format specifier')
  if (spec.alternate) valueError('Alternate form (#) not allowed in string format specifier')
  if (spec.align === '=') valueError("'=' alignment not allowed in string format specifier")
  let body = value
  if (spec.precision !== undefined && lengthOf(body) > spec.precision) {
    body = Array.from(body).slice(0, spec.precision).join('')
  }
  return pad(body, spec.fill, spec.align || '<', spec.width)
}

const BASES: Record<string, [base: number, prefix: string]> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
  d: [10, ''],
  n: [10, ''],
}

export function formatInt(value: Int, text: string, typeName = 'int'): string {
  if (text === '') return value.toString()
  const spec = parseSpec(text, typeName, 'd')
  if ('eEfFgG%'.includes(spec.type)) return floatBody(toFloat(value), spec, typeName)
  if (spec.type !== 'c' && !(spec.type in BASES)) unknownCode(spec.type, typeName)
  if (spec.precision !== undefined) valueError('Precision not allowed in integer format specifier')
  if (spec.noNegativeZero) valueError('Negative zero coercion (z) not allowed in integer format specifier')
  if (spec.type === 'c') {
    if (spec.sign) valueError("Sign not allowed with integer format specifier 'c'")
    if (spec.alternate) valueError("Alternate form (#) not allowed with integer format specifier 'c'")
    if (value >= 2n ** 63n || value < -(2n ** 63n)) overflowError('Python int too large to convert to C long')
    if (value < 0 || value > 0x10ffff) overflowError('%c arg not in range(0x110000)')
    return pad(
      String.fromCodePoint(Number(value)),
      spec.fill,
      (spec.align || '>').replace('=', '>'),
      spec.width,
    )
  }
  const [base, prefix] = BASES[spec.type]!
  const negative = value < 0
  let digits = intText(negative ? -value : value, base)
  if (spec.type === 'X') digits = digits.toUpperCase()
  const sign = signOf(negative, spec.sign)
  return assemble(spec, sign, spec.alternate ? prefix : '', digits, '', base === 10 ? 3 : 4)
}

export function formatFloat(value: number, text: string): string {
  const spec = parseSpec(text, 'float', '')
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) unknownCode(spec.type, 'float')
  return floatBody(value, spec, 'float')
}

function floatBody(value: number, spec: Spec, typeName: string): string {
  if (spec.precision !== undefined && spec.precision > 0x7fffffff) valueError('precision too big')
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) unknownCode(spec.type, typeName)
  let body = floatText(value, spec.type, spec.precision, spec.alternate)
  let negative = value < 0 || Object.is(value, -0)
  if (spec.noNegativeZero && ALL_ZERO.test(body)) negative = false
  if (Number.isNaN(value)) negative = false
  const split = /^\d*/.exec(body)![0].length
  const sign = signOf(negative, spec.sign)
  if (split === 0) {
    // inf and nan: nothing to group, zero fill still applies.
    return assemble({ ...spec, grouping: '' }, sign, '', body, '')
  }
  const tail = body.slice(split)
  body = body.slice(0, split)
  return assemble(spec, sign, '', body, tail)
}

/** |x| under a float presentation type, without sign and padding; '' is repr's form. */
export function floatText(x: number, type: string, precision: number | undefined, alternate = false): string {
  const upper = type === 'E' || type === 'F' || type === 'G'
  if (!Number.isFinite(x)) {
    const name = Number.isNaN(x) ? 'nan' : 'inf'
    return (upper ? name.toUpperCase() : name) + (type === '%' ? '%' : '')
  }
  const letter = upper ? 'E' : 'e'
  switch (type) {
    case 'f':
    case 'F':
      return dotted(fixed(x, precision ?? 6), alternate)
    case '%': {
      const scaled = x * 100
      if (!Number.isFinite(scaled)) return 'inf%'
      return `${dotted(fixed(scaled, precision ?? 6), alternate)}%`
    }
    case 'e':
    case 'E': {
      const { digits, point } = significant(x, (precision ?? 6) + 1)
      return scientific(digits, x === 0 ? 0 : point - 1, letter, alternate)
    }
    case '':
      if (precision === undefined) {
        const { digits, point } = shortest(x)
        if (point > 16 || point < -3) return scientific(digits, point - 1, letter, alternate)
        const body = positional({ digits, point })
        return body.includes('.') ? body : `${body}.0`
      }
      return general(x, Math.max(1, precision), letter, alternate, true)
    default:
      return general(x, Math.max(1, precision ?? 6), letter, alternate, false)
  }
}

const dotted = (body: string, alternate: boolean) => (alternate && !body.includes('.') ? `${body}.` : body)

const scientific = (digits: string, exponent: number, letter: string, alternate: boolean) =>
  digits[0]! +
  (digits.length > 1 ? `.${digits.slice(1)}` : alternate ? '.' : '') +
  exponentText(exponent, letter)

/** `g`: `count` significant digits, positional if the exponent allows it; `dotZero` keeps a digit after the point. */
function general(x: number, count: number, letter: string, alternate: boolean, dotZero: boolean): string {
  const { digits, point } = significant(x, count)
  const exponential = point <= -4 || point > count - (dotZero ? 1 : 0)
  if (alternate) {
    if (exponential) return scientific(digits, point - 1, letter, true)
    return dotted(positional({ digits, point }), true)
  }
  const stripped = digits.replace(/0+$/, '') || '0'
  if (exponential) return scientific(stripped, point - 1, letter, false)
  const body = positional({ digits: stripped, point })
  return dotZero && !body.includes('.') ? `${body}.0` : body
}

export function formatComplex(re: number, im: number, text: string): string {
  const spec = parseSpec(text, 'complex', '')
  if (spec.type !== '' && !'eEfFgGn'.includes(spec.type)) unknownCode(spec.type, 'complex')
  if (spec.fill === '0') {
    valueError('Zero padding is not allowed in complex format specifier')
  }
  if (spec.align === '=') valueError("'=' alignment flag is not allowed in complex format specifier")
  const part = (value: number, sign: Spec['sign']) => {
    let body: string
    if (spec.type === '' && spec.precision === undefined) {
      body = floatText(value, '', undefined, spec.alternate)
      if (body.endsWith('.0')) body = body.slice(0, spec.alternate ? -1 : -2)
    } else {
      body = floatText(value, spec.type === '' ? 'g' : spec.type, spec.precision, spec.alternate)
    }
    let negative = (value < 0 || Object.is(value, -0)) && !Number.isNaN(value)
    if (spec.noNegativeZero && ALL_ZERO.test(body)) negative = false
    const bare: Spec = { ...spec, sign, width: 0, align: '>', fill: ' ' }
    const split = /^\d*/.exec(body)![0].length
    return assemble(
      split === 0 ? { ...bare, grouping: '' } : bare,
      signOf(negative, sign),
      '',
      split === 0 ? body : body.slice(0, split),
      split === 0 ? '' : body.slice(split),
    )
  }
  const bracketed = spec.type === ''
  const skipReal = bracketed && re === 0 && !Object.is(re, -0)
  const body = skipReal ? `${part(im, spec.sign)}j` : `${part(re, spec.sign)}${part(im, '+')}j`
  return pad(bracketed && !skipReal ? `(${body})` : body, spec.fill, spec.align || '>', spec.width)
}

/** One piece of a `str.format` template: literal text, or a replacement field. */
export type FormatPiece = { literal: string } | { name: string; conversion: string; spec: string }

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
  let depth = 1
  let i = start
  let bracket = false
  let nameEnd = -1
  for (; i < template.length; i++) {
    const char = template[i]!
    if (nameEnd < 0) {
      if (char === '[') bracket = true
      else if (char === ']') bracket = false
      else if (bracket) continue
      else if (char === '{') valueError("unexpected '{' in field name")
      else if (char === ':' || char === '!') nameEnd = i
      else if (char === '}') {
        depth--
        if (depth === 0) break
      }
      continue
    }
    if (char === '{') depth++
    else if (char === '}' && --depth === 0) break
  }
  if (depth > 0) valueError("expected '}' before end of string")
  const end = i
  if (nameEnd < 0) {
    pieces.push({ name: template.slice(start, end), conversion: '', spec: '' })
    return end + 1
  }
  let conversion = ''
  let specStart = nameEnd + 1
  if (template[nameEnd] === '!') {
    if (nameEnd + 1 >= end) valueError('end of string while looking for conversion specifier')
    conversion = template[nameEnd + 1]!
    specStart = nameEnd + 2
    if (specStart < end) {
      if (template[specStart] !== ':') valueError("expected ':' after conversion specifier")
      specStart++
    }
  }
  pieces.push({ name: template.slice(start, nameEnd), conversion, spec: template.slice(specStart, end) })
  return end + 1
}

/** A field's name taken apart: `a.b[0]` is `a`, then attribute `b`, then index 0. */
export interface FieldPath {
  first: string | number
  rest: ({ attribute: string } | { index: string | number })[]
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
      if (stop === i + 1) valueError('Empty attribute in format string')
      rest.push({ attribute: name.slice(i + 1, stop) })
      i = stop
    } else if (name[i] === '[') {
      const stop = name.indexOf(']', i)
      if (stop < 0) valueError("Missing ']' in format string")
      const index = name.slice(i + 1, stop)
      if (index === '') valueError('Empty attribute in format string')
      rest.push({ index: /^\d+$/.test(index) ? Number(index) : index })
      i = stop + 1
    } else {
      valueError("Only '.' or '[' may follow ']' in format field specifier")
    }
  }
  return { first: /^\d+$/.test(head) ? Number(head) : head, rest }
}

/** What %-formatting needs of the objects it formats. */
export interface PercentObjects<V> {
  str(value: V): string
  repr(value: V): string
  ascii(value: V): string
  /** The int of `%d`, `%x`…; undefined if the object is no number. `code` is for the messages. */
  int(value: V, code: string): Int | undefined
  float(value: V): number
  /** The text of `%c`. */
  char(value: V): string
  typeName(value: V): string
  /** The items if it is a tuple. */
  tuple(value: V): readonly V[] | undefined
  /** Looks a key up if it is a mapping; undefined if it is none. */
  mapping(value: V): ((key: string) => V) | undefined
}

/** `template % value`. */
export function percent<V>(template: string, value: V, objects: PercentObjects<V>): string {
  const items = objects.tuple(value) ?? [value]
  const lookup = objects.tuple(value) ? undefined : objects.mapping(value)
  let used = 0
  let viaMapping = false
  const next = (): V => {
    if (used >= items.length || viaMapping) fault('TypeError', 'not enough arguments for format string')
    return items[used++]!
  }
  let out = ''
  let i = 0
  while (i < template.length) {
    const start = template.indexOf('%', i)
    if (start < 0) {
      out += template.slice(i)
      break
    }
    out += template.slice(i, start)
    i = start + 1
    let argument: V | undefined
    let keyed = false
    if (template[i] === '(') {
      if (!lookup) fault('TypeError', 'format requires a mapping')
      let depth = 1
      const from = ++i
      while (i < template.length && depth > 0) {
        if (template[i] === '(') depth++
        else if (template[i] === ')') depth--
        i++
      }
      if (depth > 0) valueError('incomplete format key')
      argument = lookup!(template.slice(from, i - 1))
      keyed = true
      viaMapping = true
    }
    let left = false
    let plus = false
    let space = false
    let alternate = false
    let zero = false
    for (; '-+ #0'.includes(template[i] ?? 'x'); i++) {
      const flag = template[i]
      if (flag === '-') left = true
      else if (flag === '+') plus = true
      else if (flag === ' ') space = true
      else if (flag === '#') alternate = true
      else zero = true
    }
    const size = (): number | undefined => {
      if (template[i] === '*') {
        i++
        const star = viaMapping ? fault('TypeError', 'not enough arguments for format string') : next()
        const count = objects.int(star, '*')
        return count === undefined ? fault('TypeError', '* wants int') : Number(count)
      }
      const from = i
      while (template[i] !== undefined && template[i]! >= '0' && template[i]! <= '9') i++
      return i === from ? undefined : Number(template.slice(from, i))
    }
    let width = size() ?? 0
    if (width < 0) {
      left = true
      width = -width
    }
    let precision: number | undefined
    if (template[i] === '.') {
      i++
      precision = Math.max(0, size() ?? 0)
    }
    while ('hlL'.includes(template[i] ?? 'x')) i++
    const code = template[i]
    if (code === undefined) valueError('incomplete format')
    if (code === '%') {
      out += '%'
      i++
      continue
    }
    const at = i
    i++
    const item = keyed ? (argument as V) : next()
    let sign = ''
    let prefix = ''
    let body: string
    let numeric = false
    switch (code) {
      case 's':
      case 'r':
      case 'a':
        body = code === 's' ? objects.str(item) : code === 'r' ? objects.repr(item) : objects.ascii(item)
        if (precision !== undefined && lengthOf(body) > precision) {
          body = Array.from(body).slice(0, precision).join('')
        }
        break
      case 'c':
        body = objects.char(item)
        break
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X': {
        const number = objects.int(item, code)
        if (number === undefined) {
          const wanted = 'oxX'.includes(code) ? 'an integer is required' : 'a real number is required'
          fault('TypeError', `%${code} format: ${wanted}, not ${objects.typeName(item)}`)
        }
        const base = code === 'o' ? 8 : code === 'x' || code === 'X' ? 16 : 10
        body = intText(number! < 0 ? -number! : number!, base)
        if (precision !== undefined) body = body.padStart(precision, '0')
        if (alternate && base !== 10) prefix = `0${code}`
        if (code === 'X') body = body.toUpperCase()
        sign = signOf(number! < 0, plus ? '+' : space ? ' ' : '')
        numeric = true
        break
      }
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': {
        const number = objects.float(item)
        body = floatText(number, code, precision, alternate)
        const negative = (number < 0 || Object.is(number, -0)) && !Number.isNaN(number)
        sign = signOf(negative, plus ? '+' : space ? ' ' : '')
        numeric = true
        break
      }
      default: {
        const point = template.codePointAt(at)!
        const index = lengthOf(template.slice(0, at))
        const shown = point > 31 && point < 127 ? String.fromCodePoint(point) : '?'
        valueError(`unsupported format character '${shown}' (0x${point.toString(16)}) at index ${index}`)
        body = ''
      }
    }
    const missing = width - lengthOf(body) - sign.length - prefix.length
    if (missing <= 0) out += sign + prefix + body
    else if (left) out += sign + prefix + body + ' '.repeat(missing)
    else if (zero && numeric) out += sign + prefix + '0'.repeat(missing) + body
    else out += ' '.repeat(missing) + sign + prefix + body
  }
  if (!lookup && used < items.length) {
    fault('TypeError', 'not all arguments converted during string formatting')
  }
  return out
}
