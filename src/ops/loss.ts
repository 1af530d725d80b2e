/** What losses need of data kernels; the rest of them is composed in the library (kernels/torch/lib/functional/loss.py). */
import { type CtcSequence, ctcGradient, ctcLoss } from '../compute/ctc.js'
import { map2 } from '../compute/pointwise.js'
import { dense } from '../compute/strided.js'
import type { NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, div, mul, sub } from './arithmetic.js'
import { clampMin } from './choose.js'
import { defineOp } from './define.js'
import { dims, given, keep, like, type Out } from './derive.js'
import { notImplementedFor } from './pointwise.js'
import { log, log1p } from './unary.js'

const F = { F: 'native' } as const

/** The input itself, after a look at its elements. RuntimeError outside [0, 1]. */
export const checkProbabilities = defineOp({
  schema: '_check_probabilities(Tensor input, str name) -> Tensor',
  doc: 'Raises unless all elements lie between 0 and 1.',
  faces: F,
  composite: ({ input, name }): Tensor => {
    if (input.device !== 'meta')
      for (const value of dense(input.read()) as Float32Array)
        check(value >= 0 && value <= 1, () => `all elements of ${name} should be between 0 and 1`)
    return input
  },
})

/** The class numbers themselves, after a look at them. IndexError outside [0, classes) unless ignored. */
export const checkTargets = defineOp({
  schema: '_check_targets(Tensor target, int classes, int ignore_index) -> Tensor',
  doc: 'Raises where a class number is out of range.',
  faces: F,
  composite: ({ target, classes, ignore_index }): Tensor => {
    if (target.device === 'meta') return target
    for (const value of dense(target.read()) as Float32Array | BigInt64Array) {
      const label = Number(value)
      if (label !== ignore_index && (label < 0 || label >= classes))
        fail('IndexError', `Target ${label} is out of bounds.`)
    }
    return target
  },
})

/** −target · log(input) − (1 − target) · log(1 − input), the logarithms cut off at −100. */
export const binaryCrossEntropy = defineOp({
  schema: '_bce(Tensor input, Tensor target) -> Tensor',
  doc: 'The cross entropy of probabilities, element by element.',
  faces: F,
  gradName: 'BinaryCrossEntropyBackward0',
  shape: ({ input }) => like(input),
  kernel: ({ input, target }, out) =>
    map2<number>(
      input,
      target,
      out,
      (x, y) => (y - 1) * Math.max(Math.log1p(-x), -100) - y * Math.max(Math.log(x), -100),
    ),
  backward: {
    // The gradient does not know of the cut.
    input: ({ grad, input, target }) =>
      div(mul(grad, sub(input, target)), clampMin(mul(add(mul(input, -1), 1), input), 1e-12)),
    target: ({ grad, input }) =>
      mul(grad, sub(clampMin(log1p(mul(input, -1)), -100), clampMin(log(input), -100))),
  },
})

// --- ctc ----------------------------------------------------------------------------------------------------------

interface CtcArgs {
  readonly targets: NdArray
  readonly input_lengths: number[]
  readonly target_lengths: number[]
  readonly blank: number
}

/** The sequences of a batch: log_probs (T, N, C), targets (N, S) or one after the other. */
function sequences(
  log_probs: NdArray,
  { targets, input_lengths, target_lengths, blank }: CtcArgs,
): CtcSequence[] {
  const [, batch, classes] = log_probs.shape
  const data = dense(log_probs) as NumberData
  const labels = Array.from(dense(targets) as Float32Array, Number)
  let from = 0
  return input_lengths.map((steps, n) => {
    const start = targets.shape.length === 1 ? from : n * targets.shape[1]
    from += target_lengths[n]
    return {
      data,
      offset: n * classes,
      stepT: batch * classes,
      steps,
      classes,
      labels: labels.slice(start, start + target_lengths[n]),
      blank,
    }
  })
}

const CTC =
  'Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool zero_infinity' as const

const ctcBackward = defineOp({
  schema: `_ctc_backward(Tensor grad_output, Tensor log_probs, ${CTC}) -> Tensor`,
  doc: 'The gradient of the CTC loss.',
  faces: { private: 'native' },
  shape: ({ log_probs }) =>
    dims(log_probs.dtype, [keep(log_probs, 0), keep(log_probs, 1), keep(log_probs, 2)]),
  kernel: (args, out) => {
    const { grad_output, log_probs, zero_infinity } = args
    const scale = dense(grad_output) as NumberData
    sequences(log_probs, args).forEach((sequence, n) => {
      if (!zero_infinity || ctcLoss(sequence) !== Infinity)
        ctcGradient(sequence, scale[n], out.data as NumberData)
    })
  },
})

/** The loss of every sequence of a batch; the library adds the reductions. Source: torch.ctc_loss. */
export const ctc = defineOp({
  schema: `_ctc(Tensor log_probs, ${CTC}) -> Tensor`,
  doc: 'The CTC loss of every sequence.',
  faces: F,
  gradName: 'CtcLossBackward0',
  shape: ({ log_probs, targets, input_lengths, target_lengths, blank }): Out => {
    const place = '(while checking arguments for ctc_loss_allocate_outputs)'
    check(
      log_probs.rank === 3,
      () =>
        `Expected 3-dimensional tensor, but got ${log_probs.rank}-dimensional tensor for argument #1 'log_probs' ${place}`,
    )
    check(
      targets.rank === 1 || targets.rank === 2,
      () =>
        `Expected 1 to 2 dimensions, but got ${targets.rank}-dimensional tensor for argument #2 'targets' ${place}`,
    )
    const [steps, batch, classes] = log_probs.shape
    check(blank >= 0 && blank < classes, () => 'blank must be in label range')
    check(input_lengths.length === batch, () => 'input_lengths must be of size batch_size')
    check(target_lengths.length === batch, () => 'target_lengths must be of size batch_size')
    for (const length of target_lengths)
      check(
        length >= 0,
        () => `Expected target_lengths to have value at least 0, but got value ${length} ${place}`,
      )
    const wrong = (size: number, axis: number, atLeast: boolean): string =>
      `Expected tensor to have size ${atLeast ? 'at least ' : ''}${size} at dimension ${axis}, but got size ${targets.shape[axis]} for argument #2 'targets' ${place}`
    if (targets.rank === 1) {
      const total = target_lengths.reduce((sum, length) => sum + length, 0)
      check(targets.shape[0] === total, () => wrong(total, 0, false))
    } else {
      const longest = Math.max(0, ...target_lengths)
      check(targets.shape[0] === batch, () => wrong(batch, 0, false))
      check(targets.shape[1] >= longest, () => wrong(longest, 1, true))
    }
    for (const length of input_lengths) {
      check(
        length >= 0,
        () => `Expected input_lengths to have value at least 0, but got value ${length} ${place}`,
      )
      check(
        length <= steps,
        () => `Expected input_lengths to have value at most ${steps}, but got value ${length} ${place}`,
      )
    }
    if (!['float32', 'float64'].includes(log_probs.dtype.name))
      notImplementedFor('ctc_loss_cpu', log_probs.dtype)
    checkLabels(targets, classes)
    return dims(log_probs.dtype, { N: given(batch, 'batch') })
  },
  kernel: (args, out) => {
    sequences(args.log_probs, args).forEach((sequence, n) => {
      const loss = ctcLoss(sequence)
      ;(out.data as NumberData)[n] = args.zero_infinity && loss === Infinity ? 0 : loss
    })
  },
  backward: {
    log_probs: ({ grad, log_probs, targets, input_lengths, target_lengths, blank, zero_infinity }): Tensor =>
      ctcBackward(grad, log_probs, targets, input_lengths, target_lengths, blank, zero_infinity),
  },
})

/** PyTorch reads beyond its memory for a label that is no class; here it is an error. */
function checkLabels(targets: Tensor, classes: number): void {
  if (targets.device === 'meta') return
  for (const value of dense(targets.read()) as Float32Array)
    if (Number(value) >= classes)
      fail(
        'IndexError',
        `ishape: label ${Number(value)} of targets ${formatSizes(targets.shape)} is not below ${classes}`,
      )
}
