/**
 * Windows of an image whose pixels are taken beside their places, each moved by an offset and weighed by a mask: the columns of a
 * deformable convolution, and their gradients. Rounded to the input's type step by step.
 */
import type { NumberData } from '../tensor/dtype.js'
import { poll } from '../tensor/storage.js'

/** Pairs are (along the height, along the width). */
export interface Deformed {
  readonly batch: number
  readonly channels: number
  readonly size: readonly number[]
  readonly kernel: readonly number[]
  readonly stride: readonly number[]
  readonly padding: readonly number[]
  readonly dilation: readonly number[]
  readonly counts: readonly number[]
  /** Channels fall into so many groups, each with offsets of its own. */
  readonly groups: number
}

/** Where a tap of a window reads: the pixel above left of it, how far it lies below and right of that, and its index in offsets and mask. */
interface Tap {
  readonly batch: number
  readonly group: number
  readonly y: number
  readonly x: number
  /** Of the mask's element; the offset's are `down` and `across`. */
  readonly mask: number
  readonly down: number
  readonly across: number
  /** The row of columns that the group's first channel has for this tap, and the place in it. */
  readonly row: number
  readonly place: number
}

function forEachTap(offset: NumberData, shape: Deformed, visit: (tap: Tap) => void): void {
  const { batch, kernel, stride, padding, dilation, counts, groups, channels } = shape
  const round = offset instanceof Float64Array ? (x: number): number => x : Math.fround
  const plane = counts[0] * counts[1]
  const taps = kernel[0] * kernel[1]
  for (let n = 0; n < batch; n++) {
    for (let group = 0; group < groups; group++) {
      for (let tap = 0; tap < taps; tap++) {
        const i = Math.floor(tap / kernel[1])
        const j = tap % kernel[1]
        const mask = ((n * groups + group) * taps + tap) * plane
        const down = ((n * groups + group) * taps + tap) * 2 * plane
        for (let place = 0; place < plane; place++) {
          const oy = Math.floor(place / counts[1])
          visit({
            batch: n,
            group,
            y: round(oy * stride[0] - padding[0] + i * dilation[0] + offset[down + place]),
            x: round(
              (place % counts[1]) * stride[1] - padding[1] + j * dilation[1] + offset[down + plane + place],
            ),
            mask: mask + place,
            down: down + place,
            across: down + plane + place,
            row: ((n * channels + (group * channels) / groups) * taps + tap) * plane,
            place,
          })
        }
      }
      poll()
    }
  }
}

/** The four pixels around a place, `at` −1 for those outside, and their weights. */
interface Corners {
  readonly at: Int32Array
  readonly weights: NumberData
}

function cornersInto(
  { at, weights }: Corners,
  y: number,
  x: number,
  [height, width]: readonly number[],
): void {
  const round = weights instanceof Float64Array ? (value: number): number => value : Math.fround
  const [top, left] = [Math.floor(y), Math.floor(x)]
  const [ly, lx] = [round(y - top), round(x - left)]
  const [hy, hx] = [round(1 - ly), round(1 - lx)]
  const inside = y > -1 && y < height && x > -1 && x < width
  for (let k = 0; k < 4; k++) {
    const [row, column] = [top + (k >> 1), left + (k & 1)]
    const there = inside && row >= 0 && row < height && column >= 0 && column < width
    at[k] = there ? row * width + column : -1
    weights[k] = (k >> 1 === 0 ? hy : ly) * ((k & 1) === 0 ? hx : lx)
  }
}

const cornersFor = (data: NumberData): Corners => ({
  at: new Int32Array(4),
  weights: data instanceof Float64Array ? new Float64Array(4) : new Float32Array(4),
})

/** The value between four pixels. */
function between(input: NumberData, plane: number, { at, weights }: Corners): number {
  const round = weights instanceof Float64Array ? (value: number): number => value : Math.fround
  let sum = 0
  for (let k = 0; k < 4; k++) sum = round(sum + round(weights[k] * (at[k] < 0 ? 0 : input[plane + at[k]])))
  return sum
}

/** The columns, (batch, channels · kernel, places). */
export function deformedColumns(
  input: NumberData,
  offset: NumberData,
  mask: NumberData | null,
  shape: Deformed,
  out: NumberData,
): void {
  const { channels, size, kernel, groups, counts } = shape
  const [each, taps] = [channels / groups, kernel[0] * kernel[1]]
  const [pixels, step] = [size[0] * size[1], taps * counts[0] * counts[1]]
  const corners = cornersFor(input)
  forEachTap(offset, shape, ({ batch, group, y, x, mask: at, row, place }) => {
    cornersInto(corners, y, x, size)
    const weight = mask === null ? 1 : mask[at]
    for (let c = 0; c < each; c++) {
      const plane = (batch * channels + group * each + c) * pixels
      out[row + c * step + place] = weight * between(input, plane, corners)
    }
  })
}

/** The gradient of the columns for the input; `out` is zeroed. */
export function deformedInputBack(
  grad: NumberData,
  offset: NumberData,
  mask: NumberData | null,
  shape: Deformed,
  out: NumberData,
): void {
  const { channels, size, kernel, groups, counts } = shape
  const [each, taps] = [channels / groups, kernel[0] * kernel[1]]
  const [pixels, step] = [size[0] * size[1], taps * counts[0] * counts[1]]
  const corners = cornersFor(grad)
  const { at, weights } = corners
  const round = grad instanceof Float64Array ? (value: number): number => value : Math.fround
  forEachTap(offset, shape, ({ batch, group, y, x, mask: masked, row, place }) => {
    cornersInto(corners, y, x, size)
    const weight = mask === null ? 1 : mask[masked]
    for (let c = 0; c < each; c++) {
      const plane = (batch * channels + group * each + c) * pixels
      for (let k = 0; k < 4; k++)
        if (at[k] >= 0) out[plane + at[k]] += round(round(weight * weights[k]) * grad[row + c * step + place])
    }
  })
}

/** The gradients of the columns for offsets and mask. */
export function deformedOffsetBack(
  grad: NumberData,
  input: NumberData,
  offset: NumberData,
  mask: NumberData | null,
  shape: Deformed,
  offsets: NumberData,
  masks: NumberData,
): void {
  const { channels, size, kernel, groups, counts } = shape
  const [each, taps] = [channels / groups, kernel[0] * kernel[1]]
  const [pixels, step] = [size[0] * size[1], taps * counts[0] * counts[1]]
  const corners = cornersFor(grad)
  forEachTap(offset, shape, ({ batch, group, y, x, mask: masked, down, across, row, place }) => {
    cornersInto(corners, y, x, size)
    const { at } = corners
    const [dy, dx] = [y - Math.floor(y), x - Math.floor(x)]
    const weight = mask === null ? 1 : mask[masked]
    for (let c = 0; c < each; c++) {
      const plane = (batch * channels + group * each + c) * pixels
      const g = grad[row + c * step + place]
      const [a, b, d, e] = [0, 1, 2, 3].map((k) => (at[k] < 0 ? 0 : input[plane + at[k]]))
      offsets[down] += weight * (dx * (e - b) + (1 - dx) * (d - a)) * g
      offsets[across] += weight * (dy * (e - d) + (1 - dy) * (b - a)) * g
      masks[masked] += g * between(input, plane, corners)
    }
  })
}
