/**
 * Factorizations of real matrices, row-major in flat arrays: LU with partial pivoting, Cholesky, Householder QR, and
 * solving with their triangles. Signs follow LAPACK's conventions, so that factors agree with PyTorch's.
 */
import type { NumberData } from '../../tensor/dtype.js'

/**
 * LU in place: L below the diagonal (ones on it implied), U above. `pivots[i]` is the row swapped with row i.
 * Returns the 1-based place of the first zero on U's diagonal, 0 if there is none.
 */
export function lu(a: NumberData, m: number, n: number, pivots: Int32Array, pivoting = true): number {
  let info = 0
  for (let k = 0; k < Math.min(m, n); k++) {
    let best = k
    if (pivoting) {
      for (let i = k + 1; i < m; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[best * n + k])) best = i
    }
    pivots[k] = best
    if (best !== k) swapRows(a, n, k, best)
    const pivot = a[k * n + k]
    if (pivot === 0) {
      if (info === 0) info = k + 1
      continue
    }
    for (let i = k + 1; i < m; i++) {
      a[i * n + k] /= pivot
      const factor = a[i * n + k]
      if (factor === 0) continue
      for (let j = k + 1; j < n; j++) a[i * n + j] -= factor * a[k * n + j]
    }
  }
  return info
}

export function swapRows(a: NumberData, n: number, i: number, k: number): void {
  for (let j = 0; j < n; j++) {
    const held = a[i * n + j]
    a[i * n + j] = a[k * n + j]
    a[k * n + j] = held
  }
}

/** Solves T x = b in place for each of `m` columns of b (n, m). Zeros on the diagonal give infinities, as in LAPACK. */
export function solveTriangle(
  t: NumberData,
  n: number,
  b: NumberData,
  m: number,
  upper: boolean,
  unit: boolean,
): void {
  for (let step = 0; step < n; step++) {
    const i = upper ? n - 1 - step : step
    for (let k = upper ? i + 1 : 0; k < (upper ? n : i); k++) {
      const factor = t[i * n + k]
      if (factor === 0) continue
      for (let j = 0; j < m; j++) b[i * m + j] -= factor * b[k * m + j]
    }
    if (unit) continue
    const pivot = t[i * n + i]
    for (let j = 0; j < m; j++) b[i * m + j] /= pivot
  }
}

/** Solves A x = b in place, given A's LU. */
export function solveLu(a: NumberData, n: number, pivots: ArrayLike<number>, b: NumberData, m: number): void {
  for (let i = 0; i < n; i++) if (pivots[i] !== i) swapRows(b, m, i, pivots[i])
  solveTriangle(a, n, b, m, false, true)
  solveTriangle(a, n, b, m, true, false)
}

/** The Cholesky factor over the lower triangle, zeros above. Returns the order of the minor that fails, 0 if none does. */
export function cholesky(a: NumberData, n: number): number {
  for (let j = 0; j < n; j++) {
    let sum = a[j * n + j]
    for (let k = 0; k < j; k++) sum -= a[j * n + k] ** 2
    a[j * n + j] = sum
    if (!(sum > 0)) return j + 1
    const root = Math.sqrt(sum)
    a[j * n + j] = root
    for (let i = j + 1; i < n; i++) {
      let rest = a[i * n + j]
      for (let k = 0; k < j; k++) rest -= a[i * n + k] * a[j * n + k]
      a[i * n + j] = rest / root
      a[j * n + i] = 0
    }
  }
  return 0
}

/**
 * A Householder reflector I − τ v vᵀ that turns the strided vector x of length n into (β, 0, …): x becomes
 * (β, v₁, v₂, …), v₀ being 1. Returns τ.
 */
export function reflector(x: Float64Array, at: number, step: number, n: number): number {
  let tail = 0
  for (let i = 1; i < n; i++) tail = Math.hypot(tail, x[at + i * step])
  if (tail === 0) return 0
  const alpha = x[at]
  const beta = alpha >= 0 ? -Math.hypot(alpha, tail) : Math.hypot(alpha, tail)
  const scale = 1 / (alpha - beta)
  for (let i = 1; i < n; i++) x[at + i * step] *= scale
  x[at] = beta
  return (beta - alpha) / beta
}

/** Applies I − τ v vᵀ from the left to the block of `a` at `at` with `rows` × `cols`; v's first element counts as 1. */
export function reflectLeft(
  tau: number,
  v: Float64Array,
  vAt: number,
  vStep: number,
  a: Float64Array,
  at: number,
  stride: number,
  rows: number,
  cols: number,
): void {
  if (tau === 0) return
  for (let j = 0; j < cols; j++) {
    let sum = a[at + j]
    for (let i = 1; i < rows; i++) sum += v[vAt + i * vStep] * a[at + i * stride + j]
    sum *= tau
    a[at + j] -= sum
    for (let i = 1; i < rows; i++) a[at + i * stride + j] -= sum * v[vAt + i * vStep]
  }
}

/** The same from the right. */
export function reflectRight(
  tau: number,
  v: Float64Array,
  vAt: number,
  vStep: number,
  a: Float64Array,
  at: number,
  stride: number,
  rows: number,
  cols: number,
): void {
  if (tau === 0) return
  for (let i = 0; i < rows; i++) {
    const row = at + i * stride
    let sum = a[row]
    for (let j = 1; j < cols; j++) sum += v[vAt + j * vStep] * a[row + j]
    sum *= tau
    a[row] -= sum
    for (let j = 1; j < cols; j++) a[row + j] -= sum * v[vAt + j * vStep]
  }
}

/** Householder QR in place (LAPACK's geqrf): R on and above the diagonal, the reflectors below. Returns their τ. */
export function qr(a: Float64Array, m: number, n: number): Float64Array {
  const taus = new Float64Array(Math.min(m, n))
  for (let k = 0; k < taus.length; k++) {
    const at = k * n + k
    taus[k] = reflector(a, at, n, m - k)
    reflectLeft(taus[k], a, at, n, a, at + 1, n, m - k, n - k - 1)
  }
  return taus
}

/** The first `cols` columns of Q from the reflectors that `qr` left in a (m, n), as LAPACK's orgqr makes them, zeros' signs included. */
export function formQ(a: Float64Array, m: number, n: number, taus: Float64Array, cols: number): Float64Array {
  const q = identity(m, cols)
  for (let k = Math.min(taus.length, cols) - 1; k >= 0; k--) {
    const tau = taus[k]
    reflectLeft(tau, a, k * n + k, n, q, k * cols + k + 1, cols, m - k, cols - k - 1)
    q[k * cols + k] = 1 - tau
    for (let i = k + 1; i < m; i++) q[i * cols + k] = -tau * a[i * n + k]
  }
  return q
}

/** The same as a product with the identity: ormqr, which leaves its zeros positive. */
export function applyQ(
  a: Float64Array,
  m: number,
  n: number,
  taus: Float64Array,
  cols: number,
): Float64Array {
  const q = identity(m, cols)
  for (let k = Math.min(taus.length, cols) - 1; k >= 0; k--)
    reflectLeft(taus[k], a, k * n + k, n, q, k * cols + k, cols, m - k, cols - k)
  return q
}

function identity(rows: number, cols: number): Float64Array {
  const result = new Float64Array(rows * cols)
  for (let i = 0; i < Math.min(rows, cols); i++) result[i * cols + i] = 1
  return result
}
