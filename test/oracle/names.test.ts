/**
 * usage-names.txt ranks the names that a thousand public files of PyTorch code use (name, files). Those that are not found stand in
 * usage-missing.txt, after their share of all uses: other people's packages, and attributes that only look like PyTorch's.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

test('the names that people use are found', () => {
  const cli = beside('../../dist/cli.js')
  const { stdout } = spawnSync(process.execPath, [cli, beside('names.py')], { encoding: 'utf8' })
  expect(stdout).toBe(readFileSync(beside('usage-missing.txt'), 'utf8'))
})
