/** Reductions: the walk that brings together the elements which become one. */
import type { NumberData } from '../tensor/dtype.js'
import { contiguousStrides, numel } from '../tensor/shape.js'
import type { NdArray } from '../tensor/tensor.js'
import { forEachRow } from './strided.js'

/** The array's dims in two lists of sizes and strides: those that stay, in order, and those that are reduced. */
export function splitAxes(input: NdArray, axes: readonly number[]) {
  const kept = { shape: [] as number[], strides: [] as number[] }
  const gone = { shape: [] as number[], strides: [] as number[] }
  input.shape.forEach((size, axis) => {
    const side = axes.includes(axis) ? gone : kept
    side.shape.push(size)
    side.strides.push(input.strides[axis])
  })
  return { kept, gone }
}

/**
 * Calls `group(at, offsets)` for every output element in order; `offsets` are the positions of the elements that are
 * reduced into it, in row-major order. The same array is passed each time.
 */
export function forEachGroup(
  input: NdArray,
  axes: readonly number[],
  group: (at: number, offsets: Int32Array | Float64Array) => void,
): void {
  const { kept, gone } = splitAxes(input, axes)
  const length = numel(gone.shape)
  const offsets = new Float64Array(length)
  const alone = numel(kept.shape) === 1
  let put = 0
  const first = alone ? input.offset : 0
  forEachRow(gone.shape, [{ offset: first, strides: gone.strides }], ([offset], count, [step]) => {
    for (let i = 0; i < count; i++, offset += step) offsets[put++] = offset
  })
  if (alone) {
    group(0, offsets)
    return
  }
  const relative = offsets.slice()
  let at = 0
  forEachRow(kept.shape, [{ offset: input.offset, strides: kept.strides }], ([offset], count, [step]) => {
    for (let i = 0; i < count; i++, offset += step) {
      for (let k = 0; k < length; k++) offsets[k] = offset + relative[k]
      group(at++, offsets)
    }
  })
}

/**
 * The sums of real numbers along the axes, in double precision. One walk in the order of the input's elements, in which those of each sum
 * come in row-major order.
 */
export function sums(input: NdArray, axes: readonly number[]): Float64Array {
  const data = input.data as NumberData
  const { kept } = splitAxes(input, axes)
  const result = new Float64Array(numel(kept.shape))
  const places = contiguousStrides(kept.shape)
  let axis = 0
  const strides = input.shape.map((_, each) => (axes.includes(each) ? 0 : places[axis++]))
  forEachRow(input.shape, [input, { offset: 0, strides }], ([from, to], count, [step, by]) => {
    if (by === 0) {
      let sum = result[to]
      for (let i = 0; i < count; i++, from += step) sum += data[from]
      result[to] = sum
    } else for (let i = 0; i < count; i++, from += step, to += by) result[to] += data[from]
  })
  return result
}
