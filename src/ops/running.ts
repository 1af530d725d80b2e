/** Running sums and products along a dim: cumsum, cumprod, logcumsumexp. */
import { cast as castArray } from '../compute/pointwise.js'
import { dense, forEachRow } from '../compute/strided.js'
import { int64, isIntegral, type NumberData } from '../tensor/dtype.js'
import { wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { conjugate, div, mul, neg } from './arithmetic.js'
import { allTrue, ne } from './compare.js'
import { type BackwardContext, defineOp, type Op } from './define.js'
import { like, type Out } from './derive.js'
import { onesLike } from './factory.js'
import { cat } from './join.js'
import { flip } from './order.js'
import { notImplementedFor } from './pointwise.js'
import { sumDims } from './reduce.js'
import { sliceDim } from './slice.js'

/** Calls `line(start in input, step, start in out, step, length)` for every line along a dim. */
function forEachLine(
  input: NdArray,
  out: NdArray,
  dim: number,
  line: (from: number, down: number, to: number, along: number, n: number) => void,
): void {
  const rank = out.shape.length
  if (rank === 0) {
    line(input.offset, 0, out.offset, 0, 1)
    return
  }
  const axis = wrapDim(dim, rank)
  const without = ({ offset, strides }: NdArray): { offset: number; strides: number[] } => ({
    offset,
    strides: strides.filter((_, i) => i !== axis),
  })
  const others = out.shape.filter((_, i) => i !== axis)
  forEachRow(others, [without(input), without(out)], ([from, to], count, [df, dt]) => {
    for (let i = 0; i < count; i++, from += df, to += dt)
      line(from, input.strides[axis], to, out.strides[axis], out.shape[axis])
  })
}

const SCHEMA = 'cumsum(Tensor input, int dim, *, dtype? dtype=None) -> Tensor'
type Running = Op<typeof SCHEMA>
type Context = Pick<BackwardContext<typeof SCHEMA>, 'grad' | 'input' | 'result' | 'dim'>

const running = (
  name: 'cumsum' | 'cumprod',
  step: (a: number, b: number) => number,
  whole: (a: bigint, b: bigint) => bigint,
  backward: (context: Context) => Tensor,
): Running =>
  defineOp({
    schema: `${name}(Tensor input, int dim, *, dtype? dtype=None) -> Tensor`,
    doc: `Running ${name === 'cumsum' ? 'sums' : 'products'} along a dim.`,
    inplace: true,
    out: true,
    shape: ({ input, dim, dtype }): Out => {
      wrapDim(dim, input.rank)
      return like(input, dtype ?? (isIntegral(input.dtype) ? int64 : input.dtype))
    },
    kernel: ({ input, dim }, out) => {
      const source = castArray(input, out.dtype)
      const from = source.data as unknown as number[]
      const to = out.data as unknown as number[]
      if (out.dtype.width === 2) {
        forEachLine(source, out, dim, (a, da, b, db, n) => {
          let re = name === 'cumsum' ? 0 : 1
          let im = 0
          for (let k = 0; k < n; k++, a += da, b += db) {
            const [x, y] = [from[2 * a], from[2 * a + 1]]
            const next = name === 'cumsum' ? re + x : re * x - im * y
            im = name === 'cumsum' ? im + y : re * y + im * x
            re = next
            to[2 * b] = re
            to[2 * b + 1] = im
          }
        })
        return
      }
      const combine = (source.data instanceof BigInt64Array ? whole : step) as typeof step
      forEachLine(source, out, dim, (a, da, b, db, n) => {
        if (n === 0) return
        let total = from[a]
        to[b] = total
        for (let k = 1; k < n; k++) {
          a += da
          b += db
          total = combine(total, from[a])
          to[b] = total
        }
      })
    },
    backward: { input: (context) => backward(context) },
    samples: [`torch.${name}(torch.arange(1, 4), 0)`],
  })

/** Sums from each position to the end. */
const sumOnward = (tensor: Tensor, dim: number): Tensor => flip(cumsum(flip(tensor, [dim]), dim), [dim])

export const cumsum: Running = running(
  'cumsum',
  (a, b) => a + b,
  (a, b) => BigInt.asIntN(64, a + b),
  ({ grad, dim }) => (grad.rank === 0 ? grad : sumOnward(grad, dim)),
)

/** Running products. Where the input has zeros its quotients say nothing, and every product is formed anew. */
export const cumprod: Running = running(
  'cumprod',
  (a, b) => a * b,
  (a, b) => BigInt.asIntN(64, a * b),
  (context) => {
    const { grad, dim, input } = context
    if (grad.rank === 0) return grad
    if (grad.device === 'meta' || allTrue(ne(input, 0)))
      return div(sumOnward(mul(grad, conjugate(context.result)), dim), conjugate(input))
    return withZeros(grad, input, wrapDim(dim, grad.rank))
  },
)

/** Σⱼ gradⱼ · ∏ₖ≤ⱼ,ₖ≠ᵢ inputₖ for every i. */
function withZeros(grad: Tensor, input: Tensor, axis: number): Tensor {
  const n = input.shape[axis]
  const parts: Tensor[] = []
  let before: Tensor | null = null
  for (let i = 0; i < n; i++) {
    const here = sliceDim(input, axis, i, i + 1, 1)
    const after = cat([onesLike(here), sliceDim(input, axis, i + 1, n, 1)], axis)
    const others: Tensor = cumprod(after, axis)
    const products: Tensor = before === null ? others : mul(before, others)
    parts.push(sumDims(mul(sliceDim(grad, axis, i, n, 1), conjugate(products)), [axis], true))
    before = before === null ? here : mul(before, here)
  }
  return cat(parts, axis)
}

/** log of the running sums of exponentials, without overflow. Source: torch.logcumsumexp. */
export const logcumsumexp = defineOp({
  schema: 'logcumsumexp(Tensor input, int dim) -> Tensor',
  doc: 'The logarithm of running sums of exponentials along a dim.',
  out: true,
  shape: ({ input, dim }): Out => {
    wrapDim(dim, input.rank)
    if (input.dtype.kind !== 'float') notImplementedFor('logcumsumexp_out_cpu', input.dtype)
    return like(input)
  },
  kernel: ({ input, dim }, out) => {
    const from = input.data as NumberData
    const to = out.data as NumberData
    forEachLine(input, out, dim, (a, da, b, db, n) => {
      let total = -Infinity
      for (let k = 0; k < n; k++, a += da, b += db) {
        const [low, high] = from[a] < total ? [from[a], total] : [total, from[a]]
        // Equal infinities would give nan.
        if (low !== high || Number.isFinite(low)) total = high + Math.log1p(Math.exp(low - high))
        to[b] = total
      }
    })
  },
  backward: { input: ({ grad, input, result, dim }): Tensor => shares(grad, input, result, dim, true) },
  samples: ['torch.logcumsumexp(torch.randn(3), 0)'],
})

/**
 * Σ valueⱼ · exp(inputᵢ − resultⱼ), for every i over the j from i on (`onward`: the gradient), or for every j over the i up to j.
 * Each is the other's adjoint. The results grow along the dim, so no exponential exceeds 1 on the way.
 */
const shares = defineOp({
  schema:
    '_logcumsumexp_backward(Tensor values, Tensor input, Tensor result, int dim, bool onward) -> Tensor',
  doc: 'Sums of values weighed by the parts that elements have in running sums.',
  faces: { private: 'native' },
  gradName: 'LogcumsumexpBackwardBackward0',
  shape: ({ values }) => like(values),
  kernel: ({ values, input, result, dim, onward }, out) => {
    const [v, x, r, to] = [values, input, result, out].map(denseOf)
    const part = (above: number, below: number): number => (below === -Infinity ? 0 : Math.exp(above - below))
    forEachLine(out, out, dim, (start, step, _, __, n) => {
      let sum = 0
      for (let k = 0; k < n; k++) {
        const at = start + (onward ? n - 1 - k : k) * step
        const last = onward ? at + step : at - step
        if (onward) {
          sum = v[at] + (k === 0 ? 0 : part(r[at], r[last]) * sum)
          to[at] = part(x[at], r[at]) * sum
        } else {
          sum = v[at] * part(x[at], r[at]) + (k === 0 ? 0 : part(r[last], r[at]) * sum)
          to[at] = sum
        }
      }
    })
  },
  backward: {
    values: ({ grad, input, result, dim, onward }): Tensor => shares(grad, input, result, dim, !onward),
    input: ({ grad, values, input, result, dim, onward }): Tensor =>
      onward
        ? mul(grad, shares(values, input, result, dim, true))
        : mul(values, shares(grad, input, result, dim, true)),
    result: ({ grad, values, input, result, dim, onward }): Tensor =>
      neg(
        onward
          ? mul(values, shares(grad, input, result, dim, false))
          : mul(grad, shares(values, input, result, dim, false)),
      ),
  },
})

const denseOf = (array: NdArray): NumberData => dense(array) as NumberData
