/**
 * Fused multiply-add: a * b + c with one rounding, which JavaScript lacks and PyTorch's random numbers need.
 */
import { productRest, sumRest } from '../base/exact.js'

const { fround } = Math

/**
 * float32(a * b + c) for float32 a, b, c.
 *
 * The product is exact in double. Rounding the sum twice (to double, then to float32) errs only where the double is
 * exactly half-way between two float32; the bits the sum lost then say which of the two is nearer.
 */
export function fma32(a: number, b: number, c: number): number {
  const product = a * b
  const sum = product + c
  const rounded = fround(sum)
  const rest = sum - rounded
  const opposite = sum + rest
  if (rest === 0 || fround(opposite) !== opposite) return rounded
  return sumRest(product, c, sum) * rest > 0 ? opposite : rounded
}

const bits = new BigInt64Array(1)
const value = new Float64Array(bits.buffer)

/**
 * a * b + c for doubles, where the product neither overflows nor vanishes.
 *
 * Boldo and Melquiond's way: exact product and sums by error-free transformations, the two small terms added with
 * rounding to odd, so that the last sum rounds as if it were the only one.
 */
export function fma64(a: number, b: number, c: number): number {
  const product = a * b
  const lost = productRest(a, b, product)
  const small = c + lost
  const smallLost = sumRest(c, lost, small)
  const large = product + small
  return large + sumToOdd(smallLost, sumRest(product, small, large))
}

function sumToOdd(a: number, b: number): number {
  const sum = a + b
  const error = sumRest(a, b, sum)
  if (error === 0) return sum
  value[0] = sum
  if ((bits[0] & 1n) === 0n) bits[0] += error > 0 === sum > 0 ? 1n : -1n
  return value[0]
}
