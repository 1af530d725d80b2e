/** One direction of an LSTM layer as one operator, as PyTorch runs it for float32 on a CPU. */
import { gemm, rowMajor, transposed } from '../compute/gemm.js'
import { type LstmSizes, type LstmState, lstmBackward, lstmForward } from '../compute/lstm.js'
import { state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, mul } from './arithmetic.js'
import { t, unsqueeze } from './axes.js'
import { type BackwardContext, defineOp } from './define.js'
import { dims, given, keep, like, type Out } from './derive.js'
import { rsub } from './fused.js'
import { cat, stack } from './join.js'
import { linear, matmul, mm } from './matmul.js'
import { maybe, numbers } from './normalization.js'
import { sumDims } from './reduce.js'
import { chunk, narrow, unbind } from './slice.js'
import { sigmoid, tanh } from './unary.js'
import { reshape } from './view.js'

const SCHEMA =
  '_lstm_layer(Tensor input, Tensor weight_ih, Tensor weight_hh, Tensor? bias_ih, Tensor? bias_hh, Tensor hx, Tensor cx, bool reverse) -> (Tensor, Tensor, Tensor, Tensor, Tensor)'
const BACKWARD_SCHEMA =
  '_lstm_layer_backward(Tensor? output_grad, Tensor? hidden_grad, Tensor? cell_grad, Tensor weight_hh, Tensor hx, Tensor cx, Tensor gates, Tensor cells, bool reverse) -> (Tensor, Tensor, Tensor)'

type Context = BackwardContext<typeof SCHEMA>

const sizesOf = (
  [steps, batch]: readonly number[],
  hx: { readonly shape: readonly number[] },
  reverse: boolean,
): LstmSizes => ({
  steps,
  batch,
  hidden: hx.shape[1],
  reverse,
})

const stateOf = (hx: NdArray, cx: NdArray): LstmState => ({ hidden: numbers(hx), cell: numbers(cx) })

/**
 * input (steps, batch, in), weight_ih (4·hidden, in), weight_hh (4·hidden, hidden), hx and cx (batch, hidden) → the hidden states of all steps
 * (steps, batch, hidden), the last hidden and cell states, and what backward needs: gates and cells of all steps.
 * Source: torch.mkldnn_rnn_layer.
 */
defineOp({
  schema: SCHEMA,
  doc: 'One direction of one LSTM layer over a dense sequence.',
  faces: { F: 'native' },
  gradName: 'MkldnnRnnLayerBackward0',
  shape: ({ input, weight_ih, hx, cx }): Out[] => {
    const all = (): Out => dims(input.dtype, [keep(input, 0), keep(input, 1), keep(hx, 1)])
    const gates = dims(input.dtype, [keep(input, 0), keep(input, 1), given(weight_ih.shape[0])])
    return [
      all(),
      like(hx),
      like(cx),
      { ...gates, differentiable: false },
      { ...all(), differentiable: false },
    ]
  },
  kernel: ({ input, weight_ih, weight_hh, bias_ih, bias_hh, hx, cx, reverse }, _, outs) => {
    const [output, lastHidden, lastCell, gates, cells] = outs.map(({ data }) => data as Float32Array)
    const sizes = sizesOf(input.shape, hx, reverse)
    const { steps, batch, hidden } = sizes
    const [rows, width, features] = [steps * batch, 4 * hidden, input.shape[2]]
    const biases = [maybe(bias_ih), maybe(bias_hh)].filter((bias) => bias !== null)
    for (const bias of biases)
      for (let row = 0; row < rows; row++) for (let k = 0; k < width; k++) gates[row * width + k] += bias[k]
    const into = transposed(rowMajor(numbers(weight_ih), 0, features))
    gemm(rows, width, features, rowMajor(numbers(input), 0, features), into, gates, 0, true)
    lstmForward(sizes, rowMajor(numbers(weight_hh), 0, hidden), stateOf(hx, cx), gates, output, cells)
    const last = (reverse ? 0 : steps - 1) * batch * hidden
    lastHidden.set(output.subarray(last, last + batch * hidden))
    lastCell.set(cells.subarray(last, last + batch * hidden))
  },
  backward: {
    input: (context) => matmul(throughTime(context).gates, context.weight_ih),
    weight_ih: (context) => mm(t(flat(throughTime(context).gates)), flat(context.input)),
    weight_hh: (context) => mm(t(flat(throughTime(context).gates)), flat(statesBefore(context))),
    bias_ih: (context) => sumDims(throughTime(context).gates, [0, 1]),
    bias_hh: (context) => sumDims(throughTime(context).gates, [0, 1]),
    hx: (context) => throughTime(context).hx,
    cx: (context) => throughTime(context).cx,
  },
  samples: [
    'F._lstm_layer(torch.randn(2, 1, 3), torch.randn(8, 3), torch.randn(8, 2), torch.randn(8), torch.randn(8), torch.randn(1, 2), torch.randn(1, 2), False)',
  ],
})

const lstmLayerBackward = defineOp({
  schema: BACKWARD_SCHEMA,
  doc: 'The gradients of what goes into the gates of an LSTM layer and of its first states.',
  faces: { private: 'native' },
  shape: ({ gates, hx, cx }): Out[] => [like(gates), like(hx), like(cx)],
  kernel: ({ output_grad, hidden_grad, cell_grad, weight_hh, hx, cx, gates, cells, reverse }, _, outs) => {
    const sizes = sizesOf(gates.shape, hx, reverse)
    const [into, hidden, cell] = outs.map(({ data }) => data as Float32Array)
    lstmBackward(
      sizes,
      rowMajor(numbers(weight_hh), 0, sizes.hidden),
      stateOf(hx, cx),
      { gates: numbers(gates), cells: numbers(cells) },
      { output: maybe(output_grad), hidden: maybe(hidden_grad), cell: maybe(cell_grad) },
      into,
      { hidden, cell },
    )
  },
})

/** (steps, batch, n) → (steps · batch, n). */
const flat = (tensor: Tensor): Tensor => reshape(tensor, [-1, tensor.shape[2]])

/** The hidden states before every step. */
function statesBefore({ hx, result, reverse, meta }: Context): Tensor {
  const [steps] = meta.input.shape
  const first = unsqueeze(hx, 0)
  if (steps === 1) return first
  return reverse
    ? cat([narrow(result, 0, 1, steps - 1), first], 0)
    : cat([first, narrow(result, 0, 0, steps - 1)], 0)
}

interface Through {
  /** The gradients of what goes into the gates: (steps, batch, 4·hidden). */
  readonly gates: Tensor
  readonly hx: Tensor
  readonly cx: Tensor
}

/** By the gradients of one visit: what the operands' gradients have in common. */
const visits = new WeakMap<Context['grads'], Through>()

function throughTime(context: Context): Through {
  let through = visits.get(context.grads)
  if (through === undefined) {
    through = state.gradEnabled ? stepByStep(context) : atOnce(context)
    visits.set(context.grads, through)
  }
  return through
}

function atOnce({ grads, weight_hh, hx, cx, results, reverse }: Context): Through {
  const [gates, first, cell] = lstmLayerBackward(
    grads[0],
    grads[1],
    grads[2],
    weight_hh,
    hx,
    cx,
    results[3],
    results[4],
    reverse,
  )
  return { gates, hx: first, cx: cell }
}

/** The same by operators that are differentiable again: the layer is walked once more, since its gates are no part of the graph. */
function stepByStep(context: Context): Through {
  const { grads, input, weight_ih, weight_hh, bias_ih, bias_hh, hx, cx, reverse } = context
  const inOrder = (steps: Tensor[]): Tensor[] => (reverse ? steps.reverse() : steps)
  const walked: { i: Tensor; f: Tensor; g: Tensor; o: Tensor; bent: Tensor; before: Tensor }[] = []
  let [hidden, cell] = [hx, cx]
  for (const given of inOrder(unbind(linear(input, weight_ih, bias_ih), 0))) {
    const [a, b, c, d] = chunk(add(given, linear(hidden, weight_hh, bias_hh)), 4, 1)
    const [i, f, g, o] = [sigmoid(a), sigmoid(b), tanh(c), sigmoid(d)]
    const before = cell
    cell = add(mul(f, cell), mul(i, g))
    const bent = tanh(cell)
    hidden = mul(o, bent)
    walked.push({ i, f, g, o, bent, before })
  }
  const arriving = grads[0] === null ? null : inOrder(unbind(grads[0], 0))
  let [gradHidden, gradCell] = [grads[1], grads[2]]
  const gates: Tensor[] = []
  for (let place = walked.length - 1; place >= 0; place--) {
    const { i, f, g, o, bent, before } = walked[place]
    const up = sumOf(gradHidden, arriving === null ? null : arriving[place]) ?? mul(o, 0)
    const onto = sumOf(gradCell, mul(mul(up, o), falling(bent)))!
    const parts = [
      mul(mul(onto, g), mul(i, less(i))),
      mul(mul(onto, before), mul(f, less(f))),
      mul(mul(onto, i), falling(g)),
      mul(mul(up, bent), mul(o, less(o))),
    ]
    const all = cat(parts, 1)
    gates.push(all)
    gradHidden = mm(all, weight_hh)
    gradCell = mul(onto, f)
  }
  return { gates: stack(reverse ? gates : gates.reverse(), 0), hx: gradHidden!, cx: gradCell! }
}

const sumOf = (a: Tensor | null, b: Tensor | null): Tensor | null =>
  a === null ? b : b === null ? a : add(a, b)
/** 1 − x. */
const less = (x: Tensor): Tensor => rsub(x, 1)
/** 1 − x², the slope of tanh where it is x. */
const falling = (x: Tensor): Tensor => rsub(mul(x, x), 1)
