/** random: the generator, how it is seeded, and the two ways to draw from it that all others go through. */
import { raise } from '../object/errors.js'
import { PyMethodDescriptor } from '../object/function.js'
import { newTypeError } from '../object/names.js'
import { PyObject, type Value } from '../object/object.js'
import { callMethod, equals, repr, toArray, toCount, toIndex } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asInt, asStr, PyByteArray, PyBytes, PyFloat, PyTuple, tuple } from '../object/values.js'
import { encode } from '../text/codecs.js'
import { sha512 } from '../text/digest.js'
import { absolute, bitLength, hashFloat, intFromBytes } from '../text/integer.js'
import { Twister } from '../text/twister.js'
import { realOf } from '../types/float.js'

/** The hash that strings were seeded by in Python 2, of 64 bits: `version=1`. */
function oldHash(points: readonly number[]): bigint {
  let x = BigInt(points[0] ?? 0) << 7n
  for (const point of points) x = BigInt.asUintN(64, (1000003n * x) ^ BigInt(point))
  return x ^ BigInt(points.length)
}

export class PyRandom extends PyObject {
  readonly twister = new Twister()
  /** The second number of a Gaussian pair, kept for the next call. */
  spare: number | null = null
}

export function seed(self: PyRandom, a: Value, version: Value): void {
  self.spare = null
  if (a === null) {
    const { now, monotonic } = runtime.host.clock
    self.twister.seed(
      BigInt(Math.floor(now.call(runtime.host.clock) * 1e6)) ^
        BigInt(Math.floor(monotonic.call(runtime.host.clock) * 1e9)),
    )
    return
  }
  const text = asStr(a)
  const bytes =
    text !== undefined ? encode(text) : a instanceof PyBytes || a instanceof PyByteArray ? a.data : undefined
  if (bytes !== undefined && toCount(version) === 1) {
    const points = text === undefined ? [...bytes] : Array.from(text, (char) => char.codePointAt(0)!)
    self.twister.seed(oldHash(points))
    return
  }
  if (bytes !== undefined && toCount(version) === 2) {
    const joined = new Uint8Array(bytes.length + 64)
    joined.set(bytes)
    joined.set(sha512(bytes), bytes.length)
    self.twister.seed(BigInt(intFromBytes(joined, 'big', false)))
    return
  }
  const int = asInt(a)
  if (int !== undefined) self.twister.seed(BigInt(absolute(int)))
  else if (a instanceof PyFloat) self.twister.seed(BigInt.asUintN(64, BigInt(hashFloat(a.value))))
  else throw newTypeError('The only supported seed types are: None,\nint, float, str, bytes, and bytearray.')
}

export const real = (x: number) => new PyFloat(x)

/** The Python-level method that a subclass put in the place of a native one. */
function override(self: PyRandom, name: 'random' | 'getrandbits'): Value | undefined {
  if (self.cls.isNative) return undefined
  const found = self.cls.lookup(name)
  return found instanceof PyMethodDescriptor ? undefined : found
}

/** A number in [0, 1). */
export const unit = (self: PyRandom): number =>
  override(self, 'random') === undefined ? self.twister.random() : realOf(callMethod(self, 'random', []))

/** An int below `n`, by whichever method comes first in the MRO where a subclass overrides one. */
export function below(self: PyRandom, n: number | bigint): number | bigint {
  const first = self.cls.mro.find((cls) => cls.dict.has('getrandbits') || cls.dict.has('random'))
  if (first === undefined || first.isNative) return self.twister.below(n)
  const limit = BigInt(n)
  if (first.dict.has('getrandbits')) {
    const bits = bitLength(n)
    let drawn = toIndex(callMethod(self, 'getrandbits', [bits]))
    while (BigInt(drawn) >= limit) drawn = toIndex(callMethod(self, 'getrandbits', [bits]))
    return drawn
  }
  const all = 2 ** 53
  if (n >= all) return Math.floor(unit(self) * Number(n))
  const most = (all - (all % Number(n))) / all
  let x = unit(self)
  while (x >= most) x = unit(self)
  return Math.floor(x * all) % Number(n)
}

export function stateOf(self: PyRandom): Value {
  return tuple(3, new PyTuple(self.twister.state()), self.spare === null ? null : real(self.spare))
}

export function setState(self: PyRandom, state: Value): void {
  const [version, words, spare] = toArray(state)
  if (!equals(version!, 3)) {
    throw raise('ValueError', `state with version ${repr(version!)} passed to Random.setstate() of version 3`)
  }
  if (!(words instanceof PyTuple)) throw newTypeError('state vector must be a tuple')
  if (words.items.length !== 625) throw raise('ValueError', 'state vector is the wrong size')
  self.twister.restore(words.items.map(Number))
  self.spare = spare === null ? null : realOf(spare!)
}
