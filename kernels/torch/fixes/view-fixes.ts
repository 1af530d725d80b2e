/** Fixes of views: other sizes of one, flattening from another axis on. */
import type * as ast from '../../../src/python/parse/ast.js'
import { numel, type Shape } from '../../../src/tensor/shape.js'
import type { Candidate, Case, Placed } from './case.js'
import { constantOf, inserted, replaced, spanning } from './source.js'
import { rootOf } from './tensor-fixes.js'

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
