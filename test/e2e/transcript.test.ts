/** The blog post's session, typed key by key into a real pseudo-terminal. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import unicode from '@xterm/addon-unicode11'
import headless from '@xterm/headless'
import { expect, test } from 'vitest'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** What is typed, and what must then stand on the screen. */
const transcript: readonly (readonly [typed: string, shown: string])[] = [
  ['import torch # PyTorchをインポート', 'In [2]:'],
  ['import torch.nn as nn # conv2dが存在する', 'In [3]:'],
  ['# 합성곱 층 하나', 'In [4]:'],
  ['conv1 = nn.Conv2d(1, 6, 3)', 'In [5]:'],
  ['x = torch.randn(1, 1, 32, 32)', 'In [6]:'],
  ['x = conv1(x)', 'H, W = ⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 30'],
  ['x.shape # (1, 6, 30, 30)', 'Out[7]: torch.Size([1, 6, 30, 30])'],
  ['conv1', 'Out[8]: Conv2d(1, 6, kernel_size=(3, 3), stride=(1, 1))'],
  ['import torch.nn.functional as F', 'In [10]:'],
  ['F.max_pool2d(F.relu(x), 2).shape', 'Out[10]: torch.Size([1, 6, 15, 15])'],
  ['conv1.weight.shape', 'Out[11]: torch.Size([6, 1, 3, 3])'],
  ['conv1(torch.randn(1, 3, 32, 32))', 'to have 1 channels, but got 3 channels instead'],
  ['x.shape?', 'C      6  conv1.out_channels'],
  ['F.max_pool2d(x, 2).shape?', 'H, W  15  ⌊(30 + 2·0 − 1·(2 − 1) − 1) / 2⌋ + 1 = ⌊14⌋ + 1 = 15'],
]

test('the blog post runs', { timeout: 120_000 }, async () => {
  const { CI: _, ...env } = process.env
  const home = mkdtempSync(join(tmpdir(), 'ishape-'))
  const screen = new headless.Terminal({ cols: 150, rows: 60, allowProposedApi: true, scrollback: 1000 })
  screen.loadAddon(new unicode.Unicode11Addon())
  screen.unicode.activeVersion = '11'
  const terminal = spawn(process.execPath, [cli], {
    cols: 150,
    rows: 60,
    env: { ...env, ISHAPE_HOME: home, TERM: 'xterm-256color' },
  })
  terminal.onData((data) => screen.write(data))
  screen.onData((data) => terminal.write(data))
  const text = (): string => {
    const { active } = screen.buffer
    return Array.from(
      { length: active.length },
      (_, i) => active.getLine(i)?.translateToString(true) ?? '',
    ).join('\n')
  }
  const waitFor = async (wanted: string): Promise<void> => {
    const until = Date.now() + 20_000
    while (!text().includes(wanted)) {
      if (Date.now() > until) throw new Error(`"${wanted}" did not appear on\n${text()}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  try {
    await waitFor('In [1]:')
    for (const [typed, shown] of transcript) {
      for (const key of typed) terminal.write(key)
      await waitFor(typed)
      terminal.write('\r')
      await waitFor(shown)
    }
    expect(text()).toContain('conv1  Conv2d  (1, 1, 32, 32) → (1, 6, 30, 30)')
  } finally {
    terminal.kill()
  }
})
