/** A program as text that can be edited: its cells, their trees, and edits of places in them. */
import type * as ast from '../../../src/python/parse/ast.js'
import { parseModule } from '../../../src/python/parse/parser.js'
import type { CellSource } from './cell-text.js'
import { type Node, ParsedCell, STATEMENTS } from './parsed-cell.js'

/** A place in a cell: 1-based lines, 0-based columns. */
export interface Range {
  readonly cell: number
  readonly line: number
  readonly col: number
  readonly endLine: number
  readonly endCol: number
}

/** A place as a traceback knows it. */
export interface Site extends ast.Position {
  readonly file: string
  /** The function around it. */
  readonly scope: string
}

export interface Edit extends Range {
  readonly replacement: string
}

export type { Node } from './parsed-cell.js'

export class ProgramSource {
  private readonly parsed: readonly ParsedCell[]

  constructor(readonly cells: readonly CellSource[]) {
    this.parsed = cells.map((cell) => new ParsedCell(cell))
  }

  cellOf(file: string): number {
    return this.cells.findIndex(({ name }) => name === file)
  }

  /** All nodes of all cells, with their cell. */
  *nodes(): Generator<{ readonly cell: number; readonly node: Node }> {
    for (const [cell, { nodes }] of this.parsed.entries()) for (const node of nodes) yield { cell, node }
  }

  parentOf(cell: number, node: Node): Node | undefined {
    return this.parsed[cell].parents.get(node)
  }

  /** The innermost statement around a node. */
  statementOf(cell: number, node: Node): Node {
    let each: Node | undefined = node
    while (each !== undefined && !STATEMENTS.has(each.kind)) each = this.parentOf(cell, each)
    return each ?? node
  }

  /** The function around a node. */
  functionOf(cell: number, node: Node): Node | null {
    for (let each = this.parentOf(cell, node); each !== undefined; each = this.parentOf(cell, each))
      if (each.kind === 'FunctionDef') return each
    return null
  }

  /** Where the parameters of a function begin: behind the bracket of `def name(`. */
  headOf(
    cell: number,
    { line, name }: ast.FunctionDef,
  ): { readonly line: number; readonly col: number } | null {
    const match = new RegExp(`\\bdef\\s+${name}\\s*\\(`).exec(this.lineOf(cell, line))
    return match === null ? null : { line, col: match.index + match[0].length }
  }

  /** Does a node stand in a loop? */
  isInLoop(cell: number, node: Node): boolean {
    for (let each = this.parentOf(cell, node); each !== undefined; each = this.parentOf(cell, each)) {
      if (each.kind === 'For' || each.kind === 'While' || each.kind === 'ListComp') return true
      if (each.kind === 'FunctionDef') return false
    }
    return false
  }

  /** The `return`s of a function, not those of functions inside it. */
  *returnsOf(cell: number, node: Node): Generator<ast.Return> {
    for (const each of this.within(cell, node))
      if (each.kind === 'Return' && this.functionOf(cell, each) === node) yield each
  }

  /** The cell that a node stands in. */
  cellWith(node: Node): number {
    return this.parsed.findIndex(({ nodes }) => nodes.includes(node))
  }

  /** The nodes inside a statement. */
  *within(cell: number, { line, endLine }: Node): Generator<Node> {
    for (const node of this.parsed[cell].nodes) if (node.line >= line && node.endLine <= endLine) yield node
  }

  /** The statement after one in the same block. */
  statementAfter(cell: number, statement: Node): Node | null {
    return this.neighbour(cell, statement, 1)
  }

  /** The statement before one in the same block. */
  statementBefore(cell: number, statement: Node): Node | null {
    return this.neighbour(cell, statement, -1)
  }

  /** The statements of the block that a statement stands in. */
  blockOf(cell: number, statement: Node): readonly Node[] {
    const parent = this.parentOf(cell, statement)
    const blocks: readonly (readonly Node[])[] =
      parent === undefined
        ? [this.parsed[cell].tree?.body ?? []]
        : (['body', 'orelse', 'finalbody'] as const).map((part) =>
            part in parent && Array.isArray(parent[part as never]) ? (parent[part as never] as Node[]) : [],
          )
    return blocks.find((block) => block.includes(statement)) ?? [statement]
  }

  private neighbour(cell: number, statement: Node, step: number): Node | null {
    const block = this.blockOf(cell, statement)
    return block[block.indexOf(statement) + step] ?? null
  }

  /** What a statement or call gives to the one name that it gives: `x = value`, `self.register_buffer("x", value)`. */
  valueGivenBy(node: Node): ast.Expr | null {
    if (node.kind === 'Call') return fieldsOf(node).length === 1 ? (node.args[1] ?? null) : null
    return node.kind === 'Assign' &&
      node.targets.length === 1 &&
      /^(Name|Attribute)$/.test(node.targets[0].kind)
      ? node.value
      : null
  }

  private byName: Map<string, { readonly cell: number; readonly node: Node }[]> | null = null
  /** The statements that give a name or an attribute of `self` that stands somewhere: assignments, loops, parameters with defaults. */
  givers(cell: number, node: ast.Expr): readonly { readonly cell: number; readonly node: Node }[] {
    this.byName ??= this.namesGiven()
    if (node.kind === 'Attribute')
      return this.byName.get(`${named(node.value) === 'self' ? 'self' : ''}.${node.attr}`) ?? []
    if (node.kind !== 'Name') return []
    const all = this.byName.get(node.id) ?? []
    const scope = this.functionOf(cell, node)
    const own = all.filter((each) => each.node === scope || this.functionOf(each.cell, each.node) === scope)
    return own.length > 0
      ? own
      : all.filter(
          (each) => this.functionOf(each.cell, each.node) === null && each.node.kind !== 'FunctionDef',
        )
  }

  private namesGiven(): Map<string, { readonly cell: number; readonly node: Node }[]> {
    const given = new Map<string, { readonly cell: number; readonly node: Node }[]>()
    const add = (target: ast.Expr, cell: number, node: Node): void => {
      if (target.kind === 'Tuple' || target.kind === 'List')
        for (const each of target.elts) add(each, cell, node)
      const name =
        target.kind === 'Name'
          ? target.id
          : target.kind === 'Attribute'
            ? `${named(target.value) === 'self' ? 'self' : ''}.${target.attr}`
            : null
      if (name !== null && this.parentOf(cell, node)?.kind === 'ClassDef')
        given.set(`.${name}`, [...(given.get(`.${name}`) ?? []), { cell, node }])
      if (name !== null) given.set(name, [...(given.get(name) ?? []), { cell, node }])
    }
    for (const { cell, node } of this.nodes()) {
      if (node.kind === 'Assign') for (const target of node.targets) add(target, cell, node)
      else if (node.kind === 'For' || node.kind === 'AugAssign') add(node.target, cell, node)
      else if (node.kind === 'AnnAssign' && node.value !== null) add(node.target, cell, node)
      else if (node.kind === 'Call')
        for (const field of fieldsOf(node)) given.set(field, [...(given.get(field) ?? []), { cell, node }])
      else if (node.kind === 'FunctionDef')
        for (const { arg } of [...node.args.args, ...node.args.kwonlyargs])
          given.set(arg, [...(given.get(arg) ?? []), { cell, node }])
    }
    // A statement that works on what has a name gives it too; one on a module gives nothing.
    const known = new Set(given.keys())
    for (const { cell, node } of this.nodes()) {
      if (node.kind !== 'Expr' || !isWorked(node.value)) continue
      const { value } = node.value.func
      const name = value.kind === 'Name' ? value.id : value.kind === 'Attribute' ? value.attr : ''
      if (known.has(name)) add(value, cell, node)
    }
    return given
  }

  /** The expression at a call site, the outermost of those with the very same place. */
  nodeAt(site: Site | null): { readonly cell: number; readonly node: Node } | null {
    if (site === null) return null
    const cell = this.cellOf(site.file)
    if (cell < 0) return null
    const node = this.parsed[cell].nodes.find(
      ({ line, col, endLine, endCol }) =>
        line === site.line && col === site.col && endLine === site.endLine && endCol === site.endCol,
    )
    return node === undefined ? null : { cell, node }
  }

  /** The text of a node. */
  textOf(cell: number, { line, col, endLine, endCol }: ast.Position): string {
    const { lines } = this.parsed[cell]
    if (line === endLine) return lines[line - 1].slice(col, endCol)
    return [
      lines[line - 1].slice(col),
      ...lines.slice(line, endLine - 1),
      lines[endLine - 1].slice(0, endCol),
    ].join('\n')
  }

  lineOf(cell: number, line: number): string {
    return this.parsed[cell].lines[line - 1] ?? ''
  }

  /** The cells with the edits made; edits don't overlap. */
  edited(edits: readonly Edit[]): CellSource[] {
    return this.cells.map((cell, index) => {
      const own = edits.filter((edit) => edit.cell === index)
      return own.length === 0 ? cell : { ...cell, text: withEdits(cell.text, own) }
    })
  }
}

/** Attributes that a call gives to what it makes: `Config(width=64)`, `parser.add_argument("--width", default=64)`. */
export function fieldsOf({ func, args, keywords }: ast.Call): string[] {
  const [option] = args
  if (func.kind === 'Attribute' && /^(register_(buffer|parameter)|add_module)$/.test(func.attr))
    return option?.kind === 'Constant' && option.value.type === 'str' ? [`self.${option.value.value}`] : []
  if (func.kind === 'Attribute' && func.attr === 'add_argument')
    return option?.kind === 'Constant' && option.value.type === 'str'
      ? [`.${option.value.value.replace(/^-+/, '').replaceAll('-', '_')}`]
      : []
  if (func.kind !== 'Name' || !/^[A-Z]|^dict$/.test(func.id)) return []
  return keywords.flatMap(({ arg }) => (arg === null ? [] : [`.${arg}`]))
}

/** `outputs.append(x)`, `data.sort()`: a statement that works on what has the name. */
const isWorked = (node: ast.Expr): node is ast.Call & { readonly func: ast.Attribute } =>
  node.kind === 'Call' && node.func.kind === 'Attribute'

const named = (node: ast.Expr): string | null => (node.kind === 'Name' ? node.id : null)

/** A text with the edits made; edits don't overlap. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  const starts: number[] = [0]
  for (const line of text.split('\n')) starts.push(starts[starts.length - 1] + line.length + 1)
  const at = (line: number, col: number): number => starts[line - 1] + col
  let changed = text
  // From the end, so that what is still to be edited keeps its place.
  for (const edit of [...edits].sort((a, b) => b.line - a.line || b.col - a.col))
    changed =
      changed.slice(0, at(edit.line, edit.col)) +
      edit.replacement +
      changed.slice(at(edit.endLine, edit.endCol))
  return changed
}

/** The statements before the one around a place, as text; the whole must parse. */
export function statementsBefore(text: string, { line, col }: Pick<ast.Position, 'line' | 'col'>): string {
  const statement = parseModule(text, '').body.find(
    ({ endLine, endCol }) => line < endLine || (line === endLine && col < endCol),
  )
  if (statement === undefined) return ''
  const lines = text.split('\n')
  const end = { endLine: lines.length, endCol: lines[lines.length - 1].length }
  return withEdits(text, [{ ...statement, ...end, cell: 0, replacement: '' }])
}

/** The place from one node to the end of another. */
export const spanning = ({ line, col }: ast.Position, { endLine, endCol }: ast.Position): ast.Position => ({
  line,
  col,
  endLine,
  endCol,
})

export const rangeOf = (cell: number, { line, col, endLine, endCol }: ast.Position): Range => ({
  cell,
  line,
  col,
  endLine,
  endCol,
})

/** `replacement` instead of a node. */
export const replaced = (cell: number, node: ast.Position, replacement: string): Edit => ({
  ...rangeOf(cell, node),
  replacement,
})

/** Text put before a place. */
export const inserted = (cell: number, line: number, col: number, replacement: string): Edit => ({
  cell,
  line,
  col,
  endLine: line,
  endCol: col,
  replacement,
})

/** The parameters that have defaults, with them; keyword-only ones are not among them. */
export function defaultsOf({
  posonlyargs,
  args,
  defaults,
}: ast.Arguments): { arg: string; value: ast.Expr }[] {
  const parameters = [...posonlyargs, ...args].slice(-defaults.length)
  return defaults.map((value, i) => ({ arg: parameters[i].arg, value }))
}

/** A name as if it stood at a place. */
export const nameAt = ({ line, col, endLine, endCol }: ast.Position, id: string): ast.Name => ({
  kind: 'Name',
  id,
  line,
  col,
  endLine,
  endCol,
})

/** The value of an int literal, or of arithmetic on int literals. */
export function constantOf(node: ast.Expr): number | null {
  switch (node.kind) {
    case 'Constant':
      return node.value.type === 'int' && typeof node.value.value === 'number' ? node.value.value : null
    case 'UnaryOp': {
      const value = node.op === 'USub' ? constantOf(node.operand) : null
      return value === null ? null : -value
    }
    case 'BinOp': {
      const [a, b] = [constantOf(node.left), constantOf(node.right)]
      if (a === null || b === null) return null
      const results: Partial<Record<ast.BinaryOperator, number>> = {
        Add: a + b,
        Sub: a - b,
        Mult: a * b,
        FloorDiv: Math.floor(a / b),
        Pow: a ** b,
      }
      return results[node.op] ?? null
    }
    default:
      return null
  }
}

/** The argument of a call by its parameter's name and place. */
export function argumentOf(call: ast.Call, name: string, place: number): ast.Expr | null {
  const keyword = call.keywords.find(({ arg }) => arg === name)
  if (keyword !== undefined) return keyword.value
  const positional = call.args.slice(0, place + 1)
  if (positional.some(({ kind }) => kind === 'Starred')) return null
  return call.args[place] ?? null
}
