/**
 * `ishape diff A B` as a process. Each `diff/NAME.a.py` is compared with `diff/NAME.b.py`: `diff/NAME.txt` is the exit code and all that is
 * printed. New pairs need no code here; `vitest -u` writes their texts, to be read before they are kept.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { usages } from '../../src/commands/usages.js'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const folder = fileURLToPath(new URL('./diff/', import.meta.url))
const names = readdirSync(folder).flatMap((name) => /^(.*)\.a\.py$/.exec(name)?.[1] ?? [])

const run = (cwd: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'diff', ...args], {
    cwd,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test.each(names)('%s', async (name) => {
  const { status, stdout, stderr } = run(folder, `${name}.a.py`, `${name}.b.py`)
  await expect(`exit ${status}\n${stdout}${stderr}`).toMatchFileSnapshot(`${folder}${name}.txt`)
})

const SHORT = 'import torch\ny = torch.ones(2, 3).flatten()\n'
const FILES = {
  'short.py': SHORT,
  'cells.py': SHORT.replace('\ny', '\n# %%\ny'),
  'tall.ipynb': JSON.stringify({
    cells: [
      { cell_type: 'markdown', metadata: {}, source: 'prose' },
      { cell_type: 'code', metadata: {}, outputs: [], source: ['import torch'] },
      { cell_type: 'code', metadata: {}, outputs: [], source: 'y = torch.ones(4, 3).flatten()' },
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }),
  'syntax.py': 'y = = 1\n',
  'silent.py': 'print(1)\n',
}
const scratch = mkdtempSync(join(tmpdir(), 'ishape-'))
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(scratch, name), text)

const CASES: Record<string, { args: string[]; status: number; stdout?: string; stderr?: string }> = {
  'a program and its cells': {
    args: ['short.py', 'cells.py'],
    status: 0,
    stdout: 'The same: 2 steps, alike in both.\n',
  },
  'a program and a notebook': {
    args: ['short.py', 'tall.ipynb'],
    status: 1,
    stdout: [
      '              short.py  tall.ipynb',
      '≠ torch.ones  (2, 3)    (4, 3)      argument 1: 2 → 4',
      '~ flatten     (6,)      (12,)',
      '',
      'The shapes part at torch.ones',
      '  short.py line 2: torch.ones(2, 3)',
      '  tall.ipynb In[2] line 1: torch.ones(4, 3)',
      '  dim 0  2 → 4',
      '',
    ].join('\n'),
  },
  'nothing to compare': {
    args: ['silent.py', 'silent.py'],
    status: 0,
    stdout: 'Neither calls anything that has a shape.\n',
  },
  'no such file': {
    args: ['short.py', 'nope.py'],
    status: 2,
    stderr: "ishape diff: can't read 'nope.py': there is no such file\n",
  },
  'a program that does not begin': {
    args: ['short.py', 'syntax.py'],
    status: 2,
    stderr: 'ishape diff: syntax.py: SyntaxError: invalid syntax (syntax.py, line 1)\n',
  },
  'one file': {
    args: ['short.py'],
    status: 2,
    stderr: `ishape diff: it takes two files, A and B; got 1\n${usages.diff}`,
  },
  'an unknown option': {
    args: ['short.py', 'short.py', '--side-by-side'],
    status: 2,
    stderr: `ishape diff: unknown option --side-by-side; it takes --json\n${usages.diff}`,
  },
}

test.each(Object.entries(CASES))('%s', (_, { args, status, stdout = '', stderr = '' }) => {
  expect(run(scratch, ...args)).toEqual({ status, stdout, stderr })
})

test('--json', () => {
  const { status, stdout } = run(scratch, 'short.py', 'tall.ipynb', '--json')
  expect(status).toBe(1)
  const step = (
    name: string,
    inputs: number[][],
    outputs: number[][],
    settings: Record<string, string>,
    location: object,
  ) => ({
    name,
    type: name.replace('torch.', ''),
    inputs,
    outputs,
    settings,
    times: 1,
    raised: false,
    location,
  })
  const short = { file: 'short.py', line: 2, column: 4 }
  const tall = { file: '<In[2]>', line: 1, column: 4 }
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    same: false,
    files: [
      { name: 'short.py', error: null, parameters: 0 },
      { name: 'tall.ipynb', error: null, parameters: 0 },
    ],
    rows: [
      {
        mark: 'changed',
        a: step('torch.ones', [], [[2, 3]], { 'argument 1': '2', 'argument 2': '3' }, short),
        b: step('torch.ones', [], [[4, 3]], { 'argument 1': '4', 'argument 2': '3' }, tall),
        changes: [{ name: 'argument 1', a: '2', b: '4' }],
      },
      {
        mark: 'follows',
        a: step('flatten', [[2, 3]], [[6]], {}, short),
        b: step('flatten', [[4, 3]], [[12]], {}, tall),
        changes: [],
      },
    ],
    parting: 0,
    meeting: null,
    effects: [],
  })
})

test('--json tells what follows for a layer', () => {
  const { effects } = JSON.parse(run(folder, 'lenet.a.py', 'lenet.b.py', '--json').stdout)
  const [effect] = effects
  expect({ ...effect, links: effect.links.map(({ changes }: { changes: object[] }) => changes) }).toEqual({
    name: 'fc1.in_features',
    row: 8,
    built: { a: 400, b: 576 },
    given: { a: 400, b: 576 },
    links: [[], [], [{ name: 'kernel', a: '5', b: '3' }], [], [{ name: 'kernel', a: '5', b: '3' }]],
  })
  expect(effects.length).toBe(1)
})
