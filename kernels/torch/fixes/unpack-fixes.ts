/** Fixes of what a call gives and how it is taken apart: names in another order, more or fewer of them, what a function returns. */
import type * as ast from '../../../src/python/parse/ast.js'
import { nameOf } from './axis-fixes.js'
import type { Candidate, Case, Placed } from './case.js'
import { calledBody, lastName } from './parameters.js'
import { inserted, type Node, replaced } from './source.js'
import { exchanged } from './swap-fixes.js'

const PAIRS: ReadonlySet<string> = new Set([
  'max',
  'min',
  'sort',
  'topk',
  'median',
  'mode',
  'cummax',
  'cummin',
  'kthvalue',
])

/** Names of an unpacking in another order, or fewer of them than there are parts. */
export function* otherUnpacking(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions) {
    if (root.kind !== 'Assign') continue
    const [target] = root.targets
    const placed: Placed<ast.Expr> = { cell, node: target }
    const call = root.value.kind === 'Call'
    if (target.kind === 'Tuple') {
      for (let i = 0; i < target.elts.length; i++)
        for (let j = i + 1; j < target.elts.length; j++) {
          const texts = [target.elts[i], target.elts[j]].map((each) => of.source.textOf(cell, each))
          if (texts[0] === texts[1]) continue
          yield {
            edits: exchanged(of, cell, target.elts[i], target.elts[j]),
            what: `${texts[0]} and ${texts[1]} change places in line ${root.line}`,
            cost: 1.3 + (j - i - 1) * 0.1 + distance * 0.2,
          }
        }
      // Three or more parts that turn: `mu, logvar, x` for `x, mu, logvar`.
      const names = target.elts.map((each) => of.source.textOf(cell, each))
      if (names.length > 2 && names.length < 6)
        for (const by of [1, names.length - 1]) {
          const turned = [...names.slice(by), ...names.slice(0, by)]
          yield {
            edits: target.elts.map((each, i) => replaced(cell, each, turned[i])),
            what: `${turned.join(', ')} in line ${root.line}`,
            cost: 1.35 + distance * 0.2,
          }
        }
      const last = target.elts.at(-1)
      if (last?.kind === 'Name' && call)
        for (const [text, more] of [
          [`(${last.id}, cell)`, 0],
          [`(${last.id}, _)`, 0.1],
        ] as const)
          yield {
            edits: [replaced(cell, last, text)],
            what: `the state is a pair: ${text}`,
            cost: 1.45 + more + distance * 0.2,
          }
    }
    // max, min and sort along an axis give values and where they were.
    if (root.value.kind === 'Call' && PAIRS.has(nameOf(root.value))) {
      const text = of.source.textOf(cell, root.value)
      for (const [suffix, more] of [
        ['[0]', 0],
        ['[1]', 0.2],
      ] as const)
        yield {
          edits: [replaced(cell, root.value, text + suffix)],
          what: `${suffix === '[0]' ? 'the values' : 'the places'} of what comes`,
          cost:
            (/tuple|sequence|namedtuple|unpack|must be Tensor/.test(of.message) ? 0.7 : 1.7) +
            more +
            distance * 0.15,
        }
    }
    if (target.kind === 'Name' && root.value.kind === 'Tuple')
      for (const name of readAndNotGiven(of, cell, root))
        yield {
          edits: [replaced(cell, target, `${target.id}, ${name}`)],
          what: `${target.id} and ${name}, each of its own, in line ${root.line}`,
          cost: 0.8 + distance * 0.15,
        }
    if (target.kind === 'Tuple' && root.value.kind === 'Call') yield* returnedToo(of, root.value, target)
    if (target.kind === 'Name' && root.value.kind === 'Call')
      for (const names of partsReturned(of, root.value, target.id))
        yield {
          edits: [replaced(placed.cell, target, names)],
          what: `${names}: ${target.id} is a part of what comes`,
          cost: (/tuple|unpack/.test(of.message) ? 0.7 : 1.5) + distance * 0.15,
        }
    if (target.kind === 'Name' && call) {
      for (const [text, more] of [
        [`${target.id}, _`, 0],
        [`_, ${target.id}`, 0.25],
        [`${target.id}, _, _`, 0.35],
        [`_, (${target.id}, _)`, 0.35],
      ] as const)
        yield {
          edits: [replaced(placed.cell, target, text)],
          what: `${text}: ${target.id} is a part of what comes`,
          cost: (/tuple|unpack/.test(of.message) ? 0.75 : 2) + more + distance * 0.15,
        }
    }
  }
}

/** One name twice among the targets of an unpacking: `for x, x in loader`. */
export function* twiceGiven(of: Case): Generator<Candidate> {
  for (const { cell, node } of of.source.nodes()) {
    const target = node.kind === 'For' ? node.target : node.kind === 'Assign' ? node.targets[0] : null
    if (target?.kind !== 'Tuple') continue
    const names = target.elts.map((each) => (each.kind === 'Name' ? each.id : null))
    const missing = readAndNotGiven(of, cell, node)
    for (const [i, each] of target.elts.entries())
      if (names[i] !== null && names[i] !== '_' && names.indexOf(names[i]) !== names.lastIndexOf(names[i]))
        for (const name of new Set([...missing, '_']))
          yield {
            edits: [replaced(cell, each, name)],
            what: `${name}, ${names[i]} being given twice in line ${node.line}`,
            cost: name === '_' ? 0.9 : 0.6,
          }
  }
}

/** Names that the function around a statement reads and nothing gives. */
function readAndNotGiven(of: Case, cell: number, statement: Node): ReadonlySet<string> {
  const names = new Set<string>()
  const scope = of.source.functionOf(cell, statement)
  for (const { cell: place, node } of of.source.nodes())
    if (node.kind === 'Name' && of.source.functionOf(place, node) === scope && !of.isCalled(place, node))
      if (of.source.givers(place, node).length === 0 && !of.definitions.classes.has(node.id))
        names.add(node.id)
  for (const name of of.imported) names.delete(name)
  return names
}

/** What a function of the program's own computes and does not return, though it is asked for. */
function* returnedToo(of: Case, call: ast.Call, { elts }: ast.TupleExpr): Generator<Candidate> {
  if (!/unpack|iterate/.test(of.message)) return
  const more = elts.slice(1).map(lastName)
  if (more.includes(null)) return
  for (const statement of calledBody(of, call)) {
    if (statement.kind !== 'Return' || statement.value === null || statement.value.kind === 'Tuple') continue
    const { endLine, endCol } = statement.value
    const cell = of.source.cellWith(statement)
    yield {
      edits: [inserted(cell, endLine, endCol, `, ${more.join(', ')}`)],
      what: `${more.join(', ')} ${more.length > 1 ? 'are' : 'is'} returned too`,
      cost: 0.9,
    }
  }
}

/** The names that a function of the program's own returns, one of them being that of the target. */
function* partsReturned(of: Case, call: ast.Call, target: string): Generator<string> {
  const body = calledBody(of, call)
  for (const statement of body) {
    if (statement.kind !== 'Return' || statement.value?.kind !== 'Tuple') continue
    const names = statement.value.elts.map((each) => rootName(each) ?? '_')
    const at = names.indexOf(target)
    const place = at < 0 ? 0 : at
    if (names.some((name, i) => i !== place && name === target)) continue
    yield names.map((name, i) => (i === place ? target : name)).join(', ')
  }
}

/** `hidden` of `hidden.squeeze(0)`. */
function rootName(node: ast.Expr): string | null {
  if (node.kind === 'Name') return node.id
  if (node.kind === 'Call' && node.func.kind === 'Attribute') return rootName(node.func.value)
  return node.kind === 'Subscript' ? rootName(node.value) : null
}
