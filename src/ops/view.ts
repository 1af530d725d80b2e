/** Views that only reinterpret sizes: view, reshape, flatten, unflatten. */
import { check, fail } from '../tensor/error.js'
import { formatSizes, numel, type Shape, viewStrides, wrapDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { solid } from './copy.js'
import { defineOp } from './define.js'
import { type Dim, given, keep, merged, ref, viewOut } from './derive.js'

/** The sizes with a `-1` replaced by what is left over. RuntimeError in PyTorch's words where nothing fits. */
export function inferSize(sizes: Shape, total: number): number[] {
  const at = sizes.indexOf(-1)
  for (let i = 0; i < sizes.length; i++) {
    check(
      sizes[i] >= 0 || i === at || sizes[i] === -1,
      () => `invalid shape dimension ${sizes[i]} at index ${i} of shape ${formatSizes(sizes)}`,
    )
    check(sizes[i] !== -1 || i === at, () => 'only one dimension can be inferred')
  }
  const known = numel(sizes.filter((_, i) => i !== at))
  const invalid = (): string => `shape '${formatSizes(sizes)}' is invalid for input of size ${total}`
  if (at < 0) {
    check(known === total, invalid)
    return [...sizes]
  }
  if (known === 0 && total === 0) {
    fail(
      'RuntimeError',
      `cannot reshape tensor of 0 elements into shape ${formatSizes(sizes)} because the unspecified dimension size -1 can be any value and is ambiguous`,
    )
  }
  check(known > 0 && total % known === 0, invalid)
  return sizes.map((size, i) => (i === at ? total / known : size))
}

/**
 * The reason of every dim of a reshape: dims are matched from the left, in groups with the same number of elements on
 * both sides; within a group one dim is kept, several are merged, or one is split.
 */
export function reshapeDims(input: Tensor, shape: Shape, sizes: Shape): Dim[] {
  // Of no elements nothing can be told by counting them.
  if (input.numel === 0)
    return shape.map((size, axis) => (size === input.shape[axis] ? keep(input, axis) : given(size)))
  const result: Dim[] = []
  const from = input.shape
  let i = 0
  let o = 0
  while (o < shape.length) {
    const startIn = i
    const startOut = o
    let left = i < from.length ? from[i++] : 1
    let right = shape[o++]
    while (left !== right) {
      if (left < right && i < from.length) left *= from[i++]
      else if (o < shape.length) right *= shape[o++]
      else break
    }
    if (o === shape.length) while (i < from.length) i++
    result.push(...groupDims(input, shape, sizes, startIn, i, startOut, o))
  }
  return result
}

function groupDims(
  input: Tensor,
  shape: Shape,
  sizes: Shape,
  i0: number,
  i1: number,
  o0: number,
  o1: number,
): Dim[] {
  const axes = Array.from({ length: i1 - i0 }, (_, k) => i0 + k).filter((axis) => input.shape[axis] !== 1)
  if (i1 - i0 === 1 && o1 - o0 === 1) return [keep(input, i0)]
  const wide = Array.from({ length: o1 - o0 }, (_, k) => o0 + k).filter((axis) => shape[axis] !== 1)
  return Array.from({ length: o1 - o0 }, (_, k): Dim => {
    const axis = o0 + k
    if (shape[axis] === 1 && !wide.includes(axis)) return given(1)
    if (wide.length <= 1 && axes.length === 1) return keep(input, axes[0])
    if (wide.length <= 1 && axes.length > 1) return merged(...axes.map((from) => [input, from] as const))
    if (sizes[axis] === -1) {
      const by = numel(shape.filter((_, other) => other !== axis && other >= o0 && other < o1))
      return { size: shape[axis], reason: { kind: 'inferred', of: axes.map((from) => ref(input, from)), by } }
    }
    // Of a flat tensor nothing was split: its sizes are those that were written.
    if (axes.length === 1 && input.rank > 1) {
      const parts = wide.map((other) => shape[other])
      const rest = input.shape[axes[0]] / shape[axis]
      return {
        size: shape[axis],
        reason: { kind: 'split', from: ref(input, axes[0]), rest, part: wide.indexOf(axis), parts },
      }
    }
    return given(shape[axis])
  })
}

/**
 * The same memory with other sizes; one may be -1. RuntimeError where sizes don't fit, or where the strides don't
 * allow it. Source: Tensor.view.
 */
export const view = defineOp({
  schema: 'view(Tensor input, int[] size) -> Tensor',
  doc: 'Sees the same data with other sizes; one size may be -1.',
  faces: { Tensor: 'native' },
  shape: ({ input, size }) => {
    const shape = inferSize(size, input.numel)
    const strides = viewStrides(input.shape, input.strides, shape)
    check(
      strides !== null,
      () =>
        "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
    )
    return viewOut(input, reshapeDims(input, shape, size), strides)
  },
  backward: { input: ({ grad, meta }): Tensor => reshape(grad, [...meta.input.shape]) },
  samples: ['torch.arange(6).view(2, 3)', 'torch.randn(2, 16, 5, 5).view(-1, 400)'],
  errors: ['torch.arange(6).view(4, 2)', 'torch.randn(2, 3).t().view(6)'],
})

/** Forgets of what a tensor is a view, where nothing else sees that. */
export function alone(tensor: Tensor): Tensor {
  tensor.viewOf = null
  return tensor
}

/** The view of a copy, under the name that PyTorch's graph has for it. */
export const unsafeView = defineOp({
  schema: '_unsafe_view(Tensor input, int[] size) -> Tensor',
  doc: 'A view of memory that nothing else sees.',
  faces: { private: 'native' },
  gradName: 'UnsafeViewBackward0',
  composite: ({ input, size }) => alone(view(input, size)),
})

/** `view` where strides allow it, else a copy. Source: torch.reshape. */
export const reshape = defineOp({
  schema: 'reshape(Tensor input, int[] shape) -> Tensor',
  doc: 'The data with other sizes, as a view where possible; one size may be -1.',
  composite: ({ input, shape }) => {
    const sizes = inferSize(shape, input.numel)
    return viewStrides(input.shape, input.strides, sizes) === null
      ? unsafeView(solid(input), shape)
      : view(input, shape)
  },
  samples: ['torch.randn(2, 3).t().reshape(6)'],
})

/** Dims start_dim to end_dim as one. Source: torch.flatten. */
export const flatten = defineOp({
  schema: 'flatten(Tensor input, int start_dim=0, int end_dim=-1) -> Tensor',
  doc: 'Merges the dims from start_dim to end_dim into one.',
  composite: ({ input, start_dim, end_dim }) => {
    const start = wrapDim(start_dim, input.rank)
    const end = wrapDim(end_dim, input.rank)
    check(start <= end, () => 'flatten() has invalid args: start_dim cannot come after end_dim')
    if (input.rank === 0) return reshape(input, [1])
    if (start === end) return input
    const { shape } = input
    return reshape(input, [
      ...shape.slice(0, start),
      numel(shape.slice(start, end + 1)),
      ...shape.slice(end + 1),
    ])
  },
  samples: ['torch.flatten(torch.randn(2, 16, 5, 5), 1)'],
})
