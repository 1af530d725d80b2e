/**
 * Element by element: one function applied over broadcast operands. Results are rounded by the output array; the half
 * types, which live in float32 arrays, are rounded at the end.
 */
import type { DType, NumberData } from '../tensor/dtype.js'
import { roundHalf } from '../tensor/half.js'
import { contiguousStrides, sameShape } from '../tensor/shape.js'
import { poll } from '../tensor/storage.js'
import type { NdArray } from '../tensor/tensor.js'
import { converted } from './copy.js'
import { dense, expandTo, forEachRow, isDense, POLL_ELEMENTS } from './strided.js'

/** The array in another dtype: itself if it has that dtype already. */
export function cast(array: NdArray, dtype: DType): NdArray {
  if (array.dtype === dtype) return array
  return {
    data: converted(array, dtype),
    offset: 0,
    shape: array.shape,
    strides: contiguousStrides(array.shape),
    dtype,
  }
}

/** `out[i] = fn(a[i])`, elements as numbers (bigints for int64). */
export function map1<T extends number | bigint>(a: NdArray, out: NdArray, fn: (a: T) => T | number): void {
  const from = dense(a) as unknown as T[]
  const to = out.data as unknown as (T | number)[]
  const n = to.length
  for (let start = 0; start < n; start += POLL_ELEMENTS) {
    const end = Math.min(n, start + POLL_ELEMENTS)
    for (let i = start; i < end; i++) to[i] = fn(from[i])
    poll()
  }
  finish(out)
}

/** `out[i] = fn(a[i], b[i])` over the output's shape. */
export function map2<T extends number | bigint>(
  a: NdArray,
  b: NdArray,
  out: NdArray,
  fn: (a: T, b: T) => T | number,
): void {
  const to = out.data as unknown as (T | number)[]
  const x = a.data as unknown as T[]
  const y = b.data as unknown as T[]
  const n = to.length
  if (isDense(a) && isDense(b) && sameShape(a.shape, out.shape) && sameShape(b.shape, out.shape)) {
    for (let start = 0; start < n; start += POLL_ELEMENTS) {
      const end = Math.min(n, start + POLL_ELEMENTS)
      for (let i = start, p = a.offset + start, q = b.offset + start; i < end; i++) to[i] = fn(x[p++], y[q++])
      poll()
    }
  } else {
    const left = { offset: a.offset, strides: expandTo(a, out.shape) }
    const right = { offset: b.offset, strides: expandTo(b, out.shape) }
    let at = 0
    forEachRow(out.shape, [out, left, right], ([, p, q], count, [, dp, dq]) => {
      for (let i = 0; i < count; i++, p += dp, q += dq) to[at++] = fn(x[p], y[q])
    })
  }
  finish(out)
}

/** `out[i] = fn(a[i], b[i], c[i])` over the output's shape. */
export function map3<T extends number | bigint>(
  a: NdArray,
  b: NdArray,
  c: NdArray,
  out: NdArray,
  fn: (a: T, b: T, c: T) => T | number,
): void {
  const to = out.data as unknown as (T | number)[]
  const operands = [a, b, c].map((array) => ({ offset: array.offset, strides: expandTo(array, out.shape) }))
  const [x, y, z] = [a, b, c].map(({ data }) => data as unknown as T[])
  let at = 0
  forEachRow(out.shape, [out, ...operands], ([, p, q, r], count, [, dp, dq, dr]) => {
    for (let i = 0; i < count; i++, p += dp, q += dq, r += dr) to[at++] = fn(x[p], y[q], z[r])
  })
  finish(out)
}

/** Writes a complex result: real part to `into[0]`, imaginary to `into[1]`. */
export type ComplexUnary = (re: number, im: number, into: Float64Array) => void
export type ComplexBinary = (ar: number, ai: number, br: number, bi: number, into: Float64Array) => void

const pair = new Float64Array(2)

/** `map1` over complex elements; a real output takes the real part. */
export function mapComplex1(a: NdArray, out: NdArray, fn: ComplexUnary): void {
  const from = dense(a) as NumberData
  const to = out.data as NumberData
  const { width } = out.dtype
  for (let i = 0, at = 0; i < from.length; i += 2, at += width) {
    fn(from[i], from[i + 1], pair)
    to[at] = pair[0]
    if (width === 2) to[at + 1] = pair[1]
  }
}

export function mapComplex2(a: NdArray, b: NdArray, out: NdArray, fn: ComplexBinary): void {
  const to = out.data as NumberData
  const x = a.data as NumberData
  const y = b.data as NumberData
  const { width } = out.dtype
  const left = { offset: a.offset, strides: expandTo(a, out.shape) }
  const right = { offset: b.offset, strides: expandTo(b, out.shape) }
  let at = 0
  forEachRow(out.shape, [out, left, right], ([, p, q], count, [, dp, dq]) => {
    for (let i = 0; i < count; i++, p += dp, q += dq, at += width) {
      fn(x[2 * p], x[2 * p + 1], y[2 * q], y[2 * q + 1], pair)
      to[at] = pair[0]
      if (width === 2) to[at + 1] = pair[1]
    }
  })
}

function finish(out: NdArray): void {
  if (out.data instanceof Float32Array) roundHalf(out.data, out.dtype)
}
