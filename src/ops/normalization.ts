/**
 * What batch, layer, group and instance norm share: elements of a group less their mean over their deviation; `Grouping` says
 * which belong together. Gradients are written with operators, on statistics reckoned anew, so that they can be differentiated again.
 */
import { dense } from '../compute/strided.js'
import { float32, type NumberData } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, mul, sub } from './arithmetic.js'
import { meanDims } from './means.js'
import { sumDims } from './reduce.js'
import { rsqrt } from './unary.js'
import { reshape } from './view.js'

export const numbers = (array: NdArray): NumberData => dense(array) as NumberData
export const maybe = (array: NdArray | null): NumberData | null => (array === null ? null : numbers(array))

/** Parameters have the input's dtype, or float32 beside a half input. */
export function checkSameDtype(input: Tensor, parameters: readonly (Tensor | null)[]): void {
  for (const parameter of parameters) {
    if (parameter === null || parameter.dtype === input.dtype) continue
    if (input.dtype.itemsize === 2 && parameter.dtype === float32) continue
    fail('RuntimeError', 'mixed dtype (CPU): all inputs must share same datatype.')
  }
}

/** How a tensor falls into groups: in which shape, over which axes; and how weight and bias lie along it. */
export interface Grouping {
  readonly shape: readonly number[]
  readonly axes: readonly number[]
  readonly affine: readonly number[]
}

interface NormContext {
  readonly grad: Tensor
  readonly input: Tensor
  readonly weight: Tensor | null
  readonly eps: number
}

/** (x − mean) · rstd of every group and rstd, as functions of x. */
function standardized(input: Tensor, { shape, axes }: Grouping, eps: number): [Tensor, Tensor] {
  const grouped = reshape(input, [...shape])
  const centered = sub(grouped, meanDims(grouped, [...axes], true))
  const scale = rsqrt(add(meanDims(mul(centered, centered), [...axes], true), eps))
  return [mul(centered, scale), scale]
}

export function inputGradient({ grad, input, weight, eps }: NormContext, grouping: Grouping): Tensor {
  const { shape, axes, affine } = grouping
  const [normal, scale] = standardized(input, grouping, eps)
  const weighted = weight === null ? grad : mul(grad, reshape(weight, [...affine]))
  const g = reshape(weighted, [...shape])
  const mean = meanDims(g, [...axes], true)
  const along = mul(normal, meanDims(mul(g, normal), [...axes], true))
  return reshape(mul(scale, sub(sub(g, mean), along)), [...input.shape])
}

export const weightGradient = ({ grad, input, eps }: NormContext, grouping: Grouping): Tensor =>
  mul(grad, reshape(standardized(input, grouping, eps)[0], [...input.shape]))

/** A gradient of the input's shape, added up to that of a weight or bias that lies along `affine`. */
export function toParameter(grad: Tensor, affine: readonly number[], shape: readonly number[]): Tensor {
  const lead = grad.rank - affine.length
  const axes = grad.shape.map((_, axis) => axis).filter((axis) => axis < lead || affine[axis - lead] === 1)
  const summed = axes.length === 0 ? grad : sumDims(grad, axes, true)
  return reshape(summed, [...shape])
}

export const perChannel = (rank: number, channels: number): number[] => [
  1,
  channels,
  ...new Array(Math.max(rank - 2, 0)).fill(1),
]
