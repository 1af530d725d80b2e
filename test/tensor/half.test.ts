/** Rounding to the half types: every pattern comes back, and what lies between goes to the nearest, ties to even. */
import { expect, test } from 'vitest'
import {
  bfloat16Bits,
  float16Bits,
  fromBfloat16Bits,
  fromFloat16Bits,
  toBfloat16,
  toFloat16,
} from '../../src/tensor/half.js'

const formats = [
  {
    name: 'float16',
    round: toFloat16,
    bits: float16Bits,
    from: fromFloat16Bits,
    infinity: 0x7c00,
    last: 65504,
    step: 32,
  },
  {
    name: 'bfloat16',
    round: toBfloat16,
    bits: bfloat16Bits,
    from: fromBfloat16Bits,
    infinity: 0x7f80,
    last: 2 ** 127 * (2 - 2 ** -7),
    step: 2 ** 120,
  },
]

test.each(formats)('$name: all 65536 patterns', ({ round, bits, from, infinity }) => {
  for (let pattern = 0; pattern < 0x10000; pattern++) {
    const value = from(pattern)
    const nan = (pattern & 0x7fff) > infinity
    if (nan) {
      expect(round(value)).toBeNaN()
      continue
    }
    if (!Object.is(round(value), value) || bits(value) !== pattern)
      expect([pattern, round(value)]).toBe(value)
  }
})

test.each(formats)('$name: between two neighbours', ({ round, from, infinity }) => {
  for (let pattern = 0; pattern + 1 < infinity; pattern++) {
    const [low, high] = [from(pattern), from(pattern + 1)]
    const even = pattern % 2 ? high : low
    const middle = (low + high) / 2
    const gap = high - low
    const got = [middle, middle - gap / 8, middle + gap / 8, -middle].map(round)
    const want = [even, low, high, -even]
    // Below float32's subnormal step an eighth of a gap is lost in float32 already.
    if (gap / 8 < 2 ** -149) continue
    if (got.some((value, i) => !Object.is(value, want[i]))) expect(got).toEqual(want)
  }
})

test.each(formats)('$name: overflow', ({ round, last, step }) => {
  expect(round(last + step / 2 - step / 64)).toBe(last)
  expect(round(last + step / 2)).toBe(Infinity)
  expect(round(-1e300)).toBe(-Infinity)
  expect(round(Infinity)).toBe(Infinity)
})

test('a double is rounded to float32 first, as PyTorch does', () => {
  expect(toFloat16(1 + 2 ** -11 + 2 ** -40)).toBe(1)
})
