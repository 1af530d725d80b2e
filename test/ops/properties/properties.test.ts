/**
 * What must hold of every operator, tried on its calls in samples and recorded expressions (calls.ts): the layout of its operands in memory
 * makes no difference, the variant that writes in place gives what the other gives, so does the method what the function gives, and in float64
 * the gradient is the slope that differences show.
 */
import { expect, test } from 'vitest'
import { runBackward } from '../../../src/ops/autograd.js'
import type { AnyOp } from '../../../src/ops/define.js'
import { faceOf } from '../../../src/ops/registry.js'
import { float64 } from '../../../src/tensor/dtype.js'
import { defaultGenerator } from '../../../src/tensor/state.js'
import { Tensor } from '../../../src/tensor/tensor.js'
import {
  again,
  type Bound,
  type Call,
  copyOf,
  mapped,
  operators,
  overheard,
  slotsOf,
  tensorsOf,
} from './calls.js'
import { asFunctions } from './faces.js'

/** Where the layout does matter, in PyTorch too. */
const LAYOUT_MATTERS: Readonly<Record<string, string>> = {
  view: 'refuses sizes that no strides can give',
  view_as: 'as view',
  _unsafe_view: 'as view',
  kron: 'views its result, which has the strides of the operands',
  as_strided: 'counts in memory',
  as_strided_copy: 'as as_strided',
  view_as_complex: 'wants the two parts side by side',
  _view_dtype: 'wants the last axis dense',
  'view.dtype': 'as _view_dtype',
  _linalg_det: 'returns the factors of the matrix or of its transpose, whichever is dense',
  grouped_mm: 'refuses matrices of which no axis is dense',
  _grouped_mm: 'as grouped_mm',
}

/** Calls that are excepted, and why: all of an operator's, or those that `where` holds of. */
type Exceptions = Readonly<Record<string, string | { why: string; where: (call: Call) => boolean }>>

const isExcepted = (call: Call, exceptions: Exceptions): boolean => {
  const entry = exceptions[call.op.name]
  return typeof entry === 'object' ? entry.where(call) : entry !== undefined
}

const countsRows = {
  why: 'a row is divided by how often it is asked for, or skipped',
  where: ({ args }: Call) => args.scale_grad_by_freq === true || Number(args.padding_idx) >= 0,
}
const singular = {
  why: 'the matrix is singular in float64',
  where: ({ code }: Call) => code.includes('lu_factor(x[:,:3])'),
}

/** Where the gradient is not the slope, in PyTorch too. */
const NO_SLOPE: Exceptions = {
  embedding: countsRows,
  _embedding_backward: countsRows,
  lu_factor: singular,
  _lu_factor_ex: singular,
  as_strided_scatter: 'overlapping places count for both operands',
  batch_norm: 'each run changes the running statistics',
  native_batch_norm: 'as batch_norm',
  _batch_norm: 'mean and variance are operands that depend on the input',
  'round.decimals': 'steps that are finer than those of the differences',
  cholesky: 'the matrix is symmetric, one element alone is not moved',
  cholesky_ex: 'as cholesky',
  _cholesky_ex: 'as cholesky',
  eigh: 'as cholesky',
  eigvalsh: 'as cholesky',
  'pinv.atol_rtol_Tensor': 'as cholesky, where hermitian',
  'pinv.rcond_Tensor': 'as cholesky, where hermitian',
  _ctc: 'takes its operand for logarithms of probabilities that sum to 1',
  corrcoef: 'constant for one variable, and the gradient divides by its square root',
  kthvalue: 'ties: the gradient goes to one of them',
  median: 'ties',
  'median.dim': 'ties',
  mode: 'ties',
  'nanmedian.dim': 'ties',
  _linalg_svd: 'the outputs depend on each other',
  svd: 'as _linalg_svd',
  _linalg_pinv: 'takes the factors as operands',
  _sample_dirichlet: 'drawn by rejection: the gradient is that of the distribution',
  _standard_gamma: 'as _sample_dirichlet',
  binomial: 'counts have no gradient',
  _view_dtype: 'bits, not numbers',
  'view.dtype': 'as _view_dtype',
  grouped_mm: 'refuses float64',
  _grouped_mm: 'as grouped_mm',
  _roi_align: 'where regions lie has no gradient, in torchvision either',
  _ps_roi_align: 'as _roi_align',
}

/** Where the second gradient is not the slope of the first, in PyTorch too. */
const NO_SECOND_SLOPE: Exceptions = {
  sinc: 'nan at 0',
  logit: 'nan at the ends of what it clips',
}

/** PyTorch's own words where it has no gradient. */
const NO_GRADIENT =
  /derivative for .* is not implemented|derivative of .* is not defined|is not differentiable|depends on Q, which|returned an invalid gradient/

const heard = overheard()
const calls = [...heard.values()].flat()

test('every operator is called by a sample or an expression', () => {
  // Samples stand in the declarations, expressions in ../expressions; what only gradients need is heard in backward runs.
  expect(operators().flatMap((op) => (heard.has(op.spec) ? [] : [op.schema.text]))).toEqual([])
})

/** Random numbers are drawn in the order of memory. */
function draws({ op, args }: Call): boolean {
  again(op, dense(args))
  const { position } = defaultGenerator.snapshot()
  return position !== defaultGenerator.manualSeed(7n).snapshot().position
}

const dense = (args: Bound): Bound => mapped(args, (tensor) => copyOf(tensor, 'dense'))
const spread = (args: Bound): Bound => mapped(args, (tensor) => copyOf(tensor, 'spread'))

interface Outcome {
  readonly outline: string
  readonly slots: readonly number[]
}

function outcome(body: () => readonly Tensor[]): Outcome {
  try {
    const results = body()
    return {
      outline: results.map(({ shape, dtype }) => `${dtype.name}[${shape}]`).join(),
      slots: results.flatMap((tensor) => (tensor.device === 'cpu' ? slotsOf(tensor) : [])),
    }
  } catch (error) {
    return { outline: `raises ${(error as Error).message}`, slots: [] }
  }
}

const close = (a: number, b: number, tolerance: number): boolean =>
  a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)) || (Number.isNaN(a) && Number.isNaN(b))

const agree = (a: Outcome, b: Outcome): boolean =>
  a.outline === b.outline && a.slots.every((value, i) => close(value, b.slots[i], 1e-6))

const told = ({ op, code }: Call, ...details: unknown[]): string =>
  [`${op.name}: ${code}`, ...details.map((each) => JSON.stringify(each).slice(0, 300))].join('\n  ')

test('operands may lie in memory as they like', { timeout: 120_000 }, () => {
  const failing = calls.flatMap((call) => {
    if (call.op.name in LAYOUT_MATTERS || draws(call)) return []
    const [one, other] = [dense, spread].map((laid) => outcome(() => again(call.op, laid(call.args))))
    return agree(one, other) ? [] : [told(call, one, other)]
  })
  expect(failing).toEqual([])
})

test('nothing has a gradient that no operand has', { timeout: 120_000 }, () => {
  const failing = calls.flatMap((call) => {
    const { op, args } = call
    if ('requires_grad' in args) return []
    return again(op, dense(args)).some(({ requiresGrad }) => requiresGrad) ? [told(call)] : []
  })
  expect(failing).toEqual([])
})

test('in place gives what out of place gives', { timeout: 120_000 }, () => {
  let tried = 0
  const failing = calls.flatMap((call) => {
    const { op, args } = call
    const inplace = faceOf('Tensor', `${op.base}_`)?.ops.find(({ spec }) => spec === op.spec)
    const [self] = tensorsOf(args)
    if (inplace === undefined || self === undefined) return []
    const result = again(op, dense(args))
    if (result[0].dtype !== self.dtype || String(result[0].shape) !== String(self.shape)) return []
    tried++
    const [one, other] = [outcome(() => result), outcome(() => again(inplace, spread(args)))]
    return agree(one, other) ? [] : [told(call, one, other)]
  })
  expect(tried).toBeGreaterThan(200)
  expect(failing).toEqual([])
})

test('a method gives what the function gives', { timeout: 120_000 }, () => {
  const { tried, differing } = asFunctions(calls.map(({ code }) => code))
  expect(tried).toBeGreaterThan(200)
  expect(differing).toEqual([])
})

/** The operands whose numbers are moved: they are leaves that require gradients. */
const isMoved = ({ dtype, wrapped }: Tensor): boolean => dtype.kind === 'float' && !wrapped

const leafed = (args: Bound): Bound =>
  mapped(args, (tensor) => {
    const leaf = copyOf(tensor, 'dense')
    leaf.requiresGradFlag = isMoved(tensor)
    return leaf
  })

/** A function of the moved operands, and which of its outputs count. */
type Run = (leaves: Bound) => Tensor[]

const hasGradient = ({ requiresGrad, dtype }: Tensor): boolean => requiresGrad && dtype === float64

/** Weights of the outputs' elements in the sum whose slope is looked at. */
const weight = (output: number, i: number): number => 0.5 + (((i + 7 * output) * 0.618034) % 1)

/** The gradients of that sum by moved operand; null where none arrives. */
function gradients(outputs: readonly Tensor[], leaves: Bound, createGraph: boolean): (Tensor | null)[] {
  const seeds = outputs.map(({ shape, numel }, output) =>
    Tensor.of(
      Float64Array.from({ length: numel }, (_, i) => weight(output, i)),
      shape,
      float64,
    ),
  )
  const inputs = tensorsOf(leaves).filter(({ requiresGradFlag }) => requiresGradFlag)
  return runBackward(outputs, seeds, { retainGraph: createGraph, createGraph, inputs })
}

/** Numbers of one operand that are moved, and how far. */
const MOVED = 12
const STEP = 1e-5

/** The first operand's element whose gradient is not its slope, false if nothing has a gradient. */
function offSlope(run: Run, args: Bound): object | null | false {
  const leaves = leafed(args)
  const outputs = run(leaves)
  const counts = outputs.map(hasGradient)
  if (!counts.includes(true)) return false
  const grads = gradients(outputs.filter(hasGradient), leaves, false)
  const weighted = (): number[] =>
    run(leafed(args))
      .filter((_, i) => counts[i])
      .flatMap((root, output) => slotsOf(root).map((value, i) => value * weight(output, i)))
  const moved = tensorsOf(args).filter(isMoved)
  for (let operand = 0; operand < moved.length; operand++) {
    const data = moved[operand].storage.read() as Float64Array
    for (let i = 0; i < data.length; i += Math.ceil(data.length / MOVED)) {
      const kept = data[i]
      const at = (shift: number): number[] => {
        data[i] = kept + shift
        try {
          return weighted()
        } catch {
          // Outside of what the operator takes.
          return [Number.NaN]
        }
      }
      const [low, middle, high] = [at(-STEP), at(0), at(STEP)]
      data[i] = kept
      // Element by element: the sum may be so large that the differences are lost in it.
      const over = (term: (k: number) => number): number =>
        middle.reduce((sum, _, k) => sum + term(k), 0) / STEP
      const slope = over((k) => (high[k] - low[k]) / 2)
      const bend = Math.abs(over((k) => high[k] - 2 * middle[k] + low[k]))
      // At a kink or a pole there is no slope.
      const isSmooth = bend <= 1e-2 * Math.max(1, Math.abs(slope))
      if (!Number.isFinite(slope) || Math.abs(slope) > STEEP || !isSmooth) continue
      const arrived = grads[operand]
      const grad = arrived === null ? 0 : slotsOf(arrived)[i]
      if (!close(grad, slope, 1e-4)) return { operand, i, grad, slope }
    }
  }
  return null
}

/** Steeper than this is a jump. */
const STEEP = 1e3

/** The calls whose gradients are not slopes, of the operator or of its gradient. */
function wrongSlopes(runOf: (op: AnyOp) => Run, exceptions: Exceptions) {
  let tried = 0
  const failing = calls.flatMap((call) => {
    const { op } = call
    if (isExcepted(call, exceptions) || op.base.endsWith('_')) return []
    const args = mapped(call.args, (tensor) =>
      copyOf(tensor, 'dense', isMoved(tensor) ? float64 : tensor.dtype),
    )
    try {
      const off = offSlope(runOf(op), args)
      if (off !== false) tried++
      return off === null || off === false ? [] : [told(call, off)]
    } catch (error) {
      return NO_GRADIENT.test(String(error)) ? [] : [told(call, String(error))]
    }
  })
  return { tried, failing }
}

test('gradients are slopes', { timeout: 300_000 }, () => {
  const { tried, failing } = wrongSlopes((op) => (leaves) => again(op, leaves), NO_SLOPE)
  expect(tried).toBeGreaterThan(500)
  expect(failing).toEqual([])
})

test('gradients of gradients are slopes', { timeout: 300_000 }, () => {
  const { tried, failing } = wrongSlopes(
    (op) => (leaves) => {
      const outputs = again(op, leaves).filter(hasGradient)
      if (outputs.length === 0) return []
      return gradients(outputs, leaves, true).filter((grad) => grad !== null)
    },
    { ...NO_SLOPE, ...NO_SECOND_SLOPE },
  )
  expect(tried).toBeGreaterThan(300)
  expect(failing).toEqual([])
})
