/**
 * One kernel for any language: a request in, publications and a reply out.
 *
 * Requests are handled one at a time (transports queue). Everything a cell shows leaves through `publish`, in the order in which it
 * happened; streams may be joined, and busy and idle told, by the transport.
 */
import { nearest } from '../base/spelling.js'
import { toCodePoints, toUnits } from '../base/text.js'
import type { World } from '../base/world.js'
import type { KernelSettings } from '../protocol/client.js'
import {
  type Action,
  type ErrorContent,
  type ErrorReply,
  type ExecuteReply,
  type ExecuteRequest,
  type InputRequest,
  type Payload,
  PROTOCOL_VERSION,
  type Publication,
  type ReplyOf,
  type RequestOf,
  type UserExpression,
} from '../protocol/messages.js'
import type { JsonObject, MimeBundle } from '../protocol/mime.js'
import type { Background } from './background.js'
import { bodyStart, completeMagic, withBareMagics } from './completion.js'
import { History } from './history.js'
import {
  type Cell,
  type Completions,
  type Host,
  type Language,
  NoInput,
  type Outcome,
  type StartLanguage,
} from './language.js'
import { describeMagic, type Magic, parseArguments, UsageError } from './magic.js'
import { generalMagics } from './magics/general.js'
import { type Command, translate } from './source.js'

export type Publish = (publication: Publication) => void

/** What a transport provides besides the world: the answer to `input()`, null at the end of input. */
export interface Transport {
  world: World
  ask(request: InputRequest): string | null
  background?: Background
}

/** Commands kept for code that runs them later, such as a function defined in an early cell. */
type Commands = Command[]

export class Kernel {
  readonly language: Language
  readonly history = new History()
  readonly magics: ReadonlyMap<string, Magic>
  readonly #commands: Commands = []
  readonly #settings: KernelSettings
  readonly #host: Host
  #publish: Publish = () => {}
  #payload: Payload[] = []
  #count = 0
  #mayAsk = false
  #lastError: ErrorContent | undefined
  #folders: string[] | undefined
  readonly #automagic = { on: true }
  readonly #background: Background | undefined
  #cell = { count: 0, source: '' }

  constructor(start: StartLanguage, settings: KernelSettings, { world, ask, background }: Transport) {
    this.#settings = settings
    this.#background = background
    this.#host = {
      ...world,
      interrupted: () => world.interrupted(),
      write: (name, text) => {
        if (text !== '') this.#publish({ type: 'stream', content: { name, text } })
      },
      flush: () => {},
      readInput: (prompt, password = false) => {
        if (!this.#mayAsk) throw new NoInput()
        return ask({ prompt, password })
      },
      display: (data, metadata = {}) => {
        this.#publish({ type: 'display_data', content: { data, metadata } })
      },
      displayLater: background && ((...later) => this.#displayLater(background, ...later)),
      argv: settings.argv,
      path: settings.path,
      seed: settings.seed ?? drawSeed(),
      trail: settings.trail !== false,
      fixes: settings.fixes === true,
      trailInFull: settings.trail === 'full',
      exit: (code) => {
        this.#payload.push({ source: 'ask_exit', keepkernel: false, ...(code === undefined ? {} : { code }) })
      },
    }
    this.language = start(this.#host, (id) => this.#perform(this.#commands[id]))
    for (const [line, source] of settings.earlier ?? []) {
      this.history.add(line, source, source)
      this.#count = line
    }
    this.magics = new Map([...generalMagics, ...this.language.magics].map((magic) => [magic.name, magic]))
  }

  /**
   * Handles one request. Never rejects for what a user's program does. `publish` hears of displays that come late until the next cell runs.
   */
  async handle<A extends Action>(
    action: A,
    content: RequestOf<A>,
    publish: Publish,
  ): Promise<ReplyOf<A> | ErrorReply> {
    this.#publish = publish
    try {
      return await this.#answers[action](content)
    } finally {
      this.#publish = () => {}
    }
  }

  readonly #answers: { [A in Action]: (content: RequestOf<A>) => ReplyOf<A> | Promise<ReplyOf<A>> } = {
    execute: (request) => this.#execute(request),
    complete: ({ code, cursor_pos }) => {
      const offset = toUnits(code, cursor_pos)
      const { start, end, items } =
        completeMagic(code, offset, this.magics, this.language) ?? this.#completeCode(code, offset)
      const [from, to] = [toCodePoints(code, start), toCodePoints(code, end)]
      return {
        status: 'ok',
        matches: items.map(({ text }) => text),
        cursor_start: from,
        cursor_end: to,
        metadata: { _jupyter_types_experimental: items.map((item) => ({ start: from, end: to, ...item })) },
      }
    },
    inspect: ({ code, cursor_pos, detail_level = 0 }) => {
      const offset = toUnits(code, cursor_pos)
      const magic = /^\s*%{1,2}([A-Za-z_]\w*)/.exec(code.slice(code.lastIndexOf('\n', offset - 1) + 1))?.[1]
      const text = magic === undefined ? undefined : this.magics.get(magic)
      if (text)
        return { status: 'ok', found: true, data: { 'text/plain': describeMagic(text) }, metadata: {} }
      return { status: 'ok', ...this.language.inspect(code, offset, detail_level) }
    },
    is_complete: ({ code }) => {
      if (/^\s*%%\w/.test(code))
        return /\n[^\S\n]*$/.test(code) || /^\s*%%\w+\s*\?{1,2}\s*$/.test(code)
          ? { status: 'complete' }
          : { status: 'incomplete', indent: /([^\S\n]*)[^\n]*$/.exec(code)![1] }
      return this.language.isComplete(this.#parseable(code))
    },
    history: (request) => ({ status: 'ok', history: this.history.answer(request) }),
    kernel_info: () => ({
      status: 'ok',
      protocol_version: PROTOCOL_VERSION,
      implementation: 'ishape',
      implementation_version: process.env.ISHAPE_VERSION ?? '0.0.0',
      language_info: this.language.info,
      banner: this.language.banner,
      help_links: this.language.helpLinks,
      debugger: false,
      supported_features: [],
      ishape: { seed: this.#host.seed },
    }),
    comm_info: () => ({ status: 'ok', comms: {} }),
    interrupt: () => ({ status: 'ok' }),
    shutdown: ({ restart }) => ({ status: 'ok', restart }),
  }

  #completeCode(code: string, offset: number): Completions {
    const skipped = bodyStart(code, offset)
    const before = code.slice(skipped, offset)
    const parseable = translate(before, this.language, () => 0)
    const shift = parseable.length - before.length
    const found = this.language.complete(parseable + code.slice(offset), offset - skipped + shift)
    const moved = {
      start: found.start + skipped - shift,
      end: found.end + skipped - shift,
      items: found.items,
    }
    return skipped > 0 ? moved : withBareMagics(before, moved, this.magics)
  }

  readonly #isLineMagic = (name: string): boolean =>
    this.#automagic.on && (this.magics.get(name)?.kind ?? 'cell') !== 'cell'

  /** The code with its commands replaced, for looking at only. */
  #parseable(code: string): string {
    return translate(code, this.language, () => 0, this.#isLineMagic)
  }

  async #execute(request: ExecuteRequest): Promise<ExecuteReply> {
    const { code: source, silent = false } = request
    const store = !silent && request.store_history !== false
    if (store) this.#background?.stop()
    this.#payload = []
    this.#mayAsk = request.allow_stdin === true
    if (source.trim() === '') return this.#succeeded({})
    if (store) this.#count++
    const count = this.#count
    if (!silent) this.#publish({ type: 'execute_input', content: { code: source, execution_count: count } })
    this.#cell = { count, source }

    const code = translate(
      source,
      this.language,
      (command) => this.#commands.push(command) - 1,
      this.#isLineMagic,
    )
    const file = this.#settings.program ?? `<In[${count}]>`
    const cell: Cell = { code, source, file, count, store, silent }
    if (store) this.history.add(count, source, code)
    const outcome = isExit(code) ? this.#leave() : await this.#run(cell)
    if (outcome.status === 'ok') {
      this.language.record(cell, outcome.value)
      if (outcome.value !== undefined && !silent) {
        const shown = this.#guarded(() => this.language.show(outcome.value))
        if ('error' in shown) return this.#failed(shown.error, silent)
        const data = shown.value
        if (store) this.history.setOutput(data['text/plain'] ?? '')
        this.#publish({ type: 'execute_result', content: { execution_count: count, data, metadata: {} } })
      }
      if (!silent) this.language.afterCell?.()
      return this.#succeeded(request.user_expressions ?? {})
    }
    this.language.record(cell, undefined)
    return this.#failed(outcome.error, silent)
  }

  async #run(cell: Cell): Promise<Outcome<unknown>> {
    try {
      return await this.language.execute(cell)
    } catch (error) {
      return { status: 'error', error: this.#describe(error) }
    }
  }

  #leave(): Outcome<unknown> {
    this.#host.exit()
    return { status: 'ok' }
  }

  #succeeded(expressions: Record<string, string>): ExecuteReply {
    const results: Record<string, UserExpression> = {}
    for (const [name, expression] of Object.entries(expressions)) {
      const result = this.#guarded(() => {
        const value = this.language.run(expression, '<user_expression>')
        return value === undefined ? {} : this.language.show(value)
      })
      results[name] =
        'error' in result
          ? { status: 'error', ...result.error }
          : { status: 'ok', data: result.value, metadata: {} }
    }
    return { status: 'ok', execution_count: this.#count, payload: this.#payload, user_expressions: results }
  }

  #failed(error: ErrorContent, silent: boolean): ExecuteReply {
    if (error.ename !== 'UsageError') this.#lastError = error
    if (!silent) {
      this.#publish({ type: 'error', content: error })
      this.language.afterCell?.()
    }
    return {
      status: 'error',
      ...error,
      execution_count: this.#count,
      payload: this.#payload,
      user_expressions: {},
    }
  }

  #guarded<T>(work: () => T): { value: T } | { error: ErrorContent } {
    try {
      return { value: work() }
    } catch (error) {
      return { error: this.#describe(error) }
    }
  }

  #describe(error: unknown): ErrorContent {
    if (error instanceof UsageError)
      return { ename: 'UsageError', evalue: error.message, traceback: [`UsageError: ${error.message}`] }
    const described = this.language.describe(error)
    if (described) return described
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    const text = `internal error of ishape, please report it: ${message}`
    return { ename: name, evalue: text, traceback: [text, ...(stack ?? '').split('\n').slice(1)] }
  }

  // ------------------------------------------------------------- commands

  #perform(command: Command): unknown {
    switch (command.kind) {
      case 'shell':
        throw new UsageError(
          `\`!${command.line}\` is not run: ishape is a sandbox and starts no processes. %ls, %cd and %pwd look around.`,
        )
      case 'help':
        return this.#help(command.expression, command.level)
      case 'magic':
        return this.#magic(command)
    }
  }

  #help(expression: string, level: 0 | 1): undefined {
    if (expression.includes('*') && this.language.search && !this.language.isExpression(expression)) {
      const found = this.language.search(expression)
      this.#payload.push({ source: 'page', data: { 'text/plain': found.join('\n') }, start: 0 })
      return
    }
    const name = /^%{1,2}([A-Za-z_]\w*)$/.exec(expression)?.[1]
    const magic = name === undefined ? undefined : this.magics.get(name)
    const data = magic ? { 'text/plain': describeMagic(magic) } : this.language.help(expression, level)
    if (data) this.#payload.push({ source: 'page', data, start: 0 })
    else this.#host.write('stdout', `Object \`${expression}\` not found.\n`)
  }

  #magic({ name, line, body }: Extract<Command, { kind: 'magic' }>): unknown {
    const magic = this.magics.get(name)
    const isCell = body !== undefined
    if (!magic || (isCell ? magic.kind === 'line' : magic.kind === 'cell')) {
      const sort = isCell ? 'Cell magic' : 'Line magic function'
      const sigil = isCell ? '%%' : '%'
      const other = magic && `${isCell ? 'line' : 'cell'} magic \`${isCell ? '%' : '%%'}${name}\` exists`
      const fitting = [...this.magics.values()].filter(
        ({ kind, absent }) => !absent && (kind === 'both' || (kind === 'cell') === isCell),
      )
      const guess = magic
        ? null
        : nearest(
            name,
            fitting.map((each) => each.name),
          )
      throw new UsageError(
        `${sort} \`${sigil}${name}\` not found` +
          (other
            ? ` (but ${other}, did you mean that instead?).`
            : guess
              ? `. Did you mean: \`${sigil}${guess}\`?`
              : '.'),
      )
    }
    return magic.run(parseArguments(magic, line), {
      name,
      body,
      language: this.language,
      host: this.#host,
      history: this.history,
      magics: this.magics,
      sessions: this.#settings.sessions,
      payload: (payload) => void this.#payload.push(payload),
      capture: (work) => this.#capture(work),
      cell: this.#cell,
      folders: (this.#folders ??= [this.#host.files.cwd()]),
      automagic: this.#automagic,
      lastError: this.#lastError,
      publish: (publication) => this.#publish(publication),
      help: (expression, level) => this.#help(expression, level),
    })
  }

  #displayLater(
    background: Background,
    job: unknown,
    draw: (answer: unknown) => MimeBundle | null,
    metadata: JsonObject = {},
  ): void {
    // The reply is not waited for: this is the way to whoever asked for the cell.
    const publish = this.#publish
    const transient = { display_id: crypto.randomUUID() }
    publish({ type: 'display_data', content: { data: { 'text/plain': '' }, metadata, transient } })
    background.start(job, (answer) => {
      const data = draw(answer)
      if (data !== null) publish({ type: 'update_display_data', content: { data, metadata, transient } })
    })
  }

  #capture(work: () => void): { stdout: string; stderr: string } {
    const outer = this.#publish
    const captured = { stdout: '', stderr: '' }
    this.#publish = (publication) => {
      if (publication.type === 'stream') captured[publication.content.name] += publication.content.text
    }
    try {
      work()
    } finally {
      this.#publish = outer
    }
    return captured
  }
}

const isExit = (code: string): boolean => /^\s*(exit|quit)\s*(\(\s*\))?\s*;?\s*(#.*)?$/.test(code)

/** 64 random bits as decimal text. */
const drawSeed = (): string => {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2))
  return ((BigInt(high) << 32n) | BigInt(low)).toString()
}
