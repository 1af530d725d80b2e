/** What the linear algebra families share: their checks, batches of matrices for the data kernels, adjoints. */
import { dense } from '../compute/strided.js'
import type { DType, NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { broadcastShapes, numel, sameShape } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { conjugate } from './arithmetic.js'
import { expand, transpose } from './axes.js'
import { cast, solid } from './copy.js'
import { type Dim, given, keep } from './derive.js'
import { notImplementedFor } from './pointwise.js'

/** Where most of these operators stand. */
export const linalg = { 'torch.linalg': 'native' } as const

/** RuntimeError in `name`'s words unless the tensor has rows and columns. */
export function checkMatrix(name: string, tensor: Tensor, argument = 'A'): void {
  check(tensor.rank >= 2, () => `${name}: The input tensor ${argument} must have at least 2 dimensions.`)
}

/** The older operators' words for `checkMatrix`. */
export const checkRank = (words: (rank: number) => string, { rank }: Tensor): void =>
  check(rank >= 2, () => words(rank))

export function checkSquare(name: string, tensor: Tensor, argument = 'A'): void {
  checkMatrix(name, tensor, argument)
  checkSides(`${name}: ${argument}`, tensor)
}

/** RuntimeError unless the last two dims have one length. */
export function checkSides(what: string, tensor: Tensor): void {
  const [rows, cols] = tensor.shape.slice(-2)
  check(
    rows === cols,
    () => `${what} must be batches of square matrices, but they are ${rows} by ${cols} matrices`,
  )
}

export function checkFloating(name: string, { dtype }: Tensor): void {
  check(
    dtype.kind === 'float' || dtype.kind === 'complex',
    () => `${name}: Expected a floating point or complex tensor as input. Got ${dtype.scalarType}`,
  )
  check(
    dtype.kind === 'complex' || dtype.itemsize > 2,
    () => `${name}: Low precision dtypes not supported. Got ${dtype.scalarType}`,
  )
}

/** The words of a kernel that only takes what LAPACK takes. */
export function checkKernel(stub: string, { dtype }: Tensor): void {
  if (dtype.kind !== 'complex' && (dtype.kind !== 'float' || dtype.itemsize < 4))
    notImplementedFor(stub, dtype)
}

/** Raises a LinAlgError for the first matrix of the batch whose `info` is not 0. Reads the data. */
export function checkInfo(name: string, info: Tensor, words: (code: number) => string): void {
  if (info.device === 'meta') return
  const codes = dense(info.read())
  for (let i = 0; i < codes.length; i++) {
    const code = Number(codes[i])
    if (code === 0) continue
    const which = info.rank > 0 ? `(Batch element ${i}): ` : ''
    fail('torch._C._LinAlgError', `${name}: ${which}${words(code)}`)
  }
}

export const singular = (code: number): string =>
  `The diagonal element ${code} is zero, the inversion could not be completed because the input matrix is singular.`

/** The dims in front of the last two, which number the matrices. */
export const batchDims = (tensor: Tensor, drop = 2): Dim[] =>
  tensor.shape.slice(0, -drop).map((_, axis) => keep(tensor, axis))

export const rows = (tensor: Tensor): Dim => keep(tensor, tensor.rank - 2)
export const cols = (tensor: Tensor): Dim => keep(tensor, tensor.rank - 1)
export const smallerDim = (tensor: Tensor): Dim =>
  tensor.shape[tensor.rank - 2] < tensor.shape[tensor.rank - 1] ? rows(tensor) : cols(tensor)

/** The matrices of a batch as a work array of their own, row-major. */
export interface Matrices {
  readonly data: NumberData
  readonly count: number
  readonly rows: number
  readonly cols: number
  /** Array slots of one matrix. */
  readonly size: number
}

/** A copy of the matrices in the dtype's own precision: LU and Cholesky round as they go. */
export function matricesOf(array: NdArray): Matrices {
  const [m, n] = array.shape.slice(-2)
  const source = dense(array) as NumberData
  const size = m * n * array.dtype.width
  return { data: source.slice(), count: numel(array.shape.slice(0, -2)), rows: m, cols: n, size }
}

/** A copy in double precision, for what is computed there. */
export function doublesOf(array: NdArray): Matrices & { readonly data: Float64Array } {
  const matrices = matricesOf(array)
  return { ...matrices, data: Float64Array.from(matrices.data) }
}

/** One matrix of the batch, in place. */
export const matrixAt = <T extends NumberData>(
  { data, size }: Matrices & { readonly data: T },
  i: number,
): T => data.subarray(i * size, (i + 1) * size) as T

export const adjoint = (tensor: Tensor): Tensor => conjugate(transpose(tensor, -2, -1))
export const transposed = (tensor: Tensor): Tensor => transpose(tensor, -2, -1)

/** Both with the batch dims that they have together. */
export function broadcastBatches(a: Tensor, b: Tensor): [Tensor, Tensor] {
  const batch = broadcastShapes([a.shape.slice(0, -2), b.shape.slice(0, -2)])
  const whole = (tensor: Tensor): Tensor =>
    sameShape(tensor.shape.slice(0, -2), batch)
      ? tensor
      : expand(tensor, [...batch, ...tensor.shape.slice(-2)])
  return [whole(a), whole(b)]
}

export const eyeDims = (n: number): Dim[] => [given(n), given(n)]

/** A real tensor in the complex dtype of another; others as they are. */
export const asDtype = (tensor: Tensor, dtype: DType): Tensor =>
  tensor.dtype === dtype ? tensor : cast(tensor, dtype)

/** A copy that lies in memory column by column, as LAPACK leaves its results. */
export const byColumns = (tensor: Tensor): Tensor => transposed(solid(transposed(tensor)))
