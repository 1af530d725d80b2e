/** A host without a world: what is written is gathered, there are no files and no input. */
import { FileError, type Host } from '../../src/python/host.js'

const nothing = (path: string): never => {
  throw new FileError('ENOENT', path)
}

export const memoryHost = (write: (text: string, stream: 'stdout' | 'stderr') => void): Host => ({
  write: (stream, text) => write(text, stream),
  readInput: () => null,
  display: () => undefined,
  interrupted: () => false,
  env: {},
  argv: [''],
  path: [],
  isatty: () => false,
  columns: () => 80,
  platform: { system: 'Linux', machine: 'x86_64', node: 'test', release: '1' },
  clock: {
    now: () => 0,
    monotonic: () => 0,
    processor: () => ({ user: 0, system: 0 }),
    sleep: () => undefined,
  },
  files: {
    read: nothing,
    write: nothing,
    stat: () => null,
    list: nothing,
    makeDirectory: nothing,
    remove: nothing,
    removeDirectory: nothing,
    rename: nothing,
    cwd: () => '/',
    changeDirectory: nothing,
    resolve: (path) => path,
  },
})
