/** The templates of `re.sub`: literal text and group numbers. */
import { ESCAPES, PatternFault, type PatternWarning } from './regex_characters.js'
import { isIdentifier } from './strings.js'

/** A replacement template: literal text and group numbers. */
export function parseReplacement(
  template: string,
  names: Map<string, number>,
  groups: number,
  warn: (warning: PatternWarning) => void,
): (string | number)[] {
  const out: (string | number)[] = []
  let literal = ''
  const fail = (message: string, position: number): never => {
    throw new PatternFault(message, template, position)
  }
  const reference = (group: number, position: number) => {
    if (group > groups) fail(`invalid group reference ${group}`, position)
    if (literal) out.push(literal)
    literal = ''
    out.push(group)
  }
  let i = 0
  while (i < template.length) {
    const char = template[i]!
    if (char !== '\\') {
      literal += char
      i++
      continue
    }
    const start = i
    const next = template[i + 1]
    i += 2
    if (next === undefined) fail('bad escape (end of pattern)', start)
    if (next === 'g') {
      if (template[i] !== '<') fail('missing <', i)
      const end = template.indexOf('>', i)
      if (end < 0)
        fail(i + 1 >= template.length ? 'missing group name' : 'missing >, unterminated name', i + 1)
      const name = template.slice(i + 1, end)
      if (name === '') fail('missing group name', i + 1)
      const digits = /^\s*\+?(\d+(?:_\d+)*)\s*$/.exec(name)?.[1]
      if (digits !== undefined && !/^\d+$/.test(name))
        warn({
          category: 'DeprecationWarning',
          message: `bad character in group name '${name}' at position ${i + 1}`,
        })
      if (digits !== undefined) reference(Number(digits.replaceAll('_', '')), i + 1)
      else {
        if (!isIdentifier(name)) fail(`bad character in group name '${name}'`, i + 1)
        const group = names.get(name)
        if (group === undefined) throw new UnknownGroup(name)
        reference(group, i + 1)
      }
      i = end + 1
    } else if (next === '0') {
      const octal = /^[0-7]{1,2}/.exec(template.slice(i))?.[0] ?? ''
      i += octal.length
      literal += String.fromCharCode(Number.parseInt(`0${octal}`, 8))
    } else if (/[1-9]/.test(next!)) {
      const rest = template.slice(i, i + 2)
      if (/[0-7]/.test(next!) && /^[0-7]{2}$/.test(rest)) {
        if (next! > '3') fail(`octal escape value \\${next}${rest} outside of range 0-0o377`, start)
        literal += String.fromCharCode(Number.parseInt(next! + rest, 8))
        i += 2
      } else if (/^\d/.test(rest)) {
        reference(Number(next! + rest[0]), start + 1)
        i++
      } else {
        reference(Number(next), start + 1)
      }
    } else if (ESCAPES[next!] !== undefined) {
      literal += String.fromCharCode(ESCAPES[next!]!)
    } else if (/[a-zA-Z]/.test(next!)) {
      fail(`bad escape \\${next}`, start)
    } else {
      literal += char + next
    }
  }
  if (literal) out.push(literal)
  return out
}

/** `\g<name>` of no group: an IndexError, not a pattern error. */
export class UnknownGroup {
  constructor(readonly name: string) {}
}
