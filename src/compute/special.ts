/** Special functions that JavaScript's Math lacks, to about double precision. */

const { abs, exp, log, sqrt, PI, sign, floor, sin } = Math
const TWO_OVER_SQRT_PI = 2 / sqrt(PI)

/**
 * The error function: for small arguments the series e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!, whose terms are all positive,
 * elsewhere the complement.
 */
function erfAnew(size: number): number {
  if (size >= 2) return 1 - erfcTail(size)
  const square = size * size
  let term = size
  let sum = size
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * square) / (2 * n + 1)
    sum += term
  }
  return TWO_OVER_SQRT_PI * exp(-square) * sum
}

/** Taylor's coefficients of erf at every 64th, up to the seventh power: those of a place are made when it is first asked for. */
const TERMS = 8
const PER_UNIT = 64
const taylor = new Float64Array((6 * PER_UNIT + 1) * TERMS).fill(NaN)

/** e^(−(x + d)²) = e^(−x²) Σ bₖ dᵏ, where (k + 1) bₖ₊₁ = −2 (x bₖ + bₖ₋₁); erf is its integral. */
function fillTaylor(place: number): void {
  const x = place / PER_UNIT
  const scale = TWO_OVER_SQRT_PI * exp(-x * x)
  const at = place * TERMS
  taylor[at] = erfAnew(x)
  for (let k = 0, b = 1, before = 0; k + 1 < TERMS; k++) {
    taylor[at + k + 1] = (scale * b) / (k + 1)
    const next = (-2 * (x * b + before)) / (k + 1)
    before = b
    b = next
  }
}

/** The error function, by Taylor's series at the nearest 64th. */
export function erf(x: number): number {
  const size = abs(x)
  if (!(size <= 6)) return x === x ? sign(x) : x
  const place = Math.round(size * PER_UNIT)
  const at = place * TERMS
  if (taylor[at] !== taylor[at]) fillTaylor(place)
  const d = size - place / PER_UNIT
  let sum = taylor[at + TERMS - 1]
  for (let k = at + TERMS - 2; k >= at; k--) sum = sum * d + taylor[k]
  return x < 0 ? -sum : x === 0 ? x : sum
}

/** 1 − erf(x), without cancellation for large x. */
export function erfc(x: number): number {
  if (x < 2) return 1 - erf(x)
  return x > 27 ? 0 : erfcTail(x)
}

/** The continued fraction of erfc, evaluated from its tail; good from 2 on. */
function erfcTail(x: number): number {
  const terms = x < 3 ? 80 : 40
  let tail = x
  for (let k = terms; k >= 1; k--) tail = x + k / 2 / tail
  return exp(-x * x) / (sqrt(PI) * tail)
}

/** The inverse of erf: a first guess from its logarithm, then Newton's steps. */
export function erfinv(y: number): number {
  if (!(abs(y) < 1)) return abs(y) === 1 ? y * Infinity : NaN
  if (y === 0) return y
  const a = 0.147
  const ln = log(1 - y * y)
  const head = 2 / (PI * a) + ln / 2
  let x = sign(y) * sqrt(sqrt(head * head - ln / a) - head)
  for (let step = 0; step < 3; step++) {
    const error = abs(y) < 0.9 ? erf(x) - y : sign(y) * (1 - abs(y) - erfc(abs(x)))
    const slope = TWO_OVER_SQRT_PI * exp(-x * x)
    const move = error / slope
    x -= move / (1 + x * move)
  }
  return x
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** The logarithm of |Γ(x)|. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x
  if (abs(x) === Infinity) return Infinity
  if (x <= 0 && x === floor(x)) return Infinity
  if (x < 0.5) return log(PI / abs(sin(PI * x))) - lgamma(1 - x)
  if (x === 1 || x === 2) return 0
  const shifted = x - 1
  let sum = LANCZOS[0]
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (shifted + i)
  const t = shifted + 7.5
  return 0.5 * log(2 * PI) + (shifted + 0.5) * log(t) - t + log(sum)
}

/** The derivative of lgamma: moved up by recurrence, then the asymptotic series. */
export function digamma(x: number): number {
  if (x === 0) return -Infinity * (1 / x > 0 ? 1 : -1)
  if (x < 0) return x === floor(x) ? NaN : digamma(1 - x) - PI / Math.tan(PI * x)
  let result = 0
  for (; x < 12; x++) result -= 1 / x
  const f = 1 / (x * x)
  return (
    result + log(x) - 0.5 / x - f * (1 / 12 - f * (1 / 120 - f * (1 / 252 - f * (1 / 240 - f * (1 / 132)))))
  )
}

/** The normal distribution's cumulative probability. */
export const normalCdf = (x: number): number => 0.5 * erfc(-x / Math.SQRT2)

/** e^(x²) erfc(x), which neither over- nor underflows to the right. */
export function erfcx(x: number): number {
  if (x < 2) return exp(x * x) * erfc(x)
  let tail = x
  for (let k = x < 3 ? 80 : 40; k >= 1; k--) tail = x + k / 2 / tail
  return 1 / (sqrt(PI) * tail)
}

/** The logarithm of the normal distribution's cumulative probability. */
export const logNormalCdf = (x: number): number =>
  x < -1 ? log(erfcx(-x / Math.SQRT2) / 2) - (x * x) / 2 : Math.log1p(-erfc(x / Math.SQRT2) / 2)

/** Where the normal distribution's cumulative probability is p: Newton's steps on its logarithm, in the lower half. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  if (p > 0.5) return -normalQuantile(1 - p)
  let x = p > 1e-5 ? Math.SQRT2 * erfinv(2 * p - 1) : -sqrt(-2 * log(p))
  for (let step = 0; step < 6; step++) {
    const cdf = logNormalCdf(x)
    const slope = exp(-(x * x) / 2 - cdf) / sqrt(2 * PI)
    x -= (cdf - log(p)) / slope
  }
  return x
}

/** −x ln x. */
export const entropyTerm = (x: number): number =>
  x > 0 ? -x * log(x) : x === 0 ? 0 : x < 0 ? -Infinity : NaN
