/**
 * Loads the bundle that runs programs (`core.cjs`) together with V8's compiled form of it (`core.cache`), which the build has made by
 * running a program: a start then compiles nothing that the usual program needs. A cache made by another version of Node is
 * rejected by V8, and the bundle is compiled as any other file.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { constants, Script } from 'node:vm'

/** What `core.cjs` exports: its entries, each loaded when it is called. */
export interface Core {
  readonly program: () => Promise<typeof import('./program.js')>
  readonly fix: () => Promise<typeof import('./fix.js')>
  readonly lines: () => Promise<typeof import('./lines.js')>
  readonly worker: () => Promise<unknown>
}

/** The core, and its script for the build, which asks it for the cache. */
export const loadCore = (): { readonly core: Core; readonly script: Script } => {
  const file = fileURLToPath(new URL('core.cjs', import.meta.url))
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`,
    {
      filename: file,
      cachedData: cacheOf(file),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    },
  )
  const module = { exports: {} as Core }
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file))
  return { core: module.exports, script }
}

const cacheOf = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file.replace(/cjs$/, 'cache'))
  } catch {
    return undefined
  }
}
