/** Distances between rows, and the cosine of angles between vectors: cdist, pdist, cosine_similarity. */
import { dense } from '../compute/strided.js'
import { int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { broadcastShapes, numel, sameShape } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { div, mul, sub } from './arithmetic.js'
import { expand, unsqueeze } from './axes.js'
import { clampMin, maskedFill } from './choose.js'
import { eq } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { dims, fresh, given, keep } from './derive.js'
import { zeros } from './factory.js'
import { indexSelect } from './gather.js'
import { indexAdd } from './index-writes.js'
import { notImplementedFor, promote } from './pointwise.js'
import { pow } from './powers.js'
import { sumDims } from './reduce.js'
import { abs, sgn } from './rounding.js'
import { vectorNorm } from './vector-norms.js'

type Norm = (from: NumberData, a: number, to: NumberData, b: number, n: number) => number

/** The p-norm of the difference of two rows. */
function normOf(p: number): Norm {
  if (p === 2) {
    return (from, a, to, b, n) => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += (from[a + i] - to[b + i]) ** 2
      return Math.sqrt(sum)
    }
  }
  return (from, a, to, b, n) => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const size = Math.abs(from[a + i] - to[b + i])
      if (p === Infinity) sum = size > sum || Number.isNaN(size) ? size : sum
      else if (p === 0) sum += size === 0 ? 0 : 1
      else sum += p === 1 ? size : size ** p
    }
    return p === 0 || p === 1 || p === Infinity ? sum : sum ** (1 / p)
  }
}

/** The gradient of a p-norm with respect to the difference. */
function slope(difference: Tensor, distance: Tensor, p: number): Tensor {
  const nothing = eq(distance, 0)
  const quotient = (top: Tensor, bottom: Tensor): Tensor => maskedFill(div(top, bottom), nothing, 0)
  if (p === 0) return mul(difference, 0)
  if (p === 1) return sgn(difference)
  if (p === 2) return quotient(difference, distance)
  if (p === Infinity) return mul(sgn(difference), cast(eq(abs(difference), distance), difference.dtype))
  const power = mul(sgn(difference), pow(abs(difference), { kind: 'float', value: p - 1 }))
  return quotient(maskedFill(power, eq(difference, 0), 0), pow(distance, { kind: 'float', value: p - 1 }))
}

/** Distances between the rows of two batches of matrices. Source: torch.cdist. */
const distances = defineOp({
  schema: '_cdist(Tensor x1, Tensor x2, float p, bool euclid) -> Tensor',
  doc: 'The distance of every row of one matrix to every row of another.',
  faces: { private: 'native' },
  gradName: ({ euclid }) => (euclid ? 'EuclideanDistBackward0' : 'CdistBackward0'),
  shape: ({ x1, x2 }) =>
    dims(x1.dtype, [
      ...broadcastShapes([x1.shape.slice(0, -2), x2.shape.slice(0, -2)]).map((size) => given(size)),
      keep(x1, x1.rank - 2),
      keep(x2, x2.rank - 2),
    ]),
  kernel: ({ x1, x2, p }, out) => {
    const [n, k] = x1.shape.slice(-2)
    const m = x2.shape[x2.shape.length - 2]
    const count = numel(out.shape.slice(0, -2))
    const [a, b] = [dense(x1) as NumberData, dense(x2) as NumberData]
    const norm = normOf(p)
    const to = out.data as NumberData
    for (let i = 0, at = 0; i < count; i++)
      for (let r = 0; r < n; r++)
        for (let c = 0; c < m; c++) to[at++] = norm(a, (i * n + r) * k, b, (i * m + c) * k, k)
  },
  backward: {
    x1: ({ grad, x1, x2, result, p }) => sumDims(pairSlopes(grad, x1, x2, result, p), [-2]),
    x2: ({ grad, x1, x2, result, p }) =>
      mul(sumDims(pairSlopes(grad, x1, x2, result, p), [-3]), { kind: 'float', value: -1 }),
  },
})

function pairSlopes(grad: Tensor, x1: Tensor, x2: Tensor, result: Tensor, p: number): Tensor {
  const difference = sub(unsqueeze(x1, -2), unsqueeze(x2, -3))
  return mul(unsqueeze(grad, -1), slope(difference, unsqueeze(result, -1), p))
}

const MODES = [
  'use_mm_for_euclid_dist_if_necessary',
  'use_mm_for_euclid_dist',
  'donot_use_mm_for_euclid_dist',
]

defineOp({
  schema:
    "cdist(Tensor x1, Tensor x2, float p=2.0, str compute_mode='use_mm_for_euclid_dist_if_necessary') -> Tensor",
  doc: 'The distance of every row of one matrix to every row of another.',
  faces: { torch: 'python' },
  composite: ({ x1, x2, p, compute_mode }) => {
    if (!MODES.includes(compute_mode))
      fail('ValueError', `${compute_mode} is not a valid value for compute_mode`)
    check(x1.rank >= 2, () => `cdist only supports at least 2D tensors, X1 got: ${x1.rank}D`)
    check(x2.rank >= 2, () => `cdist only supports at least 2D tensors, X2 got: ${x2.rank}D`)
    const [n, m] = [x1.shape[x1.rank - 1], x2.shape[x2.rank - 1]]
    check(n === m, () => `X1 and X2 must have the same number of columns. X1: ${n} X2: ${m}`)
    check(
      x1.dtype.kind === 'float',
      () => `cdist only supports floating-point dtypes, X1 got: ${x1.dtype.scalarType}`,
    )
    check(
      x2.dtype.kind === 'float',
      () => `cdist only supports floating-point dtypes, X2 got: ${x2.dtype.scalarType}`,
    )
    check(p >= 0, () => 'cdist only supports non-negative p values')
    check(
      x1.dtype === x2.dtype,
      () => `expected scalar type ${x1.dtype.scalarType} but found ${x2.dtype.scalarType}`,
    )
    const [r1, r2] = [x1.shape[x1.rank - 2], x2.shape[x2.rank - 2]]
    const batch = broadcastShapes([x1.shape.slice(0, -2), x2.shape.slice(0, -2)])
    const whole = (tensor: Tensor): Tensor =>
      sameShape(tensor.shape.slice(0, -2), batch)
        ? tensor
        : expand(tensor, [...batch, ...tensor.shape.slice(-2)])
    const euclid =
      p === 2 && (compute_mode === MODES[1] || (compute_mode === MODES[0] && (r1 > 25 || r2 > 25)))
    return distances(whole(x1), whole(x2), p, euclid)
  },
  samples: ['torch.cdist(torch.randn(2, 3), torch.randn(4, 3))'],
})

/** Distances between the rows of one matrix, each pair once. Source: torch.pdist. */
defineOp({
  schema: 'pdist(Tensor input, float p=2) -> Tensor',
  doc: 'The distance of every pair of rows.',
  faces: { torch: 'native', F: 'native' },
  gradName: 'PdistBackward0',
  shape: ({ input, p }) => {
    check(input.rank === 2, () => `pdist only supports 2D tensors, got: ${input.rank}D`)
    check(input.dtype.kind === 'float', () => 'pdist only supports floating-point dtypes')
    check(p >= 0, () => 'pdist only supports non-negative p values')
    if (input.dtype.itemsize === 2) notImplementedFor('pdist', input.dtype)
    const n = input.shape[0]
    return dims(input.dtype, [fresh((n * (n - 1)) / 2, 'pairs of rows')])
  },
  kernel: ({ input, p }, out) => {
    const [n, k] = input.shape
    const from = dense(input) as NumberData
    const norm = normOf(p)
    const to = out.data as NumberData
    for (let i = 0, at = 0; i < n; i++)
      for (let j = i + 1; j < n; j++) to[at++] = norm(from, i * k, from, j * k, k)
  },
  backward: {
    input: ({ grad, input, result, p }): Tensor => {
      const n = input.shape[0]
      const [first, second] = pairs(n)
      const [a, b] = [indexSelect(input, 0, first), indexSelect(input, 0, second)]
      const slopes = mul(unsqueeze(grad, -1), slope(sub(a, b), unsqueeze(result, -1), p))
      const back = (index: Tensor, part: Tensor): Tensor =>
        indexAdd(zeros([...input.shape], null, part.dtype), 0, index, part)
      return sub(back(first, slopes), back(second, slopes))
    },
  },
  samples: ['torch.pdist(torch.randn(3, 2))'],
})

/** The two row numbers of every pair. */
function pairs(n: number): [Tensor, Tensor] {
  const count = (n * (n - 1)) / 2
  const [first, second] = [new BigInt64Array(count), new BigInt64Array(count)]
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      first[at] = BigInt(i)
      second[at] = BigInt(j)
    }
  }
  return [Tensor.of(first, [count], int64), Tensor.of(second, [count], int64)]
}

/** Source: torch.nn.functional.cosine_similarity. */
export const cosineSimilarity = defineOp({
  schema: 'cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor',
  doc: 'The cosine of the angle between vectors along a dim.',
  faces: { torch: 'native', F: 'native' },
  composite: ({ x1, x2, dim, eps }) => {
    const common = promote(x1, x2)
    check(
      common.kind === 'float' || common.kind === 'complex',
      () => `expected common dtype to be floating point, yet common dtype is ${common.scalarType}`,
    )
    const shape = [...broadcastShapes([x1.shape, x2.shape])]
    const unit = (tensor: Tensor): Tensor => {
      const whole = expand(cast(tensor, common), shape)
      return div(whole, clampMin(vectorNorm(whole, 2, [dim], true), { kind: 'float', value: eps }))
    }
    return sumDims(mul(unit(x1), unit(x2)), [dim])
  },
  samples: ['F.cosine_similarity(torch.randn(2, 3), torch.randn(2, 3))'],
})
