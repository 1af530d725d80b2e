/** Windows for spectra: Hann, Hamming, Blackman, Bartlett, Kaiser; each step rounded to the dtype, as PyTorch does. */
import { besselI0 } from '../compute/bessel.js'
import { cppName, type DType } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { rounderOf } from '../tensor/half.js'
import { type Device, state } from '../tensor/state.js'
import type { NdArray } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { dims, given, type Out } from './derive.js'

const OPTIONS =
  'dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False'

/** The value at point k of a symmetric window of n > 1 points; `round` is the dtype's. */
type Point = (k: number, n: number, round: (x: number) => number, alpha: number, beta: number) => number

const raisedCosine: Point = (k, n, round, alpha, beta) =>
  round(round(round(Math.cos(round(k * ((2 * Math.PI) / (n - 1))))) * -beta) + alpha)

interface Window {
  readonly doc: string
  readonly point: Point
  /** Parameters after periodic, each of which makes one more overload, with what they are unless given. */
  readonly parameters: readonly ('alpha' | 'beta')[]
  readonly alpha: number
  readonly beta: number
}

const WINDOWS: Readonly<Record<string, Window>> = {
  hann_window: { doc: 'The Hann window.', point: raisedCosine, parameters: [], alpha: 0.5, beta: 0.5 },
  hamming_window: {
    doc: 'The Hamming window.',
    point: raisedCosine,
    parameters: ['alpha', 'beta'],
    alpha: 0.54,
    beta: 0.46,
  },
  blackman_window: {
    doc: 'The Blackman window.',
    point: (k, n, round) => {
      const angle = round(k * (Math.PI / (n - 1)))
      const double = round(round(Math.cos(round(angle * 4))) * 0.08)
      const single = round(round(Math.cos(round(angle * 2))) * 0.5)
      return round(round(double - single) + 0.42)
    },
    parameters: [],
    alpha: 0,
    beta: 0,
  },
  bartlett_window: {
    doc: 'The Bartlett window, a triangle.',
    point: (k, n, round) => {
      const rising = round(k * (2 / (n - 1)))
      return k > (n - 1) >> 1 ? round(2 - rising) : rising
    },
    parameters: [],
    alpha: 0,
    beta: 0,
  },
  kaiser_window: {
    doc: 'The Kaiser window.',
    point: (k, n, round, _, beta) => {
      const half = (n - 1) / 2
      const side = (k - half) / half
      return round(besselI0(beta * Math.sqrt(Math.max(0, 1 - side * side))) / besselI0(beta))
    },
    parameters: ['beta'],
    alpha: 0,
    beta: 12,
  },
}

interface WindowArgs {
  readonly window_length: number
  readonly periodic?: boolean
  readonly alpha?: number
  readonly beta?: number
  readonly dtype?: DType | null
  readonly device?: Device | null
}

function windowShape(name: string, { window_length: n, dtype, device }: WindowArgs): Out {
  const type = dtype ?? state.defaultDtype
  check(
    type.kind === 'float',
    () =>
      `${name} expects floating point dtypes, got: TensorOptions(dtype=${cppName(type)}, device=cpu, layout=Strided (default), requires_grad=false (default), pinned_memory=false, memory_format=(nullopt))`,
  )
  check(n >= 0, () => `${name} requires non-negative window_length, got window_length=${n}`)
  return { ...dims(type, [given(n, 'window_length')]), device: device ?? state.defaultDevice }
}

function fill(window: Window, args: WindowArgs, out: NdArray): void {
  const { window_length: length, periodic = true, alpha = window.alpha, beta = window.beta } = args
  const data = out.data as Float32Array
  // A periodic window is the symmetric one of one more point, without the last.
  const n = periodic ? length + 1 : length
  const round = rounderOf(out.dtype)
  for (let k = 0; k < length; k++) data[k] = length === 1 ? 1 : window.point(k, n, round, alpha, beta)
}

for (const [name, window] of Object.entries(WINDOWS)) {
  const all = ['bool periodic', ...window.parameters.map((each) => `float ${each}`)]
  for (let count = 0; count <= all.length; count++) {
    const parameters = ['int window_length', ...all.slice(0, count)].join(', ')
    defineOp({
      schema: `${name}(${parameters}, *, ${OPTIONS}) -> Tensor` as `window(int window_length) -> Tensor`,
      doc: window.doc,
      faces: { torch: 'native' },
      shape: (args) => windowShape(name, args),
      kernel: (args, out) => fill(window, args, out),
      samples: count === 0 ? [`torch.${name}(5)`] : [],
    })
  }
}
