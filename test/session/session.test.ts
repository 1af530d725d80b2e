/** A session over a real kernel: saving, loading, going back, recovering, replaying. */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { KernelSettings } from '../../src/protocol/client.js'
import { type CodeCell, codeCell, seedOf } from '../../src/session/cell.js'
import { compareReplay } from '../../src/session/compare.js'
import { readSession } from '../../src/session/files.js'
import { History } from '../../src/session/history.js'
import { Journal } from '../../src/session/journal.js'
import { replay } from '../../src/session/replay.js'
import { Session } from '../../src/session/session.js'
import { WorkerClient } from '../../src/worker/client.js'
import { startKernel } from '../kernel/client.js'
import { temporaryFolder } from './home.js'

const root = temporaryFolder()
let serial = 0
const unexpected = (sentence: string) => expect.unreachable(sentence)

const open = (
  input: string[] = [],
  confirm?: (question: string) => Promise<boolean>,
  more: Partial<KernelSettings> = {},
) => {
  const folder = join(root, String(++serial))
  mkdirSync(join(folder, 'journal'), { recursive: true })
  const { client } = startKernel({}, input, more)
  client.settings = { ...client.settings, cwd: folder }
  const journal = new Journal(join(folder, 'journal'), 's', unexpected)
  const history = new History(folder, 's', unexpected)
  return { folder, history, client, session: new Session({ client, journal, history, confirm }) }
}
const results = (session: Session) =>
  session.store.state.cells.map((cell) => [
    cell.source,
    (cell as CodeCell).count,
    (cell as CodeCell).outputs.map((output) =>
      'data' in output ? output.data['text/plain'] : 'text' in output ? output.text : output.ename,
    ),
  ])

test('cells run, are kept with their outputs, and stand in history and journal', async () => {
  const { session, history, folder } = open()
  await session.execute('x = 1 + 2\nx')
  await session.execute('print(x); 1/0')
  expect(results(session)).toEqual([
    ['x = 1 + 2\nx', 1, ['3']],
    ['print(x); 1/0', 2, ['3\n', 'ZeroDivisionError']],
  ])
  expect(history.entries()).toEqual(['x = 1 + 2\nx', 'print(x); 1/0'])
  expect(seedOf(session.store.state.metadata)).toBe('0')
  expect(readdirSync(join(folder, 'journal'))).toHaveLength(1)
  session.close()
  expect(readdirSync(join(folder, 'journal'))).toHaveLength(0)
})

test('saved, read again, replayed: nothing differs', async () => {
  const { session, folder } = open()
  await session.execute('import random\nx = [i * 0.5 for i in range(3)]\nx')
  await session.execute('print(sum(x))')
  await session.execute('y')
  expect(await session.save('s')).toBe('s.ipynb')
  expect(await session.save('s.py', [[1, 2]])).toBe('s.py')
  const document = await readSession(join(folder, 's.ipynb'))
  expect(document.cells).toHaveLength(3)
  expect((await readSession(join(folder, 's.py'))).cells.map(({ source }) => source)).toEqual([
    'import random\nx = [i * 0.5 for i in range(3)]\nx',
    'print(sum(x))',
  ])
  const replayed = await replay(document, startKernel().client)
  expect(replayed.map(({ failed }) => failed)).toEqual([false, false, false])
  expect(compareReplay(replayed)).toEqual([])
})

test('a changed cell shows as a difference; an unexpected error ends a replay', async () => {
  const recorded: CodeCell = {
    ...codeCell('a', '(1, 2)'),
    outputs: [
      { output_type: 'execute_result', execution_count: 1, data: { 'text/plain': '(1, 3)' }, metadata: {} },
    ],
  }
  const document = { cells: [recorded, codeCell('b', '1/0'), codeCell('c', '3')], metadata: {} }
  const replayed = await replay(document, startKernel().client)
  expect(replayed.map(({ failed }) => failed)).toEqual([false, true])
  expect(compareReplay(replayed)[0].differences.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['shape', '(1, 3) → (1, 2)'],
  ])
})

test('loading goes on after the last cell', async () => {
  const first = open()
  await first.session.execute('x = 5')
  await first.session.execute('x')
  await first.session.save('s')
  const { session } = open()
  await session.execute('forgotten = 1')
  const began: string[] = []
  await session.load(join(first.folder, 's.ipynb'), { cell: (_, source) => began.push(source) })
  await session.execute('x + 1')
  expect(began).toEqual(['x = 5', 'x'])
  expect(results(session)).toEqual([
    ['x = 5', 1, []],
    ['x', 2, ['5']],
    ['x + 1', 3, ['6']],
  ])
})

test('a file that can’t be loaded changes nothing', async () => {
  const { session } = open()
  await session.execute('x = 1')
  await expect(session.load('none.ipynb')).rejects.toThrow('No such file or directory')
  await session.execute('x')
  expect(results(session).at(-1)).toEqual(['x', 2, ['1']])
})

test('going back replays what came before', async () => {
  const { session } = open()
  for (const code of ['x = 1', 'x += 1', 'x += 10']) await session.execute(code)
  await session.undo(1)
  await session.execute('x')
  expect(results(session)).toEqual([
    ['x = 1', 1, []],
    ['x += 1', 2, []],
    ['x', 3, ['2']],
  ])
})

test('what was typed into input() is kept with the cell and given again', async () => {
  const worker = () =>
    new WorkerClient(
      { ...startKernel().client.settings, cwd: root },
      new URL('../../dist/worker.js', import.meta.url),
    )
  const [first, second] = [worker(), worker()]
  const journal = new Journal(undefined, 's', unexpected)
  const session = new Session({ client: first, journal, history: new History(undefined, 's', unexpected) })
  await session.execute('input("name? ")', { input: async () => '이름' })
  const replayed = await replay(session.document(), second)
  expect(replayed[0].replayed.outputs).toMatchObject([{ data: { 'text/plain': "'이름'" } }])
  expect(compareReplay(replayed)).toEqual([])
  await Promise.all([first.shutdown(), second.shutdown()])
})

test('fixes come into the cell that failed; what never came is not saved, and no explanation is compared', async () => {
  const { session, folder } = open([], undefined, { fixes: true, trail: true })
  await session.execute('import torch\nfc = torch.nn.Linear(3, 4)')
  await session.execute('fc(torch.ones(1, 5))')
  await session.execute('fc(torch.ones(2, 5))')
  const fixes = (cell: number) => {
    const output = (session.store.state.cells[cell] as CodeCell).outputs.at(-1)
    return output?.output_type === 'display_data' ? output.data['text/plain']! : ''
  }
  for (const end = Date.now() + 20_000; fixes(2) === '' && Date.now() < end; )
    await new Promise((go) => setTimeout(go, 20))
  expect([fixes(1), fixes(2).split('\n')[0]]).toEqual(['', '[1] fc takes 5 features  → (2, 4)'])
  await session.save('s')
  const document = await readSession(join(folder, 's.ipynb'))
  expect(document.cells.map((cell) => (cell as CodeCell).outputs.length)).toEqual([0, 3, 4])
  const { client } = startKernel()
  expect(compareReplay(await replay(document, client))).toEqual([])
})

test('magics of the session: %save asks before it replaces, %undo goes back', async () => {
  const questions: string[] = []
  const { session } = open([], async (question) => {
    questions.push(question)
    return false
  })
  await session.execute('x = 1')
  await session.execute('x = 2')
  await session.execute('%undo')
  await session.execute('x')
  expect(results(session).at(-1)).toEqual(['x', 2, ['1']])
})
