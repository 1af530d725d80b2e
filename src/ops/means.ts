/** Means and spreads: mean, var, std, those that come in pairs, and sums and means that leave nan out. */
import { cast as castArray } from '../compute/pointwise.js'
import { sums } from '../compute/reduce.js'
import { type DType, isIntegral, type NumberData } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import { numel } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, div, mul, sub } from './arithmetic.js'
import { maskedFill } from './choose.js'
import { eq } from './compare.js'
import { defineOp } from './define.js'
import { dims, type Out, reduceDims } from './derive.js'
import { realFor } from './pointwise.js'
import { allAxes, expandReduced, type Reducer, reducedAxes, reduceInto, sumDims, sumDtype } from './reduce.js'
import { isnan, logicalNot } from './rounding.js'

function meanDtype(input: Tensor, dtype: DType | null): DType {
  const result = dtype ?? input.dtype
  if (isIntegral(result)) {
    const inferred = dtype === null
    fail(
      'RuntimeError',
      inferred
        ? `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${input.dtype.scalarType}`
        : `mean(): could not infer output dtype. Optional dtype must be either a floating point or complex dtype. Got: ${result.scalarType}`,
    )
  }
  return result
}

const average: Reducer = {
  number: (data, offsets) => {
    let total = 0
    for (let i = 0; i < offsets.length; i++) total += data[offsets[i]]
    return total / offsets.length
  },
}

function averageInto(input: NdArray, axes: readonly number[], out: NdArray): void {
  if (out.dtype.width === 2) reduceInto(input, axes, out, average)
  else {
    const count = numel(input.shape.filter((_, axis) => axes.includes(axis)))
    ;(out.data as NumberData).set(sums(input, axes).map((total) => total / count))
  }
}

export const meanDims = defineOp({
  schema: 'mean.dim(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'The mean along the given dims.',
  out: true,
  gradName: 'MeanBackward1',
  shape: ({ input, dim, keepdim, dtype }): Out =>
    dims(meanDtype(input, dtype), reduceDims(input, reducedAxes(dim, input.rank), keepdim)),
  kernel: ({ input, dim }, out) =>
    averageInto(castArray(input, out.dtype), reducedAxes(dim, input.shape.length), out),
  backward: {
    input: ({ grad, meta, dim, keepdim }) =>
      meanGradient(grad, meta.input.shape, reducedAxes(dim, meta.input.shape.length), keepdim),
  },
  samples: ['torch.randn(2, 3).mean(1)', 'torch.randn(2, 3).mean((0, 1), keepdim=True)'],
  errors: ['torch.arange(3).mean()'],
})

/** The mean of everything; ints are refused. Source: torch.mean. */
export const mean = defineOp({
  schema: 'mean(Tensor input, *, dtype? dtype=None) -> Tensor',
  doc: 'The mean of all elements.',
  gradName: 'MeanBackward0',
  shape: ({ input, dtype }): Out => dims(meanDtype(input, dtype), []),
  kernel: ({ input }, out) => averageInto(castArray(input, out.dtype), allAxes(input), out),
  backward: {
    input: ({ grad, meta }) => meanGradient(grad, meta.input.shape, allAxes(meta.input), false),
  },
  samples: ['torch.randn(2, 3).mean()'],
})

// --- variance -----------------------------------------------------------------------------------------------------

/** Mean of squared distances, divided by n − correction. Two passes, in double precision. */
const spread = (correction: number, root: boolean): Reducer => ({
  number: (data, offsets) => {
    const n = offsets.length
    let total = 0
    for (let i = 0; i < n; i++) total += data[offsets[i]]
    const centre = total / n
    let squares = 0
    for (let i = 0; i < n; i++) squares += (data[offsets[i]] - centre) ** 2
    const variance = squares / Math.max(0, n - correction)
    return root ? Math.sqrt(variance) : variance
  },
  complex: (data, offsets, into) => {
    const n = offsets.length
    let [x, y] = [0, 0]
    for (let i = 0; i < n; i++) {
      x += data[2 * offsets[i]]
      y += data[2 * offsets[i] + 1]
    }
    let squares = 0
    for (let i = 0; i < n; i++)
      squares += (data[2 * offsets[i]] - x / n) ** 2 + (data[2 * offsets[i] + 1] - y / n) ** 2
    const variance = squares / Math.max(0, n - correction)
    into[0] = root ? Math.sqrt(variance) : variance
  },
})

const correctionOf = (correction: Scalar | null): number => (correction === null ? 1 : toNumber(correction))

/** The gradient of a variance, or, where `root` is given, of its root. */
function spreadGradient(
  grad: Tensor,
  input: Tensor,
  root: Tensor | null,
  axes: number[],
  correction: Scalar | null,
  keepdim: boolean,
): Tensor {
  const n = axes.reduce((count, axis) => count * input.shape[axis], 1)
  const centred = sub(input, meanDims(input, axes, true))
  const ofVariance = root === null ? grad : maskedFill(div(grad, mul(root, 2)), eq(root, 0), 0)
  return mul(mul(expandReduced(ofVariance, input.shape, axes, keepdim), centred), {
    kind: 'float',
    value: 2 / Math.max(0, n - correctionOf(correction)),
  })
}

const meanGradient = (
  grad: Tensor,
  shape: readonly number[],
  axes: readonly number[],
  keepdim: boolean,
): Tensor =>
  div(
    expandReduced(grad, shape, axes, keepdim),
    axes.reduce((n, axis) => n * shape[axis], 1),
  )

const spreadOps = (name: 'var' | 'std', root: boolean) => {
  const shape = (input: Tensor, dim: number[] | null, keepdim: boolean): Out => {
    if (isIntegral(input.dtype))
      fail('RuntimeError', 'std and var only support floating point and complex dtypes')
    return dims(realFor(input.dtype), reduceDims(input, reducedAxes(dim, input.rank), keepdim))
  }
  const main = defineOp({
    schema: `${name}.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`,
    doc: `The ${root ? 'standard deviation' : 'variance'} along the given dims.`,
    out: true,
    gradName: root ? 'StdBackward0' : 'VarBackward0',
    shape: ({ input, dim, keepdim }) => shape(input, dim, keepdim),
    kernel: ({ input, dim, correction }, out) =>
      reduceInto(
        input.dtype.kind === 'complex' ? input : castArray(input, out.dtype),
        reducedAxes(dim, input.shape.length),
        out,
        spread(correctionOf(correction), root),
      ),
    backward: {
      input: (context) => {
        const { grad, input, dim, correction, keepdim } = context
        const deviation = root ? context.result : null
        return spreadGradient(grad, input, deviation, reducedAxes(dim, input.rank), correction, keepdim)
      },
    },
    samples: [`torch.randn(4, 3).${name}(0)`],
  })
  defineOp({
    schema: `${name}(Tensor input, bool unbiased) -> Tensor`,
    doc: `The ${root ? 'standard deviation' : 'variance'} of all elements.`,
    composite: ({ input, unbiased }) => main(input, null, unbiased ? 1 : 0),
    samples: [`torch.randn(4, 3).${name}(False)`],
  })
  defineOp({
    schema: `${name}.dim(Tensor input, int[1]? dim, bool unbiased, bool keepdim=False) -> Tensor`,
    doc: `The ${root ? 'standard deviation' : 'variance'} along the given dims.`,
    composite: ({ input, dim, unbiased, keepdim }) => main(input, dim, unbiased ? 1 : 0, keepdim),
    samples: [`torch.randn(4, 3).${name}(0, unbiased=False)`],
  })
  return main
}
export const variance = spreadOps('var', false)
export const std = spreadOps('std', true)

// --- spread and mean together -------------------------------------------------------------------------------------

const withMean = (kind: 'var' | 'std', root: boolean) => {
  const name = `${kind}_mean` as const
  const main = defineOp({
    schema: `${name}.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`,
    doc: `The ${root ? 'standard deviation' : 'variance'} and the mean.`,
    faces: { torch: 'native' },
    gradName: root ? 'StdMeanBackward0' : 'VarMeanBackward0',
    shape: ({ input, dim, keepdim }): Out[] => {
      if (isIntegral(input.dtype))
        fail('RuntimeError', `${name} only support floating point and complex dtypes`)
      const left = reduceDims(input, reducedAxes(dim, input.rank), keepdim)
      return [dims(realFor(input.dtype), left), dims(input.dtype, left)]
    },
    kernel: ({ input, dim, correction }, out, [, centre]) => {
      const axes = reducedAxes(dim, input.shape.length)
      averageInto(input, axes, centre)
      const own = input.dtype.kind === 'complex' ? input : castArray(input, out.dtype)
      reduceInto(own, axes, out, spread(correctionOf(correction), root))
    },
    backward: {
      input: (context) => {
        const { input, dim, correction, keepdim } = context
        const [ofSpread, ofMean] = context.grads
        const axes = reducedAxes(dim, input.rank)
        const deviation = root ? context.results[0] : null
        const fromSpread = ofSpread && spreadGradient(ofSpread, input, deviation, axes, correction, keepdim)
        const fromMean = ofMean && meanGradient(ofMean, input.shape, axes, keepdim)
        return fromSpread && fromMean ? add(fromSpread, fromMean) : (fromSpread ?? fromMean)
      },
    },
    samples: [`torch.${name}(torch.randn(4, 3), 0)`],
  })
  defineOp({
    schema: `${name}(Tensor input, bool unbiased) -> (Tensor, Tensor)`,
    doc: `The ${root ? 'standard deviation' : 'variance'} and the mean of all elements.`,
    faces: { torch: 'native' },
    composite: ({ input, unbiased }) => main(input, null, unbiased ? 1 : 0),
  })
  defineOp({
    schema: `${name}.dim(Tensor input, int[1]? dim, bool unbiased, bool keepdim=False) -> (Tensor, Tensor)`,
    doc: `The ${root ? 'standard deviation' : 'variance'} and the mean along the given dims.`,
    faces: { torch: 'native' },
    composite: ({ input, dim, unbiased, keepdim }) => main(input, dim, unbiased ? 1 : 0, keepdim),
  })
  return main
}
export const varMean = withMean('var', false)
export const stdMean = withMean('std', true)

// --- without nan --------------------------------------------------------------------------------------------------

/** Sum of all that is not nan. Source: torch.nansum. */
export const nansum = defineOp({
  schema: 'nansum(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'Adds up the elements that are not nan.',
  out: true,
  shape: ({ input, dim, keepdim, dtype }) => {
    const axes = reducedAxes(dim, input.rank)
    if (input.dtype.kind === 'complex') fail('RuntimeError', 'nansum on CPU does not support complex inputs')
    return dims(sumDtype(input, dtype), reduceDims(input, axes, keepdim))
  },
  kernel: ({ input, dim }, out) =>
    reduceInto(castArray(input, out.dtype), reducedAxes(dim, input.shape.length), out, {
      number: (data, offsets) => {
        let total = 0
        for (let i = 0; i < offsets.length; i++) {
          const value = data[offsets[i]]
          if (value === value) total += value
        }
        return total
      },
      bigint: (data, offsets) => {
        let total = 0n
        for (let i = 0; i < offsets.length; i++) total += data[offsets[i]]
        return BigInt.asIntN(64, total)
      },
    }),
  backward: {
    input: ({ grad, input, dim, keepdim }) =>
      mul(expandReduced(grad, input.shape, reducedAxes(dim, input.rank), keepdim), logicalNot(isnan(input))),
  },
  samples: ["torch.nansum(torch.tensor([1.0, float('nan')]))"],
})

/** Mean of all that is not nan. Floats only. Source: torch.nanmean. */
export const nanmean = defineOp({
  schema: 'nanmean(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor',
  doc: 'The mean of the elements that are not nan.',
  out: true,
  composite: ({ input, dim, keepdim, dtype }) => {
    if (isIntegral(input.dtype)) {
      fail(
        'RuntimeError',
        `nanmean(): expected input to have floating point or complex dtype but got ${input.dtype.scalarType}`,
      )
    }
    const count = sumDims(logicalNot(isnan(input)), dim, keepdim)
    return div(nansum(input, dim, keepdim, dtype), count)
  },
  samples: ["torch.nanmean(torch.tensor([1.0, float('nan')]))"],
})
