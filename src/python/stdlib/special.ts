/** Special functions that JS's Math lacks: erf and the gamma functions, to double precision. */

/** The error function: its Taylor series near 0, a continued fraction of erfc beyond. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x
  const size = Math.abs(x)
  if (size > 6) return Math.sign(x)
  if (size < 2.5) {
    let term = x
    let sum = x
    for (let n = 1; n < 200; n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
      if (Math.abs(term) < 1e-18 * Math.abs(sum)) break
    }
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  return Math.sign(x) * (1 - erfcTail(size))
}

/** 1 − erf(x), without cancellation for large x. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x
  return x < 1 ? 1 - erf(x) : x > 27 ? 0 : erfcTail(x)
}

/** The continued fraction of erfc, from its tail; good from 1 on. */
function erfcTail(x: number): number {
  let fraction = 0
  for (let n = x < 2 ? 400 : 120; n > 0; n--) fraction = n / 2 / (x + fraction)
  // e^(−x²) in two factors: the square of a float is exact, the rest is small.
  const near = Math.fround(x)
  return (Math.exp(-near * near) * Math.exp((near - x) * (near + x))) / (Math.sqrt(Math.PI) * (x + fraction))
}

export const log1p = Math.log1p

// Lanczos' approximation, g = 7, n = 9.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

function lanczos(x: number): [sum: number, t: number] {
  let sum = LANCZOS[0]!
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x + i)
  return [sum, x + 7.5]
}

export function gamma(x: number): number {
  if (Number.isInteger(x) && x > 0 && x <= 171) {
    let product = 1
    for (let i = 2; i < x; i++) product *= i
    return product
  }
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x))
  const [sum, t] = lanczos(x - 1)
  const half = t ** ((x - 0.5) / 2)
  return Math.sqrt(2 * Math.PI) * half * Math.exp(-t) * half * sum
}

export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity
  if (x === 1 || x === 2) return 0
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x)
  const [sum, t] = lanczos(x - 1)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}
