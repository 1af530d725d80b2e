/** Completion of magics: their names, their options, and what their words take. */
import type { Completions, Language } from './language.js'
import { completesAt, type Magic } from './magic.js'

/** What completes at the offset if a magic stands there; null: the language's turn. */
export const completeMagic = (
  code: string,
  offset: number,
  magics: ReadonlyMap<string, Magic>,
  language: Language,
): Completions | null => {
  const lineStart = code.lastIndexOf('\n', offset - 1) + 1
  const before = code.slice(lineStart, offset)
  const naming = /^(\s*|[^=]*=\s*)(%{1,2})(\w*)$/.exec(before)
  if (naming) {
    const [, lead, sigil, typed] = naming
    if (sigil === '%%' && (lead.includes('=') || code.slice(0, lineStart).trim() !== '')) return null
    const start = lineStart + lead.length
    const fitting = [...magics.values()].filter(
      ({ name, kind, absent }) =>
        !absent && name.startsWith(typed) && (sigil === '%' ? true : kind !== 'line'),
    )
    const items = fitting.map(({ name, kind, doc }) => ({
      text: (kind === 'cell' ? '%%' : sigil) + name,
      type: 'magic',
      signature: doc.split('\n')[0],
    }))
    return { start, end: offset, items }
  }
  const using = /^(?:\s*|[^=]*=\s*)(%{1,2})(\w+)\s(.*)$/.exec(before) ?? bare(code, before, language)
  const magic = using && magics.get(using[2])
  if (!using || !magic) return null
  const rest = using[3]
  const typed = /\S*$/.exec(rest)![0]
  const { options, completes } = completesAt(magic, rest)
  const start = offset - typed.length
  const words = (texts: Iterable<string>, type: string): Completions => ({
    start,
    end: offset,
    items: [...texts].filter((text) => text.startsWith(typed)).map((text) => ({ text, type })),
  })
  if (options.length) return words(options, 'param')
  if (completes === 'magic') {
    const listed = [...magics.values()].filter(({ absent }) => !absent)
    return words(
      listed.map(({ name }) => name),
      'magic',
    )
  }
  if (completes === 'path' || completes === 'folder') {
    // Paths complete as they do inside a string.
    const { start: from, end, items } = language.complete(`"${typed}`, typed.length + 1)
    return { start: start + from - 1, end: start + end - 1, items }
  }
  if (completes === 'name')
    return words(
      language.variables().map(({ name }) => name),
      'instance',
    )
  if (Array.isArray(completes)) return words(completes, 'keyword')
  if (completes !== 'expression') return { start, end: offset, items: [] }
  const from = offset - rest.length
  const { start: first, end, items } = language.complete(rest, rest.length)
  return { start: first + from, end: end + from, items }
}

/** `cd src` without its `%`: a cell of one line whose first word means nothing else. */
const bare = (code: string, before: string, language: Language): RegExpExecArray | null => {
  const found = /^()([A-Za-z_]\w*)\s(.*)$/.exec(before)
  return found && !code.includes('\n') && language.defines?.(found[2]) === false ? found : null
}

/** The part of a cell that is the language's: below the first line of a cell magic. */
export const bodyStart = (code: string, offset: number): number => {
  const end = /^\s*%%\w/.test(code) ? code.indexOf('\n') + 1 : 0
  return end > 0 && offset >= end ? end : 0
}

/** Completions of a cell's first word, with the magics that begin like it: they need no `%` there. */
export const withBareMagics = (
  before: string,
  found: Completions,
  magics: ReadonlyMap<string, Magic>,
): Completions => {
  const typed = /^\s*([A-Za-z_]\w*)$/.exec(before)?.[1]
  if (typed === undefined) return found
  const fitting = [...magics.values()].filter(
    ({ name, kind, absent }) => !absent && kind !== 'cell' && name.startsWith(typed),
  )
  const items = fitting.map(({ name, doc }) => ({ text: '%' + name, type: 'magic', signature: doc }))
  return { ...found, items: [...found.items, ...items] }
}
