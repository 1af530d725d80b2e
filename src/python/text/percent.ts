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
  /** Formatting bytes, where `%b` is `%s`. */
  readonly bytes?: boolean
  /** The items if it is a tuple. */
  tuple(value: V): readonly V[] | undefined
  /** Looks a key up if it is a mapping; undefined if it is none. */
  mapping(value: V): ((key: string) => V) | undefined
}

/** One conversion of a template, read but not checked: what is wrong with it comes up when it is its turn. */
interface Directive {
  /** The text before it. */
  readonly literal: string
  /** Key in brackets; null when they do not close. */
  readonly key: string | null | undefined
  readonly left: boolean
  readonly plus: boolean
  readonly space: boolean
  readonly alternate: boolean
  readonly zero: boolean
  readonly width: number | '*' | undefined
  readonly precision: number | '*' | undefined
  /** The letter, undefined at the end of the template, `%%` for a percent sign; it stands at `at`. */
  readonly code: string | undefined
  readonly at: number
}
interface Template {
  readonly directives: readonly Directive[]
  /** The text after the last one. */
  readonly rest: string
}

/** What a width or precision must stay below: C's sizes. */
const LIMITS = { width: 2 ** 63, precision: 2 ** 31 }

const FLAGS = '-+ #0'

function readTemplate(template: string): Template {
  const directives: Directive[] = []
  let i = 0
  for (;;) {
    const start = template.indexOf('%', i)
    if (start < 0) return { directives, rest: template.slice(i) }
    const literal = template.slice(i, start)
    i = start + 1
    let key: string | null | undefined
    if (template[i] === '(') {
      let depth = 1
      const from = ++i
      for (; i < template.length && depth > 0; i++) {
        if (template[i] === '(') depth++
        else if (template[i] === ')') depth--
      }
      key = depth > 0 ? null : template.slice(from, i - 1)
    }
    const flagged = i
    while (i < template.length && FLAGS.includes(template[i]!)) i++
    const flags = template.slice(flagged, i)
    const size = (): number | '*' | undefined => {
      if (template[i] === '*') {
        i++
        return '*'
      }
      const from = i
      while (template[i] !== undefined && template[i]! >= '0' && template[i]! <= '9') i++
      return i === from ? undefined : Number(template.slice(from, i))
    }
    const width = size()
    let precision: number | '*' | undefined
    if (template[i] === '.') {
      i++
      precision = size() ?? 0
    }
    while (i < template.length && 'hlL'.includes(template[i]!)) i++
    directives.push({
      literal,
      key,
      left: flags.includes('-'),
      plus: flags.includes('+'),
      space: flags.includes(' '),
      alternate: flags.includes('#'),
      zero: flags.includes('0'),
      width,
      precision,
      code: template[i] === '%' && i === start + 1 ? '%%' : template[i],
      at: i,
    })
    i++
  }
}

const templates = new Map<string, Template>()
/** Templates stand in loops: the last ones are kept, read. */
function templateOf(text: string): Template {
  let template = templates.get(text)
  if (template === undefined) {
    template = readTemplate(text)
    if (templates.size > 200) templates.clear()
    templates.set(text, template)
  }
  return template
}

/** `template % value`. */
export function percent<V>(text: string, value: V, objects: PercentObjects<V>): string {
  const tuple = objects.tuple(value)
  const items = tuple ?? [value]
  const lookup = tuple ? undefined : objects.mapping(value)
  let used = 0
  let viaMapping = false
  const next = (): V => {
    if (used >= items.length || viaMapping) fault('TypeError', 'not enough arguments for format string')
    return items[used++]!
  }
  const size = (
    given: number | '*' | undefined,
    take: () => V,
    what: 'width' | 'precision',
  ): number | undefined => {
    if (given !== '*') {
      if (given !== undefined && given >= LIMITS[what]) valueError(`${what} too big`)
      return given
    }
    const count = objects.int(take(), '*')
    return count === undefined ? fault('TypeError', '* wants int') : Number(count)
  }
  const { directives, rest } = templateOf(text)
  let out = ''
  for (let d = 0; d < directives.length; d++) {
    const directive = directives[d]!
    const { key, plus, space, alternate, zero, code, at } = directive
    out += directive.literal
    let argument: V | undefined
    let take = next
    if (key !== undefined) {
      if (!lookup) fault('TypeError', 'format requires a mapping')
      argument = lookup(key ?? valueError('incomplete format key'))
      viaMapping = true
      // What the key gave is the one argument, for a `*` as well.
      take = () => {
        const value = argument
        argument = undefined
        return value === undefined ? fault('TypeError', 'not enough arguments for format string') : value
      }
    }
    let { left } = directive
    let width = size(directive.width, take, 'width') ?? 0
    if (width < 0) {
      left = true
      width = -width
    }
    const given = size(directive.precision, take, 'precision')
    const precision = given === undefined ? undefined : Math.max(0, given)
    if (code === undefined) valueError('incomplete format')
    if (code === '%%') {
      out += '%'
      continue
    }
    const item = take()
    let sign = ''
    let prefix = ''
    let body: string
    let numeric = false
    switch (code) {
      case 's':
      case 'r':
      case 'a':
      case objects.bytes === true && 'b':
        body = code === 'r' ? objects.repr(item) : code === 'a' ? objects.ascii(item) : objects.str(item)
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
        const point = text.codePointAt(at)!
        const index = lengthOf(text.slice(0, at))
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
  out += rest
  if (!lookup && used < items.length) {
    fault('TypeError', 'not all arguments converted during string formatting')
  }
  return out
}
