/** random: CPython's generator and its distributions, number for number. */
import { defineType } from '../object/define.js'
import { deprecated } from '../object/deprecation.js'
import { raise } from '../object/errors.js'
import { PyBoundMethod, type PyBuiltin, PyMethodDescriptor } from '../object/function.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError } from '../object/names.js'
import { adopt, PyObject, type PyType, type Value } from '../object/object.js'
import { binaryOp } from '../object/operators.js'
import {
  callMethod,
  equals,
  getItem,
  length,
  lookupAttr,
  repr,
  setItem,
  toArray,
  toCount,
  toIndex,
  typeOf,
} from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asInt, asStr, PyByteArray, PyBytes, PyFloat, PyList, PyTuple, tuple } from '../object/values.js'
import { encode } from '../text/codecs.js'
import { sha512 } from '../text/digest.js'
import {
  absolute,
  add,
  bitLength,
  floorDivide,
  hashFloat,
  intFromBytes,
  intToBytes,
  multiply,
  subtract,
} from '../text/integer.js'
import * as precise from '../text/precise.js'
import { Twister } from '../text/twister.js'
import { realOf } from '../types/float.js'
import { toInt } from '../types/int.js'

export class PyRandom extends PyObject {
  readonly twister = new Twister()
  /** The second number of a Gaussian pair, kept for the next call. */
  spare: number | null = null
}

function seed(self: PyRandom, a: Value, version: Value): void {
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

const real = (x: number) => new PyFloat(x)

/** The Python-level method that a subclass put in the place of a native one. */
function override(self: PyRandom, name: 'random' | 'getrandbits'): Value | undefined {
  if (self.cls.isNative) return undefined
  const found = self.cls.lookup(name)
  return found instanceof PyMethodDescriptor ? undefined : found
}

/** A number in [0, 1). */
const unit = (self: PyRandom): number =>
  override(self, 'random') === undefined ? self.twister.random() : realOf(callMethod(self, 'random', []))

/** An int below `n`, by whichever method comes first in the MRO where a subclass overrides one. */
function below(self: PyRandom, n: number | bigint): number | bigint {
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

/** An argument of randrange: a float that is whole still passes, with a warning. */
function wholeOf(value: Value, what: string): number | bigint {
  if (asInt(value) !== undefined || typeOf(value).slots.index !== undefined) return toIndex(value)
  const whole = toInt(value)
  if (!equals(whole, value)) {
    deprecated('randrange() will raise TypeError in the future')
    throw raise('ValueError', `non-integer ${what} for randrange()`)
  }
  deprecated(
    'non-integer arguments to randrange() have been deprecated since Python 3.10 and will be removed in a subsequent version',
  )
  return whole
}

function randrange(self: PyRandom, start: Value, stop: Value, step: Value | undefined): Value {
  const from = wholeOf(start, 'arg 1')
  if (stop === null) {
    if (step !== undefined && step !== 1) throw newTypeError('Missing a non-None stop argument')
    if (from > 0) return below(self, from)
    throw raise('ValueError', 'empty range for randrange()')
  }
  const to = wholeOf(stop, 'stop')
  const by = step === undefined ? 1 : wholeOf(step, 'step')
  const width = subtract(to, from)
  if (by === 1) {
    if (width > 0) return add(from, below(self, width))
    throw raise('ValueError', `empty range for randrange() (${from}, ${to}, ${width})`)
  }
  if (by === 0) throw raise('ValueError', 'zero step for randrange()')
  const count =
    by > 0 ? floorDivide(subtract(add(width, by), 1), by) : floorDivide(add(add(width, by), 1), by)
  if (count <= 0) throw raise('ValueError', 'empty range for randrange()')
  return add(from, multiply(by, below(self, count)))
}

const randint = (self: PyRandom, a: Value, b: Value) => randrange(self, a, binaryOp('Add', b, 1), undefined)

function choice(self: PyRandom, sequence: Value): Value {
  const size = length(sequence)
  if (size === 0) throw raise('IndexError', 'Cannot choose from an empty sequence')
  return getItem(sequence, below(self, size))
}

function shuffle(self: PyRandom, x: Value): void {
  for (let i = length(x) - 1; i > 0; i--) {
    const j = below(self, i + 1)
    const item = getItem(x, i)
    setItem(x, i, getItem(x, j))
    setItem(x, j, item)
  }
}

function sample(self: PyRandom, population: Value, k: Value, counts: Value): Value {
  const { getitem, len } = typeOf(population).slots
  if (getitem === undefined || len === undefined || lookupAttr(population, 'keys') !== undefined) {
    throw newTypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
  }
  let pool = toArray(population)
  if (counts !== null) {
    const each = toArray(counts)
    if (each.length !== pool.length)
      throw raise('ValueError', 'The number of counts does not match the population')
    const times = each.map((count) => {
      if (asInt(count) === undefined) throw newTypeError('Counts must be integers')
      return toCount(count)
    })
    if (times.reduce((sum, count) => sum + count, 0) <= 0)
      throw raise('ValueError', 'Total of counts must be greater than zero')
    pool = pool.flatMap((item, i) => new Array<Value>(Math.max(0, times[i]!)).fill(item))
  }
  const n = pool.length
  const size = toCount(k)
  if (size < 0 || size > n) throw raise('ValueError', 'Sample larger than population or is negative')
  const result: Value[] = []
  // CPython draws from a shrinking pool when that is smaller than a set of what was taken.
  let setSize = 21
  if (size > 5) setSize += 4 ** Math.ceil(precise.log(size * 3) / precise.log(4))
  if (n <= setSize) {
    const left = pool.slice()
    for (let i = 0; i < size; i++) {
      const j = Number(below(self, n - i))
      result.push(left[j]!)
      left[j] = left[n - i - 1]!
    }
  } else {
    const taken = new Set<number>()
    for (let i = 0; i < size; i++) {
      let j = Number(below(self, n))
      while (taken.has(j)) j = Number(below(self, n))
      taken.add(j)
      result.push(pool[j]!)
    }
  }
  return new PyList(result)
}

function choices(self: PyRandom, population: Value, weights: Value, cumulative: Value, k: Value): Value {
  const n = length(population)
  const count = toCount(k)
  const draw = (pick: () => number) =>
    new PyList(Array.from({ length: count }, () => getItem(population, pick())))
  if (weights === null && cumulative === null) {
    if (n === 0 && count > 0) throw raise('IndexError', 'Cannot choose from an empty sequence')
    return draw(() => Math.floor(unit(self) * n))
  }
  if (weights !== null && cumulative !== null)
    throw newTypeError('Cannot specify both weights and cumulative weights')
  let sum = 0
  const sums =
    cumulative !== null
      ? toArray(cumulative).map((x) => realOf(x))
      : toArray(weights).map((x) => (sum += realOf(x)))
  if (sums.length !== n) throw raise('ValueError', 'The number of weights does not match the population')
  if (n === 0) throw raise('IndexError', 'list index out of range')
  const total = sums[sums.length - 1]!
  if (total <= 0) throw raise('ValueError', 'Total of weights must be greater than zero')
  if (!Number.isFinite(total)) throw raise('ValueError', 'Total of weights must be finite')
  return draw(() => {
    const x = unit(self) * total
    let low = 0
    let high = n - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (x < sums[middle]!) high = middle
      else low = middle + 1
    }
    return low
  })
}

const MAGIC = (4 * precise.exp(-0.5)) / Math.sqrt(2)

function normal(self: PyRandom, mu: number, sigma: number): number {
  for (;;) {
    const u1 = unit(self)
    const u2 = 1 - unit(self)
    const z = (MAGIC * (u1 - 0.5)) / u2
    if ((z * z) / 4 <= -precise.log(u2)) return mu + z * sigma
  }
}

function gauss(self: PyRandom, mu: Value, sigma: Value): Value {
  let z = self.spare
  self.spare = null
  if (z === null) {
    const angle = unit(self) * 2 * Math.PI
    const radius = Math.sqrt(-2 * precise.log(1 - unit(self)))
    z = precise.cos(angle) * radius
    self.spare = precise.sin(angle) * radius
  }
  return real(realOf(mu) + z * realOf(sigma))
}

function gammaVariate(self: PyRandom, alpha: number, beta: number): number {
  if (alpha <= 0 || beta <= 0) throw raise('ValueError', 'gammavariate: alpha and beta must be > 0.0')
  if (alpha > 1) {
    const ainv = Math.sqrt(2 * alpha - 1)
    const b = alpha - precise.log(4)
    const c = alpha + ainv
    for (;;) {
      const u1 = unit(self)
      if (!(u1 > 1e-7 && u1 < 0.9999999)) continue
      const u2 = 1 - unit(self)
      const v = precise.log(u1 / (1 - u1)) / ainv
      const x = alpha * precise.exp(v)
      const z = u1 * u1 * u2
      const r = b + c * v - x
      if (r + 1 + precise.log(4.5) - 4.5 * z >= 0 || r >= precise.log(z)) return x * beta
    }
  }
  if (alpha === 1) return -precise.log(1 - unit(self)) * beta
  for (;;) {
    const u = unit(self)
    const b = (Math.E + alpha) / Math.E
    const p = b * u
    const x = p <= 1 ? precise.power(p, 1 / alpha) : -precise.log((b - p) / alpha)
    const u1 = unit(self)
    if (p > 1 ? u1 <= precise.power(x, alpha - 1) : u1 <= precise.exp(-x)) return x * beta
  }
}

/** The circular normal distribution by Best and Fisher's rejection. */
function vonMises(self: PyRandom, mu: number, kappa: number): number {
  const turn = 2 * Math.PI
  if (kappa <= 1e-6) return turn * unit(self)
  const s = 0.5 / kappa
  const r = s + Math.sqrt(1 + s * s)
  for (;;) {
    const z = precise.cos(Math.PI * unit(self))
    const d = z / (r + z)
    const u = unit(self)
    if (u >= 1 - d * d && u > (1 - d) * precise.exp(d)) continue
    const q = 1 / r
    const f = (q + z) / (1 + q * z)
    const angle = precise.acos(f)
    const sum = unit(self) > 0.5 ? mu + angle : mu - angle
    return sum - Math.floor(sum / turn) * turn
  }
}

const METHODS = {
  'seed(self, a=None, version=2)': seed,
  'random(self, /)': (self: PyRandom) => real(unit(self)),
  'getrandbits(self, k, /)': (self: PyRandom, k: Value) => {
    const count = toCount(k)
    if (count < 0) throw raise('ValueError', 'number of bits must be non-negative')
    return self.twister.bits(count)
  },
  'randbytes(self, n)': (self: PyRandom, n: Value) =>
    new PyBytes(intToBytes(self.twister.bits(toCount(n) * 8), toCount(n), 'little', false)),
  'randrange(self, start, stop=None, step=<absent>)': randrange,
  'randint(self, a, b)': randint,
  'choice(self, seq)': choice,
  'choices(self, population, weights=None, *, cum_weights=None, k=1)': choices,
  'shuffle(self, x)': shuffle,
  'sample(self, population, k, *, counts=None)': sample,
  'uniform(self, a, b)': (self: PyRandom, a: Value, b: Value) =>
    real(realOf(a) + (realOf(b) - realOf(a)) * unit(self)),
  'triangular(self, low=0.0, high=1.0, mode=None)': (
    self: PyRandom,
    low: Value,
    high: Value,
    mode: Value,
  ) => {
    let [a, b] = [realOf(low), realOf(high)]
    let u = unit(self)
    if (a === b) return real(a)
    let c = mode === null ? 0.5 : (realOf(mode) - a) / (b - a)
    if (u > c) {
      u = 1 - u
      c = 1 - c
      ;[a, b] = [b, a]
    }
    return real(a + (b - a) * Math.sqrt(u * c))
  },
  'normalvariate(self, mu=0.0, sigma=1.0)': (self: PyRandom, mu: Value, sigma: Value) =>
    real(normal(self, realOf(mu), realOf(sigma))),
  'gauss(self, mu=0.0, sigma=1.0)': gauss,
  'lognormvariate(self, mu, sigma)': (self: PyRandom, mu: Value, sigma: Value) =>
    real(precise.exp(normal(self, realOf(mu), realOf(sigma)))),
  'expovariate(self, lambd)': (self: PyRandom, lambda: Value) => {
    const drawn = -precise.log(1 - unit(self))
    if (realOf(lambda) === 0) throw raise('ZeroDivisionError', 'float division by zero')
    return real(drawn / realOf(lambda))
  },
  'gammavariate(self, alpha, beta)': (self: PyRandom, alpha: Value, beta: Value) =>
    real(gammaVariate(self, realOf(alpha), realOf(beta))),
  'betavariate(self, alpha, beta)': (self: PyRandom, alpha: Value, beta: Value) => {
    const y = gammaVariate(self, realOf(alpha), 1)
    return real(y === 0 ? 0 : y / (y + gammaVariate(self, realOf(beta), 1)))
  },
  'vonmisesvariate(self, mu, kappa)': (self: PyRandom, mu: Value, kappa: Value) =>
    real(vonMises(self, realOf(mu), realOf(kappa))),
  'paretovariate(self, alpha)': (self: PyRandom, alpha: Value) =>
    real((1 - unit(self)) ** (-1 / realOf(alpha))),
  'weibullvariate(self, alpha, beta)': (self: PyRandom, alpha: Value, beta: Value) =>
    real(realOf(alpha) * precise.power(-precise.log(1 - unit(self)), 1 / realOf(beta))),
  'getstate(self)': (self: PyRandom) =>
    tuple(3, new PyTuple(self.twister.state()), self.spare === null ? null : real(self.spare)),
  'setstate(self, state)': (self: PyRandom, state: Value) => {
    const [version, words, spare] = toArray(state)
    if (!equals(version!, 3)) {
      throw raise(
        'ValueError',
        `state with version ${repr(version!)} passed to Random.setstate() of version 3`,
      )
    }
    if (!(words instanceof PyTuple)) throw newTypeError('state vector must be a tuple')
    if (words.items.length !== 625) throw raise('ValueError', 'state vector is the wrong size')
    self.twister.restore(words.items.map(Number))
    self.spare = spare === null ? null : realOf(spare!)
  },
}

export function random(): NativeModule {
  const type: PyType = defineType({
    name: 'Random',
    module: 'random',
    js: PyRandom,
    instanceDict: true,
    new: (cls, args) => {
      const made = adopt(new PyRandom(), cls)
      seed(made, args[0] ?? null, 2)
      return made
    },
    methods: METHODS,
    slots: { init: (self: PyRandom, args) => seed(self, args[0] ?? null, 2) },
  })
  const shared = new PyRandom()
  seed(shared, null, 2)
  const bound: Record<string, Value> = {}
  for (const signature of Object.keys(METHODS)) {
    const name = signature.slice(0, signature.indexOf('('))
    bound[name] = new PyBoundMethod(type.lookup(name) as PyBuiltin, shared)
  }
  return {
    attributes: {
      Random: type,
      ...bound,
      _inst: shared,
      SystemRandom: type,
      NV_MAGICCONST: real(MAGIC),
      TWOPI: real(2 * Math.PI),
      LOG4: real(precise.log(4)),
      SG_MAGICCONST: real(1 + precise.log(4.5)),
      BPF: 53,
      RECIP_BPF: real(2 ** -53),
    },
  }
}
