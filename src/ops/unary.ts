/**
 * Functions of one element. Each is a line of a table: what it does to floats (and ints, bools, complex where PyTorch
 * allows them), and its derivative. Those that leave the integers turn ints and bools into the default float.
 */

import * as complex from '../compute/complex.js'
import { type ComplexUnary, map2 } from '../compute/pointwise.js'
import { erf, erfc, erfinv } from '../compute/special.js'
import { check, fail } from '../tensor/error.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, conjugate, div, mul, neg, sub } from './arithmetic.js'
import { maskedFill } from './choose.js'
import { eq } from './compare.js'
import { defineOp, type Op } from './define.js'
import { alike } from './derive.js'
import { floatFor, type UnaryFunctions, unaryKernel, unaryShape } from './pointwise.js'
import type { Namespace } from './registry.js'

type UnaryOp = Op<`${string}(Tensor input) -> Tensor`>

export interface Row {
  readonly name: string
  readonly doc: string
  /** The value for a float. */
  readonly float: (x: number) => number
  readonly complex?: ComplexUnary
  /** The gradient, given grad, input and result. */
  readonly gradient: ((grad: Tensor, input: () => Tensor, result: () => Tensor) => Tensor) | null
  readonly aliases?: readonly string[]
  /** Its names in torch.special. */
  readonly special?: readonly string[]
  readonly faces?: readonly Namespace[]
  readonly gradName?: string
  readonly stub?: string
  readonly noHalves?: boolean
  /** Where the variant that writes in place is found. */
  readonly inplace?: readonly Namespace[]
  /** PyTorch's variant in place has no gradient. */
  readonly inplaceLacksGradient?: boolean
  /** Whether complex numbers are refused in its own words. */
  readonly real?: boolean
  readonly sample?: string
}

/** A function that leaves the integers: ints and bools are computed as the default float. */
export function floating({
  name,
  doc,
  float,
  complex: onComplex,
  gradient,
  aliases,
  special,
  faces = ['torch', 'Tensor'],
  gradName,
  stub = `${name}_vml_cpu`,
  real = false,
  sample,
  inplace = faces.includes('torch') ? ['Tensor', 'torch'] : [],
  inplaceLacksGradient = false,
  noHalves = false,
}: Row): UnaryOp {
  const functions: UnaryFunctions = { stub, float, complex: onComplex, noHalves }
  return defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc,
    aliases,
    also: special === undefined ? undefined : { 'torch.special': special },
    faces: Object.fromEntries(faces.map((face) => [face, 'native'] as const)),
    inplace,
    out: true,
    gradName,
    ...(inplaceLacksGradient && {
      inplaceGradName: `${name[0].toUpperCase()}${name.slice(1)}Backward1`,
      inplaceBackward: {
        input: (): never =>
          fail('NotImplementedError', `the derivative for 'inplace version of ${name}' is not implemented.`),
      },
    }),
    shape: (args) => {
      check(
        !real || args.input.dtype.kind !== 'complex',
        () => `${name} is not supported for complex tensors.`,
      )
      return unaryShape(functions, floatFor)(args)
    },
    kernel: unaryKernel(functions),
    backward:
      gradient === null
        ? undefined
        : {
            input: (context): Tensor =>
              gradient(
                context.grad,
                () => context.input,
                () => context.result,
              ),
          },
    samples: [sample ?? `torch.${name}(torch.rand(2, 3) * 0.8 + 0.1)`],
  })
}

export const scale = (tensor: Tensor, factor: number): Tensor => mul(tensor, { kind: 'float', value: factor })
export const oneMinus = (tensor: Tensor): Tensor => add(neg(tensor), 1)
const c = conjugate

/** The gradient of a function that is known from what came out: an operator of its own, as in PyTorch, with its slope and the slope's. */
const fromResult = (
  name: string,
  slope: (y: number) => number,
  onComplex: (y: Tensor) => Tensor,
  bend: (y: Tensor) => Tensor,
  /** The gradient in single precision, rounded where PyTorch rounds. */
  single = (grad: number, y: number): number => grad * slope(y),
): ((grad: Tensor, result: Tensor) => Tensor) => {
  const whole = (grad: number, y: number): number => grad * slope(y)
  const gradient = defineOp({
    schema: `_${name}_backward(Tensor grad_output, Tensor output) -> Tensor` as const,
    doc: `The gradient of ${name}.`,
    faces: { private: 'native' },
    shape: ({ grad_output, output }) => alike(output, grad_output.dtype),
    kernel: ({ grad_output, output }, out) =>
      map2<number>(grad_output, output, out, out.dtype.itemsize < 8 ? single : whole),
    backward: {
      grad_output: ({ grad, output }): Tensor => gradient(grad, output),
      output: ({ grad, grad_output, output }): Tensor => mul(mul(grad, grad_output), bend(output)),
    },
  })
  return (grad, result) =>
    result.dtype.kind === 'complex' ? mul(grad, c(onComplex(result))) : gradient(grad, result)
}
const tanhBackward = fromResult(
  'tanh',
  (y) => 1 - y * y,
  (y) => oneMinus(mul(y, y)),
  (y) => scale(y, -2),
)
const sigmoidBackward = fromResult(
  'sigmoid',
  (y) => (1 - y) * y,
  (y) => mul(oneMinus(y), y),
  (y) => oneMinus(scale(y, 2)),
  (grad, y) => Math.fround(grad * Math.fround(1 - y)) * y,
)

export const exp = floating({
  name: 'exp',
  doc: 'e to the power of each element.',
  float: Math.exp,
  complex: complex.exp,
  gradient: (grad, _, result) => mul(grad, c(result())),
})
export const exp2 = floating({
  name: 'exp2',
  doc: '2 to the power of each element.',
  float: (x) => 2 ** x,
  complex: complex.exp2,
  gradient: (grad, _, result) => scale(mul(grad, c(result())), Math.LN2),
  special: ['exp2'],
})
export const expm1 = floating({
  name: 'expm1',
  doc: 'exp(x) − 1, exact for small x.',
  float: Math.expm1,
  complex: complex.expm1,
  special: ['expm1'],
  gradient: (grad, _, result) => mul(grad, c(add(result(), 1))),
})
export const log = floating({
  name: 'log',
  doc: 'The natural logarithm.',
  float: Math.log,
  complex: complex.log,
  gradient: (grad, input) => div(grad, c(input())),
})
export const log2 = floating({
  name: 'log2',
  doc: 'The logarithm to base 2.',
  float: Math.log2,
  complex: complex.log2,
  gradient: (grad, input) => div(grad, scale(c(input()), Math.LN2)),
})
export const log10 = floating({
  name: 'log10',
  doc: 'The logarithm to base 10.',
  float: Math.log10,
  complex: complex.log10,
  gradient: (grad, input) => div(grad, scale(c(input()), Math.LN10)),
})
export const log1p = floating({
  name: 'log1p',
  doc: 'log(1 + x), exact for small x.',
  float: Math.log1p,
  complex: complex.log1p,
  special: ['log1p'],
  gradient: (grad, input) => div(grad, c(add(input(), 1))),
})
export const sqrt = floating({
  name: 'sqrt',
  doc: 'The square root.',
  float: Math.sqrt,
  complex: complex.sqrt,
  gradient: (grad, _, result) => div(grad, scale(c(result()), 2)),
})
export const rsqrt = floating({
  name: 'rsqrt',
  doc: 'One over the square root.',
  float: (x) => 1 / Math.sqrt(x),
  complex: complex.rsqrt,
  gradient: (grad, _, result) => scale(mul(grad, c(mul(result(), mul(result(), result())))), -0.5),
})
export const reciprocal = floating({
  name: 'reciprocal',
  doc: 'One over each element.',
  float: (x) => 1 / x,
  complex: complex.reciprocal,
  gradient: (grad, _, result) => neg(mul(grad, c(mul(result(), result())))),
})
export const sin = floating({
  name: 'sin',
  doc: 'The sine.',
  float: Math.sin,
  complex: complex.sin,
  gradient: (grad, input): Tensor => mul(grad, c(cos(input()))),
})
export const cos: UnaryOp = floating({
  name: 'cos',
  doc: 'The cosine.',
  float: Math.cos,
  complex: complex.cos,
  gradient: (grad, input) => neg(mul(grad, c(sin(input())))),
})
export const tan = floating({
  name: 'tan',
  doc: 'The tangent.',
  float: Math.tan,
  complex: complex.tan,
  gradient: (grad, _, result) => mul(grad, c(add(mul(result(), result()), 1))),
})
export const asin = floating({
  name: 'asin',
  doc: 'The inverse sine.',
  float: Math.asin,
  complex: complex.asin,
  aliases: ['arcsin'],
  gradient: (grad, input) => mul(grad, c(rsqrt(oneMinus(mul(input(), input()))))),
})
export const acos = floating({
  name: 'acos',
  doc: 'The inverse cosine.',
  float: Math.acos,
  complex: complex.acos,
  aliases: ['arccos'],
  gradient: (grad, input) => neg(mul(grad, c(rsqrt(oneMinus(mul(input(), input())))))),
})
export const atan = floating({
  name: 'atan',
  doc: 'The inverse tangent.',
  float: Math.atan,
  complex: complex.atan,
  aliases: ['arctan'],
  gradient: (grad, input) => div(grad, c(add(mul(input(), input()), 1))),
})
export const sinh = floating({
  name: 'sinh',
  doc: 'The hyperbolic sine.',
  float: Math.sinh,
  complex: complex.sinh,
  gradient: (grad, input): Tensor => mul(grad, c(cosh(input()))),
})
export const cosh: UnaryOp = floating({
  name: 'cosh',
  doc: 'The hyperbolic cosine.',
  float: Math.cosh,
  complex: complex.cosh,
  gradient: (grad, input) => mul(grad, c(sinh(input()))),
})
export const tanh = floating({
  name: 'tanh',
  doc: 'The hyperbolic tangent.',
  float: Math.tanh,
  complex: complex.tanh,
  gradient: (grad, _, result) => tanhBackward(grad, result()),
})
export const asinh = floating({
  name: 'asinh',
  doc: 'The inverse hyperbolic sine.',
  float: Math.asinh,
  complex: complex.asinh,
  aliases: ['arcsinh'],
  gradient: (grad, input) => mul(grad, c(rsqrt(add(mul(input(), input()), 1)))),
  inplaceLacksGradient: true,
})
export const acosh = floating({
  name: 'acosh',
  doc: 'The inverse hyperbolic cosine.',
  float: Math.acosh,
  complex: complex.acosh,
  aliases: ['arccosh'],
  gradient: (grad, input) => mul(grad, c(rsqrt(sub(mul(input(), input()), 1)))),
  sample: 'torch.acosh(torch.rand(3) + 1.5)',
  inplaceLacksGradient: true,
})
export const atanh = floating({
  name: 'atanh',
  doc: 'The inverse hyperbolic tangent.',
  float: Math.atanh,
  complex: complex.atanh,
  aliases: ['arctanh'],
  gradient: (grad, input) => div(grad, c(oneMinus(mul(input(), input())))),
  inplaceLacksGradient: true,
})
export const sigmoid = floating({
  name: 'sigmoid',
  doc: '1 / (1 + exp(−x)).',
  float: (x) => 1 / (1 + Math.exp(-x)),
  complex: complex.sigmoid,
  special: ['expit'],
  gradient: (grad, _, result) => sigmoidBackward(grad, result()),
})
export const erfOp = floating({
  name: 'erf',
  doc: 'The error function.',
  float: erf,
  special: ['erf'],
  gradient: (grad, input) => mul(grad, scale(exp(neg(mul(input(), input()))), 2 / Math.sqrt(Math.PI))),
})
export const erfcOp = floating({
  name: 'erfc',
  doc: '1 − erf(x).',
  float: erfc,
  special: ['erfc'],
  gradient: (grad, input) => mul(grad, scale(exp(neg(mul(input(), input()))), -2 / Math.sqrt(Math.PI))),
})
export const erfinvOp: UnaryOp = floating({
  name: 'erfinv',
  doc: 'The inverse of the error function.',
  float: erfinv,
  special: ['erfinv'],
  gradient: (grad, input) => {
    const result = erfinvOp(input())
    return mul(grad, scale(exp(mul(result, result)), Math.sqrt(Math.PI) / 2))
  },
  inplace: ['Tensor'],
})
export const sinc: UnaryOp = floating({
  name: 'sinc',
  doc: 'sin(πx) / (πx).',
  float: (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)),
  special: ['sinc'],
  gradient: (grad, input) => {
    const slope = div(sub(cos(scale(input(), Math.PI)), sinc(input())), input())
    return mul(grad, maskedFill(slope, eq(input(), 0), 0))
  },
})
export const deg2rad = floating({
  name: 'deg2rad',
  real: true,
  doc: 'Degrees as radians.',
  float: (x) => x * (Math.PI / 180),
  gradient: (grad) => scale(grad, Math.PI / 180),
})
export const rad2deg = floating({
  name: 'rad2deg',
  real: true,
  doc: 'Radians as degrees.',
  float: (x) => x * (180 / Math.PI),
  gradient: (grad) => scale(grad, 180 / Math.PI),
})
