/** Input history: several processes, crashes, rotation, searching. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { History } from '../../src/session/history.js'
import { temporaryFolder } from './home.js'

const root = temporaryFolder()
let serial = 0
const folder = () => {
  const path = join(root, String(++serial))
  mkdirSync(path)
  return path
}
const unexpected = (sentence: string) => expect.unreachable(sentence)
const open = (path: string | undefined, warn: (sentence: string) => void = unexpected) =>
  new History(path, 's', warn)

test('entries of any number of lines outlive the process; repeats show once, where they came last', () => {
  const path = folder()
  const history = open(path)
  for (const code of [
    'import torch',
    'class A:\n    x = 1\n',
    '  ',
    'import torch',
    'import torch',
    '# 이미지',
  ])
    history.add(code)
  const expected = ['class A:\n    x = 1', 'import torch', '# 이미지']
  expect(history.entries()).toEqual(expected)
  expect(open(path).entries()).toEqual(expected)
})

test('two sessions write at once; each sees its own, the next sees both', () => {
  const path = folder()
  const [one, two] = [open(path), open(path)]
  for (let i = 0; i < 50; i++) {
    one.add(`one ${i}`)
    two.add(`two ${i}`)
  }
  expect(one.entries().filter((entry) => entry.startsWith('two'))).toEqual([])
  expect(open(path).entries()).toHaveLength(100)
})

test('a line that a crash cut is skipped and does not swallow the next', () => {
  const path = folder()
  open(path).add('first')
  appendFileSync(join(path, 'history.jsonl'), '{"t": 1, "s": "s", "c": "cu')
  open(path).add('second')
  expect(open(path).entries()).toEqual(['first', 'second'])
})

test('a file of 4 MB becomes the older generation, and both are read', () => {
  const path = folder()
  const file = join(path, 'history.jsonl')
  const line = (code: string) => JSON.stringify({ t: 1, s: 's', c: code }) + '\n'
  writeFileSync(file, Array.from({ length: 42_000 }, (_, i) => line(`x${i}`.padEnd(80))).join(''))
  open(path).add('last of the old')
  expect(existsSync(file)).toBe(false)
  open(path).add('first of the new')
  expect(statSync(file).size).toBeLessThan(200)
  expect(open(path).entries().slice(-2)).toEqual(['last of the old', 'first of the new'])
  expect(readFileSync(join(path, 'history.1.jsonl'), 'utf8')).toContain('x41999')
})

test('searching, latest first; small letters find capitals too', () => {
  const history = open(undefined)
  for (const code of ['conv1 = nn.Conv2d(1, 6, 3)', 'x = conv1(x)', 'x.shape']) history.add(code)
  expect(history.startingWith('x')).toEqual(['x.shape', 'x = conv1(x)'])
  expect(history.containing('conv')).toEqual(['x = conv1(x)', 'conv1 = nn.Conv2d(1, 6, 3)'])
  expect(history.containing('Conv')).toEqual(['conv1 = nn.Conv2d(1, 6, 3)'])
})

test('a history that can’t be written warns once and goes on in memory', () => {
  const path = folder()
  mkdirSync(join(path, 'history.jsonl'))
  const warnings: string[] = []
  const history = open(path, (sentence) => warnings.push(sentence))
  history.add('a')
  history.add('b')
  expect(warnings).toHaveLength(1)
  expect(history.entries()).toEqual(['a', 'b'])
})
