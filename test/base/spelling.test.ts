import { expect, test } from 'vitest'
import { nearest } from '../../src/base/spelling.js'

// word, candidates, what CPython 3.11 suggests
test.each([
  ['pritn', ['print', 'input'], 'print'],
  ['Print', ['print', 'prune'], 'print'],
  ['blech', ['bluch', 'luch'], 'bluch'],
  ['noise', ['more_noise', 'a', 'bc', 'noise_'], 'noise_'],
  ['x', ['y', 'z'], null],
  ['xy', ['x'], 'x'],
  ['timit', ['timeit', 'time'], 'timeit'],
  ['a'.repeat(41), ['a'.repeat(40)], null],
  ['name', ['name'], null],
])('%s among %j', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected)
})
