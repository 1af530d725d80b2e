/**
 * Along one dim, every output element a weighted sum of input elements: what interpolation and the paddings that repeat the
 * input are made of, dim by dim. The transpose of the same table is the gradient.
 */
import { dense } from '../compute/strided.js'
import type { Data, NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { numel } from '../tensor/shape.js'
import { poll } from '../tensor/storage.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { contiguous } from './copy.js'
import { defineOp } from './define.js'
import { channelsAs, type Dim, dims, given, keep, type Out, sizeRule } from './derive.js'

/** For output element i, input elements `positions[i · taps + k]` with `weights` likewise; no weights: they are 1. */
interface Taps {
  readonly positions: readonly number[]
  readonly weights: readonly number[]
  readonly taps: number
}

const scaled = sizeRule('L * scale_factor')
const scaledDown = sizeRule('floor(L * scale_factor)')
const padded = sizeRule('L + before + after')

function alongDim(input: Tensor, dim: number, replaced: Dim): Out {
  return channelsAs(
    input,
    dims(
      input.dtype,
      input.shape.map((_, axis) => (axis === dim ? replaced : keep(input, axis))),
    ),
  )
}

/** Around `dim`: how many lines, and how far apart the elements of one are. */
const lines = (shape: readonly number[], dim: number): { outer: number; inner: number } => ({
  outer: numel(shape.slice(0, dim)),
  inner: numel(shape.slice(dim + 1)),
})

function gatherTaps(input: NdArray, dim: number, { positions, weights, taps }: Taps, out: NdArray): void {
  const from = dense(input)
  const to = out.data
  const { outer, inner } = lines(input.shape, dim)
  const [length, size] = [input.shape[dim], out.shape[dim]]
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < size; i++) {
      const base = (o * size + i) * inner
      if (weights.length === 0) {
        const source = (o * length + positions[i]) * inner
        copyRun(from, source, to, base, inner)
        continue
      }
      for (let x = 0; x < inner; x++) {
        let sum = 0
        for (let k = i * taps; k < (i + 1) * taps; k++)
          sum += weights[k] * (from as NumberData)[(o * length + positions[k]) * inner + x]
        ;(to as NumberData)[base + x] = out.dtype.kind === 'int' ? Math.round(sum) : sum
      }
    }
    if ((o & 63) === 0) poll()
  }
}

function copyRun(from: Data, source: number, to: Data, target: number, count: number): void {
  for (let x = 0; x < count; x++) (to as NumberData)[target + x] = (from as NumberData)[source + x]
}

function scatterTaps(grad: NdArray, dim: number, { positions, weights, taps }: Taps, out: NdArray): void {
  const from = dense(grad) as NumberData
  const to = out.data as NumberData
  const { outer, inner } = lines(grad.shape, dim)
  const [length, size] = [out.shape[dim], grad.shape[dim]]
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < size; i++)
      for (let k = i * taps; k < (i + 1) * taps; k++) {
        const weight = weights.length === 0 ? 1 : weights[k]
        const target = (o * length + positions[k]) * inner
        const source = (o * size + i) * inner
        for (let x = 0; x < inner; x++) to[target + x] += weight * from[source + x]
      }
}

const TAPS = 'int dim, int[] positions, float[] weights, int taps' as const

/** The sum of taps; `note` says by what rule the dim got its size: its scale, or what was put before and after. */
const resample = defineOp({
  schema: `_resample(Tensor input, ${TAPS}, float? scale=None, int[]? border=None) -> Tensor`,
  doc: 'Weighted sums of elements along a dim.',
  faces: { private: 'native' },
  shape: ({ input, dim, positions, taps, scale, border }): Out => {
    const size = positions.length / taps
    if (border !== null)
      return alongDim(input, dim, padded({ L: [input, dim], before: border[0], after: border[1] }))
    const whole = scale !== null && Number.isInteger(input.shape[dim] * scale)
    const rule =
      scale === null ? null : (whole ? scaled : scaledDown)({ L: [input, dim], scale_factor: scale })
    return alongDim(input, dim, rule !== null && rule.size === size ? rule : given(size, 'size'))
  },
  kernel: ({ input, dim, positions, weights, taps }, out) =>
    gatherTaps(input, dim, { positions, weights, taps }, out),
  backward: {
    input: ({ grad, meta, dim, positions, weights, taps }): Tensor =>
      resampleBack(grad, dim, positions, weights, taps, meta.input.shape[dim]),
  },
})

const resampleBack = defineOp({
  schema: `_resample_backward(Tensor grad_output, ${TAPS}, int length) -> Tensor`,
  doc: 'Gradients of weighted sums along a dim.',
  faces: { private: 'native' },
  shape: ({ grad_output, dim, length }) => alongDim(grad_output, dim, given(length)),
  kernel: ({ grad_output, dim, positions, weights, taps }, out) =>
    scatterTaps(grad_output, dim, { positions, weights, taps }, out),
  backward: {
    grad_output: ({ grad, dim, positions, weights, taps }): Tensor =>
      resample(grad, dim, positions, weights, taps),
  },
})

// --- padding ------------------------------------------------------------------------------------------------------

/** Where the elements of a padded dim come from; positions before the input are negative. */
const SOURCES: Record<string, (position: number, size: number) => number> = {
  reflect: (p, size) => (p < 0 ? -p : p >= size ? 2 * (size - 1) - p : p),
  replicate: (p, size) => Math.min(Math.max(p, 0), size - 1),
  circular: (p, size) => ((p % size) + size) % size,
}

/** Borders along one dim that repeat the input; negative sizes cut. The library checks the sizes. */
export const padDim = defineOp({
  schema: '_pad_dim(Tensor input, int dim, int before, int after, str mode) -> Tensor',
  doc: 'Borders that repeat the input.',
  faces: { F: 'native' },
  composite: ({ input, dim, before, after, mode }): Tensor => {
    const size = input.shape[dim]
    const source = SOURCES[mode]
    // What a circle loses on one side is not there to come back on the other.
    const [low, high] = mode === 'circular' ? [Math.max(-before, 0), size + Math.min(after, 0)] : [0, size]
    const positions = Array.from({ length: size + before + after }, (_, i) => {
      const at = i - before
      return mode === 'circular' ? low + source(at - low, high - low) : source(at, size)
    })
    // PyTorch writes a circle into memory of its own, whatever the input's layout.
    const from = mode === 'circular' ? contiguous(input) : input
    return resample(from, dim, positions, [], 1, null, [before, after])
  },
})

// --- interpolation ------------------------------------------------------------------------------------------------

type Filter = (x: number) => number

const triangle: Filter = (x) => Math.max(0, 1 - Math.abs(x))

/** Keys' cubic with parameter a. */
const cubic =
  (a: number): Filter =>
  (x) => {
    const d = Math.abs(x)
    if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1
    if (d < 2) return (((d - 5) * d + 8) * d - 4) * a
    return 0
  }

/** How far input positions are apart for two neighbours of the output, reckoned in single precision as in PyTorch. */
function stepOf(length: number, size: number, scale: number | null, align: boolean, single: boolean): number {
  const round = single ? Math.fround : (x: number): number => x
  if (align) return size > 1 ? round((length - 1) / (size - 1)) : 0
  return round(scale !== null && scale > 0 ? 1 / scale : length / size)
}

function nearestTaps(size: number, length: number, step: number, exact: boolean, single: boolean): Taps {
  const round = single ? Math.fround : (x: number): number => x
  const positions = Array.from({ length: size }, (_, i) =>
    Math.min(Math.floor(round((i + (exact ? 0.5 : 0)) * step)), length - 1),
  )
  return { positions, weights: [], taps: 1 }
}

function filteredTaps(
  size: number,
  length: number,
  step: number,
  kind: 'linear' | 'cubic',
  align: boolean,
): Taps {
  const taps = kind === 'linear' ? 2 : 4
  const filter = kind === 'linear' ? triangle : cubic(-0.75)
  const positions: number[] = []
  const weights: number[] = []
  for (let i = 0; i < size; i++) {
    let at = align ? i * step : (i + 0.5) * step - 0.5
    if (kind === 'linear') at = Math.max(at, 0)
    const first = Math.floor(at) - (kind === 'linear' ? 0 : 1)
    for (let k = 0; k < taps; k++) {
      positions.push(Math.min(Math.max(first + k, 0), length - 1))
      weights.push(filter(at - first - k))
    }
  }
  return { positions, weights, taps }
}

/** Windows as wide as the step, so that a reduced image does not alias. */
function smoothTaps(size: number, length: number, step: number, kind: 'linear' | 'cubic'): Taps {
  const filter = kind === 'linear' ? triangle : cubic(-0.5)
  const width = Math.max(step, 1)
  const support = (kind === 'linear' ? 1 : 2) * width
  const taps = 2 * Math.ceil(support) + 1
  const positions: number[] = []
  const weights: number[] = []
  for (let i = 0; i < size; i++) {
    const center = step * (i + 0.5)
    const low = Math.max(Math.trunc(center - support + 0.5), 0)
    const high = Math.min(Math.trunc(center + support + 0.5), length)
    const row = Array.from({ length: taps }, (_, k) =>
      low + k < high ? filter((low + k - center + 0.5) / width) : 0,
    )
    const total = row.reduce((sum, weight) => sum + weight, 0)
    row.forEach((weight, k) => {
      positions.push(Math.min(low + k, length - 1))
      weights.push(total === 0 ? 0 : weight / total)
    })
  }
  return { positions, weights, taps }
}

/** Another resolution along one dim. kind: nearest, nearest-exact, linear or cubic. Source: torch.nn.functional.interpolate. */
export const interpolateDim = defineOp({
  schema:
    '_interpolate_dim(Tensor input, int dim, int size, float? scale, str kind, bool align, bool smooth) -> Tensor',
  doc: 'Another resolution along a dim.',
  faces: { F: 'native' },
  composite: ({ input, dim, size, scale, kind, align, smooth }): Tensor => {
    const length = input.shape[dim]
    const single = input.dtype.name !== 'float64'
    const step = stepOf(length, size, scale, align, single)
    check(size > 0, () => 'Input and output sizes should be greater than 0')
    let table: Taps
    if (kind === 'nearest' || kind === 'nearest-exact')
      table = nearestTaps(size, length, step, kind === 'nearest-exact', single)
    else if (kind === 'linear' || kind === 'cubic')
      table = smooth ? smoothTaps(size, length, step, kind) : filteredTaps(size, length, step, kind, align)
    else return fail('NotImplementedError', `ishape: interpolation by ${kind} is not available here`)
    return resample(input, dim, [...table.positions], [...table.weights], table.taps, scale)
  },
})
