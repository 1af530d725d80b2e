/** Where rows of ours stand after a terminal has broken them anew: what we compute, and what an emulator does. */
import xterm from '@xterm/headless'
import { expect, test } from 'vitest'
import { missing, rearranged, remaining } from '../../src/repl/reflow.js'

/** Whole numbers below `n`, from a seed. */
const dice = (seed: number): ((n: number) => number) => {
  let state = seed
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

const write = (terminal: xterm.Terminal, data: string): Promise<void> =>
  new Promise((resolve) => terminal.write(data, resolve))

/** Rows at random below other text, the cursor among them, another size: the rows above the cursor by our account and in truth. */
const afterResize = async (seed: number): Promise<{ lower: boolean; ours: number; truth: number }> => {
  const roll = dice(seed)
  const [columns, height] = [20 + roll(60), 6 + roll(20)]
  const terminal = new xterm.Terminal({ cols: columns, rows: height, allowProposedApi: true })
  const rows = Array.from({ length: 1 + roll(height - 1) }, (_, i) =>
    (i === 0 ? '@' : '-').padEnd(1 + roll(columns - 1), String(i % 10)),
  )
  const at = roll(rows.length)
  const cursor = { row: at, col: roll(rows[at].length + 1) }
  const before = Array.from({ length: roll(30) }, () => '.'.repeat(roll(90)) + '\r\n').join('')
  const up = rows.length - 1 - cursor.row
  const right = cursor.col > 0 ? `\x1b[${cursor.col}C` : ''
  await write(terminal, `${before}${rows.join('\r\n')}${up > 0 ? `\x1b[${up}A` : ''}\r${right}`)
  const size = { columns: 10 + roll(80), rows: 6 + roll(20) }
  terminal.resize(size.columns, size.rows)
  const { active } = terminal.buffer
  const lines = Array.from({ length: active.length }, (_, y) => active.getLine(y)!.translateToString(true))
  const { above, gone } = rearranged(
    rows.map((text) => ({ text, joined: false })),
    cursor,
    { columns, rows: height },
    { row: active.cursorY, col: active.cursorX, ...size, reflow: 'others' },
  )
  const truth = active.baseY + active.cursorY - lines.findIndex((line) => line.startsWith('@'))
  terminal.dispose()
  return { lower: size.rows < height, ours: above + gone.length, truth }
}

test('xterm.js: the rows above the cursor, on random screens', async () => {
  for (let seed = 0; seed < 300; seed++) {
    const { lower, ours, truth } = await afterResize(seed)
    // A lower screen may have lost rows that nobody tells of: we never erase too much.
    if (lower) expect(ours, `seed ${seed}`).toBeLessThanOrEqual(truth)
    else expect(ours, `seed ${seed}`).toBe(truth)
  }
})

const painted = { columns: 20, rows: 10 }
const own = (...texts: string[]) => texts.map((text) => ({ text, joined: false }))

test('all rows are broken, the first ones go into the scrollback', () => {
  const rows = own('In [1]: a = "12345"', '   ...: 漢字漢字漢', '   ...: b')
  const sighting = { row: 2, col: 9, columns: 11, rows: 10, reflow: 'all' as const }
  // A wide character that does not fit goes to the next row.
  expect(rearranged(rows, { row: 2, col: 9 }, painted, sighting)).toEqual({
    above: 2,
    gone: [
      { text: 'In [1]: a =', joined: true },
      { text: ' "12345"', joined: false },
    ],
  })
})

const TEXTS: [what: string, text: string, gone: string[], rest: string][] = [
  ['nothing is there', 'In [1]: a\n', [], 'In [1]: a\n'],
  ['another text is there', 'In [1]: b\n', ['In [1]: a'], 'In [1]: b\n'],
  ['a whole line is there', 'In [1]: a\n   ...: b\n', ['In [1]: a'], '   ...: b\n'],
  ['a line and the blank one below it', 'one\n\nIn [1]: a\n', ['one', ''], 'In [1]: a\n'],
  ['the first half of a line', 'In [1]: abcdef\n', ['In [1]: abc'], 'def\n'],
  ['a text broken in its own way', 'In [1]: abcdef\n', ['In [1]: ab', '        cd'], 'ef\n'],
  ['colours go on', 'In [1]: \x1b[33mabcdef\x1b[0m\n', ['In [1]: abc'], '\x1b[33mdef\x1b[0m\n'],
]

test.each(TEXTS)('what is left to print when %s', (_what, text, gone, rest) => {
  expect(missing(text, own(...gone))).toBe(rest)
})

test('what is left to paint, and the cursor in it', () => {
  const frame = { rows: ['In [1]: abcdef', '   ...: gh'], cursor: { row: 0, col: 14 } }
  expect(remaining(frame, own('In [1]: abc'))).toEqual({
    rows: ['def', '   ...: gh'],
    cursor: { row: 0, col: 3 },
  })
  expect(remaining({ ...frame, cursor: { row: 1, col: 9 } }, own('In [1]: abcdef'))).toEqual({
    rows: ['   ...: gh'],
    cursor: { row: 0, col: 9 },
  })
  // Where the cursor stands in what is gone, all of it is painted.
  const home = { ...frame, cursor: { row: 0, col: 8 } }
  expect(remaining(home, own('In [1]: abc'))).toBe(home)
})
