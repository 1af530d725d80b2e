/**
 * The build: esbuild bundles every entry into dist/, ES modules that share split chunks, flat. Does nothing when dist is newer than all
 * of its inputs, so that `prepare`, `prestart` and `pretest` can call it each time; `--force` builds anyway.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const dist = join(root, 'dist')
const stamp = join(dist, 'build.json')

/** Entry name in dist → source. An entry whose source is not there is left out. */
const entries = {
  cli: 'src/cli.ts',
  repl: 'src/repl/index.tsx',
  worker: 'src/worker/main.ts',
  jupyter: 'src/jupyter/index.ts',
  typescript: 'kernels/typescript/index.ts',
}

/** What is read at run time beside the code: folder or file in the sources → its place in dist. */
const data = {
  kernels: 'kernels',
  sessions: 'sessions',
  'src/session/nbformat.v4.5.schema.json': 'nbformat.v4.5.schema.json',
}

const inputs = ['src', 'kernels', 'sessions', 'build.mjs', 'package.json']
const newest = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
}

const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
if (!process.argv.includes('--force') && built > Math.max(...inputs.map((name) => newest(join(root, name)))))
  process.exit(0)

const { build } = await import('esbuild')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** React's devtools, and Ink's hook into them, are for Ink's authors: they would bring a web socket into the bundle. */
const withoutDevtools = {
  name: 'without-devtools',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^react-devtools-core$|\/devtools\.js$/ }, ({ path, importer }) =>
      path === 'react-devtools-core' || /[\\/]ink[\\/]/.test(importer) ? { path, namespace: 'empty' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default undefined' }))
  },
}

const started = Date.now()
// Built beside dist and swapped in at the end: whoever runs dist meanwhile never sees half of it.
const next = join(root, 'dist.next')
rmSync(next, { recursive: true, force: true })
const result = await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(join(root, source)))),
  outdir: next,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: '[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: process.argv.includes('--sourcemap'),
  jsx: 'automatic',
  metafile: true,
  logLevel: 'warning',
  external: ['typescript', 'ts-node', 'zeromq'],
  loader: { '.py': 'text' },
  plugins: [withoutDevtools],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.ISHAPE_VERSION': JSON.stringify(version) },
  // CommonJS dependencies call require, and ask for their own file.
  banner: { js: "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __fileURLToPath}from'node:url';const require=__createRequire(import.meta.url),__filename=__fileURLToPath(import.meta.url);" },
})

for (const [source, place] of Object.entries(data)) {
  const from = join(root, source)
  if (existsSync(from))
    cpSync(from, join(next, place), { recursive: true, filter: (path) => !/\.tsx?$/.test(path) && basename(path) !== '.DS_Store' })
}
writeFileSync(join(next, 'meta.json'), JSON.stringify(result.metafile))
mkdirSync(dist, { recursive: true })
rmSync(dist, { recursive: true, force: true })
const { renameSync } = await import('node:fs')
renameSync(next, dist)
writeFileSync(stamp, JSON.stringify({ version, milliseconds: Date.now() - started }) + '\n')
