/** Views written out of place: select_scatter, slice_scatter, diagonal_scatter. */
import { copyInto } from '../compute/copy.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, type Shape, sameShape, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { copied, type Out } from './derive.js'
import { zeros } from './factory.js'
import { diagonal, select } from './slice.js'

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
