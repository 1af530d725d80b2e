/**
 * Bessel functions of orders 0 and 1, and Airy's Ai, to about double precision.
 *
 * Their integrals are of smooth periodic functions, or of functions that fall off doubly exponentially: the trapezoid rule
 * then converges faster than any power of its step, so a few dozen points do. Large arguments take Hankel's expansion.
 */

const { abs, cos, cosh, exp, log, max, PI, pow, sin, sqrt } = Math
const EULER = 0.5772156649015329

/** Where Hankel's expansion is as good as the integral. */
const FAR = 25

/** The amplitudes P and Q of Hankel's expansion of order `order`, and the phase χ. */
function hankel(order: number, x: number): { p: number; q: number; phase: number } {
  const mu = 4 * order * order
  let term = 1
  let p = 1
  let q = 0
  for (let k = 1; k < 40; k++) {
    const next = (term * (mu - (2 * k - 1) ** 2)) / (k * 8 * x)
    if (abs(next) > abs(term) || next === 0) break
    term = next
    const signed = k % 4 < 2 ? term : -term
    if (k % 2 === 1) q += signed
    else p += signed
  }
  return { p, q, phase: x - (order / 2 + 0.25) * PI }
}

/** J of order n: (1/π) ∫ cos(nθ − x sin θ) over half a period. */
function firstKind(n: number, x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : 0
  const size = abs(x)
  const sign = n % 2 === 1 && x < 0 ? -1 : 1
  if (size > FAR) {
    const { p, q, phase } = hankel(n, size)
    return sign * sqrt(2 / (PI * size)) * (p * cos(phase) - q * sin(phase))
  }
  const points = 64
  let sum = (1 + cos(n * PI)) / 2
  for (let k = 1; k < points; k++) {
    const angle = (k * PI) / points
    sum += cos(n * angle - size * sin(angle))
  }
  return (sign * sum) / points
}

export const besselJ0 = (x: number): number => firstKind(0, x)
export const besselJ1 = (x: number): number => firstKind(1, x)

/** J of orders 0 to `last`, by recurrence downwards, which is stable; scaled by J0 + 2 Σ J2k = 1. */
function firstKinds(x: number, last: number): number[] {
  const top = 2 * Math.ceil((last + x + 40) / 2)
  const values = new Array<number>(top + 2).fill(0)
  values[top] = 1e-300
  for (let k = top; k > 0; k--) {
    values[k - 1] = ((2 * k) / x) * values[k] - values[k + 1]
    if (abs(values[k - 1]) > 1e250) for (let i = k - 1; i <= top; i++) values[i] *= 1e-250
  }
  let total = values[0]
  for (let k = 2; k <= top; k += 2) total += 2 * values[k]
  return values.map((value) => value / total)
}

/** Y of order 0 or 1: Neumann's series in J. Undefined below 0, −∞ at 0. */
function secondKind(n: 0 | 1, x: number): number {
  if (x === 0) return -Infinity
  if (!(x > 0)) return NaN
  if (x === Infinity) return 0
  if (x > FAR) {
    const { p, q, phase } = hankel(n, x)
    return sqrt(2 / (PI * x)) * (p * sin(phase) + q * cos(phase))
  }
  const j = firstKinds(x, 60)
  let sum = 0
  for (let k = 1; 2 * k + 1 < j.length; k++) {
    const sign = k % 2 === 1 ? 1 : -1
    sum += n === 0 ? (sign * 2 * j[2 * k]) / k : (sign * (2 * k + 1) * j[2 * k + 1]) / (k * (k + 1))
  }
  const logarithm = log(x / 2) + EULER - n
  return (2 / PI) * (logarithm * j[n] + sum) - (n === 1 ? (2 * j[0]) / (PI * x) : 0)
}

export const besselY0 = (x: number): number => secondKind(0, x)
export const besselY1 = (x: number): number => secondKind(1, x)

/** e^(−|x|) I of order n: the integral of e^(|x| (cos θ − 1)) cos nθ; large arguments take the expansion. */
function modifiedFirst(n: 0 | 1, x: number): number {
  if (Number.isNaN(x) || (n === 1 && x === 0)) return x
  const size = abs(x)
  const sign = n === 1 && x < 0 ? -1 : 1
  if (size === Infinity) return 0
  if (size > 60) {
    const mu = 4 * n * n
    let term = 1
    let sum = 1
    for (let k = 1; k < 40; k++) {
      const next = (-term * (mu - (2 * k - 1) ** 2)) / (k * 8 * size)
      if (abs(next) > abs(term) || abs(next) < 1e-18) break
      term = next
      sum += term
    }
    return (sign * sum) / sqrt(2 * PI * size)
  }
  const points = 96
  let sum = (1 + exp(-2 * size) * cos(n * PI)) / 2
  for (let k = 1; k < points; k++) {
    const angle = (k * PI) / points
    sum += exp(size * (cos(angle) - 1)) * cos(n * angle)
  }
  return (sign * sum) / points
}

export const besselI0e = (x: number): number => modifiedFirst(0, x)
export const besselI1e = (x: number): number => modifiedFirst(1, x)
export const besselI0 = (x: number): number =>
  abs(x) === Infinity ? Infinity : modifiedFirst(0, x) * exp(abs(x))
export const besselI1 = (x: number): number => (abs(x) === Infinity ? x : modifiedFirst(1, x) * exp(abs(x)))

/** e^x K of any order: ∫ e^(−x (cosh t − 1)) cosh(order·t) over t > 0. */
function modifiedSecond(order: number, x: number): number {
  if (x === 0) return Infinity
  if (!(x > 0)) return NaN
  const reach = Math.acosh(1 + 750 / max(x, 1e-300))
  const points = 400
  const step = reach / points
  let sum = 0.5
  for (let k = 1; k <= points; k++) {
    const t = k * step
    sum += exp(-x * (cosh(t) - 1)) * cosh(order * t)
  }
  return sum * step
}

export const besselK0e = (x: number): number => modifiedSecond(0, x)
export const besselK1e = (x: number): number => modifiedSecond(1, x)
export const besselK0 = (x: number): number => modifiedSecond(0, x) * exp(-x)
export const besselK1 = (x: number): number => modifiedSecond(1, x) * exp(-x)

/** sin(x) / x. */
export const sphericalJ0 = (x: number): number => {
  if (abs(x) === Infinity) return 0
  return abs(x) < 1e-8 ? 1 : sin(x) / x
}

const AI0 = 0.3550280538878172
const AI0_SLOPE = -0.2588194037928068

/** Ai: K of order 1/3 to the right; to the left its power series, then the expansion in sines. */
export function airyAi(x: number): number {
  if (Number.isNaN(x)) return x
  if (abs(x) === Infinity) return 0
  const size = abs(x)
  const zeta = (2 / 3) * size * sqrt(size)
  if (x > 1) return (sqrt(x / 3) / PI) * modifiedSecond(1 / 3, zeta) * exp(-zeta)
  if (x > -8) {
    const cube = x * x * x
    let [f, g] = [1, x]
    let [a, b] = [1, x]
    for (let k = 1; k < 80; k++) {
      a *= cube / ((3 * k - 1) * (3 * k))
      b *= cube / (3 * k * (3 * k + 1))
      f += a
      g += b
    }
    return AI0 * f + AI0_SLOPE * g
  }
  let term = 1
  let [even, odd] = [1, 0]
  for (let k = 1; k < 40; k++) {
    const next = (term * (6 * k - 5) * (6 * k - 3) * (6 * k - 1)) / (216 * k * (2 * k - 1) * zeta)
    if (next > term) break
    term = next
    const signed = k % 4 < 2 ? term : -term
    if (k % 2 === 1) odd += signed
    else even += signed
  }
  const phase = zeta + PI / 4
  return (sin(phase) * even - cos(phase) * odd) / (sqrt(PI) * pow(size, 0.25))
}
