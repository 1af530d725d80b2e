/**
 * How steady a fix is: whether the mended program still runs when a size that the program chose freely is another one. Making two
 * sizes equal by chance hides a mistake; mending it leaves a program that any batch, any length, any width goes through.
 */
import type * as ast from '../../../src/python/parse/ast.js'
import { CREATORS } from './layers.js'
import { lastName } from './parameters.js'
import { constantOf, type Edit, type ProgramSource, replaced } from './source.js'

/** One size of the program becomes another, everywhere where it is written. */
export type Change = readonly Edit[]

/** Sizes looked at, the batch first. */
const MOST = 4

/** Other values of the sizes that a program chose freely: of tensors that it makes up, of names at its top, of what its own models are given. */
export function otherChoices(source: ProgramSource): Change[] {
  const named = new Map<string, Edit>()
  const literal = new Map<string, Edit[]>()
  const own = new Set<string>()
  const more = ({ cell, node }: { readonly cell: number; readonly node: ast.Expr }): Edit | null => {
    const value = node.kind === 'Constant' ? constantOf(node) : null
    return value === null || value < 2 ? null : replaced(cell, node, String(value + 1))
  }
  for (const { cell, node } of source.nodes()) {
    if (node.kind === 'ClassDef') own.add(node.name)
    if (node.kind !== 'Assign') continue
    const [target] = node.targets
    const pairs: (readonly [ast.Expr, ast.Expr])[] =
      target.kind === 'Tuple' && node.value.kind === 'Tuple'
        ? target.elts.map((each, i) => [each, (node.value as ast.TupleExpr).elts[i] ?? each])
        : [[target, node.value]]
    for (const [name, value] of pairs) {
      const edit = name.kind === 'Name' ? more({ cell, node: value }) : null
      if (edit !== null) named.set((name as ast.Name).id, edit)
    }
  }
  const chosen: Change[] = []
  const used = new Set<string>()
  for (const { cell, node } of source.nodes()) {
    if (node.kind !== 'Call') continue
    const name = lastName(node.func) ?? ''
    if (CREATORS.has(name)) {
      const sizes = sizesOf(node, name)
      for (const [axis, size] of sizes.entries()) {
        if (size.kind === 'Name' && named.has(size.id)) used.add(size.id)
        // Sizes of pictures and features are what a model is made for.
        const most = name === 'randint' ? 1 : sizes.length === 3 ? 1 : 0
        if (axis > most) continue
        const edit = more({ cell, node: size })
        const key = `${axis} ${edit?.replacement}`
        if (edit !== null) literal.set(key, [...(literal.get(key) ?? []), edit])
      }
    }
    if (own.has(name))
      for (const value of [...node.args, ...node.keywords.map((keyword) => keyword.value)]) {
        if (value.kind === 'Name' && named.has(value.id)) used.add(value.id)
        const edit = more({ cell, node: value })
        if (edit !== null) chosen.push([edit])
      }
  }
  const names = [...used].flatMap((name) => [[named.get(name)!]])
  return [...literal.values(), ...names, ...chosen].slice(0, MOST)
}

function sizesOf({ args, keywords }: ast.Call, name: string): readonly ast.Expr[] {
  const tuple = [...args, ...keywords.map(({ value }) => value)].find(
    ({ kind }) => kind === 'Tuple' || kind === 'List',
  )
  return tuple !== undefined ? (tuple as ast.TupleExpr).elts : name === 'randint' ? [] : args
}

/** A fix with a change beside it: a number that both write becomes one more than the fix says. */
export function withChange(fix: readonly Edit[], change: Change): Edit[] {
  const edits = [...fix]
  for (const each of change) {
    const at = edits.findIndex((edit) => overlap(edit, each))
    if (at < 0) edits.push(each)
    else if (/^\d+$/.test(edits[at].replacement))
      edits[at] = { ...edits[at], replacement: String(Number(edits[at].replacement) + 1) }
  }
  return edits
}

function overlap(a: Edit, b: Edit): boolean {
  if (a.cell !== b.cell) return false
  const before = (line: number, col: number, other: Edit): boolean =>
    line < other.line || (line === other.line && col <= other.col)
  return !before(a.endLine, a.endCol, b) && !before(b.endLine, b.endCol, a)
}
