/** A person at the terminal: completion, history, pasted cells, leaving, lessons, the plain face. In a real pseudo-terminal. */
import { expect, test } from 'vitest'
import { inTerminal, Terminal } from './pty.js'

const PATIENCE = 120_000

test('completion shows types and shapes, and takes what is chosen', { timeout: PATIENCE }, async () => {
  await inTerminal({}, async (terminal) => {
    await terminal.prompt(1)
    await terminal.line('import torch; xs_img, xs_vec = torch.ones(1, 6, 30, 30), torch.ones(7)')
    await terminal.prompt(2)
    await terminal.press('xs_', 'Tab')
    await terminal.until('xs_img  instance  Tensor (1, 6, 30, 30) float32')
    await terminal.until('xs_vec  instance  Tensor (7,) float32')
    await terminal.press('Tab', 'Tab', 'Enter')
    await terminal.press('.shape', 'Enter')
    await terminal.until('Out[2]: torch.Size([7])')
    // The menu is gone from the screen.
    expect(terminal.text()).not.toContain('xs_img  instance')
    await terminal.prompt(3)
    await terminal.press('torch.nn.functional.max_pool2d(xs_img, kern', 'Tab')
    await terminal.until('kernel_size=')
    await terminal.press('2).shape', 'Enter')
    await terminal.until('Out[3]: torch.Size([1, 6, 15, 15])')
  })
})

const NESTED = [
  'import torch; from torch import nn',
  'net = nn.Sequential(*[nn.Sequential(nn.Conv2d(3, 3, 2 + i), nn.Conv2d(3, 3, 3 + i)) for i in range(6)])',
  'y = net(torch.zeros(1, 3, 60, 60))',
].join('; ')

test('a key unfolds the last trail and folds it again', { timeout: PATIENCE }, async () => {
  await inTerminal({ rows: 60 }, async (terminal) => {
    await terminal.prompt(1)
    await terminal.press('F3')
    await terminal.until('UsageError: %trail unfold: no cell has changed a shape yet')
    await terminal.press(NESTED, 'Enter')
    await terminal.prompt(2)
    expect(terminal.text()).toContain('net[5]  Sequential  (1, 3, 25, 25) → (1, 3, 12, 12)  … 2 inside')
    expect(terminal.text()).not.toContain('net[5][1]')
    // The line being written stays below.
    await terminal.press('y.sh', 'F3')
    await terminal.until((text) => /net\[5\]\[1\] {2}Conv2d [\s\S]*In \[2\]: y\.sh/.test(text))
    await terminal.press('F3')
    await terminal.until((text) => text.split('… 2 inside').length === 13)
    await terminal.press('ape', 'Enter')
    await terminal.until('Out[2]: torch.Size([1, 3, 12, 12])')
  })
})

test('the history goes on in the next session, for the very first key', { timeout: PATIENCE }, async () => {
  const first = new Terminal()
  await first.prompt(1)
  await first.line('persist = 321')
  await first.prompt(2)
  await first.line('exit')
  await first.until(() => first.exitCode === 0)
  await inTerminal({ folder: first.folder }, async (terminal) => {
    await terminal.until('In [1]:')
    await terminal.press('Up')
    await terminal.until('In [1]: persist = 321')
    await terminal.press('Enter')
    await terminal.prompt(2)
    await terminal.press('C-r', 'pers', 'Enter', 'C-k', 'persist', 'Enter')
    await terminal.until('Out[2]: 321')
  })
})

test('a pasted transcript is one cell without its prompts', { timeout: PATIENCE }, async () => {
  await inTerminal({}, async (terminal) => {
    await terminal.prompt(1)
    await terminal.paste(
      'In [3]: def f(x):\n   ...:     y = x\n   ...:\n   ...:     return y + 1\n\nIn [4]: f(41)\nOut[4]: 42',
    )
    await terminal.until('...: f(41)')
    expect(terminal.text()).not.toContain('Out[')
    await terminal.press('Enter')
    await terminal.until('Out[1]: 42')
  })
})

test('leaving is asked for once', { timeout: PATIENCE }, async () => {
  await inTerminal({}, async (terminal) => {
    await terminal.prompt(1)
    await terminal.press('C-d')
    await terminal.until('Do you really want to exit ([y]/n)?')
    await terminal.press('n', 'Enter')
    await terminal.line('exit(3)')
    await terminal.until(() => terminal.exitCode === 3)
  })
})

test('a lesson asks before it shows, explains, and remembers', { timeout: PATIENCE }, async () => {
  const first = new Terminal({ args: ['learn', 'lenet', '--lang', 'ja'], rows: 60 })
  for (const at of [1, 2, 3]) {
    await first.until(`${at}/16`)
    await first.until((text) => /In \[\d+\]: \S/.test(text.slice(text.lastIndexOf(`${at}/16`))))
    await first.press('Enter')
  }
  await first.until('予想:')
  expect(first.text()).not.toContain('torch.Size([1, 6, 30, 30])')
  await first.line('（１、６、３２、３２）')
  await first.until('予想は (1, 6, 32, 32)、実際は (1, 6, 30, 30) です。')
  await first.until('5/16')
  first.kill()
  await inTerminal(
    { folder: first.folder, args: ['learn', 'lenet'], rows: 60, env: { LC_ALL: 'C' } },
    async (terminal) => {
      await terminal.until('You were at step 5.')
      await terminal.until('your prediction:')
      await terminal.line('(6, 1, 3, 3)')
      await terminal.until('Right.')
    },
  )
})

test('the plain face asks on the lines it has', { timeout: PATIENCE }, async () => {
  await inTerminal({ args: ['--plain'] }, async (terminal) => {
    await terminal.prompt(1)
    await terminal.line('for i in range(2):')
    await terminal.line("    print(input('? '))")
    await terminal.press('Enter')
    await terminal.until(/\?$/)
    await terminal.line('one')
    await terminal.until(/\none\n\?$/)
    await terminal.line('two')
    await terminal.prompt(2)
    await terminal.line('i + 41')
    await terminal.until('Out[2]: 42')
    expect(terminal.written).not.toContain('\x1b[')
  })
})
