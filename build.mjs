/**
 * The build: esbuild bundles every entry into dist/, flat. The terminal's side is ES modules that share split chunks (`*.mjs`). What runs
 * programs, the core, is scripts instead (`*.cjs`), split likewise, because V8 keeps compiled code only for scripts: the build runs a program
 * and stores what V8 compiled (`*.cache`; src/commands/scripts.ts loads both). What Node starts is plain CommonJS (`*.js`).
 * Does nothing when dist is newer than all of its inputs, so that `prepare`, `prestart` and `pretest` can call it each time; `--force`
 * builds anyway.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const dist = join(root, 'dist')
const stamp = join(dist, 'build.json')

/** ES modules: name in dist → source. An entry whose source is not there is left out. */
const entries = {
  interactive: 'src/commands/interactive.ts',
  terminal: 'src/commands/repl.ts',
  replay: 'src/commands/replay.ts',
  kernel: 'src/commands/kernel.ts',
  why: 'src/commands/why.ts',
  learn: 'src/commands/learn.ts',
  repl: 'src/repl/index.tsx',
  jupyter: 'src/jupyter/index.ts',
  typescript: 'kernels/typescript/index.ts',
}

/** The core: what runs programs, in scripts with V8's compiled code beside them. Name in dist → source. */
const core = {
  program: 'src/commands/program.ts',
  fix: 'src/commands/fix.ts',
  diff: 'src/commands/diff.ts',
  lines: 'src/commands/lines.ts',
  worker: 'src/worker/main.ts',
  prover: 'src/worker/prover.ts',
  models: 'late models',
  operators: 'late operators',
  ishape: 'late ishape',
  trail: 'late trail',
}

/** What Node starts: plain CommonJS, which takes a tenth less of Node's start than a module, and loads the above on need. */
const starts = {
  cli: 'src/cli.ts',
  worker: 'src/worker/main.ts',
  prover: 'src/worker/prover.ts',
  scripts: 'src/commands/scripts.ts',
}

/** What is read at run time beside the code: folder or file in the sources → its place in dist. */
const data = {
  kernels: 'kernels',
  sessions: 'sessions',
  'src/session/nbformat.v4.5.schema.json': 'nbformat.v4.5.schema.json',
}

const inputs = ['src', 'kernels', 'sessions', 'build.mjs', 'build-cache.mjs', 'package.json']
const newest = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
}

const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
if (!process.argv.includes('--force') && built > Math.max(...inputs.map((name) => newest(join(root, name)))))
  process.exit(0)

const { build, transform } = await import('esbuild')
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

/** An address from which sources can be imported into the build. */
const bundled = async (sources) => {
  const { outputFiles } = await build({ absWorkingDir: root, bundle: true, write: false, format: 'esm', ...sources })
  return `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
}

/**
 * The library modules that are written in the dialect are parsed now, each to a file that is read when one of its definitions is needed;
 * the names of these are in the script (kernels/torch/library-text.ts).
 */
const { prepare } = await import(await bundled({ entryPoints: ['kernels/torch/library-text.ts'] }))
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
      const { contents, file } = prepared.get(path)
      const place = `library/${path.slice(lib.length + 1).replace('.py', '.txt')}`
      mkdirSync(dirname(join(next, place)), { recursive: true })
      writeFileSync(join(next, place), file)
      const read = `() => require('node:fs').readFileSync(__dirname + '/${place}', 'utf8')`
      return { contents: `export default { contents: ${JSON.stringify(contents)}, read: ${read} }` }
    })
  },
}

/**
 * What few programs ask for is a script of its own. Operators that the core does not use itself are declared when a program asks for one of
 * their names: in place of `ops/index.ts`, which loads every family, come the lists of those names (`operators`): those that models are made
 * of, and all others. `import ishape` brings all that explains and draws; `--trail` brings what it needs of that.
 */
const onNeed = (operators) => ({
  name: 'on-need',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/ops\/index\.js$/ }, () => ({ path: 'operators', namespace: 'late' }))
    onResolve({ filter: /^\.\/(models|operators|ishape|trail)\.cjs$/ }, ({ path }) => ({ path, external: true }))
    onLoad({ filter: /^operators$/, namespace: 'late' }, () => ({ contents: operators, resolveDir: root }))
    onResolve({ filter: /^\.\/ishape-module\.js$/ }, ({ importer }) =>
      importer.endsWith('dialect.ts') ? { path: 'ishape', namespace: 'late' } : undefined,
    )
    onResolve({ filter: /^\.\/report\.js$/ }, ({ importer }) =>
      importer.endsWith('torch/program.ts') ? { path: 'report', namespace: 'late' } : undefined,
    )
    onLoad({ filter: /^report$/, namespace: 'late' }, () => ({
      contents: "export const reportTrail = (...given) => require('./trail.cjs').reportTrail(...given)",
    }))
    onLoad({ filter: /^ishape$/, namespace: 'late' }, () => ({
      contents: "export const ishapeModule = () => require('./ishape.cjs').ishapeModule()",
    }))
    // With all that programs run on, so that this is one script still.
    const late = {
      'late models': "import './src/ops/models.ts'",
      'late operators': "import './src/ops/index.ts'",
      'late ishape': "export { ishapeModule } from './kernels/torch/ishape-module.ts'",
      'late trail': "export { reportTrail } from './kernels/torch/report.ts'",
    }
    onResolve({ filter: /^late \w+$/ }, ({ path }) => ({ path, namespace: 'late-entry' }))
    onLoad({ filter: /.*/, namespace: 'late-entry' }, ({ path }) => ({
      contents: `import './kernels/torch/program.ts'\n${late[path]}`,
      resolveDir: root,
    }))
  },
})

/** Those names by script and namespace: all that `ops/models.ts`, and then `ops/index.ts`, adds to what the core declares by itself. */
const lateNames = async () => {
  const faces = async (plugins) =>
    import(
      await bundled({
        stdin: {
          contents: `
            import './src/commands/program.ts'
            import { faceOf, knownNamespaces, namesIn } from './src/ops/registry.ts'
            const overloads = () => knownNamespaces().sort().flatMap((space) =>
              namesIn(space).map((name) => [space, name, ...faceOf(space, name).ops.map((op) => op.name)].join(' ')))
            export const own = overloads()
            export const models = () => (require('./src/ops/models.ts'), overloads())
            export const all = () => (require('./src/ops/index.ts'), overloads())`,
          resolveDir: root,
        },
        platform: 'node',
        loader: { '.py': 'text' },
        plugins,
      })
    )
  const [late, atOnce] = await Promise.all([faces([onNeed('')]), faces([])])
  const models = late.models()
  const all = late.all()
  // Overloads are tried in order, which loading must not change.
  const differing = all.filter((face, i) => face !== atOnce.own[i])
  if (differing.length > 0) throw new Error(`the order of overloads depends on when they are loaded: ${differing.join('; ')}`)
  const added = (faces, before) => {
    const names = {}
    for (const face of faces.filter((each) => !before.includes(each))) {
      const [space, name] = face.split(' ')
      names[space] = [...(names[space] ?? []), name]
    }
    return names
  }
  return { models: added(models, late.own), operators: added(all, models) }
}

/** The module a relative import means, as a path from the root. */
const sourceOf = (path, folder) => join(folder, path).slice(root.length).replace(/\.js$/, '.ts')
const namesBySource = (table) => new Map(Object.entries(table).map(([name, source]) => [source, name]))

/** What starts leaves ES modules to Node and takes the core as scripts. */
const loading = {
  name: 'loading',
  setup({ onResolve, onLoad }) {
    const modules = namesBySource(entries)
    const scripts = namesBySource(core)
    onResolve({ filter: /^\.|^src/ }, ({ path, resolveDir }) => {
      const source = sourceOf(path, resolveDir)
      if (scripts.has(source)) return { path: `./${scripts.get(source)}.cjs`, namespace: 'script' }
      return modules.has(source) ? { path: `./${modules.get(source)}.mjs`, external: true } : undefined
    })
    onLoad({ filter: /.*/, namespace: 'script' }, ({ path }) => ({
      contents: `module.exports = require('./${starts.scripts}').load('${path}')`,
      resolveDir: root,
    }))
  },
}

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: process.argv.includes('--sourcemap') && 'inline',
  jsx: 'automatic',
  metafile: true,
  logLevel: 'warning',
  external: ['typescript', 'ts-node', 'zeromq'],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.ISHAPE_VERSION': JSON.stringify(version) },
}
const asScript = { define: { ...options.define, 'import.meta.url': '__url' } }
const [modules, scripts, plain] = await Promise.all([
  build({
    ...options,
    entryPoints: Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(join(root, source)))),
    outdir: next,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    format: 'esm',
    chunkNames: '[name]-[hash]',
    plugins: [withoutDevtools],
    // CommonJS dependencies call require, and ask for their own file.
    banner: { js: "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __fileURLToPath}from'node:url';const require=__createRequire(import.meta.url),__filename=__fileURLToPath(import.meta.url);" },
  }),
  build({
    ...options,
    ...asScript,
    entryPoints: core,
    outdir: next,
    outExtension: { '.js': '.cjs' },
    splitting: true,
    format: 'esm',
    chunkNames: 'core-[hash]',
    write: false,
    plugins: [
      parsedLibrary,
      onNeed(`import { registerLate } from './src/ops/registry.ts'\n${Object.entries(await lateNames())
        .map(([script, names]) => `registerLate(${JSON.stringify(names)}, () => require('./${script}.cjs'))`)
        .join('\n')}`),
    ],
  }),
  build({
    ...options,
    ...asScript,
    entryPoints: starts,
    outdir: next,
    format: 'cjs',
    plugins: [loading],
    banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
  }),
])
writeFileSync(join(next, 'package.json'), '{"type":"commonjs"}\n')
/**
 * A script whose exports are plain properties and whose imports from other scripts are constants of its own, where esbuild writes two getters
 * for each: calls between scripts then cost no more than those within one. Scripts never wait for each other in a circle, and what they
 * export never changes once they have run.
 */
function withPlainBindings(code) {
  const imported = new Map()
  const names = new Map()
  const body = code
    .replace(/\b(import_core_\w+)\.([\w$]+)/g, (_, script, name) => {
      if (!imported.has(script)) imported.set(script, new Set())
      imported.get(script).add(name)
      return `${script}$${name}`
    })
    .replace(/__export\(\w+,(\{[^{}]*\})\);module\.exports=__toCommonJS\(\w+\);/, (_, exported) => {
      for (const [, name, local] of exported.matchAll(/([\w$]+):\(\)=>([\w$]+)/g)) names.set(name, local)
      return ''
    })
    .replace(/(import_core_\w+)=require\(("[^"]+")\)/g, (_, script, path) => {
      const used = [...(imported.get(script) ?? [])].map((name) => `${name}:${script}$${name}`)
      return `{${used}}=require(${path})`
    })
  return `${body};module.exports={${[...names].map(([name, local]) => `${name}:${local}`)}}`
}

for (const { path, text } of scripts.outputFiles) {
  const { code } = await transform(text, { format: 'cjs', target: options.target, minifySyntax: true, minifyWhitespace: true, sourcemap: options.sourcemap })
  // The wrapper is part of the file, so that the text which V8 keeps is the file itself.
  const body = withPlainBindings(code).replace(/\bimport\((?="\.\/[\w-]+\.cjs"\))/g, '__import(')
  // It is read as Latin-1, which makes strings of one byte a letter; esbuild escapes other letters, except in regular expressions.
  const [foreign] = /.{0,60}[^\x00-\x7f].{0,20}/.exec(body) ?? []
  if (foreign !== undefined) throw new Error(`${basename(path)} must be ASCII; write \\u escapes in the regular expression: ${foreign}`)
  writeFileSync(path, `(function(module,exports,require,__import,__dirname,__url){${body}\n})`)
}

for (const [source, place] of Object.entries(data)) {
  const from = join(root, source)
  if (existsSync(from))
    cpSync(from, join(next, place), { recursive: true, filter: (path) => !/\.tsx?$/.test(path) && basename(path) !== '.DS_Store' })
}
writeFileSync(
  join(next, 'meta.json'),
  JSON.stringify({
    inputs: Object.assign({}, ...[modules, scripts, plain].map(({ metafile }) => metafile.inputs)),
    outputs: Object.assign({}, ...[modules, scripts, plain].map(({ metafile }) => metafile.outputs)),
  }),
)
rmSync(dist, { recursive: true, force: true })
renameSync(next, dist)
// The file's name is part of what is compiled: the cache is made where the bundle will be.
const { status, stderr } = spawnSync(process.execPath, [join(root, 'build-cache.mjs')], { cwd: root })
if (status !== 0) process.stderr.write(`build: no code cache: ${stderr}`)
writeFileSync(stamp, JSON.stringify({ version, milliseconds: Date.now() - started }) + '\n')
