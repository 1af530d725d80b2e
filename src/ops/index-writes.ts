/** Writing whole slices at indices: index_add, index_copy, index_fill, index_reduce. */

import { copyInto } from '../compute/copy.js'
import { cast as castArray } from '../compute/pointwise.js'
import { alongDim, scatterInto } from '../compute/scatter.js'
import { dense } from '../compute/strided.js'
import { int32, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { contiguousStrides, formatSizes, sameShape, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { expand } from './axes.js'
import { defineOp } from './define.js'
import { copied, like, type Out } from './derive.js'
import { checkInside, checkRange, indexSelect } from './gather.js'
import { sumDims } from './reduce.js'
import { REDUCTIONS, type ReduceContext, reduceOnto, selfShare, srcShare } from './scatter-reduce.js'
import { reshape } from './view.js'

/** Slices of source, scaled, added where index says. Source: torch.index_add. */
export const indexAdd = defineOp({
  schema: 'index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor',
  doc: 'Adds slices of source where index says.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, source }): Out => {
    const axis = wrapDim(dim, input.rank)
    if (index.rank > 1) {
      fail(
        'IndexError',
        `index_add_(): Index is supposed to be a vector, but got dim: ${index.rank} with type: ${index.dtype.scalarType} and size: ${formatSizes(index.shape)}`,
      )
    }
    check(
      index.dtype === int64 || index.dtype === int32,
      () => `index_add_(): Expected dtype int32/int64 for index but got: ${index.dtype.scalarType}`,
    )
    check(
      input.dtype === source.dtype,
      () =>
        `index_add_(): self (${input.dtype.scalarType}) and source (${source.dtype.scalarType}) must have the same scalar type`,
    )
    const fits =
      source.rank === input.rank && source.shape.every((size, at) => at === axis || size === input.shape[at])
    check(
      fits || source.rank === 0,
      () =>
        `source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = ${formatSizes(input.shape)} source.shape = ${formatSizes(source.shape)}`,
    )
    const count = source.rank === 0 ? 1 : source.shape[axis]
    check(
      index.numel === count,
      () =>
        `index_add_(): Number of indices (${index.numel}) should be equal to source.size(dim): (${count}), for dim: ${axis}`,
    )
    checkInside(input, axis, index)
    return like(input)
  },
  kernel: ({ input, dim, index, source, alpha }, out) => {
    copyInto(out, input)
    const axis = wrapDim(dim, input.shape.length)
    const scaled: NdArray = { ...out, shape: source.shape, ...scaledBy(source, alpha) }
    scatterInto(out, scaled, alongDim(index, scaled.shape, axis), axis, 'add')
  },
  backward: {
    input: ({ grad }) => grad,
    source: ({ grad, dim, index, alpha }) => mul(indexSelect(grad, dim, index), alpha),
  },
  samples: ['torch.zeros(3, 2).index_add(0, torch.tensor([0, 0]), torch.ones(2, 2), alpha=2)'],
})

function scaledBy(
  source: NdArray,
  alpha: { kind: string; value: unknown },
): Pick<NdArray, 'data' | 'offset' | 'strides'> {
  const { data, offset, strides } = source
  if (alpha.value === 1) return { data, offset, strides }
  const flat = dense(source).slice()
  if (flat instanceof BigInt64Array) {
    const by = BigInt(Math.trunc(Number(alpha.value)))
    for (let i = 0; i < flat.length; i++) flat[i] *= by
  } else for (let i = 0; i < flat.length; i++) flat[i] *= Number(alpha.value)
  return { data: flat, offset: 0, strides: contiguousStrides(source.shape) }
}

/** Slices of source written where index says. Source: torch.index_copy. */
export const indexCopy = defineOp({
  schema: 'index_copy(Tensor input, int dim, Tensor index, Tensor source) -> Tensor',
  doc: 'Writes slices of source where index says.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, source }): Out => {
    const axis = wrapDim(dim, input.rank)
    const name = 'index_copy_()'
    if (index.rank > 1) fail('IndexError', `${name}: Index should have dimension 1 or 0 (got ${index.rank})`)
    const count = index.numel
    if (source.rank === 0 && count !== 1)
      fail('IndexError', `${name}: When source is scalar, index should have one element (got ${count})`)
    if (source.rank !== input.rank && source.rank !== 0 && input.rank !== 0) {
      fail(
        'IndexError',
        `${name}: When source and destination are not scalars, their dimensionality must match. Source dimensionality (${source.rank}), destination dimensionality (${input.rank})`,
      )
    }
    check(
      index.dtype === int64,
      () => `${name}: Expected a long tensor for index, but got ${index.dtype.scalarType}`,
    )
    check(
      input.dtype === source.dtype,
      () =>
        `${name}: self and source expected to have the same dtype, but got (self) ${input.dtype.scalarType} and (source) ${source.dtype.scalarType}`,
    )
    const slice = ({ shape }: Tensor): number[] => shape.filter((_, at) => at !== axis)
    check(
      sameShape(slice(input), slice(source)),
      () =>
        `${name}: Source/destination tensor must have same slice shapes. Destination slice shape: ${slice(input).join(' ')} at dimension ${axis} and source slice shape: ${slice(source).join(' ')} at dimension 0.`,
    )
    const size = source.rank === 0 ? 1 : source.shape[axis]
    if (count !== size) {
      fail(
        'IndexError',
        `${name}: Number of indices (${count}) should be equal to source.size(dim) (${size})`,
      )
    }
    const limit = input.rank === 0 ? 1 : input.shape[axis]
    checkRange(index, 0, limit, (value) =>
      fail('IndexError', `${name}: index ${value} is out of bounds for dimension ${axis} with size ${limit}`),
    )
    return like(input)
  },
  kernel: ({ input, dim, index, source }, out) => {
    copyInto(out, input)
    const axis = wrapDim(dim, input.shape.length)
    scatterInto(out, source, alongDim(index, source.shape, axis), axis, 'set')
  },
  backward: {
    input: ({ grad, dim, index }): Tensor => indexFill(grad, dim, index, 0),
    source: ({ grad, dim, index, meta }) => reshape(indexSelect(grad, dim, index), [...meta.source.shape]),
  },
  samples: ['torch.zeros(3, 2).index_copy(0, torch.tensor([0, 2]), torch.ones(2, 2))'],
})

/** One value in whole slices. Source: torch.index_fill. */
export const indexFill = defineOp({
  schema: 'index_fill(Tensor input, int dim, Tensor index, Operand value) -> Tensor',
  doc: 'Writes one value into the slices that index names.',
  inplace: true,
  fills: () => true,
  numbersApart: true,
  gradName: ({ value }) => `IndexFillBackward${value.wrapped ? 0 : 1}`,
  shape: ({ input, dim, index, value }): Out => {
    check(
      value.rank === 0,
      () =>
        `index_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.rank} dimension(s).`,
    )
    if (index.dtype !== int64) fail('IndexError', 'index_fill_(): Expected dtype int64 for index.')
    check(index.rank <= 1, () => 'Index has to be a vector/scalar')
    const axis = wrapDim(dim, input.rank)
    const size = input.rank === 0 ? 1 : input.shape[axis]
    checkRange(index, -size, size, (at) =>
      fail('IndexError', `index ${at} is out of bounds for dimension ${axis} with size ${size}`),
    )
    return copied(input)
  },
  kernel: ({ input, dim, index, value }, out) => {
    copyInto(out, input)
    const axis = wrapDim(dim, input.shape.length)
    const size = input.shape[axis] ?? 1
    const positive = Int32Array.from(dense(index) as BigInt64Array as unknown as bigint[], (each) =>
      Number(each < 0n ? each + BigInt(size) : each),
    )
    const list: NdArray = { data: positive, offset: 0, shape: [positive.length], strides: [1], dtype: int32 }
    const shape = input.shape.map((each, at) => (at === axis ? positive.length : each))
    const source = { ...castArray(value, out.dtype), shape, strides: shape.map(() => 0) }
    scatterInto(out, source, alongDim(list, shape, axis), axis, 'set')
  },
  backward: {
    input: ({ grad, dim, index }): Tensor => indexFill(grad, dim, index, 0),
    value: ({ grad, dim, index }): Tensor => sumDims(indexSelect(grad, dim, index), null),
  },
  samples: ['torch.zeros(3, 2).index_fill(0, torch.tensor([0, 2]), 5)'],
})

/** Slices combined with those of source. Source: torch.index_reduce. */
export const indexReduce = defineOp({
  schema:
    'index_reduce(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor',
  doc: 'Combines slices with those of source that index sends to them: prod, mean, amax or amin.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, reduce }): Out => {
    check(
      reduce in REDUCTIONS && reduce !== 'sum',
      () => `index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got ${reduce}.`,
    )
    const axis = wrapDim(dim, input.rank)
    checkRange(index, 0, input.rank === 0 ? 1 : input.shape[axis], () =>
      fail('IndexError', 'index out of range in self'),
    )
    return like(input)
  },
  kernel: ({ input, dim, index, source, reduce, include_self }, out) => {
    copyInto(out, input)
    const axis = wrapDim(dim, input.shape.length)
    reduceOnto(out, source, alongDim(index, source.shape, axis), axis, reduce, include_self)
  },
  backward: {
    input: (context): Tensor => {
      const { dim, index } = context
      return selfShare(asScatter(context), (base) => indexFill(base, dim, index, 0))
    },
    source: (context): Tensor => {
      const { dim, index, source } = context
      return srcShare(asScatter(context), source, (base) => indexSelect(base, dim, index), {
        add: (base, values) => indexAdd(base, dim, index, values),
      })
    },
  },
  samples: ["torch.ones(3, 2).index_reduce(0, torch.tensor([0, 0]), torch.ones(2, 2), 'amax')"],
})

/** An index over whole slices as one over elements. */
function asScatter(context: Omit<ReduceContext, 'src'> & { readonly source: Tensor }): ReduceContext {
  const { grad, input, source, result, reduce, include_self, dim, index } = context
  const axis = wrapDim(dim, input.rank)
  const lined = reshape(
    index,
    source.shape.map((_, at) => (at === axis ? index.numel : 1)),
  )
  const full = expand(lined, [...source.shape])
  return { grad, input, src: source, result, reduce, include_self, dim, index: full }
}
