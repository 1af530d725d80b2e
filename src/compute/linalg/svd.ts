/**
 * Singular values of real matrices: reduction to a bidiagonal by reflectors from both sides, then implicit QR steps on it
 * (Golub, Kahan, Reinsch). Vectors come out with the signs of that process; values are made positive by turning Vᵀ.
 */
import { diagonalise, rotateColumns, rotation } from './bidiagonal.js'
import { applyQ, formQ, qr, reflectLeft, reflector, reflectRight } from './factor.js'
import type { Precision } from './symmetric.js'

export interface Svd {
  /** (m, k) */
  readonly u: Float64Array
  readonly s: Float64Array
  /** (k, n) */
  readonly vt: Float64Array
}

/** A (m, n) with m ≥ n as Q B Pᵀ, B upper bidiagonal: its diagonals, and the reflectors that are left in `a`. */
function bidiagonal(
  a: Float64Array,
  m: number,
  n: number,
): { d: Float64Array; e: Float64Array; left: Float64Array; right: Float64Array } {
  const d = new Float64Array(n)
  const e = new Float64Array(Math.max(n - 1, 0))
  const left = new Float64Array(n)
  const right = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    const at = k * n + k
    left[k] = reflector(a, at, n, m - k)
    d[k] = a[at]
    reflectLeft(left[k], a, at, n, a, at + 1, n, m - k, n - k - 1)
    if (k >= n - 1) continue
    right[k] = reflector(a, at + 1, 1, n - k - 1)
    e[k] = a[at + 1]
    reflectRight(right[k], a, at + 1, 1, a, at + 1 + n, n, m - k - 1, n - k - 1)
  }
  return { d, e, left, right }
}

/** Pᵀ of the reflectors that `bidiagonal` left. */
function rightFactor(a: Float64Array, n: number, right: Float64Array): Float64Array {
  const vt = new Float64Array(n * n)
  for (let i = 0; i < n; i++) vt[i * n + i] = 1
  for (let k = n - 2; k >= 0; k--)
    reflectRight(right[k], a, k * n + k + 1, 1, vt, (k + 1) * n + k + 1, n, n - k - 1, n - k - 1)
  return vt
}

/** The decomposition of a (m, n) with m ≥ n: U (m, uCols), Vᵀ (n, n). `a` is destroyed. */
function tall(a: Float64Array, m: number, n: number, uCols: number, precision: Precision): Svd {
  const { d, e, left, right } = bidiagonal(a, m, n)
  const u = applyQ(a, m, n, left, uCols)
  const vt = rightFactor(a, n, right)
  diagonalise(d, e, u, m, uCols, vt, n, n, precision)
  return { u, s: d, vt }
}

/**
 * The decomposition of a (m, n) with m < n, given its transpose: its bidiagonal is a lower one, which rotations from the left turn into
 * an upper one. U (m, m), Vᵀ (vRows, n).
 */
function wide(transpose: Float64Array, m: number, n: number, vRows: number, precision: Precision): Svd {
  const { d, e, left, right } = bidiagonal(transpose, n, m)
  const vt = transposed(applyQ(transpose, n, m, left, vRows), n, vRows)
  const u = transposed(rightFactor(transpose, m, right), m, m)
  for (let i = 0; i < m - 1; i++) {
    const [c, s, r] = rotation(d[i], e[i])
    d[i] = r
    e[i] = s * d[i + 1]
    d[i + 1] *= c
    rotateColumns(u, m, m, i, i + 1, c, s)
  }
  diagonalise(d, e, u, m, m, vt, n, m, precision)
  return { u, s: d, vt }
}

/** Columns of `q` (m, cols) combined by `u` (n, n): its first n columns; the others stay. */
function combined(q: Float64Array, m: number, cols: number, u: Float64Array, n: number): Float64Array {
  const product = q.slice()
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += q[i * cols + k] * u[k * n + j]
      product[i * cols + j] = sum
    }
  }
  return product
}

/** Q (rows, cols) of a (rows, n), rows ≥ n, and its R (n, n). */
function qrFactors(
  a: Float64Array,
  rows: number,
  n: number,
  cols: number,
): { q: Float64Array; r: Float64Array } {
  const taus = qr(a, rows, n)
  const r = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) r[i * n + j] = a[i * n + j]
  return { q: formQ(a, rows, n, taus, cols), r }
}

function transposed(a: Float64Array, m: number, n: number): Float64Array {
  const result = new Float64Array(m * n)
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) result[j * m + i] = a[i * n + j]
  return result
}

/**
 * U diag(s) Vᵀ of a (m, n); `full` asks for square U and Vᵀ. `a` is destroyed. It goes the ways of the LAPACK that PyTorch's builds come
 * with: matrices half as tall again as wide, or taller, by their R.
 */
export function svd(a: Float64Array, m: number, n: number, full: boolean, precision: Precision): Svd {
  if (m < n) return wide(transposed(a, m, n), m, n, full ? n : m, precision)
  const uCols = full ? m : n
  if (m === n || m < Math.trunc(1.5 * n)) return tall(a, m, n, uCols, precision)
  const { q, r } = qrFactors(a, m, n, uCols)
  const { u, s, vt } = tall(r, n, n, n, precision)
  return { u: combined(q, m, uCols, u, n), s, vt }
}
