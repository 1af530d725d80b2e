/**
 * Magics: `%name` and `%%name`. Each is one declaration whose table of arguments gives its parser, its help, its completion and its errors.
 */
import { nearest } from '../base/spelling.js'
import type { ErrorContent, Payload, Publication } from '../protocol/messages.js'
import type { History } from './history.js'
import type { Host, Language } from './language.js'

/** A mistake in the use of a magic: shown as `UsageError: …`, without a traceback. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** What an argument's text may be completed with. */
export type Completes = 'path' | 'folder' | 'name' | 'magic' | 'expression' | readonly string[]

interface Described {
  help: string
  completes?: Completes
}
/** `-q`, `--quiet`: there or not. */
export interface Flag extends Described {
  kind: 'flag'
  flags: string[]
}
/** `-n N`, `-nN` or `--loops N`. */
export interface Option<T> extends Described {
  kind: 'option'
  flags: string[]
  metavar: string
  parse(text: string): T
}
/** A word; `optional` words may be missing, `many` takes all that are left. */
export interface Word extends Described {
  kind: 'word' | 'optional' | 'many'
  metavar: string
}
/** The raw rest of the line. */
export interface Rest extends Described {
  kind: 'rest'
  metavar: string
  /** Long options may also stand after it: `%summary net (1, 3) --json`. */
  optionsAfter?: boolean
}
export type Argument = Flag | Option<unknown> | Word | Rest

type Parsed<A> = A extends Flag
  ? boolean
  : A extends Option<infer T>
    ? T | undefined
    : A extends Rest
      ? string
      : A extends { kind: 'word' }
        ? string
        : A extends { kind: 'optional' }
          ? string | undefined
          : A extends { kind: 'many' }
            ? string[]
            : never
export type ParsedArguments<A> = { [K in keyof A]: Parsed<A[K]> }

/** What a running magic may use. */
export interface MagicContext {
  name: string
  /** The lines below `%%name`; undefined for a line magic. */
  body: string | undefined
  language: Language
  host: Host
  history: History
  magics: ReadonlyMap<string, Magic>
  /** The front end carries out `ishape_*` payloads. */
  sessions: boolean
  payload(payload: Payload): void
  /** What `work` writes and displays, kept instead of published. */
  capture(work: () => void): { stdout: string; stderr: string }
  /** The text and number of the cell that runs. */
  cell: { count: number; source: string }
  /** The folders visited, that of the start first. */
  folders: string[]
  /** Whether magics work without their `%`. */
  automagic: { on: boolean }
  /** The last exception that ended a cell, but for complaints of magics. */
  lastError: ErrorContent | undefined
  publish(publication: Publication): void
  /** Shows what `expression?` (level 0) or `expression??` (level 1) shows. */
  help(expression: string, level: 0 | 1): void
}

export interface Magic {
  name: string
  /** `line`: `%name`; `cell`: `%%name`; `both`. */
  kind: 'line' | 'cell' | 'both'
  /** First sentence: what it does. */
  doc: string
  /** One of IPython's that is only here to say so: not listed, not completed, no guess leads to it. */
  absent?: boolean
  args: Record<string, Argument>
  /** The result is the value of `y = %name`, and shown like any. */
  run(args: Record<string, unknown>, context: MagicContext): unknown
}

export const flag = (flags: string, help: string): Flag => ({ kind: 'flag', flags: flags.split(' '), help })
export const option = <T>(
  flags: string,
  metavar: string,
  parse: (text: string) => T,
  help: string,
  completes?: Completes,
): Option<T> => ({ kind: 'option', flags: flags.split(' '), metavar, parse, help, completes })
export const word = (metavar: string, help: string, completes?: Completes) =>
  ({ kind: 'word', metavar, help, completes }) as const
export const optional = (metavar: string, help: string, completes?: Completes) =>
  ({ kind: 'optional', metavar, help, completes }) as const
export const many = (metavar: string, help: string, completes?: Completes) =>
  ({ kind: 'many', metavar, help, completes }) as const
export const rest = (metavar: string, help: string, completes?: Completes): Rest => ({
  kind: 'rest',
  metavar,
  help,
  completes,
})
/** As `rest`, with long options allowed behind it: for lines that hold one expression. */
export const expressionRest = (metavar: string, help: string): Rest => ({
  ...rest(metavar, help, 'expression'),
  optionsAfter: true,
})

/** A count of at least `least`, for `option`. */
export const count =
  (least = 0) =>
  (text: string): number => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new UsageError(
        `expected a whole number${least ? ` of at least ${least}` : ''}, got ${JSON.stringify(text)}`,
      )
    return Number(text)
  }

/** Declares a magic; the types of what `run` gets follow from `args`. */
export const defineMagic = <const A extends Record<string, Argument>>(magic: {
  name: string
  kind: Magic['kind']
  doc: string
  absent?: boolean
  args: A
  run(args: ParsedArguments<A>, context: MagicContext): unknown
}): Magic => magic as unknown as Magic

const sigil = (magic: Magic): string => (magic.kind === 'cell' ? '%%' : '%') + magic.name

/** `%timeit [-n N] [-r R] [-q] [STATEMENT]` */
export const usage = (magic: Magic): string => {
  const parts = Object.values(magic.args).map((argument) => {
    switch (argument.kind) {
      case 'flag':
        return `[${argument.flags[0]}]`
      case 'option':
        return `[${argument.flags[0]} ${argument.metavar}]`
      case 'word':
        return argument.metavar
      case 'optional':
        return `[${argument.metavar}]`
      case 'many':
        return `[${argument.metavar} …]`
      case 'rest':
        return `[${argument.metavar}]`
      default:
        return ''
    }
  })
  return [sigil(magic), ...parts].join(' ')
}

/** The help text of a magic, for `%name?` and `%magic`. */
export const describeMagic = (magic: Magic): string => {
  const rows = Object.values(magic.args).map((argument) => [
    'flags' in argument
      ? argument.flags.join(', ') + (argument.kind === 'option' ? ' ' + argument.metavar : '')
      : argument.metavar,
    argument.help,
  ])
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return [
    usage(magic) + (magic.kind === 'both' ? `\n%${usage(magic)}` : ''),
    '',
    magic.doc,
    ...(rows.length ? ['', ...rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`)] : []),
  ].join('\n')
}

/** Splits a line into words as a shell does: quotes group, nothing is expanded. */
const split = (line: string): { text: string; end: number }[] =>
  [...line.matchAll(/(?:"[^"]*"|'[^']*'|\S)+/g)].map((match) => ({
    text: match[0].replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single),
    end: match.index + match[0].length,
  }))

/** The line with the long options that stand after the rest moved to its front. */
const hoisted = (line: string, options: Options): string => {
  let text = line
  let front = ''
  for (;;) {
    const match = /(^|\s)(--[A-Za-z][\w-]*)(=\S*|\s+[^\s-]\S*)?\s*$/.exec(text)
    const found = match === null ? undefined : findOption(match[2], options)
    if (match === null || found === undefined) return front === '' ? line : `${front} ${text}`
    const value = found[1].kind === 'option' ? (match[3] ?? '') : ''
    // A flag takes no value: what stands behind it is not an option's.
    if (found[1].kind === 'flag' && match[3] !== undefined) return front === '' ? line : `${front} ${text}`
    text = text.slice(0, match.index)
    front = `${match[2]}${value} ${front}`
  }
}

/** Parses the rest of the magic's line by its table. UsageError: what does not fit, with the usage. */
export const parseArguments = (magic: Magic, written: string): Record<string, unknown> => {
  const fail = (problem: string): never => {
    throw new UsageError(`${sigil(magic)}: ${problem}\nusage: ${usage(magic)}`)
  }
  const entries = Object.entries(magic.args)
  const options = entries.filter((entry): entry is [string, Flag | Option<unknown>] => 'flags' in entry[1])
  const words = entries.filter((entry): entry is [string, Word | Rest] => !('flags' in entry[1]))
  const last = words.at(-1)?.[1]
  const takesRest = last?.kind === 'rest'
  const line = last?.kind === 'rest' && last.optionsAfter === true ? hoisted(written, options) : written
  const values: Record<string, unknown> = {}
  for (const [key, argument] of entries)
    values[key] =
      argument.kind === 'flag'
        ? false
        : argument.kind === 'many'
          ? []
          : argument.kind === 'rest'
            ? ''
            : undefined

  const tokens = split(line)
  const given: string[] = []
  let restFrom = 0
  for (let at = 0; at < tokens.length; at++) {
    const { text, end } = tokens[at]
    if (takesRest && given.length === words.length - 1 && !isOption(text, options)) break
    restFrom = end
    if (text === '--' && options.length) {
      if (takesRest) break
      continue
    }
    if (!/^-./.test(text) || /^-\d/.test(text)) {
      given.push(text)
      continue
    }
    const found = findOption(text, options)
    if (!found) {
      const guess = nearest(
        text,
        options.flatMap(([, { flags }]) => flags),
      )
      return fail(`there is no option ${text}` + (guess ? `; did you mean ${guess}?` : ''))
    }
    const [key, argument, attached] = found
    if (argument.kind === 'flag') values[key] = true
    else {
      const raw = attached ?? tokens[++at]?.text ?? fail(`${text} needs ${argument.metavar}`)
      if (attached === undefined) restFrom = tokens[at].end
      try {
        values[key] = argument.parse(raw)
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        fail(`${text}: ${error.message}`)
      }
    }
  }
  for (const [key, argument] of words) {
    if (argument.kind === 'rest') values[key] = line.slice(restFrom).trim()
    else if (argument.kind === 'many') values[key] = given.splice(0)
    else {
      const text = given.shift()
      if (text === undefined && argument.kind === 'word') fail(`${argument.metavar} is missing`)
      values[key] = text
    }
  }
  if (given.length) fail(`too much: ${given.join(' ')}`)
  return values
}

type Options = [string, Flag | Option<unknown>][]
const isOption = (text: string, options: Options): boolean =>
  options.length > 0 && (text === '--' || findOption(text, options) !== undefined)

/** The option a word names, with the value attached to it (`-n5`, `--loops=5`). */
const findOption = (
  text: string,
  options: Options,
): [string, Flag | Option<unknown>, string | undefined] | undefined => {
  for (const [key, argument] of options)
    for (const name of argument.flags) {
      if (text === name) return [key, argument, undefined]
      if (argument.kind !== 'option') continue
      if (name.startsWith('--') ? text.startsWith(name + '=') : text.startsWith(name))
        return [key, argument, text.slice(name.length + (name.startsWith('--') ? 1 : 0))]
    }
  return undefined
}

/** What the argument under the cursor may be completed with: option names, or what its word takes. */
export const completesAt = (
  magic: Magic,
  line: string,
): { options: string[]; completes: Completes | undefined } => {
  const entries = Object.values(magic.args)
  const words = split(line)
  const current = /\s$/.test(line) || line === '' ? '' : (words.at(-1)?.text ?? '')
  if (current.startsWith('-'))
    return {
      options: entries.flatMap((argument) => ('flags' in argument ? argument.flags : [])),
      completes: undefined,
    }
  const before = words.length - (current === '' ? 0 : 1)
  let position = 0
  for (let at = 0; at < before; at++) {
    const found = findOption(
      words[at].text,
      Object.entries(magic.args).filter(
        (entry): entry is [string, Flag | Option<unknown>] => 'flags' in entry[1],
      ),
    )
    if (!found) position++
    else if (found[1].kind === 'option' && found[2] === undefined) {
      if (at === before - 1) return { options: [], completes: found[1].completes }
      at++
    }
  }
  const placed = entries.filter((argument) => !('flags' in argument))
  const last = placed.at(-1)
  const argument =
    placed[position] ?? (last && (last.kind === 'many' || last.kind === 'rest') ? last : undefined)
  return { options: [], completes: argument?.completes }
}
