/** Transforms of short overlapping frames of a signal, and their inverse: torch.stft and torch.istft. */
import { dense } from '../compute/strided.js'
import { int64, isComplex, isIntegral } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { div, mul } from './arithmetic.js'
import { expand, squeezeDim, transpose, unsqueeze } from './axes.js'
import { complex, real, viewAsReal } from './complex.js'
import { contiguous } from './copy.js'
import { defineOp } from './define.js'
import { ones, zeros } from './factory.js'
import { fft, ifft, irfft, rfft } from './fft.js'
import { indexSelect } from './gather.js'
import { indexAdd } from './index-writes.js'
import { constantPad } from './pad.js'
import { realFor } from './pointwise.js'
import { sliceDim, unfoldDim } from './slice.js'
import { reshape } from './view.js'

const flag = (value: boolean | null): string => (value === null ? 'None' : value ? '1' : '0')
const windowText = (window: Tensor | null): string =>
  window === null ? 'None' : `torch.${window.dtype.tensorType}{${formatSizes(window.shape)}}`

/** A signal longer by n at both ends, as `mode` says. */
function extended(signal: Tensor, n: number, mode: string): Tensor {
  const last = signal.rank - 1
  const size = signal.shape[last]
  if (mode === 'constant') return constantPad(signal, [n, n])
  if (mode === 'reflect') {
    check(
      n < size,
      () =>
        `Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (${n}, ${n}) at dimension 2 of input ${formatSizes([...(signal.rank < 2 ? [1, 1] : [1, signal.shape[0]]).slice(0, 2), size])}`,
    )
  }
  const source = (at: number): number => {
    if (mode === 'replicate') return Math.min(Math.max(at, 0), size - 1)
    if (mode === 'circular') return ((at % size) + size) % size
    return at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at
  }
  const index = BigInt64Array.from({ length: size + 2 * n }, (_, i) => BigInt(source(i - n)))
  return indexSelect(signal, last, Tensor.of(index, [index.length], int64))
}

/** A window of win_length in the middle of n_fft zeros; ones where none is given and that is needed. */
function fullWindow(window: Tensor | null, length: number, n: number, like: Tensor): Tensor | null {
  if (window === null && length === n) return null
  const own = window ?? ones([length], null, realFor(like.dtype))
  const left = Math.floor((n - length) / 2)
  return length === n ? own : constantPad(own, [left, n - length - left])
}

/** Source: torch.stft. The signal (batch…, time) → (batch…, frequencies, frames). */
defineOp({
  schema:
    "stft(Tensor input, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode='reflect', bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor",
  doc: "Fourier's transforms of short overlapping frames of a signal.",
  faces: { torch: 'python', Tensor: 'python' },
  composite: (args) => {
    const { n_fft, window, normalized, onesided, return_complex, center, pad_mode } = args
    const hop = args.hop_length ?? Math.floor(n_fft / 4)
    const length = args.win_length ?? n_fft
    const signal = center
      ? extended(
          args.input.rank === 0 ? unsqueeze(args.input, 0) : args.input,
          Math.floor(n_fft / 2),
          pad_mode,
        )
      : args.input
    const words = (): string =>
      `stft(torch.${signal.dtype.tensorType}${formatSizes(signal.shape)}, n_fft=${n_fft}, hop_length=${hop}, win_length=${length}, window=${windowText(window)}, normalized=${flag(normalized)}, onesided=${flag(onesided)}, return_complex=${flag(return_complex)}, align_to_window=None) : `
    const complexInput = isComplex(signal.dtype)
    check(
      return_complex !== null || complexInput || (window !== null && isComplex(window.dtype)),
      () =>
        'stft requires the return_complex parameter be given for real inputs, and will further require that return_complex=True in a future PyTorch release.',
    )
    check(!isIntegral(signal.dtype), () => `${words()}expected a tensor of floating point or complex values`)
    check(signal.rank === 1 || signal.rank === 2, () => `${words()}expected a 1D or 2D tensor`)
    const batch = signal.rank === 1 ? unsqueeze(signal, 0) : signal
    const size = batch.shape[1]
    check(n_fft > 0 && n_fft <= size, () => `${words()}expected 0 < n_fft < ${size}, but got n_fft=${n_fft}`)
    check(hop > 0, () => `${words()}expected hop_length > 0, but got hop_length=${hop}`)
    check(
      length > 0 && length <= n_fft,
      () => `${words()}expected 0 < win_length <= n_fft, but got win_length=${length}`,
    )
    check(
      window === null || (window.rank === 1 && window.shape[0] === length),
      () =>
        `${words()}expected a 1D window tensor of size equal to win_length=${length}, but got window with size ${formatSizes(window!.shape)}`,
    )
    const shape = fullWindow(window, length, n_fft, signal)
    const frames = unfoldDim(batch, 1, n_fft, hop)
    const weighed = shape === null ? frames : mul(frames, shape)
    const complexFrames = isComplex(weighed.dtype)
    check(
      !(complexFrames && onesided === true),
      () => 'Cannot have onesided output if window or input is complex',
    )
    const norm = normalized ? 'ortho' : null
    const half = onesided ?? !complexFrames
    const spectra = transpose((half ? rfft : fft)(weighed, null, -1, norm), 1, 2)
    const result = signal.rank === 1 ? squeezeDim(spectra, [0]) : spectra
    return return_complex === false ? viewAsReal(result) : result
  },
  samples: ['torch.stft(torch.arange(16.0), 4, return_complex=True)'],
})

/** Frames laid over each other, hop apart, and added. */
function overlapped(frames: Tensor, hop: number, total: number): Tensor {
  const [batch, count, n] = frames.shape
  const index = new BigInt64Array(count * n)
  for (let f = 0, at = 0; f < count; f++) for (let i = 0; i < n; i++) index[at++] = BigInt(f * hop + i)
  const base = zeros([batch, total], null, frames.dtype)
  return indexAdd(base, 1, Tensor.of(index, [index.length], int64), reshape(frames, [batch, count * n]))
}

/** Source: torch.istft. */
defineOp({
  schema:
    'istft(Tensor input, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor',
  doc: 'The signal of which stft gave the transforms.',
  faces: { torch: 'native', Tensor: 'python' },
  composite: (args) => {
    const { input, n_fft, window, center, normalized, return_complex, length } = args
    const hop = args.hop_length ?? Math.floor(n_fft / 4)
    const width = args.win_length ?? n_fft
    check(
      isComplex(input.dtype),
      () =>
        'istft requires a complex-valued input tensor matching the output from stft with return_complex=True.',
    )
    const words = (): string =>
      `istft(CPU${input.dtype.scalarType}Type${formatSizes(input.shape)}, n_fft=${n_fft}, hop_length=${hop}, win_length=${width}, window=${windowText(window)}, center=${flag(center)}, normalized=${flag(normalized)}, onesided=${flag(args.onesided)}, length=${length ?? 'None'}, return_complex=${flag(return_complex)}) `
    check(input.numel > 0, () => `${words()}: input tensor cannot be empty.`)
    check(
      input.rank === 2 || input.rank === 3,
      () => `${words()}: expected a tensor with 3 or 4 dimensions, but got ${input.rank + 1}`,
    )
    const batch = input.rank === 2 ? unsqueeze(input, 0) : input
    const [, size, count] = batch.shape
    const half = args.onesided ?? size !== n_fft
    const wanted = half ? Math.floor(n_fft / 2) + 1 : n_fft
    check(size === wanted, () =>
      half
        ? `${words()}: expected the frequency dimension (3rd to the last) of the input tensor to match n_fft / 2 + 1 when onesided=True, but got ${size}`
        : `${words()}: expected the frequency dimension (3rd to the last) of the input tensor to match n_fft when onesided=False, but got ${size}`,
    )
    check(hop > 0 && hop <= width, () => `${words()}: expected 0 < hop_length <= win_length`)
    check(width > 0 && width <= n_fft, () => `${words()}: expected 0 < win_length <= n_fft`)
    check(
      window === null || (window.rank === 1 && window.shape[0] === width),
      () => `${words()}: Invalid window shape. window has to be 1D and length of \`win_length\``,
    )
    const shape = fullWindow(window, width, n_fft, batch) ?? ones([n_fft], null, realFor(batch.dtype))
    const lines = transpose(batch, 1, 2)
    const norm = normalized ? 'ortho' : null
    const frames =
      half && !return_complex
        ? irfft(lines, n_fft, -1, norm)
        : ifft(fullSpectrum(lines, half, n_fft), null, -1, norm)
    const total = n_fft + hop * (count - 1)
    const sum = overlapped(contiguous(mul(frames, shape)), hop, total)
    const squares = expand(unsqueeze(mul(shape, shape), 0), [count, n_fft])
    const envelope = overlapped(unsqueeze(contiguous(squares), 0), hop, total)
    const start = center ? Math.floor(n_fft / 2) : 0
    const end = length !== null ? start + length : center ? total - Math.floor(n_fft / 2) : total
    const cut = (tensor: Tensor): Tensor => sliceDim(tensor, 1, start, Math.min(end, total), 1)
    const weights = cut(envelope)
    if (weights.device !== 'meta') {
      const least = (dense(weights.read()) as Float32Array).every((value) => Math.abs(value) > 1e-11)
      if (!least) fail('RuntimeError', `${words()}window overlap add min: 1\n[ CPUBoolType{} ]`)
    }
    let result = div(cut(sum), weights)
    if (end > total) result = constantPad(result, [0, end - total])
    if (!return_complex && isComplex(result.dtype)) result = real(result)
    if (return_complex && !isComplex(result.dtype)) result = complex(result, mul(result, 0))
    return input.rank === 2 ? squeezeDim(result, [0]) : result
  },
  samples: ['torch.istft(torch.stft(torch.arange(16.0), 4, return_complex=True), 4)'],
})

/** The whole spectrum, its second half mirrored from the first. */
function fullSpectrum(lines: Tensor, half: boolean, n: number): Tensor {
  return half ? fft(irfft(lines, n, -1, null), null, -1, null) : lines
}
