/** The bits of floats: the next number, the sign, mantissa and exponent. */

const buffer = new DataView(new ArrayBuffer(8))

/** The float64 after x towards y. */
export function nextDouble(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  if (x === y) return y
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE
  buffer.setFloat64(0, x)
  buffer.setBigInt64(0, buffer.getBigInt64(0) + (x < y === x > 0 ? 1n : -1n))
  return buffer.getFloat64(0)
}

/** The float32 after x towards y. `step`: by how many of its bits; 2¹⁶ for bfloat16. */
export function nextSingle(x: number, y: number, step = 1): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  if (x === y) return y
  if (x === 0) {
    buffer.setInt32(0, step)
    return y > 0 ? buffer.getFloat32(0) : -buffer.getFloat32(0)
  }
  buffer.setFloat32(0, x)
  buffer.setInt32(0, buffer.getInt32(0) + (x < y === x > 0 ? step : -step))
  return buffer.getFloat32(0)
}

/** The sign bit: true for −0. */
export const signBit = (x: number): boolean => x < 0 || Object.is(x, -0)

/** x as mantissa · 2^exponent with the mantissa in [½, 1). */
export function mantissaExponent(x: number): [mantissa: number, exponent: number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0]
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1)
  let mantissa = x * 2 ** -exponent
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2
    exponent--
  }
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2
    exponent++
  }
  return [mantissa, exponent]
}
