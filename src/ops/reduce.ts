/** Reductions by addition: sum and what is made of it. */

import { pairwiseSums } from '../compute/pairwise.js'
import { cast as castArray } from '../compute/pointwise.js'
import { forEachGroup, sums } from '../compute/reduce.js'
import { largestSize, numbersOf, putNumbers } from '../compute/words.js'
import { type DType, int64, isIntegral, type NumberData } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { formatSizes, numel, wrapDims } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { expand, unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { dims, type Out, reduceDims } from './derive.js'
import { view } from './view.js'

/** All axes where none is named: PyTorch takes an empty list as all. */
export const reducedAxes = (dim: readonly number[] | null, rank: number): number[] =>
  dim === null || dim.length === 0 ? Array.from({ length: rank }, (_, axis) => axis) : wrapDims(dim, rank)

/** Positions of the elements that become one. */
export type Offsets = Int32Array | Float64Array
export interface Reducer {
  readonly number: (data: NumberData, offsets: Offsets) => number
  readonly bigint?: (data: BigInt64Array, offsets: Offsets) => bigint | number
  /** For pairs of parts, where these don't go apart; a real output takes the first. */
  readonly complex?: (data: NumberData, offsets: Offsets, into: Float64Array) => void
}

/** Reduces every group of elements to one; complex parts are reduced one after the other. */
export function reduceInto(input: NdArray, axes: readonly number[], out: NdArray, reducer: Reducer): void {
  const { data } = input
  if (data instanceof BigInt64Array) {
    const to = out.data as unknown as (bigint | number)[]
    forEachGroup(input, axes, (at, offsets) => {
      to[at] = reducer.bigint!(data, offsets)
    })
  } else if (input.dtype.width === 2) {
    const to = out.data as NumberData
    const { complex } = reducer
    if (complex !== undefined) {
      const pair = new Float64Array(2)
      forEachGroup(input, axes, (at, offsets) => {
        complex(data, offsets, pair)
        to[out.dtype.width * at] = pair[0]
        if (out.dtype.width === 2) to[2 * at + 1] = pair[1]
      })
      return
    }
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

export const allAxes = ({ shape }: { readonly shape: readonly number[] }): number[] =>
  shape.map((_, axis) => axis)

/** A reduced gradient brought back to the input's shape: kept dims put back, then stretched. */
export function expandReduced(
  grad: Tensor,
  shape: readonly number[],
  axes: readonly number[],
  keepdim: boolean,
): Tensor {
  const full = keepdim
    ? grad
    : [...axes].sort((a, b) => a - b).reduce<Tensor>((result, axis) => unsqueeze(result, axis), grad)
  return expand(full, [...shape])
}

export const sumDtype = (input: Tensor, dtype: DType | null): DType =>
  dtype ?? (isIntegral(input.dtype) ? int64 : input.dtype)

interface SumArgs {
  readonly input: Tensor
  readonly dim: number[] | null
  readonly keepdim: boolean
  readonly dtype: DType | null
}

const sumShape = ({ input, dim, keepdim, dtype }: SumArgs): Out =>
  dims(sumDtype(input, dtype), reduceDims(input, reducedAxes(dim, input.rank), keepdim))

function sumKernel({ input, dim }: { input: NdArray; dim: number[] | null }, out: NdArray): void {
  const source = castArray(input, out.dtype)
  const axes = reducedAxes(dim, input.shape.length)
  const { data } = source
  if (data instanceof BigInt64Array) {
    const to = out.data as BigInt64Array
    const numbers = numbersOf(data)
    // Where no partial sum can leave the doubles' whole numbers, they do.
    if (largestSize(numbers) * numel(source.shape) < Number.MAX_SAFE_INTEGER) {
      putNumbers(to, sums({ ...source, data: numbers }, axes))
      return
    }
    forEachGroup(source, axes, (at, offsets) => {
      let sum = 0n
      for (let i = 0; i < offsets.length; i++) sum += data[offsets[i]]
      to[at] = BigInt.asIntN(64, sum)
    })
    return
  }
  const to = out.data as NumberData
  const { width } = out.dtype
  if (width === 1) {
    to.set(sums(source, axes))
    return
  }
  forEachGroup(source, axes, (at, offsets) => {
    for (let w = 0; w < width; w++) {
      let sum = 0
      for (let i = 0; i < offsets.length; i++) sum += (data as NumberData)[offsets[i] * width + w]
      to[at * width + w] = sum
    }
  })
}

/** Sum over the given dims; ints and bools become int64. Source: torch.sum. */
export const sumDims = defineOp({
  schema: 'sum.dim_IntList(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'Adds up the elements along the given dims.',
  out: true,
  gradName: 'SumBackward1',
  shape: sumShape,
  kernel: sumKernel,
  backward: {
    input: ({ grad, meta, dim, keepdim }) => {
      const { shape } = meta.input
      return expandReduced(grad, shape, reducedAxes(dim, shape.length), keepdim)
    },
  },
  samples: ['torch.randn(2, 3).sum(1)', 'torch.randn(2, 3).sum((0, 1), keepdim=True)'],
})

/** Sum of everything. Source: torch.sum. */
export const sum = defineOp({
  schema: 'sum(Tensor input, *, dtype? dtype=None) -> Tensor',
  doc: 'Adds up all elements.',
  gradName: 'SumBackward0',
  shape: ({ input, dtype }) => dims(sumDtype(input, dtype), []),
  kernel: ({ input }, out) => sumKernel({ input, dim: null }, out),
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

/** A sum whose additions are rounded in the order of NumPy's, for its arrays. Source: numpy.add.reduce. */
export const pairwiseSum = defineOp({
  schema: '_pairwise_sum(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'Adds up the elements along the given dims, by pairs.',
  faces: { private: 'native' },
  shape: sumShape,
  kernel: ({ input, dim }, out) => {
    const source = castArray(input, out.dtype)
    if (out.dtype.kind === 'float')
      pairwiseSums(
        source,
        reducedAxes(dim, input.shape.length),
        out.data as NumberData,
        input.dtype !== out.dtype,
      )
    else sumKernel({ input, dim }, out)
  },
  samples: ['torch.ones(2, 3).numpy().sum(0)'],
})

/** Summed down to a shape that broadcasts to the tensor's. Source: Tensor.sum_to_size. */
export const sumToSize = defineOp({
  schema: 'sum_to_size(Tensor input, int[] size) -> Tensor',
  doc: 'Sums the tensor down to a shape that broadcasts to its own.',
  faces: { Tensor: 'native' },
  composite: ({ input, size }): Tensor => {
    const lead = input.rank - size.length
    check(
      lead >= 0 && size.every((n, i) => n === 1 || n === input.shape[i + lead]),
      () => `size {${formatSizes(size)}} is not expandable to size {${formatSizes(input.shape)}}.`,
    )
    const axes = allAxes(input).filter(
      (axis) => axis < lead || (size[axis - lead] === 1 && input.shape[axis] !== 1),
    )
    const summed = axes.length === 0 ? input : sumDims(input, axes, true)
    return lead === 0 ? summed : view(summed, size)
  },
  samples: ['torch.ones(2, 3).sum_to_size(1, 3)'],
})
