/**
 * The build: esbuild bundles every entry into dist/, ES modules that share split chunks, flat. What runs programs is one CommonJS bundle
 * instead, core.cjs, because V8 keeps compiled code only for scripts: the build runs a program and stores what V8 compiled (src/commands/cached.ts).
 * Does nothing when dist is newer than all of its inputs, so that `prepare`, `prestart` and `pretest` can call it each time; `--force`
 * builds anyway.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const dist = join(root, 'dist')
const stamp = join(dist, 'build.json')

/** Entry name in dist → source. An entry whose source is not there is left out. */
const entries = {
  cli: 'src/cli.ts',
  cached: 'src/commands/cached.ts',
  terminal: 'src/commands/repl.ts',
  repl: 'src/repl/index.tsx',
  jupyter: 'src/jupyter/index.ts',
  typescript: 'kernels/typescript/index.ts',
}

/** Entries of core.cjs, each an ES module in dist that loads the core: name → source and what the module says. */
const core = {
  program: { source: 'src/commands/program.ts', stub: 'export const { program } = await loadCore().core.program()' },
  fix: { source: 'src/commands/fix.ts', stub: 'export const { fix } = await loadCore().core.fix()' },
  lines: { source: 'src/commands/lines.ts', stub: 'export const { lines } = await loadCore().core.lines()' },
  worker: { source: 'src/worker/main.ts', stub: 'await loadCore().core.worker()' },
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

/**
 * The library modules that are written in the dialect are parsed now, each to a file that is read when the module is imported. Its first
 * line is a table of contents (kernels/torch/library-text.ts reads it).
 */
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['kernels/torch/library-text.ts'],
  bundle: true,
  write: false,
  format: 'esm',
})
const { prepare } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
const lib = join(root, 'kernels/torch/lib')
const prepared = new Map(
  readdirSync(lib, { recursive: true })
    .filter((name) => name.endsWith('.py'))
    .map((name) => [join(lib, name), prepare(readFileSync(join(lib, name), 'utf8'))]),
)
const parsedLibrary = {
  name: 'parsed-library',
  setup({ onLoad }) {
    onLoad({ filter: /\.py$/ }, ({ path }) => {
      const { text, layouts, statements, names } = prepared.get(path)
      const file = `library/${path.slice(lib.length + 1).replace('.py', '.txt')}`
      mkdirSync(dirname(join(next, file)), { recursive: true })
      writeFileSync(join(next, file), [JSON.stringify({ layouts, names }), ...statements, JSON.stringify(text)].join('\n'))
      return { contents: `import { readFileSync } from 'node:fs'\nexport default () => readFileSync(new URL('${file}', import.meta.url), 'utf8')` }
    })
  },
}

/** An import of one of `modules` (source without extension → file in dist) stays an import, of that file. */
const kept = (modules) => ({
  name: 'kept',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      const file = kind === 'entry-point' ? undefined : modules[join(resolveDir, path).slice(root.length).replace(/\.js$/, '')]
      return file === undefined ? undefined : { path: file, external: true }
    })
  },
})

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: process.argv.includes('--sourcemap'),
  jsx: 'automatic',
  metafile: true,
  logLevel: 'warning',
  external: ['typescript', 'ts-node', 'zeromq'],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.ISHAPE_VERSION': JSON.stringify(version) },
}
const [modules, bundle] = await Promise.all([
  build({
    ...options,
    entryPoints: Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(join(root, source)))),
    outdir: next,
    splitting: true,
    format: 'esm',
    chunkNames: '[name]-[hash]',
    plugins: [withoutDevtools, kept(Object.fromEntries(Object.entries(core).map(([name, { source }]) => [source.replace('.ts', ''), `./${name}.js`])))],
    // CommonJS dependencies call require, and ask for their own file.
    banner: { js: "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __fileURLToPath}from'node:url';const require=__createRequire(import.meta.url),__filename=__fileURLToPath(import.meta.url);" },
  }),
  build({
    ...options,
    stdin: {
      contents: Object.entries(core)
        .map(([name, { source }]) => `export const ${name} = () => import('./${source}')`)
        .join('\n'),
      resolveDir: root,
    },
    outfile: join(next, 'core.cjs'),
    format: 'cjs',
    plugins: [parsedLibrary, kept({ 'src/commands/repl': './terminal.js' })],
    define: { ...options.define, 'import.meta.url': '__url' },
    banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
  }),
])
// The core is read as Latin-1, which makes strings of one byte a letter; esbuild escapes other letters, except in regular expressions.
const [foreign] = /.{0,60}[^\x00-\x7f].{0,20}/.exec(readFileSync(join(next, 'core.cjs'), 'utf8')) ?? []
if (foreign !== undefined) throw new Error(`core.cjs must be ASCII; write \\u escapes in the regular expression: ${foreign}`)

for (const [name, { stub }] of Object.entries(core))
  writeFileSync(join(next, `${name}.js`), `import { loadCore } from './cached.js'\n${stub}\n`)

for (const [source, place] of Object.entries(data)) {
  const from = join(root, source)
  if (existsSync(from))
    cpSync(from, join(next, place), { recursive: true, filter: (path) => !/\.tsx?$/.test(path) && basename(path) !== '.DS_Store' })
}
writeFileSync(
  join(next, 'meta.json'),
  JSON.stringify({
    inputs: { ...modules.metafile.inputs, ...bundle.metafile.inputs },
    outputs: { ...modules.metafile.outputs, ...bundle.metafile.outputs },
  }),
)
mkdirSync(dist, { recursive: true })
rmSync(dist, { recursive: true, force: true })
const { renameSync } = await import('node:fs')
renameSync(next, dist)
// The file's name is part of what is compiled: the cache is made where the bundle will be.
const { status, stderr } = spawnSync(process.execPath, [join(root, 'build-cache.mjs')], { cwd: root })
if (status !== 0) process.stderr.write(`build: no code cache: ${stderr}`)
writeFileSync(stamp, JSON.stringify({ version, milliseconds: Date.now() - started }) + '\n')
