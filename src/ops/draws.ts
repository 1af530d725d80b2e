/** Draws whose probabilities are tensors, and draws in the shape of a tensor. */

import { dense } from '../compute/strided.js'
import {
  bernoulli as bernoulliAll,
  bernoulliEach,
  cauchy,
  exponential,
  geometric,
  integerRange,
  integers,
  logNormal,
  multinomial as pick,
} from '../tensor/distributions.js'
import { cppName, type Data, type DType, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { preservedStrides } from '../tensor/layout.js'
import { normal } from '../tensor/normal.js'
import type { Generator } from '../tensor/random.js'
import { broadcastPair, numel } from '../tensor/shape.js'
import { defaultGenerator, state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, mul } from './arithmetic.js'
import { expand } from './axes.js'
import { formatted } from './copy.js'
import { defineOp } from './define.js'
import { copied, dims, given, keep, like, type Out } from './derive.js'
import { randn, zerosLike } from './factory.js'
import { notImplementedFor } from './pointwise.js'
import { fillFrom } from './random.js'
import { wrapNumber } from './wrap.js'

const put = (out: { data: Data }, data: Data): void => (out.data as Float32Array).set(data as Float32Array)

/** 1 with each element's own probability. Source: torch.bernoulli. */
export const bernoulli = defineOp({
  schema: 'bernoulli(Tensor input, *, Generator? generator=None) -> Tensor',
  doc: 'Zeros and ones, 1 with the probability that input says.',
  out: true,
  shape: ({ input }): Out => {
    if (input.dtype.kind !== 'float')
      notImplementedFor(`bernoulli_tensor_cpu_${input.dtype.kind === 'complex' ? 'self' : 'p'}_`, input.dtype)
    if (input.device !== 'meta') {
      for (const p of dense(input.read()) as Float32Array) {
        check(
          p >= 0 && p <= 1,
          () =>
            'Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)',
        )
      }
    }
    return like(input)
  },
  backward: { input: ({ grad }) => zerosLike(grad) },
  draw: ({ generator, input }, [{ shape, dtype }]) =>
    bernoulliEach(generator ?? defaultGenerator, numel(shape), dtype, input.dtype),
  kernel: ({ input, drawn }, out) =>
    put(out, (drawn as (p: ArrayLike<number>) => Data)(dense(input) as Float32Array)),
  samples: ['torch.bernoulli(torch.full((3,), 0.5))'],
})

const noGradient = (name: string) => (): never =>
  fail('RuntimeError', `derivative for aten::${name} is not implemented`)

/** 1 with one probability for all. */
defineOp({
  schema: 'bernoulli.p(Tensor input, float p, *, Generator? generator=None) -> Tensor',
  doc: 'Zeros and ones in the shape of input, 1 with probability p.',
  gradName: 'NotImplemented',
  shape: ({ input, p }): Out => {
    check(p >= 0 && p <= 1, () => `bernoulli_ expects p to be in [0, 1], but got p=${p}`)
    return like(input)
  },
  draw: ({ generator, p }, [{ shape, dtype }]) =>
    bernoulliAll(generator ?? defaultGenerator, numel(shape), dtype, p),
  kernel: ({ drawn }, out) => put(out, (drawn as () => Data)()),
  backward: { input: noGradient('bernoulli') },
  samples: ['torch.bernoulli(torch.empty(3), 0.5)'],
})

/** Indices of categories, drawn by weight. Source: torch.multinomial. */
export const multinomial = defineOp({
  schema:
    'multinomial(Tensor input, int num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor',
  doc: 'Draws indices with the weights that each row of input says.',
  out: true,
  shape: ({ input, num_samples, replacement }): Out => {
    check(input.rank === 1 || input.rank === 2, () => 'prob_dist must be 1 or 2 dim')
    if (input.dtype.kind !== 'float') {
      fail(
        'RuntimeError',
        `multinomial only supports floating-point dtypes for input, got: ${input.dtype.scalarType}`,
      )
    }
    const categories = input.shape[input.rank - 1]
    check(num_samples > 0, () => 'cannot sample n_sample <= 0 samples')
    check(
      replacement || num_samples <= categories,
      () => 'cannot sample n_sample > prob_dist.size(-1) samples without replacement',
    )
    if (input.device !== 'meta') checkWeights(input, categories)
    const samples = given(num_samples, 'num_samples')
    return dims(int64, input.rank === 1 ? [samples] : [keep(input, 0), samples])
  },
  draw: ({ input, num_samples, replacement, generator }) =>
    pick(
      generator ?? defaultGenerator,
      {
        rows: input.rank === 1 ? 1 : input.shape[0],
        categories: input.shape[input.rank - 1],
        samples: num_samples,
        replacement,
        byColumn: input.rank === 2 && preservedStrides(input)?.[0] === 1,
      },
      input.dtype,
    ),
  kernel: ({ input, drawn }, out) =>
    put(out, (drawn as (weights: ArrayLike<number>) => BigInt64Array)(dense(input) as Float32Array)),
  samples: ['torch.multinomial(torch.tensor([0.2, 0.8]), 1)'],
})

function checkWeights(input: Tensor, categories: number): void {
  const weights = dense(input.read()) as Float32Array
  for (let row = 0; row < weights.length; row += categories) {
    let sum = 0
    for (let i = row; i < row + categories; i++) {
      check(
        weights[i] >= 0 && Number.isFinite(weights[i]),
        () => 'probability tensor contains either `inf`, `nan` or element < 0',
      )
      sum += weights[i]
    }
    check(sum > 0, () => 'invalid multinomial distribution (sum of probabilities <= 0)')
  }
}

const likeOptions =
  'dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False, memory_format? memory_format=None'

const integersLike = (input: Tensor, low: number, high: number, dtype: DType | null) => {
  const type = dtype ?? input.dtype
  return integers(defaultGenerator, input.numel, type, integerRange(type, BigInt(low), BigInt(high)))
}

/** Integers below high in the shape of another tensor. Source: torch.randint_like. */
export const randintLike = defineOp({
  schema: `randint_like(Tensor input, int high, *, ${likeOptions}) -> Tensor`,
  doc: 'Random integers below high in the shape of another tensor.',
  faces: { torch: 'native' },
  shape: ({ input, dtype, device, memory_format }) => ({
    ...formatted(copied(input, dtype ?? input.dtype), memory_format),
    device: device ?? input.device,
    byMemory: true,
  }),
  unread: true,
  draw: ({ input, high, dtype }) => integersLike(input, 0, high, dtype),
  kernel: ({ drawn }, out) => put(out, (drawn as () => Data)()),
  samples: ['torch.randint_like(torch.zeros(3), 10)'],
})

defineOp({
  schema: `randint_like.low_dtype(Tensor input, int low, int high, *, ${likeOptions}) -> Tensor`,
  doc: 'Random integers from low to high, high not included, in the shape of another tensor.',
  faces: { torch: 'native' },
  shape: ({ input, dtype, device, memory_format }) => ({
    ...formatted(copied(input, dtype ?? input.dtype), memory_format),
    device: device ?? input.device,
    byMemory: true,
  }),
  unread: true,
  draw: ({ input, low, high, dtype }) => integersLike(input, low, high, dtype),
  kernel: ({ drawn }, out) => put(out, (drawn as () => Data)()),
  samples: ['torch.randint_like(torch.zeros(3), 5, 10)'],
})

const floats = (input: Tensor, stub: string): void => {
  if (input.dtype.kind !== 'float') notImplementedFor(stub, input.dtype)
}

const continuous = (name: string, { dtype }: Tensor, words = cppName(dtype)): void =>
  check(
    dtype.kind === 'float',
    () =>
      `${name} distribution is a continuous probability distribution. dtype must be a floating point but you specified ${words}`,
  )

/** Waiting times at rate lambd, written over the tensor. Source: Tensor.exponential_. */
defineOp({
  schema: 'exponential_(Tensor input, float lambd=1, *, Generator? generator=None) -> Tensor',
  doc: 'Overwrites the tensor with draws from the exponential distribution.',
  faces: { Tensor: 'native' },
  composite: ({ input, lambd, generator }): Tensor => {
    check(lambd > 0, () => `exponential_ expects lambda > 0.0, but found lambda=${lambd}`)
    continuous('Exponential', input, input.dtype.scalarType)
    return fillFrom(
      input,
      'ExponentialBackward0',
      exponential(generator ?? defaultGenerator, input.numel, input.dtype, lambd),
    )
  },
})

/** Cauchy's distribution, written over the tensor. Source: Tensor.cauchy_. */
defineOp({
  schema: 'cauchy_(Tensor input, float median=0, float sigma=1, *, Generator? generator=None) -> Tensor',
  doc: 'Overwrites the tensor with draws from the Cauchy distribution.',
  faces: { Tensor: 'native' },
  composite: ({ input, median, sigma, generator }): Tensor => {
    check(sigma > 0, () => `cauchy_ expects sigma > 0.0, but found sigma=${sigma}`)
    continuous('Cauchy', input)
    return fillFrom(
      input,
      'CauchyBackward0',
      cauchy(generator ?? defaultGenerator, input.numel, input.dtype, median, sigma),
    )
  },
})

/** e to the power of normals, written over the tensor. Source: Tensor.log_normal_. */
defineOp({
  schema: 'log_normal_(Tensor input, float mean=1, float std=2, *, Generator? generator=None) -> Tensor',
  doc: 'Overwrites the tensor with draws from the log-normal distribution.',
  faces: { Tensor: 'native' },
  composite: ({ input, mean, std, generator }): Tensor => {
    check(std > 0, () => `log_normal_ expects std > 0.0, but found std=${std}`)
    floats(input, 'log_normal_cpu')
    return fillFrom(
      input,
      'LogNormalBackward0',
      logNormal(generator ?? defaultGenerator, input.numel, input.dtype, mean, std),
    )
  },
})

/** Tries up to the first success, written over the tensor. Source: Tensor.geometric_. */
defineOp({
  schema: 'geometric_(Tensor input, float p, *, Generator? generator=None) -> Tensor',
  doc: 'Overwrites the tensor with draws from the geometric distribution.',
  faces: { Tensor: 'native' },
  composite: ({ input, p, generator }): Tensor => {
    check(p > 0 && p < 1, () => `geometric_ expects p to be in (0, 1), but got p=${p}`)
    return fillFrom(
      input,
      'GeometricBackward0',
      geometric(generator ?? defaultGenerator, input.numel, input.dtype, p),
    )
  },
})

/** The array with its axes turned so that they follow each other as those of `tensor` do in memory. */
function inMemoryOrder(tensor: Tensor, array: NdArray): NdArray {
  const strides = preservedStrides(tensor)
  if (strides === null) return array
  const order = strides.map((_, axis) => axis).sort((a, b) => strides[b] - strides[a])
  return {
    ...array,
    shape: order.map((axis) => array.shape[axis]),
    strides: order.map((axis) => array.strides[axis]),
  }
}

/** 1 with each element's own probability, written over the tensor. */
defineOp({
  schema: 'bernoulli_(Tensor input, Tensor p, *, Generator? generator=None) -> Tensor',
  doc: 'Overwrites the tensor with zeros and ones, 1 with the probabilities that p says.',
  faces: { Tensor: 'native' },
  composite: ({ input, p, generator }): Tensor => {
    const chances = dense(inMemoryOrder(input, expand(p, [...input.shape]).read())) as Float32Array
    check(
      chances.every((each) => each >= 0 && each <= 1),
      () =>
        'Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)',
    )
    const draw = bernoulliEach(generator ?? defaultGenerator, input.numel, input.dtype, p.dtype)
    return fillFrom(input, 'BernoulliBackward1', () => draw(chances), p)
  },
})

// --- normal -------------------------------------------------------------------------------------------------------

/** Normal numbers of one mean and deviation. Source: torch.normal. */
defineOp({
  schema:
    'normal.float_float(float mean, float std, int[] size, *, Generator? generator=None, dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False) -> Tensor',
  doc: 'Random numbers from a normal distribution.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ size, dtype, std }): Out => {
    check(std >= 0, () => `normal expects std >= 0.0, but found std ${std}`)
    return dims(
      dtype ?? state.defaultDtype,
      size.map((n) => given(n)),
    )
  },
  draw: ({ mean, std, generator }, [{ shape, dtype }]) =>
    normal(generator ?? defaultGenerator, numel(shape), dtype, mean, std),
  kernel: ({ drawn }, out) => put(out, (drawn as () => Data)()),
  samples: ['torch.normal(2.0, 3.0, (2, 3))'],
})

/** Standard normals in the broadcast shape, scaled by `std` and moved by `mean`. */
function scattered(mean: Tensor, std: Tensor, generator: Generator | null): Tensor {
  const shape = broadcastPair(mean.shape, std.shape)
  const { dtype } = mean.wrapped ? std : mean
  return add(mul(randn([...shape], generator, dtype), std), mean)
}

defineOp({
  schema: 'normal.Tensor_Tensor(Tensor mean, Operand std=1.0, *, Generator? generator=None) -> Tensor',
  doc: 'Normal random numbers, each with its own mean and deviation.',
  faces: { torch: 'native' },
  out: true,
  composite: ({ mean, std, generator }): Tensor => {
    checkDeviation(std)
    if (mean.dtype.kind !== 'float') notImplementedFor('normal_kernel_cpu', mean.dtype)
    return scattered(
      mean,
      typeof std === 'number' ? wrapNumber({ kind: 'float', value: std }) : std,
      generator,
    )
  },
  samples: ['torch.normal(torch.zeros(3), torch.ones(3))'],
})

defineOp({
  schema: 'normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor',
  doc: 'Normal random numbers, each with its own deviation.',
  faces: { torch: 'native' },
  out: true,
  composite: ({ mean, std, generator }): Tensor => {
    checkDeviation(std)
    return scattered(wrapNumber({ kind: 'float', value: mean }), std, generator)
  },
  samples: ['torch.normal(0.0, torch.ones(3))'],
})

function checkDeviation(std: Tensor | number): void {
  if (typeof std === 'number' || std.device === 'meta') return
  const values = dense(std.read()) as Float32Array
  if (std.wrapped) check(values[0] >= 0, () => `normal expects std >= 0.0, but found std ${values[0]}`)
  else
    check(
      values.every((value) => value >= 0),
      () => 'normal expects all elements of std >= 0.0',
    )
}
