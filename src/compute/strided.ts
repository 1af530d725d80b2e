/**
 * Walking strided arrays. Every data kernel that is not a plain loop over contiguous memory goes through here:
 * `collapse` merges dims that lie together in all operands, so that most walks are one or two loops deep.
 */
import type { Data } from '../tensor/dtype.js'
import { broadcastStrides, isContiguous, numel, type Shape } from '../tensor/shape.js'
import { poll } from '../tensor/storage.js'
import type { NdArray } from '../tensor/tensor.js'

export interface Walk {
  readonly shape: readonly number[]
  /** Strides of each operand, in elements. */
  readonly strides: readonly (readonly number[])[]
}

/** The same walk with as few dims as possible; dims of size 1 vanish. */
export function collapse(shape: Shape, strides: readonly (readonly number[])[]): Walk {
  const sizes: number[] = []
  const steps: number[][] = strides.map(() => [])
  for (let dim = 0; dim < shape.length; dim++) {
    if (shape[dim] === 1) continue
    const last = sizes.length - 1
    if (last >= 0 && strides.every((list, k) => steps[k][last] === list[dim] * shape[dim])) {
      sizes[last] *= shape[dim]
      for (let k = 0; k < steps.length; k++) steps[k][last] = strides[k][dim]
    } else {
      sizes.push(shape[dim])
      for (let k = 0; k < steps.length; k++) steps[k].push(strides[k][dim])
    }
  }
  return { shape: sizes, strides: steps }
}

/** The array read with the given shape: strides of 0 along broadcast dims. */
export function expandTo(array: NdArray, shape: Shape): readonly number[] {
  return broadcastStrides(array.shape, array.strides, shape)
}

export const isDense = (array: NdArray): boolean => isContiguous(array.shape, array.strides)

/** Elements walked between two looks at the interrupt flag: some milliseconds. */
export const POLL_ELEMENTS = 1 << 20

/**
 * Calls `row(offset of each operand, count, step of each operand)` for every innermost row of the walk, in row-major
 * order; a very long row comes in pieces. The offsets array is reused between calls.
 */
export function forEachRow(
  shape: Shape,
  operands: readonly { readonly offset: number; readonly strides: readonly number[] }[],
  row: (offsets: number[], count: number, steps: readonly number[]) => void,
): void {
  if (numel(shape) === 0) return
  const walk = collapse(
    shape,
    operands.map(({ strides }) => strides),
  )
  const offsets = operands.map(({ offset }) => offset)
  const rank = walk.shape.length
  if (rank === 0) {
    row(
      offsets,
      1,
      operands.map(() => 0),
    )
    return
  }
  const inner = rank - 1
  const steps = walk.strides.map((list) => list[inner])
  const count = walk.shape[inner]
  const index = new Array<number>(inner).fill(0)
  let since = 0
  for (;;) {
    if (count <= POLL_ELEMENTS) row(offsets, count, steps)
    else inPieces(offsets, count, steps, row)
    since += count
    if (since > POLL_ELEMENTS) {
      poll()
      since = 0
    }
    let dim = inner - 1
    for (; dim >= 0; dim--) {
      index[dim]++
      for (let k = 0; k < offsets.length; k++) offsets[k] += walk.strides[k][dim]
      if (index[dim] < walk.shape[dim]) break
      for (let k = 0; k < offsets.length; k++) offsets[k] -= walk.strides[k][dim] * walk.shape[dim]
      index[dim] = 0
    }
    if (dim < 0) return
  }
}

function inPieces(
  offsets: number[],
  count: number,
  steps: readonly number[],
  row: (offsets: number[], count: number, steps: readonly number[]) => void,
): void {
  const start = offsets.slice()
  for (let done = 0; done < count; done += POLL_ELEMENTS) {
    for (let k = 0; k < offsets.length; k++) offsets[k] = start[k] + done * steps[k]
    row(offsets, Math.min(POLL_ELEMENTS, count - done), steps)
    poll()
  }
  for (let k = 0; k < offsets.length; k++) offsets[k] = start[k]
}

/** The elements in row-major order, in a dense array that the caller may not change: the array itself if it is dense. */
export function dense(array: NdArray): Data {
  const { width } = array.dtype
  const length = numel(array.shape) * width
  if (isDense(array)) {
    const start = array.offset * width
    return start === 0 && array.data.length === length
      ? array.data
      : array.data.subarray(start, start + length)
  }
  const result = new array.dtype.array(length)
  let at = 0
  forEachRow(array.shape, [array], ([offset], count, [step]) => {
    if (width === 1) for (let i = 0; i < count; i++, offset += step) result[at++] = array.data[offset]
    else {
      for (let i = 0; i < count; i++, offset += step) {
        result[at++] = array.data[2 * offset]
        result[at++] = array.data[2 * offset + 1]
      }
    }
  })
  return result
}
