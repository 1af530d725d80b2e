/** The largest and the smallest: max, min, amax, amin, argmax, argmin, aminmax, and the gradients of what picks elements. */
import { forEachGroup } from '../compute/reduce.js'
import { gatherInto, scatterAdd } from '../compute/scatter.js'
import { bool, type Data, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, div, mul } from './arithmetic.js'
import { unsqueeze } from './axes.js'
import { eq } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { dims, type Out, reduceDims } from './derive.js'
import { notImplementedFor } from './pointwise.js'
import { allAxes, expandReduced, type Offsets, reducedAxes, sumDims } from './reduce.js'

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
      check(input.dtype.kind !== 'complex', () => `${name}(): does not support complex input`)
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
  gradName: 'ScatterBackward0',
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
export function evenly(grad: Tensor, input: Tensor, result: Tensor, axes: number[] = allAxes(input)): Tensor {
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
      if (input.dtype.kind === 'complex')
        notImplementedFor(`${name === 'amax' ? 'max' : 'min'}_values_cpu`, input.dtype)
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
    const axes = dim === null ? allAxes(input) : [wrapDim(dim, input.rank)]
    if (input.dtype.kind === 'complex') notImplementedFor('aminmax_cpu', input.dtype)
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
