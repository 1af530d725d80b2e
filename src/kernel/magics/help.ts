/** %lsmagic, %magic: what magics there are; %pinfo, %pinfo2: `?` and `??` as words. */
import { defineMagic, describeMagic, type Magic, optional, rest, UsageError } from '../magic.js'

const listed = (magics: ReadonlyMap<string, Magic>): Magic[] =>
  [...magics.values()].filter(({ absent }) => !absent)

/** IPython's words for `?` and `??`. */
const EXPLAINING = [
  ['pinfo', 0],
  ['pinfo2', 1],
  ['pdoc', 0],
  ['pdef', 0],
  ['psource', 1],
] as const

export const helpMagics = [
  defineMagic({
    name: 'lsmagic',
    kind: 'line',
    doc: 'Lists the magics.',
    args: {},
    run: (_args, { magics, host }) => {
      const all = listed(magics).sort((a, b) => (a.name < b.name ? -1 : 1))
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
      const text = (one ? [one] : listed(magics)).map(describeMagic).join('\n\n')
      payload({ source: 'page', data: { 'text/plain': text }, start: 0 })
    },
  }),
  ...EXPLAINING.map(([name, level]) =>
    defineMagic({
      name,
      kind: 'line',
      doc:
        level === 0
          ? 'Explains a value: the same as name?.'
          : 'Explains a value, with its source: as name??.',
      args: { expression: rest('EXPRESSION', 'what to explain', 'expression') },
      run: ({ expression }, { help }) => {
        if (expression === '') throw new UsageError(`%${name} needs a name or an expression.`)
        help(expression, level)
      },
    }),
  ),
]
