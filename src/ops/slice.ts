/** Views of a part of a dim: select, narrow, slice, unbind, split, chunk, diagonal, unfold. */
import { forEachRow } from '../compute/strided.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, wrapDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { elementOf } from './convert.js'
import { defineOp } from './define.js'
import { type Dim, dims, given, keep, type Out, sizeRule, viewOut } from './derive.js'
import { zeros } from './factory.js'
import { writeGradient } from './inplace.js'

const others = (input: Tensor, axis: number): Dim[] =>
  input.shape.flatMap((_, at) => (at === axis ? [] : [keep(input, at)]))

/** A gradient of a part put into zeros of the whole. */
function intoZeros(grad: Tensor, shape: readonly number[], part: (whole: Tensor) => Tensor): Tensor {
  const whole = zeros([...shape], null, grad.dtype, null, grad.device)
  const region = part(whole)
  if (grad.device !== 'meta') writeGradient(region, grad)
  return whole
}

/** One index of a dim, which goes away. Source: torch.select. */
export const select = defineOp({
  schema: 'select(Tensor input, int dim, int index) -> Tensor',
  doc: 'Takes one index of a dim; the dim goes away.',
  shape: ({ input, dim, index }): Out => {
    if (input.rank === 0) fail('IndexError', 'select() cannot be applied to a 0-dim tensor.')
    const axis = wrapDim(dim, input.rank)
    const size = input.shape[axis]
    if (index < -size || index >= size) {
      fail(
        'IndexError',
        `select(): index ${index} out of range for tensor of size ${formatSizes(input.shape)} at dimension ${axis}`,
      )
    }
    const at = index < 0 ? index + size : index
    return viewOut(
      input,
      others(input, axis),
      input.strides.filter((_, i) => i !== axis),
      input.offset + at * input.strides[axis],
    )
  },
  backward: {
    input: ({ grad, meta, dim, index }): Tensor =>
      intoZeros(grad, meta.input.shape, (whole): Tensor => select(whole, dim, index)),
  },
  samples: ['torch.select(torch.arange(6).view(2, 3), 1, 0)'],
})

const between = sizeRule('stop - start')
const strided = sizeRule('ceil((stop - start) / step)')
const from = sizeRule('L - start')
const until = sizeRule('L - left - start')
const everyStep = sizeRule('ceil(L / step)')
const fromStrided = sizeRule('ceil((L - start) / step)')
const untilStrided = sizeRule('ceil((L - left - start) / step)')

/** The size of a slice, in the terms in which the user wrote its ends: `L - 1` for `1:`, `L - left` for `:-left`. */
function sliced(input: Tensor, axis: number, ends: Ends, step: number): Dim {
  const L = [input, axis] as const
  const { start, stop, first, last } = ends
  const size = input.shape[axis]
  // `-3:` takes what it says, however long the dim is.
  if (start !== null && start < 0 && last === size && first > 0 && step === 1)
    return { size: size - first, reason: { kind: 'given', name: `the last ${size - first}` } }
  const open = stop === null || last === size
  const counted = stop !== null && stop < 0 && last > first
  if (open) {
    if (step === 1) return from({ L, start: first })
    return first === 0 ? everyStep({ L, step }) : fromStrided({ L, start: first, step })
  }
  if (counted) {
    const left = size - last
    return step === 1 ? until({ L, left, start: first }) : untilStrided({ L, left, start: first, step })
  }
  if (first === 0 && step === 1) return given(last, `the first ${last}`)
  return step === 1 ? between({ stop: last, start: first }) : strided({ stop: last, start: first, step })
}

interface Ends {
  /** As written. */
  readonly start: number | null
  readonly stop: number | null
  /** Within the dim: first ≤ last ≤ size. */
  readonly first: number
  readonly last: number
}

/** start:stop:step of a dim, Python's rules for what lies outside. Private: `x[a:b:c]`. */
export const sliceDim = defineOp({
  schema: '_slice(Tensor input, int dim, int? start, int? stop, int step) -> Tensor',
  doc: 'A slice of one dim.',
  faces: { private: 'native' },
  gradName: 'SliceBackward0',
  shape: ({ input, dim, start, stop, step }): Out => {
    if (input.rank === 0) fail('IndexError', 'slice() cannot be applied to a 0-dim tensor.')
    const axis = wrapDim(dim, input.rank)
    const size = input.shape[axis]
    if (step <= 0) fail('ValueError', 'step must be greater than zero')
    const clip = (value: number): number => Math.min(Math.max(value < 0 ? value + size : value, 0), size)
    const first = start === null ? 0 : clip(start)
    const last = Math.max(first, stop === null ? size : clip(stop))
    const strides = [...input.strides]
    strides[axis] *= step
    return viewOut(
      input,
      input.shape.map((_, at) =>
        at !== axis || (first === 0 && last === size && step === 1)
          ? keep(input, at)
          : sliced(input, axis, { start, stop, first, last }, step),
      ),
      strides,
      input.offset + first * input.strides[axis],
    )
  },
  backward: {
    input: ({ grad, meta, dim, start, stop, step }): Tensor =>
      intoZeros(grad, meta.input.shape, (whole): Tensor => sliceDim(whole, dim, start, stop, step)),
  },
})

/** `length` indices of a dim from `start`. Source: torch.narrow. */
export const narrow = defineOp({
  schema: 'narrow(Tensor input, int dim, int start, int length) -> Tensor',
  doc: 'A stretch of one dim.',
  composite: ({ input, dim, start, length }) => {
    check(input.rank > 0, () => 'narrow() cannot be applied to a 0-dim tensor.')
    const axis = wrapDim(dim, input.rank)
    const size = input.shape[axis]
    check(length >= 0, () => 'narrow(): length must be non-negative.')
    if (start < -size || start > size) {
      fail(
        'IndexError',
        `start out of range (expected to be in range of [${-size}, ${size}], but got ${start})`,
      )
    }
    const from = start < 0 ? start + size : start
    check(
      from <= size - length,
      () => `start (${from}) + length (${length}) exceeds dimension size (${size}).`,
    )
    return sliceDim(input, axis, from, from + length, 1)
  },
  samples: ['torch.narrow(torch.arange(6), 0, 1, 3)'],
})

/** The same with the start in a tensor. */
defineOp({
  schema: 'narrow.Tensor(Tensor input, int dim, Tensor start, int length) -> Tensor',
  doc: 'A stretch of one dim, its start in a 0-d tensor.',
  composite: ({ input, dim, start, length }) => {
    check(start.rank === 0 && start.dtype.kind === 'int', () => 'start must be an 0-dim integral Tensor.')
    return narrow(input, dim, Number(elementOf(start).value), length)
  },
})

/** All indices of a dim, one tensor each. Source: torch.unbind. */
export const unbind = defineOp({
  schema: 'unbind(Tensor input, int dim=0) -> Tensor[]',
  doc: 'The slices along a dim, as a tuple.',
  shape: ({ input, dim }): Out[] => {
    if (input.rank === 0) fail('IndexError', 'Dimension specified as 0 but tensor has no dimensions')
    const axis = wrapDim(dim, input.rank)
    const strides = input.strides.filter((_, i) => i !== axis)
    return Array.from({ length: input.shape[axis] }, (_, i) =>
      viewOut(input, others(input, axis), strides, input.offset + i * input.strides[axis]),
    )
  },
  backward: {
    input: ({ grads, meta, dim }) => {
      const { shape, dtype } = meta.input
      const whole = zeros([...shape], null, dtype)
      grads.forEach((grad, i) => {
        if (grad !== null) writeGradient(select(whole, dim, i), grad)
      })
      return whole
    },
  },
  samples: ['torch.unbind(torch.randn(2, 3))'],
})

/** Pieces of the given sizes. Source: torch.split_with_sizes. */
export const splitWithSizes = defineOp({
  schema: 'split_with_sizes(Tensor input, int[] split_sizes, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim into pieces of the given sizes.',
  gradName: 'SplitWithSizesBackward0',
  shape: ({ input, split_sizes, dim }): Out[] => {
    check(input.rank > 0, () => 'split expects at least a 1-dimensional tensor')
    const axis = wrapDim(dim, input.rank)
    const size = input.shape[axis]
    const bad = split_sizes.find((n) => n < 0)
    check(
      bad === undefined,
      () =>
        `split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=${formatSizes(split_sizes)}`,
    )
    const total = split_sizes.reduce((sum, n) => sum + n, 0)
    check(
      total === size,
      () =>
        `split_with_sizes expects split_sizes to sum exactly to ${size} (input tensor's size at dimension ${axis}), but got split_sizes=${formatSizes(split_sizes)}`,
    )
    return pieces(input, axis, split_sizes, (size) => given(size, 'split_sizes'))
  },
  backward: { input: ({ grads, meta, split_sizes, dim }) => joinPieces(grads, meta.input, split_sizes, dim) },
  samples: ['torch.split_with_sizes(torch.arange(5), [2, 3])'],
})

const remaining = sizeRule('L - before')

function pieces(
  input: Tensor,
  axis: number,
  sizes: readonly number[],
  piece: (size: number, start: number) => Dim,
): Out[] {
  let from = 0
  return sizes.map((size) => {
    const start = from
    from += size
    const dims = input.shape.map((_, at): Dim => (at === axis ? piece(size, start) : keep(input, at)))
    return viewOut(input, dims, input.strides, input.offset + start * input.strides[axis])
  })
}

function joinPieces(
  grads: readonly (Tensor | null)[],
  meta: { shape: readonly number[]; dtype: Tensor['dtype'] },
  sizes: readonly number[],
  dim: number,
): Tensor {
  const whole = zeros([...meta.shape], null, meta.dtype)
  let from = 0
  grads.forEach((grad, i) => {
    if (grad !== null) writeGradient(sliceDim(whole, dim, from, from + sizes[i], 1), grad)
    from += sizes[i]
  })
  return whole
}

const equalSizes = (size: number, piece: number): number[] => {
  if (piece === 0) return [0]
  return Array.from({ length: Math.max(1, Math.ceil(size / piece)) }, (_, i) =>
    Math.min(piece, size - i * piece),
  )
}

/** Pieces of one size, the last one perhaps smaller. Source: torch.split. */
export const split = defineOp({
  schema: 'split(Tensor tensor, int split_size_or_sections, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim into pieces of a size.',
  faces: { torch: 'python' },
  handsTo: ([, size]) => (typeof size === 'number' ? null : 'split_with_sizes'),
  gradName: 'SplitBackward0',
  shape: ({ tensor, split_size_or_sections: size, dim }): Out[] => {
    check(tensor.rank > 0, () => 'split expects at least a 1-dimensional tensor')
    check(size >= 0, () => `split expects split_size be non-negative, but got split_size=${size}`)
    const axis = wrapDim(dim, tensor.rank)
    check(
      size > 0 || tensor.shape[axis] === 0,
      () =>
        `split_size can only be 0 if dimension size is 0, but got dimension size of ${tensor.shape[axis]}`,
    )
    return pieces(tensor, axis, equalSizes(tensor.shape[axis], size), (each, before) =>
      each === size ? given(size, 'split_size') : remaining({ L: [tensor, axis], before }),
    )
  },
  backward: {
    tensor: ({ grads, meta, split_size_or_sections, dim }) => {
      const { shape } = meta.tensor
      return joinPieces(
        grads,
        meta.tensor,
        equalSizes(shape[wrapDim(dim, shape.length)], split_size_or_sections),
        dim,
      )
    },
  },
  samples: ['torch.split(torch.arange(5), 2)'],
})

export const splitSections = defineOp({
  schema: 'split.sizes(Tensor tensor, int[] split_size_or_sections, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim into pieces of the given sizes.',
  faces: { torch: 'python' },
  composite: ({ tensor, split_size_or_sections, dim }) => splitWithSizes(tensor, split_size_or_sections, dim),
  samples: ['torch.split(torch.arange(5), [1, 4])'],
})

// The method calls the sizes by another name.
defineOp({
  schema: 'split(Tensor self, int split_size, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim into pieces of a size.',
  calledAs: 'Tensor.split',
  faces: { Tensor: 'python' },
  handsTo: ([, size]) => (typeof size === 'number' ? null : 'split_with_sizes'),
  composite: ({ self, split_size, dim }) => split(self, split_size, dim),
  samples: ['torch.arange(5).split(2)'],
})
defineOp({
  schema: 'split.sizes(Tensor self, int[] split_size, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim into pieces of the given sizes.',
  faces: { Tensor: 'python' },
  composite: ({ self, split_size, dim }) => splitWithSizes(self, split_size, dim),
  samples: ['torch.arange(5).split([1, 4])'],
})

const shared = sizeRule('L / chunks')
const sharedUp = sizeRule('ceil(L / chunks)')

/** What chunk does with a dim that is not empty. */
const chunked = defineOp({
  schema: '_chunk(Tensor input, int chunks, int dim) -> Tensor[]',
  doc: 'Cuts a dim into a number of pieces.',
  faces: { private: 'native' },
  gradName: 'SplitBackward0',
  shape: ({ input, chunks, dim }): Out[] => {
    const axis = wrapDim(dim, input.rank)
    const piece = Math.ceil(input.shape[axis] / chunks)
    return pieces(input, axis, equalSizes(input.shape[axis], piece), (each, before) =>
      each === piece
        ? (input.shape[axis] % chunks === 0 ? shared : sharedUp)({ L: [input, axis], chunks })
        : remaining({ L: [input, axis], before }),
    )
  },
  backward: {
    input: ({ grads, meta, chunks, dim }) => {
      const { shape } = meta.input
      const axis = wrapDim(dim, shape.length)
      return joinPieces(grads, meta.input, equalSizes(shape[axis], Math.ceil(shape[axis] / chunks)), axis)
    },
  },
})

/** At most `chunks` pieces of equal size. Source: torch.chunk. */
export const chunk = defineOp({
  schema: 'chunk(Tensor input, int chunks, int dim=0) -> Tensor[]',
  doc: 'Cuts a dim into a number of pieces.',
  composite: ({ input, chunks, dim }) => {
    check(input.rank > 0, () => 'chunk expects at least a 1-dimensional tensor')
    check(chunks > 0, () => `chunk expects \`chunks\` to be greater than 0, got: ${chunks}`)
    const size = input.shape[wrapDim(dim, input.rank)]
    const piece = Math.ceil(size / chunks)
    if (piece === 0) return splitWithSizes(input, new Array<number>(chunks).fill(0), dim)
    return chunked(input, chunks, dim)
  },
  samples: ['torch.chunk(torch.arange(6), 3)'],
})

/** The diagonal of two dims, as a last dim. Source: torch.diagonal. */
export const diagonal = defineOp({
  schema: 'diagonal(Tensor input, int offset=0, int dim1=0, int dim2=1) -> Tensor',
  doc: 'The diagonal of two dims.',
  shape: ({ input, offset, dim1, dim2 }): Out => {
    const [a, b] = [wrapDim(dim1, input.rank), wrapDim(dim2, input.rank)]
    check(a !== b, () => `diagonal dimensions cannot be identical ${dim1}, ${dim2}`)
    const size = Math.max(
      0,
      offset >= 0
        ? Math.min(input.shape[a], input.shape[b] - offset)
        : Math.min(input.shape[a] + offset, input.shape[b]),
    )
    const rest = input.shape.map((_, axis) => axis).filter((axis) => axis !== a && axis !== b)
    const start = size === 0 ? 0 : offset >= 0 ? offset * input.strides[b] : -offset * input.strides[a]
    return viewOut(
      input,
      [...rest.map((axis) => keep(input, axis)), { size, reason: { kind: 'given', name: 'diagonal' } }],
      [...rest.map((axis) => input.strides[axis]), input.strides[a] + input.strides[b]],
      input.offset + start,
    )
  },
  backward: {
    input: ({ grad, meta, offset, dim1, dim2 }): Tensor =>
      intoZeros(grad, meta.input.shape, (whole): Tensor => diagonal(whole, offset, dim1, dim2)),
  },
  samples: ['torch.diagonal(torch.randn(3, 3))'],
})

const windows = sizeRule('floor((L - size) / step) + 1')

/** Overlapping windows of a dim, as a last dim. Source: Tensor.unfold. */
export const unfoldDim = defineOp({
  schema: 'unfold(Tensor input, int dimension, int size, int step) -> Tensor',
  doc: 'Windows of a dim, laid along a new last dim.',
  faces: { Tensor: 'native' },
  shape: ({ input, dimension, size, step }): Out => {
    const axis = wrapDim(dimension, input.rank)
    const length = input.rank === 0 ? 1 : input.shape[axis]
    check(
      size <= length,
      () => `maximum size for tensor at dimension ${axis} is ${length} but size is ${size}`,
    )
    check(step > 0, () => `step is ${step} but must be > 0`)
    const strides = [...input.strides]
    const step0 = strides[axis]
    strides[axis] *= step
    return viewOut(
      input,
      [
        ...input.shape.map(
          (_, at): Dim => (at === axis ? windows({ L: [input, axis], size, step }) : keep(input, at)),
        ),
        { size, reason: { kind: 'given', name: 'size' } },
      ],
      [...strides, step0],
    )
  },
  backward: {
    input: ({ grad, meta, dimension, size, step }): Tensor =>
      fold(grad, [...meta.input.shape], dimension, size, step),
  },
  samples: ['torch.arange(6).unfold(0, 3, 1)'],
})

/** Windows added back into the dim they were taken from: the gradient of unfold. */
const fold = defineOp({
  schema: '_unfold_backward(Tensor windows, int[] shape, int dimension, int size, int step) -> Tensor',
  doc: 'Adds windows back into a dim.',
  faces: { private: 'native' },
  gradName: 'UnfoldBackwardBackward0',
  shape: ({ windows: input, shape }) =>
    dims(
      input.dtype,
      shape.map((n) => given(n)),
    ),
  kernel: ({ windows: input, shape, dimension, step }, out) => {
    const axis = wrapDim(dimension, shape.length)
    const to = out.data as Float32Array
    const down = shape.length === 0 ? 0 : out.strides[axis]
    const strides = [...out.strides.map((stride, at) => (at === axis ? stride * step : stride)), down]
    forEachRow(input.shape, [{ offset: 0, strides }, input], ([p, q], count, [dp, dq]) => {
      for (let i = 0; i < count; i++, p += dp, q += dq) to[p] += input.data[q] as number
    })
  },
  backward: {
    windows: ({ grad, dimension, size, step }): Tensor => unfoldDim(grad, dimension, size, step),
  },
})
