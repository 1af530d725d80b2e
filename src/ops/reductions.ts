/** Products, and whether any or all elements are true: reductions other than sums, means, extremes and norms. */
import { cast as castArray } from '../compute/pointwise.js'
import { forEachGroup } from '../compute/reduce.js'
import { dense } from '../compute/strided.js'
import { bool, type DType, int64, isIntegral, type NumberData, uint8 } from '../tensor/dtype.js'
import { contiguousStrides, numel, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { conjugate, div, mul } from './arithmetic.js'
import { permute } from './axes.js'
import { allTrue, ne } from './compare.js'
import { defineOp } from './define.js'
import { dims, reduceDims } from './derive.js'
import { onesLike } from './factory.js'
import { cat } from './join.js'
import { flip } from './order.js'
import { allAxes, expandReduced, type Reducer, reducedAxes, reduceInto } from './reduce.js'
import { cumprod } from './running.js'
import { sliceDim } from './slice.js'
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

// --- any and all --------------------------------------------------------------------------------------------------

const quantifier = (name: 'any' | 'all', stop: boolean) => {
  const reducer: Reducer = {
    number: (data, offsets) => {
      for (let i = 0; i < offsets.length; i++) if ((data[offsets[i]] !== 0) === stop) return stop ? 1 : 0
      return stop ? 0 : 1
    },
  }
  const dtypeFor = (input: Tensor): DType => (input.dtype === uint8 ? uint8 : bool)
  // Unlike in sums, no dims at all means that nothing is reduced.
  const axesOf = (dim: readonly number[] | null, rank: number): number[] =>
    dim?.length === 0 ? [] : reducedAxes(dim, rank)
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
      dims(dtypeFor(input), reduceDims(input, axesOf(dim, input.rank), keepdim)),
    kernel: ({ input, dim }, out) =>
      reduceInto(castArray(input, bool), axesOf(dim, input.shape.length), out, reducer),
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
