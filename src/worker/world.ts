/** The world of a kernel that runs under Node: sandboxed files, the process's clocks, an interrupt flag. */
import os from 'node:os'
import type { World } from '../base/world.js'
import type { KernelSettings } from '../protocol/client.js'
import { INTERRUPT, RAISED, SHOW } from './channel.js'
import { sandbox } from './files.js'

export interface Terminal {
  isatty: World['isatty']
  columns(): number
  /** Sends off what was written; called where the program waits, and when the client wishes to see it. */
  flush?(): void
}

/** Environment variables that a program sees: those that say how to print and where one is, none that may hold a secret. */
const SEEN =
  /^(PWD|HOME|USER|LANG|LC_\w+|TERM|TZ|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|PATH|SHELL|TMPDIR|PYTHON\w*|(LOCAL_)?RANK|WORLD_SIZE)$/

export const nodeWorld = (
  { cwd, path, allowRead, allowWrite }: Pick<KernelSettings, 'cwd' | 'path' | 'allowRead' | 'allowWrite'>,
  interruptFlag: Int32Array,
  terminal: Terminal,
): World => ({
  files: sandbox({ cwd, read: [...path, ...allowRead], write: allowWrite }),
  clock: {
    now: () => (performance.timeOrigin + performance.now()) / 1000,
    monotonic: () => Number(process.hrtime.bigint()) / 1e9,
    processor: () => {
      const { user, system } = process.cpuUsage()
      return { user: user / 1e6, system: system / 1e6 }
    },
    sleep: (seconds) => {
      terminal.flush?.()
      const end = performance.now() + seconds * 1000
      for (let left = seconds * 1000; left > 0; left = end - performance.now()) {
        if ((Atomics.and(interruptFlag, INTERRUPT, RAISED) & RAISED) !== 0) return
        Atomics.wait(interruptFlag, INTERRUPT, 0, left)
      }
    },
  },
  interrupted: () => {
    const bits = Atomics.exchange(interruptFlag, INTERRUPT, 0)
    if ((bits & SHOW) !== 0) terminal.flush?.()
    return (bits & RAISED) !== 0
  },
  interruptFlag,
  get env() {
    return Object.fromEntries(Object.entries(process.env).filter(([name]) => SEEN.test(name))) as Record<
      string,
      string
    >
  },
  isatty: terminal.isatty,
  columns: terminal.columns,
  get platform() {
    return {
      system: { darwin: 'Darwin', win32: 'Windows' }[process.platform as string] ?? 'Linux',
      machine: { x64: 'x86_64', arm64: 'aarch64' }[process.arch as string] ?? process.arch,
      node: os.hostname(),
      release: os.release(),
    }
  },
})
