/** Tensors turned and laid out again: tile, rot90, fliplr, flipud, ravel. */
import { check } from '../tensor/error.js'
import { wrapDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { transpose } from './axes.js'
import { contiguous } from './copy.js'
import { defineOp } from './define.js'
import { flip } from './order.js'
import { repeat } from './repeat.js'
import { view } from './view.js'

/** repeat whose missing leading counts are 1. Source: torch.tile. */
export const tile = defineOp({
  schema: 'tile(Tensor input, int[] dims) -> Tensor',
  doc: 'Repeats the tensor along its last dims.',
  composite: ({ input, dims }) =>
    repeat(input, [...new Array<number>(Math.max(0, input.rank - dims.length)).fill(1), ...dims]),
  samples: ['torch.tile(torch.tensor([1, 2]), (2, 2))'],
})

/** k quarter turns in the plane of two dims, from the first to the second. Source: torch.rot90. */
export const rot90 = defineOp({
  schema: 'rot90(Tensor input, int k=1, int[] dims=[0,1]) -> Tensor',
  doc: 'Turns a plane by quarter turns.',
  gradName: 'Rot90Backward0',
  composite: ({ input, k, dims }) => {
    check(dims.length === 2, () => `expected total rotation dims == 2, but got dims = ${dims.length}`)
    check(input.rank >= 2, () => `expected total dims >= 2, but got total dims = ${input.rank}`)
    check(
      dims[0] !== dims[1] && Math.abs(dims[0] - dims[1]) !== input.rank,
      () => `expected rotation dims to be different, but got dim0 = ${dims[0]} and dim1 = ${dims[1]}`,
    )
    const [a, b] = dims.map((dim) => wrapDim(dim, input.rank))
    switch (((k % 4) + 4) % 4) {
      case 1:
        return transpose(flip(input, [b]), a, b)
      case 2:
        return flip(input, [a, b])
      case 3:
        return transpose(flip(input, [a]), a, b)
      default:
        return contiguous(input)
    }
  },
  samples: ['torch.rot90(torch.arange(4).view(2, 2))'],
})

export const fliplr = defineOp({
  schema: 'fliplr(Tensor input) -> Tensor',
  doc: 'Reverses dim 1.',
  composite: ({ input }) => {
    check(input.rank >= 2, () => 'Input must be >= 2-d.')
    return flip(input, [1])
  },
  samples: ['torch.fliplr(torch.arange(4).view(2, 2))'],
})

export const flipud = defineOp({
  schema: 'flipud(Tensor input) -> Tensor',
  doc: 'Reverses dim 0.',
  composite: ({ input }) => {
    check(input.rank >= 1, () => 'Input must be >= 1-d.')
    return flip(input, [0])
  },
  samples: ['torch.flipud(torch.arange(4).view(2, 2))'],
})

/** All elements in one dim, without copying where the memory allows it. Source: torch.ravel. */
export const ravel = defineOp({
  schema: 'ravel(Tensor input) -> Tensor',
  doc: 'The elements in one dim.',
  composite: ({ input }): Tensor => view(contiguous(input), [-1]),
  samples: ['torch.ravel(torch.ones(2, 2))'],
})
