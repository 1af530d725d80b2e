/** Results as IPython's pretty printer lays them out: one line if it fits 80 columns, else an element a line. */
import { PyDict } from '../../src/python/object/dict.js'
import { typeOf, type Value } from '../../src/python/object/object.js'
import { binaryOp } from '../../src/python/object/operators.js'
import { repr, str } from '../../src/python/object/protocol.js'
import { PyFloat, PyList, PyTuple } from '../../src/python/object/values.js'

const WIDTH = 79
/** Elements shown of a long sequence. */
const SHOWN = 1000

/** The text of a result; `floatFormat` (a printf format) applies to floats, also inside lists, tuples and dicts. */
export const pretty = (value: Value, floatFormat: string | null): string =>
  laidOut(value, 0, 0, 0, floatFormat === null ? repr : formatting(floatFormat))

type Repr = (value: Value) => string

/** repr with floats in a format of their own. */
const formatting = (format: string): Repr => {
  const shown: Repr = (value) => {
    if (value instanceof PyFloat && value.cls.isNative) return str(binaryOp('Mod', format, value))
    const open = brackets(value)
    if (open === undefined) return repr(value)
    const parts = partsOf(value as PyList).map(
      ([key, item]) => (key === undefined ? '' : `${repr(key)}: `) + shown(item),
    )
    return open[0] + parts.join(', ') + (value instanceof PyTuple && parts.length === 1 ? ',' : '') + open[1]
  }
  return shown
}

/** The brackets of a plain list, tuple or dict. */
const brackets = (value: Value): string | undefined => {
  const kind = typeOf(value).name
  if (value instanceof PyList) return kind === 'list' ? '[]' : undefined
  if (value instanceof PyTuple) return kind === 'tuple' ? '()' : undefined
  return value instanceof PyDict && kind === 'dict' ? '{}' : undefined
}

/** Keys (of a dict) and items. */
const partsOf = (value: PyList | PyTuple | PyDict): [key: Value | undefined, item: Value][] =>
  value instanceof PyDict
    ? [...value.entries()]
    : value.items.map((item): [undefined, Value] => [undefined, item])

/**
 * `column` columns stand before the text, `after` must fit behind it on its last line. New lines begin one column further in for each of
 * the `depth` brackets around, wherever those stand.
 */
const laidOut = (value: Value, column: number, depth: number, after: number, shown: Repr): string => {
  const open = brackets(value)
  const flat = shown(value)
  const last = flat.slice(flat.lastIndexOf('\n') + 1)
  if (
    open === undefined ||
    (!flat.includes('\n') && column + last.length + after <= WIDTH && count(value) <= SHOWN)
  )
    return flat
  const parts = partsOf(value as PyList)
  const indent = depth + 1
  const lines = parts.slice(0, SHOWN).map(([key, item], at) => {
    const label = key === undefined ? '' : shown(key) + ': '
    const start = (at === 0 ? column + 1 : indent) + label.length
    return label + laidOut(item, start, indent, at === parts.length - 1 ? after + 1 : 1, shown)
  })
  if (parts.length > SHOWN) lines.push('...')
  const trailing = value instanceof PyTuple && parts.length === 1 ? ',' : ''
  return open[0] + lines.join(',\n' + ' '.repeat(indent)) + trailing + open[1]
}

const count = (value: Value): number =>
  value instanceof PyList || value instanceof PyTuple
    ? value.items.length
    : value instanceof PyDict
      ? value.size
      : 0
