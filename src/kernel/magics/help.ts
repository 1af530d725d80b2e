/** %lsmagic, %magic: what magics there are. */
import { defineMagic, describeMagic, optional, UsageError } from '../magic.js'

export const helpMagics = [
  defineMagic({
    name: 'lsmagic',
    kind: 'line',
    doc: 'Lists the magics.',
    args: {},
    run: (_args, { magics, host }) => {
      const all = [...magics.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
      const line = all.filter(({ kind }) => kind !== 'cell').map(({ name }) => '%' + name)
      const cell = all.filter(({ kind }) => kind !== 'line').map(({ name }) => '%%' + name)
      host.write('stdout', `Line magics:\n${line.join('  ')}\n\nCell magics:\n${cell.join('  ')}\n`)
    },
  }),
  defineMagic({
    name: 'magic',
    kind: 'line',
    doc: 'Explains one magic, or all of them.',
    args: { name: optional('NAME', 'the magic, with or without %', 'magic') },
    run: ({ name }, { magics, payload }) => {
      const one = name === undefined ? undefined : magics.get(name.replace(/^%+/, ''))
      if (name !== undefined && !one) throw new UsageError(`there is no magic ${name}; %lsmagic lists them.`)
      const text = (one ? [one] : [...magics.values()]).map(describeMagic).join('\n\n')
      payload({ source: 'page', data: { 'text/plain': text }, start: 0 })
    },
  }),
]
