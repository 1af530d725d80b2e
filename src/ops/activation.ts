/**
 * How an activation is declared: a curve, its derivative and the derivative's. The gradient is an operator of its own, as in PyTorch,
 * so that it has a gradient too.
 */

import { map1, map1With, map2, map2With } from '../compute/pointwise.js'
import type { DType } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import type { Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { defineOp, type Op } from './define.js'
import { alike, type Out } from './derive.js'
import { zerosLike } from './factory.js'
import { notImplementedFor } from './pointwise.js'
import type { Namespace } from './registry.js'

type Params = Record<string, number>

type Curve = (x: number, p: Params) => number

/** A curve's derivative, and the derivative's. */
interface Slopes {
  readonly slope: Curve
  /** Where left out, the slope is flat, piece by piece; null where PyTorch has no second derivative. */
  readonly bend?: Curve | null
}

/** An activation of x with numeric parameters, differentiable twice: `slope` is its derivative, `bend` that of the slope. */
export interface Activation extends Slopes {
  readonly name: string
  readonly doc: string
  /** The parameters after input, as the schema writes them. */
  readonly parameters?: string
  readonly value: Curve
  readonly faces?: Parameters<typeof defineOp>[0]['faces']
  readonly inplace?: readonly Namespace[]
  readonly gradName?: string
  readonly inplaceGradName?: string
  /** The name of the gradient's own node. */
  readonly gradGradName?: string
  /** The gradient is reckoned from what came out, which may not be written to; so it is by the in-place variant if these are given. */
  readonly fromResult?: boolean
  readonly written?: Slopes & { readonly refuse?: (parameters: Params) => void }
  /** Ints pass through unchanged in dtype (relu). */
  readonly ints?: boolean
  readonly stub?: string
  /** Raises on parameters that PyTorch refuses. */
  readonly refuse?: (input: Tensor, parameters: Params) => void
}

const numbersOf = (args: Record<string, unknown>): Params =>
  Object.fromEntries(
    Object.entries(args).flatMap(([name, value]): [string, number][] => {
      if (typeof value === 'number') return [[name, value]]
      if (typeof value === 'boolean') return [[name, value ? 1 : 0]]
      return typeof value === 'object' && value !== null && 'kind' in value
        ? [[name, toNumber(value as Scalar)]]
        : []
    }),
  )

/** The parameters as they meet elements of this dtype: among floats of single precision and less in single precision, whole among ints. */
function parametersFor(dtype: DType, args: object): Params {
  const p = numbersOf(args as Record<string, unknown>)
  const round =
    dtype.kind === 'int' ? Math.trunc : dtype.kind === 'float' && dtype.itemsize < 8 ? Math.fround : null
  if (round !== null) for (const each in p) p[each] = round(p[each])
  return p
}

type ActivationOp = Op<`${string}(Tensor input) -> Tensor`>

/** Declares an activation, its gradient and the gradient's. */
export function activation({
  name,
  doc,
  parameters = '',
  value,
  faces,
  inplace,
  gradName,
  inplaceGradName,
  gradGradName,
  fromResult = false,
  written,
  ints = false,
  stub,
  refuse,
  ...slopes
}: Activation): ActivationOp & ((input: Tensor, ...rest: unknown[]) => Tensor) {
  const gradient = gradientOf(name, parameters, slopes, gradGradName)
  const ofWritten = written && gradientOf(`${name}_written`, parameters, written, gradGradName)
  return defineOp({
    schema: `${name}(Tensor input${parameters}) -> Tensor` as `${string}(Tensor input) -> Tensor`,
    doc,
    faces: faces ?? { private: 'native' },
    inplace: inplace ?? false,
    gradName,
    inplaceGradName,
    shape: (args): Out => {
      const { input } = args
      refuse?.(input, numbersOf(args as unknown as Record<string, unknown>))
      if (input.dtype.kind !== 'float' && !(ints && input.dtype.kind === 'int')) {
        if (name === 'relu' && input.dtype.kind === 'bool')
          fail('RuntimeError', 'Boolean inputs not supported for relu')
        if (name === 'relu' && input.dtype.kind === 'complex')
          fail('NotImplementedError', 'clamp is not supported for complex types')
        notImplementedFor(stub ?? `${name}_cpu`, input.dtype)
      }
      return alike(input)
    },
    kernel: (args, out) => {
      const p = parametersFor(args.input.dtype, args)
      if (args.input.dtype.name === 'int64')
        map1<bigint>(args.input, out, (x) => {
          const result = value(Number(x), p)
          return result === Number(x) ? x : BigInt(result)
        })
      else if (parameters === '') map1<number>(args.input, out, value as (x: number) => number)
      else map1With(args.input, out, value, p)
    },
    backward: {
      input: (context) => {
        const rest = parametersIn(context, parameters)
        return gradient(context.grad, fromResult ? context.result : context.input, ...rest)
      },
    },
    inplaceBackward: ofWritten && {
      input: (context) => {
        const { grad, result } = context
        const rest = parametersIn(context, parameters)
        written.refuse?.(
          numbersOf(Object.fromEntries(parameterNames(parameters).map((each, i) => [each, rest[i]]))),
        )
        return ofWritten(grad, result, ...rest)
      },
    },
    samples:
      faces?.F === undefined && faces?.torch === undefined
        ? []
        : [`F.${name}(torch.randn(2, 3)${required(parameters)})`],
  }) as never
}

/** An argument for every parameter without a default: what a sample needs. */
const required = (parameters: string): string =>
  parameters
    .split(', ')
    .filter((part) => part !== '' && !part.includes('='))
    .map(() => ', 0.5')
    .join('')

/** The names of the parameters in a part of a schema. */
export const parameterNames = (parameters: string): string[] =>
  parameters.split(', ').flatMap((part) => (part === '' ? [] : [part.split(' ')[1].split('=')[0]]))

const parametersIn = (context: object, parameters: string): unknown[] =>
  parameterNames(parameters).map((each) => (context as Record<string, unknown>)[each])

type Gradient = (grad: Tensor, at: Tensor, ...rest: unknown[]) => Tensor

/** The gradient of an activation: what arrives times the slope. It has one itself, unless PyTorch's has none. */
function gradientOf(name: string, parameters: string, { slope, bend }: Slopes, gradName?: string): Gradient {
  const schema = `_${name}_backward(Tensor grad_output, Tensor input${parameters}) -> Tensor`
  const bent = bend ? bendOf(name, parameters, bend) : (input: Tensor): Tensor => zerosLike(input)
  // Where it is flat nothing comes through, be it negative, infinite or nan.
  const scaled = (grad: number, x: number, p: Readonly<Record<string, number>>): number => {
    const factor = slope(x, p)
    return factor === 0 ? 0 : grad * factor
  }
  const refuseBend = (): never =>
    fail('RuntimeError', `derivative for aten::${name}_backward is not implemented`)
  const gradient: Gradient = defineOp({
    schema: schema as `${string}(Tensor grad_output, Tensor input) -> Tensor`,
    doc: `The gradient of ${name}.`,
    faces: { private: 'native' },
    gradName,
    shape: ({ grad_output, input }) => alike(input, grad_output.dtype),
    kernel: (args, out) => {
      const p = parametersFor(args.input.dtype, args)
      if (parameters === '') map2<number>(args.grad_output, args.input, out, scaled as never)
      else map2With(args.grad_output, args.input, out, scaled, p)
    },
    backward: {
      grad_output: (context) => {
        if (bend === null) refuseBend()
        return gradient(context.grad, context.input, ...parametersIn(context, parameters))
      },
      input: (context) => {
        if (bend === null) refuseBend()
        const there = bent(context.input, ...parametersIn(context, parameters))
        return bend ? mul(mul(context.grad, context.grad_output), there) : there
      },
    },
  }) as Gradient
  return gradient
}

/** The second derivative of an activation, of which PyTorch has no further one. */
function bendOf(
  name: string,
  parameters: string,
  bend: Curve,
): (input: Tensor, ...rest: unknown[]) => Tensor {
  return defineOp({
    schema: `_${name}_bend(Tensor input${parameters}) -> Tensor` as `${string}(Tensor input) -> Tensor`,
    doc: `The second derivative of ${name}.`,
    faces: { private: 'native' },
    shape: ({ input }) => alike(input),
    kernel: (args, out) =>
      map1With(args.input, out, bend, numbersOf(args as unknown as Record<string, unknown>)),
    backward: {
      input: () =>
        fail('RuntimeError', `derivative for aten::${name}_backward's derivative is not implemented`),
    },
  })
}
