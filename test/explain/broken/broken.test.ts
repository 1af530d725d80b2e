/** A sample of the broken programs; `npm run fixes` tries all of them. */
import { expect, test } from 'vitest'
import { brokenPrograms, failureOf, rankOf, SETS } from './broken.js'

/** Every so manieth. */
const STRIDE = 6

const sample = brokenPrograms('cases').filter((_, index) => index % STRIDE === 0)

test.for(sample)('$about', { timeout: 60_000 }, (broken) => {
  const { same, diagnosis } = rankOf(broken)
  expect(diagnosis.failure).not.toBeNull()
  expect(same, diagnosis.fixes.map(({ what }) => what).join('; ')).toBeGreaterThan(0)
  // What is offered runs: from its text, in an interpreter of its own, with its data.
  const failures = diagnosis.fixes.map((fix) => ({ what: fix.what, failure: failureOf(broken, fix) }))
  expect(failures).toEqual(diagnosis.fixes.map(({ what }) => ({ what, failure: null })))
})

test.for(SETS)('every case of %s names parts of its program', (set) => {
  expect(brokenPrograms(set).length).toBeGreaterThan(90)
})
