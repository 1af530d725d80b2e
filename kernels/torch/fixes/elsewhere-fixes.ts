/**
 * Fixes that say here what the program says elsewhere: a method that other tensors go through, another part of a tensor that is
 * taken apart, another key of a dict.
 */
import { PyDict } from '../../../src/python/object/dict.js'
import type { Frame } from '../../../src/python/object/frame.js'
import type * as ast from '../../../src/python/parse/ast.js'
import type { Shape } from '../../../src/tensor/shape.js'
import { isMethod, nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { valueIn } from './names.js'
import { after, fit } from './rearrangements.js'
import { expressionsIn } from './regions.js'
import { constantOf, type Node, replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** Methods that give a tensor another form. */
const FORMING: ReadonlySet<string> = new Set(
  'view reshape flatten transpose permute squeeze unsqueeze t sum mean max amax expand repeat unflatten argmax softmax float long size chunk'.split(
    ' ',
  ),
)

/** Farther away than this, what others go through is not looked at. */
const FARTHEST = 1.3

/** Suffixes that the program puts behind tensors, with the functions in which it does. */
function suffixesOf(of: Case): ReadonlyMap<string, ReadonlySet<Node | null>> {
  const found = new Map<string, Set<Node | null>>()
  const add = (cell: number, node: ast.Expr, inner: ast.Expr): void => {
    const text = of.source.textOf(cell, { ...node, line: inner.endLine, col: inner.endCol })
    if (text.length > MOST_LETTERS || text.startsWith(')') || text.includes('\n')) return
    const scope = of.source.functionOf(cell, node)
    const known = found.get(text)
    if (known === undefined) found.set(text, new Set([scope]))
    else known.add(scope)
  }
  for (const { cell, node } of of.source.nodes()) {
    if (isForming(node)) {
      add(cell, node, node.func.value)
      // `.view(b, t, h, -1).transpose(1, 2)` as a whole.
      const { value } = node.func
      if (isForming(value)) add(cell, node, value.func.value)
    }
    if (node.kind === 'Subscript' && node.slice.kind === 'Tuple' && !of.isTarget(cell, node))
      add(cell, node, node.value)
    if (node.kind === 'Attribute' && /^(T|mT)$/.test(node.attr)) add(cell, node, node.value)
  }
  return found
}

/** Is it a method call that gives a tensor another form? */
const isForming = (node: Node): node is ast.Call & { readonly func: ast.Attribute } =>
  node.kind === 'Call' && node.func.kind === 'Attribute' && isMethod(node) && FORMING.has(nameOf(node))

/** As many are tried: others are to have their turn. */
const MOST_OFFERED = 120

/** Longer suffixes say more than what is done to a tensor. */
const MOST_LETTERS = 60

/** A tensor goes through what others go through: `.sum(dim=(1, 2, 3))`, `.transpose(1, 2)`. */
export function* asOthersAre(of: Case): Generator<Candidate> {
  const suffixes = suffixesOf(of)
  let offered = 0
  for (const { cell, root, frame, distance } of of.regions) {
    if (distance > FARTHEST || root.kind === 'FunctionDef') continue
    const scope = of.source.functionOf(cell, root)
    for (const node of expressionsIn(root)) {
      if (!['Name', 'Call', 'Attribute', 'Subscript', 'BinOp'].includes(node.kind) || !of.isValue(cell, node))
        continue
      const tensor = of.tensorAt(cell, node, frame)
      if (tensor === null) continue
      const text = of.source.textOf(cell, node)
      const whole = node.kind === 'BinOp' ? `(${text})` : text
      for (const [suffix, scopes] of suffixes) {
        if (text.endsWith(suffix)) continue
        const partner = of.partnerOf(tensor)
        const meets = fit(tensor.shape, suffix, partner)
        const given = after(tensor.shape, suffix)
        const known = given !== null
        // What is known not to meet its partner, or not to be what is taken, is not worth a proof.
        if ((known && (meets > 0 || !isTaken(of, given))) || ++offered > MOST_OFFERED) continue
        yield {
          edits: [replaced(cell, node, whole + suffix)],
          what: `${short(text)}${suffix}, as elsewhere, in line ${node.line}`,
          cost:
            1.55 +
            (scopes.has(scope) ? -0.2 : 0) +
            (suffix.startsWith('[') ? 0.25 : 0) +
            0.5 * Math.min(0, meets) +
            (partner === null || known ? 0 : 0.2) +
            distance * 0.25,
        }
      }
    }
  }
}

/** Does the failing layer take a tensor of this shape, where it says what it takes? */
function isTaken(of: Case, shape: Shape): boolean {
  const takes = of.step === null ? undefined : of.factsOf(of.step)?.takes
  return takes === undefined || shape[takes.axis(shape)] === of.number(of.step!, takes.parameter)
}

/** A part of a tensor beside other parts of it: the next one, the one that is left; or a part where all of it stands. */
export function* asOtherParts(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions) {
    const parts = [...partsNear(of, cell, root)]
    for (const node of parts.length === 0 ? [] : expressionsIn(root)) {
      const part = node.kind === 'Subscript'
      if (!part && (!of.isValue(cell, node) || of.source.parentOf(cell, node)?.kind === 'Subscript')) continue
      const whole = part ? node.value : node
      const text = of.source.textOf(cell, whole)
      const texts = part ? itemsOf(node).map((each) => of.source.textOf(cell, each)) : null
      const offered = new Set<string>()
      for (const other of parts) {
        if (other === node || of.source.textOf(cell, other.value) !== text) continue
        const items = itemsOf(other)
        const base = texts ?? items.map((each) => of.source.textOf(cell, each))
        if (items.length !== base.length) continue
        for (const [i, item] of items.entries())
          for (const written of continued(of, cell, item))
            if (written !== texts?.[i])
              offered.add(base.map((each, j) => (i === j ? written : each)).join(', '))
      }
      for (const inner of offered)
        yield {
          edits: [part ? replaced(cell, node.slice, inner) : replaced(cell, node, `${text}[${inner}]`)],
          what: `${short(text)}[${inner}], as its other parts, in line ${node.line}`,
          cost: 1.4 + distance * 0.2,
        }
    }
  }
}

const itemsOf = ({ slice }: ast.Subscript): readonly ast.Expr[] =>
  slice.kind === 'Tuple' ? slice.elts : [slice]

/** The parts that are taken in a statement and those beside it. */
function* partsNear(of: Case, cell: number, root: Node): Generator<ast.Subscript> {
  const statement = of.source.statementOf(cell, root)
  for (const each of [
    statement,
    of.source.statementBefore(cell, statement),
    of.source.statementAfter(cell, statement),
  ])
    if (each !== null) for (const node of expressionsIn(each)) if (node.kind === 'Subscript') yield node
}

/** An index or slice, and what comes before and after it: of `2:4` `:2`, `4:` and `4:6`. */
function* continued(of: Case, cell: number, item: ast.Expr): Generator<string> {
  yield of.source.textOf(cell, item)
  const at = constantOf(item)
  if (at !== null) {
    yield String(at + 1)
    if (at > 0) yield String(at - 1)
  }
  if (item.kind !== 'Slice' || item.step !== null) return
  const [lower, upper] = [item.lower, item.upper].map((each) =>
    each === null ? null : of.source.textOf(cell, each),
  )
  if (upper !== null) yield `${upper}:`
  if (lower !== null) yield `:${lower}`
  const [from, to] = [
    item.lower === null ? 0 : constantOf(item.lower),
    item.upper === null ? null : constantOf(item.upper),
  ]
  if (from !== null && to !== null && to > from && from >= 0) yield `${to}:${2 * to - from}`
}

/** Another key of a dict: `batch["image"]` for `batch["label"]`; one that nothing reads is likelier. */
export function* otherKey(of: Case): Generator<Candidate> {
  const read = new Map<string, number>()
  for (const { node } of of.source.nodes()) {
    const key = node.kind === 'Subscript' ? wordOf(node.slice) : null
    if (key !== null) read.set(key, (read.get(key) ?? 0) + 1)
  }
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      const key = node.kind === 'Subscript' && !of.isTarget(cell, node) ? wordOf(node.slice) : null
      if (node.kind !== 'Subscript' || key === null) continue
      for (const other of keysOf(frame, node.value) ?? read.keys())
        if (other !== key)
          yield {
            edits: [replaced(cell, node.slice, JSON.stringify(other))],
            what: `"${other}" instead of "${key}" in line ${node.line}`,
            cost: 1.45 + (read.has(other) ? 0.1 : -0.3) + distance * 0.2,
          }
    }
}

const wordOf = (node: ast.Expr): string | null =>
  node.kind === 'Constant' && node.value.type === 'str' ? node.value.value : null

/** The words that are keys of a dict; null where it is none, or is not known. */
function keysOf(frame: Frame | null, node: ast.Expr): readonly string[] | null {
  const value = frame === null ? undefined : valueIn(frame, node)
  if (!(value instanceof PyDict)) return null
  return [...value.entries()].flatMap(([key]) => (typeof key === 'string' ? [key] : []))
}
