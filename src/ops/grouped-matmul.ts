/**
 * Products of matrices group by group, as mixtures of experts take them: the rows, the columns or the summed dim of a matrix are cut where
 * offsets say, and each piece meets a matrix of its own.
 */
import { gemm, type Matrix } from '../compute/gemm.js'
import { bfloat16, cppName, type DType, float16, float32, int32, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { transpose } from './axes.js'
import { defineOp } from './define.js'
import { dims, keep, type Out } from './derive.js'

/** Bytes that PyTorch's kernels read at a time; the strides of matrices must be whole numbers of these. */
const ALIGNED = 16

function checkMatrix(name: string, { rank, strides, shape, dtype }: Tensor): void {
  const [down, along] = strides.slice(rank - 2)
  const [rows, columns] = shape.slice(rank - 2)
  const wide =
    down === 1 && along >= Math.max(1, rows)
      ? along
      : along === 1 && down >= Math.max(1, columns)
        ? down
        : undefined
  check(
    wide !== undefined,
    () =>
      `Invalid strides/sizes, got [${strides.join(', ')}] for strides and [${shape.join(', ')}] for sizes`,
  )
  check((wide! * dtype.itemsize) % ALIGNED === 0, () => `strides should be multiple of ${ALIGNED} bytes`)
  check(
    dtype === float32 || dtype === bfloat16 || dtype === float16,
    () => `Expected ${name} to be Float32, BFloat16 or Float16 matrix, got ${dtype.scalarType}`,
  )
}

/** The i-th matrix of an array of them, or the array itself; `rows` and `columns` say from where on it is read. */
function matrixAt({ data, offset, strides, shape }: NdArray, i: number, rows = 0, columns = 0): Matrix {
  const [down, along] = strides.slice(-2)
  const start = offset + (shape.length === 3 ? i * strides[0] : 0)
  return { data: data as NumberData, offset: start + rows * down + columns * along, down, along }
}

function copyColumns(from: NumberData, width: number, to: NumberData, at: number, whole: number): void {
  for (let i = 0; i * width < from.length; i++) {
    to.set(from.subarray(i * width, (i + 1) * width) as never, i * whole + at)
  }
}

/** Matrices multiplied group by group; what no group has is zero. Source: torch._grouped_mm. */
const groupedMm = defineOp({
  schema:
    '_grouped_mm(Tensor input, Tensor mat2, Tensor? offs=None, Tensor? bias=None, dtype? out_dtype=None) -> Tensor',
  doc: 'Multiplies matrices group by group.',
  faces: { torch: 'native' },
  gradName: 'GroupedMmBackward0',
  shape: ({ input, mat2, offs, bias, out_dtype: asked }): Out => {
    check(input.rank === 2 || input.rank === 3, () => 'mat_a has to be 2 or 3d')
    check(mat2.rank === 2 || mat2.rank === 3, () => 'mat_b has to be 2 or 3d')
    const flat = input.rank === 2 || mat2.rank === 2
    check(
      input.rank + mat2.rank === 4 || input.shape.at(-1) === mat2.shape.at(-2),
      () => 'contraction dimension of mat_a and mat_b must match',
    )
    check(
      input.rank + mat2.rank > 4 || input.shape[1] === mat2.shape[0],
      () =>
        `mat1 and mat2 shapes cannot be multiplied (${input.shape.join('x')} and ${mat2.shape.join('x')})`,
    )
    checkMatrix('mat_a', input)
    checkMatrix('mat_b', mat2)
    check(
      flat === (offs !== null),
      () => 'Have to provide offsets if there is a 2d matrix, or no offset if both matrices are 3d',
    )
    if (offs !== null) {
      check(offs.rank === 1, () => 'offs has to be 1D')
      check(offs.dtype === int32, () => 'Offsets have to be int32')
    }
    check(bias === null, () => 'Bias not supported yet')
    checkTypes(input.dtype, mat2.dtype, asked)
    const groups = [input, mat2].filter(({ rank }) => rank === 3).map(({ shape }) => shape[0])
    if (offs !== null) groups.push(offs.shape[0])
    check(
      groups.every((count) => count === groups[0]),
      () => (flat ? 'matrix batch sizes have to match' : 'batched dimension has to match'),
    )
    const [rows, columns] = [keep(input, input.rank - 2), keep(mat2, mat2.rank - 1)]
    if (input.rank !== mat2.rank) return dims(input.dtype, [rows, columns])
    return dims(input.dtype, [input.rank === 3 ? keep(input, 0) : keep(offs!, 0), rows, columns])
  },
  kernel: ({ input, mat2, offs }, out) => {
    const [m, n] = out.shape.slice(-2)
    const k = input.shape[input.shape.length - 1]
    const data = out.data as NumberData
    const ends =
      offs === null
        ? null
        : Array.from({ length: offs.shape[0] }, (_, i) =>
            Number(offs.data[offs.offset + i * offs.strides[0]]),
          )
    const count = ends?.length ?? input.shape[0]
    let start = 0
    for (let i = 0; i < count; i++) {
      const end = ends === null ? 0 : ends[i]
      if (ends === null) gemm(m, n, k, matrixAt(input, i), matrixAt(mat2, i), data, i * m * n)
      else if (input.shape.length === mat2.shape.length) {
        gemm(m, n, end - start, matrixAt(input, i, 0, start), matrixAt(mat2, i, start), data, i * m * n)
      } else if (input.shape.length === 2) {
        gemm(end - start, n, k, matrixAt(input, i, start), matrixAt(mat2, i), data, start * n)
      } else if (end > start) {
        const piece = new (data.constructor as Float32ArrayConstructor)(m * (end - start))
        gemm(m, end - start, k, matrixAt(input, i), matrixAt(mat2, i, 0, start), piece, 0)
        copyColumns(piece, end - start, data, start, n)
      }
      start = end
    }
  },
  backward: {
    input: ({ grad, mat2, offs }): Tensor => groupedMm(grad, transpose(mat2, -2, -1), offs),
    mat2: ({ grad, input, offs }): Tensor => groupedMm(transpose(input, -2, -1), grad, offs),
  },
  samples: [
    'torch._grouped_mm(torch.randn(6, 4), torch.randn(2, 4, 8), torch.tensor([2, 6], dtype=torch.int32))',
  ],
})

function checkTypes(a: DType, b: DType, asked: DType | null): void {
  check(a === b, () => `expected m1 and m2 to have the same dtype, but got: ${cppName(a)} != ${cppName(b)}`)
  if (asked !== null && asked !== a) {
    fail('RuntimeError', 'Grouped gemm output dtype must match `mat_a` dtype')
  }
}

/** Source: torch.nn.functional.grouped_mm. */
defineOp({
  schema:
    'grouped_mm(Tensor mat_a, Tensor mat_b, *, Tensor? offs=None, Tensor? bias=None, dtype? out_dtype=None) -> Tensor',
  doc: 'Multiplies matrices group by group.',
  faces: { F: 'python' },
  composite: ({ mat_a: a, mat_b: b, offs, bias, out_dtype: asked }) => groupedMm(a, b, offs, bias, asked),
  samples: ['F.grouped_mm(torch.randn(2, 4, 8), torch.randn(2, 8, 4))'],
})
