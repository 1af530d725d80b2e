/**
 * DEFLATE (RFC 1951): `inflate` reads every kind of block; `deflate` writes one block with the fixed codes over matches found by hashing
 * three bytes, which is smaller than the input for text and never much larger.
 */

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
]
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
]
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
/** The order in which the lengths of the code-length code are sent. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** The data is no DEFLATE stream; `incomplete`: it ends too early. */
export class DeflateError extends Error {
  constructor(
    message: string,
    readonly incomplete = false,
  ) {
    super(message)
  }
}

/** Bytes that grow. */
class Sink {
  data = new Uint8Array(1 << 12)
  length = 0
  push(byte: number): void {
    if (this.length === this.data.length) {
      const grown = new Uint8Array(this.data.length * 2)
      grown.set(this.data)
      this.data = grown
    }
    this.data[this.length++] = byte
  }
  done(): Uint8Array {
    return this.data.slice(0, this.length)
  }
}

// --- inflate -------------------------------------------------------------------------------------------------------

/** Codes by length: how many there are, and the symbols in the order of their codes. */
interface Codes {
  readonly counts: Uint16Array
  readonly symbols: Uint16Array
}

function codesOf(lengths: ArrayLike<number>): Codes {
  const counts = new Uint16Array(16)
  for (let i = 0; i < lengths.length; i++) counts[lengths[i]]++
  counts[0] = 0
  const starts = new Uint16Array(16)
  for (let i = 1; i < 15; i++) starts[i + 1] = starts[i] + counts[i]
  const symbols = new Uint16Array(lengths.length)
  for (let i = 0; i < lengths.length; i++) if (lengths[i] !== 0) symbols[starts[lengths[i]]++] = i
  return { counts, symbols }
}

let fixed: readonly [Codes, Codes] | undefined
const fixedCodes = (): readonly [Codes, Codes] =>
  (fixed ??= [
    codesOf(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
    codesOf(new Uint8Array(30).fill(5)),
  ])

class BitReader {
  private hold = 0
  private held = 0
  constructor(
    private readonly data: Uint8Array,
    public at: number,
  ) {}
  bits(count: number): number {
    while (this.held < count) {
      if (this.at >= this.data.length) throw new DeflateError('incomplete or truncated stream', true)
      this.hold |= this.data[this.at++] << this.held
      this.held += 8
    }
    const value = this.hold & ((1 << count) - 1)
    this.hold >>>= count
    this.held -= count
    return value
  }
  /** Drops what is left of the current byte. */
  align(): void {
    this.hold = this.held = 0
  }
  symbol({ counts, symbols }: Codes): number {
    let code = 0
    let first = 0
    let index = 0
    for (let length = 1; length < 16; length++) {
      code |= this.bits(1)
      const count = counts[length]
      if (code - count < first) return symbols[index + (code - first)]
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new DeflateError('invalid code')
  }
}

function dynamicCodes(reader: BitReader): readonly [Codes, Codes] {
  const literals = reader.bits(5) + 257
  const distances = reader.bits(5) + 1
  const count = reader.bits(4) + 4
  const lengths = new Uint8Array(320)
  for (let i = 0; i < count; i++) lengths[ORDER[i]] = reader.bits(3)
  const codes = codesOf(lengths.slice(0, 19))
  lengths.fill(0)
  for (let i = 0; i < literals + distances; ) {
    const symbol = reader.symbol(codes)
    if (symbol < 16) {
      lengths[i++] = symbol
      continue
    }
    if (symbol === 16 && i === 0) throw new DeflateError('invalid bit length repeat')
    const value = symbol === 16 ? lengths[i - 1] : 0
    const times =
      symbol === 16 ? 3 + reader.bits(2) : symbol === 17 ? 3 + reader.bits(3) : 11 + reader.bits(7)
    if (i + times > literals + distances) throw new DeflateError('invalid bit length repeat')
    lengths.fill(value, i, i + times)
    i += times
  }
  return [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals, literals + distances))]
}

/** The data that the stream from `start` holds, and where the stream ends. Throws DeflateError. */
export function inflate(data: Uint8Array, start = 0): { data: Uint8Array; end: number } {
  const reader = new BitReader(data, start)
  const sink = new Sink()
  for (let last = false; !last; ) {
    last = reader.bits(1) === 1
    const kind = reader.bits(2)
    if (kind === 3) throw new DeflateError('invalid block type')
    if (kind === 0) {
      reader.align()
      const length = reader.bits(16)
      if (reader.bits(16) !== (~length & 0xffff)) throw new DeflateError('invalid stored block lengths')
      for (let i = 0; i < length; i++) sink.push(reader.bits(8))
      continue
    }
    const [literals, distances] = kind === 1 ? fixedCodes() : dynamicCodes(reader)
    for (let symbol = reader.symbol(literals); symbol !== 256; symbol = reader.symbol(literals)) {
      if (symbol < 256) {
        sink.push(symbol)
        continue
      }
      if (symbol > 285) throw new DeflateError('invalid literal/length code')
      const length = LENGTH_BASE[symbol - 257] + reader.bits(LENGTH_BITS[symbol - 257])
      const code = reader.symbol(distances)
      const distance = DISTANCE_BASE[code] + reader.bits(DISTANCE_BITS[code])
      if (!(distance <= sink.length)) throw new DeflateError('invalid distance too far back')
      for (let i = 0; i < length; i++) sink.push(sink.data[sink.length - distance])
    }
  }
  return { data: sink.done(), end: reader.at }
}

// --- deflate -------------------------------------------------------------------------------------------------------

class BitWriter extends Sink {
  private hold = 0
  private held = 0
  bits(value: number, count: number): void {
    this.hold |= value << this.held
    this.held += count
    for (; this.held >= 8; this.held -= 8, this.hold >>>= 8) this.push(this.hold & 255)
  }
  /** Huffman codes go most significant bit first. */
  code(value: number, count: number): void {
    let reversed = 0
    for (let i = 0; i < count; i++) reversed |= ((value >> i) & 1) << (count - 1 - i)
    this.bits(reversed, count)
  }
  literal(symbol: number): void {
    if (symbol < 144) this.code(0x30 + symbol, 8)
    else if (symbol < 256) this.code(0x190 + symbol - 144, 9)
    else if (symbol < 280) this.code(symbol - 256, 7)
    else this.code(0xc0 + symbol - 280, 8)
  }
  finish(): Uint8Array {
    if (this.held > 0) this.bits(0, 8 - this.held)
    return this.done()
  }
}

const WINDOW = 32768
const LONGEST = 258

const lastAtMost = (bases: readonly number[], value: number): number => {
  let at = bases.length - 1
  while (bases[at] > value) at--
  return at
}

/** A DEFLATE stream of the data. */
export function deflate(data: Uint8Array): Uint8Array {
  const out = new BitWriter()
  out.bits(1, 1)
  out.bits(1, 2)
  const recent = new Map<number, number>()
  for (let at = 0; at < data.length; ) {
    let length = 0
    let from = -1
    if (at + 2 < data.length) {
      const key = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2]
      from = recent.get(key) ?? -1
      recent.set(key, at)
      if (from >= 0 && at - from <= WINDOW) {
        const most = Math.min(LONGEST, data.length - at)
        while (length < most && data[from + length] === data[at + length]) length++
      }
    }
    if (length < 3) {
      out.literal(data[at++])
      continue
    }
    const symbol = lastAtMost(LENGTH_BASE, length)
    out.literal(257 + symbol)
    out.bits(length - LENGTH_BASE[symbol], LENGTH_BITS[symbol])
    const code = lastAtMost(DISTANCE_BASE, at - from)
    out.code(code, 5)
    out.bits(at - from - DISTANCE_BASE[code], DISTANCE_BITS[code])
    at += length
  }
  out.literal(256)
  return out.finish()
}
