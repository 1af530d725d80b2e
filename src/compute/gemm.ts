/**
 * Matrix product over dense row-major blocks: `C += A · B`. The one place where products are summed; convolutions,
 * linear layers and attention come here. Sums run in double precision and are rounded when stored.
 */
import type { Data, NumberData } from '../tensor/dtype.js'
import { poll } from '../tensor/storage.js'
import { gemmTiled, isWorthwhile } from './gemm-wasm.js'
import { largestSize, numbersOf, putNumbers } from './words.js'

/** Multiply-adds between two looks at the interrupt flag: a few milliseconds. */
const POLL_EVERY = 4_000_000

/** A matrix within an array: the element of row i and column j lies at `offset + i·down + j·along`. */
export interface Matrix {
  readonly data: NumberData
  readonly offset: number
  readonly down: number
  readonly along: number
}

/** A dense matrix of so many columns, row after row. */
export const rowMajor = (data: NumberData, offset: number, columns: number): Matrix => ({
  data,
  offset,
  down: columns,
  along: 1,
})

export const transposed = ({ data, offset, down, along }: Matrix): Matrix => ({
  data,
  offset,
  down: along,
  along: down,
})

/**
 * c[m, n] (+)= Σk a[m, k] · b[k, n]; c is row-major from position `co` on. With `accumulate` false the old content of c does
 * not matter.
 */
export function gemm(
  m: number,
  n: number,
  k: number,
  a: Matrix,
  b: Matrix,
  c: NumberData,
  co: number,
  accumulate = false,
): void {
  if (isWorthwhile(m, n, k)) gemmTiled(m, n, k, a, b, c, co, accumulate)
  else gemmPlain(m, n, k, a, b, c, co, accumulate)
}

/** The same in plain loops: the reference, and the faster one for small products. */
export function gemmPlain(
  m: number,
  n: number,
  k: number,
  a: Matrix,
  b: Matrix,
  c: NumberData,
  co: number,
  accumulate: boolean,
): void {
  const row = new Float64Array(4 * n)
  let since = 0
  for (let i = 0; i < m; i += 4) {
    const rows = Math.min(4, m - i)
    row.fill(0)
    if (rows === 4) fourRows(n, k, a, i, b, row)
    else for (let r = 0; r < rows; r++) oneRow(n, k, a, i + r, b, row, r * n)
    for (let r = 0; r < rows; r++) {
      const to = co + (i + r) * n
      const from = r * n
      if (accumulate) for (let j = 0; j < n; j++) c[to + j] += row[from + j]
      else for (let j = 0; j < n; j++) c[to + j] = row[from + j]
    }
    since += rows * n * k
    if (since > POLL_EVERY) {
      poll()
      since = 0
    }
  }
}

function fourRows(n: number, k: number, a: Matrix, i: number, b: Matrix, row: Float64Array): void {
  const { data: left, down, along } = a
  const { data: right, along: step } = b
  let at = a.offset + i * down
  let start = b.offset
  for (let p = 0; p < k; p++, at += along, start += b.down) {
    const a0 = left[at]
    const a1 = left[at + down]
    const a2 = left[at + 2 * down]
    const a3 = left[at + 3 * down]
    for (let j = 0, from = start; j < n; j++, from += step) {
      const x = right[from]
      row[j] += a0 * x
      row[n + j] += a1 * x
      row[2 * n + j] += a2 * x
      row[3 * n + j] += a3 * x
    }
  }
}

function oneRow(n: number, k: number, a: Matrix, i: number, b: Matrix, row: Float64Array, at: number): void {
  const { data: right, along: step } = b
  let start = b.offset
  for (let p = 0, left = a.offset + i * a.down; p < k; p++, left += a.along, start += b.down) {
    const x = a.data[left]
    for (let j = 0, from = start; j < n; j++, from += step) row[at + j] += x * right[from]
  }
}

/** `gemm` for int64, exact modulo 2^64: in doubles where no sum can leave their whole numbers. */
export function gemmBigint(
  m: number,
  n: number,
  k: number,
  a: BigInt64Array,
  ao: number,
  b: BigInt64Array,
  bo: number,
  c: BigInt64Array,
  co: number,
): void {
  const left = numbersOf(a.subarray(ao, ao + m * k))
  const right = numbersOf(b.subarray(bo, bo + k * n))
  if (largestSize(left) * largestSize(right) * k < Number.MAX_SAFE_INTEGER) {
    const product = new Float64Array(m * n)
    gemm(m, n, k, rowMajor(left, 0, k), rowMajor(right, 0, n), product, 0)
    putNumbers(c.subarray(co, co + m * n), product)
    return
  }
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0n
      for (let p = 0; p < k; p++) sum += a[ao + i * k + p] * b[bo + p * n + j]
      c[co + i * n + j] = BigInt.asIntN(64, sum)
    }
    if ((i & 63) === 0) poll()
  }
}

export const isBigint = (data: Data): data is BigInt64Array => data instanceof BigInt64Array
