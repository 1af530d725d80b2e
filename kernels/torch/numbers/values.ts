/** The values that an expression of the user's may have, and the arithmetic between them. */
import { readAt, type SizeRead } from '../../../src/bridge/reads.js'
import type { Written } from '../../../src/explain/written.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { unparse } from '../../../src/python/text/unparse.js'
import { calledName, type FunctionNode } from './tree.js'

/** One value that an expression may have: its text with numbers for names, where these came from, and which calls that takes. */
export interface Value {
  readonly size: number
  readonly text: string
  /** Does the text need brackets within a product? */
  readonly loose: boolean
  readonly from: readonly Written[]
  readonly via: Via
}

/** Which call of a function was taken. */
export type Via = ReadonlyMap<FunctionNode, ast.Call>
export const NOWHERE: Via = new Map()
/** `x.shape[2]`, `x.size(2)`, `len(x)`: what that place read last. */
export function sizeAt(node: ast.Expr, axis: number, before: number): Value | null {
  let at = axis
  let place = node
  if (node.kind === 'Subscript' && node.slice.kind === 'Slice') {
    const { lower, step } = node.slice
    const from = lower === null ? 0 : constantOf(lower)
    if (from === null || step !== null || at < 0 !== (from < 0 && at < 0)) return null
    at = at < 0 ? at : from + at
    place = node.value
  }
  const isSize =
    place.kind === 'Attribute'
      ? place.attr === 'shape'
      : place.kind === 'Call' && /^(size|len)$/.test(calledName(place))
  if (!isSize) return null
  const read = readAt(place, before)
  if (read === null) return null
  const index = at < 0 ? at + read.shape.length : at
  if (index < 0 || index >= read.shape.length) return null
  const base =
    place.kind === 'Attribute'
      ? place.value
      : calledName(place as ast.Call) === 'len'
        ? (place as ast.Call).args[0]
        : ((place as ast.Call).func as ast.Attribute).value
  return sizeOfRead(base, read, index)
}

/** One of the sizes that were read from what an expression stood for. */
export function sizeOfRead(node: ast.Expr, { shape, derivation }: SizeRead, index: number): Value {
  const of = { name: unparse(node), shape, derivation }
  const size = shape[index]
  return {
    size,
    text: String(size),
    loose: false,
    from: [{ kind: 'dim', dim: { of, axis: index } }],
    via: NOWHERE,
  }
}

/** The elements that an index may mean. */
export function elementsOf(node: ast.Expr, at: number): readonly ast.Expr[] {
  if (node.kind !== 'Tuple' && node.kind !== 'List') return []
  if (Number.isNaN(at) || node.elts.some(({ kind }) => kind === 'Starred')) return node.elts
  return node.elts.slice(at, at === -1 ? undefined : at + 1)
}

export const plain = (size: number): Value => ({
  size,
  text: String(size),
  loose: false,
  from: [],
  via: NOWHERE,
})

export function constantOf(node: ast.Expr): number | null {
  if (node.kind === 'UnaryOp' && node.op === 'USub') {
    const value = constantOf(node.operand)
    return value === null ? null : -value
  }
  return node.kind === 'Constant' && node.value.type === 'int' ? Number(node.value.value) : null
}

/** What a dict, or a call that makes one or an object of keywords, has under a key. */
export function entryOf(node: ast.Expr, key: string): ast.Expr | null {
  if (node.kind === 'Call') return node.keywords.find(({ arg }) => arg === key)?.value ?? null
  if (node.kind !== 'Dict') return null
  const at = node.keys.findLastIndex(
    (each) => each?.kind === 'Constant' && each.value.type === 'str' && each.value.value === key,
  )
  return at < 0 ? null : node.values[at]
}

/** The calls of both; null where they say otherwise of one function. */
export function merged(a: Via, b: Via): Via | null {
  if (a.size === 0) return b
  if (b.size === 0) return a
  for (const [fn, call] of b) if ((a.get(fn) ?? call) !== call) return null
  return new Map([...a, ...b])
}

export const joined = (via: Via, values: readonly Value[]): Value[] =>
  values.flatMap((value) => {
    const both = merged(via, value.via)
    return both === null ? [] : [{ ...value, via: both }]
  })

const bracketed = ({ text, loose }: Value): string => (loose ? `(${text})` : text)

/** The sum, product, quotient… of two values, as arithmetic; nothing for what sizes are not made with. */
export function arithmetic(op: ast.BinaryOperator, a: Value, b: Value, via: Via): Value[] {
  const from = [...a.from, ...b.from]
  const value = (size: number, text: string, loose = false): Value[] =>
    Number.isFinite(size) ? [{ size, text, loose, from, via }] : []
  const [left, right] = [bracketed(a), bracketed(b)]
  switch (op) {
    case 'Add':
      return value(a.size + b.size, `${a.text} + ${b.text}`, true)
    case 'Sub':
      return value(a.size - b.size, `${a.text} − ${right}`, true)
    case 'Mult':
      return value(a.size * b.size, `${left}·${right}`)
    case 'Div':
      return value(a.size / b.size, `${left}/${over(b)}`)
    case 'FloorDiv': {
      const size = Math.floor(a.size / b.size)
      const text = `${left}/${over(b)}`
      return value(size, size * b.size === a.size ? text : `⌊${text}⌋`)
    }
    case 'Pow':
      return Number.isInteger(b.size) && b.size > 1 && b.size <= 4
        ? value(a.size ** b.size, Array(b.size).fill(left).join('·'))
        : []
    default:
      return []
  }
}

/** Below a line. */
const over = (value: Value): string => (/[\u00b7/]/.test(value.text) ? `(${value.text})` : bracketed(value))

export function keyOf(written: Written): string {
  if (written.kind === 'dim')
    return `${written.dim.of.derivation?.serial ?? written.dim.of.name} ${written.dim.axis}`
  const { site, size, name, arithmetic: text, of } = written
  // One number in one place may have been read under several names.
  return `${size} ${of.length === 0 ? '' : name} ${text} ${site.file} ${site.line} ${site.col} (${of.map(keyOf).join(', ')})`
}

/** Tells the stories of values apart. */
export const storyKey = ({ text, from }: Value): string => `${text} ${from.map(keyOf).join(', ')}`

/** The text of a literal. */
export const textOf = (node: ast.Expr): string | null =>
  node.kind === 'Constant' && node.value.type === 'str' ? node.value.value : null
