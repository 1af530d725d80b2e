/** Order statistics and their kin: median, mode, quantile, covariance. */
import { forEachGroup } from '../compute/reduce.js'
import { Selector } from '../compute/select.js'
import { bigintRanks, Sorter } from '../compute/sort.js'
import { dense } from '../compute/strided.js'
import { type Data, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import type { Scalar } from '../tensor/scalar.js'
import { wrapDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { conjugate, div, mul, sub } from './arithmetic.js'
import { squeeze, squeezeDim, t, transpose, unsqueeze } from './axes.js'
import { clamp, clampMin, where } from './choose.js'
import { eq } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { dims, type Out, reduceDims } from './derive.js'
import { intoIndex } from './extremes.js'
import { fullLike } from './factory.js'
import { lerp } from './fused.js'
import { gather } from './gather.js'
import { mm } from './matmul.js'
import { sort } from './order.js'
import { notImplementedFor } from './pointwise.js'
import { allAxes, type Offsets, sum, sumDims } from './reduce.js'
import { anyDim } from './reductions.js'
import { ceil, floor, isnan, logicalNot, round } from './rounding.js'
import { diagonal } from './slice.js'
import { sqrt } from './unary.js'
import { reshape, view } from './view.js'
import { scalarTensor, wrapNumber } from './wrap.js'

const half: Scalar = { kind: 'float', value: 0.5 }

// --- median and mode ----------------------------------------------------------------------------------------------

/** For groups of the size that came last. */
let sorter: Sorter | null = null

/** Positions within a group by value; nan last, ties in their order. */
function sortedPositions(data: Data, offsets: Offsets): Int32Array {
  if (!(data instanceof BigInt64Array)) {
    const { length } = offsets
    if (sorter?.length !== length) sorter = new Sorter(length)
    return sorter.sort(length, (i) => data[offsets[i]], false).subarray(0, length)
  }
  const values = Array.from(offsets, (offset) => data[offset])
  const positions = Int32Array.from(values, (_, i) => i)
  return positions.sort((i, j) => (values[i] < values[j] ? -1 : values[i] > values[j] ? 1 : i - j))
}

/** Position of the lower median; with nan among the elements the first nan, unless they are ignored. */
function medianOf(data: Data, offsets: Offsets, ignoreNan: boolean): number {
  const sorted = sortedPositions(data, offsets)
  let count = sorted.length
  while (count > 0 && data[offsets[sorted[count - 1]]] !== data[offsets[sorted[count - 1]]]) count--
  if (count < sorted.length && !ignoreNan) return sorted[count]
  return sorted[Math.max(0, (count - 1) >> 1)]
}

/** Position of the most frequent value, the smallest among several; of equal ones that which C++ sorts last. */
function modeOf(data: Data, offsets: Offsets): number {
  const { length } = offsets
  const ranks = data instanceof BigInt64Array ? bigintRanks(length, (i) => data[offsets[i]]) : null
  const values = ranks ?? Float64Array.from(offsets, (offset) => data[offset] as number)
  const sorted = new Selector(length).sorted(length, (i) => values[i])
  let best = sorted[0]
  let most = 0
  for (let start = 0, end = 0; start < length; start = end) {
    const value = values[sorted[start]]
    while (end < length && (values[sorted[end]] === value || end === start)) end++
    if (end - start > most) {
      most = end - start
      best = sorted[end - 1]
    }
  }
  return best
}

type Picked = '(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)'

/** One element along a dim, and where it was: values and indices. */
const picking = (
  schema: string,
  doc: string,
  gradName: string,
  pick: (data: Data, offsets: Offsets) => number,
  { refuses, stub }: { refuses: (input: Tensor) => boolean; stub: string },
) => {
  const name = schema.slice(0, schema.search(/[.(]/))
  return defineOp({
    schema: schema as `pick${Picked}`,
    doc,
    out: true,
    gradName,
    shape: ({ input, dim, keepdim }): Out[] => {
      const axis = wrapDim(dim, input.rank)
      if (refuses(input)) notImplementedFor(stub, input.dtype)
      if (input.rank > 0 && input.shape[axis] === 0)
        fail('IndexError', `${name}(): Expected reduction dim ${axis} to have non-zero size.`)
      const left = reduceDims(input, [axis], keepdim)
      return [dims(input.dtype, left), dims(int64, left)]
    },
    kernel: ({ input, dim }, values, [, indices]) => {
      const axes = input.shape.length === 0 ? [] : [wrapDim(dim, input.shape.length)]
      forEachGroup(input, axes, (at, offsets) => {
        const position = pick(input.data, offsets)
        values.data[at] = input.data[offsets[position]]
        ;(indices.data as BigInt64Array)[at] = BigInt(position)
      })
    },
    backward: {
      input: ({ grad, results, meta, dim, keepdim }) => {
        const { shape } = meta.input
        if (shape.length === 0) return grad
        const axis = wrapDim(dim, shape.length)
        const [g, index] = keepdim ? [grad, results[1]] : [unsqueeze(grad, axis), unsqueeze(results[1], axis)]
        return intoIndex(g, index, shape, axis)
      },
    },
    samples: [`torch.${name}(torch.randn(2, 5), 1)`],
  })
}

const medians = (name: 'median' | 'nanmedian') => {
  const ignoreNan = name === 'nanmedian'
  const grads = ignoreNan ? 'NanmedianBackward' : 'MedianBackward'
  const doc = `The lower median${ignoreNan ? ' of the elements that are not nan' : ''}`
  const noOrder = ({ dtype }: Tensor): boolean => dtype.kind === 'bool' || dtype.kind === 'complex'
  defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc: `${doc}.`,
    gradName: `${grads}0`,
    shape: ({ input }) => {
      if (noOrder(input)) notImplementedFor('median_cpu', input.dtype)
      return dims(input.dtype, [])
    },
    kernel: ({ input }, out) => {
      forEachGroup(input, allAxes(input), (_, offsets) => {
        const empty = input.dtype.kind === 'float' ? NaN : -(2n ** 63n)
        out.data[0] =
          offsets.length === 0
            ? (empty as never)
            : input.data[offsets[medianOf(input.data, offsets, ignoreNan)]]
      })
    },
    backward: {
      input: ({ grad, input, result }) => {
        const chosen = cast(where(isnan(result), isnan(input), eq(input, result)), input.dtype)
        return mul(grad, div(chosen, sum(chosen)))
      },
    },
    samples: [`torch.${name}(torch.randn(2, 5))`],
  })
  return picking(
    `${name}.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`,
    `${doc} along a dim, and where it is.`,
    `${grads}1`,
    (data, offsets) => medianOf(data, offsets, ignoreNan),
    { refuses: noOrder, stub: 'median_out' },
  )
}
export const median = medians('median')
export const nanmedian = medians('nanmedian')

/** The most frequent value along a dim. Source: torch.mode. */
export const mode = picking(
  'mode(Tensor input, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)',
  'The most frequent value along a dim, and where it is last.',
  'ModeBackward0',
  modeOf,
  { refuses: ({ dtype }) => dtype.kind === 'complex', stub: 'mode_cpu' },
)

// --- quantile -----------------------------------------------------------------------------------------------------

const INTERPOLATIONS = ['linear', 'lower', 'higher', 'midpoint', 'nearest']

interface Quantile {
  readonly input: Tensor
  readonly q: Tensor
  readonly dim: number | null
  readonly keepdim: boolean
  readonly interpolation: string
}

function checkQuantile(name: string, { input, q, interpolation }: Quantile): void {
  check(input.numel > 0, () => `${name}() input tensor must be non-empty`)
  check(q.rank <= 1, () => `${name}() q must be a scalar or 1D tensor`)
  check(
    input.dtype.kind === 'float' && input.dtype.itemsize >= 4,
    () => `${name}() input tensor must be either float or double dtype`,
  )
  check(input.dtype === q.dtype, () => `${name}() q tensor must be same dtype as the input tensor`)
  check(
    INTERPOLATIONS.includes(interpolation),
    () =>
      `${name}() interpolation must be one of linear, lower, higher, midpoint or nearest, but got ${interpolation}`,
  )
  if (q.device === 'meta') return
  check(
    (dense(q.read()) as Float32Array).every((value) => value >= 0 && value <= 1),
    () => `${name}() q values must be in the range [0, 1]`,
  )
}

/** Which rank each quantile has: q · (n − 1), n without nan for nanquantile; the last, a nan, where there is one. */
function ranksOf(ignoreNan: boolean, lines: Tensor, q: Tensor): Tensor {
  const n = lines.shape[lines.rank - 1]
  const nans = isnan(lines)
  if (!ignoreNan) return where(anyDim(nans, [-1], true), { kind: 'float', value: n - 1 }, mul(q, n - 1))
  const last = sub(cast(sumDims(logicalNot(nans), [-1], true), q.dtype), 1)
  return clampMin(mul(q, last), 0)
}

/** The rounding of ranks that is not linear. */
const ROUNDINGS: Readonly<Record<string, (ranks: Tensor) => Tensor>> = {
  lower: floor,
  higher: ceil,
  nearest: round,
}

/**
 * Between the two sorted elements around rank q · (n − 1). The lines are laid along a new last dim, the one that they
 * had keeps size 1; the quantiles then stand along the last dim and go to the front.
 */
function quantileOf(name: 'quantile' | 'nanquantile', given: Quantile): Tensor {
  checkQuantile(name, given)
  const { input, q, dim, keepdim, interpolation } = given
  const whole = dim === null || input.rank === 0
  const source = whole ? reshape(input, [input.numel]) : input
  const axis = whole ? 0 : wrapDim(dim, input.rank)
  const lines = transpose(unsqueeze(source, -1), axis, -1)
  const sorted = sort(lines, -1)[0]
  const ranks = (ROUNDINGS[interpolation] ?? ((each) => each))(
    ranksOf(name === 'nanquantile', lines, reshape(q, [q.numel])),
  )
  const below = floor(ranks)
  let result = gather(sorted, -1, cast(below, int64))
  if (interpolation === 'linear' || interpolation === 'midpoint') {
    const weight = interpolation === 'midpoint' ? fullLike(below, half) : sub(ranks, below)
    result = lerp(result, gather(sorted, -1, cast(ceil(ranks), int64)), weight)
  }
  const front = q.rank === 0 ? result : transpose(unsqueeze(result, 0), 0, -1)
  if (whole) return view(front, [...q.shape, ...(keepdim ? input.shape.map(() => 1) : [])])
  return squeezeDim(keepdim ? front : squeezeDim(front, [axis + q.rank]), [-1])
}

const quantileOps = (name: 'quantile' | 'nanquantile') => {
  const doc = `The values below which the fraction q of the elements lies${name === 'quantile' ? '' : ', nan left out'}.`
  defineOp({
    schema: `${name}(Tensor input, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor`,
    doc,
    out: true,
    composite: (args): Tensor => quantileOf(name, args),
    samples: [`torch.${name}(torch.randn(2, 5), torch.tensor([0.25, 0.75]), dim=1)`],
  })
  defineOp({
    schema: `${name}.scalar(Tensor input, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor`,
    doc,
    out: true,
    composite: ({ input, q, ...args }): Tensor => {
      check(q >= 0 && q <= 1, () => `${name}() q must be in the range [0, 1] but got ${q}`)
      return quantileOf(name, { input, q: scalarTensor({ kind: 'float', value: q }, input.dtype), ...args })
    },
    samples: [`torch.${name}(torch.randn(2, 5), 0.5)`],
  })
}
quantileOps('quantile')
quantileOps('nanquantile')

// --- covariance ---------------------------------------------------------------------------------------------------

/** Weights of observations: one for each column of the matrix. */
function checkWeights(name: 'fweights' | 'aweights', weights: Tensor | null, observations: number): void {
  if (weights === null) return
  const frequencies = name === 'fweights'
  check(
    weights.rank <= 1,
    () =>
      `cov(): expected ${name} to have one or fewer dimensions but got ${name} with ${weights.rank} dimensions`,
  )
  check(
    frequencies ? weights.dtype.kind === 'int' : weights.dtype.kind === 'float',
    () =>
      `cov(): expected ${name} to have ${frequencies ? 'integral' : 'floating point'} dtype but got ${name} with ${weights.dtype.scalarType} dtype`,
  )
  check(
    weights.numel === observations,
    () =>
      `cov(): expected ${name} to have the same numel as there are observations in the input but got ${weights.numel} != ${observations}`,
  )
  if (weights.device !== 'meta')
    check(
      dense(weights.read()).every((value: number | bigint) => value >= 0),
      () => `cov(): ${name} cannot be negative`,
    )
}

/** Covariances of the rows, the columns being observations. Source: torch.cov. */
export const cov = defineOp({
  schema: 'cov(Tensor input, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor',
  doc: 'The covariance matrix of the rows.',
  composite: ({ input, correction, fweights, aweights }) => {
    check(
      input.rank <= 2,
      () =>
        `cov(): expected input to have two or fewer dimensions but got an input with ${input.rank} dimensions`,
    )
    if (input.dtype.kind === 'bool') fail('RuntimeError', 'cov(): bool dtype is not supported for input')
    const rows = input.rank < 2 ? reshape(input, [1, input.numel]) : input
    const n = rows.shape[1]
    checkWeights('fweights', fweights, n)
    checkWeights('aweights', aweights, n)
    const weights = fweights && aweights ? mul(fweights, aweights) : (fweights ?? aweights)
    const total = weights === null ? null : sum(weights)
    const mean = weights === null ? div(sumDims(rows, [1]), n) : div(sumDims(mul(rows, weights), [1]), total!)
    const centred = sub(rows, unsqueeze(mean, 1))
    const scaled = weights === null ? centred : mul(centred, weights)
    const freedom =
      total === null
        ? wrapNumber({ kind: 'int', value: Math.max(0, n - correction) })
        : aweights === null
          ? clampMin(sub(total, correction), 0)
          : clampMin(sub(total, div(mul(sum(mul(weights!, aweights)), correction), total)), 0)
    return squeeze(div(mm(scaled, conjugate(t(centred))), freedom))
  },
  samples: ['torch.cov(torch.randn(3, 5))'],
})

/** Correlations of the rows: covariances of rows scaled to deviation 1. Source: torch.corrcoef. */
export const corrcoef = defineOp({
  schema: 'corrcoef(Tensor input) -> Tensor',
  doc: 'The correlation matrix of the rows.',
  composite: ({ input }) => {
    check(
      input.rank <= 2,
      () =>
        `corrcoef(): expected input to have two or fewer dimensions but got an input with ${input.rank} dimensions`,
    )
    const c = cov(input)
    if (c.rank === 0) return div(c, c)
    const deviation = sqrt(diagonal(c))
    const n = c.shape[0]
    return clamp(div(div(c, view(deviation, [n, 1])), view(deviation, [1, n])), -1, 1)
  },
  samples: ['torch.corrcoef(torch.randn(3, 5))'],
})
