/** Fixes that come by themselves: what the kernel publishes under an error, at once and later, and what `%fix` makes of it. */
import { expect, test } from 'vitest'
import type { Publication } from '../../src/protocol/messages.js'
import { FIXES_MIME } from '../../src/protocol/mime.js'
import { startKernel } from './client.js'

const BEGIN = 'import torch\nfrom torch import nn\nfc = nn.Linear(3, 4)\nx = torch.ones(2, 5)'
const MATMUL = 'mat1 and mat2 shapes cannot be multiplied (2x5 and 3x4)'

/** Waits for a proof in this thread, and a little for one that is not to come. */
const proved = async (published: Publication[], patience = 20_000): Promise<void> => {
  const end = Date.now() + patience
  while (updateIn(published) === undefined && Date.now() < end) await new Promise((go) => setTimeout(go, 20))
}

const updateIn = (published: Publication[]) => {
  const found = published.find((each) => each.type === 'update_display_data')
  return found?.type === 'update_display_data' ? found.content : undefined
}

/** A kernel after these cells, with what the last one has published. */
const after = async (...cells: string[]) => {
  const kernel = startKernel({}, [], { fixes: true })
  for (const cell of cells.slice(0, -1)) await kernel.run(cell)
  return { ...kernel, ...(await kernel.run(cells[cells.length - 1])) }
}

const typesOf = (published: Publication[]): string[] => published.map(({ type }) => type)
const inputs = (published: Publication[]) =>
  updateIn(published)?.data[FIXES_MIME]?.fixes.map(({ input }) => input)

test('the error at once, an empty display below it, and the fixes in its place', async () => {
  const { published, reply } = await after(BEGIN, 'y = fc(x)')
  expect(reply).toMatchObject({ status: 'error', evalue: MATMUL })
  expect(typesOf(published)).toEqual(['execute_input', 'error', 'display_data'])
  const place = published[2].content as Extract<Publication, { type: 'display_data' }>['content']
  expect(place).toEqual({
    data: { 'text/plain': '' },
    metadata: { ishape: { kind: 'fixes' } },
    transient: { display_id: expect.any(String) },
  })
  await proved(published)
  const { data, metadata, transient } = updateIn(published)!
  expect([metadata, transient]).toEqual([place.metadata, place.transient])
  const lines = data['text/plain']!.split('\n')
  expect([...lines.slice(0, 2), lines.at(-1)]).toEqual([
    '[1] fc takes 5 features  → (2, 4)',
    '    <In[1]>, line 3: fc = nn.Linear(5, 4)',
    '%fix 1 puts the first into a cell.',
  ])
  expect(data['text/html']).toContain('&lt;In[1]&gt;, line 3')
  expect(data[FIXES_MIME]?.fixes[0]).toEqual({
    lines: ['fc takes 5 features  → (2, 4)', '    <In[1]>, line 3: fc = nn.Linear(5, 4)'],
    input: `${BEGIN.replace('(3, 4)', '(5, 4)')}\ny = fc(x)`,
  })
})

test('what a fix puts into a cell gives back what has changed since', async () => {
  const net =
    'class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear(3, 4)\n\n    def forward(self, x):\n        return self.fc(x)'
  const { published } = await after(
    'import torch; from torch import nn',
    net,
    'net = Net()',
    'x = torch.ones(5, 2)',
    'x = x.T',
    'print(x.shape)',
    'x = net(x)',
  )
  await proved(published)
  expect(inputs(published)![0]).toBe(`${net.replace('(3, 4)', '(5, 4)')}\nnet = Net()\nx = net(x)`)
  // Transposing what is transposed already would not do.
  expect(inputs(published)).toContain('x = torch.ones(3, 2)\nx = x.T\nx = net(x)')
})

test('a cell that failed in its middle counts as far as it went', async () => {
  const { published } = await after(`${BEGIN}\n1/0\nfc = None`, 'y = fc(x)')
  await proved(published)
  expect(inputs(published)![0]).toBe(`${BEGIN.replace('(3, 4)', '(5, 4)')}\ny = fc(x)`)
})

test('a program that ran before the first cell (-i) is one of the cells', async () => {
  const { client, run } = startKernel({}, [], { fixes: true })
  await client.request('execute', { code: BEGIN, store_history: false })
  const { published } = await run('y = fc(x)')
  await proved(published)
  expect(inputs(published)![0]).toBe(`${BEGIN.replace('(3, 4)', '(5, 4)')}\ny = fc(x)`)
})

test('magics among the cells are left out', async () => {
  const { published } = await after(`%%time\n${BEGIN}`, '%trail full\nz = x\nz?', 'y = fc(z)')
  await proved(published)
  expect(inputs(published)![0]).toBe(`${BEGIN.replace('(3, 4)', '(5, 4)')}\nz = x\ny = fc(z)`)
  const timed = await after(BEGIN, '%%time\ny = fc(x)\ny.sum()')
  await proved(timed.published)
  expect(inputs(timed.published)![0]).toBe(`${BEGIN.replace('(3, 4)', '(5, 4)')}\ny = fc(x)\ny.sum()`)
})

test.each([
  ['no error of PyTorch', '{}["key"]'],
  ['no program', '%time fc(x)'],
  ['no Python', 'y = fc(x'],
])('nothing comes for %s', async (_, cell) => {
  const { published, reply } = await after(BEGIN, cell)
  expect(reply.status).toBe('error')
  expect(typesOf(published)).not.toContain('display_data')
})

test('a name that is not there: those that are', async () => {
  const { published } = await after('import torch\nimages = torch.ones(2, 5)', 'y = imges * 2')
  await proved(published)
  expect(inputs(published)![0]).toBe('y = images * 2')
})

test('the next cell ends the search; its own error begins another', async () => {
  const { run, published } = await after(BEGIN, 'y = fc(x)')
  const next = await run('y = fc(x.T)')
  await proved(next.published)
  await proved(published, 50)
  expect(typesOf(published)).toEqual(['execute_input', 'error', 'display_data'])
  expect(inputs(next.published)![0]).toMatch(/y = fc\(x\.T\)$|y = fc\(x\)$/)
})

test('%fix off and on: kept by the client, and nothing comes while it is off', async () => {
  const { run } = await after(BEGIN)
  const off = await run('%fix off')
  expect((off.reply as { payload: unknown }).payload).toEqual([
    { source: 'ishape_setting', name: 'fixes', value: 'off' },
  ])
  expect(typesOf((await run('y = fc(x)')).published)).toEqual(['execute_input', 'error'])
  expect((await run('%fix')).text).toContain('[1] fc takes 5 features  → (2, 4)\n')
  await run('%fix on')
  expect(typesOf((await run('y = fc(x)')).published)).toEqual(['execute_input', 'error', 'display_data'])
})

test('%fix N is what the key puts into the prompt; other words are refused', async () => {
  const { run, published } = await after(BEGIN, 'y = fc(x)')
  await proved(published)
  const { reply } = await run('%fix 1')
  expect((reply as { payload: unknown }).payload).toEqual([
    { source: 'set_next_input', text: inputs(published)![0], replace: false },
  ])
  expect((await run('%fix 9')).reply).toMatchObject({
    ename: 'UsageError',
    evalue: `fix 9: there are ${inputs(published)!.length} fixes; %fix lists them.`,
  })
  expect((await run('%fix often')).reply).toMatchObject({
    ename: 'UsageError',
    evalue: "%fix: expected a number, on or off, got 'often'",
  })
})

test('%fix answers as text and as HTML; traps too', async () => {
  const { run } = await after(BEGIN, '%fix off', 'y = fc(x)')
  const [shown] = (await run('%fix')).published.filter(({ type }) => type === 'display_data')
  const data = shown.type === 'display_data' ? shown.content.data : {}
  expect(data['text/plain']).toMatch(
    /^RuntimeError: mat1 .*\n {2}in <In\[\d\]>, line 1\n\n\[1\] fc takes 5 features/,
  )
  expect(data['text/html']).toMatch(/^<div [^>]*>RuntimeError: mat1 .*<\/div><div .*<ol .*%fix N puts/)
  await run('%trail short')
  const trapped = (
    await run('z = torch.randn(3, 4).view(4, 3)\nloss = nn.MSELoss()(torch.randn(5, 1), torch.randn(5))')
  ).published
    .filter(({ type }) => type === 'display_data')
    .map((each) => (each.type === 'display_data' ? each.content.data : {}))
    .find((each) => String(each['text/plain']).startsWith('⚠'))
  expect(trapped?.['text/html']).toContain('<b style="color:#d97706">⚠ line 2</b> ')
})

test('completion knows the words of %fix', async () => {
  const { client } = startKernel()
  const reply = await client.request('complete', { code: '%fix o', cursor_pos: 6 })
  expect(reply).toMatchObject({ matches: ['on', 'off'] })
})
