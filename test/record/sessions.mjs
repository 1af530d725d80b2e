// Re-runs every session below sessions/ with the built command line and writes into it what its cells give: `npm run record-sessions`.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const files = readdirSync(`${root}sessions`, { recursive: true }).filter((name) => /\.(ipynb|py)$/.test(name))
let failed = 0
for (const name of files.sort()) {
  const args = [`${root}dist/cli.js`, 'replay', `${root}sessions/${name}`, '--record']
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) failed++
  process.stdout.write(`${status === 0 ? 'recorded' : 'FAILED  '}  ${name}\n`)
}
process.exitCode = failed ? 1 : 0
