/**
 * Activations. The torch-level ones are primitives; those of F are Python functions with an `inplace` argument, which choose
 * between the operator and its in-place variant.
 */
import { map2, map3 } from '../compute/pointwise.js'
import { erf } from '../compute/special.js'
import { check, fail } from '../tensor/error.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import { wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { activation, parameterNames } from './activation.js'
import { add, div, mul, sub } from './arithmetic.js'
import { where } from './choose.js'
import { gt } from './compare.js'
import { defineOp } from './define.js'
import { alike } from './derive.js'
import { zerosLike } from './factory.js'
import { notImplementedFor } from './pointwise.js'
import { abs } from './rounding.js'
import { narrow } from './slice.js'
import { sigmoid, tanh } from './unary.js'
import { reshape } from './view.js'

// --- pointwise ones -----------------------------------------------------------------------------------------------

const inplaceWithSlope = (kind: string, advice = ''): string =>
  `In-place ${kind} backward calculation is triggered with a negative slope which is not supported. ` +
  `This is caused by calling in-place forward function with a negative slope, please call out-of-place version instead.${advice}`

const torchFace = { torch: 'native', Tensor: 'native' } as const
export const F = { F: 'native' } as const
const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
const softplusOf = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x)))
const SELU_SCALE = 1.0507009873554805
const SELU_ALPHA = 1.6732632423543772
const ROOT = Math.sqrt(2 / Math.PI)

export const relu = activation({
  name: 'relu',
  inplace: ['Tensor', 'torch'],
  doc: 'Negative elements become 0.',
  faces: torchFace,
  ints: true,
  stub: 'clamp_min_scalar_cpu',
  // −0 and nan stay.
  value: (x) => (x < 0 ? 0 : x),
  slope: (x) => (x <= 0 ? 0 : 1),
  fromResult: true,
  gradGradName: 'ThresholdBackwardBackward0',
})
const leakyRelu = activation({
  name: 'leaky_relu',
  doc: 'Negative elements are scaled by negative_slope.',
  parameters: ', Scalar negative_slope=0.01',
  value: (x, { negative_slope }) => (x > 0 ? x : x * negative_slope),
  slope: (x, { negative_slope }) => (x > 0 ? 1 : negative_slope),
  inplaceGradName: 'LeakyReluBackward1',
  written: {
    slope: (y, { negative_slope }) => (y > 0 ? 1 : negative_slope),
    refuse: ({ negative_slope }) =>
      check(negative_slope >= 0, () =>
        inplaceWithSlope(
          'leakyReLu',
          ' File an issue at https://github.com/pytorch/pytorch if you do require supporting in-place leakRelu backward calculation with negative slope',
        ),
      ),
  },
  gradGradName: 'LeakyReluBackwardBackward0',
})
const elu = activation({
  name: 'elu',
  doc: 'alpha · (exp(x) − 1) for negative elements.',
  parameters: ', Scalar alpha=1.0',
  value: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x)),
  slope: (x, { alpha }) => (x > 0 ? 1 : alpha * Math.exp(x)),
  bend: (x, { alpha }) => (x >= 0 ? 0 : alpha * Math.exp(x)),
  inplaceGradName: 'EluBackward1',
  written: {
    slope: (y, { alpha }) => (y > 0 ? 1 : y + alpha),
    bend: (y) => (y > 0 ? 0 : 1),
    refuse: ({ alpha }) => check(alpha >= 0, () => inplaceWithSlope('elu')),
  },
  gradGradName: 'EluBackwardBackward0',
})
const selu = activation({
  name: 'selu',
  inplace: ['torch'],
  doc: 'The self-normalising elu.',
  faces: { torch: 'native' },
  gradName: 'EluBackward0',
  stub: 'elu_cpu',
  value: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  slope: (x) => SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x)),
  bend: (x) => (x >= 0 ? 0 : SELU_SCALE * SELU_ALPHA * Math.exp(x)),
  inplaceGradName: 'EluBackward1',
  written: {
    slope: (y) => (y > 0 ? SELU_SCALE : y + SELU_SCALE * SELU_ALPHA),
    bend: (y) => (y > 0 ? 0 : 1),
  },
  gradGradName: 'EluBackwardBackward0',
})
const celu = activation({
  name: 'celu',
  inplace: ['torch'],
  doc: 'elu scaled so that it is smooth for every alpha.',
  parameters: ', Scalar alpha=1.0',
  faces: { torch: 'native' },
  stub: 'elu_cpu',
  refuse: (_, { alpha }) => check(alpha !== 0, () => 'ZeroDivisionError: alpha cannot be 0 for CELU'),
  value: (x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  slope: (x, { alpha }) => (x > 0 ? 1 : Math.exp(x / alpha)),
  bend: (x, { alpha }) => (x >= 0 ? 0 : Math.exp(x / alpha) / alpha),
  inplaceGradName: 'CeluBackward1',
  written: {
    slope: (y, { alpha }) => (y > 0 ? 1 : y / alpha + 1),
    bend: (y, { alpha }) => (y > 0 ? 0 : 1 / alpha),
    refuse: ({ alpha }) => check(alpha >= 0, () => inplaceWithSlope('elu')),
  },
  gradGradName: 'EluBackwardBackward0',
})
const silu = activation({
  name: 'silu',
  doc: 'x · sigmoid(x).',
  value: (x) => x * logistic(x),
  slope: (x) => logistic(x) * (1 + x * (1 - logistic(x))),
  bend: (x) => {
    const s = logistic(x)
    return s * (1 - s) * (2 + x * (1 - 2 * s))
  },
  gradGradName: 'MulBackward0',
})
const mish = activation({
  name: 'mish',
  doc: 'x · tanh(softplus(x)).',
  value: (x) => x * Math.tanh(softplusOf(x)),
  slope: (x) => Math.tanh(softplusOf(x)) + x * logistic(x) * (1 - Math.tanh(softplusOf(x)) ** 2),
  bend: (x) => {
    const s = logistic(x)
    const t = Math.tanh(softplusOf(x))
    return (1 - t * t) * s * (2 + x * (1 - s) - 2 * x * t * s)
  },
  gradGradName: 'MulBackward0',
})
const hardswish = activation({
  name: 'hardswish',
  doc: 'x · relu6(x + 3) / 6.',
  value: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
  slope: (x) => (x <= -3 ? 0 : x < 3 ? x / 3 + 0.5 : 1),
  bend: (x) => (x > -3 && x < 3 ? 1 / 3 : 0),
})
const hardsigmoid = activation({
  name: 'hardsigmoid',
  doc: 'relu6(x + 3) / 6.',
  value: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
  slope: (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
  bend: null,
})
const hardtanh = activation({
  name: 'hardtanh',
  doc: 'x limited to [min_val, max_val].',
  parameters: ', Scalar min_val=-1.0, Scalar max_val=1.0',
  ints: true,
  refuse: (input, { min_val, max_val }) => {
    if (min_val > max_val) fail('ValueError', 'min_val cannot be greater than max_val')
    check(input.dtype.kind !== 'bool', () => 'Bool inputs not supported for hardtanh')
  },
  value: (x, { min_val, max_val }) => (x !== x ? x : Math.min(Math.max(x, min_val), max_val)),
  slope: (x, { min_val, max_val }) => (x <= min_val || x >= max_val ? 0 : 1),
})
export const softplus = activation({
  name: 'softplus',
  doc: 'log(1 + exp(beta · x)) / beta, linear past the threshold.',
  parameters: ', Scalar beta=1, Scalar threshold=20',
  faces: F,
  value: (x, { beta, threshold }) => (x * beta > threshold ? x : Math.log1p(Math.exp(x * beta)) / beta),
  slope: (x, { beta, threshold }) => (x * beta > threshold ? 1 : logistic(x * beta)),
  bend: (x, { beta, threshold }) =>
    x * beta > threshold ? 0 : beta * logistic(x * beta) * logistic(-x * beta),
})
/** The largest number of a dtype, as C++ prints it. */
const LARGEST: Record<string, string> = {
  float32: '3.40282e+38',
  float64: '1.79769e+308',
  float16: '65504',
  bfloat16: '3.38953e+38',
}
export const softshrink = activation({
  name: 'softshrink',
  doc: 'Moves elements lambd towards 0.',
  parameters: ', Scalar lambd=0.5',
  faces: F,
  refuse: (input, { lambd }) => {
    if (input.dtype.kind !== 'float') notImplementedFor('softshrink_check', input.dtype)
    check(
      lambd >= 0,
      () =>
        `lambda must be in range [0, ${LARGEST[input.dtype.name]}] for input dtype ${input.dtype.scalarType}, but found ${lambd}`,
    )
  },
  value: (x, { lambd }) => (x > lambd ? x - lambd : x < -lambd ? x + lambd : x * 0),
  slope: (x, { lambd }) => (Math.abs(x) <= lambd ? 0 : 1),
})
export const hardshrink = activation({
  name: 'hardshrink',
  doc: 'Small elements become 0.',
  parameters: ', Scalar lambd=0.5',
  faces: { ...F, torch: 'native', Tensor: 'native' },
  value: (x, { lambd }) => (x >= -lambd && x <= lambd ? 0 : x),
  slope: (x, { lambd }) => (x >= -lambd && x <= lambd ? 0 : 1),
})
export const logsigmoid = activation({
  name: 'logsigmoid',
  doc: 'log(sigmoid(x)).',
  faces: F,
  gradName: 'LogSigmoidBackward0',
  stub: 'log_sigmoid_cpu',
  value: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
  slope: (x) => logistic(-x),
  bend: (x) => -logistic(x) * logistic(-x),
  gradGradName: 'LogSigmoidBackwardBackward0',
})
/** rrelu where nothing is drawn: the middle of its slopes. */
export const rreluMiddle = activation({
  name: '_rrelu_middle',
  doc: 'Negative elements are scaled by the middle of the slopes.',
  parameters: ', Scalar negative_slope',
  gradName: 'RreluWithNoiseBackward0',
  gradGradName: 'RreluWithNoiseBackwardBackward0',
  stub: 'leaky_relu_cpu',
  value: (x, { negative_slope }) => (x > 0 ? x : x * negative_slope),
  slope: (x, { negative_slope }) => (x > 0 ? 1 : negative_slope),
})
const threshold = activation({
  name: 'threshold',
  inplace: ['torch'],
  doc: 'Elements not above the threshold become value.',
  parameters: ', Scalar threshold, Scalar value',
  faces: { torch: 'native' },
  ints: true,
  value: (x, p) => (x <= p.threshold ? p.value : x),
  slope: (x, p) => (x <= p.threshold ? 0 : 1),
  inplaceGradName: 'ThresholdBackward1',
  gradGradName: 'ThresholdBackwardBackward0',
})

const geluErf = activation({
  name: 'gelu_erf',
  doc: 'x · Φ(x).',
  gradName: 'GeluBackward0',
  stub: 'GeluKernelImpl',
  value: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  slope: (x) => 0.5 * (1 + erf(x / Math.SQRT2)) + (x * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI),
  bend: (x) => ((2 - x * x) * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI),
  gradGradName: 'GeluBackwardBackward0',
})
const geluTanh = activation({
  name: 'gelu_tanh',
  doc: 'The tanh approximation of gelu.',
  gradName: 'GeluBackward0',
  stub: 'GeluKernelImpl',
  value: (x) => 0.5 * x * (1 + Math.tanh(ROOT * (x + 0.044715 * x ** 3))),
  slope: (x) => {
    const inner = Math.tanh(ROOT * (x + 0.044715 * x ** 3))
    return 0.5 * (1 + inner) + 0.5 * x * (1 - inner * inner) * ROOT * (1 + 3 * 0.044715 * x * x)
  },
  bend: (x) => {
    const inner = Math.tanh(ROOT * (x + 0.044715 * x ** 3))
    const slope = ROOT * (1 + 3 * 0.044715 * x * x)
    const bend = ROOT * 6 * 0.044715 * x
    return (1 - inner * inner) * (slope + 0.5 * x * (bend - 2 * inner * slope * slope))
  },
  gradGradName: 'GeluBackwardBackward0',
})

/** Source: torch.nn.functional.gelu. */
export const gelu = defineOp({
  schema: "gelu(Tensor input, *, str approximate='none') -> Tensor",
  doc: 'x times the normal probability below x.',
  faces: { F: 'native' },
  composite: ({ input, approximate }): Tensor => {
    if (approximate === 'none') return geluErf(input)
    if (approximate === 'tanh') return geluTanh(input)
    return fail('RuntimeError', 'approximate argument must be either none or tanh.')
  },
  samples: ['F.gelu(torch.randn(3))'],
})

// --- F's Python functions -----------------------------------------------------------------------------------------

/** What Python takes for true, of numbers, texts and None. */
const isTrue = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value
    ? toNumber(value as Scalar) !== 0
    : Boolean(value)

/** `F.name(input, …, inplace=False)` over an operator. */
function functional(name: string, op: unknown, parameters = '', doc = '', target = name): void {
  const names = parameterNames(parameters)
  const call = op as ((...args: unknown[]) => Tensor) & { inplace: (...args: unknown[]) => Tensor }
  defineOp({
    schema:
      `${name}(Tensor input${parameters}, any inplace=False) -> Tensor` as `${string}(Tensor input, any inplace=False) -> Tensor`,
    doc: doc || `Applies ${target}, in place if asked.`,
    faces: { F: 'python' },
    composite: (args): Tensor => {
      const rest = names.map((each) => (args as unknown as Record<string, unknown>)[each])
      return (isTrue(args.inplace) ? call.inplace : call)(args.input, ...rest)
    },
    samples: [`F.${name}(torch.randn(2, 3)${name === 'threshold' ? ', 0.1, 20' : ''})`],
  })
  if (inplaceFunctions.has(name)) {
    defineOp({
      schema: `${name}_(Tensor input${parameters}) -> Tensor` as `${string}(Tensor input) -> Tensor`,
      doc: `Applies ${target} in place.`,
      faces: { F: 'native' },
      composite: (args): Tensor =>
        call.inplace(args.input, ...names.map((each) => (args as unknown as Record<string, unknown>)[each])),
    })
  }
}
const inplaceFunctions = new Set(['relu', 'leaky_relu', 'elu', 'selu', 'celu', 'hardtanh', 'threshold'])

functional('relu', relu)
functional('leaky_relu', leakyRelu, ', Scalar negative_slope=0.01')
functional('elu', elu, ', Scalar alpha=1.0')
functional('selu', selu)
functional('celu', celu, ', Scalar alpha=1.0')
functional('silu', silu)
functional('mish', mish)
functional('hardswish', hardswish)
functional('hardsigmoid', hardsigmoid)
functional('hardtanh', hardtanh, ', Scalar min_val=-1.0, Scalar max_val=1.0')
functional('threshold', threshold, ', Scalar threshold, Scalar value')

const relu6 = defineOp({
  schema: '_relu6(Tensor input) -> Tensor',
  doc: 'Elements limited to [0, 6].',
  faces: { private: 'native' },
  inplace: true,
  composite: ({ input }) =>
    (hardtanh as unknown as (...args: unknown[]) => Tensor)(
      input,
      { kind: 'float', value: 0 },
      { kind: 'float', value: 6 },
    ),
})
functional('relu6', relu6)

const simple = (name: string, doc: string, of: (input: Tensor) => Tensor) =>
  defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc,
    faces: { F: 'python' },
    composite: ({ input }) => of(input),
    samples: [`F.${name}(torch.randn(3))`],
  })
export const fSigmoid = simple('sigmoid', '1 / (1 + exp(−x)).', (input) => sigmoid(input))
export const fTanh = simple('tanh', 'The hyperbolic tangent.', (input) => tanh(input))
export const softsign = simple('softsign', 'x / (1 + |x|).', (input) => div(input, add(abs(input), 1)))
export const tanhshrink = simple('tanhshrink', 'x − tanh(x).', (input) => sub(input, tanh(input)))

// --- prelu and glu ------------------------------------------------------------------------------------------------

/** Negative elements scaled by a learned weight, one for all or one for each channel. Source: torch.nn.functional.prelu. */
export const prelu = defineOp({
  schema: 'prelu(Tensor input, Tensor weight) -> Tensor',
  doc: 'Negative elements are scaled by a learned weight.',
  faces: { torch: 'native', F: 'native', Tensor: 'native' },
  composite: ({ input, weight }): Tensor => {
    check(
      input.dtype === weight.dtype,
      () =>
        `prelu: Type promoting not supported. Got ${input.dtype.scalarType} and ${weight.dtype.scalarType}`,
    )
    if (weight.numel !== 1) {
      check(input.rank > 0, () => 'Not allow zero-dim input tensor.')
      const channels = input.rank > 1 ? input.shape[1] : 1
      check(
        channels === weight.numel,
        () =>
          `Mismatch of parameter numbers and input channel size. Found parameter numbers = ${weight.numel} and channel size = ${channels}.`,
      )
    }
    const shape =
      input.rank > 1 && weight.numel > 1
        ? input.shape.map((_, axis) => (axis === 1 ? weight.numel : 1))
        : weight.numel === 1
          ? input.shape.map(() => 1)
          : [weight.numel]
    return preluKernel(input, reshape(weight, [...shape]))
  },
  samples: ['F.prelu(torch.randn(2, 3), torch.tensor([0.25]))'],
})

const preluKernel = defineOp({
  schema: '_prelu_kernel(Tensor input, Tensor weight) -> Tensor',
  doc: 'Negative elements scaled by weight.',
  faces: { private: 'native' },
  gradName: 'PreluKernelBackward0',
  shape: ({ input }) => {
    if (input.dtype.kind !== 'float') notImplementedFor('prelu_cpu', input.dtype)
    return alike(input)
  },
  kernel: ({ input, weight }, out) => map2<number>(input, weight, out, (x, w) => (x > 0 ? x : w * x)),
  backward: {
    input: ({ grad, input, weight }) => preluBackward(grad, input, weight)[0],
    weight: ({ grad, input, weight }) => preluBackward(grad, input, weight)[1],
  },
})

/** The gradients of input and weight, both of the input's shape. */
const preluBackward = defineOp({
  schema: '_prelu_backward(Tensor grad_output, Tensor input, Tensor weight) -> (Tensor, Tensor)',
  doc: 'The gradients of prelu.',
  faces: { private: 'native' },
  gradName: 'PreluKernelBackwardBackward0',
  shape: ({ input }) => [alike(input), alike(input)],
  kernel: ({ grad_output, input, weight }, ofInput, [, ofWeight]) => {
    const scaled = { ...ofInput, data: new input.dtype.array(ofInput.data.length) } as NdArray
    map2<number>(grad_output, weight, scaled, (grad, w) => grad * w)
    map3<number>(input, grad_output, scaled, ofInput, (x, grad, below) => (x > 0 ? grad : below))
    map2<number>(input, grad_output, ofWeight, (x, grad) => (x > 0 ? 0 : x * grad))
  },
  backward: {
    grad_output: ({ grads: [ofInput, ofWeight], grad_output, input, weight }) => {
      const first = ofInput && where(gt(input, 0), ofInput, mul(ofInput, weight))
      const second = ofWeight && where(gt(input, 0), zerosLike(grad_output), mul(ofWeight, input))
      return first && second ? add(first, second) : (first ?? second)
    },
    input: ({ grads: [, ofWeight], grad_output, input }) =>
      ofWeight && where(gt(input, 0), zerosLike(input), mul(ofWeight, grad_output)),
    weight: ({ grads: [ofInput], grad_output, input }) =>
      ofInput && where(gt(input, 0), zerosLike(input), mul(ofInput, grad_output)),
  },
})

/** First half of a dim times the sigmoid of the second. Source: torch.nn.functional.glu. */
export const glu = defineOp({
  schema: 'glu(Tensor input, int dim=-1) -> Tensor',
  doc: 'Half of the input gated by the other half.',
  gradName: 'GluBackward0',
  faces: { F: 'python' },
  composite: ({ input, dim }): Tensor => {
    check(input.rank > 0, () => 'glu does not support scalars because halving size must be even')
    const axis = wrapDim(dim, input.rank)
    const size = input.shape[axis]
    check(size % 2 === 0, () => `Halving dimension must be even, but dimension ${axis} is size ${size}`)
    return mul(narrow(input, axis, 0, size / 2), sigmoid(narrow(input, axis, size / 2, size / 2)))
  },
  samples: ['F.glu(torch.randn(2, 4))'],
})
