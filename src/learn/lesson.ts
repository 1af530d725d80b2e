/**
 * Lessons are notebooks. What a cell is in the lesson stands in its metadata under `ishape`:
 *
 * - a markdown cell is text;
 * - a code cell is `kind: "run"` (the default): put into the prompt, to be run;
 * - `kind: "predict"`: `question` is asked first, then the cell runs, and its result is the answer;
 * - `kind: "type"`: `task` says what to write; the source is one solution. `check.source` is a regular expression that what was typed must
 *   match (blanks aside), `check.result` the text of the result that it must give; without a check any cell that runs will do.
 *
 * `hints` is a ladder, read one by one; `after` is said once the step is done; `stage` names the PRIMM stage (predict, run,
 * investigate, modify, make). The notebook's own metadata has `ishape.lesson: {title, summary, order}`.
 */
import type { Json, JsonObject } from '../protocol/mime.js'
import { type Cell, type CodeCell, ours, type SessionDocument } from '../session/cell.js'

export type Stage = 'predict' | 'run' | 'investigate' | 'modify' | 'make'
const STAGES: readonly string[] = ['predict', 'run', 'investigate', 'modify', 'make']

interface StepBase {
  /** The prose before it. */
  text: string
  source: string
  cell: CodeCell
  stage: Stage
  hints: string[]
  after: string
}
export type Step = StepBase &
  (
    | { kind: 'run' }
    | { kind: 'predict'; question: string }
    | { kind: 'type'; task: string; check: { source?: string; result?: string } }
  )

export interface Lesson {
  name: string
  language: string
  title: string
  summary: string
  order: number
  steps: Step[]
  /** The prose after the last cell. */
  ending: string
}

/** A notebook that is no lesson; the message names the lesson and the cell. */
export class LessonError extends Error {
  override name = 'LessonError'
}

/** The lesson in a notebook. LessonError: its metadata are not those of a lesson. */
export const readLesson = (document: SessionDocument, name: string, language: string): Lesson => {
  const { lesson } = ours(document.metadata)
  if (!isObject(lesson)) throw new LessonError(`${name}/${language}: metadata.ishape.lesson is missing`)
  const steps: Step[] = []
  let text = ''
  for (const [index, cell] of document.cells.entries()) {
    if (cell.kind === 'code') {
      steps.push(readStep(cell, text, `${name}/${language}, cell ${index + 1}`))
      text = ''
    } else text += (text && '\n\n') + cell.source
  }
  return {
    name,
    language,
    title: textOf(lesson.title, name),
    summary: textOf(lesson.summary, ''),
    order: typeof lesson.order === 'number' ? lesson.order : 99,
    steps,
    ending: text,
  }
}

const readStep = (cell: CodeCell, text: string, where: string): Step => {
  const {
    kind = 'run',
    stage = 'run',
    hints = [],
    after = '',
    question,
    task,
    check = {},
  } = ours(cell.metadata)
  const fail = (why: string): never => {
    throw new LessonError(`${where}: ${why}`)
  }
  if (!STAGES.includes(stage as string))
    fail(`stage ${JSON.stringify(stage)} is none of ${STAGES.join(', ')}`)
  if (!isTexts(hints)) fail('hints must be a list of texts')
  const base = {
    text,
    source: cell.source,
    cell,
    stage: stage as Stage,
    hints: hints as string[],
    after: textOf(after, ''),
  }
  if (kind === 'run') return { ...base, kind }
  if (kind === 'predict') {
    if (typeof question !== 'string') fail('a predict cell needs a question')
    return { ...base, kind, question: question as string }
  }
  if (kind !== 'type') return fail(`kind ${JSON.stringify(kind)} is none of run, predict, type`)
  if (typeof task !== 'string') fail('a type cell needs a task')
  if (!isObject(check)) return fail('check must be an object')
  const { source, result } = check
  return {
    ...base,
    kind,
    task: task as string,
    check: { ...(typeof source === 'string' && { source }), ...(typeof result === 'string' && { result }) },
  }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: Json): boolean =>
  Array.isArray(value) && value.every((text) => typeof text === 'string')
const textOf = (value: Json | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise

/** The lesson as text with its recorded outputs, for those who read instead of typing. */
export const lessonText = (lesson: Lesson, outputOf: (cell: Cell) => string): string => {
  const parts = [`# ${lesson.title}`]
  for (const step of lesson.steps) {
    if (step.text) parts.push(step.text)
    if (step.kind === 'predict') parts.push(step.question)
    if (step.kind === 'type') parts.push(step.task)
    const cell = '    ' + step.source.replaceAll('\n', '\n    ')
    const output = outputOf(step.cell).trimEnd()
    parts.push(output ? `${cell}\n\n${output.replace(/^/gm, '    ')}` : cell)
    if (step.after) parts.push(step.after)
  }
  if (lesson.ending) parts.push(lesson.ending)
  return parts.join('\n\n') + '\n'
}
