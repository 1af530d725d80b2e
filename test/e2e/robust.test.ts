/** What must not lose a session: endless loops, floods, crashes, full disks, other sizes. In a real pseudo-terminal. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inTerminal, Terminal } from './pty.js'

const PATIENCE = 120_000

/** Cells that never end by themselves. */
const ENDLESS = [
  'while True: pass',
  'while True: n = 1',
  'for i in iter(int, 1): pass',
  '[0 for i in iter(int, 1)]',
  'sum(i for i in iter(int, 1))',
  'max(iter(int, 1))',
  'time.sleep(1000)',
  'input("? ")',
]

test('Ctrl-C stops what never ends, and keeps every variable', { timeout: PATIENCE }, async () => {
  await inTerminal({}, async (terminal) => {
    await terminal.prompt(1)
    await terminal.line('import time; kept = 42')
    let count = 2
    for (const cell of ENDLESS) {
      await terminal.prompt(count++)
      await terminal.line(cell)
      if (/^(while|for)/.test(cell)) await terminal.press('Enter')
      // It runs now: the prompt is gone from the last line.
      await new Promise((resolve) => setTimeout(resolve, 200))
      await terminal.press('C-c')
      await terminal.until((text) => text.split('\nKeyboardInterrupt').length === count - 1)
    }
    await terminal.prompt(count)
    await terminal.line('kept + 1')
    await terminal.until(`Out[${count}]: 43`)
  })
})

/** Resident memory of a process, in megabytes; Linux tells. */
const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024

test.skipIf(process.platform !== 'linux')(
  'a flood stays small and stops',
  { timeout: PATIENCE },
  async () => {
    await inTerminal({}, async (terminal) => {
      await terminal.prompt(1)
      await terminal.line("while True: print('x')")
      await terminal.press('Enter')
      let most = 0
      for (let tenth = 0; tenth < 30; tenth++) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        most = Math.max(most, residentMegabytes(terminal.pid))
      }
      await terminal.press('C-c')
      await terminal.until('\nKeyboardInterrupt')
      expect(most).toBeLessThan(300)
      await terminal.prompt(2)
      await terminal.line('6 * 7')
      await terminal.until('Out[2]: 42')
    })
  },
)

test('Ctrl-C twice restarts a kernel that does not listen', { timeout: PATIENCE }, async () => {
  await inTerminal({}, async (terminal) => {
    await terminal.prompt(1)
    await terminal.line('x = 5')
    await terminal.prompt(2)
    await terminal.paste(
      'while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt:\n        pass',
    )
    await terminal.press('Enter', 'Enter')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await terminal.press('C-c', 'C-c')
    await terminal.until(
      'Restarting the kernel: its variables are lost. The cells stay; %rerun 1 runs them again.',
    )
    await terminal.prompt(3)
    await terminal.line('%rerun 1')
    await terminal.until('In [4]: x = 5')
    await terminal.prompt(5)
    await terminal.line('x + 1')
    await terminal.until('Out[5]: 6')
  })
})

test('kill -9 loses no submitted cell', { timeout: PATIENCE }, async () => {
  const first = new Terminal()
  await first.prompt(1)
  await first.line('answer = 6 * 7')
  await first.prompt(2)
  await first.line('while True: pass')
  await first.press('Enter')
  await new Promise((resolve) => setTimeout(resolve, 300))
  first.kill('SIGKILL')
  while (first.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20))
  await inTerminal({ folder: first.folder, columns: 200 }, async (terminal) => {
    await terminal.until(/A session of 2 cells \(begun .* UTC\) was cut off\. It is kept: %load \S+\.ipynb/)
    const [, path] = /%load (\S+\.ipynb)/.exec(terminal.text())!
    const { cells } = JSON.parse(readFileSync(path, 'utf8'))
    expect(cells.map(({ source }: { source: string[] }) => source.join(''))).toEqual([
      'answer = 6 * 7',
      'while True: pass',
    ])
    // The keys are in the history as well.
    await terminal.press('Up', 'Up')
    await terminal.until('In [1]: answer = 6 * 7')
  })
})

test('a signal that ends it gives the terminal back', { timeout: PATIENCE }, async () => {
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    await inTerminal({}, async (terminal) => {
      await terminal.prompt(1)
      terminal.kill(signal)
      await terminal.until(() => terminal.exitCode !== null)
      // Pastes are no longer marked, the cursor is there, colours are the terminal's own.
      expect(terminal.written).toMatch(/\x1b\[\?2004l\x1b\[\?25h\x1b\[0m$/)
    })
  }
})

test('a folder that cannot be written costs one warning', { timeout: PATIENCE }, async () => {
  const folder = new Terminal()
  folder.kill()
  const blocked = join(folder.folder, 'blocked')
  writeFileSync(blocked, 'a file where a folder should be')
  await inTerminal({ env: { ISHAPE_HOME: join(blocked, 'home') } }, async (terminal) => {
    await terminal.until("can't write to")
    await terminal.line('1 + 1')
    await terminal.until('Out[1]: 2')
    await terminal.line('2 + 2')
    await terminal.until('Out[2]: 4')
    expect(terminal.text().split("can't").length - 1).toBe(1)
  })
})

test('long output and tall cells leave the scrollback alone', { timeout: PATIENCE }, async () => {
  await inTerminal({ columns: 60, rows: 12 }, async (terminal) => {
    await terminal.prompt(1)
    await terminal.line('for i in range(300): print("row", i)')
    await terminal.press('Enter')
    await terminal.until('row 299')
    await terminal.prompt(2)
    await terminal.paste(Array.from({ length: 40 }, (_, i) => `a${i} = ${i}`).join('\n'))
    for (let times = 0; times < 10; times++) await terminal.press('Up')
    await terminal.press('Down', 'M->', 'C-e')
    await terminal.press('C-c')
    await terminal.line('"after"')
    await terminal.until("Out[2]: 'after'")
    const text = terminal.text()
    for (let i = 0; i < 300; i++) expect(text).toContain(`row ${i}\n`)
    expect(terminal.written).not.toContain('\x1b[3J')
  })
})

test('another size leaves no garbage', { timeout: PATIENCE }, async () => {
  await inTerminal({ columns: 80, rows: 20, env: { TERM_PROGRAM: 'vscode' } }, async (terminal) => {
    await terminal.prompt(1)
    await terminal.press('value = "' + 'abcdefghij'.repeat(9) + '"')
    await terminal.until('abcdefghij"')
    for (const [columns, rows] of [
      [50, 20],
      [30, 15],
      [100, 25],
      [64, 18],
    ]) {
      terminal.resize(columns, rows)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    await terminal.press('Enter')
    await terminal.prompt(2)
    await terminal.line('len(value)')
    await terminal.until('Out[2]: 90')
    expect(terminal.text().split('In [1]:').length - 1).toBe(1)
  })
})
