/** The kernel through its direct transport: cells in order, each with the whole text it shows. */
import { expect, test } from 'vitest'
import type { HistoryReply, InspectReply } from '../../src/protocol/messages.js'
import { startKernel } from './client.js'

/** Name → cells, each with what it shows; `files` is the folder they run in. */
const TRANSCRIPTS: Record<
  string,
  { files?: Record<string, string>; input?: string[]; cells: [string, string | RegExp][] }
> = {
  'results and their names': {
    cells: [
      ['1 + 1', 'Out[1]: 2\n'],
      ['_ + 1', 'Out[2]: 3\n'],
      ['_, __, _1, Out[2], In[1]', "Out[3]: (3, 2, 2, 3, '1 + 1')\n"],
      ['None', ''],
      ['5;', ''],
      ['6; # quiet too', ''],
      ['x = 3\nx', 'Out[7]: 3\n'],
      ['_i', "Out[8]: 'x = 3\\nx'\n"],
      ['', ''],
      ['sorted(Out)', 'Out[9]: [1, 2, 3, 7, 8]\n'],
    ],
  },
  'a result that does not fit a line, as IPython lays it out': {
    cells: [
      [
        "[{'key': ['w' * 30, {'in': 'x' * 30, 'on': 0}, 'y' * 30]}, 1]",
        `Out[1]: [{'key': ['${'w'.repeat(30)}',\n   {'in': '${'x'.repeat(30)}', 'on': 0},\n   '${'y'.repeat(30)}']},\n 1]\n`,
      ],
    ],
  },
  'a name of the user wins over a result': {
    cells: [
      ['_ = 10', ''],
      ['1', 'Out[2]: 1\n'],
      ['_', 'Out[3]: 10\n'],
    ],
  },
  errors: {
    cells: [
      [
        'def f():\n    return 1/0\nf()',
        'Traceback (most recent call last):\n  File "<In[1]>", line 3, in <module>\n    f()\n  File "<In[1]>", line 2, in f\n    return 1/0\n           ~^~\nZeroDivisionError: division by zero\n',
      ],
      ['1 +', '  File "<In[2]>", line 1\n    1 +\n       ^\nSyntaxError: invalid syntax\n'],
      ['"goes on"', "Out[3]: 'goes on'\n"],
    ],
  },
  magics: {
    files: { 'a.py': 'print("in a")\nanswer = 42\n' },
    cells: [
      ['%pwd', "Out[1]: '/home'\n"],
      ['y = %pwd\ny', "Out[2]: '/home'\n"],
      ['if True:\n    %pwd', ''],
      ['7 %3', 'Out[4]: 1\n'],
      ['(8\n %3)', 'Out[5]: 2\n'],
      ['%run a.py', 'in a\n'],
      ['answer', 'Out[7]: 42\n'],
      ['%who', 'answer\t y\n'],
      ['%foo', 'UsageError: Line magic function `%foo` not found.\n'],
      ['%tme x', 'UsageError: Line magic function `%tme` not found. Did you mean: `%time`?\n'],
      ['%%capture out\nprint("hidden")', ''],
      ['out', "Out[12]: 'hidden\\n'\n"],
      ['%%writefile b.py\nx = 1', 'Writing b.py\n'],
      ['%pprint maybe', 'UsageError: expected on or off, got maybe\n'],
      [
        '!ls',
        'UsageError: `!ls` is not run: ishape is a sandbox and starts no processes. %ls, %cd and %pwd look around.\n',
      ],
      ['>>> 1 + 1\n2\n>>> 3', 'Out[16]: 3\n'],
      ['In [3]: 4', 'Out[17]: 4\n'],
    ],
  },
  'magics without their %': {
    cells: [
      ['pwd', "Out[1]: '/home'\n"],
      ['pwd = 3\npwd', 'Out[2]: 3\n'],
      ['pwd', 'Out[3]: 3\n'],
      ['time 6 * 7;', /CPU times: .*\nWall time: .*\n$/],
      ['who', 'pwd\n'],
      ['%automagic off', '\nAutomagic is OFF, % prefix IS needed for line magics.\n'],
      ['who', /NameError: name 'who' is not defined\n$/],
    ],
  },
  'magics of errors': {
    cells: [
      ['%tb', 'No traceback available to show.\n'],
      ['{}["k"]', /KeyError: 'k'\n$/],
      ['%nope', /UsageError/],
      [
        '%tb',
        'Traceback (most recent call last):\n  File "<In[2]>", line 1, in <module>\n    {}["k"]\n    ~~^^^^^\nKeyError: \'k\'\n',
      ],
      ['%xmode context', 'Exception reporting mode: Context\n'],
      ['def f(n):\n    return 1 / n', ''],
      [
        'f(0)',
        '---------------------------------------------------------------------------\n' +
          'ZeroDivisionError                         Traceback (most recent call last)\n' +
          'Cell In[7], line 1\n----> 1 f(0)\n\n' +
          'Cell In[6], line 2, in f()\n      1 def f(n):\n----> 2     return 1 / n\n\n' +
          'ZeroDivisionError: division by zero\n',
      ],
      ['%xmode Minimal', 'Exception reporting mode: Minimal\n'],
      ['f(0)', 'ZeroDivisionError: division by zero\n'],
      [
        '%pdb on',
        'UsageError: %pdb is not in ishape: there is no debugger; %tb shows the last traceback, name? explains a shape.\n',
      ],
      ['%matplotlib inline\n6 * 7', '%matplotlib does nothing here: there are no plots.\nOut[11]: 42\n'],
      ['%%bash\nls', 'UsageError: %%bash is not in ishape: ishape is a sandbox and starts no processes.\n'],
      ['%%nope\nx', 'UsageError: Cell magic `%%nope` not found.\n'],
      [
        '%%pwd\nx',
        'UsageError: Cell magic `%%pwd` not found (but line magic `%pwd` exists, did you mean that instead?).\n',
      ],
    ],
  },
  'captured output': {
    cells: [
      ['%%capture out\nimport sys\nprint("one"); print("two", file=sys.stderr)', ''],
      ['out', "Out[2]: 'one\\ntwo\\n'\n"],
      ['out.stdout, out.stderr', "Out[3]: ('one\\n', 'two\\n')\n"],
      ['out.show()', 'one\ntwo\n'],
    ],
  },
  'magics of settings': {
    cells: [
      ['1 / 3', 'Out[1]: 0.3333333333333333\n'],
      ['%precision 2', "Out[2]: '%.2f'\n"],
      ['[1 / 3, {"a": (0.5,)}, 7]', "Out[3]: [0.33, {'a': (0.50,)}, 7]\n"],
      ['import torch\ntorch.set_printoptions(precision=2); torch.set_default_dtype(torch.float64)', ''],
      ['torch.tensor([1 / 3])', 'Out[5]: tensor([0.33])\n'],
      ['%config xmode', "Out[6]: 'Plain'\n"],
      ['%config trail = on', ''],
      ['%config trail', "Out[8]: 'True'\n"],
      ['%config nope', 'UsageError: there is no setting nope; %config lists them.\n'],
      ['%reset -f', ''],
      [
        'import torch\ntorch.tensor([1 / 3]).dtype, str(torch.tensor([1 / 3])), 1 / 3',
        "Out[11]: (torch.float32, 'tensor([0.3333])', 0.3333333333333333)\n",
      ],
    ],
  },
  'magics of history': {
    cells: [
      ['a = 1', ''],
      ['def f():\n    pass', ''],
      ['a', 'Out[3]: 1\n'],
      ['%history', 'a = 1\ndef f():\n    pass\na\n%history\n'],
      ['%history -n 1-2', '   1: a = 1\n   2: \ndef f():\n    pass\n'],
      ['%history -o 3', 'a\n1\n'],
      ['%history -g f*p', '   2: \ndef f():\n    pass\n'],
      ['%history -l 2 -p', '>>> %history -o 3\n>>> %history -g f*p\n'],
      ['%history 99x', 'UsageError: 99x is no range of cells; 5, 2-4 and 7- are.\n'],
    ],
  },
  input: {
    input: ['Ada'],
    cells: [["name = input('who? ')\nname", "Out[1]: 'Ada'\n"]],
  },
}

for (const [name, { files, input, cells }] of Object.entries(TRANSCRIPTS))
  test(name, async () => {
    const { run } = startKernel(files, input)
    for (const [code, shown] of cells)
      expect([code, (await run(code)).text]).toEqual([
        code,
        typeof shown === 'string' ? shown : expect.stringMatching(shown),
      ])
  })

test('help is a page', async () => {
  const { run } = startKernel()
  await run('def f(x, y=2):\n    """Adds."""\n    return x + y')
  const { reply } = await run('f?')
  expect(reply).toMatchObject({
    status: 'ok',
    payload: [
      {
        source: 'page',
        data: { 'text/plain': 'Signature:    f(x, y=2)\nType:        function\nDocstring:   Adds.' },
      },
    ],
  })
})

test('other requests', async () => {
  const { client, run } = startKernel()
  await run('a = 1')
  await run('a')
  const ask = (code: string) => client.request('is_complete', { code })
  expect(await ask('for i in x:')).toEqual({ status: 'incomplete', indent: '    ' })
  expect(await ask('%time f(')).toEqual({ status: 'complete' })
  expect(await ask('%%time\nx')).toEqual({ status: 'incomplete', indent: '' })
  const history = (await client.request('history', {
    hist_access_type: 'tail',
    n: 2,
    output: true,
  })) as HistoryReply
  expect(history.history).toEqual([
    [1, 1, ['a = 1', null]],
    [1, 2, ['a', '1']],
  ])
  const inspected = (await client.request('inspect', { code: 'print(a)', cursor_pos: 6 })) as InspectReply
  expect(inspected.found).toBe(true)
  expect(
    await client.request('execute', { code: '1', user_expressions: { b: 'a + 1', c: 'nope' } }),
  ).toMatchObject({
    status: 'ok',
    execution_count: 3,
    user_expressions: {
      b: { status: 'ok', data: { 'text/plain': '2' } },
      c: { status: 'error', ename: 'NameError' },
    },
  })
  const failing = client.request('execute', { code: '1/0' })
  const waiting = client.request('execute', { code: '2' })
  expect((await failing).status).toBe('error')
  expect((await waiting).status).toBe('aborted')
})
