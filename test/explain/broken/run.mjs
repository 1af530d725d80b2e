/** Bundles run.ts into dist and runs it. */
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const outfile = join(root, 'dist/fixes.mjs')
await build({
  absWorkingDir: root,
  entryPoints: ['test/explain/broken/run.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  loader: { '.py': 'text' },
  define: { 'import.meta.url': JSON.stringify(new URL('broken.ts', import.meta.url).href) },
  logLevel: 'warning',
})
await import(pathToFileURL(outfile).href)
