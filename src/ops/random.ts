/**
 * Random numbers written into an existing tensor, random ints and permutations. Draws are reserved when the operator
 * runs and computed when the data is read.
 */
import {
  anyIntegers,
  bernoulli,
  integerRange,
  integers,
  permutation,
  rangeFrom,
  uniform,
} from '../tensor/distributions.js'
import { type Data, type DType, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { preservedStrides } from '../tensor/layout.js'
import { normal } from '../tensor/normal.js'
import type { Generator } from '../tensor/random.js'
import { numel } from '../tensor/shape.js'
import { defaultGenerator } from '../tensor/state.js'
import { pending } from '../tensor/storage.js'
import { Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { dims, given } from './derive.js'
import { checkSizes, sized } from './factory.js'
import { checkWritable, overwriteBy } from './inplace.js'
import { notImplementedFor } from './pointwise.js'

/**
 * Overwrites a tensor, in the order of its memory, with numbers that `draw` computes when they are read. `name` is that of PyTorch's node,
 * `from` the operand that the numbers depend on.
 */
export function fillFrom(self: Tensor, name: string, draw: () => Data, from: Tensor | null = null): Tensor {
  checkWritable(self)
  if (self.device === 'meta') return self
  const [value] = pending([], 1, () => [draw()])
  const numbers = Tensor.from(value, self.shape, self.dtype)
  numbers.strides = preservedStrides(self) ?? numbers.strides
  return overwriteBy(self, numbers, name, from)
}

const float = (self: Tensor, name: string): void => {
  if (self.dtype.kind !== 'float')
    fail('NotImplementedError', `"${name}" not implemented for '${self.dtype.scalarType}'`)
}

/** Uniform in [from, to). Source: Tensor.uniform_. */
export const uniform_ = defineOp({
  schema: 'uniform_(Tensor input, float from=0, float to=1, *, Generator? generator=None) -> Tensor',
  doc: 'Fills the tensor with uniform random numbers.',
  faces: { Tensor: 'native' },
  composite: ({ input, from, to, generator }) => {
    float(input, 'check_uniform_bounds')
    check(
      from <= to,
      () => `uniform_ expects to return a [from, to) range, but found from=${from} > to=${to}`,
    )
    return fillFrom(
      input,
      'UniformBackward0',
      uniform(generator ?? defaultGenerator, input.numel, input.dtype, from, to),
    )
  },
  samples: ['torch.empty(3).uniform_(-1, 1)'],
})

/** Normal with the given mean and deviation. Source: Tensor.normal_. */
export const normal_ = defineOp({
  schema: 'normal_(Tensor input, float mean=0, float std=1, *, Generator? generator=None) -> Tensor',
  doc: 'Fills the tensor with normal random numbers.',
  faces: { Tensor: 'native' },
  composite: ({ input, mean, std, generator }) => {
    float(input, 'normal_kernel_cpu')
    check(std >= 0, () => `normal expects std >= 0.0, but found std ${std}`)
    return fillFrom(
      input,
      'NormalBackward0',
      normal(generator ?? defaultGenerator, input.numel, input.dtype, mean, std, input.isContiguous),
    )
  },
  samples: ['torch.empty(3).normal_(0, 0.02)'],
})

/** 1 with probability p, else 0. Source: Tensor.bernoulli_. */
export const bernoulli_ = defineOp({
  schema: 'bernoulli_(Tensor input, float p=0.5, *, Generator? generator=None) -> Tensor',
  doc: 'Fills the tensor with ones and zeros, ones with probability p.',
  faces: { Tensor: 'native' },
  composite: ({ input, p, generator }) => {
    check(p >= 0 && p <= 1, () => `bernoulli_ expects p to be in [0, 1], but got p=${p}`)
    if (input.dtype.kind === 'complex') notImplementedFor('bernoulli_scalar_cpu_', input.dtype)
    return fillFrom(
      input,
      'BernoulliBackward2',
      bernoulli(generator ?? defaultGenerator, input.numel, input.dtype, p),
    )
  },
  samples: ['torch.empty(3).bernoulli_(0.3)'],
})

/** Any whole number that the dtype holds, or one of a range. Source: Tensor.random_. */
export const random_ = defineOp({
  schema: 'random_(Tensor input, *, Generator? generator=None) -> Tensor',
  doc: 'Fills the tensor with random whole numbers.',
  faces: { Tensor: 'native' },
  composite: ({ input, generator }) =>
    fillFrom(input, 'RandomBackward2', anyIntegers(generator ?? defaultGenerator, input.numel, input.dtype)),
  samples: ['torch.empty(3, dtype=torch.int64).random_()'],
})

defineOp({
  schema: 'random_.from(Tensor input, int from, int? to, *, Generator? generator=None) -> Tensor',
  doc: 'Fills the tensor with random whole numbers from `from` up to `to`, which is not included.',
  faces: { Tensor: 'native' },
  composite: ({ input, from, to, generator }) => {
    const { dtype, numel } = input
    const range = to === null ? rangeFrom(dtype, BigInt(from)) : integerRange(dtype, BigInt(from), BigInt(to))
    return fillFrom(input, 'RandomBackward0', integers(generator ?? defaultGenerator, numel, dtype, range))
  },
  samples: ['torch.empty(3).random_(2, 10)'],
})

defineOp({
  schema: 'random_.to(Tensor input, int to, *, Generator? generator=None) -> Tensor',
  doc: 'Fills the tensor with random whole numbers from 0 up to `to`, which is not included.',
  faces: { Tensor: 'native' },
  composite: ({ input, to, generator }) =>
    fillFrom(
      input,
      'RandomBackward1',
      integers(
        generator ?? defaultGenerator,
        input.numel,
        input.dtype,
        integerRange(input.dtype, 0n, BigInt(to)),
      ),
    ),
  samples: ['torch.empty(3).random_(10)'],
})

const OPTIONS =
  'Generator? generator=None, dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False'

const drawInts = (
  generator: Generator | null,
  n: number,
  dtype: DType,
  low: number,
  high: number,
): (() => Data) => {
  check(high > low, () => `random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`)
  return integers(generator ?? defaultGenerator, n, dtype, integerRange(dtype, BigInt(low), BigInt(high)))
}

/** Whole numbers from low to high − 1. Source: torch.randint. */
export const randint = defineOp({
  schema: `randint.low(int low, int high, int[] size, *, ${OPTIONS}) -> Tensor`,
  doc: 'Random whole numbers from low up to high, high not included.',
  faces: { torch: 'native' },
  shape: ({ size, dtype, device }) => sized(size, dtype ?? int64, device),
  draw: ({ low, high, generator }, [{ shape, dtype }]) => drawInts(generator, numel(shape), dtype, low, high),
  kernel: ({ drawn }, out) => (out.data as Float32Array).set((drawn as () => Float32Array)()),
  samples: ['torch.randint(1, 10, (2, 3))'],
})
defineOp({
  schema: `randint(int high, int[] size, *, ${OPTIONS}) -> Tensor`,
  doc: 'Random whole numbers from 0 up to high, high not included.',
  faces: { torch: 'native' },
  shape: ({ size, dtype, device }) => sized(size, dtype ?? int64, device),
  draw: ({ high, generator }, [{ shape, dtype }]) => drawInts(generator, numel(shape), dtype, 0, high),
  kernel: ({ drawn }, out) => (out.data as Float32Array).set((drawn as () => Float32Array)()),
  samples: ['torch.randint(10, (2, 3))'],
})

/** The numbers below n in random order. Source: torch.randperm. */
export const randperm = defineOp({
  schema: `randperm(int n, *, ${OPTIONS}) -> Tensor`,
  doc: 'The numbers from 0 to n − 1 in random order.',
  faces: { torch: 'native' },
  shape: ({ n, dtype }) => {
    checkSizes([n])
    return dims(dtype ?? int64, [given(n)])
  },
  draw: ({ generator, n }, [{ dtype }]) => permutation(generator ?? defaultGenerator, n, dtype),
  kernel: ({ drawn }, out) => (out.data as Float32Array).set((drawn as () => Float32Array)()),
  samples: ['torch.randperm(5)'],
})
