/**
 * Convolution as matrix products: the windows of one batch element are gathered into columns (im2col), once per group,
 * and multiplied by the weight; large ones straight into the tiles of the product. The same gather, run backwards (col2im), gives the input's gradient, which is also
 * what a transposed convolution computes. Any number of spatial dims.
 */
import type { NumberData } from '../tensor/dtype.js'
import { numel } from '../tensor/shape.js'
import { poll } from '../tensor/storage.js'
import { gemm, rowMajor, transposed } from './gemm.js'
import { type Columns, gemmTiled, isWorthwhile, TILE } from './gemm-wasm.js'

/** The sizes of a convolution from `image` (spatial sizes) to `windows` (spatial sizes of the output). */
export interface Windows {
  readonly image: readonly number[]
  readonly kernel: readonly number[]
  readonly windows: readonly number[]
  readonly stride: readonly number[]
  readonly padding: readonly number[]
  readonly dilation: readonly number[]
}

/**
 * For every kernel position and every window, the offset within the image that it reads, or −1 in the padding:
 * `table[k · windows + w]`. Computed once and used for every batch element and channel.
 */
export function gatherTable({ image, kernel, windows, stride, padding, dilation }: Windows): Int32Array {
  const rank = image.length
  const positions = numel(kernel)
  const count = numel(windows)
  const table = new Int32Array(positions * count)
  const tap = new Array<number>(rank).fill(0)
  for (let k = 0; k < positions; k++) {
    const at = new Array<number>(rank).fill(0)
    for (let w = 0; w < count; w++) {
      let offset = 0
      for (let d = 0; d < rank; d++) {
        const x = at[d] * stride[d] + tap[d] * dilation[d] - padding[d]
        if (x < 0 || x >= image[d]) {
          offset = -1
          break
        }
        offset = offset * image[d] + x
      }
      table[k * count + w] = offset
      advance(at, windows)
    }
    advance(tap, kernel)
  }
  return table
}

const readsPadding = (table: Int32Array): boolean => table.includes(-1)

function advance(index: number[], sizes: readonly number[]): void {
  for (let d = index.length - 1; d >= 0; d--) {
    if (++index[d] < sizes[d]) return
    index[d] = 0
  }
}

/** Copies the windows of `channels` planes starting at `from` into rows of columns. */
function gather(
  image: NumberData,
  from: number,
  channels: number,
  plane: number,
  table: Int32Array,
  columns: Float64Array,
): void {
  const rows = table.length
  for (let c = 0; c < channels; c++) {
    const base = from + c * plane
    const to = c * rows
    for (let i = 0; i < rows; i++) {
      const offset = table[i]
      columns[to + i] = offset < 0 ? 0 : image[base + offset]
    }
  }
}

/** The columns of `gather`, put into the tiles of a product as they are made. */
function tilesOf(
  image: NumberData,
  from: number,
  channels: number,
  plane: number,
  table: Int32Array,
  padded: boolean,
  count: number,
): Columns {
  return (room, first, last, put) => {
    for (let w = first; w < last; w += TILE) {
      const whole = w + TILE <= last
      for (let c = 0, base = from; c < channels; c++, base += plane) {
        if (whole && !padded) {
          for (let at = w; at < table.length; at += count, put += TILE) {
            room[put] = image[base + table[at]]
            room[put + 1] = image[base + table[at + 1]]
            room[put + 2] = image[base + table[at + 2]]
            room[put + 3] = image[base + table[at + 3]]
          }
          continue
        }
        for (let at = w; at < table.length; at += count, put += TILE) {
          if (whole) {
            const p = table[at]
            const q = table[at + 1]
            const r = table[at + 2]
            const s = table[at + 3]
            room[put] = p < 0 ? 0 : image[base + p]
            room[put + 1] = q < 0 ? 0 : image[base + q]
            room[put + 2] = r < 0 ? 0 : image[base + r]
            room[put + 3] = s < 0 ? 0 : image[base + s]
          } else {
            for (let i = 0; i < TILE; i++) {
              const offset = w + i < last ? table[at + i] : -1
              room[put + i] = offset < 0 ? 0 : image[base + offset]
            }
          }
        }
      }
    }
  }
}

/** The transposed columns of `gather`, a line for each tap, put into tiles likewise. */
function tapTilesOf(
  image: NumberData,
  from: number,
  taps: number,
  plane: number,
  table: Int32Array,
  padded: boolean,
  count: number,
): Columns {
  const baseOf = (line: number): number => from + Math.floor(line / taps) * plane
  return (room, first, last, put) => {
    for (let line = first; line < last; line += TILE) {
      const lines = Math.min(TILE, last - line)
      if (lines === TILE && !padded) {
        const [b0, b1, b2, b3] = [baseOf(line), baseOf(line + 1), baseOf(line + 2), baseOf(line + 3)]
        const [t0, t1, t2, t3] = [0, 1, 2, 3].map((q) => ((line + q) % taps) * count)
        for (let w = 0; w < count; w++, put += TILE) {
          room[put] = image[b0 + table[t0 + w]]
          room[put + 1] = image[b1 + table[t1 + w]]
          room[put + 2] = image[b2 + table[t2 + w]]
          room[put + 3] = image[b3 + table[t3 + w]]
        }
        continue
      }
      for (let q = 0; q < TILE; q++) {
        const base = baseOf(line + q)
        const start = ((line + q) % taps) * count
        for (let w = 0, to = put + q; w < count; w++, to += TILE) {
          const offset = q < lines ? table[start + w] : -1
          room[to] = offset < 0 ? 0 : image[base + offset]
        }
      }
      put += TILE * count
    }
  }
}

/** Sizes shared by the three products of a convolution. All arrays are dense. */
export interface ConvSizes extends Windows {
  readonly batch: number
  readonly groups: number
  /** Channels of the image and of the windows side, in all groups together. */
  readonly inChannels: number
  readonly outChannels: number
}

/** What all three products reckon with: elements of a plane, windows, taps, and the channels of one group. */
const measured = (sizes: ConvSizes) => ({
  ...sizes,
  plane: numel(sizes.image),
  count: numel(sizes.windows),
  taps: numel(sizes.kernel),
  cin: sizes.inChannels / sizes.groups,
  cout: sizes.outChannels / sizes.groups,
})

/** out[n, o, w] = Σ weight[o, c, k] · image[n, c, window w's tap k] (+ bias[o]) */
export function convolve(
  sizes: ConvSizes,
  image: NumberData,
  weight: NumberData,
  bias: NumberData | null,
  out: NumberData,
): void {
  const { batch, groups, inChannels, outChannels, plane, count, taps, cin, cout } = measured(sizes)
  if (count === 0 || batch === 0) return
  const table = gatherTable(sizes)
  const depthwise = cin === 1 && cout === 1
  const rows = cin * taps
  const tiled = isWorthwhile(cout, count, rows)
  const padded = readsPadding(table)
  const columns = depthwise || tiled ? null : new Float64Array(rows * count)
  for (let n = 0; n < batch; n++) {
    for (let g = 0; g < groups; g++) {
      const to = (n * outChannels + g * cout) * count
      const from = (n * inChannels + g * cin) * plane
      const filters = rowMajor(weight, g * cout * rows, rows)
      if (depthwise) depthwiseRow(image, from, weight, g * taps, taps, table, count, out, to)
      else if (columns === null)
        gemmTiled(
          cout,
          count,
          rows,
          filters,
          tilesOf(image, from, cin, plane, table, padded, count),
          out,
          to,
          false,
        )
      else {
        gather(image, from, cin, plane, table, columns)
        gemm(cout, count, rows, filters, rowMajor(columns, 0, count), out, to)
      }
    }
    if (bias !== null) {
      for (let o = 0; o < outChannels; o++) {
        const value = bias[o]
        const start = (n * outChannels + o) * count
        for (let w = start; w < start + count; w++) out[w] += value
      }
    }
    poll()
  }
}

function depthwiseRow(
  image: NumberData,
  from: number,
  weight: NumberData,
  at: number,
  taps: number,
  table: Int32Array,
  count: number,
  out: NumberData,
  to: number,
): void {
  const sums = new Float64Array(count)
  for (let k = 0; k < taps; k++) {
    const factor = weight[at + k]
    const row = k * count
    for (let w = 0; w < count; w++) {
      const offset = table[row + w]
      if (offset >= 0) sums[w] += factor * image[from + offset]
    }
  }
  for (let w = 0; w < count; w++) out[to + w] = sums[w]
}

/**
 * image[n, c, x] = Σ weight[o, c, k] · out[n, o, w] over all windows w whose tap k reads x: the gradient of `convolve`
 * for its image, and the forward pass of a transposed convolution.
 */
export function convolveTransposed(
  sizes: ConvSizes,
  out: NumberData,
  weight: NumberData,
  bias: NumberData | null,
  image: NumberData,
): void {
  const { batch, groups, inChannels, outChannels, plane, count, taps, cin, cout } = measured(sizes)
  const rows = cin * taps
  const table = gatherTable(sizes)
  const columns = new Float64Array(rows * count)
  const planes = new Float64Array(cin * plane)
  for (let g = 0; g < groups; g++) {
    const filters = transposed(rowMajor(weight, g * cout * rows, rows))
    for (let n = 0; n < batch; n++) {
      gemm(rows, count, cout, filters, rowMajor(out, (n * outChannels + g * cout) * count, count), columns, 0)
      planes.fill(0)
      for (let c = 0; c < cin; c++) {
        const from = c * table.length
        const base = c * plane
        for (let i = 0; i < table.length; i++) {
          const offset = table[i]
          if (offset >= 0) planes[base + offset] += columns[from + i]
        }
      }
      const to = (n * inChannels + g * cin) * plane
      for (let i = 0; i < planes.length; i++)
        image[to + i] = planes[i] + (bias === null ? 0 : bias[g * cin + Math.floor(i / plane)])
      poll()
    }
  }
}

/** weight[o, c, k] = Σ out[n, o, w] · image[n, c, window w's tap k]: the gradient of `convolve` for its weight. */
export function convolveWeight(
  sizes: ConvSizes,
  image: NumberData,
  out: NumberData,
  weight: NumberData,
): void {
  const { batch, groups, inChannels, outChannels, plane, count, taps, cin, cout } = measured(sizes)
  const rows = cin * taps
  const table = gatherTable(sizes)
  const tiled = isWorthwhile(cout, rows, count)
  const padded = readsPadding(table)
  const columns = new Float64Array(tiled ? 0 : rows * count)
  const sums = new Float64Array(outChannels * rows)
  for (let n = 0; n < batch; n++) {
    for (let g = 0; g < groups; g++) {
      const from = (n * inChannels + g * cin) * plane
      const grads = rowMajor(out, (n * outChannels + g * cout) * count, count)
      if (tiled) {
        const tiles = tapTilesOf(image, from, taps, plane, table, padded, count)
        gemmTiled(cout, rows, count, grads, tiles, sums, g * cout * rows, true)
        continue
      }
      gather(image, from, cin, plane, table, columns)
      gemm(cout, rows, count, grads, transposed(rowMajor(columns, 0, count)), sums, g * cout * rows, true)
    }
    poll()
  }
  for (let i = 0; i < sums.length; i++) weight[i] = sums[i]
}
