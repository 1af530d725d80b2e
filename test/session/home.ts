/** A folder of its own for one test file, removed after it: what `ISHAPE_HOME` is for. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ishape-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
