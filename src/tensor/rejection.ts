/**
 * Draws by rejection, bit for bit PyTorch's: Poisson counts, binomial counts, gammas. How many words they take depends on what they
 * draw, so they are drawn at once, from data that has been read.
 */
import { type DType, float32, float64, type NumberData } from './dtype.js'
import { rounderOf } from './half.js'
import type { Engine } from './mt19937.js'
import type { Generator } from './random.js'

/** Counts of events at the given rates, drawn at once. */
export function poisson(generator: Generator, rates: ArrayLike<number>, type: DType): NumberData {
  return generator.draw((engine) => {
    const data = new type.array(rates.length) as NumberData
    const round = rounderOf(type)
    for (let i = 0; i < rates.length; i++) data[i] = round(countOf(rates[i], engine))
    return data
  })
}

/** One Poisson count: products of uniforms for small rates, else Hörmann's transformed rejection (PTRS, 1993). */
function countOf(rate: number, engine: Engine): number {
  if (rate === 0) return 0
  if (rate < 10) {
    const least = Math.exp(-rate)
    let count = 0
    for (let product = engine.u53(); product > least; product *= engine.u53()) count++
    return count
  }
  const b = 0.931 + 2.53 * Math.sqrt(rate)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  const logRate = Math.log(rate)
  for (;;) {
    const u = engine.u53() - 0.5
    const v = engine.u53()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + rate + 0.43)
    if (us >= 0.07 && v <= squeeze) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    const bound = k * logRate - rate - logFactorial(k)
    if (Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b) <= bound) return k
  }
}

const logFactorials = new Float64Array(16)
for (let k = 1; k < 16; k++) logFactorials[k] = logFactorials[k - 1] + Math.log(k)

/** log(k!), by Stirling's series from 16 on. */
function logFactorial(k: number): number {
  if (k < 16) return logFactorials[k]
  const x = k + 1
  const r = 1 / (x * x)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r / 1680))) / x
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}

/** Gammas of scale 1 with the given shapes, in double. */
export function gammas(generator: Generator, shapes: ArrayLike<number>): Float64Array {
  return generator.drawPaired((engine, normal) =>
    Float64Array.from(shapes as ArrayLike<number>, (shape) => gammaOf(shape, engine, normal)),
  )
}

/** Marsaglia's and Tsang's method (2000); shapes below 1 are drawn one larger and scaled down. */
function gammaOf(shape: number, engine: Engine, normal: () => number): number {
  if (shape === 0) return 0
  const scale = shape < 1 ? (1 - engine.u53()) ** (1 / shape) : 1
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    let x = normal()
    let y = 1 + c * x
    while (y <= 0) {
      x = normal()
      y = 1 + c * x
    }
    const v = y * y * y
    const u = 1 - engine.u53()
    const square = x * x
    if (u < 1 - 0.0331 * square * square) return scale * d * v
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return scale * d * v
  }
}

/** Counts of successes among so many tries, each with its own probability. */
export function binomials(
  generator: Generator,
  counts: ArrayLike<number>,
  chances: ArrayLike<number>,
  type: DType,
): NumberData {
  return generator.draw((engine) => {
    const data = new type.array(counts.length) as NumberData
    // PyTorch reckons parts of it in the tensors' own type.
    const round = type === float64 ? (value: number) => value : Math.fround
    const out = rounderOf(type === float32 ? float32 : type)
    for (let i = 0; i < counts.length; i++) data[i] = out(successes(counts[i], chances[i], engine, round))
    return data
  })
}

type Round = (value: number) => number

function successes(count: number, chance: number, engine: Engine, round: Round): number {
  if (count <= 0 || chance <= 0) return 0
  if (chance >= 1) return count
  if (Number.isNaN(chance)) return NaN
  const rarer = chance <= 0.5 ? chance : round(1 - chance)
  const found = (round(count * rarer) >= 10 ? binomialByBox : binomialByGaps)(count, rarer, engine, round)
  return chance <= 0.5 ? found : count - found
}

/** Few successes: the gaps between them are geometric. */
function binomialByGaps(count: number, chance: number, engine: Engine, round: Round): number {
  const rate = round(Math.log1p(-chance))
  let found = 0
  for (let tries = 0; ; found++) {
    tries += Math.ceil(Math.log(engine.u53()) / rate)
    if (tries > count) return found
  }
}

/** Many: Hörmann's transformed rejection (BTRS, 1993). */
function binomialByBox(count: number, chance: number, engine: Engine, round: Round): number {
  const spread = round(Math.sqrt(round(round(count * chance) * round(1 - chance))))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * chance
  const center = round(count * chance) + 0.5
  const squeeze = 0.92 - 4.2 / b
  const odds = round(chance / round(1 - chance))
  const alpha = (2.83 + 5.1 / b) * spread
  const mode = Math.floor(round(round(count + 1) * chance))
  for (;;) {
    const u = engine.u53() - 0.5
    const v = engine.u53()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + center)
    if (k < 0 || k > count) continue
    if (us >= 0.07 && v <= squeeze) return k
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (count - mode + 1))) +
      (count + 1) * Math.log((count - mode + 1) / (count - k + 1)) +
      (k + 0.5) * Math.log((odds * (count - k + 1)) / (k + 1)) +
      stirlingRest(mode) +
      stirlingRest(count - mode) -
      stirlingRest(k) -
      stirlingRest(count - k)
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k
  }
}

/** What Stirling's formula leaves of log(k!). */
function stirlingRest(k: number): number {
  if (k <= 9) return logFactorials[k] - ((k + 0.5) * Math.log(k + 1) - (k + 1) + 0.5 * Math.log(2 * Math.PI))
  const square = (k + 1) ** 2
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1)
}
