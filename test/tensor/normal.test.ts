/** The WebAssembly transform of uniforms into normals gives the plain one's numbers, bit for bit. */
import { expect, test } from 'vitest'
import { Engine } from '../../src/tensor/mt19937.js'
import { transform } from '../../src/tensor/normal.js'
import { AT_ONCE, isTransformable, transformer } from '../../src/tensor/normal-wasm.js'

/** Uniforms of 24 bits: random ones, and all pairs of the first, the last and those about the borders of octants and mantissas. */
const EDGES = [
  0, 1, 2, 3, 0x7fffff, 0x800000, 0xffffff, 0xfffffe, 0x4afb0d, 0x4afb0c, 0x200000, 0x1fffff, 0x600001,
].map((bits) => bits / 0x1000000)

function uniforms(count: number, seed: number): Float32Array {
  const engine = new Engine()
  engine.words.forEach((_, i, words) => {
    words[i] = Math.imul(i + 1, 0x9e3779b1) ^ seed
  })
  const data = Float32Array.from({ length: count }, () => engine.u24())
  if (seed === 0)
    EDGES.flatMap((radius) => EDGES.map((angle) => [radius, angle])).forEach(([radius, angle], i) => {
      data[Math.floor(i / 8) * 16 + (i % 8)] = radius
      data[Math.floor(i / 8) * 16 + (i % 8) + 8] = angle
    })
  return data
}

const bits = (data: Float32Array) => new Int32Array(data.buffer)

/** How many calls met a rounding that the kernel leaves to others; the rest agree. */
function ties(mean: number, std: number, calls: number): number {
  const fast = transformer(Math.fround(mean), Math.fround(std))
  let left = 0
  for (let seed = 0; seed < calls; seed++) {
    const plain = uniforms(AT_ONCE, seed)
    const data = plain.slice()
    if (fast(data, 0, AT_ONCE))
      for (let i = 0; i < AT_ONCE; i += 16) transform(plain, i, Math.fround(mean), Math.fround(std))
    else left++
    expect(bits(data)).toEqual(bits(plain))
  }
  return left
}

test.each([
  [0, 1],
  [0, 0.02],
  [0.37, 1.7],
  [-5, 3e-6],
  [0, 1.5],
  [1000, 913.37],
])('mean %d, deviation %d', (mean, std) => {
  expect(isTransformable(mean, std)).toBe(true)
  expect(ties(mean, std, 400)).toBeLessThan(40)
})

test('numbers so small that they have fewer digits are left to others', () => {
  expect(isTransformable(0, 1e-38)).toBe(false)
  expect(isTransformable(1e-30, 1)).toBe(false)
  expect(isTransformable(NaN, 1)).toBe(false)
  expect(isTransformable(0, Infinity)).toBe(false)
})
