/** The nodes of a cell's tree, and which stands in which. */
import type * as ast from '../../../src/python/parse/ast.js'
import { type AnyNode, eachChild } from '../../../src/python/parse/children.js'
import { type CellSource, parsed } from './cell-text.js'

export type Node = ast.Expr | ast.Stmt

/** One cell's text with its tree; the tree is null when the cell does not parse. */
export class ParsedCell {
  readonly lines: readonly string[]
  readonly tree: ast.Module | null
  readonly nodes: Node[] = []
  readonly parents = new Map<Node, Node>()

  constructor(readonly source: CellSource) {
    this.lines = source.text.split('\n')
    this.tree = parsed(source)
    if (this.tree !== null) for (const statement of this.tree.body) this.visit(statement, null)
  }

  private visit(node: Node, parent: Node | null): void {
    const placed = 'line' in node
    if (placed) {
      this.nodes.push(node)
      if (parent !== null) this.parents.set(node, parent)
    }
    eachChild(node as AnyNode, (child) => this.visit(child as Node, placed ? node : parent))
  }
}

/** The kinds of nodes that are statements. */
export const STATEMENTS: ReadonlySet<string> = new Set([
  'FunctionDef',
  'AsyncFunctionDef',
  'ClassDef',
  'Return',
  'Delete',
  'Assign',
  'AugAssign',
  'AnnAssign',
  'For',
  'AsyncFor',
  'While',
  'If',
  'With',
  'AsyncWith',
  'Match',
  'Raise',
  'Try',
  'TryStar',
  'Assert',
  'Import',
  'ImportFrom',
  'Global',
  'Nonlocal',
  'Expr',
  'Pass',
  'Break',
  'Continue',
])
