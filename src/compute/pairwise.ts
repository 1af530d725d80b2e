/** Sums as NumPy adds them up: pairwise along the innermost axis, each addition rounded to the array's type. */
import type { NumberData } from '../tensor/dtype.js'
import { contiguousStrides } from '../tensor/shape.js'
import type { NdArray } from '../tensor/tensor.js'

/** Up to so many numbers are added in one loop over eight partial sums; more are halved. */
const BLOCK = 128

/** `partial` is an array of the data's type, so that what is put into it is rounded. */
function pairwise(data: NumberData, at: number, count: number, step: number, partial: NumberData): number {
  if (count > BLOCK) {
    const half = (count >> 1) - ((count >> 1) % 8)
    const left = pairwise(data, at, half, step, partial)
    const right = pairwise(data, at + half * step, count - half, step, partial)
    partial[0] = left + right
    return partial[0]
  }
  if (count < 8) {
    partial[0] = -0
    for (let i = 0; i < count; i++) partial[0] += data[at + i * step]
    return partial[0]
  }
  for (let j = 0; j < 8; j++) partial[j] = data[at + j * step]
  const whole = count - (count % 8)
  for (let i = 8; i < whole; i += 8) for (let j = 0; j < 8; j++) partial[j] += data[at + (i + j) * step]
  for (let width = 1; width < 8; width *= 2)
    for (let j = 0; j < 8; j += 2 * width) partial[j] += partial[j + width]
  for (let i = whole; i < count; i++) partial[0] += data[at + i * step]
  return partial[0]
}

interface Run {
  size: number
  step: number
  /** The step through the output; 0 where the axis is summed. */
  to: number
}

/** The axes from the largest step to the smallest, neighbours of one kind that lie together in memory as one. */
function runs(input: NdArray, axes: readonly number[]): Run[] {
  const kept = input.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
  const places = contiguousStrides(kept)
  const ordered = input.shape
    .map((size, axis) => ({ size, step: input.strides[axis], to: axes.includes(axis) ? 0 : places[axis] }))
    .filter(({ size }) => size !== 1)
    .sort((a, b) => Math.abs(b.step) - Math.abs(a.step))
  const merged: Run[] = []
  for (const each of ordered) {
    const last = merged.at(-1)
    if (last !== undefined && last.step === each.size * each.step && last.to === each.size * each.to) {
      last.size *= each.size
      last.step = each.step
      last.to = each.to
    } else merged.push({ ...each })
  }
  return merged
}

/** NumPy's iterator copies so many elements at a time where the axes to be summed do not lie together. */
const BUFFER = 8192

/**
 * How many elements of the summed runs are added at a time: as many rows of the innermost as the buffer holds, or of several together where
 * it holds those.
 */
function chunkOf(summed: readonly Run[]): number {
  let core = 1
  for (let i = summed.length - 1; i >= 0 && core * summed[i].size <= BUFFER; i--) core *= summed[i].size
  return Math.max(Math.floor(BUFFER / core), 1) * core
}

/** The elements of some runs, one after the other. */
function gathered(data: NumberData, at: number, summed: readonly Run[], into: NumberData): void {
  let put = 0
  const descend = (depth: number, from: number): void => {
    const { size, step } = summed[depth]
    if (depth === summed.length - 1) for (let i = 0; i < size; i++) into[put++] = data[from + i * step]
    else for (let i = 0; i < size; i++) descend(depth + 1, from + i * step)
  }
  descend(0, at)
}

/**
 * Adds the elements along the axes up into `out`, which is contiguous and zeroed. Real numbers only. `cast`: they had another type, so that
 * NumPy would convert them a buffer at a time.
 */
export function pairwiseSums(input: NdArray, axes: readonly number[], out: NumberData, cast: boolean): void {
  if (input.shape.includes(0)) return
  const data = input.data as NumberData
  const arrayOf = data.constructor as new (length: number) => NumberData
  const walk = runs(input, axes)
  if (walk.length === 0) walk.push({ size: 1, step: 1, to: 1 })
  let first = walk.length
  while (first > 0 && walk[first - 1].to === 0) first--
  const summed = walk.slice(first)
  const partial = new arrayOf(8)
  const innermost = walk[walk.length - 1]
  const buffered = cast ? summed.length > 0 : summed.length > 1 && innermost.size <= BUFFER
  const length = summed.reduce((product, { size }) => product * size, 1)
  const buffer = buffered ? new arrayOf(length) : partial
  const chunk = buffered ? chunkOf(summed) : 0
  const outer = buffered ? walk.slice(0, first) : walk.slice(0, -1)
  const descend = (depth: number, from: number, to: number): void => {
    if (depth < outer.length) {
      const { size, step, to: by } = outer[depth]
      for (let i = 0; i < size; i++) descend(depth + 1, from + i * step, to + i * by)
    } else if (buffered) {
      gathered(data, from, summed, buffer)
      for (let i = 0; i < length; i += chunk)
        out[to] += pairwise(buffer, i, Math.min(chunk, length - i), 1, partial)
    } else if (innermost.to === 0) out[to] += pairwise(data, from, innermost.size, innermost.step, partial)
    else
      for (let i = 0; i < innermost.size; i++) out[to + i * innermost.to] += data[from + i * innermost.step]
  }
  descend(0, input.offset, 0)
}
