/**
 * `str.format`, `str.format_map` and `%` on objects: text/format.ts reads the templates, the objects answer here.
 */

import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Kwargs, Value } from '../object/object.js'
import { typeOf } from '../object/object.js'
import { call, format, getAttr, getItem, lookupSpecial, repr, str, toIndex } from '../object/protocol.js'
import { asInt, asStr, PyBoxed, PyByteArray, PyBytes, PyFloat, PyTuple } from '../object/values.js'
import { fromLatin1 } from '../text/bytes.js'
import { truncate } from '../text/integer.js'
import { type PercentObjects, percent } from '../text/percent.js'
import { asciiOnly } from '../text/repr.js'
import { lengthOf } from '../text/strings.js'
import { type FormatPiece, parseFieldName, parseTemplate } from '../text/template.js'
import { realOf } from './float.js'

// --- str.format ----------------------------------------------------------------------------------------------------

/** Numbers the fields that have no name; mixing with numbered ones is an error. */
class Numbering {
  private next = 0
  private manual: boolean | undefined
  index(given: number | undefined): number {
    const manual = given !== undefined
    if (this.manual !== undefined && this.manual !== manual) {
      throw raise(
        'ValueError',
        manual
          ? 'cannot switch from automatic field numbering to manual field specification'
          : 'cannot switch from manual field specification to automatic field numbering',
      )
    }
    this.manual = manual
    return given ?? this.next++
  }
}

interface Sources {
  positional(index: number): Value
  named(name: string): Value
}

const templates = new Map<string, FormatPiece[]>()
/** Templates stand in loops: the last ones are kept parsed. */
function piecesOf(template: string): FormatPiece[] {
  let pieces = templates.get(template)
  if (pieces === undefined) {
    pieces = parseTemplate(template)
    if (templates.size > 200) templates.clear()
    templates.set(template, pieces)
  }
  return pieces
}

function render(template: string, sources: Sources, numbering: Numbering, depth: number): string {
  if (depth < 0) throw raise('ValueError', 'Max string recursion exceeded')
  let out = ''
  for (const piece of piecesOf(template)) {
    if ('literal' in piece) {
      out += piece.literal
      continue
    }
    piece.path ??= parseFieldName(piece.name)
    const { first, rest } = piece.path
    let value =
      typeof first === 'number' || first === ''
        ? sources.positional(numbering.index(first === '' ? undefined : (first as number)))
        : sources.named(first)
    for (const step of rest) {
      if ('wrong' in step) throw raise('ValueError', step.wrong)
      value = 'attribute' in step ? getAttr(value, step.attribute) : getItem(value, step.index)
    }
    value = convert(value, piece.conversion)
    const spec =
      piece.spec.includes('{') || piece.spec.includes('}')
        ? render(piece.spec, sources, numbering, depth - 1)
        : piece.spec
    out += format(value, spec)
  }
  return out
}

/** `!r`, `!s`, `!a`. */
function convert(value: Value, conversion: string): Value {
  switch (conversion) {
    case '':
      return value
    case 'r':
      return repr(value)
    case 's':
      return str(value)
    case 'a':
      return asciiOnly(repr(value))
    default:
      throw raise('ValueError', `Unknown conversion specifier ${conversion}`)
  }
}

export function formatTemplate(template: string, args: readonly Value[], kwargs: Kwargs): string {
  const sources: Sources = {
    positional(index) {
      const value = args[index]
      if (value === undefined) {
        throw raise('IndexError', `Replacement index ${index} out of range for positional args tuple`)
      }
      return value
    },
    named(name) {
      const value = kwargs.get(name)
      if (value === undefined) throw raise('KeyError', name)
      return value
    },
  }
  return render(template, sources, new Numbering(), 2)
}

export function formatMap(template: string, mapping: Value): string {
  const sources: Sources = {
    positional() {
      throw raise('ValueError', 'Format string contains positional fields')
    },
    named: (name) => getItem(mapping, name),
  }
  return render(template, sources, new Numbering(), 2)
}

// --- % -------------------------------------------------------------------------------------------------------------

const objects: PercentObjects<Value> = {
  str,
  repr,
  ascii: (value) => asciiOnly(repr(value)),
  int(value, code) {
    const own = asInt(value)
    if (own !== undefined) return own
    const slots = typeOf(value).slots
    if (code === '*') return undefined
    if ('oxX'.includes(code)) return slots.index === undefined ? undefined : toIndex(value)
    if (value instanceof PyFloat) return truncate(value.value)
    if (value instanceof PyBoxed || asStr(value) !== undefined) return undefined
    if (slots.int !== undefined) return asInt(slots.int(value))
    return slots.index === undefined ? undefined : slots.index(value)
  },
  float: (value) => realOf(value),
  char(value) {
    const text = asStr(value)
    if (text !== undefined) {
      if (lengthOf(text) === 1) return text
      throw newTypeError('%c requires int or char')
    }
    if (typeOf(value).slots.index === undefined) throw newTypeError('%c requires int or char')
    const point = toIndex(value)
    if (point < 0 || point > 0x10ffff) throw raise('OverflowError', '%c arg not in range(0x110000)')
    return String.fromCodePoint(Number(point))
  },
  typeName: typeNameOf,
  tuple: (value) => (value instanceof PyTuple ? value.items : undefined),
  mapping(value) {
    if (asStr(value) !== undefined || value instanceof PyTuple) return undefined
    return typeOf(value).slots.getitem === undefined ? undefined : (key) => getItem(value, key)
  },
}

/** `template % value`. */
export const percentFormat = (template: string, value: Value): string => percent(template, value, objects)

/** `b'…' % value` works on Latin-1 text: `%s` and `%b` take bytes, `%a` and `%r` an ASCII repr. */
export const percentBytes = (template: string, value: Value, latin1: (data: Uint8Array) => string): string =>
  percent(template, value, {
    ...objects,
    bytes: true,
    mapping(mapping) {
      if (mapping instanceof PyBytes || mapping instanceof PyByteArray) return undefined
      const read = objects.mapping(mapping)
      return read && ((key) => getItem(mapping, new PyBytes(fromLatin1(key))))
    },
    repr: (item) => asciiOnly(repr(item)),
    str(item) {
      if (item instanceof PyBytes || item instanceof PyByteArray) return latin1(item.data)
      const convert = lookupSpecial(item, '__bytes__')
      const made = convert === undefined ? undefined : call(convert, [])
      if (made instanceof PyBytes) return latin1(made.data)
      throw newTypeError(
        `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeNameOf(item)}'`,
      )
    },
    char(item) {
      if ((item instanceof PyBytes || item instanceof PyByteArray) && item.data.length === 1)
        return latin1(item.data)
      const byte = asInt(item)
      if (byte === undefined) throw newTypeError('%c requires an integer in range(256) or a single byte')
      if (byte < 0 || byte > 255) throw raise('OverflowError', '%c arg not in range(256)')
      return String.fromCharCode(Number(byte))
    },
  })
