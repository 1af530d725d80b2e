/**
 * How NumPy makes numbers of other distributions of uniform, normal and exponential ones: the sources are its legacy generator and its new
 * one, which differ in those, and in a few formulas. Sources: Marsaglia and Tsang (gamma), Johnk (beta), Hörmann's PTRS (poisson),
 * Kachitvichyanukul and Schmeiser's BTPE (binomial).
 */
import { exp, log, power } from '../python/text/precise.js'

export interface Source {
  /** In [0, 1). */
  double(): number
  gauss(): number
  exponential(): number
  readonly legacy: boolean
}

type Draw = (source: Source, a: number, b: number, c: number) => number

export function gamma(source: Source, shape: number): number {
  if (shape === 1) return source.exponential()
  if (shape === 0) return 0
  if (shape < 1) {
    for (;;) {
      const u = source.double()
      const v = source.exponential()
      if (u <= 1 - shape) {
        const x = power(u, 1 / shape)
        if (x <= v) return x
      } else {
        const y = -log((1 - u) / shape)
        const x = power(1 - shape + shape * y, 1 / shape)
        if (x <= v + y) return x
      }
    }
  }
  const b = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * b)
  for (;;) {
    let x: number
    let v: number
    do {
      x = source.gauss()
      v = 1 + c * x
    } while (v <= 0)
    v = v * v * v
    const u = source.double()
    if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v
    if (log(u) < 0.5 * x * x + b * (1 - v + log(v))) return b * v
  }
}

function beta(source: Source, a: number, b: number): number {
  if (a > 1 || b > 1) {
    const left = gamma(source, a)
    return left / (left + gamma(source, b))
  }
  for (;;) {
    const u = source.double()
    const v = source.double()
    const x = power(u, 1 / a)
    const y = power(v, 1 / b)
    if (x + y > 1 || u + v === 0) continue
    if (x + y > 0) return x / (x + y)
    const [p, q] = [log(u) / a, log(v) / b]
    const most = Math.max(p, q)
    return exp(p - most - log(exp(p - most) + exp(q - most)))
  }
}

const chisquare: Draw = (source, freedom) => 2 * gamma(source, freedom / 2)

/** Draws until there is a number: 0 has no logarithm. */
function positive(source: Source): number {
  for (;;) {
    const u = source.double()
    if (u > 0) return u
  }
}

const laplace: Draw = (source, loc, scale) => {
  const u = positive(source)
  return u >= 0.5 ? loc - scale * log(2 - u - u) : loc + scale * log(u + u)
}

const logistic: Draw = (source, loc, scale) => {
  const u = positive(source)
  return loc + scale * log(u / (1 - u))
}

const gumbel: Draw = (source, loc, scale) => loc - scale * log(-log(1 - positive(source)))

const rayleigh: Draw = (source, mode) =>
  mode * Math.sqrt(source.legacy ? -2 * Math.log1p(-source.double()) : 2 * source.exponential())

const triangular: Draw = (source, left, mode, right) => {
  const base = right - left
  const u = source.double()
  return u <= (mode - left) / base
    ? left + Math.sqrt(u * ((mode - left) * base))
    : right - Math.sqrt((1 - u) * ((right - mode) * base))
}

const wald: Draw = (source, mean, scale) => {
  const normal = source.gauss()
  const y = mean * normal * normal
  const x = mean + (mean / (2 * scale)) * (y - Math.sqrt(4 * scale * y + y * y))
  return source.double() <= mean / (mean + x) ? x : (mean * mean) / x
}

const standardT: Draw = (source, freedom) => {
  const normal = source.gauss()
  return (Math.sqrt(freedom / 2) * normal) / Math.sqrt(gamma(source, freedom / 2))
}

// --- whole numbers ----------------------------------------------------------------------------------------------

const STIRLING = [
  8.333333333333333e-2, -2.777777777777778e-3, 7.936507936507937e-4, -5.952380952380952e-4,
  8.417508417508418e-4, -1.917526917526918e-3, 6.41025641025641e-3, -2.955065359477124e-2,
  1.796443723688307e-1, -1.3924322169059,
]

/** The logarithm of the gamma function, by Stirling's series from 7 on. */
function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0
  const steps = x < 7 ? Math.floor(7 - x) : 0
  let at = x + steps
  const square = (1 / at) * (1 / at)
  let series = STIRLING[9]
  for (let k = 8; k >= 0; k--) series = series * square + STIRLING[k]
  let result = series / at + 0.5 * 1.8378770664093453 + (at - 0.5) * log(at) - at
  for (let k = 1; k <= steps; k++) {
    result -= log(at - 1)
    at -= 1
  }
  return result
}

function poisson(source: Source, mean: number): number {
  if (mean === 0) return 0
  if (mean < 10) {
    const least = exp(-mean)
    let product = source.double()
    let count = 0
    while (product > least) {
      count++
      product *= source.double()
    }
    return count
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const alpha = 1.1239 + 1.1328 / (b - 3.4)
  const accepted = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = source.double() - 0.5
    const v = source.double()
    const rest = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / rest + b) * u + mean + 0.43)
    if (rest >= 0.07 && v <= accepted) return k
    if (k < 0 || (rest < 0.013 && v > rest)) continue
    if (log(v) + log(alpha) - log(a / (rest * rest) + b) <= -mean + k * log(mean) - logGamma(k + 1)) return k
  }
}

function binomialByInversion(source: Source, n: number, p: number): number {
  const q = 1 - p
  const first = exp(n * log(q))
  const bound = Math.trunc(Math.min(n, n * p + 10 * Math.sqrt(n * p * q + 1)))
  let count = 0
  let weight = first
  let u = source.double()
  while (u > weight) {
    count++
    if (count > bound) {
      count = 0
      weight = first
      u = source.double()
    } else {
      u -= weight
      weight = ((n - count + 1) * p * weight) / (count * q)
    }
  }
  return count
}

const correction = (x: number): number => {
  const square = x * x
  return (13680 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / x / 166320
}

/** Four regions under a curve above the distribution: a triangle, parallelograms beside it and exponential tails. */
function binomialByRejection(source: Source, n: number, p: number): number {
  const r = Math.min(p, 1 - p)
  const q = 1 - r
  const fm = n * r + r
  const m = Math.floor(fm)
  const p1 = Math.floor(2.195 * Math.sqrt(n * r * q) - 4.6 * q) + 0.5
  const middle = m + 0.5
  const left = middle - p1
  const right = middle + p1
  const c = 0.134 + 20.5 / (15.3 + m)
  const slope = (a: number): number => a * (1 + a / 2)
  const lower = slope((fm - left) / (fm - left * r))
  const upper = slope((right - fm) / (right * q))
  const p2 = p1 * (1 + 2 * c)
  const p3 = p2 + c / lower
  const p4 = p3 + c / upper
  const spread = n * r * q
  for (;;) {
    const u = source.double() * p4
    let v = source.double()
    let y: number
    if (u <= p1) return Math.floor(middle - p1 * v + u)
    if (u <= p2) {
      const x = left + (u - p1) / c
      v = v * c + 1 - Math.abs(m - x + 0.5) / p1
      if (v > 1) continue
      y = Math.floor(x)
    } else if (u <= p3) {
      y = Math.floor(left + log(v) / lower)
      if (y < 0 || v === 0) continue
      v = v * (u - p2) * lower
    } else {
      y = Math.floor(right - log(v) / upper)
      if (y > n || v === 0) continue
      v = v * (u - p3) * upper
    }
    const k = Math.abs(y - m)
    if (k <= 20 || k >= spread / 2 - 1) {
      const s = r / q
      const a = s * (n + 1)
      let f = 1
      for (let i = m + 1; i <= y; i++) f *= a / i - s
      for (let i = y + 1; i <= m; i++) f /= a / i - s
      if (v > f) continue
      return y
    }
    const rho = (k / spread) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / spread + 0.5)
    const t = (-k * k) / (2 * spread)
    const height = log(v)
    if (height < t - rho) return y
    if (height > t + rho) continue
    const x1 = y + 1
    const f1 = m + 1
    const z = n + 1 - m
    const w = n - y + 1
    const bound =
      middle * log(f1 / x1) +
      (n - m + 0.5) * log(z / w) +
      (y - m) * log((w * r) / (x1 * q)) +
      correction(f1) +
      correction(z) +
      correction(x1) +
      correction(w)
    if (height <= bound) return y
  }
}

export function binomial(source: Source, n: number, p: number): number {
  if (n === 0 || p === 0) return 0
  if (p > 0.5) return n - binomial(source, n, 1 - p)
  return p * n <= 30 ? binomialByInversion(source, n, p) : binomialByRejection(source, n, p)
}

const geometric: Draw = (source, p) => {
  if (p < 1 / 3)
    return source.legacy
      ? Math.ceil(Math.log1p(-source.double()) / log(1 - p))
      : Math.ceil(-source.exponential() / Math.log1p(-p))
  const u = source.double()
  let count = 1
  let product = p
  let sum = p
  while (u > sum) {
    product *= 1 - p
    sum += product
    count++
  }
  return count
}

/** By NumPy's names; the parameters stand in NumPy's order. */
export const DRAWS: Readonly<Record<string, Draw>> = {
  standard_gamma: gamma,
  beta,
  chisquare,
  f: (source, a, b) => {
    const left = chisquare(source, a, 0, 0) * b
    return left / (chisquare(source, b, 0, 0) * a)
  },
  standard_t: standardT,
  standard_cauchy: (source) => source.gauss() / source.gauss(),
  laplace,
  logistic,
  gumbel,
  rayleigh,
  weibull: (source, a) => (a === 0 ? 0 : power(source.exponential(), 1 / a)),
  pareto: (source, a) =>
    source.legacy ? exp(source.exponential() / a) - 1 : Math.expm1(source.exponential() / a),
  power: (source, a) =>
    power(source.legacy ? 1 - exp(-source.exponential()) : -Math.expm1(-source.exponential()), 1 / a),
  triangular,
  wald,
  poisson,
  binomial,
  geometric,
  negative_binomial: (source, n, p) => poisson(source, gamma(source, n) * ((1 - p) / p)),
}
