/** Special functions of one element: torch.special, the gamma and Bessel families, logit. */
import * as bessel from '../compute/bessel.js'
import { polygamma as polygammaAt } from '../compute/gamma.js'
import {
  digamma,
  entropyTerm,
  erfcx,
  lgamma,
  logNormalCdf,
  normalCdf,
  normalQuantile,
} from '../compute/special.js'
import { check } from '../tensor/error.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, div, mul, neg, sub } from './arithmetic.js'
import { maskedFill, where } from './choose.js'
import { eq, ge, le, logicalAnd } from './compare.js'
import { defineOp } from './define.js'
import { fullLike } from './factory.js'
import { floatFor, type UnaryFunctions, unaryKernel, unaryShape } from './pointwise.js'
import { sgn } from './rounding.js'
import { exp, floating, log, type Row, scale } from './unary.js'

// --- gamma --------------------------------------------------------------------------------------------------------

/** The n-th derivative of digamma; 0 is digamma itself. */
const derivative = (n: number): UnaryFunctions => ({
  stub: 'polygamma',
  float: n === 0 ? digamma : (x) => polygammaAt(n, x),
})

const polygammaOf = (n: number, input: Tensor): Tensor => polygamma(n, input)

/** The n-th derivative of digamma. RuntimeError: n < 0. Source: torch.polygamma. */
export const polygamma = defineOp({
  schema: 'polygamma(int n, Tensor input) -> Tensor',
  doc: 'The n-th derivative of digamma.',
  faces: { torch: 'native' },
  also: { 'torch.special': ['polygamma'] },
  out: true,
  shape: ({ n, input }) => {
    check(n >= 0, () => 'polygamma(n, x) does not support negative n.')
    return unaryShape(derivative(n), floatFor)({ input })
  },
  kernel: ({ n, input }, out) => unaryKernel(derivative(n))({ input }, out),
  backward: { input: ({ grad, n, input }): Tensor => mul(grad, polygammaOf(n + 1, input)) },
  samples: ['torch.polygamma(1, torch.rand(3) + 0.5)'],
})

defineOp({
  schema: 'polygamma.method(Tensor input, int n) -> Tensor',
  doc: 'The n-th derivative of digamma.',
  faces: { Tensor: 'native' },
  inplace: true,
  composite: ({ input, n }): Tensor => polygamma(n, input),
})

export const digammaOp = floating({
  name: 'digamma',
  doc: 'The derivative of lgamma.',
  float: digamma,
  special: ['digamma', 'psi'],
  stub: 'digamma',
  gradient: (grad, input) => mul(grad, polygamma(1, input())),
  inplace: ['Tensor'],
})
export const lgammaOp = floating({
  name: 'lgamma',
  doc: 'The logarithm of the absolute value of the gamma function.',
  float: lgamma,
  special: ['gammaln'],
  gradient: (grad, input) => mul(grad, digammaOp(input())),
  inplace: ['Tensor'],
})

const multivariate = (p: number): UnaryFunctions => ({
  stub: 'mvlgamma_cpu',
  float: (x) => {
    let sum = (p * (p - 1) * Math.log(Math.PI)) / 4
    for (let k = 0; k < p; k++) sum += lgamma(x - k / 2)
    return sum
  },
})

/** The logarithm of the multivariate gamma function of dimension p. Source: torch.mvlgamma. */
export const mvlgamma = defineOp({
  schema: 'mvlgamma(Tensor input, int p) -> Tensor',
  doc: 'The logarithm of the multivariate gamma function.',
  also: { 'torch.special': ['multigammaln'] },
  inplace: true,
  out: true,
  shape: ({ input, p }) => {
    check(p >= 1, () => 'p has to be greater than or equal to 1')
    return unaryShape(multivariate(p), floatFor)({ input })
  },
  kernel: ({ input, p }, out) => unaryKernel(multivariate(p))({ input }, out),
  backward: {
    input: ({ grad, input, p }) => {
      let slope = digammaOp(input)
      for (let k = 1; k < p; k++) slope = add(slope, digammaOp(sub(input, { kind: 'float', value: k / 2 })))
      return mul(grad, slope)
    },
  },
  samples: ['torch.mvlgamma(torch.rand(3) + 3, 2)'],
})

// --- logit --------------------------------------------------------------------------------------------------------

const logits = (eps: number | null): UnaryFunctions => ({
  stub: 'logit_cpu',
  float: (x) => {
    const at = eps === null ? x : x < eps ? eps : x > 1 - eps ? 1 - eps : x
    return Math.log(at / (1 - at))
  },
})

/** log(x / (1 − x)), x first moved into [eps, 1 − eps] if eps is given. Source: torch.logit. */
export const logit = defineOp({
  schema: 'logit(Tensor input, float? eps=None) -> Tensor',
  doc: 'The inverse of the sigmoid.',
  also: { 'torch.special': ['logit'] },
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: ({ input, eps }) => unaryShape(logits(eps), floatFor)({ input }),
  kernel: ({ input, eps }, out) => unaryKernel(logits(eps))({ input }, out),
  backward: {
    input: ({ grad, input, eps }) => {
      const slope = div(grad, mul(input, sub(fullLike(input, 1), input)))
      const [low, high, beyond] = eps === null ? [0, 1, NaN] : [eps, 1 - eps, 0]
      const inside = logicalAnd(
        ge(input, { kind: 'float', value: low }),
        le(input, { kind: 'float', value: high }),
      )
      return where(inside, slope, { kind: 'float', value: beyond })
    },
  },
  samples: ['torch.logit(torch.rand(3))', 'torch.logit(torch.rand(3), eps=0.1)'],
})

// --- torch.special ------------------------------------------------------------------------------------------------

/** `erfcx` → `SpecialErfcxBackward0` */
const gradName = (name: string): string =>
  `Special${name.replace(/(?:^|_|(?<=\d))([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Backward0`

const special = (row: Omit<Row, 'faces' | 'gradName' | 'stub'> & { readonly stub?: string }) =>
  floating({
    stub: `${row.name}_cpu`,
    ...row,
    faces: ['torch.special'],
    gradName: gradName(row.name),
    sample: `torch.special.${row.name}(torch.rand(2, 3) * 0.8 + 0.1)`,
  })

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI)
const SQRT_TWO_PI = Math.sqrt(2 * Math.PI)
const bell = (x: Tensor): Tensor => exp(scale(mul(x, x), -0.5))

special({
  name: 'entr',
  doc: '−x ln x, the entropy of a probability.',
  float: entropyTerm,
  gradient: (grad, input) => mul(grad, sub(neg(log(input())), fullLike(input(), 1))),
})
export const erfcxOp = special({
  name: 'erfcx',
  noHalves: true,
  doc: 'exp(x²) · erfc(x).',
  float: erfcx,
  gradient: (grad, input, result) =>
    mul(grad, sub(scale(mul(input(), result()), 2), fullLike(input(), TWO_OVER_SQRT_PI))),
})
special({
  name: 'ndtr',
  doc: "The normal distribution's cumulative probability.",
  float: normalCdf,
  gradient: (grad, input) => mul(grad, scale(bell(input()), 1 / SQRT_TWO_PI)),
})
special({
  name: 'ndtri',
  noHalves: true,
  doc: 'The inverse of ndtr.',
  float: normalQuantile,
  gradient: (grad, _, result) => mul(grad, scale(exp(scale(mul(result(), result()), 0.5)), SQRT_TWO_PI)),
})
special({
  name: 'log_ndtr',
  noHalves: true,
  doc: 'The logarithm of ndtr, exact far below 0.',
  float: logNormalCdf,
  gradient: (grad, input) =>
    mul(
      grad,
      scale(div(fullLike(input(), 1), erfcxOp(scale(input(), -Math.SQRT1_2))), Math.sqrt(2 / Math.PI)),
    ),
})

export const i0Op: typeof digammaOp = floating({
  name: 'i0',
  doc: 'The modified Bessel function of order 0.',
  float: (x) => (Math.abs(x) === Infinity ? Number.NaN : bessel.besselI0(x)),
  special: ['i0'],
  gradient: (grad, input) => mul(grad, i1Op(input())),
})
export const i1Op: typeof digammaOp = special({
  name: 'i1',
  doc: 'The modified Bessel function of order 1.',
  float: bessel.besselI1,
  gradient: (grad, input, result) => mul(grad, slopeOfI1(input(), i0Op(input()), result())),
})
const i0e = special({
  name: 'i0e',
  doc: 'exp(−|x|) · i0(x).',
  float: bessel.besselI0e,
  gradient: (grad, input, result): Tensor => mul(grad, sub(i1e(input()), mul(sgn(input()), result()))),
})
const i1e: typeof digammaOp = special({
  name: 'i1e',
  doc: 'exp(−|x|) · i1(x).',
  float: bessel.besselI1e,
  gradient: (grad, input, result) =>
    mul(grad, sub(slopeOfI1(input(), i0e(input()), result()), mul(sgn(input()), result()))),
})

/** i0 − i1 / x, which is ½ at 0. */
const slopeOfI1 = (x: Tensor, zeroth: Tensor, first: Tensor): Tensor => {
  const origin = eq(x, 0)
  // Divided by 0 what is not taken would make the gradient nan all the same.
  const divisor = maskedFill(x, origin, 1)
  return where(origin, { kind: 'float', value: 0.5 }, sub(zeroth, div(first, divisor)))
}

const BESSEL: readonly (readonly [string, (x: number) => number, string])[] = [
  ['bessel_j0', bessel.besselJ0, 'The Bessel function of the first kind of order 0.'],
  ['bessel_j1', bessel.besselJ1, 'The Bessel function of the first kind of order 1.'],
  ['bessel_y0', bessel.besselY0, 'The Bessel function of the second kind of order 0.'],
  ['bessel_y1', bessel.besselY1, 'The Bessel function of the second kind of order 1.'],
  ['modified_bessel_i0', bessel.besselI0, 'The modified Bessel function of the first kind of order 0.'],
  ['modified_bessel_i1', bessel.besselI1, 'The modified Bessel function of the first kind of order 1.'],
  ['modified_bessel_k0', bessel.besselK0, 'The modified Bessel function of the second kind of order 0.'],
  ['modified_bessel_k1', bessel.besselK1, 'The modified Bessel function of the second kind of order 1.'],
  ['scaled_modified_bessel_k0', bessel.besselK0e, 'exp(x) · modified_bessel_k0(x).'],
  ['scaled_modified_bessel_k1', bessel.besselK1e, 'exp(x) · modified_bessel_k1(x).'],
  ['spherical_bessel_j0', bessel.sphericalJ0, 'The spherical Bessel function of order 0.'],
  ['airy_ai', bessel.airyAi, 'The Airy function Ai.'],
]
for (const [name, float, doc] of BESSEL) special({ name, doc, float, gradient: null, noHalves: true })
