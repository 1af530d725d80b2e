/**
 * `npm run parse-oracle`: every .py file of CPython's standard library, our tree against CPython's.
 *
 * Needs python3 3.11 (PYTHON names another). Prints the files that differ, with the first node that does.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const python = process.env.PYTHON ?? 'python3'
const ask = (args, input) => {
  const { stdout, status, error } = spawnSync(python, args, { input, encoding: 'utf8', maxBuffer: 1 << 30 })
  if (error || status !== 0) throw error ?? new Error(`${python} ${args.join(' ')} failed`)
  return stdout
}

const folder = mkdtempSync(join(tmpdir(), 'parse-oracle-'))
try {
  const outfile = join(folder, 'parser.mjs')
  // The table of character names, which an interpreter would import, is read from its source.
  const contents = `import { parseModule } from './src/python/parse/parser.js'
    import { provideNames } from './src/python/parse/unicode.js'
    import { pointNamed, provideCharacterNames } from './src/python/text/unicode_names.js'
    import table from './kernels/torch/lib/standard/_unicode_names.py'
    const tree = parseModule(table, 'table')
    const constant = (name) => tree.body.find(({ targets }) => targets?.[0].id === name).value.value.value
    provideCharacterNames(() => ({ words: constant('WORDS'), names: constant('NAMES') }))
    provideNames(pointNamed)
    export { parseModule }
    export { dump } from './test/python/parse/dump.js'`
  const stdin = { contents, resolveDir: here('../..'), loader: 'ts' }
  await build({
    stdin,
    bundle: true,
    format: 'esm',
    platform: 'node',
    loader: { '.py': 'text' },
    outfile,
    logLevel: 'error',
  })
  process.exitCode = compare(await import(pathToFileURL(outfile)))
} finally {
  rmSync(folder, { recursive: true })
}

function compare({ parseModule, dump }) {
  const library =
    process.argv[2] ?? ask(['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))']).trim()
  const files = readdirSync(library, { recursive: true })
    .filter((name) => name.endsWith('.py') && !name.includes('site-packages'))
    .map((name) => join(library, name))
  const rows = ask([here('parse_dump.py')], files.join('\n'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  let different = 0
  let bytes = 0
  let time = 0
  for (const { path, sha, compile, error } of rows) {
    const source = decode(readFileSync(path))
    const start = performance.now()
    const ours = attempt(() => parseModule(source, path))
    time += performance.now() - start
    bytes += source.length
    const expected = error ?? compile
    if (expected !== undefined || ours.error) {
      if (expected !== undefined && ours.error) continue
      different++
      console.log(
        `${path}\n  CPython: ${expected ?? 'accepts it'}\n  ours: ${ours.error?.stack ?? 'accepts it'}`,
      )
    } else if (createHash('sha1').update(dump(ours.tree)).digest('hex') !== sha) {
      different++
      console.log(
        `${path}\n${firstDifference(ask([here('parse_dump.py'), '--full', path]), dump(ours.tree, '\n'))}`,
      )
    }
  }
  const speed = (bytes / 1e3 / time).toFixed(1)
  console.log(`${rows.length} files, ${different} differ; ${(bytes / 1e6).toFixed(1)} MB at ${speed} MB/s`)
  return different === 0 ? 0 : 1
}

function attempt(parse) {
  try {
    return { tree: parse() }
  } catch (error) {
    return { error }
  }
}

function decode(bytes) {
  const head = bytes.subarray(0, 200).toString('latin1').split('\n', 2).join('\n')
  const coding = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/m.exec(head)?.[1] ?? 'utf-8'
  return new TextDecoder(
    /^(iso-8859-15|koi8-r|euc.*|shift_jis|cp\d+|big5|gb.*)$/i.test(coding)
      ? coding
      : coding.startsWith('utf')
        ? 'utf-8'
        : 'latin1',
  ).decode(bytes)
}

function firstDifference(theirs, ours) {
  const [a, b] = [theirs.trim().split('\n'), ours.trim().split('\n')]
  const at = a.findIndex((line, index) => line !== b[index])
  return `  CPython: ${a[at]?.slice(0, 300)}\n  ours:    ${b[at]?.slice(0, 300)}`
}
