/** %who, %whos, %who_ls, %reset, %xdel: the user's names. */

import type { Language, Variable } from '../language.js'
import { defineMagic, flag, many, UsageError, word } from '../magic.js'

const chosen = (language: Language, types: string[]): Variable[] =>
  language
    .variables()
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

const types = many('TYPE', 'only names of these types')

export const nameMagics = [
  defineMagic({
    name: 'who',
    kind: 'line',
    doc: 'Prints the names you have defined.',
    args: { types },
    run: ({ types }, { language, host }) => {
      const names = chosen(language, types).map(({ name }) => name)
      host.write('stdout', names.length ? names.join('\t ') + '\n' : 'Interactive namespace is empty.\n')
    },
  }),
  defineMagic({
    name: 'who_ls',
    kind: 'line',
    doc: 'Gives the names you have defined, sorted.',
    args: { types },
    run: ({ types }, { language }) => {
      const names = chosen(language, types).map(({ name }) => name)
      return language.texts?.(names) ?? language.text(names.join('\n'))
    },
  }),
  defineMagic({
    name: 'whos',
    kind: 'line',
    doc: 'Prints a table of the names you have defined: type, and shape, length or value.',
    args: { types },
    run: ({ types }, { language, host }) => {
      const variables = chosen(language, types)
      if (!variables.length) return host.write('stdout', 'Interactive namespace is empty.\n')
      const rows = [
        ['Variable', 'Type', 'Data/Info'],
        ...variables.map(({ name, type, info }) => [name, type, info]),
      ]
      const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)))
      const lines = rows.map(
        ([name, type, info]) => `${name.padEnd(widths[0])}   ${type.padEnd(widths[1])}   ${info}`,
      )
      lines.splice(1, 0, '-'.repeat(Math.max(...lines.map((line) => line.length))))
      host.write('stdout', lines.map((line) => line.trimEnd()).join('\n') + '\n')
    },
  }),
  defineMagic({
    name: 'reset',
    kind: 'line',
    doc: 'Forgets every name you have defined, In and Out, and session state such as print options.',
    args: { force: flag('-f', 'without asking') },
    run: ({ force }, { language, history, host }) => {
      if (!force) {
        const answer = host.readInput('Once deleted, variables cannot be recovered. Proceed (y/[n])? ')
        if (!/^y(es)?$/i.test(answer?.trim() ?? '')) return host.write('stdout', 'Nothing done.\n')
      }
      language.reset()
      history.clear()
    },
  }),
  defineMagic({
    name: 'reset_selective',
    kind: 'line',
    doc: 'Forgets the names that a regular expression fits.',
    args: { force: flag('-f', 'without asking'), pattern: word('REGEX', 'what the names hold') },
    run: ({ force, pattern }, { language, host }) => {
      let fits: RegExp
      try {
        fits = new RegExp(pattern)
      } catch {
        throw new UsageError(`${pattern} is no regular expression.`)
      }
      const names = chosen(language, []).filter(({ name }) => fits.test(name))
      if (!force) {
        const answer = host.readInput('Once deleted, variables cannot be recovered. Proceed (y/[n])? ')
        if (!/^y(es)?$/i.test(answer?.trim() ?? '')) return host.write('stdout', 'Nothing done.\n')
      }
      for (const { name } of names) language.remove(name)
    },
  }),
  defineMagic({
    name: 'psearch',
    kind: 'line',
    doc: 'Lists the names that a pattern with * fits: relu*, str.*find*. The same as pattern?.',
    args: { pattern: word('PATTERN', 'a name with *') },
    run: ({ pattern }, { help }) => help(pattern, 0),
  }),
  defineMagic({
    name: 'xdel',
    kind: 'line',
    doc: 'Deletes one name.',
    args: { name: word('NAME', 'the name', 'name') },
    run: ({ name }, { language }) => {
      if (!language.remove(name)) throw new UsageError(`name '${name}' is not defined`)
    },
  }),
]
