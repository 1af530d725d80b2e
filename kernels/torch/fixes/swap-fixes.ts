/** Fixes of what stands in the wrong place: arguments in another order, another name of the same sort, another layer of the same class. */

import type { Value } from '../../../src/python/object/object.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { type Shape, sameShape } from '../../../src/tensor/shape.js'
import { isMethod, nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import type { Mismatch } from './mismatches.js'
import { localNames, namesOf, sortOf, tensorOf, valueIn } from './names.js'
import { betterSuited, kinship, lastName, parameterOf } from './parameters.js'
import { expressionsIn, type Region } from './regions.js'
import { constantOf, type Edit, replaced } from './source.js'

/** Two expressions change places. */
export const exchanged = (of: Case, cell: number, a: ast.Expr, b: ast.Expr): Edit[] => [
  replaced(cell, a, of.source.textOf(cell, b)),
  replaced(cell, b, of.source.textOf(cell, a)),
]

/** Sizes and axes as constants, tensors, modules: only arguments of one sort change places. */
function sort({ frame }: Region, node: ast.Expr): string {
  if (constantOf(node) !== null) return 'int'
  if (node.kind === 'Constant') return node.value.type
  const value = frame === null ? undefined : valueIn(frame, node)
  return sortOf(value)
}

const mayChange = (a: string, b: string): boolean => a === b || a === 'unknown' || b === 'unknown'

/** What a name or attribute costs less that nothing reads: what is given is to be used. */
const UNREAD = 0.6

/** Two arguments of a call change places; two sizes of a tuple or list. */
export function* otherOrder(of: Case): Generator<Candidate> {
  for (const region of of.regions) {
    const { cell, root, distance } = region
    for (const node of expressionsIn(root)) {
      if (
        node.kind !== 'Call' &&
        node.kind !== 'Tuple' &&
        node.kind !== 'List' &&
        !(node.kind === 'BinOp' && node.op === 'MatMult')
      )
        continue
      const items =
        node.kind === 'Call'
          ? [...node.args, ...node.keywords.map(({ value }) => value)]
          : node.kind === 'BinOp'
            ? [node.left, node.right]
            : node.elts
      const own = node.kind === 'Call' && of.isOwn(node.func)
      if (items.length < 2 || items.length > 8) continue
      for (let i = 0; i < items.length; i++)
        for (let j = i + 1; j < items.length; j++) {
          const [a, b] = [items[i], items[j]]
          if (a.kind === 'Starred' || b.kind === 'Starred') continue
          const [one, other] = [sort(region, a), sort(region, b)]
          // Of what is no tensor at all, anything may have been meant.
          const mixed = !mayChange(one, other)
          if (mixed && (of.failure.type !== 'TypeError' || distance > 0.3)) continue
          const texts = [a, b].map((each) => of.source.textOf(cell, each))
          if (texts[0] === texts[1]) continue
          const keyword = node.kind === 'Call' && j >= node.args.length
          const sizes = node.kind === 'Call' && SIZES.has(nameOf(node))
          const surprising = one === 'tensor' && other === 'tensor' && !alike(region, a, b) ? -0.3 : 0
          const windows = node.kind === 'Call' && isWindowTurned(of, cell, a, b) ? -0.8 : 0
          const usual = node.kind === 'Call' && isUsualTurned(of, cell, node, i, j) ? -0.7 : 0
          const suits = node.kind === 'Call' ? suitsThere(of, cell, a, b) + suitsThere(of, cell, b, a) : 0
          yield {
            edits: exchanged(of, cell, a, b),
            what: `${texts[0]} and ${texts[1]} change places in line ${node.line}`,
            cost:
              (own
                ? 1.2
                : sizes
                  ? 1.35
                  : one === 'int' && other === 'int' && node.kind === 'Call'
                    ? 2
                    : 1.5) +
              (keyword ? 0.7 : 0) +
              (j - i - 1) * 0.05 +
              (items.length - 2) * 0.04 +
              distance * 0.2 +
              surprising +
              windows +
              usual +
              (mixed ? 0.4 : 0) -
              suits * 0.5,
          }
        }
    }
  }
}

/** Is it a window whose stride is larger than itself? */
function isWindowTurned(of: Case, cell: number, a: ast.Expr, b: ast.Expr): boolean {
  const [one, other] = [constantOf(a) ?? 0, constantOf(b) ?? 0]
  return (
    one < other &&
    parameterOf(of, cell, a) === 'kernel_size' &&
    /stride|padding/.test(parameterOf(of, cell, b) ?? '')
  )
}

/** Do other calls of the function have both arguments the other way round? */
function isUsualTurned(of: Case, cell: number, call: ast.Call, i: number, j: number): boolean {
  const [a, b] = [call.args[i], call.args[j]]
  if (a === undefined || b === undefined || constantOf(a) === null || constantOf(b) === null) return false
  const [one, other] = [a, b].map((each) => of.source.textOf(cell, each))
  return of.callsNamed(nameOf(call)).some(({ cell: place, node }) => {
    const [mine, its] = [node.args[i], node.args[j]].map((each) =>
      each === undefined ? null : of.source.textOf(place, each),
    )
    return node !== call && mine === other && its === one
  })
}

/** How much better one argument of a call suits the parameter of another. */
const suitsThere = (of: Case, cell: number, argument: ast.Expr, there: ast.Expr): number =>
  betterSuited(parameterOf(of, cell, there), lastName(there), lastName(argument))

/** Calls whose numbers are sizes of one tensor. */
const SIZES: ReadonlySet<string> = new Set(
  'view reshape expand repeat permute randn rand zeros ones empty unflatten'.split(' '),
)

/** Tensors of one dtype and shape. */
function alike({ frame }: Region, a: ast.Expr, b: ast.Expr): boolean {
  if (frame === null) return true
  const [one, other] = [tensorOf(valueIn(frame, a)), tensorOf(valueIn(frame, b))]
  return one === null || other === null || (one.dtype === other.dtype && sameShape(one.shape, other.shape))
}

/** Letters that two names share at their ends, of all: `x1` and `x2`, `train_X` and `test_X`. */
function likeness(a: string, b: string): number {
  let same = 0
  const shorter = Math.min(a.length, b.length)
  while (same < shorter && a[same] === b[same]) same++
  let back = 0
  while (back < shorter - same && a.at(-1 - back) === b.at(-1 - back)) back++
  return (same + back) / Math.max(a.length, b.length)
}

/** Another name, of the same sort and with another value, was meant. */
export function* otherName(of: Case): Generator<Candidate> {
  const wrong = of.mismatches
  for (const region of of.regions) {
    const { cell, root, frame, distance } = region
    if (frame === null || region.distance > 2.5) continue
    const names = namesOf(frame)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Name' || !of.isValue(cell, node)) continue
      const parent = of.source.parentOf(cell, node)
      const value = valueIn(frame, node)
      const own = sortOf(value)
      if (own === 'module' || own === 'unknown' || own === 'type' || own === 'function') continue
      const locals = localNames(frame)
      const here = namesIn(of, cell, node)
      const unread = of.unread.namesAt(cell, node)
      for (const [name, other] of names) {
        if (name === node.id || !suits(value, other, of.source.isInLoop(cell, node))) continue
        if (locals.size > 0 && !locals.has(name) && locals.has(node.id) && own === 'tensor') continue
        if (of.isGivenAfter(cell, node, name)) continue
        // One thing twice is seldom meant: `loss(labels, labels)`.
        const twice =
          own === 'tensor' &&
          parent?.kind === 'Call' &&
          parent.args.some((each) => each !== node && each.kind === 'Name' && each.id === name)
        const parameter = parameterOf(of, cell, node)
        const strange =
          own !== 'tensor' &&
          parameter !== null &&
          kinship(name, node.id) === 0 &&
          kinship(name, parameter) === 0
        const [before, after] = [tensorOf(value), tensorOf(other)]
        const explained = before !== null && after !== null && explains(before.shape, after.shape, wrong)
        const apart =
          (strange ? 0.35 : 0) +
          (twice ? 0.7 : 0) -
          0.5 * betterSuited(parameter, node.id, name) -
          (explained ? 0.5 : 0) -
          (unread.has(name) ? UNREAD : 0)
        yield {
          edits: [replaced(cell, node, name)],
          what: `${name} instead of ${node.id} in line ${node.line}`,
          cost:
            (own === 'tensor' ? 1.9 : 1.6) -
            0.5 * likeness(name, node.id) +
            distance * 0.25 +
            (here.has(name) && own === 'tensor' ? 0.3 : 0) +
            apart,
        }
        const twins = twinsOf(of, cell, node)
        if (twins.length > 1)
          yield {
            edits: twins.map((twin) => replaced(cell, twin, name)),
            what: `${name} instead of ${node.id}, ${twins.length} times in line ${node.line}`,
            cost: (own === 'tensor' ? 1.8 : 1.5) - 0.5 * likeness(name, node.id) + distance * 0.25 + apart,
          }
      }
    }
  }
}

/** Do two shapes differ in just what does not fit? */
function explains(before: Shape, after: Shape, wrong: readonly Mismatch[]): boolean {
  if (before.length !== after.length) return false
  const changed = before.flatMap((size, axis) => (size === after[axis] ? [] : [axis]))
  return (
    changed.length === 1 &&
    wrong.some(({ was, wanted }) => was * after[changed[0]] === wanted * before[changed[0]])
  )
}

/** The other names of the statement. */
function namesIn(of: Case, cell: number, node: ast.Expr): ReadonlySet<string> {
  const names = new Set<string>()
  for (const each of expressionsIn(of.source.statementOf(cell, node)))
    if (each.kind === 'Name' && !of.isTarget(cell, each)) names.add(each.id)
  return names
}

/** The same name in the same index or call: `mask[:B, :B]`. */
function twinsOf(of: Case, cell: number, node: ast.Name): ast.Name[] {
  let around = of.source.parentOf(cell, node)
  while (around !== undefined && around.kind !== 'Subscript' && around.kind !== 'Call')
    around = of.source.parentOf(cell, around)
  if (around === undefined) return []
  const twins = [...expressionsIn(around)].filter(
    (each): each is ast.Name => each.kind === 'Name' && each.id === node.id,
  )
  return twins[0] === node ? twins : []
}

/** Would it change anything? In a loop a name had other values before its last. */
function suits(value: Value | undefined, other: Value, loops: boolean): boolean {
  if (sortOf(value) !== sortOf(other)) return false
  const [one, another] = [tensorOf(value), tensorOf(other)]
  if (one !== null && another !== null)
    return one !== another && !(one.dtype === another.dtype && sameShape(one.shape, another.shape))
  return typeof value !== 'number' || value !== other || loops
}

/** Another attribute of `self` was meant: a layer of the same class, another number. */
export function* otherAttribute(of: Case): Generator<Candidate> {
  const attributes = of.attributes
  for (const { cell, root, frame, distance } of of.regions) {
    if (frame === null) continue
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Attribute' || node.value.kind !== 'Name' || of.isTarget(cell, node)) continue
      const owner = valueIn(frame, node.value)
      if (node.value.id !== 'self') continue
      const value = valueIn(frame, node)
      const text = of.source.textOf(cell, of.source.statementOf(cell, node))
      for (const name of attributes) {
        if (name === node.attr) continue
        const other = owner === undefined ? undefined : valueIn(frame, { ...node, attr: name })
        if (other === undefined || sortOf(other) !== sortOf(value) || other === value) continue
        if (sortOf(value) === 'function' || sortOf(value) === 'method') continue
        yield {
          edits: [replaced(cell, node, `self.${name}`)],
          what: `${name} instead of ${node.attr} in line ${node.line}`,
          cost:
            1.75 -
            0.4 * likeness(name, node.attr) +
            distance * 0.25 +
            (text.includes(`self.${name}`) ? 0.4 : 0) -
            (of.unread.attributes.has(name) ? UNREAD : 0),
        }
      }
    }
  }
}

/** An operand is indexed, or turned, as the one beside it: `loss(output[rows], labels)`. */
export function* indexedAlike(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      const operands =
        node.kind === 'Call'
          ? node.args
          : node.kind === 'BinOp'
            ? [node.left, node.right]
            : node.kind === 'Tuple' || node.kind === 'List'
              ? node.elts
              : []
      for (const one of operands)
        for (const other of operands) {
          if (one.kind !== 'Call' || one.func.kind !== 'Attribute' || !isMethod(one)) continue
          if (other.kind !== 'Name' && other.kind !== 'Attribute') continue
          const text = of.source.textOf(cell, other)
          const suffix = of.source.textOf(cell, {
            ...one,
            line: one.func.value.endLine,
            col: one.func.value.endCol,
          })
          yield {
            edits: [replaced(cell, other, text + suffix)],
            what: `${text}${suffix}, as beside it, in line ${node.line}`,
            cost: 0.9 + distance * 0.2,
          }
        }
      for (const [i, one] of operands.entries())
        for (const [j, other] of operands.entries()) {
          if (i === j || one.kind !== 'Subscript' || other.kind === 'Subscript' || constantOf(other) !== null)
            continue
          const index = of.source.textOf(cell, one.slice)
          const text = of.source.textOf(cell, other)
          yield {
            edits: [replaced(cell, other, `${text}[${index}]`)],
            what: `${text}[${index}], as beside it, in line ${node.line}`,
            cost: 0.95 + distance * 0.2,
          }
        }
    }
}
