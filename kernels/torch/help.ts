/** What `?` and `??` show of a value. */
import { PyTensor } from '../../src/bridge/values.js'
import { PyDict } from '../../src/python/object/dict.js'
import { PyBoundMethod, PyBuiltin, PyFunction } from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import { PyType, typeOf, type Value } from '../../src/python/object/object.js'
import { repr } from '../../src/python/object/protocol.js'
import { PyList, PyTuple } from '../../src/python/object/values.js'
import { documentationOf, titleOf } from './documentation.js'
import { annotate, isFunction, safeAttribute } from './lookup.js'
import { callsOf, textOf } from './signatures.js'

const LONG = 200

/** repr, but tensors inside lists, tuples and dicts are only named: reading their data may take long. */
const summary = (value: Value): string => {
  const items =
    value instanceof PyDict
      ? value.values_()
      : value instanceof PyList || value instanceof PyTuple
        ? value.items
        : []
  if (!items.some((item) => item instanceof PyTensor)) return repr(value)
  const one = (item: Value): string => (item instanceof PyTensor ? annotate(item) : repr(item))
  const shown =
    value instanceof PyDict
      ? [...value.entries()].map(([key, item]) => `${repr(key)}: ${one(item)}`)
      : items.map(one)
  const [open, close] = value instanceof PyDict ? '{}' : value instanceof PyList ? '[]' : '()'
  return open + shown.join(', ') + close
}

/** Removes the indentation that the lines after the first share, as inspect.cleandoc. */
const cleaned = (doc: string): string => {
  const [first, ...rest] = doc.replaceAll('\t', '        ').split('\n')
  const margin = Math.min(
    ...rest.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length),
  )
  return [first.trim(), ...rest.map((line) => line.slice(Number.isFinite(margin) ? margin : 0))]
    .join('\n')
    .trim()
}

const sourceOf = (value: Value): string | null => {
  if (value instanceof PyBoundMethod) return sourceOf(value.func)
  if (!(value instanceof PyFunction)) return null
  const { source, definition } = value.code
  if (!definition) return null
  const { line, endLine } = definition.position
  return source.lines.slice(line - 1, endLine).join('\n')
}

/** The help text; `name` is how the value was asked for. */
export const describeValue = (name: string, value: Value, level: 0 | 1): string => {
  const rows: string[] = []
  const row = (label: string, text: string): void => {
    rows.push(text.includes('\n') ? `${label}\n${text}` : `${label.padEnd(13)}${text}`)
  }
  const callable = isFunction(value)
  const calls = callable || value instanceof PyType ? (callsOf(value) ?? []) : []
  const label = value instanceof PyType ? 'Init signature:' : 'Signature:'
  for (const [at, parameters] of calls.entries()) row(at === 0 ? label : '', ` ${name}${textOf(parameters)}`)
  row('Type:', typeOf(value).name)
  if (!callable && !(value instanceof PyType)) {
    const text = summary(value)
    row('String form:', text.length > LONG ? text.slice(0, LONG) + '…' : text)
    const note = value instanceof PyModule ? '' : annotate(value)
    if (note && note !== typeOf(value).name) row('Info:', note)
  }
  const source = level === 1 ? sourceOf(value) : null
  if (source !== null) row('Source:', source + '\n')
  else row('Docstring:', docOf(value) ?? '<no docstring>')
  return rows.join('\n')
}

/** The docstring, or our own sentence for what is built in. */
const docOf = (value: Value): string | undefined => {
  const doc = safeAttribute(value, '__doc__')
  if (typeof doc === 'string' && doc.trim()) return cleaned(doc)
  return (
    documentationOf(value) ??
    (isFunction(value) || value instanceof PyType ? undefined : docOf(typeOf(value)))
  )
}

/** What `help(value)` prints. */
export const helpText = (value: Value): string => {
  if (value instanceof PyModule || value instanceof PyType || isFunction(value)) {
    const named = safeAttribute(value, '__name__')
    const name = typeof named === 'string' ? named : typeOf(value).name
    const module = safeAttribute(value, '__module__')
    const title =
      titleOf(value) ??
      `${value instanceof PyBuiltin ? 'built-in function' : 'function'} ${name}${typeof module === 'string' ? ` in module ${module}` : ''}`
    const calls = value instanceof PyModule ? [] : (callsOf(value) ?? [])
    const doc = docOf(value)
    const indented = doc === undefined ? [] : doc.split('\n').map((line) => `    ${line}`.trimEnd())
    return [
      `Help on ${title}:`,
      '',
      ...calls.map((parameters) => name + textOf(parameters)),
      ...indented,
      '',
    ].join('\n')
  }
  return `Help on ${typeOf(value).name} object:\n\n${describeValue('', value, 0)}\n`
}
