/** math: C's library on doubles, and exact integer functions. */
import { defineFunctions } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { binaryOp } from '../object/operators.js'
import { call, iterate, lookupSpecial, toArray, toIndex } from '../object/protocol.js'
import { asInt, PyFloat, tuple } from '../object/values.js'
import * as integer from '../text/integer.js'
import * as precise from '../text/precise.js'
import { realOf } from '../types/float.js'
import { erf, erfc, gamma, lgamma, log1p } from './special.js'

const domain = () => raise('ValueError', 'math domain error')
const range = () => raise('OverflowError', 'math range error')

/** A function of one double: NaN from a number is a domain error, an infinity from finite ones a range error. */
const real =
  (fn: (x: number) => number, singular = false) =>
  (value: Value): Value => {
    const x = realOf(value)
    const result = fn(x)
    if (Number.isNaN(result) && !Number.isNaN(x)) throw domain()
    if (!Number.isFinite(result) && Number.isFinite(x)) throw singular ? domain() : range()
    return new PyFloat(result)
  }

const binary = (fn: (x: number, y: number) => number) => (a: Value, b: Value) =>
  new PyFloat(fn(realOf(a), realOf(b)))

/** log of an int of any size: through the bits above the double's range. */
function logOf(value: Value, log: (x: number) => number, ln2: number): number {
  const int = asInt(value)
  if (typeof int === 'bigint') {
    if (int < 0n) throw domain()
    const shift = Math.max(0, integer.bitLength(int) - 64)
    return log(Number(int >> BigInt(shift))) + shift * ln2
  }
  const x = realOf(value)
  if (x <= 0) throw domain()
  return log(x)
}

function log(x: Value, base: Value | undefined): Value {
  const numerator = logOf(x, precise.log, Math.LN2)
  if (base === undefined) return new PyFloat(numerator)
  const denominator = logOf(base, precise.log, Math.LN2)
  if (denominator === 0) throw raise('ZeroDivisionError', 'float division by zero')
  return new PyFloat(numerator / denominator)
}

/** floor, ceil, trunc: the object's own method, else the double's. */
const whole = (name: string, fn: (x: number) => number) => (x: Value) => {
  const method = x instanceof PyFloat && x.cls.isNative ? undefined : lookupSpecial(x, `__${name}__`)
  if (method !== undefined) return call(method, [])
  if (name === 'trunc' && !(x instanceof PyFloat)) {
    throw newTypeError(`type ${typeNameOf(x)} doesn't define __trunc__ method`)
  }
  const value = realOf(x)
  return integer.truncate(Number.isFinite(value) ? fn(value) : value)
}

function pow(a: Value, b: Value): Value {
  const [x, y] = [realOf(a), realOf(b)]
  if (x === 1 || y === 0) return new PyFloat(1)
  if (x === -1 && (y === Infinity || y === -Infinity)) return new PyFloat(1)
  if (x === 0 && y < 0 && y !== -Infinity) throw domain()
  const result = precise.power(x, y)
  if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y)) throw domain()
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) throw range()
  return new PyFloat(result)
}

/** Shewchuk's exact sum, rounded once. */
function fsum(iterable: Value): Value {
  const partials: number[] = []
  let special = 0
  let infinite = 0
  for (const item of iterate(iterable)) {
    const given = realOf(item)
    let x = given
    let used = 0
    for (const partial of partials) {
      let [big, small] = Math.abs(x) < Math.abs(partial) ? [partial, x] : [x, partial]
      const high = big + small
      small -= high - big
      if (small !== 0) partials[used++] = small
      x = high
      big = high
    }
    partials.length = used
    if (Number.isFinite(x)) partials.push(x)
    else {
      if (Number.isFinite(given)) throw raise('OverflowError', 'intermediate overflow in fsum')
      if (!Number.isNaN(given)) infinite += given
      special += given
      partials.length = 0
    }
  }
  if (Number.isNaN(infinite)) throw raise('ValueError', '-inf + inf in fsum')
  if (special !== 0) return new PyFloat(special)
  let n = partials.length
  if (n === 0) return new PyFloat(0)
  let high = partials[--n]!
  let low = 0
  while (n > 0) {
    const x = high
    const y = partials[--n]!
    high = x + y
    low = y - (high - x)
    if (low !== 0) break
  }
  if (n > 0 && ((low < 0 && partials[n - 1]! < 0) || (low > 0 && partials[n - 1]! > 0))) {
    const y = low * 2
    const x = high + y
    if (y === x - high) high = x
  }
  return new PyFloat(high)
}

function prod(iterable: Value, start: Value): Value {
  let total = start
  for (const item of iterate(iterable)) total = binaryOp('Mult', total, item)
  return total
}

function nonNegative(value: Value, what: string): bigint {
  const int = toIndex(value)
  if (int < 0) throw raise('ValueError', `${what} must be a non-negative integer`)
  return BigInt(int)
}

function factorial(x: Value): Value {
  if (x instanceof PyFloat) throw newTypeError("'float' object cannot be interpreted as an integer")
  const n = toIndex(x)
  if (n < 0) throw raise('ValueError', 'factorial() not defined for negative values')
  return integer.norm(productOf(1n, countable(BigInt(n), 'factorial() argument should')))
}

const MOST = 2n ** 63n - 1n
/** As many factors as CPython counts. */
function countable(count: bigint, what: string): bigint {
  if (count > MOST) throw raise('OverflowError', `${what} not exceed ${MOST}`)
  return count
}

/** low · … · high by halves, which keeps the factors of a size. */
function productOf(low: bigint, high: bigint): bigint {
  if (low > high) return 1n
  if (high - low < 8n) {
    let product = low
    for (let i = low + 1n; i <= high; i++) product *= i
    return product
  }
  const middle = (low + high) / 2n
  return productOf(low, middle) * productOf(middle + 1n, high)
}

function perm(n: Value, k: Value): Value {
  if (k === null) return factorial(n)
  const [total, taken] = [nonNegative(n, 'n'), nonNegative(k, 'k')]
  return taken > total ? 0 : integer.norm(productOf(total - countable(taken, 'k must') + 1n, total))
}

function comb(n: Value, k: Value): Value {
  const [total, taken] = [nonNegative(n, 'n'), nonNegative(k, 'k')]
  if (taken > total) return 0
  const few = countable(taken > total - taken ? total - taken : taken, 'min(n - k, k) must')
  return integer.norm(productOf(total - few + 1n, total) / productOf(1n, few))
}

function frexp(value: Value): Value {
  const x = realOf(value)
  if (x === 0 || !Number.isFinite(x)) return tuple(new PyFloat(x), 0)
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1)
  let mantissa = x * 2 ** -exponent
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2
    exponent--
  }
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2
    exponent++
  }
  return tuple(new PyFloat(mantissa), exponent)
}

function ldexp(value: Value, exponent: Value): Value {
  const x = realOf(value)
  const e = Number(toIndex(exponent))
  if (x === 0 || !Number.isFinite(x)) return new PyFloat(x)
  const half = Math.max(-1000, Math.min(1000, Math.trunc(e / 2)))
  const rest = Math.max(-1074, Math.min(1100, e - half))
  const result =
    x *
    2 ** half *
    (Math.abs(rest) > 1000 ? 2 ** Math.trunc(rest / 2) * 2 ** (rest - Math.trunc(rest / 2)) : 2 ** rest)
  if (!Number.isFinite(result) && Number.isFinite(x)) throw range()
  return new PyFloat(result)
}

function isClose(a: Value, b: Value, relative: Value, absolute: Value): boolean {
  const [x, y, rel, abs] = [realOf(a), realOf(b), realOf(relative), realOf(absolute)]
  if (rel < 0 || abs < 0) throw raise('ValueError', 'tolerances must be non-negative')
  if (x === y) return true
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false
  const difference = Math.abs(x - y)
  return difference <= Math.abs(rel * y) || difference <= Math.abs(rel * x) || difference <= abs
}

const folded =
  (fn: (a: number | bigint, b: number | bigint) => number | bigint, start: number) => (args: Value[]) =>
    args.map((arg) => toIndex(arg)).reduce(fn, start)

const lcm = (a: number | bigint, b: number | bigint) =>
  a === 0 || b === 0 ? 0 : integer.absolute(integer.multiply(integer.floorDivide(a, integer.gcd(a, b)), b))

const bits = new DataView(new ArrayBuffer(8))

/** The double next to x on the way to y. */
function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  if (x === y) return y
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE
  bits.setFloat64(0, x)
  // Doubles of one sign are ordered as their bits are.
  bits.setBigInt64(0, bits.getBigInt64(0) + (y > x === x > 0 ? 1n : -1n))
  return bits.getFloat64(0)
}

export function math(): NativeModule {
  const functions = defineFunctions(
    {
      'sqrt(x, /)': real(Math.sqrt),
      'cbrt(x, /)': real(Math.cbrt),
      'exp(x, /)': real(precise.exp),
      'exp2(x, /)': real((x) => precise.power(2, x)),
      'expm1(x, /)': real(Math.expm1),
      'log(x, base=<absent>, /)': log,
      'log2(x, /)': (x: Value) => new PyFloat(logOf(x, Math.log2, 1)),
      'log10(x, /)': (x: Value) => new PyFloat(logOf(x, precise.log10, Math.log10(2))),
      'log1p(x, /)': real(log1p, true),
      'sin(x, /)': real(precise.sin),
      'cos(x, /)': real(precise.cos),
      'tan(x, /)': real(precise.tan),
      'asin(x, /)': real(precise.asin),
      'acos(x, /)': real(precise.acos),
      'atan(x, /)': real(precise.atan),
      'sinh(x, /)': real(Math.sinh),
      'cosh(x, /)': real(Math.cosh),
      'tanh(x, /)': real(Math.tanh),
      'asinh(x, /)': real(precise.asinh),
      'acosh(x, /)': real(precise.acosh),
      'atanh(x, /)': real(Math.atanh, true),
      'erf(x, /)': real(erf),
      'erfc(x, /)': real(erfc),
      'gamma(x, /)': real((x) =>
        x === 0 || (x < 0 && Number.isInteger(x)) || x === -Infinity ? Number.NaN : gamma(x),
      ),
      'lgamma(x, /)': real((x) => (x <= 0 && Number.isInteger(x) ? Number.NaN : lgamma(x))),
      'fabs(x, /)': real(Math.abs),
      'degrees(x, /)': real((x) => x * (180 / Math.PI)),
      'radians(x, /)': real((x) => x * (Math.PI / 180)),
      'atan2(y, x, /)': binary(precise.atan2),
      'copysign(x, y, /)': binary((x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
      'fmod(x, y, /)': binary((x, y) => {
        if ((!Number.isFinite(x) && !Number.isNaN(x) && !Number.isNaN(y)) || (y === 0 && !Number.isNaN(x)))
          throw domain()
        return x % y
      }),
      'remainder(x, y, /)': binary((x, y) => {
        if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
        if (y === 0 || !Number.isFinite(x)) throw domain()
        if (!Number.isFinite(y)) return x
        const rest = Math.abs(x) % Math.abs(y)
        const other = Math.abs(y) - rest
        const near =
          rest < other
            ? rest
            : rest > other
              ? -other
              : rest - 2 * ((0.5 * (Math.abs(x) - rest)) % Math.abs(y))
        return x < 0 || Object.is(x, -0) ? -near : near
      }),
      'pow(x, y, /)': pow,
      'hypot(*coordinates)': (args: Value[]) =>
        new PyFloat(precise.euclidean(args.map((arg) => realOf(arg)))),
      'dist(p, q, /)': (p: Value, q: Value) => {
        const [a, b] = [toArray(p), toArray(q)]
        if (a.length !== b.length)
          throw raise('ValueError', 'both points must have the same number of dimensions')
        return new PyFloat(precise.euclidean(a.map((item, i) => realOf(item) - realOf(b[i]!))))
      },
      'floor(x, /)': whole('floor', Math.floor),
      'ceil(x, /)': whole('ceil', Math.ceil),
      'trunc(x, /)': whole('trunc', Math.trunc),
      'modf(x, /)': (value: Value) => {
        const x = realOf(value)
        if (!Number.isFinite(x))
          return tuple(new PyFloat(Number.isNaN(x) ? x : x > 0 ? 0 : -0), new PyFloat(x))
        return tuple(new PyFloat(x - Math.trunc(x)), new PyFloat(Math.trunc(x)))
      },
      'frexp(x, /)': frexp,
      'ldexp(x, i, /)': ldexp,
      'isnan(x, /)': (x: Value) => Number.isNaN(realOf(x)),
      'isinf(x, /)': (x: Value) => Math.abs(realOf(x)) === Infinity,
      'isfinite(x, /)': (x: Value) => Number.isFinite(realOf(x)),
      'isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)': isClose,
      'fsum(seq, /)': fsum,
      'prod(iterable, /, *, start=1)': prod,
      'factorial(x, /)': factorial,
      'perm(n, k=None, /)': perm,
      'comb(n, k, /)': comb,
      'gcd(*integers)': folded(integer.gcd, 0),
      'lcm(*integers)': folded(lcm, 1),
      'isqrt(n, /)': (n: Value) => integer.integerSqrt(toIndex(n)),
      'nextafter(x, y, /)': (x: Value, y: Value) => new PyFloat(nextAfter(realOf(x), realOf(y))),
      'ulp(x, /)': (value: Value) => {
        const x = Math.abs(realOf(value))
        if (!Number.isFinite(x)) return new PyFloat(x)
        const next = nextAfter(x, Infinity)
        return new PyFloat(next === Infinity ? x - nextAfter(x, 0) : next - x)
      },
    },
    { module: 'math' },
  )
  return {
    doc: 'Mathematical functions as the C standard defines them.',
    attributes: {
      ...functions,
      pi: new PyFloat(Math.PI),
      e: new PyFloat(Math.E),
      tau: new PyFloat(2 * Math.PI),
      inf: new PyFloat(Infinity),
      nan: new PyFloat(Number.NaN),
    },
  }
}
