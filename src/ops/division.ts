/** Division with rounding, and remainders. */
import { cast as castArray } from '../compute/pointwise.js'
import { type DType, isIntegral } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import type { Tensor } from '../tensor/tensor.js'
import { div, mul } from './arithmetic.js'
import { defineOp } from './define.js'
import type { Out } from './derive.js'
import { zerosLike } from './factory.js'
import { type BinaryFunctions, binaryKernel, binaryShape } from './pointwise.js'

const floorMod = (x: number, y: number): number => {
  const rest = x % y
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest
}

const floorQuotient = (x: number, y: number): number => {
  if (y === 0) return x / y
  const mod = x % y
  let quotient = (x - mod) / y
  if (mod !== 0 && y < 0 !== mod < 0) quotient -= 1
  if (quotient === 0) return 0 * (x / y)
  const down = Math.floor(quotient)
  return quotient - down > 0.5 ? down + 1 : down
}

const zeroDivision = (): never => fail('RuntimeError', 'ZeroDivisionError')
const whole = (y: number): number => (y === 0 ? zeroDivision() : y)
const wholeBig = (y: bigint): bigint => (y === 0n ? zeroDivision() : y)
const bigFloor = (x: bigint, y: bigint): bigint => {
  const quotient = x / wholeBig(y)
  return x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient
}

const floored: BinaryFunctions = {
  stub: 'div_floor_cpu',
  float: floorQuotient,
  int: (x, y) => Math.floor(x / whole(y)),
  bigint: bigFloor,
}
const truncated: BinaryFunctions = {
  stub: 'div_trunc_cpu',
  float: (x, y) => Math.trunc(x / y),
  int: (x, y) => Math.trunc(x / whole(y)),
  bigint: (x, y) => x / wholeBig(y),
}

/** Whole-number division raises at once where an element of the divisor is 0, so its data is read when it runs. */
function checkDivisor(dtype: DType, other: Tensor): void {
  if (!isIntegral(dtype) || other.device === 'meta') return
  const { data, offset } = castArray(other.read(), dtype)
  const zero = other.rank === 0 ? !data[offset] : data.some((value: number | bigint) => !value)
  if (zero) zeroDivision()
}

const roundedShape =
  (functions: BinaryFunctions) =>
  (args: { input: Tensor; other: Tensor }): Out => {
    const out = binaryShape(functions)(args)
    return out.refuse === undefined && isIntegral(out.dtype)
      ? { ...out, refuse: () => checkDivisor(out.dtype, args.other) }
      : out
  }

const underived = (): never => fail('RuntimeError', 'derivative for aten::floor_divide is not implemented')

/** The quotient rounded down, of which there is no gradient. Source: torch.floor_divide. */
export const floorDivide = defineOp({
  numbersApart: true,
  schema: 'floor_divide(Tensor input, Operand other) -> Tensor',
  doc: 'The quotient rounded down.',
  gradName: 'NotImplemented',
  inplace: true,
  out: true,
  shape: roundedShape(floored),
  kernel: binaryKernel(floored),
  backward: { input: underived, other: underived },
  samples: ['torch.arange(-3, 4) // 2'],
})

/** A quotient rounded one way: constant piece by piece. */
const rounded = (name: string, functions: BinaryFunctions) =>
  defineOp({
    schema:
      `_div_${name}(Tensor input, Operand other) -> Tensor` as '_div(Tensor input, Operand other) -> Tensor',
    doc: 'The quotient, rounded.',
    faces: { private: 'native' },
    gradName: 'DivBackward2',
    shape: roundedShape(functions),
    kernel: binaryKernel(functions),
    backward: { input: ({ grad }) => zerosLike(grad), other: ({ grad }) => zerosLike(grad) },
  })

const floorQuotients = rounded('floor', floored)
const truncQuotients = rounded('trunc', truncated)

/** div with rounding_mode None, 'trunc' or 'floor'. */
export const divMode = defineOp({
  schema: 'div.mode(Tensor input, Operand other, *, str? rounding_mode) -> Tensor',
  doc: 'Divides, then rounds as rounding_mode says.',
  aliases: ['divide'],
  inplace: true,
  out: true,
  composite: ({ input, other, rounding_mode }) => {
    if (rounding_mode === null) return div(input, other)
    if (rounding_mode === 'floor') return floorQuotients(input, other)
    if (rounding_mode === 'trunc') return truncQuotients(input, other)
    return fail(
      'RuntimeError',
      `div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '${rounding_mode}'`,
    )
  },
  samples: ["torch.div(torch.randn(3), 2, rounding_mode='floor')"],
})

const remainders: BinaryFunctions = {
  stub: 'remainder_cpu',
  float: floorMod,
  int: (x, y) => floorMod(x, whole(y)),
  bigint: (x, y) => x - bigFloor(x, y) * y,
}

/** What is left after dividing, with the sign of the divisor, as Python's %. Source: torch.remainder. */
export const remainder = defineOp({
  numbersApart: true,
  schema: 'remainder(Operand input, Operand other) -> Tensor',
  doc: 'The remainder with the sign of other.',
  gradName: ({ input, other }) =>
    input.wrapped ? 'NotImplemented' : `RemainderBackward${other.wrapped ? 0 : 1}`,
  inplace: true,
  out: true,
  shape: roundedShape(remainders),
  kernel: binaryKernel(remainders),
  backward: {
    input: ({ grad }) => grad,
    other: ({ grad, input, other }) => {
      if (input.wrapped) fail('RuntimeError', 'derivative for aten::remainder is not implemented')
      return mul(grad, mul(floorQuotients(input, other), -1))
    },
  },
  samples: ['torch.arange(-3, 4) % 3', 'torch.randn(3) % 1.5'],
})

const fmods: BinaryFunctions = {
  stub: 'fmod_cpu',
  float: (x, y) => x % y,
  int: (x, y) => x % whole(y),
  bigint: (x, y) => x % wholeBig(y),
}
export const fmod = defineOp({
  numbersApart: true,
  schema: 'fmod(Tensor input, Operand other) -> Tensor',
  doc: 'The remainder with the sign of input.',
  gradName: ({ other }) => `FmodBackward${other.wrapped ? 0 : 1}`,
  inplace: true,
  out: true,
  shape: roundedShape(fmods),
  kernel: binaryKernel(fmods),
  backward: {
    input: ({ grad }) => grad,
    other: ({ grad, input, other }) => mul(grad, mul(truncQuotients(input, other), -1)),
  },
  samples: ['torch.fmod(torch.randn(3), 1)'],
})
