/** An error at the terminal: at once, the prompt free, its fixes above the prompt as soon as they are proved, one key and Enter. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inTerminal, type Terminal } from './pty.js'

const PATIENCE = 120_000

const BEGIN = ['import torch; from torch import nn', 'fc = nn.Linear(3, 4)', 'x = torch.ones(2, 5)']

/** A terminal after these cells. */
const after = async (terminal: Terminal, ...cells: string[]): Promise<void> => {
  for (const [index, cell] of cells.entries()) {
    await terminal.prompt(index + 1)
    await terminal.line(cell)
  }
  await terminal.prompt(cells.length + 1)
}

const OFFER = '        [1] fc takes 5 features  → (2, 4)\n            <In[2]>, line 1: fc = nn.Linear(5, 4)\n'
const HINT = 'apply one: the edited cells come into the prompt'

test('fixes come above what is being typed; a key takes one, Enter runs it', {
  timeout: PATIENCE,
}, async () => {
  await inTerminal({}, async (terminal) => {
    await after(terminal, ...BEGIN, 'y = fc(x)')
    expect(terminal.text()).toContain('RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x5 and 3x4)')
    await terminal.press('1 + ')
    await terminal.until(HINT)
    await terminal.press('1')
    await terminal.until('\n\nIn [5]: 1 + 1')
    expect(terminal.text()).toContain(OFFER)
    await terminal.press('M-1')
    await terminal.until(/^In \[5\]: fc = nn\.Linear\(5, 4\)\n {3}\.\.\.: y = fc\(x\)$/m)
    // Undo brings back what was typed.
    await terminal.press('C-_')
    await terminal.until('In [5]: 1 + 1')
    await terminal.press('M-1')
    await terminal.until('...: y = fc(x)')
    await terminal.press('Enter')
    await terminal.prompt(6)
    await terminal.line('y.shape')
    await terminal.until('Out[6]: torch.Size([2, 4])')
    // It stays where it was, once.
    expect(terminal.text().split(OFFER).length).toBe(2)
    expect(terminal.text().split(HINT).length).toBe(2)
  })
})

test('a cell that is entered before they come ends the search; Ctrl-C leaves them', {
  timeout: PATIENCE,
}, async () => {
  await inTerminal({}, async (terminal) => {
    await after(terminal, ...BEGIN, 'y = fc(x)')
    await terminal.line('"meanwhile"')
    await terminal.until("Out[5]: 'meanwhile'")
    await terminal.prompt(6)
    await terminal.line('y = fc(x)')
    await terminal.prompt(7)
    await terminal.press('abc', 'C-c')
    await terminal.until(HINT)
    await terminal.prompt(7)
    expect(terminal.text().split(HINT).length).toBe(2)
    await terminal.press('M-2', 'M-9')
    await terminal.until(/^In \[7\]: \S/m)
  })
})

test('a narrow, low terminal, resized while they come and after', { timeout: PATIENCE }, async () => {
  await inTerminal({ columns: 60, rows: 8 }, async (terminal) => {
    await after(terminal, ...BEGIN, 'y = fc(x)')
    terminal.resize(40, 8)
    await terminal.until('[1] fc takes 5 features')
    await terminal.press('123')
    await terminal.until('In [5]: 123')
    terminal.resize(100, 30)
    await terminal.until(HINT)
    await terminal.press('4', 'Enter')
    await terminal.until('Out[5]: 1234')
    await terminal.prompt(6)
    expect(terminal.text()).toContain(OFFER)
  })
})

test('%fix off is kept for the next session', { timeout: PATIENCE }, async () => {
  let folder = ''
  await inTerminal({}, async (terminal) => {
    folder = terminal.folder
    await after(terminal, '%fix off')
    await terminal.until(() => {
      try {
        return JSON.parse(readFileSync(join(folder, 'home/settings.json'), 'utf8')).fixes === 'off'
      } catch {
        return false
      }
    })
    await terminal.line('exit')
    await terminal.until(() => terminal.exitCode === 0)
  })
  await inTerminal({ folder }, async (terminal) => {
    await after(terminal, ...BEGIN, 'y = fc(x)')
    await terminal.until('%fix lists edits that mend it')
    await new Promise((go) => setTimeout(go, 1500))
    expect(terminal.text()).not.toContain('[1] fc takes')
    await terminal.line('%fix')
    await terminal.until('[1] fc takes 5 features  → (2, 4)')
  })
})

test('the plain face shows nothing by itself', { timeout: PATIENCE }, async () => {
  await inTerminal({ args: ['--plain'] }, async (terminal) => {
    await after(terminal, ...BEGIN, 'y = fc(x)')
    await new Promise((go) => setTimeout(go, 1500))
    expect(terminal.text()).not.toContain('[1] fc takes')
    await terminal.line('%fix')
    await terminal.until('[1] fc takes 5 features  → (2, 4)')
  })
})
