/** random: CPython's generator and its distributions, number for number. */
import { defineType } from '../object/define.js'
import { deprecated } from '../object/deprecation.js'
import { raise } from '../object/errors.js'
import { PyBoundMethod, type PyBuiltin } from '../object/function.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError } from '../object/names.js'
import { adopt, type PyType, type Value } from '../object/object.js'
import { binaryOp } from '../object/operators.js'
import {
  callMethod,
  equals,
  getItem,
  length,
  lookupAttr,
  setItem,
  toArray,
  toCount,
  toIndex,
  typeOf,
} from '../object/protocol.js'
import { asInt, PyBytes, PyList, tuple } from '../object/values.js'
import { add, floorDivide, intToBytes, multiply, subtract } from '../text/integer.js'
import * as precise from '../text/precise.js'
import { realOf } from '../types/float.js'
import { toInt } from '../types/int.js'
import { gammaVariate, gauss, MAGIC, normal, vonMises } from './random_shapes.js'
import { below, PyRandom, real, seed, setState, stateOf, unit } from './random_source.js'

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

const METHODS = {
  'seed(self, a=None, version=2)': seed,
  'random(self, /)': (self: PyRandom) => real(self.twister.random()),
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
  'getstate(self)': stateOf,
  'setstate(self, state)': setState,
}

/** How copies and pickles are made. */
const COPIES = {
  '__getstate__(self, /)': (self: PyRandom) => callMethod(self, 'getstate', []),
  '__setstate__(self, state, /)': (self: PyRandom, state: Value) => callMethod(self, 'setstate', [state]),
  '__reduce__(self, /)': (self: PyRandom) => tuple(self.cls, tuple(), callMethod(self, 'getstate', [])),
}

const stateless = (): never => {
  throw raise('NotImplementedError', 'System entropy source does not have state.')
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
    methods: { ...METHODS, ...COPIES },
    slots: { init: (self: PyRandom, args) => seed(self, args[0] ?? null, 2) },
  })
  // Its numbers are those of a generator that the clock seeds and no program can.
  const system = defineType({
    name: 'SystemRandom',
    module: 'random',
    base: type,
    new: (cls) => {
      const made = adopt(new PyRandom(), cls)
      seed(made, null, 2)
      return made
    },
    methods: {
      'seed(self, *args, **kwds)': () => null,
      'getstate(self, *args)': stateless,
      'setstate(self, *args)': stateless,
    },
    slots: { init: () => undefined },
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
      SystemRandom: system,
      NV_MAGICCONST: real(MAGIC),
      TWOPI: real(2 * Math.PI),
      LOG4: real(precise.log(4)),
      SG_MAGICCONST: real(1 + precise.log(4.5)),
      BPF: 53,
      RECIP_BPF: real(2 ** -53),
    },
  }
}
