/** Factors of complex matrices, real and imaginary parts side by side: LU, Cholesky, triangular systems. */
import type { NumberData } from '../../tensor/dtype.js'

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
export function quotient(x: number, y: number, c: number, d: number): [number, number] {
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
