/**
 * Modules that programs import at the top though a sandbox cannot serve them: the import and its names succeed, and a call says
 * by name what is missing.
 */
import { defineFunction } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'

const NAMES = [
  'concurrent',
  'concurrent.futures',
  'csv',
  'ctypes',
  'decimal',
  'fractions',
  'getpass',
  'gzip',
  'http',
  'multiprocessing',
  'pdb',
  'queue',
  'select',
  'shutil',
  'signal',
  'socket',
  'sqlite3',
  'ssl',
  'struct',
  'subprocess',
  'tarfile',
  'tempfile',
  'urllib',
  'urllib.error',
  'urllib.parse',
  'urllib.request',
  'zipfile',
]

export const unavailableModules: Record<string, () => NativeModule> = Object.fromEntries(
  NAMES.map((module) => [module, () => standIn(module)]),
)

function standIn(module: string): NativeModule {
  return {
    isPackage: NAMES.some((other) => other.startsWith(`${module}.`)),
    lazy: {
      names: () => [],
      lookup(name) {
        if (name.startsWith('_') || NAMES.includes(`${module}.${name}`)) return undefined
        return defineFunction(
          `${name}(*args, **kwargs)`,
          () => {
            throw raise('NotImplementedError', `${module}.${name} is not available in ishape`)
          },
          { module },
        )
      },
    },
  }
}
