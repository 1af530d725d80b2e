/** Python's f and e formats: ties, signs and sizes where JavaScript's own differ. Expected texts are CPython's. */
import { expect, test } from 'vitest'
import { formatExponential, formatFixed } from '../../src/base/format.js'

test.each([
  [0.5, 0, '0', '5e-01'],
  [1.5, 0, '2', '2e+00'],
  [2.5, 0, '2', '2e+00'],
  [-2.5, 0, '-2', '-2e+00'],
  [0.03125, 4, '0.0312', '3.1250e-02'],
  [1.00005, 4, '1.0001', '1.0001e+00'],
  [12345.5, 4, '12345.5000', '1.2346e+04'],
  [1.03125, 4, '1.0312', '1.0312e+00'],
  [-0, 4, '-0.0000', '-0.0000e+00'],
  [9.99995, 4, '10.0000', '1.0000e+01'],
  [1e22, 2, '10000000000000000000000.00', '1.00e+22'],
  [5e-324, 3, '0.000', '4.941e-324'],
  [Number.NaN, 4, 'nan', 'nan'],
  [-Infinity, 4, '-inf', '-inf'],
] as const)('%d with %d digits', (value, digits, fixed, exponential) => {
  expect([formatFixed(value, digits), formatExponential(value, digits)]).toEqual([fixed, exponential])
})

test('more digits than JavaScript writes are exact', () => {
  expect(formatFixed(2 ** -101, 101)).toBe(
    '0.00000000000000000000000000000039443045261050590270586428264139311483660321755451150238513946533203125',
  )
  expect(formatFixed(0.5, 120)).toBe(`0.5${'0'.repeat(119)}`)
  expect(formatExponential(0.5, 120)).toBe(`5.${'0'.repeat(120)}e-01`)
  expect(formatExponential(0, 120)).toBe(`0.${'0'.repeat(120)}e+00`)
})
