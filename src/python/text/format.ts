/** `format(value, spec)` for int, float, complex and str. */
import { exponentText, fixed, positional, shortest, significant } from '../../base/decimal.js'
import { overflowError, valueError } from './fault.js'
import {
  ALL_ZERO,
  assemble,
  lengthOf,
  pad,
  parseSpec,
  type Spec,
  signOf,
  unknownCode,
} from './format_spec.js'
import { type Int, intText, toFloat } from './integer.js'

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
  const sign = signOf(negative, spec.sign)
  if (spec.width === 0 && spec.grouping === '') return sign + body
  const split = /^\d*/.exec(body)![0].length
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
