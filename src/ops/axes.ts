/** Views that move, add, drop or stretch dims: transpose, permute, squeeze, unsqueeze, expand, movedim and their names. */
import { check, fail } from '../tensor/error.js'
import { formatSizes, type Shape, wrapDim, wrapDims } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { type Dim, fresh, given, keep, type Out, ref, viewOut } from './derive.js'

/** The dims in a new order. */
function permuted(input: Tensor, order: readonly number[]): Out {
  return viewOut(
    input,
    order.map((axis) => keep(input, axis)),
    order.map((axis) => input.strides[axis]),
  )
}

/** Where each dim came from: the permutation that undoes `order`. */
const inverse = (order: readonly number[]): number[] => {
  const result: number[] = []
  order.forEach((axis, i) => {
    result[axis] = i
  })
  return result
}

/** Reorders dims. dims: each once. RuntimeError where their number is not the tensor's. Source: torch.permute. */
export const permute = defineOp({
  schema: 'permute(Tensor input, int[] dims) -> Tensor',
  doc: 'Reorders the dims.',
  shape: ({ input, dims }) => {
    check(
      dims.length === input.rank,
      () =>
        'permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering ' +
        `of dimensions i.e. input.dim() = ${input.rank} is not equal to len(dims) = ${dims.length}`,
    )
    const order = dims.map((dim) => wrapDim(dim, input.rank))
    check(new Set(order).size === order.length, () => 'permute(): duplicate dims are not allowed.')
    return permuted(input, order)
  },
  backward: {
    input: ({ grad, dims }): Tensor =>
      permute(grad, inverse(dims.map((dim) => (dim < 0 ? dim + dims.length : dim)))),
  },
  samples: ['torch.randn(2, 3, 5).permute(2, 0, 1)'],
  errors: ['torch.randn(2, 3).permute(0, 0)', 'torch.randn(2, 3).permute(0)'],
})

/** Swaps two dims. Source: torch.transpose. */
export const transpose = defineOp({
  schema: 'transpose(Tensor input, int dim0, int dim1) -> Tensor',
  doc: 'Swaps two dims.',
  aliases: ['swapdims'],
  inplace: true,
  inplaceGradName: 'TransposeBackward1',
  shape: ({ input, dim0, dim1 }) => swapped(input, wrapDim(dim0, input.rank), wrapDim(dim1, input.rank)),
  backward: { input: ({ grad, dim0, dim1 }): Tensor => transpose(grad, dim0, dim1) },
  samples: ['torch.randn(2, 3).transpose(0, 1)'],
})

/** The same under NumPy's name and parameters. Source: torch.swapaxes. */
export const swapaxes = defineOp({
  schema: 'swapaxes(Tensor input, int axis0, int axis1) -> Tensor',
  doc: 'Swaps two dims.',
  inplace: true,
  gradName: 'TransposeBackward0',
  inplaceGradName: 'TransposeBackward1',
  shape: ({ input, axis0, axis1 }) => swapped(input, wrapDim(axis0, input.rank), wrapDim(axis1, input.rank)),
  backward: { input: ({ grad, axis0, axis1 }): Tensor => transpose(grad, axis0, axis1) },
  samples: ['torch.randn(2, 3).swapaxes(0, 1)'],
})

function swapped(input: Tensor, a: number, b: number): Out {
  const order = input.shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis))
  return permuted(input, order)
}

function checkFlat(name: string, { rank }: Tensor): void {
  check(rank <= 2, () => `${name} expects a tensor with <= 2 dimensions, but self is ${rank}D`)
}

/** A matrix turned over; vectors and 0-d tensors as they are. Source: torch.t. */
export const t = defineOp({
  schema: 't(Tensor input) -> Tensor',
  doc: 'Transposes a matrix.',
  gradName: 'TBackward0',
  inplaceGradName: 'TBackward1',
  shape: ({ input }) => {
    checkFlat('t()', input)
    return permuted(input, input.rank === 2 ? [1, 0] : input.shape.map((_, axis) => axis))
  },
  backward: { input: ({ grad }): Tensor => t(grad) },
  samples: ['torch.randn(2, 3).t()'],
  errors: ['torch.randn(2, 3, 4).t()'],
})

defineOp({
  schema: 't_(Tensor input) -> Tensor',
  doc: 'Transposes a matrix in place.',
  faces: { Tensor: 'native' },
  composite: ({ input }) => {
    checkFlat('t_()', input)
    return t.inplace(input)
  },
  samples: ['torch.randn(2, 3).t_()'],
})

/** Dim numbers of which none may come twice. */
function distinct(name: string, dims: readonly number[], rank: number): number[] {
  const wrapped = dims.map((dim) => wrapDim(dim, rank))
  check(
    new Set(wrapped).size === wrapped.length,
    () => `movedim: repeated dim in \`${name}\` (${formatSizes(dims)})`,
  )
  return wrapped
}

/** Dims `source` moved to `destination`, the others in order. Source: torch.movedim. */
export const movedim = defineOp({
  schema: 'movedim(Tensor input, int[1] source, int[1] destination) -> Tensor',
  doc: 'Moves dims to other places, the rest keeping their order.',
  aliases: ['moveaxis'],
  composite: ({ input, source, destination }) => {
    check(
      source.length === destination.length,
      () =>
        `movedim: Invalid source or destination dims: source (${formatSizes(source)} dims) should contain the same number of dims as destination (${formatSizes(destination)} dims)`,
    )
    const from = distinct('source', source, input.rank)
    const to = distinct('destination', destination, input.rank)
    const rest = input.shape.map((_, axis) => axis).filter((axis) => !from.includes(axis))
    return permute(
      input,
      input.shape.map((_, axis) => (to.includes(axis) ? from[to.indexOf(axis)] : rest.shift()!)),
    )
  },
  samples: ['torch.movedim(torch.randn(2, 3, 4), 0, -1)'],
})

// --- squeeze and unsqueeze ----------------------------------------------------------------------------------------

const without = (input: Tensor, dropped: (axis: number) => boolean): Out => {
  const kept = input.shape
    .map((_, axis) => axis)
    .filter((axis) => !(input.shape[axis] === 1 && dropped(axis)))
  return permuted(input, kept)
}

/** Puts back the dims of size 1 that a squeeze dropped. */
const restored = (grad: Tensor, shape: Shape, dropped: (axis: number) => boolean): Tensor =>
  shape.reduce<Tensor>(
    (result, size, axis) => (size === 1 && dropped(axis) ? unsqueeze(result, axis) : result),
    grad,
  )

/** Drops every dim of size 1. Source: torch.squeeze. */
export const squeeze = defineOp({
  schema: 'squeeze(Tensor input) -> Tensor',
  doc: 'Drops all dims of size 1.',
  inplace: true,
  gradName: 'SqueezeBackward0',
  inplaceGradName: 'SqueezeBackward3',
  shape: ({ input }) => without(input, () => true),
  backward: { input: ({ grad, meta }): Tensor => restored(grad, meta.input.shape, () => true) },
  samples: ['torch.randn(1, 3, 1).squeeze()'],
})

/** Drops one dim if it is of size 1. */
export const squeezeOne = defineOp({
  schema: 'squeeze.dim(Tensor input, int dim) -> Tensor',
  doc: 'Drops the dim given if its size is 1.',
  inplace: true,
  gradName: 'SqueezeBackward1',
  inplaceGradName: 'SqueezeBackward4',
  shape: ({ input, dim }) => {
    const at = wrapDim(dim, input.rank)
    return without(input, (axis) => axis === at)
  },
  backward: {
    input: ({ grad, meta: { input }, dim }): Tensor => {
      const at = wrapDim(dim, input.shape.length)
      return restored(grad, input.shape, (axis) => axis === at)
    },
  },
  samples: ['torch.randn(1, 3, 1).squeeze(0)'],
})

/** Drops the given dims where they are of size 1. */
export const squeezeDim = defineOp({
  schema: 'squeeze.dims(Tensor input, int[1] dim) -> Tensor',
  doc: 'Drops the dims given where their size is 1.',
  inplace: true,
  gradName: 'SqueezeBackward2',
  inplaceGradName: 'SqueezeBackward5',
  shape: ({ input, dim }) => {
    const axes = wrapDims(dim, input.rank)
    return without(input, (axis) => axes.includes(axis))
  },
  backward: {
    input: ({ grad, meta, dim }): Tensor => {
      const axes = dim.map((axis) => wrapDim(axis, meta.input.shape.length))
      return restored(grad, meta.input.shape, (axis) => axes.includes(axis))
    },
  },
  samples: ['torch.randn(1, 3, 1).squeeze((0, 2))'],
})

/** A new dim of size 1 before `dim`. Source: torch.unsqueeze. */
export const unsqueeze = defineOp({
  schema: 'unsqueeze(Tensor input, int dim) -> Tensor',
  doc: 'Adds a dim of size 1 at the given place.',
  inplace: true,
  inplaceGradName: 'UnsqueezeBackward1',
  shape: ({ input, dim }) => {
    const at = wrapDim(dim, input.rank + 1)
    const dims = input.shape.map((_, axis) => keep(input, axis))
    dims.splice(at, 0, fresh(1, 'added by unsqueeze'))
    const strides = [...input.strides]
    strides.splice(at, 0, at < input.rank ? input.strides[at] * Math.max(input.shape[at], 1) : 1)
    return viewOut(input, dims, strides)
  },
  backward: {
    input: ({ grad, dim, meta }): Tensor => squeezeOne(grad, wrapDim(dim, meta.input.shape.length + 1)),
  },
  samples: ['torch.randn(3).unsqueeze(0)', 'torch.randn(3)[:, None]'],
  errors: ['torch.randn(3).unsqueeze(3)'],
})

// --- expand -------------------------------------------------------------------------------------------------------

/**
 * Dims of size 1 read as larger ones, without copying; -1 keeps a size; new dims go in front.
 * RuntimeError where another size would change. Source: Tensor.expand.
 */
export const expand = defineOp({
  schema: 'expand(Tensor input, int[] size, *, bool implicit=False) -> Tensor',
  doc: 'Stretches dims of size 1 without copying; -1 keeps a size.',
  faces: { Tensor: 'native' },
  shape: ({ input, size }) => {
    check(
      size.length >= input.rank,
      () =>
        `expand(torch.${input.dtype.tensorType}{${formatSizes(input.shape)}}, size=${formatSizes(size)}): the number of sizes provided ` +
        `(${size.length}) must be greater or equal to the number of dimensions in the tensor (${input.rank})`,
    )
    const lead = size.length - input.rank
    const dims: Dim[] = []
    const strides: number[] = []
    // From the right, as PyTorch does: it names the last dim that does not fit.
    for (let i = size.length - 1; i >= 0; i--) {
      const wanted = size[i]
      const axis = i - lead
      if (axis < 0) {
        if (wanted < 0) {
          if (input.rank === 0) fail('RuntimeError', 'numel: integer multiplication overflow')
          fail(
            'RuntimeError',
            `The expanded size of the tensor (${wanted}) isn't allowed in a leading, non-existing dimension ${i}`,
          )
        }
        dims.unshift(given(wanted))
        // A new dim of size 1 steps over all behind it, unless there is nothing to step over.
        strides.unshift(wanted === 1 && input.rank > 0 ? dims[1].size * strides[0] : 0)
      } else if (wanted === -1 || wanted === input.shape[axis]) {
        dims.unshift(keep(input, axis))
        strides.unshift(input.strides[axis])
      } else {
        if (input.shape[axis] !== 1) {
          fail(
            'RuntimeError',
            `The expanded size of the tensor (${wanted}) must match the existing size (${input.shape[axis]}) at non-singleton dimension ${i}.  ` +
              `Target sizes: ${formatSizes(size)}.  Tensor sizes: ${formatSizes(input.shape)}`,
          )
        }
        dims.unshift({ size: wanted, reason: { kind: 'given', name: `stretched from 1` } })
        strides.unshift(0)
        ref(input, axis)
      }
    }
    return viewOut(input, dims, strides)
  },
  // The dispatcher sums the gradient down to the input's shape.
  backward: { input: ({ grad }) => grad },
  samples: ['torch.randn(3, 1).expand(2, 3, 4)', 'torch.randn(3, 1).expand(-1, 4)'],
  errors: ['torch.randn(3, 2).expand(3, 4)', 'torch.randn(3, 2).expand(3)'],
})

export const expandAs = defineOp({
  schema: 'expand_as(Tensor input, Tensor other) -> Tensor',
  doc: 'Stretches the tensor to the shape of other.',
  faces: { Tensor: 'native' },
  composite: ({ input, other }) => expand(input, [...other.shape]),
  samples: ['torch.randn(3, 1).expand_as(torch.randn(3, 4))'],
})

/** Broadcast to `size`. Source: torch.broadcast_to. */
export const broadcastTo = defineOp({
  schema: 'broadcast_to(Tensor input, int[] size) -> Tensor',
  doc: 'Broadcasts the tensor to the given shape.',
  composite: ({ input, size }) => expand(input, size),
  samples: ['torch.broadcast_to(torch.arange(3), (2, 3))'],
})
