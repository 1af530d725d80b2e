/**
 * Regions of images, as detectors take them: which boxes cover one another too much, and a region's content in a grid of bins,
 * sampled between pixels (align) or over whole pixels (pool).
 *
 * A region is five numbers: the image's index and the box (x1, y1, x2, y2). Everything is rounded to the input's type step by step,
 * as torchvision's kernels reckon.
 */
import type { NumberData } from '../tensor/dtype.js'
import { poll } from '../tensor/storage.js'

type Round = (x: number) => number

/** How reckoning rounds in numbers of this kind. */
const roundingOf = (data: NumberData): Round => (data instanceof Float64Array ? (x) => x : Math.fround)

/** Half away from zero, as C rounds. */
const nearest = (x: number): number => Math.sign(x) * Math.round(Math.abs(x))

const clip = (x: number, most: number): number => Math.min(Math.max(x, 0), most)

/**
 * The boxes that are left when every one that overlaps a better one by more than `threshold` (intersection over union) goes; best
 * first. `order` is the boxes by falling score.
 */
export function suppress(boxes: NumberData, order: Int32Array, threshold: number): Int32Array {
  const round = roundingOf(boxes)
  const n = order.length
  const areas = Float64Array.from({ length: n }, (_, i) =>
    round(round(boxes[4 * i + 2] - boxes[4 * i]) * round(boxes[4 * i + 3] - boxes[4 * i + 1])),
  )
  const gone = new Uint8Array(n)
  const kept: number[] = []
  for (let a = 0; a < n; a++) {
    const i = order[a]
    if (gone[i] === 1) continue
    kept.push(i)
    const [x1, y1, x2, y2] = boxes.slice(4 * i, 4 * i + 4) as Float64Array
    for (let b = a + 1; b < n; b++) {
      const j = order[b]
      if (gone[j] === 1) continue
      const left = Math.max(x1, boxes[4 * j])
      const top = Math.max(y1, boxes[4 * j + 1])
      const right = Math.min(x2, boxes[4 * j + 2])
      const bottom = Math.min(y2, boxes[4 * j + 3])
      const both = round(Math.max(0, round(right - left)) * Math.max(0, round(bottom - top)))
      if (round(both / round(round(areas[i] + areas[j]) - both)) > threshold) gone[j] = 1
    }
    if ((a & 63) === 0) poll()
  }
  return Int32Array.from(kept)
}

/** What a region's grid of bins looks like. */
export interface Grid {
  readonly channels: number
  readonly height: number
  readonly width: number
  /** Bins in a column and in a row. */
  readonly rows: number
  readonly columns: number
  /** From the box's coordinates to the image's. */
  readonly scale: number
  /** Every bin has channels of its own. */
  readonly sensitive: boolean
}

/** How bins are sampled. */
export interface Sampled extends Grid {
  /** Samples along a bin's side; 0 where its size says how many. */
  readonly ratio: number
  /** Pixels' centres lie at halves; boxes may be as small as they like. */
  readonly aligned: boolean
  /** Samples are divided by no less than this. */
  readonly least: number
}

/** The four pixels around every sample of a region's bins with their weights, bin by bin; a sample outside has the pixel −1. */
interface Samples {
  readonly image: number
  readonly each: number
  /** What a bin's samples are divided by: their number, unless the box is turned inside out. */
  readonly parts: number
  readonly pixels: Int32Array
  readonly weights: NumberData
}

const outChannels = ({ channels, rows, columns, sensitive }: Grid): number =>
  sensitive ? Math.floor(channels / (rows * columns)) : channels

function samplesOf(regions: NumberData, n: number, grid: Sampled, round: Round): Samples {
  const { rows, columns, height, width, ratio, aligned } = grid
  const scale = round(grid.scale)
  const [left, top, right, bottom] = [1, 2, 3, 4].map((i) =>
    round(round(regions[5 * n + i] * scale) - (aligned ? 0.5 : 0)),
  )
  const side = (from: number, to: number): number =>
    aligned ? round(to - from) : Math.max(round(to - from), 1)
  const [w, h] = [side(left, right), side(top, bottom)]
  const [binH, binW] = [round(h / rows), round(w / columns)]
  const [high, wide] = ratio > 0 ? [ratio, ratio] : [Math.ceil(binH), Math.ceil(binW)]
  const [down, across] = [Math.max(high, 0), Math.max(wide, 0)]
  const each = down * across
  const pixels = new Int32Array(4 * rows * columns * each)
  const weights = new Float64Array(pixels.length)
  let at = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [startY, startX] = [round(top + round(row * binH)), round(left + round(column * binW))]
      for (let iy = 0; iy < down; iy++) {
        const y = round(startY + round(round((iy + 0.5) * binH) / down))
        for (let ix = 0; ix < across; ix++, at += 4) {
          const x = round(startX + round(round((ix + 0.5) * binW) / across))
          if (!(y >= -1 && y <= height && x >= -1 && x <= width)) {
            pixels.fill(-1, at, at + 4)
            continue
          }
          const y0 = Math.min(Math.trunc(Math.max(y, 0)), height - 1)
          const x0 = Math.min(Math.trunc(Math.max(x, 0)), width - 1)
          const [y1, x1] = [Math.min(y0 + 1, height - 1), Math.min(x0 + 1, width - 1)]
          const ly = y0 === height - 1 ? 0 : round(Math.max(y, 0) - y0)
          const lx = x0 === width - 1 ? 0 : round(Math.max(x, 0) - x0)
          const [hy, hx] = [round(1 - ly), round(1 - lx)]
          pixels.set([y0 * width + x0, y0 * width + x1, y1 * width + x0, y1 * width + x1], at)
          weights.set([round(hy * hx), round(hy * lx), round(ly * hx), round(ly * lx)], at)
        }
      }
    }
  }
  return {
    image: Math.trunc(regions[5 * n]),
    each,
    parts: Math.max(high * wide, grid.least),
    pixels,
    weights,
  }
}

/** The mean of every bin's samples. */
export function sampleRegions(input: NumberData, regions: NumberData, grid: Sampled, out: NumberData): void {
  const round = roundingOf(input)
  const bins = grid.rows * grid.columns
  const count = outChannels(grid)
  let at = 0
  for (let n = 0; n < regions.length / 5; n++) {
    const { image, each, parts, pixels, weights } = samplesOf(regions, n, grid, round)
    for (let c = 0; c < count; c++) {
      let k = 0
      for (let bin = 0; bin < bins; bin++, at++) {
        const plane = planeOf(grid, image, c, bin)
        let sum = 0
        for (let s = 0; s < each; s++, k += 4) {
          if (pixels[k] < 0) continue
          const upper = round(
            round(weights[k] * input[plane + pixels[k]]) +
              round(weights[k + 1] * input[plane + pixels[k + 1]]),
          )
          const three = round(upper + round(weights[k + 2] * input[plane + pixels[k + 2]]))
          sum = round(sum + round(three + round(weights[k + 3] * input[plane + pixels[k + 3]])))
        }
        out[at] = sum / parts
      }
    }
    poll()
  }
}

/** The gradient of `sampleRegions`; `out` is the images, zeroed. */
export function sampleRegionsBack(
  grad: NumberData,
  regions: NumberData,
  grid: Sampled,
  out: NumberData,
): void {
  const round = roundingOf(grad)
  const bins = grid.rows * grid.columns
  const count = outChannels(grid)
  let at = 0
  for (let n = 0; n < regions.length / 5; n++) {
    const { image, each, pixels, weights } = samplesOf(regions, n, grid, round)
    for (let c = 0; c < count; c++) {
      let k = 0
      for (let bin = 0; bin < bins; bin++, at++) {
        const plane = planeOf(grid, image, c, bin)
        for (let end = k + 4 * each; k < end; k++) {
          if (pixels[k] >= 0) out[plane + pixels[k]] += round(round(grad[at] * weights[k]) / each)
        }
      }
    }
    poll()
  }
}

function planeOf(grid: Grid, image: number, channel: number, bin: number): number {
  const own = grid.sensitive ? channel * grid.rows * grid.columns + bin : channel
  return (image * grid.channels + own) * grid.height * grid.width
}

/** The pixels of every bin of a region: rows from `top` to before `bottom`, columns from `left` to before `right`. */
interface Bin {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** `edge`: how far from the image's end bins stop at the latest; `extra` makes both ends of a box belong to it. */
function binsOf(
  regions: NumberData,
  n: number,
  grid: Grid,
  edge: number,
  extra: number,
  round: Round,
): Bin[] {
  const { rows, columns, height, width } = grid
  const scale = round(grid.scale)
  const [left, top, right, bottom] = [1, 2, 3, 4].map((i) => nearest(round(regions[5 * n + i] * scale)))
  const binH = round(Math.max(bottom - top + extra, 1) / rows)
  const binW = round(Math.max(right - left + extra, 1) / columns)
  return Array.from({ length: rows * columns }, (_, bin) => {
    const [row, column] = [Math.floor(bin / columns), bin % columns]
    return {
      top: clip(Math.floor(round(row * binH)) + top, height - edge),
      bottom: clip(Math.ceil(round((row + 1) * binH)) + top, height - edge),
      left: clip(Math.floor(round(column * binW)) + left, width - edge),
      right: clip(Math.ceil(round((column + 1) * binW)) + left, width - edge),
    }
  })
}

/** The largest pixel of every bin and its place in the plane, −1 where the bin is empty. */
export function largestInRegions(
  input: NumberData,
  regions: NumberData,
  grid: Grid,
  out: NumberData,
  places: NumberData,
): void {
  const round = roundingOf(input)
  const lowest = input instanceof Float64Array ? -Number.MAX_VALUE : -3.4028234663852886e38
  let at = 0
  for (let n = 0; n < regions.length / 5; n++) {
    const bins = binsOf(regions, n, grid, 0, 1, round)
    for (let c = 0; c < grid.channels; c++) {
      const plane = planeOf(grid, Math.trunc(regions[5 * n]), c, 0)
      for (const { top, bottom, left, right } of bins) {
        let best = bottom <= top || right <= left ? 0 : lowest
        let place = -1
        for (let y = top; y < bottom; y++) {
          for (let x = left; x < right; x++) {
            const value = input[plane + y * grid.width + x]
            if (value > best) {
              best = value
              place = y * grid.width + x
            }
          }
        }
        out[at] = best
        places[at++] = place
      }
    }
    poll()
  }
}

/** The gradient of `largestInRegions`. */
export function largestInRegionsBack(
  grad: NumberData,
  regions: NumberData,
  places: NumberData,
  grid: Grid,
  out: NumberData,
): void {
  const bins = grid.rows * grid.columns
  for (let at = 0; at < grad.length; at++) {
    const n = Math.floor(at / (bins * grid.channels))
    const plane = planeOf(grid, Math.trunc(regions[5 * n]), Math.floor(at / bins) % grid.channels, 0)
    if (places[at] >= 0) out[plane + places[at]] += grad[at]
  }
}

/** The mean of every bin's pixels, each bin in channels of its own. */
export function meanOfRegions(input: NumberData, regions: NumberData, grid: Grid, out: NumberData): void {
  const round = roundingOf(input)
  let at = 0
  for (let n = 0; n < regions.length / 5; n++) {
    // Forwards the last row and column are never read; backwards they are written.
    const bins = binsOf(regions, n, grid, 1, 0, round)
    for (let c = 0; c < outChannels(grid); c++) {
      bins.forEach(({ top, bottom, left, right }, bin) => {
        const plane = planeOf(grid, Math.trunc(regions[5 * n]), c, bin)
        let sum = 0
        for (let y = top; y < bottom; y++)
          for (let x = left; x < right; x++) sum = round(sum + input[plane + y * grid.width + x])
        out[at++] = bottom <= top || right <= left ? 0 : sum / ((bottom - top) * (right - left))
      })
    }
    poll()
  }
}

/** The gradient of `meanOfRegions`. */
export function meanOfRegionsBack(grad: NumberData, regions: NumberData, grid: Grid, out: NumberData): void {
  const round = roundingOf(grad)
  const count = outChannels(grid)
  const cells = grid.rows * grid.columns
  for (let n = 0; n < regions.length / 5; n++) {
    const bins = binsOf(regions, n, grid, 0, 0, round)
    bins.forEach(({ top, bottom, left, right }, bin) => {
      for (let c = 0; c < count; c++) {
        const plane = planeOf(grid, Math.trunc(regions[5 * n]), c, bin)
        const share = round(grad[(n * count + c) * cells + bin] / ((bottom - top) * (right - left)))
        for (let y = top; y < bottom; y++)
          for (let x = left; x < right; x++) out[plane + y * grid.width + x] += share
      }
    })
  }
}
