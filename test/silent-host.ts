/** A host for tests that run code and look at its values: it shows nothing and holds no files. */
import { FileError, type Host } from '../src/python/host.js'

const started = performance.now()

const absent = (path: string): never => {
  throw new FileError('ENOENT', path)
}

export const silentHost: Host = {
  write: () => {},
  readInput: () => null,
  display: () => {},
  argv: ['program.py'],
  path: [],
  files: {
    read: absent,
    write: absent,
    stat: () => null,
    list: absent,
    makeDirectory: absent,
    remove: absent,
    removeDirectory: absent,
    rename: absent,
    cwd: () => '/',
    changeDirectory: absent,
    resolve: (path) => path,
  },
  clock: {
    now: () => 0,
    monotonic: () => (performance.now() - started) / 1000,
    processor: () => ({ user: 0, system: 0 }),
    sleep: () => {},
  },
  interrupted: () => false,
  env: {},
  isatty: () => false,
  columns: () => 80,
  platform: { system: 'Linux', machine: 'x86_64', node: 'test', release: '' },
}
