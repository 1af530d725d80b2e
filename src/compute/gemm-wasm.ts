/**
 * The matrix product of `gemm.ts` in WebAssembly SIMD, for products that are large enough. Both factors are packed into
 * tiles of four rows or columns in double precision; a kernel that keeps sixteen sums in registers runs over them. Every sum is
 * taken in the order of the plain loops, without fused operations: the results are the same to the last bit.
 */

import { copyOf } from '../base/own.js'
import {
  assemble,
  ensure,
  f64x2,
  get,
  I32,
  i32,
  instantiate,
  type Kernel,
  load,
  minus,
  plus,
  repeat,
  set,
  splat64,
  store,
  V128,
  zeros,
} from '../base/wasm.js'
import type { NumberData } from '../tensor/dtype.js'
import { poll } from '../tensor/storage.js'
import type { Matrix } from './gemm.js'

/** Rows and columns of a tile. */
export const TILE = 4
const BYTES = 8
const STEP = TILE * BYTES

/** Elements of a packed block of one factor, and the most rows and columns of a block: about 4 MB each. */
const BLOCK = 1 << 19
const MAX_ROWS = 256
const MAX_COLUMNS = 2048

/** Multiply-adds of one call: the engine replaces code by better code only between calls. */
const PER_CALL = 1 << 20

/** Products below this many multiply-adds, or thinner than a tile, gain nothing from being packed. */
const WORTHWHILE = 1 << 15
export const isWorthwhile = (m: number, n: number, k: number): boolean =>
  m >= TILE && n >= TILE && m * n * k >= WORTHWHILE

/**
 * run(a, b, c, rowTiles, columnTiles, k): c's tiles, one after the other, row tiles innermost, from addresses of packed a and b.
 * All counts are at least 1.
 */
function kernel(): Uint8Array<ArrayBuffer> {
  const [a, b, c, rowTiles, columnTiles, k] = [0, 1, 2, 3, 4, 5]
  const [i, p, atA, atB] = [6, 7, 8, 9]
  const [b0, b1, factor] = [10, 11, 12]
  const sums = Array.from({ length: TILE * 2 }, (_, s) => 13 + s)
  const advance = (local: number, by: number) => [get(local), i32(by), plus, set(local)].flat()
  const countDown = (local: number) => [get(local), i32(1), minus, set(local), get(local)].flat()
  const onto = (sum: number, column: number) =>
    [get(sum), get(factor), get(column), f64x2.mul, f64x2.add, set(sum)].flat()

  const oneStep = [
    ...[get(atB), load(0), set(b0), get(atB), load(16), set(b1)],
    ...Array.from({ length: TILE }, (_, r) => [
      ...[get(atA), splat64(r * BYTES), set(factor)].flat(),
      ...onto(sums[2 * r], b0),
      ...onto(sums[2 * r + 1], b1),
    ]),
    advance(atA, STEP),
    advance(atB, STEP),
  ]
  const oneTile = [
    ...sums.flatMap((sum) => [zeros, set(sum)]),
    ...[get(k), set(p), get(b), set(atB)],
    repeat(...oneStep, countDown(p)),
    ...sums.flatMap((sum, s) => [get(c), get(sum), store(16 * s)]),
    advance(c, STEP * TILE),
  ]
  const body = repeat(
    ...[get(rowTiles), set(i), get(a), set(atA)],
    repeat(...oneTile, countDown(i)),
    ...[get(atB), set(b)],
    countDown(columnTiles),
  )
  const locals = [
    { count: 4, type: I32 },
    { count: 3 + sums.length, type: V128 },
  ]
  return assemble(6, locals, body)
}

let loaded: Kernel | null = null
let view = new Float64Array(0)

/** The kernel, made when first asked for, with room for so many numbers. */
function kernelWith(numbers: number): Kernel {
  loaded ??= instantiate(kernel())
  ensure(loaded, numbers * BYTES)
  if (view.buffer !== loaded.memory.buffer) view = new Float64Array(loaded.memory.buffer)
  return loaded
}

const tilesIn = (count: number): number => Math.ceil(count / TILE)

/**
 * Lines `from` to `to` of a matrix's rows or columns, four interleaved in each tile, from position `put` of the room on; lines that are
 * missing are zeros. `across` leads from one line to the next, `along` from one of a line's `k` elements to the next. It stands by itself,
 * with nothing from around it, for it is copied.
 */
function pack(
  room: Float64Array,
  { data, offset }: Matrix,
  across: number,
  along: number,
  k: number,
  from: number,
  to: number,
  put: number,
): void {
  for (let line = from; line < to; line += 4) {
    const lines = Math.min(4, to - line)
    let at = offset + line * across
    if (lines === 4) {
      for (let p = 0; p < k; p++, at += along, put += 4) {
        room[put] = data[at]
        room[put + 1] = data[at + across]
        room[put + 2] = data[at + 2 * across]
        room[put + 3] = data[at + 3 * across]
      }
    } else {
      for (let p = 0; p < k; p++, at += along, put += 4)
        for (let q = 0; q < 4; q++) room[put + q] = q < lines ? data[at + q * across] : 0
    }
  }
}

/** For each kind of array one of its own. */
let packSingle: typeof pack | null = null
const packerFor = ({ data }: Matrix): typeof pack =>
  data instanceof Float32Array ? (packSingle ??= copyOf(pack)) : pack

/**
 * A factor whose columns are made when they are packed: puts columns `from` to `to` into tiles from position `put` on, as `pack` does.
 */
export type Columns = (room: Float64Array, from: number, to: number, put: number) => void

/** As `gemm`, whose arguments these are. */
export function gemmTiled(
  m: number,
  n: number,
  k: number,
  a: Matrix,
  b: Matrix | Columns,
  c: NumberData,
  co: number,
  accumulate: boolean,
): void {
  const fit = Math.max(TILE, Math.floor(BLOCK / k / TILE) * TILE)
  const rowsAtOnce = Math.min(MAX_ROWS, fit)
  const columnsAtOnce = Math.min(MAX_COLUMNS, fit)
  const rowRoom = Math.min(rowsAtOnce, tilesIn(m) * TILE)
  const columnRoom = Math.min(columnsAtOnce, tilesIn(n) * TILE)
  const atB = rowRoom * k
  const atC = atB + columnRoom * k
  const { run } = kernelWith(atC + rowRoom * columnRoom)
  for (let j = 0; j < n; j += columnsAtOnce) {
    const columns = Math.min(columnsAtOnce, n - j)
    if (typeof b === 'function') b(view, j, j + columns, atB)
    else packerFor(b)(view, b, b.along, b.down, k, j, j + columns, atB)
    for (let i = 0; i < m; i += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, m - i)
      packerFor(a)(view, a, a.down, a.along, k, i, i + rows, 0)
      const perTile = tilesIn(rows) * TILE * TILE
      const atOnce = Math.max(1, Math.floor(PER_CALL / (perTile * k)))
      for (let t = 0, last = tilesIn(columns); t < last; t += atOnce) {
        const tiles = Math.min(atOnce, last - t)
        run(0, (atB + t * TILE * k) * BYTES, (atC + t * perTile) * BYTES, tilesIn(rows), tiles, k)
      }
      unpack(c, co + i * n + j, n, rows, columns, atC, accumulate)
      poll()
    }
  }
}

/** The tiles of a block of the product, to where they belong. */
function unpack(
  c: NumberData,
  to: number,
  n: number,
  rows: number,
  columns: number,
  from: number,
  accumulate: boolean,
): void {
  const perColumnTile = tilesIn(rows) * TILE * TILE
  for (let i = 0; i < rows; i++) {
    // Row i lies in row tile ⌊i / 4⌋, whose columns come tile by tile.
    let at = from + Math.floor(i / TILE) * TILE * TILE + (i % TILE) * TILE
    const put = to + i * n
    for (let j = 0; j < columns; j += TILE, at += perColumnTile) {
      const width = Math.min(TILE, columns - j)
      if (accumulate) for (let q = 0; q < width; q++) c[put + j + q] += view[at + q]
      else for (let q = 0; q < width; q++) c[put + j + q] = view[at + q]
    }
  }
}
