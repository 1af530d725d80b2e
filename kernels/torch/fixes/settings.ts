/** Where a number of a program is set: at the argument itself, where its name gets it, at a default, by a call of the user's own. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Case, Placed } from './case.js'
import { numberIn } from './names.js'
import { argumentOf, constantOf, defaultsOf, type Edit, fieldsOf, type Node, replaced } from './source.js'

/**
 * A constructor's or call's argument set to a value: where it stands, and where it is a name, where the name gets its number.
 */
export function* setting(
  of: Case,
  cell: number,
  value: ast.Expr,
  wanted: string,
  was: number | null,
): Generator<readonly [Edit, number]> {
  const constant = constantOf(value)
  const number = Number(wanted)
  const name = Number.isInteger(number) ? nameFor(of, cell, value, number) : null
  if (name !== null) yield [replaced(cell, value, name), -0.02]
  if (constant === null && was !== null) {
    for (const definition of definitionsOf(of, value, was))
      yield [replaced(definition.cell, definition.node, wanted), 0.2]
    // Another name of the same function may have been meant.
    for (const other of namesAt(of, cell, value))
      if (other !== named(value) && other !== name) yield [replaced(cell, value, other), 0.1]
    yield [replaced(cell, value, wanted), 0.4]
  } else yield [replaced(cell, value, wanted), 0]
}

/** Constants that a name stands for: assignments, defaults, arguments of the user's own calls. */
function* definitionsOf(of: Case, value: ast.Expr, was: number): Generator<Placed<ast.Expr>> {
  const name = named(value)
  if (name === null) return
  for (const { cell, node } of of.source.nodes()) {
    const given = valueGiven(node, name)
    if (given !== null && constantOf(given) === was) yield { cell, node: given }
    if (node.kind === 'FunctionDef') {
      const { args, kwonlyargs, kw_defaults } = node.args
      for (const { arg, value: fallback } of defaultsOf(node.args))
        if (arg === name && constantOf(fallback) === was) yield { cell, node: fallback }
      for (const [i, fallback] of kw_defaults.entries())
        if (fallback !== null && kwonlyargs[i].arg === name && constantOf(fallback) === was)
          yield { cell, node: fallback }
      const place = args.findIndex(({ arg }) => arg === name)
      if (place > 0) yield* passed(of, node.name, place - 1, name, was)
    }
    if (node.kind === 'Call') {
      const field = fieldsOf(node).includes(`.${name}`)
      for (const { arg, value } of node.keywords)
        if ((arg === name || (field && arg === 'default')) && constantOf(value) === was)
          yield { cell, node: value }
    }
  }
}

/** Arguments passed to a parameter of the user's own constructor. */
function* passed(
  of: Case,
  method: string,
  place: number,
  name: string,
  was: number,
): Generator<Placed<ast.Expr>> {
  if (method !== '__init__') return
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'Call' || node.func.kind !== 'Name') continue
    const value = argumentOf(node, name, place)
    if (value !== null && isOwnClass(of, node.func.id) && constantOf(value) === was)
      yield { cell, node: value }
  }
}

/** Names that mean something where a node stands: parameters of the function around it, and its class's own names for them. */
export function namesAt(of: Case, cell: number, node: Node): readonly string[] {
  for (let each: Node | undefined = node; each !== undefined; each = of.source.parentOf(cell, each))
    if (each.kind === 'FunctionDef') {
      const { args, kwonlyargs } = each.args
      return [...args.slice(1), ...kwonlyargs].map(({ arg }) => arg)
    }
  return []
}

/** The number of an expression: a constant, or a name that has one value in the program. */
export function numberOf(of: Case, node: ast.Expr): number | null {
  const constant = constantOf(node)
  const name = named(node)
  if (constant !== null || name === null) return constant
  const values = new Set([...numbersNamed(of, name)].map(({ value }) => value))
  return values.size === 1 ? [...values][0] : null
}

/** The same, or what stands there when it fails. */
export function numberAt(of: Case, node: ast.Expr): number | null {
  return numberOf(of, node) ?? numberIn(of.failure.places[0]?.frame ?? null, node)
}

/** Constants that the program gives to a name: assignments and defaults. */
export function* numbersNamed(
  of: Case,
  name: string,
): Generator<Placed<ast.Expr> & { readonly value: number }> {
  for (const { cell, node } of of.source.nodes()) {
    const given = valueGiven(node, name)
    const number = given === null ? null : constantOf(given)
    if (given !== null && number !== null) yield { cell, node: given, value: number }
    if (node.kind !== 'FunctionDef') continue
    for (const { arg, value: fallback } of defaultsOf(node.args)) {
      const value = constantOf(fallback)
      if (arg === name && value !== null) yield { cell, node: fallback, value }
    }
  }
}

/** A name, known where a node stands, for a number: `dim` for 48. */
export function nameFor(of: Case, cell: number, node: Node, number: number): string | null {
  for (const { node: each } of of.source.nodes()) {
    if (each.kind !== 'Assign' || each.targets[0].kind !== 'Name' || constantOf(each.value) !== number)
      continue
    const statement = of.source.statementOf(cell, each)
    if (of.source.parentOf(cell, statement) === undefined) return each.targets[0].id
  }
  return (
    namesAt(of, cell, node).find((name) =>
      [...numbersNamed(of, name)].some(({ value }) => value === number),
    ) ?? null
  )
}

function isOwnClass(of: Case, name: string): boolean {
  for (const { node } of of.source.nodes()) if (node.kind === 'ClassDef' && node.name === name) return true
  return false
}

/** The name that a target has. */
export const named = (target: ast.Expr): string | null =>
  target.kind === 'Name' ? target.id : target.kind === 'Attribute' ? target.attr : null

/** What an assignment gives to a name, in a tuple of others too. */
function valueGiven(node: Node, name: string): ast.Expr | null {
  if (node.kind === 'AnnAssign') return named(node.target) === name ? node.value : null
  if (node.kind !== 'Assign') return null
  for (const target of node.targets) {
    if (named(target) === name) return node.value
    if (target.kind !== 'Tuple' || node.value.kind !== 'Tuple') continue
    const place = target.elts.findIndex((each) => named(each) === name)
    if (place >= 0) return node.value.elts[place] ?? null
  }
  return null
}
