/** The exponential of a matrix: Padé's approximant of order 13 with scaling and squaring (Higham). */
import { luComplex, solveLuComplex } from './complex-factors.js'
import { lu, solveLu } from './factor.js'

const COEFFICIENTS = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
]
/** Norms up to this need no scaling. */
const LIMIT = 5.371920351148152

/** exp(a) of a (n, n), complex parts interleaved. */
export function matrixExponential(a: Float64Array, n: number, complex: boolean): Float64Array {
  const width = complex ? 2 : 1
  const times = complex ? productComplex : product
  let norm = 0
  for (let j = 0; j < n; j++) {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const at = width * (i * n + j)
      sum += complex ? Math.hypot(a[at], a[at + 1]) : Math.abs(a[at])
    }
    norm = Math.max(norm, sum)
  }
  if (!Number.isFinite(norm)) return a.map(() => Number.NaN)
  const squarings = norm > LIMIT ? Math.ceil(Math.log2(norm / LIMIT)) : 0
  const x = a.map((value) => value / 2 ** squarings)
  const x2 = times(x, x, n)
  const x4 = times(x2, x2, n)
  const x6 = times(x2, x4, n)
  const c = COEFFICIENTS
  const combine = (...terms: readonly (readonly [number, Float64Array | null])[]): Float64Array => {
    const sum = new Float64Array(n * n * width)
    for (const [factor, matrix] of terms) {
      if (matrix === null) for (let i = 0; i < n; i++) sum[width * (i * n + i)] += factor
      else for (let i = 0; i < sum.length; i++) sum[i] += factor * matrix[i]
    }
    return sum
  }
  const high = times(x6, combine([c[13], x6], [c[11], x4], [c[9], x2]), n)
  const u = times(x, combine([1, high], [c[7], x6], [c[5], x4], [c[3], x2], [c[1], null]), n)
  const even = times(x6, combine([c[12], x6], [c[10], x4], [c[8], x2]), n)
  const v = combine([1, even], [c[6], x6], [c[4], x4], [c[2], x2], [c[0], null])
  const below = combine([1, v], [-1, u])
  let result = combine([1, v], [1, u])
  const pivots = new Int32Array(n)
  if (complex) {
    luComplex(below, n, n, pivots)
    solveLuComplex(below, n, pivots, result, n)
  } else {
    lu(below, n, n, pivots)
    solveLu(below, n, pivots, result, n)
  }
  for (let k = 0; k < squarings; k++) result = times(result, result, n)
  return result
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]
      if (factor === 0) continue
      for (let j = 0; j < n; j++) out[i * n + j] += factor * b[k * n + j]
    }
  }
  return out
}

function productComplex(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(2 * n * n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const [re, im] = [a[2 * (i * n + k)], a[2 * (i * n + k) + 1]]
      for (let j = 0; j < n; j++) {
        const [to, from] = [2 * (i * n + j), 2 * (k * n + j)]
        out[to] += re * b[from] - im * b[from + 1]
        out[to + 1] += re * b[from + 1] + im * b[from]
      }
    }
  }
  return out
}
