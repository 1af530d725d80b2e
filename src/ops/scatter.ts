/**
 * Writing at integer indices: scatter and its reductions, index_add, index_copy, index_fill, put, masked_scatter, and the
 * scatter forms of views. Each is declared out of place; the in-place variant follows from it.
 */
import { copyInto } from '../compute/copy.js'
import { cast as castArray } from '../compute/pointwise.js'
import { alongDim, type Landing, scatterInto } from '../compute/scatter.js'
import { dense } from '../compute/strided.js'
import { bool, int32, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { contiguousStrides, formatSizes, numel, type Shape, sameShape, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { div, mul } from './arithmetic.js'
import { expand } from './axes.js'
import { maskedFill, where } from './choose.js'
import { eq } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { broadcast, copied, like, type Out } from './derive.js'
import { onesLike, zeros, zerosLike } from './factory.js'
import { checkIndex, checkInside, checkRange, gather, indexSelect, take } from './gather.js'
import { cat } from './join.js'
import { sumDims } from './reduce.js'
import { diagonal, select, sliceDim } from './slice.js'
import { reshape } from './view.js'

// --- scatter --------------------------------------------------------------------------------------------------------

/** The checks of all scatters; `src` is absent where a number is scattered. */
function scatterShape(input: Tensor, dim: number, index: Tensor, src: Tensor | null): Out {
  const axis = checkIndex('scatter', input, dim, index)
  check(
    src === null || src.dtype === input.dtype,
    () => 'scatter(): Expected self.dtype to be equal to src.dtype',
  )
  const tooLarge = index.shape.some((size, at) => {
    const limit = src === null ? Infinity : (src.shape[wrapDim(at, src.rank)] ?? 1)
    return (at !== axis && input.rank > 0 && size > input.shape[at]) || size > limit
  })
  check(
    !tooLarge || index.numel === 0,
    () =>
      `Expected index ${formatSizes(index.shape)} to be no larger than self ${formatSizes(input.shape)} apart from dimension ${axis}${src === null ? '' : ` and to be no larger size than src ${formatSizes(src.shape)}`}`,
  )
  checkInside(input, axis, index)
  return like(input)
}

interface ScatterArrays {
  readonly input: NdArray
  readonly dim: number
  readonly index: NdArray
}

function scatterKernel(
  { input, dim, index }: ScatterArrays,
  src: NdArray,
  out: NdArray,
  landing: Landing,
): void {
  copyInto(out, input)
  scatterInto(out, src, index, wrapDim(dim, Math.max(input.shape.length, 1)), landing)
}

/** A number as an array that has it everywhere. */
const everywhere = (value: NdArray, index: NdArray, out: NdArray): NdArray => ({
  ...castArray(value, out.dtype),
  shape: index.shape,
  strides: index.shape.map(() => 0),
})

/** Elements of src, or one value, written where index says. Source: torch.scatter. */
export const scatter = defineOp({
  schema: 'scatter.src(Tensor input, int dim, Tensor index, Tensor src) -> Tensor',
  doc: 'Writes elements of src where index says.',
  inplace: true,
  out: true,
  gradName: 'ScatterBackward0',
  shape: ({ input, dim, index, src }) => scatterShape(input, dim, index, src),
  kernel: (args, out) => scatterKernel(args, args.src, out, 'set'),
  backward: {
    input: ({ grad, dim, index }): Tensor => scatterValue(grad, dim, index, 0),
    src: ({ grad, dim, index }) => gather(grad, dim, index),
  },
  samples: ['torch.zeros(3).scatter(0, torch.tensor([0, 2]), torch.ones(2))'],
  errors: ['torch.zeros(3).scatter(0, torch.tensor([3]), torch.ones(1))'],
})

const landingOf = (reduce: string): Landing => {
  if (reduce === 'add') return 'add'
  if (reduce === 'multiply') return 'mul'
  return fail('RuntimeError', 'reduce argument must be either add or multiply.')
}

defineOp({
  schema: 'scatter.reduce(Tensor input, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor',
  doc: 'Combines elements with those of src where index says.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, src, reduce }) => {
    landingOf(reduce)
    return scatterShape(input, dim, index, src)
  },
  kernel: (args, out) => scatterKernel(args, args.src, out, landingOf(args.reduce)),
  samples: ["torch.ones(3).scatter(0, torch.tensor([0, 0]), torch.ones(2), reduce='add')"],
})

export const scatterValue = defineOp({
  schema: 'scatter.value(Tensor input, int dim, Tensor index, Operand value) -> Tensor',
  doc: 'Writes one value where index says.',
  inplace: true,
  out: true,
  gradName: 'ScatterBackward1',
  shape: ({ input, dim, index }) => scatterShape(input, dim, index, null),
  kernel: (args, out) => scatterKernel(args, everywhere(args.value, args.index, out), out, 'set'),
  backward: { input: ({ grad, dim, index }): Tensor => scatterValue(grad, dim, index, 0) },
  samples: ['torch.zeros(3).scatter(0, torch.tensor([0, 2]), 5)'],
})

defineOp({
  schema: 'scatter.value_reduce(Tensor input, int dim, Tensor index, Operand value, *, str reduce) -> Tensor',
  doc: 'Combines elements with one value where index says.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, reduce }) => {
    landingOf(reduce)
    return scatterShape(input, dim, index, null)
  },
  kernel: (args, out) =>
    scatterKernel(args, everywhere(args.value, args.index, out), out, landingOf(args.reduce)),
  samples: ["torch.ones(3).scatter(0, torch.tensor([0]), 2, reduce='multiply')"],
})

/** Elements of src added where index says. Source: torch.scatter_add. */
export const scatterAddOp = defineOp({
  schema: 'scatter_add(Tensor input, int dim, Tensor index, Tensor src) -> Tensor',
  doc: 'Adds elements of src where index says.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, src }) => scatterShape(input, dim, index, src),
  kernel: (args, out) => scatterKernel(args, args.src, out, 'add'),
  backward: {
    input: ({ grad }) => grad,
    src: ({ grad, dim, index }) => gather(grad, dim, index),
  },
  samples: ['torch.zeros(3).scatter_add(0, torch.tensor([0, 0, 2]), torch.ones(3))'],
})

// --- scatter_reduce -------------------------------------------------------------------------------------------------

const REDUCTIONS: Readonly<Record<string, Landing>> = {
  sum: 'add',
  prod: 'mul',
  mean: 'add',
  amax: 'amax',
  amin: 'amin',
}

/** What a place holds before anything lands on it, where its own element does not count. */
function neutral(landing: Landing, { dtype }: NdArray): number | bigint {
  const big = dtype === int64
  switch (landing) {
    case 'mul':
      return big ? 1n : 1
    case 'amax':
    case 'amin': {
      const sign = landing === 'amax' ? -1 : 1
      if (dtype.kind === 'float') return sign * Infinity
      if (dtype === bool) return sign < 0 ? 0 : 1
      if (big) return sign < 0 ? -(2n ** 63n) : 2n ** 63n - 1n
      if (dtype.name === 'uint8') return sign < 0 ? 0 : 255
      const half = 2 ** (8 * dtype.itemsize - 1)
      return sign < 0 ? -half : half - 1
    }
    default:
      return big ? 0n : 0
  }
}

/** Reduces onto `out`, which holds the input: shared by scatter_reduce and index_reduce. */
function reduceOnto(
  out: NdArray,
  src: NdArray,
  index: NdArray,
  axis: number,
  reduce: string,
  includeSelf: boolean,
): void {
  const landing = REDUCTIONS[reduce]
  const strides0 = index.shape.map(() => 0)
  const one = (value: number | bigint): NdArray => {
    const data = new out.dtype.array(out.dtype.width)
    data[0] = value as never
    return { data, offset: 0, shape: index.shape, strides: strides0, dtype: out.dtype }
  }
  if (!includeSelf) scatterInto(out, one(neutral(landing, out)), index, axis, 'set')
  scatterInto(out, src, index, axis, landing)
  if (reduce === 'mean') average(out, index, axis, includeSelf)
}

/** Divides every place by how many numbers landed on it. */
function average(out: NdArray, index: NdArray, axis: number, includeSelf: boolean): void {
  const counts: NdArray = { ...out, data: new Int32Array(numel(out.shape)), dtype: int32 }
  ;(counts.data as Int32Array).fill(includeSelf ? 1 : 0)
  const one = { ...counts, data: Int32Array.of(1), shape: index.shape, strides: index.shape.map(() => 0) }
  scatterInto(counts, one, index, axis, 'add')
  const { data } = out
  for (let i = 0; i < counts.data.length; i++) {
    const count = counts.data[i] as number
    if (count < 1) continue
    if (data instanceof BigInt64Array) {
      const n = BigInt(count)
      const quotient = data[i] / n
      data[i] = data[i] % n !== 0n && data[i] < 0n ? quotient - 1n : quotient
    } else if (out.dtype.kind === 'int') data[i] = Math.floor((data[i] as number) / count)
    else for (let w = 0; w < out.dtype.width; w++) (data as Float64Array)[i * out.dtype.width + w] /= count
  }
}

/** Elements combined with those of src that index sends to them. Source: torch.scatter_reduce. */
export const scatterReduce = defineOp({
  schema:
    'scatter_reduce(Tensor input, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor',
  doc: 'Combines elements with those of src that index sends to them: sum, prod, mean, amax or amin.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, src, reduce }) => {
    check(
      reduce in REDUCTIONS,
      () => `reduce argument must be either sum, prod, mean, amax or amin, got ${reduce}`,
    )
    return scatterShape(input, dim, index, src)
  },
  kernel: ({ input, dim, index, src, reduce, include_self }, out) => {
    copyInto(out, input)
    const axis = wrapDim(dim, Math.max(input.shape.length, 1))
    reduceOnto(out, src, index, axis, reduce, include_self)
  },
  backward: {
    input: (context): Tensor => {
      const { dim, index } = context
      return selfShare(context, (base: Tensor) => scatterValue(base, dim, index, 0))
    },
    src: (context): Tensor => {
      const { dim, index, src } = context
      const share = srcShare(context, narrowTo(src, index.shape), (base) => gather(base, dim, index), {
        add: (base, values) => scatterAddOp(base, dim, index, values),
      })
      return context.reduce === 'sum' ? share : within(share, src.shape)
    },
  },
  samples: ["torch.zeros(3).scatter_reduce(0, torch.tensor([0, 0]), torch.ones(2), reduce='amax')"],
})

/** A gradient of the part of src that was used, in src's shape: zeros elsewhere. */
function within(grad: Tensor, shape: Shape): Tensor {
  return grad.shape.reduce<Tensor>((part, size, axis) => {
    if (size === shape[axis]) return part
    const more = part.shape.map((each, at) => (at === axis ? shape[axis] - size : each))
    return cat([part, zeros(more, null, grad.dtype)], axis)
  }, grad)
}

const narrowTo = (tensor: Tensor, shape: Shape): Tensor =>
  shape.reduce<Tensor>(
    (part, size, axis) => (part.shape[axis] === size ? part : sliceDim(part, axis, 0, size, 1)),
    tensor,
  )

interface ReduceContext {
  readonly grad: Tensor
  readonly input: Tensor
  readonly src: Tensor
  readonly result: Tensor
  readonly reduce: string
  readonly include_self: boolean
  readonly dim: number
  readonly index: Tensor
}

/** How many numbers each place is made of. */
function countsAt({ input, src, dim, index, include_self }: ReduceContext): Tensor {
  const base = include_self ? onesLike(input) : scatterValue(onesLike(input), dim, index, 0)
  return scatterAddOp(base, dim, index, onesLike(narrowTo(src, index.shape)))
}

/** The gradient of the elements written onto; `cut` zeroes places on which something landed. */
function selfShare(context: ReduceContext, cut: (tensor: Tensor) => Tensor): Tensor {
  const { grad, input, result, reduce, include_self } = context
  if (reduce === 'sum') return include_self ? grad : cut(grad)
  if (reduce === 'mean') {
    const share = div(grad, counted(countsAt(context)))
    return include_self ? share : cut(share)
  }
  if (reduce === 'prod') {
    const share = div(mul(grad, result), input)
    return include_self ? maskedFill(share, eq(input, 0), 0) : cut(grad)
  }
  const share = mul(div(grad, ties(context)), cast(eq(input, result), grad.dtype))
  return include_self ? share : cut(share)
}

/** Counts without zeros: a place that nothing reached divides by one. */
const counted = (counts: Tensor): Tensor => where(eq(counts, 0), onesLike(counts), counts)

/** How many elements share the extreme at each place. */
function ties(context: ReduceContext): Tensor {
  const { input, src, dim, index, result, include_self } = context
  const own = cast(eq(input, result), input.dtype)
  const base = include_self ? own : scatterValue(own, dim, index, 0)
  const used = narrowTo(src, index.shape)
  const landed = cast(eq(used, gather(result, dim, index)), input.dtype)
  return counted(scatterAddOp(base, dim, index, landed))
}

/** The gradient of the elements that landed. */
function srcShare(
  context: ReduceContext,
  used: Tensor,
  pick: (tensor: Tensor) => Tensor,
  { add }: { add: (base: Tensor, values: Tensor) => Tensor },
): Tensor {
  const { grad, result, reduce } = context
  if (reduce === 'sum') return pick(grad)
  if (reduce === 'mean') return pick(div(grad, counted(countsAt(context))))
  if (reduce === 'prod') return productShare(context, used, pick, add)
  return mul(pick(div(grad, ties(context))), cast(eq(used, pick(result)), grad.dtype))
}

/** grad · result / src, and where src is 0 the product of the others. */
function productShare(
  { grad, input, result, dim, index, include_self }: ReduceContext,
  used: Tensor,
  pick: (tensor: Tensor) => Tensor,
  add: (base: Tensor, values: Tensor) => Tensor,
): Tensor {
  const zero = eq(used, 0)
  const empties = add(zerosLike(input), cast(zero, input.dtype))
  const others = scatterReduce(input, dim, index, maskedFill(used, zero, 1), 'prod', include_self)
  const single = mul(cast(eq(empties, 1), input.dtype), others)
  return where(zero, pick(mul(grad, single)), div(pick(mul(grad, result)), maskedFill(used, zero, 1)))
}

// --- whole slices ---------------------------------------------------------------------------------------------------

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

// --- flat positions and masks ---------------------------------------------------------------------------------------

/** Elements by their position in the flattened tensor. Source: torch.put. */
export const put = defineOp({
  schema: 'put(Tensor input, Tensor index, Tensor source, bool accumulate=False) -> Tensor',
  doc: 'Writes elements at positions of the flattened tensor.',
  inplace: true,
  shape: ({ input, index, source }): Out => {
    check(
      index.dtype === int64,
      () => `put_(): Expected a long tensor for index, but got ${index.dtype.scalarType}`,
    )
    check(
      input.dtype === source.dtype,
      () =>
        `put_(): self and source expected to have the same dtype, but got self.dtype = ${input.dtype.scalarType} and source.dtype = ${source.dtype.scalarType}`,
    )
    if (index.numel !== source.numel) {
      fail(
        'IndexError',
        `put_(): Expected source and index to have the same number of elements, but got source.numel() = ${source.numel}, index.numel() = ${index.numel}`,
      )
    }
    const n = input.numel
    if (n === 0 && index.numel > 0) fail('IndexError', 'put_(): tried to put elements into an empty tensor')
    checkRange(index, -n, n, (value) =>
      fail('IndexError', `out of range: tried to access index ${value} on a tensor of ${n} elements.`),
    )
    return copied(input)
  },
  kernel: ({ input, index, source, accumulate }, out) => {
    copyInto(out, input)
    const n = numel(out.shape)
    const positive = BigInt64Array.from(dense(index) as BigInt64Array, (each) =>
      each < 0n ? each + BigInt(n) : each,
    )
    const flat = (data: NdArray['data'], dtype: NdArray['dtype'], size: number): NdArray => ({
      data,
      offset: 0,
      shape: [size],
      strides: [1],
      dtype,
    })
    const count = positive.length
    scatterInto(
      flat(out.data, out.dtype, n),
      flat(dense(source), out.dtype, count),
      flat(positive, int64, count),
      0,
      accumulate ? 'add' : 'set',
    )
  },
  backward: {
    input: ({ grad, index, accumulate, meta }): Tensor =>
      accumulate ? grad : put(grad, index, zerosLike(expand(sumDims(grad, null), [...meta.index.shape]))),
    source: ({ grad, index, meta }) => reshape(take(grad, index), [...meta.source.shape]),
  },
  samples: ['torch.zeros(3).put(torch.tensor([0, -1]), torch.tensor([1.0, 2.0]))'],
})

/** Elements of source, in order, where the mask is true. Source: torch.masked_scatter. */
export const maskedScatter = defineOp({
  schema: 'masked_scatter(Tensor input, Tensor mask, Tensor source) -> Tensor',
  doc: 'Writes the elements of source, in order, where mask is true.',
  inplace: true,
  shape: ({ input, mask, source }): Out => {
    check(
      mask.dtype === bool,
      () => `masked_scatter_ only supports boolean masks, but got mask with dtype ${mask.dtype.scalarType}`,
    )
    check(
      input.dtype === source.dtype,
      () =>
        `masked_scatter: expected self and source to have same dtypes but got${input.dtype.scalarType} and ${source.dtype.scalarType}`,
    )
    const out = { ...broadcast(input.dtype, mask, input), layout: null }
    if (mask.device !== 'meta') {
      const whole = expand(mask, [...out.shape])
      const flags = dense(whole.read())
      let count = 0
      for (let i = 0; i < flags.length; i++) count += flags[i] as number
      check(count <= source.numel, () => 'Number of elements of source < number of ones in mask')
    }
    return out
  },
  kernel: ({ input, mask, source }, out) => {
    copyInto(out, input)
    const flags: NdArray = { ...out, data: new Uint8Array(numel(out.shape)), dtype: bool }
    copyInto(flags, mask)
    const from = dense(source) as unknown as number[]
    const to = out.data as unknown as number[]
    const { width } = out.dtype
    let at = 0
    for (let i = 0; i < flags.data.length; i++) {
      if (!flags.data[i]) continue
      for (let w = 0; w < width; w++) to[i * width + w] = from[at++]
    }
  },
  backward: {
    input: ({ grad, mask }): Tensor => maskedFill(grad, mask, 0),
    source: ({ grad, mask, meta }): Tensor => maskedScatterBack(grad, mask, [...meta.source.shape]),
  },
  samples: ['torch.zeros(3).masked_scatter(torch.tensor([True, False, True]), torch.ones(2))'],
})

/** The picked elements in front, the rest 0, in the shape of the source. */
const maskedScatterBack = defineOp({
  schema: '_masked_scatter_backward(Tensor grad_output, Tensor mask, int[] sizes) -> Tensor',
  doc: 'The elements where mask is true, followed by zeros.',
  faces: { private: 'native' },
  shape: ({ grad_output, sizes }) => ({ ...like(grad_output), shape: sizes, dims: () => [] }),
  kernel: ({ grad_output, mask }, out) => {
    const flags: NdArray = {
      data: new Uint8Array(numel(grad_output.shape)),
      offset: 0,
      shape: grad_output.shape,
      strides: contiguousStrides(grad_output.shape),
      dtype: bool,
    }
    copyInto(flags, mask)
    const from = dense(grad_output) as unknown as number[]
    const to = out.data as unknown as number[]
    const { width } = out.dtype
    let at = 0
    for (let i = 0; i < flags.data.length; i++) {
      if (!flags.data[i]) continue
      for (let w = 0; w < width; w++) to[at++] = from[i * width + w]
    }
  },
  backward: {
    grad_output: ({ grad, mask, meta }) =>
      maskedScatter(zerosLike(expand(sumDims(grad, null), [...meta.grad_output.shape])), mask, grad),
  },
})

// --- views, written out of place --------------------------------------------------------------------------------------

/** A part of an array: where it starts, and its sizes and strides. */
interface Region {
  readonly offset: number
  readonly shape: Shape
  readonly strides: readonly number[]
}

/** A copy of `input` with the region that a view op would give replaced by src. */
function overRegion(input: Tensor, src: Tensor, { shape }: Region): Out {
  check(
    sameShape(shape, src.shape),
    () =>
      `expected src to have a size equal to the slice of self. src size = ${formatSizes(src.shape)}, slice size = ${formatSizes(shape)}`,
  )
  return copied(input)
}

function writeRegion(out: NdArray, input: NdArray, src: NdArray, region: Region): void {
  copyInto(out, input)
  copyInto({ ...out, ...region }, src)
}

function selected({ offset, shape, strides }: Region, dim: number, index: number): Region {
  if (shape.length === 0) fail('IndexError', 'select() cannot be applied to a 0-dim tensor.')
  const axis = wrapDim(dim, shape.length)
  const size = shape[axis]
  if (index < -size || index >= size) {
    fail(
      'IndexError',
      `select(): index ${index} out of range for tensor of size ${formatSizes(shape)} at dimension ${axis}`,
    )
  }
  return {
    offset: offset + (index < 0 ? index + size : index) * strides[axis],
    shape: shape.filter((_, at) => at !== axis),
    strides: strides.filter((_, at) => at !== axis),
  }
}

/** Source: torch.select_scatter. */
const selectScatter = defineOp({
  schema: 'select_scatter(Tensor input, Tensor src, int dim, int index) -> Tensor',
  doc: 'A copy with one index of a dim replaced by src.',
  shape: ({ input, src, dim, index }) => overRegion(input, src, selected(input, dim, index)),
  kernel: ({ input, src, dim, index }, out) => writeRegion(out, input, src, selected(out, dim, index)),
  backward: {
    input: ({ grad, dim, index, meta }): Tensor =>
      selectScatter(grad, zeros([...meta.src.shape], null, grad.dtype), dim, index),
    src: ({ grad, dim, index }) => select(grad, dim, index),
  },
  samples: ['torch.select_scatter(torch.zeros(2, 3), torch.ones(3), 0, 1)'],
})

function diagonalOf(
  { offset, shape, strides }: Region,
  shift: number,
  first: number,
  second: number,
): Region {
  const rank = shape.length
  const [a, b] = [wrapDim(first, rank), wrapDim(second, rank)]
  check(a !== b, () => `diagonal dimensions cannot be identical ${first}, ${second}`)
  const length = Math.max(0, Math.min(shape[a] + Math.min(shift, 0), shape[b] - Math.max(shift, 0)))
  const rest = (list: readonly number[]): number[] => list.filter((_, at) => at !== a && at !== b)
  return {
    offset: length === 0 ? offset : offset + (shift >= 0 ? shift * strides[b] : -shift * strides[a]),
    shape: [...rest(shape), length],
    strides: [...rest(strides), strides[a] + strides[b]],
  }
}

/** Source: torch.diagonal_scatter. */
const diagonalScatter = defineOp({
  schema: 'diagonal_scatter(Tensor input, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor',
  doc: 'A copy with a diagonal replaced by src.',
  shape: ({ input, src, offset, dim1, dim2 }) =>
    overRegion(input, src, diagonalOf(input, offset, dim1, dim2)),
  kernel: ({ input, src, offset, dim1, dim2 }, out) =>
    writeRegion(out, input, src, diagonalOf(out, offset, dim1, dim2)),
  backward: {
    input: ({ grad, offset, dim1, dim2, meta }): Tensor =>
      diagonalScatter(grad, zeros([...meta.src.shape], null, grad.dtype), offset, dim1, dim2),
    src: ({ grad, offset, dim1, dim2 }) => diagonal(grad, offset, dim1, dim2),
  },
  samples: ['torch.diagonal_scatter(torch.zeros(2, 2), torch.ones(2))'],
})
