/**
 * Eigenvalues and eigenvectors of real matrices without symmetry: Hessenberg form by reflectors, Francis' double shift to the
 * real Schur form, then back substitution in complex numbers. Pairs come with the positive imaginary part first.
 */
import { reflectLeft, reflector, reflectRight } from './factor.js'

export interface Eigen {
  /** Interleaved pairs. */
  readonly values: Float64Array
  /** (n, n) interleaved pairs, a vector in each column, of length 1. */
  readonly vectors: Float64Array
}

const EPS = 2 ** -52

/** Eigenvalues, and eigenvectors as columns, of a (n, n), which is destroyed. */
export function generalEigen(a: Float64Array, n: number): Eigen {
  const z = hessenberg(a, n)
  francis(a, z, n)
  const values = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) {
    if (i < n - 1 && a[(i + 1) * n + i] !== 0) {
      const [p, q, r, s] = [a[i * n + i], a[i * n + i + 1], a[(i + 1) * n + i], a[(i + 1) * n + i + 1]]
      const middle = (p + s) / 2
      const half = Math.sqrt(-(((p - s) / 2) ** 2 + q * r))
      values[2 * i] = values[2 * i + 2] = middle
      values[2 * i + 1] = half
      values[2 * i + 3] = -half
      i++
    } else values[2 * i] = a[i * n + i]
  }
  return { values, vectors: vectorsOf(a, z, values, n) }
}

/** Hessenberg form in place; returns the orthogonal matrix. */
function hessenberg(a: Float64Array, n: number): Float64Array {
  const z = new Float64Array(n * n)
  for (let i = 0; i < n; i++) z[i * n + i] = 1
  const taus: number[] = []
  for (let k = 0; k < n - 2; k++) {
    const at = (k + 1) * n + k
    taus[k] = reflector(a, at, n, n - k - 1)
    reflectRight(taus[k], a, at, n, a, k + 1, n, n, n - k - 1)
    reflectLeft(taus[k], a, at, n, a, at + 1, n, n - k - 1, n - k - 1)
  }
  for (let k = n - 3; k >= 0; k--) {
    const at = (k + 1) * n + k
    reflectLeft(taus[k], a, at, n, z, (k + 1) * n + k + 1, n, n - k - 1, n - k - 1)
    for (let i = k + 2; i < n; i++) a[i * n + k] = 0
  }
  return z
}

/** Brings h to real Schur form: blocks of 1, or of 2 with complex eigenvalues. */
function francis(h: Float64Array, z: Float64Array, n: number): void {
  let high = n - 1
  for (let step = 0; high >= 0; step++) {
    let low = high
    for (; low > 0; low--) {
      const near = Math.abs(h[(low - 1) * n + low - 1]) + Math.abs(h[low * n + low])
      if (Math.abs(h[low * n + low - 1]) <= EPS * near) {
        h[low * n + low - 1] = 0
        break
      }
    }
    if (low === high) {
      high--
      step = 0
    } else if (low === high - 1) {
      split(h, z, n, low)
      high -= 2
      step = 0
    } else doubleStep(h, z, n, low, high, step)
    if (step > 60 * Math.max(n, 10)) return
  }
}

/** Turns rows and columns i, i + 1 by (c, s). */
function turn(h: Float64Array, z: Float64Array, n: number, i: number, c: number, s: number): void {
  for (let j = 0; j < n; j++) {
    const [x, y] = [h[i * n + j], h[(i + 1) * n + j]]
    h[i * n + j] = c * x + s * y
    h[(i + 1) * n + j] = c * y - s * x
  }
  for (const m of [h, z]) {
    for (let row = 0; row < n; row++) {
      const at = row * n + i
      const [x, y] = [m[at], m[at + 1]]
      m[at] = c * x + s * y
      m[at + 1] = c * y - s * x
    }
  }
}

/** A 2 × 2 block with real eigenvalues becomes triangular. */
function split(h: Float64Array, z: Float64Array, n: number, i: number): void {
  const [a, b, c, d] = [h[i * n + i], h[i * n + i + 1], h[(i + 1) * n + i], h[(i + 1) * n + i + 1]]
  const half = (a - d) / 2
  const discriminant = half * half + b * c
  if (discriminant < 0) return
  const root = Math.sqrt(discriminant)
  const shift = half + (half < 0 ? -root : root)
  // (shift, c) is an eigenvector for the eigenvalue d + shift.
  const length = Math.hypot(shift, c)
  turn(h, z, n, i, shift / length, c / length)
  h[(i + 1) * n + i] = 0
}

function doubleStep(
  h: Float64Array,
  z: Float64Array,
  n: number,
  low: number,
  high: number,
  step: number,
): void {
  const at = (i: number, j: number): number => h[i * n + j]
  let trace = at(high - 1, high - 1) + at(high, high)
  let det = at(high - 1, high - 1) * at(high, high) - at(high - 1, high) * at(high, high - 1)
  if (step % 10 === 9) {
    const odd = Math.abs(at(high, high - 1)) + Math.abs(at(high - 1, high - 2))
    trace = 1.5 * odd
    det = odd * odd
  }
  const v = new Float64Array(3)
  v[0] = at(low, low) * (at(low, low) - trace) + det + at(low, low + 1) * at(low + 1, low)
  v[1] = at(low + 1, low) * (at(low, low) + at(low + 1, low + 1) - trace)
  v[2] = at(low + 1, low) * at(low + 2, low + 1)
  for (let k = low; k < high; k++) {
    const size = Math.min(3, high - k + 1)
    if (k > low) for (let i = 0; i < size; i++) v[i] = at(k + i, k - 1)
    const tau = reflector(v, 0, 1, size)
    if (k > low) {
      h[k * n + k - 1] = v[0]
      for (let i = 1; i < size; i++) h[(k + i) * n + k - 1] = 0
    }
    const from = k > low ? k : low
    reflectLeft(tau, v, 0, 1, h, k * n + from, n, size, n - from)
    reflectRight(tau, v, 0, 1, h, k, n, Math.min(high, k + 3) + 1, size)
    reflectRight(tau, v, 0, 1, z, k, n, n, size)
  }
}

/** Eigenvectors from the Schur form t and its basis z. */
function vectorsOf(t: Float64Array, z: Float64Array, values: Float64Array, n: number): Float64Array {
  const vectors = new Float64Array(2 * n * n)
  const re = new Float64Array(n)
  const im = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    const [lr, li] = [values[2 * k], values[2 * k + 1]]
    if (li < 0) {
      for (let i = 0; i < n; i++) {
        vectors[2 * (i * n + k)] = vectors[2 * (i * n + k - 1)]
        vectors[2 * (i * n + k) + 1] = -vectors[2 * (i * n + k - 1) + 1]
      }
      continue
    }
    substitute(t, n, k, lr, li, re, im)
    const top = li === 0 ? k : k + 1
    for (let i = 0; i < n; i++) {
      let [x, y] = [0, 0]
      for (let j = 0; j <= top; j++) {
        x += z[i * n + j] * re[j]
        y += z[i * n + j] * im[j]
      }
      vectors[2 * (i * n + k)] = x
      vectors[2 * (i * n + k) + 1] = y
    }
    normalise(vectors, n, k)
  }
  return vectors
}

/** Solves (t − λ) x = 0 upwards from the block of λ at k; x in (re, im). */
function substitute(
  t: Float64Array,
  n: number,
  k: number,
  lr: number,
  li: number,
  re: Float64Array,
  im: Float64Array,
): void {
  re.fill(0)
  im.fill(0)
  let size = 0
  for (let i = 0; i <= k; i++) size = Math.max(size, Math.abs(t[i * n + k]))
  const least = Math.max(EPS * size, Number.MIN_VALUE * 1e16)

  if (li === 0) re[k] = 1
  else {
    // (t₁₂, λ − t₁₁) spans the block's kernel.
    re[k] = t[k * n + k + 1]
    re[k + 1] = lr - t[k * n + k]
    im[k + 1] = li
  }
  const top = li === 0 ? k : k + 1
  for (let i = k - 1; i >= 0; i--) {
    const sum = (row: number): [number, number] => {
      let [x, y] = [0, 0]
      for (let j = i + 1; j <= top; j++) {
        x -= t[row * n + j] * re[j]
        y -= t[row * n + j] * im[j]
      }
      return [x, y]
    }
    if (i > 0 && t[i * n + i - 1] !== 0) {
      const [x1, y1] = sum(i - 1)
      const [x2, y2] = sum(i)
      const a = { re: t[(i - 1) * n + i - 1] - lr, im: -li }
      const d = { re: t[i * n + i] - lr, im: -li }
      const [b, c] = [t[(i - 1) * n + i], t[i * n + i - 1]]
      let dr = a.re * d.re - a.im * d.im - b * c
      const di = a.re * d.im + a.im * d.re
      if (Math.hypot(dr, di) < least * least) dr = least * least
      const first = { re: d.re * x1 - d.im * y1 - b * x2, im: d.re * y1 + d.im * x1 - b * y2 }
      const second = { re: a.re * x2 - a.im * y2 - c * x1, im: a.re * y2 + a.im * x2 - c * y1 }
      const bottom = dr * dr + di * di
      re[i - 1] = (first.re * dr + first.im * di) / bottom
      im[i - 1] = (first.im * dr - first.re * di) / bottom
      re[i] = (second.re * dr + second.im * di) / bottom
      im[i] = (second.im * dr - second.re * di) / bottom
      i--
    } else {
      const [x, y] = sum(i)
      let dr = t[i * n + i] - lr
      if (Math.hypot(dr, li) < least) dr = least
      const bottom = dr * dr + li * li
      re[i] = (x * dr - y * li) / bottom
      im[i] = (y * dr + x * li) / bottom
    }
  }
}

/** Length 1, and the largest element of a complex vector real: LAPACK's convention. */
export function normalise(vectors: Float64Array, n: number, k: number): void {
  let length = 0
  let largest = 0
  let best = 0
  let complex = false
  for (let i = 0; i < n; i++) {
    const at = 2 * (i * n + k)
    const size = Math.hypot(vectors[at], vectors[at + 1])
    length = Math.hypot(length, size)
    if (size > largest) {
      largest = size
      best = at
    }
    if (vectors[at + 1] !== 0) complex = true
  }
  if (length === 0) return
  const c = complex ? vectors[best] / largest / length : 1 / length
  const s = complex ? -vectors[best + 1] / largest / length : 0
  for (let i = 0; i < n; i++) {
    const at = 2 * (i * n + k)
    const [x, y] = [vectors[at], vectors[at + 1]]
    vectors[at] = x * c - y * s
    vectors[at + 1] = x * s + y * c
  }
  if (complex) vectors[best + 1] = 0
}
