/**
 * What a program gives a name and never reads: a layer that is made and not called, a parameter that nothing uses. Where something else
 * stands, it was probably meant.
 */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Node, ProgramSource } from './source.js'

type Scope = Node | null

export class Unread {
  /** Attributes of `self` that are given and read nowhere in the program, with the values given. */
  readonly attributes: ReadonlyMap<string, ast.Expr>
  private readonly given = new Map<Scope, Set<string>>()
  private readonly read = new Map<Scope, Set<string>>()

  constructor(private readonly source: ProgramSource) {
    const attributes = new Map<string, ast.Expr>()
    const targets = new Set<Node>()
    for (const { cell, node } of source.nodes()) {
      if (node.kind === 'FunctionDef')
        for (const { arg } of [...node.args.args, ...node.args.kwonlyargs])
          if (arg !== 'self' && arg !== 'cls') add(this.given, node, arg)
      if (node.kind !== 'Assign') continue
      for (const target of node.targets) {
        targets.add(target)
        if (target.kind === 'Name') add(this.given, source.functionOf(cell, node), target.id)
        if (target.kind === 'Attribute' && target.value.kind === 'Name' && target.value.id === 'self')
          attributes.set(target.attr, node.value)
      }
    }
    for (const { cell, node } of source.nodes()) {
      if (targets.has(node)) continue
      if (node.kind === 'Attribute') attributes.delete(node.attr)
      if (node.kind === 'Name') add(this.read, this.ownerOf(cell, node), node.id)
    }
    this.attributes = attributes
  }

  /** The scope that a name belongs to. */
  private ownerOf(cell: number, node: ast.Name): Scope {
    let scope = this.source.functionOf(cell, node)
    while (scope !== null && this.given.get(scope)?.has(node.id) !== true)
      scope = this.source.functionOf(cell, scope)
    return scope
  }

  /** Names known where a node stands that nothing reads: those of its function, those of the program's top. */
  namesAt(cell: number, node: Node): ReadonlySet<string> {
    const found = new Set<string>()
    for (const scope of new Set([this.source.functionOf(cell, node), null]))
      for (const name of this.given.get(scope) ?? [])
        if (this.read.get(scope)?.has(name) !== true) found.add(name)
    return found
  }
}

function add(names: Map<Scope, Set<string>>, scope: Scope, name: string): void {
  const known = names.get(scope)
  if (known === undefined) names.set(scope, new Set([name]))
  else known.add(name)
}
