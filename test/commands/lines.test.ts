/** `run --trace`, `annotate`, `check` and `fix` on files, as commands. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { COMMANDS, usages } from '../../src/commands/usages.js'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ishape-'))

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const PROGRAM = `import torch
from torch import nn

conv = nn.Conv2d(1, 6, 3)
x = torch.randn(2, 1, 9, 9)
for _ in range(2):
    y = conv(x)
print(y.shape)
`

test('run --trace', () => {
  file('a.py', PROGRAM)
  expect(run('run', 'a.py', '--trace')).toEqual({
    status: 0,
    stdout: `import torch
from torch import nn

conv = nn.Conv2d(1, 6, 3)
x = torch.randn(2, 1, 9, 9)  → (2, 1, 9, 9)
for _ in range(2):
    y = conv(x)              → (2, 6, 7, 7) × 2
print(y.shape)
`,
    stderr: '',
  })
})

test('annotate, then check', () => {
  const path = file('b.py', PROGRAM)
  expect(run('annotate', 'b.py').stdout).toBe('b.py: 2 lines changed\n')
  expect(readFileSync(path, 'utf8')).toBe(
    PROGRAM.replace('9, 9)\n', '9, 9)  # -> (2, 1, 9, 9)\n').replace(
      'conv(x)\n',
      'conv(x)  # -> (2, 6, 7, 7)\n',
    ),
  )
  expect(run('check', 'b.py')).toEqual({
    status: 0,
    stdout: 'TAP version 13\n1..2\nok 1 - b.py:5 (2, 1, 9, 9)\nok 2 - b.py:7 (2, 6, 7, 7)\n',
    stderr: '',
  })
})

test('names are bound once', () => {
  file(
    'c.py',
    PROGRAM.replace('9, 9)\n', '9, 9)  # -> (B, 1, S, S)\n').replace(
      'conv(x)\n',
      'conv(x)  # -> (B, _, S, 7)\n',
    ),
  )
  expect(run('check', 'c.py')).toEqual({
    status: 1,
    stdout: `TAP version 13
1..2
ok 1 - c.py:5 (B, 1, S, S)
not ok 2 - c.py:7 (B, _, S, 7)
  ---
  message: "wanted (B, _, S, 7), got (2, 6, 7, 7): S was 9 before"
  ...
`,
    stderr: '',
  })
})

test('check --json tells traps and errors', () => {
  file('d.py', 'import torch\nx = torch.randn(2, 3).view(3, 2)\nx @ x\n')
  expect(JSON.parse(run('check', '--json', 'd.py').stdout)).toEqual({
    version: 1,
    checks: [
      {
        file: 'd.py',
        line: 3,
        wanted: 'the program runs',
        problem: 'RuntimeError: mat1 and mat2 shapes cannot be multiplied (3x2 and 3x2) (line 3)',
      },
    ],
    traps: [
      {
        file: 'd.py',
        line: 2,
        kind: 'view-as-transpose',
        text: 'view (2, 3) → (3, 2) renames the axes without moving the data; transpose or permute moves it',
      },
    ],
    errors: [
      {
        file: 'd.py',
        type: 'RuntimeError',
        message: 'mat1 and mat2 shapes cannot be multiplied (3x2 and 3x2)',
        line: 3,
      },
    ],
  })
})

test('fix --json, then --apply', () => {
  const path = file('e.py', PROGRAM.replace('Conv2d(1', 'Conv2d(3'))
  const { status, stdout } = run('fix', 'e.py', '--json')
  expect(status).toBe(1)
  expect(JSON.parse(stdout).fixes[0]).toEqual({
    cell: 0,
    name: 'e.py',
    line: 4,
    column: 17,
    end_line: 4,
    end_column: 18,
    replacement: '1',
    changes: 'conv takes 1 channels',
    result: [2, 6, 7, 7],
    edits: [{ cell: 0, name: 'e.py', line: 4, column: 17, end_line: 4, end_column: 18, replacement: '1' }],
  })
  expect(run('fix', 'e.py', '--apply', '1').status).toBe(0)
  expect(readFileSync(path, 'utf8')).toBe(PROGRAM)
  expect(run('fix', 'e.py')).toEqual({ status: 0, stdout: 'The program runs: nothing to fix.\n', stderr: '' })
})

test.for([
  [['check', 'none.py'], "ishape check: can't read 'none.py': there is no such file\n"],
  [['fix', 'bad.ipynb'], "ishape fix: can't read 'bad.ipynb': it is no notebook"],
  [['annotate', '--json', 'a.py'], 'ishape annotate: unknown option --json'],
] as const)('%s', ([args, message]) => {
  file('bad.ipynb', 'no json')
  const { status, stderr } = run(...args)
  expect(status).toBe(2)
  expect(stderr.startsWith(message)).toBe(true)
})

test('None among tensors', () => {
  const path = file('g.py', 'import torch\npair = torch.ones(2, 3), None\nnone = None, None\n')
  expect(run('annotate', 'g.py').stdout).toBe('g.py: 1 line changed\n')
  expect(readFileSync(path, 'utf8')).toBe(
    'import torch\npair = torch.ones(2, 3), None  # -> ((2, 3), None)\nnone = None, None\n',
  )
  expect(run('check', 'g.py')).toEqual({
    status: 0,
    stdout: 'TAP version 13\n1..1\nok 1 - g.py:2 ((2, 3), None)\n',
    stderr: '',
  })
  file('h.py', 'import torch\npair = torch.ones(2), torch.ones(3)  # -> ((2,), None)\n')
  expect(run('check', 'h.py').stdout).toMatch(/message: "wanted \(\(2,\), None\), got \(\(2,\), \(3,\)\)"/)
})

const notebook = (...sources: string[]): string =>
  JSON.stringify({
    cells: sources.map((source) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  })

test('a notebook with magics', () => {
  const cells = [
    '%matplotlib inline\n!pip install torch\nimport torch, torch.nn as nn\nhere = !pwd',
    '%%bash\nls -l | grep "',
    'conv = nn.Conv2d(1, 6, 3)\nx = torch.randn(1, 1, 8, 8)\nx.shape?',
    '%%time\ny = conv(x)\n%time z = nn.Linear(5, 2)(y)\nw = %time z.sum(1)',
  ]
  const path = file('m.ipynb', notebook(...cells))
  expect(run('run', 'm.ipynb', '--trace')).toEqual({
    status: 1,
    stdout: [
      ...`${cells[0]}\n${cells[1]}\nconv = nn.Conv2d(1, 6, 3)`.split('\n'),
      'x = torch.randn(1, 1, 8, 8)   → (1, 1, 8, 8)',
      'x.shape?',
      '%%time',
      'y = conv(x)                   → (1, 6, 6, 6)',
      '%time z = nn.Linear(5, 2)(y)',
      'w = %time z.sum(1)',
      '',
    ].join('\n'),
    stderr: 'RuntimeError: mat1 and mat2 shapes cannot be multiplied (36x6 and 5x2) (cell 4, line 3)\n',
  })
  expect(run('fix', 'm.ipynb', '--apply', '1').status).toBe(0)
  expect(run('check', 'm.ipynb')).toEqual({ status: 0, stdout: 'TAP version 13\n1..0\n', stderr: '' })
  expect(run('annotate', 'm.ipynb').stdout).toBe('m.ipynb: 4 lines changed\n')
  const texts = JSON.parse(readFileSync(path, 'utf8')).cells.map(({ source }: { source: string[] }) =>
    source.join(''),
  )
  expect(texts).toEqual([
    cells[0],
    cells[1],
    'conv = nn.Conv2d(1, 6, 3)\nx = torch.randn(1, 1, 8, 8)  # -> (1, 1, 8, 8)\nx.shape?',
    '%%time\ny = conv(x)  # -> (1, 6, 6, 6)\n%time z = nn.Linear(6, 2)(y)  # -> (1, 6, 6, 2)\nw = %time z.sum(1)  # -> (1, 6, 2)',
  ])
  expect(run('check', 'm.ipynb').stdout).toMatch(/^TAP version 13\n1\.\.4\nok 1 .*\nok 2 .*\nok 3 .*\nok 4 /)
})

test.each(COMMANDS)('%s --help', (command) => {
  const told = { status: 0, stdout: usages[command], stderr: '' }
  expect(run(command, '--help')).toEqual(told)
  expect(run(command, '-h')).toEqual(told)
})

test('an error stands on a line of the file, whatever its cell', () => {
  file('cells.py', '# %%\nimport torch\nx = torch.randn(2, 3)\n# %%\ny = x @ x\n')
  const cell = (source: string) => ({
    cell_type: 'code',
    source,
    metadata: {},
    outputs: [],
    execution_count: null,
  })
  const cells = [cell('import torch\nx = torch.randn(2, 3)'), cell('y = x @ x')]
  file('cells.ipynb', JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }))
  const text = 'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)'
  const failed = (place: string, where: string) => `TAP version 13
1..1
not ok 1 - ${place} the program runs
  ---
  message: "${text} (${where})"
  ...
`
  expect(run('check', 'cells.py').stdout).toBe(failed('cells.py:5', 'line 5'))
  expect(run('check', 'cells.ipynb').stdout).toBe(failed('cells.ipynb:1', 'cell 2, line 1'))
  expect(run('annotate', 'cells.py').stderr).toBe(`cells.py: ${text} (line 5)\n`)
})

test('--trace stands before the file too', () => {
  file('c.py', 'import torch\nx = torch.ones(2)\n')
  expect(run('run', '--trace', 'c.py').stdout).toBe('import torch\nx = torch.ones(2)  → (2,)\n')
})
