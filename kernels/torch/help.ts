/** What `?` and `??` show of a value. */
import { PyBoundMethod, PyBuiltin, PyFunction } from '../../src/python/object/function.js'
import { PyModule } from '../../src/python/object/module.js'
import { PyType, typeOf, type Value } from '../../src/python/object/object.js'
import { repr } from '../../src/python/object/protocol.js'
import { annotate, safeAttribute, signatureOf } from './lookup.js'

const LONG = 200

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
  const callable = value instanceof PyFunction || value instanceof PyBuiltin || value instanceof PyBoundMethod
  const signature = callable
    ? signatureOf(value)
    : value instanceof PyType
      ? (value.signature ?? initSignature(value))
      : null
  if (signature) row(value instanceof PyType ? 'Init signature:' : 'Signature:', ` ${name}${signature}`)
  row('Type:', typeOf(value).name)
  if (!callable && !(value instanceof PyType)) {
    const text = repr(value)
    row('String form:', text.length > LONG ? text.slice(0, LONG) + '…' : text)
    const note = value instanceof PyModule ? '' : annotate(value)
    if (note && note !== typeOf(value).name) row('Info:', note)
  }
  const source = level === 1 ? sourceOf(value) : null
  if (source !== null) row('Source:', source + '\n')
  else {
    const doc = safeAttribute(value, '__doc__')
    row('Docstring:', typeof doc === 'string' && doc.trim() ? cleaned(doc) : '<no docstring>')
  }
  return rows.join('\n')
}

const initSignature = (type: PyType): string | null => {
  const init = type.lookup('__init__')
  const text = init instanceof PyFunction ? signatureOf(init) : null
  return text === null ? null : text.replace(/^\(self(, )?/, '(')
}
