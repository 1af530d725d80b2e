/** Sessions as `.py` files, in jupytext's percent format. */
import { describe, expect, test } from 'vitest'
import { type Cell, codeCell, proseCell } from '../../src/session/cell.js'
import { formatPercent, parsePercent } from '../../src/session/percent.js'

const brief = (cell: Cell) => [cell.kind, cell.source, cell.metadata]

describe('reading', () => {
  const cases: [string, string, unknown[]][] = [
    ['nothing', '', []],
    ['a plain file is one cell', 'import torch\n\nx = 1\n', [['code', 'import torch\n\nx = 1', {}]]],
    [
      'cells',
      '# %%\nx = 1\n\n# %%\ny = 2\n',
      [
        ['code', 'x = 1', {}],
        ['code', 'y = 2', {}],
      ],
    ],
    [
      'text before the first marker',
      'x\n# %%\ny',
      [
        ['code', 'x', {}],
        ['code', 'y', {}],
      ],
    ],
    ['CRLF and BOM', '\uFEFF# %%\r\nx\r\ny\r\n', [['code', 'x\ny', {}]]],
    [
      'titles and metadata',
      '# %% A title tags=["a", "b"] n=1 word=foo\nx',
      [['code', 'x', { tags: ['a', 'b'], n: 1, word: 'foo', title: 'A title' }]],
    ],
    ['prose', '# %% [markdown]\n# # LeNet\n#\n# 층\n', [['markdown', '# LeNet\n\n층', {}]]],
    ['prose in quotes', '# %% [md]\n"""\n# LeNet\n"""\n', [['markdown', '# LeNet', {}]]],
    ['raw', '# %% [raw]\n# text', [['raw', 'text', {}]]],
    ['depth', '# %%% Sub\nx', [['code', 'x', { cell_depth: 1, title: 'Sub' }]]],
    [
      'magics',
      '# %%\n# %time f()\n# # %time g()\n#%time h()',
      [['code', '%time f()\n# %time g()\n#%time h()', {}]],
    ],
    ['cell magics', '# %%\n# %%time\nf()', [['code', '%%time\nf()', {}]]],
    [
      'a marker inside a string',
      "# %%\ns = '''\n# %%\n# %time\n'''",
      [['code', "s = '''\n# %%\n# %time\n'''", {}]],
    ],
    [
      'quotes in comments and strings',
      "# %%\n# it's\ns = \"'''\"\n# %%\ny",
      [
        ['code', "# it's\ns = \"'''\"", {}],
        ['code', 'y', {}],
      ],
    ],
  ]
  for (const [name, text, cells] of cases) {
    test(name, () => expect(parsePercent(text).cells.map(brief)).toEqual(cells))
  }

  test('outputs', () => {
    const [cell] = parsePercent('# %%\nf()\n#> a\n#>\n#> b\n#~ w\n#= 3\n#! ValueError: no\n').cells
    expect(cell).toMatchObject({
      source: 'f()',
      status: 'error',
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'a\n\nb\n' },
        { output_type: 'stream', name: 'stderr', text: 'w\n' },
        { output_type: 'execute_result', data: { 'text/plain': '3' } },
        { output_type: 'error', ename: 'ValueError', evalue: 'no' },
      ],
    })
  })
})

describe('writing', () => {
  const sources = [
    'x = 1',
    '%time f()',
    '# %time f()',
    '# # %time f()',
    '%%time\nf()',
    '# %% no marker\nx',
    '#> not an output',
    "s = '''\n# %%\n%time\n#> a\n'''",
    'if x:\n    %time f()\n',
    'y = x % z\n\n\nw',
    'x.shape?',
    '',
  ]
  for (const source of sources) {
    test(`gives back ${JSON.stringify(source)}`, () => {
      const text = formatPercent({ cells: [codeCell('cell-1', source)], metadata: {} }, { outputs: false })
      expect(parsePercent(text).cells.map(({ source }) => source)).toEqual([source.trimEnd()])
    })
  }

  const document = {
    metadata: { ishape: { seed: '18446744073709551615' } },
    cells: [
      proseCell('markdown', 'cell-1', '# LeNet\n\ntext', { title: 'Start' }),
      {
        ...codeCell('cell-2', 'x.shape', { tags: ['a'] }),
        outputs: [
          { output_type: 'stream' as const, name: 'stdout' as const, text: 'a\n' },
          {
            output_type: 'execute_result' as const,
            execution_count: 1,
            data: { 'text/plain': 'torch.Size([1])' },
            metadata: {},
          },
        ],
      },
    ],
  }
  const text = formatPercent(document, { outputs: true })

  test('the whole file', () => {
    expect(text).toBe(`# ---
# jupyter:
#   ishape:
#     seed: '18446744073709551615'
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     name: ishape
#     display_name: ishape (PyTorch)
#     language: python
# ---

# %% Start [markdown]
# # LeNet
#
# text

# %% tags=["a"]
x.shape
#> a
#= torch.Size([1])
`)
  })
  test('reads back, seed included', () => {
    const read = parsePercent(text)
    expect(read.metadata).toMatchObject({ ishape: { seed: '18446744073709551615' } })
    expect(read.cells.map(brief)).toEqual(document.cells.map(brief))
    expect(formatPercent(read, { outputs: true })).toBe(text)
  })
  test('a foreign header is kept', () => {
    const header =
      '# ---\n# jupyter:\n#   authors:\n#   - name: A\n#   kernelspec:\n#     name: python3\n# ---\n'
    const read = parsePercent(header + '\n# %%\nx\n')
    expect(formatPercent(read, { outputs: false })).toBe(header + '\n# %%\nx\n')
    const seeded = {
      ...read,
      metadata: { ...read.metadata, ishape: { ...(read.metadata.ishape as object), seed: '5' } },
    }
    const again = parsePercent(formatPercent(seeded, { outputs: false }))
    expect(again.metadata.ishape).toMatchObject({ seed: '5' })
    expect(formatPercent(again, { outputs: false })).toBe(formatPercent(seeded, { outputs: false }))
  })
})
