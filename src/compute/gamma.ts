/** Functions around Γ: the incomplete gammas, Hurwitz' zeta, and the derivatives of digamma. */
import { lgamma } from './special.js'

const { abs, exp, floor, log, pow } = Math

/** x^a e^(−x) / Γ(a + 1): the factor of both expansions. */
const front = (a: number, x: number): number => exp(a * log(x) - x - lgamma(a + 1))

/** P(a, x) by its power series. */
function lowerSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; k < 10_000 && abs(term) > abs(sum) * 1e-17; k++) {
    term *= x / (a + k)
    sum += term
  }
  return front(a, x) * sum
}

/** Q(a, x) by its continued fraction (Lentz). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let k = 1; k < 10_000; k++) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / (numerator * d + b || 1e-300)
    c = b + numerator / c || 1e-300
    value *= d * c
    if (abs(d * c - 1) < 1e-16) break
  }
  return front(a, x) * a * value
}

/** The regularised lower incomplete gamma P(a, x). */
export function gammaLower(a: number, x: number): number {
  if (Number.isNaN(a) || Number.isNaN(x) || a < 0 || x < 0) return NaN
  if (a === 0) return x > 0 ? 1 : NaN
  if (x === 0) return 0
  if (a === Infinity) return x === Infinity ? NaN : 0
  if (x === Infinity) return 1
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x)
}

/** The regularised upper incomplete gamma Q(a, x) = 1 − P(a, x). */
export function gammaUpper(a: number, x: number): number {
  if (Number.isNaN(a) || Number.isNaN(x) || a < 0 || x < 0) return NaN
  if (a === 0) return x > 0 ? 0 : NaN
  if (x === 0) return 1
  if (a === Infinity) return x === Infinity ? NaN : 1
  if (x === Infinity) return 0
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x)
}

/** Bernoulli numbers B2k over (2k)!. */
const BERNOULLI = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
]

/** Σ (q + k)^(−s) over k ≥ 0: the first terms, then Euler's and Maclaurin's sum of the rest. */
export function hurwitzZeta(s: number, q: number): number {
  if (s === 1) return Infinity
  if (!(s > 1)) return NaN
  if (q <= 0) {
    if (q === floor(q)) return Infinity
    if (s !== floor(s)) return NaN
  }
  const terms = 12
  let sum = 0
  let at = q
  for (let k = 0; k < terms || at <= 9; k++, at++) sum += pow(at, -s)
  const last = pow(at, -s)
  sum += (last * at) / (s - 1) + last / 2
  let factor = (last * s) / at
  for (let k = 0; k < BERNOULLI.length; k++) {
    sum += BERNOULLI[k] * factor
    factor *= ((s + 2 * k + 1) * (s + 2 * k + 2)) / (at * at)
  }
  return sum
}

/** The n-th derivative of digamma, n ≥ 1. */
export function polygamma(n: number, x: number): number {
  let factorial = 1
  for (let k = 2; k <= n; k++) factorial *= k
  return (n % 2 === 0 ? -1 : 1) * factorial * hurwitzZeta(n + 1, x)
}
