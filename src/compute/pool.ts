/** Pooling over windows: the largest element with its place, or the average. Any number of spatial dims, dense planes. */
import type { Data, NumberData } from '../tensor/dtype.js'
import { poll } from '../tensor/storage.js'

/** Windows along one dim: where each begins and ends in the input (clipped), and the step within it. */
export interface Span {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly step: number
}

/** The windows of a dim of length `size`, as slid by a kernel. */
export function slidingSpan(
  size: number,
  count: number,
  kernel: number,
  stride: number,
  padding: number,
  dilation: number,
): Span {
  const starts: number[] = []
  const ends: number[] = []
  for (let i = 0; i < count; i++) {
    let start = i * stride - padding
    const end = Math.min(start + (kernel - 1) * dilation + 1, size)
    while (start < 0) start += dilation
    starts.push(start)
    ends.push(end)
  }
  return { starts, ends, step: dilation }
}

/** The windows of adaptive pooling: `count` of them, as even as can be. */
export function adaptiveSpan(size: number, count: number): Span {
  return {
    starts: Array.from({ length: count }, (_, i) => Math.floor((i * size) / count)),
    ends: Array.from({ length: count }, (_, i) => Math.ceil(((i + 1) * size) / count)),
    step: 1,
  }
}

/** Calls `visit(output position, input positions of the window)` for every window of one plane. */
function forEachWindow(
  sizes: readonly number[],
  spans: readonly Span[],
  visit: (at: number, offsets: number[]) => void,
): void {
  const rank = sizes.length
  const counts = spans.map(({ starts }) => starts.length)
  const index = new Array<number>(rank).fill(0)
  const total = counts.reduce((n, count) => n * count, 1)
  const offsets: number[] = []
  for (let at = 0; at < total; at++) {
    offsets.length = 0
    collect(0, 0)
    visit(at, offsets)
    for (let d = rank - 1; d >= 0; d--) {
      if (++index[d] < counts[d]) break
      index[d] = 0
    }
  }
  function collect(d: number, base: number): void {
    const { starts, ends, step } = spans[d]
    const end = ends[index[d]]
    for (let x = starts[index[d]]; x < end; x += step) {
      if (d === rank - 1) offsets.push(base * sizes[d] + x)
      else collect(d + 1, base * sizes[d] + x)
    }
  }
}

/** The windows of one plane as flat lists, computed once for all planes: positions, and where each window's begin. */
export interface Windows {
  readonly positions: Int32Array
  readonly bounds: Int32Array
}

export function windowsOf(sizes: readonly number[], spans: readonly Span[]): Windows {
  const positions: number[] = []
  const bounds: number[] = [0]
  forEachWindow(sizes, spans, (_, offsets) => {
    for (const offset of offsets) positions.push(offset)
    bounds.push(positions.length)
  })
  return { positions: Int32Array.from(positions), bounds: Int32Array.from(bounds) }
}

/** The largest element of every window of every plane, and its position in the plane. */
export function maxPool(
  input: Data,
  planes: number,
  plane: number,
  { positions, bounds }: Windows,
  out: Data,
  indices: BigInt64Array,
): void {
  const count = bounds.length - 1
  const from = input as NumberData
  const to = out as NumberData
  for (let p = 0; p < planes; p++) {
    const base = p * plane
    for (let w = 0; w < count; w++) {
      let best = positions[bounds[w]]
      let top = from[base + best]
      for (let k = bounds[w] + 1; k < bounds[w + 1]; k++) {
        const value = from[base + positions[k]]
        if (value > top || value !== value) {
          top = value
          best = positions[k]
        }
      }
      to[p * count + w] = top
      indices[p * count + w] = BigInt(best)
    }
    if ((p & 63) === 0) poll()
  }
}

/** Sums of the windows divided by `divisors[w]`. */
export function averagePool(
  input: NumberData,
  planes: number,
  plane: number,
  { positions, bounds }: Windows,
  divisors: ArrayLike<number>,
  out: NumberData,
): void {
  const count = bounds.length - 1
  for (let p = 0; p < planes; p++) {
    const base = p * plane
    for (let w = 0; w < count; w++) {
      let total = 0
      for (let k = bounds[w]; k < bounds[w + 1]; k++) total += input[base + positions[k]]
      out[p * count + w] = total / divisors[w]
    }
    if ((p & 63) === 0) poll()
  }
}

/** The gradient of `averagePool`: every window's gradient spread evenly over its elements. */
export function averagePoolBack(
  grad: NumberData,
  planes: number,
  plane: number,
  { positions, bounds }: Windows,
  divisors: ArrayLike<number>,
  out: NumberData,
): void {
  const count = bounds.length - 1
  const sums = new Float64Array(plane)
  for (let p = 0; p < planes; p++) {
    sums.fill(0)
    for (let w = 0; w < count; w++) {
      const share = grad[p * count + w] / divisors[w]
      for (let k = bounds[w]; k < bounds[w + 1]; k++) sums[positions[k]] += share
    }
    for (let i = 0; i < plane; i++) out[p * plane + i] = sums[i]
  }
}
