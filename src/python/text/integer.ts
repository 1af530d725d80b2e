/**
 * Python's int on JS numbers and bigints.
 *
 * An int is a safe JS integer, or a bigint when it is beyond ±(2^53 − 1); `norm` keeps that invariant, so equal ints
 * are `===` and a bigint is always larger in size than every number.
 */
import { decompose } from '../../base/decimal.js'
import { fault, overflowError, valueError, zeroDivision } from './fault.js'
import { power as precisePower } from './precise.js'

export type Int = number | bigint

const MAX = Number.MAX_SAFE_INTEGER
const MAX_BIG = BigInt(MAX)

/** A bigint as an Int: a number if it is safe. */
export const norm = (value: bigint): Int => (value <= MAX_BIG && value >= -MAX_BIG ? Number(value) : value)

export const add = (a: Int, b: Int): Int => {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (sum <= MAX && sum >= -MAX) return sum
  }
  return norm(BigInt(a) + BigInt(b))
}

export const subtract = (a: Int, b: Int): Int => {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (difference <= MAX && difference >= -MAX) return difference
  }
  return norm(BigInt(a) - BigInt(b))
}

export const multiply = (a: Int, b: Int): Int => {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (product <= MAX && product >= -MAX) return product + 0
  }
  return norm(BigInt(a) * BigInt(b))
}

export const negate = (a: Int): Int => (typeof a === 'number' ? 0 - a : norm(-a))
export const absolute = (a: Int): Int => (a < 0 ? negate(a) : a)
export const isNegative = (a: Int): boolean => a < 0
/** −1, 0 or 1; bigint and number compare exactly in JS. */
export const compare = (a: Int, b: Int): number => (a < b ? -1 : a > b ? 1 : 0)

const floorDivBig = (a: bigint, b: bigint): bigint => {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

const modBig = (a: bigint, b: bigint): bigint => {
  const rest = a % b
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest
}

export const floorDivide = (a: Int, b: Int): Int => {
  if (b === 0) zeroDivision('integer division or modulo by zero')
  if (typeof a === 'number' && typeof b === 'number') {
    // The rest is exact, so the quotient of the difference is an exact integer.
    let rest = a % b
    if (rest !== 0 && rest < 0 !== b < 0) rest += b
    const quotient = (a - rest) / b
    if (a - rest <= MAX && a - rest >= -MAX) return quotient + 0
  }
  return norm(floorDivBig(BigInt(a), BigInt(b)))
}

export const modulo = (a: Int, b: Int): Int => {
  if (b === 0) zeroDivision('integer modulo by zero')
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0
  }
  return norm(modBig(BigInt(a), BigInt(b)))
}

/** Bits of |a|. */
export function bitLength(a: Int): number {
  if (typeof a === 'number') {
    a = Math.abs(a)
    const high = Math.floor(a / 0x100000000)
    return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(a >>> 0)
  }
  const hex = (a < 0n ? -a : a).toString(16)
  return (hex.length - 1) * 4 + 32 - Math.clz32(Number.parseInt(hex[0]!, 16))
}

/** Ones in the binary text of |a|. */
export const bitCount = (a: Int): number => {
  const text = (typeof a === 'bigint' ? (a < 0n ? -a : a) : Math.abs(a)).toString(2)
  let count = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 49) count++
  return count
}

/** V8's bigints end at 2^30 bits; CPython would go on until memory ends. */
const MAX_BITS = 2 ** 30

export const shiftLeft = (a: Int, count: Int): Int => {
  if (count < 0) valueError('negative shift count')
  if (a === 0) return 0
  if (count > MAX_BITS) fault('MemoryError', '')
  if (typeof a === 'number') {
    const product = count <= 30 ? a * (1 << Number(count)) : a * 2 ** Number(count)
    if (product <= MAX && product >= -MAX) return product
  }
  return norm(BigInt(a) << BigInt(count))
}

export const shiftRight = (a: Int, count: Int): Int => {
  if (count < 0) valueError('negative shift count')
  if (typeof a === 'number') {
    if (count > 53) return a < 0 ? -1 : 0
    return count <= 31 && (a | 0) === a ? a >> Number(count) : Math.floor(a / 2 ** Number(count))
  }
  if (typeof count === 'bigint' || count > MAX_BITS) return a < 0n ? -1 : 0
  return norm(a >> BigInt(count))
}

// Bits of numbers beyond 32 bits are taken in two halves.
const HALF = 2 ** 32

export const bitAnd = (a: Int, b: Int): Int => {
  if (typeof a === 'number' && typeof b === 'number') {
    if ((a | 0) === a && (b | 0) === b) return a & b
    const result = (Math.floor(a / HALF) & Math.floor(b / HALF)) * HALF + ((a & b) >>> 0)
    if (result >= -MAX) return result
  }
  return norm(BigInt(a) & BigInt(b))
}
export const bitOr = (a: Int, b: Int): Int => {
  if (typeof a === 'number' && typeof b === 'number') {
    if ((a | 0) === a && (b | 0) === b) return a | b
    const result = (Math.floor(a / HALF) | Math.floor(b / HALF)) * HALF + ((a | b) >>> 0)
    if (result >= -MAX) return result
  }
  return norm(BigInt(a) | BigInt(b))
}
export const bitXor = (a: Int, b: Int): Int => {
  if (typeof a === 'number' && typeof b === 'number') {
    if ((a | 0) === a && (b | 0) === b) return a ^ b
    const result = (Math.floor(a / HALF) ^ Math.floor(b / HALF)) * HALF + ((a ^ b) >>> 0)
    if (result >= -MAX) return result
  }
  return norm(BigInt(a) ^ BigInt(b))
}
export const invert = (a: Int): Int =>
  typeof a === 'number' && a !== -MAX && a !== MAX ? -1 - a : norm(~BigInt(a))

/** a ** b for b ≥ 0. */
export function power(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return 1
    if (a === 0 || a === 1) return a
    if (a === -1) return b % 2 === 0 ? 1 : -1
    if (b === 2) return multiply(a, a)
    // Multiplied, since V8's ** need not be exact.
    let product = 1
    for (let i = 0; i < b && product <= MAX && product >= -MAX; i++) product *= a
    if (product <= MAX && product >= -MAX) return product
  }
  if (bitLength(a) * Number(b) > MAX_BITS) fault('MemoryError', '')
  return norm(BigInt(a) ** BigInt(b))
}

/** pow(a, b, m), with a negative b through the inverse. */
export function powerMod(a: Int, b: Int, m: Int): Int {
  if (m === 0) valueError('pow() 3rd argument cannot be 0')
  const modulus = BigInt(m)
  const size = modulus < 0n ? -modulus : modulus
  if (size === 1n) return 0
  let base = modBig(BigInt(a), size)
  let exponent = BigInt(b)
  if (exponent < 0n) {
    base = inverse(base, size)
    exponent = -exponent
  }
  let result = 1n
  while (exponent > 0n) {
    if (exponent & 1n) result = (result * base) % size
    exponent >>= 1n
    if (exponent > 0n) base = (base * base) % size
  }
  return norm(modBig(result, modulus))
}

function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1, s0, s1] = [a, m, 1n, 0n]
  while (r1 !== 0n) {
    const q = r0 / r1
    ;[r0, r1] = [r1, r0 - q * r1]
    ;[s0, s1] = [s1, s0 - q * s1]
  }
  if (r0 !== 1n) valueError('base is not invertible for the given modulus')
  return modBig(s0, m)
}

export function gcd(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    a = Math.abs(a)
    b = Math.abs(b)
    while (b !== 0) [a, b] = [b, a % b] as [number, number]
    return a
  }
  let x = BigInt(absolute(a))
  let y = BigInt(absolute(b))
  while (y !== 0n) [x, y] = [y, x % y]
  return norm(x)
}

/** ⌊√a⌋ for a ≥ 0. */
export function integerSqrt(a: Int): Int {
  if (a < 0) valueError('isqrt() argument must be nonnegative')
  if (typeof a === 'number') return Math.floor(Math.sqrt(a))
  let x = 1n << BigInt((bitLength(a) + 1) >> 1)
  while (true) {
    const y = (x + a / x) >> 1n
    if (y >= x) return norm(x)
    x = y
  }
}

/** The int as a double, correctly rounded; OverflowError beyond the range. */
export function toFloat(a: Int): number {
  if (typeof a === 'number') return a
  const result = Number(a)
  return Number.isFinite(result) ? result : overflowError('int too large to convert to float')
}

/** A finite integral double as an Int. */
export function fromFloat(x: number): Int {
  if (x <= MAX && x >= -MAX) return x + 0
  const { mantissa, exponent } = decompose(x)
  const size = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent)
  return norm(x < 0 ? -size : size)
}

/** `int(x)`: toward zero, with CPython's errors for inf and nan. */
export function truncate(x: number): Int {
  if (Number.isNaN(x)) valueError('cannot convert float NaN to integer')
  if (!Number.isFinite(x)) overflowError('cannot convert float infinity to integer')
  return fromFloat(Math.trunc(x))
}

/** a / b, correctly rounded for ints of any size. */
export function trueDivide(a: Int, b: Int): number {
  if (b === 0) zeroDivision('division by zero')
  if (typeof a === 'number' && typeof b === 'number') return a / b
  if (a === 0) return b < 0 ? -0 : 0
  const negative = a < 0 !== b < 0
  const x = BigInt(absolute(a))
  const y = BigInt(absolute(b))
  // A quotient of at least 66 bits with a sticky last bit rounds as the exact quotient does (subnormals take fewer).
  const wanted = bitLength(y) - bitLength(x) + 66
  const scaled = wanted > 0 ? (x << BigInt(wanted)) / y : x / (y << BigInt(-wanted))
  const exact = wanted > 0 ? (x << BigInt(wanted)) % y === 0n : x % (y << BigInt(-wanted)) === 0n
  const result = scaleExactly(exact ? scaled : scaled | 1n, -wanted)
  if (!Number.isFinite(result)) overflowError('integer division result too large for a float')
  return negative ? -result : result
}

/** value · 2^exponent rounded once, half to even, also where the result is subnormal. */
export function scaleExactly(value: bigint, exponent: number): number {
  const top = bitLength(value) + exponent
  if (top > 1024) return Infinity
  const bits = Math.min(53, top + 1074)
  if (bits < 0) return 0
  const drop = bitLength(value) - bits
  let mantissa = value
  let scale = exponent
  if (drop > 0) {
    const cut = BigInt(drop)
    mantissa = value >> cut
    const rest = value - (mantissa << cut)
    const half = 1n << (cut - 1n)
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa += 1n
    scale += drop
  }
  // Two steps: 2^scale itself may be out of range while the product is not.
  const first = Math.max(-1000, Math.min(1000, scale))
  return Number(mantissa) * 2 ** first * 2 ** (scale - first)
}

/** Order of an int and a double without rounding either; NaN gives NaN. */
export function compareWithFloat(a: Int, x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  return a < x ? -1 : a > x ? 1 : 0
}

/** round(a, ndigits) of an int. */
export function roundInt(a: Int, ndigits: Int): Int {
  if (ndigits >= 0) return a
  if (-ndigits > 400 + bitLength(a)) return 0
  const unit = 10n ** BigInt(-ndigits)
  const x = BigInt(a)
  const floor = floorDivBig(x, unit)
  const rest = (x - floor * unit) * 2n
  const up = rest > unit || (rest === unit && (floor & 1n) === 1n)
  return norm((up ? floor + 1n : floor) * unit)
}

const HASH_MODULUS = (1n << 61n) - 1n

/** CPython's hash of an int on 64 bits: modulo 2^61 − 1, and never −1. */
export function hashInt(a: Int): Int {
  if (typeof a === 'number') return a === -1 ? -2 : a
  const rest = a < 0n ? -(-a % HASH_MODULUS) : a % HASH_MODULUS
  return rest === -1n ? -2 : norm(rest)
}

/** CPython's hash of a float: equal to the int's where they are equal. NaN hashes by identity there; here it is 0. */
export function hashFloat(x: number): Int {
  if (Number.isInteger(x)) return hashInt(fromFloat(x))
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 0 : x > 0 ? 314159 : -314159
  const { mantissa, exponent } = decompose(x)
  const shift = BigInt(((exponent % 61) + 61) % 61)
  const size = (mantissa << shift) % HASH_MODULUS
  const signed = x < 0 ? -size : size
  return signed === -1n ? -2 : norm(signed)
}

const DIGIT_VALUES = '0123456789abcdefghijklmnopqrstuvwxyz'

/** Text of an int in a base: `1f`, `-101`. */
export const intText = (a: Int, base: number): string => a.toString(base)

/**
 * `int(text, base)`; undefined if it is no literal of that base, so the caller can word the error with the object's
 * repr. Base 0 reads the prefix, underscores stand between digits only.
 */
export function parseInteger(text: string, base: number): Int | undefined {
  if (base === 10 && text.length < 16) {
    const value = plainDigits(text)
    if (value >= 0) return value
  }
  let body = asciiDigits(text).trim().toLowerCase()
  const negative = body.startsWith('-')
  if (negative || body.startsWith('+')) body = body.slice(1)
  const prefix = body.slice(0, 2)
  const prefixed = prefix === '0x' ? 16 : prefix === '0o' ? 8 : prefix === '0b' ? 2 : 0
  if (prefixed !== 0 && (base === 0 || base === prefixed)) {
    base = prefixed
    body = body.slice(2)
    if (body.startsWith('_')) body = body.slice(1)
  } else if (base === 0) {
    base = 10
    if (/^0[0-9_]*[1-9]/.test(body)) return undefined
  }
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/.test(body)) return undefined
  body = body.replaceAll('_', '')
  for (let i = 0; i < body.length; i++) if (DIGIT_VALUES.indexOf(body[i]!) >= base) return undefined
  const size = body.length <= 10 ? Number.parseInt(body, base) : parseBig(body, base)
  return negative ? negate(size) : size
}

/** The number that a few decimal digits alone write, −1 for any other text. */
function plainDigits(text: string): number {
  let value = 0
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return text === '' ? -1 : value
}

function parseBig(body: string, base: number): Int {
  if (base === 10) return norm(BigInt(body))
  if (base === 16) return norm(BigInt(`0x${body}`))
  if (base === 8) return norm(BigInt(`0o${body}`))
  if (base === 2) return norm(BigInt(`0b${body}`))
  let value = 0n
  const radix = BigInt(base)
  for (const digit of body) value = value * radix + BigInt(DIGIT_VALUES.indexOf(digit))
  return norm(value)
}

/** Decimal digits of any script as ASCII ones, other spaces as blanks: what int() and float() accept. */
export function asciiDigits(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text
  return text.replace(/\p{Nd}|\p{White_Space}/gu, (char) => {
    if (/\s/.test(char)) return ' '
    return String(decimalValue(char.codePointAt(0)!))
  })
}

/** Decimal digits come in runs of ten that start at a code point whose predecessor is no digit of the run. */
export function decimalValue(point: number): number {
  if (point >= 48 && point <= 57) return point - 48
  if (point >= 0x1d7ce && point <= 0x1d7ff) return (point - 0x1d7ce) % 10
  let start = point
  while (point - start < 9 && /\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--
  return point - start
}

/** `float(text)`; undefined if it is no float. */
export function parseFloatText(text: string): number | undefined {
  const body = asciiDigits(text).trim().toLowerCase()
  if (/^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/.test(body)) {
    return Number(body.includes('_') ? body.replaceAll('_', '') : body)
  }
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(body)
  if (!special) return undefined
  if (special[2] === 'nan') return Number.NaN
  return special[1] === '-' ? -Infinity : Infinity
}

/** `float.hex()`. */
export function floatHex(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf'
  const sign = x < 0 || Object.is(x, -0) ? '-' : ''
  if (x === 0) return `${sign}0x0.0p+0`
  const { mantissa, exponent } = decompose(x)
  const normal = mantissa >> 52n === 1n
  const fraction = (normal ? mantissa - (1n << 52n) : mantissa).toString(16).padStart(13, '0')
  const power2 = exponent + 52
  return `${sign}0x${normal ? 1 : 0}.${fraction}p${power2 < 0 ? '-' : '+'}${Math.abs(power2)}`
}

/** `float.fromhex(text)`. */
export function floatFromHex(text: string): number {
  const body = text.trim().toLowerCase()
  const plain = /^[+-]?(?:inf|infinity|nan)$/.test(body) ? parseFloatText(body) : undefined
  if (plain !== undefined) return plain
  const match = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/.exec(body)
  if (!match || (match[2]! + (match[3] ?? '')).length === 0) {
    return valueError('invalid hexadecimal floating-point string')
  }
  const fraction = match[3] ?? ''
  const value = BigInt(`0x${match[2]}${fraction}`)
  if (value === 0n) return match[1] === '-' ? -0 : 0
  const result = scaleExactly(value, Number(match[4] ?? 0) - 4 * fraction.length)
  if (!Number.isFinite(result)) overflowError('hexadecimal value too large to represent as a float')
  return match[1] === '-' ? -result : result
}

/** `x.as_integer_ratio()` of a finite float. */
export function integerRatio(x: number): [Int, Int] {
  if (Number.isNaN(x)) valueError('cannot convert NaN to integer ratio')
  if (!Number.isFinite(x)) overflowError('cannot convert Infinity to integer ratio')
  if (x === 0) return [0, 1]
  let { mantissa, exponent } = decompose(x)
  while ((mantissa & 1n) === 0n) {
    mantissa >>= 1n
    exponent++
  }
  const top = exponent > 0 ? mantissa << BigInt(exponent) : mantissa
  return [norm(x < 0 ? -top : top), norm(exponent < 0 ? 1n << BigInt(-exponent) : 1n)]
}

/** `int.to_bytes`. */
export function intToBytes(a: Int, length: number, order: string, signed: boolean): Uint8Array {
  if (order !== 'little' && order !== 'big') valueError("byteorder must be either 'little' or 'big'")
  if (length < 0) valueError('length argument must be non-negative')
  if (a < 0 && !signed) overflowError("can't convert negative int to unsigned")
  let value = BigInt(a)
  const bits = BigInt(8 * length)
  const limit = signed ? 1n << (bits > 0n ? bits - 1n : 0n) : 1n << bits
  if (length === 0 ? value !== 0n : value >= limit || value < (signed ? -limit : 0n)) {
    overflowError('int too big to convert')
  }
  if (value < 0n) value += 1n << bits
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    bytes[order === 'little' ? i : length - 1 - i] = Number(value & 255n)
    value >>= 8n
  }
  return bytes
}

/** `int.from_bytes`. */
export function intFromBytes(bytes: Uint8Array, order: string, signed: boolean): Int {
  if (order !== 'little' && order !== 'big') valueError("byteorder must be either 'little' or 'big'")
  let value = 0n
  for (let i = 0; i < bytes.length; i++) {
    value = (value << 8n) | BigInt(bytes[order === 'big' ? i : bytes.length - 1 - i]!)
  }
  const bits = BigInt(8 * bytes.length)
  if (signed && bits > 0n && value >> (bits - 1n) === 1n) value -= 1n << bits
  return norm(value)
}

/** Python's float //, % and divmod: the rest takes the divisor's sign, zeros keep the sign CPython gives them. */
export function floatDivmod(a: number, b: number, zero = 'float divmod()'): [number, number] {
  if (b === 0) zeroDivision(zero)
  let rest = a % b
  let quotient = (a - rest) / b
  if (rest !== 0) {
    if (rest < 0 !== b < 0) {
      rest += b
      quotient -= 1
    }
  } else {
    rest = b < 0 ? -0 : 0
  }
  if (Number.isNaN(rest)) return [Number.NaN, rest]
  if (quotient !== 0) {
    const floor = Math.floor(quotient)
    return [quotient - floor > 0.5 ? floor + 1 : floor, rest]
  }
  return [a / b < 0 || Object.is(a / b, -0) ? -0 : 0, rest]
}

/** float ** float as C's pow, which differs from JS for ±1 with infinite or NaN exponents; complex results are the caller's. */
export function floatPower(a: number, b: number): number {
  if (a === 1 || b === 0) return 1
  if (a === -1 && !Number.isFinite(b) && !Number.isNaN(b)) return 1
  if (a === 0 && b < 0 && b !== -Infinity) zeroDivision('0.0 cannot be raised to a negative power')
  const result = precisePower(a, b)
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b) && !Number.isNaN(result)) {
    fault('OverflowError', "(34, 'Numerical result out of range')")
  }
  return result
}

/** An int for a place that wants a JS number: array sizes, indices. */
export function toIndex(a: Int): number {
  if (typeof a === 'number') return a
  return fault('OverflowError', 'Python int too large to convert to C ssize_t')
}
