/** Fixes of what goes in: the sizes of dummy tensors, how many classes or words there are, evaluation instead of training. */

import { contiguous } from '../../../src/ops/copy.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { noGrad } from '../../../src/tensor/state.js'
import type { Tensor } from '../../../src/tensor/tensor.js'
import type { Candidate, Case, Placed } from './case.js'
import { CREATORS, LAYERS } from './layers.js'
import { lastName, parametersOf } from './parameters.js'
import { expressionsIn } from './regions.js'
import { setting } from './settings.js'
import { argumentOf, constantOf, defaultsOf, inserted, replaced, spanning } from './source.js'

interface Creation extends Placed<ast.Call> {
  /** The expressions of its sizes, in order. */
  readonly sizes: readonly ast.Expr[]
}

/** Calls that make tensors out of sizes. */
export function* creations(of: Case): Generator<Creation> {
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'Call') continue
    const name =
      node.func.kind === 'Attribute' ? node.func.attr : node.func.kind === 'Name' ? node.func.id : ''
    if (!CREATORS.has(name)) continue
    const tuple = [...node.args, ...node.keywords.map(({ value }) => value)].find(
      ({ kind }) => kind === 'Tuple' || kind === 'List',
    )
    if (name === 'randint' && tuple === undefined) continue
    const sizes = tuple === undefined ? node.args : (tuple as ast.TupleExpr).elts
    if (sizes.length > 0) yield { cell, node, sizes }
  }
}

const isLiteral = ({ sizes }: Creation): boolean => sizes.every((size) => constantOf(size) !== null)

/** `(5,)` is one size: another cannot be put beside it without care for the comma. */
const isScalarCall = (node: ast.Call, sizes: readonly ast.Expr[]): boolean =>
  sizes.length === 1 && !node.args.includes(sizes[0])

/** Other sizes of the tensors that the program makes up. */
export function* otherInputs(of: Case): Generator<Candidate> {
  const { step } = of
  const takes = step === null ? undefined : of.factsOf(step)?.takes
  const wanted = new Set<number>()
  if (step !== null && takes !== undefined) {
    const size = of.number(step, takes.parameter)
    if (size !== null) wanted.add(size)
  }
  for (const number of of.message.matchAll(/\d+/g)) wanted.add(Number(number[0]))
  const others = [...creations(of)].filter(isLiteral)
  const told = widthsTold(of)
  for (const { cell, node, sizes } of others) {
    const values = sizes.map((size) => constantOf(size)!)
    const name = of.source.textOf(cell, node)
    const saying = (i: number, size: number): string =>
      `(${values.map((each, j) => (i === j ? size : each)).join(', ')}) instead of (${values.join(', ')})`
    for (const [i, size] of sizes.entries())
      for (const value of wanted)
        if (value !== values[i] && value > 0)
          yield {
            edits: [replaced(cell, size, String(value))],
            what: `the tensor is ${saying(i, value)}`,
            cost: 2 + i * 0.02,
          }
    for (const [i, size] of sizes.entries())
      for (const value of i === 0 ? [] : told)
        if (value !== values[i])
          yield {
            edits: [replaced(cell, size, String(value))],
            what: `the tensor is ${saying(i, value)}`,
            cost: 1.7 + Math.min(3, Math.abs(Math.log2(value / values[i]))) * 0.05,
          }
    // An axis of size 1 too many or too few.
    if (sizes.length > 1)
      for (const [i, value] of values.entries())
        if (value === 1) {
          const text = sizes.flatMap((size, j) => (i === j ? [] : [of.source.textOf(cell, size)])).join(', ')
          yield {
            edits: [replaced(cell, spanning(sizes[0], sizes.at(-1)!), text)],
            what: `the tensor is (${text})`,
            cost: 1.45,
          }
        }
    // As many samples as other tensors have.
    const batches = new Set(others.map((each) => constantOf(each.sizes[0])!))
    if (values.length < 4 && !isScalarCall(node, sizes))
      for (const batch of batches)
        yield {
          edits: [inserted(cell, sizes[0].line, sizes[0].col, `${batch}, `)],
          what: `the tensor is (${[batch, ...values].join(', ')})`,
          cost: 1.5,
        }
    for (const at of [0, 1, values.length]) {
      if (at > values.length || values.length > 3 || values.length < 1 || isScalarCall(node, sizes)) continue
      const texts = sizes.map((size) => of.source.textOf(cell, size))
      const text = [...texts.slice(0, at), '1', ...texts.slice(at)].join(', ')
      yield {
        edits: [replaced(cell, spanning(sizes[0], sizes.at(-1)!), text)],
        what: `the tensor is (${text})`,
        cost: 1.6 + (at === 1 ? 0.05 : 0),
      }
    }
    if (values.length === 4 || values.length === 3) {
      const at = values.length - 1
      const moved = values.length === 4 ? [0, 3, 1, 2] : [2, 0, 1]
      if ([1, 3, 4].includes(values[at]) || wanted.has(values[at])) {
        const text = moved.map((j) => of.source.textOf(cell, sizes[j])).join(', ')
        yield {
          edits: [replaced(cell, spanning(sizes[0], sizes[at]), text)],
          what: `the tensor has its channels first: (${moved.map((j) => values[j]).join(', ')})`,
          cost: 1.1,
        }
      }
    }
    // Images of a size that the layers behind can divide.
    const square = values.length >= 3 && values.at(-1) === values.at(-2)
    if (square && name.length < 80) {
      const [h, w] = sizes.slice(-2)
      for (const side of sidesNamed(of))
        yield {
          edits: [replaced(cell, h, side), replaced(cell, w, side)],
          what: `the image is ${side} × ${side}`,
          cost: 1.4,
        }
      for (const size of nearSizes(values.at(-1)!))
        yield {
          edits: [replaced(cell, h, String(size)), replaced(cell, w, String(size))],
          what: `the image is ${size} × ${size}`,
          cost: 2.2 + Math.abs(Math.log2(size / values.at(-1)!)) * 0.2,
        }
    }
  }
}

/** Widths that the program's constructors take by name, by default or when they are called. */
function widthsTold(of: Case): ReadonlySet<number> {
  const found = new Set<number>()
  const add = (name: string | null, node: ast.Expr): void => {
    const value = constantOf(node)
    if (value !== null && value > 1 && name !== null && WIDTH.test(name)) found.add(value)
  }
  for (const { node } of of.source.nodes()) {
    if (node.kind === 'FunctionDef') for (const { arg, value } of defaultsOf(node.args)) add(arg, value)
    if (node.kind !== 'Call' || !of.definitions.classes.has(lastName(node.func) ?? '')) continue
    const parameters = parametersOf(of, node) ?? []
    for (const [i, value] of node.args.entries()) add(parameters[i] ?? null, value)
    for (const { arg, value } of node.keywords) add(arg, value)
  }
  return found
}

/** Names of sizes of what goes in. */
const WIDTH = /dim|feat|chan|input|in_|^in|size|width|height|len|steps/

/** Names that the program's top gives to sizes of images. */
function* sidesNamed(of: Case): Generator<string> {
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'Assign' || node.targets[0].kind !== 'Name' || constantOf(node.value) === null) continue
    const { id } = node.targets[0]
    if (/size|side|img|image|width|height|resolution/i.test(id) && of.source.functionOf(cell, node) === null)
      yield id
  }
}

/** Sizes that models are made for, and the neighbours and round multiples of this one. */
export function nearSizes(size: number): number[] {
  const multiples = [2, 4, 8, 16, 32].flatMap((m) => [Math.floor(size / m) * m, Math.ceil(size / m) * m])
  const near = [size - 4, size - 2, size - 1, size + 1, size + 2, size + 4]
  const usual = [28, 32, 64, 84, 96, 128, 224, 227, 256, 299]
  return [...new Set([...multiples, ...near, ...usual])].filter((each) => each > 0 && each !== size)
}

/** More words in an embedding, more classes at the end; or smaller numbers in. */
export function* moreEntries(of: Case): Generator<Candidate> {
  if (!/out of range|out of bounds/.test(of.message)) return
  const { step } = of
  const outside = of.numbers(/Target (-?\d+) is out of bounds/)?.[0]
  if (step?.kind === 'layer' && step.name === 'Embedding') {
    yield* mostInstead(of)
    const argument = of.argument(step, 'num_embeddings')
    const entries = of.number(step, 'num_embeddings')
    if (argument !== null && argument.value.kind !== 'Constant')
      yield {
        edits: [inserted(argument.cell, argument.value.endLine, argument.value.endCol, ' + 1')],
        what: `${of.nameOf(step)} has one entry more`,
        cost: 1.05,
      }
    if (argument !== null)
      for (const [order, most] of asMany(of, entries ?? 0, step.inputs[0]).entries())
        for (const [edit, more] of setting(of, argument.cell, argument.value, String(most), entries))
          yield {
            edits: [edit],
            what: `${of.nameOf(step)} has ${most} entries`,
            cost: 1 + more + order * 0.05,
          }
    if (entries !== null) yield* smallerNumbers(of, entries)
  }
  if (outside === undefined) return
  for (const before of of.before()) {
    const facts = before.kind === 'layer' ? LAYERS[before.name] : undefined
    if (facts?.gives === undefined) continue
    const argument = of.argument(before, facts.gives)
    if (argument === null) break
    for (const most of new Set([nextRange(of, outside) ?? outside + 1, outside + 1]))
      for (const [edit, more] of setting(
        of,
        argument.cell,
        argument.value,
        String(most),
        of.number(before, facts.gives),
      ))
        yield { edits: [edit], what: `${of.nameOf(before)} gives ${most} classes`, cost: 1 + more }
    const classes = of.number(before, facts.gives)
    if (classes !== null) yield* smallerNumbers(of, classes)
    break
  }
}

/** How many different numbers there are is no bound for them: `int(films.max()) + 1` for `len(films.unique())`. */
function* mostInstead(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions) {
    if (root.kind !== 'Assign' || !/unique|set\(/.test(of.source.textOf(cell, root.value))) continue
    for (const node of expressionsIn(root.value))
      if ((node.kind === 'Name' || node.kind === 'Attribute') && of.tensorAt(cell, node, frame) !== null)
        yield {
          edits: [replaced(cell, root.value, `int(${of.source.textOf(cell, node)}.max()) + 1`)],
          what: `one more than the largest of ${of.source.textOf(cell, node)}`,
          cost: 0.9 + distance * 0.05,
        }
  }
}

/** As many entries as the largest index of a tensor needs; the end of its `randint` where that is close. */
function asMany(of: Case, entries: number, indices: Tensor | undefined): number[] {
  if (indices === undefined) return []
  let most = entries - 1
  const { data, offset } = noGrad(() => contiguous(indices)).read()
  for (let i = 0; i < indices.numel; i++) most = Math.max(most, Number(data[offset + i]))
  const highs = [...ranges(of)].map(({ high }) => high).filter((high) => high > most)
  return [...new Set(highs.sort((a, b) => a - b)), most + 1]
}

/** The nearest high end of a `randint` in the program that is beyond `entries`. */
function nextRange(of: Case, entries: number): number | null {
  let next: number | null = null
  for (const { high } of ranges(of)) if (high > entries && (next === null || high < next)) next = high
  return next
}

/** The `randint`s of the program with their high ends. */
export function* ranges(of: Case): Generator<Placed<ast.Expr> & { readonly high: number }> {
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'Call' || node.func.kind !== 'Attribute' || node.func.attr !== 'randint') continue
    const two = node.args.length > 1 && constantOf(node.args[1]) !== null
    const value = argumentOf(node, 'high', two ? 1 : 0)
    const high = value === null ? null : constantOf(value)
    if (value !== null && high !== null) yield { cell, node: value, high }
  }
}

function* smallerNumbers(of: Case, entries: number): Generator<Candidate> {
  for (const { cell, node, high } of ranges(of))
    if (high > entries)
      yield {
        edits: [replaced(cell, node, String(entries))],
        what: `numbers below ${entries} instead of ${high}`,
        cost: 1.15,
      }
}

/** Batch normalisation of one value per channel: evaluation, or two samples. */
export function* evaluation(of: Case): Generator<Candidate> {
  if (!/more than 1 value per channel/.test(of.message)) return
  const call = of.outerCall ?? of.call
  if (call?.node.kind === 'Call' && call.node.func.kind === 'Name') {
    const statement = of.source.statementOf(call.cell, call.node)
    const indent = /^\s*/.exec(of.source.lineOf(call.cell, statement.line))![0]
    yield {
      edits: [inserted(call.cell, statement.line, statement.col, `${call.node.func.id}.eval()\n${indent}`)],
      what: `${call.node.func.id} is evaluated, not trained`,
      cost: /\.backward\(/.test(of.text) ? 1.6 : 0.8,
    }
  }
  for (const { cell, node } of of.callsNamed('DataLoader'))
    if (!node.keywords.some(({ arg }) => arg === 'drop_last'))
      yield {
        edits: [inserted(cell, node.endLine, node.endCol - 1, ', drop_last=True')],
        what: 'the last batch, which is smaller, is left out',
        cost: 0.85,
      }
  for (const { cell, node } of of.source.nodes()) {
    const value =
      node.kind === 'Assign' && /^batch/i.test(lastName(node.targets[0]) ?? '')
        ? node.value
        : node.kind === 'Call'
          ? node.keywords.find(({ arg }) => arg !== null && /^batch_?size$/.test(arg))?.value
          : undefined
    if (value !== undefined && constantOf(value) === 1)
      yield { edits: [replaced(cell, value, '2')], what: 'batches of two instead of one', cost: 0.85 }
  }
  for (const { cell, sizes } of [...creations(of)].filter(isLiteral))
    if (constantOf(sizes[0]) === 1)
      yield { edits: [replaced(cell, sizes[0], '2')], what: 'two samples instead of one', cost: 0.9 }
}

/** One more or one less in the sizes of a tensor that was made up, where sizes differ by one. */
export function* offByOne(of: Case): Generator<Candidate> {
  const [a, b] = of.numbers(/tensor a \((\d+)\) must match the size of tensor b \((\d+)\)/) ?? []
  if (a === undefined || Math.abs(a - b) !== 1) return
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'Call') continue
    const name = node.func.kind === 'Attribute' ? node.func.attr : ''
    if (!CREATORS.has(name) && name !== 'Embedding') continue
    for (const size of node.args) {
      if (size.kind !== 'Name' && size.kind !== 'Attribute' && size.kind !== 'BinOp') continue
      const text = of.source.textOf(cell, size)
      for (const more of ['+ 1', '- 1'])
        yield {
          edits: [replaced(cell, size, `${text} ${more}`)],
          what: `${text} ${more} in ${name}`,
          cost: 1.3,
        }
    }
  }
}
