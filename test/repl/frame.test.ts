/** Frames of the terminal as text, and what the screen writes for them, read back through a terminal emulator. */
import xterm from '@xterm/headless'
import { expect, test } from 'vitest'
import { openMenu } from '../../src/repl/editor/menu.js'
import { FrameRenderer } from '../../src/repl/frame.js'
import { codePrompts, Line } from '../../src/repl/line.js'
import { offerRows } from '../../src/repl/offer.js'
import { Screen } from '../../src/repl/screen.js'
import { styler } from '../../src/repl/style.js'

const style = styler(false)

const setUp = (columns: number, rows: number) => {
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  const parsed: Promise<void>[] = []
  const terminal = {
    columns,
    rows,
    locate: () => new Promise<never>(() => {}),
    write: (data: string) =>
      void parsed.push(new Promise((resolve) => emulator.write(data.replace(/(?<!\r)\n/g, '\r\n'), resolve))),
  }
  const lines = async (): Promise<string[]> => {
    await Promise.all(parsed)
    const { active } = emulator.buffer
    const all = Array.from({ length: active.length }, (_, y) => active.getLine(y)!.translateToString(true))
    return all.join('\n').trimEnd().split('\n')
  }
  const cursor = async () => {
    await Promise.all(parsed)
    return [emulator.buffer.active.cursorX, emulator.buffer.active.cursorY]
  }
  return { terminal, screen: new Screen(terminal), lines, cursor }
}

const lineOf = (draft: string, count = 1): Line =>
  new Line({
    prompts: codePrompts(count, style),
    kind: 'python',
    check: () => ({ status: 'complete', indent: '' }),
    history: [],
    draft,
  })

const frames = new FrameRenderer()

test('a block, wide characters, the cursor by columns', async () => {
  const { terminal, screen, lines, cursor } = setUp(40, 10)
  const line = lineOf('def f(x):\n    return x  # 入力')
  screen.paint(() => line.frame(frames, terminal, style, []))
  expect(await lines()).toEqual(['In [1]: def f(x):', '   ...:     return x  # 入力'])
  expect(await cursor()).toEqual([8 + 18, 1].map((value, index) => (index === 0 ? value + 2 : value)))
})

test('a long line is wrapped one column short of the edge', async () => {
  const { terminal, screen, lines, cursor } = setUp(40, 10)
  screen.paint(() => lineOf(`s = '${'漢'.repeat(20)}'`).frame(frames, terminal, style, []))
  expect(await lines()).toEqual([`In [1]: s = '${'漢'.repeat(13)}`, `        ${'漢'.repeat(7)}'`])
  expect(await cursor()).toEqual([8 + 14 + 1, 1])
})

test('the menu shows types and shapes and goes away without a trace', async () => {
  const { terminal, screen, lines } = setUp(60, 10)
  const line = lineOf('xs_', 3)
  const item = (text: string, signature: string) => ({ start: 0, end: 3, text, type: 'instance', signature })
  const items = [item('xs_img', 'float32 (1, 6, 30, 30)'), item('xs_vec', 'float32 (7,)')]
  line.state = openMenu(line.state, line.state.doc, items)
  screen.paint(() => line.frame(frames, terminal, style, []))
  expect(await lines()).toEqual([
    'In [3]: xs_',
    '  xs_img  instance  float32 (1, 6, 30, 30)',
    '  xs_vec  instance  float32 (7,)',
  ])
  line.press({ type: 'key', key: 'Tab' })
  line.press({ type: 'key', key: 'Enter' })
  screen.paint(() => line.frame(frames, terminal, style, []))
  expect(await lines()).toEqual(['In [3]: xs_img'])
})

test('printed text goes above the live region, and text taller than the screen scrolls no prompt away', async () => {
  const { terminal, screen, lines } = setUp(30, 5)
  const line = lineOf('a\nb\nc\nd\ne\nf\ng')
  screen.print('earlier\n')
  screen.paint(() => line.frame(frames, terminal, style, []))
  screen.print('while typing')
  line.press({ type: 'key', key: 'Backspace' })
  screen.paint(() => line.frame(frames, terminal, style, []))
  expect(await lines()).toEqual(['earlier', 'while typing', '   ...: d', '   ...: e', '   ...: f', '   ...:'])
})

test('an open line of output is ended before the next prompt', async () => {
  const { terminal, screen, lines } = setUp(30, 5)
  screen.print('50%\r100%')
  screen.paint(() => lineOf('x').frame(frames, terminal, style, []))
  expect(await lines()).toEqual(['100%', 'In [1]: x'])
})

test('what stands above the prompt gets the room that is left, and the cursor stays in the text', async () => {
  const { terminal, screen, lines, cursor } = setUp(40, 7)
  const line = lineOf('x')
  const above = ['[1] one', '    a', '[2] two', '    b']
  const paint = (rows: string[]) => screen.paint(() => line.frame(frames, terminal, style, rows))
  paint([])
  paint(above)
  expect(await lines()).toEqual([...above, '', 'In [1]: x'])
  expect(await cursor()).toEqual([9, 5])
  line.press({ type: 'key', key: 'M-Enter' })
  paint(above)
  expect(await lines()).toEqual(['[1] one', '    a', '        …', '', 'In [1]: x', '   ...:'])
  screen.settle(`${above.join('\n')}\n\nIn [1]: x\n`)
  expect(await lines()).toEqual([...above, '', 'In [1]: x'])
})

test('an offer: what each fix changes, the changed lines, the keys; long lines hang', () => {
  const fix = (what: string) => ({ lines: [what, '    line 1: y = fc(x.flatten(1))'], input: '' })
  const fixes = ['one', 'two', 'three', 'four'].map(fix)
  expect(offerRows({ version: 1, fixes: fixes.slice(0, 1) }, 100, style)).toEqual([
    '        [1] one',
    '            line 1: y = fc(x.flatten(1))',
    '        Alt-1 applies it: the edited cells come into the prompt',
  ])
  expect(offerRows({ version: 1, fixes }, 42, style).slice(-6)).toEqual([
    '        [3] three',
    '            line 1: y =',
    '                fc(x.flatten(1))',
    '        Alt-1 … Alt-3 apply one: the',
    '            edited cells come into the',
    '            prompt; %fix lists more',
  ])
})
