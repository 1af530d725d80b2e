/**
 * Syntax trees as text: the build parses what is written in the dialect, and a start unpacks the definitions that it needs, several times
 * faster than it could parse them.
 *
 * A node is `[layout, line, …fields]`, where the layout (its kind and the names of its fields) stands in a table beside the tree; a list is
 * `[-1, …items]`; a bigint, a non-finite float and bytes are `[-2, text]`, `[-3, text]`, `[-4, …bytes]`. Columns are left out: no caret ever points into the library.
 */
import type * as ast from './ast.js'

/** The kind of a node, or null for what has none (the value of a constant), and the names of its fields. */
type Layout = readonly [kind: string | null, ...fields: string[]]

export interface Packed {
  readonly layouts: readonly Layout[]
  /** One JSON text per statement. */
  readonly statements: readonly string[]
}

type Json = null | boolean | number | string | Json[]

const LIST = -1
const BIGINT = -2
const FLOAT = -3
const BYTES = -4
const POSITIONS: ReadonlySet<string> = new Set(['line', 'col', 'endLine', 'endCol'])

/** Packs statements, one text each. */
export function pack(statements: readonly ast.Stmt[]): Packed {
  const layouts: Layout[] = []
  const known = new Map<string, number>()
  const layoutOf = (layout: Layout): number => {
    const key = layout.join()
    let index = known.get(key)
    if (index === undefined) {
      index = layouts.push(layout) - 1
      known.set(key, index)
    }
    return index
  }
  const packed = (value: unknown): Json => {
    if (typeof value === 'bigint') return [BIGINT, String(value)]
    if (typeof value === 'number' && !Number.isFinite(value)) return [FLOAT, String(value)]
    if (value instanceof Uint8Array) return [BYTES, ...value]
    if (Array.isArray(value)) return [LIST, ...value.map(packed)]
    if (typeof value !== 'object' || value === null) return value as Json
    const { kind = null, line = 0 } = value as { kind?: string | null; line?: number }
    const fields = Object.entries(value).filter(([name]) => name !== 'kind' && !POSITIONS.has(name))
    return [
      layoutOf([kind, ...fields.map(([name]) => name)]),
      line,
      ...fields.map(([, field]) => packed(field)),
    ]
  }
  return { statements: statements.map((statement) => JSON.stringify(packed(statement))), layouts }
}

/** The tree of one statement. */
export function unpack(text: string, layouts: readonly Layout[]): ast.Stmt {
  const unpacked = (value: Json): unknown => {
    if (!Array.isArray(value)) return value
    const head = value[0] as number
    if (head >= 0) {
      const layout = layouts[head]
      const kind = layout[0]
      const line = value[1] as number
      const node: Record<string, unknown> =
        kind === null ? {} : { line, col: 0, endLine: line, endCol: 0, kind }
      for (let i = 1; i < layout.length; i++) node[layout[i]!] = unpacked(value[i + 1])
      return node
    }
    if (head === LIST) {
      const list = new Array<unknown>(value.length - 1)
      for (let i = 0; i < list.length; i++) list[i] = unpacked(value[i + 1])
      return list
    }
    if (head === BIGINT) return BigInt(value[1] as string)
    if (head === FLOAT) return Number(value[1])
    return Uint8Array.from(value.slice(1) as number[])
  }
  // Packed from a statement.
  return unpacked(JSON.parse(text) as Json) as ast.Stmt
}
