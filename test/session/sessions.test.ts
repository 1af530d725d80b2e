/** Everything below sessions/: each runs as it was recorded, and each lesson goes from its first step to its last. Uses the built worker. */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { happenedIn, LessonGuide, type LessonTurn, passes, type RanCell } from '../../src/learn/engine.js'
import { readLesson } from '../../src/learn/lesson.js'
import type { ExecuteReply, Publication } from '../../src/protocol/messages.js'
import { type SessionDocument, seedOf } from '../../src/session/cell.js'
import { compareReplay } from '../../src/session/compare.js'
import { readSession } from '../../src/session/files.js'
import { replay } from '../../src/session/replay.js'
import { formatReport } from '../../src/session/report.js'
import { WorkerClient } from '../../src/worker/client.js'

const root = fileURLToPath(new URL('../../sessions/', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(ipynb|py)$/.test(name),
)

const startClient = (document: SessionDocument, trail: boolean) =>
  new WorkerClient(
    {
      language: 'torch',
      seed: seedOf(document.metadata),
      trail,
      argv: [''],
      cwd: root,
      path: [''],
      allowRead: [],
      allowWrite: [],
      sessions: false,
    },
    new URL('../../dist/worker.js', import.meta.url),
  )

describe.each(files)('%s', (file) => {
  test('gives what was recorded', async () => {
    const document = await readSession(join(root, file))
    const client = startClient(document, false)
    const results = await replay(document, client, { keepGoing: true })
    await client.shutdown()
    const differing = compareReplay(results)
    const report = {
      version: 1 as const,
      file,
      seed: null,
      cells: results.length,
      same: differing.length === 0,
      differing,
    }
    expect(formatReport(report)).toBe(`${file}: ${results.length} cells replayed, nothing differs.\n`)
    expect(results.filter(({ failed }) => failed)).toEqual([])
  })
})

describe.each(files.filter((file) => file.startsWith('tutorials')))('lesson %s', (file) => {
  test('goes from the first step to the last; its solutions meet its checks', async () => {
    const document = await readSession(join(root, file))
    const lesson = readLesson(document, basename(join(file, '..')), basename(file, '.ipynb'))
    const client = startClient(document, true)
    const run = async (source: string): Promise<RanCell> => {
      const publications: Publication[] = []
      const reply = await client.request(
        'execute',
        { code: source },
        { publish: (each) => void publications.push(each) },
      )
      return { source, reply: reply as ExecuteReply, publications }
    }
    const guide = new LessonGuide(lesson)
    let turn: LessonTurn | undefined = guide.start()
    for (const step of lesson.steps) {
      const waiting: LessonTurn | undefined = turn
      if (step.kind === 'predict') expect(waiting?.ask).toBeDefined()
      if (step.kind === 'run') expect(waiting?.draft).toBe(step.source)
      if (step.kind === 'predict') expect(guide.answer('(1, 2, 3)')).toEqual({ run: step.source })
      const cell = await run(step.source)
      if (step.kind === 'predict') expect(happenedIn(cell), step.source).toBeDefined()
      if (step.kind === 'type') expect(passes(step.check, cell), step.source).toBe(true)
      turn = guide.ran(cell)
    }
    expect(turn?.done).toBe(true)
    await client.shutdown()
  })
})
