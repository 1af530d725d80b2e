/**
 * Walks a person through a lesson. The terminal asks it at three moments (start, a submitted line or answer, a finished cell) and carries
 * out the turn that comes back; between them it only keeps which step is open, how many hints were given, and the prediction.
 */
import { type ErrorReply, type ExecuteReply, isTrail, type Publication } from '../protocol/messages.js'
import { DERIVATION_MIME, type DerivationPayload, type DerivationRow } from '../protocol/mime.js'
import type { Lesson, Step } from './lesson.js'
import { diagnose, type Happened, isRight, readShape, type Shape } from './mistakes.js'
import { type Texts, textsOf } from './texts.js'
import { readTrail } from './trail-text.js'

/** What the terminal is to do; the parts happen in this order. Matches the terminal's `GuideTurn`. */
export interface LessonTurn {
  say?: string
  progress?: { title: string; at: number; of: number }
  run?: string
  ask?: string
  draft?: string
  done?: boolean
}

/** A cell that has run; matches the terminal's `CellReport`. */
export interface RanCell {
  source: string
  reply: ExecuteReply | ErrorReply
  publications: readonly Publication[]
}

export interface EngineOptions {
  /** The step to begin with; cells of the steps before it run first. */
  from?: number
  /** Hears how many steps are done. */
  progress?(done: number): void
}

export class LessonGuide {
  readonly #lesson: Lesson
  readonly #texts: Texts
  readonly #from: number
  readonly #onProgress: (done: number) => void
  #at = 0
  #hints = 0
  #prediction: Shape | null = null

  constructor(lesson: Lesson, { from = 0, progress = () => {} }: EngineOptions = {}) {
    this.#lesson = lesson
    this.#texts = textsOf(lesson.language)
    this.#from = from < lesson.steps.length ? from : 0
    this.#onProgress = progress
  }

  start(): LessonTurn {
    const { title } = this.#lesson
    if (this.#from > 0) return { run: this.#lesson.steps[0].source }
    return this.#open(`**${title}**\n\n${this.#texts.commands}`)
  }

  answer(text: string | null): LessonTurn {
    const step = this.#step
    if (step?.kind !== 'predict') return {}
    if (text === null) return { ask: this.#texts.ask }
    const word = text.trim()
    if (word === 'hint') return { say: this.#nextHint(step), ask: this.#texts.ask }
    this.#prediction = readShape(word) ?? null
    if (!this.#prediction && word !== 'next') return { say: this.#texts.noShape, ask: this.#texts.ask }
    return { run: step.source }
  }

  submitted(source: string): LessonTurn | undefined {
    const step = this.#step
    const word = source.trim()
    if (!step || (word !== 'next' && word !== 'hint')) return undefined
    if (word === 'hint') return { say: this.#nextHint(step), draft: this.#draft(step) }
    return step.kind === 'type'
      ? { say: this.#texts.solution(step.source), run: step.source }
      : { run: step.source }
  }

  ran(cell: RanCell): LessonTurn | undefined {
    const step = this.#step
    if (!step) return undefined
    const isStep = squeezed(cell.source) === squeezed(step.source)
    if (this.#at < this.#from && isStep) {
      this.#at++
      return this.#at < this.#from
        ? { run: this.#lesson.steps[this.#at].source }
        : this.#open(this.#texts.resumed(this.#at + 1))
    }
    const verdict = this.#judge(step, cell, isStep)
    if (verdict === undefined) return { draft: this.#draft(step) }
    if (!verdict.done)
      return { say: verdict.say, draft: step.kind === 'type' ? cell.source : this.#draft(step) }
    this.#at++
    this.#hints = 0
    this.#prediction = null
    this.#onProgress(this.#at)
    return this.#open([verdict.say, step.after].filter(Boolean).join('\n\n'))
  }

  get #step(): Step | undefined {
    return this.#lesson.steps[this.#at]
  }

  /** The turn that opens the current step, after `before` was said. */
  #open(before: string): LessonTurn {
    const { steps, title, ending } = this.#lesson
    const step = this.#step
    const join = (...parts: string[]) => parts.filter(Boolean).join('\n\n')
    const progress = { title, at: Math.min(this.#at + 1, steps.length), of: steps.length }
    if (!step) return { say: join(before, ending, this.#texts.done(title)), progress, done: true }
    if (step.kind === 'predict') {
      const cell = '    ' + step.source.replaceAll('\n', '\n    ')
      return { say: join(before, step.text, cell, step.question), progress, ask: this.#texts.ask }
    }
    if (step.kind === 'type') return { say: join(before, step.text, step.task), progress }
    return { say: join(before, step.text), progress, draft: step.source }
  }

  #draft(step: Step): string | undefined {
    return step.kind === 'run' ? step.source : undefined
  }

  #nextHint(step: Step): string {
    if (this.#hints < step.hints.length) return step.hints[this.#hints++]
    return step.kind === 'type' ? this.#texts.solution(step.source) : this.#texts.noHints
  }

  /** Whether the cell settles the step, and what to say; undefined: it has nothing to do with the step. */
  #judge(step: Step, cell: RanCell, isStep: boolean): { done: boolean; say: string } | undefined {
    if (step.kind === 'type') {
      if (isStep) return { done: true, say: '' }
      if (cell.reply.status !== 'ok') return { done: false, say: this.#texts.failed }
      return passes(step.check, cell)
        ? { done: true, say: this.#texts.right }
        : { done: false, say: this.#texts.notYet }
    }
    if (!isStep) return undefined
    if (step.kind === 'run' || !this.#prediction) return { done: true, say: '' }
    return { done: true, say: this.#verdict(this.#prediction, cell) }
  }

  #verdict(prediction: Shape, cell: RanCell): string {
    const happened = happenedIn(cell)
    if (!happened) return ''
    if (isRight(prediction, happened)) return this.#texts.right
    const mistake = diagnose(prediction, happened)
    const why = mistake ? this.#texts.mistakes[mistake] : this.#texts.unexplained
    return `${this.#texts.wrong(shown(prediction), shown(happened.shape))} ${why}`
  }
}

const squeezed = (source: string): string => source.replace(/#.*$/gm, '').replace(/\s+/g, '')

/** Whether a cell meets what a `type` step asks for. */
export const passes = (check: { source?: string; result?: string }, cell: RanCell): boolean =>
  (check.source === undefined || new RegExp(check.source).test(squeezed(cell.source))) &&
  (check.result === undefined || resultOf(cell)?.trim() === check.result)

const resultOf = ({ publications }: RanCell): string | undefined => {
  for (const { type, content } of publications.toReversed()) {
    if (type === 'execute_result') return content.data['text/plain']
  }
  return undefined
}

/** The shape that the cell gave, and the calls that led to it; undefined if it gave no shape and no number. */
export const happenedIn = (cell: RanCell): Happened | undefined => {
  const shape = readShape(resultOf(cell) ?? '')
  if (!shape) return undefined
  const rows: DerivationRow[] = []
  for (const { type, content } of cell.publications) {
    if (type !== 'display_data' || !isTrail(content.metadata)) continue
    const payload = content.data[DERIVATION_MIME] as DerivationPayload | undefined
    rows.push(...(payload?.rows ?? readTrail(content.data['text/plain'] ?? '')))
  }
  return { shape, rows }
}

const shown = (shape: Shape): string => (shape.length === 1 ? String(shape[0]) : `(${shape.join(', ')})`)
