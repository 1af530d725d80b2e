/** Whole programs under the command line: each `test/programs/NAME.py` must print `NAME.out`, which real PyTorch or CPython wrote. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../programs/', import.meta.url))
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

describe.each(readdirSync(folder).filter((name) => name.endsWith('.py')))('%s', (name) => {
  test('prints what was recorded', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [cli, folder + name], { encoding: 'utf8' })
    expect({ stdout, stderr, status }).toEqual({
      stdout: readFileSync(folder + name.replace(/\.py$/, '.out'), 'utf8'),
      stderr: '',
      status: 0,
    })
  })
})
