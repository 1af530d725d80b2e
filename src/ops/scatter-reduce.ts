/** scatter_reduce: every element lands on what is there by a sum, product, mean or extreme; and its gradients. */
import { copyInto } from '../compute/copy.js'
import { type Landing, scatterInto } from '../compute/scatter.js'
import { bool, int32, int64 } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { numel, type Shape, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { div, mul } from './arithmetic.js'
import { maskedFill, where } from './choose.js'
import { eq } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { onesLike, zeros, zerosLike } from './factory.js'
import { gather } from './gather.js'
import { cat } from './join.js'
import { scatterAddOp, scatterShape, scatterValue } from './scatter.js'
import { sliceDim } from './slice.js'

export const REDUCTIONS: Readonly<Record<string, Landing>> = {
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
export function reduceOnto(
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

export interface ReduceContext {
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
export function selfShare(context: ReduceContext, cut: (tensor: Tensor) => Tensor): Tensor {
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
export function srcShare(
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
