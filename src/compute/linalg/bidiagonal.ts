/**
 * Singular values of a bidiagonal matrix by implicit QR steps (Golub, Kahan, Reinsch), in the form that keeps small ones exact (Demmel
 * and Kahan).
 */
import { HALF_ULP, type Precision } from './symmetric.js'

/** A rotation (c, s), c not negative, with r in place of f and 0 in place of g. */
export function rotation(f: number, g: number): [number, number, number] {
  if (g === 0) return [1, 0, f]
  if (f === 0) return [0, signed(1, g), Math.abs(g)]
  const length = Math.hypot(f, g)
  const r = f < 0 ? -length : length
  return [Math.abs(f) / length, g / r, r]
}

/**
 * QR steps until e vanishes; rotations gather in the columns of u and the rows of vt, of which the first `size` count. Which steps are
 * taken, and in which direction, is as in LAPACK's bdsqr (Demmel and Kahan), so that signs come out as there.
 */
export function diagonalise(
  d: Float64Array,
  e: Float64Array,
  u: Float64Array,
  m: number,
  uCols: number,
  vt: Float64Array,
  n: number,
  size: number,
  precision: Precision,
): void {
  const eps = HALF_ULP[precision]
  const tolerance = Math.max(10, Math.min(100, eps ** -0.125)) * eps
  const least = size > 0 ? leastValue(d, e) / Math.sqrt(size) : 0
  const tiny = precision === 'single' ? 2 ** -126 : 2 ** -1022
  const threshold = Math.max(tolerance * least, 6 * size * size * tiny)
  const target: Target = { d, e, u, m, uCols, vt, n }
  let high = size - 1
  let before = { low: -1, high: -1, down: true }
  for (let step = 0; high > 0 && step < 60 * size * size; step++) {
    let low = high
    let most = Math.abs(d[high])
    while (low > 0 && Math.abs(e[low - 1]) > threshold) {
      low--
      most = Math.max(most, Math.abs(d[low]), Math.abs(e[low]))
    }
    if (low > 0) e[low - 1] = 0
    if (low === high) {
      high--
      continue
    }
    if (low === high - 1) {
      const { large, small, left, right } = twoByTwo(d[low], e[low], d[high], eps)
      d[low] = large
      d[high] = small
      e[low] = 0
      rotateRows(vt, n, low, high, right.c, right.s)
      rotateColumns(u, m, uCols, low, high, left.c, left.s)
      high -= 2
      continue
    }
    // A block keeps its direction while it shrinks.
    const down = low > before.high || high < before.low ? Math.abs(d[low]) >= Math.abs(d[high]) : before.down
    before = { low, high, down }
    const smallest = down ? settleDown(d, e, low, high, tolerance) : settleUp(d, e, low, high, tolerance)
    if (smallest === null) continue
    const shift = shiftOf(
      d,
      e,
      low,
      high,
      down,
      size * tolerance * (smallest / most) <= Math.max(eps, 0.01 * tolerance),
      eps,
    )
    if (down) stepDown(target, low, high, shift)
    else stepUp(target, low, high, shift)
    const end = down ? high - 1 : low
    if (Math.abs(e[end]) <= threshold) e[end] = 0
  }
  for (let i = 0; i < size; i++) {
    if (d[i] >= 0 && !Object.is(d[i], -0)) continue
    d[i] = -d[i]
    if (size === 1) {
      for (let row = 0; row < m; row++) u[row * uCols] = -u[row * uCols]
      break
    }
    for (let j = 0; j < n; j++) vt[i * n + j] = -vt[i * n + j]
  }
  sortDescending(d, u, m, uCols, vt, n)
}

/** A lower bound of the least singular value. */
function leastValue(d: Float64Array, e: Float64Array): number {
  let mu = Math.abs(d[0])
  let least = mu
  for (let i = 1; i < d.length && least > 0; i++) {
    mu = Math.abs(d[i]) * (mu / (mu + Math.abs(e[i - 1])))
    least = Math.min(least, mu)
  }
  return least
}

/** Sets an element of e to 0 that no singular value feels, seen from the top; null if there was one, else a bound of the least value. */
function settleDown(
  d: Float64Array,
  e: Float64Array,
  low: number,
  high: number,
  tolerance: number,
): number | null {
  if (Math.abs(e[high - 1]) <= tolerance * Math.abs(d[high])) {
    e[high - 1] = 0
    return null
  }
  let mu = Math.abs(d[low])
  let least = mu
  for (let i = low; i < high; i++) {
    if (Math.abs(e[i]) <= tolerance * mu) {
      e[i] = 0
      return null
    }
    mu = Math.abs(d[i + 1]) * (mu / (mu + Math.abs(e[i])))
    least = Math.min(least, mu)
  }
  return least
}

/** The same seen from the bottom. */
function settleUp(
  d: Float64Array,
  e: Float64Array,
  low: number,
  high: number,
  tolerance: number,
): number | null {
  if (Math.abs(e[low]) <= tolerance * Math.abs(d[low])) {
    e[low] = 0
    return null
  }
  let mu = Math.abs(d[high])
  let least = mu
  for (let i = high - 1; i >= low; i--) {
    if (Math.abs(e[i]) <= tolerance * mu) {
      e[i] = 0
      return null
    }
    mu = Math.abs(d[i]) * (mu / (mu + Math.abs(e[i])))
    least = Math.min(least, mu)
  }
  return least
}

/** The smaller singular value of the 2 × 2 at the end of the block; 0 where a shift would cost digits or change nothing. */
function shiftOf(
  d: Float64Array,
  e: Float64Array,
  low: number,
  high: number,
  down: boolean,
  harmful: boolean,
  eps: number,
): number {
  if (harmful) return 0
  const first = Math.abs(down ? d[low] : d[high])
  const shift = down
    ? smallerValue(d[high - 1], e[high - 1], d[high])
    : smallerValue(d[low], e[low], d[low + 1])
  return first > 0 && (shift / first) ** 2 < eps ? 0 : shift
}

/** The smaller singular value of [[f, g], [0, h]]. */
function smallerValue(f: number, g: number, h: number): number {
  const [fa, ga, ha] = [Math.abs(f), Math.abs(g), Math.abs(h)]
  const [less, more] = [Math.min(fa, ha), Math.max(fa, ha)]
  if (less === 0) return 0
  const as = 1 + less / more
  const at = (more - less) / more
  if (ga < more) {
    const au = (ga / more) ** 2
    return less * (2 / (Math.sqrt(as * as + au) + Math.sqrt(at * at + au)))
  }
  const au = more / ga
  if (au === 0) return (less * more) / ga
  return 2 * (less * (1 / (Math.sqrt(1 + (as * au) ** 2) + Math.sqrt(1 + (at * au) ** 2))) * au)
}

/** Rows i and k of vt turned. */
function rotateRows(vt: Float64Array, n: number, i: number, k: number, c: number, s: number): void {
  for (let j = 0; j < n; j++) {
    const [x, y] = [vt[i * n + j], vt[k * n + j]]
    vt[i * n + j] = c * x + s * y
    vt[k * n + j] = c * y - s * x
  }
}

export function rotateColumns(
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

/** What the steps work on. */
interface Target {
  readonly d: Float64Array
  readonly e: Float64Array
  readonly u: Float64Array
  readonly m: number
  readonly uCols: number
  readonly vt: Float64Array
  readonly n: number
}

const withSign = (shift: number, d: number): number => (Math.abs(d) - shift) * (signed(1, d) + shift / d)

/** One QR step that chases the bulge from the top to the bottom; without a shift in the form that keeps small values exact. */
function stepDown({ d, e, u, m, uCols, vt, n }: Target, low: number, high: number, shift: number): void {
  if (shift === 0) {
    let [c, s, oldC, oldS, r] = [1, 0, 1, 0, 0]
    for (let k = low; k < high; k++) {
      ;[c, s, r] = rotation(d[k] * c, e[k])
      if (k > low) e[k - 1] = oldS * r
      ;[oldC, oldS, d[k]] = rotation(oldC * r, d[k + 1] * s)
      rotateRows(vt, n, k, k + 1, c, s)
      rotateColumns(u, m, uCols, k, k + 1, oldC, oldS)
    }
    const h = d[high] * c
    d[high] = h * oldC
    e[high - 1] = h * oldS
    return
  }
  let f = withSign(shift, d[low])
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
function stepUp({ d, e, u, m, uCols, vt, n }: Target, low: number, high: number, shift: number): void {
  if (shift === 0) {
    let [c, s, oldC, oldS, r] = [1, 0, 1, 0, 0]
    for (let k = high; k > low; k--) {
      ;[c, s, r] = rotation(d[k] * c, e[k - 1])
      if (k < high) e[k] = oldS * r
      ;[oldC, oldS, d[k]] = rotation(oldC * r, d[k - 1] * s)
      rotateColumns(u, m, uCols, k - 1, k, c, -s)
      rotateRows(vt, n, k - 1, k, oldC, -oldS)
    }
    const h = d[low] * c
    d[low] = h * oldC
    e[low] = h * oldS
    return
  }
  let f = withSign(shift, d[high])
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
  eps: number,
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
  } else if (ga > pa && pa / ga < eps) {
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
  for (let i = 0; i < d.length - 1; i++) {
    let most = i
    for (let k = i + 1; k < d.length; k++) if (d[k] > d[most]) most = k
    if (most === i) continue
    ;[d[i], d[most]] = [d[most], d[i]]
    for (let row = 0; row < m; row++) {
      const at = row * uCols
      ;[u[at + i], u[at + most]] = [u[at + most], u[at + i]]
    }
    for (let j = 0; j < n; j++) [vt[i * n + j], vt[most * n + j]] = [vt[most * n + j], vt[i * n + j]]
  }
}
