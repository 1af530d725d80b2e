/** Fixes of tensors on their way: axes moved, added, merged, other dtypes, other sizes of a view. */

import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case, Placed } from './case.js'
import { type Change, fit, rearrangements } from './rearrangements.js'
import { constantOf, type Edit, replaced, spanning } from './source.js'

const DTYPES: readonly Change[] = [
  { suffix: '.float()', what: 'as floating-point numbers', cost: 1 },
  { suffix: '.long()', what: 'as whole numbers', cost: 1.1 },
]

/** The text of an expression with something done to it. */
export function applied(of: Case, { cell, node }: Placed<ast.Expr>, suffix: string): Edit {
  const text = of.source.textOf(cell, node)
  const simple = ['Name', 'Attribute', 'Call', 'Subscript'].includes(node.kind)
  return replaced(cell, node, simple ? `${text}${suffix}` : `(${text})${suffix}`)
}

/** The expressions that gave a call its tensors. */
export function operandsOf(call: ast.Expr): ast.Expr[] {
  switch (call.kind) {
    case 'Call': {
      const first =
        call.func.kind === 'Attribute' && !/^(torch|F|nn|self|functional)$/.test(rootOf(call.func))
          ? [call.func.value]
          : []
      const list = call.args.flatMap((arg) =>
        arg.kind === 'List' || arg.kind === 'Tuple' ? arg.elts : [arg],
      )
      return [...first, ...list].filter((each) => constantOf(each) === null && each.kind !== 'Constant')
    }
    case 'BinOp':
      return [call.left, call.right]
    default:
      return []
  }
}

export const rootOf = (node: ast.Expr): string =>
  node.kind === 'Name' ? node.id : node.kind === 'Attribute' ? rootOf(node.value) : ''

/** The calls whose operands may be changed: the failing one, and the one at the top that led there. */
function* calls(of: Case): Generator<Placed<ast.Expr> & { readonly more: number }> {
  const { call, outerCall } = of
  if (call !== null) yield { ...(call as Placed<ast.Expr>), more: 0 }
  if (outerCall !== null) yield { ...(outerCall as Placed<ast.Expr>), more: -0.1 }
}

/** Rearranges an operand. */
export function* rearrange(of: Case): Generator<Candidate> {
  const { step } = of
  const facts = step === null ? undefined : of.factsOf(step)
  const wanted = step === null || facts?.takes === undefined ? null : of.number(step, facts.takes.parameter)
  for (const { cell, node, more } of calls(of)) {
    const operands = operandsOf(unwrapped(node))
    for (const [i, operand] of operands.entries()) {
      // Which tensor an expression gave is known for the operands of the failing step, in order.
      const shape = step?.inputs[Math.min(i, step.inputs.length - 1)]?.shape
      const changes =
        shape === undefined
          ? [...rearrangements([1, 1], wanted), ...rearrangements([1, 1, 1], wanted)]
          : rearrangements(shape, wanted, of.batch)
      const channel = shape === undefined || facts?.takes === undefined ? null : facts.takes.axis(shape)
      const held = shape === undefined || wanted === null ? -1 : shape.indexOf(wanted)
      const turned: Change[] =
        channel === null || held < 0 || held === channel || shape![channel] === wanted
          ? []
          : [
              {
                suffix: `.transpose(${Math.min(held, channel)}, ${Math.max(held, channel)})`,
                what: `axes ${held} and ${channel} change places`,
                cost: 0.75,
              },
              {
                suffix: `.movedim(${held}, ${channel})`,
                what: `axis ${held} becomes axis ${channel}`,
                cost: 0.8,
              },
            ]
      for (const { suffix, what, cost } of [...changes, ...turned]) {
        const text = of.source.textOf(cell, operand)
        const input = step?.inputs[i]
        const near = input === undefined ? 0 : fit(input.shape, suffix, of.partnerOf(input))
        yield {
          edits: [applied(of, { cell, node: operand }, suffix)],
          what: `${short(text)}: ${what}`,
          cost: cost + more + i * 0.05 + (more === 0 ? near : 0),
        }
        // Where it is used more than once, it is better made so.
        if (more === 0 && operand.kind === 'Name' && near < 0)
          for (const made of sourcesOf(of, cell, operand))
            if (made.node !== operand)
              yield {
                edits: [applied(of, made, suffix)],
                what: `${short(of.source.textOf(made.cell, made.node))}: ${what}`,
                cost: cost + i * 0.05 + near + 0.15,
              }
      }
    }
  }
}

export const short = (text: string): string => (text.length > 30 ? `${text.slice(0, 29)}…` : text)

/** `await f(x)`, `f(x)[0]`: the call itself. */
const unwrapped = (node: ast.Expr): ast.Expr =>
  node.kind === 'Subscript' || node.kind === 'Await' ? unwrapped(node.value) : node

/** Matrices that meet along the wrong axes: a transpose of one, or the other order. */
export function* turnMatrices(of: Case): Generator<Candidate> {
  const { call } = of
  if (
    call === null ||
    !/mat1|mat2|matmul|batch1|batch2|size of tensor|vector|expected.*matrix/i.test(of.message)
  )
    return
  const { cell, node } = call as Placed<ast.Expr>
  const operands = operandsOf(unwrapped(node)).slice(0, 2)
  for (const [i, operand] of operands.entries()) {
    const dims = of.step?.inputs[i]?.shape.length
    const suffix = dims === 2 ? '.T' : '.transpose(-2, -1)'
    const text = of.source.textOf(cell, operand)
    yield {
      edits: [applied(of, { cell, node: operand }, suffix)],
      what: `${short(text)} is transposed`,
      cost: 1 - i * 0.1,
    }
  }
  if (operands.length === 2) {
    const [a, b] = operands.map((each) => of.source.textOf(cell, each))
    yield {
      edits: [replaced(cell, operands[0], b), replaced(cell, operands[1], a)],
      what: 'the operands change places',
      cost: 1.6,
    }
  }
}

/** Another dtype of an operand, where it is used or where it is made. */
export function* convert(of: Case): Generator<Candidate> {
  if (
    !/dtype|scalar type|Long|Float|Double|Int\b|Half|type|indices|implemented for|bool tensor/.test(
      of.message,
    )
  )
    return
  for (const { cell, node, more } of calls(of))
    for (const [i, operand] of operandsOf(unwrapped(node)).entries())
      for (const source of sourcesOf(of, cell, operand))
        for (const { suffix, what, cost } of DTYPES)
          yield {
            edits: [applied(of, source, suffix)],
            what: `${short(of.source.textOf(source.cell, source.node))} ${what}`,
            cost: cost + more + i * 0.05 + source.more,
          }
}

/** A layer that gives a tuple: its first part is meant. */
export function* unpackTuples(of: Case): Generator<Candidate> {
  if (!/tuple|unpack/.test(of.message)) return
  for (const step of of.before()) {
    if (step.kind !== 'layer' || !/^(RNN|LSTM|GRU|MultiheadAttention)$/.test(step.name)) continue
    const placed = of.source.nodeAt(step.site)
    if (placed === null) continue
    const statement = of.source.statementOf(placed.cell, placed.node)
    if (
      statement.kind === 'Assign' &&
      statement.value === placed.node &&
      statement.targets[0].kind === 'Name'
    ) {
      const [target] = statement.targets
      yield {
        edits: [replaced(placed.cell, target, `${target.id}, _`)],
        what: `${of.nameOf(step)} gives (output, state): ${target.id} is the output`,
        cost: 0.6,
      }
    } else
      yield {
        edits: [applied(of, placed as Placed<ast.Expr>, '[0]')],
        what: `the output of ${of.nameOf(step)} without its state`,
        cost: 0.7,
      }
  }
}

/** Other values of a `dim`. */
export function* otherDim(of: Case): Generator<Candidate> {
  const { call, step } = of
  if (call?.node.kind !== 'Call') return
  const { cell, node } = call
  const dims = step?.inputs[0]?.shape.length ?? 4
  const keyword = node.keywords.find(({ arg }) => arg === 'dim' || arg === 'axis')
  const values =
    keyword === undefined ? node.args.filter((arg) => constantOf(arg) !== null).slice(-2) : [keyword.value]
  for (const value of values)
    for (let dim = -1; dim < dims; dim++)
      if (constantOf(value) !== dim && constantOf(value) !== null)
        yield {
          edits: [replaced(cell, value, String(dim))],
          what: `along axis ${dim}`,
          cost: 1.2 + Math.abs(dim - constantOf(value)!) * 0.05,
        }
}

/** Axes of a transpose that stands in an operand. */
export function* otherTranspose(of: Case): Generator<Candidate> {
  const { call, step } = of
  if (call === null) return
  for (const operand of operandsOf(unwrapped(call.node as ast.Expr))) {
    if (operand.kind !== 'Call' || operand.func.kind !== 'Attribute' || operand.func.attr !== 'transpose')
      continue
    const { args } = operand
    if (args.length !== 2 || args.some((arg) => constantOf(arg) === null)) continue
    const dims = step?.inputs[0]?.shape.length ?? 4
    const pairs: (readonly [number, number])[] = [[-2, -1]]
    for (let a = 0; a < dims; a++) for (let b = a + 1; b < dims; b++) pairs.push([a, b])
    for (const [order, [a, b]] of pairs.entries())
      yield {
        edits: [replaced(call.cell, spanning(args[0], args[1]), `${a}, ${b}`)],
        what: `axes ${a} and ${b} change places`,
        cost: 0.9 + order * 0.05,
      }
  }
}

/** An expression, and what is assigned to it where it is a name. */
export function* sourcesOf(
  of: Case,
  cell: number,
  node: ast.Expr,
): Generator<Placed<ast.Expr> & { readonly more: number }> {
  yield { cell, node, more: 0 }
  for (const giver of of.source.givers(cell, node)) {
    const value = of.source.valueGivenBy(giver.node)
    if (value !== null) yield { cell: giver.cell, node: value, more: 0.1 }
  }
}
