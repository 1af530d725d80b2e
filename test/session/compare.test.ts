/** Shapes, values and text told apart: a table of outputs before and after. */
import { expect, test } from 'vitest'
import { codeCell, type Output } from '../../src/session/cell.js'
import { compareCells, type Part } from '../../src/session/compare.js'
import { formatReport } from '../../src/session/report.js'

const output = (part: Part, text: string): Output => {
  if (part === 'stdout' || part === 'stderr') return { output_type: 'stream', name: part, text }
  if (part === 'result')
    return { output_type: 'execute_result', execution_count: 1, data: { 'text/plain': text }, metadata: {} }
  const [ename, ...evalue] = text.split(': ')
  return { output_type: 'error', ename, evalue: evalue.join(': '), traceback: [text] }
}
const cellOf = (...outputs: [Part, string][]) => ({
  ...codeCell('a', 'f(x)'),
  outputs: outputs.map(([part, text]) => output(part, text)),
})

/** part, before, after, verdict. */
const rows: [Part, string, string, string][] = [
  ['result', 'torch.Size([1, 6, 30, 30])', 'torch.Size([1, 6, 30, 30])', 'same'],
  [
    'result',
    'torch.Size([1, 6, 30, 30])',
    'torch.Size([1, 6, 28, 28])',
    'shape: torch.Size([1, 6, 30, 30]) → torch.Size([1, 6, 28, 28])',
  ],
  ['result', 'torch.Size([1, 6])', 'torch.Size([6])', 'shape: torch.Size([1, 6]) → torch.Size([6])'],
  ['result', '(1, 6)', '(1, 7)', 'shape: (1, 6) → (1, 7)'],
  ['result', '[1, 6]', '[1, 7]', 'value: 6 → 7'],
  ['result', 'tensor([0.1234, 0.5678])', 'tensor([0.1234, 0.5679])', 'same'],
  ['result', 'tensor([0.1234, 0.5678])', 'tensor([0.1234, 0.5778])', 'value: 0.5678 → 0.5778'],
  ['result', 'tensor([ 0.1234, -0.5678])', 'tensor([0.2234, 0.5678])', 'value: 0.1234 → 0.2234 (and 1 more)'],
  ['result', 'tensor([[1, 2], [3, 4]])', 'tensor([1, 2, 3, 4])', 'shape: (2, 2) → (4,)'],
  ['result', 'tensor([1, 2])', 'tensor([1., 2.])', 'same'],
  ['result', 'tensor([1., 2.], grad_fn=<AddBackward0>)', 'tensor([1., 2.])', 'text: line 1'],
  ['result', 'tensor(0.5)', 'tensor(0.4)', 'value: 0.5 → 0.4'],
  ['result', 'tensor([nan, 1.])', 'tensor([nan, inf])', 'value: 1. → inf'],
  ['result', '<generator at 0x7f0011223344>', '<generator at 0x55aabbccddee>', 'same'],
  ['stdout', 'epoch 1 loss 0.5000\n', 'epoch 1 loss 0.4000\n', 'value: 0.5000 → 0.4000'],
  ['stdout', 'epoch 1\n', 'epoch 2\n', 'value: 1 → 2'],
  [
    'stdout',
    '12.3 ms ± 1 ms per loop (mean of 7 runs, 10 loops each)',
    '9 µs ± 44 ns per loop (mean of 7 runs, 1000 loops each)',
    'same',
  ],
  ['stdout', 'at 12:30:01.5 on 2026-01-02 10:00:00', 'at 02:31:01 on 2025-11-12 11:00', 'same'],
  ['stdout', 'a\nb\nc\n', 'a\nx\nc\n', 'text: line 2'],
  ['stderr', '\u001b[31mred\u001b[0m', 'red', 'same'],
  [
    'error',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x7 and 4x5)',
    'shape: 2x3 → 2x7',
  ],
  [
    'error',
    "RuntimeError: shape '[2, 4]' is invalid for input of size 6",
    "RuntimeError: shape '[2, 5]' is invalid for input of size 6",
    'shape: [2, 4] → [2, 5]',
  ],
  ['error', 'ValueError: a', 'TypeError: a', 'text: line 1'],
]

for (const [part, before, after, verdict] of rows) {
  test(`${part}: ${before.split('\n')[0]} | ${after.split('\n')[0]}`, () => {
    const found = compareCells(cellOf([part, before]), cellOf([part, after]))
    expect(found.map(({ kind, detail }) => `${kind}: ${detail}`).join('; ') || 'same').toBe(verdict)
  })
}

test('without tolerance the last digit counts', () => {
  const [before, after] = [cellOf(['result', 'tensor(0.5678)']), cellOf(['result', 'tensor(0.5679)'])]
  expect(compareCells(before, after, { rtol: 0 }).map(({ kind }) => kind)).toEqual(['value'])
})

test('trails are not compared; missing and further output is', () => {
  const trail: Output = {
    output_type: 'display_data',
    data: { 'text/plain': 'conv1' },
    metadata: { ishape: { kind: 'trail' } },
  }
  const plain = cellOf(['result', '1'])
  expect(compareCells({ ...plain, outputs: [...plain.outputs, trail] }, plain)).toEqual([])
  expect(compareCells(plain, cellOf()).map(({ detail }) => detail)).toEqual(['missing now'])
  expect(compareCells(cellOf(), cellOf(['error', 'E: x'])).map(({ part, detail }) => [part, detail])).toEqual(
    [['error', 'not in the recorded session']],
  )
})

test('a report', () => {
  const differing = [
    {
      cell: 3,
      id: 'a',
      source: 'y = conv1(x)\nprint(y)',
      differences: [
        ...compareCells(cellOf(['result', 'torch.Size([1, 2])']), cellOf(['result', 'torch.Size([1, 3])'])),
        ...compareCells(cellOf(['stdout', 'a\nb\nc\n']), cellOf(['stdout', 'a\nB\nc\n'])),
      ],
    },
  ]
  expect(formatReport({ version: 1, file: 's.ipynb', seed: '0', cells: 5, same: false, differing })).toBe(
    [
      'cell 3: y = conv1(x) …',
      '  shape  result: torch.Size([1, 2]) → torch.Size([1, 3])',
      '  text   stdout: line 2',
      '    - b',
      '    + B',
      '',
      's.ipynb: 5 cells replayed, 1 of them differs (1 in shape, 1 in text).',
      '',
    ].join('\n'),
  )
  expect(formatReport({ version: 1, file: 's.ipynb', seed: '0', cells: 1, same: true, differing: [] })).toBe(
    's.ipynb: 1 cell replayed, nothing differs.\n',
  )
})
