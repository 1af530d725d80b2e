/** Pseudoinverses, ranks and least squares: pinv, lstsq. */
import { dense } from '../compute/strided.js'
import { type DType, float64, int64, isComplex } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { numel } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, mul, neg, sub } from './arithmetic.js'
import { squeezeDim, unsqueeze } from './axes.js'
import { clampMin, maximum, where } from './choose.js'
import { gt } from './compare.js'
import { detached } from './conversion.js'
import { defineOp } from './define.js'
import { dims, keep } from './derive.js'
import { eigh, eigvalsh } from './eigen.js'
import { amax } from './extremes.js'
import { hidden } from './factors.js'
import { empty, zeros, zerosLike } from './factory.js'
import { cat } from './join.js'
import { adjoint, asDtype, batchDims, byColumns, checkMatrix, linalg, rows } from './linalg-shared.js'
import { matmul } from './matmul.js'
import { realFor } from './pointwise.js'
import { square } from './powers.js'
import { sumDims } from './reduce.js'
import { abs } from './rounding.js'
import { sliceDim } from './slice.js'
import { identityFor, scaleColumns } from './spectra.js'
import { svdOf, svdvals } from './svd.js'
import { reciprocal } from './unary.js'

const epsilon = (dtype: DType): number => (realFor(dtype) === float64 ? 2 ** -52 : 2 ** -23)

type Tolerance = Tensor | number | null

/** Values above max(atol, rtol · the largest) count; rtol is eps · max(m, n) unless atol is given. */
function thresholds(A: Tensor, sizes: Tensor, atol: Tolerance, rtol: Tolerance): Tensor {
  const [m, n] = A.shape.slice(-2)
  const absolute = typeof atol === 'number' || atol === null ? (atol ?? 0) : atol
  const given = typeof absolute !== 'number' || absolute > 0
  const relative = rtol ?? (given && atol !== null ? 0 : epsilon(A.dtype) * Math.max(m, n))
  const largest = amax(sizes, [-1], true)
  const factor = typeof relative === 'number' ? { kind: 'float' as const, value: relative } : column(relative)
  const scaled = mul(largest, factor)
  const floor = typeof absolute === 'number' ? null : column(absolute)
  return floor === null
    ? clampMin(scaled, { kind: 'float', value: absolute as number })
    : maximum(scaled, asDtype(floor, scaled.dtype))
}

const column = (tensor: Tensor): Tensor => (tensor.rank === 0 ? tensor : unsqueeze(tensor, -1))

/** Source: torch.linalg.pinv. Gradients as for matrices whose rank does not change. */
const pinvOp = defineOp({
  schema: '_linalg_pinv(Tensor A, Tensor pseudo) -> Tensor',
  doc: 'The pseudoinverse, with its gradient.',
  faces: hidden,
  gradName: 'LinalgPinvBackward0',
  // Tolerances for several matrices may widen the batch.
  shape: ({ A, pseudo }) => dims(A.dtype, [...batchDims(pseudo), keep(pseudo, pseudo.rank - 2), rows(A)]),
  kernel: ({ pseudo }, out) => (out.data as Float64Array).set(dense(pseudo) as Float64Array),
  backward: {
    A: ({ grad, A, result: P }): Tensor => {
      const back = adjoint(P)
      const outside = (projector: Tensor): Tensor =>
        sub(identityFor(projector.shape[projector.rank - 1], A.dtype), projector)
      const first = neg(matmul(back, matmul(grad, back)))
      const left = matmul(outside(matmul(A, P)), matmul(adjoint(grad), matmul(P, back)))
      const right = matmul(matmul(back, P), matmul(adjoint(grad), outside(matmul(P, A))))
      return add(first, add(left, right))
    },
  },
})

function pseudoinverse(A: Tensor, atol: Tolerance, rtol: Tolerance, hermitian: boolean): Tensor {
  check(
    A.rank >= 2 && ((A.dtype.kind === 'float' && A.dtype.itemsize > 2) || isComplex(A.dtype)),
    () =>
      `linalg.pinv(${A.dtype.scalarType}{[${A.shape.join(', ')}]}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types`,
  )
  const still = A.gradFn === null && !A.requiresGradFlag ? A : detached(A)
  if (numel(A.shape) === 0)
    return empty([...A.shape.slice(0, -2), A.shape[A.rank - 1], A.shape[A.rank - 2]], null, A.dtype)
  const invert = (values: Tensor, sizes: Tensor): Tensor => {
    const counts = gt(sizes, thresholds(A, sizes, atol, rtol))
    return where(counts, reciprocal(values), zerosLike(values))
  }
  if (hermitian) {
    const [L, V] = eigh(still)
    return pinvOp(A, matmul(scaleColumns(V, asDtype(invert(L, abs(L)), V.dtype)), adjoint(V)))
  }
  const [U, S, Vh] = svdOf(still, false, true)
  return pinvOp(A, matmul(scaleColumns(adjoint(Vh), asDtype(invert(S, S), U.dtype)), adjoint(U)))
}

/** The overloads that pinv and matrix_rank share: tolerances as tensors or numbers, by keyword or (the old way) by position. */
function withTolerances(
  name: 'pinv' | 'matrix_rank',
  old: 'rcond' | 'tol',
  doc: string,
  run: (input: Tensor, atol: Tolerance, rtol: Tolerance, hermitian: boolean) => Tensor,
): void {
  const common = {
    doc,
    faces: linalg,
    out: true,
    samples: [`torch.linalg.${name}(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))`],
  }
  for (const type of ['Tensor', 'float'] as const) {
    defineOp({
      ...common,
      schema:
        `${name}.atol_rtol_${type}(Tensor input, *, ${type}? atol=None, ${type}? rtol=None, bool hermitian=False) -> Tensor` as 'pinv(Tensor input, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor',
      composite: ({ input, atol, rtol, hermitian }) => run(input, atol, rtol, hermitian),
    })
  }
  for (const type of ['Tensor', 'float'] as const) {
    defineOp({
      ...common,
      schema:
        `${name}.${old}_${type}(Tensor input, ${type} ${old}, bool hermitian=False) -> Tensor` as 'pinv(Tensor input, float rcond, bool hermitian=False) -> Tensor',
      composite: (args) => {
        const given = (args as unknown as Record<string, Tolerance>)[old]
        return old === 'rcond'
          ? run(args.input, 0, given, args.hermitian)
          : run(args.input, given, 0, args.hermitian)
      },
    })
  }
}

withTolerances('pinv', 'rcond', 'The pseudoinverse of each matrix.', pseudoinverse)
defineOp({
  schema: 'pinverse(Tensor input, float rcond=1e-15) -> Tensor',
  doc: 'The pseudoinverse of each matrix.',
  composite: ({ input, rcond }) => pseudoinverse(input, 0, rcond, false),
  samples: ['torch.pinverse(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))'],
})
const checkHandled = ({ dtype }: Tensor): void =>
  check(
    isComplex(dtype) || (dtype.kind === 'float' && dtype.itemsize > 2),
    () => "This function doesn't handle types other than float and double",
  )

withTolerances(
  'matrix_rank',
  'tol',
  'How many singular values of each matrix are not negligible.',
  (input, atol, rtol, hermitian) => {
    checkMatrix('torch.linalg.matrix_rank', input, 'input')
    if (numel(input.shape) === 0) return zeros([...input.shape.slice(0, -2)], null, int64)
    checkHandled(input)
    const sizes = hermitian ? abs(eigvalsh(input)) : svdvals(input)
    return sumDims(gt(sizes, thresholds(input, sizes, atol, rtol)), [-1])
  },
)

const drivers = ['gels', 'gelsy', 'gelsd', 'gelss']

/** Source: torch.linalg.lstsq. */
defineOp({
  schema:
    'lstsq(Tensor input, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)',
  doc: 'The X for which A X is nearest to B.',
  faces: linalg,
  gradName: 'LinalgLstsqBackward0',
  composite: ({ input: A, b, rcond, driver }) => {
    const name = 'torch.linalg.lstsq'
    check(A.rank >= 2, () => `${name}: input must have at least 2 dimensions.`)
    check(b.rank >= 1, () => `${name}: other must have at least 1 dimension.`)
    check(
      A.dtype === b.dtype,
      () =>
        `${name}: Expected input and other to have the same dtype, but got input's dtype ${A.dtype.scalarType} and other's dtype ${b.dtype.scalarType}`,
    )
    const gap = A.rank - b.rank
    check(
      gap === 0 || gap === 1,
      () =>
        `${name}: input.dim() must be greater or equal to other.dim() and (input.dim() - other.dim()) <= 1`,
    )
    const vector = gap === 1
    const rowsOfB = b.shape[b.rank - (vector ? 1 : 2)]
    check(
      A.shape[A.rank - 2] === rowsOfB,
      () => `${name}: input.size(-2) should match other.size(${vector ? -1 : -2})`,
    )
    const chosen = driver ?? 'gelsy'
    check(
      drivers.includes(chosen),
      () => `${name}: parameter \`driver\` should be one of (gels, gelsy, gelsd, gelss)`,
    )
    checkHandled(A)
    const [m, n] = A.shape.slice(-2)
    const tolerance = rcond ?? epsilon(A.dtype) * Math.max(m, n)
    const B = vector ? unsqueeze(b, -1) : b
    const product = matmul(pseudoinverse(A, 0, chosen === 'gels' ? 0 : tolerance, false), B)
    // LAPACK puts the solution into the first rows of B.
    const spare = zeros(
      [...product.shape.slice(0, -2), Math.max(m - n, 0), product.shape[product.rank - 1]],
      null,
      A.dtype,
    )
    const X = sliceDim(byColumns(cat([product, spare], product.rank - 2)), product.rank - 2, 0, n, 1)
    const values = svdvals(detached(A))
    const rank =
      chosen === 'gels'
        ? zeros([0], null, int64)
        : sumDims(gt(values, mul(amax(values, [-1], true), { kind: 'float', value: tolerance })), [-1])
    const none = (): Tensor => zeros([0], null, realFor(A.dtype))
    const full = chosen === 'gels' || chosen === 'gelsy' || !allFull(rank, n)
    const residual = m > n && chosen !== 'gelsy' && (chosen === 'gels' || !full)
    return [
      vector ? squeezeDim(X, [-1]) : X,
      residual ? sumDims(square(abs(sub(matmul(A, X), B))), [-2]) : none(),
      rank,
      chosen === 'gelsd' || chosen === 'gelss' ? values : none(),
    ]
  },
  samples: ['torch.linalg.lstsq(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.ones(2, 1))'],
})

const allFull = (rank: Tensor, n: number): boolean =>
  rank.device === 'meta' || (dense(rank.read()) as BigInt64Array).every((each) => Number(each) === n)
