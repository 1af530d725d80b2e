/** The WebAssembly matrix product gives the plain one's numbers, bit for bit. */
import { describe, expect, test } from 'vitest'
import { gemmPlain, rowMajor, transposed } from '../../src/compute/gemm.js'
import { gemmTiled } from '../../src/compute/gemm-wasm.js'
import type { NumberData } from '../../src/tensor/dtype.js'

/** [m, n, k]: whole tiles, tiles cut off at either edge, more rows and columns than a block has, a long sum. */
const SIZES = [
  [4, 4, 1],
  [5, 7, 9],
  [1, 1, 3],
  [3, 18, 2],
  [260, 9, 5],
  [6, 2051, 3],
  [6, 5, 140_000],
] as const

/** Numbers of very different size, whose sums depend on their order, with signs, zeros and infinities among them. */
function numbers(kind: new (length: number) => NumberData, length: number, seed: number): NumberData {
  const out = new kind(length)
  let state = seed
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const size = state % 1009 === 0 ? 0 : 2 ** ((state >>> 8) % 21)
    out[i] = ((state & 1) === 0 ? size : -size) / 3
  }
  return out
}

describe.each([Float32Array, Float64Array, Int32Array])('%o', (kind) => {
  test.each(SIZES)('%i × %i, %i products each', (m, n, k) => {
    const a = rowMajor(numbers(kind, m * k + 2, 1), 2, k)
    const b = transposed(rowMajor(numbers(kind, k * n + 3, 2), 3, k))
    for (const accumulate of [false, true]) {
      const plain = numbers(kind, m * n + 1, 3)
      const tiled = numbers(kind, m * n + 1, 3)
      gemmPlain(m, n, k, a, b, plain, 1, accumulate)
      gemmTiled(m, n, k, a, b, tiled, 1, accumulate)
      expect(tiled).toEqual(plain)
    }
  })
})

test('infinities and NaN', () => {
  const a = rowMajor(Float32Array.of(1, Infinity, 0, NaN, -Infinity, 2, -0, 1), 0, 2)
  const b = rowMajor(Float32Array.of(0, 1, Infinity, -1, 2, 0, 1, -Infinity), 0, 4)
  const plain = new Float32Array(16)
  const tiled = new Float32Array(16)
  gemmPlain(4, 4, 2, a, b, plain, 0, false)
  gemmTiled(4, 4, 2, a, b, tiled, 0, false)
  expect(tiled).toEqual(plain)
})
