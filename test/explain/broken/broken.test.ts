/** A sample of the broken programs; `npm run fixes` tries all of them. */
import { expect, test } from 'vitest'
import { brokenPrograms, rankOf, SETS } from './broken.js'

/** Every so manieth. */
const STRIDE = 6

const sample = brokenPrograms('cases').filter((_, index) => index % STRIDE === 0)

test.for(sample)('$about', { timeout: 60_000 }, (broken) => {
  const { rank, diagnosis } = rankOf(broken)
  expect(diagnosis.failure).not.toBeNull()
  expect(rank, diagnosis.fixes.map(({ what }) => what).join('; ')).toBeGreaterThan(0)
})

test.for(SETS)('every case of %s names parts of its program', (set) => {
  expect(brokenPrograms(set).length).toBeGreaterThan(90)
})
