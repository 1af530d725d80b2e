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

// --- loops --------------------------------------------------------------------------------------------------------

/** The elements of an array, and a function of one from each operand. */
type Elements = unknown[]
type Fn = (...elements: unknown[]) => unknown

// The loops that all maps run. Each stands by itself, with nothing from around it: its text is copied.

function loop1(fn: Fn, to: Elements, at: number, n: number, x: Elements, p: number, dp: number): void {
  for (let i = 0; i < n; i++, p += dp) to[at + i] = fn(x[p])
}

// biome-ignore format: one operand a line
function loop2(
  fn: Fn, to: Elements, at: number, n: number,
  x: Elements, p: number, dp: number,
  y: Elements, q: number, dq: number,
): void {
  for (let i = 0; i < n; i++, p += dp, q += dq) to[at + i] = fn(x[p], y[q])
}

// biome-ignore format: one operand a line
function loop3(
  fn: Fn, to: Elements, at: number, n: number,
  x: Elements, p: number, dp: number,
  y: Elements, q: number, dq: number,
  z: Elements, r: number, dr: number,
): void {
  for (let i = 0; i < n; i++, p += dp, q += dq, r += dr) to[at + i] = fn(x[p], y[q], z[r])
}

/** Below this many elements a loop of one's own is not worth being made. */
const MANY = 4096

/** The copies by function; null for one that came once. */
const copies = new WeakMap<Fn, unknown>()
let copied = 0

/**
 * The loop for a function. One that comes again with many elements gets a copy of its own, which the engine compiles with the function
 * inside: in a loop that all functions share, every element costs a call.
 */
function loopFor<Loop>(fn: Fn, loop: Loop, elements: number): Loop {
  if (elements < MANY) return loop
  let copy = copies.get(fn) as Loop | null | undefined
  if (copy === undefined) copies.set(fn, null)
  // The engine takes functions of the same text for one and the same: the number tells them apart.
  else if (copy === null) copies.set(fn, (copy = new Function(`return ${loop} // ${copied++}`)() as Loop))
  return copy ?? loop
}

/** `out[i] = fn(a[i])`, elements as numbers (bigints for int64). */
export function map1<T extends number | bigint>(a: NdArray, out: NdArray, fn: (a: T) => T | number): void {
  const x = dense(a) as unknown as Elements
  const to = out.data as unknown as Elements
  const n = to.length
  const loop = loopFor(fn as Fn, loop1, n)
  for (let start = 0; start < n; start += POLL_ELEMENTS) {
    loop(fn as Fn, to, start, Math.min(n - start, POLL_ELEMENTS), x, start, 1)
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
  const { shape } = out
  const to = out.data as unknown as Elements
  const x = a.data as unknown as Elements
  const y = b.data as unknown as Elements
  const n = to.length
  const loop = loopFor(fn as Fn, loop2, n)
  if (isDense(a) && isDense(b) && sameShape(a.shape, shape) && sameShape(b.shape, shape)) {
    for (let at = 0; at < n; at += POLL_ELEMENTS) {
      loop(fn as Fn, to, at, Math.min(n - at, POLL_ELEMENTS), x, a.offset + at, 1, y, b.offset + at, 1)
      poll()
    }
  } else {
    const left = { offset: a.offset, strides: expandTo(a, shape) }
    const right = { offset: b.offset, strides: expandTo(b, shape) }
    let at = 0
    forEachRow(shape, [left, right], ([p, q], count, [dp, dq]) => {
      loop(fn as Fn, to, at, count, x, p, dp, y, q, dq)
      at += count
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
  const to = out.data as unknown as Elements
  const operands = [a, b, c].map((array) => ({ offset: array.offset, strides: expandTo(array, out.shape) }))
  const [x, y, z] = [a, b, c].map(({ data }) => data as unknown as Elements)
  const loop = loopFor(fn as Fn, loop3, to.length)
  let at = 0
  forEachRow(out.shape, operands, ([p, q, r], count, [dp, dq, dr]) => {
    loop(fn as Fn, to, at, count, x, p, dp, y, q, dq, z, r, dr)
    at += count
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
