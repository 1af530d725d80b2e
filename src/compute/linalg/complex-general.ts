/** Eigenvalues of general complex matrices: the form of Hessenberg, then of Schur, then vectors. */
import { quotient } from './complex-factors.js'
import { EPS, identity } from './complex-jacobi.js'
import { reflectLeft, reflector, reflectRight, type Taus } from './complex-qr.js'
import { type Eigen, normalise } from './general.js'

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
