/** logsumexp, the norms of vectors, the distance of two, and what is scaled by them. */
import { cast as castArray, map2, mapComplex2 } from '../compute/pointwise.js'
import { forEachGroup } from '../compute/reduce.js'
import { dense } from '../compute/strided.js'
import {
  bool,
  complex64,
  complex128,
  type DType,
  float64,
  isIntegral,
  type NumberData,
} from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { toNumber } from '../tensor/scalar.js'
import { broadcastShapes, contiguousStrides, numel, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, div, forbidBoolSub, mul, neg, sub } from './arithmetic.js'
import { maskedFill, where } from './choose.js'
import { eq, gt } from './compare.js'
import { defineOp } from './define.js'
import { dims, like, type Out, reduceDims } from './derive.js'
import { evenly } from './extremes.js'
import { zerosLike } from './factory.js'
import { floatFor, promote, realFor } from './pointwise.js'
import { pow } from './powers.js'
import { allAxes, expandReduced, type Reducer, reducedAxes, reduceInto, sumDims } from './reduce.js'
import { abs, sgn } from './rounding.js'
import { exp, reciprocal } from './unary.js'

/** log Σ exp, shifted by the largest. Source: torch.logsumexp. */
export const logsumexp = defineOp({
  schema: 'logsumexp(Tensor input, int[1] dim, bool keepdim=False) -> Tensor',
  also: { 'torch.special': ['logsumexp'] },
  doc: 'The logarithm of the sum of exponentials.',
  out: true,
  shape: ({ input, dim, keepdim }) =>
    dims(floatFor(input.dtype), reduceDims(input, reducedAxes(dim, input.rank), keepdim)),
  kernel: ({ input, dim }, out) =>
    reduceInto(castArray(input, out.dtype), reducedAxes(dim, input.shape.length), out, {
      number: (data, offsets) => {
        let top = -Infinity
        for (let i = 0; i < offsets.length; i++) top = Math.max(top, data[offsets[i]])
        if (Math.abs(top) === Infinity) return top
        let total = 0
        for (let i = 0; i < offsets.length; i++) total += Math.exp(data[offsets[i]] - top)
        return Math.log(total) + top
      },
      complex: (data, offsets, into) => {
        let top = -Infinity
        for (let i = 0; i < offsets.length; i++) top = Math.max(top, data[2 * offsets[i]])
        if (Math.abs(top) === Infinity) top = 0
        let [re, im] = [0, 0]
        for (let i = 0; i < offsets.length; i++) {
          const size = Math.exp(data[2 * offsets[i]] - top)
          const angle = data[2 * offsets[i] + 1]
          re += size * Math.cos(angle)
          im += size * Math.sin(angle)
        }
        into[0] = Math.log(Math.hypot(re, im)) + top
        into[1] = Math.atan2(im, re)
      },
    }),
  backward: {
    input: ({ grad, input, result, dim, keepdim }) => {
      const axes = reducedAxes(dim, input.rank)
      const full = (tensor: Tensor): Tensor => expandReduced(tensor, input.shape, axes, keepdim)
      return mul(full(grad), exp(sub(input, full(result))))
    },
  },
  samples: ['torch.logsumexp(torch.randn(2, 3), 1)'],
})

const normReducer = (p: number): Reducer => ({
  number: (data, offsets) => {
    let total = p === -Infinity ? Infinity : 0
    for (let i = 0; i < offsets.length; i++) {
      const size = Math.abs(data[offsets[i]])
      if (p === Infinity) total = Math.max(total, size)
      else if (p === -Infinity) total = Math.min(total, size)
      else if (p === 0) total += size === 0 ? 0 : 1
      else total += p === 2 ? size * size : p === 1 ? size : size ** p
    }
    if (p === 2) return Math.sqrt(total)
    return Math.abs(p) === Infinity || p === 0 || p === 1 ? total : total ** (1 / p)
  },
})

/** The sizes of complex numbers, as an array of their own. */
function sizesOf(array: NdArray, dtype: DType): NdArray {
  if (array.dtype.kind !== 'complex') return castArray(array, dtype)
  const from = dense(array) as NumberData
  const data = new dtype.array(from.length / 2) as NumberData
  for (let i = 0; i < data.length; i++) data[i] = Math.hypot(from[2 * i], from[2 * i + 1])
  return { data, offset: 0, shape: array.shape, strides: contiguousStrides(array.shape), dtype }
}

const orderText = (p: number): string => (p === Infinity ? 'inf' : p === -Infinity ? '-inf' : String(p))

/** RuntimeError where a dim is empty and the norm of nothing is not defined. */
function checkNotEmpty({ shape }: Tensor, p: number, dim: readonly number[] | null): void {
  if (p >= 0 && p !== Infinity) return
  const without = `linalg.vector_norm cannot compute the ${orderText(p)} norm on`
  const why = 'and the operation does not have an identity'
  if (dim === null || dim.length === 0) {
    check(
      !shape.includes(0),
      () => `${without} an empty tensor because the operation does not have an identity`,
    )
    return
  }
  for (const axis of dim.map((each) => wrapDim(each, shape.length)))
    check(shape[axis] !== 0, () => `${without} the dimension ${axis}because this dimension is empty ${why}`)
}

/** RuntimeError in PyTorch's words for a dtype that cannot hold the norm of the input's. */
export function checkNormDtype(name: string, A: Tensor, dtype: DType | null): void {
  check(
    !isIntegral(A.dtype),
    () => `${name}: Expected a floating point or complex tensor as input. Got ${A.dtype.scalarType}`,
  )
  if (dtype === null) return
  check(
    !isIntegral(dtype),
    () => `${name}: dtype should be floating point or complex, but got ${dtype.scalarType}`,
  )
  const kind = A.dtype.kind === 'complex' ? 'complex' : 'real'
  check(
    (dtype.kind === 'complex') === (kind === 'complex'),
    () => `${name}: dtype should be ${kind} for ${kind} inputs, but got ${dtype.scalarType}`,
  )
  check(
    A.dtype.itemsize <= dtype.itemsize,
    () =>
      `${name}: the dtype of the input (${A.dtype.scalarType}) should be convertible without narrowing to the specified dtype (${dtype.scalarType})`,
  )
}

const notAFloat = ({ dtype }: Tensor): never =>
  fail(
    'RuntimeError',
    `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${dtype.scalarType}`,
  )

/** The p-norm over the given dims. Source: torch.linalg.vector_norm. */
export const vectorNorm = defineOp({
  schema:
    'vector_norm(Tensor input, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'The length of vectors along the given dims.',
  faces: { 'torch.linalg': 'native' },
  out: true,
  gradName: 'LinalgVectorNormBackward0',
  shape: ({ input: x, ord, dim, keepdim, dtype }): Out => {
    checkNormDtype('linalg.vector_norm', x, dtype)
    checkNotEmpty(x, toNumber(ord), dim)
    return dims(realFor(dtype ?? x.dtype), reduceDims(x, reducedAxes(dim, x.rank), keepdim))
  },
  kernel: ({ input: x, ord, dim }, out) =>
    reduceInto(sizesOf(x, out.dtype), reducedAxes(dim, x.shape.length), out, normReducer(toNumber(ord))),
  backward: {
    input: ({ grad, input: x, result, ord, dim, keepdim }) => {
      const axes = reducedAxes(dim, x.rank)
      const full = (tensor: Tensor): Tensor => expandReduced(tensor, x.shape, axes, keepdim)
      return normGradient(full(grad), x, toNumber(ord), full(result), axes)
    },
  },
  samples: ['torch.linalg.vector_norm(torch.randn(2, 3), dim=1)'],
  errors: ['torch.linalg.vector_norm(torch.arange(3))'],
})

/** The gradient of a p-norm by the vector that it measures. */
const normGradient = (grad: Tensor, x: Tensor, p: number, length: Tensor, axes: number[]): Tensor => {
  if (p === 0) return zerosLike(x)
  if (p === 1) return mul(grad, sgn(x))
  if (Math.abs(p) === Infinity) return mul(evenly(grad, abs(x), length, axes), sgn(x))
  const direction = p === 2 ? div(x, length) : div(mul(sgn(x), pow(abs(x), p - 1)), pow(length, p - 1))
  return mul(grad, maskedFill(direction, eq(length, 0), 0))
}

/** Distance between two tensors as vectors. Source: torch.dist. */
export const dist = defineOp({
  schema: 'dist(Tensor input, Tensor other, Scalar p=2) -> Tensor',
  doc: 'The p-norm of the difference.',
  shape: ({ input, other }) => {
    const dtype = promote(input, other)
    if (input.dtype === bool || other.dtype === bool) forbidBoolSub(input, other)
    if (isIntegral(dtype)) {
      fail(
        'RuntimeError',
        `norm(): input dtype should be either floating point or complex. Got ${dtype.scalarType} instead.`,
      )
    }
    broadcastShapes([input.shape, other.shape])
    return dims(realFor(dtype), [])
  },
  kernel: ({ input, other, p }, out) => {
    const shape = broadcastShapes([input.shape, other.shape])
    const { array } = out.dtype
    const apart: NdArray = {
      data: new array(numel(shape)),
      offset: 0,
      shape,
      strides: contiguousStrides(shape),
      dtype: out.dtype,
    }
    if (input.dtype.kind === 'complex' || other.dtype.kind === 'complex') {
      const dtype = out.dtype === float64 ? complex128 : complex64
      const differences: NdArray = { ...apart, data: new dtype.array(2 * numel(shape)), dtype }
      mapComplex2(castArray(input, dtype), castArray(other, dtype), differences, (ar, ai, br, bi, into) => {
        into[0] = ar - br
        into[1] = ai - bi
      })
      const parts = differences.data as NumberData
      for (let i = 0; i < apart.data.length; i++) apart.data[i] = Math.hypot(parts[2 * i], parts[2 * i + 1])
    } else map2<number>(castArray(input, out.dtype), castArray(other, out.dtype), apart, (x, y) => x - y)
    reduceInto(apart, allAxes(apart), out, normReducer(toNumber(p)))
  },
  backward: {
    input: ({ grad, input, other, p, result }) => distGradient(grad, sub(input, other), toNumber(p), result),
    other: ({ grad, input, other, p, result }) =>
      neg(distGradient(grad, sub(input, other), toNumber(p), result)),
  },
  samples: ['torch.dist(torch.randn(3), torch.randn(3))'],
})

const distGradient = (grad: Tensor, apart: Tensor, p: number, length: Tensor): Tensor =>
  normGradient(grad, apart, p, length, allAxes(apart))

/** What each slice along a dim is scaled by, so that its norm is at most maxnorm. */
const shrink = (length: number, most: number): number => (length > most ? most / (length + 1e-7) : 1)

/** Slices along a dim scaled down to a norm of at most maxnorm. Source: torch.renorm. */
export const renorm = defineOp({
  schema: 'renorm(Tensor input, Scalar p, int dim, Scalar maxnorm) -> Tensor',
  doc: 'Scales down the slices along a dim whose p-norm is above maxnorm.',
  inplace: true,
  out: true,
  shape: ({ input, p, dim, maxnorm }) => {
    check(toNumber(p) > 0, () => 'renorm: non-positive-norm not supported')
    check(toNumber(maxnorm) >= 0, () => `renorm: expected maxnorm to be >= 0 but got ${toNumber(maxnorm)}`)
    check(input.rank > 1, () => `renorm: input needs at least 2 dimensions, got ${input.rank} dimensions`)
    wrapDim(dim, input.rank)
    if (isIntegral(input.dtype)) notAFloat(input)
    return like(input)
  },
  kernel: ({ input, p, dim, maxnorm }, out) => {
    const axis = wrapDim(dim, input.shape.length)
    const { number: measure } = normReducer(toNumber(p))
    const others = allAxes(input).filter((each) => each !== axis)
    const places: number[][] = []
    forEachGroup(out, others, (_, offsets) => places.push([...offsets]))
    forEachGroup(input, others, (slice, offsets) => {
      const factor = shrink(measure(input.data as NumberData, offsets), toNumber(maxnorm))
      places[slice].forEach((at, i) => {
        out.data[at] = (input.data[offsets[i]] as number) * factor
      })
    })
  },
  backward: {
    input: ({ grad, input, p, dim, maxnorm }) => {
      const axes = allAxes(input).filter((axis) => axis !== wrapDim(dim, input.rank))
      const length = vectorNorm(input, p, axes, true)
      const inverse = reciprocal(add(length, { kind: 'float', value: 1e-7 }))
      const along = normGradient(sumDims(mul(input, grad), axes, true), input, toNumber(p), length, axes)
      const scaled = mul(mul(inverse, maxnorm), sub(grad, mul(inverse, along)))
      return where(gt(length, maxnorm), scaled, grad)
    },
  },
  samples: ['torch.renorm(torch.randn(3, 4), 2, 0, 1.0)'],
})
