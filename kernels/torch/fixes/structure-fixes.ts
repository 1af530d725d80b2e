/** Fixes of how parts of a program are put together: what is called first, when a branch is taken, what a bracket holds. */

import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case } from './case.js'
import { LAYERS } from './layers.js'
import { valueIn } from './names.js'
import { lastName } from './parameters.js'
import { expressionsIn } from './regions.js'
import { namesAt } from './settings.js'
import { argumentOf, constantOf, inserted, type Node, nameAt, replaced } from './source.js'
import { short } from './tensor-fixes.js'

/** `self.b(self.a(x))` was meant where `self.a(self.b(x))` stands; the same of two statements in a row. */
export function* otherComposition(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions) {
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      for (const inner of callsWithin(node)) {
        const [outer, first] = [node.func, inner.func].map((each) => of.source.textOf(cell, each))
        if (outer === first) continue
        yield {
          edits: [replaced(cell, node.func, first), replaced(cell, inner.func, outer)],
          what: `${short(outer)} before ${short(first)} in line ${node.line}`,
          cost: 1.3 + distance * 0.2 + (isModule(of, node) && isModule(of, inner) ? 0 : 0.4),
        }
      }
    }
    const next = of.source.statementAfter(cell, root)
    if (next !== null && continues(root, next)) yield swapped(of, cell, root, next, distance)
    const before = of.source.statementBefore(cell, root)
    if (before !== null && continues(before, root)) yield swapped(of, cell, before, root, distance)
  }
}

function swapped(of: Case, cell: number, first: Node, second: Node, distance: number): Candidate {
  const [a, b] = [first, second].map((each) => of.source.textOf(cell, each))
  return {
    edits: [replaced(cell, first, b), replaced(cell, second, a)],
    what: `lines ${first.line} and ${second.line} change places`,
    cost: 1.45 + distance * 0.2,
  }
}

/** Do two assignments give one name after the other, as `x = f(x)` and `x = g(x)`? */
function continues(first: Node, second: Node): boolean {
  if (first.kind !== 'Assign' || second.kind !== 'Assign') return false
  const [a, b] = [lastName(first.targets[0]), lastName(second.targets[0])]
  return a !== null && a === b
}

/** The calls that give a call its first argument: one, or one behind another. */
function* callsWithin({ args }: ast.Call): Generator<ast.Call> {
  for (let inner = args[0]; inner?.kind === 'Call'; inner = inner.args[0]) yield inner
}

/** Is it a layer or a model of `self` that is called? */
const isModule = (of: Case, { func }: ast.Call): boolean =>
  func.kind === 'Attribute' && func.value.kind === 'Name' && of.isOwn(func)

/** A size that a loop does not carry on: `width = out` at its end. */
export function* carriedOn(of: Case): Generator<Candidate> {
  const seen = new Set<Node>()
  for (const { cell, root, distance } of of.regions) {
    let loop: Node | undefined = root
    while (loop !== undefined && loop.kind !== 'For' && loop.kind !== 'FunctionDef')
      loop = of.source.parentOf(cell, loop)
    if (loop?.kind !== 'For' || seen.has(loop)) continue
    seen.add(loop)
    const [used, given] = [new Map<string, ast.Name>(), new Set(targetsOf(loop.target))]
    for (const statement of loop.body) {
      for (const node of of.source.within(cell, statement)) if (node.kind === 'Name') used.set(node.id, node)
      if (statement.kind === 'Assign')
        for (const name of statement.targets.flatMap(targetsOf)) given.add(name)
    }
    // At the end of the loop, or of the branch of it that was taken.
    const branch = of.source.blockOf(cell, of.source.statementOf(cell, root))
    const lasts = new Set([loop.body[loop.body.length - 1], branch[branch.length - 1]])
    for (const [name, node] of used) {
      const givers = of.source.givers(cell, node)
      if (given.has(name) || givers.length === 0 || !/^[a-z_]/.test(name)) continue
      for (const size of given)
        for (const last of lasts)
          if (used.has(size) || loop.target.kind !== 'Name')
            yield {
              edits: [
                inserted(
                  cell,
                  last.endLine,
                  last.endCol,
                  `\n${indentOf(of, cell, last.line)}${name} = ${size}`,
                ),
              ],
              what: `${name} = ${size} at the end of the loop in line ${loop.line}`,
              cost: 1.3 + distance * 0.15 + (used.has(size) ? 0 : 0.2),
            }
    }
  }
}

/** The blanks before a statement. */
export const indentOf = (of: Case, cell: number, line: number): string =>
  /^\s*/.exec(of.source.lineOf(cell, line))![0]

const targetsOf = (target: ast.Expr): string[] =>
  target.kind === 'Name'
    ? [target.id]
    : target.kind === 'Tuple' || target.kind === 'List'
      ? target.elts.flatMap(targetsOf)
      : []

/** Calls that change how large a tensor is, by their names. */
const RESIZING = /pool|flatten|embed|upsample|interpolate/i

/** A call of the same function that an operand did not go through: the second `self.pool(…)`. */
export function* throughOnceMore(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions) {
    if (distance > 1.5 || root.kind === 'FunctionDef') continue
    const scope = of.source.functionOf(cell, root)
    if (scope === null) continue
    const wraps = new Map<string, (text: string) => string>()
    for (const name of of.callNames)
      for (const { cell: place, node } of RESIZING.test(name) ? of.callsNamed(name) : []) {
        if (place !== cell || of.source.functionOf(cell, node) !== scope || node.args[0] === undefined)
          continue
        const [func, ...rest] = [node.func, ...node.args.slice(1), ...node.keywords].map((each) =>
          of.source.textOf(cell, each),
        )
        const more = rest.map((each) => `, ${each}`).join('')
        if (!/^(torch|F)\.|^self\.\w+$/.test(func)) continue
        wraps.set(`${func}${more}`, (text) => `${func}(${text}${more})`)
      }
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call' && node.kind !== 'Name') continue
      if (!of.isWhole(cell, node)) continue
      if ((of.outputAt(cell, node)?.shape.length ?? (node.kind === 'Name' ? 3 : 0)) < 2) continue
      const text = of.source.textOf(cell, node)
      for (const [name, wrap] of wraps)
        if (!text.startsWith(name))
          yield {
            edits: [replaced(cell, node, wrap(text))],
            what: `${short(text)} goes through ${short(name)} too`,
            cost: 1.5 + distance * 0.2 + (node.kind === 'Name' ? 0.1 : 0),
          }
    }
  }
}

/** Comparisons that are mistaken for one another. */
const OTHER_COMPARISONS: Readonly<Partial<Record<ast.CompareOperator, readonly string[]>>> = {
  Eq: ['!='],
  NotEq: ['=='],
  Lt: ['<=', '>', '>='],
  LtE: ['<', '>=', '>'],
  Gt: ['>=', '<', '<='],
  GtE: ['>', '<=', '<'],
  Is: ['is not'],
  IsNot: ['is'],
}

/** A branch that is to be taken in other cases: another comparison, one more, one fewer. */
export function* otherConditions(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions)
    for (const test of testsIn(root)) {
      const text = of.source.textOf(cell, test)
      const line = test.line
      const offer = (node: ast.Expr, replacement: string, cost: number): Candidate => ({
        edits: [replaced(cell, node, replacement)],
        what: `${short(text.replace(of.source.textOf(cell, node), replacement))} in line ${line}`,
        cost: cost + distance * 0.2,
      })
      for (const node of expressionsIn(test)) {
        if (node.kind === 'Compare' && node.ops.length === 1) {
          const [left, right] = [node.left, node.comparators[0]].map((each) => of.source.textOf(cell, each))
          for (const [order, operator] of (OTHER_COMPARISONS[node.ops[0]] ?? []).entries())
            yield offer(node, `${left} ${operator} ${right}`, 1.5 + order * 0.1)
        }
        if (node.kind === 'BoolOp') {
          const parts = node.values.map((each) => of.source.textOf(cell, each))
          yield offer(node, parts.join(node.op === 'And' ? ' or ' : ' and '), 1.5)
          for (const part of parts) yield offer(node, part, 1.6)
        }
      }
      // What the layers of the branch take and give.
      for (const [taken, given] of root.kind === 'If' ? turned(of, cell, root) : [])
        if (!text.includes(`${taken} != ${given}`)) {
          yield offer(test, `${text} or ${taken} != ${given}`, 1.05)
          yield offer(test, `${taken} != ${given}`, 1.25)
        }
      // Sizes that differ there: `stride != 1 or in_planes != planes`.
      const names = namesAt(of, cell, test).filter(
        (name) => frame === null || typeof valueIn(frame, nameAt(test, name)) === 'number',
      )
      for (const [i, a] of names.entries())
        for (const b of names.slice(i + 1)) {
          if (text.includes(a) && text.includes(b)) continue
          const alike = sharesWord(a, b) ? 0 : 0.3
          yield offer(test, `${text} or ${a} != ${b}`, 1.15 + alike)
          yield offer(test, `${a} != ${b}`, 1.3 + alike)
        }
    }
}

/** The sizes that the layers of a branch take and give, as they are written. */
function* turned(of: Case, cell: number, branch: ast.If): Generator<readonly [string, string]> {
  for (const statement of branch.body)
    for (const node of expressionsIn(statement)) {
      const facts = node.kind === 'Call' ? LAYERS[lastName(node.func) ?? ''] : undefined
      if (node.kind !== 'Call' || facts?.takes === undefined || facts.gives === undefined) continue
      const [taken, given] = [facts.takes.parameter, facts.gives].map((parameter) =>
        argumentOf(node, parameter, facts.parameters.indexOf(parameter)),
      )
      if (taken !== null && given !== null && (constantOf(taken) ?? constantOf(given)) === null)
        yield [of.source.textOf(cell, taken), of.source.textOf(cell, given)]
    }
}

/** `in_planes` and `planes`, `in_ch` and `out_ch`. */
const sharesWord = (a: string, b: string): boolean => {
  const words = new Set(a.toLowerCase().split('_'))
  return b
    .toLowerCase()
    .split('_')
    .some((word) => words.has(word))
}

/** The tests of a statement and of conditional expressions in it. */
function* testsIn(root: Node): Generator<ast.Expr> {
  if (root.kind === 'If' || root.kind === 'While') yield root.test
  for (const node of expressionsIn(root)) if (node.kind === 'IfExp') yield node.test
}

const TIMES: ReadonlySet<string> = new Set(['Mult', 'FloorDiv', 'Div', 'Mod'])
const PLUS: ReadonlySet<string> = new Set(['Add', 'Sub'])

/** Brackets that are missing: `a * (5 + b)` for `a * 5 + b`. */
export function* brackets(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'BinOp' || !PLUS.has(node.op) || constantOf(node) !== null) continue
      const { left, right } = node
      const spans: (readonly [ast.Expr, ast.Expr])[] = []
      if (left.kind === 'BinOp' && TIMES.has(left.op)) spans.push([left.right, right])
      if (right.kind === 'BinOp' && TIMES.has(right.op)) spans.push([left, right.left])
      for (const [from, to] of spans)
        yield {
          edits: [inserted(cell, from.line, from.col, '('), inserted(cell, to.endLine, to.endCol, ')')],
          what: `brackets around ${short(`${of.source.textOf(cell, from)} … ${of.source.textOf(cell, to)}`)} in line ${node.line}`,
          cost: 1.25 + distance * 0.2,
        }
    }
}
