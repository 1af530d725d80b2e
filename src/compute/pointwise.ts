/**
 * Element by element: one function applied over broadcast operands. Results are rounded by the output array; the half
 * types, which live in float32 arrays, are rounded at the end.
 */
import { copyOf } from '../base/own.js'
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
type Elements = readonly unknown[]
type Fn = (...elements: unknown[]) => unknown
type Loop = (
  fn: Fn,
  to: unknown[],
  at: number,
  n: number,
  ...operands: readonly (Elements | number)[]
) => void

/**
 * The loops that all maps run, by the number of operands: `to[at + i] = fn(x[p + i·dp], y[q + i·dq], …)`. Each stands by itself, with
 * nothing from around it: its text is copied.
 */
// biome-ignore format: one operand a line
const loops = [
  null,
  (
    fn: Fn, to: unknown[], at: number, n: number,
    x: Elements, p: number, dp: number,
  ): void => {
    for (let i = 0; i < n; i++, p += dp) to[at + i] = fn(x[p])
  },
  (
    fn: Fn, to: unknown[], at: number, n: number,
    x: Elements, p: number, dp: number,
    y: Elements, q: number, dq: number,
  ): void => {
    for (let i = 0; i < n; i++, p += dp, q += dq) to[at + i] = fn(x[p], y[q])
  },
  (
    fn: Fn, to: unknown[], at: number, n: number,
    x: Elements, p: number, dp: number,
    y: Elements, q: number, dq: number,
    z: Elements, r: number, dr: number,
  ): void => {
    for (let i = 0; i < n; i++, p += dp, q += dq, r += dr) to[at + i] = fn(x[p], y[q], z[r])
  },
  (
    fn: Fn, to: unknown[], at: number, n: number,
    x: Elements, p: number, dp: number,
    y: Elements, q: number, dq: number,
    z: Elements, r: number, dr: number,
    w: Elements, s: number, ds: number,
  ): void => {
    for (let i = 0; i < n; i++, p += dp, q += dq, r += dr, s += ds) to[at + i] = fn(x[p], y[q], z[r], w[s])
  },
] as unknown as readonly Loop[]

/** Below this many elements a loop of one's own is not worth being made. */
const MANY = 4096

/** The copies by function; null for one that came once. */
const copies = new WeakMap<Fn, Loop | null>()

/**
 * The loop for a function. One that comes again with many elements gets a copy of its own, which the engine compiles with the function
 * inside: in a loop that all functions share, every element costs a call.
 */
function loopFor(fn: Fn, operands: number, elements: number): Loop {
  const loop = loops[operands]
  if (elements < MANY) return loop
  let copy = copies.get(fn)
  if (copy === undefined) copies.set(fn, null)
  else if (copy === null) copies.set(fn, (copy = copyOf(loop)))
  return copy ?? loop
}

/** What one more operand is, the same for all elements. */
interface Constant {
  readonly value: unknown
}

function map(operands: readonly NdArray[], out: NdArray, fn: Fn, constant: Constant | null): void {
  const { shape } = out
  const to = out.data as unknown as unknown[]
  const n = to.length
  const count = operands.length + (constant === null ? 0 : 1)
  const loop = loopFor(fn, count, n)
  const [x, y, z] = operands.map(({ data }) => data as unknown as Elements)
  const fixed = constant === null ? NONE : [constant.value]
  const [v, u, w] = [y ?? fixed, z ?? fixed, fixed]
  if (operands.every((each) => isDense(each) && sameShape(each.shape, shape))) {
    const [p, q = 0, r = 0] = operands.map(({ offset }) => offset)
    const [dq, dr] = [y === undefined ? 0 : 1, z === undefined ? 0 : 1]
    for (let at = 0; at < n; at += POLL_ELEMENTS) {
      loop(
        fn,
        to,
        at,
        Math.min(n - at, POLL_ELEMENTS),
        x,
        p + at,
        1,
        v,
        q + at * dq,
        dq,
        u,
        r + at * dr,
        dr,
        w,
        0,
        0,
      )
      poll()
    }
  } else {
    const walked = operands.map((each) => ({ offset: each.offset, strides: expandTo(each, shape) }))
    let at = 0
    forEachRow(shape, walked, ([p, q = 0, r = 0], length, [dp, dq = 0, dr = 0]) => {
      loop(fn, to, at, length, x, p, dp, v, q, dq, u, r, dr, w, 0, 0)
      at += length
    })
  }
  finish(out)
}

const NONE: Elements = []

/** `out[i] = fn(a[i])`, elements as numbers (bigints for int64). */
export function map1<T extends number | bigint>(a: NdArray, out: NdArray, fn: (a: T) => T | number): void {
  map([flat(a, out)], out, fn as Fn, null)
}

/** `out[i] = fn(a[i], p)`: the same p for all. */
export function map1With<P>(a: NdArray, out: NdArray, fn: (a: number, p: P) => number, p: P): void {
  map([flat(a, out)], out, fn as Fn, { value: p })
}

/** The elements in order, whatever the shapes. */
const flat = (a: NdArray, { shape }: NdArray): NdArray => ({
  ...a,
  data: dense(a),
  offset: 0,
  shape,
  strides: contiguousStrides(shape),
})

/** `out[i] = fn(a[i], b[i])` over the output's shape. */
export function map2<T extends number | bigint>(
  a: NdArray,
  b: NdArray,
  out: NdArray,
  fn: (a: T, b: T) => T | number,
): void {
  map([a, b], out, fn as Fn, null)
}

/** `out[i] = fn(a[i], b[i], p)`: the same p for all. */
export function map2With<P>(
  a: NdArray,
  b: NdArray,
  out: NdArray,
  fn: (a: number, b: number, p: P) => number,
  p: P,
): void {
  map([a, b], out, fn as Fn, { value: p })
}

/** `out[i] = fn(a[i], b[i], c[i])` over the output's shape. */
export function map3<T extends number | bigint>(
  a: NdArray,
  b: NdArray,
  c: NdArray,
  out: NdArray,
  fn: (a: T, b: T, c: T) => T | number,
): void {
  map([a, b, c], out, fn as Fn, null)
}

/** `out[i] = fn(a[i], b[i], c[i], p)`: the same p for all. */
export function map3With<P>(
  a: NdArray,
  b: NdArray,
  c: NdArray,
  out: NdArray,
  fn: (a: number, b: number, c: number, p: P) => number,
  p: P,
): void {
  map([a, b, c], out, fn as Fn, { value: p })
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
