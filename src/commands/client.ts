/** The settings that a command line asks for, for the commands that run a kernel in a worker. */
import type { KernelSettings } from '../protocol/client.js'
import type { Options } from './arguments.js'

/** `seed` of the command line wins over `recorded`, that of a session file. */
export const kernelSettings = (
  line: Pick<Options, 'seed' | 'trail' | 'path' | 'allowRead' | 'allowWrite'>,
  { recorded, sessions, folder = '' }: { recorded?: string; sessions: boolean; folder?: string },
): KernelSettings => {
  const seed = line.seed ?? recorded
  return {
    language: 'torch',
    ...(seed !== undefined && { seed }),
    trail: line.trail,
    argv: [''],
    cwd: process.cwd(),
    path: [folder, ...line.path],
    allowRead: line.allowRead,
    allowWrite: line.allowWrite,
    sessions,
  }
}
