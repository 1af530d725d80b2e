/** Numbers at equal distances: linspace, logspace, range. */
import { complex64, type DType, isIntegral } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { fma32, fma64 } from '../tensor/fma.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import { type Device, state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { elementOf } from './convert.js'
import { defineOp } from './define.js'
import { counted, dims, given, type Out } from './derive.js'

const OPTIONS =
  'dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False'

interface Spaced {
  readonly start: Scalar
  readonly end: Scalar
  readonly steps: number
  readonly dtype: DType | null
  readonly device: Device | null
}

function spacedShape({ start, end, steps, dtype, device }: Spaced): Out {
  check(steps >= 0, () => 'number of steps must be non-negative')
  const complex = start.kind === 'complex' || end.kind === 'complex'
  return {
    ...dims(dtype ?? (complex ? complex64 : state.defaultDtype), [given(steps, 'steps')]),
    device: device ?? state.defaultDevice,
  }
}

const parts = (scalar: Scalar): [number, number] =>
  scalar.kind === 'complex' ? [scalar.value.re, scalar.value.im] : [toNumber(scalar), 0]

/**
 * `put(i, value)` for every point: counted from the nearer end, so that both ends are exact. In single precision each
 * step is a fused multiply-add.
 */
function points(
  from: number,
  to: number,
  steps: number,
  single: boolean,
  put: (i: number, value: number) => void,
): void {
  const round = single ? Math.fround : (x: number): number => x
  const fused = single ? fma32 : fma64
  const [start, end] = [round(from), round(to)]
  const step = steps === 1 ? 0 : round(round(end - start) / (steps - 1))
  const half = Math.floor(steps / 2)
  for (let i = 0; i < steps; i++)
    put(i, i < half || steps === 1 ? fused(step, i, start) : fused(-step, steps - 1 - i, end))
}

function spacedKernel({ start, end, steps }: Spaced, out: NdArray, of: (x: number) => number): void {
  const { data, dtype } = out
  const [a, b] = [parts(start), parts(end)]
  if (data instanceof BigInt64Array) {
    points(a[0], b[0], steps, false, (i, value) => {
      data[i] = BigInt(Math.trunc(of(value)))
    })
    return
  }
  const { width } = dtype
  for (let w = 0; w < width; w++) {
    points(a[w], b[w], steps, data instanceof Float32Array, (i, value) => {
      data[i * width + w] = isIntegral(dtype) ? Math.trunc(of(value)) : of(value)
    })
  }
}

/** Start and end as numbers, tensors of one element among them. */
function endsOf(name: string, start: Tensor | Scalar, end: Tensor | Scalar): { start: Scalar; end: Scalar } {
  const rank = (value: Tensor | Scalar): number => ('shape' in value ? value.rank : 0)
  const words = (what: string, value: Tensor | Scalar): string => `${what} with ${rank(value)} dimension(s)`
  const tensors = [
    ...('shape' in start && !start.wrapped ? [words('start', start)] : []),
    ...('shape' in end && !end.wrapped ? [words('end', end)] : []),
  ]
  check(
    rank(start) === 0 && rank(end) === 0,
    () => `${name} only supports 0-dimensional start and end tensors, but got ${tensors.join(' and ')}.`,
  )
  const number = (value: Tensor | Scalar): Scalar => ('shape' in value ? elementOf(value) : value)
  return { start: number(start), end: number(end) }
}

const spaced = (
  name: 'linspace' | 'logspace',
  doc: string,
  more: string,
  of: (x: number, base: number) => number,
) => {
  const one = (type: 'Scalar' | 'Operand') =>
    defineOp({
      schema:
        `${name}.${type}_${type}(${type} start, ${type} end, int steps${more}, *, ${OPTIONS}) -> Tensor` as 'linspace(Scalar start, Scalar end, int steps, *, dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False) -> Tensor',
      doc,
      faces: { torch: 'native' },
      out: true,
      shape: (args) => spacedShape({ ...args, ...endsOf(name, args.start, args.end) }),
      kernel: ({ start, end, ...args }, out) => {
        const number = (value: Scalar | NdArray): Scalar =>
          'data' in value ? elementOf({ read: () => value, dtype: value.dtype } as Tensor) : value
        const { base = 10 } = args as unknown as { base?: number }
        spacedKernel({ ...args, start: number(start), end: number(end) }, out, (x) => of(x, base))
      },
      samples: type === 'Scalar' ? [`torch.${name}(0, 1, 5)`] : [],
    })
  const plain = one('Scalar')
  // Tensors of one element are numbers; what comes here is refused, unless it carries no number at all.
  one('Operand')
  return plain
}

/** Numbers evenly spaced from start to end, both included. Source: torch.linspace. */
export const linspace = spaced('linspace', 'Numbers evenly spaced from start to end.', '', (x) => x)

/** base to the power of numbers evenly spaced from start to end. Source: torch.logspace. */
export const logspace = spaced(
  'logspace',
  'Powers of base, their exponents evenly spaced from start to end.',
  ', float base=10.0',
  (x, base) => base ** x,
)

/** From start to end, end included. Source: torch.range, which PyTorch deprecates. */
defineOp({
  schema: `range(Scalar start, Scalar end, Scalar step=1, *, ${OPTIONS}) -> Tensor`,
  doc: 'The numbers from start to end, end included, step apart.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ start, end, step, dtype, device }) => {
    const [from, to, by] = [start, end, step].map(toNumber)
    check(by !== 0, () => 'step must be nonzero')
    check(Number.isFinite(from) && Number.isFinite(to), () => `unsupported range: ${from} -> ${to}`)
    check(by > 0 ? to >= from : to <= from, () => 'upper bound and lower bound inconsistent with step sign')
    const size = Math.floor((to - from) / by) + 1
    return {
      ...dims(dtype ?? state.defaultDtype, [counted(size, `⌊(${to} − ${from}) / ${by}⌋ + 1`)]),
      device: device ?? state.defaultDevice,
    }
  },
  kernel: ({ start, step }, { data }) => {
    const [from, by] = [start, step].map(toNumber)
    for (let i = 0; i < data.length; i++)
      data[i] = (data instanceof BigInt64Array ? BigInt(Math.trunc(from + i * by)) : from + i * by) as never
  },
})
