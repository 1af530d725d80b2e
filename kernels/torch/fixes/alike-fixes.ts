/**
 * Fixes that make a call like its likes: what other calls of the same function say in the same place, what a call of the program's own
 * function leaves at its default.
 */

import type * as ast from '../../../src/python/parse/ast.js'
import { nameOf } from './axis-fixes.js'
import type { Candidate, Case, Placed } from './case.js'
import { calledFunction } from './parameters.js'
import { expressionsIn } from './regions.js'
import { constantOf, inserted, replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** Calls of one name looked at. */
const MOST_LIKES = 12

/** An argument says what it says in other calls of the function; the more they are, the likelier. */
export function* asItsLike(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const likes = likesOf(of, node)
      for (const [argument, place] of argumentsOf(node)) {
        if (!isLiteral(argument)) continue
        const own = of.source.textOf(cell, argument)
        const votes = new Map<string, number>()
        const beside = new Set<string>()
        for (const other of likes.slice(0, MOST_LIKES)) {
          const value = argumentAt(other.node, place)
          if (value === undefined || !isLiteral(value)) continue
          const text = of.source.textOf(other.cell, value)
          votes.set(text, (votes.get(text) ?? 0) + 1)
          if (isBeside(of, cell, node, other)) beside.add(text)
        }
        const agreeing = votes.get(own) ?? 0
        for (const [text, count] of votes)
          if (text !== own)
            yield {
              edits: [replaced(cell, argument, text)],
              what: `${text} instead of ${own} in line ${argument.line}, as in ${count === 1 ? 'another call' : `${count} other calls`} of ${nameOf(node)}`,
              cost:
                (beside.has(text) ? 0.6 : 1.5 - 0.12 * Math.max(-2, Math.min(3, count - agreeing))) +
                distance * 0.2,
            }
      }
      // What no other call says.
      const last = node.keywords.at(-1)
      const before = node.keywords.at(-2) ?? node.args.at(-1)
      if (
        last?.arg != null &&
        likes.length > 1 &&
        !likes.some((other) => other.node.keywords.some(({ arg }) => arg === last.arg))
      )
        yield {
          edits: [
            replaced(
              cell,
              before === undefined ? last : { ...last, line: before.endLine, col: before.endCol },
              '',
            ),
          ],
          what: `without ${last.arg} in line ${node.line}, as the other calls of ${nameOf(node)}`,
          cost: 1.5 + distance * 0.2,
        }
    }
}

/** Reductions are alike: `std(dim=1)` stands beside `mean(dim=0)`. */
const REDUCTIONS: readonly string[] = ['mean', 'std', 'var', 'sum', 'amax', 'amin', 'norm', 'prod']

function likesOf(of: Case, node: ast.Call): Placed<ast.Call>[] {
  const name = nameOf(node)
  const names = REDUCTIONS.includes(name) ? REDUCTIONS : [name]
  return names.flatMap((each) => of.callsNamed(each).filter((other) => other.node !== node))
}

/** Is it another reduction of the very same tensor: `data.mean(dim=0)` and `data.std(dim=1)`? */
const isBeside = (
  of: Case,
  cell: number,
  { func }: ast.Call,
  { cell: place, node }: Placed<ast.Call>,
): boolean =>
  func.kind === 'Attribute' &&
  node.func.kind === 'Attribute' &&
  node.func.attr !== func.attr &&
  of.source.textOf(cell, func.value) === of.source.textOf(place, node.func.value)

/** Lines that are alike but for their digits. */
const withoutDigits = (text: string): string => text.replace(/\d/g, '0')

/**
 * One of two lines that are alike lacks what the other has around or behind a call: `self.conv2(x)` beside
 * `self.pool(self.conv1(x))`, or beside `self.conv1(x)[:, :, :-p]`.
 */
export function* asTheLineBeside(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions) {
    if (root.kind !== 'Assign' && root.kind !== 'Return') continue
    const own = [...expressionsIn(root)].filter((each): each is ast.Call => each.kind === 'Call')
    for (const beside of of.source.blockOf(cell, root)) {
      if (beside === root || (beside.kind !== 'Assign' && beside.kind !== 'Return')) continue
      for (const other of expressionsIn(beside)) {
        if (other.kind !== 'Call') continue
        for (const call of own) {
          const [mine, its] = [call, other].map((each) => withoutDigits(of.source.textOf(cell, each.func)))
          if (mine !== its || call.args.length !== other.args.length) continue
          const text = of.source.textOf(cell, call)
          const inner = of.source.textOf(cell, other)
          let around = of.source.parentOf(cell, other)
          for (; around !== undefined && around !== beside; around = of.source.parentOf(cell, around)) {
            const whole = of.source.textOf(cell, around)
            const at = whole.indexOf(inner)
            const written = whole.slice(0, at) + text + whole.slice(at + inner.length)
            if (at >= 0 && around.kind !== 'Attribute' && !of.source.textOf(cell, root).includes(written))
              yield {
                edits: [replaced(cell, call, written)],
                what: `${short(written)} in line ${call.line}, as in line ${beside.line}`,
                cost: 1.15 + distance * 0.2,
              }
          }
        }
      }
    }
  }
}

/** A call of the program's own leaves a parameter at a default that does not fit. */
export function* insteadOfDefault(of: Case): Generator<Candidate> {
  const wrong = of.mismatches
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      const body = node.kind === 'Call' ? calledFunction(of, node) : null
      if (node.kind !== 'Call' || body === null) continue
      const { args, defaults } = body.args
      const first = args.length - defaults.length
      const given = node.args.length + (args[0]?.arg === 'self' ? 1 : 0)
      for (const [i, fallback] of defaults.entries()) {
        const { arg } = args[first + i]
        if (first + i < given || node.keywords.some((each) => each.arg === arg || each.arg === null)) continue
        const number = constantOf(fallback)
        const values: (readonly [string, number])[] = []
        if (fallback.kind === 'Constant' && fallback.value.type === 'bool')
          values.push([fallback.value.value ? 'False' : 'True', 0])
        else if (number !== null)
          for (const { was, wanted, doubt } of wrong)
            if (was === number) values.push([String(wanted), doubt])
            else if (
              number > 1 &&
              (number * wanted) % was === 0 &&
              (was % number === 0 || number % was === 0)
            )
              values.push([String((number * wanted) / was), doubt + 0.3])
        if (number === 1 && /stride|scale|factor|dilation/.test(arg)) values.push(['2', 0.1])
        const separator = node.args.length + node.keywords.length === 0 ? '' : ', '
        for (const [value, more] of values)
          yield {
            edits: [inserted(cell, node.endLine, node.endCol - 1, `${separator}${arg}=${value}`)],
            what: `${nameOf(node)} with ${arg}=${value} in line ${node.line}`,
            cost: 1.3 + more + distance * 0.2,
          }
      }
    }
}

/** Numbers, flags and words, and tuples of them: what means the same everywhere. */
const isLiteral = (node: ast.Expr): boolean =>
  node.kind === 'Constant' ||
  constantOf(node) !== null ||
  (node.kind === 'Tuple' && node.elts.every(isLiteral))

/** The arguments of a call with their places: a number, or a keyword. */
function* argumentsOf({ args, keywords }: ast.Call): Generator<readonly [ast.Expr, number | string]> {
  for (const [place, argument] of args.entries()) {
    if (argument.kind === 'Starred') break
    yield [argument, place]
  }
  for (const { arg, value } of keywords) if (arg !== null) yield [value, arg]
}

const argumentAt = ({ args, keywords }: ast.Call, place: number | string): ast.Expr | undefined =>
  typeof place === 'number' ? args[place] : keywords.find(({ arg }) => arg === place)?.value
