/** Bundles features.ts into dist and runs it. */
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const outfile = join(root, 'dist/features.mjs')
await build({
  absWorkingDir: root,
  entryPoints: ['test/record/features.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  loader: { '.py': 'text' },
  logLevel: 'warning',
})
process.chdir(root)
await import(pathToFileURL(outfile).href)
