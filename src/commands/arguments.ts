/** The command line as python reads its own: options up to the program, all after it belongs to the program. */
import { nearest } from '../base/spelling.js'
import { COMMANDS, type Command, usages } from './usages.js'

export const USAGE = `usage: ishape [OPTION …] [FILE.py [ARG …] | -c CODE [ARG …] | -m MODULE [ARG …] | - | COMMAND]

Without a file: the interactive terminal. A file, -c or - runs as with python.

commands
  run FILE [ARG …]     run a program (.py, .ipy) or a session (.ipynb)
  replay FILE          re-run a session; --check compares, --json reports
  why FILE EXPR        run a file, then follow a size back to where it was written (--json)
  learn [LESSON]       lessons, step by step
  diff A B             compare two programs: where the shapes part, and what follows (--json)
  fix FILE             proved fixes of a program that fails (--json, --apply N)
  run FILE --trace     show the shapes of every line
  annotate FILE …      write the shapes of the lines as comments, # -> (1, 6, 30, 30)
  check FILE …         compare such comments with what happens (--json, --junit)
  kernel install       make the Jupyter kernel known (--user, --prefix DIR)
  kernel run -f FILE   serve Jupyter over a connection file

options
  -c CODE              run CODE
  -m MODULE            run a module or a package's __main__
  -i                   go on in the terminal after the program
  --plain              a plain prompt, without colours and menus
  --seed N             the seed of torch's random numbers
  --path DIR           import from DIR too (may be repeated)
  --allow-read DIR     let programs read below DIR (may be repeated)
  --allow-write DIR    let programs write below DIR (may be repeated)
  --trail              tell on stderr the shape of every layer's output
  -V, --version        the version
  -h, --help           this help
`

/** A wrong command line; the message is complete, exit code 2. */
export class UsageProblem extends Error {
  /** The command line and each command are bundles of their own: an error of one is no instance of the other's class. */
  static is(error: unknown): error is UsageProblem {
    return error instanceof Error && error.name === 'UsageProblem'
  }
  override readonly name = 'UsageProblem'
}

export interface Options {
  interactive: boolean
  plain: boolean
  trail: boolean
  seed: string | undefined
  path: string[]
  allowRead: string[]
  allowWrite: string[]
  /** Filters of warnings, `-W`. */
  warnings: string[]
}

export type CommandLine = Options &
  (
    | { command: 'version' }
    /** Of one command, or of all. */
    | { command: 'help'; about: Command | null }
    | {
        command: 'program'
        source:
          | { kind: 'file' | 'code' | 'module'; text: string }
          | { kind: 'stdin' | 'pipe'; bytes?: Uint8Array }
        args: string[]
      }
    | { command: 'repl' }
    | { command: 'replay'; file: string; args: string[] }
    | { command: 'kernel'; args: string[] }
    | { command: 'learn'; args: string[] }
    | { command: 'why'; args: string[] }
    | { command: 'fix'; file: string; json: boolean; apply: number | null }
    | { command: 'diff'; files: [string, string]; json: boolean }
    | { command: 'trace' | 'annotate' | 'check'; files: string[]; format: 'tap' | 'json' | 'junit' }
  )

const FLAGS: Record<string, 'interactive' | 'plain' | 'trail'> = {
  '-i': 'interactive',
  '--plain': 'plain',
  '--trail': 'trail',
}
const LISTS: Record<string, 'path' | 'allowRead' | 'allowWrite'> = {
  '--path': 'path',
  '--allow-read': 'allowRead',
  '--allow-write': 'allowWrite',
}
/** What python takes and what makes no difference here. */
const IGNORED = new Set(['-u', '-B', '-E', '-s', '-S', '-O', '-OO', '-q', '-I'])
const HELP = new Set(['-h', '--help'])
const ALL = [
  '-c',
  '-m',
  '-W',
  '-h',
  '--help',
  '-V',
  '--version',
  '--seed',
  ...Object.keys(FLAGS),
  ...Object.keys(LISTS),
]

const problem = (text: string): UsageProblem =>
  new UsageProblem(
    `${text}\nusage: ishape [OPTION …] [FILE.py [ARG …] | -c CODE [ARG …] | -m MODULE [ARG …] | - | COMMAND]\nTry \`ishape --help\`.\n`,
  )

const problemOf = (command: Command, text: string): UsageProblem =>
  new UsageProblem(`ishape ${command}: ${text}\n${usages[command]}`)

/** `FILE [--json] [--apply N]` */
const fixArguments = (rest: readonly string[]): { file: string; json: boolean; apply: number | null } => {
  let file: string | undefined
  let json = false
  let apply: number | null = null
  for (let i = 0; i < rest.length; i++) {
    const arg = rest[i]
    if (arg === '--json') json = true
    else if (arg === '--apply' || arg.startsWith('--apply=')) {
      const text = arg === '--apply' ? (rest[++i] ?? '') : arg.slice('--apply='.length)
      if (!/^[1-9]\d*$/.test(text))
        throw problemOf('fix', `--apply: expected the number of a fix, got '${text}'`)
      apply = Number(text)
    } else if (arg.startsWith('-'))
      throw problemOf('fix', `unknown option ${arg}; it takes --json and --apply N`)
    else if (file === undefined) file = arg
    else throw problemOf('fix', `one FILE at a time, got '${file}' and '${arg}'`)
  }
  if (file === undefined) throw problemOf('fix', 'FILE is missing')
  return { file, json, apply }
}

/** `A B [--json]` */
const diffArguments = (rest: readonly string[]): { files: [string, string]; json: boolean } => {
  const unknown = rest.find((arg) => arg.startsWith('-') && arg !== '--json')
  if (unknown !== undefined) throw problemOf('diff', `unknown option ${unknown}; it takes --json`)
  const files = rest.filter((arg) => arg !== '--json')
  if (files.length !== 2)
    throw problemOf('diff', `it takes two files, A and B; got ${files.length === 0 ? 'none' : files.length}`)
  return { files: [files[0], files[1]], json: rest.includes('--json') }
}

/** `FILE… [--json | --junit | --tap]` */
const fileArguments = (
  command: 'annotate' | 'check',
  rest: readonly string[],
): { files: string[]; format: 'tap' | 'json' | 'junit' } => {
  const formats = { '--tap': 'tap', '--json': 'json', '--junit': 'junit' } as const
  let format: 'tap' | 'json' | 'junit' = 'tap'
  const files: string[] = []
  for (const arg of rest) {
    if (!arg.startsWith('-')) files.push(arg)
    else if (command === 'check' && Object.hasOwn(formats, arg)) format = formats[arg as keyof typeof formats]
    else
      throw problemOf(
        command,
        `unknown option ${arg}${command === 'check' ? '; it takes --tap, --json and --junit' : ''}`,
      )
  }
  if (files.length === 0) throw problemOf(command, 'FILE is missing')
  return { files, format }
}

/** Reads the arguments. UsageProblem: they make no sense. */
export const parseCommandLine = (args: readonly string[], terminal: () => boolean): CommandLine => {
  const options: Options = {
    interactive: false,
    plain: false,
    trail: false,
    seed: undefined,
    path: [],
    allowRead: [],
    allowWrite: [],
    warnings: [],
  }
  let at = 0
  let mustBeFile = false
  let traced = false
  const value = (name: string, attached: string | undefined): string => {
    const text = attached ?? args[++at]
    if (text === undefined) throw problem(`Argument expected for the ${name} option`)
    return text
  }
  for (; at < args.length; at++) {
    const arg = args[at]
    if (arg === '-' || !arg.startsWith('-')) {
      const rest = args.slice(at + 1)
      if (arg === '-') return { ...options, command: 'program', source: { kind: 'stdin' }, args: rest }
      if (!mustBeFile && (COMMANDS as readonly string[]).includes(arg)) {
        const command = arg as Command
        const asksHow = (command === 'run' ? rest.slice(0, 1) : rest).some((each) => HELP.has(each))
        if (asksHow) return { ...options, command: 'help', about: command }
        if (command === 'run') {
          mustBeFile = true
          continue
        }
        if (command === 'annotate' || command === 'check')
          return { ...options, command, ...fileArguments(command, rest) }
        if (command === 'diff') return { ...options, command, ...diffArguments(rest) }
        if (command === 'fix') return { ...options, command, ...fixArguments(rest) }
        if (command !== 'replay') return { ...options, command, args: rest }
        const file = rest.find((each) => !each.startsWith('-'))
        if (file === undefined) throw problemOf('replay', 'FILE is missing')
        return { ...options, command, file, args: rest.filter((each) => each !== file) }
      }
      if (mustBeFile && (traced || rest[0] === '--trace'))
        return { ...options, command: 'trace', files: [arg], format: 'tap' }
      if (arg.endsWith('.ipynb')) return { ...options, command: 'replay', file: arg, args: rest }
      return { ...options, command: 'program', source: { kind: 'file', text: arg }, args: rest }
    }
    if (mustBeFile && arg === '--trace') {
      traced = true
      continue
    }
    const option = /^(--[^=]+)=(.*)$/s.exec(arg)
    const name = option === null ? arg : option[1]
    const attached = option === null ? undefined : option[2]
    if (name === '-c' || /^-c./s.test(name)) {
      const text = name === '-c' ? value('-c', undefined) : arg.slice(2)
      return { ...options, command: 'program', source: { kind: 'code', text }, args: args.slice(at + 1) }
    }
    if (name === '-m' || /^-m./s.test(name)) {
      const text = name === '-m' ? value('-m', undefined) : arg.slice(2)
      return { ...options, command: 'program', source: { kind: 'module', text }, args: args.slice(at + 1) }
    }
    if (name === '-W' || /^-[WX]./.test(name) || name === '-X') {
      const text = name.length > 2 ? arg.slice(2) : value(name, undefined)
      if (name[1] === 'W') options.warnings.push(text)
      continue
    }
    if (HELP.has(name)) return { ...options, command: 'help', about: null }
    if (name === '-V' || name === '--version') return { ...options, command: 'version' }
    if (name in FLAGS && attached === undefined) options[FLAGS[name]] = true
    else if (name in LISTS) options[LISTS[name]].push(value(name, attached))
    else if (name === '--seed') {
      const text = value(name, attached)
      if (!/^\d+$/.test(text) || BigInt(text) >= 1n << 64n)
        throw problem(`--seed: expected a whole number below 2**64, got '${text}'`)
      options.seed = BigInt(text).toString()
    } else if (!IGNORED.has(name)) {
      const guess = nearest(name, ALL)
      throw problem(`unknown option ${name}` + (guess ? `; did you mean ${guess}?` : ''))
    }
  }
  if (mustBeFile) throw problemOf('run', 'FILE is missing')
  return terminal()
    ? { ...options, command: 'repl' }
    : { ...options, command: 'program', source: { kind: 'pipe' }, args: [] }
}
