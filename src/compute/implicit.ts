/**
 * How a sample moves with the parameter of its distribution: −∂F/∂a divided by the density, where the distribution function F is
 * differentiated numerically.
 */
import { gammaLower, gammaUpper } from './gamma.js'
import { lgamma } from './special.js'

const { exp, log, log1p } = Math

/** A derivative by two central differences, the error of the coarser one cancelled. */
function slope(f: (a: number) => number, a: number): number {
  const h = a * 1e-3
  const coarse = (f(a + h) - f(a - h)) / (2 * h)
  const fine = (f(a + h / 2) - f(a - h / 2)) / h
  return (4 * fine - coarse) / 3
}

/** dx/da of a sample x of the gamma distribution of shape a. */
export function gammaShift(a: number, x: number): number {
  if (!(x > 0)) return 0
  const density = exp((a - 1) * log(x) - x - lgamma(a))
  // Of both tails the smaller one has the more exact digits.
  return x < a
    ? -slope((at) => gammaLower(at, x), a) / density
    : slope((at) => gammaUpper(at, x), a) / density
}

/** dx/da of a sample x of the beta distribution of a and total − a, divided by 1 − x. */
export function betaShift(x: number, a: number, total: number): number {
  const b = total - a
  if (!(x > 0 && x < 1)) return 0
  const density = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - logBeta(a, b))
  const change =
    x < a / total ? -slope((at) => betaLower(x, at, b), a) : slope((at) => betaLower(1 - x, b, at), a)
  return change / density / (1 - x)
}

const logBeta = (a: number, b: number): number => lgamma(a) + lgamma(b) - lgamma(a + b)

/** The regularised incomplete beta function I_x(a, b). */
function betaLower(x: number, a: number, b: number): number {
  const front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b))
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b
}

/** Its continued fraction (Lentz). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || 1e-300)
  let value = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d || 1e-300)
    c = 1 + even / c || 1e-300
    value *= c * d
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d || 1e-300)
    c = 1 + odd / c || 1e-300
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return value
}
