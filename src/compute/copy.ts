/** Copying with conversion between dtypes, strides and broadcast shapes: `to`, `copy_`, `contiguous`, writes through views. */
import type { Data, DType, NumberData } from '../tensor/dtype.js'
import { rounderOf } from '../tensor/half.js'
import type { NdArray } from '../tensor/tensor.js'
import { expandTo, forEachRow } from './strided.js'
import { fromWords, upperWord, wordsIn } from './words.js'

/**
 * Writes `source`, broadcast to the target's shape and converted to its dtype, over `target`. Floats are truncated
 * towards zero for ints (wrapping around, as C does on this machine), anything but 0 is true for bool, complex loses
 * its imaginary part.
 */
export function copyInto(target: NdArray, source: NdArray): void {
  const from = { offset: source.offset, strides: expandTo(source, target.shape) }
  if (target.dtype.width === 2) copyComplex(target, source, from)
  else {
    const width = source.dtype.width
    const convert = converter(source.dtype, target.dtype)
    const to = target.data as NumberData
    const read = source.data as NumberData
    if (width === 2 && target.dtype.kind === 'bool') {
      // Either part will do.
      forEachRow(target.shape, [target, from], ([a, b], count, [da, db]) => {
        for (let i = 0; i < count; i++, a += da, b += db)
          to[a] = read[2 * b] !== 0 || read[2 * b + 1] !== 0 ? 1 : 0
      })
      return
    }
    if (target.data instanceof BigInt64Array && convert === floatToInt64 && width === 1) {
      toInt64(target, source, from)
      return
    }
    if (source.data instanceof BigInt64Array && convert !== null) {
      fromInt64(target, source, from)
      return
    }
    const plain = convert === null && width === 1
    const floats = plain && to instanceof Float32Array && read instanceof Float32Array
    forEachRow(target.shape, [target, from], ([a, b], count, [da, db]) => {
      if (plain && da === 1 && db === 1 && count > 16) to.set(read.subarray(b, b + count) as never, a)
      else if (floats) copyFloats(to, a, da, read, b, db, count)
      else if (convert === null) for (let i = 0; i < count; i++, a += da, b += db) to[a] = read[b * width]
      else for (let i = 0; i < count; i++, a += da, b += db) to[a] = convert(read[b * width]) as number
    })
  }
}

/** The most frequent loop has a place of its own, where the engine meets one kind of array. */
function copyFloats(
  to: Float32Array,
  a: number,
  da: number,
  from: Float32Array,
  b: number,
  db: number,
  count: number,
): void {
  for (let i = 0; i < count; i++, a += da, b += db) to[a] = from[b]
}

interface Walked {
  readonly offset: number
  readonly strides: readonly number[]
}

/** From numbers, whole or not. */
function toInt64(target: NdArray, { data }: NdArray, from: Walked): void {
  const words = wordsIn(target.data as BigInt64Array)
  const read = data as NumberData
  forEachRow(target.shape, [target, from], ([a, b], count, [da, db]) => {
    for (let i = 0; i < count; i++, a += da, b += db) {
      const whole = Math.trunc(read[b])
      if (whole >= -(2 ** 53) && whole <= 2 ** 53) {
        words[2 * a] = whole | 0
        words[2 * a + 1] = upperWord(whole)
      } else (target.data as BigInt64Array)[a] = floatToInt64(whole) as bigint
    }
  })
}

/** From int64 to anything else. */
function fromInt64(target: NdArray, source: NdArray, from: Walked): void {
  const { dtype } = target
  const words = wordsIn(source.data as BigInt64Array)
  const to = target.data as NumberData
  const round = dtype.kind === 'float' && dtype.itemsize === 2 ? rounderOf(dtype) : null
  forEachRow(target.shape, [target, from], ([a, b], count, [da, db]) => {
    if (dtype.kind === 'bool')
      for (let i = 0; i < count; i++, a += da, b += db)
        to[a] = (words[2 * b] | words[2 * b + 1]) === 0 ? 0 : 1
    else if (dtype.kind !== 'float') for (let i = 0; i < count; i++, a += da, b += db) to[a] = words[2 * b]
    else if (round === null)
      for (let i = 0; i < count; i++, a += da, b += db) to[a] = fromWords(words[2 * b], words[2 * b + 1])
    else
      for (let i = 0; i < count; i++, a += da, b += db)
        to[a] = round(fromWords(words[2 * b], words[2 * b + 1]))
  })
}

function copyComplex(
  target: NdArray,
  source: NdArray,
  from: { offset: number; strides: readonly number[] },
): void {
  const to = target.data as NumberData
  const { data } = source
  const complex = source.dtype.width === 2
  forEachRow(target.shape, [target, from], ([a, b], count, [da, db]) => {
    for (let i = 0; i < count; i++, a += da, b += db) {
      to[2 * a] = Number(complex ? data[2 * b] : data[b])
      to[2 * a + 1] = complex ? Number(data[2 * b + 1]) : 0
    }
  })
}

type Convert = (value: number | bigint) => number | bigint

/** How one element of `from` becomes one of `to`; null where the arrays convert by themselves. */
function converter(from: DType, to: DType): Convert | null {
  if (to.kind === 'bool') {
    if (from.kind === 'bool') return null
    // nan is true.
    return from.name === 'int64' ? (value) => (value === 0n ? 0 : 1) : (value) => (value === 0 ? 0 : 1)
  }
  if (to.kind === 'float') {
    const number: Convert | null = from.name === 'int64' ? Number : null
    if (to.name === 'float16' || to.name === 'bfloat16') {
      if (from === to) return null
      const round = rounderOf(to)
      return (value) => round(Number(value))
    }
    return number
  }
  if (from.name === 'int64')
    return to.name === 'int64' ? null : (value) => Number(BigInt.asIntN(32, value as bigint))
  if (to.name === 'int64') return floatToInt64
  // Ints wrap around by themselves.
  return to.kind === 'int' && (from.kind === 'float' || from.kind === 'complex') ? floatToInt32 : null
}

/** What the conversion instruction gives where the value does not fit; narrower ints are the lower bits of that. */
const floatToInt32: Convert = (value) =>
  (value as number) > -2147483649 && (value as number) < 2147483648 ? value : -2147483648

const floatToInt64: Convert = (value) => {
  const whole = Math.trunc(value as number)
  // What the conversion instruction gives where the value does not fit.
  return whole >= -(2 ** 63) && whole < 2 ** 63 ? BigInt(whole) : -(2n ** 63n)
}

/** A dense copy in the given dtype. */
export function converted(array: NdArray, dtype: DType): Data {
  const data = new dtype.array(array.shape.reduce((n, size) => n * size, 1) * dtype.width)
  const strides: number[] = []
  let step = 1
  for (let i = array.shape.length - 1; i >= 0; i--) {
    strides[i] = step
    step *= Math.max(array.shape[i], 1)
  }
  copyInto({ data, offset: 0, shape: array.shape, strides, dtype }, array)
  return data
}
