/** What notebooks and programs get beside the text: HTML that folds, JSON with places and reasons; floods are cut. */
import { expect, test } from 'vitest'
import type { Publication } from '../../src/protocol/messages.js'
import { DERIVATION_MIME, type MimeBundle } from '../../src/protocol/mime.js'
import { startKernel } from '../kernel/client.js'

const displays = (published: readonly Publication[]): { data: MimeBundle; metadata: unknown }[] =>
  published.flatMap((each) => (each.type === 'display_data' ? [each.content] : []))

/** What the last cell displays, after the others. */
const shownBy = async (...cells: string[]) => {
  const { run } = startKernel()
  let shown: ReturnType<typeof displays> = []
  for (const cell of ['%trail short', 'import torch, torch.nn as nn', ...cells])
    shown = displays((await run(cell)).published)
  return shown
}

test('the trail is one display with text, HTML and derivation', async () => {
  const [{ data, metadata }, ...rest] = await shownBy('nn.Conv2d(1, 6, 3)(torch.randn(1, 1, 32, 32));')
  expect(rest).toEqual([])
  expect(metadata).toEqual({ ishape: { kind: 'trail' } })
  expect(data).toEqual({
    'text/plain':
      'Conv2d  Conv2d  (1, 1, 32, 32) → (1, 6, 30, 30)\n        H, W = ⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 30',
    'text/html':
      '<div style="font-family:monospace;white-space:pre-wrap;line-height:1.5"><div><b>Conv2d</b> <span style="opacity:.65">Conv2d</span>  (1, 1, 32, 32) → (1, 6, 30, 30)<div style="margin-left:1.5em;opacity:.75">H, W = ⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 30</div></div></div>',
    [DERIVATION_MIME]: {
      version: 1,
      kind: 'trail',
      rows: [
        {
          name: 'Conv2d',
          op: 'Conv2d',
          inputs: [[1, 1, 32, 32]],
          outputs: [[1, 6, 30, 30]],
          dims: [
            { names: ['N'], size: 1, text: 'kept' },
            { names: ['C'], size: 6, text: 'Conv2d.out_channels' },
            {
              names: ['H', 'W'],
              size: 30,
              formula: '⌊(L + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1',
              text: '⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 30',
            },
          ],
          location: { file: '<In[3]>', line: 1, col: 0, endLine: 1, endCol: 45 },
        },
      ],
    },
  })
})

test('nested modules fold in HTML', async () => {
  const [{ data }] = await shownBy(
    'net = nn.Sequential(nn.Flatten(), nn.Linear(6, 2))',
    'y = net(torch.randn(4, 2, 3))',
  )
  expect(data['text/html']).toBe(
    '<div style="font-family:monospace;white-space:pre-wrap;line-height:1.5"><details open><summary><b>net</b> <span style="opacity:.65">Sequential</span>  (4, 2, 3) → (4, 2)</summary><div style="margin-left:1.5em"><div><b>net[0]</b> <span style="opacity:.65">Flatten</span>  (4, 2, 3) → (4, 6)<div style="margin-left:1.5em;opacity:.75">dim 1 = 2·3 = 6</div></div><div><b>net[1]</b> <span style="opacity:.65">Linear</span>  (4, 6) → (4, 2)</div></div></details></div>',
  )
})

test('under an error the source with the shapes of its operands, and where they come from', async () => {
  const [, { data, metadata }] = await shownBy(
    'fc, x = nn.Linear(4, 2), torch.randn(3, 5)',
    'if x.dim() == 2:\n    y = fc(x) < 1',
  )
  expect(metadata).toEqual({ ishape: { kind: 'failure' } })
  expect(data['text/plain']).toBe(
    [
      'fc (Linear)  In[4] line 2',
      '  y = fc(x) < 1',
      '      ┬─ ┬',
      '      │  └ (3, 5)  from torch.randn, In[3] line 1',
      '      └ weight (2, 4)  fc.out_features = 2, in_features = 4',
      '  A product of (3, 5) and (4, 2): each of the 3 rows has 5 numbers, and the layer (or the second factor) takes 4.',
      '  %fix lists edits that mend it, each proved by running it again',
    ].join('\n'),
  )
  const part = (text: string, shape: string, colour: string) =>
    `<span style="display:inline-flex;flex-direction:column;vertical-align:top"><span style="border-bottom:2px solid ${colour}">${text}</span><small>${shape}</small></span>`
  const row = (colour: string, name: string, shape: string, from: string) =>
    `<tr><td style="text-align:left;padding:0 .6em;border-left:4px solid ${colour}">${name}</td><td style="text-align:left;padding:0 .6em">${shape}</td><td style="text-align:left;padding:0 .6em">${from}</td></tr>`
  expect(data['text/html']).toBe(
    [
      '<div style="font-family:monospace;white-space:pre-wrap;line-height:1.5">',
      '<div><b>fc</b> <span style="opacity:.65">Linear</span>  In[4] line 2</div>',
      `<div style="margin:.3em 0 .3em 1.5em"><div>y = ${part('fc', '(2, 4)', '#d1495b')}(${part('x', '(3, 5)', '#2e86ab')}) &lt; 1</div></div>`,
      '<table style="margin:.3em 0 .3em 1.5em;border-collapse:collapse"><tbody>',
      row('#d1495b', 'weight', '(2, 4)', 'fc.out_features = 2, in_features = 4'),
      row('#2e86ab', 'input', '(3, 5)', 'from torch.randn, In[3] line 1'),
      '</tbody></table>',
      '<div>A product of (3, 5) and (4, 2): each of the 3 rows has 5 numbers, and the layer (or the second factor) takes 4.</div>',
      '<div style="opacity:.65">%fix lists edits that mend it, each proved by running it again</div></div>',
    ].join(''),
  )
})

test('what changes no shape leaves no trail', async () => {
  expect(await shownBy('x = torch.randn(3); y = torch.relu(x) + 1', 'print(y.shape)')).toEqual([])
})

test('recording stops after 10,000 calls, and says so', async () => {
  const [{ data }] = await shownBy('x = torch.zeros(2, 3)\nfor i in range(5_002): x = x.T.view(3, 2).T')
  expect(data['text/plain']).toBe(
    [
      'T  (2, 3) → (3, 2)  × 3333',
      'T  (3, 2) → (2, 3)  × 3333',
      'recording stopped after 10,000 calls; 5,007 more ran',
    ].join('\n'),
  )
})

test('a chain that was cut says so', async () => {
  const [{ data }] = await shownBy(
    'x = torch.zeros(2, 3)\nfor i in range(5_002): x = x.T.view(3, 2).T',
    '%why x.shape[0]',
  )
  expect(data['text/plain']).toBe('2   input dim 0   cut here: a chain keeps 10,000 steps')
})

/** HTML as notebooks get it, a tag's worth of style less. */
const unstyled = (html: string | undefined): string => html!.replace(/ style="[^"]*"/g, '')

test('the chain behind a size opens and closes in HTML', async () => {
  const [{ data, metadata }] = await shownBy(
    'conv, x = nn.Conv2d(1, 6, 3), torch.randn(1, 1, 32, 32)',
    'y = nn.MaxPool2d(2)(conv(x)).flatten(1)\n%why y',
  )
  expect(metadata).toEqual({ ishape: { kind: 'why' } })
  expect(unstyled(data['text/html'])).toBe(
    [
      '<div>',
      '<div><div><b>dim 0</b></div><div><div><b>1</b>   x dim 0   <span>torch.randn(1, 1, 32, 32)   In[3] line 1</span></div></div></div>',
      '<div><div><b>dim 1</b></div><div><div><b>1350</b> = 6·15·15   <span>flatten   In[4] line 1</span></div>',
      '<div><div><b>6</b>   conv.out_channels   <span>nn.Conv2d(1, 6, 3)   In[3] line 1</span></div></div>',
      '<div><details open><summary><b>15</b> = ⌊(30 − 2)/2⌋ + 1   <span>MaxPool2d   In[4] line 1</span></summary>',
      '<div><div><b>30</b> = 32 − 2             <span>conv   In[4] line 1</span></div>',
      '<div><b>32</b>   x dims 2, 3        <span>torch.randn(1, 1, 32, 32)   In[3] line 1</span></div></div></details></div>',
      '</div></div></div>',
    ].join(''),
  )
})

test('the middle of a long chain is folded in HTML', async () => {
  const [{ data }] = await shownBy(
    'x = torch.randn(1, 1, 40)\nfor _ in range(12): x = nn.functional.max_pool1d(x, 3, 1)',
    '%why x.shape[2]',
  )
  const rows = (html: string): string[] => [...html.matchAll(/<b>(\d+)<\/b>/g)].map(([, size]) => size)
  const html = unstyled(data['text/html'])
  const folded = /<details><summary><span>… (\d+) more<\/span><\/summary>(.*)<\/details>/.exec(html)!
  expect(rows(html)).toEqual(['16', '18', '20', '22', '24', '26', '28', '30', '32', '34', '36', '38', '40'])
  expect([folded[1], rows(folded[2])]).toEqual(['5', ['26', '28', '30', '32', '34']])
})

test('each dim opens on its chain in HTML', async () => {
  const [{ data, metadata }] = await shownBy('conv = nn.Conv2d(1, 6, 3)', '%explain conv (1, 1, 8, 8)')
  expect(metadata).toEqual({ ishape: { kind: 'shape' } })
  expect(unstyled(data['text/html'])).toBe(
    [
      '<div><div><div><b>conv on (1, 1, 8, 8)</b>  (1, 6, 6, 6) <span>float32</span></div>',
      '<div><span>Conv2d(1, 6, kernel_size=(3, 3), stride=(1, 1))</span></div>',
      '<div><div><span>N</span><span><b>1</b></span>input dim 0</div>',
      '<div><span>C</span><span><b>6</b></span>conv.out_channels</div>',
      '<details><summary><span>H, W</span><span><b>6</b></span>⌊(8 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = ⌊5⌋ + 1 = 6</summary>',
      '<div><div><b>6</b> = 8 − 2         <span>conv</span></div><div><b>8</b>   input dim 2   <span>made outside of the code</span></div></div></details></div>',
      '<div><span><span>edge</span></span>everything is read</div><div><span><span>parameters</span></span>6·1·3·3 + 6 = 60  (exact)</div>',
      '<div><span><span>multiply-adds</span></span>1·6·6·6 · 1·3·3 = 1,944  (exact)</div><div><span><span>receptive field</span></span>3×3, jump 1</div></div></div>',
    ].join(''),
  )
})

test('what an error message means, as HTML', async () => {
  const [{ data }] = await shownBy('%explain "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)"')
  expect(unstyled(data['text/html'])).toMatch(
    /^<div><div><b>mat1 and mat2 shapes cannot be multiplied \(2x3 and 4x5\)<\/b><\/div><div>A product of [^<]+<\/div><ul>(<li>[^<]+<\/li>)+<\/ul><\/div>$/,
  )
})
