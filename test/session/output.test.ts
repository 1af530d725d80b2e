/** Outputs of a cell: streams join, `clear_output(wait=True)` waits, and a flood keeps its ends. */
import { describe, expect, test } from 'vitest'
import type { Publication } from '../../src/protocol/messages.js'
import { reducers } from '../../src/session/actions.js'
import { type CodeCell, codeCell, type Output } from '../../src/session/cell.js'
import { KEPT, outputsWithCut } from '../../src/session/output.js'

const run = (publications: Publication[]): CodeCell => {
  const state = { cells: [codeCell('a', '')], metadata: {}, count: 0 }
  for (const publication of publications) reducers.publish(state, { id: 'a', publication })
  return state.cells[0]
}
const print = (text: string, name: 'stdout' | 'stderr' = 'stdout'): Publication => ({
  type: 'stream',
  content: { name, text },
})
const display = (text: string): Publication => ({
  type: 'display_data',
  content: { data: { 'image/png': text }, metadata: {} },
})
const textOf = (outputs: readonly Output[]) =>
  outputs.map((o) => (o.output_type === 'stream' ? o.text : `<${o.output_type}>`))

test('pieces of one stream join until something else comes', () => {
  const cell = run([print('a'), print('b\n'), print('!', 'stderr'), print('c')])
  expect(textOf(cell.outputs)).toEqual(['ab\n', '!', 'c'])
})

test('clear_output(wait=True) keeps the old output until new output comes', () => {
  const wait: Publication = { type: 'clear_output', content: { wait: true } }
  expect(textOf(run([print('a'), wait]).outputs)).toEqual(['a'])
  expect(textOf(run([print('a'), wait, print('b')]).outputs)).toEqual(['b'])
})

describe('a flood', () => {
  const line = (i: number) => `line ${i}\n`
  const lines = Array.from({ length: 200_000 }, (_, i) => line(i))
  const pieces = Array.from({ length: 200 }, (_, i) => print(lines.slice(i * 1000, i * 1000 + 1000).join('')))
  const cell = run(pieces)
  const [head, mark, tail] = textOf(outputsWithCut(cell))

  test('keeps whole lines at both ends, about 100 kB each', () => {
    expect(lines.join('').startsWith(head)).toBe(true)
    expect(lines.join('').endsWith(tail)).toBe(true)
    expect(head.endsWith('\n') && /^line \d+\n/.test(tail)).toBe(true)
    expect(Math.abs(head.length - KEPT)).toBeLessThan(1000)
    expect(tail.length).toBeGreaterThan(KEPT / 2)
    expect(tail.length).toBeLessThan(1.25 * KEPT + 1000)
  })
  test('says how much is missing', () => {
    const missing = lines.join('').length - head.length - tail.length
    expect(mark).toBe(`… ${missing.toLocaleString('en')} characters of output cut …\n`)
  })
  test('keeps the traceback that ends it', () => {
    const failure: Publication = { type: 'error', content: { ename: 'E', evalue: '', traceback: ['t'] } }
    const outputs = run([...pieces, failure]).outputs
    expect(outputs.at(-1)).toEqual({ output_type: 'error', ename: 'E', evalue: '', traceback: ['t'] })
  })
})

test('of alternating streams the middle ones go', () => {
  const outputs = outputsWithCut(
    run(
      Array.from({ length: 6000 }, (_, i) => print(`${i} `.repeat(20) + '\n', i % 2 ? 'stderr' : 'stdout')),
    ),
  )
  expect(outputs.length).toBeLessThan(4000)
  expect(textOf(outputs)[0]).toBe('0 '.repeat(20) + '\n')
  expect(textOf(outputs).at(-1)).toBe('5999 '.repeat(20) + '\n')
})

test('one picture of any size stays, thousands do not', () => {
  const large = 'x'.repeat(20_000_000)
  expect(run([display(large)]).outputs).toHaveLength(1)
  const many = run(Array.from({ length: 50 }, () => display('x'.repeat(1_000_000))))
  expect(many.outputs.length).toBeLessThan(15)
  expect(many.cut).not.toBeNull()
})
