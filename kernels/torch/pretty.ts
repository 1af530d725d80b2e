/** Results as IPython's pretty printer lays them out: one line if it fits 80 columns, else an element a line. */
import { PyDict } from '../../src/python/object/dict.js'
import { typeOf, type Value } from '../../src/python/object/object.js'
import { repr } from '../../src/python/object/protocol.js'
import { PyList, PyTuple } from '../../src/python/object/values.js'

const WIDTH = 79
/** Elements shown of a long sequence. */
const SHOWN = 1000

/** `indent` columns stand before the text, `after` must fit behind it on its last line. */
export const pretty = (value: Value, indent = 0, after = 0): string => {
  const kind = typeOf(value).name
  const open =
    value instanceof PyList && kind === 'list'
      ? '[]'
      : value instanceof PyTuple && kind === 'tuple'
        ? '()'
        : value instanceof PyDict && kind === 'dict'
          ? '{}'
          : undefined
  const flat = repr(value)
  const last = flat.slice(flat.lastIndexOf('\n') + 1)
  if (
    open === undefined ||
    (!flat.includes('\n') && indent + last.length + after <= WIDTH && count(value) <= SHOWN)
  )
    return flat
  const parts =
    value instanceof PyDict
      ? value.keys().map((key): [string, Value] => [repr(key) + ': ', value.get(key)!])
      : (value as PyList | PyTuple).items.map((item): [string, Value] => ['', item])
  const column = indent + 1
  const lines = parts
    .slice(0, SHOWN)
    .map(
      ([label, item], at) =>
        label + pretty(item, column + label.length, at === parts.length - 1 ? after + 1 : 1),
    )
  if (parts.length > SHOWN) lines.push('...')
  const trailing = value instanceof PyTuple && parts.length === 1 ? ',' : ''
  return open[0] + lines.join(',\n' + ' '.repeat(column)) + trailing + open[1]
}

const count = (value: Value): number =>
  value instanceof PyList || value instanceof PyTuple
    ? value.items.length
    : value instanceof PyDict
      ? value.size
      : 0
