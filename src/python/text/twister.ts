/**
 * MT19937 as CPython's `random` drives it: seeding by an array of words, 53-bit doubles, bits in words from below.
 */
const N = 624
const M = 397

export class Twister {
  private readonly words = new Uint32Array(N)
  private index = N

  /** `random.seed` of a non-negative integer. */
  seed(value: bigint): void {
    const key: number[] = []
    do {
      key.push(Number(value & 0xffffffffn))
      value >>= 32n
    } while (value > 0n)
    this.seedByArray(key)
  }

  private seedByNumber(seed: number): void {
    const mt = this.words
    mt[0] = seed
    for (let i = 1; i < N; i++) mt[i] = Math.imul(1812433253, mt[i - 1]! ^ (mt[i - 1]! >>> 30)) + i
    this.index = N
  }

  private seedByArray(key: readonly number[]): void {
    this.seedByNumber(19650218)
    const mt = this.words
    let i = 1
    let j = 0
    for (let k = Math.max(N, key.length); k > 0; k--) {
      mt[i] = (mt[i]! ^ Math.imul(mt[i - 1]! ^ (mt[i - 1]! >>> 30), 1664525)) + key[j]! + j
      if (++i >= N) {
        mt[0] = mt[N - 1]!
        i = 1
      }
      if (++j >= key.length) j = 0
    }
    for (let k = N - 1; k > 0; k--) {
      mt[i] = (mt[i]! ^ Math.imul(mt[i - 1]! ^ (mt[i - 1]! >>> 30), 1566083941)) - i
      if (++i >= N) {
        mt[0] = mt[N - 1]!
        i = 1
      }
    }
    mt[0] = 0x80000000
  }

  private twist(): void {
    const mt = this.words
    for (let k = 0; k < N; k++) {
      const y = (mt[k]! & 0x80000000) | (mt[(k + 1) % N]! & 0x7fffffff)
      mt[k] = mt[(k + M) % N]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    this.index = 0
  }

  /** The next 32 bits. */
  next(): number {
    if (this.index >= N) this.twist()
    let y = this.words[this.index++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    y ^= y >>> 18
    return y >>> 0
  }

  /** A double in [0, 1) of 53 bits. */
  random(): number {
    const a = this.next() >>> 5
    const b = this.next() >>> 6
    return (a * 67108864 + b) / 9007199254740992
  }

  /** `count` random bits. */
  bits(count: number): number | bigint {
    if (count <= 0) return 0
    if (count <= 32) return this.next() >>> (32 - count)
    let value = 0n
    let shift = 0n
    for (let left = count; left > 0; left -= 32) {
      const word = left < 32 ? this.next() >>> (32 - left) : this.next()
      value |= BigInt(word) << shift
      shift += 32n
    }
    return value <= 9007199254740991n ? Number(value) : value
  }

  /** A uniform integer in [0, below) by rejection, as `_randbelow`. */
  below(below: number | bigint): number | bigint {
    const count =
      typeof below === 'number' && below < 2 ** 31 ? 32 - Math.clz32(below) : BigInt(below).toString(2).length
    let value = this.bits(count)
    while (value >= below) value = this.bits(count)
    return value
  }

  /** The 624 words and the position, as `getstate` shows them. */
  state(): number[] {
    return [...this.words, this.index]
  }

  restore(state: readonly number[]): void {
    this.words.set(state.slice(0, N))
    this.index = state[N]!
  }
}
