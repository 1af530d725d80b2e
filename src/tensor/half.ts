/**
 * Rounding to the half precision types, which are held as float32 values: to nearest, ties to even.
 *
 * Conversion in PyTorch goes by float32, so a double is rounded twice, here as there.
 */
import type { DType } from './dtype.js'
import { bfloat16, float16 } from './dtype.js'

const { fround, abs } = Math
const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)

/** The nearest bfloat16: the upper half of the float32's bits. */
export function toBfloat16(value: number): number {
  float[0] = value
  const pattern = bits[0]
  if ((pattern & 0x7fffffff) > 0x7f800000) return Number.NaN
  bits[0] = (pattern + 0x7fff + ((pattern >>> 16) & 1)) & ~0xffff
  return float[0]
}

/** Adding 1.5 · 2^28 and taking it away again leaves, in double, a multiple of 2^-24. */
const subnormalMagic = 1.5 * 2 ** (52 - 24)

/** The nearest float16: 11 significant bits, the smallest step 2^-24, infinite from 65520 on. */
export function toFloat16(value: number): number {
  const single = fround(value)
  const size = abs(single)
  if (size < 2 ** -14) {
    const rounded = single + subnormalMagic - subnormalMagic
    return rounded === 0 ? single * 0 : rounded
  }
  if (!(size < 65520)) return single - single === 0 ? (single > 0 ? Infinity : -Infinity) : single
  float[0] = single
  const pattern = bits[0]
  bits[0] = (pattern + 0xfff + ((pattern >>> 13) & 1)) & ~0x1fff
  return float[0]
}

const identity = (value: number): number => value

/** How a result computed in double is rounded to a float type. */
export function rounderOf(type: DType): (value: number) => number {
  if (type === float16) return toFloat16
  if (type === bfloat16) return toBfloat16
  return type.array === Float32Array ? fround : identity
}

/** Rounds an array to float16 or bfloat16 in place; for other types it is left as it is. */
export function roundHalf(data: Float32Array, type: DType): Float32Array {
  if (type !== float16 && type !== bfloat16) return data
  const round = rounderOf(type)
  for (let i = 0; i < data.length; i++) data[i] = round(data[i])
  return data
}

/** The 16 bits of a float16 value, as stored by PyTorch. */
export function float16Bits(value: number): number {
  float[0] = toFloat16(value)
  const pattern = bits[0]
  const sign = (pattern >>> 16) & 0x8000
  const size = abs(float[0])
  if (size < 2 ** -14) return sign | (size * 2 ** 24)
  const rest = pattern & 0x7fffffff
  if (rest > 0x7f800000) return sign | 0x7e00
  return rest === 0x7f800000 ? sign | 0x7c00 : sign | ((rest >>> 13) - (112 << 10))
}

/** The value of 16 stored float16 bits. */
export function fromFloat16Bits(pattern: number): number {
  const exponent = (pattern >>> 10) & 31
  const fraction = pattern & 1023
  const sign = pattern & 0x8000 ? -1 : 1
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity
  return sign * (exponent ? (1024 + fraction) * 2 ** (exponent - 25) : fraction * 2 ** -24)
}

/** The 16 bits of a bfloat16 value, as stored by PyTorch. */
export function bfloat16Bits(value: number): number {
  float[0] = toBfloat16(value)
  return bits[0] >>> 16
}

/** The value of 16 stored bfloat16 bits. */
export function fromBfloat16Bits(pattern: number): number {
  bits[0] = pattern << 16
  return float[0]
}
