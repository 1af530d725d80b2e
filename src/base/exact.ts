/**
 * What rounding loses of a sum and of a product of doubles, exactly (Knuth's and Dekker's error-free transformations): the two on which numbers
 * kept as high + low are built.
 */

/** Splits a double into halves whose products are exact. */
const SPLIT = 2 ** 27 + 1

/** a + b − sum, where `sum` is a + b rounded. */
export function sumRest(a: number, b: number, sum: number): number {
  const part = sum - a
  return a - (sum - part) + (b - part)
}

/** a · b − product, where `product` is a · b rounded and neither overflows nor vanishes. */
export function productRest(a: number, b: number, product: number): number {
  const ta = a * SPLIT
  const aHead = ta - (ta - a)
  const aTail = a - aHead
  const tb = b * SPLIT
  const bHead = tb - (tb - b)
  const bTail = b - bHead
  return aHead * bHead - product + aHead * bTail + aTail * bHead + aTail * bTail
}
