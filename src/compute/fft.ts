/**
 * Discrete Fourier transforms in double precision: Cooley and Tukey's splitting by the smallest prime factor, Bluestein's
 * convolution for large primes. Twiddle factors are exact at multiples of an eighth, so small transforms of whole numbers are.
 */

/** cos and sin of −2π k / n for all k, interleaved. */
function twiddles(n: number): Float64Array {
  let table = tables.get(n)
  if (table === undefined) {
    table = new Float64Array(2 * n)
    for (let k = 0; k < n; k++) {
      table[2 * k] = cosine(k, n)
      // sin(2π k / n) is the cosine a quarter further back.
      table[2 * k + 1] = -cosine(4 * k - n, 4 * n)
    }
    tables.set(n, table)
  }
  return table
}
const tables = new Map<number, Float64Array>()

/** cos(2π k / n), folded into the first eighth, where Math.cos is at its best. */
function cosine(k: number, n: number): number {
  let at = Math.abs(k) % n
  if (2 * at > n) at = n - at
  const negative = 4 * at > n
  if (negative) at = n / 2 - at
  const value = 8 * at > n ? Math.sin(2 * Math.PI * (1 / 4 - at / n)) : Math.cos((2 * Math.PI * at) / n)
  return negative ? -value : value
}

const LARGEST_DIRECT = 61

function smallestFactor(n: number): number {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return p
  return n
}

/** The forward transform of n elements of `from` (interleaved), `step` apart from `at`, into `to` from `place` on. */
function transform(
  from: Float64Array,
  at: number,
  step: number,
  to: Float64Array,
  place: number,
  n: number,
): void {
  if (n === 1) {
    to[2 * place] = from[2 * at]
    to[2 * place + 1] = from[2 * at + 1]
    return
  }
  const p = smallestFactor(n)
  if (p > LARGEST_DIRECT) {
    bluestein(from, at, step, to, place, n)
    return
  }
  const m = n / p
  for (let j = 0; j < p; j++) transform(from, at + j * step, step * p, to, place + j * m, m)
  combine(to, place, n, p, m)
}

/** Joins p transforms of length m that stand one after the other. */
function combine(to: Float64Array, place: number, n: number, p: number, m: number): void {
  const w = twiddles(n)
  if (p === 2) {
    for (let k = 0; k < m; k++) {
      const [a, b] = [2 * (place + k), 2 * (place + k + m)]
      const [wr, wi] = [w[2 * k], w[2 * k + 1]]
      // The first factor is 1: nothing is multiplied, so that the signs of zeros stay.
      const re = k === 0 ? to[b] : wr * to[b] - wi * to[b + 1]
      const im = k === 0 ? to[b + 1] : wr * to[b + 1] + wi * to[b]
      to[b] = to[a] - re
      to[b + 1] = to[a + 1] - im
      to[a] += re
      to[a + 1] += im
    }
    return
  }
  const parts = new Float64Array(2 * p)
  for (let k = 0; k < m; k++) {
    for (let j = 0; j < p; j++) {
      const from = 2 * (place + k + j * m)
      parts[2 * j] = to[from]
      parts[2 * j + 1] = to[from + 1]
    }
    for (let q = 0; q < p; q++) {
      let [re, im] = [0, 0]
      for (let j = 0; j < p; j++) {
        const t = 2 * ((j * (k + q * m)) % n)
        re += w[t] * parts[2 * j] - w[t + 1] * parts[2 * j + 1]
        im += w[t] * parts[2 * j + 1] + w[t + 1] * parts[2 * j]
      }
      const at = 2 * (place + k + q * m)
      to[at] = re
      to[at + 1] = im
    }
  }
}

/** A transform of any length as a convolution with a chirp, whose length is a power of 2. */
function bluestein(
  from: Float64Array,
  at: number,
  step: number,
  to: Float64Array,
  place: number,
  n: number,
): void {
  const w = twiddles(2 * n)
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1))
  const a = new Float64Array(2 * size)
  const b = new Float64Array(2 * size)
  for (let k = 0; k < n; k++) {
    const t = 2 * ((k * k) % (2 * n))
    const [re, im] = [from[2 * (at + k * step)], from[2 * (at + k * step) + 1]]
    a[2 * k] = re * w[t] - im * w[t + 1]
    a[2 * k + 1] = re * w[t + 1] + im * w[t]
    for (const j of k === 0 ? [0] : [k, size - k]) {
      b[2 * j] = w[t]
      b[2 * j + 1] = -w[t + 1]
    }
  }
  const [fa, fb] = [new Float64Array(2 * size), new Float64Array(2 * size)]
  transform(a, 0, 1, fa, 0, size)
  transform(b, 0, 1, fb, 0, size)
  for (let i = 0; i < 2 * size; i += 2) {
    // Conjugated, so that another forward transform takes it back.
    const re = fa[i] * fb[i] - fa[i + 1] * fb[i + 1]
    const im = fa[i] * fb[i + 1] + fa[i + 1] * fb[i]
    a[i] = re
    a[i + 1] = -im
  }
  transform(a, 0, 1, fa, 0, size)
  for (let k = 0; k < n; k++) {
    const t = 2 * ((k * k) % (2 * n))
    const [re, im] = [fa[2 * k] / size, -fa[2 * k + 1] / size]
    to[2 * (place + k)] = re * w[t] - im * w[t + 1]
    to[2 * (place + k) + 1] = re * w[t + 1] + im * w[t]
  }
}

/**
 * Transforms every line along `axis` of a dense array in place, backwards if `inverse` (without scaling). The inverse is the
 * transform with real and imaginary parts exchanged, before and after.
 */
export function transformAxis(
  data: Float64Array,
  shape: readonly number[],
  axis: number,
  inverse: boolean,
): void {
  const n = shape[axis]
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1)
  const lines = data.length / 2 / Math.max(n, 1)
  const line = new Float64Array(2 * n)
  for (let l = 0; l < lines; l++) {
    const start = Math.floor(l / inner) * n * inner + (l % inner)
    if (inverse) swapParts(data, start, inner, n)
    transform(data, start, inner, line, 0, n)
    for (let k = 0; k < n; k++) {
      data[2 * (start + k * inner)] = line[2 * k]
      data[2 * (start + k * inner) + 1] = line[2 * k + 1]
    }
    if (inverse) swapParts(data, start, inner, n)
  }
}

function swapParts(data: Float64Array, start: number, step: number, n: number): void {
  for (let k = 0, at = 2 * start; k < n; k++, at += 2 * step) {
    const held = data[at]
    data[at] = data[at + 1]
    data[at + 1] = held
  }
}
