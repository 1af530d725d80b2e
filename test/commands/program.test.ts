/** Every batch face as a process: exit code, stdout and stderr, whole. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
  stderr?: string | RegExp
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
  'a notebook, cell by cell': {
    args: ['n.ipynb'],
    files: {
      'n.ipynb': JSON.stringify({
        cells: [
          { cell_type: 'markdown', metadata: {}, source: 'Text.' },
          { cell_type: 'code', metadata: {}, source: 'x = 4', outputs: [], execution_count: null },
          { cell_type: 'code', metadata: {}, source: 'x * 2', outputs: [], execution_count: null },
        ],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5,
      }),
    },
    stdout: '8\n',
  },
  'a file beside it is imported': {
    args: ['sub.py'],
    files: { 'sub.py': 'import helper\nprint(helper.x)', 'helper.py': 'x = 5' },
    stdout: '5\n',
  },
  'piped text': { args: [], stdin: 'print("in")', stdout: 'in\n' },
  'a dash': { args: ['-'], stdin: 'print("dash")', stdout: 'dash\n' },
  'piped text that goes deep': {
    args: ['-', 'x'],
    stdin:
      'import sys\nsys.setrecursionlimit(20000)\ndef f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(15000), sys.argv, "é")',
    stdout: "15000 ['-', 'x'] é\n",
  },
  'a piped program has no input': {
    args: [],
    stdin: 'try:\n    input()\nexcept EOFError as error:\n    print(error)',
    stdout: 'EOF when reading a line\n',
  },
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
      'unknown option --sed; did you mean --seed?\nusage: ishape [OPTION …] [FILE.py [ARG …] | -c CODE [ARG …] | -m MODULE [ARG …] | - | COMMAND]\nTry `ishape --help`.\n',
  },
  'the version': { args: ['--version'], stdout: 'ishape 0.1.0\n' },
  'a file outside the sandbox': {
    args: ['-c', 'open("/etc/hostname")'],
    code: 1,
    stderr:
      'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n    open("/etc/hostname")\nPermissionError: [Errno 13] Permission denied (allow it with --allow-read /etc): \'/etc/hostname\'\n',
  },
  'a folder with a main': {
    args: ['pk', 'x'],
    files: {
      'pk/__main__.py': 'import sys\nfrom other import y\nprint(__name__, sys.argv, y)',
      'pk/other.py': 'y = 2',
    },
    stdout: "__main__ ['pk', 'x'] 2\n",
  },
  'a folder without': { args: ['.'], code: 1, stderr: "ishape: can't find '__main__' module in 'DIR'\n" },
  'a module by name': {
    args: ['-m', 'pk.sub', 'x'],
    files: {
      'pk/__init__.py': 'print("pk", __name__)',
      'pk/sub.py': 'from . import other\nimport sys\nprint(__name__, __package__, sys.argv[1:], other.y)',
      'pk/other.py': 'y = 2',
    },
    stdout: "pk pk\n__main__ pk ['x'] 2\n",
  },
  'a package by name': {
    args: ['-m', 'pk'],
    files: { 'pk/__init__.py': '', 'pk/__main__.py': 'print(__name__, __package__)' },
    stdout: '__main__ pk\n',
  },
  'no such module': { args: ['-m', 'nothing'], code: 1, stderr: 'ishape: No module named nothing\n' },
  'a module that nobody has': {
    args: ['-c', 'import pandaz'],
    code: 1,
    stderr:
      /^Traceback .*ModuleNotFoundError: No module named 'pandaz'\nishape has .*torch.* and the standard library; files beside the program and in --path DIR are found too\.\n$/s,
  },
  'what a known module lacks fails when it is used': {
    args: ['-c', 'from os import fork\nfrom socket import socket, AF_INET, timeout\nprint(AF_INET)\nfork()'],
    code: 1,
    stdout: '2\n',
    stderr:
      'Traceback (most recent call last):\n  File "<string>", line 4, in <module>\n    fork()\nNotImplementedError: os.fork is not available in ishape: no processes run in its sandbox\n',
  },
  'installed packages, of which what ishape has itself is passed over': {
    args: ['--path', 'lib/site-packages', 't.py'],
    files: {
      't.py': 'import torch, typing_extensions, other\nprint(other.y, torch.ones(2).sum().item())',
      'lib/site-packages/torch/__init__.py': 'raise ImportError("libtorch.so")',
      'lib/site-packages/typing_extensions.py': 'raise ImportError("made for CPython")',
      'lib/site-packages/other/__init__.py': 'from .part import y',
      'lib/site-packages/other/part.py': 'y = 2',
    },
    stdout: '2 2.0\n',
  },
  'a folder on sys.path that is closed': {
    args: ['-c', 'import sys; sys.path.append("/etc")\nimport nothing'],
    code: 1,
    stderr: /\n\/etc on sys.path is outside the sandbox; --path \/etc opens it\.\n$/,
  },
  'exit and quit': {
    args: ['-c', 'print(exit)\nquit(4)'],
    code: 4,
    stdout: 'Use exit() or Ctrl-D (i.e. EOF) to exit\n',
  },
  'functions called at the end': {
    args: ['-c', 'import atexit, sys\natexit.register(print, "bye")\nprint("hi")\nsys.exit(3)'],
    code: 3,
    stdout: 'hi\nbye\n',
  },
  'a warning': {
    args: ['w.py'],
    files: { 'w.py': 'import warnings\nfor i in range(2):\n    warnings.warn("careful")\n' },
    stderr: 'DIR/w.py:3: UserWarning: careful\n  warnings.warn("careful")\n',
  },
  'warnings filtered': { args: ['-W', 'ignore', '-c', 'import warnings\nwarnings.warn("x")'] },
  'half a surrogate pair': {
    args: ['-c', 'print("a\\ud800")'],
    code: 1,
    stderr:
      /UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed\n$/,
  },
  'a binary file': {
    args: ['b.py'],
    files: { 'b.py': Buffer.from([0x78, 0x20, 0x3d, 0x0a, 0x31, 0, 0xff]) },
    code: 1,
    stderr: '  File "DIR/b.py", line 2\n    1\nSyntaxError: source code cannot contain null bytes\n',
  },
  'an unknown encoding': {
    args: ['e.py'],
    files: { 'e.py': '# coding: foo\n' },
    code: 1,
    stderr: 'SyntaxError: encoding problem: foo\n',
  },
  'the trail': {
    args: ['--trail', 't.py'],
    files: { 't.py': 'import torch\nx = torch.zeros(2, 3)\nprint(x.flatten().shape)\n' },
    stdout: 'torch.Size([6])\n',
    stderr: /flatten +\(2, 3\) → \(6,\)/,
  },
  'the seed': {
    args: ['--seed', '7', '-c', 'import torch; print(torch.initial_seed())'],
    stdout: '7\n',
  },
  'magics in an .ipy file': {
    args: ['m.ipy', 'a'],
    files: {
      'm.ipy': 'import sys\nwhere = %pwd\n1 + 1\nprint(sys.argv, len(where) > 0)\n%who\nsys.exit(5)\n',
    },
    code: 5,
    stdout: "['m.ipy', 'a'] True\nsys\t where\n",
  },
  'an .ipy file that fails': {
    args: ['m.ipy'],
    files: { 'm.ipy': '%pwd\n1/0\n' },
    code: 1,
    stderr:
      'Traceback (most recent call last):\n  File "DIR/m.ipy", line 2, in <module>\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n',
  },
  'on into the terminal': {
    args: ['-i', 'a.py'],
    files: { 'a.py': 'print("first")\nx = 20' },
    stdin: 'x + 1\nexit()\n',
    stdout: 'first\nIn [1]: Out[1]: 21\nIn [2]: \n',
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
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const result = spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      input: stdin,
      encoding: 'utf8',
      env: { ...process.env, ISHAPE_HOME: folder },
    })
    const shown = (text: string) => text.replaceAll(folder, 'DIR')
    expect({ code: result.status, stdout: shown(result.stdout), stderr: shown(result.stderr) }).toEqual({
      code,
      stdout,
      stderr: typeof stderr === 'string' ? stderr : expect.stringMatching(stderr),
    })
  })

test('a closed pipe ends quietly', () => {
  const command = `"${process.execPath}" "${cli}" -c "for i in range(100000): print(i)" | head -1`
  const result = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
  expect([result.stdout, result.stderr]).toEqual(['0\n', ''])
})

test.each(['while True: pass', 'import time; time.sleep(60)'])('SIGINT ends a program: %s', async (code) => {
  const child = spawn(process.execPath, [cli, '-c', `print(1, flush=True)\n${code}`])
  child.stdout.once('data', () => child.kill('SIGINT'))
  // By the signal itself, as python ends: a shell reports 130.
  const end = await new Promise((resolve) =>
    child.once('close', (status, signal) => resolve([status, signal])),
  )
  expect(end).toEqual([null, 'SIGINT'])
})
