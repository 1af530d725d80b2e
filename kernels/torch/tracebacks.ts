/** Tracebacks as `%xmode` wants them: Python's own by default, or with the lines around, with the variables, or in one line. */
import type { PyException } from '../../src/python/object/errors.js'
import { repr } from '../../src/python/object/protocol.js'
import {
  formatException,
  formatExceptionOnly,
  type TracebackFrame,
  tracebackFrames,
} from '../../src/python/run/traceback.js'
import { localsOf } from '../../src/python/types/exceptions.js'

export const MODES = ['Plain', 'Context', 'Verbose', 'Minimal'] as const
export type Mode = (typeof MODES)[number]

const WIDTH = 75
/** Lines shown before and after the one that raised. */
const BEFORE = 2
const AFTER = 2
const LONGEST_VALUE = 80

/** The text of an exception, without a final line end. */
export const tracebackText = (exception: PyException, mode: Mode): string => {
  if (mode === 'Minimal') return formatExceptionOnly(exception).join('').trimEnd()
  if (mode === 'Plain') return formatException(exception).replace(/\n$/, '')
  return chain(exception, mode === 'Verbose', new Set()).join('\n')
}

const chain = (exception: PyException, verbose: boolean, seen: Set<PyException>): string[] => {
  seen.add(exception)
  const cause = exception.cause as PyException | null
  const context = exception.suppressContext ? null : (exception.context as PyException | null)
  const earlier = cause ?? context
  const told =
    earlier === null || seen.has(earlier)
      ? []
      : [
          ...chain(earlier, verbose, seen),
          '',
          cause === null
            ? 'During handling of the above exception, another exception occurred:'
            : 'The above exception was the direct cause of the following exception:',
          '',
        ]
  const frames = tracebackFrames(exception)
  const last = formatExceptionOnly(exception).join('').trimEnd()
  // A SyntaxError has no frames: its place is in its text.
  if (frames.length === 0) return [...told, last]
  const { name } = exception.cls
  return [
    ...told,
    '-'.repeat(WIDTH),
    name + 'Traceback (most recent call last)'.padStart(WIDTH - name.length),
    ...frames.flatMap((frame) => [...level(frame, verbose), '']),
    last,
  ]
}

const level = (frame: TracebackFrame, verbose: boolean): string[] => {
  const { filename, line, name } = frame
  const cell = /^<In\[(\d+)\]>$/.exec(filename)
  const place = cell ? `Cell In[${cell[1]}], line ${line}` : `File ${filename}:${line}`
  const { lines } = frame.frame.code.source
  const first = Math.max(1, line - BEFORE)
  const shown = lines.slice(first - 1, Math.min(lines.length, line + AFTER))
  const width = String(first + shown.length - 1).length
  const rows = shown.map((text, at) => {
    const number = String(first + at)
    const arrow = first + at === line
    const mark = arrow ? `${'-'.repeat(Math.max(1, 5 - number.length))}> ${number}` : number.padStart(7)
    return `${mark.padStart(7 + (width > 5 ? width - 5 : 0))} ${text}`.trimEnd()
  })
  const variables =
    verbose && name !== '<module>'
      ? localsOf(frame.frame).map(([key, value]) => `        ${key} = ${brief(() => repr(value))}`)
      : []
  return [name === '<module>' ? place : `${place}, in ${name}()`, ...rows, ...variables]
}

const brief = (text: () => string): string => {
  try {
    const [line] = text().split('\n')
    return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line
  } catch {
    return '<no text>'
  }
}
