/** Fixes of calls before the failure: axes, flags, methods too many or missing, indices, patterns of einsum and einops. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Candidate, Case } from './case.js'
import { numberIn, tensorOf, valueIn } from './names.js'
import { expressionsIn, type Region } from './regions.js'
import { constantOf, inserted, replaced } from './source.js'
import { fit, rearrangements, rootOf, short } from './tensor-fixes.js'

/** Functions and methods with the places of their axes among the arguments, the tensor not counted. */
const AXES: Readonly<Record<string, readonly number[]>> = {
  cat: [0],
  concat: [0],
  stack: [0],
  softmax: [0],
  log_softmax: [0],
  sum: [0],
  mean: [0],
  max: [0],
  min: [0],
  argmax: [0],
  argmin: [0],
  norm: [1],
  std: [0],
  var: [0],
  prod: [0],
  cumsum: [0],
  all: [0],
  any: [0],
  squeeze: [0],
  unsqueeze: [0],
  transpose: [0, 1],
  swapaxes: [0, 1],
  flatten: [0, 1],
  unflatten: [0],
  chunk: [1],
  split: [1],
  unbind: [0],
  select: [0],
  narrow: [0],
  gather: [0],
  index_select: [0],
  size: [0],
  permute: [],
  normalize: [1],
  cosine_similarity: [],
  repeat_interleave: [1],
  topk: [1],
  sort: [0],
  flip: [0],
  roll: [1],
  Flatten: [0, 1],
  Softmax: [0],
  LogSoftmax: [0],
  Unflatten: [0],
}
const AXIS_KEYWORDS: ReadonlySet<string> = new Set([
  'dim',
  'axis',
  'start_dim',
  'end_dim',
  'dim0',
  'dim1',
  'dims',
])

const nameOf = ({ func }: ast.Call): string =>
  func.kind === 'Attribute' ? func.attr : func.kind === 'Name' ? func.id : ''

/** Is the tensor the receiver, not the first argument? */
const isMethod = ({ func }: ast.Call): boolean =>
  func.kind === 'Attribute' && !/^(torch|F|nn|np|math|einops)$/.test(rootOf(func))

/** The expressions of a call that are axes. */
function axesOf(node: ast.Call): ast.Expr[] {
  const name = nameOf(node)
  const places = AXES[name]
  const keywords = node.keywords
    .filter(({ arg }) => arg !== null && AXIS_KEYWORDS.has(arg))
    .map(({ value }) => value)
  if (places === undefined) return keywords
  const shift = isMethod(node) || /^[A-Z]/.test(name) ? 0 : 1
  const values = places.flatMap((place) => node.args[place + shift] ?? [])
  return [...values, ...keywords]
}

/** The number of axes that the tensors of a region's call had. */
const rankOf = ({ step }: Region): number =>
  Math.max(1, ...(step?.inputs ?? []).map(({ shape }) => shape.length), step?.outputs[0]?.shape.length ?? 0)

/** Another axis in a call, and other orders of a permutation. */
export function* otherAxes(of: Case): Generator<Candidate> {
  for (const region of of.regions) {
    const { cell, root, distance } = region
    const rank = Math.min(5, rankOf(region) || 4)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const name = nameOf(node)
      for (const value of axesOf(node)) {
        const parts = value.kind === 'Tuple' || value.kind === 'List' ? value.elts : [value]
        for (const part of parts) {
          const was = constantOf(part)
          if (was === null) continue
          const taken = new Set(parts.map(constantOf))
          for (let dim = -2; dim < Math.max(rank, 3); dim++) {
            if (dim === was || (parts.length > 1 && taken.has(dim))) continue
            yield {
              edits: [replaced(cell, part, String(dim))],
              what: `${name} along axis ${dim}`,
              cost:
                (parts.length > 1 ? 1.45 : 1.25) +
                Math.abs(dim - was) * 0.05 +
                (dim < 0 !== was < 0 ? 0.1 : 0) +
                distance * 0.2 +
                (name === 'size' ? 0.2 : 0),
            }
          }
        }
        if (parts.length === 2)
          for (const [a, b] of pairs(rank))
            if (`${a}` !== of.source.textOf(cell, parts[0]) && `${b}` !== of.source.textOf(cell, parts[1]))
              yield {
                edits: [replaced(cell, parts[0], String(a)), replaced(cell, parts[1], String(b))],
                what: `${name} over axes ${a} and ${b}`,
                cost: (b === a + 1 ? 1.3 : 1.5) + distance * 0.2,
              }
      }
      if (name === 'permute') yield* orders(region, node)
      if (name === 'transpose' || name === 'swapaxes') {
        const args = node.args.slice(isMethod(node) ? 0 : 1)
        if (args.length === 2)
          for (const [a, b] of [...pairs(rank), [-2, -1], [-1, -2]] as const)
            yield {
              edits: [replaced(cell, args[0], String(a)), replaced(cell, args[1], String(b))],
              what: `axes ${a} and ${b} change places`,
              cost: 1.3 + distance * 0.2,
            }
      }
    }
  }
}

function* pairs(rank: number): Generator<readonly [number, number]> {
  for (let a = 0; a < rank; a++) for (let b = a + 1; b < rank; b++) yield [a, b]
}

/** Other orders of a permutation: two axes change places, or the axes turn. */
function* orders({ cell, distance }: Region, node: ast.Call): Generator<Candidate> {
  const args = node.args.slice(isMethod(node) ? 0 : 1)
  const items =
    args.length === 1 && (args[0].kind === 'Tuple' || args[0].kind === 'List') ? args[0].elts : args
  const order = items.map(constantOf)
  if (items.length < 3 || items.length > 5 || order.some((each) => each === null)) return
  const offered: (readonly [readonly number[], number])[] = []
  const dims = order as number[]
  for (let i = 0; i < dims.length; i++)
    for (let j = i + 1; j < dims.length; j++) {
      const swapped = [...dims]
      ;[swapped[i], swapped[j]] = [dims[j], dims[i]]
      offered.push([swapped, 0])
    }
  if (dims.length === 4)
    offered.push([[0, 3, 1, 2], 0], [[0, 2, 3, 1], 0.05], [[0, 2, 1, 3], 0], [[0, 3, 2, 1], 0.2])
  if (dims.length === 3) offered.push([[0, 2, 1], 0], [[1, 0, 2], 0.05], [[2, 0, 1], 0.05], [[1, 2, 0], 0.1])
  for (const [wanted, more] of offered) {
    if (wanted.every((each, i) => each === dims[i])) continue
    yield {
      edits: wanted.flatMap((each, i) => (each === dims[i] ? [] : [replaced(cell, items[i], String(each))])),
      what: `the axes in the order ${wanted.join(', ')}`,
      cost: 1.3 + more + distance * 0.2,
    }
  }
}

/** Keywords that are left out, with what they usually say. */
const LEFT_OUT: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  sum: [
    ['dim', '1'],
    ['dim', '-1'],
    ['keepdim', 'True'],
  ],
  mean: [
    ['dim', '1'],
    ['dim', '-1'],
    ['keepdim', 'True'],
  ],
  std: [
    ['dim', '1'],
    ['keepdim', 'True'],
  ],
  var: [
    ['dim', '1'],
    ['keepdim', 'True'],
  ],
  norm: [
    ['dim', '1'],
    ['dim', '-1'],
    ['keepdim', 'True'],
  ],
  max: [
    ['dim', '1'],
    ['keepdim', 'True'],
  ],
  argmax: [
    ['dim', '1'],
    ['dim', '-1'],
  ],
  amax: [['keepdim', 'True']],
  cat: [
    ['dim', '1'],
    ['dim', '-1'],
    ['dim', '2'],
  ],
  stack: [
    ['dim', '1'],
    ['dim', '-1'],
    ['dim', '2'],
  ],
  softmax: [
    ['dim', '1'],
    ['dim', '-1'],
  ],
  split: [
    ['dim', '1'],
    ['dim', '-1'],
    ['dim', '2'],
  ],
  chunk: [
    ['dim', '1'],
    ['dim', '-1'],
    ['dim', '2'],
  ],
  Conv1d: [
    ['padding', '1'],
    ['stride', '2'],
    ['padding', '2'],
    ['groups', '2'],
  ],
  Conv2d: [
    ['padding', '1'],
    ['stride', '2'],
    ['padding', '2'],
    ['padding', '3'],
  ],
  Conv3d: [
    ['padding', '1'],
    ['stride', '2'],
  ],
  ConvTranspose1d: [
    ['stride', '2'],
    ['padding', '1'],
    ['output_padding', '1'],
  ],
  ConvTranspose2d: [
    ['stride', '2'],
    ['padding', '1'],
    ['output_padding', '1'],
  ],
  ConvTranspose3d: [
    ['stride', '2'],
    ['padding', '1'],
  ],
  MaxPool1d: [
    ['stride', '2'],
    ['stride', '1'],
    ['padding', '1'],
  ],
  MaxPool2d: [
    ['stride', '2'],
    ['stride', '1'],
    ['padding', '1'],
  ],
  AvgPool1d: [
    ['stride', '1'],
    ['stride', '2'],
    ['padding', '1'],
  ],
  AvgPool2d: [
    ['stride', '1'],
    ['stride', '2'],
    ['padding', '1'],
  ],
  max_pool1d: [
    ['stride', '2'],
    ['stride', '1'],
    ['padding', '1'],
  ],
  max_pool2d: [
    ['stride', '2'],
    ['stride', '1'],
    ['padding', '1'],
  ],
  avg_pool2d: [
    ['stride', '2'],
    ['stride', '1'],
    ['padding', '1'],
  ],
  conv2d: [
    ['padding', '1'],
    ['stride', '2'],
  ],
  LSTM: [
    ['batch_first', 'True'],
    ['bidirectional', 'True'],
  ],
  GRU: [
    ['batch_first', 'True'],
    ['bidirectional', 'True'],
  ],
  RNN: [
    ['batch_first', 'True'],
    ['bidirectional', 'True'],
  ],
  interpolate: [['scale_factor', '2']],
  Upsample: [['mode', '"bilinear"']],
  matmul: [],
  diff: [['dim', '1']],
}

/** A keyword that was left out. */
export function* leftOut(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const name = nameOf(node)
      for (const [order, [parameter, value]] of (LEFT_OUT[name] ?? []).entries()) {
        if (node.keywords.some(({ arg }) => arg === parameter || arg === null)) continue
        const first = node.args.length + node.keywords.length === 0
        yield {
          edits: [inserted(cell, node.endLine, node.endCol - 1, `${first ? '' : ', '}${parameter}=${value}`)],
          what: `${name} with ${parameter}=${value} in line ${node.line}`,
          cost: 1.4 + order * 0.04 + distance * 0.2,
        }
      }
      // What a call of the same name says elsewhere.
      for (const other of of.callsNamed(name))
        for (const { arg, value } of other.node.keywords) {
          if (other.node === node || arg === null || node.keywords.some((each) => each.arg === arg)) continue
          const text = of.source.textOf(other.cell, value)
          if (value.kind !== 'Constant' && other.cell !== cell) continue
          yield {
            edits: [
              inserted(
                cell,
                node.endLine,
                node.endCol - 1,
                `${node.args.length + node.keywords.length === 0 ? '' : ', '}${arg}=${text}`,
              ),
            ],
            what: `${name} with ${arg}=${text} in line ${node.line}, as in line ${other.node.line}`,
            cost: 1.35 + distance * 0.2,
          }
        }
    }
}

/** A flag the other way. */
export function* otherFlags(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Constant' || node.value.type !== 'bool') continue
      const wanted = node.value.value ? 'False' : 'True'
      yield {
        edits: [replaced(cell, node, wanted)],
        what: `${wanted} instead of ${node.value.value ? 'True' : 'False'} in line ${node.line}`,
        cost: 1.3 + distance * 0.2,
      }
    }
}

/** Methods and functions that change the form of a tensor: one too many. */
const REFORMING: ReadonlySet<string> = new Set([
  'view',
  'reshape',
  'flatten',
  'transpose',
  'permute',
  'squeeze',
  'unsqueeze',
  't',
  'unfold',
  'expand',
  'repeat',
  'argmax',
  'float',
  'long',
  'mean',
  'sum',
  'softmax',
  'max_pool2d',
  'avg_pool2d',
  'max_pool1d',
  'one_hot',
  'int',
  'double',
  'half',
])

/** A call too many. */
export function* withoutCall(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind === 'Attribute' && /^(T|mT)$/.test(node.attr)) {
        const text = of.source.textOf(cell, node.value)
        yield {
          edits: [replaced(cell, node, text)],
          what: `${short(text)} is not transposed`,
          cost: 1.4 + distance * 0.2,
        }
      }
      if (node.kind !== 'Call' || !REFORMING.has(nameOf(node))) continue
      const inner = isMethod(node) ? (node.func as ast.Attribute).value : node.args[0]
      if (inner === undefined) continue
      const text = of.source.textOf(cell, inner)
      yield {
        edits: [replaced(cell, node, text)],
        what: `${short(text)} without ${nameOf(node)}`,
        cost: 1.5 + distance * 0.2,
      }
    }
}

/** Indices that take a part of a tensor or tuple, by the number of its axes. */
const PARTS: readonly (readonly [string, number, number])[] = [
  ['[:, -1]', 2, 0],
  ['[:, 0]', 2, 0.05],
  ['[-1]', 1, 0.1],
  ['[0]', 1, 0.1],
  ['[:, :-1]', 2, 0.2],
  ['[:, 1:]', 2, 0.25],
  ['[..., 0]', 2, 0.3],
  ['[:-1]', 1, 0.3],
]

/** What a step of the data gives is rearranged, or a part of it is taken. */
export function* afterwards(of: Case): Generator<Candidate> {
  const wanted =
    of.step === null ? null : (of.number(of.step, of.factsOf(of.step)?.takes?.parameter ?? '') ?? null)
  const seen = new Set<ast.Expr>()
  for (const { cell, root, frame, distance, step } of of.regions) {
    if (distance > 1.8 || root.kind === 'FunctionDef') continue
    for (const node of expressionsIn(root)) {
      if (
        !['Name', 'Call', 'Attribute', 'Subscript', 'BinOp'].includes(node.kind) ||
        seen.has(node) ||
        of.isTarget(cell, node)
      )
        continue
      const parent = of.source.parentOf(cell, node)
      if (parent?.kind === 'Call' && parent.func === node) continue
      const tensor = of.outputAt(cell, node) ?? (frame === null ? null : tensorOf(valueIn(frame, node)))
      if (tensor === null) continue
      seen.add(node)
      const text = of.source.textOf(cell, node)
      const whole = node.kind === 'BinOp' ? `(${text})` : text
      for (const { suffix, what, cost } of rearrangements(tensor.shape, wanted, of.batch))
        yield {
          edits: [replaced(cell, node, whole + suffix)],
          what: `${short(text)}: ${what}`,
          cost: cost + 0.4 + distance * 0.25 + fit(tensor.shape, suffix, of.partnerOf(tensor)),
        }
      for (const [suffix, rank, more] of PARTS)
        if (tensor.shape.length >= rank + 1 || (rank === 1 && tensor.shape.length > 1))
          yield {
            edits: [replaced(cell, node, whole + suffix)],
            what: `of ${short(text)} the part ${suffix}`,
            cost: (step !== null && /LSTM|GRU|RNN/.test(step.name) ? 1.5 : 2.1) + more + distance * 0.25,
          }
    }
  }
}

/** Another part of a tensor: other indices, fewer of them, none. */
export function* otherIndices(of: Case): Generator<Candidate> {
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Subscript' || (frame !== null && numberIn(frame, node.value) !== null)) continue
      const text = of.source.textOf(cell, node.value)
      const target = of.isTarget(cell, node)
      if (!target)
        yield {
          edits: [replaced(cell, node, text)],
          what: `all of ${short(text)}`,
          cost: 1.6 + distance * 0.25,
        }
      const items = node.slice.kind === 'Tuple' ? node.slice.elts : [node.slice]
      const texts = items.map((each) => of.source.textOf(cell, each))
      const offered: (readonly [string, number])[] = []
      for (const [i, item] of items.entries()) {
        const with_ = (replacement: string): string =>
          texts.map((each, j) => (i === j ? replacement : each)).join(', ')
        const was = constantOf(item)
        if (was !== null) {
          for (const index of [0, 1, -1, -2, 2])
            if (index !== was) offered.push([with_(String(index)), Math.abs(index - was) * 0.03])
          offered.push([with_(':'), 0.15])
        }
        if (item.kind === 'Slice') {
          const [lower, upper] = [item.lower, item.upper].map((each) =>
            each === null ? null : of.source.textOf(cell, each),
          )
          if (lower !== null || upper !== null) offered.push([with_(':'), 0.15])
          if (upper !== null && lower === null) offered.push([with_(`${upper}:`), 0.1])
          if (lower !== null && upper === null) offered.push([with_(`:${lower}`), 0.1])
          if (lower === null && upper === null) {
            offered.push([with_('0'), 0.2], [with_('-1'), 0.2])
            offered.push([with_(':-1'), 0.25], [with_('1:'), 0.25])
          }
        }
        if (items.length > 1) offered.push([texts.filter((_, j) => j !== i).join(', '), 0.1])
      }
      if (items.length < 3) {
        offered.push([`:, ${texts.join(', ')}`, 0])
        if (texts[0] !== ':') offered.push([`${texts.join(', ')}, :`, 0.4])
        if (items.length === 2) offered.push([`${texts[1]}, ${texts[0]}`, 0.1])
        offered.push([`0, ${texts.join(', ')}`, 0.3])
      }
      for (const [inner, more] of offered)
        yield {
          edits: [replaced(cell, node.slice, inner)],
          what: `${short(text)}[${inner}] in line ${node.line}`,
          cost: 1.4 + more + distance * 0.2,
        }
    }
}

/** Patterns of einsum and einops: two letters change places. */
export function* otherPatterns(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Constant' || node.value.type !== 'str' || !node.value.value.includes('->')) continue
      const text = of.source.textOf(cell, node)
      const arrow = text.indexOf('->')
      const spaced = / /.test(text.slice(0, arrow).trim())
      const word = spaced ? /[A-Za-z]\w*/g : /[A-Za-z]/g
      const tokens = [...text.matchAll(word)]
      for (let i = 0; i < tokens.length; i++) {
        const at = tokens[i]
        for (let j = i + 1; j < tokens.length; j++) {
          const other = tokens[j]
          if (at[0] === other[0] || at.index < arrow !== other.index < arrow) continue
          const swapped =
            text.slice(0, at.index) +
            other[0] +
            text.slice(at.index + at[0].length, other.index) +
            at[0] +
            text.slice(other.index + other[0].length)
          yield {
            edits: [replaced(cell, node, swapped)],
            what: `${at[0]} and ${other[0]} change places in the pattern`,
            cost: (at.index > arrow ? 1 : 1.1) + distance * 0.2,
          }
        }
        for (const letter of new Set(tokens.map(([each]) => each)))
          if (letter !== at[0])
            yield {
              edits: [
                replaced(cell, node, text.slice(0, at.index) + letter + text.slice(at.index + at[0].length)),
              ],
              what: `${letter} instead of ${at[0]} in the pattern`,
              cost: 1.25 + distance * 0.2,
            }
      }
    }
}
