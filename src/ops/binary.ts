/**
 * Functions of two elements other than arithmetic: angles and lengths, signs, divisors, logarithms of sums, incomplete
 * gammas. Each is a line of a table: its values by kind, its dtype, its gradients.
 */
import { gammaLower, gammaUpper, hurwitzZeta } from '../compute/gamma.js'
import { nextDouble, nextSingle, signBit } from '../compute/neighbours.js'
import * as polynomials from '../compute/polynomials.js'
import { bfloat16, type DType, float16, float64 } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { float16Bits, fromFloat16Bits } from '../tensor/half.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, div, mul, neg, sub } from './arithmetic.js'
import { where } from './choose.js'
import { eq, ge, le, logicalAnd, logicalOr } from './compare.js'
import { defineOp } from './define.js'
import type { Out } from './derive.js'
import { zerosLike } from './factory.js'
import { type BinaryFunctions, binaryKernel, binaryShape, floatFor } from './pointwise.js'
import { isnan } from './rounding.js'
import { lgammaOp } from './special.js'
import { exp, exp2, log, log1p } from './unary.js'

type Gradient = (context: { grad: Tensor; input: Tensor; other: Tensor; result: Tensor }) => Tensor

interface Row {
  readonly name: string
  readonly doc: string
  readonly functions: BinaryFunctions
  readonly dtypeOf?: (dtype: DType) => DType
  /** Raises for operands that the function refuses. */
  readonly refuse?: (input: Tensor, other: Tensor) => void
  /** Null where PyTorch has no gradient either. */
  readonly gradients: readonly [Gradient, Gradient] | null
  readonly aliases?: readonly string[]
  /** Its names in torch.special. */
  readonly special?: readonly string[]
  readonly sample?: string
  readonly inplace?: boolean
}

/** An operator of two tensors. */
function binary({
  name,
  doc,
  functions,
  dtypeOf,
  refuse,
  gradients,
  aliases,
  special,
  sample,
  inplace = true,
}: Row) {
  const shape = binaryShape(functions, dtypeOf)
  return defineOp({
    schema: `${name}(Tensor input, Tensor other) -> Tensor`,
    doc,
    aliases,
    also: special === undefined ? undefined : { 'torch.special': special },
    inplace,
    out: true,
    shape: (args): Out => {
      refuse?.(args.input, args.other)
      return shape(args)
    },
    kernel: binaryKernel(functions),
    backward: gradients === null ? undefined : { input: gradients[0], other: gradients[1] },
    samples: [sample ?? `torch.${name}(torch.rand(2, 3) + 0.5, torch.rand(3) + 0.5)`],
  })
}

const noGradient =
  (what: string): Gradient =>
  () =>
    fail('NotImplementedError', `the derivative for '${what}' is not implemented.`)

// --- angles, lengths, signs ---------------------------------------------------------------------------------------

const squaredLength = (a: Tensor, b: Tensor): Tensor => add(mul(a, a), mul(b, b))

export const atan2 = binary({
  name: 'atan2',
  doc: 'The angle of the point (other, input).',
  functions: { stub: 'atan2_cpu', float: Math.atan2 },
  dtypeOf: floatFor,
  aliases: ['arctan2'],
  gradients: [
    ({ grad, input, other }) => mul(grad, div(other, squaredLength(input, other))),
    ({ grad, input, other }) => mul(grad, div(neg(input), squaredLength(input, other))),
  ],
})

export const hypot = binary({
  name: 'hypot',
  doc: 'The length of the hypotenuse.',
  functions: { stub: 'hypot_cpu', float: (x, y) => Math.hypot(x, y) },
  gradients: [
    ({ grad, input, result }) => mul(grad, div(input, result)),
    ({ grad, other, result }) => mul(grad, div(other, result)),
  ],
})

const signCopied: BinaryFunctions = {
  stub: 'copysign_cpu',
  float: (x, y) => (signBit(y) ? -Math.abs(x) : Math.abs(x)),
}

/** The size of input with the sign of other. Source: torch.copysign. */
export const copysign = defineOp({
  schema: 'copysign(Tensor input, Operand other) -> Tensor',
  doc: 'The size of input with the sign of other.',
  inplace: true,
  out: true,
  gradName: ({ other }) => (other.wrapped ? 'CopysignBackward1' : 'CopysignBackward0'),
  shape: binaryShape(signCopied, floatFor),
  kernel: binaryKernel(signCopied),
  backward: {
    input: ({ grad, input, result }) => mul(grad, where(eq(input, 0), zerosLike(result), div(result, input))),
    other: ({ grad }) => zerosLike(grad),
  },
  samples: ['torch.copysign(torch.randn(3), torch.randn(3))', 'torch.copysign(torch.randn(3), -1)'],
})

/** The next number of the output's type. */
const nextIn = (dtype: DType): ((x: number, y: number) => number) => {
  if (dtype === float64) return nextDouble
  if (dtype === bfloat16) return (x, y) => nextSingle(x, y, 1 << 16)
  return dtype === float16 ? nextHalf : nextSingle
}

function nextHalf(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  if (x === y) return y
  if (x === 0) return y > 0 ? fromFloat16Bits(1) : -fromFloat16Bits(1)
  const bits = float16Bits(Math.abs(x)) + (x < y === x > 0 ? 1 : -1)
  return Math.sign(x) * fromFloat16Bits(bits)
}

const nexts: BinaryFunctions = { stub: 'nextafter_cpu', float: nextSingle }

/** The next representable number from input towards other. Source: torch.nextafter. */
export const nextafter = defineOp({
  schema: 'nextafter(Tensor input, Tensor other) -> Tensor',
  doc: 'The next number after input, towards other.',
  inplace: true,
  out: true,
  shape: binaryShape(nexts),
  kernel: (args, out) => binaryKernel({ ...nexts, float: nextIn(out.dtype) })(args, out),
  backward: {
    input: ({ grad, input, other }) => where(eq(input, other), zerosLike(grad), grad),
    other: ({ grad, input, other }) => where(eq(input, other), grad, zerosLike(grad)),
  },
  samples: ['torch.nextafter(torch.rand(3), torch.rand(3))'],
})

const step = (x: number, value: number): number => (x > 0 ? 1 : x === 0 ? value : 0)
const steps: BinaryFunctions = {
  stub: 'heaviside_cpu',
  float: step,
  int: step,
  bigint: (x, value) => (x > 0n ? 1n : x === 0n ? value : 0n),
  bool: step,
}
const noHeaviside = (): never => fail('RuntimeError', 'derivative for aten::heaviside is not implemented')

/** 0 below 0, 1 above, `values` at 0. Source: torch.heaviside. */
export const heaviside = defineOp({
  schema: 'heaviside(Tensor input, Tensor values) -> Tensor',
  doc: '0 for negative elements, 1 for positive ones, values where they are 0.',
  inplace: true,
  out: true,
  gradName: 'NotImplemented',
  shape: ({ input, values }) => {
    if (input.dtype.kind === 'complex' || values.dtype.kind === 'complex')
      fail('RuntimeError', 'heaviside is not yet implemented for complex tensors.')
    if (input.dtype !== values.dtype)
      fail('RuntimeError', 'heaviside is not yet implemented for tensors with different dtypes.')
    return binaryShape(steps)({ input, other: values })
  },
  kernel: ({ input, values }, out) => binaryKernel(steps)({ input, other: values }, out),
  backward: { input: noHeaviside, values: noHeaviside },
  samples: ['torch.heaviside(torch.tensor([-1.0, 0.0, 2.0]), torch.tensor(0.5))'],
})

// --- powers of two, logarithms ------------------------------------------------------------------------------------

const scaling: BinaryFunctions = {
  stub: 'ldexp_cpu',
  float: (x, y) => x * 2 ** y,
  complex: (ar, ai, br, bi, into) => {
    const size = 2 ** br
    const [re, im] = [size * Math.cos(bi * Math.LN2), size * Math.sin(bi * Math.LN2)]
    into[0] = ar * re - ai * im
    into[1] = ar * im + ai * re
  },
}

export const ldexp = defineOp({
  schema: 'ldexp(Tensor input, Tensor other) -> Tensor',
  doc: 'input times 2 to the power of other.',
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: binaryShape(scaling, floatFor),
  kernel: binaryKernel(scaling),
  backward: {
    input: ({ grad, other }) => mul(grad, exp2(other)),
    other: ({ grad, result }) => mul(grad, mul(result, { kind: 'float', value: Math.LN2 })),
  },
  samples: ['torch.ldexp(torch.rand(3), torch.tensor([1, 2, 3]))'],
})

/** log(base^x + base^y), shifted by the larger. */
const logOfSum =
  (base: (x: number) => number, logarithm: (x: number) => number) =>
  (x: number, y: number): number => {
    if (Math.abs(x) === Infinity && x === y) return x
    return Math.max(x, y) + logarithm(base(-Math.abs(x - y)))
  }

/** The share of the first of two powers. */
const share =
  (power: (x: Tensor) => Tensor, side: 'input' | 'other'): Gradient =>
  ({ grad, input, other }) => {
    const apart = side === 'input' ? sub(other, input) : sub(input, other)
    return div(grad, add(power(apart), 1))
  }

export const logaddexp = binary({
  name: 'logaddexp',
  inplace: false,
  doc: 'log(exp(input) + exp(other)).',
  functions: { stub: 'logaddexp_cpu', float: logOfSum(Math.exp, Math.log1p) },
  gradients: [share(exp, 'input'), share(exp, 'other')],
})
export const logaddexp2 = binary({
  name: 'logaddexp2',
  inplace: false,
  doc: 'log2(2^input + 2^other).',
  functions: {
    stub: 'logaddexp2_cpu',
    float: logOfSum(
      (x) => 2 ** x,
      (x) => Math.log1p(x) / Math.LN2,
    ),
  },
  gradients: [share(exp2, 'input'), share(exp2, 'other')],
})

/** x · log(y), 0 where x is 0: `xlogy` and `xlog1py`, either operand a number. */
const timesLog = (
  name: string,
  doc: string,
  logarithm: (x: number) => number,
  ofTensor: (x: Tensor) => Tensor,
  shift: number,
  native: boolean,
) => {
  const functions: BinaryFunctions = {
    stub: `${name}_cpu`,
    float: (x, y) => (Number.isNaN(y) ? NaN : x === 0 ? 0 : x * logarithm(y)),
  }
  return defineOp({
    schema: `${name}(Operand input, Operand other) -> Tensor`,
    doc,
    faces: native ? { torch: 'native', Tensor: 'native' } : { 'torch.special': 'native' },
    also: native ? { 'torch.special': [name] } : undefined,
    inplace: native ? ['Tensor', 'torch'] : false,
    out: true,
    gradName: ({ input, other }) =>
      `${native ? 'Xlogy' : 'SpecialXlog1Py'}Backward${input.wrapped ? 1 : other.wrapped ? 2 : 0}`,
    shape: binaryShape(functions, floatFor),
    kernel: binaryKernel(functions),
    backward: {
      input: ({ grad, input, other }) =>
        where(logicalAnd(eq(input, 0), le(other, -shift)), zerosLike(grad), mul(grad, ofTensor(other))),
      other: ({ grad, input, other }) => div(mul(grad, input), shift === 0 ? other : add(other, shift)),
    },
    samples: [`torch.special.${name}(torch.rand(3), torch.rand(3))`],
  })
}
export const xlogy = timesLog('xlogy', 'input · log(other), 0 where input is 0.', Math.log, log, 0, true)
export const xlog1py = timesLog(
  'xlog1py',
  'input · log(1 + other), 0 where input is 0.',
  Math.log1p,
  log1p,
  1,
  false,
)

// --- extremes that step over nan ----------------------------------------------------------------------------------

const ignoring = (
  name: 'fmax' | 'fmin',
  doc: string,
  better: (x: number | bigint, y: number | bigint) => boolean,
) => {
  const pick = <T extends number | bigint>(x: T, y: T): T =>
    x !== x ? y : y !== y ? x : better(x, y) ? x : y
  const wins = (input: Tensor, other: Tensor): Tensor =>
    logicalOr(name === 'fmax' ? ge(input, other) : le(input, other), isnan(other))
  return binary({
    name,
    doc,
    inplace: false,
    functions: { stub: `${name}_cpu`, float: pick, int: pick, bigint: pick, bool: pick },
    refuse: (...operands) => {
      if (operands.some(({ dtype }) => dtype.kind === 'complex'))
        fail('RuntimeError', `${name} not implemented for complex tensors.`)
    },
    gradients: [
      ({ grad, input, other }) => where(wins(input, other), grad, zerosLike(grad)),
      ({ grad, input, other }) => where(wins(input, other), zerosLike(grad), grad),
    ],
  })
}
export const fmax = ignoring('fmax', 'The larger of each pair; nan loses.', (x, y) => x >= y)
export const fmin = ignoring('fmin', 'The smaller of each pair; nan loses.', (x, y) => x <= y)

// --- divisors -----------------------------------------------------------------------------------------------------

const divisor = (x: bigint, y: bigint): bigint => {
  let [a, b] = [x < 0n ? -x : x, y < 0n ? -y : y]
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
const multiple = (x: bigint, y: bigint): bigint => {
  if (x === 0n || y === 0n) return 0n
  const value = (x / divisor(x, y)) * y
  return value < 0n ? -value : value
}
const whole = (name: 'gcd' | 'lcm', doc: string, of: (x: bigint, y: bigint) => bigint) => {
  const functions: BinaryFunctions = {
    stub: `${name}_cpu`,
    int: (x, y) => Number(of(BigInt(x), BigInt(y))),
    bigint: of,
  }
  return defineOp({
    schema: `${name}(Tensor input, Tensor other) -> Tensor`,
    doc,
    inplace: ['Tensor', 'torch'],
    out: true,
    shape: binaryShape(functions),
    kernel: binaryKernel(functions),
    samples: [`torch.${name}(torch.tensor([4, 6]), torch.tensor([6, 9]))`],
  })
}
export const gcd = whole('gcd', 'The greatest common divisor.', divisor)
export const lcm = whole('lcm', 'The least common multiple.', multiple)

// --- incomplete gammas, zeta, polynomials -------------------------------------------------------------------------

/** The density x^(a − 1) e^(−x) / Γ(a): the slope of the incomplete gammas. */
const density = (a: Tensor, x: Tensor): Tensor => exp(sub(sub(mul(sub(a, 1), log(x)), x), lgammaOp(a)))

export const igamma = binary({
  name: 'igamma',
  doc: 'The regularised lower incomplete gamma function.',
  functions: { stub: 'igamma_cpu', float: gammaLower },
  special: ['gammainc'],
  gradients: [noGradient('igamma: input'), ({ grad, input, other }) => mul(grad, density(input, other))],
})
export const igammac = binary({
  name: 'igammac',
  doc: 'The regularised upper incomplete gamma function.',
  functions: { stub: 'igammac_cpu', float: gammaUpper },
  special: ['gammaincc'],
  gradients: [
    noGradient('igammac: input'),
    ({ grad, input, other }) => neg(mul(grad, density(input, other))),
  ],
})

const zetas: BinaryFunctions = { stub: 'zeta_cpu', float: hurwitzZeta, noHalves: true }
export const zeta = defineOp({
  schema: 'zeta(Operand input, Operand other) -> Tensor',
  doc: "Hurwitz' zeta function.",
  faces: { 'torch.special': 'native' },
  out: true,
  gradName: ({ input, other }) => `SpecialZetaBackward${input.wrapped ? 1 : other.wrapped ? 2 : 0}`,
  shape: binaryShape(zetas, floatFor),
  kernel: binaryKernel(zetas),
  backward: {
    input: noGradient('zeta'),
    other: ({ grad, input, other }): Tensor => mul(grad, mul(neg(input), zeta(add(input, 1), other))),
  },
  samples: ['torch.special.zeta(torch.rand(3) + 2, torch.rand(3) + 1)'],
})

const POLYNOMIALS: readonly (readonly [string, polynomials.Polynomial])[] = [
  ['chebyshev_polynomial_t', polynomials.chebyshevT],
  ['chebyshev_polynomial_u', polynomials.chebyshevU],
  ['chebyshev_polynomial_v', polynomials.chebyshevV],
  ['chebyshev_polynomial_w', polynomials.chebyshevW],
  ['shifted_chebyshev_polynomial_t', polynomials.shiftedChebyshevT],
  ['shifted_chebyshev_polynomial_u', polynomials.shiftedChebyshevU],
  ['shifted_chebyshev_polynomial_v', polynomials.shiftedChebyshevV],
  ['shifted_chebyshev_polynomial_w', polynomials.shiftedChebyshevW],
  ['hermite_polynomial_h', polynomials.hermiteH],
  ['hermite_polynomial_he', polynomials.hermiteHe],
  ['laguerre_polynomial_l', polynomials.laguerre],
  ['legendre_polynomial_p', polynomials.legendre],
]
for (const [name, float] of POLYNOMIALS) {
  const functions: BinaryFunctions = { stub: `${name}_cpu`, float, noHalves: true }
  defineOp({
    schema: `${name}(Operand input, Operand n) -> Tensor`,
    doc: `The ${name.replace(/_polynomial_(.*)/, (_, kind: string) => ` polynomial ${kind.toUpperCase()}`).replaceAll('_', ' ')} of degree n.`,
    faces: { 'torch.special': 'native' },
    out: true,
    shape: ({ input, n }) => binaryShape(functions, floatFor)({ input, other: n }),
    kernel: ({ input, n }, out) => binaryKernel(functions)({ input, other: n }, out),
    samples: [`torch.special.${name}(torch.rand(3), 3)`],
  })
}
