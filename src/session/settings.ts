/** The user's settings: one small JSON file in the config folder, every member optional. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { folders, writableFolder } from './paths.js'

export interface Settings {
  /** The language of lessons: `en`, `ko`, `ja`. */
  language?: string
  /** The shape trail in the terminal. */
  trail?: 'off' | 'short' | 'full'
  /** Whether fixes are proved as soon as a cell fails (`%fix on|off`). */
  fixes?: 'on' | 'off'
}

const FILE = 'settings.json'

const checks: { [K in keyof Required<Settings>]: (value: unknown) => boolean } = {
  language: (value) => typeof value === 'string',
  trail: (value) => value === 'off' || value === 'short' || value === 'full',
  fixes: (value) => value === 'on' || value === 'off',
}

/** Reads the settings; a missing file is no settings, a damaged file or member is one warning and the default. */
export const readSettings = (warn: (sentence: string) => void, config = folders().config): Settings => {
  const file = join(config, FILE)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return {}
  }
  try {
    const given = JSON.parse(text) as Record<string, unknown>
    const settings: Record<string, unknown> = {}
    for (const [name, check] of Object.entries(checks)) {
      if (!(name in given)) continue
      if (check(given[name])) settings[name] = given[name]
      else warn(`ishape: ${file}: ${name} can't be ${JSON.stringify(given[name])}; the default is used.`)
    }
    return settings
  } catch {
    warn(`ishape: ${file} is not valid JSON; the defaults are used.`)
    return {}
  }
}

/** Writes changed members over what the file holds. */
export const writeSettings = async (
  changes: Settings,
  warn: (sentence: string) => void,
  config = folders().config,
): Promise<void> => {
  const folder = writableFolder(config, '', warn)
  if (!folder) return
  const settings = { ...readSettings(warn, config), ...changes }
  await writeFileAtomic(join(folder, FILE), JSON.stringify(settings, null, 2) + '\n')
}
