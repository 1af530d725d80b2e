/**
 * The terminal session: reads keys, edits, submits, prints. Everything that changes the screen goes through here, in the order of
 * events.
 *
 * Either a line is being edited, or a cell runs. While a cell runs keys are kept for the next line, except Ctrl-C and Ctrl-Z; its
 * output passes through to the terminal as it comes.
 */
import wrapAnsi from 'wrap-ansi'
import { toCodePoints, toUnits } from '../base/text.js'
import { DeadKernel } from '../protocol/client.js'
import type {
  CompleteReply,
  Completion,
  ErrorReply,
  ExecuteReply,
  Publication,
} from '../protocol/messages.js'
import { isFixes } from '../protocol/messages.js'
import { FIXES_MIME, type FixesPayload } from '../protocol/mime.js'
import type { Session } from '../session/session.js'
import { checkCell } from './complete.js'
import type { ActionName } from './editor/actions.js'
import { KEYMAP, keysHelp } from './editor/bindings.js'
import { type Document, documentOf } from './editor/document.js'
import { openMenu } from './editor/menu.js'
import { type Effect, edit } from './editor/state.js'
import { echo } from './editor/view.js'
import { FrameRenderer } from './frame.js'
import type { CellReport, Guide, GuideTurn } from './guide.js'
import { type InputEvent, KeyDecoder, type KeyEvent } from './keys.js'
import { askPrompts, codePrompts, Line } from './line.js'
import { Locator } from './locate.js'
import { offerRows } from './offer.js'
import { drawBundle, drawDisplay, drawError, drawProse, drawResult } from './outputs.js'
import { Screen } from './screen.js'
import type { Connection, ReplOptions } from './start.js'
import type { Styler } from './style.js'
import type { Tty } from './tty.js'

const ESC_DELAY = 50
/** A second Ctrl-C within this time restarts the kernel. */
const RESTART_WINDOW = 1000
const COMPLETION_PATIENCE = 1000
const REPORT_LIMIT = 100_000
const LEAVE = /^\s*(exit|quit)\s*(\(\s*\))?\s*$/

/** Actions that look into the history. */
const BROWSING: ReadonlySet<ActionName | undefined> = new Set<ActionName>([
  'up',
  'down',
  'older',
  'newer',
  'oldest',
  'newest',
  'search',
  'searchForward',
])

/** What ended a line. */
type Answer = { type: 'submit'; text: string } | { type: 'cancel' } | { type: 'eof' }

export class Repl {
  readonly #screen: Screen
  readonly #frames = new FrameRenderer()
  readonly #decoder = new KeyDecoder()
  readonly #locator: Locator
  readonly #connection: Promise<Connection>
  #flush: NodeJS.Timeout | undefined
  #kept: KeyEvent[] = []
  #line: Line | null = null
  #answer: ((answer: Answer) => void) | null = null
  #kills: readonly string[] = []
  #history: readonly string[] = []
  #count: number
  #draft = ''
  #guide: Guide | undefined
  /** The fixes of the last error, and whether they are still above the prompt. */
  #fixes: FixesPayload | null = null
  #offering = false
  #completing = false
  /** The history is not read yet, and a key asked for it: keys wait. */
  #awaitsHistory = false
  #historyRead = false
  #interruptedAt = 0
  /** The kernel runs something for the user. */
  #running = false
  #restarting: Promise<void> | null = null
  /** The terminal is the shell's for now (Ctrl-Z). */
  #away = false
  #exit: number | null = null
  /** The last cell's trail was shown in full by a key. */
  #unfolded = false

  constructor(
    readonly tty: Tty,
    readonly style: Styler,
    readonly options: ReplOptions,
    painted: string | null,
  ) {
    const terminal = {
      get columns() {
        return tty.columns
      },
      get rows() {
        return tty.rows
      },
      write: (data: string) => tty.write(data),
      locate: async () => {
        const place = await this.#locator.ask()
        if (place) tty.columns = place.columns
        const { columns, rows } = tty
        return { row: rows - 1, col: 0, columns, reflow: this.#locator.reflow, ...place, rows }
      },
    }
    this.#locator = new Locator(terminal.write, process.env)
    this.#screen = new Screen(terminal)
    this.#count = options.count ?? 1
    this.#guide = options.guide
    if (painted !== null)
      this.#screen.adopt({ rows: [painted], cursor: { row: 0, col: `In [${this.#count}]: `.length } })
    this.#connection = options.connect({
      confirm: (question) => this.#confirm(`${question} (y/[n]) `, false),
      warn: (sentence) => this.#screen.print(style('warning', sentence) + '\n'),
      showsLate: true,
    })
    // Awaited below; a failure before that must not end the process by itself.
    this.#connection.catch(() => undefined)
  }

  /** Runs until the user leaves; resolves to the exit code. */
  async run(): Promise<number> {
    this.tty.onResize(() => {
      this.#screen.resized()
      this.#paint()
    })
    process.on('SIGCONT', () => this.#paint())
    this.tty.read((chunk) => this.#feed(chunk))
    const connection = this.#connection.then((open) => {
      // A cell may have been submitted before the history was read.
      this.#history = [...open.history(), ...this.#history]
      this.#historyRead = true
      if (this.#line?.options.kind === 'python')
        this.#line.state = withHistory(this.#line.state, this.#history)
      this.#awaitsHistory = false
      if (this.#line) this.#takeKept()
    })
    const { opening } = this.options
    if (opening !== undefined) {
      await connection
      const { client } = await this.#connection
      const quiet = { code: opening, store_history: false }
      this.#running = true
      await client.request('execute', quiet, { publish: (publication) => this.#show(publication) })
      this.#running = false
      this.#screen.endLine()
    }
    if (this.#guide) {
      await connection
      await this.#turn(await this.#guide.start())
    }
    while (this.#exit === null) await this.#cell()
    this.#screen.release()
    await this.#screen.still()
    this.#frames.close()
    const { session, client } = await this.#connection
    session.close()
    await client.shutdown()
    this.tty.leave()
    return this.#exit
  }

  // -------------------------------------------------------------- keys

  #feed(chunk: Uint8Array): void {
    clearTimeout(this.#flush)
    this.tty.measure()
    this.#take(this.#decoder.feed(chunk))
    if (this.#decoder.pending) this.#flush = setTimeout(() => this.#take(this.#decoder.flush()), ESC_DELAY)
  }

  #take(events: InputEvent[]): void {
    for (const event of events) {
      if (event.type === 'cursor' || event.type === 'identity') this.#locator.take(event)
      else if (!this.#line) this.#pressWhileRunning(event)
      else if ((this.#completing || this.#needsHistory(event)) && !isKey(event, 'C-c')) this.#kept.push(event)
      else this.#press(event)
    }
    this.#paint()
  }

  #needsHistory(event: KeyEvent): boolean {
    if (this.#historyRead) return false
    this.#awaitsHistory ||= event.type === 'key' && BROWSING.has(KEYMAP.get(event.key))
    return this.#awaitsHistory
  }

  #takeKept(): void {
    const kept = this.#kept
    this.#kept = []
    this.#take(kept)
  }

  #pressWhileRunning(event: KeyEvent): void {
    if (event.type !== 'key') this.#kept.push(event)
    // Before the first prompt there is nothing to stop: the key is for the line.
    else if (event.key === 'C-c' && this.#running) this.#interrupt()
    else if (event.key === 'C-z') void this.tty.suspend()
    else this.#kept.push(event)
  }

  #press(event: KeyEvent): void {
    const line = this.#line!
    const effect = line.press(event)
    this.#kills = line.state.kills
    if (effect) this.#carryOut(effect, line)
  }

  #carryOut(effect: Effect, line: Line): void {
    switch (effect.type) {
      case 'submit':
      case 'eof':
        this.#end(effect)
        break
      case 'cancel':
        if (line.options.kind !== 'python' || this.#isQuestion(line)) this.#end(effect)
        break
      case 'complete':
        void this.#complete(line, effect.doc)
        break
      case 'suspend':
        this.#screen.release()
        void this.#suspend()
        break
      case 'clearScreen':
        this.#screen.clear()
        break
      case 'help':
        this.#screen.print(keysHelp())
        break
      case 'unfold':
        void this.#unfold()
        break
      case 'fix':
        if (line.options.kind === 'python' && !this.#isQuestion(line)) this.#takeFix(line, effect.number)
    }
  }

  async #suspend(): Promise<void> {
    this.#away = true
    await this.#screen.still()
    await this.tty.suspend()
    this.#away = false
    this.#paint()
  }

  /** Puts a fix into the prompt, so that Enter runs it; undo brings back what was there. */
  #takeFix(line: Line, number: number): void {
    const input = this.#fixes?.fixes[number - 1]?.input
    if (input === undefined) return
    const text = checkCell(input).status === 'incomplete' ? `${input}\n` : input
    line.state = edit(line.state, documentOf(text), null)
  }

  #isQuestion(line: Line): boolean {
    return line.options.check !== checkCell
  }

  #end(answer: Answer): void {
    const answered = this.#answer!
    this.#answer = null
    this.#line = null
    answered(answer)
  }

  /** Shows a line until it is answered. */
  #read(line: Line): Promise<Answer> {
    return new Promise((resolve) => {
      this.#line = line
      this.#answer = resolve
      this.#paint()
      this.#takeKept()
    })
  }

  #paint(): void {
    const line = this.#line
    if (!line || this.#away) return
    this.#screen.paint(() => {
      const above = line.options.kind === 'python' && !this.#isQuestion(line) ? this.#offer() : []
      return line.frame(this.#frames, this.#screen.terminal, this.style, above)
    })
  }

  /** What stands above the prompt until a line is submitted. */
  #offer(): string[] {
    return this.#fixes && this.#offering ? offerRows(this.#fixes, this.tty.columns, this.style) : []
  }

  /** The prompt makes way for what was submitted; what stood above it stays there. */
  #settle(text: string): void {
    const above = this.#offer()
    this.#offering = false
    this.#screen.settle(above.length === 0 ? text : `${above.join('\n')}\n\n${text}`)
  }

  /** Asks for a line of text outside the code prompt. */
  async #ask(prompt: string, password = false): Promise<Answer> {
    const parts = prompt.split('\n')
    const last = parts.pop()!
    if (parts.length > 0) this.#screen.print(parts.join('\n') + '\n')
    const prompts = askPrompts(last)
    const complete = { status: 'complete', indent: '' } as const
    const line = new Line({
      prompts,
      kind: password ? 'hidden' : 'plain',
      check: () => complete,
      history: [],
    })
    const answer = await this.#read(line)
    const text = answer.type === 'submit' && !password ? answer.text : ''
    this.#screen.settle(echo(text, prompts, this.style, 'plain'))
    return answer
  }

  async #confirm(question: string, otherwise: boolean): Promise<boolean> {
    const answer = await this.#ask(question)
    if (answer.type === 'cancel') return false
    const text = answer.type === 'submit' ? answer.text.trim().toLowerCase() : ''
    return text === '' ? otherwise : text.startsWith('y')
  }

  /** Shows the trail of the last cell once more, above the line being written: in full, or short again. */
  async #unfold(): Promise<void> {
    const { client } = await this.#connection
    if (this.#running || !this.#line) return
    const code = `%trail ${this.#unfolded ? 'fold' : 'unfold'}`
    this.#unfolded = !this.#unfolded
    await client.request('execute', { code, store_history: false }, { publish: (each) => this.#show(each) })
  }

  async #complete(line: Line, doc: Document): Promise<void> {
    this.#completing = true
    const { client } = await this.#connection
    const request = { code: doc.text, cursor_pos: toCodePoints(doc.text, doc.cursor) }
    // Keys typed meanwhile wait for the answer, so that a fast Tab and Enter do what they would do slowly; not for long, though.
    const goOn = (): void => {
      clearTimeout(timer)
      this.#completing = false
      this.#takeKept()
    }
    const timer = setTimeout(goOn, COMPLETION_PATIENCE)
    const reply = await client.request('complete', request).catch(() => null)
    if (reply?.status === 'ok' && this.#line === line)
      line.state = openMenu(line.state, doc, completions(reply, doc.text))
    if (this.#completing) goOn()
    else this.#paint()
  }

  // -------------------------------------------------------------- cells

  /** One round: a prompt, a cell. */
  async #cell(): Promise<void> {
    const prompts = codePrompts(this.#count, this.style)
    const draft = this.#draft
    this.#draft = ''
    const line = new Line(
      { prompts, kind: 'python', check: checkCell, history: this.#history, draft },
      this.#kills,
    )
    const answer = await this.#read(line)
    if (answer.type === 'eof') {
      this.#settle(echo('', prompts, this.style, 'python'))
      const leaves = await this.#confirm('Do you really want to exit ([y]/n)? ', true)
      if (leaves) this.#exit = 0
      else this.#screen.print('\n')
      return
    }
    if (answer.type === 'cancel') return
    const source = /^\s*%%/.test(answer.text) ? answer.text : answer.text.trimEnd()
    this.#settle(echo(source, prompts, this.style, 'python'))
    if (source.trim() === '?') this.#screen.print(keysHelp())
    else if (LEAVE.test(source)) {
      this.#remember(source)
      this.#exit = 0
      return
    } else if (source.trim() !== '') await this.#submit(source)
    this.#screen.endLine()
    if (this.#exit === null) this.#screen.print('\n')
  }

  async #submit(source: string): Promise<void> {
    const turn = await this.#guide?.submitted?.(source)
    if (turn) return this.#turn(turn)
    await this.#execute(source)
  }

  #remember(source: string): void {
    if (source !== this.#history.at(-1)) this.#history = [...this.#history, source]
  }

  async #execute(source: string): Promise<void> {
    this.#remember(source)
    const { session, client } = await this.#connection
    const seen = new Report()
    this.#interruptedAt = 0
    this.#unfolded = false
    this.#running = true
    try {
      const reply = await session.execute(source, {
        publish: (publication) => {
          seen.add(publication)
          this.#show(publication)
        },
        input: async ({ prompt, password }) => {
          const answer = await this.#ask(prompt, password)
          if (answer.type === 'cancel') client.interrupt()
          return answer.type === 'submit' ? answer.text : null
        },
        cell: (_id, code) => {
          const prompts = codePrompts(session.store.state.count + 1, this.style)
          this.#screen.endLine()
          this.#screen.print('\n')
          this.#screen.print(echo(code, prompts, this.style, 'python'))
        },
      })
      this.#finish(reply)
      // %load and %undo leave another count than the cell that asked had.
      this.#count = session.store.state.count + 1
      await this.#report(source, reply, seen)
    } catch (error) {
      if (!(error instanceof DeadKernel)) throw error
      await this.#revive(error)
    } finally {
      this.#running = false
    }
  }

  #finish(reply: ExecuteReply | ErrorReply): void {
    if (!('payload' in reply)) return
    for (const payload of reply.payload) {
      if (payload.source === 'page') this.#screen.print(drawBundle(payload.data).trimEnd() + '\n')
      else if (payload.source === 'set_next_input') this.#draft = payload.text
      else if (payload.source === 'ask_exit') this.#exit = payload.code ?? 0
    }
  }

  #show(publication: Publication): void {
    const { style } = this
    switch (publication.type) {
      case 'stream':
        this.#screen.print(publication.content.text)
        break
      case 'execute_result': {
        this.#screen.endLine()
        const { execution_count, data } = publication.content
        this.#screen.print(drawResult(execution_count, data, style))
        break
      }
      case 'display_data':
      case 'update_display_data': {
        const { data, metadata } = publication.content
        if (isFixes(metadata)) {
          this.#fixes = data[FIXES_MIME] ?? null
          this.#offering = true
          this.#paint()
          break
        }
        this.#screen.endLine()
        this.#screen.print(drawDisplay(data, metadata, style, this.tty.columns))
        break
      }
      case 'error':
        this.#screen.endLine()
        this.#screen.print(drawError(publication.content, style))
        break
      case 'clear_output':
        this.#screen.print('\r\x1b[K')
        break
    }
  }

  #interrupt(): void {
    this.#kept = []
    const now = Date.now()
    const again = now - this.#interruptedAt < RESTART_WINDOW
    this.#interruptedAt = now
    void this.#connection.then(({ client, session }) => {
      if (!again) return client.interrupt()
      if (this.#restarting) return
      this.#screen.endLine()
      this.#screen.print(
        this.style(
          'warning',
          `Restarting the kernel: its variables are lost. The cells stay${offer(session)}.`,
        ) + '\n',
      )
      this.#restarting = session.renew().finally(() => {
        this.#restarting = null
      })
    })
  }

  /** The kernel is gone: asked for by Ctrl-C, or it died. */
  async #revive({ death }: DeadKernel): Promise<void> {
    const { session } = await this.#connection
    if (this.#restarting) await this.#restarting
    else {
      this.#screen.endLine()
      const why = death.reason === 'memory' ? 'ran out of memory' : `died (${death.message})`
      this.#screen.print(
        this.style('error', `The kernel ${why}. A new one starts; its variables are lost.`) + '\n',
      )
      await session.renew()
      this.#screen.print(this.style('warning', `The cells stay${offer(session)}.`) + '\n')
    }
    this.#count = session.store.state.count + 1
  }

  // -------------------------------------------------------------- guide

  async #report(source: string, reply: ExecuteReply | ErrorReply, seen: Report): Promise<void> {
    if (!this.#guide || !('execution_count' in reply)) return
    const cell: CellReport = {
      source,
      executionCount: reply.execution_count,
      reply,
      publications: seen.publications,
    }
    const turn = await this.#guide.ran(cell)
    if (turn) await this.#turn(turn)
  }

  async #turn({ say, progress, run, ask, draft, done }: GuideTurn): Promise<void> {
    this.#screen.endLine()
    if (progress)
      this.#screen.print(
        '\n' +
          this.style('strong', progress.title) +
          this.style('dim', `  ${progress.at}/${progress.of}`) +
          '\n',
      )
    if (say) {
      const wrap = (text: string, width: number): string => wrapAnsi(text, width, { trim: false })
      this.#screen.print('\n' + drawProse(say, this.tty.columns, this.style, wrap) + '\n')
    }
    if (draft !== undefined) this.#draft = draft
    if (done) this.#guide = undefined
    if (run !== undefined) {
      this.#screen.endLine()
      this.#screen.print('\n' + echo(run, codePrompts(this.#count, this.style), this.style, 'python'))
      await this.#execute(run)
    }
    if (ask !== undefined && this.#guide) {
      this.#screen.endLine()
      const answer = await this.#ask(ask)
      const text = answer.type === 'submit' ? answer.text : ''
      await this.#turn(await this.#guide.answer(answer.type === 'cancel' ? null : text))
    }
  }
}

const isKey = (event: KeyEvent, key: string): boolean => event.type === 'key' && event.key === key

/** How to get back what a kernel knew: the cells before the one that was running. */
const offer = ({ store }: Session): string => {
  const last = store.state.count - 1
  return last < 1 ? '' : `; %rerun ${last === 1 ? '1' : `1-${last}`} runs them again`
}

/** What a cell published, for a guide; printed text is cut. */
class Report {
  readonly publications: Publication[] = []
  #printed = 0
  add(publication: Publication): void {
    if (publication.type === 'stream') {
      if (this.#printed > REPORT_LIMIT) return
      this.#printed += publication.content.text.length
    }
    this.publications.push(publication)
  }
}

/** The items of a reply; offsets in units. A reply without details gives names alone. */
const completions = (
  { matches, cursor_start, cursor_end, metadata }: CompleteReply,
  text: string,
): Completion[] => {
  const detailed = metadata._jupyter_types_experimental
  const start = toUnits(text, cursor_start)
  const end = toUnits(text, cursor_end)
  if (!detailed) return matches.map((match) => ({ start, end, text: match, type: '' }))
  return detailed.map((item) => ({ ...item, start: toUnits(text, item.start), end: toUnits(text, item.end) }))
}

const withHistory = (state: Line['state'], entries: readonly string[]): Line['state'] =>
  state.history.at === state.history.entries.length
    ? { ...state, history: { ...state.history, entries, at: entries.length } }
    : state
