/** Reductions other than by addition over one dim: mean, var, prod, extremes, any and all, norms. */
import { cast as castArray } from '../compute/pointwise.js'
import { forEachGroup } from '../compute/reduce.js'
import { bool, type Data, type DType, int64, isIntegral, type NumberData, uint8 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import { wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { div, mul, sub } from './arithmetic.js'
import { unsqueeze } from './axes.js'
import { maskedFill } from './choose.js'
import { eq } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { dims, type Out, reduceDims } from './derive.js'
import { zerosLike } from './factory.js'
import { floatFor, notImplementedFor, realFor } from './pointwise.js'
import { pow } from './powers.js'
import { expandReduced, reducedAxes, sumDims } from './reduce.js'
import { abs, sgn } from './rounding.js'
import { exp } from './unary.js'

/** Sum of everything. Source: torch.sum. */
export const sum = defineOp({
  schema: 'sum(Tensor input, *, dtype? dtype=None) -> Tensor',
  doc: 'Adds up all elements.',
  gradName: 'SumBackward0',
  shape: ({ input, dtype }) => dims(dtype ?? (isIntegral(input.dtype) ? int64 : input.dtype), []),
  kernel: ({ input }, out) => sumAll(castArray(input, out.dtype), out),
  backward: {
    input: ({ grad, meta }) =>
      expandReduced(
        grad,
        meta.input.shape,
        meta.input.shape.map((_, axis) => axis),
        false,
      ),
  },
  samples: ['torch.randn(2, 3).sum()'],
})

function sumAll(input: NdArray, out: NdArray): void {
  reduceInto(
    input,
    input.shape.map((_, axis) => axis),
    out,
    {
      number: (data, offsets) => {
        let total = 0
        for (let i = 0; i < offsets.length; i++) total += data[offsets[i]]
        return total
      },
      bigint: (data, offsets) => {
        let total = 0n
        for (let i = 0; i < offsets.length; i++) total += data[offsets[i]]
        return BigInt.asIntN(64, total)
      },
    },
  )
}

type Offsets = Int32Array | Float64Array
interface Reducer {
  readonly number: (data: NumberData, offsets: Offsets) => number
  readonly bigint?: (data: BigInt64Array, offsets: Offsets) => bigint | number
}

/** Reduces every group of elements to one; complex parts are reduced one after the other. */
function reduceInto(input: NdArray, axes: readonly number[], out: NdArray, reducer: Reducer): void {
  const { data } = input
  if (data instanceof BigInt64Array) {
    const to = out.data as unknown as (bigint | number)[]
    forEachGroup(input, axes, (at, offsets) => {
      to[at] = reducer.bigint!(data, offsets)
    })
  } else if (input.dtype.width === 2) {
    const to = out.data as NumberData
    forEachGroup(input, axes, (at, offsets) => {
      for (let part = 0; part < 2; part++)
        to[2 * at + part] = reducer.number(
          data,
          (offsets as Float64Array).map((offset) => 2 * offset + part),
        )
    })
  } else {
    const to = out.data as NumberData
    forEachGroup(input, axes, (at, offsets) => {
      to[at] = reducer.number(data, offsets)
    })
  }
}

const allAxes = ({ shape }: { readonly shape: readonly number[] }): number[] => shape.map((_, axis) => axis)

// --- mean ---------------------------------------------------------------------------------------------------------

function meanDtype(input: Tensor, dtype: DType | null): DType {
  const result = dtype ?? input.dtype
  if (isIntegral(result)) {
    const inferred = dtype === null
    fail(
      'RuntimeError',
      inferred
        ? `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${input.dtype.scalarType}`
        : `mean(): could not infer output dtype. Optional dtype must be either a floating point or complex dtype. Got: ${result.scalarType}`,
    )
  }
  return result
}

const average: Reducer = {
  number: (data, offsets) => {
    let total = 0
    for (let i = 0; i < offsets.length; i++) total += data[offsets[i]]
    return total / offsets.length
  },
}

export const meanDims = defineOp({
  schema: 'mean.dim(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'The mean along the given dims.',
  out: true,
  gradName: 'MeanBackward1',
  shape: ({ input, dim, keepdim, dtype }): Out =>
    dims(meanDtype(input, dtype), reduceDims(input, reducedAxes(dim, input.rank), keepdim)),
  kernel: ({ input, dim }, out) =>
    reduceInto(castArray(input, out.dtype), reducedAxes(dim, input.shape.length), out, average),
  backward: {
    input: ({ grad, meta, dim, keepdim }) => {
      const { shape } = meta.input
      const axes = reducedAxes(dim, shape.length)
      return div(
        expandReduced(grad, shape, axes, keepdim),
        axes.reduce((n, axis) => n * shape[axis], 1),
      )
    },
  },
  samples: ['torch.randn(2, 3).mean(1)', 'torch.randn(2, 3).mean((0, 1), keepdim=True)'],
  errors: ['torch.arange(3).mean()'],
})

/** The mean of everything; ints are refused. Source: torch.mean. */
export const mean = defineOp({
  schema: 'mean(Tensor input, *, dtype? dtype=None) -> Tensor',
  doc: 'The mean of all elements.',
  gradName: 'MeanBackward0',
  shape: ({ input, dtype }): Out => dims(meanDtype(input, dtype), []),
  kernel: ({ input }, out) => reduceInto(castArray(input, out.dtype), allAxes(input), out, average),
  backward: {
    input: ({ grad, meta }) => {
      const { shape } = meta.input
      return div(
        expandReduced(grad, shape, allAxes(meta.input), false),
        shape.reduce((n, size) => n * size, 1),
      )
    },
  },
  samples: ['torch.randn(2, 3).mean()'],
})

// --- variance -----------------------------------------------------------------------------------------------------

/** Mean of squared distances, divided by n − correction. Two passes, in double precision. */
const spread = (correction: number, root: boolean): Reducer => ({
  number: (data, offsets) => {
    const n = offsets.length
    let total = 0
    for (let i = 0; i < n; i++) total += data[offsets[i]]
    const centre = total / n
    let squares = 0
    for (let i = 0; i < n; i++) squares += (data[offsets[i]] - centre) ** 2
    const variance = squares / Math.max(0, n - correction)
    return root ? Math.sqrt(variance) : variance
  },
})

const spreadOps = (name: 'var' | 'std', root: boolean) => {
  const shape = (input: Tensor, dim: number[] | null, keepdim: boolean): Out => {
    if (isIntegral(input.dtype))
      fail('RuntimeError', `${name}: only support floating point and complex dtypes`)
    return dims(realFor(input.dtype), reduceDims(input, reducedAxes(dim, input.rank), keepdim))
  }
  const gradient = (
    grad: Tensor,
    input: Tensor,
    result: Tensor,
    axes: number[],
    correction: number,
    keepdim: boolean,
  ): Tensor => {
    const n = axes.reduce((count, axis) => count * input.shape[axis], 1)
    const centred = sub(input, meanDims(input, axes, true))
    const spreadGrad = expandReduced(root ? div(grad, mul(result, 2)) : grad, input.shape, axes, keepdim)
    return mul(mul(spreadGrad, centred), 2 / Math.max(0, n - correction))
  }
  const main = defineOp({
    schema: `${name}.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`,
    doc: `The ${root ? 'standard deviation' : 'variance'} along the given dims.`,
    out: true,
    gradName: root ? 'StdBackward0' : 'VarBackward0',
    shape: ({ input, dim, keepdim }) => shape(input, dim, keepdim),
    kernel: ({ input, dim, correction }, out) =>
      reduceInto(
        castArray(input, out.dtype),
        reducedAxes(dim, input.shape.length),
        out,
        spread(correction === null ? 1 : toNumber(correction), root),
      ),
    backward: {
      input: ({ grad, input, result, dim, correction, keepdim }) =>
        gradient(
          grad,
          input,
          result,
          reducedAxes(dim, input.rank),
          correction === null ? 1 : toNumber(correction),
          keepdim,
        ),
    },
    samples: [`torch.randn(4, 3).${name}(0)`],
  })
  defineOp({
    schema: `${name}(Tensor input, bool unbiased) -> Tensor`,
    doc: `The ${root ? 'standard deviation' : 'variance'} of all elements.`,
    composite: ({ input, unbiased }) => main(input, null, unbiased ? 1 : 0),
    samples: [`torch.randn(4, 3).${name}(False)`],
  })
  defineOp({
    schema: `${name}.dim(Tensor input, int[1]? dim, bool unbiased, bool keepdim=False) -> Tensor`,
    doc: `The ${root ? 'standard deviation' : 'variance'} along the given dims.`,
    composite: ({ input, dim, unbiased, keepdim }) => main(input, dim, unbiased ? 1 : 0, keepdim),
    samples: [`torch.randn(4, 3).${name}(0, unbiased=False)`],
  })
  return main
}
export const variance = spreadOps('var', false)
export const std = spreadOps('std', true)

const withMean = (name: string, of: typeof variance) =>
  defineOp({
    schema: `${name}(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`,
    doc: 'The spread and the mean together.',
    faces: { torch: 'native' },
    composite: ({ input, dim, correction, keepdim }) => [
      of(input, dim, correction, keepdim),
      meanDims(input, dim, keepdim),
    ],
    samples: [`torch.${name}(torch.randn(4, 3), 0)`],
  })
export const varMean = withMean('var_mean', variance)
export const stdMean = withMean('std_mean', std)

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
      )
    },
  },
  samples: ['torch.rand(2, 3).prod(1)'],
})

/** result / input, which is right where no element is 0; elsewhere it says so. */
function prodGradient(grad: Tensor, input: Tensor, result: Tensor): Tensor {
  const data = input.device === 'meta' ? null : input.read().data
  if (data !== null && (data as NumberData).some((value) => value === 0))
    fail('NotImplementedError', 'ishape: the gradient of prod is not available where an element is 0')
  return div(mul(grad, result), input)
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
      fail('IndexError', `${name}(): Expected reduction dim ${axis} to have non-zero size.`)
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
      needElements(name, input, axes)
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

/** Calls `visit(position in index and source, position in target)` for every element of index. */
function along(
  target: NdArray,
  source: NdArray,
  index: NdArray,
  dim: number,
  visit: (from: number, to: number) => void,
): void {
  const { shape } = index
  const at = new Array<number>(shape.length).fill(0)
  const total = shape.reduce((n, size) => n * size, 1)
  for (let i = 0; i < total; i++) {
    let from = source.offset
    let to = target.offset
    let where_ = index.offset
    for (let d = 0; d < shape.length; d++) {
      from += at[d] * source.strides[d]
      where_ += at[d] * index.strides[d]
      if (d !== dim) to += at[d] * target.strides[d]
    }
    if (shape.length > 0) to += Number(index.data[where_]) * target.strides[dim]
    visit(from, to)
    for (let d = shape.length - 1; d >= 0; d--) {
      if (++at[d] < shape[d]) break
      at[d] = 0
    }
  }
}

export function scatterAdd(out: NdArray, source: NdArray, index: NdArray, dim: number): void {
  const { width } = out.dtype
  const to = out.data as unknown as number[]
  const data = source.data as unknown as number[]
  along(out, source, index, dim, (from, at) => {
    for (let w = 0; w < width; w++) to[at * width + w] += data[from * width + w]
  })
}

export function gatherInto(out: NdArray, source: NdArray, index: NdArray, dim: number): void {
  const { width } = out.dtype
  const to = out.data as unknown as number[]
  const data = source.data as unknown as number[]
  along(source, out, index, dim, (at, from) => {
    for (let w = 0; w < width; w++) to[at * width + w] = data[from * width + w]
  })
}

export const maxDim = extremeDim('max', larger)
export const minDim = extremeDim('min', smaller)

const extremeAll = (name: 'max' | 'min', better: Better) =>
  defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc: `The ${name === 'max' ? 'largest' : 'smallest'} of all elements.`,
    gradName: `${name === 'max' ? 'Max' : 'Min'}Backward1`,
    shape: ({ input }): Out => {
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
      needElements(name, input, axes)
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
      if (input.dtype === bool) notImplementedFor(`${name}_cpu`, input.dtype)
      if (dim === null) {
        if (input.numel === 0)
          fail(
            'IndexError',
            `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
          )
        return dims(int64, reduceDims(input, allAxes(input), keepdim))
      }
      const axes = [wrapDim(dim, input.rank)]
      needElements(name, input, axes)
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
  defineOp({
    schema: `${name}.dim(Tensor input, int[1] dim, bool keepdim=False) -> Tensor`,
    doc: `Whether ${name === 'any' ? 'some element is' : 'all elements are'} not 0, along the given dims.`,
    out: true,
    shape: ({ input, dim, keepdim }) =>
      dims(dtypeFor(input), reduceDims(input, reducedAxes(dim, input.rank), keepdim)),
    kernel: ({ input, dim }, out) =>
      reduceInto(castArray(input, bool), reducedAxes(dim, input.shape.length), out, reducer),
    samples: [`torch.tensor([[True, False]]).${name}(1)`],
  })
  return everything
}
export const any = quantifier('any', true)
export const all = quantifier('all', false)

export const countNonzero = defineOp({
  schema: 'count_nonzero(Tensor input, int[1]? dim=None) -> Tensor',
  doc: 'How many elements are not 0.',
  shape: ({ input, dim }) => dims(int64, reduceDims(input, reducedAxes(dim, input.rank), false)),
  kernel: ({ input, dim }, out) => {
    const flags = castArray(input, bool)
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

/** The p-norm over the given dims. Source: torch.linalg.vector_norm. */
export const vectorNorm = defineOp({
  schema:
    'vector_norm(Tensor x, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'The length of vectors along the given dims.',
  faces: { 'torch.linalg': 'native' },
  gradName: 'LinalgVectorNormBackward0',
  shape: ({ x, dim, keepdim, dtype }): Out => {
    if (isIntegral(x.dtype))
      fail(
        'RuntimeError',
        `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${x.dtype.scalarType}`,
      )
    return dims(dtype ?? realFor(x.dtype), reduceDims(x, reducedAxes(dim, x.rank), keepdim))
  },
  kernel: ({ x, ord, dim }, out) =>
    reduceInto(castArray(x, out.dtype), reducedAxes(dim, x.shape.length), out, normReducer(toNumber(ord))),
  backward: {
    x: ({ grad, x, result, ord, dim, keepdim }) => {
      const axes = reducedAxes(dim, x.rank)
      const full = (tensor: Tensor): Tensor => expandReduced(tensor, x.shape, axes, keepdim)
      const p = toNumber(ord)
      if (p === 0) return zerosLike(x)
      if (p === 1) return mul(full(grad), sgn(x))
      if (Math.abs(p) === Infinity) return mul(evenly(full(grad), abs(x), full(result), axes), sgn(x))
      const length = full(result)
      const direction = p === 2 ? div(x, length) : div(mul(x, pow(abs(x), p - 2)), pow(length, p - 1))
      return mul(full(grad), maskedFill(direction, eq(length, 0), 0))
    },
  },
  samples: ['torch.linalg.vector_norm(torch.randn(2, 3), dim=1)'],
})

/** The norm of all or some dims. Source: torch.norm. */
export const norm = defineOp({
  schema:
    "norm(Tensor input, any p='fro', int[1]? dim=None, bool keepdim=False, any out=None, dtype? dtype=None) -> Tensor",
  doc: 'The p-norm of a tensor, 2 unless given.',
  faces: { torch: 'python', Tensor: 'python' },
  composite: ({ input, p, dim, keepdim, dtype }) => {
    const order = normOrder(p)
    return vectorNorm(dtype === null ? input : cast(input, dtype), order, dim, keepdim)
  },
  samples: ['torch.norm(torch.randn(2, 3))', 'torch.randn(2, 3).norm(p=1, dim=1)'],
})

function normOrder(p: unknown): Scalar {
  if (p === null || p === 'fro') return { kind: 'float', value: 2 }
  if (p === 'nuc') fail('NotImplementedError', "ishape: norm with p='nuc' is not available here")
  if (p === 'inf' || p === '-inf') return { kind: 'float', value: p === 'inf' ? Infinity : -Infinity }
  return p as Scalar
}

/** Distance between two tensors as vectors. Source: torch.dist. */
export const dist = defineOp({
  schema: 'dist(Tensor input, Tensor other, Scalar p=2) -> Tensor',
  doc: 'The p-norm of the difference.',
  composite: ({ input, other, p }) => vectorNorm(sub(input, other), p),
  samples: ['torch.dist(torch.randn(3), torch.randn(3))'],
})
