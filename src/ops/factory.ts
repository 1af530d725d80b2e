/**
 * Tensors from nothing: zeros, ones, full, empty, arange, and their `_like` forms; rand, randn and randint.
 *
 * Random factories reserve their place in the generator's stream when they run and compute the numbers when read.
 */

import { copyInto } from '../compute/copy.js'
import { putNumbers } from '../compute/words.js'
import { uniform } from '../tensor/distributions.js'
import {
  bool,
  complex128,
  type Data,
  type DType,
  float32,
  float64,
  int64,
  isComplex,
} from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { normal } from '../tensor/normal.js'
import type { Generator } from '../tensor/random.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import { formatSizes, numel } from '../tensor/shape.js'
import { type Device, defaultGenerator, state } from '../tensor/state.js'
import type { NdArray } from '../tensor/tensor.js'
import { formatted } from './copy.js'
import { defineOp } from './define.js'
import { copied, counted, dims, given, type Out } from './derive.js'
import { scalarDtype, scalarTensor } from './wrap.js'

/** The keyword arguments that all factories share. */
const OPTIONS =
  'dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False'

/** RuntimeError for a negative size. */
export function checkSizes(size: readonly number[]): void {
  const negative = size.find((n) => n < 0)
  check(
    negative === undefined,
    () => `Trying to create tensor with negative dimension ${negative}: ${formatSizes(size)}`,
  )
}

/** A new tensor of the sizes given by the caller. RuntimeError for a negative size. */
export function sized(size: readonly number[], dtype: DType | null, device: Device | null): Out {
  checkSizes(size)
  return {
    ...dims(
      dtype ?? state.defaultDtype,
      size.map((n) => given(n)),
    ),
    device: device ?? state.defaultDevice,
  }
}

/** Fills an output with one number. */
export function fillWith(out: NdArray, value: Scalar): void {
  if (value.kind !== 'complex' && out.dtype.width === 1 && toNumber(value) === 0) return
  copyInto(out, scalarTensor(value, scalarDtype(value)).read())
}

const one: Scalar = { kind: 'int', value: 1 }

const filled = (name: string, value: Scalar | null, doc: string) =>
  defineOp({
    schema: `${name}(int[] size, *, memory_format? memory_format=None, ${OPTIONS}) -> Tensor`,
    doc,
    faces: { torch: 'native' },
    out: true,
    shape: ({ size, dtype, device, memory_format }) => {
      if (name === 'zeros')
        check(
          size.every((n) => n >= 0),
          () => 'zeros: Dimension size must be non-negative.',
        )
      return formatted(sized(size, dtype, device), memory_format)
    },
    kernel: (_, out) => {
      if (value !== null) fillWith(out, value)
    },
    samples: [`torch.${name}(2, 3)`],
  })

export const zeros = filled('zeros', null, 'A tensor of zeros.')
export const ones = filled('ones', one, 'A tensor of ones.')
/** Uninitialised in PyTorch; zeros here, so that runs repeat. */
export const empty = filled('empty', null, 'A tensor whose content is not set (zeros here).')

const likeOptions =
  'dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False, memory_format? memory_format=None'

const filledLike = (name: string, value: Scalar | null, doc: string) =>
  defineOp({
    schema: `${name}(Tensor input, *, ${likeOptions}) -> Tensor`,
    doc,
    faces: { torch: 'native' },
    shape: ({ input, dtype, device, memory_format }) => ({
      ...formatted(copied(input, dtype ?? input.dtype), memory_format),
      device: device ?? input.device,
    }),
    unread: true,
    kernel: (_, out) => {
      if (value !== null) fillWith(out, value)
    },
    samples: [`torch.${name}(torch.randn(2, 3))`],
  })

export const zerosLike = filledLike('zeros_like', null, 'Zeros in the shape of another tensor.')
export const onesLike = filledLike('ones_like', one, 'Ones in the shape of another tensor.')
export const emptyLike = filledLike(
  'empty_like',
  null,
  'A tensor in the shape of another, its content not set.',
)

/** One number everywhere; its kind gives the dtype unless one is given. Source: torch.full. */
export const full = defineOp({
  schema: `full(int[] size, Scalar fill_value, *, ${OPTIONS}) -> Tensor`,
  doc: 'A tensor filled with one number.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ size, fill_value, dtype, device }) => sized(size, dtype ?? scalarDtype(fill_value), device),
  kernel: ({ fill_value }, out) => fillWith(out, fill_value),
  samples: ['torch.full((2, 3), 7)', 'torch.full((2,), 0.5)'],
})

export const fullLike = defineOp({
  schema: `full_like(Tensor input, Scalar fill_value, *, ${likeOptions}) -> Tensor`,
  doc: 'One number in the shape of another tensor.',
  faces: { torch: 'native' },
  shape: ({ input, dtype, device, memory_format }) => ({
    ...formatted(copied(input, dtype ?? input.dtype), memory_format),
    device: device ?? input.device,
  }),
  unread: true,
  kernel: ({ fill_value }, out) => fillWith(out, fill_value),
  samples: ['torch.full_like(torch.randn(2), 3)'],
})

// --- arange -------------------------------------------------------------------------------------------------------

function arangeOut(
  start: Scalar,
  end: Scalar,
  step: Scalar,
  dtype: DType | null,
  device: Device | null,
): Out {
  const [from, to, by] = [start, end, step].map(toNumber)
  check(by !== 0, () => 'step must be nonzero')
  if (dtype === bool || dtype?.kind === 'complex') {
    fail('NotImplementedError', `"arange_cpu" not implemented for '${dtype.scalarType}'`)
  }
  check(
    Number.isFinite(from) && Number.isFinite(to),
    () =>
      `unsupported range: ${[from, to].map((each) => String(each).replace('NaN', 'nan').replace('Infinity', 'inf')).join(' -> ')}`,
  )
  check(by > 0 ? to >= from : to <= from, () => 'upper bound and lower bound inconsistent with step sign')
  const whole = [start, end, step].every(({ kind }) => kind === 'int' || kind === 'bool')
  const size = whole ? wholeSteps(start, end, step) : Math.ceil((to - from) / by)
  return {
    ...dims(dtype ?? (whole ? int64 : state.defaultDtype), [
      from === 0 && by === 1 ? given(size, 'end') : counted(size, `⌈(${to} − ${from}) / ${by}⌉`),
    ]),
    device: device ?? state.defaultDevice,
  }
}

/** ⌈(end − start) / step⌉ among ints, exactly. */
function wholeSteps(...bounds: readonly Scalar[]): number {
  const [from, to, by] = bounds.map(({ value }) => BigInt(value as number | bigint | boolean))
  const span = to - from
  return Number(span / by) + (span % by === 0n ? 0 : 1)
}

function arangeKernel(start: Scalar, step: Scalar, out: NdArray): void {
  const { data } = out
  if (data instanceof BigInt64Array) {
    const from = start.kind === 'int' ? BigInt(start.value) : BigInt(Math.trunc(toNumber(start)))
    const by = step.kind === 'int' ? BigInt(step.value) : BigInt(Math.trunc(toNumber(step)))
    const [first, each] = [Number(from), Number(by)]
    if (Math.max(Math.abs(first), Math.abs(first + data.length * each)) < Number.MAX_SAFE_INTEGER) {
      const numbers = new Float64Array(data.length)
      for (let i = 0; i < numbers.length; i++) numbers[i] = first + i * each
      putNumbers(data, numbers)
    } else for (let i = 0; i < data.length; i++) data[i] = from + BigInt(i) * by
  } else {
    const [from, by] = [toNumber(start), toNumber(step)]
    for (let i = 0; i < data.length; i++) data[i] = from + i * by
  }
}

const zero: Scalar = { kind: 'int', value: 0 }

/** 0, 1, 2… below end. Source: torch.arange. */
export const arange = defineOp({
  schema: `arange(Scalar end, *, ${OPTIONS}) -> Tensor`,
  doc: 'The numbers from 0 up to end, end not included.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ end, dtype, device }) => arangeOut(zero, end, one, dtype, device),
  kernel: (_, out) => arangeKernel(zero, one, out),
  samples: ['torch.arange(5)'],
})

/** start, start + step, … below end. */
export const arangeFrom = defineOp({
  schema: `arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ${OPTIONS}) -> Tensor`,
  doc: 'The numbers from start to end, end not included, step apart.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ start, end, step, dtype, device }) => arangeOut(start, end, step, dtype, device),
  kernel: ({ start, step }, out) => arangeKernel(start, step, out),
  samples: ['torch.arange(1, 10, 3)', 'torch.arange(0, 1, 0.25)'],
  errors: ['torch.arange(5, 1)'],
})

// --- random -------------------------------------------------------------------------------------------------------

const floatsOnly = (stub: string, dtype: DType): void => {
  if (dtype.kind !== 'float' && dtype.kind !== 'complex')
    fail('NotImplementedError', `"${stub}" not implemented for '${dtype.scalarType}'`)
}

const realOf = (dtype: DType): DType => (dtype === complex128 ? float64 : float32)

/** Both parts of complex numbers are drawn, one after the other; those of normal ones have half the variance. */
const uniformOf = (generator: Generator, n: number, dtype: DType): (() => Data) =>
  isComplex(dtype) ? uniform(generator, 2 * n, realOf(dtype)) : uniform(generator, n, dtype)
const normalOf = (generator: Generator, n: number, dtype: DType, contiguous = true): (() => Data) =>
  isComplex(dtype)
    ? normal(generator, 2 * n, realOf(dtype), 0, Math.SQRT1_2, contiguous)
    : normal(generator, n, dtype, 0, 1, contiguous)

const random = (
  name: string,
  stub: string,
  doc: string,
  draw: (generator: Generator, n: number, dtype: DType) => () => Data,
) =>
  defineOp({
    schema: `${name}(int[] size, *, Generator? generator=None, ${OPTIONS}) -> Tensor`,
    doc,
    faces: { torch: 'native' },
    out: true,
    shape: ({ size, dtype, device }) => {
      if (dtype !== null) floatsOnly(stub, dtype)
      return sized(size, dtype, device)
    },
    draw: ({ generator }, [{ shape, dtype }]) => draw(generator ?? defaultGenerator, numel(shape), dtype),
    kernel: ({ drawn }, out) => (out.data as Float32Array).set((drawn as () => Float32Array)()),
    samples: [`torch.${name}(2, 3)`],
  })

/** Uniform in [0, 1). Source: torch.rand. */
export const rand = random(
  'rand',
  'check_uniform_bounds',
  'Random numbers, uniform between 0 and 1.',
  uniformOf,
)
/** Standard normal. Source: torch.randn. */
export const randn = random(
  'randn',
  'normal_kernel_cpu',
  'Random numbers from the normal distribution.',
  normalOf,
)

const randomLike = (
  name: string,
  stub: string,
  doc: string,
  draw: (generator: Generator, n: number, dtype: DType, contiguous: boolean) => () => Data,
) =>
  defineOp({
    schema: `${name}(Tensor input, *, ${likeOptions}) -> Tensor`,
    doc,
    faces: { torch: 'native' },
    shape: ({ input, dtype, device, memory_format }) => {
      floatsOnly(stub, dtype ?? input.dtype)
      const out = formatted(copied(input, dtype ?? input.dtype), memory_format)
      return { ...out, byMemory: true, device: device ?? input.device }
    },
    draw: (_, [{ shape, dtype, layout }]) => draw(defaultGenerator, numel(shape), dtype, !layout),
    kernel: ({ drawn }, out) => (out.data as Float32Array).set((drawn as () => Float32Array)()),
    samples: [`torch.${name}(torch.empty(2, 3))`],
  })

export const randLike = randomLike(
  'rand_like',
  'check_uniform_bounds',
  'Uniform random numbers in the shape of another tensor.',
  uniformOf,
)
export const randnLike = randomLike(
  'randn_like',
  'normal_kernel_cpu',
  'Normal random numbers in the shape of another tensor.',
  normalOf,
)
