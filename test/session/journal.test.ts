/** The journal: what `kill -9` leaves behind can be recovered, what ended in good order is gone. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSession } from '../../src/session/files.js'
import { forget, Journal, lostSessions } from '../../src/session/journal.js'
import { recoverLost } from '../../src/session/recover.js'
import { temporaryFolder } from './home.js'

const root = temporaryFolder()
let serial = 0
const folder = () => {
  const path = join(root, String(++serial))
  mkdirSync(path)
  return path
}
const unexpected = (sentence: string) => expect.unreachable(sentence)

/** The id of a process that has ended. */
const deadPid = () => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))

const writeJournal = (path: string, pid: number, lines: object[], tail = '') => {
  const opening = {
    v: 1,
    session: 's',
    seed: null,
    pid,
    host: hostname(),
    started: '2026-01-01T00:00:00.000Z',
  }
  writeFileSync(
    join(path, `${pid}.jsonl`),
    [opening, ...lines].map((line) => JSON.stringify(line) + '\n').join('') + tail,
  )
}

test('nothing is written before the first cell; a good end removes the file', () => {
  const path = folder()
  const journal = new Journal(path, 's', unexpected)
  expect(readdirSync(path)).toEqual([])
  journal.submit('a', 'x = 1')
  expect(readdirSync(path)).toHaveLength(1)
  journal.close()
  expect(readdirSync(path)).toEqual([])
})

test('a living session is not lost', () => {
  const path = folder()
  const journal = new Journal(path, 's', unexpected)
  journal.submit('a', 'x = 1')
  expect(lostSessions(path)).toEqual([])
  journal.close()
})

test('a dead one is: its cells after edits, its seed, whatever the crash cut', () => {
  const path = folder()
  const lines = [
    { id: 'a', submit: 'x = 1' },
    { seed: '42' },
    { id: 'b', submit: 'y = 2' },
    { id: 'c', submit: 'z = 3' },
    { id: 'b', edit: 'y = 22' },
    { id: 'c', delete: true },
    { id: 'd', submit: 'print(\n' },
    { truncate: 2 },
    { id: 'e', submit: '# 끝' },
  ]
  writeJournal(path, deadPid(), lines, '{"id": "f", "sub')
  const [lost] = lostSessions(path)
  expect(lost.document.metadata).toEqual({ ishape: { seed: '42' } })
  expect(lost.document.cells.map(({ id, source }) => [id, source])).toEqual([
    ['a', 'x = 1'],
    ['b', 'y = 22'],
    ['e', '# 끝'],
  ])
  forget(lost)
  expect(lostSessions(path)).toEqual([])
})

test('every entry is in the file before submit returns, also when the process is killed', () => {
  const path = folder()
  const program = `
    const { Journal } = await import(${JSON.stringify(new URL('./journal-built.mjs', `file://${path}/`).href)})
    const journal = new Journal(${JSON.stringify(path)}, 's', console.error)
    journal.seed('7')
    for (let i = 0; i < 100; i++) journal.submit('c' + i, 'x = ' + i)
    process.kill(process.pid, 'SIGKILL')`
  execFileSync(
    'npx',
    [
      'esbuild',
      'src/session/journal.ts',
      '--bundle',
      '--platform=node',
      '--format=esm',
      `--outfile=${path}/journal-built.mjs`,
    ],
    { stdio: 'ignore' },
  )
  expect(() =>
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' }),
  ).toThrow()
  const [lost] = lostSessions(path)
  expect(lost.document.cells).toHaveLength(100)
  expect(lost.document.metadata).toEqual({ ishape: { seed: '7' } })
})

test('a lost session becomes a notebook that can be loaded', async () => {
  const path = folder()
  writeJournal(path, deadPid(), [{ id: 'a', submit: 'x = 1' }, { seed: '42' }])
  const [sentence] = await recoverLost(path, path)
  const file = /%load (.*)$/.exec(sentence)![1]
  expect(sentence).toBe(
    `A session of 1 cell (begun 2026-01-01 00:00 UTC) was cut off. It is kept: %load ${file}`,
  )
  const document = await readSession(file)
  expect(document.cells.map(({ source }) => source)).toEqual(['x = 1'])
  expect(document.metadata).toMatchObject({ ishape: { seed: '42' } })
  expect(await recoverLost(path, path)).toEqual([])
})
