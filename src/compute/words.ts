/**
 * int64 without JS's bigints, which take ten times as long: each as two words of 32 bits, the lower one first, or as the double nearest to it.
 */

const HALF = 4294967296

/** The words of an int64 array: those of element i stand at 2 i and 2 i + 1. */
export const wordsIn = (data: BigInt64Array): Int32Array =>
  new Int32Array(data.buffer, data.byteOffset, data.length * 2)

/** What `Number` gives for the int64 of these words. */
export const fromWords = (low: number, high: number): number => high * HALF + (low >>> 0)

/** The upper word of a whole number up to 2^53 in size; the lower one is `value | 0`. */
export const upperWord = (value: number): number => Math.floor(value / HALF)

/** All elements, rounded to doubles. */
export function numbersOf(data: BigInt64Array): Float64Array {
  const words = wordsIn(data)
  const numbers = new Float64Array(data.length)
  for (let i = 0, w = 0; i < numbers.length; i++, w += 2) numbers[i] = fromWords(words[w], words[w + 1])
  return numbers
}

/** Writes whole numbers up to 2^53 in size. */
export function putNumbers(to: BigInt64Array, numbers: ArrayLike<number>): void {
  const words = wordsIn(to)
  for (let i = 0, w = 0; i < numbers.length; i++, w += 2) {
    words[w] = numbers[i] | 0
    words[w + 1] = upperWord(numbers[i])
  }
}

/** The largest size among the elements, as a double. */
export function largestSize(numbers: Float64Array): number {
  let most = 0
  for (let i = 0; i < numbers.length; i++) {
    const size = Math.abs(numbers[i])
    if (size > most) most = size
  }
  return most
}
