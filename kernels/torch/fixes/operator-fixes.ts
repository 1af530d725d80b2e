/** Fixes of arithmetic with another operator: `hidden * 2` where `hidden + 2` stands. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case } from './case.js'
import { numberIn } from './names.js'
import { expressionsIn } from './regions.js'
import { constantOf, inserted, replaced } from './source.js'
import { short } from './tensor-fixes.js'

interface Operator {
  readonly sign: string
  readonly of: (a: number, b: number) => number
}

const TIMES: Operator = { sign: '*', of: (a, b) => a * b }
const OVER: Operator = { sign: '//', of: (a, b) => Math.floor(a / b) }
const BY: Operator = { sign: '/', of: (a, b) => a / b }
const REST: Operator = { sign: '%', of: (a, b) => a % b }
const PLUS: Operator = { sign: '+', of: (a, b) => a + b }
const MINUS: Operator = { sign: '-', of: (a, b) => a - b }
const POWER: Operator = { sign: '**', of: (a, b) => a ** b }

/** The operators, each with those that it is mistaken for. */
const OPERATORS: Readonly<Partial<Record<ast.BinaryOperator, readonly [Operator, ...Operator[]]>>> = {
  Mult: [TIMES, PLUS, OVER, POWER],
  Add: [PLUS, TIMES, MINUS],
  Sub: [MINUS, PLUS, OVER],
  FloorDiv: [OVER, TIMES, MINUS],
  Div: [BY, OVER, TIMES],
  Mod: [REST, OVER],
  Pow: [POWER, TIMES],
}

/** Tensors far from the failure are seldom what a wrong operator made. */
const NEAR = 0.8

/** Another operator between two numbers, or two tensors near the failure. */
export function* otherOperator(of: Case): Generator<Candidate> {
  const wrong = of.mismatches
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'BinOp') continue
      const [own, ...others] = OPERATORS[node.op] ?? []
      if (own === undefined) continue
      const [a, b] = [node.left, node.right].map((each) => numberIn(frame, each) ?? constantOf(each))
      const known = a !== null && b !== null
      if (!known && distance > NEAR && own !== BY) continue
      const { endLine: line, endCol: col } = node.left
      const between = { line, col, endLine: node.right.line, endCol: node.right.col }
      const text = of.source.textOf(cell, between)
      for (const [order, other] of others.entries()) {
        const [was, value] = known ? [own.of(a, b), other.of(a, b)] : [0, 0]
        if (known && (value < 1 || value === was || !Number.isInteger(value))) continue
        const explained = known && wrong.some((each) => each.was * value === each.wanted * was)
        yield {
          edits: [
            replaced(
              cell,
              between,
              text.replace(own.sign, () => other.sign),
            ),
          ],
          what: `${other.sign} instead of ${own.sign} in ${short(of.source.textOf(cell, node))}, line ${node.line}`,
          cost: (explained ? 1.25 : known ? 1.6 : 1.8) + order * 0.05 + distance * 0.2,
        }
      }
    }
}

/** `*block(…)` where a list or tuple is given as one argument. */
export function* forgottenStar(of: Case): Generator<Candidate> {
  if (!/^(TypeError|ValueError)$/.test(of.failure.type)) return
  const told = /list|tuple|Module subclass|generator|positional arguments?|unpack/.test(of.message)
  for (const { cell, root, distance } of of.regions) {
    if (distance > 1) continue
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      for (const argument of node.args)
        if (
          ['Call', 'Name', 'Attribute', 'BinOp', 'Subscript', 'ListComp', 'GeneratorExp'].includes(
            argument.kind,
          )
        )
          yield {
            edits: [inserted(cell, argument.line, argument.col, '*')],
            what: `the parts of ${short(of.source.textOf(cell, argument))}, one by one, in line ${argument.line}`,
            cost: (told ? 0.9 : 1.5) + distance * 0.3 + (argument.kind === 'Name' ? 0.1 : 0),
          }
    }
  }
}
