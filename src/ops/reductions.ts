/** Reductions other than by addition: prod, extremes, any and all, norms. */
import { cast as castArray, map2 } from '../compute/pointwise.js'
import { forEachGroup } from '../compute/reduce.js'
import { gatherInto, scatterAdd } from '../compute/scatter.js'
import { dense } from '../compute/strided.js'
import { bool, type Data, type DType, int64, isIntegral, type NumberData, uint8 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { toNumber } from '../tensor/scalar.js'
import { broadcastShapes, contiguousStrides, numel, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, conjugate, div, mul, neg, sub } from './arithmetic.js'
import { permute, unsqueeze } from './axes.js'
import { maskedFill, where } from './choose.js'
import { allTrue, eq, gt, ne } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { dims, like, type Out, reduceDims } from './derive.js'
import { onesLike, zerosLike } from './factory.js'
import { cat } from './join.js'
import { flip } from './order.js'
import { floatFor, notImplementedFor, promote, realFor } from './pointwise.js'
import { pow } from './powers.js'
import {
  allAxes,
  expandReduced,
  type Offsets,
  type Reducer,
  reducedAxes,
  reduceInto,
  sumDims,
} from './reduce.js'
import { abs, sgn } from './rounding.js'
import { cumprod } from './running.js'
import { sliceDim } from './slice.js'
import { exp, reciprocal } from './unary.js'
import { reshape } from './view.js'

// --- product ------------------------------------------------------------------------------------------------------

const product: Reducer = {
  number: (data, offsets) => {
    let total = 1
    for (let i = 0; i < offsets.length; i++) total *= data[offsets[i]]
    return total
  },
  bigint: (data, offsets) => {
    let total = 1n
    for (let i = 0; i < offsets.length; i++) total = BigInt.asIntN(64, total * data[offsets[i]])
    return total
  },
  complex: (data, offsets, into) => {
    let [re, im] = [1, 0]
    for (let i = 0; i < offsets.length; i++) {
      const [x, y] = [data[2 * offsets[i]], data[2 * offsets[i] + 1]]
      ;[re, im] = [re * x - im * y, re * y + im * x]
    }
    into[0] = re
    into[1] = im
  },
}
const prodDtype = (input: Tensor, dtype: DType | null): DType =>
  dtype ?? (isIntegral(input.dtype) ? int64 : input.dtype)

export const prod = defineOp({
  schema: 'prod(Tensor input, *, dtype? dtype=None) -> Tensor',
  doc: 'The product of all elements.',
  gradName: 'ProdBackward0',
  shape: ({ input, dtype }) => dims(prodDtype(input, dtype), []),
  kernel: ({ input }, out) => reduceInto(castArray(input, out.dtype), allAxes(input), out, product),
  backward: { input: ({ grad, input, result }) => prodGradient(grad, input, result) },
  samples: ['torch.rand(3).prod()'],
})

export const prodDim = defineOp({
  schema: 'prod.dim_int(Tensor input, int dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'The product along a dim.',
  out: true,
  gradName: 'ProdBackward1',
  shape: ({ input, dim, keepdim, dtype }) =>
    dims(prodDtype(input, dtype), reduceDims(input, [wrapDim(dim, input.rank)], keepdim)),
  kernel: ({ input, dim }, out) =>
    reduceInto(castArray(input, out.dtype), [wrapDim(dim, input.shape.length)], out, product),
  backward: {
    input: ({ grad, input, result, dim, keepdim }) => {
      const axes = [wrapDim(dim, input.rank)]
      return prodGradient(
        expandReduced(grad, input.shape, axes, keepdim),
        input,
        expandReduced(result, input.shape, axes, keepdim),
        axes,
      )
    },
  },
  samples: ['torch.rand(2, 3).prod(1)'],
})

/** result / input, which is right where no element is 0; elsewhere the product of all others is taken. */
function prodGradient(grad: Tensor, input: Tensor, result: Tensor, axes: number[] = allAxes(input)): Tensor {
  if (input.device === 'meta' || allTrue(ne(input, 0)))
    return div(mul(grad, conjugate(result)), conjugate(input))
  return mul(grad, conjugate(productOfOthers(input, axes)))
}

/** For each element the product of the others in its group: of those before it and those after it. */
function productOfOthers(input: Tensor, axes: readonly number[]): Tensor {
  const order = [...allAxes(input).filter((axis) => !axes.includes(axis)), ...axes]
  const turned = permute(input, order)
  const kept = turned.shape.slice(0, input.rank - axes.length)
  const n = numel(axes.map((axis) => input.shape[axis]))
  const lines = reshape(turned, [...kept, n])
  const last = kept.length
  const before = (tensor: Tensor): Tensor =>
    cumprod(cat([onesLike(sliceDim(tensor, last, 0, 1, 1)), sliceDim(tensor, last, 0, n - 1, 1)], last), last)
  const others = mul(before(lines), flip(before(flip(lines, [last])), [last]))
  const back = reshape(others, [...turned.shape])
  return permute(
    back,
    order.map((_, axis) => order.indexOf(axis)),
  )
}

// --- extremes -----------------------------------------------------------------------------------------------------

type Better = (a: number, b: number) => boolean
const larger: Better = (a, b) => a > b || (a !== a && b === b)
const smaller: Better = (a, b) => a < b || (a !== a && b === b)

/** Position within the group of the first best element. */
function bestOf(data: Data, offsets: Offsets, better: Better): number {
  let best = 0
  for (let i = 1; i < offsets.length; i++) {
    if (better(data[offsets[i]] as number, data[offsets[best]] as number)) best = i
  }
  return best
}

function needElements(name: string, input: Tensor, axes: readonly number[]): void {
  for (const axis of axes) {
    if (input.rank > 0 && input.shape[axis] === 0) {
      fail('IndexError', `${name}: Expected reduction dim ${axis} to have non-zero size.`)
    }
  }
}

const extremeDim = (name: 'max' | 'min', better: Better) =>
  defineOp({
    schema: `${name}.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`,
    doc: `The ${name === 'max' ? 'largest' : 'smallest'} element along a dim, and where it is.`,
    out: true,
    gradName: `${name === 'max' ? 'Max' : 'Min'}Backward0`,
    shape: ({ input, dim, keepdim }): Out[] => {
      const axes = [wrapDim(dim, input.rank)]
      if (input.dtype.kind === 'complex') notImplementedFor(`${name}_values_cpu`, input.dtype)
      needElements(`${name}()`, input, axes)
      return [
        dims(input.dtype, reduceDims(input, axes, keepdim)),
        dims(int64, reduceDims(input, axes, keepdim)),
      ]
    },
    kernel: ({ input, dim }, out, [, indices]) => {
      const to = out.data as unknown as (number | bigint)[]
      const where_ = indices.data as BigInt64Array
      forEachGroup(
        input,
        [wrapDim(dim, input.shape.length)].filter((axis) => axis < input.shape.length),
        (at, offsets) => {
          const best = bestOf(input.data, offsets, better)
          to[at] = input.data[offsets[best]]
          where_[at] = BigInt(best)
        },
      )
    },
    backward: {
      input: ({ grad, results, meta, dim, keepdim }) => {
        const { shape } = meta.input
        if (shape.length === 0) return grad
        const axis = wrapDim(dim, shape.length)
        const [g, index] = keepdim ? [grad, results[1]] : [unsqueeze(grad, axis), unsqueeze(results[1], axis)]
        return intoIndex(g, index, shape, axis)
      },
    },
    samples: [`torch.randn(2, 3).${name}(1)`],
  })

/** A gradient put where the index says, along one dim; zeros elsewhere. Source: the backward of max, topk, sort. */
export const intoIndex = (grad: Tensor, index: Tensor, shape: readonly number[], axis: number): Tensor =>
  scatterGrad(grad, index, [...shape], axis)

const scatterGrad = defineOp({
  schema: '_scatter_grad(Tensor grad_output, Tensor index, int[] size, int dim) -> Tensor',
  doc: 'Zeros with elements added where index says.',
  faces: { private: 'native' },
  gradName: 'ValueSelectingReductionBackward0',
  shape: ({ grad_output, size }) =>
    dims(
      grad_output.dtype,
      size.map((n) => ({ size: n, reason: { kind: 'given' } })),
    ),
  kernel: ({ grad_output, index, dim }, out) => scatterAdd(out, grad_output, index, dim),
  backward: { grad_output: ({ grad, index, dim }) => gatherAlong(grad, index, dim) },
})

const gatherAlong = defineOp({
  schema: '_gather_along(Tensor source, Tensor index, int dim) -> Tensor',
  doc: 'Elements where index says, along one dim.',
  faces: { private: 'native' },
  gradName: 'GatherBackward0',
  shape: ({ source, index }) =>
    dims(
      source.dtype,
      index.shape.map((n) => ({ size: n, reason: { kind: 'given' } })),
    ),
  kernel: ({ source, index, dim }, out) => gatherInto(out, source, index, dim),
  backward: {
    source: ({ grad, index, meta, dim }): Tensor => scatterGrad(grad, index, [...meta.source.shape], dim),
  },
})

export const maxDim = extremeDim('max', larger)
export const minDim = extremeDim('min', smaller)

const extremeAll = (name: 'max' | 'min', better: Better) =>
  defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc: `The ${name === 'max' ? 'largest' : 'smallest'} of all elements.`,
    gradName: `${name === 'max' ? 'Max' : 'Min'}Backward1`,
    shape: ({ input }): Out => {
      if (input.dtype.kind === 'complex') notImplementedFor(`${name}_all`, input.dtype)
      check(
        input.numel > 0,
        () =>
          `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
      )
      return dims(input.dtype, [])
    },
    kernel: ({ input }, out) => pick(input, allAxes(input), out, better),
    backward: { input: ({ grad, input, result }) => evenly(grad, input, result) },
    samples: [`torch.randn(2, 3).${name}()`],
  })

function pick(input: NdArray, axes: readonly number[], out: NdArray, better: Better): void {
  const to = out.data as unknown as (number | bigint)[]
  forEachGroup(input, axes, (at, offsets) => {
    to[at] = input.data[offsets[bestOf(input.data, offsets, better)]]
  })
}

/** The gradient shared out among all elements that are the extreme one. */
function evenly(grad: Tensor, input: Tensor, result: Tensor, axes: number[] = allAxes(input)): Tensor {
  const mask = cast(eq(input, result), input.dtype)
  return mul(div(grad, sumDims(mask, axes, true)), mask)
}

export const max = extremeAll('max', larger)
export const min = extremeAll('min', smaller)

const extremeDims = (name: 'amax' | 'amin', better: Better) =>
  defineOp({
    schema: `${name}(Tensor input, int[1] dim=[], bool keepdim=False) -> Tensor`,
    doc: `The ${name === 'amax' ? 'largest' : 'smallest'} element along the given dims.`,
    out: true,
    shape: ({ input, dim, keepdim }) => {
      const axes = reducedAxes(dim, input.rank)
      check(
        input.numel > 0 || dim.length > 0,
        () =>
          `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
      )
      needElements(`${name}()`, input, axes)
      return dims(input.dtype, reduceDims(input, axes, keepdim))
    },
    kernel: ({ input, dim }, out) => pick(input, reducedAxes(dim, input.shape.length), out, better),
    backward: {
      input: ({ grad, input, result, dim, keepdim }) => {
        const axes = reducedAxes(dim, input.rank)
        const full = (tensor: Tensor): Tensor => expandReduced(tensor, input.shape, axes, keepdim)
        return evenly(full(grad), input, full(result), axes)
      },
    },
    samples: [`torch.randn(2, 3).${name}(1)`],
  })
export const amax = extremeDims('amax', larger)
export const amin = extremeDims('amin', smaller)

const argExtreme = (name: 'argmax' | 'argmin', better: Better) =>
  defineOp({
    schema: `${name}(Tensor input, int? dim=None, bool keepdim=False) -> Tensor`,
    doc: `Where the ${name === 'argmax' ? 'largest' : 'smallest'} element is.`,
    out: true,
    shape: ({ input, dim, keepdim }) => {
      if (input.dtype === bool) fail('RuntimeError', `${name}(): does not support bool input`)
      if (input.dtype.kind === 'complex') fail('RuntimeError', `${name}(): does not support complex input`)
      if (dim === null) {
        if (input.numel === 0)
          fail('IndexError', `${name}(): Expected reduction dim to be specified for input.numel() == 0.`)
        return dims(int64, reduceDims(input, allAxes(input), keepdim))
      }
      const axes = [wrapDim(dim, input.rank)]
      needElements(`${name}()`, input, axes)
      return dims(int64, reduceDims(input, axes, keepdim))
    },
    kernel: ({ input, dim }, out) => {
      const to = out.data as BigInt64Array
      const axes =
        dim === null ? allAxes(input) : input.shape.length === 0 ? [] : [wrapDim(dim, input.shape.length)]
      forEachGroup(input, axes, (at, offsets) => {
        to[at] = BigInt(bestOf(input.data, offsets, better))
      })
    },
    samples: [`torch.randn(2, 3).${name}(1)`],
  })
export const argmax = argExtreme('argmax', larger)
export const argmin = argExtreme('argmin', smaller)

/** The smallest and the largest element, of all or along a dim. Source: torch.aminmax. */
export const aminmax = defineOp({
  schema: 'aminmax(Tensor input, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)',
  doc: 'The smallest and the largest element.',
  out: true,
  shape: ({ input, dim, keepdim }): Out[] => {
    check(
      dim !== null || input.numel > 0,
      () => 'aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.',
    )
    if (input.dtype.kind === 'complex') notImplementedFor('aminmax_cpu', input.dtype)
    const axes = dim === null ? allAxes(input) : [wrapDim(dim, input.rank)]
    needElements('aminmax', input, axes)
    const out = dims(input.dtype, reduceDims(input, axes, keepdim))
    return [out, out]
  },
  kernel: ({ input, dim }, least, [, most]) => {
    const axes = reducedAxes(dim === null ? null : [dim], input.shape.length)
    pick(input, axes, least, smaller)
    pick(input, axes, most, larger)
  },
  backward: {
    input: ({ grads, input, results, dim, keepdim }) => {
      const axes = reducedAxes(dim === null ? null : [dim], input.rank)
      const full = (tensor: Tensor): Tensor => expandReduced(tensor, input.shape, axes, keepdim)
      const [least, most] = grads.map((grad, i) => grad && evenly(full(grad), input, full(results[i]), axes))
      return least && most ? add(least, most) : (least ?? most)
    },
  },
  samples: ['torch.aminmax(torch.randn(2, 3), dim=1)'],
})

// --- any and all --------------------------------------------------------------------------------------------------

const quantifier = (name: 'any' | 'all', stop: boolean) => {
  const reducer: Reducer = {
    number: (data, offsets) => {
      for (let i = 0; i < offsets.length; i++) if ((data[offsets[i]] !== 0) === stop) return stop ? 1 : 0
      return stop ? 0 : 1
    },
  }
  const dtypeFor = (input: Tensor): DType => (input.dtype === uint8 ? uint8 : bool)
  const everything = defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc: `Whether ${name === 'any' ? 'some element is' : 'all elements are'} not 0.`,
    shape: ({ input }) => dims(dtypeFor(input), []),
    kernel: ({ input }, out) => reduceInto(castArray(input, bool), allAxes(input), out, reducer),
    samples: [`torch.tensor([True, False]).${name}()`],
  })
  const along = defineOp({
    schema: `${name}.dim(Tensor input, int[1]? dim, bool keepdim=False) -> Tensor`,
    doc: `Whether ${name === 'any' ? 'some element is' : 'all elements are'} not 0, along the given dims.`,
    out: true,
    shape: ({ input, dim, keepdim }) =>
      dims(dtypeFor(input), reduceDims(input, reducedAxes(dim, input.rank), keepdim)),
    kernel: ({ input, dim }, out) =>
      reduceInto(castArray(input, bool), reducedAxes(dim, input.shape.length), out, reducer),
    samples: [`torch.tensor([[True, False]]).${name}(1)`],
  })
  return [everything, along] as const
}
export const [any, anyDim] = quantifier('any', true)
export const [all, allDim] = quantifier('all', false)

/** Which elements are not 0; complex ones in either part. */
function truths(input: NdArray): NdArray {
  if (input.dtype.kind !== 'complex') return castArray(input, bool)
  const from = dense(input) as NumberData
  const data = new Uint8Array(from.length / 2)
  for (let i = 0; i < data.length; i++) data[i] = +(from[2 * i] !== 0 || from[2 * i + 1] !== 0)
  return { data, offset: 0, shape: input.shape, strides: contiguousStrides(input.shape), dtype: bool }
}

export const countNonzero = defineOp({
  schema: 'count_nonzero(Tensor input, int[1]? dim=None) -> Tensor',
  doc: 'How many elements are not 0.',
  shape: ({ input, dim }) => dims(int64, reduceDims(input, reducedAxes(dim, input.rank), false)),
  kernel: ({ input, dim }, out) => {
    const flags = truths(input)
    const to = out.data as BigInt64Array
    forEachGroup(flags, reducedAxes(dim, input.shape.length), (at, offsets) => {
      let count = 0
      for (let i = 0; i < offsets.length; i++) count += flags.data[offsets[i]] as number
      to[at] = BigInt(count)
    })
  },
  samples: ['torch.count_nonzero(torch.tensor([0, 1, 2]))'],
})

// --- logsumexp and norms ------------------------------------------------------------------------------------------

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
    map2<number>(castArray(input, out.dtype), castArray(other, out.dtype), apart, (x, y) => x - y)
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
