/**
 * What PyTorch can fill a tensor with at random, besides normals, bit for bit.
 *
 * Each function reserves its place in the generator's stream at once and returns what computes the numbers, in
 * memory order, whenever they are read. `n` is a number of elements; the doc comments say how many words it takes.
 * Those that draw until something is accepted are in rejection.ts.
 */
import type { Data, DType, NumberData } from './dtype.js'
import { bfloat16, bool, float16, float32, float64, int8, int16, int32, int64, uint8 } from './dtype.js'
import { check, fail } from './error.js'
import { fma32, fma64 } from './fma.js'
import { rounderOf } from './half.js'
import type { Engine } from './mt19937.js'
import { fillPaired } from './normal.js'
import type { Generator } from './random.js'

const { fround: f } = Math

/** `[from, to)`, a float type. One word an element, float64 two. What rounding takes up to `to` becomes `from`. */
export function uniform(generator: Generator, n: number, type: DType, from = 0, to = 1): () => Data {
  if (type === float64) {
    const place = generator.reserve(2 * n)
    return () => {
      const engine = place.open()
      const data = new Float64Array(n)
      const range = to - from
      for (let i = 0; i < n; i++) {
        const value = fma64(engine.u53(), range, from)
        data[i] = value >= to ? from : value
      }
      return data
    }
  }
  const place = generator.reserve(n)
  return () => {
    const engine = place.open()
    const data = new Float32Array(n)
    const base = f(from)
    const range = f(f(to) - base)
    const round = rounderOf(type)
    const half = type !== float32
    const low = round(from)
    const high = round(to)
    engine.fill24(data, 0, n)
    // What is drawn is below 1 and a float32 already.
    if (base === 0 && range === 1 && !half) return data
    for (let i = 0; i < n; i++) {
      const single = fma32(data[i], range, base)
      const value = half ? round(single) : single
      data[i] = value >= high ? low : value
    }
    return data
  }
}

/** Complex numbers with both parts uniform: a word a part, two for complex128. */
export const uniformComplex = (generator: Generator, n: number, double: boolean): (() => Data) =>
  uniform(generator, 2 * n, double ? float64 : float32)

/** The smallest and largest integer of a type, or where a float type stops holding every integer. */
const bounds = new Map<DType, readonly [bigint, bigint]>([
  [uint8, [0n, 255n]],
  [int8, [-128n, 127n]],
  [int16, [-(1n << 15n), (1n << 15n) - 1n]],
  [int32, [-(1n << 31n), (1n << 31n) - 1n]],
  [int64, [-(1n << 63n), (1n << 63n) - 1n]],
  [bool, [0n, 1n]],
  [float16, [-(1n << 11n), 1n << 11n]],
  [bfloat16, [-(1n << 8n), 1n << 8n]],
  [float32, [-(1n << 24n), 1n << 24n]],
  [float64, [-(1n << 53n), 1n << 53n]],
])

const largest = new Map<DType, bigint>([
  [float16, 65504n],
  [bfloat16, 0xffn << 120n],
  [float32, 0xffffffn << 104n],
  [float64, 0x1fffffffffffffn << 971n],
])

const cppNames = new Map<DType, string>([
  [uint8, 'unsigned char'],
  [int8, 'signed char'],
  [int16, 'short'],
  [int32, 'int'],
  [int64, 'long'],
  [bool, 'bool'],
  [float16, 'c10::Half'],
  [bfloat16, 'c10::BFloat16'],
  [float32, 'float'],
  [float64, 'double'],
])

/** The integers base … base + range - 1. */
export interface IntegerRange {
  readonly base: bigint
  readonly range: bigint
}

/**
 * The range of `random_(from, to)` and `randint(from, to)`. RuntimeError: an empty range, bounds outside the type.
 * Float types get bounds that they can represent.
 */
export function integerRange(type: DType, from: bigint, to: bigint): IntegerRange {
  const [min, max] =
    bounds.get(type) ??
    fail('RuntimeError', 'check_random_bounds handles only integral, floating-point and boolean types')
  check(from < to, () => `random_ expects 'from' to be less than 'to', but got from=${from} >= to=${to}`)
  const highest = largest.get(type)
  const name = cppNames.get(type)
  const inside = (value: bigint): boolean =>
    highest === undefined ? value >= min && value <= max : value >= -highest && value <= highest
  check(inside(from), () => `from is out of bounds for ${name}`)
  check(inside(to - 1n), () => `to - 1 is out of bounds for ${name}`)
  if (highest === undefined || type === float64) return { base: from, range: to - from }
  const base = representableFrom(from, type)
  const end = representableTo(to, type)
  check(
    base < end,
    () =>
      `random_ expects 'from' casted to dtype to be less than 'to' casted to dtype, but got from=${base} >= to=${end}`,
  )
  return { base, range: end - base }
}

/** The range of `random_()`: every non-negative integer the type holds exactly. */
export const fullRange = (type: DType): IntegerRange => ({ base: 0n, range: bounds.get(type)![1] + 1n })

/** The range of `random_(from, None)`. */
export function rangeFrom(type: DType, from: bigint): IntegerRange {
  return { base: from, range: bounds.get(type)![1] - from + 1n }
}

const digitsOf = (type: DType): number => bounds.get(type)![1].toString(2).length - 1

function representableFrom(from: bigint, type: DType): bigint {
  const next = BigInt(rounderOf(type)(Number(from + 1n)))
  if (next >= from) return from
  return next + (1n << BigInt(log2(from + 1n) - digitsOf(type) + 1))
}

function representableTo(to: bigint, type: DType): bigint {
  const last = BigInt(rounderOf(type)(Number(to - 1n)))
  if (last < to) return to
  return last - (1n << BigInt(log2(to - 1n) - digitsOf(type) + 1))
}

const log2 = (value: bigint): number => (value < 0n ? -value : value).toString(2).length - 1

const smallRange = 1n << 28n
const limit32 = 1n << 31n

/** Integers of a range, any real type: one word each if the range or the whole type is small, else two. */
export function integers(
  generator: Generator,
  n: number,
  type: DType,
  { base, range }: IntegerRange,
  wide: boolean = range >= smallRange,
): () => Data {
  const place = generator.reserve(wide ? 2 * n : n)
  return () => {
    const engine = place.open()
    const data = new type.array(n)
    const round = rounderOf(type)
    if (data instanceof BigInt64Array) {
      if (!wide && base >= -limit32 && base + range <= limit32) {
        smallIntegers(engine, data, Number(base), Number(range))
      } else {
        for (let i = 0; i < n; i++) data[i] = base + ((wide ? engine.u64() : BigInt(engine.u32())) % range)
      }
    } else if (wide) {
      for (let i = 0; i < n; i++) data[i] = round(Number(base + (engine.u64() % range)))
    } else {
      const [low, size] = [Number(base), Number(range)]
      for (let i = 0; i < n; i++) data[i] = round(low + (engine.u32() % size))
    }
    return data
  }
}

/** As 32-bit halves, without a bigint an element. */
function smallIntegers(engine: Engine, data: BigInt64Array, base: number, range: number): void {
  const halves = new Int32Array(data.buffer)
  for (let i = 0; i < data.length; i++) {
    const value = base + (engine.u32() % range)
    halves[2 * i] = value
    halves[2 * i + 1] = value >> 31
  }
}

/** `random_()`: 64-bit types (int64, float64) take two words an element, the others one, whatever the range. */
export const anyIntegers = (generator: Generator, n: number, type: DType): (() => Data) =>
  integers(generator, n, type, fullRange(type), type === int64 || type === float64)

/** A permutation of 0 … n - 1, of any real type: n - 1 words. */
export function permutation(generator: Generator, n: number, type: DType = int64): () => Data {
  const place = generator.reserve(Math.max(0, n - 1))
  return () => {
    const engine = place.open()
    const order = new Int32Array(n)
    for (let i = 0; i < n; i++) order[i] = i
    for (let i = 0; i < n - 1; i++) {
      const j = i + (engine.u32() % (n - i))
      const kept = order[i]
      order[i] = order[j]
      order[j] = kept
    }
    return converted(order, type)
  }
}

function converted(values: Int32Array, type: DType): Data {
  const data = new type.array(values.length)
  if (data instanceof BigInt64Array) {
    const halves = new Int32Array(data.buffer)
    for (let i = 0; i < values.length; i++) {
      halves[2 * i] = values[i]
      halves[2 * i + 1] = values[i] >> 31
    }
  } else {
    const round = rounderOf(type)
    for (let i = 0; i < values.length; i++) data[i] = round(values[i])
  }
  return data
}

/** 1 with probability p, else 0, any real type: two words an element. Dropout's mask is this with 1 - p. */
export function bernoulli(generator: Generator, n: number, type: DType, p: number): () => Data {
  const place = generator.reserve(2 * n)
  return () => {
    const engine = place.open()
    const data = new type.array(n)
    if (data instanceof BigInt64Array) for (let i = 0; i < n; i++) data[i] = engine.u53() < p ? 1n : 0n
    else for (let i = 0; i < n; i++) data[i] = engine.u53() < p ? 1 : 0
    return data
  }
}

/**
 * 1 with an own probability for each element: one word an element, two where the probabilities are float64. The
 * probabilities are handed over, in the same order, when the numbers are read.
 */
export function bernoulliEach(
  generator: Generator,
  n: number,
  type: DType,
  probabilityType: DType,
): (probabilities: ArrayLike<number>) => Data {
  const double = probabilityType === float64
  const place = generator.reserve(double ? 2 * n : n)
  return (probabilities) => {
    const engine = place.open()
    const data = new type.array(n)
    const one = data instanceof BigInt64Array ? 1n : 1
    for (let i = 0; i < n; i++) {
      if ((double ? engine.u53() : engine.u24()) < probabilities[i]) data[i] = one
    }
    return data
  }
}

/** Fills a float type with `sample(u)`, u a uniform double: two words an element. */
function transformed(
  generator: Generator,
  n: number,
  type: DType,
  sample: (u: number) => number,
): () => Data {
  const place = generator.reserve(2 * n)
  return () => {
    const engine = place.open()
    const data = new type.array(n)
    const round = rounderOf(type)
    if (data instanceof BigInt64Array) {
      for (let i = 0; i < n; i++) data[i] = BigInt.asIntN(64, BigInt(Math.trunc(sample(engine.u53()))))
    } else {
      for (let i = 0; i < n; i++) data[i] = round(sample(engine.u53()))
    }
    return data
  }
}

/** Waiting times at rate lambda: two words an element. */
export const exponential = (generator: Generator, n: number, type: DType, lambda = 1): (() => Data) =>
  transformed(generator, n, type, (u) => (-1 / lambda) * Math.log1p(-u))

/** Number of tries up to the first success, any real type: two words an element. */
export const geometric = (generator: Generator, n: number, type: DType, p: number): (() => Data) =>
  transformed(generator, n, type, (u) => Math.ceil(Math.log(u) / Math.log1p(-p)))

/** Cauchy's distribution: two words an element. */
export const cauchy = (generator: Generator, n: number, type: DType, median = 0, sigma = 1): (() => Data) =>
  transformed(generator, n, type, (u) => median + sigma * Math.tan(Math.PI * (u - 0.5)))

/** e to the power of normals, which are always drawn in pairs: four words a pair. */
export function logNormal(generator: Generator, n: number, type: DType, mean = 1, std = 2): () => Data {
  const place = generator.reserveNormals(n)
  return () => {
    const data = new type.array(n) as NumberData
    const round = rounderOf(type)
    fillPaired(place, (i, value) => {
      data[i] = round(Math.exp(value * std + mean))
    })
    return data
  }
}

/**
 * Indices of categories by weight, `samples` for each of `rows`. With replacement two words a sample; without, or
 * for a single sample, two words a category. The weights (rows × categories) are handed over when the numbers are
 * read.
 */
export function multinomial(
  generator: Generator,
  { rows, categories, samples, replacement, byColumn }: MultinomialOptions,
  type: DType,
): (weights: ArrayLike<number>) => BigInt64Array {
  const round = rounderOf(type)
  if (replacement && samples > 1) {
    const place = generator.reserve(2 * rows * samples)
    return (weights) => {
      const engine = place.open()
      const picked = new Int32Array(rows * samples)
      const sums = new Float64Array(categories)
      for (let row = 0; row < rows; row++) {
        cumulate(weights, row * categories, sums, round)
        for (let i = 0; i < samples; i++) picked[row * samples + i] = firstAtLeast(sums, engine.u53())
      }
      return converted(picked, int64) as BigInt64Array
    }
  }
  const draws = exponential(generator, rows * categories, type)
  return (weights) => {
    const waits = draws() as NumberData
    const picked = new Int32Array(rows * samples)
    for (let row = 0; row < rows; row++) {
      const start = row * categories
      const scores = Array.from({ length: categories }, (_, i) =>
        round(weights[start + i] / waits[byColumn ? i * rows + row : start + i]),
      )
      const order = scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a])
      for (let i = 0; i < samples; i++) picked[row * samples + i] = order[i]
    }
    return converted(picked, int64) as BigInt64Array
  }
}

export interface MultinomialOptions {
  readonly rows: number
  readonly categories: number
  readonly samples: number
  readonly replacement: boolean
  /** The weights lie in memory column by column: without replacement, draws follow them. */
  readonly byColumn?: boolean
}

/** The distribution function of a row of weights, every step rounded to their type. */
function cumulate(
  weights: ArrayLike<number>,
  start: number,
  sums: Float64Array,
  round: (value: number) => number,
): void {
  let sum = 0
  for (let i = 0; i < sums.length; i++) sums[i] = sum = round(sum + weights[start + i])
  for (let i = 0; i < sums.length; i++) sums[i] = round(sums[i] / sum)
  sums[sums.length - 1] = 1
}

function firstAtLeast(sums: Float64Array, u: number): number {
  let low = 0
  let high = sums.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sums[middle] < u) low = middle + 1
    else high = middle
  }
  return low
}
