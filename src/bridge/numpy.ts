/**
 * What the numpy module, written in the dialect (kernels/torch/lib/numpy), needs of TypeScript: numbers as NumPy prints them, its
 * legacy random generator, and how operators of torch see arrays. The private module `torch._numpy`.
 */
import { fixed } from '../base/decimal.js'
import { Foreign, ForeignNumber } from '../ops/argument.js'
import { pairwiseSum } from '../ops/reduce.js'
import { defineFunctions, defineType } from '../python/object/define.js'
import type { NativeModule } from '../python/object/module.js'
import { getOwn, PyObject, type PyType, type Value } from '../python/object/object.js'
import { call, getAttr, toArray, truthy } from '../python/object/protocol.js'
import { runtime } from '../python/object/runtime.js'
import { asFloat, PyFloat, PyList, tuple } from '../python/object/values.js'
import { importModule } from '../python/run/importer.js'
import { log } from '../python/text/precise.js'
import { toFloat16 } from '../tensor/half.js'
import { type Engine, Stream } from '../tensor/mt19937.js'
import type { Tensor } from '../tensor/tensor.js'
import { recognize } from './convert.js'
import { unbindRows } from './indexing.js'
import { array, drawMethod, pieces } from './numpy-draws.js'
import { pcgType } from './numpy-pcg.js'
import { numpyBridge } from './tensor-methods.js'
import { type PyDType, type PyTensor, wrap } from './values.js'

// --- numbers as text ----------------------------------------------------------------------------------------------

/** Rounding to the type of so many bits. */
type Round = ((value: number) => number) | null
const rounds: Readonly<Record<number, Round>> = { 16: toFloat16, 32: Math.fround, 64: null }

/** The shortest digits that name a magnitude among the numbers of its type, as text that JS reads back: `0.1`, `1e+21`. */
function shortest(value: number, round: Round): string {
  if (round === null) return String(value)
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits)
    if (round(Number(text)) === value) return String(Number(text))
  }
  return String(Number(value.toPrecision(9)))
}

/** Text with an exponent as plain digits. */
function plain(text: string): string {
  const [mantissa, power] = text.split('e')
  if (power === undefined) return text
  const [whole, fraction = ''] = mantissa.split('.')
  const point = whole.length + Number(power)
  const digits = whole + fraction
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length
    ? digits.padEnd(point, '0')
    : `${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Digits before and behind the point, at most `precision` of the latter, without trailing zeros. */
function positional(value: number, precision: number, round: Round): [whole: string, fraction: string] {
  const size = Math.abs(value)
  let text = plain(shortest(size, round))
  if ((text.split('.')[1] ?? '').length > precision) text = fixed(size, precision)
  const [whole, fraction = ''] = text.split('.')
  return [(value < 0 || Object.is(value, -0) ? '-' : '') + whole, fraction.replace(/0+$/, '')]
}

/** One digit, the others, and the exponent with its sign and at least two digits. */
function scientific(value: number, precision: number, round: Round): [string, string, string] {
  const size = Math.abs(value)
  let [mantissa, power] = Number(shortest(size, round)).toExponential().split('e')
  if ((mantissa.split('.')[1] ?? '').length > precision)
    [mantissa, power] = size.toExponential(precision).split('e')
  const [whole, fraction = ''] = mantissa.split('.')
  const exponent = power[0] + power.slice(1).padStart(2, '0')
  return [(value < 0 || Object.is(value, -0) ? '-' : '') + whole, fraction.replace(/0+$/, ''), exponent]
}

interface FloatStyle {
  readonly precision: number
  readonly suppress: boolean
  readonly round: Round
  /** From here on numbers get an exponent. */
  readonly cutoff: number
  /** Always as many digits as the precision. */
  readonly fixed: boolean
  readonly plus: boolean
}

/** The numbers of one array, all as wide as they must be to stand under each other. */
function floatWords(values: readonly number[], style: FloatStyle): string[] {
  const { precision, suppress, round, cutoff, fixed, plus } = style
  const finite = values.filter(Number.isFinite)
  const sizes = finite.filter((value) => value !== 0).map(Math.abs)
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0)
  const least = sizes.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const exponents =
    sizes.length > 0 && (largest >= cutoff || (!suppress && (least < 0.0001 || largest / least > 1000)))
  const sign = (text: string): string => (plus && !text.startsWith('-') ? `+${text}` : text)
  let left = 0
  let right = 0
  let words: (value: number) => string
  if (exponents) {
    const parts = finite.map((value) => scientific(value, precision, round))
    const digits = fixed ? precision : Math.max(...parts.map(([, fraction]) => fraction.length))
    const powers = Math.max(...parts.map(([, , power]) => power.length)) - 1
    left = Math.max(...parts.map(([whole]) => sign(whole).length))
    right = powers + 2 + digits
    words = (value) => {
      const [whole, fraction, power] = scientific(value, digits, round)
      return `${sign(whole).padStart(left)}.${fraction.padEnd(digits, '0')}e${power[0]}${power.slice(1).padStart(powers, '0')}`
    }
  } else {
    const parts = finite.map((value) => positional(value, precision, round))
    left = Math.max(0, ...parts.map(([whole]) => sign(whole).length))
    right =
      fixed && finite.length > 0 ? precision : Math.max(0, ...parts.map(([, fraction]) => fraction.length))
    words = (value) => {
      const [whole, fraction] = positional(value, precision, round)
      const shown = fixed ? fraction.padEnd(right, '0') : fraction.padEnd(right)
      return `${sign(whole).padStart(left)}.${shown}`
    }
  }
  if (finite.length < values.length) {
    const negative = values.some((value) => value === Number.NEGATIVE_INFINITY) || plus ? 1 : 0
    left = Math.max(left, 3 - (right + 1), 3 + negative - (right + 1))
  }
  return values.map((value) => {
    if (Number.isFinite(value)) return words(value)
    const text = Number.isNaN(value) ? (plus ? '+nan' : 'nan') : value < 0 ? '-inf' : plus ? '+inf' : 'inf'
    return text.padStart(left + right + 1)
  })
}

/** A number alone, as `str(np.float32(x))` gives it. */
function scalarText(value: number, round: Round): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  const size = Math.abs(value)
  const cutoff = round === null ? 1e16 : round === toFloat16 ? 1e3 : 1e6
  if (value === 0 || (size < cutoff && size >= 1e-4)) {
    const [whole, fraction] = positional(value, 400, round)
    return `${whole}.${fraction === '' ? '0' : fraction}`
  }
  const [whole, fraction, power] = scientific(value, 400, round)
  return `${whole}${fraction === '' ? '' : `.${fraction}`}e${power}`
}

// --- random numbers -----------------------------------------------------------------------------------------------

function seededEngine(seed: number): Engine {
  const stream = Stream.seeded(BigInt(seed))
  return stream.open(stream.start)
}

/** NumPy's RandomState over MT19937: the numbers of `np.random.seed(n)`. */
class PyRandomState extends PyObject {
  engine: Engine
  spare: number | null = null
  readonly legacy = true
  constructor(seed: number) {
    super()
    this.engine = seededEngine(seed)
  }

  seed(seed: number): void {
    this.engine = seededEngine(seed)
    this.spare = null
  }

  /** In [0, 1) with 53 bits. */
  u32(): number {
    return this.engine.u32()
  }

  double(): number {
    const high = this.engine.u32() >>> 5
    const low = this.engine.u32() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  /** Standard normal, by the polar method; they come in pairs. */
  gauss(): number {
    if (this.spare !== null) {
      const value = this.spare
      this.spare = null
      return value
    }
    for (;;) {
      const x = 2 * this.double() - 1
      const y = 2 * this.double() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const factor = Math.sqrt((-2 * log(square)) / square)
      this.spare = factor * x
      return factor * y
    }
  }

  exponential(): number {
    return -log(1 - this.double())
  }

  /** Draws whole numbers from 0 to `most` of so many bits each, several of one word. */
  small(most: number, bits: number): () => number {
    const next = pieces(this, bits)
    const mask = 2 ** (32 - Math.clz32(most)) - 1
    return () => {
      if (most === 0) return 0
      for (;;) {
        const value = next() & mask
        if (value <= most) return value
      }
    }
  }

  /** A whole number from 0 to `most`, by masking and trying again. */
  below(most: number): number {
    if (most === 0) return 0
    if (most > 0xffff_ffff) {
      const limit = BigInt(most)
      const mask = (1n << BigInt(limit.toString(2).length)) - 1n
      for (;;) {
        const value = ((BigInt(this.engine.u32()) << 32n) | BigInt(this.engine.u32())) & mask
        if (value <= limit) return Number(value)
      }
    }
    if (most === 0xffff_ffff) return this.engine.u32()
    const mask = 2 ** (32 - Math.clz32(most)) - 1
    for (;;) {
      const value = (this.engine.u32() & mask) >>> 0
      if (value <= most) return value
    }
  }
}

const randomStateType = (): PyType =>
  defineType({
    name: '_MT19937',
    module: 'numpy.random',
    js: PyRandomState,
    new: (_cls, [seed]) => new PyRandomState(Number(seed)),
    methods: {
      'seed(self, seed, /)': (self: PyRandomState, seed: Value) => self.seed(Number(seed)),
      'doubles(self, n, /)': (self: PyRandomState, n: Value) => array(Number(n), () => self.double()),
      'normals(self, n, /)': (self: PyRandomState, n: Value) => array(Number(n), () => self.gauss()),
      'integers(self, most, n, /)': (self: PyRandomState, most: Value, n: Value) =>
        array(Number(n), () => self.below(Number(most))),
      'state(self, /)': (self: PyRandomState) =>
        tuple(
          new PyList(Array.from(self.engine.words, (word) => word >>> 0)),
          self.engine.index,
          self.spare === null ? null : new PyFloat(self.spare),
        ),
      'set_state(self, words, index, spare, /)': (
        self: PyRandomState,
        words: Value,
        index: Value,
        spare: Value,
      ) => {
        self.engine = seededEngine(0)
        self.engine.words.set(toArray(words).map((word) => Number(word) | 0))
        self.engine.index = Number(index)
        self.spare = spare === null ? null : asFloat(spare)!
        return null
      },
      'order(self, n, /)': (self: PyRandomState, n: Value) => {
        const order = Array.from({ length: Number(n) }, (_, i) => i)
        for (let i = order.length - 1; i > 0; i--) {
          const j = self.below(i)
          const kept = order[i]
          order[i] = order[j]
          order[j] = kept
        }
        return new PyList(order)
      },
      'draw(self, name, n, parameters, /)': drawMethod,
      'small(self, most, n, bits, /)': (self: PyRandomState, most: Value, n: Value, bits: Value) =>
        array(Number(n), self.small(Number(most), Number(bits))),
    },
  })

// --- arrays as arguments ------------------------------------------------------------------------------------------

interface Classes {
  readonly array: PyType
  readonly scalar: PyType
}
const KEY = 'numpy classes'
const classes = (): Classes | undefined => runtime.state.get(KEY) as Classes | undefined

const tensorIn = (value: PyObject): Tensor => (getOwn(value, '_t') as PyTensor).tensor

recognize((value) => {
  const known = classes()
  if (known === undefined) return undefined
  if (value.cls.isSubtypeOf(known.array)) return arrayArgument(tensorIn(value))
  if (!value.cls.isSubtypeOf(known.scalar)) return undefined
  const { tensor } = call(value.cls.lookup('_tensor')!, [value]) as PyTensor
  return new ForeignNumber(`numpy.${value.cls.name}`, value, null, null, tensor)
})

/** An array is no tensor to an operator; where data is taken, its numbers are. */
const arrayArgument = (tensor: Tensor): Foreign =>
  new Foreign(
    'numpy.ndarray',
    tensor,
    null,
    tensor.rank === 0 ? null : () => unbindRows(tensor).map(arrayArgument),
    tensor,
  )

/** Lets tensors become arrays: `tensor.numpy()`. */
numpyBridge.toNumpy = (tensor) => {
  // The module introduces itself when something of it is first read.
  if (!runtime.state.has('numpy of')) getAttr(importModule('numpy'), 'ndarray')
  return call(runtime.state.get('numpy of') as Value, [wrap(tensor)])
}

export const numpyModule = (): NativeModule => ({
  attributes: {
    MT19937: randomStateType(),
    PCG64: pcgType(),
    ...defineFunctions({
      'register(array, scalar, of, /)': (array: Value, scalar: Value, of: Value) => {
        runtime.state.set(KEY, { array, scalar })
        runtime.state.set('numpy of', of)
      },
      'sum(tensor, axes, keepdims, dtype, /)': (tensor: Value, axes: Value, keepdims: Value, dtype: Value) =>
        wrap(
          pairwiseSum(
            (tensor as PyTensor).tensor,
            toArray(axes).map(Number),
            truthy(keepdims),
            dtype === null ? null : (dtype as PyDType).dtype,
          ),
        ),
      'float_words(values, bits, cutoff, precision, suppress, fixed, plus, /)': (
        values: Value,
        bits: Value,
        cutoff: Value,
        precision: Value,
        suppress: Value,
        fixed: Value,
        plus: Value,
      ) =>
        new PyList(
          floatWords(
            toArray(values).map((value) => asFloat(value)!),
            {
              round: rounds[Number(bits)],
              cutoff: asFloat(cutoff)!,
              precision: Number(precision),
              suppress: truthy(suppress),
              fixed: truthy(fixed),
              plus: truthy(plus),
            },
          ),
        ),
      'scalar_text(value, bits, /)': (value: Value, bits: Value) =>
        scalarText(asFloat(value)!, rounds[Number(bits)]),
    }),
  },
})
