/**
 * Where ishape keeps what outlives a session: history, journals and lesson progress in the data folder, settings in the config folder.
 *
 * `ISHAPE_HOME` overrides both. A folder that can't be written costs one warning, never the session.
 */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import envPaths from 'env-paths'

export interface Folders {
  data: string
  config: string
}

/** The two folders for this environment; nothing is created. */
export const folders = (env: NodeJS.ProcessEnv = process.env): Folders => {
  if (env.ISHAPE_HOME) return { data: env.ISHAPE_HOME, config: env.ISHAPE_HOME }
  const { data, config } = envPaths('ishape', { suffix: '' })
  return { data, config }
}

const warned = new Set<string>()

/**
 * The folder `name` below `parent` (or `parent` itself), created if missing. Undefined when it can't be written; `warn` then hears one
 * sentence, once per parent and process.
 */
export const writableFolder = (
  parent: string,
  name: string,
  warn: (sentence: string) => void,
): string | undefined => {
  const folder = join(parent, name)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return folder
  } catch (error) {
    if (!warned.has(parent)) {
      warned.add(parent)
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error'
      warn(`ishape: can't write to ${parent} (${reason}); history, journal and progress are not kept.`)
    }
    return undefined
  }
}
