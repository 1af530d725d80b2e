import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseExpression, parseModule } from '../../../src/python/parse/parser.js'
import { dump } from './dump.js'

/** A program and CPython's tree of it; test/record/trees.py records them. */
interface Recorded {
  source: string
  tree: string
}

const url = new URL('./trees.jsonl', import.meta.url)
const cases: Recorded[] = readFileSync(url, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

test.each(cases)('$source', ({ source, tree }) => {
  expect(dump(parseModule(source))).toBe(tree)
})

test('an expression alone', () => {
  expect(dump(parseExpression('  a, b\n'))).toBe(
    'Expression(body=Tuple@1:0-1:4(elts=[Name@1:0-1:1(id="a"),Name@1:3-1:4(id="b")]))',
  )
})
