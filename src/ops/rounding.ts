/** Functions of one element that keep the dtype: abs, sign, rounding, and tests that give bool. */
import { copyInto } from '../compute/copy.js'
import { mantissaExponent } from '../compute/neighbours.js'
import { cast as castArray, map1, mapComplex1 } from '../compute/pointwise.js'
import { bool, type DType, type DTypeName, int32, isIntegral } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, conjugate, div, mul, sub } from './arithmetic.js'
import { maskedFill } from './choose.js'
import { eq } from './compare.js'
import { defineOp } from './define.js'
import { alike } from './derive.js'
import { zerosLike } from './factory.js'
import { notImplementedFor, realFor, type UnaryFunctions, unaryKernel, unaryShape } from './pointwise.js'
import { exp2 } from './unary.js'

const absolute: UnaryFunctions = {
  stub: 'abs_cpu',
  float: Math.abs,
  int: Math.abs,
  bigint: (x) => (x < 0n ? -x : x),
  complex: (re, im, into) => {
    into[0] = Math.hypot(re, im)
  },
}

/** The absolute value; of a complex number its length, which is real. Source: torch.abs. */
export const abs = defineOp({
  schema: 'abs(Tensor input) -> Tensor',
  doc: 'The absolute value of each element.',
  aliases: ['absolute'],
  refuseInplace: ({ input }) =>
    check(input.dtype.kind !== 'complex', () => 'In-place abs is not supported for complex tensors.'),
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: ({ input }) => {
    if (input.dtype.kind === 'bool') notImplementedFor('abs_cpu', input.dtype)
    return alike(input, realFor(input.dtype))
  },
  kernel: ({ input }, out) => {
    if (input.dtype.kind === 'complex') mapComplex1(input, out, absolute.complex!)
    else unaryKernel(absolute)({ input }, out)
  },
  backward: { input: ({ grad, input }) => mul(grad, sgn(input)) },
  samples: ['torch.abs(torch.randn(2, 3))'],
})

const signs: UnaryFunctions = {
  stub: 'sign_cpu',
  float: (x) => (Number.isNaN(x) ? 0 : Math.sign(x) + 0),
  int: Math.sign,
  bigint: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
  bool: (x) => x,
}

/** −1, 0 or 1. Source: torch.sign. */
export const sign = defineOp({
  schema: 'sign(Tensor input) -> Tensor',
  doc: 'The sign of each element: −1, 0 or 1.',
  inplace: true,
  out: true,
  shape: (args) => {
    if (args.input.dtype.kind === 'complex')
      fail(
        'NotImplementedError',
        'Unlike NumPy, torch.sign is not intended to support complex numbers. Please use torch.sgn instead.',
      )
    return unaryShape(signs)(args)
  },
  kernel: unaryKernel(signs),
  backward: { input: ({ grad }) => zerosLike(grad) },
  samples: ['torch.sign(torch.randn(3))'],
})

const directions: UnaryFunctions = {
  ...signs,
  complex: (re, im, into) => {
    const size = Math.hypot(re, im)
    into[0] = size === 0 ? 0 : re / size
    into[1] = size === 0 ? 0 : im / size
  },
}

/** The sign, or for complex numbers the direction: z / |z|. Source: torch.sgn. */
export const sgn = defineOp({
  schema: 'sgn(Tensor input) -> Tensor',
  doc: 'The sign; of a complex number its direction.',
  inplace: true,
  out: true,
  shape: unaryShape(directions),
  kernel: unaryKernel(directions),
  backward: {
    input: ({ grad, input, result }): Tensor => {
      if (input.dtype.kind !== 'complex') return zerosLike(grad)
      // What remains of the gradient across the direction, over the length.
      const along = mul(grad, conjugate(result))
      const real = mul(add(along, conjugate(along)), { kind: 'float', value: 0.5 })
      return maskedFill(div(sub(grad, mul(real, result)), abs(input)), eq(input, 0), 0)
    },
  },
  samples: ['torch.sgn(torch.randn(3))'],
})

const evenly = (x: number): number => {
  const down = Math.floor(x)
  const rest = x - down
  const rounded = rest < 0.5 ? down : rest > 0.5 ? down + 1 : down % 2 === 0 ? down : down + 1
  return rounded === 0 ? x * 0 : rounded
}

/** A rounding of floats; whole numbers stay as they are, bools are refused. */
const rounding = (
  name: string,
  doc: string,
  float: (x: number) => number,
  aliases: readonly string[] = [],
) => {
  const functions: UnaryFunctions = { stub: `${name}_vml_cpu`, float, int: (x) => x, bigint: (x) => x }
  return defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc,
    aliases,
    inplace: ['Tensor', 'torch'],
    out: true,
    shape: (args) => {
      if (args.input.dtype.kind === 'complex' && name !== 'round')
        fail('NotImplementedError', `${name} is not supported for complex inputs`)
      return unaryShape(functions)(args)
    },
    kernel: unaryKernel(functions),
    backward: { input: ({ grad }) => zerosLike(grad) },
    samples: [`torch.${name}(torch.randn(2, 3) * 3)`],
  })
}

export const floor = rounding('floor', 'The largest whole number not above each element.', Math.floor)
export const ceil = rounding('ceil', 'The smallest whole number not below each element.', Math.ceil)
export const trunc = rounding('trunc', 'Each element without its fraction.', Math.trunc, ['fix'])
export const round = rounding('round', 'The nearest whole number, ties to even.', evenly)

/** Rounded to a number of decimals. */
export const roundDecimals = defineOp({
  schema: 'round.decimals(Tensor input, *, int decimals) -> Tensor',
  gradName: 'RoundBackward1',
  doc: 'Rounds to a number of decimals, ties to even.',
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: ({ input, decimals }) => {
    if (input.dtype.kind !== 'float')
      notImplementedFor(decimals === 0 ? 'round_vml_cpu' : 'round_cpu', input.dtype)
    return alike(input)
  },
  kernel: ({ input, decimals }, out) => {
    const power = 10 ** Math.abs(decimals)
    // The product has the precision of the elements.
    const times =
      input.dtype.itemsize === 8 ? (x: number) => x * power : (x: number) => Math.fround(x * power)
    map1<number>(
      input,
      out,
      decimals < 0 ? (x) => evenly(x / power) * power : (x) => evenly(times(x)) / power,
    )
  },
  backward: { input: ({ grad }) => zerosLike(grad) },
  samples: ['torch.round(torch.tensor([1.2345, 2.5]), decimals=2)'],
})
defineOp({
  schema: 'round(Tensor input, *, int decimals=0) -> Tensor',
  doc: 'Rounds to a number of decimals, ties to even.',
  faces: { 'torch.special': 'native' },
  out: true,
  composite: ({ input, decimals }) => (decimals === 0 ? round(input) : roundDecimals(input, decimals)),
  samples: ['torch.special.round(torch.randn(2, 3) * 3, decimals=1)'],
})

const fractions: UnaryFunctions = { stub: 'frac_cpu', float: (x) => x - Math.trunc(x) }
export const frac = defineOp({
  schema: 'frac(Tensor input) -> Tensor',
  doc: 'The fraction of each element.',
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: unaryShape(fractions),
  kernel: unaryKernel(fractions),
  backward: { input: ({ grad }) => grad },
  samples: ['torch.frac(torch.tensor([1.5, -2.25]))'],
})

/** The tensor itself; bools are refused. Source: torch.positive. */
export const positive = defineOp({
  schema: 'positive(Tensor input) -> Tensor',
  doc: 'The tensor itself.',
  composite: ({ input }) => {
    if (input.dtype.kind === 'bool')
      fail('RuntimeError', 'The `+` operator, on a bool tensor is not supported.')
    return input
  },
  samples: ['+torch.randn(3)'],
})

// --- tests --------------------------------------------------------------------------------------------------------

/** A question about each element, answered by a bool; never true of whole numbers unless `whole` says so. */
const test = (
  name: string,
  doc: string,
  of: (x: number) => boolean,
  whole = false,
  complexOf: 'any' | 'all' = 'any',
) =>
  defineOp({
    schema: `${name}(Tensor input) -> Tensor`,
    doc,
    shape: ({ input }) => {
      check(
        input.dtype.kind !== 'complex' || (!name.endsWith('posinf') && !name.endsWith('neginf')),
        () => `${name} does not support complex inputs.`,
      )
      return alike(input, bool)
    },
    kernel: ({ input }, out) => answer(input, out, of, whole, complexOf),
    samples: [`torch.${name}(torch.tensor([1.0, float('inf'), float('nan')]))`],
  })

function answer(
  input: NdArray,
  out: NdArray,
  of: (x: number) => boolean,
  whole: boolean,
  complexOf: 'any' | 'all',
): void {
  const { kind } = input.dtype
  if (kind === 'complex') {
    mapComplex1(input, out, (re, im, into) => {
      into[0] = (complexOf === 'any' ? of(re) || of(im) : of(re) && of(im)) ? 1 : 0
    })
  } else if (kind === 'float') map1<number>(input, out, (x) => (of(x) ? 1 : 0))
  else if (whole) (out.data as Uint8Array).fill(1)
}

export const isnan = test('isnan', 'Whether each element is nan.', Number.isNaN)
export const isinf = test('isinf', 'Whether each element is infinite.', (x) => Math.abs(x) === Infinity)
export const isfinite = test('isfinite', 'Whether each element is finite.', Number.isFinite, true, 'all')
export const isposinf = test('isposinf', 'Whether each element is +inf.', (x) => x === Infinity)
export const isneginf = test('isneginf', 'Whether each element is −inf.', (x) => x === -Infinity)

/** Whether the sign bit is set. Source: torch.signbit. */
export const signbit = defineOp({
  schema: 'signbit(Tensor input) -> Tensor',
  doc: 'Whether each element is negative, −0 included.',
  out: true,
  shape: ({ input }) => {
    if (input.dtype.kind === 'complex')
      fail('NotImplementedError', 'signbit is not implemented for complex tensors.')
    return alike(input, bool)
  },
  kernel: ({ input }, out) =>
    input.dtype.name === 'int64'
      ? map1<bigint>(input, out, (x) => (x < 0n ? 1 : 0))
      : map1<number>(input, out, (x) => (x < 0 || Object.is(x, -0) ? 1 : 0)),
  samples: ['torch.signbit(torch.tensor([-0.0, 1.0]))'],
})

/** True where the element is 0. Source: torch.logical_not. */
export const logicalNot = defineOp({
  schema: 'logical_not(Tensor input) -> Tensor',
  doc: 'Whether each element is 0.',
  inplace: true,
  out: true,
  shape: ({ input }) => alike(input, bool),
  kernel: ({ input }, out) => map1<number>(castArray(input, bool), out, (x) => 1 - x),
  samples: ['torch.logical_not(torch.tensor([0, 1]))'],
})

const inversion: UnaryFunctions = {
  stub: 'bitwise_not_cpu',
  int: (x) => ~x,
  bigint: (x) => ~x,
  bool: (x) => 1 - x,
}
/** Bits turned over; of a bool, not. Source: torch.bitwise_not. */
export const bitwiseNot = defineOp({
  schema: 'bitwise_not(Tensor input) -> Tensor',
  doc: 'Turns over all bits; of bools, not.',
  inplace: true,
  out: true,
  shape: unaryShape(inversion),
  kernel: unaryKernel(inversion),
  samples: ['~torch.tensor([True, False])'],
  errors: ['~torch.randn(2)'],
})

/** Whether each element is real: complex numbers without imaginary part, and all others. Source: torch.isreal. */
export const isreal = defineOp({
  schema: 'isreal(Tensor input) -> Tensor',
  doc: 'Whether each element is real.',
  shape: ({ input }) => alike(input, bool),
  kernel: ({ input }, out) => {
    if (input.dtype.kind !== 'complex') (out.data as Uint8Array).fill(1)
    else
      mapComplex1(input, out, (_, im, into) => {
        into[0] = im === 0 ? 1 : 0
      })
  },
  samples: ['torch.isreal(torch.ones(2))'],
})

/** The largest finite number of each float type. */
const LARGEST: Readonly<Partial<Record<DTypeName, number>>> = {
  float64: Number.MAX_VALUE,
  float16: 65504,
  bfloat16: 3.3895313892515355e38,
}
const largest = (dtype: DType): number => LARGEST[dtype.name] ?? 3.4028234663852886e38

/** nan and infinities replaced: by 0 and by the largest finite numbers, unless given. Source: torch.nan_to_num. */
export const nanToNum = defineOp({
  schema: 'nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor',
  doc: 'Replaces nan and infinities by numbers.',
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: ({ input }) => alike(input),
  kernel: ({ input, nan, posinf, neginf }, out) => {
    const [zero, top, bottom] = [nan ?? 0, posinf ?? largest(out.dtype), neginf ?? -largest(out.dtype)]
    const replaced = (x: number): number =>
      x !== x ? zero : x === Infinity ? top : x === -Infinity ? bottom : x
    if (isIntegral(out.dtype)) copyInto(out, input)
    else if (out.dtype.kind === 'float') map1<number>(input, out, replaced)
    else
      mapComplex1(input, out, (re, im, into) => {
        into[0] = replaced(re)
        into[1] = replaced(im)
      })
  },
  backward: { input: ({ grad, input }) => mul(grad, isfinite(input)) },
  samples: ["torch.nan_to_num(torch.tensor([float('nan'), float('inf'), 1.0]))"],
})

/** Mantissas in [½, 1) and exponents of 2. Floats only. Source: torch.frexp. */
export const frexp = defineOp({
  schema: 'frexp(Tensor input) -> (Tensor mantissa, Tensor exponent)',
  doc: 'Each element as mantissa · 2^exponent.',
  out: true,
  shape: ({ input }) => {
    check(input.dtype.kind === 'float', () => 'torch.frexp() only supports floating-point dtypes')
    return [alike(input), alike(input, int32)]
  },
  kernel: ({ input }, out, [, exponents]) => {
    let at = 0
    map1<number>(input, out, (x) => {
      const [mantissa, exponent] = mantissaExponent(x)
      exponents.data[at++] = exponent
      return mantissa
    })
  },
  backward: { input: ({ grad, results }) => div(grad, exp2(results[1])) },
  samples: ['torch.frexp(torch.tensor([0.5, 3.0, -8.0]))'],
})
