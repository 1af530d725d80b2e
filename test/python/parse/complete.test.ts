import { expect, test } from 'vitest'
import { isComplete, stripLeadingIndent } from '../../../src/python/parse/complete.js'

/** What IPython's check_complete answers; the number is the indentation of the next line. */
const CASES: [source: string, answer: string][] = [
  ['', 'complete'],
  ['# only a comment', 'complete'],
  ['a = 1', 'complete'],
  ['exit', 'complete'],
  ['  x = 1', 'complete'],
  ['x = 1\n\n', 'complete'],
  ['"""a\nb"""', 'complete'],
  ['1\\\n+2', 'complete'],
  ['if x: pass', 'complete'],
  ['if True:\n    a=1\n', 'complete'],
  ['if True:\n    a=1\n    ', 'complete'],
  ['if x:\n    pass\nx', 'complete'],
  ['for a in range(5):', 'incomplete 4'],
  ['for a in range(5):\n    if a > 0:', 'incomplete 8'],
  ['if x: # comment', 'incomplete 4'],
  ['if x:\n    # comment', 'incomplete 4'],
  ['if True:\n    a=1', 'incomplete 4'],
  ['def f():\n    return 1', 'incomplete 4'],
  ['for i in x:\n\tpass', 'incomplete 4'],
  ['def f(a,\n      b):\n    return', 'incomplete 4'],
  ['class A:\n    def f(self):\n        pass\n\n    def g(self):', 'incomplete 8'],
  ['if x:\n    pass\nelse:\n', 'incomplete 4'],
  ['try:\n    x\n\n', 'incomplete 0'],
  ['@decorator', 'incomplete 0'],
  ['a = [1,\n2,', 'incomplete 0'],
  ['f(\n    a,', 'incomplete 4'],
  ['x = (1,', 'incomplete 0'],
  ['(\n))', 'incomplete 0'],
  ["a = '''\n   hi", 'incomplete 3'],
  ['def foo():\n    """', 'incomplete 4'],
  ['a = 1 \\\n', 'incomplete 0'],
  ['    a = 1 \\', 'incomplete 4'],
  ['    pass\n   else:', 'incomplete 4'],
  ['\\\r\n', 'incomplete 0'],
  ['lambda:', 'incomplete 4'],
  ['raise = 2', 'invalid'],
  ['x = 1 +', 'invalid'],
  ['import', 'invalid'],
  ['not', 'invalid'],
  ["x = 'abc", 'invalid'],
  ['a \\ ', 'invalid'],
  ['if x:\n    pass\nelse', 'invalid'],
  ['def a():\n x=1\n global x', 'invalid'],
  ['if x:\n    pass\n  else:', 'invalid'],
  ['while True:\n    break\n   else:', 'invalid'],
  [')', 'invalid'],
  [')(', 'invalid'],
  ['][', 'invalid'],
]

test.each(CASES)('%j is %s', (source, answer) => {
  const { status, indent } = isComplete(source)
  expect(indent === undefined ? status : `${status} ${indent.length}`).toBe(answer)
})

test('an invalid source says why', () => {
  expect(isComplete('x = 1 +').error?.message).toBe('invalid syntax')
})

test('the indentation that all lines have is taken from them', () => {
  expect(stripLeadingIndent('\n    if x:\n        y\n')).toBe('if x:\n    y\n')
  expect(stripLeadingIndent('    x\n  y\n\n    z')).toBe('  x\ny\n\n  z')
})
