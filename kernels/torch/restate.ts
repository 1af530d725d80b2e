/**
 * Layers whose output sizes come from their own settings, through so many steps that the operators' reasons would tell nothing:
 * recurrent ones. What they return gets its reasons restated from the layer.
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

const layers: Readonly<Record<string, (module: PyObject, input: Tensor, result: Value) => void>> = {
  RNN: recurrent,
  GRU: recurrent,
  LSTM: recurrent,
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
  const first = inputs[0] instanceof PyTuple ? inputs[0].items[0] : inputs[0]
  if (first instanceof PyTensor) rule(module, first.tensor, result as Value)
}
