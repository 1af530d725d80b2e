/**
 * Message digests and checksums: what hashlib, zlib and random's string seeds need.
 */

/** A digest over the whole message. */
export type Digest = (message: Uint8Array) => Uint8Array

const rotl = (x: number, n: number) => (x << n) | (x >>> (32 - n))
const rotr = (x: number, n: number) => (x >>> n) | (x << (32 - n))

/** The message, a one bit, zeros, and its length in bits in the last words of the final block. */
function padded(message: Uint8Array, block: number, little: boolean): Uint8Array {
  const field = block / 8
  const size = Math.ceil((message.length + 1 + field) / block) * block
  const out = new Uint8Array(size)
  out.set(message)
  out[message.length] = 0x80
  let bits = BigInt(message.length) * 8n
  for (let i = 0; i < 8; i++) {
    out[little ? size - 8 + i : size - 1 - i] = Number(bits & 255n)
    bits >>= 8n
  }
  return out
}

function wordsOut(words: ArrayLike<number>, count: number, little: boolean): Uint8Array {
  const out = new Uint8Array(count * 4)
  const view = new DataView(out.buffer)
  for (let i = 0; i < count; i++) view.setUint32(i * 4, words[i]!, little)
  return out
}

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const MD5_SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32))

export const md5: Digest = (message) => {
  const data = padded(message, 64, true)
  const view = new DataView(data.buffer)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let at = 0; at < data.length; at += 64) {
    let [a, b, c, d] = state as unknown as [number, number, number, number]
    for (let i = 0; i < 64; i++) {
      const round = i >> 4
      const f =
        round === 0
          ? (b & c) | (~b & d)
          : round === 1
            ? (d & b) | (~d & c)
            : round === 2
              ? b ^ c ^ d
              : c ^ (b | ~d)
      const g =
        round === 0 ? i : round === 1 ? (5 * i + 1) & 15 : round === 2 ? (3 * i + 5) & 15 : (7 * i) & 15
      const sum = (a + f + MD5_SINES[i]! + view.getInt32(at + g * 4, true)) | 0
      a = d
      d = c
      c = b
      b = (b + rotl(sum, MD5_SHIFTS[round * 4 + (i & 3)]!)) | 0
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
  }
  return wordsOut(state, 4, true)
}

export const sha1: Digest = (message) => {
  const data = padded(message, 64, false)
  const view = new DataView(data.buffer)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  const w = new Int32Array(80)
  for (let at = 0; at < data.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4)
    for (let i = 16; i < 80; i++) w[i] = rotl(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1)
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number]
    for (let i = 0; i < 80; i++) {
      const round = Math.floor(i / 20)
      const f = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d
      const k = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round]!
      const next = (rotl(a, 5) + f + e + k + w[i]!) | 0
      e = d
      d = c
      c = rotl(b, 30)
      b = a
      a = next
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
  }
  return wordsOut(state, 5, false)
}

/** Leading bits of the fractional parts of roots of primes: the constants of the SHA-2 family. */
function primeRoots(count: number, power: bigint): bigint[] {
  const out: bigint[] = []
  for (let n = 2; out.length < count; n++) {
    let prime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false
    if (!prime) continue
    // The root of n · 2^(64·power), by Newton's method.
    const value = BigInt(n) << (64n * power)
    let x = 1n << (64n + 10n)
    while (true) {
      const y = ((power - 1n) * x + value / x ** (power - 1n)) / power
      if (y >= x) break
      x = y
    }
    out.push(x & 0xffffffffffffffffn)
  }
  return out
}

let constants: { k: bigint[]; h: bigint[]; h384: bigint[] } | undefined
function sha2Constants() {
  if (!constants) {
    const roots = primeRoots(16, 2n)
    constants = { k: primeRoots(80, 3n), h: roots.slice(0, 8), h384: roots.slice(8) }
  }
  return constants
}

function sha2Small(message: Uint8Array, initial: readonly number[], words: number): Uint8Array {
  const k = sha2Constants()
    .k.slice(0, 64)
    .map((x) => Number(x >> 32n) | 0)
  const data = padded(message, 64, false)
  const view = new DataView(data.buffer)
  const state = Int32Array.from(initial)
  const w = new Int32Array(64)
  for (let at = 0; at < data.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4)
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!
      const y = w[i - 2]!
      const s0 = rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3)
      const s1 = rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10)
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1
    }
    const v = Int32Array.from(state)
    let [a, b, c, d, e, f, g, h] = v as unknown as number[] as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    for (let i = 0; i < 64; i++) {
      const t1 = (h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + k[i]! + w[i]!) | 0
      const t2 = ((rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    const round = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i++) state[i]! += round[i]!
  }
  return wordsOut(state, words, false)
}

const MASK = 0xffffffffffffffffn
const rotr64 = (x: bigint, n: bigint) => ((x >> n) | (x << (64n - n))) & MASK

function sha2Large(message: Uint8Array, initial: readonly bigint[], bytes: number): Uint8Array {
  const { k } = sha2Constants()
  const data = padded(message, 128, false)
  const view = new DataView(data.buffer)
  const state = [...initial]
  const w = new Array<bigint>(80)
  for (let at = 0; at < data.length; at += 128) {
    for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(at + i * 8)
    for (let i = 16; i < 80; i++) {
      const x = w[i - 15]!
      const y = w[i - 2]!
      const s0 = rotr64(x, 1n) ^ rotr64(x, 8n) ^ (x >> 7n)
      const s1 = rotr64(y, 19n) ^ rotr64(y, 61n) ^ (y >> 6n)
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) & MASK
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
    for (let i = 0; i < 80; i++) {
      const s1 = rotr64(e, 14n) ^ rotr64(e, 18n) ^ rotr64(e, 41n)
      const t1 = h + s1 + ((e & f) ^ (~e & MASK & g)) + k[i]! + w[i]!
      const t2 = (rotr64(a, 28n) ^ rotr64(a, 34n) ^ rotr64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))
      h = g
      g = f
      f = e
      e = (d + t1) & MASK
      d = c
      c = b
      b = a
      a = (t1 + t2) & MASK
    }
    const round = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i++) state[i] = (state[i]! + round[i]!) & MASK
  }
  const out = new Uint8Array(64)
  const target = new DataView(out.buffer)
  for (let i = 0; i < 8; i++) target.setBigUint64(i * 8, state[i]!)
  return out.slice(0, bytes)
}

export const sha256: Digest = (message) =>
  sha2Small(
    message,
    sha2Constants().h.map((x) => Number(x >> 32n) | 0),
    8,
  )
export const sha224: Digest = (message) =>
  sha2Small(
    message,
    sha2Constants().h384.map((x) => Number(x & 0xffffffffn) | 0),
    7,
  )
export const sha512: Digest = (message) => sha2Large(message, sha2Constants().h, 64)
export const sha384: Digest = (message) => sha2Large(message, sha2Constants().h384, 48)

let crcTable: Uint32Array | undefined
export function crc32(message: Uint8Array, start = 0): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, i) => {
    let c = i
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    return c
  })
  let crc = ~start
  for (const byte of message) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}

export function adler32(message: Uint8Array, start = 1): number {
  let a = start & 0xffff
  let b = start >>> 16
  for (const byte of message) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return ((b << 16) | a) >>> 0
}
