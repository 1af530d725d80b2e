/** Reductions: the walk that brings together the elements which become one. */
import { numel } from '../tensor/shape.js'
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
