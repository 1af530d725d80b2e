/**
 * NumPy's default bit generator: PCG64 (XSL RR), seeded through SeedSequence, and how numbers are drawn from it: what
 * `numpy.random.default_rng(seed)` gives. The private class `torch._numpy.PCG64`.
 */
import { defineType } from '../python/object/define.js'
import { PyObject, type PyType, type Value } from '../python/object/object.js'
import { toIndex } from '../python/object/protocol.js'
import { PyList } from '../python/object/values.js'
import { array, drawMethod, pieces } from './numpy-draws.js'
import { standardExponential, standardNormal } from './numpy-ziggurat.js'

const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n
const MASK64 = (1n << 64n) - 1n
const MASK128 = (1n << 128n) - 1n

/** SeedSequence: the words of a seed mixed into a pool of four, and words for a generator drawn from it. */
function seedWords(entropy: bigint, count: number): number[] {
  const words: number[] = []
  for (let rest = entropy; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffff_ffffn))
  let constant = 0x43b0d7e5
  const hashed = (value: number): number => {
    let word = value ^ constant
    constant = Math.imul(constant, 0x931e8875)
    word = Math.imul(word, constant)
    return (word ^ (word >>> 16)) >>> 0
  }
  const mixed = (x: number, y: number): number => {
    const word = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) | 0
    return (word ^ (word >>> 16)) >>> 0
  }
  const pool = [0, 1, 2, 3].map((i) => hashed(words[i] ?? 0))
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++) if (from !== to) pool[to] = mixed(pool[to], hashed(pool[from]))
  for (const word of words.slice(4)) for (let to = 0; to < 4; to++) pool[to] = mixed(pool[to], hashed(word))
  let second = 0x8b51f9dd
  return Array.from({ length: count }, (_, i) => {
    let word = pool[i % 4] ^ second
    second = Math.imul(second, 0x58f38ded)
    word = Math.imul(word, second)
    return (word ^ (word >>> 16)) >>> 0
  })
}

class PyPcg64 extends PyObject {
  private state = 0n
  private readonly increment: bigint
  /** The upper half of a word whose lower half was given as 32 bits. */
  private half: number | null = null

  constructor(seed: bigint) {
    super()
    const words = seedWords(seed, 8).map(BigInt)
    const wide = (i: number): bigint => words[2 * i] | (words[2 * i + 1] << 32n)
    this.increment = ((((wide(2) << 64n) | wide(3)) << 1n) | 1n) & MASK128
    this.step()
    this.state = (this.state + ((wide(0) << 64n) | wide(1))) & MASK128
    this.step()
  }

  private step(): void {
    this.state = (this.state * MULTIPLIER + this.increment) & MASK128
  }

  u64(): bigint {
    this.step()
    const high = this.state >> 64n
    const folded = high ^ (this.state & MASK64)
    const turn = high >> 58n
    return ((folded >> turn) | (folded << (64n - turn))) & MASK64
  }

  u32(): number {
    if (this.half !== null) {
      const kept = this.half
      this.half = null
      return kept
    }
    const word = this.u64()
    this.half = Number(word >> 32n)
    return Number(word & 0xffff_ffffn)
  }

  double(): number {
    return Number(this.u64() >> 11n) / 9007199254740992
  }

  readonly legacy = false

  gauss(): number {
    return standardNormal(this)
  }

  exponential(): number {
    return standardExponential(this)
  }

  /** Draws whole numbers from 0 to `most` of so many bits each, several of one word, by Lemire's multiplication. */
  small(most: number, bits: number): () => number {
    const next = pieces(this, bits)
    const all = 2 ** bits
    const range = most + 1
    if (most === 0) return () => 0
    if (range === all) return next
    return () => {
      let product = next() * range
      if (product % all < range) {
        const threshold = (all - range) % range
        while (product % all < threshold) product = next() * range
      }
      return Math.floor(product / all)
    }
  }

  /** A whole number from 0 to `most`, by Lemire's multiplication. */
  below(most: number): number {
    if (most === 0) return 0
    if (most === 0xffff_ffff) return this.u32()
    const small = most < 0xffff_ffff
    const bits = small ? 32n : 64n
    const mask = (1n << bits) - 1n
    const range = BigInt(most) + 1n
    const draw = (): bigint => (small ? BigInt(this.u32()) : this.u64()) * range
    let product = draw()
    if ((product & mask) < range) {
      const threshold = (mask - BigInt(most)) % range
      while ((product & mask) < threshold) product = draw()
    }
    return Number(product >> bits)
  }

  /** `n` of the numbers below `from`, none twice: by Floyd's algorithm, or the end of a shuffle where many are many. */
  chosen(from: number, n: number, shuffled: boolean): number[] {
    if (from > 10_000 && n > Math.floor(from / (shuffled ? 50 : 20)))
      return this.shuffled(
        Array.from({ length: from }, (_, i) => i),
        Math.max(from - n, 1),
      ).slice(from - n)
    const seen = new Set<number>()
    for (let last = from - n; last < from; last++) {
      const value = this.below(last)
      seen.add(seen.has(value) ? last : value)
    }
    return shuffled ? this.shuffled([...seen], 1) : [...seen]
  }

  private shuffled(items: number[], first: number): number[] {
    for (let i = items.length - 1; i >= first; i--) {
      const j = this.below(i)
      const kept = items[j]
      items[j] = items[i]
      items[i] = kept
    }
    return items
  }

  /** A whole number from 0 to `most` by masking and trying again: what shuffles of arrays draw with. */
  masked(most: number): number {
    const mask = 2 ** (32 - Math.clz32(most)) - 1
    for (;;) {
      const value = (this.u32() & mask) >>> 0
      if (value <= most) return value
    }
  }
}

export const pcgType = (): PyType =>
  defineType({
    name: '_PCG64',
    module: 'numpy.random',
    js: PyPcg64,
    new: (_cls, [seed]) => new PyPcg64(BigInt(toIndex(seed))),
    methods: {
      'doubles(self, n, /)': (self: PyPcg64, n: Value) => array(Number(n), () => self.double()),
      'normals(self, n, /)': (self: PyPcg64, n: Value) => array(Number(n), () => standardNormal(self)),
      'exponentials(self, n, /)': (self: PyPcg64, n: Value) =>
        array(Number(n), () => standardExponential(self)),
      'draw(self, name, n, parameters, /)': drawMethod,
      'small(self, most, n, bits, /)': (self: PyPcg64, most: Value, n: Value, bits: Value) =>
        array(Number(n), self.small(Number(most), Number(bits))),
      'chosen(self, from, n, shuffled, /)': (self: PyPcg64, from: Value, n: Value, shuffled: Value) =>
        new PyList(self.chosen(Number(from), Number(n), shuffled === true)),
      'integers(self, most, n, /)': (self: PyPcg64, most: Value, n: Value) =>
        array(Number(n), () => self.below(Number(most))),
      'order(self, n, /)': (self: PyPcg64, n: Value) => {
        const order = Array.from({ length: Number(n) }, (_, i) => i)
        for (let i = order.length - 1; i > 0; i--) {
          const j = self.masked(i)
          const kept = order[i]
          order[i] = order[j]
          order[j] = kept
        }
        return new PyList(order)
      },
    },
  })
