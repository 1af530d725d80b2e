/**
 * torch.fft: three primitives (complex to complex, real to complex, complex to real), of which everything else is made by
 * cutting, padding and scaling.
 */
import { transformAxis } from '../compute/fft.js'
import { dense } from '../compute/strided.js'
import {
  complex64,
  complex128,
  type DType,
  float32,
  float64,
  isComplex,
  isIntegral,
  type NumberData,
} from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { contiguousStrides, numel, wrapDim } from '../tensor/shape.js'
import { type Device, state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { conjugate, mul } from './arithmetic.js'
import { real } from './complex.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { dims, keep, like, type Out, sizeRule } from './derive.js'
import { sized, zeros } from './factory.js'
import { cat } from './join.js'
import { roll } from './order.js'
import { realFor } from './pointwise.js'
import { sliceDim } from './slice.js'

const faces = { 'torch.fft': 'native' } as const
const hidden = { private: 'native' } as const

const complexFor = (dtype: DType): DType => (realFor(dtype) === float64 ? complex128 : complex64)
const halfSize = sizeRule('floor(n / 2) + 1')

// --- primitives -------------------------------------------------------------------------------------------------------

/** The elements as complex numbers in double precision. */
function pairsOf(array: NdArray): Float64Array {
  const from = dense(array) as NumberData
  if (array.dtype.width === 2) return Float64Array.from(from)
  const pairs = new Float64Array(2 * from.length)
  for (let i = 0; i < from.length; i++) pairs[2 * i] = from[i]
  return pairs
}

/** Transforms along one dim; what is single is rounded between dims, so that equal lines stay equal. */
function along(
  pairs: Float64Array,
  shape: readonly number[],
  axis: number,
  inverse: boolean,
  dtype: DType,
): void {
  transformAxis(pairs, shape, axis, inverse)
  if (realFor(dtype) === float32) for (let i = 0; i < pairs.length; i++) pairs[i] = Math.fround(pairs[i])
}

function fill(out: NdArray, pairs: Float64Array, scale: number): void {
  const to = out.data as NumberData
  for (let i = 0; i < to.length; i++) to[i] = pairs[i] * scale
}

/** The transformed dims lie innermost in memory, the last of them last. */
function spectral(out: Out, dim: readonly number[], last: number | null): Out {
  const own = [...dim].filter((axis) => axis !== last).sort((a, b) => a - b)
  const order = [
    ...out.shape.map((_, axis) => axis).filter((axis) => !dim.includes(axis)),
    ...own,
    ...(last === null ? [] : [last]),
  ]
  const steps = contiguousStrides(order.map((axis) => out.shape[axis]))
  return { ...out, layout: out.shape.map((_, axis) => steps[order.indexOf(axis)]) }
}

/** Complex to complex over the given dims. */
const c2c = defineOp({
  schema: '_fft_c2c(Tensor input, int[] dim, float scale, bool forward) -> Tensor',
  doc: "Fourier's transform of complex numbers.",
  faces: hidden,
  gradName: 'FftC2CBackward0',
  shape: ({ input, dim }) => spectral(like(input), dim, null),
  kernel: ({ input, dim, scale, forward }, out) => {
    const pairs = pairsOf(input)
    for (const axis of [...dim].reverse()) along(pairs, input.shape, axis, !forward, input.dtype)
    fill(out, pairs, scale)
  },
  backward: { input: ({ grad, dim, scale, forward }): Tensor => c2c(grad, dim, scale, !forward) },
})

/** Real to complex; one-sided leaves out the half that mirrors the other in the last of the dims. */
const r2c = defineOp({
  schema: '_fft_r2c(Tensor input, int[] dim, float scale, bool onesided) -> Tensor',
  doc: "Fourier's transform of real numbers.",
  faces: hidden,
  gradName: 'FftR2CBackward0',
  shape: ({ input, dim, onesided }): Out => {
    const last = dim[dim.length - 1]
    const out = dims(
      complexFor(input.dtype),
      input.shape.map((_, axis) =>
        onesided && axis === last ? halfSize({ n: [input, axis] }) : keep(input, axis),
      ),
    )
    return spectral(out, dim, last)
  },
  kernel: ({ input, dim, scale, onesided }, out) => {
    const pairs = pairsOf(input)
    const { shape } = input
    const last = dim[dim.length - 1]
    for (const axis of [...dim].reverse()) {
      along(pairs, shape, axis, false, input.dtype)
      if (axis === last) mirror(pairs, shape, [last])
    }
    if (!onesided) {
      mirror(pairs, shape, dim)
      fill(out, pairs, scale)
      return
    }
    const n = shape[last]
    const kept = out.shape[last]
    const inner = numel(shape.slice(last + 1))
    const to = out.data as NumberData
    const outer = numel(shape.slice(0, last))
    for (let o = 0, at = 0; o < outer; o++)
      for (let i = 0; i < 2 * kept * inner; i++) to[at++] = pairs[2 * o * n * inner + i] * scale
  },
  backward: {
    input: ({ grad, dim, scale, onesided, meta }): Tensor => {
      if (!onesided) return real(c2c(grad, dim, scale, false))
      const last = dim[dim.length - 1]
      return real(c2c(resized(grad, last, meta.input.shape[last]), dim, scale, false))
    },
  },
})

/** Makes the second half of the last dim the conjugate mirror of the first, exactly. */
function mirror(pairs: Float64Array, shape: readonly number[], over: readonly number[]): void {
  const last = over[over.length - 1]
  const n = shape[last]
  const total = numel(shape)
  const steps = shape.map((_, axis) => numel(shape.slice(axis + 1)))
  for (let i = 0; i < total; i++) {
    const k = Math.floor(i / steps[last]) % n
    if (2 * k < n && k !== 0) continue
    let other = i
    for (const axis of over) {
      const at = Math.floor(i / steps[axis]) % shape[axis]
      other += (((shape[axis] - at) % shape[axis]) - at) * steps[axis]
    }
    if (other === i) pairs[2 * i + 1] = 0
    else if (2 * k > n) {
      pairs[2 * i] = pairs[2 * other]
      pairs[2 * i + 1] = -pairs[2 * other + 1]
    }
  }
}

/** Complex to real: the input is the first half of what mirrors itself in the last of the dims. */
const c2r = defineOp({
  schema: '_fft_c2r(Tensor input, int[] dim, float scale, int last_dim_size) -> Tensor',
  doc: "Fourier's inverse transform to real numbers.",
  faces: hidden,
  gradName: 'FftC2RBackward0',
  shape: ({ input, dim, last_dim_size }): Out => {
    const last = dim[dim.length - 1]
    const out = dims(
      realFor(input.dtype),
      input.shape.map((_, axis) => (axis === last ? fullSize({ n: last_dim_size }) : keep(input, axis))),
    )
    return spectral(out, dim, last)
  },
  kernel: ({ input, dim, scale, last_dim_size: n }, out) => {
    const last = dim[dim.length - 1]
    const half = pairsOf(input)
    for (const axis of dim.slice(0, -1)) along(half, input.shape, axis, true, input.dtype)
    const { shape } = out
    const inner = numel(shape.slice(last + 1))
    const outer = numel(shape.slice(0, last))
    const from = input.shape[last]
    const whole = new Float64Array(2 * numel(shape))
    for (let o = 0; o < outer; o++) {
      for (let k = 0; k < n; k++) {
        const mirrored = 2 * k > n
        const source = mirrored ? n - k : k
        for (let i = 0; i < inner; i++) {
          const at = 2 * ((o * n + k) * inner + i)
          const place = 2 * ((o * from + source) * inner + i)
          // The imaginary part of what mirrors itself does not count.
          const own = k === 0 || 2 * k === n
          whole[at] = half[place]
          whole[at + 1] = own ? 0 : mirrored ? -half[place + 1] : half[place + 1]
        }
      }
    }
    transformAxis(whole, shape, last, true)
    const to = out.data as NumberData
    for (let i = 0; i < to.length; i++) to[i] = whole[2 * i] * scale
  },
  backward: {
    input: ({ grad, dim, scale, meta }): Tensor => {
      const last = dim[dim.length - 1]
      const half = r2c(grad, dim, scale, true)
      const count = half.shape[last]
      const twice = grad.shape[last] - count
      const parts = [
        sliceDim(half, last, 0, 1, 1),
        mul(sliceDim(half, last, 1, 1 + twice, 1), 2),
        sliceDim(half, last, 1 + twice, count, 1),
      ]
      return resized(cat(parts, last), last, meta.input.shape[last])
    },
  },
})
const fullSize = sizeRule('n')

// --- arguments ----------------------------------------------------------------------------------------------------------

/** Ints become the default float, and what must be complex complex. */
function promoted(input: Tensor, needComplex: boolean): Tensor {
  const { dtype } = input
  check(
    isIntegral(dtype) || isComplex(dtype) || dtype.itemsize > 2,
    () => `Unsupported dtype ${dtype.scalarType}`,
  )
  const float = isIntegral(dtype) ? state.defaultDtype : dtype
  const wanted = needComplex ? complexFor(float) : float
  return wanted === dtype ? input : cast(input, wanted)
}

/** Cut off, or padded with zeros, to n along an axis. */
function resized(input: Tensor, axis: number, n: number): Tensor {
  const size = input.shape[axis]
  if (size === n) return input
  if (size > n) return sliceDim(input, axis, 0, n, 1)
  const shape = input.shape.map((each, at) => (at === axis ? n - size : each))
  return cat([input, zeros(shape, null, input.dtype, null, input.device)], axis)
}

/** The factor of a transform over n elements. */
function scaleFor(norm: string | null, n: number, forward: boolean): number {
  if (norm === 'ortho') return 1 / Math.sqrt(n)
  if (norm === null || norm === 'backward') return forward ? 1 : 1 / n
  if (norm === 'forward') return forward ? 1 / n : 1
  return fail('RuntimeError', `Invalid normalization mode: "${norm}"`)
}

function axisFor(input: Tensor, dim: number): number {
  if (input.rank === 0) fail('IndexError', `Dimension specified as ${dim} but tensor has no dimensions`)
  return wrapDim(dim, input.rank)
}

const positive = (n: number): void => check(n >= 1, () => `Invalid number of data points (${n}) specified`)

/** Of real numbers in one dim. */
function realOnly(name: string, { dtype }: Tensor): void {
  check(!isComplex(dtype), () => `${name} expects a real input tensor, but got ${dtype.scalarType}`)
}

type One = (input: Tensor, n: number | null, dim: number, norm: string | null) => Tensor

/** fft and ifft. */
const complexOne =
  (forward: boolean): One =>
  (input, n, dim, norm) => {
    const x = promoted(input, false)
    const axis = axisFor(x, dim)
    const size = n ?? x.shape[axis]
    positive(size)
    const scale = scaleFor(norm, size, forward)
    const whole = resized(x, axis, size)
    if (isComplex(x.dtype)) return c2c(whole, [axis], scale, forward)
    const result = r2c(whole, [axis], scale, false)
    return forward ? result : conjugate(result)
  }

/** rfft and ihfft. */
const realOne =
  (name: string, forward: boolean): One =>
  (input, n, dim, norm) => {
    realOnly(name, input)
    const x = promoted(input, false)
    const axis = axisFor(x, dim)
    const size = n ?? x.shape[axis]
    positive(size)
    const result = r2c(resized(x, axis, size), [axis], scaleFor(norm, size, forward), true)
    return forward ? result : conjugate(result)
  }

/** irfft and hfft. */
const toRealOne =
  (forward: boolean): One =>
  (input, n, dim, norm) => {
    const x = promoted(input, true)
    const axis = axisFor(x, dim)
    const size = n ?? 2 * (x.shape[axis] - 1)
    positive(size)
    const half = resized(x, axis, Math.floor(size / 2) + 1)
    return c2r(forward ? conjugate(half) : half, [axis], scaleFor(norm, size, forward), size)
  }

const one = (name: string, doc: string, run: One) =>
  defineOp({
    schema:
      `${name}(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` as 'fft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor',
    doc,
    faces,
    out: true,
    composite: ({ input, n, dim, norm }) => run(input, n, dim, norm),
    samples: [`torch.fft.${name}(torch.arange(4.0))`],
  })

export const fft = one('fft', "Fourier's transform along a dim.", complexOne(true))
export const ifft = one('ifft', "Fourier's inverse transform along a dim.", complexOne(false))
export const rfft = one('rfft', 'The first half of the transform of real numbers.', realOne('rfft', true))
export const irfft = one('irfft', 'The inverse of rfft.', toRealOne(false))
export const hfft = one('hfft', 'The transform of what mirrors itself, which is real.', toRealOne(true))
export const ihfft = one('ihfft', 'The inverse of hfft.', realOne('ihfft', false))

// --- several dims -------------------------------------------------------------------------------------------------------

interface Many {
  readonly axes: number[]
  readonly sizes: number[]
}

/** The dims that are transformed, and their sizes afterwards. `toReal`: the last is read as half of what it stands for. */
function dimsFor(input: Tensor, s: number[] | null, dim: number[] | null, toReal = false): Many {
  if (s !== null && dim !== null) {
    check(s.length === dim.length, () => 'When given, dim and shape arguments must have the same length')
  }
  if (s !== null && dim === null) {
    check(
      s.length <= input.rank,
      () => `Got shape with ${s.length} values but input tensor only has ${input.rank} dimensions.`,
    )
  }
  const count = s?.length ?? input.rank
  const list = dim ?? Array.from({ length: count }, (_, i) => input.rank - count + i)
  const axes = list.map((each) => wrapDim(each, input.rank))
  check(new Set(axes).size === axes.length, () => 'FFT dims must be unique')
  const sizes = axes.map((axis, i) => {
    const own = toReal && i === axes.length - 1 ? 2 * (input.shape[axis] - 1) : input.shape[axis]
    const size = s === null || s[i] === -1 ? own : s[i]
    positive(size)
    return size
  })
  return { axes, sizes }
}

const resizedAll = (input: Tensor, { axes, sizes }: Many): Tensor =>
  axes.reduce<Tensor>((result, axis, i) => resized(result, axis, sizes[i]), input)

type Several = (input: Tensor, s: number[] | null, dim: number[] | null, norm: string | null) => Tensor

const complexMany =
  (forward: boolean): Several =>
  (input, s, dim, norm) => {
    const x = promoted(input, true)
    const many = dimsFor(x, s, dim)
    const scale = scaleFor(norm, numel(many.sizes), forward)
    return many.axes.length === 0 ? x : c2c(resizedAll(x, many), many.axes, scale, forward)
  }

const realMany =
  (name: string, forward: boolean): Several =>
  (input, s, dim, norm) => {
    realOnly(name, input)
    const x = promoted(input, false)
    const many = dimsFor(x, s, dim)
    check(many.axes.length > 0, () => `${name} must transform at least one axis`)
    const scale = scaleFor(norm, numel(many.sizes), forward)
    const whole = resizedAll(x, many)
    if (forward) return r2c(whole, many.axes, scale, true)
    const last = many.axes[many.axes.length - 1]
    const half = conjugate(r2c(whole, [last], scale, true))
    return many.axes.length === 1 ? half : c2c(half, many.axes.slice(0, -1), 1, false)
  }

const toRealMany =
  (name: string, forward: boolean): Several =>
  (input, s, dim, norm) => {
    const x = promoted(input, true)
    const many = dimsFor(x, s, dim, true)
    check(many.axes.length > 0, () => `${name} must transform at least one axis`)
    const last = many.sizes[many.sizes.length - 1]
    const scale = scaleFor(norm, numel(many.sizes), forward)
    const halves = { axes: many.axes, sizes: [...many.sizes.slice(0, -1), Math.floor(last / 2) + 1] }
    const whole = resizedAll(x, halves)
    if (!forward) return c2r(whole, many.axes, scale, last)
    const others = many.axes.slice(0, -1)
    const turned = others.length === 0 ? whole : c2c(whole, others, 1, true)
    return c2r(conjugate(turned), [many.axes[many.axes.length - 1]], scale, last)
  }

function several(name: string, doc: string, run: Several): void {
  defineOp({
    schema:
      `${name}2(Tensor input, int[1]? s=None, int[1] dim=[-2,-1], str? norm=None) -> Tensor` as 'fft2(Tensor input, int[1]? s=None, int[1] dim=[-2,-1], str? norm=None) -> Tensor',
    doc: `${doc} Over two dims.`,
    faces,
    out: true,
    composite: ({ input, s, dim, norm }) => run(input, s, dim, norm),
    samples: [`torch.fft.${name}2(torch.ones(2, 3))`],
  })
  defineOp({
    schema:
      `${name}n(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` as 'fftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor',
    doc: `${doc} Over several dims.`,
    faces,
    out: true,
    composite: ({ input, s, dim, norm }) => run(input, s, dim, norm),
    samples: [`torch.fft.${name}n(torch.ones(2, 3))`],
  })
}

several('fft', "Fourier's transform.", complexMany(true))
several('ifft', "Fourier's inverse transform.", complexMany(false))
several('rfft', 'The first half of the transform of real numbers.', realMany('rfftn', true))
several('irfft', 'The inverse of rfftn.', toRealMany('irfftn', false))
several('hfft', 'The transform of what mirrors itself, which is real.', toRealMany('hfftn', true))
several('ihfft', 'The inverse of hfftn.', realMany('ihfftn', false))

// --- frequencies --------------------------------------------------------------------------------------------------------

const OPTIONS =
  'dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False'

const frequencies = (
  name: string,
  doc: string,
  size: (n: number) => number,
  at: (i: number, n: number) => number,
) =>
  defineOp({
    schema:
      `${name}(int n, float d=1.0, *, ${OPTIONS}) -> Tensor` as 'fftfreq(int n, float d=1.0, *, dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False) -> Tensor',
    doc,
    faces,
    out: true,
    shape: ({ n, dtype, device }: { n: number; dtype: DType | null; device: Device | null }) => {
      const type = dtype ?? state.defaultDtype
      check(!isIntegral(type), () => `${name} requires a floating point or complex dtype`)
      return sized([size(n)], type, device)
    },
    kernel: ({ n, d }, out) => {
      const to = out.data as NumberData
      const step = 1 / (n * d)
      // The numbers are rounded before they are scaled, as by a multiplication in the dtype.
      const factor = out.dtype === float32 ? Math.fround(step) : step
      for (let i = 0; i < out.shape[0]; i++) to[i * out.dtype.width] = at(i, n) * factor
    },
    samples: [`torch.fft.${name}(5)`],
  })

frequencies(
  'fftfreq',
  'The frequencies of the elements that fft gives.',
  (n) => n,
  (i, n) => (i < Math.ceil(n / 2) ? i : i - n),
)
frequencies(
  'rfftfreq',
  'The frequencies of the elements that rfft gives.',
  (n) => Math.floor(n / 2) + 1,
  (i) => i,
)

const shift = (name: string, doc: string, by: (n: number) => number) =>
  defineOp({
    schema:
      `${name}(Tensor input, int[1]? dim=None) -> Tensor` as 'fftshift(Tensor input, int[1]? dim=None) -> Tensor',
    doc,
    faces,
    composite: ({ input, dim }) => {
      const axes = dim ?? input.shape.map((_, axis) => axis)
      if (input.rank === 0 || axes.length === 0) return input
      return roll(
        input,
        axes.map((axis) => by(input.shape[wrapDim(axis, input.rank)])),
        axes,
      )
    },
    samples: [`torch.fft.${name}(torch.arange(5))`],
  })
shift('fftshift', 'Moves the zero frequency to the middle.', (n) => Math.floor(n / 2))
shift('ifftshift', 'The inverse of fftshift.', (n) => Math.ceil(n / 2))
