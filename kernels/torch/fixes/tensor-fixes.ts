/** Fixes of tensors on their way: axes moved, added, merged, other dtypes, other sizes of a view. */
import type * as ast from '../../../src/python/parse/ast.js'
import { numel, type Shape, sameShape } from '../../../src/tensor/shape.js'
import type { Candidate, Case, Partner, Placed } from './case.js'
import { constantOf, type Edit, inserted, replaced, spanning } from './source.js'

/** Something done to an operand, as a method call after it, and how it reads. */
export interface Change {
  readonly suffix: string
  readonly what: string
  readonly cost: number
}

/** Rearrangements of a tensor of this shape that could be what was meant. */
export function* rearrangements(shape: Shape, wanted: number | null, batch = 0): Generator<Change> {
  const n = shape.length
  if (n === 4) {
    const last = shape[3] === wanted && shape[1] !== wanted
    yield { suffix: '.permute(0, 3, 1, 2)', what: 'channels last → channels first', cost: last ? 0.4 : 2.2 }
    yield {
      suffix: '.permute(0, 2, 3, 1)',
      what: 'channels first → channels last',
      cost: shape[1] === wanted ? 1.2 : 2.4,
    }
    yield { suffix: '.transpose(1, 2)', what: 'the middle axes change places', cost: 1.6 }
    const patches = 'rows and columns become one axis, the channels last'
    yield { suffix: '.flatten(2).transpose(1, 2)', what: patches, cost: shape[1] === wanted ? 1 : 1.7 }
    yield {
      suffix: '.flatten(1, 2)',
      what: 'the middle axes become one',
      cost: shape[3] === wanted ? 1 : 1.8,
    }
    yield { suffix: '.flatten(2)', what: 'the last two axes become one', cost: 1.8 }
  }
  if (n === 3) {
    const last = shape[2] === wanted && shape[0] !== wanted
    yield { suffix: '.permute(2, 0, 1)', what: 'channels last → channels first', cost: last ? 0.7 : 2.4 }
    yield {
      suffix: '.transpose(1, 2)',
      what: 'the last two axes change places',
      cost: shape[1] === wanted || shape[2] === wanted ? 0.8 : 1.7,
    }
    const second = shape[1] === batch && shape[0] !== batch
    yield { suffix: '.transpose(0, 1)', what: 'the first two axes change places', cost: second ? 0.9 : 2 }
  }
  if (n === 2) {
    yield { suffix: '.T', what: 'the two axes change places', cost: shape[0] === wanted ? 0.9 : 1.8 }
    yield { suffix: '.unsqueeze(-1)', what: 'a last axis of size 1', cost: wanted === 1 ? 0.9 : 2 }
  }
  if (n === 2 && shape[1] === wanted)
    yield { suffix: '[:, :, None, None]', what: 'two axes of size 1 at the end', cost: 0.9 }
  if (n <= 3) {
    yield { suffix: '.unsqueeze(0)', what: 'a batch axis in front', cost: 1 }
    yield {
      suffix: '.unsqueeze(1)',
      what: 'an axis of size 1 after the first',
      cost: wanted === 1 ? 0.8 : 1.2,
    }
  }
  if (n === 1) yield { suffix: '.unsqueeze(-1)', what: 'an axis of size 1 at the end', cost: 1.1 }
  if (n > 2) {
    const flat = wanted === numel(shape.slice(1))
    yield { suffix: '.flatten(1)', what: 'all axes but the batch become one', cost: flat ? 0.5 : 1.4 }
    for (let from = 2; from < n - 1; from++)
      if (numel(shape.slice(from)) === wanted)
        yield { suffix: `.flatten(${from})`, what: `the axes from ${from} on become one`, cost: 0.6 }
    yield { suffix: '.flatten(0, 1)', what: 'the first two axes become one', cost: 1.8 }
  }
  if (n > 1 && shape.includes(1)) yield { suffix: '.squeeze()', what: 'axes of size 1 go', cost: 1.8 }
  if (n > 1 && shape[n - 1] === 1)
    yield { suffix: '.squeeze(-1)', what: 'the last axis, of size 1, goes', cost: 1.1 }
  if (n > 1 && shape[1] === 1)
    yield { suffix: '.squeeze(1)', what: 'the axis of size 1 after the first goes', cost: 1.1 }
}

/** The shape after a rearrangement. */
export function after(shape: Shape, suffix: string): Shape | null {
  const [, name, args] = /^\.(\w+)(?:\((.*)\))?$/.exec(suffix) ?? []
  const n = shape.length
  const [a, b] = (args ?? '').split(',').map((each) => (Number(each) + n) % n)
  switch (name) {
    case 'permute':
      return args.split(',').map((axis) => shape[Number(axis)])
    case 'transpose':
      return shape.map((size, axis) => (axis === a ? shape[b] : axis === b ? shape[a] : size))
    case 'T':
      return [...shape].reverse()
    case 'unsqueeze': {
      const at = Number(args) < 0 ? n + 1 + Number(args) : Number(args)
      return [...shape.slice(0, at), 1, ...shape.slice(at)]
    }
    case 'squeeze':
      return args === ''
        ? shape.filter((size) => size !== 1)
        : shape.filter((size, axis) => axis !== a || size !== 1)
    case 'flatten':
      return [shape[0], numel(shape.slice(1))]
    default:
      return null
  }
}

/** What a rearrangement costs less for meeting its partner exactly, or more where it cannot meet it at all. */
export function fit(shape: Shape, suffix: string, partner: Partner | null): number {
  const result = partner === null ? null : after(shape, suffix)
  if (result === null || partner === null) return 0
  const wanted = partner.shape
  if (partner.multiplied !== undefined) return multiplies(result, wanted, partner.multiplied) ? -0.8 : 1
  if (partner.joined) {
    const differ = result.filter((size, axis) => size !== wanted[axis]).length
    return result.length === wanted.length && differ <= 1 ? -0.9 : 1
  }
  if (sameShape(result, wanted)) return -1
  const meets = result.every((size, i) => {
    const other = wanted[wanted.length - result.length + i]
    return other === undefined || other === size || other === 1 || size === 1
  })
  return meets ? -0.7 : 1.5
}

/** Do two shapes meet in a matrix product, `shape` on that side? */
function multiplies(shape: Shape, other: Shape, side: 'left' | 'right'): boolean {
  const [a, b] = side === 'left' ? [shape, other] : [other, shape]
  if (a.length === 0 || b.length === 0) return false
  const inner = b.length === 1 ? b[0] : b[b.length - 2]
  if (a.at(-1) !== inner) return false
  for (let back = 3; back <= Math.min(a.length, b.length); back++)
    if (a.at(-back) !== b.at(-back) && a.at(-back) !== 1 && b.at(-back) !== 1) return false
  return true
}

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
      for (const { suffix, what, cost } of changes) {
        const text = of.source.textOf(cell, operand)
        const input = step?.inputs[i]
        const near = input === undefined ? 0 : fit(input.shape, suffix, of.partnerOf(input))
        yield {
          edits: [applied(of, { cell, node: operand }, suffix)],
          what: `${short(text)}: ${what}`,
          cost: cost + more + i * 0.05 + (more === 0 ? near : 0),
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

/** Another dtype of an operand. */
export function* convert(of: Case): Generator<Candidate> {
  if (!/dtype|scalar type|Long|Float|Double|Int\b|Half|type|indices|implemented for/.test(of.message)) return
  for (const { cell, node, more } of calls(of)) {
    for (const [i, operand] of operandsOf(unwrapped(node)).entries()) {
      const text = of.source.textOf(cell, operand)
      for (const { suffix, what, cost } of DTYPES)
        yield {
          edits: [applied(of, { cell, node: operand }, suffix)],
          what: `${short(text)} ${what}`,
          cost: cost + more + i * 0.05,
        }
    }
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

const VIEWS: ReadonlySet<string> = new Set(['view', 'reshape', 'flatten', 'unflatten', 'ravel'])

/** Other sizes of a view, here or before. */
export function* resize(of: Case): Generator<Candidate> {
  const seen = new Set<unknown>()
  const { call } = of
  const places: Placed[] = call === null ? [] : [call]
  const steps = [...(of.step === null ? [] : [of.step]), ...of.before()]
  for (const step of steps) {
    const placed =
      step.kind === 'op' && VIEWS.has(step.name.split('.')[0]) ? of.source.nodeAt(step.site) : null
    if (placed !== null) places.push(placed)
  }
  for (const [order, { cell, node }] of places.entries()) {
    if (node.kind !== 'Call' || seen.has(node)) continue
    seen.add(node)
    const step = steps.find(({ site }) => site !== null && of.source.nodeAt(site)?.node === node)
    yield* viewFixes(of, { cell, node }, step?.inputs[0]?.shape ?? null, order === 0 ? 0 : 0.3)
  }
}

function* viewFixes(
  of: Case,
  { cell, node }: Placed<ast.Call>,
  shape: Shape | null,
  more: number,
): Generator<Candidate> {
  const name = node.func.kind === 'Attribute' ? node.func.attr : node.func.kind === 'Name' ? node.func.id : ''
  const method = node.func.kind === 'Attribute' && !/^(torch|F)$/.test(rootOf(node.func))
  const receiver = method ? (node.func as ast.Attribute).value : node.args[0]
  if (receiver === undefined) return
  const text = of.source.textOf(cell, receiver)
  const args = method ? node.args : node.args.slice(1)
  if (name === 'flatten') {
    if (args.length === 0 && node.keywords.length === 0) {
      const col = node.endCol - 1
      yield {
        edits: [inserted(cell, node.endLine, col, method ? '1' : ', 1')],
        what: 'the batch axis stays: flatten from axis 1 on',
        cost: 0.5 + more,
      }
    } else
      for (const value of args.length > 0
        ? [args[0]]
        : node.keywords.filter(({ arg }) => arg === 'start_dim').map((each) => each.value))
        for (const start of [1, 2])
          if (constantOf(value) !== start)
            yield {
              edits: [replaced(cell, value, String(start))],
              what: `flatten from axis ${start} on`,
              cost: 0.5 + start * 0.2 + more,
            }
    return
  }
  if (name !== 'view' && name !== 'reshape') return
  const sizes =
    args.length === 1 && (args[0].kind === 'Tuple' || args[0].kind === 'List') ? args[0].elts : args
  const rest = shape === null || shape.length === 0 ? null : numel(shape.slice(1))
  if (name === 'view' && /contiguous|stride/.test(of.message) && node.func.kind === 'Attribute') {
    const { endLine, endCol } = node.func
    yield {
      edits: [{ cell, line: endLine, col: endCol - 4, endLine, endCol, replacement: 'reshape' }],
      what: 'reshape copies where a view cannot be',
      cost: 0.4,
    }
  }
  if (sizes.length === 1 && constantOf(sizes[0]) === -1)
    yield {
      edits: [replaced(cell, sizes[0], `${text}.size(0), -1`)],
      what: 'the batch axis stays',
      cost: 0.7 + more,
    }
  if (sizes.length === 2) {
    const { endLine, endCol } = receiver
    const flat = { ...node, line: endLine, col: endCol }
    yield {
      edits: [
        // A call is not to be made twice for its size.
        receiver.kind === 'Call' && method
          ? replaced(cell, flat, '.flatten(1)')
          : replaced(cell, spanning(sizes[0], sizes[1]), `${text}.size(0), -1`),
      ],
      what: 'the batch axis stays, the others become one',
      cost: 1 + more,
    }
  }
  if (shape === null) return
  for (const [i, size] of sizes.entries()) {
    const others = sizes.filter((_, j) => j !== i).map(constantOf)
    const was = constantOf(size)
    const known = others.filter((each): each is number => each !== null && each > 0)
    const free = others.some((each) => each === null || each < 0)
    // What this size must be if the others stay.
    const wanted = free
      ? i === sizes.length - 1 && sizes.length === 2
        ? rest
        : null
      : numel(shape) / numel(known)
    if (wanted !== null && wanted !== was && Number.isInteger(wanted) && wanted > 0) {
      const old = of.source.textOf(cell, size)
      const shown =
        old.includes('*') && wanted === rest
          ? shape.slice(1).join(old.includes(' * ') ? ' * ' : '*')
          : String(wanted)
      yield {
        edits: [replaced(cell, size, shown)],
        what: `${wanted} instead of ${old} in the ${name}`,
        cost: 0.9 + more,
      }
    }
    const whole = shape.at(-1)
    if (i === sizes.length - 1 && whole !== undefined && whole !== was && whole !== wanted)
      yield {
        edits: [replaced(cell, size, String(whole))],
        what: `${whole}, the size of the last axis, in the ${name}`,
        cost: 0.9 + more,
      }
    if (was !== null && was !== -1 && !others.includes(-1))
      yield {
        edits: [replaced(cell, size, '-1')],
        what: `the ${name} reckons size ${i} itself`,
        cost: 1.3 + more,
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

/** `nn.Flatten` from another axis on. */
export function* otherFlatten(of: Case): Generator<Candidate> {
  const seen = new Set<unknown>()
  for (const step of of.before()) {
    if (step.name !== 'Flatten') continue
    const argument = of.argument(step, 'start_dim')
    if (argument === null || seen.has(argument.value)) continue
    seen.add(argument.value)
    yield {
      edits: [replaced(argument.cell, argument.value, '1')],
      what: 'flatten from axis 1 on: the batch axis stays',
      cost: 0.6,
    }
  }
}
