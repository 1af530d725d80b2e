/** Orthogonal matrices as products of reflectors: householder_product, orgqr, ormqr. */
import { check } from '../tensor/error.js'
import { formatSizes, sameShape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { add, conjugate, mul, sub } from './arithmetic.js'
import { unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { zerosLike } from './factory.js'
import { adjoint, checkRank, linalg } from './linalg-shared.js'
import { matmul } from './matmul.js'
import { eyeOf, tril } from './matrix.js'
import { notImplementedFor } from './pointwise.js'
import { sliceDim } from './slice.js'

/** Q from reflectors. Source: torch.linalg.householder_product. */
const householder = (name: string, second: 'tau' | 'input2', faces: 'torch.linalg' | 'torch') =>
  defineOp({
    schema:
      `${name}(Tensor input, Tensor ${second}) -> Tensor` as 'householder_product(Tensor input, Tensor tau) -> Tensor',
    doc: 'The orthogonal matrix that a product of reflectors is.',
    faces: faces === 'torch' ? undefined : linalg,
    out: true,
    composite: (args) => {
      const given = args as unknown as Record<string, Tensor>
      return product(given.input, given[second])
    },
    samples: [
      `torch.${faces === 'torch' ? '' : 'linalg.'}${name}(torch.ones(3, 2), torch.tensor([0.5, 0.25]))`,
    ],
  })

/** The first columns of H₁ H₂ …, with Hᵢ = 1 − τᵢ vᵢ vᵢᴴ. */
function product(input: Tensor, tau: Tensor): Tensor {
  checkRank(() => 'torch.linalg.householder_product: input must have at least 2 dimensions.', input)
  const [m, n] = input.shape.slice(-2)
  check(
    m >= n,
    () =>
      'torch.linalg.householder_product: input.shape[-2] must be greater than or equal to input.shape[-1]',
  )
  check(
    input.rank - tau.rank === 1,
    () =>
      `torch.linalg.householder_product: Expected tau to have one dimension less than input, but got tau.ndim equal to ${tau.rank} and input.ndim is equal to ${input.rank}`,
  )
  const k = tau.shape[tau.rank - 1]
  const V = add(tril(input, -1), eyeOf(m, n, input.dtype))
  let Q = add(zerosLike(input), eyeOf(m, n, input.dtype))
  for (let i = k - 1; i >= 0; i--) {
    const v = sliceDim(V, V.rank - 1, i, i + 1, 1)
    const t = unsqueeze(sliceDim(tau, tau.rank - 1, i, i + 1, 1), -1)
    Q = sub(Q, mul(t, matmul(v, matmul(adjoint(v), Q))))
  }
  return Q
}
householder('householder_product', 'tau', 'torch.linalg')
householder('orgqr', 'input2', 'torch')

function checkOrmqr(input: Tensor, tau: Tensor, other: Tensor, left: boolean): void {
  const say = (holds: boolean, words: () => string): void => check(holds, () => `torch.ormqr: ${words()}`)
  for (const [word, { rank }] of [
    ['input', input],
    ['other', other],
  ] as const)
    say(rank >= 2, () => `${word} must have at least 2 dimensions.`)
  const side = left ? -2 : -1
  const size = other.shape[other.rank + side]
  const [m, n] = input.shape.slice(-2)
  say(size === m, () => `other.shape[${side}] must be equal to input.shape[-2]`)
  say(
    tau.shape[tau.rank - 1] === Math.min(size, n),
    () => `tau.shape[-1] must be equal to min(other.shape[${side}], input.shape[-1])`,
  )
  say(
    input.rank - tau.rank === 1,
    () =>
      `Expected tau to have one dimension less than input, but got tau.ndim equal to ${tau.rank} and input.ndim is equal to ${input.rank}`,
  )
  say(
    input.rank === other.rank,
    () =>
      `Expected other to have the same number of dimensions as input, but got other.ndim equal to ${other.rank} and input.ndim is equal to ${input.rank}`,
  )
  for (const [word, shape] of [
    ['tau', tau.shape.slice(0, -1)],
    ['other', other.shape.slice(0, -2)],
  ] as const)
    say(
      sameShape(input.shape.slice(0, -2), shape),
      () =>
        `Expected batch dimensions of ${word} to be equal to input.shape[:-2], but got ${formatSizes(shape)}`,
    )
  for (const [word, { dtype }] of [
    ['tau', tau],
    ['other', other],
  ] as const)
    say(
      dtype === input.dtype,
      () =>
        `Expected input and ${word} to have the same dtype, but input has dtype${input.dtype.scalarType} and ${word} has dtype ${dtype.scalarType}`,
    )
  if (input.dtype.kind !== 'float' && input.dtype.kind !== 'complex')
    notImplementedFor('ormqr_cpu', input.dtype)
}

/** A matrix multiplied by the orthogonal matrix that reflectors stand for. Source: torch.ormqr. */
defineOp({
  schema: 'ormqr(Tensor input, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor',
  doc: 'Multiplies a matrix by the orthogonal matrix that a product of reflectors is.',
  out: true,
  composite: ({ input, input2: tau, input3: other, left, transpose }) => {
    checkOrmqr(input, tau, other, left)
    const [m, n] = input.shape.slice(-2)
    const V = add(tril(input, -1), eyeOf(m, n, input.dtype))
    const k = tau.shape[tau.rank - 1]
    // From the right as from the left with everything turned over; the first reflector comes last unless Q is turned.
    const turned = left === transpose
    let result = left ? other : adjoint(other)
    for (let step = 0; step < k; step++) {
      const i = turned ? step : k - 1 - step
      const v = sliceDim(V, V.rank - 1, i, i + 1, 1)
      const t = unsqueeze(sliceDim(tau, tau.rank - 1, i, i + 1, 1), -1)
      result = sub(result, mul(turned ? conjugate(t) : t, matmul(v, matmul(adjoint(v), result))))
    }
    return left ? result : adjoint(result)
  },
  samples: ['torch.ormqr(torch.ones(3, 2), torch.tensor([0.5, 0.25]), torch.ones(3, 2))'],
})
