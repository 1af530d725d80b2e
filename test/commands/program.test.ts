/** Every batch face as a process: exit code, stdout and stderr, whole. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

interface Case {
  args: string[]
  files?: Record<string, string | Uint8Array>
  stdin?: string
  code?: number
  /** `DIR` stands for the folder it runs in. */
  stdout?: string
  stderr?: string
}

const CASES: Record<string, Case> = {
  'code prints only what it prints': { args: ['-c', '1 + 1\nprint(2)'], stdout: '2\n' },
  'code that fails': {
    args: ['-c', 'print(1)\n1/0'],
    code: 1,
    stdout: '1\n',
    stderr:
      'Traceback (most recent call last):\n  File "<string>", line 2, in <module>\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n',
  },
  'a file': { args: ['a.py'], files: { 'a.py': 'print(__name__)' }, stdout: '__main__\n' },
  'a file through run': { args: ['run', 'a.py', '--version'], files: { 'a.py': 'print(1)' }, stdout: '1\n' },
  'a file beside it is imported': {
    args: ['sub.py'],
    files: { 'sub.py': 'import helper\nprint(helper.x)', 'helper.py': 'x = 5' },
    stdout: '5\n',
  },
  'piped text': { args: [], stdin: 'print("in")', stdout: 'in\n' },
  'a dash': { args: ['-'], stdin: 'print("dash")', stdout: 'dash\n' },
  'input from a pipe': { args: ['-c', 'print(input("? "))'], stdin: 'line\n', stdout: '? line\n' },
  'input at the end': {
    args: ['-c', 'input()'],
    code: 1,
    stderr:
      'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n    input()\nEOFError: EOF when reading a line\n',
  },
  'a syntax error': {
    args: ['-c', 'x = ('],
    code: 1,
    stderr: '  File "<string>", line 1\n    x = (\n        ^\nSyntaxError: \'(\' was never closed\n',
  },
  'no magics in programs': {
    args: ['-c', '%pwd'],
    code: 1,
    stderr: '  File "<string>", line 1\n    %pwd\n    ^\nSyntaxError: invalid syntax\n',
  },
  'exit codes': { args: ['-c', 'raise SystemExit(7)'], code: 7 },
  'an exit with words': { args: ['-c', 'raise SystemExit("bye")'], code: 1, stderr: 'bye\n' },
  'no such file': {
    args: ['none.py'],
    code: 2,
    stderr: "ishape: can't open file 'DIR/none.py': [Errno 2] No such file or directory\n",
  },
  'BOM and CRLF': { args: ['b.py'], files: { 'b.py': '\ufeffif True:\r\n  print(1)\r\n' }, stdout: '1\n' },
  'a coding line': {
    args: ['l.py'],
    files: { 'l.py': Buffer.from('# -*- coding: latin-1 -*-\nprint("\xe9")\n', 'latin1') },
    stdout: 'é\n',
  },
  'Latin-1 without one': {
    args: ['l.py'],
    files: { 'l.py': Buffer.from('print("\xe9")\n', 'latin1') },
    code: 1,
    stderr:
      "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file DIR/l.py on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details\n",
  },
  'an unknown option': {
    args: ['--sed', '1'],
    code: 2,
    stderr:
      'unknown option --sed; did you mean --seed?\nusage: ishape [OPTION …] [FILE.py [ARG …] | -c CODE [ARG …] | - | COMMAND]\nTry `ishape --help`.\n',
  },
  'the version': { args: ['--version'], stdout: 'ishape 0.1.0\n' },
  'a file outside the sandbox': {
    args: ['-c', 'open("/etc/hostname")'],
    code: 1,
    stderr:
      'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n    open("/etc/hostname")\nPermissionError: [Errno 13] Permission denied (allow it with --allow-read /etc): \'/etc/hostname\'\n',
  },
  'torch shapes': {
    args: ['-c', 'import torch\nprint(torch.zeros(2, 3).T.shape)'],
    stdout: 'torch.Size([3, 2])\n',
  },
}

for (const [name, { args, files = {}, stdin = '', code = 0, stdout = '', stderr = '' }] of Object.entries(
  CASES,
))
  test(name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'ishape-'))
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    const result = spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      input: stdin,
      encoding: 'utf8',
    })
    const shown = (text: string) => text.replaceAll(folder, 'DIR')
    expect({ code: result.status, stdout: shown(result.stdout), stderr: shown(result.stderr) }).toEqual({
      code,
      stdout,
      stderr,
    })
  })

test('a closed pipe ends quietly', () => {
  const command = `"${process.execPath}" "${cli}" -c "for i in range(100000): print(i)" | head -1`
  const result = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
  expect([result.stdout, result.stderr]).toEqual(['0\n', ''])
})
