/**
 * Elements by index along one dim: gathering them, and scattering them with a rule for what happens where several land.
 *
 * The walk goes over the index; operands of other ranks are read as if a 0-d array had one dim of size 1.
 */
import type { NdArray } from '../tensor/tensor.js'
import { forEachRow } from './strided.js'

/** An integer array as 32-bit words, `scale` apart: sizes fit into the low word of an int64. */
export function wordsOf({ data }: NdArray): { words: ArrayLike<number>; scale: number } {
  if (!(data instanceof BigInt64Array)) return { words: data, scale: 1 }
  return { words: new Int32Array(data.buffer, data.byteOffset, data.length * 2), scale: 2 }
}

/** What becomes of an element (`at`) and one that lands on it. */
export type Landing = 'set' | 'add' | 'mul' | 'amax' | 'amin'

const numbers: Readonly<Record<Landing, (at: number, value: number) => number>> = {
  set: (_, value) => value,
  add: (at, value) => at + value,
  mul: (at, value) => at * value,
  amax: (at, value) => (at > value || Number.isNaN(at) ? at : value),
  amin: (at, value) => (at < value || Number.isNaN(at) ? at : value),
}

const bigints: Readonly<Record<Landing, (at: bigint, value: bigint) => bigint>> = {
  set: (_, value) => value,
  add: (at, value) => at + value,
  mul: (at, value) => BigInt.asIntN(64, at * value),
  amax: (at, value) => (at > value ? at : value),
  amin: (at, value) => (at < value ? at : value),
}

interface Walked {
  readonly offset: number
  readonly strides: readonly number[]
}

const asLine = (array: NdArray, rank: number): Walked =>
  array.shape.length === rank
    ? array
    : { offset: array.offset, strides: new Array<number>(rank).fill(array.strides[0] ?? 0) }

/** Calls `visit(place in picked, place in other)` for every element of the index; `picked` is the array it points into. */
function forEachIndexed(
  index: NdArray,
  picked: NdArray,
  other: NdArray,
  dim: number,
  visit: (at: number, with_: number) => void,
): void {
  const shape = index.shape.length === 0 ? [1] : index.shape
  const rank = shape.length
  const { words, scale } = wordsOf(index)
  const step = picked.strides[dim] ?? 0
  const fixed = asLine(picked, rank)
  const rest = { offset: fixed.offset, strides: fixed.strides.map((each, i) => (i === dim ? 0 : each)) }
  forEachRow(shape, [rest, asLine(index, rank), asLine(other, rank)], ([p, i, o], count, [dp, di, do_]) => {
    for (let k = 0; k < count; k++, p += dp, i += di, o += do_) visit(p + words[i * scale] * step, o)
  })
}

/** `out[…] = source[… index …]` */
export function gatherInto(out: NdArray, source: NdArray, index: NdArray, dim: number): void {
  const to = out.data as unknown as number[]
  const data = source.data as unknown as number[]
  if (out.dtype.width === 1) {
    forEachIndexed(index, source, out, dim, (from, at) => {
      to[at] = data[from]
    })
  } else {
    forEachIndexed(index, source, out, dim, (from, at) => {
      to[2 * at] = data[2 * from]
      to[2 * at + 1] = data[2 * from + 1]
    })
  }
}

/** `out[… index …] ←landing− source[…]`, in the index's order; `source` may have strides of 0. */
export function scatterInto(
  out: NdArray,
  source: NdArray,
  index: NdArray,
  dim: number,
  landing: Landing,
): void {
  const to = out.data as unknown as number[]
  const data = source.data as unknown as number[]
  if (out.dtype.width === 1) {
    const land = (out.data instanceof BigInt64Array ? bigints : numbers)[landing] as (typeof numbers)['add']
    forEachIndexed(index, out, source, dim, (at, from) => {
      to[at] = land(to[at], data[from])
    })
  } else {
    const product = landing === 'mul'
    const land = numbers[landing]
    forEachIndexed(index, out, source, dim, (at, from) => {
      const [re, im, x, y] = [to[2 * at], to[2 * at + 1], data[2 * from], data[2 * from + 1]]
      to[2 * at] = product ? re * x - im * y : land(re, x)
      to[2 * at + 1] = product ? re * y + im * x : land(im, y)
    })
  }
}

/** Adds up what lands on the same place. */
export const scatterAdd = (out: NdArray, source: NdArray, index: NdArray, dim: number): void =>
  scatterInto(out, source, index, dim, 'add')

/** A vector of indices read along `dim` of `shape`: the same index for whole slices. */
export function alongDim(index: NdArray, shape: readonly number[], dim: number): NdArray {
  const strides = new Array<number>(shape.length).fill(0)
  if (shape.length > 0) strides[dim] = index.strides[0] ?? 0
  return { ...index, shape, strides }
}
