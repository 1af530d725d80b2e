/** Powers: pow, float_power. */
import { cast as castArray, map1 } from '../compute/pointwise.js'
import { complex128, type DType, float32, float64, int64, isIntegral } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import type { Tensor } from '../tensor/tensor.js'
import { conjugate, mul, sub } from './arithmetic.js'
import { where } from './choose.js'
import { eq, ge, logicalAnd } from './compare.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import type { Out } from './derive.js'
import { zerosLike } from './factory.js'
import { type BinaryFunctions, binaryKernel, binaryShape } from './pointwise.js'
import { log } from './unary.js'

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
  x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : y === 2 ? x * x : y === 3 ? x * x * x : x ** y

/** PyTorch multiplies twice, in the tensor's own precision. */
const singleCube = (x: number): number => Math.fround(x * x) * x

const powers: BinaryFunctions = {
  stub: 'pow',
  float: power,
  int: (x, y) => Number(bigPower(BigInt(x), BigInt(y))),
  bigint: bigPower,
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
  numbersApart: true,
  schema: 'pow(Operand input, Operand exponent) -> Tensor',
  doc: 'Raises input to the power exponent, element by element.',
  inplace: true,
  out: true,
  gradName: ({ input, exponent }) =>
    exponent.wrapped ? 'PowBackward0' : input.wrapped ? 'PowBackward2' : 'PowBackward1',
  shape: powShape,
  kernel: ({ input, exponent }, out) => {
    if (out.dtype === float32 && exponent.wrapped && Number(exponent.data[exponent.offset]) === 3)
      map1(castArray(input, float32), out, singleCube)
    else binaryKernel(powers)({ input, other: exponent }, out)
  },
  backward: {
    input: ({ grad, input, exponent }): Tensor => {
      const less = sub(exponent, 1)
      less.wrapped = exponent.wrapped
      const inner = mul(exponent, pow(input, less))
      return mul(grad, conjugate(exponent.wrapped ? inner : where(eq(exponent, 0), zerosLike(inner), inner)))
    },
    exponent: ({ grad, input, exponent, result }) => {
      const slope = mul(result, log(input))
      if (slope.dtype.kind === 'complex')
        return mul(grad, conjugate(where(eq(input, 0), zerosLike(slope), slope)))
      return mul(grad, where(logicalAnd(eq(input, 0), ge(exponent, 0)), zerosLike(slope), slope))
    },
  },
  samples: ['torch.randn(3) ** 2', '2 ** torch.arange(3)', 'torch.pow(torch.rand(3), torch.rand(3))'],
  errors: ['torch.arange(3) ** -1'],
})

/** x². Source: torch.square. */
export const square = defineOp({
  schema: 'square(Tensor input) -> Tensor',
  doc: 'The square of each element.',
  inplace: ['Tensor', 'torch'],
  out: true,
  composite: ({ input }) => pow(input, 2),
  samples: ['torch.square(torch.randn(3))'],
})

/** The operand in double precision; a number stays one. */
function doubled(tensor: Tensor, dtype: DType): Tensor {
  const double = cast(tensor, dtype)
  double.wrapped = tensor.wrapped
  return double
}

/** pow in double precision. Source: torch.float_power. */
export const floatPower = defineOp({
  schema: 'float_power(Operand input, Operand exponent) -> Tensor',
  doc: 'Raises input to the power exponent in double precision.',
  out: true,
  composite: ({ input, exponent }) => {
    const dtype = powerDtype(input, exponent)
    return pow(doubled(input, dtype), doubled(exponent, dtype))
  },
  samples: ['torch.float_power(torch.arange(3), 2)'],
})

const powerDtype = (input: Tensor, exponent: Tensor): DType =>
  input.dtype.kind === 'complex' || exponent.dtype.kind === 'complex' ? complex128 : float64

defineOp({
  schema: 'float_power_(Tensor input, Operand exponent) -> Tensor',
  doc: 'Raises input, which must be double, to the power exponent in place.',
  faces: { Tensor: 'native' },
  composite: ({ input, exponent }) => {
    const dtype = powerDtype(input, exponent)
    if (input.dtype !== dtype) {
      fail(
        'RuntimeError',
        `the base given to float_power_ has dtype ${input.dtype.scalarType} but the operation's result requires dtype ${dtype.scalarType}`,
      )
    }
    return pow.inplace(input, doubled(exponent, dtype))
  },
})
