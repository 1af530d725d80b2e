/** Fixes of calls before the failure: keywords that are missing or another, methods too many or missing. */
import type * as ast from '../../../src/python/parse/ast.js'
import { isMethod, nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { parameterOf } from './parameters.js'
import { expressionsIn } from './regions.js'
import { inserted, replaced } from './source.js'
import { short } from './tensor-fixes.js'

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
  pad_packed_sequence: [['batch_first', 'True']],
  pack_padded_sequence: [['batch_first', 'True']],
  pad_sequence: [['batch_first', 'True']],
  MultiheadAttention: [['batch_first', 'True']],
  TransformerEncoderLayer: [['batch_first', 'True']],
  TransformerDecoderLayer: [['batch_first', 'True']],
  Transformer: [['batch_first', 'True']],
  DataLoader: [['drop_last', 'True']],
  interpolate: [['scale_factor', '2']],
  Upsample: [
    ['scale_factor', '2'],
    ['mode', '"bilinear"'],
  ],
  matmul: [],
  diff: [['dim', '1']],
}

const SAYS_BATCH_FIRST = /batch_first *= *True/

/** A keyword that was left out. */
export function* leftOut(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const name = nameOf(node)
      for (const [order, [parameter, value]] of (LEFT_OUT[name] ?? []).entries()) {
        if (node.keywords.some(({ arg }) => arg === parameter || arg === null)) continue
        const first = node.args.length + node.keywords.length === 0
        // What is said elsewhere was probably forgotten here.
        const usual = parameter === 'batch_first' && SAYS_BATCH_FIRST.test(of.text) ? -0.35 : 0
        yield {
          edits: [inserted(cell, node.endLine, node.endCol - 1, `${first ? '' : ', '}${parameter}=${value}`)],
          what: `${name} with ${parameter}=${value} in line ${node.line}`,
          cost: 1.4 + order * 0.04 + distance * 0.2 + usual,
        }
      }
      // What a call of the same name says elsewhere.
      const likes = of.callsNamed(name).filter((other) => other.node !== node)
      for (const other of likes)
        for (const { arg, value } of other.node.keywords) {
          if (other.node === node || arg === null || node.keywords.some((each) => each.arg === arg)) continue
          const text = of.source.textOf(other.cell, value)
          const all = likes.every((each) =>
            each.node.keywords.some(
              (keyword) => keyword.arg === arg && of.source.textOf(each.cell, keyword.value) === text,
            ),
          )
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
            cost: all && likes.length > 1 ? 0.9 + distance * 0.1 : 1.35 + distance * 0.2,
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
      const flag = parameterOf(of, cell, node) ?? ''
      yield {
        edits: [replaced(cell, node, wanted)],
        what: `${wanted} instead of ${node.value.value ? 'True' : 'False'} in line ${node.line}`,
        cost: (saysOtherwise(of, flag, node.value.value) ? 0.5 : 1.3) + distance * 0.2,
      }
    }
}

/** Do all other calls with a flag say the contrary, or does this one say what goes without saying? */
function saysOtherwise(of: Case, flag: string, value: boolean): boolean {
  if (value) return false
  if (flag === 'keepdim') return true
  return flag === 'batch_first' && SAYS_BATCH_FIRST.test(of.text)
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
  'reversed',
  'sorted',
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
      const layer =
        node.kind === 'Call' &&
        node.func.kind === 'Attribute' &&
        of.isOwn(node.func) &&
        node.args.length === 1
      if (node.kind !== 'Call' || !(layer || REFORMING.has(nameOf(node)))) continue
      const inner = isMethod(node) ? (node.func as ast.Attribute).value : node.args[0]
      if (inner === undefined) continue
      const text = of.source.textOf(cell, inner)
      yield {
        edits: [replaced(cell, node, text)],
        what: `${short(text)} without ${nameOf(node)}`,
        cost: (nameOf(node) === 'reversed' ? 1.2 : layer ? 1.75 : 1.5) + distance * 0.2,
      }
    }
}
