/** Distances and similarities between vectors. */
import { int64 } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import type { Scalar } from '../tensor/scalar.js'
import { Tensor } from '../tensor/tensor.js'
import { add, div, mul, sub } from './arithmetic.js'
import { clampMin } from './choose.js'
import { cast, composed } from './copy.js'
import { defineOp } from './define.js'
import { embedding } from './embedding.js'
import { promote } from './pointwise.js'
import { sumDims } from './reduce.js'
import { vectorNorm } from './reductions.js'

const faces = { torch: 'native', F: 'native' } as const

/** The tensor under the graph name of what it stands for, where it has a graph. */
const named = (result: Tensor, name: string): Tensor =>
  result.requiresGrad ? composed(result, name) : result

const two: Scalar = { kind: 'float', value: 2 }

/** x1 · x2 over the product of their lengths, each at least eps. Source: torch.nn.functional.cosine_similarity. */
export const cosineSimilarity = defineOp({
  schema: 'cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor',
  doc: 'The cosine of the angle between vectors along a dim.',
  faces,
  composite: ({ x1, x2, dim, eps }): Tensor => {
    const dtype = promote(x1, x2)
    check(
      dtype.kind === 'float',
      () => `expected common dtype to be floating point, yet common dtype is ${dtype.scalarType}`,
    )
    const unit = (x: Tensor): Tensor => {
      const typed = cast(x, dtype)
      return div(typed, clampMin(vectorNorm(typed, two, [dim], true), eps))
    }
    return sumDims(mul(unit(x1), unit(x2)), [dim])
  },
  samples: ['F.cosine_similarity(torch.randn(2, 3), torch.randn(2, 3))'],
})

/** The p-norm of x1 − x2 + eps along the last dim. Source: torch.nn.functional.pairwise_distance. */
export const pairwiseDistance = defineOp({
  schema: 'pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-06, bool keepdim=False) -> Tensor',
  doc: 'The distance between vectors along the last dim.',
  faces,
  composite: ({ x1, x2, p, eps, keepdim }): Tensor => {
    const difference = add(sub(x1, x2), eps)
    const norm = vectorNorm(difference, { kind: 'float', value: p }, [-1], keepdim)
    return named(norm, 'NormBackward1')
  },
  samples: ['F.pairwise_distance(torch.randn(2, 3), torch.randn(2, 3))'],
})

/** The distances between all pairs of rows: (N, M) → (N (N − 1) / 2). Source: torch.nn.functional.pdist. */
export const pdist = defineOp({
  schema: 'pdist(Tensor input, float p=2) -> Tensor',
  doc: 'The distance between every two rows.',
  faces,
  composite: ({ input, p }): Tensor => {
    check(input.rank === 2, () => `pdist only supports 2D tensors, got: ${input.rank}D`)
    check(input.dtype.kind === 'float', () => 'pdist only supports floating-point dtypes')
    check(p >= 0, () => 'pdist only supports non-negative p values')
    const n = input.shape[0]
    const [first, second]: bigint[][] = [[], []]
    for (let i = 0; i < n; i++)
      for (let k = i + 1; k < n; k++) {
        first.push(BigInt(i))
        second.push(BigInt(k))
      }
    const rows = (numbers: bigint[]): Tensor =>
      embedding(input, Tensor.of(BigInt64Array.from(numbers), [numbers.length], int64))
    const difference = sub(rows(first), rows(second))
    return named(vectorNorm(difference, { kind: 'float', value: p }, [1], false), 'PdistBackward0')
  },
  samples: ['F.pdist(torch.randn(3, 2))'],
})
