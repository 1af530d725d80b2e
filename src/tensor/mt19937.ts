/**
 * mt19937, the engine under every random number, and streams: its output as a sequence one can enter anywhere.
 *
 * A stream is addressed by position, the number of words drawn before. Position p > 0 lies in block
 * ceil(p / 624) - 1, so that a block used up to its end is still the current one, as in PyTorch's saved state.
 * The words of block 0 of a seeded stream are the seed itself and are never drawn: it starts at position 624.
 */
import { poll } from './storage.js'

const size = 624

/** Twists between two checkpoints at first; 1 ms of skipping. */
const firstSpacing = 1024
const maxCheckpoints = 256

export class Engine {
  readonly words = new Int32Array(size)
  /** The next word of this block; `size` when it is used up. */
  index = size
  /** How many twists since the stream's first block. */
  block = 0

  /** The next 32 random bits. */
  u32(): number {
    if (this.index === size) this.twist()
    let y = this.words[this.index++]
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }

  /** 24 random bits over 2^24: PyTorch's uniform float32. */
  u24(): number {
    return (this.u32() & 0xffffff) / 0x1000000
  }

  /** `u24()` for every element from `start` to `end`. */
  fill24(data: Float32Array, start: number, end: number): void {
    for (let i = start; i < end; ) {
      if (this.index === size) this.twist()
      const { words, index } = this
      const count = Math.min(size - index, end - i)
      for (let k = 0; k < count; k++) {
        let y = words[index + k]
        y ^= y >>> 11
        y ^= (y << 7) & 0x9d2c5680
        y ^= (y << 15) & 0xefc60000
        data[i + k] = ((y ^ (y >>> 18)) & 0xffffff) / 0x1000000
      }
      this.index += count
      i += count
    }
  }

  /** 53 random bits over 2^53, from two words, the high one first: PyTorch's uniform float64. */
  u53(): number {
    const high = this.u32() & 0x1fffff
    return (high * 0x100000000 + this.u32()) / 0x20000000000000
  }

  /** The next 64 random bits, the high word first. */
  u64(): bigint {
    const high = BigInt(this.u32())
    return (high << 32n) | BigInt(this.u32())
  }

  /** Words drawn since the start of the stream. */
  get position(): number {
    return this.block * size + this.index
  }

  /**
   * Goes to the next block. Nothing is tempered, so this is also how draws are skipped, and fast: the numbers stand
   * here as literals because a bundler's module constants cost half the speed.
   */
  twist(): void {
    const s = this.words
    const matrix = 0x9908b0df | 0
    let word = s[0]
    for (let k = 0; k < 227; k++) {
      const next = s[k + 1]
      s[k] = s[k + 397] ^ ((word ^ ((word ^ next) & 0x7fffffff)) >>> 1) ^ Math.imul(next & 1, matrix)
      word = next
    }
    for (let k = 227; k < 623; k++) {
      const next = s[k + 1]
      s[k] = s[k - 227] ^ ((word ^ ((word ^ next) & 0x7fffffff)) >>> 1) ^ Math.imul(next & 1, matrix)
      word = next
    }
    s[623] = s[396] ^ ((word ^ ((word ^ s[0]) & 0x7fffffff)) >>> 1) ^ Math.imul(s[0] & 1, matrix)
    this.index = 0
    // Between two checkpoints, none of which an interrupt may skip.
    if ((++this.block & 1023) === 512) poll()
  }
}

interface Checkpoint {
  readonly block: number
  readonly words: Int32Array
}

/**
 * The numbers that follow from one seed (or one saved state). One engine walks along it; sparse checkpoints make
 * going back cheap: at most 256 of them, evenly spaced, however far the stream was read.
 */
export class Stream {
  /** Where drawing starts. */
  readonly start: number
  private readonly engine = new Engine()
  private readonly checkpoints: Checkpoint[]
  private spacing = firstSpacing

  private constructor(words: Int32Array, start: number) {
    this.start = start
    this.checkpoints = [{ block: 0, words }]
    this.engine.words.set(words)
  }

  /** The stream of a seed; only its low 32 bits count. */
  static seeded(seed: bigint): Stream {
    const words = new Int32Array(size)
    words[0] = Number(BigInt.asIntN(32, seed))
    for (let j = 1; j < size; j++) {
      words[j] = Math.imul(1812433253, words[j - 1] ^ (words[j - 1] >>> 30)) + j
    }
    return new Stream(words, size)
  }

  /** The stream that goes on from a saved block of which `index` words were drawn. */
  static resumed(words: Int32Array, index: number): Stream {
    return new Stream(words.slice(), index)
  }

  /**
   * The engine at `position`. There is one engine for all: draw what you need before anyone opens the stream again.
   */
  open(position: number): Engine {
    const { engine } = this
    const block = Math.max(0, Math.ceil(position / size) - 1)
    const nearest = this.checkpoints.findLast((checkpoint) => checkpoint.block <= block)!
    if (engine.block > block || engine.block < nearest.block) {
      engine.words.set(nearest.words)
      engine.block = nearest.block
    }
    while (engine.block < block) {
      engine.twist()
      if (engine.block % this.spacing === 0) this.remember()
    }
    engine.index = position - block * size
    return engine
  }

  private remember(): void {
    const { block, words } = this.engine
    if (this.checkpoints[this.checkpoints.length - 1].block >= block) return
    this.checkpoints.push({ block, words: words.slice() })
    if (this.checkpoints.length <= maxCheckpoints) return
    this.spacing *= 2
    const kept = this.checkpoints.filter((checkpoint) => checkpoint.block % this.spacing === 0)
    this.checkpoints.splice(0, this.checkpoints.length, ...kept)
  }
}
