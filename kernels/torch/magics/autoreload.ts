/** %autoreload and %aimport: which changed modules are run again before a cell. */
import { defineMagic, optional, UsageError } from '../../../src/kernel/magic.js'
import type { Autoreload } from '../autoreload.js'

const MODES = ['0', '1', '2', 'off', 'explicit', 'all', 'now', 'complete'] as const
const NUMBERS: Readonly<Record<string, 0 | 1 | 2>> = {
  '0': 0,
  off: 0,
  '1': 1,
  explicit: 1,
  '2': 2,
  all: 2,
  complete: 2,
}

export const autoreloadMagics = (autoreload: Autoreload) => [
  defineMagic({
    name: 'autoreload',
    kind: 'line',
    doc: 'Modules on disk that changed are run again before each cell: 2 all (so it begins), 1 those that %aimport names, 0 none. Without a word: now.',
    args: { mode: optional('0|1|2|now', 'which modules', MODES) },
    run: ({ mode = 'now' }) => {
      if (mode === 'now') autoreload.check(true)
      else if (mode in NUMBERS) autoreload.mode = NUMBERS[mode]
      else throw new UsageError(`%autoreload: expected 0, 1, 2 or now, not '${mode}'`)
    },
  }),
  defineMagic({
    name: 'aimport',
    kind: 'line',
    doc: 'Adds a module to those that %autoreload 1 runs again; -NAME takes it away. Without a name: tells which they are.',
    args: { module: optional('NAME', 'the module') },
    run: ({ module }, { host, language }) => {
      if (module === undefined) {
        host.write('stdout', `Modules to reload:\n${[...autoreload.chosen].sort().join(' ')}\n`)
      } else if (module.startsWith('-')) autoreload.chosen.delete(module.slice(1))
      else {
        language.run(`import ${module}`, '<aimport>')
        autoreload.chosen.add(module)
      }
    },
  }),
  defineMagic({
    name: 'load_ext',
    kind: 'line',
    doc: 'autoreload is built in, and there are no other extensions.',
    args: { name: optional('NAME', 'the extension') },
    run: ({ name }, { host }) => {
      if (name !== 'autoreload')
        host.write(
          'stdout',
          `%load_ext is passed over: ishape has no extensions but autoreload, which is built in.\n`,
        )
    },
  }),
]
