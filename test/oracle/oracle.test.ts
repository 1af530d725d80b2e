/**
 * The ratchet: `failing/<file>.txt` lists exactly the ids that fail. A case that passes may never fail again, and one that has begun to
 * pass leaves the list: `npm run conformance -- --write`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type Case, check } from './cases.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const here = join(root, 'test/oracle')
const files = readdirSync(here).filter((name) => name.endsWith('.jsonl'))
const casesOf = (file: string): Case[] =>
  readFileSync(join(here, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)

describe('cases', () => {
  test.each(files)('%s', { timeout: 300_000 }, (file) => {
    const listed = readFileSync(join(here, 'failing', file.replace('.jsonl', '.txt')), 'utf8')
    const failing = casesOf(file).filter((each) => check(each) !== null)
    expect(
      failing
        .map(({ id }) => id)
        .sort()
        .join('\n'),
    ).toBe(listed.trimEnd())
  })
})

test('no id of a case stands in the sources', () => {
  const text = ['src', 'kernels']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(root, folder, name),
      ),
    )
    .filter((path) => /\.(tsx?|py)$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const ids = new Set(files.flatMap(casesOf).map(({ id }) => id))
  expect([...text.matchAll(/[\w./]+\/\d{4}\b/g)].filter(([found]) => ids.has(found))).toEqual([])
})
