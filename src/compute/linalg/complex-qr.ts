/** Householder's reflectors of complex matrices, and QR by them. */
import { quotient } from './complex-factors.js'

/** Turns the strided vector at `at` into (β, v₁, …) with real β; returns τ of I − τ v vᴴ. */
export function reflector(a: Float64Array, at: number, step: number, n: number): [number, number] {
  let tail = 0
  for (let i = 1; i < n; i++) tail = Math.hypot(tail, a[2 * (at + i * step)], a[2 * (at + i * step) + 1])
  const [re, im] = [a[2 * at], a[2 * at + 1]]
  if (tail === 0 && im === 0) return [0, 0]
  const beta = re >= 0 ? -Math.hypot(re, im, tail) : Math.hypot(re, im, tail)
  for (let i = 1; i < n; i++) {
    const place = 2 * (at + i * step)
    const [x, y] = quotient(a[place], a[place + 1], re - beta, im)
    a[place] = x
    a[place + 1] = y
  }
  a[2 * at] = beta
  a[2 * at + 1] = 0
  return [(beta - re) / beta, -im / beta]
}

/** The block at `at` (rows, cols) minus (tr + i ti) v (vᴴ block); v strided at `vAt`, its first element 1. */
export function reflectLeft(
  [tr, ti]: readonly [number, number],
  v: Float64Array,
  vAt: number,
  vStep: number,
  a: Float64Array,
  at: number,
  stride: number,
  rows: number,
  cols: number,
): void {
  for (let j = 0; j < cols; j++) {
    let [x, y] = [a[2 * (at + j)], a[2 * (at + j) + 1]]
    for (let i = 1; i < rows; i++) {
      const [p, q] = [v[2 * (vAt + i * vStep)], v[2 * (vAt + i * vStep) + 1]]
      const [r, s] = [a[2 * (at + i * stride + j)], a[2 * (at + i * stride + j) + 1]]
      x += p * r + q * s
      y += p * s - q * r
    }
    const [u, w] = [tr * x - ti * y, tr * y + ti * x]
    a[2 * (at + j)] -= u
    a[2 * (at + j) + 1] -= w
    for (let i = 1; i < rows; i++) {
      const [p, q] = [v[2 * (vAt + i * vStep)], v[2 * (vAt + i * vStep) + 1]]
      a[2 * (at + i * stride + j)] -= p * u - q * w
      a[2 * (at + i * stride + j) + 1] -= p * w + q * u
    }
  }
}

/** The block at `at` (rows, cols) minus (block v) (tr + i ti) vᴴ. */
export function reflectRight(
  [tr, ti]: readonly [number, number],
  v: Float64Array,
  vAt: number,
  vStep: number,
  a: Float64Array,
  at: number,
  stride: number,
  rows: number,
  cols: number,
): void {
  for (let i = 0; i < rows; i++) {
    const row = at + i * stride
    let [x, y] = [a[2 * row], a[2 * row + 1]]
    for (let j = 1; j < cols; j++) {
      const [p, q] = [v[2 * (vAt + j * vStep)], v[2 * (vAt + j * vStep) + 1]]
      const [r, s] = [a[2 * (row + j)], a[2 * (row + j) + 1]]
      x += r * p - s * q
      y += r * q + s * p
    }
    const [u, w] = [tr * x - ti * y, tr * y + ti * x]
    a[2 * row] -= u
    a[2 * row + 1] -= w
    for (let j = 1; j < cols; j++) {
      const [p, q] = [v[2 * (vAt + j * vStep)], v[2 * (vAt + j * vStep) + 1]]
      a[2 * (row + j)] -= u * p + w * q
      a[2 * (row + j) + 1] -= w * p - u * q
    }
  }
}

export type Taus = [number, number][]

/** As `qr` of factor.ts. */
export function qrComplex(a: Float64Array, m: number, n: number): Taus {
  const taus: Taus = []
  for (let k = 0; k < Math.min(m, n); k++) {
    const at = k * n + k
    taus[k] = reflector(a, at, n, m - k)
    const [re, im] = taus[k]
    reflectLeft([re, -im], a, at, n, a, at + 1, n, m - k, n - k - 1)
  }
  return taus
}

/** As `formQ` of factor.ts. */
export function formQComplex(a: Float64Array, m: number, n: number, taus: Taus, cols: number): Float64Array {
  const q = new Float64Array(2 * m * cols)
  for (let i = 0; i < Math.min(m, cols); i++) q[2 * (i * cols + i)] = 1
  for (let k = Math.min(taus.length, cols) - 1; k >= 0; k--)
    reflectLeft(taus[k], a, k * n + k, n, q, k * cols + k, cols, m - k, cols - k)
  return q
}
