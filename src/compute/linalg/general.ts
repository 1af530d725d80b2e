/**
 * Eigenvalues and eigenvectors of real matrices without symmetry: Hessenberg form by reflectors, Francis' double shift to the
 * real Schur form, then back substitution in complex numbers. Pairs come with the positive imaginary part first.
 */
import { balanced, unbalance } from './balance.js'
import { reflectLeft, reflector, reflectRight } from './factor.js'
import { HALF_ULP, type Precision } from './symmetric.js'

export interface Eigen {
  /** Interleaved pairs. */
  readonly values: Float64Array
  /** (n, n) interleaved pairs, a vector in each column, of length 1. */
  readonly vectors: Float64Array
}

const EPS = 2 ** -52

/** Eigenvalues, and eigenvectors as columns, of a (n, n), which is destroyed. */
export function generalEigen(a: Float64Array, n: number, precision: Precision): Eigen {
  const balance = balanced(a, n)
  const z = hessenberg(a, n)
  francis(a, z, n, 2 * HALF_ULP[precision])
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
  const vectors = vectorsOf(a, z, values, n)
  unbalance(vectors, n, balance)
  for (let k = 0; k < n; k++) {
    normalise(vectors, n, k, true)
    if (values[2 * k + 1] > 0) conjugateColumn(vectors, n, k++)
  }
  return { values, vectors }
}

/** The vector of the other eigenvalue of a pair. */
function conjugateColumn(vectors: Float64Array, n: number, k: number): void {
  for (let i = 0; i < n; i++) {
    const at = 2 * (i * n + k)
    vectors[at + 2] = vectors[at]
    vectors[at + 3] = -vectors[at + 1]
  }
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

/**
 * Brings h to real Schur form: blocks of 1, or of 2 with complex eigenvalues. Shifts and tests are those of LAPACK's lahqr, so that
 * eigenvalues come in its order and vectors with its signs.
 */
function francis(h: Float64Array, z: Float64Array, n: number, ulp: number): void {
  let high = n - 1
  for (let step = 0; high >= 0 && step <= 30 * Math.max(n, 10); step++) {
    let low = high
    while (low > 0 && !negligible(h, n, low, ulp)) low--
    if (low > 0) h[low * n + low - 1] = 0
    if (low >= high - 1) {
      if (low === high - 1) split(h, z, n, low)
      high = low - 1
      step = -1
    } else doubleStep(h, z, n, low, high, step, ulp)
  }
}

/** Is the element below the diagonal in front of row k as good as 0 (Ahues and Tisseur)? */
function negligible(h: Float64Array, n: number, k: number, ulp: number): boolean {
  const below = Math.abs(h[k * n + k - 1])
  if (below === 0) return true
  const [first, second] = [h[(k - 1) * n + k - 1], h[k * n + k]]
  let near = Math.abs(first) + Math.abs(second)
  if (near === 0) {
    if (k >= 2) near += Math.abs(h[(k - 1) * n + k - 2])
    if (k + 1 < n) near += Math.abs(h[(k + 1) * n + k])
  }
  if (below > ulp * near) return false
  const above = Math.abs(h[(k - 1) * n + k])
  const [ab, ba] = [Math.max(below, above), Math.min(below, above)]
  const apart = Math.abs(first - second)
  const [aa, bb] = [Math.max(Math.abs(second), apart), Math.min(Math.abs(second), apart)]
  const sum = aa + ab
  return ba * (ab / sum) <= Math.max(Number.MIN_VALUE, ulp * (bb * (aa / sum)))
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

const sign = (value: number): number => (value < 0 || Object.is(value, -0) ? -1 : 1)

/** A 2 × 2 block in standard form (lanv2): triangular if its eigenvalues are real, else with equal elements on the diagonal. */
function split(h: Float64Array, z: Float64Array, n: number, i: number): void {
  const [a, b, c, d] = [h[i * n + i], h[i * n + i + 1], h[(i + 1) * n + i], h[(i + 1) * n + i + 1]]
  if (c === 0 || (b !== 0 && a === d && sign(b) !== sign(c))) return
  const settle = (cos: number, sin: number): void => {
    turn(h, z, n, i, cos, sin)
    h[(i + 1) * n + i] = 0
  }
  if (b === 0) {
    settle(0, 1)
    return
  }
  const half = 0.5 * (a - d)
  const most = Math.max(Math.abs(b), Math.abs(c))
  const least = Math.min(Math.abs(b), Math.abs(c)) * sign(b) * sign(c)
  const scale = Math.max(Math.abs(half), most)
  const discriminant = (half / scale) * half + (most / scale) * least
  if (discriminant >= 4 * EPS) {
    const shift = half + sign(half) * Math.sqrt(scale) * Math.sqrt(discriminant)
    const length = Math.hypot(c, shift)
    settle(shift / length, c / length)
    return
  }
  const sigma = b + c
  const tau = Math.hypot(sigma, a - d)
  const cos = Math.sqrt(0.5 * (1 + Math.abs(sigma) / tau))
  const sin = -(half / (tau * cos)) * sign(sigma)
  turn(h, z, n, i, cos, sin)
  const middle = 0.5 * (h[i * n + i] + h[(i + 1) * n + i + 1])
  h[i * n + i] = h[(i + 1) * n + i + 1] = middle
  const [upper, lower] = [h[i * n + i + 1], h[(i + 1) * n + i]]
  if (lower === 0) return
  if (upper === 0) {
    settle(0, 1)
    return
  }
  if (sign(upper) !== sign(lower)) return
  const length = 1 / Math.sqrt(Math.abs(upper + lower))
  settle(Math.sqrt(Math.abs(upper)) * length, Math.sqrt(Math.abs(lower)) * length)
}

/** The two shifts of a step: eigenvalues of the block at the end, of two real ones the nearer to the corner twice. */
function shiftsOf(
  h: Float64Array,
  n: number,
  low: number,
  high: number,
  step: number,
): { re1: number; re2: number; im: number } {
  const at = (i: number, j: number): number => h[i * n + j]
  let [h11, h12, h21, h22] = [at(high - 1, high - 1), at(high - 1, high), at(high, high - 1), at(high, high)]
  if (step % 20 === 10 || (step > 0 && step % 20 === 0)) {
    // Exceptional shifts, where ordinary ones lead nowhere.
    const corner = step % 20 === 10 ? low : high
    const size =
      corner === low
        ? Math.abs(at(low + 1, low)) + Math.abs(at(low + 2, low + 1))
        : Math.abs(at(high, high - 1)) + Math.abs(at(high - 1, high - 2))
    h11 = h22 = 0.75 * size + at(corner, corner)
    h12 = -0.4375 * size
    h21 = size
  }
  const size = Math.abs(h11) + Math.abs(h12) + Math.abs(h21) + Math.abs(h22)
  if (size === 0) return { re1: 0, re2: 0, im: 0 }
  ;[h11, h12, h21, h22] = [h11 / size, h12 / size, h21 / size, h22 / size]
  const middle = (h11 + h22) / 2
  const det = (h11 - middle) * (h22 - middle) - h12 * h21
  const root = Math.sqrt(Math.abs(det))
  if (det >= 0) return { re1: middle * size, re2: middle * size, im: root * size }
  const [plus, minus] = [middle + root, middle - root]
  const real = (Math.abs(plus - h22) <= Math.abs(minus - h22) ? plus : minus) * size
  return { re1: real, re2: real, im: 0 }
}

/** A QR step with two shifts at once, from where two elements below the diagonal are small together. */
function doubleStep(
  h: Float64Array,
  z: Float64Array,
  n: number,
  low: number,
  high: number,
  step: number,
  ulp: number,
): void {
  const at = (i: number, j: number): number => h[i * n + j]
  const { re1, re2, im } = shiftsOf(h, n, low, high, step)
  const v = new Float64Array(3)
  let start = high - 2
  for (; ; start--) {
    const below = at(start + 1, start)
    const size = Math.abs(at(start, start) - re2) + Math.abs(im) + Math.abs(below)
    const part = below / size
    v[0] =
      part * at(start, start + 1) +
      (at(start, start) - re1) * ((at(start, start) - re2) / size) +
      im * (im / size)
    v[1] = part * (at(start, start) + at(start + 1, start + 1) - re1 - re2)
    v[2] = part * at(start + 2, start + 1)
    const length = Math.abs(v[0]) + Math.abs(v[1]) + Math.abs(v[2])
    for (let i = 0; i < 3; i++) v[i] /= length
    if (start === low) break
    const around =
      Math.abs(at(start - 1, start - 1)) + Math.abs(at(start, start)) + Math.abs(at(start + 1, start + 1))
    if (Math.abs(at(start, start - 1)) * (Math.abs(v[1]) + Math.abs(v[2])) <= ulp * Math.abs(v[0]) * around)
      break
  }
  for (let k = start; k < high; k++) {
    const size = Math.min(3, high - k + 1)
    if (k > start) for (let i = 0; i < size; i++) v[i] = at(k + i, k - 1)
    const tau = reflector(v, 0, 1, size)
    if (k > start) {
      h[k * n + k - 1] = v[0]
      for (let i = 1; i < size; i++) h[(k + i) * n + k - 1] = 0
    } else if (start > low) h[k * n + k - 1] *= 1 - tau
    reflectLeft(tau, v, 0, 1, h, k * n + k, n, size, n - k)
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
    if (li < 0) continue
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
    // The diagonal of the block is λ's real part twice.
    const [upper, lower] = [t[k * n + k + 1], t[(k + 1) * n + k]]
    if (Math.abs(upper) >= Math.abs(lower)) {
      re[k] = 1
      im[k + 1] = li / upper
    } else {
      re[k] = -li / lower
      im[k + 1] = 1
    }
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

/**
 * Length 1, and the largest element of a complex vector real: LAPACK's convention. `signed`: it keeps the sign of its real part, as in
 * matrices of real numbers.
 */
export function normalise(vectors: Float64Array, n: number, k: number, signed = false): void {
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
  const sense = signed ? sign(vectors[best]) : 1
  const c = complex ? (sense * vectors[best]) / largest / length : 1 / length
  const s = complex ? (-sense * vectors[best + 1]) / largest / length : 0
  for (let i = 0; i < n; i++) {
    const at = 2 * (i * n + k)
    const [x, y] = [vectors[at], vectors[at + 1]]
    vectors[at] = x * c - y * s
    vectors[at + 1] = x * s + y * c
  }
  if (complex) vectors[best + 1] = 0
}
