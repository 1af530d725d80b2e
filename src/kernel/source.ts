/**
 * A cell as typed → code of the language: pasted prompts are stripped; magics, `!` and help lines become calls on the same lines.
 *
 * A magic reaches to the end of its physical line and over backslash continuations, whatever brackets and quotes it holds; where a statement
 * starts is the language's to say.
 */
import type { Language } from './language.js'

/** What stands where a call was put. */
export type Command =
  | { kind: 'magic'; name: string; line: string; body?: string }
  | { kind: 'help'; expression: string; level: 0 | 1 }
  | { kind: 'shell'; line: string }

type Lines = Pick<Language, 'logicalLine' | 'isExpression' | 'magicCall' | 'defines'>

const CELL_MAGIC = /^\s*%%([A-Za-z_]\w*)([^\n]*)(?:\n([\s\S]*))?$/
const LINE_MAGIC = /^%([A-Za-z_]\w*)(.*)$/s
/** `y = %name …`, `a, b = %name …`: after an assignment's `=`, `%` can't be the operator. */
const ASSIGNED = /^([^=%!?#\n]*[^=%!?#\n<>:+\-*/&|^@\s]\s*=\s*)([%!])(?=\S)(.*)$/s

/** `pwd`, `cd src`: what follows a magic's name must not look as if the name were used in an expression. */
const BARE = /^([A-Za-z_]\w*)(?:\s*|\s+(?![=!()<>,+*/%^&|]|(?:in|is|and|or|not|if)\b)\S.*)$/

/** The cell's code; `allot` gives each command its number, `isMagic` knows the names that need no `%`. */
export const translate = (
  source: string,
  language: Lines,
  allot: (command: Command) => number,
  isMagic: (name: string) => boolean = () => false,
): string => {
  const text = stripPrompts(source)
  const cell = CELL_MAGIC.exec(text)
  if (cell && !/^\s*\?{1,2}\s*$/.test(cell[2])) {
    const [, name, line, body = ''] = cell
    const lines = text.split('\n').length
    return (
      language.magicCall(allot({ kind: 'magic', name, line: line.trim(), body })) + '\n'.repeat(lines - 1)
    )
  }
  const bare = BARE.exec(text.trimEnd())?.[1]
  if (bare !== undefined && language.defines?.(bare) === false && isMagic(bare)) {
    const line = text.trim().slice(bare.length).trim()
    const asked = /^\?{1,2}$/.test(line)
    return language.magicCall(
      allot(
        asked
          ? { kind: 'help', expression: '%' + bare, level: line.length > 1 ? 1 : 0 }
          : { kind: 'magic', name: bare, line },
      ),
    )
  }
  if (!/[%!?]/.test(text)) return text

  let code = ''
  let at = 0
  let rest = text
  for (;;) {
    const line = language.logicalLine(rest, at)
    if (!line) break
    const found = commandAt(rest, line.start, line.end, language)
    if (!found) {
      at = Math.max(line.end, line.start + 1)
      continue
    }
    const { from, to, command } = found
    const lost = rest.slice(from, to).split('\n').length - 1
    // What was replaced may have held an open bracket or quote: what follows is read anew, with nothing before it.
    code += rest.slice(0, from) + language.magicCall(allot(command)) + '\n'.repeat(lost)
    rest = rest.slice(to)
    at = 0
  }
  return code + rest
}

interface Found {
  from: number
  to: number
  command: Command
}

const commandAt = (text: string, start: number, end: number, language: Lines): Found | null => {
  const to = physicalEnd(text, start)
  const physical = text.slice(start, to)
  const magic = LINE_MAGIC.exec(physical)
  if (magic) {
    const line = joined(magic[2])
    const asked = /^\s*(\?{1,2})\s*(?:#.*)?$/.exec(line)
    if (asked) return help(start, to, '%' + magic[1], asked[1])
    return { from: start, to, command: { kind: 'magic', name: magic[1], line: line.trim() } }
  }
  if (physical.startsWith('%%')) {
    const asked = /^%%([A-Za-z_]\w*)\s*(\?{1,2})\s*$/.exec(physical)
    return asked ? help(start, to, '%' + asked[1], asked[2]) : null
  }
  if (physical.startsWith('!'))
    return { from: start, to, command: { kind: 'shell', line: joined(physical.slice(1)).trim() } }
  const first = /^(\?{1,2})\s*([^?\s].*?)\s*$/s.exec(physical)
  if (first) return help(start, to, first[2], first[1])
  const assigned = ASSIGNED.exec(physical)
  if (assigned) {
    const from = start + assigned[1].length
    const line = joined(assigned[3])
    if (assigned[2] === '!') return { from, to, command: { kind: 'shell', line: line.trim() } }
    const [, name, args] = /^([A-Za-z_]\w*)(.*)$/s.exec(line) ?? []
    if (name) return { from, to, command: { kind: 'magic', name, line: args.trim() } }
  }
  const pattern = /^([A-Za-z_.\d]*\*[\w.*]*)\s*\?\s*(?:#.*)?$/.exec(physical)
  if (pattern) return help(start, to, pattern[1], '?')
  const last = /^(.*?[^?\s])\s*(\?{1,2})$/s.exec(text.slice(start, end))
  if (last && (last[1].startsWith('%') || language.isExpression(last[1])))
    return help(start, end, last[1], last[2])
  return null
}

const help = (from: number, to: number, expression: string, marks: string): Found => ({
  from,
  to,
  command: { kind: 'help', expression, level: marks.length > 1 ? 1 : 0 },
})

/** The end of the physical line that holds an offset, joined to the next ones by backslashes. */
const physicalEnd = (text: string, start: number): number => {
  for (let at = start; ; ) {
    const end = text.indexOf('\n', at)
    if (end < 0) return text.length
    if (text[end - 1] !== '\\') return end
    at = end + 1
  }
}

const joined = (line: string): string => line.replace(/\\\n\s*/g, ' ')

const IPYTHON = /^In \[\d+\]: ?/
const CONTINUED = /^ *\.\.\.+: ?/

/** Removes `>>> ` and `... `, or `In [3]: ` and `   ...: `, if the first line that is not blank has one. */
export const stripPrompts = (source: string): string => {
  const lines = source.split('\n')
  const first = lines.find((line) => line.trim() !== '')?.trimStart() ?? ''
  const indent = /^\s*/.exec(lines.find((line) => line.trim() !== '') ?? '')![0]
  const cut = (line: string): string => (line.startsWith(indent) ? line.slice(indent.length) : line)
  if (/^>>>( |$)/.test(first)) {
    // What a doctest shows between its prompts is output.
    const kept = lines.map(cut).filter((line) => /^(>>>|\.\.\.)( |$)/.test(line))
    return kept.map((line) => line.slice(4)).join('\n')
  }
  if (IPYTHON.test(first)) {
    const kept = lines.map(cut).filter((line) => !/^Out\[\d+\]:/.test(line))
    return kept.map((line) => line.replace(IPYTHON, '').replace(CONTINUED, '')).join('\n')
  }
  return source
}
