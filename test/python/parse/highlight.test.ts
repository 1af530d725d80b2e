import { expect, test } from 'vitest'
import { highlight } from '../../../src/python/parse/highlight.js'

/** Every span as kind:text, one after the other. */
function painted(source: string): string {
  return highlight(source)
    .map(({ start, end, kind }) => `${kind}:${source.slice(start, end)}`)
    .join(' ')
}

/** Texts, whole and half-typed, and their colours. */
const CASES: [source: string, colours: string][] = [
  ['x = 1.5e3 # 数', 'name:x operator:= number:1.5e3 comment:# 数'],
  ['def f(x): return', 'keyword:def definition:f operator:( name:x operator:) operator:: keyword:return'],
  ['class A:', 'keyword:class definition:A operator::'],
  ['@nn.wrap(1)', 'decorator:@ decorator:nn decorator:. decorator:wrap operator:( number:1 operator:)'],
  ['a @ b', 'name:a operator:@ name:b'],
  ['print(x.print)', 'builtin:print operator:( name:x operator:. name:print operator:)'],
  ['match x:', 'keyword:match name:x operator::'],
  ['match = x', 'name:match operator:= name:x'],
  ['x = "half', 'name:x operator:= string:"half'],
  ['x = """half\nway', 'name:x operator:= string:"""half\nway'],
  ['1abc', 'error:1 name:abc'],
  ['x ? y', 'name:x error:? name:y'],
  [')', 'error:)'],
  [
    'f"a{x!r:>{w}}b"',
    'string:f"a operator:{ name:x string:!r:> operator:{ name:w operator:} operator:} string:b"',
  ],
  [`f"{{}}{d['k']}"`, `string:f"{{}} operator:{ name:d operator:[ string:'k' operator:] operator:} string:"`],
  ['f"{x', 'string:f" operator:{ name:x'],
]

test.each(CASES)('%j', (source, colours) => {
  expect(painted(source)).toBe(colours)
})

test('no prefix of a program fails, spans are in order', () => {
  const source = CASES.map(([text]) => text).join('\n')
  for (let length = 0; length <= source.length; length++) {
    let last = 0
    for (const { start, end } of highlight(source.slice(0, length))) {
      expect(start).toBeGreaterThanOrEqual(last)
      expect(end).toBeGreaterThan(start)
      last = end
    }
  }
})
