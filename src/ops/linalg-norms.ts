/** torch.linalg: norms of matrices and vectors, condition numbers, and what is defined by them. */
import { isComplex } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { type Scalar, scalarOf, toNumber } from '../tensor/scalar.js'
import { formatSizes, wrapDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, conjugate, div, mul } from './arithmetic.js'
import { expand, movedim, squeezeDim, unsqueeze } from './axes.js'
import { maskedFill } from './choose.js'
import { eq } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { amax, amin } from './extremes.js'
import { ones } from './factory.js'
import { inv } from './inverse.js'
import { cat } from './join.js'
import { checkFloating, checkMatrix, checkRank, checkSquare, linalg } from './linalg-shared.js'
import { matmul } from './matmul.js'
import { eyeOf } from './matrix.js'
import { realFor } from './pointwise.js'
import { sumDims } from './reduce.js'
import { cumprod } from './running.js'
import { diagonal, sliceDim } from './slice.js'
import { svdvals } from './svd.js'
import { checkNormDtype, vectorNorm } from './vector-norms.js'

export const float = (value: number): Scalar => ({ kind: 'float', value })

// --- norms ------------------------------------------------------------------------------------------------------------

const cxx = (value: number): string =>
  value === Infinity ? 'inf' : value === -Infinity ? '-inf' : String(value)

type Order = Scalar | string

function matrixNorm(
  A: Tensor,
  ord: Order,
  dim: readonly number[],
  keepdim: boolean,
  dtype: Tensor['dtype'] | null,
): Tensor {
  const name = 'linalg.matrix_norm'
  const number = typeof ord === 'string' ? null : toNumber(ord)
  if (typeof ord === 'string') {
    check(ord === 'fro' || ord === 'nuc', () => `${name}: Order ${ord} not supported.`)
  } else {
    const size = Math.abs(number!)
    check(
      size === 1 || size === 2 || size === Infinity,
      () => `${name}: Order ${cxx(number!)} not supported.`,
    )
  }
  checkMatrix(name, A)
  checkNormDtype(name, A, null)
  check(dim.length === 2, () => `${name}: dim must be a 2-tuple. Got ${dim.join(' ')}`)
  const axes = dim.map((each) => wrapDim(each, A.rank))
  check(axes[0] !== axes[1], () => `${name}: dims must be different. Got (${dim.join(', ')})`)
  checkNormDtype(name, A, dtype)
  const input = dtype === null ? A : cast(A, dtype)
  if (ord === 'fro') return vectorNorm(input, float(2), [...axes], keepdim)
  if (ord === 'nuc' || Math.abs(number!) === 2) {
    const values = svdvals(movedim(input, axes, [-2, -1]))
    if (values.shape[values.rank - 1] === 0 && number === 2) {
      const none = sumDims(values, [-1])
      return keepdim ? keptAxes(none, axes) : none
    }
    const result =
      ord === 'nuc' ? sumDims(values, [-1]) : number! > 0 ? amax(values, [-1]) : amin(values, [-1])
    return keepdim ? keptAxes(result, axes) : result
  }
  const byColumn = Math.abs(number!) === 1
  const [summed, extreme] = byColumn ? axes : [axes[1], axes[0]]
  const sums = vectorNorm(input, float(1), [summed], true)
  const result = (number! > 0 ? amax : amin)(sums, [extreme], true)
  return keepdim ? result : squeezeDim(result, axes)
}

const keptAxes = (tensor: Tensor, axes: readonly number[]): Tensor =>
  [...axes].sort((a, b) => a - b).reduce<Tensor>((result, axis) => unsqueeze(result, axis), tensor)

defineOp({
  schema:
    'matrix_norm(Tensor input, Scalar ord, int[] dim=[-2,-1], bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'A norm of each matrix.',
  faces: linalg,
  out: true,
  composite: ({ input, ord, dim, keepdim, dtype }) => matrixNorm(input, ord, dim, keepdim, dtype),
  samples: ['torch.linalg.matrix_norm(torch.ones(2, 2), 1)'],
})
defineOp({
  schema:
    "matrix_norm.str_ord(Tensor input, str ord='fro', int[] dim=[-2,-1], bool keepdim=False, *, dtype? dtype=None) -> Tensor",
  doc: 'A norm of each matrix.',
  faces: linalg,
  out: true,
  composite: ({ input, ord, dim, keepdim, dtype }) => matrixNorm(input, ord, dim, keepdim, dtype),
  samples: ['torch.linalg.matrix_norm(torch.ones(2, 2))'],
})

/** Source: torch.linalg.norm: of vectors or matrices, by the number of dims and the order. */
export function linalgNorm(
  A: Tensor,
  ord: Order | null,
  dim: readonly number[] | null,
  keepdim: boolean,
  dtype: Tensor['dtype'] | null,
): Tensor {
  if (dim !== null) {
    check(
      dim.length === 1 || dim.length === 2,
      () => `linalg.norm: If dim is specified, it must be of length 1 or 2. Got ${formatSizes(dim)}`,
    )
  } else if (ord !== null) {
    check(
      A.rank === 1 || A.rank === 2,
      () => `linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got ${A.rank}D.`,
    )
  }
  if (typeof ord === 'string') return matrixNorm(A, ord, dim ?? [-2, -1], keepdim, dtype)
  if (ord !== null && (dim?.length === 2 || (dim === null && A.rank === 2)))
    return matrixNorm(A, ord, dim ?? [-2, -1], keepdim, dtype)
  return vectorNorm(A, ord ?? float(2), dim === null ? null : [...dim], keepdim, dtype)
}

defineOp({
  schema:
    'norm(Tensor input, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'A norm of vectors or matrices.',
  faces: linalg,
  out: true,
  composite: ({ input, ord, dim, keepdim, dtype }) => linalgNorm(input, ord, dim, keepdim, dtype),
  samples: ['torch.linalg.norm(torch.ones(2, 2))', 'torch.linalg.norm(torch.ones(2, 2), 1)'],
})
defineOp({
  schema:
    'norm.ord_str(Tensor input, str ord, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'A norm of matrices.',
  faces: linalg,
  out: true,
  composite: ({ input, ord, dim, keepdim, dtype }) => linalgNorm(input, ord, dim, keepdim, dtype),
  samples: ["torch.linalg.norm(torch.ones(2, 2), 'nuc')"],
})

/** The norm of all or some dims; `p` is a number, 'fro' or 'nuc'. Source: torch.norm. */
defineOp({
  schema:
    "norm(Tensor input, any p='fro', int[1]? dim=None, bool keepdim=False, any out=None, dtype? dtype=None) -> Tensor",
  doc: 'The p-norm of a tensor, 2 unless given.',
  faces: { torch: 'python', Tensor: 'python' },
  composite: ({ input, p, dim, keepdim, dtype }) => {
    if (typeof p === 'string' && p !== 'fro') return matrixNorm(input, p, dim ?? [-2, -1], keepdim, dtype)
    const order = p === null || p === 'fro' ? float(2) : scalarOf(p as number)
    return vectorNorm(input, order, dim, keepdim, dtype)
  },
  samples: ['torch.norm(torch.randn(2, 3))', 'torch.randn(2, 3).norm(p=1, dim=1)'],
})

for (const [name, order] of [
  ['frobenius_norm', 'fro'],
  ['nuclear_norm', 'nuc'],
] as const) {
  defineOp({
    schema:
      `${name}(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor` as 'nuclear_norm(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor',
    doc: 'A norm of each matrix.',
    faces: { torch: 'native' },
    composite: ({ input, dim, keepdim }) =>
      order === 'fro'
        ? vectorNorm(input, float(2), dim, keepdim)
        : matrixNorm(input, order, dim ?? [-2, -1], keepdim, null),
    samples: [`torch.${name}(torch.ones(2, 2), dim=(0, 1))`],
  })
}

function condition(A: Tensor, p: Order | null): Tensor {
  checkRank(() => 'linalg.cond: The input tensor must have at least 2 dimensions.', A)
  const number = p === null ? 2 : typeof p === 'string' ? null : toNumber(p)
  if (number !== null && Math.abs(number) === 2) {
    checkFloating('linalg.svd', A)
    const values = svdvals(A)
    const n = values.shape[values.rank - 1]
    const largest = sliceDim(values, values.rank - 1, 0, 1, 1)
    const smallest = sliceDim(values, values.rank - 1, n - 1, n, 1)
    return squeezeDim(number > 0 ? div(largest, smallest) : div(smallest, largest), [-1])
  }
  if (typeof p === 'string')
    check(p === 'fro' || p === 'nuc', () => `linalg.cond got an invalid norm type: ${p}`)
  checkSquare(`linalg.cond(${typeof p === 'string' ? `ord=${p}` : `ord=${cxx(number!)}`})`, A)
  const order: Order = p ?? float(2)
  if (typeof p === 'string' && p === 'nuc') {
    const values = svdvals(A)
    return mul(sumDims(values, [-1]), sumDims(div(ones([], null, realFor(A.dtype)), values), [-1]))
  }
  const size = matrixNorm(A, order, [-2, -1], false, null)
  const [back, info] = inverseWithInfo(A)
  const product = mul(size, matrixNorm(back, order, [-2, -1], false, null))
  return maskedFill(product, info, float(Infinity))
}

/** The inverse, and where there is none. */
function inverseWithInfo(A: Tensor): [Tensor, Tensor] {
  const values = svdvals(A)
  const none = eq(amin(values, [-1]), 0)
  const square = A.shape[A.rank - 1]
  // A singular matrix is replaced by the identity: its condition number is set afterwards.
  const flags = expand(unsqueeze(unsqueeze(none, -1), -1), [...A.shape])
  const safe = maskedFill(A, flags, 0)
  const filled = addIdentity(safe, none, square)
  return [inv(filled), none]
}

const addIdentity = (A: Tensor, none: Tensor, n: number): Tensor => {
  const unit = mul(eyeOf(n, n, A.dtype), cast(unsqueeze(unsqueeze(none, -1), -1), A.dtype))
  return add(A, unit)
}

/** Source: torch.linalg.cond. */
defineOp({
  schema: 'cond(Tensor input, Scalar? p=None) -> Tensor',
  doc: 'The condition number of each matrix.',
  faces: linalg,
  out: true,
  composite: ({ input, p }) => condition(input, p),
  samples: ['torch.linalg.cond(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
defineOp({
  schema: 'cond.p_str(Tensor input, str p) -> Tensor',
  doc: 'The condition number of each matrix.',
  faces: linalg,
  out: true,
  composite: ({ input, p }) => condition(input, p),
  samples: ["torch.linalg.cond(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), 'fro')"],
})

defineOp({
  schema: 'diagonal(Tensor A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor',
  doc: 'The diagonal of each matrix.',
  faces: linalg,
  composite: ({ A, offset, dim1, dim2 }) => diagonal(A, offset, dim1, dim2),
  samples: ['torch.linalg.diagonal(torch.ones(2, 3))'],
})

/** Source: torch.linalg.vecdot. The first is conjugated. */
defineOp({
  schema: 'vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor',
  doc: 'Inner products along a dim.',
  faces: linalg,
  out: true,
  composite: ({ x, y, dim }) => {
    check(
      x.dtype.kind === 'float' || isComplex(x.dtype),
      () => `linalg.vecdot: Expected a floating point or complex tensor as input. Got ${x.dtype.scalarType}`,
    )
    return sumDims(mul(conjugate(x), y), [dim])
  },
  samples: ['torch.linalg.vecdot(torch.ones(2), torch.ones(2))'],
})

/** Powers 0 … N − 1 of each element. Source: torch.linalg.vander. */
defineOp({
  schema: 'vander(Tensor x, *, int? N=None) -> Tensor',
  doc: "The powers of each element: Vandermonde's matrix.",
  faces: linalg,
  composite: ({ x, N }) => {
    const line = x.rank === 0 ? unsqueeze(x, 0) : x
    const n = N ?? line.shape[line.rank - 1]
    check(n > 1, () => 'N must be greater than 1.')
    const powers = cumprod(expand(unsqueeze(x, -1), [...x.shape, n - 1]), -1)
    const unit = ones([...x.shape, 1], null, powers.dtype)
    const whole = cat([unit, powers], powers.rank - 1)
    return x.rank === 0 ? unsqueeze(whole, 0) : whole
  },
  samples: ['torch.linalg.vander(torch.tensor([1, 2, 3]))'],
})

defineOp({
  schema: 'matmul(Tensor input, Tensor other) -> Tensor',
  doc: 'The matrix product, batches broadcast.',
  faces: linalg,
  out: true,
  composite: ({ input, other }) => matmul(input, other),
  samples: ['torch.linalg.matmul(torch.ones(2, 3), torch.ones(3))'],
})
