/** A host for tests that run code and look at its values. */
import { FileError } from '../../src/base/world.js'
import type { Host } from '../../src/python/host.js'

/** A world in which nothing is read and nothing is shown. */
export const silent = {
  write: () => {},
  readInput: () => null,
  display: () => {},
  argv: ['case'],
  path: [],
  files: {
    stat: () => null,
    cwd: () => '/',
    resolve: (path: string) => path,
    read: (path: string) => {
      throw new FileError('ENOENT', path)
    },
  },
  clock: { now: () => 0, monotonic: () => 0, processor: () => ({ user: 0, system: 0 }), sleep: () => {} },
  interrupted: () => false,
  env: {},
  isatty: () => false,
  columns: () => 80,
  platform: { system: 'Linux', machine: 'x86_64', node: 'case', release: '' },
} as unknown as Host
