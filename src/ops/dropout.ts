/**
 * Dropout: elements or whole channels become 0, or the value at which selu's statistics hold, with a given probability; and rrelu,
 * whose slope is drawn.
 */
import { dense } from '../compute/strided.js'
import { bernoulli } from '../tensor/distributions.js'
import type { NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { preservedStrides } from '../tensor/layout.js'
import { numel } from '../tensor/shape.js'
import { defaultGenerator } from '../tensor/state.js'
import { Tensor } from '../tensor/tensor.js'
import { rreluMiddle } from './activations.js'
import { add, div, mul } from './arithmetic.js'
import { composed } from './copy.js'
import { defineOp } from './define.js'
import { dims, fresh, keep, type Out, restate } from './derive.js'
import { full } from './factory.js'
import { notImplementedFor } from './pointwise.js'

/** Ones with probability 1 − p, else zeros, as many as `size` says. */
const kept = defineOp({
  schema: '_dropout_mask(int[] size, int[]? strides, float p, dtype dtype) -> Tensor',
  doc: 'Which elements a dropout keeps.',
  faces: { private: 'native' },
  shape: ({ size, strides, dtype }): Out => {
    const out = dims(
      dtype,
      size.map((n) => fresh(n, 'as the input')),
    )
    return { ...out, layout: strides, byMemory: true }
  },
  draw: ({ p }, [{ shape, dtype }]) => bernoulli(defaultGenerator, numel(shape), dtype, 1 - p),
  kernel: ({ drawn }, out) => (out.data as Float32Array).set((drawn as () => Float32Array)()),
})

/** The value of selu far below 0, which alpha dropout gives instead of 0. */
const SATURATED = 1.7580993408473766

/** Every size is the input's: the mask, made to fit, tells nothing of it. */
function sized(result: Tensor, input: Tensor): Tensor {
  restate(result, 'dropout', [input], () => input.shape.map((_, axis) => keep(input, axis)))
  return result
}

/** A dropout of elements or (`byChannel`) of whole channels, to 0 or (`alpha`) to selu's saturation. */
const dropoutOp = (name: string, doc: string, byChannel: boolean, alpha: boolean) =>
  defineOp({
    schema:
      `${name}(Tensor input, float p, bool train) -> Tensor` as `${string}(Tensor input, float p, bool train) -> Tensor`,
    doc,
    faces: { torch: 'native' },
    inplace: ['torch'],
    composite: ({ input, p, train }): Tensor => {
      check(p >= 0 && p <= 1, () => `dropout probability has to be between 0 and 1, but got ${p}`)
      if (!train || p === 0 || input.numel === 0) return input
      if (p === 1) return mul(input, full([], { kind: 'float', value: 0 }, input.dtype))
      check(
        !byChannel || input.rank >= 2,
        () => 'Feature dropout requires at least 2 dimensions in the input',
      )
      if (input.dtype.kind === 'complex') notImplementedFor('bernoulli_scalar_cpu_', input.dtype)
      // Scaling a mask of ints has no place to put its fractions.
      if (input.dtype.kind !== 'float')
        fail(
          'RuntimeError',
          `result type Float can't be cast to the desired output type ${input.dtype.scalarType}`,
        )
      const size = byChannel ? input.shape.map((n, axis) => (axis < 2 ? n : 1)) : [...input.shape]
      const strides = byChannel ? null : preservedStrides(input)
      const mask = kept(size, strides === null ? null : [...strides], p, input.dtype)
      if (!alpha) return sized(mul(input, div(mask, 1 - p)), input)
      const a = 1 / Math.sqrt((SATURATED * SATURATED * p + 1) * (1 - p))
      const shift = add(mul(add(mask, -1), SATURATED * a), SATURATED * a * p)
      return sized(add(mul(input, mul(mask, a)), shift), input)
    },
    samples: [`torch.${name}(torch.ones(4, 2), 0.5, True)`],
  })

/** Source: torch.dropout. */
export const dropout = dropoutOp('dropout', 'Zeroes elements at random while training.', false, false)
/** Source: torch.feature_dropout. */
export const featureDropout = dropoutOp(
  'feature_dropout',
  'Zeroes whole channels at random while training.',
  true,
  false,
)
/** Source: torch.alpha_dropout. */
export const alphaDropout = dropoutOp(
  'alpha_dropout',
  'Dropout that keeps the mean and the variance of selu.',
  false,
  true,
)
/** Source: torch.feature_alpha_dropout. */
export const featureAlphaDropout = dropoutOp(
  'feature_alpha_dropout',
  'Alpha dropout of whole channels.',
  true,
  true,
)

/** Slopes for the elements at or below 0, drawn one after the other; 1 for the rest. */
function drawSlopes(input: Tensor, lower: number, upper: number): Tensor {
  const data = dense(input.read()) as NumberData
  const slopes = new input.dtype.array(data.length) as NumberData
  defaultGenerator.draw((engine) => {
    for (let i = 0; i < data.length; i++)
      slopes[i] = data[i] <= 0 ? lower + (upper - lower) * engine.u53() : 1
  })
  return Tensor.of(slopes, input.shape, input.dtype)
}

/** Negative elements scaled by a slope drawn from [lower, upper], or by their middle. Source: torch.rrelu. */
export const rrelu = defineOp({
  schema:
    'rrelu(Tensor input, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False, Generator? generator=None) -> Tensor',
  doc: 'Negative elements are scaled by a random slope.',
  faces: { torch: 'native' },
  inplace: ['torch', 'F'],
  composite: ({ input, lower, upper, training }): Tensor => {
    const [low, high] = [lower, upper].map((each) => Number(each.value))
    check(low <= high, () => 'Lower bound should be less than or equal to the upper bound')
    if (input.dtype.kind !== 'float')
      notImplementedFor(training ? 'rrelu_with_noise_out_cpu' : 'leaky_relu_cpu', input.dtype)
    if (training && input.device !== 'meta')
      return composed(mul(input, drawSlopes(input, low, high)), 'RreluWithNoiseBackward0')
    return rreluMiddle(input, (low + high) / 2)
  },
  samples: ['torch.rrelu(torch.randn(4))'],
})
