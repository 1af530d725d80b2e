/**
 * Our tree as one canonical line of text; test/record/parse_dump.py writes CPython's the same way.
 */
import type { ConstantValue } from '../../../src/python/parse/ast.js'

type Fields = Record<string, unknown> & { kind: string }

const PLACE = new Set(['kind', 'line', 'col', 'endLine', 'endCol'])

/** Fields in CPython's order, where our objects are built in another. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  Assert: ['test', 'msg'],
  For: ['target', 'iter', 'body', 'orelse'],
}

/** Each node on its own line when `separator` is a line feed. */
export function dump(node: object, separator = ''): string {
  const fields = node as Fields
  const { kind, line, col, endLine, endCol } = fields
  const place = line === undefined ? '' : `@${line}:${col}-${endLine}:${endCol}`
  let inside: string[]
  if (kind === 'Constant') {
    inside = [constant(fields.value as ConstantValue), String(fields.unicode)]
  } else {
    const names = ORDER[kind] ?? Object.keys(fields).filter((name) => !PLACE.has(name))
    inside = names.map((name) => `${name}=${dumpValue(name, fields[name], separator)}`)
  }
  return `${separator}${kind}${place}(${inside.join(' ')})`
}

function dumpValue(name: string, value: unknown, separator: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => dumpValue(name, item, separator)).join(',')}]`
  if (typeof value === 'string') return name === 'op' || name === 'ops' ? value : quote(value)
  if (typeof value === 'object' && value !== null) return dump(value, separator)
  return String(value)
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\uffff]/g, (char) => {
    return '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0')
  })
}

function hex(value: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}

function constant(value: ConstantValue): string {
  switch (value.type) {
    case 'None':
    case 'Ellipsis':
      return value.type
    case 'bool':
      return `bool:${value.value}`
    case 'int':
      return `int:0x${value.value.toString(16)}`
    case 'float':
    case 'complex':
      return `${value.type}:${hex(value.value)}`
    case 'str':
      return `str:${quote(value.value)}`
    case 'bytes':
      return `bytes:${Array.from(value.value, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  }
}
