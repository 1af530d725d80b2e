/**
 * Fixes of numbers wherever they stand: what must be another size becomes that size, written as the program writes it: a name that has it, a
 * multiple of one, a sum of two.
 */

import type { Frame } from '../../../src/python/object/frame.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { creations, nearSizes } from './input-fixes.js'
import { CREATORS } from './layers.js'
import type { Mismatch } from './mismatches.js'
import { namesOf, numberIn } from './names.js'
import { lastName, parameterOf } from './parameters.js'
import { expressionsIn, type Region } from './regions.js'
import { constantOf, defaultsOf, type Node, replaced } from './source.js'
import { BROADCASTS } from './term-fixes.js'

/** Steps that are a little before. */
const NEAR = 8

/** Was what failed joined of parts a little before, so that a size is a sum? */
function isJoined(of: Case): boolean {
  if (of.step === null) return false
  let seen = 0
  for (const { name } of of.stepsBehind(of.step)) {
    if (/^(cat|concat)/.test(name)) return true
    if (++seen > NEAR) return false
  }
  return false
}

/** Other values of a number `c` under a mismatch, with what each costs more. */
function* othersOf(
  c: number,
  { was, wanted, doubt }: Mismatch,
  joined: boolean,
): Generator<readonly [number, number]> {
  if (c === was) yield [wanted, doubt]
  // A factor of what is there, or a multiple.
  else if (c > 1 && was > 1 && (was % c === 0 || c % was === 0) && (c * wanted) % was === 0)
    yield [(c * wanted) / was, doubt + (c % was === 0 ? 0.25 : 0.35)]
  const shifted = c + wanted - was
  const apart = joined ? 0.4 : 0.7
  if (c !== was && shifted > 0 && c > 1 && shifted < 4 * c)
    yield [
      shifted,
      doubt + (shifted === 2 * c ? 0.1 : Math.abs(wanted - was) === 1 ? Math.min(0.5, apart) : apart),
    ]
}

/** Ways to write a number where an expression stands that has another. */
function* writings(
  of: Case,
  { cell, frame }: Region,
  node: ast.Expr,
  c: number,
  value: number,
): Generator<readonly [string, number]> {
  const text = of.source.textOf(cell, node)
  const simple = node.kind !== 'BinOp'
  for (const other of productsNear(of, cell, node))
    if (other !== node && numberIn(frame, other) === value) yield [of.source.textOf(cell, other), 0.06]
  const names = frame === null ? [] : numbersIn(frame)
  if (constantOf(node) !== null) yield [String(value), 0]
  else {
    if (value % c === 0 && value / c <= 12)
      yield [
        simple ? `${text} * ${value / c}` : `(${text}) * ${value / c}`,
        of.text.includes(`* ${value / c}`) ? 0.05 : 0.2,
      ]
    if (c % value === 0 && c / value <= 12)
      yield [simple ? `${text} // ${c / value}` : `(${text}) // ${c / value}`, 0.05]
    if (Math.abs(value - c) <= 2) yield [`${text} ${value > c ? '+' : '-'} ${Math.abs(value - c)}`, 0.1]
    else if (simple) yield [`${text} ${value > c ? '+' : '-'} ${Math.abs(value - c)}`, 0.7]
  }
  const unread = of.unread.namesAt(cell, node)
  for (const [name, number] of names) {
    if (name === text) continue
    if (number === value) yield [name, unread.has(name) ? -0.2 : 0.06]
    else if (constantOf(node) === null) {
      if (c + number === value && number > 1) yield [`${text} + ${name}`, 0.08]
      if (c * number === value && number > 1) yield [`${text} * ${name}`, 0.12]
      if (number > 1 && c === value * number) yield [`${text} // ${name}`, 0.12]
    }
    if (number > 1 && number * number === value) yield [`${name} * ${name}`, 0.1]
    if (number > 1 && value % number === 0 && value / number <= 4 && value !== number)
      yield [`${name} * ${value / number}`, 0.2]
  }
}

/** Arithmetic that stands in the program, that of the same function first: `width * 4`, `dim // n_heads`. */
function productsNear(of: Case, cell: number, node: ast.Expr): readonly ast.BinOp[] {
  const around = of.source.functionOf(cell, node)
  const known = of.products.get(around)
  if (known !== undefined) return known
  const [near, far] = [new Map<string, ast.BinOp>(), new Map<string, ast.BinOp>()]
  for (const { cell: place, node: each } of of.source.nodes())
    if (place === cell && each.kind === 'BinOp' && constantOf(each) === null)
      (of.source.functionOf(cell, each) === around ? near : far).set(of.source.textOf(cell, each), each)
  const all = [...new Map([...far, ...near]).values()].slice(-MOST_PRODUCTS)
  of.products.set(around, all)
  return all
}

/** Arithmetic looked at for one number. */
const MOST_PRODUCTS = 30

/** The whole numbers among the names of a frame. */
function numbersIn(frame: Frame): [string, number][] {
  const numbers: [string, number][] = []
  for (const [name, value] of namesOf(frame)) if (typeof value === 'number') numbers.push([name, value])
  return numbers
}

/** Parameters whose numbers are no sizes. */
const NO_SIZES: ReadonlySet<string> = new Set(
  'dim axis dims start_dim end_dim bias p lr momentum eps seed num_workers weight_decay'.split(' '),
)

const COUNTED = /class|channels|_ch$|^ch_|_chans$/

/** Is this a number that may be a size? */
function isSize(of: Case, cell: number, node: ast.Expr): boolean {
  if (!['Constant', 'Name', 'Attribute', 'BinOp'].includes(node.kind)) return false
  const parent = of.source.parentOf(cell, node)
  if (parent === undefined) return false
  // The 1 of `[:, :-1]` is no size.
  if (parent.kind === 'Attribute' || parent.kind === 'UnaryOp' || of.isCalled(cell, node)) return false
  return !NO_SIZES.has(parameterOf(of, cell, node as ast.Expr) ?? '')
}

/** A number that a mismatch explains becomes one that fits. */
export function* otherSizes(of: Case): Generator<Candidate> {
  const wrong = of.mismatches
  const joined = isJoined(of)
  for (const region of of.regions) {
    const { cell, root, frame, distance } = region
    for (const node of expressionsIn(root)) {
      if (!isSize(of, cell, node)) continue
      const c = numberIn(frame, node) ?? constantOf(node)
      if (c === null || c < 1) continue
      const text = of.source.textOf(cell, node)
      // Small numbers say little, but of classes and channels there may be few.
      const counted = COUNTED.test(parameterOf(of, cell, node) ?? '')
      const twins = constantOf(node) === null ? [] : twinsOf(of, cell, node, c)
      for (const mismatch of wrong)
        for (const [value, more] of othersOf(c, mismatch, joined)) {
          if (!Number.isInteger(value)) continue
          if (twins.length > 1)
            yield {
              edits: twins.map((twin) => replaced(cell, twin, String(value))),
              what: `${value} instead of ${text}, ${twins.length} times in line ${node.line}`,
              cost: 1.15 + more + distance * 0.2,
            }
          for (const [written, extra] of writings(of, region, node, c, value))
            yield {
              edits: [replaced(cell, node, written)],
              what: `${written} instead of ${text} in line ${node.line}`,
              cost:
                (c === mismatch.was ? 1.1 : 1.2) +
                more +
                extra +
                distance * 0.2 +
                (c < 4 && !counted ? (c === mismatch.was ? 0.1 : 0.3) : 0) +
                (value === 1 ? (isMade(of, cell, node) ? BROADCASTS : 0.1) : 0),
            }
        }
    }
  }
}

/** Is it a size of a tensor that is made up? */
const isMade = (of: Case, cell: number, node: ast.Expr): boolean => {
  let around = of.source.parentOf(cell, node)
  if (around?.kind === 'Tuple') around = of.source.parentOf(cell, around)
  return around?.kind === 'Call' && CREATORS.has(lastName(around.func) ?? '')
}

/** The same number in the same statement: `y[:30], y[30:]`, `torch.ones(15, 15)`. */
function twinsOf(of: Case, cell: number, node: ast.Expr, c: number): ast.Expr[] {
  const twins: ast.Expr[] = []
  for (const each of expressionsIn(of.source.statementOf(cell, node)))
    if (each.kind === 'Constant' && constantOf(each) === c) twins.push(each)
  return twins[0] === node ? twins : []
}

/** Numbers that the program names, and sizes of what goes in: `size=32` beside `torch.randn(2, 3, 64, 64)`. */
export function* namedSizes(of: Case): Generator<Candidate> {
  const inputs = new Set<number>()
  const squares = new Set<number>()
  const sides = new Set(sidesMade(of))
  for (const { outputs } of of.run.steps.filter(({ name }) => CREATORS.has(name)))
    for (const { shape } of outputs) {
      for (const size of shape) if (size > 2) inputs.add(size)
      if (shape.length > 2 && shape.at(-1) === shape.at(-2)) squares.add(shape.at(-1)!)
    }
  for (const { cell, root, distance } of of.regions)
    for (const { node, name: written, of: call } of namedNumbers(root)) {
      const name = written.toLowerCase()
      const c = constantOf(node)
      // The middle of a window: an even one has none.
      if (c !== null && c > 1 && c % 2 === 0 && /^kernel|^ks$|kernel_size/.test(name) && !EVEN.test(call))
        for (const odd of [c + 1, c - 1])
          yield {
            edits: [replaced(cell, node, String(odd))],
            what: `${written} is ${odd} instead of ${c}`,
            cost: 1.2 + distance * 0.15,
          }
      if (
        c === null ||
        c < 3 ||
        /kernel|stride|pad|head|layer|group|dilation|dim_head|depth|batch|epoch|seed/.test(name)
      )
        continue
      if (/size|img|image|dim|width|height|resolution|length|len|max|block|context/.test(name))
        for (const [order, size] of [c / 2, c * 2, c / 4, c * 4].entries())
          if (Number.isInteger(size) && size > 2)
            yield {
              edits: [replaced(cell, node, String(size))],
              what: `${written} is ${size} instead of ${c}`,
              cost: (size > c && /max|block|context/.test(name) ? 1.35 : 1.7) + order * 0.05 + distance * 0.2,
            }
      if (sides.has(written))
        for (const [order, size] of nearSizes(c).entries())
          yield {
            edits: [replaced(cell, node, String(size))],
            what: `${written} is ${size} instead of ${c}`,
            cost: 1.75 + order * 0.01 + Math.abs(Math.log2(size / c)) * 0.2 + distance * 0.1,
          }
      for (const size of inputs)
        if (size !== c && size <= 16 * c && c <= 16 * size)
          yield {
            edits: [replaced(cell, node, String(size))],
            what: `${name} is ${size}, a size of what goes in, instead of ${c}`,
            cost:
              1.55 +
              distance * 0.2 -
              (/size|len|dim|features|channels|width|height/.test(name) ? 0.15 : 0) -
              (/im(g|age)/.test(name) && squares.has(size) ? 0.35 : 0),
          }
    }
}

/** Names that are height and width of tensors that are made up: `torch.rand(4, 1, SIZE, SIZE)`. */
function* sidesMade(of: Case): Generator<string> {
  for (const { sizes } of creations(of)) {
    const [h, w] = sizes.slice(-2).map(lastName)
    if (sizes.length > 2 && h != null && h === w) yield h
  }
}

/** Windows that usually have no middle; those that step on by more than one need none. */
const EVEN = /Pool|Transpose|pool|transpose| strided/

/** Constants with a name and whose they are: defaults of parameters, keywords, assignments. */
function* namedNumbers(
  root: Node,
): Generator<{ readonly node: ast.Expr; readonly name: string; readonly of: string }> {
  if (root.kind === 'FunctionDef')
    for (const { arg, value } of defaultsOf(root.args)) yield { node: value, name: arg, of: root.name }
  if (root.kind === 'Assign' && root.targets[0].kind === 'Name')
    yield { node: root.value, name: root.targets[0].id, of: '' }
  if (root.kind === 'AnnAssign' && root.target.kind === 'Name' && root.value !== null)
    yield { node: root.value, name: root.target.id, of: '' }
  for (const each of expressionsIn(root))
    if (each.kind === 'Call')
      for (const { arg, value } of each.keywords)
        if (arg !== null)
          yield { node: value, name: arg, of: nameOf(each) + (isStrided(each) ? ' strided' : '') }
}

const isStrided = ({ keywords }: ast.Call): boolean =>
  keywords.some(({ arg, value }) => arg === 'stride' && constantOf(value) !== 1)

/** Numbers that must divide one another, where they were written: `Model(48, 5)` far from the layer whose heads they are. */
export function* evenly(of: Case): Generator<Candidate> {
  if (!/divisible|divide/.test(of.message)) return
  const { call } = of
  const frame = of.failure.places[0]?.frame ?? null
  if (call?.node.kind !== 'Call') return
  const { node: failing } = call
  const values = [...failing.args, ...failing.keywords.map(({ value }) => value)].map((arg) =>
    numberIn(frame, arg),
  )
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      const c = constantOf(node)
      if (c === null || c < 2 || !values.includes(c)) continue
      for (const size of values) {
        if (size === null || size < 2 || size % c === 0) continue
        const wanted = new Set<number>()
        for (let near = c - 1; near > 0 && wanted.size < 1; near--) if (size % near === 0) wanted.add(near)
        for (let near = c + 1; near <= size && wanted.size < 2; near++)
          if (size % near === 0) wanted.add(near)
        if (c > size) wanted.add(Math.max(1, Math.round(c / size)) * size)
        for (const value of wanted)
          yield {
            edits: [replaced(cell, node, String(value))],
            what: `${value} instead of ${c} in line ${node.line}, to go evenly with ${size}`,
            cost: 1 + Math.abs(value - c) / (value + c) + (value > c ? 0.03 : 0) + distance * 0.1,
          }
      }
    }
}
