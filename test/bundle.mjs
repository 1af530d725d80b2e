/** Runs TypeScript outside vitest: bundled into dist, in which it lives only until the next build. */
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs `entry` (a path from the project's root) in the project's root; `import.meta.url` is that of the entry. */
export const runTypeScript = async (entry) => {
  const outfile = join(root, 'dist', `${basename(entry, '.ts')}.mjs`)
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    loader: { '.py': 'text' },
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, entry)).href) },
    logLevel: 'warning',
  })
  process.chdir(root)
  await import(pathToFileURL(outfile).href)
}
