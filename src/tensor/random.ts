/**
 * Generators of random numbers, bit for bit PyTorch's on the CPU, drawn lazily.
 *
 * How many words of the stream a draw takes is known from its size, so drawing only reserves a place; the numbers
 * are computed when somebody reads them, in any order, as often as wanted. Nothing that is reserved, saved or seeded
 * later can change what a place yields.
 *
 * Some normals come in pairs; the second of a pair, the spare, answers the next such draw. It too is only a place
 * until it is read.
 */
import { fail } from './error.js'
import type { Engine } from './mt19937.js'
import { Stream } from './mt19937.js'

/** The seed of a new `torch.Generator()`. */
export const defaultSeed = 67280421310721n

/** A reserved part of a stream. */
export class Place {
  constructor(
    private readonly stream: Stream,
    private readonly position: number,
  ) {}

  /** The engine at the start of the place; see Stream.open. */
  open(): Engine {
    return this.stream.open(this.position)
  }
}

/** A spare normal: its pair's place, or the number itself in a restored state. */
type Spare = Place | number | null

/** A place for `count` paired normals, the first of which may be a spare of an earlier pair. */
export interface NormalPlace {
  readonly spare: Place | number | null
  readonly pairs: Place
  readonly count: number
}

/** All that a generator is; immutable, and free to take. */
export interface Snapshot {
  readonly seed: bigint
  readonly stream: Stream
  readonly position: number
  readonly spare: Spare
}

export class Generator {
  private seed: bigint
  private stream: Stream
  private position: number
  private spare: Spare = null

  constructor(seed: bigint = defaultSeed) {
    this.seed = BigInt.asUintN(64, seed)
    this.stream = Stream.seeded(seed)
    this.position = this.stream.start
  }

  /** The seed as an unsigned 64-bit number. */
  get initialSeed(): bigint {
    return this.seed
  }

  /** Starts anew from a 64-bit seed, signed or unsigned. */
  manualSeed(seed: bigint): this {
    this.restore(new Generator(seed).snapshot())
    return this
  }

  /** Reserves the next `words` words of the stream. */
  reserve(words: number): Place {
    const place = new Place(this.stream, this.position)
    this.position += words
    return place
  }

  /** Reserves `count` normals drawn in pairs, four words a pair. */
  reserveNormals(count: number): NormalPlace {
    const spare = count > 0 ? this.spare : null
    const fresh = spare === null ? count : count - 1
    const pairs = this.reserve(4 * Math.ceil(fresh / 2))
    if (fresh % 2 === 1) this.spare = new Place(this.stream, this.position - 4)
    else if (count > 0) this.spare = null
    return { spare, pairs, count }
  }

  /** Draws at once, where the number of words depends on what is drawn. */
  draw<T>(take: (engine: Engine) => T): T {
    const engine = this.stream.open(this.position)
    const result = take(engine)
    this.position = engine.position
    return result
  }

  /** The same with normals, which come in pairs and may leave a spare. */
  drawPaired<T>(take: (engine: Engine, normal: () => number) => T): T {
    let spare = this.spare === null ? null : spareValue(this.spare)
    const engine = this.stream.open(this.position)
    const result = take(engine, () => {
      if (spare === null) {
        drawPair(engine, pair)
        spare = pair.second
        return pair.first
      }
      const value = spare
      spare = null
      return value
    })
    this.position = engine.position
    this.spare = spare
    return result
  }

  snapshot(): Snapshot {
    const { seed, stream, position, spare } = this
    return { seed, stream, position, spare }
  }

  restore(snapshot: Snapshot): void {
    this.seed = snapshot.seed
    this.stream = snapshot.stream
    this.position = snapshot.position
    this.spare = snapshot.spare
  }

  /** The state as PyTorch saves it, 5056 bytes. `stateBytes(snapshot())` gives the same later. */
  getState(): Uint8Array {
    return stateBytes(this.snapshot())
  }

  /** Goes on from saved bytes. RuntimeError: they are not a state. */
  setState(bytes: Uint8Array): void {
    this.restore(snapshotOf(bytes))
  }
}

/** The second normal of the pair that `engine` draws next; the first is `pair(engine).first`. */
export function drawPair(engine: Engine, pair: { first: number; second: number }): void {
  const angle = 2 * Math.PI * engine.u53()
  const radius = Math.sqrt(-2 * Math.log1p(-engine.u53()))
  pair.first = radius * Math.cos(angle)
  pair.second = radius * Math.sin(angle)
}

const pair = { first: 0, second: 0 }

/** The number a spare stands for. */
export function spareValue(spare: Place | number): number {
  if (typeof spare === 'number') return spare
  drawPair(spare.open(), pair)
  return pair.second
}

export const stateSize = 5056
const blockSize = 624
/** Where the fields of a saved state lie: seed, left, seeded, next, 624 words of 8 bytes, x, y, rho, valid. */
const at = {
  seed: 0,
  left: 8,
  seeded: 12,
  next: 16,
  words: 24,
  spare: 24 + 8 * blockSize + 8,
  valid: 24 + 8 * blockSize + 24,
}

/** A generator's state in PyTorch's layout, little-endian. */
export function stateBytes({ seed, stream, position, spare }: Snapshot): Uint8Array {
  const bytes = new Uint8Array(stateSize)
  const view = new DataView(bytes.buffer)
  const normal = spare === null ? 0 : spareValue(spare)
  const { words, index, block } = stream.open(position)
  const untouched = index === blockSize && block === 0 && stream.start === blockSize
  view.setBigUint64(at.seed, seed, true)
  view.setInt32(at.left, blockSize - index + 1, true)
  view.setInt32(at.seeded, 1, true)
  view.setUint32(at.next, untouched ? 0 : index, true)
  for (let j = 0; j < blockSize; j++) view.setUint32(at.words + 8 * j, words[j], true)
  view.setFloat64(at.spare, normal, true)
  view.setInt32(at.valid, spare === null ? 0 : 1, true)
  return bytes
}

function snapshotOf(bytes: Uint8Array): Snapshot {
  if (bytes.length !== stateSize) {
    fail(
      'RuntimeError',
      `Expected a CPUGeneratorImplState of size ${stateSize} but found the input RNG state size to be ${bytes.length}`,
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const left = view.getInt32(at.left, true)
  const next = view.getBigUint64(at.next, true)
  if (left < 1 || left > blockSize || view.getInt32(at.seeded, true) !== 1 || next > blockSize) {
    fail('RuntimeError', 'Invalid mt19937 state')
  }
  const words = new Int32Array(blockSize)
  for (let j = 0; j < blockSize; j++) words[j] = view.getUint32(at.words + 8 * j, true)
  const stream = Stream.resumed(words, left === 1 ? blockSize : Number(next))
  const spare = view.getInt32(at.valid, true) ? view.getFloat64(at.spare, true) : null
  return { seed: view.getBigUint64(at.seed, true), stream, position: stream.start, spare }
}
