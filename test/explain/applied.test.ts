/** Broken programs typed cell by cell: what the first fix puts into a cell runs in the session that failed. */
import { expect, test } from 'vitest'
import { FIXES_MIME } from '../../src/protocol/mime.js'
import { parseModule } from '../../src/python/parse/parser.js'
import { startKernel } from '../kernel/client.js'
import { brokenPrograms } from './broken/broken.js'

/** One program of so many. */
const EVERY = 10

/** A cell for each statement. */
const cellsOf = (text: string): string[] => {
  const lines = text.split('\n')
  const ends = [0, ...parseModule(text, '').body.map(({ endLine }) => endLine)]
  return ends.slice(1).map((end, index) => lines.slice(ends[index], end).join('\n').trim())
}

const sample = brokenPrograms('cases').filter((_, index) => index % EVERY === 0)

test.each(sample)('$place: $about', { timeout: 60_000 }, async ({ text }) => {
  const { run } = startKernel({}, [], { fixes: true })
  let last = await run('pass')
  for (const cell of cellsOf(text)) if (last.reply.status === 'ok') last = await run(cell)
  expect(last.reply.status).toBe('error')
  const { published } = last
  const update = () => published.find((each) => each.type === 'update_display_data')
  while (update() === undefined) await new Promise((go) => setTimeout(go, 20))
  const found = update()
  const fixes = found?.type === 'update_display_data' ? found.content.data[FIXES_MIME]!.fixes : []
  expect((await run(fixes[0].input)).reply).toMatchObject({ status: 'ok' })
})
