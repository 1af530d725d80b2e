/**
 * The format mini-language: reading a spec, and laying out a number's parts in the width it asks for.
 *
 * [[fill]align][sign][z][#][0][width][grouping][.precision][type], as CPython 3.11 reads and words it.
 */
import { valueError } from './fault.js'

export interface Spec {
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
export const ALL_ZERO = /^[0.]*(?:[eE][+-]\d+)?%?$/
const GROUPABLE = 'deEfFgG%'

/** Specs parsed before, by type and text: a program has few, and uses them in loops. */
const known = new Map<string, Spec>()

export function parseSpec(spec: string, typeName: string, defaultType: string): Spec {
  const key = `${typeName}:${defaultType}:${spec}`
  let parsed = known.get(key)
  if (parsed === undefined) {
    parsed = readSpec(spec, typeName, defaultType)
    if (known.size < 1000) known.set(key, parsed)
  }
  return parsed
}

/** Reads a spec; `typeName` is for the messages. */
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

export function unknownCode(type: string, typeName: string): never {
  const point = type.codePointAt(0)!
  const shown = point > 32 && point < 128 ? type : `\\x${point.toString(16)}`
  return valueError(`Unknown format code '${shown}' for object of type '${typeName}'`)
}

/** Length in code points. */
export const lengthOf = (text: string) => {
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

export function pad(text: string, fill: string, align: string, width: number): string {
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
export function assemble(
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

export const signOf = (negative: boolean, sign: string) =>
  negative ? '-' : sign === '+' || sign === ' ' ? sign : ''
