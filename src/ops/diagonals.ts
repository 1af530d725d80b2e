/** Diagonals and triangles: diag, diag_embed, diagflat, fill_diagonal_, indices of triangles; Vandermonde's matrix. */
import { copyInto } from '../compute/copy.js'
import { dense } from '../compute/strided.js'
import { type DType, int64 } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { wrapDim } from '../tensor/shape.js'
import { type Device, state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { mul } from './arithmetic.js'
import { unsqueeze } from './axes.js'
import { cast, solid } from './copy.js'
import { defineOp } from './define.js'
import { counted, dims, fresh, given, keep, type Out } from './derive.js'
import { arange, zerosLike } from './factory.js'
import { checkWritable } from './inplace.js'
import { cat } from './join.js'
import { flip } from './order.js'
import { fill_ } from './overwrite.js'
import { sumDims } from './reduce.js'
import { diagonal } from './slice.js'
import { asStrided } from './strided.js'
import { reshape } from './view.js'

// --- diagonals ----------------------------------------------------------------------------------------------------

/** Where the diagonal's two dims stand in the output, and the size of both. */
function embedding(
  input: { readonly shape: readonly number[] },
  offset: number,
  dim1: number,
  dim2: number,
): { a: number; b: number; size: number } {
  const rank = input.shape.length + 1
  const [a, b] = [wrapDim(dim1, rank), wrapDim(dim2, rank)]
  check(a !== b, () => `diagonal dimensions cannot be identical ${dim1}, ${dim2}`)
  return { a, b, size: input.shape[input.shape.length - 1] + Math.abs(offset) }
}

/** The last dim laid along the diagonal of two new ones. Source: torch.diag_embed. */
export const diagEmbed = defineOp({
  schema: 'diag_embed(Tensor input, int offset=0, int dim1=-2, int dim2=-1) -> Tensor',
  doc: 'Lays the last dim along a diagonal, 0 elsewhere.',
  shape: ({ input, offset, dim1, dim2 }) => {
    const { a, b, size } = embedding(input, offset, dim1, dim2)
    let next = 0
    return dims(
      input.dtype,
      Array.from({ length: input.rank + 1 }, (_, axis) =>
        axis === a || axis === b ? fresh(size, 'length of the diagonal + |offset|') : keep(input, next++),
      ),
    )
  },
  kernel: ({ input, offset, dim1, dim2 }, out) => {
    const { a, b } = embedding(input, offset, dim1, dim2)
    const rest = out.shape.map((_, axis) => axis).filter((axis) => axis !== a && axis !== b)
    const start = offset >= 0 ? offset * out.strides[b] : -offset * out.strides[a]
    copyInto(
      {
        ...out,
        offset: start,
        shape: input.shape,
        strides: [...rest.map((axis) => out.strides[axis]), out.strides[a] + out.strides[b]],
      },
      input,
    )
  },
  backward: { input: ({ grad, offset, dim1, dim2 }) => diagonal(grad, offset, dim1, dim2) },
  samples: ['torch.diag_embed(torch.randn(2, 3))'],
})

/** A matrix from its diagonal, or the diagonal of a matrix, copied. Source: torch.diag. */
export const diag = defineOp({
  schema: 'diag(Tensor input, int diagonal=0) -> Tensor',
  doc: 'A vector as the diagonal of a matrix, or the diagonal of a matrix.',
  out: true,
  composite: ({ input, diagonal: offset }) => {
    check(input.rank === 1 || input.rank === 2, () => `diag(): Supports 1D or 2D tensors. Got ${input.rank}D`)
    return input.rank === 1 ? diagEmbed(input, offset) : diagonalCopy(input, offset)
  },
  samples: ['torch.diag(torch.randn(3))', 'torch.diag(torch.randn(3, 3))'],
})

export const diagonalCopy = defineOp({
  schema: 'diagonal_copy(Tensor input, int offset=0, int dim1=0, int dim2=1) -> Tensor',
  doc: 'The diagonal of two dims, copied.',
  faces: { torch: 'native' },
  out: true,
  gradName: 'DiagonalBackward0_copy',
  composite: ({ input, offset, dim1, dim2 }) => solid(diagonal(input, offset, dim1, dim2)),
  samples: ['torch.diagonal_copy(torch.randn(3, 3))'],
})

/** All elements along the diagonal of a matrix. Source: torch.diagflat. */
export const diagflat = defineOp({
  schema: 'diagflat(Tensor input, int offset=0) -> Tensor',
  doc: 'All elements as the diagonal of a matrix.',
  composite: ({ input, offset }) => diagEmbed(reshape(input, [input.numel]), offset),
  samples: ['torch.diagflat(torch.ones(2, 2))'],
})

/** One number along the diagonal; with wrap it goes on after the square. Source: Tensor.fill_diagonal_. */
defineOp({
  schema: 'fill_diagonal_(Tensor input, Scalar fill_value, bool wrap=False) -> Tensor',
  doc: 'Overwrites the diagonal with one number.',
  faces: { Tensor: 'native' },
  composite: ({ input, fill_value, wrap }): Tensor => {
    checkWritable(input, true)
    check(input.rank >= 2, () => 'dimensions must larger than 1')
    const [rows, cols] = input.shape
    if (input.rank > 2)
      check(
        input.shape.every((size) => size === rows),
        () => 'all dimensions of input must be of equal length',
      )
    const step = input.strides.reduce((sum, stride) => sum + stride, 0)
    const size = Math.min(...input.shape)
    const line = (offset: number, length: number): Tensor => asStrided(input, [length], [step], offset)
    fill_(line(input.offset, size), fill_value)
    if (wrap && input.rank === 2 && rows > cols + 1) {
      const left = Math.floor((input.numel + cols) / (cols + 1)) - size
      fill_(line(input.offset + (cols + 1) * input.strides[0], left), fill_value)
    }
    return input
  },
  samples: ['torch.zeros(3, 3).fill_diagonal_(1)'],
})

// --- triangles ----------------------------------------------------------------------------------------------------

const INDEX_OPTIONS = 'dtype? dtype=None, device? device=None, layout? layout=None, bool pin_memory=False'

/** The columns [from, to) of a row that lie in the triangle. */
const rowOf = (name: 'tril' | 'triu', row: number, cols: number, offset: number): [number, number] =>
  name === 'tril'
    ? [0, Math.max(0, Math.min(cols, row + offset + 1))]
    : [Math.max(0, Math.min(cols, row + offset)), cols]

const triangleIndices = (name: 'tril' | 'triu') => {
  const count = (rows: number, cols: number, offset: number): number => {
    let total = 0
    for (let r = 0; r < rows; r++) {
      const [from, to] = rowOf(name, r, cols, offset)
      total += to - from
    }
    return total
  }
  return defineOp({
    schema: `${name}_indices(int row, int col, int offset=0, *, ${INDEX_OPTIONS}) -> Tensor`,
    doc: `Rows and columns of the ${name === 'tril' ? 'lower' : 'upper'} triangle.`,
    faces: { torch: 'native' },
    shape: ({ row, col, offset, dtype, device }): Out => {
      check(row >= 0, () => `row must be non-negative, got${row}`)
      check(col >= 0, () => `col must be non-negative, got${col}`)
      return {
        ...dims((dtype as DType | null) ?? int64, [
          given(2),
          counted(count(row, col, offset), 'elements in the triangle'),
        ]),
        device: (device as Device | null) ?? state.defaultDevice,
      }
    },
    kernel: ({ row, col, offset }, out: NdArray) => {
      const n = out.shape[1]
      const put = (at: number, value: number): void => {
        out.data[at] = (out.data instanceof BigInt64Array ? BigInt(value) : value) as never
      }
      for (let r = 0, at = 0; r < row; r++) {
        const [from, to] = rowOf(name, r, col, offset)
        for (let c = from; c < to; c++, at++) {
          put(at, r)
          put(n + at, c)
        }
      }
    },
    samples: [`torch.${name}_indices(3, 3)`],
  })
}
export const trilIndices = triangleIndices('tril')
export const triuIndices = triangleIndices('triu')

// --- powers of a vector -------------------------------------------------------------------------------------------

/** The powers 0 to n − 1 of each element, along a new last dim. */
const powers = defineOp({
  schema: '_powers(Tensor input, int n) -> Tensor',
  doc: 'The powers 0 to n − 1 of each element.',
  faces: { private: 'native' },
  shape: ({ input, n }) =>
    dims(input.dtype, [...input.shape.map((_, axis) => keep(input, axis)), given(n, 'N')]),
  kernel: ({ input, n }, out) => {
    const bases = dense(input)
    const to = out.data as unknown as (number | bigint)[]
    for (let i = 0; i < bases.length; i++) {
      let power: number | bigint = bases instanceof BigInt64Array ? 1n : 1
      for (let k = 0; k < n; k++) {
        to[i * n + k] = power
        power = (power as number) * (bases[i] as number)
      }
    }
  },
  backward: {
    input: ({ grad, input, n }): Tensor => {
      if (n === 0) return zerosLike(input)
      const lower = cat([zerosLike(unsqueeze(input, -1)), powers(input, n - 1)], -1)
      return sumDims(mul(grad, mul(lower, arange(n))), [-1], false)
    },
  },
})

/** The powers of a vector's elements as rows, falling unless `increasing`. Source: torch.vander. */
export const vander = defineOp({
  schema: 'vander(Tensor x, int? N=None, bool increasing=False) -> Tensor',
  doc: "Vandermonde's matrix: powers of the elements, a row each.",
  faces: { torch: 'native' },
  composite: ({ x, N, increasing }) => {
    check(x.rank === 1, () => 'x must be a one-dimensional tensor.')
    const n = N ?? x.numel
    check(n >= 0, () => 'N must be non-negative.')
    // The products of whole numbers are int64.
    const rows = powers(x.dtype.kind === 'int' ? cast(x, int64) : x, n)
    return increasing ? rows : flip(rows, [-1])
  },
  samples: ['torch.vander(torch.tensor([1, 2, 3]))'],
})
