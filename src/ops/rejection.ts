/** Draws that depend on the data of their parameters: Poisson and binomial counts, gammas, Dirichlet's distribution. */
import { betaShift, gammaShift } from '../compute/implicit.js'
import { dense } from '../compute/strided.js'
import type { Data, DType, NumberData } from '../tensor/dtype.js'
import { float32, float64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { binomials, poisson as counts, gammas } from '../tensor/rejection.js'
import { defaultGenerator } from '../tensor/state.js'
import type { Tensor } from '../tensor/tensor.js'
import { mul, sub } from './arithmetic.js'
import { expand } from './axes.js'
import { defineOp } from './define.js'
import { alike, like, type Out } from './derive.js'
import { zerosLike } from './factory.js'
import { notImplementedFor } from './pointwise.js'
import { sumDims } from './reduce.js'

const put = (out: { data: Data }, data: Data): void => (out.data as Float32Array).set(data as Float32Array)

const numbers = (tensor: Tensor): NumberData => dense(tensor.read()) as NumberData

function floating(name: string, { dtype }: Tensor): void {
  if (dtype !== float32 && dtype !== float64) notImplementedFor(name, dtype)
}

/** Counts of events, input being the rates. Source: torch.poisson. */
export const poisson = defineOp({
  schema: 'poisson(Tensor input, Generator? generator=None) -> Tensor',
  doc: 'Counts from the Poisson distribution with the rates that input says.',
  faces: { torch: 'native' },
  shape: ({ input }): Out => {
    if (input.dtype.kind !== 'float') notImplementedFor('poisson_cpu', input.dtype)
    if (input.device !== 'meta') {
      check(
        numbers(input).every((rate) => rate >= 0),
        () => 'invalid Poisson rate, expected rate to be non-negative',
      )
    }
    return like(input)
  },
  draw: ({ input, generator }) =>
    input.device === 'meta' ? null : counts(generator ?? defaultGenerator, numbers(input), input.dtype),
  kernel: ({ drawn }, out) => put(out, drawn as Data),
  backward: { input: ({ grad }) => zerosLike(grad) },
  samples: ['torch.poisson(torch.full((3,), 2.0))'],
})

/** Counts of successes. Source: torch.binomial. */
export const binomial = defineOp({
  schema: 'binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor',
  doc: 'Counts of successes among count tries, each with probability prob.',
  faces: { torch: 'native' },
  shape: ({ count, prob }): Out => {
    if (count.dtype.kind !== 'float')
      fail(
        'ValueError',
        `binomial only supports floating-point dtypes for count, got: ${count.dtype.scalarType}`,
      )
    if (prob.dtype.kind !== 'float')
      fail(
        'ValueError',
        `binomial only supports floating-point dtypes for prob, got: ${prob.dtype.scalarType}`,
      )
    floating('binomial_cpu', count)
    return like(count)
  },
  draw: ({ count, prob, generator }) =>
    count.device === 'meta'
      ? null
      : binomials(
          generator ?? defaultGenerator,
          numbers(count),
          numbers(expand(prob, [...count.shape])),
          count.dtype,
        ),
  kernel: ({ drawn }, out) => put(out, drawn as Data),
  backward: { prob: ({ prob }) => zerosLike(prob) },
  samples: ['torch.binomial(torch.full((3,), 10.0), torch.full((3,), 0.5))'],
})

/** The least positive number of a type: what no gamma falls below. */
const tiny = (dtype: DType): number => (dtype === float64 ? 2 ** -1022 : 2 ** -126)

/** Gammas of scale 1. Source: torch._standard_gamma. */
export const standardGamma = defineOp({
  schema: '_standard_gamma(Tensor input, Generator? generator=None) -> Tensor',
  doc: 'Draws from gamma distributions of scale 1 with the shapes that input says.',
  faces: { torch: 'native' },
  gradName: 'StandardGammaBackward0',
  shape: ({ input }): Out => {
    floating('gamma_cpu', input)
    return like(input)
  },
  draw: ({ input, generator }) =>
    input.device === 'meta' ? null : gammas(generator ?? defaultGenerator, numbers(input)),
  kernel: ({ drawn }, out) => {
    const least = tiny(out.dtype)
    put(
      out,
      (drawn as Float64Array).map((value) => Math.max(value, least)),
    )
  },
  backward: { input: ({ grad, input, result }): Tensor => mul(grad, gammaGrad(input, result)) },
  samples: ['torch._standard_gamma(torch.full((3,), 2.0))'],
})

const gammaGrad = defineOp({
  schema: '_standard_gamma_grad(Tensor input, Tensor output) -> Tensor',
  doc: 'How samples of gamma distributions move with their shape.',
  faces: { torch: 'native' },
  shape: ({ input }): Out => alike(input),
  kernel: ({ input, output }, out) => {
    const [a, x, to] = [dense(input) as NumberData, dense(output) as NumberData, out.data as NumberData]
    for (let i = 0; i < to.length; i++) to[i] = gammaShift(a[i], x[i])
  },
})

/** Rows that sum to 1. Source: torch._sample_dirichlet. */
export const sampleDirichlet = defineOp({
  schema: '_sample_dirichlet(Tensor input, Generator? generator=None) -> Tensor',
  doc: "Draws from Dirichlet's distribution with the concentrations that the rows of input say.",
  faces: { torch: 'native' },
  gradName: 'SampleDirichletBackward0',
  shape: ({ input }): Out => {
    floating('dirichlet', input)
    return like(input)
  },
  draw: ({ input, generator }) =>
    input.device === 'meta' ? null : gammas(generator ?? defaultGenerator, numbers(input)),
  kernel: ({ drawn }, out) => {
    const values = (drawn as Float64Array).map((value) => Math.max(value, 2 ** -1022))
    const to = out.data as NumberData
    const n = out.shape[out.shape.length - 1] ?? 1
    const least = tiny(out.dtype)
    const most = 1 - (out.dtype === float64 ? 2 ** -53 : 2 ** -24)
    for (let row = 0; row < to.length; row += n) {
      let sum = 0
      for (let i = row; i < row + n; i++) sum += values[i]
      for (let i = row; i < row + n; i++) to[i] = Math.min(most, Math.max(least, values[i] / sum))
    }
  },
  backward: {
    input: ({ grad, input, result }): Tensor => {
      const total = expand(sumDims(input, [-1], true), [...input.shape])
      const along = sumDims(mul(result, grad), [-1], true)
      return mul(dirichletGrad(result, input, total), sub(grad, along))
    },
  },
  samples: ['torch._sample_dirichlet(torch.full((3,), 2.0))'],
})

const dirichletGrad = defineOp({
  schema: '_dirichlet_grad(Tensor x, Tensor alpha, Tensor total) -> Tensor',
  doc: "How samples of Dirichlet's distribution move with their concentrations.",
  faces: { torch: 'native' },
  shape: ({ x }): Out => alike(x),
  kernel: ({ x, alpha, total }, out) => {
    const [at, a, t] = [x, alpha, total].map((each) => dense(each) as NumberData)
    const to = out.data as NumberData
    for (let i = 0; i < to.length; i++) to[i] = betaShift(at[i], a[i], t[i])
  },
})
