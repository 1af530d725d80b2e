/**
 * Singular values of real matrices: reduction to a bidiagonal by reflectors from both sides, then implicit QR steps on it
 * (Golub, Kahan, Reinsch). Vectors come out with the signs of that process; values are made positive by turning Vᵀ.
 */
import { applyQ, formQ, qr, reflectLeft, reflector, reflectRight } from './factor.js'
import { rotation } from './symmetric.js'

export interface Svd {
  /** (m, k) */
  readonly u: Float64Array
  readonly s: Float64Array
  /** (k, n) */
  readonly vt: Float64Array
}

/** The decomposition of a (m, n) with m ≥ n: U (m, uCols), Vᵀ (n, n). `a` is destroyed. */
function tall(a: Float64Array, m: number, n: number, uCols: number): Svd {
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
  const u = applyQ(a, m, n, left, uCols)
  const vt = new Float64Array(n * n)
  for (let i = 0; i < n; i++) vt[i * n + i] = 1
  for (let k = n - 2; k >= 0; k--)
    reflectRight(right[k], a, k * n + k + 1, 1, vt, (k + 1) * n + k + 1, n, n - k - 1, n - k - 1)
  diagonalise(d, e, u, m, uCols, vt, n)
  return { u, s: d, vt }
}

const EPS = 2 ** -53

/** QR steps until e vanishes; rotations gather in the columns of u and the rows of vt. */
function diagonalise(
  d: Float64Array,
  e: Float64Array,
  u: Float64Array,
  m: number,
  uCols: number,
  vt: Float64Array,
  n: number,
): void {
  let scale = 0
  for (let i = 0; i < n; i++) scale = Math.max(scale, Math.abs(d[i]), i < n - 1 ? Math.abs(e[i]) : 0)
  const least = EPS * scale
  let high = n - 1
  let down = true
  let before = { low: n, high: -1 }
  for (let step = 0; high > 0 && step < 60 * n; step++) {
    if (Math.abs(e[high - 1]) <= EPS * (Math.abs(d[high]) + Math.abs(d[high - 1])) || scale === 0) {
      e[high - 1] = 0
      high--
      continue
    }
    let low = high - 1
    while (low > 0 && Math.abs(e[low - 1]) > EPS * (Math.abs(d[low]) + Math.abs(d[low - 1]))) low--
    if (low > 0) e[low - 1] = 0
    let zero = -1
    for (let i = low; i <= high; i++) if (Math.abs(d[i]) <= least) zero = i
    if (zero >= 0) chaseZero(d, e, u, m, uCols, vt, n, low, high, zero)
    else if (low === high - 1) {
      const { large, small, left, right } = twoByTwo(d[low], e[low], d[high])
      d[low] = large
      d[high] = small
      e[low] = 0
      rotateRows(vt, n, low, high, right.c, right.s)
      rotateColumns(u, m, uCols, low, high, left.c, left.s)
    } else {
      // A block keeps its direction while it shrinks.
      if (low > before.high || high < before.low) down = Math.abs(d[low]) >= Math.abs(d[high])
      before = { low, high }
      if (down) stepDown(d, e, u, m, uCols, vt, n, low, high)
      else stepUp(d, e, u, m, uCols, vt, n, low, high)
    }
  }
  for (let i = 0; i < n; i++) {
    if (d[i] >= 0) continue
    d[i] = -d[i]
    for (let j = 0; j < n; j++) vt[i * n + j] = -vt[i * n + j]
  }
  sortDescending(d, u, m, uCols, vt, n)
}

/** Rows i and k of vt turned. */
function rotateRows(vt: Float64Array, n: number, i: number, k: number, c: number, s: number): void {
  for (let j = 0; j < n; j++) {
    const [x, y] = [vt[i * n + j], vt[k * n + j]]
    vt[i * n + j] = c * x + s * y
    vt[k * n + j] = c * y - s * x
  }
}

function rotateColumns(
  u: Float64Array,
  m: number,
  cols: number,
  i: number,
  k: number,
  c: number,
  s: number,
): void {
  for (let row = 0; row < m; row++) {
    const at = row * cols
    const [x, y] = [u[at + i], u[at + k]]
    u[at + i] = c * x + s * y
    u[at + k] = c * y - s * x
  }
}

/** A zero on the diagonal lets its row (or, at the end, its column) of e be rotated away. */
function chaseZero(
  d: Float64Array,
  e: Float64Array,
  u: Float64Array,
  m: number,
  uCols: number,
  vt: Float64Array,
  n: number,
  low: number,
  high: number,
  zero: number,
): void {
  d[zero] = 0
  if (zero < high) {
    let f = e[zero]
    e[zero] = 0
    for (let k = zero + 1; k <= high && f !== 0; k++) {
      const [c, s, r] = rotation(d[k], f)
      d[k] = r
      if (k < high) {
        f = -s * e[k]
        e[k] *= c
      }
      rotateColumns(u, m, uCols, k, zero, c, s)
    }
    return
  }
  let f = e[high - 1]
  e[high - 1] = 0
  for (let k = high - 1; k >= low && f !== 0; k--) {
    const [c, s, r] = rotation(d[k], f)
    d[k] = r
    if (k > low) {
      f = -s * e[k - 1]
      e[k - 1] *= c
    }
    rotateRows(vt, n, k, high, c, s)
  }
}

/** The square of Wilkinson's shift: from the 2 × 2 at one end of BᵀB, or BBᵀ. */
function shiftFrom(a: number, b: number, c: number): number {
  const delta = (a - c) / 2
  const root = Math.hypot(delta, b)
  return b === 0 ? c : c - b * (b / (delta + (delta < 0 ? -root : root)))
}

/** One QR step that chases the bulge from the top to the bottom. */
function stepDown(
  d: Float64Array,
  e: Float64Array,
  u: Float64Array,
  m: number,
  uCols: number,
  vt: Float64Array,
  n: number,
  low: number,
  high: number,
): void {
  const shift = shiftFrom(
    d[high - 1] ** 2 + e[high - 2] ** 2,
    d[high - 1] * e[high - 1],
    d[high] ** 2 + e[high - 1] ** 2,
  )
  let f = d[low] - shift / d[low]
  let g = e[low]
  for (let k = low; k < high; k++) {
    let [c, s, r] = rotation(f, g)
    if (k > low) e[k - 1] = r
    f = c * d[k] + s * e[k]
    e[k] = c * e[k] - s * d[k]
    g = s * d[k + 1]
    d[k + 1] *= c
    rotateRows(vt, n, k, k + 1, c, s)
    ;[c, s, r] = rotation(f, g)
    d[k] = r
    f = c * e[k] + s * d[k + 1]
    d[k + 1] = c * d[k + 1] - s * e[k]
    if (k < high - 1) {
      g = s * e[k + 1]
      e[k + 1] *= c
    }
    rotateColumns(u, m, uCols, k, k + 1, c, s)
  }
  e[high - 1] = f
}

/** The mirror image, from the bottom to the top. */
function stepUp(
  d: Float64Array,
  e: Float64Array,
  u: Float64Array,
  m: number,
  uCols: number,
  vt: Float64Array,
  n: number,
  low: number,
  high: number,
): void {
  const shift = shiftFrom(d[low + 1] ** 2 + e[low + 1] ** 2, d[low + 1] * e[low], d[low] ** 2 + e[low] ** 2)
  let f = d[high] - shift / d[high]
  let g = e[high - 1]
  for (let k = high; k > low; k--) {
    let [c, s, r] = rotation(f, g)
    if (k < high) e[k] = r
    f = c * d[k] + s * e[k - 1]
    e[k - 1] = c * e[k - 1] - s * d[k]
    g = s * d[k - 1]
    d[k - 1] *= c
    rotateColumns(u, m, uCols, k - 1, k, c, -s)
    ;[c, s, r] = rotation(f, g)
    d[k] = r
    f = c * e[k - 1] + s * d[k - 1]
    d[k - 1] = c * d[k - 1] - s * e[k - 1]
    if (k > low + 1) {
      g = s * e[k - 2]
      e[k - 2] *= c
    }
    rotateRows(vt, n, k - 1, k, c, -s)
  }
  e[low] = f
}

interface Turn {
  readonly c: number
  readonly s: number
}

const signed = (size: number, like: number): number => (like < 0 || Object.is(like, -0) ? -size : size)

/** Singular values of [[f, g], [0, h]], with signs, and the rotations that bring them out. */
function twoByTwo(
  f: number,
  g: number,
  h: number,
): { large: number; small: number; left: Turn; right: Turn } {
  const swapped = Math.abs(h) > Math.abs(f)
  const [p, q] = swapped ? [h, f] : [f, h]
  const [pa, qa, ga] = [Math.abs(p), Math.abs(q), Math.abs(g)]
  let large: number
  let small: number
  let left: Turn
  let right: Turn
  if (ga === 0) {
    large = pa
    small = qa
    left = right = { c: 1, s: 0 }
  } else if (ga > pa && pa / ga < EPS) {
    large = ga
    small = qa > 1 ? pa / (ga / qa) : (pa / ga) * qa
    left = { c: 1, s: q / g }
    right = { c: p / g, s: 1 }
  } else {
    const d = pa - qa
    const l = d === pa ? 1 : d / pa
    const m = g / p
    const t0 = 2 - l
    const s = Math.hypot(t0, m)
    const r = l === 0 ? Math.abs(m) : Math.hypot(l, m)
    const a = 0.5 * (s + r)
    large = pa * a
    small = qa / a
    let t: number
    if (m * m !== 0) t = (m / (s + t0) + m / (r + l)) * (1 + a)
    else t = l === 0 ? signed(2, p) * signed(1, g) : g / signed(d, p) + m / t0
    const length = Math.hypot(t, 2)
    right = { c: 2 / length, s: t / length }
    left = { c: (right.c + right.s * m) / a, s: ((q / p) * right.s) / a }
  }
  if (swapped)
    [left, right] = [
      { c: right.s, s: right.c },
      { c: left.s, s: left.c },
    ]
  const sign =
    ga > pa
      ? signed(1, right.s) * signed(1, left.c) * signed(1, g)
      : swapped
        ? signed(1, right.s) * signed(1, left.s) * signed(1, h)
        : signed(1, right.c) * signed(1, left.c) * signed(1, f)
  return {
    large: signed(large, sign),
    small: signed(small, sign * signed(1, f) * signed(1, h)),
    left,
    right,
  }
}

function sortDescending(
  d: Float64Array,
  u: Float64Array,
  m: number,
  uCols: number,
  vt: Float64Array,
  n: number,
): void {
  for (let i = 0; i < n - 1; i++) {
    let most = i
    for (let k = i + 1; k < n; k++) if (d[k] > d[most]) most = k
    if (most === i) continue
    ;[d[i], d[most]] = [d[most], d[i]]
    for (let row = 0; row < m; row++) {
      const at = row * uCols
      ;[u[at + i], u[at + most]] = [u[at + most], u[at + i]]
    }
    for (let j = 0; j < n; j++) [vt[i * n + j], vt[most * n + j]] = [vt[most * n + j], vt[i * n + j]]
  }
}

/** For very tall matrices it pays to take R first. */
function throughQr(a: Float64Array, m: number, n: number, uCols: number): Svd {
  const taus = qr(a, m, n)
  const q = formQ(a, m, n, taus, uCols)
  const r = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) r[i * n + j] = a[i * n + j]
  const { u, s, vt } = tall(r, n, n, n)
  const product = q.slice()
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += q[i * uCols + k] * u[k * n + j]
      product[i * uCols + j] = sum
    }
  }
  return { u: product, s, vt }
}

function transposed(a: Float64Array, m: number, n: number): Float64Array {
  const result = new Float64Array(m * n)
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) result[j * m + i] = a[i * n + j]
  return result
}

/** U diag(s) Vᵀ of a (m, n); `full` asks for square U and Vᵀ. `a` is destroyed. */
export function svd(a: Float64Array, m: number, n: number, full: boolean): Svd {
  if (m < n) {
    const { u, s, vt } = svd(transposed(a, m, n), n, m, full)
    const k = full ? n : m
    return { u: transposed(vt, m, m), s, vt: transposed(u, n, k) }
  }
  const uCols = full ? m : n
  return m >= Math.trunc((11 * n) / 6) && n > 0 && m > n ? throughQr(a, m, n, uCols) : tall(a, m, n, uCols)
}
