/** `ishape why FILE EXPR` and `--trail` as processes: exit code, stdout and stderr, whole. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

const USAGE = `usage: ishape why FILE EXPR [--json]

  FILE     a program (.py) or a notebook (.ipynb); it is run first
  EXPR     a dim (x.shape[2]), a tensor, a layer's input (net.fc1.in_features), or a number from the error that ends the run
  --json   the chain for programs
`

const FILES = {
  'net.py': [
    'import torch, torch.nn as nn',
    'conv = nn.Conv2d(1, 4, 3)',
    'fc = nn.Linear(16, 2)',
    'x = torch.randn(2, 1, 4, 4)',
    'print("ran")',
    'y = fc(conv(x).flatten(1))',
  ].join('\n'),
  'broken.py': 'import torch, torch.nn as nn\nfc = nn.Linear(5, 2)\nfc(torch.randn(3, 4))\n',
  'cells.ipynb': JSON.stringify({
    cells: [
      {
        cell_type: 'code',
        id: 'a',
        execution_count: null,
        metadata: {},
        outputs: [],
        source: 'import torch',
      },
      {
        cell_type: 'code',
        id: 'b',
        execution_count: null,
        metadata: {},
        outputs: [],
        source: 'x = torch.zeros(3, 4)\ny = x.T',
      },
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }),
}

interface Case {
  args: string[]
  code?: number
  stdout?: string
  stderr?: string
}

const CASES: Record<string, Case> = {
  'a layer’s input in a program': {
    args: ['why', 'net.py', 'fc.in_features'],
    stdout: [
      '16 = 4·2·2                flatten                   net.py line 6',
      '├ 4   conv.out_channels   nn.Conv2d(1, 4, 3)        net.py line 2',
      '└ 2 = 4 − 2               conv                      net.py line 6',
      '  4   x dims 2, 3         torch.randn(2, 1, 4, 4)   net.py line 4',
      '',
    ].join('\n'),
    stderr: 'ran\n',
  },
  'a dim in a notebook, as JSON': {
    args: ['why', 'cells.ipynb', 'y.shape[0]', '--json'],
    stdout: `${JSON.stringify(
      {
        version: 1,
        kind: 'why',
        title: 'y.shape[0]',
        chains: [
          {
            head: null,
            dims: '',
            size: 4,
            links: [
              {
                id: 0,
                size: 4,
                formula: null,
                full: null,
                name: 'x dim 1',
                by: 'torch.zeros(3, 4)',
                location: { file: '<In[2]>', line: 1, col: 4, endLine: 1, endCol: 21 },
                from: [],
              },
            ],
          },
        ],
        notes: [],
        file: 'cells.ipynb',
      },
      null,
      2,
    )}\n`,
  },
  'no such name': {
    args: ['why', 'net.py', 'z.shape[0]'],
    code: 2,
    stderr: "ran\nishape why: z can't be evaluated: NameError: name 'z' is not defined\n",
  },
  'no such file': {
    args: ['why', 'nope.py', 'x'],
    code: 2,
    stderr: "ishape: can't open file 'DIR/nope.py': [Errno 2] No such file or directory\n",
  },
  'no expression': { args: ['why', 'net.py'], code: 2, stderr: `ishape why: EXPR is missing\n${USAGE}` },
  'no file': { args: ['why'], code: 2, stderr: `ishape why: FILE is missing\n${USAGE}` },
  'an unknown option': {
    args: ['why', 'net.py', 'x', '--all'],
    code: 2,
    stderr: `ishape why: unknown argument '--all'\n${USAGE}`,
  },
  'the trail of a program goes to stderr': {
    args: ['--trail', 'net.py'],
    stdout: 'ran\n',
    stderr: [
      'conv     Conv2d  (2, 1, 4, 4) → (2, 4, 2, 2)',
      '         H, W = ⌊(4 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 2',
      'flatten          (2, 4, 2, 2) → (2, 16)',
      '         dim 1 = 4·2·2 = 16',
      'fc       Linear  (2, 16) → (2, 2)',
      '',
    ].join('\n'),
  },
}

CASES['the trail of a program that fails: its operands under the line'] = {
  args: ['--trail', 'broken.py'],
  code: 1,
  stderr: [
    'Traceback (most recent call last):',
    '  File "DIR/broken.py", line 3, in <module>',
    '    fc(torch.randn(3, 4))',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (3x4 and 5x2)',
    'fc  Linear  (3, 4) → raised',
    'fc (Linear)  broken.py line 3',
    '  fc(torch.randn(3, 4))',
    '  ┬─ ┬────────────────',
    '  │  └ (3, 4)',
    '  └ weight (2, 5)  fc.out_features = 2, in_features = 5',
    '  A product of (3, 4) and (5, 2): each of the 3 rows has 4 numbers, and the layer (or the second factor) takes 5.',
    '',
  ].join('\n'),
}

test.each(Object.entries(CASES))('%s', (_, { args, code = 0, stdout = '', stderr = '' }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ishape-'))
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
  const result = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ISHAPE_HOME: folder },
  })
  expect({
    code: result.status,
    stdout: result.stdout,
    stderr: result.stderr.replaceAll(folder, 'DIR'),
  }).toEqual({ code, stdout, stderr })
})

test('a number in the error that ends the run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ishape-'))
  writeFileSync(join(folder, 'broken.py'), FILES['broken.py'])
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'why', 'broken.py', '4'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ISHAPE_HOME: folder },
  })
  expect(stdout).toBe(
    '4 is dim 1 of what fc was given, (3, 4):\n4   dim 1   torch.randn(3, 4)   broken.py line 3\n',
  )
  expect(stderr).toMatch(/RuntimeError: mat1 and mat2 shapes cannot be multiplied \(3x4 and 5x2\)\n$/)
  expect(status).toBe(0)
})
