/**
 * Loads what runs programs: scripts (`*.cjs` of dist) together with V8's compiled form of each (`*.cache`), which the build has made by
 * running a program: a start then compiles nothing that the usual program needs. A cache made by another version of Node is
 * rejected by V8, and the script is compiled as any other file.
 */
import { readFileSync } from 'node:fs'
import { constants, Script } from 'node:vm'

interface Loaded {
  readonly script: Script
  readonly module: { exports: unknown }
}

/** By path, as the scripts name each other: `./program.cjs`. The build asks them for their caches. */
export const loaded = new Map<string, Loaded>()

/** What the script exports, or what `require` gives for a module of Node's or of another package. */
export const load = (path: string): unknown => {
  if (!path.startsWith('./')) return require(path)
  const known = loaded.get(path)
  if (known !== undefined) return known.module.exports
  const filename = `${__dirname}/${path.slice(2)}`
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    cachedData: cacheOf(filename),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const module = { exports: {} }
  loaded.set(path, { script, module })
  const run = script.runInThisContext() as (...args: unknown[]) => void
  run(module, module.exports, load, async (other: string) => load(other), __dirname, import.meta.url)
  return module.exports
}

const cacheOf = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file.replace(/cjs$/, 'cache'))
  } catch {
    return undefined
  }
}
