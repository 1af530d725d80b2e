/** `%` formatting: `template % value`, over objects that the caller knows how to read. */
import { fault, valueError } from './fault.js'
import { floatText } from './format.js'
import { lengthOf, signOf } from './format_spec.js'
import { type Int, intText } from './integer.js'

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
