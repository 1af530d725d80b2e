/** Size formulas: the number, and the three ways in which one is printed. */
import { expect, test } from 'vitest'
import { formula } from '../../src/tensor/formula.js'

const window = 'floor((L + 2*padding - dilation*(kernel - 1) - 1) / stride) + 1'

const CASES: [
  text: string,
  values: Record<string, number>,
  size: number,
  full: string,
  folded: string,
  rounding: string,
][] = [
  [
    window,
    { L: 32, padding: 0, dilation: 1, kernel: 3, stride: 1 },
    30,
    '⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1',
    '32 − 2',
    '⌊29⌋ + 1',
  ],
  [
    window,
    { L: 32, padding: 0, dilation: 1, kernel: 3, stride: 2 },
    15,
    '⌊(32 + 2·0 − 1·(3 − 1) − 1) / 2⌋ + 1',
    '⌊(32 − 3)/2⌋ + 1',
    '⌊14.5⌋ + 1',
  ],
  [
    window,
    { L: 10, padding: 0, dilation: 1, kernel: 2, stride: 2 },
    5,
    '⌊(10 + 2·0 − 1·(2 − 1) − 1) / 2⌋ + 1',
    '⌊(10 − 2)/2⌋ + 1',
    '⌊4⌋ + 1',
  ],
  [
    window,
    { L: 28, padding: 2, dilation: 1, kernel: 5, stride: 1 },
    28,
    '⌊(28 + 2·2 − 1·(5 − 1) − 1) / 1⌋ + 1',
    '28',
    '⌊27⌋ + 1',
  ],
  ['(L - 1)*stride + 1', { L: 7, stride: 2 }, 13, '(7 − 1)·2 + 1', '(7 − 1)·2 + 1', '(7 − 1)·2 + 1'],
  ['floor(L * scale)', { L: 9, scale: 1.5 }, 13, '⌊9·1.5⌋', '⌊9·1.5⌋', '⌊13.5⌋'],
  ['ceil(L / n)', { L: 7, n: 2 }, 4, '⌈7 / 2⌉', '⌈7/2⌉', '⌈3.5⌉'],
  ['L - a - b', { L: 5, a: -1, b: 2 }, 4, '5 − (−1) − 2', '5 − 1', '5 − (−1) − 2'],
  ['min(L, n) + 1', { L: 5, n: 3 }, 4, 'min(5, 3) + 1', 'min(5, 3) + 1', 'min(5, 3) + 1'],
]

test.each(CASES)('%s %j', (text, values, size, full, folded, rounding) => {
  const rule = formula(text)
  expect({
    size: rule.evaluate(values),
    full: rule.full(values),
    folded: rule.folded(values, 'L'),
    rounding: rule.rounding(values),
  }).toEqual({ size, full, folded, rounding })
})

test('a formula names its variables in order, and prints as it is written', () => {
  const rule = formula(window)
  expect(rule.variables).toEqual(['L', 'padding', 'dilation', 'kernel', 'stride'])
  expect(rule.symbolic()).toBe('⌊(L + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1')
  expect(rule.quotient({ L: 32, padding: 0, dilation: 1, kernel: 3, stride: 2 })).toBe(14.5)
})
