/** Choosing and limiting elements: where, clamp, maximum, minimum, masked_fill, and powers. */

import { copyInto } from '../compute/copy.js'
import { cast as castArray, map3 } from '../compute/pointwise.js'
import { bool, type DType, int64, isIntegral } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { div, mul, sub } from './arithmetic.js'
import { eq, ge, gt, le, logicalAnd, lt } from './compare.js'
import { defineOp } from './define.js'
import { broadcast, type Out } from './derive.js'
import { zerosLike } from './factory.js'
import { type BinaryFunctions, binaryKernel, binaryShape, promote } from './pointwise.js'
import { log } from './unary.js'

// --- where --------------------------------------------------------------------------------------------------------

/** input where the condition holds, else other; all three broadcast. Source: torch.where. */
export const where = defineOp({
  schema: 'where.self(Tensor condition, Operand input, Operand other) -> Tensor',
  doc: 'Takes elements of input where condition is true, of other elsewhere.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ condition, input, other }): Out => {
    if (condition.dtype !== bool && condition.dtype.name !== 'uint8') {
      fail(
        'RuntimeError',
        `where expected condition to be a boolean tensor, but got a tensor with dtype ${condition.dtype.scalarType}`,
      )
    }
    return broadcast(promote(input, other), condition, input, other)
  },
  kernel: ({ condition, input, other }, out) =>
    choose(condition, castArray(input, out.dtype), castArray(other, out.dtype), out),
  backward: {
    input: ({ grad, condition }): Tensor => where(condition, grad, zerosLike(grad)),
    other: ({ grad, condition }): Tensor => where(condition, zerosLike(grad), grad),
  },
  samples: ['torch.where(torch.randn(2, 3) > 0, torch.ones(3), 0.0)'],
})

/** `condition ? a : b`, the latter two of the output's dtype. */
export function choose(condition: NdArray, a: NdArray, b: NdArray, out: NdArray): void {
  if (out.dtype.width === 1) map3<number>(condition, a, b, out, (c, x, y) => (c ? x : y))
  else {
    copyInto(out, b)
    const mask = castArray({ ...condition }, bool)
    const whole = { ...out }
    const chosen = { ...whole, data: out.data.slice() }
    copyInto(chosen, a)
    const flags = { ...whole, dtype: bool, data: new Uint8Array(out.data.length / 2) }
    copyInto(flags, mask)
    for (let i = 0; i < flags.data.length; i++) {
      if (!flags.data[i]) continue
      out.data[2 * i] = chosen.data[2 * i] as never
      out.data[2 * i + 1] = chosen.data[2 * i + 1] as never
    }
  }
}

// --- masked_fill --------------------------------------------------------------------------------------------------

/** value where the mask is true. mask: bool, broadcastable. Source: Tensor.masked_fill. */
export const maskedFill = defineOp({
  schema: 'masked_fill(Tensor input, Tensor mask, Operand value) -> Tensor',
  doc: 'Replaces the elements where mask is true by value.',
  inplace: true,
  shape: ({ input, mask, value }) => {
    check(
      mask.dtype === bool,
      () =>
        `masked_fill_ only supports boolean masks, but got mask with dtype ${mask.dtype.scalarType.toLowerCase()}`,
    )
    check(
      value.rank === 0,
      () =>
        `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.rank} dimension(s).`,
    )
    if (value.dtype.kind === 'float' && isIntegral(input.dtype)) {
      fail(
        'RuntimeError',
        `value cannot be converted to type ${cTypes[input.dtype.name] ?? input.dtype.name} without overflow`,
      )
    }
    return broadcast(input.dtype, input, mask)
  },
  kernel: ({ input, mask, value }, out) => choose(mask, castArray(value, out.dtype), input, out),
  backward: {
    input: ({ grad, mask }): Tensor => maskedFill(grad, mask, 0),
    value: ({ grad, mask }): Tensor => where(mask, grad, zerosLike(grad)),
  },
  samples: ["torch.randn(2, 2).masked_fill(torch.eye(2).bool(), float('-inf'))"],
  errors: ['torch.randn(2).masked_fill(torch.tensor([0, 1]), 1)'],
})

const cTypes: Record<string, string> = {
  int64: 'int64_t',
  int32: 'int',
  int16: 'int16_t',
  int8: 'int8_t',
  uint8: 'uint8_t',
  bool: 'bool',
}

// --- clamp --------------------------------------------------------------------------------------------------------

const keepNan = (x: number, y: number): boolean => Number.isNaN(x) || Number.isNaN(y)
const larger: BinaryFunctions = {
  stub: 'maximum_cpu',
  float: (x, y) => (keepNan(x, y) ? NaN : x > y ? x : y),
  int: Math.max,
  bigint: (x, y) => (x > y ? x : y),
  bool: (x, y) => x | y,
}
const smaller: BinaryFunctions = {
  stub: 'minimum_cpu',
  float: (x, y) => (keepNan(x, y) ? NaN : x < y ? x : y),
  int: Math.min,
  bigint: (x, y) => (x < y ? x : y),
  bool: (x, y) => x & y,
}

interface ClampArgs {
  readonly input: Tensor
  readonly min: Tensor | null
  readonly max: Tensor | null
}

const clampShape = ({ input, min, max }: ClampArgs): Out => {
  check(min !== null || max !== null, () => "torch.clamp: At least one of 'min' or 'max' must not be None")
  if (input.dtype.kind === 'complex') fail('RuntimeError', 'clamp is not supported for complex types')
  const present = [input, min, max].filter((tensor) => tensor !== null)
  return broadcast(promote(...present), ...present)
}

/** Elements moved into [min, max]; the bounds are numbers or tensors. Source: torch.clamp. */
export const clamp = defineOp({
  schema: 'clamp(Tensor input, Operand? min=None, Operand? max=None) -> Tensor',
  doc: 'Moves elements outside the bounds to the nearest bound.',
  aliases: ['clip'],
  inplace: ['Tensor', 'torch'],
  out: true,
  gradName: ({ min, max }) => ((min ?? max)!.wrapped ? 'ClampBackward1' : 'ClampBackward0'),
  shape: clampShape,
  kernel: ({ input, min, max }, out) => {
    let now = castArray(input, out.dtype)
    if (min !== null) {
      binaryKernel(larger)({ input: now, other: min }, out)
      now = { ...out }
    }
    if (max !== null) binaryKernel(smaller)({ input: now, other: max }, out)
  },
  backward: {
    input: ({ grad, input, min, max }) => {
      const inside =
        min === null
          ? le(input, max!)
          : max === null
            ? ge(input, min)
            : logicalAnd(ge(input, min), le(input, max))
      return where(inside, grad, zerosLike(grad))
    },
    min: ({ grad, input, min }) => where(lt(input, min!), grad, zerosLike(grad)),
    max: ({ grad, input, max }) => where(gt(input, max!), grad, zerosLike(grad)),
  },
  samples: ['torch.clamp(torch.randn(3), -1, 1)', 'torch.randn(3).clamp(min=0)'],
  errors: ['torch.clamp(torch.randn(3))'],
})

export const clampMin = defineOp({
  schema: 'clamp_min(Tensor input, Operand min) -> Tensor',
  doc: 'Raises smaller elements to min.',
  inplace: ['Tensor', 'torch'],
  out: true,
  composite: ({ input, min }) => clamp(input, min, null),
  samples: ['torch.randn(3).clamp_min(0)'],
})
export const clampMax = defineOp({
  schema: 'clamp_max(Tensor input, Operand max) -> Tensor',
  doc: 'Lowers larger elements to max.',
  inplace: ['Tensor', 'torch'],
  out: true,
  composite: ({ input, max }) => clamp(input, null, max),
  samples: ['torch.randn(3).clamp_max(0)'],
})

const extreme = (
  name: string,
  doc: string,
  functions: BinaryFunctions,
  aliases: readonly string[],
  wins: (a: Tensor, b: Tensor) => Tensor,
) =>
  defineOp({
    schema: `${name}(Tensor input, Tensor other) -> Tensor`,
    doc,
    aliases,
    out: true,
    shape: binaryShape(functions),
    kernel: binaryKernel(functions),
    backward: {
      input: ({ grad, input, other }) => share(grad, input, other, wins),
      other: ({ grad, input, other }) => share(grad, other, input, wins),
    },
    samples: [`torch.${name}(torch.randn(3), torch.randn(3))`],
  })

/** The whole gradient for the winner, half of it where both are equal. */
const share = (grad: Tensor, mine: Tensor, other: Tensor, wins: (a: Tensor, b: Tensor) => Tensor): Tensor =>
  where(eq(mine, other), div(grad, 2), where(wins(mine, other), grad, zerosLike(grad)))

export const maximum = extreme('maximum', 'The larger of each pair; nan wins.', larger, ['max'], (a, b) =>
  gt(a, b),
)
export const minimum = extreme('minimum', 'The smaller of each pair; nan wins.', smaller, ['min'], (a, b) =>
  lt(a, b),
)

// --- powers -------------------------------------------------------------------------------------------------------

const bigPower = (x: bigint, y: bigint): bigint => {
  if (y < 0n) return x === 1n ? 1n : x === -1n ? (y % 2n === 0n ? 1n : -1n) : 0n
  let result = 1n
  for (let base = x, left = y; left > 0n; left >>= 1n) {
    if (left & 1n) result = BigInt.asIntN(64, result * base)
    base = BigInt.asIntN(64, base * base)
  }
  return result
}

/** JavaScript's `**` but for 1 ** nan and (−1) ** ±inf, which C gives as 1. */
const power = (x: number, y: number): number =>
  x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : y === 2 ? x * x : x ** y

const powers: BinaryFunctions = {
  stub: 'pow',
  float: power,
  int: (x, y) => Number(bigPower(BigInt(x), BigInt(y))),
  bigint: bigPower,
  bool: (x, y) => (y === 0 || x === 1 ? 1 : 0),
  complex: (ar, ai, br, bi, into) => {
    const size = Math.hypot(ar, ai)
    if (size === 0) {
      into[0] = br === 0 && bi === 0 ? 1 : 0
      into[1] = 0
      return
    }
    const angle = Math.atan2(ai, ar)
    const scale = size ** br * Math.exp(-bi * angle)
    const turn = br * angle + bi * Math.log(size)
    into[0] = scale * Math.cos(turn)
    into[1] = scale * Math.sin(turn)
  },
}

const powShape = ({ input, exponent }: { input: Tensor; exponent: Tensor }): Out => {
  if (
    isIntegral(input.dtype) &&
    exponent.wrapped &&
    exponent.dtype === int64 &&
    Number((exponent.read().data as BigInt64Array)[0]) < 0
  ) {
    fail('RuntimeError', 'Integers to negative integer powers are not allowed.')
  }
  return binaryShape(powers)({ input, other: exponent })
}

/** input to the power of exponent, either of them a number or tensor. Source: torch.pow. */
export const pow = defineOp({
  schema: 'pow(Operand input, Operand exponent) -> Tensor',
  doc: 'Raises input to the power exponent, element by element.',
  inplace: true,
  out: true,
  gradName: ({ input, exponent }) =>
    exponent.wrapped ? 'PowBackward0' : input.wrapped ? 'PowBackward2' : 'PowBackward1',
  shape: powShape,
  kernel: ({ input, exponent }, out) => binaryKernel(powers)({ input, other: exponent }, out),
  backward: {
    input: ({ grad, input, exponent }): Tensor => {
      const inner = mul(exponent, pow(input, sub(exponent, 1)))
      return mul(grad, exponent.wrapped ? inner : where(eq(exponent, 0), zerosLike(inner), inner))
    },
    exponent: ({ grad, input, exponent, result }) => {
      const slope = mul(result, log(input))
      return mul(grad, where(logicalAnd(eq(input, 0), ge(exponent, 0)), zerosLike(slope), slope))
    },
  },
  samples: ['torch.randn(3) ** 2', '2 ** torch.arange(3)', 'torch.pow(torch.rand(3), torch.rand(3))'],
  errors: ['torch.arange(3) ** -1'],
})

// --- division with rounding ---------------------------------------------------------------------------------------

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
    checkDivisor(out.dtype, args.other)
    return out
  }

export const floorDivide = defineOp({
  schema: 'floor_divide(Tensor input, Operand other) -> Tensor',
  doc: 'The quotient rounded down.',
  inplace: true,
  out: true,
  shape: roundedShape(floored),
  kernel: binaryKernel(floored),
  samples: ['torch.arange(-3, 4) // 2'],
})

/** div with rounding_mode None, 'trunc' or 'floor'. */
export const divMode = defineOp({
  schema: 'div.mode(Tensor input, Operand other, *, str? rounding_mode) -> Tensor',
  doc: 'Divides, then rounds as rounding_mode says.',
  aliases: ['divide'],
  inplace: true,
  out: true,
  composite: ({ input, other, rounding_mode }) => {
    if (rounding_mode === null) return div(input, other)
    if (rounding_mode === 'floor') return floorDivide(input, other)
    if (rounding_mode === 'trunc') return truncDivide(input, other)
    return fail(
      'RuntimeError',
      `div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '${rounding_mode}'`,
    )
  },
  samples: ["torch.div(torch.randn(3), 2, rounding_mode='floor')"],
})

const truncDivide = defineOp({
  schema: '_div_trunc(Tensor input, Operand other) -> Tensor',
  doc: 'The quotient rounded towards 0.',
  faces: { private: 'native' },
  shape: roundedShape(truncated),
  kernel: binaryKernel(truncated),
})

const remainders: BinaryFunctions = {
  stub: 'remainder_cpu',
  float: floorMod,
  int: (x, y) => floorMod(x, whole(y)),
  bigint: (x, y) => x - bigFloor(x, y) * y,
}

/** What is left after dividing, with the sign of the divisor, as Python's %. Source: torch.remainder. */
export const remainder = defineOp({
  schema: 'remainder(Operand input, Operand other) -> Tensor',
  doc: 'The remainder with the sign of other.',
  inplace: true,
  out: true,
  shape: roundedShape(remainders),
  kernel: binaryKernel(remainders),
  backward: {
    input: ({ grad }) => grad,
    other: ({ grad, input, other }) => mul(grad, mul(floorDivide(input, other), -1)),
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
  schema: 'fmod(Tensor input, Operand other) -> Tensor',
  doc: 'The remainder with the sign of input.',
  inplace: true,
  out: true,
  shape: roundedShape(fmods),
  kernel: binaryKernel(fmods),
  backward: {
    input: ({ grad }) => grad,
    other: ({ grad, input, other }) => mul(grad, mul(truncDivide(input, other), -1)),
  },
  samples: ['torch.fmod(torch.randn(3), 1)'],
})
