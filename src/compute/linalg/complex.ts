/**
 * The factorizations for complex matrices, row-major, real and imaginary parts interleaved: LU, Cholesky, QR, Hermitian
 * eigenvalues and singular values by Jacobi rotations, and Schur's form for general ones.
 */
import type { NumberData } from '../../tensor/dtype.js'
import { type Eigen, normalise } from './general.js'

/** y −= f · x over `count` elements at the given places. */
function subtract(a: NumberData, to: number, from: number, count: number, re: number, im: number): void {
  for (let j = 0; j < count; j++) {
    const [x, y] = [a[2 * (from + j)], a[2 * (from + j) + 1]]
    a[2 * (to + j)] -= re * x - im * y
    a[2 * (to + j) + 1] -= re * y + im * x
  }
}

function swapRows(a: NumberData, n: number, i: number, k: number): void {
  for (let j = 0; j < 2 * n; j++) {
    const held = a[2 * i * n + j]
    a[2 * i * n + j] = a[2 * k * n + j]
    a[2 * k * n + j] = held
  }
}

/** (x + iy) / (c + id) */
function quotient(x: number, y: number, c: number, d: number): [number, number] {
  const size = c * c + d * d
  return [(x * c + y * d) / size, (y * c - x * d) / size]
}

/** As `lu` of factor.ts. */
export function luComplex(a: NumberData, m: number, n: number, pivots: Int32Array, pivoting = true): number {
  let info = 0
  const size = (i: number, k: number): number =>
    Math.abs(a[2 * (i * n + k)]) + Math.abs(a[2 * (i * n + k) + 1])
  for (let k = 0; k < Math.min(m, n); k++) {
    let best = k
    if (pivoting) for (let i = k + 1; i < m; i++) if (size(i, k) > size(best, k)) best = i
    pivots[k] = best
    if (best !== k) swapRows(a, n, k, best)
    const at = k * n + k
    const [re, im] = [a[2 * at], a[2 * at + 1]]
    if (re === 0 && im === 0) {
      if (info === 0) info = k + 1
      continue
    }
    for (let i = k + 1; i < m; i++) {
      const place = i * n + k
      const [x, y] = quotient(a[2 * place], a[2 * place + 1], re, im)
      a[2 * place] = x
      a[2 * place + 1] = y
      subtract(a, place + 1, at + 1, n - k - 1, x, y)
    }
  }
  return info
}

/** As `solveTriangle` of factor.ts. */
export function solveTriangleComplex(
  t: NumberData,
  n: number,
  b: NumberData,
  m: number,
  upper: boolean,
  unit: boolean,
): void {
  for (let step = 0; step < n; step++) {
    const i = upper ? n - 1 - step : step
    for (let k = upper ? i + 1 : 0; k < (upper ? n : i); k++)
      subtract(b, i * m, k * m, m, t[2 * (i * n + k)], t[2 * (i * n + k) + 1])
    if (unit) continue
    const at = 2 * (i * n + i)
    for (let j = i * m; j < (i + 1) * m; j++) {
      const [x, y] = quotient(b[2 * j], b[2 * j + 1], t[at], t[at + 1])
      b[2 * j] = x
      b[2 * j + 1] = y
    }
  }
}

export function solveLuComplex(
  a: NumberData,
  n: number,
  pivots: ArrayLike<number>,
  b: NumberData,
  m: number,
): void {
  for (let i = 0; i < n; i++) if (pivots[i] !== i) swapRows(b, m, i, pivots[i])
  solveTriangleComplex(a, n, b, m, false, true)
  solveTriangleComplex(a, n, b, m, true, false)
}

/** As `cholesky` of factor.ts. */
export function choleskyComplex(a: NumberData, n: number): number {
  for (let j = 0; j < n; j++) {
    let sum = a[2 * (j * n + j)]
    for (let k = 0; k < j; k++) sum -= a[2 * (j * n + k)] ** 2 + a[2 * (j * n + k) + 1] ** 2
    a[2 * (j * n + j)] = sum
    if (!(sum > 0)) return j + 1
    const root = Math.sqrt(sum)
    a[2 * (j * n + j)] = root
    a[2 * (j * n + j) + 1] = 0
    for (let i = j + 1; i < n; i++) {
      let [x, y] = [a[2 * (i * n + j)], a[2 * (i * n + j) + 1]]
      for (let k = 0; k < j; k++) {
        const [p, q] = [a[2 * (i * n + k)], a[2 * (i * n + k) + 1]]
        const [r, s] = [a[2 * (j * n + k)], a[2 * (j * n + k) + 1]]
        x -= p * r + q * s
        y -= q * r - p * s
      }
      a[2 * (i * n + j)] = x / root
      a[2 * (i * n + j) + 1] = y / root
      a[2 * (j * n + i)] = a[2 * (j * n + i) + 1] = 0
    }
  }
  return 0
}

// --- reflectors -------------------------------------------------------------------------------------------------------

/** Turns the strided vector at `at` into (β, v₁, …) with real β; returns τ of I − τ v vᴴ. */
function reflector(a: Float64Array, at: number, step: number, n: number): [number, number] {
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
function reflectLeft(
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
function reflectRight(
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

type Taus = [number, number][]

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

// --- Jacobi -----------------------------------------------------------------------------------------------------------

const EPS = 2 ** -52
const SWEEPS = 60

/** Columns p and q of a (rows, n): (c p − s w̄ q, s p + c w̄ q), w being the unit number wr + i wi. */
function turnColumns(
  a: Float64Array,
  rows: number,
  n: number,
  p: number,
  q: number,
  c: number,
  s: number,
  wr: number,
  wi: number,
): void {
  for (let i = 0; i < rows; i++) {
    const [x, y] = [2 * (i * n + p), 2 * (i * n + q)]
    const [pr, pi] = [a[x], a[x + 1]]
    const qr_ = a[y] * wr + a[y + 1] * wi
    const qi = a[y + 1] * wr - a[y] * wi
    a[x] = c * pr - s * qr_
    a[x + 1] = c * pi - s * qi
    a[y] = s * pr + c * qr_
    a[y + 1] = s * pi + c * qi
  }
}

function jacobi(difference: number, size: number): [number, number] {
  const zeta = difference / (2 * size)
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta))
  const c = 1 / Math.hypot(1, t)
  return [c, c * t]
}

/** Ascending eigenvalues and, as columns, eigenvectors of a Hermitian matrix of which `a` holds the lower triangle. */
export function hermitianEigen(a: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  for (let i = 0; i < n; i++) {
    a[2 * (i * n + i) + 1] = 0
    for (let j = i + 1; j < n; j++) {
      a[2 * (i * n + j)] = a[2 * (j * n + i)]
      a[2 * (i * n + j) + 1] = -a[2 * (j * n + i) + 1]
    }
  }
  const v = identity(n)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        const at = 2 * (p * n + q)
        const size = Math.hypot(a[at], a[at + 1])
        const [dp, dq] = [a[2 * (p * n + p)], a[2 * (q * n + q)]]
        if (size <= EPS * Math.sqrt(Math.abs(dp * dq)) || size < Number.MIN_VALUE * 1e16) continue
        turned = true
        const [wr, wi] = [a[at] / size, a[at + 1] / size]
        const [c, s] = jacobi(dq - dp, size)
        turnColumns(a, n, n, p, q, c, s, wr, wi)
        turnRows(a, n, p, q, c, s, wr, wi)
        turnColumns(v, n, n, p, q, c, s, wr, wi)
      }
    }
    if (!turned) break
  }
  const values = Float64Array.from({ length: n }, (_, i) => a[2 * (i * n + i)])
  const order = Array.from(values.keys()).sort((i, k) => values[i] - values[k])
  return { values: Float64Array.from(order, (i) => values[i]), vectors: columns(v, n, n, order) }
}

/** The rows' part of Wᴴ A W. */
function turnRows(
  a: Float64Array,
  n: number,
  p: number,
  q: number,
  c: number,
  s: number,
  wr: number,
  wi: number,
): void {
  for (let j = 0; j < n; j++) {
    const [x, y] = [2 * (p * n + j), 2 * (q * n + j)]
    const [pr, pi] = [a[x], a[x + 1]]
    const qr_ = a[y] * wr - a[y + 1] * wi
    const qi = a[y + 1] * wr + a[y] * wi
    a[x] = c * pr - s * qr_
    a[x + 1] = c * pi - s * qi
    a[y] = s * pr + c * qr_
    a[y + 1] = s * pi + c * qi
  }
}

function identity(n: number): Float64Array {
  const v = new Float64Array(2 * n * n)
  for (let i = 0; i < n; i++) v[2 * (i * n + i)] = 1
  return v
}

function columns(a: Float64Array, rows: number, n: number, order: readonly number[]): Float64Array {
  const result = new Float64Array(2 * rows * order.length)
  for (let i = 0; i < rows; i++) {
    order.forEach((from, to) => {
      result[2 * (i * order.length + to)] = a[2 * (i * n + from)]
      result[2 * (i * order.length + to) + 1] = a[2 * (i * n + from) + 1]
    })
  }
  return result
}

/** U (m, k), values, Vᴴ (k, n) of a (m, n), which is destroyed; `full` asks for square U and Vᴴ. */
export function svdComplex(
  a: Float64Array,
  m: number,
  n: number,
  full: boolean,
): { u: Float64Array; s: Float64Array; vt: Float64Array } {
  if (m < n) {
    const { u, s, vt } = svdComplex(adjoint(a, m, n), n, m, full)
    return { u: adjoint(vt, m, m), s, vt: adjoint(u, n, full ? n : m) }
  }
  const v = identity(n)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        let [alpha, beta, re, im] = [0, 0, 0, 0]
        for (let i = 0; i < m; i++) {
          const [x, y] = [2 * (i * n + p), 2 * (i * n + q)]
          alpha += a[x] ** 2 + a[x + 1] ** 2
          beta += a[y] ** 2 + a[y + 1] ** 2
          re += a[x] * a[y] + a[x + 1] * a[y + 1]
          im += a[x] * a[y + 1] - a[x + 1] * a[y]
        }
        const size = Math.hypot(re, im)
        if (size <= EPS * Math.sqrt(alpha * beta) || size === 0) continue
        turned = true
        const [c, s] = jacobi(beta - alpha, size)
        turnColumns(a, m, n, p, q, c, s, re / size, im / size)
        turnColumns(v, n, n, p, q, c, s, re / size, im / size)
      }
    }
    if (!turned) break
  }
  const lengths = Float64Array.from({ length: n }, (_, k) => {
    let sum = 0
    for (let i = 0; i < m; i++) sum = Math.hypot(sum, a[2 * (i * n + k)], a[2 * (i * n + k) + 1])
    return sum
  })
  const order = Array.from(lengths.keys()).sort((i, k) => lengths[k] - lengths[i])
  const s = Float64Array.from(order, (i) => lengths[i])
  const width = full ? m : n
  const u = new Float64Array(2 * m * width)
  const sorted = columns(a, m, n, order)
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < n; k++) {
      if (s[k] === 0) continue
      u[2 * (i * width + k)] = sorted[2 * (i * n + k)] / s[k]
      u[2 * (i * width + k) + 1] = sorted[2 * (i * n + k) + 1] / s[k]
    }
  }
  let done = n
  while (done > 0 && s[done - 1] === 0) done--
  complete(u, m, width, done)
  return { u, s, vt: adjoint(columns(v, n, n, order), n, n) }
}

/** Fills the columns from `done` on with unit vectors orthogonal to those before. */
function complete(u: Float64Array, m: number, width: number, done: number): void {
  for (let k = done, from = 0; k < width && from < m; from++) {
    for (let i = 0; i < m; i++) u[2 * (i * width + k)] = u[2 * (i * width + k) + 1] = 0
    u[2 * (from * width + k)] = 1
    for (let twice = 0; twice < 2; twice++) {
      for (let j = 0; j < k; j++) {
        let [re, im] = [0, 0]
        for (let i = 0; i < m; i++) {
          const [x, y] = [2 * (i * width + j), 2 * (i * width + k)]
          re += u[x] * u[y] + u[x + 1] * u[y + 1]
          im += u[x] * u[y + 1] - u[x + 1] * u[y]
        }
        for (let i = 0; i < m; i++) {
          const [x, y] = [2 * (i * width + j), 2 * (i * width + k)]
          u[y] -= re * u[x] - im * u[x + 1]
          u[y + 1] -= re * u[x + 1] + im * u[x]
        }
      }
    }
    let length = 0
    for (let i = 0; i < m; i++)
      length = Math.hypot(length, u[2 * (i * width + k)], u[2 * (i * width + k) + 1])
    if (length < 1e-8) continue
    for (let i = 0; i < m; i++) {
      u[2 * (i * width + k)] /= length
      u[2 * (i * width + k) + 1] /= length
    }
    k++
  }
}

function adjoint(a: Float64Array, m: number, n: number): Float64Array {
  const result = new Float64Array(2 * m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      result[2 * (j * m + i)] = a[2 * (i * n + j)]
      result[2 * (j * m + i) + 1] = -a[2 * (i * n + j) + 1]
    }
  }
  return result
}

// --- general matrices -------------------------------------------------------------------------------------------------

/** Eigenvalues and eigenvectors of a (n, n), which is destroyed. */
export function generalEigenComplex(a: Float64Array, n: number): Eigen {
  const z = identity(n)
  const taus: Taus = []
  for (let k = 0; k < n - 2; k++) {
    const at = (k + 1) * n + k
    const size = n - k - 1
    taus[k] = reflector(a, at, n, size)
    const [re, im] = taus[k]
    reflectRight([re, im], a, at, n, a, k + 1, n, n, size)
    reflectLeft([re, -im], a, at, n, a, at + 1, n, size, size)
    reflectRight([re, im], a, at, n, z, k + 1, n, n, size)
    for (let i = k + 2; i < n; i++) a[2 * (i * n + k)] = a[2 * (i * n + k) + 1] = 0
  }
  schur(a, z, n)
  const values = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) {
    values[2 * i] = a[2 * (i * n + i)]
    values[2 * i + 1] = a[2 * (i * n + i) + 1]
  }
  return { values, vectors: vectorsOf(a, z, n) }
}

/** QR steps with Wilkinson's shift until the Hessenberg matrix h is triangular. */
function schur(h: Float64Array, z: Float64Array, n: number): void {
  const size = (i: number, j: number): number =>
    Math.abs(h[2 * (i * n + j)]) + Math.abs(h[2 * (i * n + j) + 1])
  let high = n - 1
  for (let step = 0; high > 0 && step < 60 * n; step++) {
    let low = high
    while (low > 0 && size(low, low - 1) > EPS * (size(low, low) + size(low - 1, low - 1))) low--
    if (low > 0) h[2 * (low * n + low - 1)] = h[2 * (low * n + low - 1) + 1] = 0
    if (low === high) {
      high--
      continue
    }
    const [sr, si] = shiftOf(h, n, high)
    for (let i = low; i <= high; i++) {
      h[2 * (i * n + i)] -= sr
      h[2 * (i * n + i) + 1] -= si
    }
    const turns: { c: number; sr: number; si: number }[] = []
    for (let k = low; k < high; k++) {
      const at = 2 * (k * n + k)
      const below = 2 * ((k + 1) * n + k)
      turns[k] = rotationFor(h[at], h[at + 1], h[below], h[below + 1])
      givensRows(h, n, k, turns[k])
    }
    for (let k = low; k < high; k++) {
      givensColumns(h, n, Math.min(high, k + 1) + 1, k, turns[k])
      givensColumns(z, n, n, k, turns[k])
    }
    for (let i = low; i <= high; i++) {
      h[2 * (i * n + i)] += sr
      h[2 * (i * n + i) + 1] += si
    }
  }
}

/** The eigenvalue of the last 2 × 2 block that is nearer to its last element. */
function shiftOf(h: Float64Array, n: number, k: number): [number, number] {
  const at = (i: number, j: number): [number, number] => [h[2 * (i * n + j)], h[2 * (i * n + j) + 1]]
  const [a, b, c, d] = [at(k - 1, k - 1), at(k - 1, k), at(k, k - 1), at(k, k)]
  const half: [number, number] = [(a[0] - d[0]) / 2, (a[1] - d[1]) / 2]
  const re = half[0] ** 2 - half[1] ** 2 + b[0] * c[0] - b[1] * c[1]
  const im = 2 * half[0] * half[1] + b[0] * c[1] + b[1] * c[0]
  const length = Math.hypot(re, im)
  let x = Math.sqrt((length + Math.abs(re)) / 2)
  let y = x === 0 ? 0 : im / (2 * x)
  if (re < 0) [x, y] = [Math.abs(y), im < 0 ? -x : x]
  if (half[0] * x + half[1] * y > 0) [x, y] = [-x, -y]
  return [d[0] + half[0] + x, d[1] + half[1] + y]
}

/** A rotation [[c, s], [−s̄, c]] that clears the second of (f, g). */
function rotationFor(fr: number, fi: number, gr: number, gi: number): { c: number; sr: number; si: number } {
  const [f, g] = [Math.hypot(fr, fi), Math.hypot(gr, gi)]
  if (g === 0) return { c: 1, sr: 0, si: 0 }
  if (f === 0) return { c: 0, sr: gr / g, si: -gi / g }
  const r = Math.hypot(f, g)
  const [ur, ui] = [fr / f, fi / f]
  return { c: f / r, sr: (ur * gr + ui * gi) / r, si: (ui * gr - ur * gi) / r }
}

function givensRows(
  h: Float64Array,
  n: number,
  k: number,
  { c, sr, si }: { c: number; sr: number; si: number },
): void {
  for (let j = 0; j < n; j++) {
    const [x, y] = [2 * (k * n + j), 2 * ((k + 1) * n + j)]
    const [pr, pi, qr_, qi] = [h[x], h[x + 1], h[y], h[y + 1]]
    h[x] = c * pr + sr * qr_ - si * qi
    h[x + 1] = c * pi + sr * qi + si * qr_
    h[y] = c * qr_ - sr * pr - si * pi
    h[y + 1] = c * qi - sr * pi + si * pr
  }
}

function givensColumns(
  h: Float64Array,
  n: number,
  rows: number,
  k: number,
  { c, sr, si }: { c: number; sr: number; si: number },
): void {
  for (let i = 0; i < rows; i++) {
    const [x, y] = [2 * (i * n + k), 2 * (i * n + k + 1)]
    const [pr, pi, qr_, qi] = [h[x], h[x + 1], h[y], h[y + 1]]
    h[x] = c * pr + sr * qr_ + si * qi
    h[x + 1] = c * pi + sr * qi - si * qr_
    h[y] = c * qr_ - sr * pr + si * pi
    h[y + 1] = c * qi - sr * pi - si * pr
  }
}

/** Eigenvectors by back substitution in the triangle t, in terms of the basis z. */
function vectorsOf(t: Float64Array, z: Float64Array, n: number): Float64Array {
  const vectors = new Float64Array(2 * n * n)
  const x = new Float64Array(2 * n)
  for (let k = 0; k < n; k++) {
    const [lr, li] = [t[2 * (k * n + k)], t[2 * (k * n + k) + 1]]
    x.fill(0)
    x[2 * k] = 1
    for (let i = k - 1; i >= 0; i--) {
      let [re, im] = [0, 0]
      for (let j = i + 1; j <= k; j++) {
        const [p, q] = [t[2 * (i * n + j)], t[2 * (i * n + j) + 1]]
        re -= p * x[2 * j] - q * x[2 * j + 1]
        im -= p * x[2 * j + 1] + q * x[2 * j]
      }
      let [dr, di] = [t[2 * (i * n + i)] - lr, t[2 * (i * n + i) + 1] - li]
      if (Math.hypot(dr, di) <= EPS * Math.hypot(lr, li)) [dr, di] = [EPS * (Math.hypot(lr, li) || 1), 0]
      const [u, v] = quotient(re, im, dr, di)
      x[2 * i] = u
      x[2 * i + 1] = v
    }
    for (let i = 0; i < n; i++) {
      let [re, im] = [0, 0]
      for (let j = 0; j <= k; j++) {
        const [p, q] = [z[2 * (i * n + j)], z[2 * (i * n + j) + 1]]
        re += p * x[2 * j] - q * x[2 * j + 1]
        im += p * x[2 * j + 1] + q * x[2 * j]
      }
      vectors[2 * (i * n + k)] = re
      vectors[2 * (i * n + k) + 1] = im
    }
    normalise(vectors, n, k)
  }
  return vectors
}
