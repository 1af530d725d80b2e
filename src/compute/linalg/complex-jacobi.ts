/** Jacobi's rotations of complex matrices: Hermitian eigenvalues and singular values. */

export const EPS = 2 ** -52
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

export function identity(n: number): Float64Array {
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
