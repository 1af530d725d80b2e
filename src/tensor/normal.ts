/**
 * Normally distributed numbers, bit for bit PyTorch's (its AVX2 build).
 *
 * There are two ways. Contiguous tensors of 16 elements and more take uniforms in blocks of 16 through Box and
 * Muller's transform, in float32 with the Cephes polynomials for log, sin and cos, every multiply-add fused. All
 * others draw pairs in double and keep the spare for the next such draw.
 */
import type { DType } from './dtype.js'
import { bfloat16, float16, float64 } from './dtype.js'
import { fma32 } from './fma.js'
import { rounderOf } from './half.js'
import type { Engine } from './mt19937.js'
import { AT_ONCE, isTransformable, transformer, WORTHWHILE } from './normal-wasm.js'
import type { Generator, NormalPlace } from './random.js'
import { drawPair, spareValue } from './random.js'
import { poll } from './storage.js'

const { fround: f, sqrt } = Math
const block = 16

/**
 * `n` numbers of a float type. The words used: for small or non-contiguous tensors 4 a pair not yet spare; else one
 * an element (float64: two) and a further block if the last is incomplete, which half types draw instead of it.
 */
export function normal(
  generator: Generator,
  n: number,
  type: DType,
  mean = 0,
  std = 1,
  contiguous = true,
): () => Float32Array | Float64Array {
  if (n < block || !contiguous) {
    const place = generator.reserveNormals(n)
    const round = rounderOf(type)
    return () => {
      const data = new type.array(n) as Float32Array | Float64Array
      fillPaired(place, (i, value) => {
        data[i] = round(value * std + mean)
      })
      return data
    }
  }
  const tail = n % block ? block : 0
  if (type === float64) {
    const place = generator.reserve(2 * (n + tail))
    return () => blocksInDouble(place.open(), new Float64Array(n), mean, std)
  }
  if (type === float16 || type === bfloat16) {
    const place = generator.reserve(n - (n % block) + tail)
    return () => blocksInHalf(place.open(), new Float32Array(n), f(mean), f(std), rounderOf(type))
  }
  const place = generator.reserve(n + tail)
  return () => blocksInSingle(place.open(), new Float32Array(n), f(mean), f(std))
}

const pair = { first: 0, second: 0 }

/** Calls `put` with each normal of a place, in order. */
export function fillPaired(place: NormalPlace, put: (i: number, value: number) => void): void {
  let i = 0
  if (place.spare !== null) put(i++, spareValue(place.spare))
  const engine = place.pairs.open()
  while (i < place.count) {
    drawPair(engine, pair)
    put(i++, pair.first)
    if (i < place.count) put(i++, pair.second)
  }
}

/** All uniforms first, then the whole blocks, then 16 fresh uniforms for the last 16 elements. */
function blocksInSingle(engine: Engine, data: Float32Array, mean: number, std: number): Float32Array {
  const n = data.length
  engine.fill24(data, 0, n)
  const whole = n - (n % block)
  const fast = n >= WORTHWHILE && isTransformable(mean, std) ? transformer(mean, std) : null
  for (let i = 0; i < whole; i += AT_ONCE) {
    const count = Math.min(AT_ONCE, whole - i)
    if ((i & 0x3ffff) === 0) poll()
    if (fast?.(data, i, count)) continue
    for (let k = i; k < i + count; k += block) transform(data, k, mean, std)
  }
  if (n % block) {
    engine.fill24(data, n - block, n)
    transform(data, n - block, mean, std)
  }
  return data
}

/** Block by block in float32; an incomplete last block makes one more of the last 16 elements. */
function blocksInHalf(
  engine: Engine,
  data: Float32Array,
  mean: number,
  std: number,
  round: (value: number) => number,
): Float32Array {
  const n = data.length
  const single = new Float32Array(block)
  const fill = (start: number): void => {
    for (let j = 0; j < block; j++) single[j] = engine.u24()
    transform(single, 0, mean, std)
    for (let j = 0; j < block; j++) data[start + j] = round(single[j])
  }
  for (let i = 0; i + block <= n; i += block) fill(i)
  if (n % block) fill(n - block)
  return data
}

function blocksInDouble(engine: Engine, data: Float64Array, mean: number, std: number): Float64Array {
  const n = data.length
  const fill = (start: number): void => {
    for (let j = start; j < start + 8; j++) {
      const radius = sqrt(-2 * Math.log(1 - data[j]))
      const angle = 2 * Math.PI * data[j + 8]
      data[j] = radius * Math.cos(angle) * std + mean
      data[j + 8] = radius * Math.sin(angle) * std + mean
    }
  }
  for (let i = 0; i < n; i++) data[i] = engine.u53()
  for (let i = 0; i + block <= n; i += block) fill(i)
  if (n % block) {
    for (let i = n - block; i < n; i++) data[i] = engine.u53()
    fill(n - block)
  }
  return data
}

const twoPi = f(2 * Math.PI)

/** Box and Muller on 16 uniforms at `start`: radii from the first 8, angles from the others. */
export function transform(data: Float32Array, start: number, mean: number, std: number): void {
  for (let j = start; j < start + 8; j++) {
    const radius = f(sqrt(f(-2 * log(f(1 - data[j])))))
    sincos(f(twoPi * data[j + 8]))
    data[j] = fma32(f(radius * cosine), std, mean)
    data[j + 8] = fma32(f(radius * sine), std, mean)
  }
}

const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)

/** The Cephes logarithm in float32, for 0 < x ≤ 1. */
function log(x: number): number {
  const sqrtHalf = f(Math.SQRT1_2)
  const log0 = f(7.0376836292e-2)
  const log1 = f(-1.151461031e-1)
  const log2 = f(1.167699874e-1)
  const log3 = f(-1.2420140846e-1)
  const log4 = f(1.4249322787e-1)
  const log5 = f(-1.6668057665e-1)
  const log6 = f(2.0000714765e-1)
  const log7 = f(-2.4999993993e-1)
  const log8 = f(3.3333331174e-1)
  const ln2Low = f(-2.1219444e-4)
  const ln2High = 0.693359375
  float[0] = x
  let exponent = (bits[0] >>> 23) - 126
  bits[0] = (bits[0] & 0x007fffff) | 0x3f000000
  const mantissa = float[0]
  let m = f(mantissa - 1)
  if (mantissa < sqrtHalf) {
    exponent--
    m = f(m + mantissa)
  }
  const square = f(m * m)
  let y = fma32(log0, m, log1)
  y = fma32(y, m, log2)
  y = fma32(y, m, log3)
  y = fma32(y, m, log4)
  y = fma32(y, m, log5)
  y = fma32(y, m, log6)
  y = fma32(y, m, log7)
  y = fma32(y, m, log8)
  y = f(y * m)
  y = fma32(y, square, f(exponent * ln2Low))
  y = f(y - f(square * 0.5))
  return fma32(exponent, ln2High, f(m + y))
}

/** What `sincos` gives back. */
let sine = 0
let cosine = 0

/** The Cephes sine and cosine in float32, for 0 ≤ x. */
function sincos(x: number): void {
  const fourOverPi = f(4 / Math.PI)
  const reduce1 = -0.78515625
  const reduce2 = f(-2.4187564849853516e-4)
  const reduce3 = f(-3.774894977445941e-8)
  const cos0 = f(2.443315711809948e-5)
  const cos1 = f(-1.388731625493765e-3)
  const cos2 = f(4.166664568298827e-2)
  const sin0 = f(-1.9515295891e-4)
  const sin1 = f(8.3321608736e-3)
  const sin2 = f(-1.6666654611e-1)
  const octant = (Math.trunc(f(x * fourOverPi)) + 1) & ~1
  x = fma32(octant, reduce1, x)
  x = fma32(octant, reduce2, x)
  x = fma32(octant, reduce3, x)
  const z = f(x * x)
  let c = fma32(fma32(cos0, z, cos1), z, cos2)
  c = f(c * z)
  c = f(fma32(c, z, -f(z * 0.5)) + 1)
  let s = fma32(fma32(sin0, z, sin1), z, sin2)
  s = f(s * z)
  s = fma32(s, x, x)
  const swapped = (octant & 2) !== 0
  const sinSign = octant & 4 ? -1 : 1
  const cosSign = (octant - 2) & 4 ? 1 : -1
  sine = sinSign * (swapped ? c : s)
  cosine = cosSign * (swapped ? s : c)
}
