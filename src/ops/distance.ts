/** The distance between pairs of vectors. */
import type { Tensor } from '../tensor/tensor.js'
import { add, sub } from './arithmetic.js'
import { composed } from './copy.js'
import { defineOp } from './define.js'
import { vectorNorm } from './vector-norms.js'

const faces = { torch: 'native', F: 'native' } as const

/** The p-norm of x1 − x2 + eps along the last dim. Source: torch.nn.functional.pairwise_distance. */
export const pairwiseDistance = defineOp({
  schema: 'pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-06, bool keepdim=False) -> Tensor',
  doc: 'The distance between vectors along the last dim.',
  faces,
  composite: ({ x1, x2, p, eps, keepdim }): Tensor => {
    const difference = add(sub(x1, x2), eps)
    const norm = vectorNorm(difference, { kind: 'float', value: p }, [-1], keepdim)
    return composed(norm, 'NormBackward1')
  },
  samples: ['F.pairwise_distance(torch.randn(2, 3), torch.randn(2, 3))'],
})
