/**
 * Layers whose output sizes come from their own settings, through so many steps that the operators' reasons would tell nothing:
 * recurrent ones, attention. What they return gets its reasons restated from the layer.
 */
import { PyTensor } from '../../src/bridge/values.js'
import { type Dim, given, keep, restate, sizeRule } from '../../src/ops/derive.js'
import type { PyObject, Value } from '../../src/python/object/object.js'
import { getAttr } from '../../src/python/object/protocol.js'
import { PyTuple } from '../../src/python/object/values.js'
import type { Tensor } from '../../src/tensor/tensor.js'

const bothWays = sizeRule('hidden_size * directions')
const states = sizeRule('num_layers * directions')

const named = (label: string, dim: Dim): Dim => ({ ...dim, label })

const settings = (module: PyObject) => {
  const number = (name: string): number => Number(getAttr(module, name))
  return {
    hidden: number('proj_size') || number('hidden_size'),
    layers: number('num_layers'),
    directions: getAttr(module, 'bidirectional') === true ? 2 : 1,
    batchFirst: getAttr(module, 'batch_first') === true,
    cell: number('hidden_size'),
  }
}

/** RNN, GRU, LSTM: output (N, L, D·H) or (L, N, D·H), states (D·layers, N, H). */
function recurrent(module: PyObject, input: Tensor, result: Value): void {
  if (!(result instanceof PyTuple) || input.rank < 2 || input.rank > 3) return
  const { hidden, layers, directions, batchFirst, cell } = settings(module)
  const features = (size: number): Dim => named('H', given(size, 'hidden_size'))
  const [output, last] = result.items
  if (output instanceof PyTensor) {
    restate(output.tensor, 'rnn', [input], () => {
      const wide =
        directions === 1 ? given(hidden, 'hidden_size') : bothWays({ hidden_size: hidden, directions })
      const lead = input.rank === 2 ? ['L'] : batchFirst ? ['N', 'L'] : ['L', 'N']
      return [...lead.map((label, axis) => named(label, keep(input, axis))), named('H', wide)]
    })
  }
  const all = last instanceof PyTuple ? last.items : [last]
  all.forEach((state, i) => {
    if (!(state instanceof PyTensor)) return
    restate(state.tensor, 'rnn', [input], () => [
      named('D', directions === 1 ? given(layers, 'num_layers') : states({ num_layers: layers, directions })),
      ...(input.rank === 2 ? [] : [named('N', keep(input, batchFirst ? 0 : 1))]),
      features(i === 0 ? hidden : cell),
    ])
  })
}

/** RNNCell, GRUCell, LSTMCell: states (N, H) or (H). */
function recurrentCell(module: PyObject, input: Tensor, result: Value): void {
  const hidden = Number(getAttr(module, 'hidden_size'))
  for (const state of result instanceof PyTuple ? result.items : [result]) {
    if (!(state instanceof PyTensor) || state.tensor.rank !== input.rank) continue
    restate(state.tensor, 'rnn', [input], () => [
      ...(input.rank === 1 ? [] : [named('N', keep(input, 0))]),
      named('H', given(hidden, 'hidden_size')),
    ])
  }
}

/** (N, L, E) as the query, weights (N, [heads,] L, S): heads come and go inside. */
function attention(_module: PyObject, query: Tensor, result: Value, inputs: readonly Value[]): void {
  const [output, weights] = result instanceof PyTuple ? result.items : [result, null]
  const [key] = inputs.slice(1)
  if (output instanceof PyTensor && output.tensor.rank === query.rank)
    restate(output.tensor, 'attention', [query], () => query.shape.map((_, axis) => keep(query, axis)))
  if (!(weights instanceof PyTensor) || !(key instanceof PyTensor)) return
  const { shape } = weights.tensor
  const [source, rank] = [key.tensor, shape.length]
  // Which of the first two dims is the batch shows in the weights, whose batch comes first.
  const batch =
    query.rank < 3 ? -1 : query.shape[0] === shape[0] && getAttr(_module, 'batch_first') === true ? 0 : 1
  const length = query.rank < 3 ? 0 : 1 - batch
  restate(weights.tensor, 'attention', [query, source], () =>
    shape.map((size, axis): Dim => {
      if (axis === rank - 1) return keep(source, length)
      if (axis === rank - 2) return keep(query, length)
      return axis === 0 && batch >= 0 ? keep(query, batch) : given(size, 'num_heads')
    }),
  )
}

const layers: Readonly<
  Record<string, (module: PyObject, input: Tensor, result: Value, inputs: readonly Value[]) => void>
> = {
  RNN: recurrent,
  GRU: recurrent,
  LSTM: recurrent,
  RNNCell: recurrentCell,
  GRUCell: recurrentCell,
  LSTMCell: recurrentCell,
  MultiheadAttention: attention,
}

/** Restates the reasons of what a layer of that class returned. */
export function restateLayer(
  type: string,
  module: PyObject,
  inputs: readonly unknown[],
  result: unknown,
): void {
  const rule = layers[type]
  if (rule === undefined) return
  const args = (
    inputs.length === 1 && inputs[0] instanceof PyTuple ? inputs[0].items : inputs
  ) as readonly Value[]
  const [first] = args
  if (first instanceof PyTensor) rule(module, first.tensor, result as Value, args)
}
