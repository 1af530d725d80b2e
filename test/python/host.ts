/** A host without a world: what is written is gathered, the given files are all there are, and only sleeping makes time pass. */
import { FileError, type Host } from '../../src/python/host.js'

const nothing = (path: string): never => {
  throw new FileError('ENOENT', path)
}

export const memoryHost = (
  write: (text: string, stream: 'stdout' | 'stderr') => void,
  files: Record<string, string> = {},
): Host => {
  let now = 0
  return {
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
      now: () => now,
      monotonic: () => now,
      processor: () => ({ user: 0, system: 0 }),
      sleep: (seconds) => {
        now += seconds
      },
    },
    files: {
      read: (path) => (path in files ? new TextEncoder().encode(files[path]) : nothing(path)),
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
  }
}
