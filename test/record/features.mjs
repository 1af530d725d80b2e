/** Runs features.ts, and puts what it wrote as TypeScript into the house's format. */
import { spawnSync } from 'node:child_process'
import { runTypeScript } from '../bundle.mjs'

await runTypeScript('test/record/features.ts')
spawnSync('npx', ['biome', 'check', '--write', 'kernels/torch/trust.ts'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
