/**
 * What a language offers so that one `Kernel` can serve it. The kernel keeps history, counts, magics and messages; the language runs
 * code, looks things up and shows values, which the kernel only passes around.
 */
import type { World } from '../base/world.js'
import type {
  Completion,
  ErrorContent,
  InspectReply,
  IsCompleteReply,
  LanguageInfo,
} from '../protocol/messages.js'
import type { JsonObject, MimeBundle } from '../protocol/mime.js'
import type { Magic } from './magic.js'

/** What a language may ask of the kernel and of the world behind it. */
export interface Host extends World {
  write(stream: 'stdout' | 'stderr', text: string): void
  flush(stream: 'stdout' | 'stderr'): void
  /** A line without its end, null at the end of input; throws `NoInput` if nobody can be asked. */
  readInput(prompt: string, password?: boolean): string | null
  display(bundle: MimeBundle, metadata?: JsonObject): void
  /**
   * Shows nothing yet; what `draw` makes of a background job's answer appears in its place, also after the reply. The next cell drops the
   * job. Absent: nothing works in the background, or what comes late has no place in this front end.
   */
  displayLater?(job: unknown, draw: (answer: unknown) => MimeBundle | null, metadata?: JsonObject): void
  argv: string[]
  path: string[]
  /** The 64-bit seed of this session, decimal. */
  seed: string
  trail: boolean
  /** Whether fixes of a failed cell are looked for at once. */
  fixes: boolean
  /** Whether the trail starts out unfolded. */
  readonly trailInFull?: boolean
  /** `exit()`: asks the front end to leave. */
  exit(code?: number): void
}

/** Thrown by `readInput` when the front end cannot answer. */
export class NoInput extends Error {
  override name = 'StdinNotImplementedError'
  constructor() {
    super('input() was called, but this front end does not support input requests.')
  }
}

/** Thrown by `readInput` when Ctrl-C came instead of an answer. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

/** One cell, ready to run. */
export interface Cell {
  /** The text with magics replaced by calls, line for line that of `source`. */
  code: string
  /** What was typed. */
  source: string
  /** The name in tracebacks: `<In[3]>`. */
  file: string
  count: number
  /** Keep it: `In`, `_i`, and the result in `Out`, `_`. */
  store: boolean
  /** Not even the value of the last expression is wanted. */
  silent: boolean
}

export type Outcome<V> =
  /** `value`: that of a last expression worth showing (not None, no trailing `;`). */
  { status: 'ok'; value?: V } | { status: 'error'; error: ErrorContent }

/** A name of the user's, for `%who`. */
export interface Variable {
  name: string
  type: string
  /** What `%whos` shows: shape and dtype, length, a short repr. */
  info: string
}

export interface Completions {
  /** Unit offsets of what they replace. */
  start: number
  end: number
  items: Omit<Completion, 'start' | 'end'>[]
}

/** A statement's first line: unit offsets of its first token, and of the end of its last token before any comment. */
export interface LogicalLine {
  start: number
  end: number
}

export interface Language<V = unknown> {
  readonly info: LanguageInfo
  readonly banner: string
  readonly helpLinks: { text: string; url: string }[]
  /** The language's own magics, beside the general ones. */
  readonly magics: Magic[]
  /** The text of a call that runs magic number `id` of the kernel: `__magic__(3)`. Must parse as an expression. */
  magicCall(id: number): string

  execute(cell: Cell): Outcome<V> | Promise<Outcome<V>>
  /** Runs code in the user's namespace and gives the value of its last expression; what it raises passes through. */
  run(code: string, file: string): V | undefined
  /** Runs the text of a program file, in the user's namespace or in a fresh one that is then copied there. */
  runFile(path: string, args: string[], fresh: boolean): void
  /** Compiles a statement; each call of the result runs it once. For `%timeit`. */
  prepare(code: string, setup: string): (times: number) => void
  /** What an exception that passed through JavaScript shows; undefined: not one of the language's. */
  describe(error: unknown): ErrorContent | undefined
  /** The value as MIME bundle. */
  show(value: V): MimeBundle
  /** Makes text a value of the language. */
  text(text: string): V
  /** What `%%capture NAME` leaves in NAME; absent: the text of both. */
  captured?(stdout: string, stderr: string): V
  /** Makes a list of texts a value of the language; absent: lines of one text. */
  texts?(items: readonly string[]): V
  bind(name: string, value: V): void
  /** The cell's text and result into `In`, `Out`, `_`…; `value` undefined: none. */
  record(cell: Cell, value: V | undefined): void
  /** After a cell, whatever came of it: what else is shown, such as the trail. */
  afterCell?(): void

  complete(code: string, offset: number): Completions
  /** What is known of the expression at the offset. */
  inspect(code: string, offset: number, level: 0 | 1): Omit<InspectReply, 'status'>
  /** What `expression?` or `expression??` shows; undefined: nothing of that name. */
  help(expression: string, level: 0 | 1): MimeBundle | undefined
  isComplete(code: string): IsCompleteReply
  /** The statement that begins at or after the offset; null at the end. Never throws. */
  logicalLine(code: string, from: number): LogicalLine | null
  isExpression(text: string): boolean
  /** Whether a name means something, the user's or built in; absent: a magic always needs its `%`. */
  defines?(name: string): boolean

  variables(): Variable[]
  /** Forgets the user's names, and session state such as print options. */
  reset(): void
  remove(name: string): boolean
  /** Names that a pattern with `*` fits: of the user, built in, or attributes (`str.*find*`). Absent: no search. */
  search?(pattern: string): string[]
  /** How tracebacks look, one of `tracebackModes`; absent: the language has one way. */
  tracebacks?: string
  readonly tracebackModes?: readonly string[]
  /** Pretty printing of results on or off; absent: the language has none. */
  pretty?: boolean
  /** How floats in results look: a printf format such as `%.3f`; null: as they are. Absent: the language has no such setting. */
  floatFormat?: string | null
}

/** Makes a language over what the kernel gives it. `magic` runs the magic of that number. */
export type StartLanguage = (host: Host, magic: (id: number) => unknown) => Language
