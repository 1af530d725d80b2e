/**
 * Eigenvalues and eigenvectors of real symmetric matrices: reduction to a tridiagonal by reflectors, then implicit QL or QR
 * steps with Wilkinson's shift, each from the end where the matrix grows: the way of LAPACK's sytrd and steqr.
 */
import { reflectLeft, reflector } from './factor.js'

/** Half of an ulp of 1: what LAPACK's tests for small elements reckon with. Which steps are taken, and so the signs, depend on it. */
export const HALF_ULP = { single: 2 ** -24, double: 2 ** -53 } as const
export type Precision = keyof typeof HALF_ULP

/** A rotation (c, s) with r in place of f and 0 in place of g. */
export function rotation(f: number, g: number): [number, number, number] {
  if (g === 0) return [1, 0, f]
  if (f === 0) return [0, 1, g]
  const length = Math.hypot(f, g)
  const r = f < 0 && Math.abs(f) > Math.abs(g) ? -length : length
  return [f / r, g / r, r]
}

/** Columns i and k of z (n, n) turned: (zᵢ, zₖ) → (c zᵢ + s zₖ, c zₖ − s zᵢ). */
export function rotateColumns(
  z: Float64Array,
  n: number,
  rows: number,
  i: number,
  k: number,
  c: number,
  s: number,
): void {
  for (let row = 0; row < rows; row++) {
    const at = row * n
    const [x, y] = [z[at + i], z[at + k]]
    z[at + i] = c * x + s * y
    z[at + k] = c * y - s * x
  }
}

/** Ascending eigenvalues of the matrix whose lower triangle `a` holds, and, as columns, eigenvectors. `a` is destroyed. */
export function symmetricEigen(
  a: Float64Array,
  n: number,
  precision: Precision,
): { values: Float64Array; vectors: Float64Array } {
  const d = new Float64Array(n)
  const e = new Float64Array(Math.max(n - 1, 0))
  const taus = new Float64Array(Math.max(n - 1, 0))
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) a[i * n + j] = a[j * n + i]
  for (let k = 0; k < n - 1; k++) {
    const at = (k + 1) * n + k
    const size = n - k - 1
    taus[k] = reflector(a, at, n, size)
    e[k] = a[at]
    d[k] = a[k * n + k]
    reflectBoth(taus[k], a, at, n, size)
  }
  if (n > 0) d[n - 1] = a[n * n - 1]
  const z = new Float64Array(n * n)
  for (let i = 0; i < n; i++) z[i * n + i] = 1
  for (let k = n - 2; k >= 0; k--) {
    const at = (k + 1) * n + k
    reflectLeft(taus[k], a, at, n, z, (k + 1) * n + k + 1, n, n - k - 1, n - k - 1)
  }
  diagonalise(d, e, z, n, HALF_ULP[precision])
  return { values: d, vectors: z }
}

/** A := H A H for the trailing block below and right of the reflector, kept symmetric. */
function reflectBoth(tau: number, a: Float64Array, at: number, n: number, size: number): void {
  if (tau === 0) return
  const v = new Float64Array(size)
  v[0] = 1
  for (let i = 1; i < size; i++) v[i] = a[at + i * n]
  const block = at + 1
  const w = new Float64Array(size)
  let dot = 0
  for (let i = 0; i < size; i++) {
    let sum = 0
    for (let j = 0; j < size; j++) sum += a[block + i * n + j] * v[j]
    w[i] = tau * sum
    dot += w[i] * v[i]
  }
  for (let i = 0; i < size; i++) w[i] -= 0.5 * tau * dot * v[i]
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) a[block + i * n + j] -= v[i] * w[j] + w[i] * v[j]
}

function diagonalise(d: Float64Array, e: Float64Array, z: Float64Array, n: number, eps: number): void {
  let start = 0
  while (start < n) {
    let end = start
    while (end < n - 1 && !negligible(d, e, end, eps)) end++
    if (end < n - 1) e[end] = 0
    if (Math.abs(d[end]) < Math.abs(d[start])) upwards(d, e, z, n, start, end, eps)
    else downwards(d, e, z, n, start, end, eps)
    start = end + 1
  }
  sortAscending(d, z, n)
}

const negligible = (d: Float64Array, e: Float64Array, i: number, eps: number): boolean =>
  Math.abs(e[i]) <= Math.sqrt(Math.abs(d[i])) * Math.sqrt(Math.abs(d[i + 1])) * eps

const STEPS = 30

/** QL steps: finds eigenvalues from `low` on. */
function downwards(
  d: Float64Array,
  e: Float64Array,
  z: Float64Array,
  n: number,
  low: number,
  high: number,
  eps: number,
): void {
  let l = low
  for (let step = 0; l <= high && step < STEPS * n; step++) {
    let m = l
    while (m < high && !tiny(d, e, m, eps)) m++
    if (m < high) e[m] = 0
    if (m === l) {
      l++
      continue
    }
    if (m === l + 1) {
      const { larger, smaller, c, s } = twoByTwo(d[l], e[l], d[l + 1])
      rotateColumns(z, n, n, l, l + 1, c, s)
      d[l] = larger
      d[l + 1] = smaller
      e[l] = 0
      l += 2
      continue
    }
    const p0 = d[l]
    let g = (d[l + 1] - p0) / (2 * e[l])
    g = d[m] - p0 + e[l] / (g + (g < 0 ? -Math.hypot(g, 1) : Math.hypot(g, 1)))
    let [c, s, p] = [1, 1, 0]
    for (let i = m - 1; i >= l; i--) {
      const f = s * e[i]
      const b = c * e[i]
      let r: number
      ;[c, s, r] = rotation(g, f)
      if (i !== m - 1) e[i + 1] = r
      g = d[i + 1] - p
      r = (d[i] - g) * s + 2 * c * b
      p = s * r
      d[i + 1] = g + p
      g = c * r - b
      rotateColumns(z, n, n, i, i + 1, c, -s)
    }
    d[l] -= p
    e[l] = g
  }
}

/** QR steps: the mirror image, from `high` back. */
function upwards(
  d: Float64Array,
  e: Float64Array,
  z: Float64Array,
  n: number,
  low: number,
  high: number,
  eps: number,
): void {
  let l = high
  for (let step = 0; l >= low && step < STEPS * n; step++) {
    let m = l
    while (m > low && !tiny(d, e, m - 1, eps)) m--
    if (m > low) e[m - 1] = 0
    if (m === l) {
      l--
      continue
    }
    if (m === l - 1) {
      const { larger, smaller, c, s } = twoByTwo(d[l - 1], e[l - 1], d[l])
      rotateColumns(z, n, n, l - 1, l, c, s)
      d[l - 1] = larger
      d[l] = smaller
      e[l - 1] = 0
      l -= 2
      continue
    }
    const p0 = d[l]
    let g = (d[l - 1] - p0) / (2 * e[l - 1])
    g = d[m] - p0 + e[l - 1] / (g + (g < 0 ? -Math.hypot(g, 1) : Math.hypot(g, 1)))
    let [c, s, p] = [1, 1, 0]
    for (let i = m; i < l; i++) {
      const f = s * e[i]
      const b = c * e[i]
      let r: number
      ;[c, s, r] = rotation(g, f)
      if (i !== m) e[i - 1] = r
      g = d[i] - p
      r = (d[i + 1] - g) * s + 2 * c * b
      p = s * r
      d[i] = g + p
      g = c * r - b
      rotateColumns(z, n, n, i, i + 1, c, s)
    }
    d[l] -= p
    e[l - 1] = g
  }
}

const tiny = (d: Float64Array, e: Float64Array, i: number, eps: number): boolean =>
  e[i] ** 2 <= eps ** 2 * Math.abs(d[i]) * Math.abs(d[i + 1]) + Number.MIN_VALUE

/** Eigenvalues of [[a, b], [b, c]] and the unit vector (c, s) of the one larger in size. */
function twoByTwo(
  a: number,
  b: number,
  d: number,
): { larger: number; smaller: number; c: number; s: number } {
  const sum = a + d
  const difference = a - d
  const root = Math.hypot(difference, 2 * b)
  const [big, small] = Math.abs(a) > Math.abs(d) ? [a, d] : [d, a]
  let larger: number
  let smaller: number
  let sign = 1
  if (sum < 0) {
    larger = 0.5 * (sum - root)
    sign = -1
    smaller = (big / larger) * small - (b / larger) * b
  } else if (sum > 0) {
    larger = 0.5 * (sum + root)
    smaller = (big / larger) * small - (b / larger) * b
  } else {
    larger = 0.5 * root
    smaller = -0.5 * root
  }
  const sense = difference >= 0 ? 1 : -1
  const cs = difference + sense * root
  let c: number
  let s: number
  if (Math.abs(cs) > Math.abs(2 * b)) {
    const t = (-2 * b) / cs
    s = 1 / Math.sqrt(1 + t * t)
    c = t * s
  } else if (b === 0) {
    c = 1
    s = 0
  } else {
    const t = -cs / (2 * b)
    c = 1 / Math.sqrt(1 + t * t)
    s = t * c
  }
  if (sign === sense) [c, s] = [-s, c]
  return { larger, smaller, c, s }
}

function sortAscending(d: Float64Array, z: Float64Array, n: number): void {
  for (let i = 0; i < n - 1; i++) {
    let least = i
    for (let k = i + 1; k < n; k++) if (d[k] < d[least]) least = k
    if (least === i) continue
    ;[d[i], d[least]] = [d[least], d[i]]
    for (let row = 0; row < n; row++) {
      const at = row * n
      ;[z[at + i], z[at + least]] = [z[at + least], z[at + i]]
    }
  }
}
